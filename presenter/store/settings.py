"""What the program remembers between runs ⇄ one small JSON file; garbage in it is as good as nothing."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from presenter.files import atomic
from presenter.problems import UserError

MOST_RECENT = 12
MOST_ALLOWED = 500


def config_folder() -> Path:
    """Where this person's settings live."""
    from platformdirs import user_config_path

    return user_config_path("presenter", appauthor=False)


class Settings:
    """Named JSON values; reading never fails, and a write that fails is not worth a word to the person."""

    def __init__(self, file: Path | None = None) -> None:
        self.file = file or config_folder() / "settings.json"
        self._values: dict[str, Any] = {}
        with suppress(OSError, ValueError, RecursionError):
            values = json.loads(self.file.read_text(encoding="utf-8"))
            if isinstance(values, dict):
                self._values = values

    def text(self, name: str, default: str = "") -> str:
        """The value of `name` if it is text."""
        value = self._values.get(name)
        return value if isinstance(value, str) else default

    def number(self, name: str, default: float = 0.0) -> float:
        """The value of `name` if it is a number."""
        value = self._values.get(name)
        return value if isinstance(value, int | float) and not isinstance(value, bool) else default

    def table(self, name: str) -> dict[str, Any]:
        """The value of `name` if it is a table of named values, else an empty one."""
        value = self._values.get(name)
        return dict(value) if isinstance(value, dict) else {}

    def numbers(self, name: str) -> list[int]:
        """The value of `name` if it is a list of whole numbers, else an empty list."""
        value = self._values.get(name)
        if isinstance(value, list) and all(isinstance(v, int) and not isinstance(v, bool) and abs(v) < 2**31 for v in value):
            return value
        return []

    def set(self, **values: Any) -> None:
        """Remember values and write them down at once."""
        if all(self._values.get(name) == value for name, value in values.items()):
            return
        self._values.update(values)
        with suppress(OSError, UserError, ValueError, TypeError):
            self.file.parent.mkdir(parents=True, exist_ok=True)
            with atomic(self.file) as part:
                part.write_text(json.dumps(self._values, indent=1, ensure_ascii=False), encoding="utf-8")

    @property
    def recent(self) -> list[Path]:
        """Decks opened lately, newest first; those that are gone are left out."""
        value = self._values.get("recent")
        names = [name for name in value if isinstance(name, str) and "\0" not in name] if isinstance(value, list) else []
        return [Path(name) for name in names if os.path.isfile(name)]

    @property
    def allowed(self) -> frozenset[Path]:
        """Pictures outside their deck's folder that the person has allowed."""
        value = self._values.get("allowed")
        names = [name for name in value if isinstance(name, str) and "\0" not in name] if isinstance(value, list) else []
        return frozenset(Path(name) for name in names)

    def allow(self, paths: frozenset[Path]) -> None:
        """Remember that these pictures are allowed; of very many the oldest are forgotten."""
        known = {str(path): None for path in self.allowed}
        self.set(allowed=list({**known, **{str(path): None for path in sorted(paths)}})[-MOST_ALLOWED:])

    def opened(self, path: Path) -> None:
        """Remember that `path` was opened."""
        name = str(path.absolute())
        rest = [str(p) for p in self.recent if str(p) != name]
        self.set(recent=[name, *rest][:MOST_RECENT])

"""The text and the running talk ⇄ a file that outlives a crash. What is there after the start was left by a crash.

A later issue makes a journal of this; here the whole state is written at once, seldom, and removed at a clean end.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from presenter.files import atomic
from presenter.problems import UserError
from presenter.talk.state import Talk


@dataclass(frozen=True, slots=True)
class Remains:
    """What a crash left: the unsaved text (None if all was saved) and the talk that ran (None if none did)."""

    text: str | None
    talk: Talk | None


def state_folder() -> Path:
    """Where recovery files live."""
    from platformdirs import user_state_path

    return user_state_path("presenter", appauthor=False) / "recovery"


class Recovery:
    """The recovery file of one deck."""

    def __init__(self, deck: Path | None, folder: Path | None = None) -> None:
        name = hashlib.sha256(str(deck.absolute() if deck else "").encode("utf-8", "surrogateescape")).hexdigest()[:24]
        self.file = (folder or state_folder()) / f"{name}.json"
        self.deck = deck

    def keep(self, text: str | None, talk: Talk | None) -> None:
        """Write the state down. A disk that refuses is no reason to disturb a talk."""
        values = {"deck": str(self.deck or ""), "text": text, "talk": None if talk is None else asdict(talk)}
        with suppress(OSError, UserError, ValueError):
            self.file.parent.mkdir(parents=True, exist_ok=True)
            with atomic(self.file) as part:
                part.write_text(json.dumps(values), encoding="utf-8")

    def done(self) -> None:
        """All is saved and no talk runs."""
        with suppress(OSError):
            self.file.unlink()

    def found(self) -> Remains | None:
        """What was left, if anything readable was."""
        try:
            values = json.loads(self.file.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return None
        if not isinstance(values, dict):
            return None
        text = values.get("text")
        return Remains(text if isinstance(text, str) else None, _talk(values.get("talk")))


def _talk(values: Any) -> Talk | None:
    """A Talk from JSON, if it is one."""
    if not isinstance(values, dict) or not set(values) <= {f.name for f in fields(Talk)}:
        return None
    held = values.get("held")
    if held is not None and not (isinstance(held, list) and len(held) == 2 and all(isinstance(v, int) for v in held)):
        return None
    whole = all(isinstance(values.get(name, 0), int) for name in ("slide", "step"))
    stamps = all(isinstance(values.get(name) or 0.0, int | float) for name in ("started", "paused", "lost", "slide_since"))
    if not (whole and stamps and values.get("screen", "live") in ("live", "black", "white", "frozen")):
        return None
    # digits half typed before the crash mean nothing now
    return Talk(**{**values, "held": tuple(held) if held else None, "number": "", "ended": bool(values.get("ended"))})

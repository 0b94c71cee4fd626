"""A language → the Hunspell dictionary this system has for it, and the words a person has added to their own."""

from __future__ import annotations

import glob
import locale
import os
import sys
from contextlib import suppress
from pathlib import Path

from presenter.files import atomic
from presenter.problems import UserError
from presenter.store.settings import config_folder

OFFICE = {
    "linux": ("/usr/lib/libreoffice/share/extensions", "/opt/libreoffice*/share/extensions"),
    "darwin": ("/Applications/LibreOffice.app/Contents/Resources/extensions",),
    "win32": (r"C:\Program Files\LibreOffice\share\extensions",),
}
SYSTEM = {
    "linux": ("/usr/share/hunspell", "/usr/share/myspell", "/usr/share/myspell/dicts", "/usr/local/share/hunspell"),
    "darwin": ("~/Library/Spelling", "/Library/Spelling", "/opt/homebrew/share/hunspell", "/usr/local/share/hunspell"),
    "win32": (r"C:\Hunspell",),
}
MOST_OWN = 20_000


def places() -> list[Path]:
    """The folders dictionaries may lie in: those of the person before those of the system and of LibreOffice."""
    from platformdirs import user_data_path

    named = [part for part in os.environ.get("DICPATH", "").split(os.pathsep) if part]
    shared = [f"{part}/hunspell" for part in os.environ.get("XDG_DATA_DIRS", "").split(":") if part] if sys.platform == "linux" else []
    office = [folder for pattern in OFFICE.get(sys.platform, ()) for folder in sorted(glob.glob(f"{pattern}/dict-*"))]
    own = [str(user_data_path("presenter", appauthor=False) / "dictionaries"), "~/.local/share/hunspell"]
    found = [Path(part).expanduser() for part in (*named, *own, *SYSTEM.get(sys.platform, ()), *shared, *office)]
    return list(dict.fromkeys(found))


def known() -> dict[str, Path]:
    """Every language there is a dictionary for, written as its file is (`en_US`), and its path without the ending."""
    found: dict[str, Path] = {}
    for folder in places():
        with suppress(OSError):
            for file in sorted(folder.glob("*.dic")):
                if file.with_suffix(".aff").is_file() and not file.stem.startswith("hyph_"):
                    found.setdefault(file.stem.replace("-", "_"), file.with_suffix(""))
    return found


def dictionary(lang: str, known: dict[str, Path]) -> Path | None:
    """The dictionary for `lang` (`en-GB`, `de`; "" is that of the system): its own, else another country's of the same language."""
    wanted = (lang or system_language()).replace("-", "_")
    names = {name.casefold(): name for name in known}
    base = wanted.partition("_")[0].casefold()
    home = {"en": "en_us", "pt": "pt_pt", "zh": "zh_cn"}.get(base, f"{base}_{base}")
    kin = sorted(name for name in names if name.partition("_")[0] == base)
    found = next((name for name in (wanted.casefold(), home, base, *kin) if name in names), None)
    return known[names[found]] if found and base else None


def system_language() -> str:
    """The language of this system, as `en_US`; English where it does not say."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "").partition(".")[0]
        if value and value not in ("C", "POSIX"):
            return value
    with suppress(ValueError):
        return locale.getlocale()[0] or "en_US"
    return "en_US"


class OwnWords:
    """The words a person has added, in a file of theirs: one on a line."""

    def __init__(self, file: Path | None = None) -> None:
        self.file = file or config_folder() / "words.txt"
        self._words = self._read()

    def _read(self) -> dict[str, None]:
        with suppress(OSError, ValueError):
            lines = self.file.read_text(encoding="utf-8").splitlines()
            return dict.fromkeys(line.strip() for line in lines[:MOST_OWN] if line.strip())
        return {}

    def __contains__(self, word: str) -> bool:
        return word in self._words or word[:1].lower() + word[1:] in self._words

    def add(self, word: str) -> None:
        """Hold `word` from now on. Raises UserError when it cannot be written down; it is held until the end all the same."""
        self._words |= {**self._read(), word: None}  # another window may have added some
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UserError(f"cannot write {self.file}", error.strerror or str(error)) from error
        with atomic(self.file) as part:
            part.write_text("\n".join(sorted(self._words)) + "\n", encoding="utf-8")

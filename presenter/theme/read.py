"""The name of a theme -> where it lies and what its theme.toml says, with what it extends underneath."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from presenter import far, registry
from presenter.data import data_folder
from presenter.files import read_start
from presenter.problems import Problem
from presenter.theme.check import Data, check_theme, line_of, theme_problem
from presenter.theme.colors import NAME

DEFAULT = "light"
PLAIN = "plain"  # under an author's own style sheet
LARGEST = 256_000  # bytes of a theme.toml
DEEPEST = 8  # themes that extend each other

# Themes of other programs that people's decks name -> the theme of ours that comes nearest, and its variant.
ALIASES = {
    "default": ("light", ""),
    "gaia": ("light", "warm"),
    "uncover": ("dark", "light"),
    "white": ("light", ""),
    "simple": ("light", ""),
    "beige": ("light", "warm"),
    "solarized": ("light", "warm"),
    "sky": ("light", ""),
    "serif": ("editorial", ""),
    "seriph": ("editorial", ""),
    "black": ("dark", ""),
    "league": ("dark", ""),
    "night": ("dark", ""),
    "moon": ("dark", ""),
    "blood": ("dark", ""),
    "dracula": ("technical", ""),
    "metropolis": ("academic", ""),
    "moloch": ("academic", ""),
    "madrid": ("academic", ""),
    "berlin": ("academic", ""),
    "copenhagen": ("academic", ""),
    "warsaw": ("academic", ""),
    "singapore": ("academic", ""),
    "boadilla": ("academic", ""),
    "apple-basic": ("plain", ""),
    "plain jane": ("plain", ""),
    "fira": ("light", ""),
    "next": ("light", ""),
    "poster": ("bold", ""),
    "titillium": ("light", ""),
}
_BEAMERS = (
    "annarbor antibes bergen berkeley cambridgeus darmstadt dresden eastlansing focus frankfurt goettingen hannover ilmenau juanlespins"
    " lublin luebeck malmoe marburg montpellier paloalto pittsburgh rochester szeged verona"
)
ALIASES |= dict.fromkeys(_BEAMERS.split(), ("academic", ""))


@dataclass(frozen=True)
class Source:
    """One theme.toml: its file, its text (for line numbers) and the sound part of what it says."""

    name: str
    file: Path
    text: str
    data: Data


@dataclass
class Reading:
    """What is found on the way: the chain of files (the theme first), Problems, and what was looked at.

    `stamps` has every path that was tried with its time of change (None where nothing was), so that a theme is
    read again when one of them changes."""

    chain: list[Source] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    stamps: dict[Path, tuple[int, int] | None] = field(default_factory=dict)
    found: bool = False  # the theme asked for is there
    filled: bool = False  # the chain ends with the default theme only to fill gaps

    @property
    def built_in(self) -> bool:
        """All of it is the program's own."""
        return all(source.file.is_relative_to(data_folder("themes")) for source in self.chain)

    def there(self, file: Path) -> bool:
        """Whether `file` is a file; its stamp is noted."""
        self.stamps[file] = stamp(file)
        return self.stamps[file] is not None


def stamp(file: Path) -> tuple[int, int] | None:
    """Time of change and size of a file, None where there is none."""
    try:
        status = far.stat(file)
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_size


def theme_folders(folder: Path | None) -> Iterator[Path]:
    """The folders in which themes lie, first hit wins: beside the deck, the user's, the program's, the registry's."""
    if folder is not None:
        yield folder / "themes"
    yield user_folder()
    yield data_folder("themes")
    yield from registry.THEME_FOLDERS


def user_folder() -> Path:
    """Where a person's own themes lie."""
    from platformdirs import user_data_path

    return user_data_path("presenter", appauthor=False) / "themes"


def theme_names(folder: Path | None) -> dict[str, Path]:
    """Every theme there is: name -> theme.toml."""
    found: dict[str, Path] = {}
    for place in theme_folders(folder):
        try:
            inside = sorted(place.iterdir())[:500]
        except OSError:
            continue
        for each in inside:
            if NAME.fullmatch(each.name) and (each / "theme.toml").is_file():
                found.setdefault(each.name, each / "theme.toml")
    return found


def read(name: str, folder: Path | None) -> Reading:
    """Read theme `name` (a name, or a path beginning with a dot relative to `folder`) and all that it extends.

    An unknown one becomes the default theme, with a Problem. The chain always ends with the default theme, so
    whatever a theme leaves unsaid is there.
    """
    reading = Reading()
    file = _find(name, folder, reading) if name else None
    if name and file is None:
        reading.problems.append(_unknown(name, folder))
    reading.found = file is not None
    while file is not None and len(reading.chain) < DEEPEST:
        source = _read_file(file, reading)
        reading.chain.append(source)
        file = _parent(source, folder, reading)
    default = data_folder("themes") / DEFAULT / "theme.toml"
    if all(source.file != default for source in reading.chain):
        reading.there(default)
        reading.filled = bool(reading.chain)
        reading.chain.append(_read_file(default, reading))
    return reading


def _parent(source: Source, folder: Path | None, reading: Reading) -> Path | None:
    """The file that `source` extends; None when it says none, names nothing, or goes round in a circle."""
    wanted = source.data.get("extends", "")
    if not wanted:
        return None
    file = _find(wanted, folder, reading)
    line = line_of(source.text, ("extends",))
    if file is None:
        hint = "themes there are: " + ", ".join(sorted(theme_names(folder)))
        reading.problems.append(theme_problem(source.file, line, f"it extends “{wanted}”, which is no theme", hint))
    elif any(file == earlier.file for earlier in reading.chain):
        reading.problems.append(theme_problem(source.file, line, f"it extends “{wanted}”, which extends it", "take one of the two out"))
        return None
    return file


def _find(name: str, folder: Path | None, reading: Reading) -> Path | None:
    """The theme.toml of theme `name`."""
    if NAME.fullmatch(name):
        files = [place / name / "theme.toml" for place in theme_folders(folder)]
        return next((file for file in files if reading.there(file)), None)
    if folder is None or not name.startswith("."):
        return None
    file = (folder / name).resolve()
    if file.suffix != ".toml":
        file = file / "theme.toml"
    if not file.is_relative_to(project_of(folder)):
        return None
    return file if reading.there(file) else None


def project_of(folder: Path) -> Path:
    """The git project that the folder lies in, else the folder: what a deck may read from."""
    folder = folder.resolve()
    return next((place for place in (folder, *folder.parents) if (place / ".git").exists()), folder)


def _unknown(name: str, folder: Path | None) -> Problem:
    names = sorted(theme_names(folder))
    near = get_close_matches(name.casefold(), names, 2, 0.5)
    if name.startswith("."):
        hint = "write the path of a folder with a theme.toml, inside the deck's folder or its project"
    else:
        hint = ("perhaps " + " or ".join(near) + "; " if near else "") + "themes there are: " + ", ".join(names)
    return Problem("unknown-theme", f"there is no theme “{name[:60]}”; {DEFAULT} stands in for it", hint)


_files: dict[Path, tuple[tuple[int, int] | None, Source, list[Problem]]] = {}  # as last read


def _read_file(file: Path, reading: Reading) -> Source:
    """One theme.toml, checked; known already unless it has changed."""
    seen = reading.stamps.get(file)
    known = _files.get(file)
    if known is None or known[0] != seen:
        if len(_files) > 64:
            _files.clear()
        problems: list[Problem] = []
        known = _files[file] = (seen, _read_now(file, problems), problems)
    reading.problems.extend(known[2])
    return known[1]


def _read_now(file: Path, problems: list[Problem]) -> Source:
    """One theme.toml; what cannot be read says nothing, and a Problem tells why."""
    name = file.parent.name if file.name == "theme.toml" else file.stem
    text, raw = "", {}
    try:
        content = read_start(file, LARGEST + 1)
        if len(content) > LARGEST:
            raise ValueError(f"it is larger than {LARGEST // 1000} kB (at line 1)")
        text = content.decode("utf-8-sig")
        raw = _toml(text)
    except OSError as error:
        problems.append(theme_problem(file, 1, f"it cannot be read: {error.strerror}", "see whether the file is there and yours"))
    except UnicodeDecodeError:
        problems.append(theme_problem(file, 1, "it is not written in UTF-8", "save it as UTF-8"))
    except ValueError as error:
        problems.append(_not_toml(file, str(error)))
    data, faults = check_theme(raw, file, text)
    problems.extend(faults)
    return Source(name, file, text, data)


def _toml(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text.replace("\r\n", "\n"))
    except RecursionError:
        raise ValueError("it is nested too deeply (at line 1)") from None


def _not_toml(file: Path, words: str) -> Problem:
    """tomllib ends its message with `(at line 3, column 4)`."""
    message, _, where = words.partition(" (at line ")
    digits = where.partition(",")[0].strip(") ")
    line = int(digits) if digits.isdigit() else 1
    return theme_problem(file, line, f"this is not TOML: {message}", "look for a missing quotation mark or bracket")

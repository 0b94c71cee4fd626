"""What the author wrote as a picture's place → the file meant, or a Problem that says why there is none."""

from __future__ import annotations

import binascii
import os
import re
import stat
import unicodedata
from base64 import b64decode
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes

from presenter import far
from presenter.problems import Problem, Severity

MAX_DATA_URL = 48 << 20
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")  # two letters at least: `C:` is a drive
_DATA = re.compile(r"data:([\w.+-]+/[\w.+-]+)?((?:;[^,;]*)*),", re.IGNORECASE)
_FORMATS = ("image/png", "image/jpeg", "image/jpg", "image/gif", "image/webp", "image/bmp", "image/svg+xml", "image/tiff")


def find_picture(src: str, folder: Path | None, allow: frozenset[Path] = frozenset()) -> Path | Problem:
    """The real path of the picture `src` of a deck in `folder`, symlinks followed; it is inside the deck's folder, its
    git project, or `allow` (files or folders)."""
    src = src.strip()
    if src[:1] == "<" and src[-1:] == ">":
        src = src[1:-1]
    if not src:
        return Problem("picture-missing", "the picture has no file name", "write ![what it shows](file.png)")
    if is_remote(src):
        return Problem("picture-remote", f"{_short(src)} is on a network; nothing is fetched", "save it beside the deck and name that file")
    if folder is None and not _local_path(src).is_absolute():
        return Problem("picture-missing", f"{_short(src)} cannot be found: the deck has no folder yet", "save the deck beside its pictures")
    home = Path(os.path.realpath(folder)) if folder else None
    for candidate in _candidates(src, home):
        found = _regular(candidate)
        if found:
            return found if _inside(found, home, allow) else _outside(src, found)
    return _missing(src, home)


def find_picture_near(src: str, folder: Path | None, allow: frozenset[Path] = frozenset()) -> Path | Problem:
    """As `find_picture`, but a drive that does not answer is not waited for: then it is what was found there last."""
    silent = Problem("picture-missing", f"{_short(src)} cannot be looked for: its folder does not answer")
    return far.ask(folder, ("picture", src, allow), lambda: find_picture(src, folder, allow), lambda: silent)


def is_remote(src: str) -> bool:
    """Whether `src` names something that is not a file of this machine (or a `data:` URL)."""
    text = src.strip()
    if text.startswith(("//", "\\\\")):
        return True
    if not _SCHEME.match(text):
        return False
    if text[:5].lower() == "file:":
        host = re.match(r"file://([^/\\]*)", text, re.IGNORECASE)
        return bool(host and host[1] and host[1].lower() != "localhost" and not re.fullmatch(r"[A-Za-z]:", host[1]))
    return "://" in text or text.split(":", 1)[0].lower() in ("http", "https", "ftp", "blob", "javascript", "mailto")


def read_data_url(src: str) -> bytes | Problem:
    """The bytes of a `data:` URL of a picture."""
    match = _DATA.match(src)
    if not match or (match[1] or "").lower() not in _FORMATS:
        return Problem("picture-format", "the data: URL holds no picture that can be shown", "PNG, JPEG, GIF, WebP and SVG are")
    if len(src) > MAX_DATA_URL:
        return Problem("picture-too-large", "the picture in the text is too large", "save it as a file beside the deck")
    rest = src[match.end() :]
    if ";base64" not in match[2].lower():
        return unquote_to_bytes(rest)
    try:
        text = re.sub(r"\s+", "", unquote(rest)).replace("-", "+").replace("_", "/").rstrip("=")
        return b64decode(text + "=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError):
        return Problem("picture-broken", "the data: URL is damaged", "save the picture as a file beside the deck")


_UNSAID = (".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".pdf")  # endings that may go without saying


def _candidates(src: str, home: Path | None) -> Iterator[Path]:
    """The paths `src` may mean, likeliest first."""
    seen: set[str] = set()
    bare = re.split(r"[?#]", src, maxsplit=1)[0]
    for text in (src, unquote(src), bare, unquote(bare)):
        for form in (text, text.replace("\\", "/"), unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)):
            if form in seen or not form or "\0" in form:
                continue
            seen.add(form)
            path = _local_path(form)
            if home is None or path.is_absolute():
                yield path
            else:
                yield home / path
            if home and form.startswith("/"):  # as GitHub and web servers read it: from the top of the project
                yield (_project(home) or home) / form.lstrip("/")
                yield home / form.lstrip("/")
    if home and src and "\0" not in src and not _local_path(src).suffix:  # as LaTeX has it
        yield from (home / f"{unquote(src)}{suffix}" for suffix in _UNSAID)


def _local_path(text: str) -> Path:
    if text[:5].lower() == "file:":
        text = unquote(re.sub(r"^file:(//(localhost)?(?=/|[A-Za-z]:))?", "", text, flags=re.IGNORECASE))
        if re.match(r"/[A-Za-z]:", text):
            text = text[1:]
    return Path(text)


def _regular(path: Path) -> Path | None:
    """The real path if it is a plain file: never a pipe or a device, which could hang."""
    with suppress(OSError, ValueError):
        real = os.path.realpath(path)
        if stat.S_ISREG(os.stat(real).st_mode):
            return Path(real)
    return None


def _inside(path: Path, home: Path | None, allow: frozenset[Path]) -> bool:
    if home and path.is_relative_to(home):
        return True
    if any(path.is_relative_to(os.path.realpath(place)) for place in allow):
        return True
    project = _project(home) if home else None
    return bool(project and path.is_relative_to(project))


def _project(home: Path) -> Path | None:
    """The git project that `home` is in."""
    for place in (home, *home.parents):
        if (place / ".git").exists():
            return place
    return None


def _outside(src: str, found: Path) -> Problem:
    return Problem("picture-outside", f"{_short(src)} is outside the deck's folder", f"allow it, or copy {found.name} beside the deck")


def _missing(src: str, home: Path | None) -> Problem:
    path = _local_path(unquote(src).replace("\\", "/"))
    target = path if path.is_absolute() or home is None else home / path
    with suppress(OSError, ValueError):
        if target.is_dir():
            return Problem("picture-missing", f"{_short(src)} is a folder", "name a picture in it", Severity.ERROR)
        if os.path.exists(target):
            return Problem("picture-missing", f"{_short(src)} is no file but a device or a pipe", "name a picture", Severity.ERROR)
        if target.is_symlink():
            return Problem("picture-missing", f"{_short(src)} is a link that leads nowhere", "put the picture itself there", Severity.ERROR)
    hint = "put the file there or correct its name"
    near = _near(target)
    if near:
        said = path.parent / near if str(path.parent) != "." else Path(near)
        hint = f"did you mean {said.as_posix()}?"
    return Problem("picture-missing", f"{_short(src)} does not exist", hint, Severity.ERROR)


def _near(target: Path) -> str:
    """A file beside `target` with nearly its name."""
    with suppress(OSError, ValueError):
        return _nearest(str(target.parent), os.stat(target.parent).st_mtime_ns, target.name)
    return ""


@lru_cache(512)
def _nearest(folder: str, changed: int, name: str) -> str:
    """The file in `folder`, `changed` then, with nearly this `name`: remembered, as layout asks at every try."""
    from difflib import get_close_matches

    by_case, stems = _names(folder, changed)
    lower, stem = name.lower(), Path(name).stem.lower()
    if lower in by_case:
        return by_case[lower]
    if stem in stems:
        return stems[stem]
    close = get_close_matches(lower[:100], by_case, n=1, cutoff=0.75)
    return by_case[close[0]] if close else ""


@lru_cache(8)
def _names(folder: str, changed: int) -> tuple[dict[str, str], dict[str, str]]:
    """The files in `folder` by their names and by their stems in small letters."""
    with os.scandir(folder) as entries:
        names = [entry.name for entry, _ in zip(entries, range(2000), strict=False)]
    return {name.lower(): name for name in names}, {Path(name).stem.lower(): name for name in names}


def _short(src: str) -> str:
    return src if len(src) <= 80 else src[:50] + "…" + src[-25:]

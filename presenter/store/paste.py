"""A picture that was pasted or dropped → a file beside the deck, and the name the deck writes for it."""

from __future__ import annotations

import os
import re
import shutil
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote, unquote

from presenter.files import atomic, make_folder
from presenter.problems import UserError
from presenter.store.journal import OLDEST
from presenter.store.recovery import state_folder

PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".bmp", ".tif", ".tiff", ".heic", ".avif"})
LARGEST = 200 * 1024 * 1024  # bytes
MOST = 400  # pictures listed for completion
_NAMED = re.compile(r"\]\(\s*<?(?P<link>[^)\s>]+)|\b(?:src|href|file)\s*=\s*[\"']?(?P<tag>[^\"'\s>]+)")


def drafts_folder() -> Path:
    """Where the pictures of decks lie that have no file yet."""
    return state_folder().parent / "drafts"


def move_in(text: str, before: Path | None, home: Path) -> None:
    """Make the folder `home`, without what nobody asked for in a long time; what `text` names in the folder `before` is
    copied there. Raises UserError."""
    make_folder(home, home)
    for file in home.iterdir():
        with suppress(OSError):
            if file.is_file() and time.time() - file.stat().st_mtime > OLDEST:
                file.unlink()
    if before is not None:
        copy_along(text, before, home)


def save_picture(data: bytes, folder: Path, name: str = "picture.png") -> Path:
    """Write `data` into the deck's folder under a name that is free. Raises UserError."""
    path = _free(folder, name)
    with atomic(path) as part:
        part.write_bytes(data)
    return path


def copy_picture(source: Path, folder: Path) -> Path:
    """The picture where the deck may use it: itself if it is beside the deck, else a copy. Raises UserError."""
    home = Path(os.path.realpath(folder))
    real = Path(os.path.realpath(source))
    if real.is_relative_to(home):
        return real
    try:
        if real.stat().st_size > LARGEST:
            raise UserError(f"{source.name} is too large for a deck", f"at most {LARGEST // 1024 // 1024} MB")
        data = real.read_bytes()
    except OSError as error:
        raise UserError(f"cannot read {source}", error.strerror or str(error)) from error
    twin = folder / source.name
    if twin.is_file() and twin.stat().st_size == len(data) and twin.read_bytes() == data:
        return twin
    return save_picture(data, folder, source.name)


def reference(path: Path, folder: Path) -> str:
    """What the deck writes for the picture: its path from the deck's folder, safe in Markdown."""
    relative = os.path.relpath(os.path.realpath(path), os.path.realpath(folder)).replace(os.sep, "/")
    return quote(relative, safe="/!$&'+,;=:@~._-" + "".join(c for c in relative if not c.isascii()))


def named_in(text: str) -> list[str]:
    """The files that a deck names in links, pictures and tags by a path from its folder, as paths; each once."""
    names = (match["link"] or match["tag"] for match in _NAMED.finditer(text))
    return [name for name in dict.fromkeys(map(unquote, names)) if _is_inside(name)]


def left_behind(text: str, before: Path, now: Path) -> list[str]:
    """The files that `text` names which are in the folder `before` and not in the folder `now`."""
    if os.path.realpath(before) == os.path.realpath(now):
        return []
    return [name for name in named_in(text) if os.path.isfile(before / name) and not os.path.lexists(now / name)]


def copy_along(text: str, before: Path, now: Path) -> None:
    """Copy the files that `text` names to the same places from another folder, if there is one; none is written over.
    Raises UserError."""
    home = Path(os.path.realpath(before))
    for name in left_behind(text, before, now):
        real = Path(os.path.realpath(before / name))
        if now.is_dir() and real.is_relative_to(home) and real.stat().st_size <= LARGEST:
            make_folder((now / name).parent, now / name)
            with atomic(now / name) as part:
                shutil.copyfile(real, part)


def _is_inside(name: str) -> bool:
    """Whether a name leads into the deck's own folder."""
    parts = Path(name).parts
    return bool(parts) and "\0" not in name and not re.match(r"[a-z][a-z+.-]*:|[/\\#]", name, re.I) and ".." not in parts


def is_picture(path: Path) -> bool:
    """Whether the name is that of a picture."""
    return path.suffix.lower() in PICTURES


def pictures_beside(folder: Path | None) -> list[str]:
    """The pictures in the deck's folder and the folders in it, as the deck writes them; a bounded number."""
    if folder is None:
        return []
    found: list[str] = []
    looked = 0
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith((".", "node_modules", "__pycache__", "build", "dist")))
        if os.path.relpath(place, folder).count(os.sep) >= 2:
            folders.clear()
        for name in sorted(files):
            looked += 1
            if is_picture(Path(name)) and not name.startswith("."):
                found.append(os.path.relpath(os.path.join(place, name), folder).replace(os.sep, "/"))
        if len(found) >= MOST or looked > 20_000:
            break
    return found[:MOST]


def _free(folder: Path, name: str) -> Path:
    stem, suffix = Path(name).stem, Path(name).suffix.lower()
    stem = re.sub(r"[^\w.-]+", "-", stem).strip("-.") or "picture"
    path, number = folder / f"{stem}{suffix}", 2
    while path.exists():
        path, number = folder / f"{stem}-{number}{suffix}", number + 1
    return path

"""A picture that was pasted or dropped → a file beside the deck, and the name the deck writes for it."""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import quote

from presenter.files import atomic
from presenter.problems import UserError

PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".bmp", ".tif", ".tiff", ".heic", ".avif"})
LARGEST = 200 * 1024 * 1024  # bytes
MOST = 400  # pictures listed for completion


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

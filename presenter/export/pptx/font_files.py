"""A family's name -> the files of its faces on this computer, and what each says about itself: read without any toolkit."""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FACES = ("regular", "bold", "italic", "boldItalic")
_HEADER = 12  # bytes before the list of tables
_NAMES = {1: "family", 2: "style", 4: "full", 5: "version"}


class NoFont(ValueError):
    """It is no font of the kind that is read here."""


@dataclass(frozen=True, slots=True)
class Face:
    """One TrueType face: its file, names, place in its family, and the fields that an embedded font repeats."""

    file: Path
    family: str
    style: str
    full: str
    version: str
    place: str  # one of FACES
    outlines: str  # "glyf" (TrueType) or "CFF "
    variable: bool
    rights: int  # OS/2 fsType
    panose: bytes
    weight: int
    unicode_ranges: tuple[int, ...]
    code_pages: tuple[int, ...]
    checksum: int


@lru_cache(maxsize=8)
def faces_of(family: str, folders: tuple[Path, ...] = ()) -> dict[str, Face]:
    """The faces of a family by place, of exactly that name; {} where it is not installed. Looks into the system's folders."""
    found: dict[str, Face] = {}
    for file in _files(folders or _folders()):
        try:
            if (face := read_face(file, family)) is not None:
                found.setdefault(face.place, face)
        except (OSError, NoFont, struct.error, IndexError):
            continue
    return found


def read_face(file: Path, family: str = "") -> Face | None:
    """What a font file says; None if it is of another family than asked for. Raises NoFont for what is none."""
    with file.open("rb") as stream:
        kind, count = struct.unpack(">4sH", stream.read(6))
        if kind not in (b"\0\1\0\0", b"true", b"OTTO") or count > 200:
            raise NoFont(file)
        stream.seek(_HEADER)
        directory = {tag: (at, size) for tag, _, at, size in struct.iter_unpack(">4sIII", stream.read(16 * count))}

        def table(tag: bytes) -> bytes:
            at, size = directory.get(tag, (0, 0))
            stream.seek(at)
            return stream.read(min(size, 1 << 20))

        names = _named(table(b"name"))
        if family and names.get("family", "").lower() != family.lower():
            return None
        os2, head = table(b"OS/2"), table(b"head")
    return _face(file, names, os2, head, directory)


def _face(file: Path, names: dict[str, str], os2: bytes, head: bytes, directory: dict[bytes, tuple[int, int]]) -> Face:
    if len(os2) < 78 or len(head) < 54 or not names.get("family"):
        raise NoFont(file)
    weight, rights = struct.unpack_from(">H", os2, 4)[0], struct.unpack_from(">H", os2, 8)[0]
    selection = struct.unpack_from(">H", os2, 62)[0]
    bold, italic = bool(selection & 0x20), bool(selection & 0x01)
    pages = struct.unpack_from(">II", os2, 78) if len(os2) >= 86 else (0, 0)
    return Face(
        file,
        names["family"],
        names.get("style", ""),
        names.get("full", ""),
        names.get("version", ""),
        FACES[bold + 2 * italic],
        "glyf" if b"glyf" in directory else "CFF ",
        b"fvar" in directory,
        rights,
        os2[32:42],
        weight,
        struct.unpack_from(">IIII", os2, 42),
        pages,
        struct.unpack_from(">I", head, 8)[0],
    )


def _named(table: bytes) -> dict[str, str]:
    """The English names of a font: those of families of four faces, as PowerPoint knows them."""
    count, base = struct.unpack_from(">HH", table, 2)
    found: dict[str, str] = {}
    for platform, _, language, name, size, at in struct.iter_unpack(">HHHHHH", table[6 : 6 + 12 * count]):
        if name in _NAMES and platform == 3 and language == 0x409:
            found[_NAMES[name]] = table[base + at : base + at + size].decode("utf-16-be", "replace")
    return found


def _files(folders: tuple[Path, ...]) -> Iterator[Path]:
    for folder in folders:
        for root, _, names in os.walk(folder):
            yield from (Path(root, name) for name in sorted(names) if name.lower().endswith((".ttf", ".otf")))


def _folders() -> tuple[Path, ...]:
    home = Path.home()
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA", home)) / "Microsoft" / "Windows" / "Fonts"
        return Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts", local
    if sys.platform == "darwin":
        return home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts")
    data = os.environ.get("XDG_DATA_HOME") or home / ".local/share"
    shared = (os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share").split(":")
    return Path(data) / "fonts", home / ".fonts", *(Path(folder) / "fonts" for folder in shared)

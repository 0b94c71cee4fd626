"""Font families -> embedded fonts of a PowerPoint file, where their licence bits allow, and why the others are not there."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.package import Package

from presenter.export.pptx import package
from presenter.export.pptx.font_files import FACES, Face, faces_of
from presenter.export.pptx.xml import attribute
from presenter.problems import Problem

FONT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/font"
CONTENT_TYPE = "application/x-fontdata"
_TYPEFACE = re.compile(r'<a:latin typeface="([^+"][^"]*)"')
# what comes with PowerPoint or with the systems it runs on, on Windows and on the Mac
COMMON = frozenset((
    "aptos", "arial", "arial narrow", "arial black", "calibri", "calibri light", "cambria", "cambria math", "candara", "century gothic",
    "comic sans ms", "consolas", "constantia", "corbel", "courier new", "franklin gothic", "garamond", "georgia", "impact",
    "palatino linotype", "rockwell", "segoe ui", "tahoma", "times new roman", "trebuchet ms", "tw cen mt", "verdana", "wingdings",
))  # fmt: skip
_EDITABLE, _BITMAPS = 0x0008, 0x0200  # bits of OS/2 fsType


def families_in(xml: str) -> set[str]:
    """The families that a part of the file names."""
    return set(_TYPEFACE.findall(xml))


class Embedded(NamedTuple):
    """`p:embeddedFontLst` ("" for none), and a Problem for each family that stays outside."""

    xml: str
    problems: tuple[Problem, ...]


def embed(families: Iterable[str], presentation: Part, whole: Package, folders: tuple[Path, ...] = ()) -> Embedded:
    """The fonts of a file as parts of it; looked for in `folders` instead of the system's if given."""
    listed, count, problems = "", 0, list[Problem]()
    for family in sorted(set(families), key=str.lower):
        if family.lower() in COMMON:
            continue
        faces = faces_of(family, folders)
        why = refusal(family, faces)
        if why:
            message = f"{family} is not in the PowerPoint file: {why}"
            problems.append(Problem("font-not-embedded", message, "install it where the file is shown"))
            continue
        inside = ""
        for place in (place for place in FACES if place in faces):
            count += 1
            part = Part(PackURI(f"/ppt/fonts/font{count}.fntdata"), CONTENT_TYPE, whole, eot(faces[place]))
            inside += f'<p:{place} r:id="{package.relate(presentation, part, FONT)}"/>'
        face = next(iter(faces.values()))
        panose = face.panose.hex().upper()
        listed += f'<p:embeddedFont><p:font typeface="{attribute(face.family)}" panose="{panose}"/>{inside}</p:embeddedFont>'
    return Embedded(f"<p:embeddedFontLst>{listed}</p:embeddedFontLst>" if listed else "", tuple(problems))


def refusal(family: str, faces: dict[str, Face]) -> str:
    """Why a family cannot be embedded; "" if it can."""
    if "regular" not in faces:
        return "it is not installed here" if not faces else "its regular face is not installed here"
    for face in faces.values():
        if face.rights & _BITMAPS or (face.rights & 0x000F and not face.rights & _EDITABLE):
            return "its licence forbids it"
        if face.outlines != "glyf":
            return "PowerPoint embeds TrueType outlines only"
        if face.variable:
            return "PowerPoint does not embed variable fonts"
    return ""


def eot(face: Face) -> bytes:
    """The face as Embedded OpenType 2.1: the whole font behind a header, neither compressed nor scrambled."""
    font = face.file.read_bytes()
    header = struct.pack("<II", 0x00020001, 0) + face.panose
    header += struct.pack("<BBIHH", 1, int(face.place in ("italic", "boldItalic")), face.weight, face.rights, 0x504C)
    header += struct.pack("<4I2I", *face.unicode_ranges, *face.code_pages) + struct.pack("<I16x", face.checksum)
    for text in (face.family, face.style, face.version, face.full, ""):
        said = text.encode("utf-16-le")
        header += struct.pack("<HH", 0, len(said)) + said
    return struct.pack("<II", 8 + len(header) + len(font), len(font)) + header + font

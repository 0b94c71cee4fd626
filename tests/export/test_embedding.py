"""Fonts in the file: which may go in, how they stand there, and what is said of those that stay outside."""

from __future__ import annotations

import struct
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from pptx import Presentation

from presenter.export.pptx import font_files
from presenter.export.pptx import write as export
from presenter.export.pptx.embedding import embed, eot, families_in
from presenter.export.pptx.font_files import faces_of, read_face
from presenter.export.report import Options
from tests.export import decks
from tests.export.conftest import NS, Written
from tests.export.lint import findings
from tests.export.test_pptx import validate


def font(
    family: str = "Acme Sans", style: str = "Regular", rights: int = 0, tables: tuple[bytes, ...] = (b"glyf",), kind: bytes = b"\0\1\0\0"
) -> bytes:
    """A file that says it is a font: names, OS/2 and head, and nothing to draw."""
    said = {1: family, 2: style, 4: f"{family} {style}", 5: "Version 1.0"}
    texts = [text.encode("utf-16-be") for text in said.values()]
    places = [sum(len(t) for t in texts[:n]) for n in range(len(texts))]
    records = b"".join(struct.pack(">HHHHHH", 3, 1, 0x409, name, len(text), at) for name, text, at in zip(said, texts, places, strict=True))
    names = struct.pack(">HHH", 0, len(texts), 6 + len(records)) + records + b"".join(texts)
    bold, italic = "Bold" in style, "Italic" in style
    os2 = bytearray(86)
    struct.pack_into(">HHH", os2, 4, 700 if bold else 400, 5, rights)
    os2[32:42] = bytes(range(10))
    struct.pack_into(">IIII", os2, 42, 1, 2, 3, 4)
    struct.pack_into(">H", os2, 62, 0x20 * bold + italic)
    struct.pack_into(">II", os2, 78, 5, 6)
    head = bytearray(54)
    struct.pack_into(">I", head, 8, 0xDEADBEEF)
    whole = {b"name": names, b"OS/2": bytes(os2), b"head": bytes(head), **dict.fromkeys(tables, b"\x00\x00\x00\x00")}
    out = kind + struct.pack(">HHHH", len(whole), 0, 0, 0)
    at = len(out) + 16 * len(whole)
    body = b""
    for tag, data in whole.items():
        out += struct.pack(">4sIII", tag, 0, at + len(body), len(data))
        body += data
    return out + body


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    for style in ("Regular", "Bold", "Italic", "Bold Italic"):
        (fonts / f"Acme{style.replace(' ', '')}.ttf").write_bytes(font(style=style))
    font_files.faces_of.cache_clear()
    return fonts


def test_the_faces_of_a_family(folder: Path) -> None:
    (folder / "broken.ttf").write_bytes(b"\0\1\0\0\0\5no font")
    (folder / "other.ttf").write_bytes(font("Other"))
    found = faces_of("Acme Sans", (folder,))
    assert {place: face.weight for place, face in found.items()} == {"regular": 400, "bold": 700, "italic": 400, "boldItalic": 700}
    assert faces_of("Acme", (folder,)) == {}
    regular = found["regular"]
    assert (regular.family, regular.style, regular.full, regular.version) == ("Acme Sans", "Regular", "Acme Sans Regular", "Version 1.0")


def test_an_embedded_font_is_the_font_behind_a_header(folder: Path) -> None:
    """As W3C's EOT submission lays it out, version 2.1."""
    data = (folder / "AcmeBoldItalic.ttf").read_bytes()
    face = read_face(folder / "AcmeBoldItalic.ttf")
    assert face is not None
    made = eot(face)
    whole, inside, version, flags = struct.unpack_from("<IIII", made)
    assert (whole, inside, version, flags) == (len(made), len(data), 0x00020001, 0)
    assert made[-inside:] == data
    assert made[16:26] == bytes(range(10))
    charset, italic, weight, rights, magic = struct.unpack_from("<BBIHH", made, 26)
    assert (charset, italic, weight, rights, magic) == (1, 1, 700, 0, 0x504C)
    assert struct.unpack_from("<7I", made, 36) == (1, 2, 3, 4, 5, 6, 0xDEADBEEF)
    at, said = 80, []
    for _ in range(5):
        padding, size = struct.unpack_from("<HH", made, at)
        assert padding == 0
        said.append(made[at + 4 : at + 4 + size].decode("utf-16-le"))
        at += 4 + size
    assert said == ["Acme Sans", "Bold Italic", "Version 1.0", "Acme Sans Bold Italic", ""]
    assert at == len(made) - inside


@pytest.mark.parametrize(
    ("how", "why"),
    [
        ({"rights": 0x0002}, "licence"),
        ({"rights": 0x0004}, "licence"),
        ({"rights": 0x0208}, "licence"),
        ({"tables": (b"CFF ",), "kind": b"OTTO"}, "TrueType"),
        ({"tables": (b"glyf", b"fvar")}, "variable"),
        ({"style": "Bold"}, "regular face"),
        ({"rights": 0x0008}, ""),
        ({}, ""),
    ],
)
def test_what_may_not_or_cannot_go_in(tmp_path: Path, how: dict[str, object], why: str) -> None:
    fonts = tmp_path / "f"
    fonts.mkdir()
    (fonts / "a.ttf").write_bytes(font(**how))  # type: ignore[arg-type]
    deck = Presentation()
    made = embed({"Acme Sans"}, deck.part, deck.part.package, (fonts,))
    assert bool(made.xml) is not bool(why)
    assert [why in problem.message for problem in made.problems] == ([True] if why else [])


def test_fonts_that_everybody_has_stay_outside_without_a_word() -> None:
    deck = Presentation()
    assert embed({"Arial", "Courier New"}, deck.part, deck.part.package) == ("", ())


def test_families_that_slides_name() -> None:
    assert families_in('<a:latin typeface="+mn-lt"/><a:latin typeface="Lato"/><a:cs typeface="X"/>') == {"Lato"}


def test_the_file_holds_the_fonts(tmp_path: Path, app: object, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(font_files, "_folders", lambda: (folder,))
    font_files.faces_of.cache_clear()
    show = decks.show(tmp_path, given=[decks.slide(decks.words("x"), title="Fonts")])
    fonts = {
        **show.theme.fonts,
        "body": replace(show.theme.fonts["body"], name="Acme Sans"),
        "code": replace(show.theme.fonts["code"], name="No Such"),
    }
    show = replace(show, theme=replace(show.theme, fonts=fonts))
    out = tmp_path / "fonts.pptx"
    made = Written(out, export(show, out, Options(embed_fonts=True)))
    font_files.faces_of.cache_clear()
    root = made.xml("ppt/presentation.xml")
    (embedded,) = root.findall("p:embeddedFontLst/p:embeddedFont", NS)
    assert [child.tag.rpartition("}")[2] for child in embedded] == ["font", "regular", "bold", "italic", "boldItalic"]
    assert [p.message for p in made.report.slides[0].problems if p.code == "font-not-embedded"] == [
        "No Such is not in the PowerPoint file: it is not installed here"
    ]
    with zipfile.ZipFile(out) as archive:
        assert sum(name.endswith(".fntdata") for name in archive.namelist()) == 4
    assert findings(out) == []
    validate(out)
    plain = Written(out, export(show, out, Options()))
    assert plain.xml("ppt/presentation.xml").find("p:embeddedFontLst", NS) is None

"""A second, independent reader (rpptx) opens what was written: the same words, notes, shapes, flags, and pictures of the slides."""

from __future__ import annotations

from pathlib import Path

import pytest
from pptx import Presentation

from presenter.export.report import Options
from presenter.headless import export as export_file
from tests.export.conftest import Written, write
from tests.export.test_diagram import FLOW, SEQUENCE
from tests.export.test_diagram import written as with_diagrams

rpptx = pytest.importorskip("rpptx")
ROOT = Path(__file__).resolve().parents[2]


def plain(text: str | None) -> str:
    """Words with line and paragraph breaks alike."""
    return (text or "").replace("\v", "\n")


def counted(slide: object) -> int:
    """How many shapes a slide has: one of each choice between forms."""
    tree = slide.shapes._spTree  # type: ignore[attr-defined]
    return sum(child.tag.rpartition("}")[2] not in ("nvGrpSpPr", "grpSpPr", "extLst") for child in tree)


def reads_alike(path: Path) -> None:
    """Both readers find the same."""
    ours, theirs = Presentation(str(path)), rpptx.Presentation(str(path))
    assert list(theirs.validate()) == []
    assert len(ours.slides) == len(theirs.slides)
    for number, (a, b) in enumerate(zip(ours.slides, theirs.slides, strict=True), 1):
        assert len(b.shapes) == counted(a), number
        assert b.hidden is (a._element.get("show") == "0")
        said = {shape.name: plain(shape.text_frame.text) for shape in a.shapes if shape.has_text_frame and shape.text_frame.text}
        read = {shape.name: plain(shape.text) for shape in b.shapes if shape.has_text_frame}
        assert said == {name: read.get(name) for name in said}, number
        notes = a.notes_slide.notes_text_frame.text if a.has_notes_slide else ""
        assert plain(b.notes_text if b.has_notes_slide else "") == plain(notes)
        described = {shape.name: shape._element.xpath(".//p:cNvPr/@descr") for shape in a.shapes}
        for shape in b.shapes:
            if shape.name in described:
                assert (shape.alt_text or "") in (*described[shape.name], "")


def test_the_deck_of_all_kinds(written: Written, tmp_path: Path) -> None:
    reads_alike(written.path)
    reads_alike(write(tmp_path, theme="dark").path)


def test_diagrams(tmp_path: Path, app: object) -> None:
    reads_alike(with_diagrams(tmp_path, FLOW, SEQUENCE).path)


@pytest.mark.parametrize("name", ["features", "polyglot"])
def test_example_decks(tmp_path: Path, app: object, name: str) -> None:
    out = tmp_path / f"{name}.pptx"
    export_file(ROOT / "decks" / f"{name}.md", "pptx", out, Options())
    reads_alike(out)


def test_it_draws_the_slides(written: Written) -> None:
    """Its own renderer finds something on every fourth: more than one colour."""
    import io

    from PIL import Image

    deck = rpptx.Presentation(str(written.path))
    for number in range(0, len(deck.slides), 4):
        with Image.open(io.BytesIO(bytes(deck.render_slide_to_png(number)))) as picture:
            colors = picture.convert("RGB").resize((160, 90)).getcolors(160 * 90)
            assert colors is not None and len(colors) > 5, number

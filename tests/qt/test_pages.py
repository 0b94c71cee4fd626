"""Pages: PDF, PNG and SVG files that hold what the slides say, written whole or not at all."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtGui import QImage

from presenter.export.report import Options
from presenter.problems import Cancelled, UserError
from presenter.qt import fonts
from presenter.qt.pages import write_png, write_svg
from presenter.qt.paper import write_pdf
from presenter.scene import Color, Image, Picture, Rect, Shape
from tests.qt.reading_pdf import links_of
from tests.scenes import StillShow, content, item, paragraph, run, scene, text

pytestmark = pytest.mark.usefixtures("app")

LOOKS = [item("Plain, ", run("bold", bold=True), ", ", run("office affine", italic=True)), item("wrapped " + "several words " * 12)]


def poppler(tool: str, *arguments: str | Path) -> str:
    """The output of one of poppler's tools."""
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} (poppler-utils) is not installed")
    return subprocess.run([tool, *map(str, arguments)], capture_output=True, text=True, check=True).stdout


def words_of(path: Path, *options: str) -> list[str]:
    """The words of a PDF as they are read out."""
    return poppler("pdftotext", *options, path, "-").replace("\f", " ").split()


def three(tmp_path: Path, **settings: object) -> StillShow:
    """Three slides, the second hidden, the third with two steps."""
    late = [item("first"), item("second", step=1), item("third", step=2)]
    slides = (content("One", LOOKS), content("Hidden", ["never seen"]), content("Three", late, steps=2))
    return StillShow(*slides, hidden=(1,), path=tmp_path / "talk.md", **settings)


# ---------------------------------------------------------------- PDF


def test_a_pdf_has_the_words_where_the_slide_has_them(tmp_path: Path) -> None:
    path = tmp_path / "out.pdf"
    report = write_pdf(three(tmp_path), path, Options())
    assert [(entry.slide, entry.title, entry.native) for entry in report.slides] == [(1, "One", {"text": 2}), (3, "Three", {"text": 2})]
    assert report.format == "pdf" and report.deck.endswith("talk.md") and report.seconds > 0
    words = words_of(path)
    assert words[0] == "One" and "bold," in words and "affine" in words and "never" not in words and "third" in words
    word = r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]+)<'
    boxes = re.findall(word, poppler("pdftotext", "-bbox", path, "-"))
    bold = next(box for box in boxes if box[4] == "bold,")
    body = content("One", LOOKS).items[1]
    line = body.lines[0]  # type: ignore[union-attr]
    assert float(bold[0]) > 60 + line.x and float(bold[1]) < 130 + line.baseline < float(bold[3])


def test_pages_are_as_large_as_the_slides(tmp_path: Path) -> None:
    slides = (scene(size=(960, 540)), scene(size=(720, 540)))
    write_pdf(StillShow(*slides), tmp_path / "out.pdf", Options())
    pages = poppler("pdfinfo", "-f", "1", "-l", "2", tmp_path / "out.pdf")
    assert re.findall(r"size: +([\d.]+) x ([\d.]+)", pages) == [("960", "540"), ("720", "540")]


def test_a_page_a_step(tmp_path: Path) -> None:
    path = tmp_path / "out.pdf"
    report = write_pdf(three(tmp_path), path, Options(steps=True))
    assert len(report.slides) == 2
    assert "Pages:           4" in poppler("pdfinfo", path)
    assert "second" not in words_of(path, "-f", "2", "-l", "2") and "second" in words_of(path, "-f", "3", "-l", "3")


def test_the_pdf_says_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "out.pdf"
    write_pdf(three(tmp_path, title="Größe (1)", author="Ada", lang="de-CH"), path, Options())
    about = poppler("pdfinfo", path)
    assert re.search(r"Title: +Größe \(1\)", about) and re.search(r"Author: +Ada", about)
    with pikepdf.open(path) as pdf:
        assert str(pdf.Root.Lang) == "de-CH"
        assert [str(entry.title) for entry in pdf.open_outline().root] == ["One", "Three"]
        assert [int(entry.St) for entry in list(pdf.Root.PageLabels.Nums)[1::2]] == [1, 3]  # as the slides are numbered


def test_links_can_be_clicked(tmp_path: Path) -> None:
    linked = paragraph(run("out", link="https://example.org/ä (b)"), " ", run("on", link="slide:2"), " ", run("gone", link="slide:1"))
    slides = (scene(text(Rect(100, 100, 400, 50), linked)), scene(), content("Target", []))
    path = tmp_path / "out.pdf"
    write_pdf(StillShow(*slides, hidden=(1,)), path, Options())
    assert "https://example.org/%C3%A4%20(b)" in poppler("pdfinfo", "-url", path)
    (_, _, corners), (_, goal, _) = links_of(path)
    left, low, right, high = corners
    assert goal == "page 2" and 95 < left < 105 < right < 150 and 540 - 135 < low < high < 540 - 95


@pytest.mark.parametrize(
    "words, rtl",
    [
        ("日本語の文章です", False),
        ("中文简体", False),
        ("한국어 문장", False),
        ("नमस्ते दुनिया हिन्दी", False),
        ("สวัสดีชาวโลก", False),
        ("مرحبا بالعالم", True),
        ("שלום עולם", True),
        ("go 😀 👩‍👩‍👧 🇩🇪 1️⃣ on", False),
        ("हिन्दी 😀 x", False),
        ("Ωμέγα Русский Việt", False),
    ],
)
def test_every_script_can_be_searched(tmp_path: Path, words: str, rtl: bool) -> None:
    if not fonts.installed("Noto Sans CJK SC") or not fonts.installed("Noto Color Emoji"):
        pytest.skip("the Noto fonts are not installed")
    path = tmp_path / "out.pdf"
    write_pdf(StillShow(scene(text(Rect(50, 50, 860, 100), paragraph(words, rtl=rtl, align="right" if rtl else "left")))), path, Options())
    found = re.sub("[\u200e\u200f\u202a-\u202e]", "", " ".join(words_of(path)))
    assert sorted(found.split()) == sorted(words.split())


@pytest.mark.parametrize("words, rtl", [("שלום עולם", True), ("مرحبا بالعالم", True), ("नमस्ते दुनिया", False), ("go 😀 on", False)])
def test_words_are_whole_and_where_they_are_seen(tmp_path: Path, words: str, rtl: bool) -> None:
    """As other programs write them: a word written from right to left is one word, its letters in the order seen."""
    if not fonts.installed("Noto Sans CJK SC") or not fonts.installed("Noto Color Emoji"):
        pytest.skip("the Noto fonts are not installed")
    path = tmp_path / "out.pdf"
    one = text(Rect(50, 50, 860, 100), paragraph(words, rtl=rtl, align="right" if rtl else "left"))
    write_pdf(StillShow(scene(one)), path, Options())
    pattern = r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]+)<'
    found = re.findall(pattern, poppler("pdftotext", "-bbox", path, "-"))
    assert [word[::-1] if rtl else word for *_, word in found] == (words.split()[::-1] if rtl else words.split())
    baseline, line = 50 + one.lines[0].baseline, one.lines[0]
    for left, top, right, bottom, _ in found:
        assert float(top) < baseline - 10 < baseline < float(bottom) < baseline + 20
        assert 49 + line.x < float(left) < float(right) < 51 + line.x + line.width


def test_the_pdf_draws_what_the_screen_draws(tmp_path: Path) -> None:
    """Every page as poppler draws it, beside the picture that Qt paints."""
    from presenter.qt import render

    panel = Shape(Rect(500, 40, 300, 60), "round", fill=Color("#2563eb"), radius=12)
    slide = scene(panel, Shape(Rect(500, 120, 300, 0), "line", stroke=Color("#ff0000")), *content("One", LOOKS).items)
    write_pdf(StillShow(slide), tmp_path / "out.pdf", Options())
    poppler("pdftoppm", "-r", "72", "-png", "-singlefile", tmp_path / "out.pdf", tmp_path / "page")
    printed, shown = QImage(str(tmp_path / "page.png")), render.draw(slide, 960, 540)
    assert printed.size() == shown.size()
    places = [(x, y) for x in range(0, 960, 2) for y in range(0, 540, 2)]
    far = sum(abs(printed.pixelColor(x, y).value() - shown.pixelColor(x, y).value()) > 96 for x, y in places)
    assert far / len(places) < 0.004


def test_an_svg_is_lines_in_the_pdf_and_a_photo_is_not(tmp_path: Path) -> None:
    svg, png = tmp_path / "d.svg", tmp_path / "p.png"
    svg.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><path d="M0 0h1v1h-1z" fill="#f00"/></svg>')
    photo = QImage(40, 20, QImage.Format.Format_RGB32)
    photo.fill(0xFF336699)
    photo.save(str(png))
    drawn = scene(Picture(Rect(0, 0, 200, 100), Image("d", "svg", 200, 100, svg), role="diagram"))
    report = write_pdf(StillShow(drawn), tmp_path / "a.pdf", Options())
    assert report.slides[0].native == {"drawing": 1} and b"/Subtype /Image" not in (tmp_path / "a.pdf").read_bytes()
    shown = scene(Picture(Rect(0, 0, 200, 100), Image("p", "png", 30, 15, png, pixels=(40, 20))))
    report = write_pdf(StillShow(shown, shown), tmp_path / "b.pdf", Options())
    assert report.slides[0].pictures == (("picture", "a photograph"),)
    assert (tmp_path / "b.pdf").read_bytes().count(b"/Subtype /Image") == 1  # once, however often it is shown


@pytest.mark.parametrize(
    "form",
    [
        '<path d="M4 4h2v2h-2z" fill="#f00"/>',
        '<g stroke="#000"><path d="M4 4h2v2h-2z" fill="#f00" stroke="none"/></g>',
        '<path d="M4 4h2v2h-2z" style="fill:#f00;stroke:none;stroke-width:3"/>',
        '<rect x="4.5" y="4.5" width="1" height="1" fill="#f00" stroke="#f00"/>',
    ],
)
def test_drawings_are_no_bolder_on_paper(tmp_path: Path, form: str) -> None:
    svg = tmp_path / "d.svg"
    svg.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">{form}</svg>')
    drawn = scene(Picture(Rect(0, 0, 100, 100), Image("d", "svg", 10, 10, svg)), size=(100, 100))
    write_pdf(StillShow(drawn), tmp_path / "a.pdf", Options())
    poppler("pdftoppm", "-r", "72", "-png", "-singlefile", tmp_path / "a.pdf", tmp_path / "page")
    page = QImage(str(tmp_path / "page.png"))
    red = [(x, y) for x in range(100) for y in range(100) if page.pixelColor(x, y).green() < 128]
    assert (min(red), max(red)) == ((40, 40), (59, 59))


def test_a_shadow_falls_on_paper_too(tmp_path: Path) -> None:
    photo = QImage(40, 40, QImage.Format.Format_RGB32)
    photo.fill(0xFFFF0000)
    photo.save(str(tmp_path / "p.png"))
    image = Image("p", "png", 40, 40, tmp_path / "p.png", pixels=(40, 40))
    cast = Picture(Rect(20, 20, 40, 40), image, filters=(("drop-shadow", "16px,16px,2px,#000"),))
    write_pdf(StillShow(scene(cast, size=(100, 100))), tmp_path / "a.pdf", Options())
    poppler("pdftoppm", "-r", "72", "-png", "-singlefile", tmp_path / "a.pdf", tmp_path / "page")
    page = QImage(str(tmp_path / "page.png"))
    assert page.pixelColor(66, 66).value() < 60 and page.pixelColor(40, 40).red() > 240 and page.pixelColor(80, 80).value() > 240


# ---------------------------------------------------------------- PNG and SVG


def test_png_pages_are_numbered_and_of_the_asked_size(tmp_path: Path) -> None:
    report = write_png(three(tmp_path), tmp_path / "out", Options(pixels=(640, 360)))
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == ["001.png", "002.png"]
    assert QImage(str(tmp_path / "out" / "002.png")).width() == 640
    assert report.slides[0].pictures == (("slide", "PNG is a picture"),)


def test_writing_again_replaces_pages_and_leaves_the_rest(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    write_png(StillShow(*(content(f"{n}", []) for n in range(4))), folder, Options(pixels=(160, 90)))
    (folder / "notes.txt").write_text("mine")
    (folder / "7.png").write_text("mine")
    write_png(StillShow(content("only", [])), folder, Options(pixels=(160, 90)))
    assert sorted(file.name for file in folder.iterdir()) == ["001.png", "7.png", "notes.txt"]


def test_svg_pages_hold_text(tmp_path: Path) -> None:
    write_svg(three(tmp_path), tmp_path / "out", Options())
    pages = sorted((tmp_path / "out").iterdir())
    assert [page.name for page in pages] == ["001.svg", "002.svg"]
    content_ = pages[0].read_text(encoding="utf-8")
    assert 'width="1280" height="720"' in content_ and "Noto Sans Thai" not in content_
    assert "<text" in content_ and 'viewBox="0 0 960 540"' in content_ and ">One<" in content_


# ---------------------------------------------------------------- when it does not go well


@pytest.mark.parametrize("write, name", [(write_pdf, "out.pdf"), (write_png, "out"), (write_svg, "out")])
def test_a_cancelled_export_leaves_what_was_there(tmp_path: Path, write: object, name: str) -> None:
    place = tmp_path / "place"
    place.mkdir()
    show = three(tmp_path)
    write(show, place / name, Options(pixels=(160, 90)))  # type: ignore[operator]
    before = {file: file.read_bytes() for file in place.rglob("*") if file.is_file()}

    def stop(done: int, total: int) -> None:
        assert (done, total) == (1, 2)
        raise Cancelled

    with pytest.raises(Cancelled):
        write(show, place / name, Options(pixels=(320, 180), progress=stop))  # type: ignore[operator]
    assert {file: file.read_bytes() for file in place.rglob("*") if file.is_file()} == before


@pytest.mark.parametrize("write", [write_pdf, write_png, write_svg])
def test_a_place_that_cannot_be_written_is_said_plainly(tmp_path: Path, write: object) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(UserError):
        write(three(tmp_path), tmp_path / "file" / "out", Options(pixels=(160, 90)))  # type: ignore[operator]
    assert (tmp_path / "file").read_text() == "x"


def test_nothing_to_write_is_said_plainly(tmp_path: Path) -> None:
    for write in (write_pdf, write_png, write_svg):
        with pytest.raises(UserError, match="no slide"):
            write(StillShow(scene(), hidden=(0,)), tmp_path / "out", Options())
    assert list(tmp_path.iterdir()) == []


def test_progress_is_told_slide_by_slide(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    write_pdf(three(tmp_path), tmp_path / "out.pdf", Options(steps=True, progress=lambda done, total: told.append((done, total))))
    assert told == [(1, 2), (2, 2)]


def test_asked_slides_are_written_even_when_hidden(tmp_path: Path) -> None:
    report = write_png(three(tmp_path), tmp_path / "out", Options(pixels=(160, 90), slides=(1, 9)))
    assert [entry.title for entry in report.slides] == ["Hidden"]


def test_many_pages_do_not_pile_up_in_memory(tmp_path: Path) -> None:
    """Written in a process of its own, so that only this work counts."""
    code = (
        "import resource, sys; from pathlib import Path\n"
        "from presenter.qt.application import application; application()\n"
        "from presenter.export.report import Options; from presenter.qt.paper import write_pdf\n"
        "from tests.scenes import StillShow, content\n"
        "slides = [content(f'Slide {n}', [f'point {n} of many words that are all new {n * k}' for k in range(6)]) for n in range(300)]\n"
        "def peak(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024\n"
        "write_pdf(StillShow(*slides[:50]), Path(sys.argv[1]) / 'a.pdf', Options()); before = peak()\n"
        "write_pdf(StillShow(*slides), Path(sys.argv[1]) / 'b.pdf', Options()); print(peak() - before)\n"
    )
    import sys

    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=root, capture_output=True, text=True, check=True)
    assert float(done.stdout) < 25  # megabytes for 250 pages more


def test_chinese_words_of_a_pdf_are_as_tall_as_their_characters(tmp_path: Path) -> None:
    if not fonts.installed("Noto Sans CJK SC"):
        pytest.skip("no Chinese font (fonts-noto-cjk) is installed")
    path = tmp_path / "out.pdf"
    write_pdf(StillShow(content("One", [item("日本語の文章")]), path=tmp_path / "talk.md"), path, Options())
    word = r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">日本語'
    ((top, bottom),) = re.findall(word, poppler("pdftotext", "-bbox", path, "-"))
    line = content("One", [item("日本語の文章")]).items[1].lines[0]  # type: ignore[union-attr]
    assert float(bottom) - float(top) <= line.height / 1.2 + 0.5


def test_a_picture_has_the_form_of_its_slide(tmp_path: Path) -> None:
    wide, narrow = scene(text(Rect(50, 50, 600, 100), paragraph("a"))), replace(scene(), size=(720.0, 540.0))
    write_png(StillShow(wide, narrow), tmp_path / "out", Options(pixels=(640, 360)))
    made = [QImage(str(path)) for path in sorted((tmp_path / "out").iterdir())]
    assert [(one.width(), one.height()) for one in made] == [(640, 360), (480, 360)]

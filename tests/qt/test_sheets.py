"""Paper: handouts and notes pages, what stands on them and where, their links and tags."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtGui import QImage

from presenter import headless
from presenter.export.report import Options
from presenter.problems import UserError
from presenter.qt.cut import cut_to_pages
from presenter.qt.sheets import GRIDS, sheets
from presenter.scene import Rect, Shape
from tests.qt.reading_pdf import faults, links_of, outline_of
from tests.qt.test_pages import poppler, words_of
from tests.scenes import paragraph, text

pytestmark = pytest.mark.usefixtures("app")

DECK = """\
---
title: The deck
author: Somebody
lang: en
---
{slides}
"""


def deck(tmp_path: Path, count: int = 5, notes: str = "") -> Path:
    """So many slides, each with these notes and a link to the next."""
    slides = (f"# Slide {n}\n\n[on](#{n % count + 1})\n\n{notes}\n" for n in range(1, count + 1))
    path = tmp_path / "deck.md"
    path.write_text(DECK.format(slides="\n---\n".join(slides)), encoding="utf-8")
    return path


def exported(path: Path, **how: object) -> Path:
    """The deck as a PDF on paper."""
    out = path.with_suffix(".pdf")
    headless.export(path, "pdf", out, Options(**how))  # type: ignore[arg-type]
    return out


@pytest.mark.parametrize("count", sorted(GRIDS))
def test_a_handout_has_so_many_slides_on_a_page(tmp_path: Path, count: int) -> None:
    path = exported(deck(tmp_path), handout=count)
    assert faults(path) == []
    with pikepdf.open(path) as found:
        assert len(found.pages) == -(-5 // count)
    first = words_of(path, "-f", "1", "-l", "1")
    shown = sorted(set(re.findall(r"Slide (\d)", " ".join(first))))
    assert shown == [str(n) for n in range(1, min(count, 5) + 1)]
    assert {"The", "deck", "Somebody"} <= set(first)


def test_slides_on_paper_lie_inside_and_apart(tmp_path: Path) -> None:
    with headless.open_show(deck(tmp_path, 9)) as (show, _):
        for count in GRIDS:
            page = next(iter(sheets(show, Options(handout=count, paper="letter"))))
            assert sorted(page.size) == [612.0, 792.0]
            boxes = [(*p.at, p.at[0] + 960 * p.scale, p.at[1] + 540 * p.scale) for p in page.parts if p.slide is not None]
            assert all(x > 30 and y > 30 and right < page.size[0] - 30 and bottom < page.size[1] - 30 for x, y, right, bottom in boxes)
            for i, a in enumerate(boxes):
                assert all(a[2] < b[0] or b[2] < a[0] or a[3] < b[1] or b[3] < a[1] for b in boxes[i + 1 :])


def test_a_slide_on_paper_is_the_slide_on_the_screen(tmp_path: Path) -> None:
    """Cut out of the page and put beside what the projector shows."""
    from presenter.qt import render

    path = deck(tmp_path, 1)
    out = exported(path, handout=1)
    poppler("pdftoppm", "-r", "144", "-png", "-singlefile", out, tmp_path / "page")
    with headless.open_show(path) as (show, _):
        scene, page = show.scene(0), next(iter(sheets(show, Options(handout=1))))
        placed = page.parts[0]
        width, height = round(960 * placed.scale * 2), round(540 * placed.scale * 2)
        shown = render.draw(scene, width, height)
    printed = QImage(str(tmp_path / "page.png")).copy(round(placed.at[0] * 2), round(placed.at[1] * 2), width, height)
    places = [(x, y) for x in range(6, width - 6, 3) for y in range(6, height - 6, 3)]
    far = sum(abs(printed.pixelColor(x, y).value() - shown.pixelColor(x, y).value()) > 96 for x, y in places)
    assert far / len(places) < 0.01


def test_links_on_a_handout_lie_on_their_words_and_lead_to_their_page(tmp_path: Path) -> None:
    path = exported(deck(tmp_path), handout=2)
    found = links_of(path)
    assert [(page, goal) for page, goal, _ in found] == [(1, "page 1"), (1, "page 2"), (2, "page 2"), (2, "page 3"), (3, "page 1")]
    word = r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">on<'
    boxes = re.findall(word, poppler("pdftotext", "-bbox", "-l", "1", path, "-"))
    with pikepdf.open(path) as pdf:
        height = float(pdf.pages[0].mediabox[3])
    for (_, _, (left, low, right, high)), box in zip(found[:2], boxes, strict=True):
        x, y, x2, y2 = map(float, box)
        assert left - 1 < x < x2 < right + 1 and height - high - 2 < y < y2 < height - low + 2


def test_notes_stand_below_their_slide_with_their_forms(tmp_path: Path) -> None:
    notes = "<!--\nSay **this** first:\n\n1. one thing\n2. another\n\n> as somebody said\n\n```python\nprint(1)\n```\n-->"
    path = exported(deck(tmp_path, 2, notes), notes=True)
    assert faults(path) == []
    told = "\n".join(outline_of(path))
    assert told.count("LI") >= 4 and told.count("Code") == 2
    words = words_of(path, "-layout")
    assert words.index("Slide") < words.index("Say") < words.index("another") < words.index("said")
    fonts = poppler("pdffonts", path)
    assert "Bold" in fonts


def test_long_notes_go_on_on_the_next_page(tmp_path: Path) -> None:
    notes = "<!--\n" + "\n\n".join(f"paragraph{n} " + "many words to say " * 12 for n in range(30)) + "\n-->"
    path = exported(deck(tmp_path, 1, notes), notes=True)
    found = [word for word in words_of(path) if word.startswith("paragraph")]
    assert found == [f"paragraph{n}" for n in range(30)]
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) == 3
        height = float(pdf.pages[0].mediabox[3])
    bottoms = map(float, re.findall(r'yMax="([\d.]+)">paragraph', poppler("pdftotext", "-bbox", path, "-")))
    assert max(bottoms) < height - 60


def test_items_are_cut_between_lines() -> None:
    words = text(Rect(0, 0, 300, 400), *(paragraph(f"line {n}", size=20) for n in range(10)))
    tall = Shape(Rect(0, 240, 300, 900))
    pages = cut_to_pages((words, tall), 100.0, 60.0)
    assert [[line.paragraph for line in page[0].lines] for page in pages[:-1]] == [[0, 1, 2, 3], [4, 5], [6, 7], [8, 9]]  # type: ignore[union-attr]
    assert all(page[0].box.y == 0 for page in pages) and pages[-1][0].box.h == 900
    assert cut_to_pages((), 100.0, 60.0) == [()]


def test_what_no_paper_is_made_for_is_said_plainly(tmp_path: Path) -> None:
    path = deck(tmp_path)
    with pytest.raises(UserError, match="5 slides"):
        exported(path, handout=5)
    with pytest.raises(UserError, match="a5"):
        exported(path, handout=2, paper="a5")
    assert not path.with_suffix(".pdf").exists()

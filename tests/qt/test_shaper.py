"""The shaper: lines cover the text, keep to the width, and stand where PowerPoint would put them."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from presenter.qt import fonts
from presenter.qt.setting import clean
from presenter.qt.shaper import QtShaper, leads
from presenter.scene import Bullet, Color, Font, Image, Inline, Line, Paragraph, Run
from tests.scenes import INK, item, paragraph, run

pytestmark = pytest.mark.usefixtures("app")

ALPHABETS = (
    "abcdefg hijk lmno. ,!/-—(){}\u00a0\u00ad\u200b",
    "日本語の文章です。、「」 한국어",
    "مرحبا بالعالم שלום עולם 123 abc (x)",
    "😀👩‍👩‍👧🇩🇪❤️ e\u0301 ﬁ नमस्ते สวัสดี",
    "\t\u2028 \n\r\x00\x7f\ud800\u2029\ufffc\u2060",
)


def random_paragraph(seed: int) -> Paragraph:
    """Runs of all scripts and looks, with margins, bullets, breaks and pictures in the line."""
    dice = random.Random(seed)
    runs = []
    for _ in range(dice.randint(0, 5)):
        letters = dice.choice(ALPHABETS) + dice.choice(ALPHABETS)
        text = "".join(dice.choice(letters) for _ in range(dice.randint(0, 60)))
        look = {"bold": dice.random() < 0.2, "caps": dice.random() < 0.1, "tracking": dice.choice((0, 0, 1.5))}
        runs.append(run(text, dice.choice((12, 18, 24, 40)), baseline=dice.choice((0, 0, 0.33, -0.2)), **look))
    mark = Bullet("•", Font("Calibri", 24), INK) if dice.random() < 0.3 else None
    align = dice.choice(("left", "center", "right", "justify"))
    rtl = dice.random() < 0.3
    margin = dice.choice((0.0, 20.0))
    return Paragraph(tuple(runs), align, rtl, margin=margin, indent=-margin, bullet=mark, right=dice.choice((0.0, 10.0)))


@pytest.mark.parametrize("seed", range(150))
def test_lines_cover_the_text_in_order_within_the_width(seed: int) -> None:
    one = random_paragraph(seed)
    width = random.Random(seed).choice((40.0, 120.0, 400.0))
    lines = QtShaper().flow(one, width)
    assert "".join(one.text[line.start : line.end] for line in lines) == one.text
    assert [line.start for line in lines] == [0, *(line.end for line in lines[:-1])]
    tops = [line.top for line in lines]
    assert tops == sorted(tops) and tops[0] == 0.0
    for index, line in enumerate(lines):
        words = one.text[line.start : line.end].strip()
        room = width - one.right - leads(one)[1 if index else 0] + 0.1
        assert line.width <= room or single_cluster(one, line) or "\t" in words
        assert line.top < line.baseline <= line.top + line.height


def single_cluster(one: Paragraph, line: Line) -> bool:
    """Whether the line holds no more than one thing that cannot be broken: a letter with all that is put on it, an emoji."""
    from PySide6.QtCore import QTextBoundaryFinder

    words = clean(one.text[line.start : line.end]).strip()
    if sum(unicodedata.category(char)[0] not in "MC" for char in words) <= 1:
        return True
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, words)
    count = 0
    while finder.toNextBoundary() != -1:
        count += 1
    return count <= 1


def test_a_wide_box_is_one_line_as_wide_as_asked() -> None:
    shaper, one = QtShaper(), paragraph("The quick brown fox jumps over the lazy dog")
    natural = shaper.width(one)
    assert len(shaper.flow(one, natural + 0.1)) == 1
    assert len(shaper.flow(one, natural - 1)) == 2
    assert shaper.flow(one, 2000)[0].width == pytest.approx(natural)


def test_the_longest_word_does_not_break_at_its_own_width() -> None:
    shaper, one = QtShaper(), paragraph("a few extraordinary words")
    width = shaper.min_width(one) + 0.1
    assert "extraordinary" in {one.text[line.start : line.end].strip() for line in shaper.flow(one, width)}
    assert shaper.min_width(one) < shaper.width(one)


def test_a_word_too_long_is_broken_anywhere() -> None:
    lines = QtShaper().flow(paragraph("Donaudampfschifffahrtsgesellschaftskapitän"), 150)
    assert len(lines) > 2 and all(line.width <= 150 for line in lines)


@pytest.mark.parametrize("text, kept", [("input/output", True), ("see https://a.org/bb/cc/dd/ee", False)])
def test_a_slash_breaks_addresses_only(text: str, kept: bool) -> None:
    shaper, one = QtShaper(), paragraph("word " + text)
    lines = shaper.flow(one, shaper.width(one) - 8)
    assert (one.text[lines[-1].start : lines[-1].end] == text) is kept


@pytest.mark.parametrize("size", [12, 24, 40])
@pytest.mark.parametrize("spacing", [0.8, 0.9, 1.0, 1.2, 1.5])
def test_lines_are_one_point_two_ems_for_every_font(size: int, spacing: float) -> None:
    for family in ("Calibri", "Arial", "DejaVu Sans", "Noto Sans"):
        lines = QtShaper().flow(paragraph(run("Line\u2028below\u2028last", size, family=family), spacing=spacing), 500)
        assert [line.height for line in lines] == pytest.approx([1.2 * size * spacing] * 3)
        assert lines[1].baseline - lines[0].baseline == pytest.approx(1.2 * size * spacing)


def test_the_first_baseline_is_powerpoints() -> None:
    if not fonts.installed("Arial"):
        pytest.skip("neither Arial nor a twin is installed")
    (line,) = QtShaper().flow(paragraph(run("Arial", 100, family="Arial")), 800)
    assert line.baseline == pytest.approx(97.2, abs=0.3)  # 1.2 x winAscent / (winAscent + winDescent)
    (line,) = QtShaper().flow(paragraph(run("Arial", 100, family="Arial"), spacing=0.9), 800)
    assert line.baseline == pytest.approx(97.2 - 12, abs=0.3)  # what is taken away is taken from the top
    (line,) = QtShaper().flow(paragraph(run("Arial", 100, family="Arial"), spacing=1.2), 800)
    assert line.baseline == pytest.approx(108)


def test_an_empty_paragraph_is_one_empty_line() -> None:
    shaper = QtShaper()
    assert [(line.start, line.end, line.height) for line in shaper.flow(paragraph(run("", 30)), 100)] == [(0, 0, 36.0)]
    assert shaper.flow(Paragraph((), bullet=Bullet("•", Font("Calibri", 20), INK)), 100)[0].height == 24.0
    assert len(shaper.flow(Paragraph(()), 100)) == 1


def test_a_break_at_the_end_opens_an_empty_line() -> None:
    assert [(line.start, line.end) for line in QtShaper().flow(paragraph("a\u2028"), 100)] == [(0, 2), (2, 2)]


def test_without_wrapping_only_breaks_count() -> None:
    lines = QtShaper().flow(paragraph("one two three four five\u2028six", wrap=False), 60)
    assert len(lines) == 2 and lines[0].width > 60


def test_bullets_hang_and_wide_ones_push() -> None:
    shaper = QtShaper()
    hanging = shaper.flow(item("a point that is long enough to wrap"), 200)
    assert {round(line.x, 3) for line in hanging} == {26.4}
    wide = item("text", bullet=Bullet("1000.", Font("Calibri", 24), INK, 1000, "period"))
    assert shaper.flow(wide, 200)[0].x > 26.4 + 24


@pytest.mark.parametrize("align, side", [("left", 0.0), ("center", 0.5), ("right", 1.0)])
def test_alignment(align: str, side: float) -> None:
    (line,) = QtShaper().flow(paragraph("word", align=align, margin=10, right=30), 200)
    assert line.x == pytest.approx(10 + side * (160 - line.width))


def test_right_to_left_margins_are_on_the_right() -> None:
    (line,) = QtShaper().flow(item("שלום", rtl=True, align="right"), 300)
    assert line.x + line.width == pytest.approx(300 - 26.4)


def test_justified_lines_fill_the_width_but_the_last() -> None:
    lines = QtShaper().flow(paragraph("one two three four five six seven eight nine ten", align="justify"), 200)
    assert [line.width for line in lines[:-1]] == [200.0] * (len(lines) - 1)
    assert lines[-1].width < 200


def test_a_picture_in_the_line_takes_its_width_and_lifts_the_line() -> None:
    image = Image("k", "svg", 50, 60, Path("none.svg"))
    shaper = QtShaper()
    formula = Run("\ufffc", Font("Calibri", 24), INK, inline=Inline(image, 50, 60, 20))
    one, plain = paragraph("a", formula, "b"), paragraph("ab")
    (line,) = shaper.flow(one, 500)
    assert line.width == pytest.approx(shaper.width(plain) + 50, abs=1.0)
    assert line.baseline == pytest.approx(40.0) and line.height == pytest.approx(60.0)


def test_a_comma_stays_with_the_formula_before_it() -> None:
    image = Image("k", "svg", 50, 20, Path("none.svg"))
    formula = Run("\ufffc", Font("Calibri", 24), INK, inline=Inline(image, 50, 20))
    one = paragraph("some words before ", formula, ", after")
    shaper = QtShaper()
    for width in range(60, 300, 7):
        for line in shaper.flow(one, width):
            assert not one.text[line.start : line.end].startswith(",")


def test_colours_do_not_matter_to_the_memo_but_letters_do() -> None:
    shaper = QtShaper()
    black, red = paragraph("word"), paragraph(run("word", color=Color("#ff0000")))
    assert shaper.flow(black, 100) is shaper.flow(red, 100)
    assert shaper.flow(paragraph("words"), 100) is not shaper.flow(black, 100)


def test_the_memo_is_bounded() -> None:
    """In characters: one long text takes the place of many short ones."""
    shaper = QtShaper(memo=6000)
    short = [paragraph(f"word {index}") for index in range(50)]
    first = [shaper.flow(one, 100) for one in short]
    assert all(shaper.flow(one, 100) is known for one, known in zip(short, first, strict=True))
    shaper.flow(paragraph("word " * 1100), 100)
    assert shaper.flow(short[0], 100) is not first[0]


def test_widths_are_the_same_on_every_screen() -> None:
    """Run in processes of their own: the scale of a screen is fixed when Qt starts."""
    code = (
        "from presenter.qt.application import application; application()\n"
        "from presenter.qt.shaper import QtShaper\n"
        "from tests.scenes import paragraph, run\n"
        "one = paragraph('The quick ', run('brown', bold=True), ' fox, 日本語 and مرحبا jumps over the lazy dog', size=17)\n"
        "print([(l.start, l.end, l.x, l.width, l.baseline) for l in QtShaper().flow(one, 211.3)])\n"
    )
    root = Path(__file__).resolve().parents[2]
    answers = set()
    for scale in ("1", "1.25", "2"):
        environment = {**os.environ, "QT_SCALE_FACTOR": scale, "QT_QPA_PLATFORM": "offscreen", "QT_FONT_DPI": str(round(96 * float(scale)))}
        done = subprocess.run([sys.executable, "-c", code], cwd=root, env=environment, capture_output=True, text=True, check=True)
        answers.add(done.stdout)
    assert len(answers) == 1 and "(" in answers.pop()

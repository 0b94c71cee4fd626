"""What makes other programs set the words as the screen does: fonts by script, widths, pitches, links in parts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from presenter.export.pptx import tall, wrap
from presenter.export.pptx.boxes import seated
from presenter.export.pptx.styles import NOTHING
from presenter.export.pptx.text import Place, paragraphs
from presenter.export.pptx.xml import Palette, emu
from presenter.model import Cell, Paragraph, Span, Style, Table
from presenter.scene import Color, Font, Image, Inline, Line, Rect, Run, Text
from presenter.scene import Paragraph as SetParagraph
from tests.export import decks
from tests.export.conftest import NS, Written, write

LONG = "https://example.org/a/long/path/that/goes/on/and/on/until/it/reaches/the/end/of/the/line/and/then/some?with=a&query=as-well"


def fonts_of(made: Written, words: str, xpath: str = "rPr") -> dict[str, str]:
    """The fonts that the run with these words names: latin, ea, cs."""
    run = made.find(1, f".//a:r[contains(a:t, '{words}')]/a:{xpath}")[0]
    return {kind: found[0] for kind in ("latin", "ea", "cs") if (found := run.xpath(f"a:{kind}/@typeface", namespaces=NS))}


@pytest.mark.parametrize(
    ("words", "kind", "face"),
    [
        ("שלום", "cs", "Arial"),  # Arial has Hebrew letters, and so have its twins
        ("ภาษาไทย", "cs", "Noto Sans Thai"),
        ("हिन्दी", "cs", "Noto Sans Devanagari"),
        ("これは", "ea", "Noto Sans CJK JP"),
        ("한국어", "ea", "Noto Sans CJK KR"),
    ],
)
def test_a_run_names_the_font_of_its_script(tmp_path: Path, app: object, words: str, kind: str, face: str) -> None:
    """And no other: the rest is the theme's, so that another font scheme changes it."""
    named = fonts_of(write(tmp_path, given=[decks.slide(Paragraph(spans=(Span(words),)), title="x")]), words)
    assert named[kind] == face
    assert {value for other, value in named.items() if other != kind} <= {"+mn-lt", "+mn-ea", "+mn-cs"}


@pytest.mark.parametrize(
    ("words", "lang"), [("これは", "ja"), ("ภาษาไทย", "th"), ("שלום", "he"), ("Größe", "de"), ("Привет", "de"), ("这是", "zh-CN")]
)
def test_in_a_deck_of_its_language_a_run_names_no_font(tmp_path: Path, app: object, words: str, lang: str) -> None:
    made = write(tmp_path, given=[decks.slide(Paragraph(spans=(Span(words),)), title="x")], lang=lang)
    assert set(fonts_of(made, words).values()) <= {"+mn-lt", "+mn-ea", "+mn-cs"}


def test_signs_in_code_are_as_narrow_as_its_letters(tmp_path: Path, app: object) -> None:
    """Lines of boxes are East Asian to PowerPoint too, and would be twice as wide in a Chinese font."""
    made = write(tmp_path, given=[decks.slide(Paragraph(spans=(Span("┌─┐", style=Style(code=True)),)), title="x")])
    assert fonts_of(made, "┌─┐")["ea"] == "Courier New"


# ---------------------------------------------------------------- pitches


def table(*words: str) -> Table:
    return Table(rows=tuple((Cell((Span(text),)),) for text in words), aligns=("left",))


def pitches(made: Written, words: str) -> list[str]:
    found = made.find(1, f".//a:p[contains(a:r/a:t, '{words}')]/a:pPr/a:lnSpc/a:spcPts/@val")
    return [str(value) for value in found]


def test_rows_of_a_table_are_as_high_in_every_script(tmp_path: Path, app: object) -> None:
    made = write(tmp_path, given=[decks.slide(table("Word", "桥", "สะพาน", "bridge"), title="x")])
    assert pitches(made, "桥") == pitches(made, "สะพาน") != []
    assert not pitches(made, "bridge")
    size = int(made.find(1, ".//a:r[a:t='桥']/a:rPr/@sz")[0])
    assert int(pitches(made, "桥")[0]) == pytest.approx(1.2 * size, abs=2)


def test_cells_of_many_lines_have_a_pitch_in_points(tmp_path: Path, app: object) -> None:
    made = write(tmp_path, given=[decks.slide(table("Word", "many words " * 40, "two lines " * 12), title="x")])
    assert [len(pitches(made, words)) for words in ("many words", "two lines")] == [1, 0]


def test_only_links_with_tall_letters_have_a_pitch_in_points(tmp_path: Path, app: object) -> None:
    """Google Slides sets lines of so many points a fifth too high, so it is written where it is needed only."""
    words = [
        Paragraph(spans=(Span(text, link=link),)) for text, link in (("语法", "https://e.org"), ("文法", ""), ("Grammar", "https://e.org"))
    ]
    made = write(tmp_path, given=[decks.slide(*words, title="x")])
    assert [bool(pitches(made, text)) for text in ("语法", "文法", "Grammar")] == [True, False, False]


# ---------------------------------------------------------------- lines


def test_a_link_of_several_lines_is_a_run_a_line(tmp_path: Path, app: object) -> None:
    """LibreOffice breaks a run of a link at any letter; all of them are the same link."""
    given = [decks.slide(Paragraph(spans=(Span("See "), Span(LONG, link=LONG))), title="x")]
    runs = write(tmp_path, given=given).find(1, ".//a:r[a:rPr/a:hlinkClick]")
    text = next(i for i in decks.show(tmp_path, given=given).scene(0).items if isinstance(i, Text) and "See" in i.paragraphs[0].text)
    assert len(runs) == len([line for line in text.lines if line.end > len("See ")]) > 1
    assert "".join(run.findtext("a:t", namespaces=NS) or "" for run in runs) == LONG
    assert len({etree.tostring(run.find("a:rPr", NS)) for run in runs}) == 1


def test_full_stops_do_not_hang_over_the_edge(written: Written) -> None:
    """The screen sets them within the line; with them hanging, lines would break elsewhere."""
    assert {str(value) for value in written.xml("ppt/slideMasters/slideMaster1.xml").xpath("//@hangingPunct")} == {"0"}


# ---------------------------------------------------------------- seats


@pytest.mark.parametrize("anchor", ["top", "middle", "bottom"])
def test_large_letters_keep_their_baseline_at_the_pitch_on_which_programs_agree(anchor: str) -> None:
    """PowerPoint takes what a pitch lacks to 100 % from above the letters: the baseline must be where it was."""
    font = Font("Arial", 150.0)
    box, paragraph = Rect(60, 64, 840, 226), SetParagraph((Run("87 %", font, Color("#000000")),), spacing=1.0)
    text = Text(box, (paragraph,), (Line(0, 0, 4, 0.0, 145.8, 300.0, 0.0, 180.0),), anchor=anchor)  # type: ignore[arg-type]

    def baseline(given: Text) -> float:
        pitch = 1.2 * 150 * given.paragraphs[0].spacing
        top = given.box.y + (given.box.h - pitch) * {"top": 0.0, "middle": 0.5, "bottom": 1.0}[anchor]
        return top + pitch - 1.2 * 150 * 0.19

    made = seated(text)
    assert made.paragraphs[0].spacing == 0.95
    assert baseline(made) == pytest.approx(baseline(text))
    small = replace(text, paragraphs=(replace(paragraph, runs=(Run("87 %", Font("Arial", 30.0), Color("#000000")),)),))
    assert seated(small) is small


def test_a_wider_box_leaves_words_at_its_other_edge_where_they_were(tmp_path: Path, app: object) -> None:
    """The first line fills its box, which grows for programs that set it wider; Hebrew below it begins where it began."""
    full = "The Arabic شاي comes from the Persian چای, and both come from 茶 and 茶"
    slide = decks.slide(*(Paragraph(spans=(Span(words),)) for words in (full, "שלום עולם")), title="x")
    show = decks.show(tmp_path, given=[slide])
    text = next(i for i in show.scene(0).items if isinstance(i, Text) and len(i.paragraphs) == 2)
    text = replace(text, box=replace(text.box, w=max(line.width for line in text.lines) + 1))
    found = wrap.fit(text)
    grown = found.width - text.box.w
    assert grown > 5
    assert found.insets[0] == (0.0, 0.0)
    assert found.insets[1][1] == pytest.approx(grown)
    words = paragraphs(text, Place(show.theme, Palette.of(show.theme), (NOTHING,) * 9, "", lambda *_: ""), found)
    assert f'marL="{emu(grown)}"' in words.split("<a:p>")[2]  # told from the right in right-to-left paragraphs


def set_in_lines(*lines: tuple[str, float]) -> Text:
    """A paragraph whose lines are these, each as wide as told."""
    words, at, made = "".join(line for line, _ in lines), 0, []
    for n, (line, width) in enumerate(lines):
        made.append(Line(0, at, at + len(line), 0.0, 20.0 + 24 * n, width, 24.0 * n, 24.0))
        at += len(line)
    return Text(Rect(0, 0, 500, 90), (SetParagraph((Run(words, Font("Arial", 20.0), Color("#000000")),)),), tuple(made))


def test_a_first_line_that_hangs_out_has_more_room_than_the_others() -> None:
    """A quotation's first line begins further out, by its mark: its next word must not fit beside it even so."""
    text = set_in_lines(("“When this line comes into view ", 340.0), ("it is asked for, and then it is said ", 352.0), ("at once”", 80.0))
    (p,) = text.paragraphs
    hung = replace(text, paragraphs=(replace(p, margin=20.0, indent=-20.0),))
    flat, out = (given.box.w - wrap.fit(given).insets[0][1] for given in (text, hung))
    assert flat < 340 + 20  # between the second line's width and the first's with "it"
    assert 352 + 20 < out < 340 + 20 + 20


def test_a_line_that_the_author_broke_is_broken_once_where_a_picture_makes_it_deep() -> None:
    """Below a deep line a new paragraph begins, instead of the author's break and not after it."""
    font, ink = Font("Arial", 20.0), Color("#000000")
    image = Image("k", "svg", 30.0, 60.0, Path("x.svg"))
    runs = (Run("\ufffc", font, ink, inline=Inline(image, 30.0, 60.0, 30.0, tex="x")), Run(" one\u2028two", font, ink))
    lines = (Line(0, 0, 6, 0.0, 40.0, 80.0, 0.0, 70.0), Line(0, 6, 9, 0.0, 90.0, 40.0, 70.0, 24.0))
    made = tall.settled(Text(Rect(0, 0, 500, 90), (SetParagraph(runs),), lines))
    assert [p.text for p in made.paragraphs] == ["\ufffc one", "two"]
    assert [(line.paragraph, line.start, line.end) for line in made.lines] == [(0, 0, 5), (1, 0, 3)]


def test_above_a_tall_picture_in_a_line_is_room_instead_of_a_larger_gap() -> None:
    """A gap as large as the picture would make the line as deep again, and LibreOffice would hang the bullet up there."""
    font, ink = Font("Arial", 20.0), Color("#000000")
    gap = Run("\ufffc", font, ink, inline=Inline(Image("k", "png", 60.0, 60.0, Path("x.png")), 60.0, 60.0))
    first = SetParagraph((Run("one", font, ink),))
    second = SetParagraph((Run("two ", font, ink), gap, Run("\u2028three", font, ink)), before=6.0)
    tall_line, last = Line(1, 0, 6, 0.0, 90.0, 99.0, 30.0, 65.0), Line(1, 6, 11, 0.0, 114.0, 50.0, 95.0, 24.0)
    text = Text(Rect(0, 0, 500, 120), (first, second), (Line(0, 0, 3, 0.0, 19.0, 30.0, 0.0, 24.0), tall_line, last))
    made = tall.settled(text)
    assert [p.text for p in made.paragraphs] == ["one", "two \ufffc\u2028three"]
    assert made.paragraphs[1].before == 6.0 + 41.0  # what the picture rises above 95 % of the letters' size
    assert not tall.sizes(made, 1)
    assert made.lines[1].baseline == 90.0  # it stays where it is
    within = replace(text, paragraphs=(replace(second, runs=(Run("one\u2028two ", font, ink), gap), before=0.0),), lines=(
        Line(0, 0, 4, 0.0, 19.0, 30.0, 0.0, 24.0), Line(0, 4, 9, 0.0, 84.0, 99.0, 24.0, 65.0),
    ))  # fmt: skip
    assert [(p.text, p.before) for p in tall.settled(within).paragraphs] == [("one", 0.0), ("two \ufffc", 41.0)]
    steps = replace(text, paragraphs=(first, replace(second, step=1)))
    assert len(tall.settled(steps).paragraphs) == 2


def test_a_short_word_that_would_go_back_is_tied_to_the_next() -> None:
    """The second line is as long as the first with the word would be: no width of the box keeps both."""
    text = set_in_lines(
        ("In the last layer it can be generalized to give ", 485.0),
        ("a vector that is as long as the whole line is ", 499.0),
        ("and more", 80),
    )
    tied = wrap.glued(text)
    assert "a\u00a0vector" in tied.paragraphs[0].text
    assert wrap.fit(tied).insets[0][1] < 2.0
    plenty = set_in_lines(
        ("In the last layer it can be generalized to give ", 485.0),
        ("something that is a little shorter, as lines are ", 470.0),
        ("nowhere", 70.0),
    )
    assert wrap.glued(plenty) is plenty

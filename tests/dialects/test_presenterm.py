"""Decks written for presenterm."""

from __future__ import annotations

from presenter.model import Code, Columns, Figure, Math, Paragraph, plain_text
from presenter.parse.deck import parse
from presenter.parse.tree import walk
from tests.dialects.reading import titles, words


def test_presenterm() -> None:
    deck = parse(
        "---\ntitle: T\nauthor: A\n---\n\nOne\n===\n\na\n\n<!-- pause -->\n\nb\n\n<!-- speaker_note: say it -->\n\n<!-- end_slide -->\n\nTwo\n---\n\n"
        "<!-- column_layout: [1, 1] -->\n\n<!-- column: 0 -->\n\nleft\n\n<!-- column: 1 -->\n\nright\n\n<!-- reset_layout -->\n\nend\n"
    )
    assert titles(deck) == ["T", "One", "Two"]
    assert (deck.slides[1].steps, deck.slides[1].notes) == (1, "say it")
    (columns,) = (block for block in deck.slides[2].blocks if isinstance(block, Columns))
    assert len(columns.columns) == 2 and words(deck.slides[2]) == "Two left right end"


def test_presenterm_columns_need_no_end_and_may_be_gone_back_to() -> None:
    slide, end = parse(
        "---\ntheme:\n  override:\n    code:\n      alignment: left\n---\n\nT\n===\n\n<!-- column_layout: [1, 3] -->\n<!-- column: 1 -->\nb\n<!-- column: 0 -->\na\n"
        "<!-- pause -->\n<!-- column: 1 -->\n\n- ~c~ and `~d~`\n- [](https://example.org)\n\n<!-- end_slide -->\n"
    ).slides
    columns = slide.blocks[1]
    assert end.settings.hidden and not end.blocks
    assert isinstance(columns, Columns) and [column.share for column in columns.columns] == [0.25, 0.75]
    assert words(slide) == "T a b c and ~d~ https://example.org" and not slide.problems
    texts = {plain_text(b.spans): b.lines[0] for b in walk(columns.columns) if isinstance(b, Paragraph)}
    assert texts == {"b": 6, "a": 8, "c and ~d~": 12, "https://example.org": 13}


def test_presenterm_commands() -> None:
    deck = parse(
        "---\ntheme:\n  name: dark\n---\n<!-- jump_to_middle -->\n\nT\n===\n\n<!-- incremental_lists: true -->\n\n- a\n- b\n\n<!-- incremental_lists: false -->\n\n- c\n\n"
        "<!-- // not said -->\n<!-- new_lines: 3 -->\n```rust +exec\n# use a;\nfn main() {}\n```\n<!-- end_slide -->\n<!-- skip_slide -->\n\n<!-- include: x.md -->\n"
    )
    first, second = deck.slides
    assert (deck.settings.theme, first.settings.classes, first.steps, first.notes) == ("dark", ("middle", "lead"), 2, "")
    assert isinstance(first.blocks[-1], Code) and first.blocks[-1].text == "fn main() {}"
    assert second.settings.hidden and [p.code for p in second.problems] == ["file-left-out"]


def test_presenterm_headings_end_slides_where_it_is_asked() -> None:
    deck = parse("---\ndialect: presenterm\noptions:\n  implicit_slide_ends: true\n---\n\nA\n---\n\na\n\n# in it\n\nB\n===\n\nb\n")
    assert [words(slide) for slide in deck.slides] == ["A a in it", "B b"]


def test_pictures_stand_on_their_authors_lines() -> None:
    source = "<!-- column_layout: [1, 1] -->\n<!-- column: 0 -->\n![](a.png)\n<!-- column: 1 -->\nwords ![](b.png)\n<!-- reset_layout -->\n\n![](c.png)\n<!-- end_slide -->\n"
    (slide, *_) = parse(source).slides
    found = [image.line for block in walk(slide.blocks) if isinstance(block, Figure) for image in block.images]
    found += [span.image.line for block in walk(slide.blocks) if isinstance(block, Paragraph) for span in block.spans if span.image]
    assert found == [2, 7, 4]


def test_dollars_are_dollars_and_a_title_may_stand_in_the_middle() -> None:
    deck = parse("<!-- jump_to_middle -->\nTitle\n===\n\n$$$ a $5 and $6 `$x$`\n\n```sh\necho $x $y\n```\n<!-- end_slide -->\n\nB\n===\n")
    slide = deck.slides[0]
    assert words(slide) == "Title $$$ a $5 and $6 $x$" and slide.settings.classes == ("middle", "lead")
    assert slide.blocks[-1].text == "echo $x $y"  # type: ignore[attr-defined]


def test_latex_that_is_rendered_is_a_formula() -> None:
    deck = parse("A\n===\n\n```latex +render +width:30%\n\\[ a : t \\]\n```\n\n```latex +render\n\\begin{align}\na &: b\n\\end{align}\n```\n\nx\n<!-- end_slide -->\n")
    _, first, second, last = deck.slides[0].blocks
    assert isinstance(first, Math) and first.tex.strip() == "a : t" and isinstance(second, Math) and last.lines == (13, 14)

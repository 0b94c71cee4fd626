"""Decks written for reveal.js, reveal-md and Obsidian's Advanced Slides."""

from __future__ import annotations

from presenter.model import Columns
from presenter.parse.deck import parse
from tests.dialects.reading import titles, words


def test_reveal() -> None:
    deck = parse(
        '# A\n<!-- .slide: data-background="#ff0000" class=\'x y\' data-visibility="hidden" -->\ntext\n---\n- b <!-- .element: class="fragment" -->\n- c\n'
        "\n--\n\n# D\n\nNote: speak *up*\nand on\n"
    )
    assert titles(deck) == ["A", "", "D"]
    first = deck.slides[0].settings
    assert (first.background, first.classes, first.hidden) == ("#ff0000", ("x", "y"), True)
    assert deck.slides[1].steps == 1 and ".element" not in words(deck.slides[1])
    assert deck.slides[2].notes == "speak *up*\nand on" and words(deck.slides[2]) == "D"


def test_reveal_separators_of_ones_own() -> None:
    deck = parse(
        "---\nseparator: <!--s-->\nverticalSeparator: <!--v-->\n---\n\n# A\n\n---\n\na\n\n<!--s-->\n\n# B\n\n<!--v-->\n\n# C\n\n--\n\nc\n"
    )
    assert titles(deck) == ["A", "B", "C"]
    assert titles(parse('---\nverticalSeparator: "^\\\\n\\\\+\\\\+\\\\n"\n---\n\n# A\n\n---\n\n# B\n')) == ["A", "B"]


def test_advanced_slides_grids_stand_side_by_side() -> None:
    deck = parse(
        '# A <!-- .slide: class="x" -->\n\n<grid drag="60 55" drop="5 10" bg="red">\nl\n</grid>\n\n<grid drag="25 55" drop="-5 10">\nr\n</grid>\n\n---\n\n<split even>\n\n![[a.png]]\n\nw\n\n</split>\n'
    )
    for slide in deck.slides:
        assert len(next(b for b in slide.blocks if isinstance(b, Columns)).columns) == 2 and not slide.problems


def test_reveal_gaps_and_marks_of_schools_end_slides() -> None:
    deck = parse('# A <!-- .slide: class="x" -->\n\n\n\n# B\n\n```\n1\n\n\n\n2\n```\n\n\n\n# C\n')
    assert titles(deck) == ["A", "B", "C"] and deck.slides[0].settings.classes == ("x",)
    deck = parse("# A\n\n##==##\n\n# B\n\nl\n\n##--##\n\nr\n\n##++##\n\n# C\n")
    assert titles(deck) == ["A", "B", "C"]
    columns = deck.slides[1].blocks[1]
    assert isinstance(columns, Columns) and [c.blocks[0].lines for c in columns.columns] == [(3, 4), (7, 8)]


def test_reveal_sizes_and_grounds() -> None:
    slide = parse(
        '<!-- .slide: data-background-image="a.png" data-background-opacity="0.2" -->\n![](b.png) <!-- .element width="50%" class="fragment" -->\n'
    ).slides[0]
    assert slide.backgrounds[0].image.filters == (("opacity", "0.2"),) and slide.steps == 1
    assert "Length(value=50.0, unit='%')" in repr(slide.blocks)

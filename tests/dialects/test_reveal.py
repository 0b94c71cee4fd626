"""Decks written for reveal.js, reveal-md and Obsidian's Advanced Slides."""

from __future__ import annotations

from presenter.model import Columns, Container, Figure
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


def test_marks_that_only_the_page_names_end_slides() -> None:
    seen = '# A <!-- .slide: class="x" -->\n'
    assert titles(parse(f"{seen}\n/////\n\n# B\n\n=====\n\n# C\n\nD\n===\n")) == ["A", "B", "C"]
    assert titles(parse(f"{seen}\n+++\n\n# B\n\n---\n\n# C\n\n```\n+++\n```\n")) == ["A", "B", "C"]
    for mark in ("<!-- > -->", "<!-- v -->", "<!-- Slide -->", "<!-- separator-vertical -->", "<!--s-->"):
        assert titles(parse(f"{seen}\n{mark}\n\n# B\n")) == ["A", "B"], mark
    assert len(parse(f"{seen}\na\n\n<!-- remember the slide -->\n\nb\n").slides) == 1


def test_gaps_of_two_lines_end_slides_where_nothing_else_does() -> None:
    seen = '# A <!-- .slide: class="x" -->\n'
    assert titles(parse(f"{seen}\n\n# B\n\ntext\n\n\n\n# C\n")) == ["A", "B", "C"]
    assert titles(parse(f"{seen}\n\n# B\n\n\n# C\n\n---\n\n# D\n")) == ["A", "D"]


def test_notes_begin_as_the_front_matter_says() -> None:
    deck = parse("---\nnotesSeparator: <!-- n -->\n---\n\n# A\n\n<!-- n -->\nsay it\n")
    assert deck.slides[0].notes == "say it" and words(deck.slides[0]) == "A"


def test_elements_belong_to_the_block_around_or_above() -> None:
    fragment = '<!-- .element: class="fragment" -->'
    deck = parse(
        f"# A\n\n- a\n  - b\n    {fragment}\n    - c\n- d\n{fragment}\n- {fragment} e\n\n---\n\n"
        f"one {fragment}\ntwo {fragment}\n\n```\ncode\n```\n\n{fragment}\n\n---\n\n## B\n{fragment}\n\n"
        f"![](a.png) <!-- .element style=\"height:40px\" -->\n\nno\n<!-- .element:\n class='x' -->\nyes\n\n![](b.png) <!-- .element hidden=\"true\" -->\n"
    )
    lists, code, heading = deck.slides
    assert lists.steps == 3 and words(lists).split() == list("Aabcde") and len(lists.blocks) == 2
    assert code.steps == 2 and words(code).split() == ["one", "two"]
    assert heading.steps == 1 and "{" not in words(heading)
    assert [image.height.value for block in heading.blocks if isinstance(block, Figure) for image in block.images if image.height] == [40 * 0.75]
    assert [words_of for words_of in ("no", "yes") if words_of in words(heading).split()] == ["no", "yes"]


def test_elements_keep_everything_on_its_line() -> None:
    deck = parse('# A\n\n- a\n<!-- .element: class="fragment" -->\n- b\n\n**last**\n')
    assert [block.lines for block in deck.slides[0].blocks] == [(0, 1), (2, 5), (6, 7)]


def test_pages_and_films_behind_a_slide_are_shown_on_it() -> None:
    deck = parse(
        '# A\n\n---\n\n<!-- .slide: data-background-iframe="https://example.org/x" -->\n\n---\n\n<!-- .slide: data-background-video="a.mp4" -->\n'
    )
    assert "example.org" in words(deck.slides[1])
    figure = deck.slides[2].blocks[0]
    assert isinstance(figure, Figure) and figure.images[0].clip is not None


def test_headings_without_a_space() -> None:
    deck = parse('##Über uns\n<!-- .slide: class="x" -->\n\n#Top\n\n#tag\n\n```\n##code\n```\n')
    assert [text for _, _, text in deck.slides[0].headings] == ["Über uns", "Top"]


def test_what_lies_on_one_another_takes_turns() -> None:
    slide = parse(
        "# A <!-- .slide: class=\"x\" -->\n\n<div class=\"r-stack\">\n<div class=\"fragment fade-out\">\n\none\n\n</div>\n"
        "<div class=\"fragment\">\n\ntwo\n\n</div>\n</div>\n"
    ).slides[0]
    (stack,) = [block for block in slide.blocks if isinstance(block, Container)]
    assert stack.in_turn and len(stack.blocks) == 2 and slide.steps == 1


def test_sides_by_their_id() -> None:
    slide = parse('# A <!-- .slide: class="x" -->\n\n<div id="right">\n\nr\n\n</div>\n<div id="left">\n\nl\n\n</div>\n').slides[0]
    (row,) = [block for block in slide.blocks if isinstance(block, Columns)]
    assert len(row.columns) == 2 and words(slide).split() == ["A", "l", "r"]


def test_further_marks_end_slides() -> None:
    for mark in ("vvv", "---n", "--v"):
        assert titles(parse(f'# A <!-- .slide: class="x" -->\n{mark}\n## B\n\n{mark}\n\n## C\n')) == ["A", "B", "C"], mark


def test_a_whole_page_on_a_slide_shows_its_body() -> None:
    slide = parse(
        '# A <!-- .slide: class="x" -->\n\n<html>\n<head>\n<style>\n* { margin: 0 }\n\n.row2::after {\n  clear: both;\n}\n</style>\n</head>\n<body>\n\n'
        '<h2>B</h2>\n\n<div class="row2">\n  <div class="column2">\n    l\n  </div>\n  <div class="column2">\n    r\n  </div>\n</div>\n\n</body>\n</html>\n'
    ).slides[0]
    assert words(slide).split() == ["A", "B", "l", "r"]
    assert any(isinstance(block, Columns) and len(block.columns) == 2 for block in slide.blocks)

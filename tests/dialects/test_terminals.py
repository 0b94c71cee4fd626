"""Decks written for maaslalani's slides and for lookatme."""

from __future__ import annotations

from presenter.model import Code, Paragraph, plain_text
from presenter.parse.deck import parse
from tests.dialects.reading import titles, words


def test_slides_shows_its_pages_and_its_author() -> None:
    deck = parse("---\nauthor: A\ndate: MMMM dd, YYYY\npaging: Slide %d / %d\n---\n\n# One\n\n---\n\n# Two\n\n<!-- said -->\n")
    assert titles(deck) == ["One", "Two"] and deck.slides[0].settings.paginate == "true" and plain_text(deck.slides[1].settings.footer) == "A"
    dated = parse("---\nauthor: A\ndate: 7 May 2024\npaging: '%d'\n---\n\n# One\n")
    assert plain_text(dated.slides[0].settings.footer) == "A · 7 May 2024" and not dated.problems


def test_stops_at_the_end_of_a_line_hold_back_what_follows() -> None:
    deck = parse("# A\n\n- a <!-- stop -->\n- b <!-- stop --> still b\n- c\n\nend <!-- stop -->\n\nlast\n\n```\nx <!-- stop -->\n- y\n```\n")
    (slide,) = deck.slides
    assert slide.steps == 4 and words(slide) == "A a b still b c end last" and "<!-- stop -->" in slide.blocks[-1].text  # type: ignore[attr-defined]
    steps = {plain_text(block.spans): block.step for block in slide.blocks if isinstance(block, Paragraph)}
    assert steps == {"end": 3, "last": 4}


def test_a_terminal_is_what_it_begins_with() -> None:
    deck = parse('# A\n\n```terminal-ex\ncommand: "bash -il"\nrows: 3\ninit_text: go test ./x\n```\n\n~~~terminal8\nls\n~~~\n\n![](a.png)\n')
    _, first, second, figure = deck.slides[0].blocks
    assert isinstance(first, Code) and isinstance(second, Code) and (first.lang, first.text, second.text) == ("bash", "go test ./x", "ls")
    assert figure.lines == (12, 13)


def test_slides_begin_at_the_first_level_that_comes_twice() -> None:
    head = "---\npaging: '%d'\n---\n"
    assert titles(parse(head + "# T\n\n## A\n\n### in\n\n### it\n\n## B\n")) == ["T", "A", "B"]
    assert titles(parse(head + "# A\n\n## in it\n\n# B\n\n## too\n\n```\n# no\n```\n")) == ["A", "B"]
    assert titles(parse(head + "# A\n\n# B\n\n---\n\n# C\n")) == ["A", "C"]


def test_files_of_others_are_named() -> None:
    deck = parse("---\npaging: '%d'\n---\n# A\n\n```file\npath: ../x.go\nlang: go\n```\n\n![](a.png)\n")
    slide = deck.slides[0]
    assert slide.blocks[1].text == "../x.go" and [(p.code, p.line) for p in slide.problems] == [("file-left-out", 2)]  # type: ignore[attr-defined]
    assert slide.blocks[2].lines == (7, 8)

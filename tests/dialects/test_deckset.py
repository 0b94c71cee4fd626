"""Decks written for Deckset."""

from __future__ import annotations

import pytest

from presenter.model import Code, Columns, Heading, Quote, plain_text
from presenter.parse.deck import parse
from tests.dialects.reading import titles, words


def test_deckset() -> None:
    deck = parse(
        "theme: Fira, 3\nautoscale: true\n\n# [fit] A\n\n^ a note\n\n![left fit](x.png)\n\n---\n\n[.background-color: #F00]\n\ntext\n"
    )
    assert titles(deck) == ["A", ""]
    assert deck.slides[0].notes == "a note" and deck.slides[0].split == ("left", 0.5) and "theme" not in words(deck.slides[0])
    assert deck.slides[1].settings.background_color == "#F00"


def test_deckset_columns_and_settings_of_the_deck() -> None:
    deck = parse(
        "theme: Fira, 3\nfooter: © Me\nslidenumbers: true\nbuild-lists: true\n\n# A\n\n---\n\n[.hide-footer]\n\n# B\n\n[.column]\n\n- one\n\n[.column]\n\n![inline 50%](a.png)\n"
    )
    first, second = deck.slides
    assert plain_text(first.settings.footer) == "© Me" and first.settings.paginate == second.settings.paginate == "true"
    assert words(first) == "A" and second.settings.footer == () and second.steps == 1
    columns = second.blocks[1]
    assert isinstance(columns, Columns) and [c.blocks[0].lines for c in columns.columns] == [(7, 8), (11, 12)]
    assert "value=50.0" in repr(columns) and not second.backgrounds


def test_a_note_goes_on_to_the_end_of_its_paragraph_and_never_reaches_the_hall() -> None:
    deck = parse("# A\n\n^ one\nstill one\n\n^\nsecret: two\n![inline](a.png)\n\nshown\n\n---\n\n[.column]\n\n^ three\n\nb\n")
    assert deck.slides[0].notes == "one\nstill one\n\n\nsecret: two" and deck.slides[1].notes == "three"
    assert words(deck.slides[0]).split() == ["A", "shown"]


def test_the_lines_of_a_listing_are_lit_in_turn() -> None:
    deck = parse(
        "[.code-highlight: none]\n[.code-highlight: 1]<br>\n\n[.code-highlight: 2-3]\n```py\na\nb\nc\n```\n\n"
        "```py, [.highlight: 1, 3]\na\nb\nc\n```\n\n[.code-highlight: all]\n\n```py\nd\n```\n"
    )
    codes = [block for block in deck.slides[0].blocks if isinstance(block, Code)]
    assert [[sorted(lines) for lines in code.highlights] for code in codes] == [[[], [1], [2, 3]], [[1, 3]], []]
    assert [code.lang for code in codes] == ["py"] * 3 and not any(code.title for code in codes) and deck.slides[0].steps == 2
    assert len(deck.slides[0].blocks) == 3


def test_settings_at_the_top_are_one_block_whatever_they_say() -> None:
    deck = parse(
        "theme: simple\nlink: #61c1dd, Arial\nquote-separator:\nbackground-color: #4c585a\ntext: #d9d9d9, Arial\nautoscale: true\n\n# A\n\n---\n\n#B\n"
    )
    assert titles(deck) == ["A", "B"] and [words(slide) for slide in deck.slides] == ["A", "B"]
    assert {slide.settings.background_color for slide in deck.slides} == {"#4c585a"}
    assert {slide.settings.color for slide in deck.slides} == {"#d9d9d9"}


def test_headings_divide_where_the_deck_says_so() -> None:
    assert titles(parse("slide-dividers: #, ##\n\n# A\n\n### a\n\n## B\n\ntext\n\n# C\n")) == ["A", "B", "C"]


def test_lists_are_built_on_the_slides_that_ask_for_it() -> None:
    deck = parse("[.build-lists: true]\n\n- a\n- b\n\n---\n\n- c\n- d\n")
    assert [slide.steps for slide in deck.slides] == [2, 0]
    deck = parse("build-lists: true\n\n- a\n\n---\n\n[.build-lists: false]\n\n- c\n- d\n")
    assert [slide.steps for slide in deck.slides] == [1, 0]


@pytest.mark.parametrize("top", ["autoscale: true\n", "footer: me\nslidenumbers: true\n", "theme: Work, 7\n", "slide-dividers: #\n"])
def test_it_is_known_by_its_settings(top: str) -> None:
    assert parse(f"{top}\n# A\n\nb\n").settings.dialect == "deckset"


@pytest.mark.parametrize("body", ["# [fit] A\n", "# A\n\n^ a note\n", "# A\n\n![inline 50%](a.png)\n"])
def test_it_is_known_by_its_marks(body: str) -> None:
    assert parse(body).settings.dialect == "deckset"


def test_short_lines_were_broken_by_hand_and_long_ones_by_an_editor() -> None:
    long = "According to the updated plan, we will have the review of it in two weeks. To"
    deck = parse(f"[.autoscale: true]\n\n23 March\n*San Francisco*\n`@me`\n\n{long}\ncomplete that\n\n- a\n- b\n\n> Words\n-- Someone\n")
    first, second, bullets, quote = deck.slides[0].blocks
    assert [span.text for span in first.spans] == ["23 March", "\n", "San Francisco", "\n", "@me"]
    assert [span.text for span in second.spans] == [f"{long} complete that"]
    assert len(bullets.items) == 2 and plain_text(quote.attribution) == "Someone"


def test_words_of_a_picture_may_be_parted_by_commas_and_colons() -> None:
    (slide,) = parse("[.autoscale: true]\n\n![inline:55%](a.png)\n\n![right, fit](b.png)\n").slides
    assert "value=55.0" in repr(slide.blocks) and slide.split == ("right", 0.5) and slide.backgrounds[0].fit == "contain"


def test_fitted_headings_below_each_other_are_one_title() -> None:
    (slide,) = parse("# [fit] A\n\n## [fit] **B**\n# [fit] C\n\n## D\n\n# [fit] E\n").slides
    assert [plain_text(block.spans) for block in slide.blocks if isinstance(block, Heading)] == ["A B C", "D", "E"]
    assert [block.lines[0] for block in slide.blocks] == [0, 5, 7]


def test_who_said_it_may_stand_in_a_quotation_of_its_own() -> None:
    (quote,) = parse('[.autoscale: true]\n\n> "Hey"\n\n> -- Someone (8:47)\n').slides[0].blocks
    assert isinstance(quote, Quote) and plain_text(quote.attribution) == "Someone (8:47)"

"""Decks written for Deckset."""

from __future__ import annotations

from presenter.model import Columns, plain_text
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

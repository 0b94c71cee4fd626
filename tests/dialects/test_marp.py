"""Decks written for Marp, of today and of old."""

from __future__ import annotations

from presenter.parse.deck import parse


def test_marp_breaks_lines_and_steps() -> None:
    deck = parse("---\nmarp: true\n---\none\ntwo\n\n* a\n* b\n\n::: x\n")
    assert (deck.settings.breaks, deck.settings.fragments, deck.settings.marp) == (True, True, True)
    assert "break" in [span.kind for span in deck.slides[0].blocks[0].spans] and deck.slides[0].steps == 2  # type: ignore[attr-defined]
    assert parse("---\nmarp: true\nbreaks: false\n---\none\ntwo").settings.breaks is False


def test_marp_of_old() -> None:
    deck = parse(
        "<!-- $theme: gaia -->\n<!-- page_number: true -->\n\n# A\n\n---\n<!-- *template: invert -->\n\n![](#ff0000)\n![bg](x)\n\n---\n\nb\n"
    )
    assert deck.settings.dialect == "marp" and deck.settings.theme == "gaia"
    assert [slide.settings.paginate for slide in deck.slides] == ["true"] * 3
    assert [slide.settings.classes for slide in deck.slides] == [(), ("invert",), ()]
    assert deck.slides[1].settings.color == "#ff0000" and not deck.slides[1].blocks


def test_a_formula_that_only_makes_room_is_no_formula() -> None:
    (slide,) = parse("---\nmarp: true\n---\n# A\n\n$\\\\$\n\nwords $\\quad$ more $x$\n\n$~$\n").slides
    assert [type(block).__name__ for block in slide.blocks] == ["Heading", "Paragraph"] and slide.math_count == 1
    assert [span.text for span in slide.blocks[1].spans] == ["words \u00a0 more ", "x"]

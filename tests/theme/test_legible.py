"""Colours that are worked out: the nearest legible one, ink on a colour, and a theme made from any two colours."""

from __future__ import annotations

import itertools
import random

import pytest

from presenter import theme
from presenter.model import DeckSettings
from presenter.scene import Color
from presenter.theme.colors import BadColor, Names, contrast, evaluate
from presenter.theme.legible import from_oklch, legible, to_oklch

INKS = Names({"lt1": "#ffffff", "dk1": "#171b21"})


def some_colors(count: int) -> list[Color]:
    dice = random.Random(7)
    odd = [Color(h) for h in ("#000000", "#ffffff", "#777777", "#ffff00", "#0000ff", "#ff0000")]
    return odd + [Color(f"#{dice.randrange(0x1000000):06x}") for _ in range(count)]


def test_a_colour_comes_back_from_oklch_as_it_went() -> None:
    for color in some_colors(200):
        assert from_oklch(to_oklch(color)) == color


@pytest.mark.parametrize("ratio", [3.0, 4.5, 7.0])
def test_legible_reaches_the_contrast_or_the_end_of_the_scale(ratio: float) -> None:
    for color, ground in zip(some_colors(150), reversed(some_colors(150)), strict=True):
        found = legible(color, ground, ratio)
        assert contrast(found, ground) >= ratio or found.hex in ("#000000", "#ffffff")


def test_legible_changes_no_more_than_it_must() -> None:
    white = Color("#ffffff")
    assert legible(Color("#14508c"), white) == Color("#14508c")
    found = legible(Color("#ffd400"), white)
    assert 4.5 <= contrast(found, white) < 4.6
    assert abs(to_oklch(found)[2] - to_oklch(Color("#ffd400"))[2]) < 0.05  # the hue stays


def test_a_legible_slot_keeps_its_name_until_it_changes() -> None:
    names = Names({"accent1": "#14508c", "accent2": "#ffd400"}, frozenset({"accent1", "accent2"}))
    assert evaluate("legible(accent1, white)", names).scheme == "accent1"
    assert evaluate("legible(accent2, white)", names).scheme == ""


@pytest.mark.parametrize(("ground", "ink"), [("#ffd400", "#171b21"), ("#14508c", "#ffffff"), ("white", "#171b21"), ("black", "#ffffff")])
def test_ink_on_a_colour(ground: str, ink: str) -> None:
    assert evaluate(f"on({ground})", INKS).hex == ink


@pytest.mark.parametrize("words", ["legible(red)", "legible(red, blue, x)", "legible(red, blue, 40)", "on()", "on(a, b)", "legible(, , ,)"])
def test_what_cannot_be_worked_out_is_told(words: str) -> None:
    with pytest.raises(BadColor):
        evaluate(words, INKS)


PAIRS = list(itertools.permutations(["#ffd400", "#0b6e4f", "#ffffff", "#000000", "#808080", "#ff00aa"], 2))


@pytest.mark.parametrize("variant", ["light", "dark"])
def test_any_two_colours_make_a_corporate_theme_that_can_be_read(variant: str) -> None:
    for primary, secondary in PAIRS:
        settings = DeckSettings(colors=(("primary", primary), ("secondary", secondary)))
        found, problems = theme.load("corporate", settings, variant=variant)
        assert problems == ()
        assert (found.scheme["accent1"].hex, found.scheme["accent2"].hex) == (primary, secondary)
        ground, panel = found.colors["background"], found.colors["surface"]
        for name in ("text", "muted", "heading", "link", "note", "accent", "second"):
            assert contrast(found.colors[name], ground) >= 4.5, (name, primary, secondary)
        for name in ("link", "accent", "code-keyword"):
            assert contrast(found.colors[name], panel) >= 4.5, (name, primary, secondary)
        section = found.layouts["section"]
        assert section.background == found.scheme["accent1"]
        for style in ("section", "subtitle", "footer"):
            assert contrast(found.style(style, section).color, found.scheme["accent1"]) >= 4.3, primary

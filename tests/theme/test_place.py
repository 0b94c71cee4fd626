"""A theme's Problems at the line of the deck that asks for it."""

from __future__ import annotations

import pytest

from presenter import theme
from presenter.model import DeckSettings
from presenter.problems import Problem
from tests.growth import within

DECK = "---\ntitle: T\ntheme: nightfall\ncolors: { accent: blurple }\nvariant: dim\nfonts:\n  nose: Arial\n---\n# One\n"


def test_every_problem_is_at_its_key() -> None:
    settings = DeckSettings(variant="dim", colors=(("accent", "blurple"),), fonts=(("nose", "Arial"),))
    _, problems = theme.load("nightfall", settings)
    found = {problem.code: (problem.slide, problem.line) for problem in theme.placed(problems, DECK)}
    assert found == {"unknown-theme": (1, 3), "bad-color": (1, 4), "unknown-variant": (1, 5), "bad-font": (1, 6)}


@pytest.mark.parametrize(("text", "line"), [("# A\n\n<!-- theme: gone -->\n", 3), ("<!--\n$theme: gone\n-->", 2), ("# A\n", 1), ("", 1)])
def test_a_theme_named_elsewhere(text: str, line: int) -> None:
    assert [p.line for p in theme.placed(theme.load("gone")[1], text)] == [line]


def test_what_is_placed_already_stays() -> None:
    problem = Problem("unknown-theme", "x", line=7, slide=2)
    assert theme.placed([problem], DECK) == (problem,)


def test_a_long_deck_costs_nothing() -> None:
    text, problems = "word\n" * 2_000_000, theme.load("gone")[1]
    assert within(lambda: theme.placed(problems, text), lambda: text.split("\n"), 1)

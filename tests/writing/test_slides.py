"""Slides moved, copied, hidden and deleted by the handful: the text says what the strip shows, and no word is lost."""

from __future__ import annotations

import random
import re

import pytest

from presenter.parse.deck import parse
from presenter.parse.edits import apply
from presenter.writing import slides
from presenter.writing.slides import Moved

PLAIN = "---\ntheme: dark\n---\n\n# A\n\na\n\n---\n\n# B\n\n---\n\n# C\n\n```\n---\n```\n\n---\n\n# D\n\n---\n\n# E\n"
DIVIDED = "---\nheadingDivider: 2\n---\n\n# A\n\na\n\n## B\n\nb\n\n## C\n\n## D\n\n---\n\n# E\n"


def titles(text: str) -> str:
    return "".join(slide.title for slide in parse(text).slides)


def after(text: str, moved: Moved) -> str:
    return apply(text, moved.edits)


MOVES = [((1,), 0, "BACDE"), ((0,), 5, "BCDEA"), ((1, 3), 0, "BDACE"), ((1, 3), 5, "ACEBD"), ((0, 4), 2, "BAECD")]
MOVES += [((2,), 2, "ABCDE"), ((2,), 3, "ABCDE")]


@pytest.mark.parametrize("text", [PLAIN, DIVIDED])
@pytest.mark.parametrize(("chosen", "to", "expected"), MOVES)
def test_moving(text: str, chosen: tuple[int, ...], to: int, expected: str) -> None:
    moved = slides.move(parse(text), chosen, to)
    new = after(text, moved)
    assert titles(new) == expected
    assert "".join(expected[i] for i in moved.chosen) == "".join("ABCDE"[i] for i in chosen)
    assert sorted(re.findall(r"\w+", new)) == sorted(re.findall(r"\w+", text))


def test_deleting_duplicating_copying_and_pasting() -> None:
    deck = parse(PLAIN)
    assert titles(after(PLAIN, slides.delete(deck, (0, 2)))) == "BDE"
    assert slides.delete(deck, (0, 2)).chosen == (0,)
    assert slides.delete(deck, (4,)).chosen == (3,)
    twice = slides.duplicate(deck, (1, 2))
    assert titles(after(PLAIN, twice)) == "ABCBCDE"
    assert twice.chosen == (3, 4)
    copied = slides.copied(deck, (2, 4))
    assert copied == "# C\n\n```\n---\n```\n\n---\n\n# E\n"
    pasted = slides.paste(deck, copied, 1)
    assert titles(after(PLAIN, pasted)) == "ACEBCDE"
    assert pasted.chosen == (1, 2)
    assert titles(after(PLAIN, slides.paste(deck, "words only", 5))) == "ABCDE"


@pytest.mark.parametrize("text", [PLAIN, DIVIDED])
def test_hiding_and_showing_again_is_the_same_text(text: str) -> None:
    deck = parse(text)
    hidden = after(text, slides.hide(deck, (1, 3)))
    assert [slide.settings.hidden for slide in parse(hidden).slides] == [False, True, False, True, False]
    assert titles(hidden) == "ABCDE"
    some = after(hidden, slides.hide(parse(hidden), (0, 1)))
    assert [slide.settings.hidden for slide in parse(some).slides] == [True, True, False, True, False]
    assert after(hidden, slides.hide(parse(hidden), (1, 3))) == text


def test_a_slide_hidden_at_its_heading_is_shown_again() -> None:
    text = "# A\n\n---\n\n# B {hidden=true .x}\n"
    new = after(text, slides.hide(parse(text), (1,)))
    assert not parse(new).slides[1].settings.hidden
    assert "{ .x}" in new or "{.x}" in new


@pytest.mark.parametrize("text", [PLAIN, DIVIDED])
def test_any_handful_can_be_moved_and_nothing_is_lost(text: str) -> None:
    dice = random.Random(7)
    for _ in range(60):
        deck = parse(text)
        chosen = dice.sample(range(5), dice.randint(1, 4))
        to = dice.randint(0, 5)
        new = after(text, slides.move(deck, chosen, to))
        assert sorted(titles(new)) == list("ABCDE")
        text = new

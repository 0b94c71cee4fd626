"""Edits of the text, and what people do with slides as edits."""

from __future__ import annotations

import random

import pytest

from presenter.parse.deck import parse
from presenter.parse.edits import Edit, apply, delete_slide, diff, duplicate_slide, insert_slide, move_slide, slide_range

SLIDES = [
    "# A\n\ntext",
    "text without a heading",
    "- list\n- two",
    "```\n---\n```",
    "Title\n=====\n\nmore",
    "> quote",
    "<!-- note\n\nlong -->\n\n# B",
    "::: notes\nx\n\n---\n\ny\n:::",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "",
    "é\u2028\U0001f600",
]
RULERS = ["\n\n---\n\n", "\n\n***\n", "\n---\n\n", "\n\n- - -\n\n\n"]


def contents(text: str) -> list[str]:
    return [slide.source.strip() for slide in parse(text).slides]


def make(chance: random.Random, heads: bool) -> str:
    slides = chance.choices(SLIDES, k=chance.randint(1, 8))
    text = slides[0]
    for slide in slides[1:]:
        text += chance.choice(RULERS if not text.endswith(("heading", "more")) else RULERS[:2]) + slide
    front = "---\ntitle: T\nheadingDivider: 1\n---\n" if heads else chance.choice(["", "---\ntitle: T\n---\n\n"])
    return front + text + chance.choice(["", "\n", "\n\n"])


@pytest.mark.parametrize("seed", range(80))
def test_moving(seed: int) -> None:
    chance = random.Random(seed)
    text = make(chance, heads=seed % 2 == 0)
    deck = parse(text)
    before = contents(text)
    first, to = chance.randrange(len(before)), chance.randrange(len(before))
    after = list(before)
    after.insert(to, after.pop(first))
    assert contents(apply(text, move_slide(deck, first, to))) == after


@pytest.mark.parametrize("seed", range(60))
def test_inserting_and_doubling(seed: int) -> None:
    chance = random.Random(seed)
    text = make(chance, heads=False)
    deck = parse(text)
    before = contents(text)
    place = chance.randint(0, len(before))
    assert contents(apply(text, insert_slide(deck, place, "# New\n\ntext"))) == [*before[:place], "# New\n\ntext", *before[place:]]
    place = chance.randrange(len(before))
    assert contents(apply(text, duplicate_slide(deck, place))) == [*before[: place + 1], before[place], *before[place + 1 :]]


@pytest.mark.parametrize("seed", range(60))
def test_deleting(seed: int) -> None:
    chance = random.Random(seed)
    text = make(chance, heads=False)
    deck = parse(text)
    before = contents(text)
    place = chance.randrange(len(before))
    left = [*before[:place], *before[place + 1 :]] or [""]
    assert contents(apply(text, delete_slide(deck, place))) == left


def test_the_front_matter_stays_first() -> None:
    text = "---\ntitle: T\n---\n# A\n\n---\n\n# B\n"
    assert apply(text, move_slide(parse(text), 1, 0)).startswith("---\ntitle: T\n---\n\n# B\n\n---\n")
    assert apply(text, insert_slide(parse(text), 0, "# N")).startswith("---\ntitle: T\n---\n")


def test_a_cover_made_of_the_front_matter_cannot_be_moved() -> None:
    deck = parse("% Title\n\n# One\n\ntext\n\n# Two\n\ntext\n")
    assert len(deck.slides) == 3
    assert move_slide(deck, 0, 1) == () == delete_slide(deck, 0)
    assert "# Two" in apply(deck.text, delete_slide(deck, 1)) and "# One" not in apply(deck.text, delete_slide(deck, 1))


def test_ranges() -> None:
    text = "# A\n\n---\n\n# B\n"
    deck = parse(text)
    assert [text[slice(*slide_range(deck, i))] for i in range(2)] == ["# A\n\n", "\n# B\n"]
    assert [deck.slide_at(offset) for offset in (0, 4, 9, 10, len(text))] == [0, 0, 1, 1, 1]
    assert [deck.slide_at_line(line) for line in range(5)] == [0, 0, 0, 1, 1]


@pytest.mark.parametrize("seed", range(50))
def test_diff_makes_the_new_text(seed: int) -> None:
    chance = random.Random(seed)
    old = "".join(chance.choices("ab\n", k=chance.randint(0, 30)))
    new = "".join(chance.choices("ab\n", k=chance.randint(0, 30)))
    edit = diff(old, new)
    assert apply(old, [edit]) == new
    assert not (edit.new and old[edit.start : edit.end]) or edit.new[0] != old[edit.start]


def test_edits_together_and_overlapping() -> None:
    assert apply("abcd", [Edit(3, 4, "D"), Edit(0, 1, "A")]) == "AbcD"
    with pytest.raises(ValueError, match="overlaps"):
        apply("abcd", [Edit(0, 2, ""), Edit(1, 3, "")])
    with pytest.raises(ValueError, match="outside"):
        apply("abcd", [Edit(3, 9, "")])


@pytest.mark.parametrize("front", ["", "---\ntheme: dark\n---\n", "---\r\ntheme: dark\r\n---\r\n"])
def test_a_new_slide_in_a_document_leaves_its_other_slides_alone(front: str) -> None:
    text = front + "# Title\n\nWords.\n\n## One\n\na\n\n## Two\n\nb\n\n## Three\n\nc\n"
    deck = parse(text)
    for edits, titles in (
        (insert_slide(deck, 2, "## New"), ["Title", "One", "New", "Two", "Three"]),
        (insert_slide(deck, 4, "## New"), ["Title", "One", "Two", "Three", "New"]),
        (duplicate_slide(deck, 1), ["Title", "One", "One", "Two", "Three"]),
        (move_slide(deck, 3, 1), ["Title", "Three", "One", "Two"]),
        (delete_slide(deck, 2), ["Title", "One", "Three"]),
    ):
        new = parse(apply(text, edits))
        assert [slide.title for slide in new.slides] == titles
        assert new.settings.theme == ("dark" if front else "")
    left = deck
    for _ in range(3):
        left = parse(apply(left.text, delete_slide(left, 1)))
    assert [slide.title for slide in left.slides] == ["Title"]

"""Pairing what two slides have in common, and where everything is on the way."""

from __future__ import annotations

import pytest

from presenter.layout.morph import Morph, Move, between, blended, morph
from presenter.parse.deck import parse
from presenter.parse.tree import written_ids
from presenter.scene import Color, Rect, Scene, Shape, Text
from tests.layout.conftest import Arrange


@pytest.fixture
def change(arrange: Arrange) -> object:
    def run(text: str, step: int = 0, step_after: int = 0) -> Morph:
        a, b = arrange(text)
        ids = [written_ids(slide.blocks) for slide in parse(text).slides]
        return morph(a, step, ids[0], b, step_after, ids[1])

    return run


def words(move: Move) -> tuple[str, str]:
    """What the two ends say."""
    ends = (end.item if end else None for end in (move.before, move.after))
    first, second = (item.paragraphs[0].text if isinstance(item, Text) else "" for item in ends)
    return first, second


def of(made: Morph, text: str) -> Move:
    return next(move for move in made.moves if text in words(move))


def test_equal_words_move_and_others_come_and_go(change) -> None:  # type: ignore[no-untyped-def]
    made = change("# Plan\n\n- measure\n- cut\n- sew\n\n---\n\n# Plan\n\n- cut\n- measure\n- press\n")
    cut = of(made, "cut")
    assert words(cut) == ("cut", "cut")
    assert cut.same
    assert cut.before is not None
    assert cut.after is not None
    assert cut.after.box.y < cut.before.box.y
    assert of(made, "sew").after is None
    assert of(made, "press").before is None
    assert of(made, "Plan").rests


def test_a_title_becomes_the_next_one_and_grows(change) -> None:  # type: ignore[no-untyped-def]
    made = change("# The whole plan\n\n---\n\n## The whole plan\n\n- one\n")
    title = of(made, "The whole plan")
    assert title.same
    assert title.before is not None
    assert title.after is not None
    assert title.before.box.h > title.after.box.h
    assert words(of(change("# One\n\ntext\n\n---\n\n# Two\n\ntext\n"), "One")) == ("One", "Two")


def test_what_has_the_same_id_belongs_together(change) -> None:  # type: ignore[no-untyped-def]
    made = change("# A\n\nhalf of it {#share}\n\nother\n\n---\n\n# A\n\nother\n\nall of it {#share}\n")
    assert words(of(made, "half of it")) == ("half of it", "all of it")
    assert not of(made, "half of it").same


def test_twice_the_same_words_are_paired_in_their_order(change) -> None:  # type: ignore[no-untyped-def]
    made = change("# A\n\n- x\n- x\n\n---\n\n# A\n\n- x\n- x\n- x\n")
    pairs = [move for move in made.moves if "x" in words(move)]
    assert [words(move) for move in pairs] == [("x", "x"), ("x", "x"), ("", "x")]
    assert all(move.rests for move in pairs[:2])


def test_what_is_not_seen_yet_does_not_move(change) -> None:  # type: ignore[no-untyped-def]
    text = "# A\n\n. . .\n\nlater\n\n---\n\n# A\n\nlater\n"
    assert of(change(text), "later").before is None
    assert of(change(text, step=1), "later").before is not None


def test_tables_move_whole(change) -> None:  # type: ignore[no-untyped-def]
    table = "| a | b |\n|---|---|\n| 1 | 2 |\n"
    made = change(f"# A\n\n{table}\n---\n\n# A\n\ntext before it\n\n{table}")
    (move,) = [m for m in made.moves if m.after is not None and getattr(m.after.item, "role", "") == "table"]
    assert move.before is not None


def test_at_its_ends_it_is_the_slides(change) -> None:  # type: ignore[no-untyped-def]
    made = change("# Plan\n\n- measure\n- cut\n\n---\n\n## What we do\n\n- cut\n- press\n")
    for t, scene in ((0.0, made.before), (1.0, made.after)):
        shown = sorted(p.text for item in scene.items if isinstance(item, Text) for p in item.paragraphs)
        placed = [one for one in made.at(t) if isinstance(one.thing.item, Text)]
        assert sorted(one.thing.item.paragraphs[0].text for one in placed if isinstance(one.thing.item, Text)) == shown
        assert all(one.opacity == pytest.approx(1.0) for one in placed)
    halfway = {one.thing.item.paragraphs[0].text: one for one in made.at(0.5) if isinstance(one.thing.item, Text)}
    cut = of(made, "cut")
    assert cut.before is not None
    assert cut.after is not None
    assert halfway["cut"].box == between(cut.before.box, cut.after.box, 0.5)


def test_forms_change_their_colour_and_size() -> None:
    a, b = Shape(Rect(0, 0, 10, 10), fill=Color("#000000")), Shape(Rect(10, 0, 30, 10), fill=Color("#ffffff", 0.5))
    assert blended(a, b, 0.5).fill == Color("#808080", 0.75)
    assert blended(a, b, 0.5).box == Rect(5, 0, 20, 10)
    assert (blended(a, b, 0.0), blended(a, b, 1.0)) == (a, b)
    one, two = Scene((960, 540), Color("#ffffff"), (a,)), Scene((960, 540), Color("#ffffff"), (b,))
    (move,) = morph(one, 0, {}, two, 0, {}).moves
    assert move.same
    assert not move.rests

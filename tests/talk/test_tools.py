"""Tools on the slide: drawing, erasing, undoing, zooming, as moves of one frozen value."""

from __future__ import annotations

import random

import pytest

from presenter.talk import state, tools
from presenter.talk.ink import COLORS, NO_INK, Ink, Mark, Page, Stroke, touches
from presenter.talk.state import Talk

SIZE = (960.0, 540.0)


def draw(talk: Talk, *points: tuple[float, float]) -> Talk:
    talk = tools.press(talk, points[0])
    for at in points[1:]:
        talk = tools.drag(talk, at)
    return tools.release(talk, SIZE)


def lines(talk: Talk) -> list[tuple[tuple[float, float], ...]]:
    return [stroke.points for stroke in talk.ink.page(talk.slide).strokes]


PEN = tools.choose(Talk(slide=3, step=1), "pen")


def test_a_stroke_belongs_to_its_slide_and_step() -> None:
    talk = draw(PEN, (10, 10), (20, 20), (20.1, 20.1), (30, 20))
    (stroke,) = talk.ink.page(3).strokes
    assert (stroke.step, stroke.pen, stroke.color) == (1, "pen", COLORS[0])
    assert stroke.points == ((10, 10), (20, 20), (30, 20))  # what adds nothing is left out
    assert talk.ink.page(2).strokes == ()
    assert [len(talk.ink.page(3).seen(step)) for step in (0, 1, 2)] == [0, 1, 1]


def test_undo_redo_erase_and_clear() -> None:
    talk = draw(draw(PEN, (0, 0), (100, 0)), (0, 200), (100, 200))
    assert len(lines(tools.undo(talk))) == 1
    assert lines(tools.redo(tools.undo(talk))) == lines(talk)
    assert lines(tools.undo(tools.undo(tools.undo(talk)))) == []
    erased = draw(tools.choose(talk, "eraser"), (50, 90), (50, 8))
    assert lines(erased) == [((0, 200), (100, 200))]
    assert lines(tools.undo(erased)) == lines(talk)
    assert lines(tools.clear(erased)) == []
    assert lines(tools.undo(tools.clear(erased))) == lines(erased)
    assert tools.clear(PEN) is PEN
    assert tools.redo(talk) is talk


def test_what_comes_at_a_later_step_is_not_erased_before_it() -> None:
    later = draw(PEN, (0, 0), (100, 0))
    earlier = tools.choose(state.goto(later, Road(), 3, 0.0, step=0), "eraser")
    assert lines(draw(earlier, (50, 0))) == lines(later)


class Road:
    count = 9

    def steps(self, index: int) -> int:
        return 2

    def hidden(self, index: int) -> bool:
        return False

    loops = False

    def opens(self, index: int) -> bool:
        return False


def test_the_eraser_reaches_a_little_further_than_the_line() -> None:
    line = Stroke(0, "pen", "#000000", ((0.0, 0.0), (100.0, 0.0)))
    assert touches(line, (50, 10))
    assert not touches(line, (50, 12))
    assert touches(Stroke(0, "highlighter", "#000000", ((5.0, 5.0),)), (5, 20))


def test_a_tool_is_put_away_by_its_key_and_by_escape() -> None:
    assert tools.choose(PEN, "pen").tool == ""
    assert tools.choose(PEN, "laser").tool == "laser"
    away = state.escape(tools.press(PEN, (1, 1)), 0.0)
    assert away is not None
    assert (away.tool, away.stroke, away.pointer) == ("", None, None)
    assert tools.next_color(PEN).color == 1
    assert draw(tools.next_color(PEN), (0, 0)).ink.page(3).strokes[0].color == COLORS[1]


def test_a_region_has_the_slides_proportions_and_stays_on_it() -> None:
    talk = tools.zoom(Talk())
    assert talk.tool == "zoom"
    talk = tools.release(tools.drag(tools.press(talk, (700, 400)), (960, 540)), SIZE)
    assert talk.view is not None
    x, y, w, h = talk.view
    assert w / h == pytest.approx(16 / 9)
    assert (x + w, y + h) == pytest.approx((960, 540))
    assert (talk.tool, tools.zoom(talk).view) == ("", None)
    assert state.next_slide(talk, Road(), 0.0).view is None
    escaped = state.escape(talk, 0.0)
    assert escaped is not None and escaped.view is None


def test_a_click_and_keys_enlarge_too_within_bounds() -> None:
    clicked = tools.release(tools.press(tools.zoom(Talk()), (480, 270)), SIZE)
    assert clicked.view == pytest.approx((240, 135, 480, 270))
    dice = random.Random(1)
    talk = Talk()
    for _ in range(500):
        about = (dice.uniform(0, 960), dice.uniform(0, 540))
        talk = tools.zoom_by(talk, dice.choice((1.5, 1 / 1.5, 40.0)), SIZE, about)
        if talk.view is not None:
            x, y, w, h = talk.view
            assert x >= 0 and y >= 0 and x + w <= 960.001 and y + h <= 540.001 and 120 <= w < 960
    assert tools.zoom_by(Talk(), 1 / 1.5, SIZE).view is None


def test_ink_follows_its_slides_and_waits_for_those_that_are_gone() -> None:
    page, other = Page((Stroke(0, "pen", "#000000", ((0.0, 0.0),)),)), Page((Stroke(0, "pen", "#000000", ((1.0, 1.0),)),))
    ink = Ink({1: page, 2: other})
    gone = ink.moved(Mark, lambda told: None if told.index == 1 else 0)
    assert (gone.page(0), gone.lost) == (other, ((Mark(1), page),))
    back = gone.moved(lambda index: Mark(2), lambda told: told.index)
    assert (back.page(1), back.page(2), back.lost) == (page, other, ())
    assert bool(back)
    assert not NO_INK

"""Moving through a talk: steps, hidden slides, black and white, numbers, the clock."""

from __future__ import annotations

import random
from dataclasses import dataclass

import pytest

from presenter.talk import state as t


@dataclass(frozen=True)
class Road:
    """Slides with so many steps each; negative = hidden."""

    plan: tuple[int, ...]

    @property
    def count(self) -> int:
        return len(self.plan)

    def steps(self, index: int) -> int:
        return max(0, self.plan[index])

    def hidden(self, index: int) -> bool:
        return self.plan[index] < 0

    loops = False

    def opens(self, index: int) -> bool:
        return index in (1, 3)


ROAD = Road((0, 2, -1, 1))


def walk(talk: t.Talk, road: Road, count: int, move=t.next_step) -> list[tuple[int, int]]:
    places = []
    for _ in range(count):
        talk = move(talk, road, 10.0)
        places.append(talk.place)
    return places


def test_next_takes_every_step_skips_hidden_slides_and_stays_on_the_last() -> None:
    assert walk(t.Talk(), ROAD, 7) == [(1, 0), (1, 1), (1, 2), (3, 0), (3, 1), (3, 1), (3, 1)]


def test_previous_goes_back_into_the_last_step_of_the_slide_before() -> None:
    assert walk(t.Talk(3, 1), ROAD, 6, t.previous_step) == [(3, 0), (1, 2), (1, 1), (1, 0), (0, 0), (0, 0)]


def test_the_end_is_told_only_once_more_is_asked_for() -> None:
    there = t.next_step(t.Talk(3, 0), ROAD, 1.0)
    assert not there.ended
    assert t.next_step(there, ROAD, 1.0).ended
    assert not t.previous_step(t.next_step(there, ROAD, 1.0), ROAD, 2.0).ended


def test_after_the_end_comes_black_and_stays() -> None:
    seen = []
    talk = t.Talk(3, 1)
    for _ in range(4):
        talk = t.next_step(talk, ROAD, 1.0)
        seen.append((talk.place, talk.screen, talk.ended))
    assert seen == [((3, 1), "live", True), *[((3, 1), "black", True)] * 3]
    back = t.previous_step(talk, ROAD, 2.0)
    assert (back.place, back.screen, back.ended) == ((3, 1), "live", False)
    assert t.black(talk).screen == "live"


def test_slides_without_steps_home_and_end() -> None:
    assert t.next_slide(t.Talk(1, 1), ROAD, 0).place == (3, 0)
    assert t.previous_slide(t.Talk(3, 1), ROAD, 0).place == (1, 0)
    hidden_ends = Road((-1, 0, 0, -1))
    assert t.first(t.Talk(2), hidden_ends, 0).place == (1, 0)
    assert t.last(t.Talk(1), hidden_ends, 0).place == (2, 0)
    assert t.begin(hidden_ends).slide == 1
    assert t.begin(hidden_ends, 3).slide == 3  # asked for by number: shown though hidden


def test_a_number_and_enter() -> None:
    talk = t.Talk()
    for figure in "003":
        talk = t.digit(talk, figure)
    assert talk.number == "3"
    assert t.enter(talk, ROAD, 0).place == (2, 0)  # a hidden slide can be called
    assert t.enter(t.digit(t.digit(t.Talk(), "9"), "9"), ROAD, 0).place == (3, 0)
    assert t.enter(t.Talk(), ROAD, 0).place == (1, 0)
    assert t.digit(talk, "x") == talk
    assert t.next_step(talk, ROAD, 0).number == ""


def test_a_long_number_stays_bounded() -> None:
    talk = t.Talk()
    for _ in range(1000):
        talk = t.digit(talk, "9")
    assert len(talk.number) == t.LONGEST_NUMBER
    assert t.enter(talk, ROAD, 0).slide == 3


def test_black_and_white_cover_and_uncover() -> None:
    talk = t.black(t.Talk(1, 1))
    assert talk.screen == "black"
    assert t.black(talk) == t.Talk(1, 1)
    assert t.white(talk).screen == "white"
    assert t.next_step(talk, ROAD, 0) == t.Talk(1, 1)  # the first click only brings the slide back
    assert t.previous_step(talk, ROAD, 0) == t.Talk(1, 1)
    assert t.goto(talk, ROAD, 3, 0).screen == "live"


def test_frozen_holds_the_audience_while_the_presenter_moves() -> None:
    talk = t.next_step(t.freeze(t.Talk(1, 1)), ROAD, 0)
    assert talk.place == (1, 2)
    assert talk.shown == (1, 1)
    assert t.uncover(t.black(talk)).screen == "frozen"
    assert t.freeze(talk).shown == (1, 2)


def test_escape_leaves_one_thing_at_a_time_then_the_show() -> None:
    talk = t.digit(t.black(t.freeze(t.Talk(1))), "4")
    seen = []
    while talk is not None:
        seen.append((talk.number, talk.screen, talk.leaving))
        talk = t.escape(talk, 10.0)
    assert seen == [("4", "black", None), ("", "black", None), ("", "frozen", None), ("", "live", None), ("", "live", 10.0)]


def test_a_single_escape_ends_nothing() -> None:
    once = t.escape(t.Talk(1), 10.0)
    assert once is not None
    assert t.sure(once, 12.0)
    assert not t.sure(once, 13.1)
    assert t.escape(once, 12.0) is None
    assert t.escape(once, 20.0) == t.Talk(1, leaving=20.0)
    assert t.next_step(once, ROAD, 11.0).leaving is None  # going on takes it back
    shown_again = t.escape(t.black(once), 11.0)  # this one brought the slide back, and asked for nothing else
    assert shown_again is not None
    assert t.escape(shown_again, 12.0) == t.Talk(1, leaving=12.0)


def test_hidden_for_a_demonstration_comes_back_with_a_click() -> None:
    talk = t.hide(t.Talk(1, 1))
    assert talk.screen == "hidden"
    assert t.next_step(talk, ROAD, 0) == t.Talk(1, 1)
    assert t.hide(talk) == t.Talk(1, 1)
    assert t.black(talk).screen == "black"


def test_back_to_where_a_jump_came_from_and_forth_again() -> None:
    talk = t.goto(t.goto(t.Talk(0), ROAD, 3, 1.0, step=1), ROAD, 1, 2.0, step=2)
    talk = t.go_back(talk, ROAD, 3.0)
    assert (talk.place, talk.back, talk.forth) == ((3, 1), ((0, 0),), ((1, 2),))
    talk = t.go_back(t.go_back(talk, ROAD, 4.0), ROAD, 5.0)
    assert talk.place == (0, 0)
    assert t.go_forth(t.go_forth(talk, ROAD, 6.0), ROAD, 7.0).place == (1, 2)
    assert t.goto(talk, ROAD, 2, 8.0).forth == ()
    assert t.go_back(t.Talk(1, back=((9, 9),)), ROAD, 0).place == (3, 1)  # the deck is shorter now
    far = t.Talk()
    for turn in range(200):
        far = t.goto(far, ROAD, turn % 2, 0.0)
    assert len(far.back) == t.MOST_BACK


def test_sections() -> None:
    assert t.next_section(t.Talk(0), ROAD, 0).place == (1, 0)
    assert t.next_section(t.Talk(1, 1), ROAD, 0).place == (3, 0)
    assert t.next_section(t.Talk(3), ROAD, 0).place == (3, 0)
    assert t.previous_section(t.Talk(3, 1), ROAD, 0).place == (3, 0)
    assert t.previous_section(t.Talk(3), ROAD, 0).place == (1, 0)
    assert t.previous_section(t.Talk(1), ROAD, 0).place == (0, 0)


def test_the_time_on_a_slide_leaves_pauses_out() -> None:
    talk = t.next_step(t.begin(ROAD, now=0.0), ROAD, 100.0)
    assert t.on_slide(talk, 130.0) == 30.0
    talk = t.pause(talk, 130.0)
    assert t.on_slide(talk, 190.0) == 30.0
    talk = t.pause(talk, 190.0)
    assert t.on_slide(talk, 200.0) == 40.0
    paused = t.next_slide(t.pause(talk, 200.0), ROAD, 210.0)
    assert t.on_slide(paused, 220.0) == 0.0
    assert t.on_slide(t.pause(paused, 230.0), 235.0) == 5.0


def test_the_clock_starts_on_leaving_the_first_slide_and_keeps_pauses_out() -> None:
    talk = t.begin(ROAD, now=100.0)
    assert t.elapsed(talk, 500.0) == 0.0
    talk = t.next_step(talk, ROAD, 200.0)
    assert t.elapsed(talk, 260.0) == 60.0
    talk = t.pause(talk, 260.0)
    talk = t.next_slide(talk, ROAD, 300.0)  # moving does not end a pause
    assert t.elapsed(talk, 400.0) == 60.0
    talk = t.pause(talk, 400.0)
    assert t.elapsed(talk, 430.0) == 90.0
    assert t.elapsed(t.reset_clock(talk), 430.0) == 0.0
    assert t.elapsed(talk, 0.0) == 0.0  # a clock set back never shows less than nothing


def test_a_click_on_the_first_slides_steps_does_not_start_the_clock() -> None:
    talk = t.next_step(t.Talk(), Road((2, 0)), 5.0)
    assert talk.started is None
    assert t.pause(talk, 6.0).started == 6.0


@pytest.mark.parametrize("plan", [(), (-1,), (-1, -1, -1), (0,), (3,), (0, -1), (-1, 2, 0)])
def test_any_sequence_of_moves_stays_in_the_deck(plan: tuple[int, ...]) -> None:
    road, rng, talk = Road(plan), random.Random(plan.__repr__()), t.begin(Road(plan))
    moves = [t.next_step, t.previous_step, t.next_slide, t.previous_slide, t.first, t.last, t.enter]
    moves += [t.next_section, t.previous_section, t.go_back, t.go_forth]
    plain = [t.black, t.white, t.freeze, t.hide, lambda x: t.digit(x, rng.choice("0123456789")), lambda x: t.escape(x, 0.0) or x]
    for now in range(600):
        chosen = rng.choice(moves + plain)
        talk = chosen(talk) if chosen in plain else chosen(talk, road, float(now))
        for slide, step in (talk.place, talk.shown):
            assert 0 <= slide < max(1, len(plan))
            assert 0 <= step <= (road.steps(slide) if plan else 0)


def test_a_looping_deck_begins_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Road, "loops", True)
    road = Road((-1, 0, 1))
    assert walk(t.begin(road), road, 4) == [(2, 0), (2, 1), (1, 0), (2, 0)]
    assert not t.next_slide(t.Talk(slide=2), road, 0.0).ended

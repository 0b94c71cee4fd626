"""Where the time of a talk went: counted by the talk's own clock, kept by the identity of slides."""

from __future__ import annotations

from dataclasses import replace

from presenter.parse.deck import parse
from presenter.talk import state
from presenter.talk.course import NO_COURSE, Course, follow, moved, spend
from presenter.talk.pace import plan
from presenter.talk.runs import Run, worth_keeping
from presenter.talk.session import DeckSlides, rows, run_of
from presenter.talk.state import Talk

DECK = parse("# One\n\n---\n\n# Two\n\na\n\n. . .\n\nb\n\n---\n\n<!-- _hidden: true -->\n\n# Three\n\n---\n\n# Four\n")
SLIDES = DeckSlides(DECK)


class Clocked:
    """A talk whose course is followed; the clock goes on by hand."""

    def __init__(self, begun: bool = False) -> None:
        self.now = 1000.0
        self.talk = state.begin(SLIDES, 0, self.now)
        if begun:
            self.talk = replace(self.talk, started=self.now)
        self.course = NO_COURSE

    def after(self, seconds: float, talk: Talk) -> None:
        old, self.talk = self.talk, talk
        self.course = follow(self.course, talk, old, self.now)

    def step(self, seconds: float, back: bool = False) -> None:
        self.now += seconds
        move = state.previous_step if back else state.next_step
        self.after(seconds, move(self.talk, SLIDES, self.now))

    def ended(self) -> Run:
        course = spend(self.course, self.talk.place, state.elapsed(self.talk, self.now))
        return run_of(course, DECK, self.talk.started or 0.0, "rehearsal")


def spent(run: Run) -> dict[int, tuple[float, ...]]:
    return {leg.slide.index: leg.steps for leg in run.legs}


def test_time_goes_to_the_step_that_was_shown() -> None:
    talk = Clocked(begun=True)
    for seconds in (10, 20, 30):
        talk.step(seconds)
    talk.now += 40
    assert spent(talk.ended()) == {0: (10.0,), 1: (20.0, 30.0), 3: (40.0,)}
    assert talk.ended().seconds == 100
    talk.step(0, back=True)
    talk.step(5, back=True)
    assert spent(talk.ended()) == {0: (10.0,), 1: (20.0, 35.0), 3: (40.0,)}


def test_the_talks_clock_counts_pauses_and_the_wait_before_the_first_slide_do_not() -> None:
    talk = Clocked()
    talk.step(300)  # the title stands while people come in
    talk.step(10)
    talk.now += 5
    talk.after(0, state.pause(talk.talk, talk.now))
    talk.step(600)  # moving does not end a pause
    talk.now += 50
    talk.after(0, state.pause(talk.talk, talk.now))
    talk.now += 7
    assert spent(talk.ended()) == {1: (10.0, 5.0), 3: (7.0,)}


def test_a_clock_set_back_begins_anew_and_a_resumed_one_goes_on() -> None:
    talk = Clocked(begun=True)
    talk.step(10)
    talk.after(0, state.reset_clock(talk.talk))
    assert talk.course == NO_COURSE
    talk.step(10)
    talk.step(10)
    talk.now += 3
    assert spent(talk.ended()) == {3: (3.0,)}
    talk.after(0, replace(talk.talk, started=talk.now - 900))  # an interrupted talk was gone back to
    talk.step(4, back=True)
    assert talk.course.spent[3, 0] == 4.0


def test_the_deck_may_change() -> None:
    course = Course({(0, 0): 5.0, (1, 0): 6.0, (1, 1): 7.0}, 18.0)
    assert dict(moved(course, lambda i: i + 2).spent) == {(2, 0): 5.0, (3, 0): 6.0, (3, 1): 7.0}
    assert dict(moved(course, lambda i: 0).spent) == {(0, 0): 11.0, (0, 1): 7.0}


def test_beside_the_plan_on_the_deck_as_it_is_now() -> None:
    run = run_of(Course({(0, 0): 70.0, (1, 0): 20.0, (3, 0): 30.0}, 120.0), DECK, 5.0, "talk")
    other = run_of(Course({(0, 0): 50.0}, 50.0), DECK, 1.0, "talk")
    changed = parse("# New\n\n---\n\n# One\n\nmore words\n\n---\n\n# Four\n")
    made = rows(run, changed, plan([None] * 3, [False] * 3, 90.0), (other,))
    assert [(row.index, row.title, row.spent, row.planned) for row in made] == [
        (0, "New", 0.0, 30.0), (1, "One", 70.0, 30.0), (2, "Four", 30.0, 30.0), (None, "Two", 20.0, None),
    ]  # fmt: skip
    assert [row.over for row in made] == [-30.0, 40.0, 0.0, 0.0]
    assert made[1].others == (50.0,)
    assert [row.index for row in rows(run, DECK, None)] == [0, 1, 3]  # the hidden one was not gone to


def test_a_glance_at_the_slides_is_no_talk() -> None:
    short = Course({(0, 0): 10.0, (1, 0): 20.0}, 30.0)
    assert not worth_keeping(run_of(short, DECK, 0.0, "talk"))
    assert worth_keeping(run_of(short, DECK, 0.0, "rehearsal"))
    assert not worth_keeping(run_of(Course({(0, 0): 900.0}, 900.0), DECK, 0.0, "talk"))

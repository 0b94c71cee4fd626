"""Talk after Talk → how long it stood at each place, and from that the record of a whole run; plain values, no clock of their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from presenter.model import Deck
from presenter.talk.ink import Ink, Mark
from presenter.talk.pace import Plan
from presenter.talk.session import find, mark
from presenter.talk.state import Place, Talk, elapsed

Kind = Literal["talk", "rehearsal"]
SHORTEST_TALK = 60.0  # seconds: a glance at the slides is no talk


@dataclass(frozen=True, slots=True)
class Course:
    """Seconds of the talk's clock spent at each place so far; counted until second `until` of that clock."""

    spent: Mapping[Place, float] = field(default_factory=lambda: MappingProxyType({}))
    until: float = 0.0


NO_COURSE = Course()


def follow(course: Course, new: Talk, old: Talk, now: float) -> Course:
    """The course after the Talk has changed: what the clock has run since then was spent where the talk was.
    A clock that was set back begins a new course; one that was set otherwise counts from there on."""
    if new.started is None:
        return NO_COURSE if old.started is not None else course
    ran = elapsed(new, now)
    if old.started is not None and new.started != old.started:
        return Course(course.spent, ran)
    if new.place == old.place or ran <= course.until:
        return course
    return spend(course, old.place, ran)


def spend(course: Course, place: Place, ran: float) -> Course:
    """The course with the clock at second `ran`, the time until then spent at `place`."""
    more = max(0.0, ran - course.until)
    return Course(MappingProxyType({**course.spent, place: course.spent.get(place, 0.0) + more}), max(ran, course.until))


def moved(course: Course, where: Callable[[int], int]) -> Course:
    """The course in a deck whose slide i is now slide `where(i)`."""
    spent: dict[Place, float] = {}
    for (slide, step), seconds in course.spent.items():
        place = where(slide), step
        spent[place] = spent.get(place, 0.0) + seconds
    return Course(MappingProxyType(spent), course.until)


# ---------------------------------------------------------------- a whole run


@dataclass(frozen=True, slots=True)
class Leg:
    """What a run spent on one slide: seconds at each step, and how many lines were drawn there."""

    slide: Mark
    steps: tuple[float, ...]
    ink: int = 0

    @property
    def seconds(self) -> float:
        """On the whole slide."""
        return sum(self.steps)


@dataclass(frozen=True, slots=True)
class Run:
    """A talk that was given or rehearsed: when (wall clock, seconds) and what it spent where, in the slides' order."""

    begun: float
    kind: Kind
    legs: tuple[Leg, ...]

    @property
    def seconds(self) -> float:
        """How long it took."""
        return sum(leg.seconds for leg in self.legs)


def run_of(course: Course, deck: Deck, begun: float, kind: Kind, drawn: Callable[[int], int] = lambda slide: 0) -> Run:
    """The record of a course through `deck`; `drawn` tells how many lines were drawn on a slide."""
    slides = sorted({slide for slide, _ in course.spent} | {i for i in range(len(deck.slides)) if drawn(i)})
    legs = []
    for slide in slides:
        steps = {step: seconds for (index, step), seconds in course.spent.items() if index == slide}
        told = tuple(steps.get(step, 0.0) for step in range(max(steps, default=0) + 1))
        legs.append(Leg(mark(deck, slide), told, drawn(slide)))
    return Run(begun, kind, tuple(legs))


def worth_keeping(run: Run) -> bool:
    """Whether it was a run through the talk and not a look at some slides."""
    least = SHORTEST_TALK if run.kind == "talk" else 1.0
    return run.seconds >= least and sum(leg.seconds > 0 for leg in run.legs) > 1


def drawn_since(before: Ink, after: Ink) -> Callable[[int], int]:
    """How many lines are on a slide that were not there before."""

    def count(slide: int) -> int:
        old = set(map(id, before.page(slide).strokes))
        return sum(id(stroke) not in old for stroke in after.page(slide).strokes)

    return count


# ---------------------------------------------------------------- beside the plan


@dataclass(frozen=True, slots=True)
class Row:
    """One slide of a run beside the plan. `index` is where the slide is now, None when it is gone; `planned` None without a
    plan; `others` what other runs spent on it."""

    index: int | None
    title: str
    spent: float
    planned: float | None
    steps: tuple[float, ...] = ()
    ink: int = 0
    hidden: bool = False
    others: tuple[float, ...] = ()

    @property
    def over(self) -> float:
        """Seconds more than planned, negative: less; 0 without a plan."""
        return self.spent - self.planned if self.planned is not None else 0.0


def rows(run: Run, deck: Deck, plan: Plan | None, others: tuple[Run, ...] = ()) -> tuple[Row, ...]:
    """Every slide of the deck as the run had it, hidden ones only where it went there; then slides that are gone."""
    found = _by_slide(run, deck)
    beside = [_by_slide(other, deck) for other in others]
    made = []
    for index, slide in enumerate(deck.slides):
        leg = found.get(index)
        if leg is None and slide.settings.hidden:
            continue
        spent = tuple(other[index].seconds for other in beside if index in other)
        steps, seconds, ink = (leg.steps, leg.seconds, leg.ink) if leg else ((), 0.0, 0)
        made.append(Row(index, slide.title, seconds, _planned(plan, index), steps, ink, slide.settings.hidden, spent))
    gone = [leg for leg in run.legs if all(leg is not kept for kept in found.values()) and leg.seconds]
    return (*made, *(Row(None, leg.slide.title, leg.seconds, None, leg.steps, leg.ink) for leg in gone))


def _by_slide(run: Run, deck: Deck) -> dict[int, Leg]:
    """The legs of a run on the slides of `deck` as it is now; of two that fit one slide, the first."""
    found: dict[int, Leg] = {}
    for leg in run.legs:
        index = find(deck, leg.slide)
        if index is not None:
            found.setdefault(index, leg)
    return found


def _planned(plan: Plan | None, index: int) -> float | None:
    if plan is None or index >= len(plan.ends):
        return None
    return max(0.0, plan.ends[index] - (plan.ends[index - 1] if index else 0.0))

"""The record of a run through a deck, and what each slide took beside what it should take: plain values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from presenter.talk.ink import Ink, Mark

Kind = Literal["talk", "rehearsal"]
SHORTEST_TALK = 60.0  # seconds: a glance at the slides is no talk


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

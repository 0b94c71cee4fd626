"""Talk after Talk → how long it stood at each place; plain values, no clock of their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from presenter.talk.state import Place, Talk, elapsed


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
    if new.started != old.started:
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

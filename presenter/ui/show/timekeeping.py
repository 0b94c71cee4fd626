"""The running talk → the record of its times, kept once it has ended."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from presenter.cell import Cell
from presenter.layout.show import Show
from presenter.problems import UserError
from presenter.talk import course as courses
from presenter.talk import state
from presenter.talk.course import NO_COURSE, Course
from presenter.talk.runs import Kind, Run, drawn_since, worth_keeping
from presenter.talk.session import run_of, same_slide, spent_on
from presenter.talk.state import Talk
from presenter.ui.work import Work


class Timekeeping:
    """Counts where the talk's time goes, from the Talk alone."""

    def __init__(self, work: Work, talk: Cell[Talk], now: Callable[[], float], kind: Kind, course: Course = NO_COURSE) -> None:
        """`course` is what an interrupted talk had spent before."""
        self._work, self._talk, self._now, self._kind = work, talk, now, kind
        self.course = course
        self._drawn_before = talk.value.ink
        self._unwatch = talk.watch(self._follow), work.show.watch(self._changed)

    def _follow(self, new: Talk, old: Talk) -> None:
        self.course = courses.follow(self.course, new, old, self._now())

    def _changed(self, new: Show, old: Show) -> None:
        """The deck is another one: the same slides of it. Only those that time was spent on are looked for."""
        self.course = courses.moved(self.course, lambda slide: same_slide(old.deck, new.deck, slide))

    def last_time(self) -> dict[int, float]:
        """Seconds that the run before this one spent on each slide."""
        from presenter.store.runs import RunFile

        path = self._work.document.path
        runs = RunFile(path).read() if path is not None else ()
        return spent_on(runs[-1], self._work.show.value.deck) if runs else {}

    def stop(self) -> Run | None:
        """Count no more; the record, if it is worth one. A disk that refuses it is no reason to keep anybody from going."""
        for unwatch in self._unwatch:
            unwatch()
        talk = self._talk.value
        if talk.started is None:
            return None
        course = courses.spend(self.course, talk.place, state.elapsed(talk, self._now()))
        run = run_of(course, self._work.show.value.deck, talk.started, self._kind, drawn_since(self._drawn_before, talk.ink))
        if not worth_keeping(run):
            return None
        if self._work.document.path is not None:
            from presenter.store.runs import RunFile

            with suppress(UserError):
                RunFile(self._work.document.path).add(run)
        return run

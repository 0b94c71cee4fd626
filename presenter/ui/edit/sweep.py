"""The Show → the Problems and the pace of the whole deck: a few slides at a time, when the writer pauses."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from presenter import trace
from presenter.problems import Problem, told_once
from presenter.ui.edit.tie import Tie
from presenter.ui.work import Work
from presenter.writing.pace import Pace, pace_of

PAUSE_MS = 400  # after the last change
BREATH_MS, AT_ONCE = 30, 0.008  # seconds of work between two breaths


class Sweep(QObject):
    """Looks at every slide; `done(problems, pace)` when none is left."""

    done = Signal(tuple, object)

    def __init__(self, work: Work, tie: Tie, parent: QObject) -> None:
        super().__init__(parent)
        self._work, self._tie = work, tie
        self._next = 0
        self._resting = False
        self._found: list[Problem] = []
        self._pace = Pace()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._some)

    def again(self) -> None:
        """The deck is another one: begin anew, in a moment."""
        self._next = 0
        self._found = list(self._work.problems())
        self._pace = Pace()
        self._timer.start(PAUSE_MS)

    @property
    def finished(self) -> bool:
        """Whether every slide of the deck as it is has been looked at."""
        return self._next == len(self._work.show.value.deck.slides) and not self._timer.isActive()

    def rest(self, yes: bool) -> None:
        """Do nothing, or go on: while a show runs its slides come first."""
        self._resting = yes
        if not yes:
            self.again()

    def _some(self) -> None:
        """Look at a few slides, and come back for more."""
        if self._resting:
            return
        clock, show = trace.now(), self._work.show.value
        count = len(show.deck.slides)
        while self._next < count and trace.now() - clock < AT_ONCE:
            self._found += self._work.slide_problems(self._next)
            self._found += self._tie.hints(self._next)
            self._pace += pace_of(show.slide(self._next))
            self._next += 1
        if self._next < count:
            self._timer.start(BREATH_MS)
            return
        self.done.emit(told_once(self._found), self._pace)

"""The running talk → the files that outlive a kill: where it is, at once, and the ink, each within a second of every change."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from presenter import trace
from presenter.cell import Cell
from presenter.layout.show import Show
from presenter.problems import UserError
from presenter.store.ink import InkFile
from presenter.store.recovery import TalkRecord
from presenter.talk.course import NO_COURSE, Course
from presenter.talk.ink import NO_INK, Ink
from presenter.talk.state import Talk

KEEP_MS = 200


class Notebook(QObject):
    """Writes down what happens; for a deck without a file nothing."""

    def __init__(
        self, path: Path | None, show: Cell[Show], tell: Callable[[str], None], parent: QObject | None = None, *, keep: bool = True
    ) -> None:
        """`tell` is told when ink cannot be kept; without `keep` (a rehearsal) nothing is written, and ink is only read."""
        super().__init__(parent)
        self._show, self._tell, self._keeps = show, tell, keep
        self.course: Callable[[], Course] = lambda: NO_COURSE  # where the time went, to be written down too
        self._record = TalkRecord(path) if path is not None else None
        self._file = InkFile(path) if path is not None else None
        self._talk: Talk | None = None
        self._late = False  # something has changed since it was written down
        self._keep = self._timer(self._write_late)
        self._draw = self._timer(self._write_ink)

    def _timer(self, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(KEEP_MS)
        timer.timeout.connect(slot)
        return timer

    def interrupted(self, now: float) -> Talk | None:
        """The talk that was running when the program was killed, if it is worth offering."""
        return self._record.interrupted(self._show.value.deck, now) if self._record is not None and self._keeps else None

    def left(self) -> Course:
        """Where the time of that talk went."""
        return self._record.course(self._show.value.deck) if self._record is not None else NO_COURSE

    def ink(self) -> Ink:
        """What was drawn on this deck before."""
        return self._file.read(self._show.value.deck) if self._file is not None else NO_INK

    def follow(self, talk: Talk) -> None:
        """The talk has changed: written down at once, and what changes soon after that together."""
        if not self._keeps:
            return
        drawn = self._talk is not None and self._talk.ink is not talk.ink
        self._talk = talk
        self._late = self._keep.isActive()  # never put off: within so long of every change
        if not self._late:
            self._write_talk()
            self._keep.start()
        if drawn and not self._draw.isActive():
            self._draw.start()

    def close(self) -> None:
        """The talk has ended as it should: the ink stays, where it was is forgotten."""
        self._keep.stop()
        if self._draw.isActive():
            self._draw.stop()
            self._write_ink()
        if self._record is not None and self._keeps:
            self._record.done()

    def _write_late(self) -> None:
        if self._late:
            self._late = False
            self._write_talk()
            self._keep.start()

    def _write_talk(self) -> None:
        if self._record is not None and self._talk is not None:
            self._record.keep(self._talk, self._show.value.deck, self.course())
            trace.event("kept", slide=self._talk.slide + 1, step=self._talk.step, wall=time.time())

    def _write_ink(self) -> None:
        if self._file is None or self._talk is None:
            return
        try:
            self._file.write(self._talk.ink, self._show.value.deck)
        except UserError as error:
            self._tell(self.tr("The ink is not kept: {why}").format(why=error))

"""Python's garbage collector kept away from fingers: it works when nothing has happened for a while.

A full collection takes 30 ms with a long deck open, two frames late. The program's values are frozen trees that
die without it; what needs it are the few cycles of windows and slots.
"""

from __future__ import annotations

import gc
from time import monotonic

from PySide6.QtCore import QObject, QTimer

QUIET_MS = 1500  # after the last change
LONGEST = 60.0  # seconds without any collection, however busy


class Calm(QObject):
    """Turns the automatic collector off; `stir` puts the next collection off."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._settled = False
        self._last = monotonic()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(QUIET_MS)
        self._timer.timeout.connect(self._collect)
        self._timer.start()

    def stir(self, *_: object) -> None:
        """Something has changed: the collector waits, but not for ever."""
        if monotonic() - self._last < LONGEST or not self._timer.isActive():
            self._timer.start()

    def _collect(self) -> None:
        gc.collect()
        self._last = monotonic()
        if not self._settled:
            self._settled = True
            gc.freeze()  # what is here now stays: later collections need not look at it
            _warm()


def _warm() -> None:
    """What the next slide may need for the first time."""
    from presenter.blocks.code import coloured

    coloured("pass", "python")

"""A slide's `advance:` time → the next step by itself, when nobody has gone on before."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from presenter.talk.state import Talk

SHORTEST_MS = 100


class AutoAdvance(QObject):
    """Counts while the audience follows and the clock is not paused; every move begins anew."""

    def __init__(self, parent: QObject, seconds: Callable[[int], float | None], go_on: Callable[[], None]) -> None:
        """`seconds(slide)` tells how long a step of a slide stays, None for ever; `go_on` moves the talk."""
        super().__init__(parent)
        self._seconds, self._place = seconds, (-1, -1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(go_on)

    def follow(self, talk: Talk) -> None:
        """The talk has moved."""
        if talk.screen != "live" or talk.paused is not None or talk.ended:
            self.stop()
        elif talk.place != self._place:
            self._place = talk.place
            seconds = self._seconds(talk.slide)
            if seconds is None:
                self._timer.stop()
            else:
                self._timer.start(max(SHORTEST_MS, min(round(seconds * 1000), 2**31 - 1)))

    def stop(self) -> None:
        """Wait until the talk moves again, or is uncovered."""
        self._timer.stop()
        self._place = (-1, -1)

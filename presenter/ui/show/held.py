"""A key that stays down → its command again and again, from when it was clearly meant until it is let go, and not once more.

Window systems repeat keys, and go on while the program is busy: what they sent meanwhile is waiting with the key's release
behind it. And who gives a talk holds a clicker's button a little long.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

HOLD_SECONDS = 0.9  # a key that is let go before that was pressed once
DRAIN_MS = 15  # whatever waits is heard in this time, the release among it


class Held(QObject):
    """The key that is down."""

    def __init__(self, parent: QObject, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` gives seconds."""
        super().__init__(parent)
        self._clock = clock
        self._key = ""
        self._since = 0.0
        self._again: Callable[[], object] | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(DRAIN_MS)
        self._soon.timeout.connect(self._run)

    def press(self, key: str) -> None:
        """This key has gone down."""
        self.release()
        self._key, self._since = key, self._clock()

    def repeat(self, key: str, run: Callable[[], object]) -> None:
        """The window system says that the key is still down: `run` soon, unless it is let go before that."""
        if key != self._key:  # it went down in another window
            self.press(key)
        elif self._clock() - self._since >= HOLD_SECONDS and self._again is None:
            self._again = run
            self._soon.start()

    def release(self) -> None:
        """No key is down."""
        self._key, self._again = "", None
        self._soon.stop()

    def _run(self) -> None:
        run, self._again = self._again, None
        if run is not None:
            run()

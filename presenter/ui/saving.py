"""A deck as it is to be saved → its file, written in a thread: a drive that is slow, asleep or gone keeps no writer from typing."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject, Signal

from presenter.problems import UserError
from presenter.store.document import Stamp

PATIENCE = 0.1  # seconds a disk may take before the window goes on without it

Write = Callable[[], Stamp | None]
Done = Callable[[Stamp | UserError | None], None]


class Saving(QObject):
    """One save at a time; a new one to another place makes the one that is under way nobody's."""

    _came = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._now: object | None = None
        self._done: Done = lambda result: None
        self._result: Stamp | UserError | Exception | None = None
        self._came.connect(self._finish)

    @property
    def under_way(self) -> bool:
        """Whether the disk has not answered yet."""
        return self._now is not None

    def begin(self, write: Write, done: Done) -> None:
        """Have `write()` done, and then `done(its stamp)` or `done(what the world refused)`: before this returns when the
        disk is quick, else when it has answered."""
        token = self._now = object()
        self._done = done
        ended = threading.Event()

        def work() -> None:
            try:
                result: Stamp | UserError | Exception | None = write()
            except Exception as error:  # told, or raised, in the window's thread
                result = error
            if self._now is token:
                self._result = result
            ended.set()
            with suppress(RuntimeError):  # the window is gone
                self._came.emit(token)

        threading.Thread(target=work, daemon=True, name="save").start()
        if ended.wait(PATIENCE):
            self._finish(token)

    def _finish(self, token: object) -> None:
        if self._now is not token:  # finished at once, or given up for another
            return
        self._now = None
        result, self._result = self._result, None
        if isinstance(result, Exception) and not isinstance(result, UserError):
            raise result
        self._done(result)

"""A file and its folder → a signal when something there may have changed, and when the folder does not answer any more."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from presenter import far

DEBOUNCE_MS = 120
POLL_MS = 2000
PATIENCE = 4.0  # seconds a folder may take to answer before it is said that it does not


def look(file: Path) -> None:
    """Ask the file's folder for it."""
    with suppress(OSError):
        os.stat(file)


def _is_there(path: Path) -> bool:
    try:
        far.stat(path)
    except (OSError, ValueError):
        return False
    return True


class FileWatch(QObject):
    """Watches the folder (a save by rename replaces the file, and a watch on the file dies with it) and the file, and
    looks again every two seconds, because network folders tell nothing. Whether something changed is for the
    listener to find out.

    The looking is done in a thread: a network drive that is gone can hold up whoever asks it for minutes. `silent` then,
    and `answered` when it speaks again."""

    stirred = Signal()
    silent = Signal()
    answered = Signal()
    _came = Signal()

    def __init__(self, parent: QObject | None = None, look: Callable[[Path], None] = look) -> None:
        """`look(file)` asks the folder, and waits for it."""
        super().__init__(parent)
        self._look = look
        self._asked: float | None = None
        self.is_silent = False
        self._came.connect(self._answer)
        self._file: Path | None = None
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._stir)
        self._watcher.fileChanged.connect(self._stir)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(DEBOUNCE_MS)
        self._soon.timeout.connect(self._tell)
        self._poll = QTimer(self)
        self._poll.setInterval(POLL_MS)
        self._poll.timeout.connect(self._ask)

    def follow(self, file: Path | None) -> None:
        """Watch this file from now on, or none."""
        watched = self._watcher.files() + self._watcher.directories()
        if watched:
            self._watcher.removePaths(watched)
        self._file = None if file is None else file.absolute()
        if self._file is None:
            self._poll.stop()
            return
        self._again()
        self._poll.start()

    def _ask(self) -> None:
        """Has the folder anything to say? Asked in a thread, one at a time."""
        if self._asked is not None:
            if not self.is_silent and monotonic() - self._asked > PATIENCE:
                self.is_silent = True
                self.silent.emit()
            return
        if self._file is not None:
            self._asked = monotonic()
            threading.Thread(target=self._wait_for, args=(self._file,), daemon=True, name="watch").start()

    def _wait_for(self, file: Path) -> None:
        self._look(file)
        with suppress(RuntimeError):  # nobody listens any more
            self._came.emit()

    def _answer(self) -> None:
        self._asked = None
        if self.is_silent:
            self.is_silent = False
            self.answered.emit()
        if self._file is not None:
            self.stirred.emit()

    def _again(self) -> None:
        if self._file is None:
            return
        wanted = [str(p) for p in (self._file, self._file.parent) if _is_there(p)]
        known = set(self._watcher.files() + self._watcher.directories())
        missing = [path for path in wanted if path not in known]
        if missing:
            self._watcher.addPaths(missing)

    def _stir(self) -> None:
        self._soon.start()

    def _tell(self) -> None:
        self._again()
        self.stirred.emit()

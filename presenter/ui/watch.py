"""A file and its folder → a signal when something there may have changed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

DEBOUNCE_MS = 120
POLL_MS = 2000


class FileWatch(QObject):
    """Watches the folder (a save by rename replaces the file, and a watch on the file dies with it) and the file, and
    looks again every two seconds, because network folders tell nothing. Whether something changed is for the
    listener to find out."""

    stirred = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
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
        self._poll.timeout.connect(self.stirred)

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

    def _again(self) -> None:
        if self._file is None:
            return
        wanted = [str(p) for p in (self._file, self._file.parent) if p.exists()]
        known = set(self._watcher.files() + self._watcher.directories())
        missing = [path for path in wanted if path not in known]
        if missing:
            self._watcher.addPaths(missing)

    def _stir(self) -> None:
        self._soon.start()

    def _tell(self) -> None:
        self._again()
        self.stirred.emit()

"""Words for the command line -> exports by a child process, so that the window stays alive and a cancel is certain."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal

PATIENCE_MS = 3000  # until a child that was asked to stop is stopped


class ExportChild(QObject):
    """One run of `presenter export`. `told` says how far it is (0-1), `ended` whether it went well; `errors` and `reports`
    hold what it said."""

    told = Signal(float)
    ended = Signal(bool)

    def __init__(self, decks: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._decks, self._done = decks, 0
        self.errors: list[str] = []
        self.reports: list[dict[str, Any]] = []
        handle, name = tempfile.mkstemp(prefix="presenter-", suffix=".json")
        os.close(handle)
        self.report = Path(name)
        self._process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("PRESENTER_PROGRESS", "1")
        environment.insert("PYTHONPATH", os.pathsep.join(p for p in sys.path if p))
        self._process.setProcessEnvironment(environment)
        self._process.readyReadStandardError.connect(self._heard)
        self._process.finished.connect(self._finished)
        self._process.errorOccurred.connect(self._failed_to_start)

    def start(self, words: list[str]) -> None:
        """Begin."""
        self._process.start(sys.executable, ["-m", "presenter", *words])

    def stop(self) -> None:
        """Ask it to stop, and stop it; the files that were there before are untouched. Says nothing more."""
        self._process.finished.disconnect(self._finished)
        self._process.terminate()
        if not self._process.waitForFinished(PATIENCE_MS):
            self._process.kill()
            self._process.waitForFinished(PATIENCE_MS)
        self.report.unlink(missing_ok=True)

    def _heard(self) -> None:
        """Lines `progress DONE TOTAL`; anything else is what went wrong."""
        for line in bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace").splitlines():
            match line.split():
                case ["progress", done, total] if done.isdecimal() and total.isdecimal():
                    self._done += done == total
                    share = 0.0 if done == total else int(done) / max(1, int(total))
                    self.told.emit(min(1.0, (self._done + share) / self._decks))
                case []:
                    pass
                case _:
                    self.errors.append(line.removeprefix("presenter: "))

    def _finished(self, code: int, _status: object) -> None:
        self._heard()
        self._read_report()
        if code and not self.errors:
            self.errors.append(self.tr("The export ended without a word (code {code}).").format(code=code))
        self.ended.emit(code == 0)

    def _failed_to_start(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self.report.unlink(missing_ok=True)
            self.errors.append(self.tr("The export could not be started."))
            self.ended.emit(False)

    def _read_report(self) -> None:
        try:
            found = json.loads(self.report.read_text("utf-8") or "[]")
        except (OSError, ValueError):
            found = []
        self.report.unlink(missing_ok=True)
        self.reports = found if isinstance(found, list) else [found]

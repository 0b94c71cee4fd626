"""A deck's file → a file for others, by a child process, so that the window stays alive and a cancel is certain."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QProcess, QProcessEnvironment, Qt, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from presenter.store.settings import Settings

FORMATS = (
    ("pptx", "PowerPoint (.pptx)"),
    ("pdf", "PDF (.pdf)"),
    ("html", "Web page (.html)"),
    ("png", "Pictures (a folder of .png)"),
    ("svg", "Drawings (a folder of .svg)"),
)
FOLDERS = ("png", "svg")
PATIENCE_MS = 3000  # until a child that was asked to stop is stopped


class ExportDialog(QDialog):
    """Asks for the format and the place, then shows how far it is."""

    def __init__(self, deck: Path, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._deck, self._settings = deck, settings
        self._child: QProcess | None = None
        self._errors = ""
        self._report: Path | None = None
        self.setWindowTitle(self.tr("Export {name}").format(name=deck.name))
        self.format = QComboBox(self)
        for name, title in FORMATS:
            self.format.addItem(self.tr(title), name)
        self.place = QLineEdit(self)
        self.place.setMinimumWidth(380)
        self.steps = QCheckBox(self.tr("A page for every &step"), self)
        self.progress = QProgressBar(self)
        self.told = QLabel(self)
        self.told.setWordWrap(True)
        self.told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.buttons = QDialogButtonBox(self)
        self.start = self.buttons.addButton(self.tr("&Export"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.show_file = self.buttons.addButton(self.tr("Open &it"), QDialogButtonBox.ButtonRole.ActionRole)
        self.stop = self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self._arrange()
        self.format.currentIndexChanged.connect(self._format_changed)
        self.start.clicked.connect(self.begin)
        self.stop.clicked.connect(self.reject)
        self.show_file.clicked.connect(self._open_result)
        wanted = self.format.findData(settings.text("export-format", "pptx"))
        self.format.setCurrentIndex(max(0, wanted))
        self._format_changed()

    def _arrange(self) -> None:
        browse = QPushButton(self.tr("&Browse…"), self)
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        row = QHBoxLayout()
        row.addWidget(self.place, 1)
        row.addWidget(browse)
        form = QFormLayout()
        form.addRow(self.tr("&Format:"), self.format)
        to = QLabel(self.tr("&To:"), self)
        to.setBuddy(self.place)
        form.addRow(to, row)
        form.addRow("", self.steps)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 18, 18, 14)
        column.setSpacing(12)
        column.addLayout(form)
        column.addWidget(self.progress)
        column.addWidget(self.told)
        column.addWidget(self.buttons)
        self.place.setAccessibleName(self.tr("Where to write"))
        self.progress.hide()
        self.told.hide()
        self.show_file.hide()
        self.start.setDefault(True)

    def _format_changed(self) -> None:
        name = self.format.currentData()
        out = self._deck.with_suffix("") if name in FOLDERS else self._deck.with_suffix(f".{name}")
        self.place.setText(str(out))
        self.steps.setEnabled(name != "pptx")
        self.show_file.hide()

    def _browse(self) -> None:
        name = self.format.currentData()
        if name in FOLDERS:
            chosen = QFileDialog.getExistingDirectory(self, self.tr("Export to the folder"), self.place.text())
        else:
            chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Export to"), self.place.text(), f"*.{name}")
        if chosen:
            self.place.setText(chosen)

    # ------------------------------------------------------------ the child

    def begin(self) -> None:
        """Start the export."""
        if self._child is not None or not self.place.text().strip():
            return
        name = self.format.currentData()
        self._settings.set(**{"export-format": name})
        handle, report = tempfile.mkstemp(prefix="presenter-", suffix=".json")
        os.close(handle)
        self._report, self._errors = Path(report), ""
        words = ["-m", "presenter", "export", str(self._deck), "--to", name, "-o", self.place.text().strip(), "--report", report]
        if self.steps.isChecked() and self.steps.isEnabled():
            words.append("--steps")
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("PRESENTER_PROGRESS", "1")
        environment.insert("PYTHONPATH", os.pathsep.join(p for p in sys.path if p))
        child = self._child = QProcess(self)
        child.setProcessEnvironment(environment)
        child.readyReadStandardError.connect(self._heard)
        child.finished.connect(self._finished)
        child.errorOccurred.connect(self._failed_to_start)
        self._busy(True)
        child.start(sys.executable, words)

    def _busy(self, yes: bool) -> None:
        for widget in (self.format, self.place, self.steps, self.start):
            widget.setEnabled(not yes)
        self.progress.setRange(0, 0)
        self.progress.setVisible(yes)
        self.told.setVisible(not yes)
        if not yes:
            self.steps.setEnabled(self.format.currentData() != "pptx")

    def _heard(self) -> None:
        """Lines `progress DONE TOTAL`; anything else is what went wrong."""
        assert self._child is not None
        for line in bytes(self._child.readAllStandardError().data()).decode("utf-8", "replace").splitlines():
            match line.split():
                case ["progress", done, total] if done.isdecimal() and total.isdecimal():
                    self.progress.setRange(0, int(total))
                    self.progress.setValue(int(done))
                case []:
                    pass
                case _:
                    self._errors = line

    def _finished(self, code: int, _status: object) -> None:
        self._heard()
        self._child = None
        self._busy(False)
        if code == 0:
            self.told.setText(self._summary())
            self.show_file.show()
            self.show_file.setDefault(True)
            self.stop.setText(self.tr("Close"))
        else:
            silent = self.tr("The export ended without a word (code {code}).").format(code=code)
            self.told.setText(self._errors.removeprefix("presenter: ") or silent)
        self._forget_report()

    def _failed_to_start(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._child = None
            self._busy(False)
            self.told.setText(self.tr("The export could not be started."))
            self._forget_report()

    def _summary(self) -> str:
        """What was written, and what could not go out as it is."""
        try:
            report = json.loads(self._report.read_text("utf-8")) if self._report else {}
            slides = report["slides"]
            pictures = sum(len(slide["pictures"]) for slide in slides)
            words = self.tr("{count} slides in {seconds:.1f} s.").format(count=len(slides), seconds=report["seconds"])
        except (OSError, ValueError, KeyError, TypeError):
            return self.tr("Done.")
        if self.format.currentData() == "pptx" and pictures:
            words += " " + self.tr("{count} things went out as pictures.").format(count=pictures)
        return words

    def _forget_report(self) -> None:
        if self._report is not None:
            self._report.unlink(missing_ok=True)
            self._report = None

    def reject(self) -> None:
        """Cancel: ask the child to stop, and stop it; the file that was there before is untouched."""
        child = self._child
        if child is not None:
            child.finished.disconnect(self._finished)
            child.terminate()
            if not child.waitForFinished(PATIENCE_MS):
                child.kill()
                child.waitForFinished(PATIENCE_MS)
            self._child = None
            self._busy(False)
            self._forget_report()
            self.told.setText(self.tr("Stopped. Nothing was written."))
            return
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._child is not None:
            self.reject()
        super().closeEvent(event)

    def _open_result(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self.place.text().strip()))

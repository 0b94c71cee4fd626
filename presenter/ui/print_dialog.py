"""A deck's file -> the printer: asks what stands on a page, then the system's own dialog asks where and how often."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QProgressDialog, QVBoxLayout, QWidget

from presenter.export.report import Options
from presenter.problems import Cancelled
from presenter.store.settings import Settings
from presenter.ui.export_wish import PAGES


class PrintDialog(QDialog):
    """What stands on a page."""

    def __init__(self, deck: Path, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.setWindowTitle(self.tr("Print {name}").format(name=deck.name))
        self.pages = QComboBox(self)
        for name, title in PAGES["pdf"]:
            self.pages.addItem(self.tr(title), name)
        self.pages.setCurrentIndex(max(0, self.pages.findData(settings.text("print-pages", "slides"))))
        buttons = QDialogButtonBox(self)
        self.go = buttons.addButton(self.tr("&Print…"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.addRow(self.tr("P&ages:"), self.pages)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 18, 18, 14)
        column.setSpacing(14)
        column.addLayout(form)
        column.addWidget(buttons)
        self.setMinimumWidth(380)
        self.go.setDefault(True)

    def options(self) -> Options:
        """What was chosen; it is remembered."""
        name = self.pages.currentData()
        self._settings.set(**{"print-pages": name})
        inches = QLocale.system().measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem
        paper = "letter" if inches else "a4"
        return Options(steps=name == "steps", notes=name == "notes", handout=int(name) if name.isdecimal() else 0, paper=paper)


def print_deck(deck: Path, settings: Settings, parent: QWidget | None = None) -> None:
    """Ask, and print the deck's file. Raises UserError when the printer or the file refuses."""
    dialog = PrintDialog(deck, settings, parent)
    if not dialog.exec():
        return
    options, printer = dialog.options(), QPrinter(QPrinter.PrinterMode.HighResolution)
    asked = QPrintDialog(printer, parent)
    asked.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    if asked.exec():
        run(deck, printer, options, parent)


def run(deck: Path, printer: QPrinter, options: Options, parent: QWidget | None = None) -> None:
    """Print, with a bar that stops it."""
    from presenter.headless import open_show
    from presenter.qt.printing import print_show

    bar = QProgressDialog(parent)
    bar.setWindowModality(Qt.WindowModality.WindowModal)
    bar.setWindowTitle(bar.tr("Printing"))
    bar.setMinimumDuration(500)

    def told(done: int) -> None:
        bar.setLabelText(bar.tr("Page {number}").format(number=done + 1))
        bar.setRange(0, 0)
        QCoreApplication.processEvents()
        if bar.wasCanceled():
            raise Cancelled

    try:
        with open_show(deck) as (show, _):
            print_show(show, printer, options, told)
    except Cancelled:
        printer.abort()
    finally:
        bar.close()
        bar.deleteLater()

"""A deck's file -> the printer: asks what stands on a page, then the system's own dialog asks where and how often."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QProgressDialog, QVBoxLayout, QWidget

from presenter.problems import Cancelled
from presenter.store.settings import Settings
from presenter.ui.share.export_wish import PAGES


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

    def chosen(self) -> str:
        """What was chosen; it is remembered."""
        name: str = self.pages.currentData()
        self._settings.set(**{"print-pages": name})
        return name


def print_deck(deck: Path, settings: Settings, parent: QWidget | None = None) -> None:
    """Ask, and print the deck's file. Raises UserError when the printer or the file refuses."""
    dialog = PrintDialog(deck, settings, parent)
    if not dialog.exec():
        return
    pages, printer = dialog.chosen(), QPrinter(QPrinter.PrinterMode.HighResolution)
    asked = QPrintDialog(printer, parent)
    asked.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    if asked.exec():
        run(deck, printer, pages, parent)


def run(deck: Path, printer: QPrinter, pages: str, parent: QWidget | None = None) -> None:
    """Print what stands on `pages` as qt.printing knows them, with a bar that stops it."""
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
            print_show(show, printer, pages, _paper(printer), told)
    except Cancelled:
        printer.abort()
    finally:
        bar.close()
        bar.deleteLater()


def _paper(printer: QPrinter) -> str:
    """The form of paper that what is printed is made for: the one in the printer, or the one more like it."""
    return "letter" if printer.pageLayout().pageSize().id() in (QPageSize.PageSizeId.Letter, QPageSize.PageSizeId.Legal) else "a4"

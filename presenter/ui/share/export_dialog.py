"""Decks' files -> files for others: asks what and where, shows how far it is, then what became of each slide."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLocale, Qt, QUrl, Signal
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

from presenter.store.ink import ink_file
from presenter.store.settings import Settings
from presenter.ui.share.export_child import ExportChild
from presenter.ui.share.export_report import ReportList, remarks
from presenter.ui.share.export_wish import FORMATS, PAGES, PAPERS, SIZES, Wish
from presenter.ui.share.show_in_folder import show_in_folder

PARTS = 1000  # of the progress bar


class ExportDialog(QDialog):
    """`slide_chosen(slide)` (from 0) when a person wants to see a slide that the report speaks of."""

    slide_chosen = Signal(int)

    def __init__(self, deck: Path, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._decks: tuple[Path, ...] = (deck,)
        self._settings = settings
        self._child: ExportChild | None = None
        self.setWindowTitle(self.tr("Export {name}").format(name=deck.name))
        self._make_choices()
        self._make_answers(deck)
        self._arrange()
        self.format.currentIndexChanged.connect(self._format_changed)
        self.pages.currentIndexChanged.connect(self._pages_changed)
        self.start.clicked.connect(self.begin)
        self.stop.clicked.connect(self.reject)
        self.show_file.clicked.connect(self._open_result)
        self.show_folder.clicked.connect(self._show_result)
        wanted = self.format.findData(settings.text("export-format", "pptx"))
        self.format.setCurrentIndex(max(0, wanted))
        self._format_changed()

    # ------------------------------------------------------------ what is on it

    def _make_choices(self) -> None:
        self.named = QLabel(self)
        self.named.setTextFormat(Qt.TextFormat.PlainText)
        self.more = QPushButton(self.tr("&Add Decks…"), self)
        self.more.setAutoDefault(False)
        self.more.clicked.connect(self._add_decks)
        self.format, self.pages, self.paper, self.size_ = (QComboBox(self) for _ in range(4))
        for name, title in FORMATS:
            self.format.addItem(self.tr(title), name)
        for name, title in PAPERS:
            self.paper.addItem(self.tr(title), name)
        for size in SIZES:
            self.size_.addItem(size.replace("x", " × "), size)
        self.size_.setCurrentIndex(self.size_.findData(self._settings.text("export-size", "1920x1080")))
        inches = QLocale.system().measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem
        self.paper.setCurrentIndex(self.paper.findData(self._settings.text("export-paper", "letter" if inches else "a4")))
        self.ink = QCheckBox(self.tr("With what was &drawn in talks"), self)
        self.fonts = QCheckBox(self.tr("With fonts that &not every computer has"), self)
        self.fonts.setChecked(self._settings.text("export-fonts") == "yes")
        self.place = QLineEdit(self)
        self.place.setMinimumWidth(400)
        self.place.setAccessibleName(self.tr("Where to write"))

    def _make_answers(self, deck: Path) -> None:
        self.progress = QProgressBar(self)
        self.progress.hide()
        self.told = QLabel(self)
        self.told.setWordWrap(True)
        self.told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.told.hide()
        self.report = ReportList(deck, self)
        self.report.hide()
        self.report.chosen.connect(self.slide_chosen)
        self.buttons = QDialogButtonBox(self)
        roles = QDialogButtonBox.ButtonRole
        self.start = self.buttons.addButton(self.tr("&Export"), roles.AcceptRole)
        self.show_file = self.buttons.addButton(self.tr("Open &It"), roles.ActionRole)
        self.show_folder = self.buttons.addButton(self.tr("Show in Fo&lder"), roles.ActionRole)
        self.stop = self.buttons.addButton(self.tr("Cancel"), roles.RejectRole)
        self.show_file.hide()
        self.show_folder.hide()
        self.start.setDefault(True)

    def _arrange(self) -> None:
        self.form = form = QFormLayout()
        form.addRow(self.tr("Deck:"), _row(self.named, self.more))
        form.addRow(self.tr("&Format:"), self.format)
        form.addRow(self.tr("&Pages:"), self.pages)
        form.addRow(self.tr("Pape&r:"), self.paper)
        form.addRow(self.tr("&Size:"), self.size_)
        form.addRow("", self.ink)
        form.addRow("", self.fonts)
        self.browse = QPushButton(self.tr("&Browse…"), self)
        self.browse.setAutoDefault(False)
        self.browse.clicked.connect(self._browse)
        to = QLabel(self.tr("&To:"), self)
        to.setBuddy(self.place)
        form.addRow(to, _row(self.place, self.browse))
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 18, 18, 14)
        column.setSpacing(12)
        column.addLayout(form)
        column.addWidget(self.progress)
        column.addWidget(self.told)
        column.addWidget(self.report)
        column.addStretch(1)
        column.addWidget(self.buttons)

    # ------------------------------------------------------------ what is chosen

    @property
    def wish(self) -> Wish:
        """What is chosen now."""
        pages, ink = self.pages.currentData() or "slides", self.ink.isVisibleTo(self) and self.ink.isChecked()
        return Wish(self.format.currentData(), pages, self.paper.currentData(), self.size_.currentData(), ink, self.fonts.isChecked())

    def _format_changed(self) -> None:
        choices = PAGES.get(self.format.currentData(), ())
        self.pages.blockSignals(True)
        self.pages.clear()
        for name, title in choices:
            self.pages.addItem(self.tr(title), name)
        self.pages.blockSignals(False)
        self.form.setRowVisible(self.pages, bool(choices))
        self.form.setRowVisible(self.size_, self.format.currentData() == "png")
        self.form.setRowVisible(self.fonts, self.format.currentData() == "pptx")
        self._pages_changed()
        self.adjustSize()

    def _pages_changed(self) -> None:
        wish = self.wish
        self.form.setRowVisible(self.paper, wish.on_paper)
        self.form.setRowVisible(self.ink, wish.takes_ink and len(self._decks) == 1 and ink_file(self._decks[0]).exists())
        decks = self._decks
        self.named.setText(", ".join(deck.name for deck in decks) if len(decks) < 4 else self.tr("{n} decks").format(n=len(decks)))
        self.place.setText(str(wish.target(decks[0]) if len(decks) == 1 else decks[0].parent))
        self.show_file.hide()
        self.show_folder.hide()

    def _add_decks(self) -> None:
        filters = self.tr("Decks (*.md *.markdown);;All files (*)")
        chosen, _ = QFileDialog.getOpenFileNames(self, self.tr("Decks to export too"), str(self._decks[0].parent), filters)
        self.add_decks(tuple(Path(name) for name in chosen))

    def add_decks(self, more: tuple[Path, ...]) -> None:
        """Export these too, into one folder."""
        self._decks = tuple(dict.fromkeys((*self._decks, *more)))
        self._pages_changed()

    def _browse(self) -> None:
        wish = self.wish
        if wish.is_folder or len(self._decks) > 1:
            chosen = QFileDialog.getExistingDirectory(self, self.tr("Export to the folder"), self.place.text())
        else:
            chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Export to"), self.place.text(), f"*.{wish.form}")
        if chosen:
            self.place.setText(chosen)

    # ------------------------------------------------------------ the work

    def begin(self) -> None:
        """Start the export."""
        place, wish = self.place.text().strip(), self.wish
        if self._child is not None or not place:
            return
        chosen = {"format": wish.form, "paper": wish.paper, "size": wish.size, "fonts": "yes" if wish.fonts else "no"}
        self._settings.set(**{f"export-{name}": value for name, value in chosen.items()})
        self._child = ExportChild(len(self._decks), self)
        self._child.told.connect(self._far)
        self._child.ended.connect(self._ended)
        self._busy(True)
        self._child.start(wish.words(self._decks, place, str(self._child.report)))

    def _busy(self, yes: bool) -> None:
        choices = (self.format, self.pages, self.paper, self.size_, self.ink, self.fonts, self.place)
        for widget in (*choices, self.more, self.browse, self.start):
            widget.setEnabled(not yes)
        self.progress.setRange(0, 0)
        self.progress.setVisible(yes)
        self.told.setVisible(not yes)
        if yes:
            self.report.hide()
            self.show_file.hide()
            self.show_folder.hide()
            self.stop.setText(self.tr("Cancel"))

    def _far(self, share: float) -> None:
        self.progress.setRange(0, PARTS)
        self.progress.setValue(round(share * PARTS))

    def _ended(self, well: bool) -> None:
        child, self._child = self._child, None
        assert child is not None
        self._busy(False)
        words = [self._summary(child)] if child.reports else []
        found = list(remarks(child.reports))
        if words and found:
            words = [f"{words[0]} {self.tr('Worth a look:')}"]
        self.told.setText("\n".join((*words, *child.errors)))
        self.report.fill(found)
        self.show_file.setVisible(well)
        self.show_folder.setVisible(well)
        if well:
            self.show_file.setDefault(True)
            self.stop.setText(self.tr("Close"))
        child.deleteLater()
        self.adjustSize()

    def _summary(self, child: ExportChild) -> str:
        """What was written."""
        count = sum(len(report["slides"]) for report in child.reports)
        seconds = sum(report["seconds"] for report in child.reports)
        if len(child.reports) > 1:
            words = self.tr("{decks} decks, {count} slides in {seconds:.1f} s.")
            return words.format(decks=len(child.reports), count=count, seconds=seconds)
        return self.tr("{count} slides in {seconds:.1f} s.").format(count=count, seconds=seconds)

    def reject(self) -> None:
        """Cancel: the files that were there before are untouched."""
        child = self._child
        if child is not None:
            self._child = None
            child.stop()
            child.deleteLater()
            self._busy(False)
            several = len(self._decks) > 1
            self.told.setText(self.tr("Stopped. What was finished is there.") if several else self.tr("Stopped. Nothing was written."))
            return
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._child is not None:
            self.reject()
        super().closeEvent(event)

    def _open_result(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self.place.text().strip()))

    def _show_result(self) -> None:
        show_in_folder(Path(self.place.text().strip()))


def _row(wide: QWidget, button: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(wide, 1)
    row.addWidget(button)
    return row

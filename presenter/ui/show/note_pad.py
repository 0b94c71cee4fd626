"""The notes of a slide: formatted to be read, or as they are written to be changed in place."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from presenter.ui.looks import calm_scrollbars
from presenter.ui.note_field import NoteField
from presenter.ui.panels import NotesView
from presenter.ui.show import dark

PAUSE_MS = 1500


class NotePad(QWidget):
    """Shows the notes; `begin` lets them be written, and `noted(markdown)` tells what was written, at every pause."""

    noted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._caption = dark.caption(self, self.tr("Notes"))
        self.view = NotesView(self, self.tr("No notes"))
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # keys are the show's
        self.view.viewport().setAutoFillBackground(False)
        self.view.document().setDocumentMargin(0)
        self.field = NoteField(self)
        self.field.finished.connect(self.finish)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.view)
        self._pages.addWidget(self.field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._caption)
        column.addWidget(self._pages, 1)
        self._markdown = ""
        self._size, self._factor = 20.0, 1.0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._tell)
        self.field.textChanged.connect(lambda: self.writing and self._pause.start())

    @property
    def writing(self) -> bool:
        """Whether the notes are being written: keys are letters then."""
        return self._pages.currentWidget() is self.field

    def show_notes(self, markdown: str) -> None:
        """Show these notes, formatted, unless they are just being written."""
        self._markdown = markdown
        if not self.writing:
            self._take_size()
            self.view.show_notes(markdown)

    def begin(self) -> None:
        """Let the notes be written."""
        if self.writing:
            return
        self.field.setPlainText(self._markdown)
        self._pages.setCurrentWidget(self.field)
        self._caption.setText(self.tr("Notes – being written, Esc when done"))
        self.field.setFocus()
        self.field.moveCursor(self.field.textCursor().MoveOperation.End)

    def finish(self) -> None:
        """The notes are written: tell them if they are others."""
        if not self.writing:
            return
        self._tell()
        self._pages.setCurrentWidget(self.view)
        self._caption.setText(self.tr("Notes"))
        self.field.clearFocus()
        self.show_notes(self._markdown)

    def _tell(self) -> None:
        """What is written so far, if the notes are others by that: a pause is enough, so that a crash takes little."""
        self._pause.stop()
        written = self.field.toPlainText().strip()
        if written != self._markdown.strip():
            self.noted.emit(written)

    def set_size(self, points: float) -> None:
        """The size of the letters, in a window of the usual size."""
        self._size = points
        self._take_size()

    def enlarge(self, factor: float) -> None:
        """The window is larger than usual: so are the letters."""
        if abs(factor - self._factor) > 0.01:
            self._factor = factor
            self._take_size()

    def _take_size(self) -> None:
        for one in (self.view, self.field):
            one.setFont(dark.font(self._size * self._factor))

    def dress(self) -> None:
        """Take the colours of the hour."""
        for one in (self.view, self.field):
            dark.dress(one)
        palette = self.field.palette()
        palette.setColor(QPalette.ColorRole.Base, dark.color(dark.PANEL))
        palette.setColor(QPalette.ColorRole.Highlight, dark.color(dark.ACCENT))
        palette.setColor(QPalette.ColorRole.HighlightedText, dark.color(dark.GROUND))
        self.field.setPalette(palette)
        self.view.show_again()
        calm_scrollbars(self.view, self.field)

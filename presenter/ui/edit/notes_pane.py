"""The notes of the slide in view → shown formatted; a click, Enter or F2, and they are written in place: an edit of the text."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from presenter.layout.show import Show
from presenter.parse.edits import apply
from presenter.talk.session import same_slide
from presenter.ui.note_field import NoteField
from presenter.ui.panels import NotesView
from presenter.ui.work import Work
from presenter.writing.notes import with_notes

PAUSE_MS = 250  # of the keys, after which the deck's text has what was written


class NotesPane(QStackedWidget):
    """Follows `show_notes`; what is written becomes an edit of the text at every pause. `refused` tells why it cannot."""

    refused = Signal(str)

    def __init__(self, work: Work, here: Callable[[], int], parent: QWidget) -> None:
        """`here()` is the slide in view."""
        super().__init__(parent)
        self._work, self._here = work, here
        self._slide = 0
        self._notes = ""  # of the slide that is being written
        self.setAccessibleName(self.tr("Notes"))
        self.view = NotesView(self, self.tr("No notes for this slide.\nClick here to write what you want to say."))
        self.view.installEventFilter(self)
        self.view.viewport().installEventFilter(self)
        self.view.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self._pause = QTimer(self)
        self.field = NoteField(self, margin=12.0)
        self.field.setPlaceholderText(self.tr("What you want to say. Esc when done."))
        self.field.finished.connect(self.finish)
        self.field.textChanged.connect(lambda: self.writing and self._pause.start())
        self.addWidget(self.view)
        self.addWidget(self.field)
        self.setFocusProxy(self.view)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.keep)
        work.show.watch(self._changed)

    @property
    def writing(self) -> bool:
        """Whether the notes are being written."""
        return self.currentWidget() is self.field

    @property
    def waits(self) -> bool:
        """Whether something is written that the deck's text does not have yet."""
        return self._pause.isActive()

    def show_slide(self, index: int) -> None:
        """Show the notes of slide `index`; those of another one that are being written are done."""
        if self.writing and index == self._slide:
            return
        self.finish()
        self._slide = index
        self.view.show_notes(self._written())

    def begin(self) -> None:
        """Let the notes of the slide be written."""
        if self.writing or not len(self._work.show.value.deck.slides):
            return
        self._slide = self._here()  # the view may still show those of the slide before
        self._notes = self._written()
        self.field.setPlainText(self._notes)
        self.setCurrentWidget(self.field)
        self.setFocusProxy(self.field)
        self.field.setFocus()
        self.field.moveCursor(self.field.textCursor().MoveOperation.End)

    def finish(self) -> None:
        """The notes are written."""
        if not self.writing:
            return
        self.keep()
        had = self.field.hasFocus()
        self.setFocusProxy(self.view)
        self.setCurrentWidget(self.view)
        self.view.show_notes(self._written())
        if had:
            self.view.setFocus()

    def keep(self) -> None:
        """Put what is written so far into the text of the deck, if the notes are others by that."""
        self._pause.stop()
        written = self.field.toPlainText().strip()
        if not self.writing or written == self._notes.strip():
            return
        deck = self._work.show.value.deck
        edits = with_notes(deck, self._slide, written)
        self._notes = written
        if edits:
            self._work.document.text.set(apply(deck.text, edits))
        elif written != self._written().strip():
            self.refused.emit(self.tr("These notes can be changed in the deck's text only: nothing was changed."))

    def _written(self) -> str:
        show = self._work.show.value
        return show.slide(self._slide).notes if self._slide < len(show.deck.slides) else ""

    def _changed(self, new: Show, old: Show) -> None:
        """The deck is another one; the slide being written may have another number."""
        if self.writing:
            self._slide = same_slide(old.deck, new.deck, self._slide)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.view.viewport() and isinstance(event, QMouseEvent):
            click = event.type() == QEvent.Type.MouseButtonRelease and event.button() == Qt.MouseButton.LeftButton
            if click and not self.view.textCursor().hasSelection():
                QTimer.singleShot(0, self, self.begin)  # when the view is done with the click
        elif watched is self.view and isinstance(event, QKeyEvent) and _begins(event):
            self.begin()
            self.field.insertPlainText(event.text().strip())  # a letter that began it is the first one written
            return True
        return super().eventFilter(watched, event)


def _begins(event: QKeyEvent) -> bool:
    """Whether the key asks for the notes to be written: Enter, F2, or a letter."""
    held = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
    letter = event.text().strip() != "" and event.text().isprintable()
    return (
        event.type() == QEvent.Type.KeyPress
        and not held
        and (letter or event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2))
    )

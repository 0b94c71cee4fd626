"""Where the notes of a slide are written, as Markdown, in the window and on the console."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget


class NoteField(QPlainTextEdit):
    """`finished` by Esc, Ctrl+Enter, or when another part or window takes the keys."""

    finished = Signal()

    def __init__(self, parent: QWidget, margin: float = 8.0) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Notes, to be written"))
        self.setTabChangesFocus(False)
        self.document().setDocumentMargin(margin)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape or (held and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)):
            self.finished.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.finished.emit()

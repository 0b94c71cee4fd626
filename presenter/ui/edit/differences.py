"""What differs between two texts → coloured lines, and a dialog that asks whether to take the newer one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QFontDatabase, QSyntaxHighlighter, QTextCharFormat
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from presenter.ui.looks import is_dark


class Differing(QPlainTextEdit):
    """Lines with a sign in front: those that came are green, those that went are red."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._colours = _Signs(self.document())
        self._colours.dark = is_dark(self.palette())


class Differences(QDialog):
    """What differs between two texts, and whether to take the newer one; `taken` then."""

    taken = Signal()

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = Differing(self)
        self.text.setPlainText(words)
        self.text.setAccessibleName(self.tr("What differs"))
        buttons = QDialogButtonBox(self)
        buttons.addButton(self.tr("Take the unsaved text back"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self._take)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.text)
        column.addWidget(buttons)
        self.resize(760, 520)

    def _take(self) -> None:
        self.taken.emit()
        self.accept()


class _Signs(QSyntaxHighlighter):
    """Lines that came are green, those that went are red."""

    dark = False
    INKS = {"+": ("#1a7f37", "#7ee2a0"), "-": ("#b42318", "#ff9d94"), "@": ("#57606a", "#9aa4af")}  # noqa: RUF012

    def highlightBlock(self, text: str) -> None:
        pair = self.INKS.get(text[:1])
        if pair:
            look = QTextCharFormat()
            look.setForeground(QColor(pair[self.dark]))
            self.setFormat(0, len(text), look)

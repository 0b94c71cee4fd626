"""A small window while the slides are hidden on the only display: one button, back to the talk. The notes are not for the hall."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from presenter.ui.show import dark
from presenter.ui.show.touch import TouchButton


class WayBack(QWidget):
    """`wanted` when it is pressed or closed."""

    wanted = Signal()

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setWindowTitle(f"{title} – hidden")
        self.setWindowFlags(Qt.WindowType.Window | Qt.WindowType.WindowStaysOnTopHint)
        words = QLabel(self.tr("The slides are hidden"), self)
        words.setFont(dark.font(13))
        button = TouchButton(self, self.tr("Back to the talk"), "H")
        button.clicked.connect(self.wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(20)
        row.addWidget(words)
        row.addWidget(button)
        dark.dress(self)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        if event.spontaneous():  # by a hand, and not because the show is over
            self.wanted.emit()

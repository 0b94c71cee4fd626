"""Commands → buttons for a finger: at least 44 pixels, never with the focus, each with its key."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from presenter.ui.show import dark

HIGH, LEAST = 52, 48  # pixels
WORDS, SMALLEST = 12.5, 8.5  # points
Wish = tuple[str, str, str, str]  # command, words, key, name for a screen reader ("": the words)


class TouchButton(QAbstractButton):
    """A word and, smaller, its key. Space and Enter are "next", so it never takes the focus."""

    def __init__(self, parent: QWidget, words: str, key: str, name: str = "") -> None:
        super().__init__(parent)
        self.setText(words)
        self.key = key
        self.swatch: QColor | None = None  # a colour to be shown beside the words
        self.setAccessibleName(name or words)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scale = 1.0
        self.setFont(dark.font(WORDS))
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def enlarge(self, factor: float) -> None:
        """So many times as large as usual."""
        if abs(factor - self._scale) > 0.01:
            self._scale = factor
            self.setFont(dark.font(WORDS * factor))
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        words = self.fontMetrics().horizontalAdvance(self.text()) / self._scale
        return QSize(max(LEAST + (30 if not self.key else 12), round(words) + 26), HIGH) * self._scale

    def minimumSizeHint(self) -> QSize:
        return QSize(LEAST, HIGH)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = dark.color(dark.PANEL)
        if self.isDown() or self.underMouse():
            ground = dark.color(dark.LINE)
        painter.setBrush(ground)
        painter.setPen(QPen(dark.color(dark.ACCENT if self.isChecked() else dark.LINE), 2 if self.isChecked() else 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        painter.setPen(dark.color(dark.ACCENT if self.isChecked() else dark.INK))
        box = self.rect().adjusted(4, 0, -4, round(-20 * self._scale) if self.key else 0)
        if self.swatch is not None:
            self._paint_swatch(painter)
        align = Qt.AlignmentFlag.AlignHCenter | (Qt.AlignmentFlag.AlignBottom if self.key else Qt.AlignmentFlag.AlignVCenter)
        self._fit(painter, box.width())
        painter.drawText(box, align, painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, box.width()))
        painter.setFont(dark.font(9 * self._scale))
        painter.setPen(dark.color(dark.MUTED))
        low = self.rect().adjusted(4, 0, -4, round(-6 * self._scale))
        painter.drawText(low, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, self.key)
        painter.end()

    def _fit(self, painter: QPainter, width: int) -> None:
        """Smaller letters where the row is narrow."""
        wide = self.fontMetrics().horizontalAdvance(self.text())
        if wide > width:
            painter.setFont(dark.font(max(SMALLEST, self.font().pointSizeF() * width / wide)))

    def _paint_swatch(self, painter: QPainter) -> None:
        pen = painter.pen()
        painter.setBrush(self.swatch)
        painter.setPen(QPen(dark.color(dark.MUTED), 1))
        painter.drawRoundedRect(QRectF(9, 6, self.width() - 18, 6), 3, 3)
        painter.setPen(pen)


class Bar(QWidget):
    """A row of buttons; `wanted(command)` when one is pressed. `gaps` are commands with more room in front of them."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget, wishes: tuple[Wish, ...], gaps: tuple[str, ...] = ()) -> None:
        super().__init__(parent)
        self.buttons: dict[str, TouchButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for command, words, key, name in wishes:
            if command in gaps:
                row.addStretch(1)
            button = self.buttons[command] = TouchButton(self, words, key, name)
            button.clicked.connect(lambda _=False, c=command: self.wanted.emit(c))
            row.addWidget(button, 0)

    def light(self, *commands: str) -> None:
        """Show these as being in force, and no others."""
        for name, button in self.buttons.items():
            button.setCheckable(True)
            button.setChecked(name in commands)

"""What has gone of the plan's time, and when this slide should be left → a thin line with a mark."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from presenter.ui.show import dark


class Way(QWidget):
    """A thin line: how much of the time has gone, and a mark at where this slide should be left."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedHeight(7)
        self._way: tuple[float, float] | None = None
        self._tone = dark.MUTED

    def show_way(self, way: tuple[float, float] | None, tone: str) -> None:
        """Both as shares of the plan's time; no line without a plan."""
        if (way, tone) != (self._way, self._tone):
            self._way, self._tone = way, tone
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._way is None:
            return
        painter = QPainter(self)
        gone, due = (round(self.width() * min(max(share, 0.0), 1.0)) for share in self._way)
        painter.fillRect(0, 2, self.width(), 3, dark.color(dark.LINE))
        painter.fillRect(0, 2, gone, 3, dark.color(self._tone))
        painter.fillRect(min(max(due - 1, 0), self.width() - 3), 0, 3, 7, dark.color(dark.INK))
        painter.end()

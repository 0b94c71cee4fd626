"""The show's keys → a list of them over the console, for who has forgotten one; the hall never sees it."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from presenter.commands.command import Command
from presenter.commands.show import Stage
from presenter.ui.show import dark

COLUMNS = 3
EDGE, GAP = 22, 28  # pixels
SIZES = (19, 17, 15, 14, 13, 12, 11, 10, 9, 8, 7.5, 7)  # points
CLOSE = ("F1", "?", "Shift+?", "Esc")


class KeyList(QFrame):
    """Covers its parent while it is open."""

    def __init__(self, parent: QWidget, keys: Mapping[str, Command[Stage]]) -> None:
        """`keys` are all keys with what they mean."""
        super().__init__(parent)
        self.setObjectName("overview")  # fills the console as the overview does
        row = QHBoxLayout(self)
        row.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        row.setSpacing(GAP)
        self._told = _told(keys)
        self._columns = [QLabel(self) for _ in range(COLUMNS)]
        for column in self._columns:
            column.setTextFormat(Qt.TextFormat.RichText)
            column.setAlignment(Qt.AlignmentFlag.AlignTop)
            column.setWordWrap(True)
            row.addWidget(column, 1)
        self.hide()

    def open(self) -> None:
        """Cover the parent with it."""
        dark.dress(self)
        high = -(-len(self._told) // COLUMNS)
        for n, column in enumerate(self._columns):
            column.setText(_table(self._told[n * high : (n + 1) * high]))
        self.setGeometry(self.parentWidget().rect())
        self._fit()
        self.show()
        self.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As large as all of it fits."""
        width, height = (self.width() - 2 * EDGE - (COLUMNS - 1) * GAP) // COLUMNS, self.height() - 2 * EDGE
        for points in SIZES:
            for column in self._columns:
                column.setFont(dark.font(points))
            if max(column.heightForWidth(width) for column in self._columns) <= height:
                return

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.hide()


def _told(keys: Mapping[str, Command[Stage]]) -> list[tuple[str, str]]:
    """What is done by which keys, in the order of the commands."""
    found: dict[str, list[str]] = {}
    for key, command in keys.items():
        if command.id != "ignored":
            found.setdefault(command.title, []).append(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) or key)
    return [(title, "  ".join(all_keys[:2])) for title, all_keys in found.items()]


def _table(rows: list[tuple[str, str]]) -> str:
    ink = dark.color(dark.ACCENT).name()
    lines = (
        f'<tr><td style="padding-right:12px; color:{ink}">{escape(keys).replace("  ", "&nbsp;&nbsp; ")}</td><td>{escape(title)}</td></tr>'
        for title, keys in rows
    )
    return f'<table cellspacing="0" cellpadding="2">{"".join(lines)}</table>'

"""A layout's name + the console's three parts → splitters that hold them; sizes the person gives are told and taken back."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QVBoxLayout, QWidget

from presenter.ui.show import dark

Tree = str | tuple[str, tuple[int, "Tree"], tuple[int, "Tree"]]  # a part, or: across or down, and two of share and tree

LAYOUTS: dict[str, Tree] = {
    "slide": ("across", (65, "now"), (35, ("down", (45, "next"), (55, "notes")))),
    "alike": ("down", (64, ("across", (50, "now"), (50, "next"))), (36, "notes")),
    "notes": ("across", (36, ("down", (50, "now"), (50, "next"))), (64, "notes")),
    "only-notes": "notes",
}
GAP = 22  # pixels between parts


class Panes(QWidget):
    """Holds the parts in one of the `LAYOUTS`; `changed` when a person has moved a border."""

    changed = Signal()

    def __init__(self, parent: QWidget, parts: dict[str, QWidget]) -> None:
        super().__init__(parent)
        self._parts = parts
        self._root: QWidget | None = None
        self._splitters: list[tuple[QSplitter, list[int]]] = []  # and the shares their parts have
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.name = ""

    def arrange(self, name: str, shares: list[list[int]] | None = None) -> None:
        """Take the layout `name` (the first for an unknown one), with shares as `shares()` gave them if they fit it."""
        self.name = name if name in LAYOUTS else next(iter(LAYOUTS))
        for part in self._parts.values():
            part.setParent(self)
            part.hide()
        old, self._splitters = self._root, []
        root = self._root = self._built(LAYOUTS[self.name])
        self._column.addWidget(root)
        if old is not None and old is not root and old not in self._parts.values():
            self._column.removeWidget(old)
            old.deleteLater()
        if _fits(shares, len(self._splitters)):
            assert shares is not None
            self._splitters = [(splitter, share) for (splitter, _), share in zip(self._splitters, shares, strict=True)]
        root.show()
        self._share_out()

    def _built(self, tree: Tree) -> QWidget:
        if isinstance(tree, str):
            self._parts[tree].show()
            return self._parts[tree]
        way, *branches = tree
        splitter = _Splitter(Qt.Orientation.Horizontal if way == "across" else Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(GAP)
        splitter.splitterMoved.connect(self._moved)
        self._splitters.append((splitter, [share for share, _ in branches]))
        for share, branch in branches:
            splitter.addWidget(self._built(branch))
            splitter.setStretchFactor(splitter.count() - 1, share)
        return splitter

    def _share_out(self) -> None:
        for splitter, share in self._splitters:
            room = splitter.width() if splitter.orientation() == Qt.Orientation.Horizontal else splitter.height()
            splitter.setSizes([max(1, (room - GAP) * part // sum(share)) for part in share])

    def _moved(self) -> None:
        self._splitters = [(s, [max(1, round(1000 * n / max(1, sum(s.sizes())))) for n in s.sizes()]) for s, _ in self._splitters]
        self.changed.emit()

    def shares(self) -> list[list[int]]:
        """How the parts share the room now, for each border."""
        return [share for _, share in self._splitters]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._column.activate()
        self._share_out()


def _fits(shares: Any, count: int) -> bool:
    """Whether this is what `Panes.shares` gives for a layout with so many borders."""
    return isinstance(shares, list) and len(shares) == count and all(
        isinstance(one, list) and len(one) == 2 and all(isinstance(n, int) and 0 < n <= 1000 for n in one) for one in shares
    )  # fmt: skip


class _Splitter(QSplitter):
    def createHandle(self) -> QSplitterHandle:
        return _Handle(self.orientation(), self)


class _Handle(QSplitterHandle):
    """A border that shows only a short line to hold it by."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(dark.color(dark.MUTED if self.underMouse() else dark.LINE))
        middle = self.rect().center()
        long, short = (4, 36) if self.orientation() == Qt.Orientation.Horizontal else (36, 4)
        painter.drawRoundedRect(middle.x() - long // 2, middle.y() - short // 2, long, short, 2, 2)
        painter.end()

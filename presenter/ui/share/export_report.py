"""What an export says it did -> a sentence, and a list of what is not as it should be, each a click away from its slide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QWidget

from presenter.ui.looks import calm_scrollbars

ROWS = 7  # of the list in view at most


@dataclass(frozen=True)
class Remark:
    """One thing to know: in which deck, on which slide (from 1), and whether something is wrong or only worth knowing."""

    deck: str
    slide: int
    words: str
    wrong: bool


def remarks(reports: list[dict[str, Any]]) -> Iterator[Remark]:
    """Every problem, and for PowerPoint what went out as a picture; pictures of one kind on a slide are told once."""
    for report in reports:
        for slide in report["slides"]:
            for problem in slide["problems"]:
                hint = f" ({problem['hint']})" if problem["hint"] else ""
                yield Remark(report["deck"], slide["slide"], f"{problem['message']}{hint}", problem["severity"] != "info")
            if report["format"] == "pptx":
                told = dict.fromkeys((picture["kind"], picture["why"]) for picture in slide["pictures"])
                yield from (Remark(report["deck"], slide["slide"], f"{kind} → picture: {why}", False) for kind, why in told)


class ReportList(QListWidget):
    """The remarks; `chosen(slide)` (from 0) when one of `deck` is clicked or activated."""

    chosen = Signal(int)

    def __init__(self, deck: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._deck = deck
        self.setAccessibleName(self.tr("What to know about the export"))
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(self._choose)
        self.itemActivated.connect(self._choose)
        calm_scrollbars(self)

    def fill(self, found: list[Remark]) -> None:
        """Show these."""
        self.clear()
        icons = {wrong: self.style().standardIcon(pixmap) for wrong, pixmap in _ICONS.items()}
        several = len({remark.deck for remark in found}) > 1
        for remark in found:
            place = self.tr("Slide {number}").format(number=remark.slide)
            if several:
                place = f"{Path(remark.deck).name}, {place}"
            row = QListWidgetItem(icons[remark.wrong], f"{place}: {remark.words}", self)
            row.setData(Qt.ItemDataRole.UserRole, remark.slide - 1 if Path(remark.deck) == self._deck else -1)
        self.setVisible(bool(found))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As high as what it says in this width, up to a number of lines: none is cut."""
        self.doItemsLayout()
        line = self.fontMetrics().height() + 6
        needed = sum(max(line, self.visualItemRect(self.item(row)).height()) for row in range(self.count()))
        height = min(needed, ROWS * line) + 2 * self.frameWidth() + 4
        if height != self.height():
            self.setFixedHeight(height)

    def _choose(self, row: QListWidgetItem) -> None:
        slide = row.data(Qt.ItemDataRole.UserRole)
        if slide >= 0:
            self.chosen.emit(slide)


_ICONS = {True: QStyle.StandardPixmap.SP_MessageBoxWarning, False: QStyle.StandardPixmap.SP_MessageBoxInformation}

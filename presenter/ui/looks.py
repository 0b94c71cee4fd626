"""Small looks the system's style lacks, and only where it lacks them."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QApplication


def is_plain() -> bool:
    """Whether Qt draws with its own style because the desktop brings none."""
    return QApplication.style().name().lower() == "fusion"


def is_dark(palette: QPalette) -> bool:
    """Whether the person has a dark desktop."""
    return palette.window().color().lightness() < 128


def calm_scrollbars(*areas: QAbstractScrollArea) -> None:
    """Thin scroll bars without arrows, where the style would draw those of the nineties."""
    if not is_plain():
        return
    for area in areas:
        handle = mixed(area.palette(), 0.28)
        sheet = (
            "QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }"
            f"QScrollBar::handle:vertical {{ background: {handle.name()}; border-radius: 3px; min-height: 32px; margin: 2px 3px; }}"
            "QScrollBar::add-line, QScrollBar::sub-line { height: 0; width: 0; }"
            "QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }"
        )
        area.verticalScrollBar().setStyleSheet(sheet)


def mixed(palette: QPalette, share: float, role: QPalette.ColorRole = QPalette.ColorRole.Text) -> QColor:
    """The colour of `role`, `share` (0-1) of it, over the ground of texts."""
    over, under = palette.color(role), palette.color(QPalette.ColorRole.Base)
    parts = [round(a * share + b * (1 - share)) for a, b in zip(over.toTuple()[:3], under.toTuple()[:3], strict=True)]
    return QColor(*parts)

"""Mouse events → whether it was a finger on the display, and which way it went."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QInputDevice, QMouseEvent

SWIPE = 60  # pixels: a finger that goes less far has stayed where it was


def by_finger(event: QMouseEvent) -> bool:
    """Whether it is a touch that Qt tells as the mouse's."""
    return event.device() is not None and event.device().type() == QInputDevice.DeviceType.TouchScreen


def swiped(a: QPointF, b: QPointF) -> str:
    """Which way a finger went: "left", "right", "" when it stayed, and "nowhere" when it went up or down."""
    x, y = b.x() - a.x(), b.y() - a.y()
    if max(abs(x), abs(y)) < SWIPE:
        return ""
    return "nowhere" if abs(y) > abs(x) else "left" if x < 0 else "right"

"""Two pictures of slides and how far the change has come → one frame of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtGui import QImage, QPainter

if TYPE_CHECKING:  # loaded with the first morph
    from presenter.qt.tween import Tween

FADE_MS, MOVE_MS, MORPH_MS = 250, 400, 600
LONGEST_MS = 5000


@dataclass(frozen=True, slots=True)
class Change:
    """How one slide follows another: its kind, how long it takes, and whether the talk goes forward; `tween` draws a morph."""

    kind: str
    ms: int
    forward: bool = True
    tween: Tween | None = field(default=None, compare=False)


def change(wish: str, seconds: float | None, forward: bool = True) -> Change | None:
    """The change that a deck asks for by name, None for a cut; a name nobody here knows is a fade."""
    kind = wish.split(" ")[0]
    if kind in ("none", "cut", "") or seconds == 0:
        return None
    kind = kind if kind in _FRAMES else "fade"
    usual = {"fade": FADE_MS, "morph": MORPH_MS}.get(kind, MOVE_MS)
    ms = usual if seconds is None else round(min(max(seconds * 1000, 0.0), LONGEST_MS))
    return Change(kind, ms, forward) if ms else None


def paint_frame(painter: QPainter, box: QRect, now: Change, before: QImage, after: QImage, share: float) -> None:
    """Draw the change `share` (0-1) of its way into `box`."""
    painter.save()
    painter.setClipRect(box)
    eased = share * share * (3 - 2 * share)
    if now.tween is not None:
        now.tween.paint_frame(painter, box, eased)
    else:
        _FRAMES[now.kind](painter, box, before, after, eased, 1 if now.forward else -1)
    painter.restore()


def _fade(painter: QPainter, box: QRect, before: QImage, after: QImage, share: float, way: int) -> None:
    painter.drawImage(box, before)
    painter.setOpacity(share)
    painter.drawImage(box, after)


def _slide(painter: QPainter, box: QRect, before: QImage, after: QImage, share: float, way: int) -> None:
    """The new slide comes over the old one; going back, the old one leaves as it came."""
    left = round((1 - share) * box.width())
    if way > 0:
        painter.drawImage(box, before)
        painter.drawImage(box.translated(QPoint(left, 0)), after)
    else:
        painter.drawImage(box, after)
        painter.drawImage(box.translated(QPoint(box.width() - left, 0)), before)


def _push(painter: QPainter, box: QRect, before: QImage, after: QImage, share: float, way: int) -> None:
    gone = way * round(share * box.width())
    painter.drawImage(box.translated(QPoint(-gone, 0)), before)
    painter.drawImage(box.translated(QPoint(way * box.width() - gone, 0)), after)


def _wipe(painter: QPainter, box: QRect, before: QImage, after: QImage, share: float, way: int) -> None:
    painter.drawImage(box, before)
    seen = QRect(box)
    if way > 0:
        seen.setWidth(round(share * box.width()))
    else:
        seen.setLeft(box.right() + 1 - round(share * box.width()))
    painter.setClipRect(seen)
    painter.drawImage(box, after)


def _zoom(painter: QPainter, box: QRect, before: QImage, after: QImage, share: float, way: int) -> None:
    """The new slide comes nearer while it appears; going back, the old one goes away."""
    near, far, size = (after, before, 0.7 + 0.3 * share) if way > 0 else (before, after, 1.0 - 0.3 * share)
    painter.drawImage(box, far)
    painter.setOpacity(share if way > 0 else 1 - share)
    painter.drawImage(_scaled(box, size), near)


def _scaled(box: QRect, size: float) -> QRectF:
    small = QRectF(0, 0, box.width() * size, box.height() * size)
    small.moveCenter(QRectF(box).center())
    return small


_FRAMES: dict[str, Callable[[QPainter, QRect, QImage, QImage, float, int], None]] = {
    "fade": _fade, "slide": _slide, "cover": _slide, "push": _push, "wipe": _wipe, "zoom": _zoom, "morph": _fade,
}  # fmt: skip

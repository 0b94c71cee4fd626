"""Strokes in points of the slide → lines on a painter that is scaled to those points."""

from __future__ import annotations

from itertools import pairwise
from weakref import WeakKeyDictionary

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from presenter.talk.ink import Stroke, Strokes

HIGHLIGHT_ALPHA = 0.38

_paths: WeakKeyDictionary[Stroke, QPainterPath] = WeakKeyDictionary()


def paint_strokes(strokes: Strokes, painter: QPainter) -> None:
    """Draw the strokes in their order."""
    if not strokes:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for stroke in strokes:
        color = QColor(stroke.color)
        if stroke.pen == "highlighter":
            color.setAlphaF(HIGHLIGHT_ALPHA)
        pen = QPen(color, stroke.width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPath(_path(stroke))
    painter.restore()


def _path(stroke: Stroke) -> QPainterPath:
    """A smooth line through the middles between the points, remembered while the stroke lives."""
    found = _paths.get(stroke)
    if found is None:
        found = _paths[stroke] = _smooth([QPointF(x, y) for x, y in stroke.points])
    return found


def _smooth(points: list[QPointF]) -> QPainterPath:
    path = QPainterPath(points[0])
    for here, after in pairwise(points[1:]):
        path.quadTo(here, (here + after) / 2)
    # a single point is a dot: a line of no length is not drawn
    path.lineTo(points[-1] if len(points) > 1 else points[0] + QPointF(0.01, 0.0))
    return path

"""Strokes in points of the slide → lines on a painter that is scaled to those points."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise
from weakref import WeakKeyDictionary

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

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
        if stroke.pressures:
            painter.fillPath(_path(stroke), color)
        else:
            painter.setPen(pen)
            painter.drawPath(_path(stroke))
    painter.restore()


def _path(stroke: Stroke) -> QPainterPath:
    """A smooth line through the middles between the points (or its outline, where it swells), remembered while the stroke lives."""
    found = _paths.get(stroke)
    if found is None:
        points = [QPointF(x, y) for x, y in stroke.points]
        found = _paths[stroke] = _swelling(points, stroke.widths()) if stroke.pressures else _smooth(points)
    return found


def _smooth(points: list[QPointF]) -> QPainterPath:
    path = QPainterPath(points[0])
    for here, after in pairwise(points[1:]):
        path.quadTo(here, (here + after) / 2)
    # a single point is a dot: a line of no length is not drawn
    path.lineTo(points[-1] if len(points) > 1 else points[0] + QPointF(0.01, 0.0))
    return path


def _swelling(points: list[QPointF], widths: tuple[float, ...]) -> QPainterPath:
    """The outline of a line that is as thick as the pen was pressed: discs along it, and what lies between each two."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    samples = list(_samples(points, widths))
    for at, width in samples:
        path.addPolygon(_turned([at + QPointF(math.cos(a), math.sin(a)) * (width / 2) for a in _ROUND]))
        path.closeSubpath()
    for (a, before), (b, after) in pairwise(samples):
        along = b - a
        length = math.hypot(along.x(), along.y())
        if length > 0.01:
            across = QPointF(-along.y(), along.x()) / length
            sides = [a + across * (before / 2), b + across * (after / 2), b - across * (after / 2), a - across * (before / 2)]
            path.addPolygon(_turned(sides))
            path.closeSubpath()
    return path


def _samples(points: list[QPointF], widths: tuple[float, ...]) -> Iterator[tuple[QPointF, float]]:
    """Points close enough together along the smooth line, with its width there."""
    yield points[0], widths[0]
    middle, wide = points[0], widths[0]
    for n in range(1, len(points)):
        end = (points[n] + points[n + 1]) / 2 if n + 1 < len(points) else points[n]
        width = (widths[n] + widths[n + 1]) / 2 if n + 1 < len(points) else widths[n]
        count = min(12, max(1, round(math.hypot(end.x() - middle.x(), end.y() - middle.y()) / 2)))
        for step in range(1, count + 1):
            t = step / count
            yield middle * (1 - t) ** 2 + points[n] * (2 * t * (1 - t)) + end * t**2, wide + (width - wide) * t
        middle, wide = end, width


def _turned(polygon: list[QPointF]) -> QPolygonF:
    """The polygon turning one way: where two that turn different ways overlap there would be a hole."""
    area = sum(a.x() * b.y() - b.x() * a.y() for a, b in pairwise([*polygon, polygon[0]]))
    return QPolygonF(polygon if area >= 0 else polygon[::-1])


_ROUND = [2 * math.pi * n / 16 for n in range(16)]

"""The Talk → what lies over a slide in a view: ink, the laser with its trail, the spotlight, the region being drawn."""

from __future__ import annotations

import time
from collections import deque
from itertools import pairwise

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QRadialGradient

from presenter.qt.ink import paint_strokes
from presenter.talk.ink import COLORS, HIGHLIGHT, REACH, WIDTHS, Point
from presenter.talk.state import Place, Talk
from presenter.ui.slide_view import FRAME_MS, SlideView

LASER = "#ff2a2a"
DOT = 7.0  # points
BEAM = 95.0  # points: the spotlight's radius
GLASS, LARGER = 105.0, 2.0  # points: the glass's radius; how many times larger
TRAIL_SECONDS = 0.28


class Marks(QObject):
    """Lies over one view."""

    def __init__(self, view: SlideView) -> None:
        super().__init__(view)
        self._view = view
        self._talk: Talk | None = None
        self._place: Place = (0, 0)
        self._pointer: Point | None = None
        self._trail: deque[tuple[float, Point]] = deque(maxlen=64)
        self._frames = QTimer(self)
        self._frames.setSingleShot(True)
        self._frames.setInterval(FRAME_MS)
        self._frames.timeout.connect(view.update)
        view.overlay = self.paint

    def follow(self, talk: Talk, place: Place) -> None:
        """The talk has changed; the view shows `place`. What is pointed at is seen only where the presenter is."""
        self._talk, self._place = talk, place
        self._pointer = talk.pointer if place == talk.place else None
        if talk.tool != "laser" or self._pointer is None:
            self._trail.clear()
        elif not self._trail or self._trail[-1][1] != self._pointer:
            self._trail.append((time.monotonic(), self._pointer))
        self._view.show_region(talk.view if place == talk.place else None)
        self._view.update()

    def paint(self, painter: QPainter) -> None:
        """Draw it all, in points of the slide."""
        talk = self._talk
        if talk is None:
            return
        if talk.inked:
            paint_strokes(talk.ink.page(self._place[0]).seen(self._place[1]), painter)
        if self._place != talk.place:
            return
        if talk.stroke is not None:
            paint_strokes((talk.stroke,), painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if talk.anchor is not None and self._pointer is not None:
            _paint_region(painter, talk.anchor, self._pointer)
        elif self._pointer is not None:
            self._paint_tool(painter, talk, QPointF(*self._pointer))

    def _paint_tool(self, painter: QPainter, talk: Talk, at: QPointF) -> None:
        match talk.tool:
            case "laser":
                self._paint_trail(painter)
                _paint_laser(painter, at)
            case "spotlight":
                _paint_beam(painter, at, QRectF(0, 0, *self._view.page()))
            case "magnifier":
                self._paint_glass(painter, at)
            case "pen":
                _paint_nib(painter, at, COLORS[talk.color % len(COLORS)], WIDTHS["pen"])
            case "highlighter":
                _paint_nib(painter, at, HIGHLIGHT, WIDTHS["highlighter"])
            case "eraser":
                painter.setBrush(QColor(255, 255, 255, 90))
                painter.setPen(QPen(QColor(90, 90, 90), 1))
                painter.drawEllipse(at, REACH, REACH)

    def _paint_glass(self, painter: QPainter, at: QPointF) -> None:
        """What is under the pointer, larger and as sharp as the slide, in a round glass."""
        half = GLASS / LARGER
        box = (at.x() - half, at.y() - half, 2 * half, 2 * half)
        image = self._view.detail(box, LARGER)
        if image is None or self._talk is None:
            return
        form = QPainterPath()
        form.addEllipse(at, GLASS, GLASS)
        painter.save()
        painter.setClipPath(form, Qt.ClipOperation.IntersectClip)
        painter.drawImage(QRectF(at.x() - GLASS, at.y() - GLASS, 2 * GLASS, 2 * GLASS), image)
        if self._talk.inked:
            painter.translate(at)
            painter.scale(LARGER, LARGER)
            painter.translate(-at)
            paint_strokes(self._talk.ink.page(self._place[0]).seen(self._place[1]), painter)
        painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for color, width in ((QColor(0, 0, 0, 90), 6.0), (QColor(255, 255, 255), 3.5)):
            painter.setPen(QPen(color, width))
            painter.drawEllipse(at, GLASS, GLASS)

    def _paint_trail(self, painter: QPainter) -> None:
        now = time.monotonic()
        while len(self._trail) > 1 and now - self._trail[0][0] > TRAIL_SECONDS:
            self._trail.popleft()
        points = list(self._trail)
        for (then, a), (_, b) in pairwise(points):
            share = max(0.0, 1 - (now - then) / TRAIL_SECONDS)
            color = QColor(LASER)
            color.setAlphaF(0.55 * share)
            pen = QPen(color, DOT * 1.6 * share + 0.5)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)  # round ones would show where two overlap
            painter.setPen(pen)
            painter.drawLine(QPointF(*a), QPointF(*b))
        if len(points) > 1:
            self._frames.start()


def _paint_laser(painter: QPainter, at: QPointF) -> None:
    glow = QRadialGradient(at, DOT * 2.4)
    for stop, alpha in ((0.0, 1.0), (0.38, 1.0), (0.45, 0.45), (1.0, 0.0)):
        color = QColor(LASER)
        color.setAlphaF(alpha)
        glow.setColorAt(stop, color)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(glow)
    painter.drawEllipse(at, DOT * 2.4, DOT * 2.4)
    painter.setBrush(QColor("#ffd6d6"))
    painter.drawEllipse(at, DOT * 0.4, DOT * 0.4)


def _paint_beam(painter: QPainter, at: QPointF, page: QRectF) -> None:
    dark = QPainterPath()
    dark.addRect(page)
    dark.addEllipse(at, BEAM, BEAM)
    painter.fillPath(dark, QColor(0, 0, 0, 165))


def _paint_nib(painter: QPainter, at: QPointF, color: str, width: float) -> None:
    """Where the pen is; white around it, so that it is seen on any ground."""
    painter.setPen(QPen(QColor(255, 255, 255, 200), 1.2))
    painter.setBrush(QColor(color))
    radius = max(3.0, width / 2)
    painter.drawEllipse(at, radius, radius)


def _paint_region(painter: QPainter, a: Point, b: Point) -> None:
    box = QRectF(QPointF(*a), QPointF(*b)).normalized()
    painter.setBrush(QColor(125, 180, 255, 50))
    painter.setPen(QPen(QColor(125, 180, 255), 2))
    painter.drawRect(box)

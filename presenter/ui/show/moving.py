"""A Scene at a step → what moves on it (animated pictures, films), painted over the picture of the slide that stands still."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRect, QRectF, QTimer
from PySide6.QtGui import QImage, QPainter, QPainterPath

from presenter.layout.clips import PLAY
from presenter.qt.frames import Frames, frames
from presenter.scene import Group, Item, Media, Picture, Scene

Box = tuple[float, float, float, float]  # x, y, width, height in points of the slide
SOONEST_MS = 16

Film = Callable[[Media], QImage | None]


@dataclass(frozen=True, eq=False)
class Mover:
    """A picture that moves, and what is drawn after it and lies over it."""

    picture: Picture
    above: tuple[Item, ...]


def movers(scene: Scene, step: int | None) -> tuple[Mover, ...]:
    """What moves at a step, in the order it is drawn."""
    drawn = [item for item in _leaves((*scene.behind, *scene.items)) if step is None or item.step <= step]
    found = []
    for n, item in enumerate(drawn):
        if isinstance(item, Picture) and moves(item):
            above = (over for over in drawn[n + 1 :] if not _marks(over) and _meet(over, item))
            found.append(Mover(item, tuple(above)))
    return tuple(found)


def moves(picture: Picture) -> bool:
    """Whether the picture is a film, or animated and shown as it is."""
    film = picture.media is not None and picture.media.kind == "video"
    return film or (picture.image.frames is not None and not picture.filters)


def _leaves(items: tuple[Item, ...]) -> Iterator[Item]:
    for item in items:
        if isinstance(item, Group):
            yield from _leaves(item.items)
        else:
            yield item


def _marks(item: Item) -> bool:
    return getattr(item, "role", "") == PLAY


def _meet(a: Item, b: Item) -> bool:
    return a.box.x < b.box.right and b.box.x < a.box.right and a.box.y < b.box.bottom and b.box.y < a.box.bottom


class Moving(QObject):
    """Lies over one view's picture of a slide. It moves while it is painted: a view that is covered asks for no frames."""

    def __init__(self, parent: QObject, changed: Callable[[Box], None]) -> None:
        super().__init__(parent)
        self._changed = changed  # told where (points) something else is to be seen
        self._scene: Scene | None = None
        self._step: int | None = None
        self._movers: tuple[Mover, ...] = ()
        self._begun: dict[str, float] = {}  # an animated picture's key -> when it was first seen here
        self._over: dict[int, tuple[object, QImage]] = {}
        self.film: Film | None = None  # the frame of a film to be seen now, None: as it stands
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._tick)

    def follow(self, scene: Scene | None, step: int | None) -> None:
        """Another slide or step."""
        if scene is not self._scene:
            self._begun = {}
        if scene is not self._scene or step != self._step:
            self._scene, self._step, self._over = scene, step, {}
            self._movers = movers(scene, step) if scene is not None and may_move(scene) else ()
        self._timer.stop()

    @property
    def any(self) -> bool:
        """Whether anything moves here now."""
        return bool(self._movers)

    def film_at(self, x: float, y: float) -> Media | None:
        """The film or sound under a point of the slide."""
        if self._scene is None or not may_move(self._scene):
            return None
        for item in reversed(list(_leaves((*self._scene.behind, *self._scene.items)))):
            here = item.box.x <= x <= item.box.right and item.box.y <= y <= item.box.bottom
            if here and isinstance(item, Picture) and item.media and item.role != "background":
                return item.media if self._step is None or item.step <= self._step else None
        return None

    def box_of(self, media: Media) -> Box | None:
        """Where a film is shown."""
        for mover in self._movers:
            if mover.picture.media == media:
                box = mover.picture.box
                return box.x, box.y, box.w, box.h
        return None

    # ------------------------------------------------------------ painting

    def paint(self, painter: QPainter, scale: float) -> None:
        """Draw all that moves, in points of the slide; `scale` is device pixels a point."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        soonest: float | None = None
        for n, mover in enumerate(self._movers):
            image, wait = self._frame(mover.picture)
            if wait is not None:
                soonest = wait if soonest is None else min(soonest, wait)
            if image is not None and not image.isNull():
                self._draw(painter, mover.picture, image)
                self._draw_over(painter, n, mover, scale)
        painter.restore()
        if soonest is not None:
            self._timer.start(max(SOONEST_MS, round(soonest)))

    def _frame(self, picture: Picture) -> tuple[QImage | None, float | None]:
        """What is to be seen of a picture now, and in how many milliseconds something else is."""
        if picture.media is not None:
            return (self.film(picture.media) if self.film else None), None
        opened = self._frames(picture)
        if opened is None:
            return None, None
        ms = (time.monotonic() - self._begun.setdefault(picture.image.key, time.monotonic())) * 1000
        return opened.image(ms), opened.until_next(ms)

    def _frames(self, picture: Picture) -> Frames | None:
        return frames(picture.image.frames) if picture.image.frames is not None else None

    def _draw(self, painter: QPainter, picture: Picture, image: QImage) -> None:
        box = QRectF(picture.box.x, picture.box.y, picture.box.w, picture.box.h)
        left, top, right, bottom = picture.crop
        w, h = image.width(), image.height()
        part = QRectF(left * w, top * h, (1 - left - right) * w, (1 - top - bottom) * h)
        painter.save()
        if picture.radius > 0:
            form = QPainterPath()
            form.addRoundedRect(box, picture.radius, picture.radius)
            painter.setClipPath(form)
        painter.setOpacity(picture.opacity)
        painter.drawImage(box, image, part)
        painter.restore()

    def _draw_over(self, painter: QPainter, n: int, mover: Mover, scale: float) -> None:
        """What lies over it, as one picture that lets through what is not covered."""
        if not mover.above or self._scene is None:
            return
        known = self._over.get(n)
        if known is None or known[0] != scale:
            known = self._over[n] = scale, self._overlay(mover, scale)
        box = mover.picture.box
        painter.drawImage(QRectF(box.x, box.y, box.w, box.h), known[1])

    def _overlay(self, mover: Mover, scale: float) -> QImage:
        from presenter.qt.paint import paint

        assert self._scene is not None
        box = mover.picture.box
        made = QImage(max(1, round(box.w * scale)), max(1, round(box.h * scale)), QImage.Format.Format_ARGB32_Premultiplied)
        made.fill(0)
        painter = QPainter(made)
        painter.scale(made.width() / box.w, made.height() / box.h)
        painter.translate(-box.x, -box.y)
        paint(Scene(self._scene.size, self._scene.background, mover.above), painter, self._step, behind=False)
        painter.end()
        return made

    def _tick(self) -> None:
        for mover in self._movers:
            if mover.picture.media is None:
                box = mover.picture.box
                self._changed((box.x, box.y, box.w, box.h))


def may_move(scene: Scene) -> bool:
    """Whether anything on it might move."""
    return any(isinstance(item, Picture) and (item.media or item.image.frames) for item in _leaves((*scene.behind, *scene.items)))


def within(box: Box, rect: QRect, region: Box) -> QRect:
    """Where a box of the slide (points) is in a view whose `rect` shows `region` of it; a pixel larger all around."""
    sx, sy = rect.width() / region[2], rect.height() / region[3]
    found = QRectF(rect.x() + (box[0] - region[0]) * sx, rect.y() + (box[1] - region[1]) * sy, box[2] * sx, box[3] * sy)
    return found.toAlignedRect().adjusted(-1, -1, 1, 1)

"""A Morph → its frames on a painter: every thing drawn once into a picture of its own, then only placed."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtGui import QImage, QPainter

from presenter.layout.morph import Morph, Move, Placed, Thing, placed
from presenter.qt.paint import paint
from presenter.scene import Rect, Scene, Shape

PAD = 6.0  # points around a thing: letters reach beyond their box
SMOOTH_PIXELS = 700_000  # larger pictures are scaled quickly while they move


class Tween:
    """One change at one size. Making it draws every thing; `paint_frame` only places them."""

    def __init__(self, morph: Morph, step: int, step_after: int, width: int, height: int) -> None:
        """`step` and `step_after` are what is seen of either slide; `width` x `height` device pixels."""
        self.morph, self.size = morph, (width, height)
        self._scale = width / morph.after.size[0]
        self._steps = {id(morph.before): step, id(morph.after): step_after}
        resting = _resting(morph.moves)
        self._ground = (
            self._grounded(morph.before, resting),
            self._grounded(morph.after, resting) if morph.after.background != morph.before.background else None,
        )
        self._moves = tuple(move for n, move in enumerate(morph.moves) if n not in resting)
        self._images: dict[int, QImage] = {}
        for move in self._moves:
            for thing, scene in ((move.before, morph.before), (move.after, morph.after)):
                if thing is not None and not (move.same and _smaller(thing, move)):
                    self._images[id(thing)] = self._drawn(thing, scene)

    def paint_frame(self, painter: QPainter, box: QRect, t: float) -> None:
        """Draw the change with `t` (0-1) of the way done into `box` of a view (its own units)."""
        painter.save()
        painter.translate(box.topLeft())
        painter.scale(box.width() / self.size[0], box.height() / self.size[1])  # device pixels from here on
        painter.drawImage(QPoint(0, 0), self._ground[0])
        if self._ground[1] is not None:
            painter.setOpacity(t)
            painter.drawImage(QPoint(0, 0), self._ground[1])
        for move in self._moves:
            for one in placed(move, t):
                self._place(painter, one)
        painter.restore()

    def _place(self, painter: QPainter, one: Placed) -> None:
        if isinstance(one.thing.item, Shape) and one.thing.item.kind != "path":
            self._paint_shape(painter, one.thing.item, one.opacity)
            return
        image = self._images.get(id(one.thing))
        if image is None:
            return
        own, box, s = one.thing.box, one.box, self._scale
        painter.setOpacity(one.opacity)
        fx, fy = box.w / max(own.w, 0.01), box.h / max(own.h, 0.01)
        x, y = (box.x - PAD * fx) * s, (box.y - PAD * fy) * s
        if abs(box.w - own.w) < 0.2 and abs(box.h - own.h) < 0.2:
            painter.drawImage(QPoint(round(x), round(y)), image)
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, image.width() * image.height() < SMOOTH_PIXELS)
        painter.drawImage(QRectF(x, y, image.width() * fx, image.height() * fy), image)

    def _paint_shape(self, painter: QPainter, shape: Shape, opacity: float) -> None:
        painter.save()
        painter.setOpacity(opacity)
        painter.scale(self._scale, self._scale)
        paint(Scene(self.morph.after.size, self.morph.after.background, (replace(shape, step=0),)), painter, None, behind=False)
        painter.restore()

    def _grounded(self, scene: Scene, resting: set[int]) -> QImage:
        """The ground and all that stays where it is."""
        items = tuple(move.after.item for n, move in enumerate(self.morph.moves) if n in resting and move.after is not None)
        made = QImage(*self.size, QImage.Format.Format_RGB32)
        made.fill(0)
        painter = QPainter(made)
        painter.scale(self._scale, self.size[1] / scene.size[1])
        paint(Scene(scene.size, scene.background, items), painter, self._steps[id(self.morph.after)])
        painter.end()
        return made

    def _drawn(self, thing: Thing, scene: Scene) -> QImage:
        """A thing alone on glass."""
        box, s = thing.box, self._scale
        width, height = round((box.w + 2 * PAD) * s), round((box.h + 2 * PAD) * s)
        made = QImage(max(1, min(width, 8192)), max(1, min(height, 8192)), QImage.Format.Format_ARGB32_Premultiplied)
        made.fill(0)
        painter = QPainter(made)
        # the thing on whole pixels, as it stands on its slide, so that nothing jumps at the end
        painter.translate(round((box.x - PAD) * s) * -1, round((box.y - PAD) * s) * -1)
        painter.scale(s, s)
        paint(Scene(scene.size, scene.background, (thing.item,)), painter, self._steps[id(scene)], behind=False)
        painter.end()
        return made


def _smaller(thing: Thing, move: Move) -> bool:
    """Whether the other end of a move is drawn instead."""
    assert move.before is not None and move.after is not None
    bigger = move.after.box.w * move.after.box.h >= move.before.box.w * move.before.box.h
    return thing is (move.before if bigger else None)


def _resting(moves: tuple[Move, ...]) -> set[int]:
    """The things that stay and have nothing that moves beneath them."""
    swept: list[Rect] = []
    found: set[int] = set()
    for n, move in enumerate(moves):
        boxes = [thing.box for thing in (move.before, move.after) if thing is not None]
        if move.rests and not any(_meet(box, other) for box in boxes for other in swept):
            found.add(n)
        else:
            x, y = min(b.x for b in boxes), min(b.y for b in boxes)
            swept.append(Rect(x, y, max(b.right for b in boxes) - x, max(b.bottom for b in boxes) - y))
    return found


def _meet(a: Rect, b: Rect) -> bool:
    return a.x < b.right and b.x < a.right and a.y < b.bottom and b.y < a.bottom

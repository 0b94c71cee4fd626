"""Scene + QPainter -> a slide, in points: the caller scales the painter to its device."""

from __future__ import annotations

import math
from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QLinearGradient, QPaintEngine, QPainter, QPainterPath, QPen, QTransform

from presenter.qt.images import SHARED, WHOLE, Images, uncropped
from presenter.qt.path import painter_path
from presenter.qt.tags import Tell, unheard
from presenter.qt.text import TextPainter, links_of, qcolor
from presenter.qt.wordless import wordless_of
from presenter.scene import Color, Fill, Gradient, Group, Inline, Item, Picture, Rect, Scene, Shape, Text

VECTOR_SCALE = 3.0  # pixels a point for photos in PDF and SVG: 216 to the inch
_UPRIGHT = (QTransform.TransformationType.TxNone, QTransform.TransformationType.TxTranslate, QTransform.TransformationType.TxScale)
_VECTOR = (QPaintEngine.Type.Pdf, QPaintEngine.Type.SVG, QPaintEngine.Type.Picture)


def paint(
    scene: Scene,
    painter: QPainter,
    step: int | None = None,
    *,
    images: Images | None = None,
    behind: bool = True,
    tell: Tell = unheard,
) -> None:
    """Draw `scene` as it is at `step` (None: everything shown) in points from the painter's origin.

    `behind` False leaves out the ground and what is drawn on it. `tell` is told what is drawn next (see qt.tags). The
    painter is as it was afterwards.
    """
    painter.save()
    painter.setRenderHints(
        QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing | QPainter.RenderHint.SmoothPixmapTransform
    )
    brush = _Brush(painter, step, images or SHARED, tell)
    if behind:
        tell(None)
        brush.fill_rect(QRectF(0, 0, *scene.size), scene.background)
        brush.items(scene.behind)
    brush.items(scene.items)
    painter.restore()


def links(scene: Scene, step: int | None = None) -> list[tuple[Rect, str]]:
    """Where on the slide (points) the links shown at `step` are, the topmost last."""
    return [(Rect(box.x(), box.y(), box.width(), box.height()), link) for box, link in _links(scene.items, step)]


def wordless(scene: Scene, step: int | None = None) -> list[tuple[Rect, str]]:
    """Where on the slide (points) text is drawn by glyphs that a PDF has no letters for, and what it says."""
    found = [entry for text in _texts(scene.items, step) for entry in wordless_of(text, step)]
    return [(Rect(box.x(), box.y(), box.width(), box.height()), characters) for box, characters in found]


def _texts(items: tuple[Item, ...], step: int | None) -> Iterator[Text]:
    for item in items:
        if not _shown(item, step):
            continue
        if isinstance(item, Text):
            yield item
        elif isinstance(item, Group):
            yield from _texts(item.items, step)


def link_at(scene: Scene, x: float, y: float, step: int | None = None) -> str:
    """The link under a point of the slide, or ""."""
    return next((link for box, link in reversed(links(scene, step)) if box.x <= x <= box.right and box.y <= y <= box.bottom), "")


def _links(items: tuple[Item, ...], step: int | None) -> Iterator[tuple[QRectF, str]]:
    for item in items:
        if not _shown(item, step):
            continue
        match item:
            case Text():
                yield from ((box, link) for _, box, link in links_of(item, step))
            case Picture(link=link) if link:
                yield _rect(item.box), link
            case Group():
                if item.link:
                    yield _rect(item.box), item.link
                yield from _links(item.items, step)


def _shown(item: Item, step: int | None) -> bool:
    return step is None or item.step <= step


def _rect(box: Rect) -> QRectF:
    return QRectF(box.x, box.y, box.w, box.h)


class _Brush:
    """One painting of one scene: what the items need to know of the painter."""

    def __init__(self, painter: QPainter, step: int | None, images: Images, tell: Tell = unheard) -> None:
        self.painter = painter
        self.tell = tell
        self.step = step
        self.images = images
        self.engine = painter.paintEngine().type()
        self.vector = self.engine in _VECTOR
        self.dpr = painter.device().devicePixelRatioF()
        self.text = TextPainter(painter, step, self.inline, tell)

    def items(self, items: tuple[Item, ...]) -> None:
        for item in items:
            if not _shown(item, self.step):
                continue
            match item:
                case Text():
                    if item.fill is not None:
                        self.tell(None)
                        self.fill_rect(_rect(item.box), item.fill)
                    self.text.draw(item)
                case Shape():
                    self.tell((id(item), -1, "item"))
                    self.shape(item)
                case Picture():
                    self.tell((id(item), -1, "item"))
                    self.picture(item)
                case Group():
                    self.items(item.items)

    # ------------------------------------------------------------ places on the device

    def _plain(self) -> QTransform | None:
        """The transform to whole device pixels, when the device has some and nothing is turned or sheared."""
        transform = self.painter.worldTransform()
        if self.vector or transform.type() not in _UPRIGHT:
            return None
        return transform

    def snapped(self, box: QRectF) -> QRectF:
        """`box` (points) moved to whole device pixels, at least one wide and high, still in points."""
        transform = self._plain()
        if transform is None:
            return box
        back, valid = transform.inverted()
        return back.mapRect(self._on_device(transform, box)) if valid else box

    def _on_device(self, transform: QTransform, box: QRectF) -> QRectF:
        """`box` in the device's own units (pixels / dpr), its edges on whole pixels."""
        there, dpr = transform.mapRect(box), self.dpr
        left, top = round(there.left() * dpr), round(there.top() * dpr)
        right, bottom = round(there.right() * dpr), round(there.bottom() * dpr)
        return QRectF(left / dpr, top / dpr, max(1, right - left) / dpr, max(1, bottom - top) / dpr)

    # ------------------------------------------------------------ fills and shapes

    def brush(self, fill: Fill, box: QRectF) -> QBrush:
        if isinstance(fill, Color):
            return QBrush(qcolor(fill))
        return QBrush(gradient(fill, box))

    def fill_rect(self, box: QRectF, fill: Fill) -> None:
        if isinstance(fill, Gradient) and self.engine == QPaintEngine.Type.Pdf and any(color.alpha < 1 for _, color in fill.stops):
            self.painter.drawImage(box, _as_picture(fill, box))
        else:
            self.painter.fillRect(self.snapped(box), self.brush(fill, box))

    def shape(self, shape: Shape) -> None:
        box = _rect(shape.box)
        if shape.kind == "line":
            self.line(shape)
        elif shape.kind == "rect" and shape.stroke is None:
            if shape.fill is not None:
                self.fill_rect(box, shape.fill)
        else:
            self.outlined(shape, box)

    def line(self, shape: Shape) -> None:
        box, color = shape.box, shape.stroke or shape.fill
        if not isinstance(color, Color):
            return
        half = shape.stroke_width / 2
        if box.h == 0:
            self.fill_rect(QRectF(box.x, box.y - half, box.w, 2 * half), color)
        elif box.w == 0:
            self.fill_rect(QRectF(box.x - half, box.y, 2 * half, box.h), color)
        else:
            self.painter.setPen(QPen(qcolor(color), shape.stroke_width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            self.painter.drawLine(QPointF(box.x, box.y), QPointF(box.right, box.bottom))

    def outlined(self, shape: Shape, box: QRectF) -> None:
        painter = self.painter
        painter.setBrush(self.brush(shape.fill, box) if shape.fill is not None else QBrush(Qt.BrushStyle.NoBrush))
        if shape.stroke is not None and shape.stroke_width > 0:
            pen = QPen(qcolor(shape.stroke), shape.stroke_width)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            painter.setPen(pen)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
        match shape.kind:
            case "rect":
                painter.drawRect(box)
            case "round":
                radius = min(shape.radius, box.width() / 2, box.height() / 2)
                painter.drawRoundedRect(box, radius, radius)
            case "ellipse":
                painter.drawEllipse(box)
            case "path":
                painter.drawPath(painter_path(shape.path_data))

    # ------------------------------------------------------------ pictures

    def inline(self, painter: QPainter, box: QRectF, inline: Inline) -> None:
        """A picture set in a line of text."""
        self._place(Picture(Rect(box.x(), box.y(), box.width(), box.height()), inline.image), box)

    def picture(self, picture: Picture) -> None:
        if picture.box.w <= 0 or picture.box.h <= 0:
            return
        before = self.painter.opacity()
        if picture.opacity != 1.0:
            self.painter.setOpacity(before * max(0.0, picture.opacity))
        self._place(picture, _rect(picture.box))
        self.painter.setOpacity(before)

    def _place(self, picture: Picture, box: QRectF) -> None:
        if self.vector and not picture.filters and self._drawing(picture, box):
            return
        transform = self._plain()
        if transform is None:
            self._pixels_in(picture, box)
        else:
            self._pixels_on_device(picture, transform, box)

    def _drawing(self, picture: Picture, box: QRectF) -> bool:
        """Draw an SVG as vectors; False when it is none."""
        renderer = self.images.vectors(picture.image, paper=True)
        if renderer is None:
            return False
        self.painter.save()
        self._clip(picture, box)
        renderer.setAspectRatioMode(Qt.AspectRatioMode.IgnoreAspectRatio)
        renderer.render(self.painter, uncropped(box, picture.crop))
        self.painter.restore()
        return True

    def _clip(self, picture: Picture, box: QRectF) -> None:
        if picture.radius > 0:
            path = QPainterPath()
            path.addRoundedRect(box, picture.radius, picture.radius)
            self.painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
        elif picture.crop != WHOLE:
            self.painter.setClipRect(box, Qt.ClipOperation.IntersectClip)

    def _pixels_in(self, picture: Picture, box: QRectF) -> None:
        """A photo on paper (or on a turned painter): as many pixels as it has, not more than paper can show."""
        size = box.size() * VECTOR_SCALE
        if picture.image.pixels != (0, 0) and picture.image.format != "svg" and not picture.filters:
            left, top, right, bottom = picture.crop
            has = QSizeF(picture.image.pixels[0] * (1 - left - right), picture.image.pixels[1] * (1 - top - bottom))
            if has.width() < size.width():
                size = has
        scale = size.width() / box.width()
        image = self.images.finished(picture, max(1, round(size.width())), max(1, round(size.height())), scale, square=True)
        if image.isNull():
            self._nothing(box)
            return
        self._shadows(picture, image, box.topLeft(), scale, scale)
        self.painter.save()
        self._clip(picture, box)
        self.painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering, picture.image.format != "jpeg")
        self.painter.drawImage(box, image)
        self.painter.restore()

    def _pixels_on_device(self, picture: Picture, transform: QTransform, box: QRectF) -> None:
        """A picture on a screen: made for exactly these pixels and put on them one to one."""
        place = self._on_device(transform, box)
        scale = place.width() * self.dpr / box.width()
        image = self.images.finished(picture, round(place.width() * self.dpr), round(place.height() * self.dpr), scale)
        if image.isNull():
            self._nothing(box)
            return
        painter = self.painter
        painter.setWorldTransform(QTransform())
        self._shadows(picture, image, place.topLeft(), scale, self.dpr)
        painter.drawImage(place, image)
        painter.setWorldTransform(transform)

    def _shadows(self, picture: Picture, image: QImage, corner: QPointF, scale: float, density: float) -> None:
        """The shadows under `image` (`scale` pixels a point), whose top left is at `corner` of a painter with `density` pixels a unit."""
        for name, value in picture.filters:
            if name == "drop-shadow":
                dark, offset = self.images.shadow(picture, image, value, scale)
                self.painter.drawImage(QRectF(corner + offset / density, QSizeF(dark.size()) / density), dark)

    def _nothing(self, box: QRectF) -> None:
        """Where a picture cannot be read: a quiet frame, so that the room it takes is understood."""
        self.painter.setPen(QPen(QColor(128, 128, 128, 160), 1.0, Qt.PenStyle.DashLine))
        self.painter.setBrush(QColor(128, 128, 128, 40))
        self.painter.drawRect(box)


def gradient(fill: Gradient, box: QRectF) -> QLinearGradient:
    """The gradient across `box` as CSS draws it: its ends are where the corners are reached."""
    angle = math.radians(fill.angle)
    dx, dy = math.cos(angle), math.sin(angle)
    half = (abs(box.width() * dx) + abs(box.height() * dy)) / 2
    centre, reach = box.center(), QPointF(dx * half, dy * half)
    result = QLinearGradient(centre - reach, centre + reach)
    for position, color in fill.stops:
        result.setColorAt(min(1.0, max(0.0, position)), qcolor(color))
    return result


def _as_picture(fill: Gradient, box: QRectF) -> QImage:
    """A translucent gradient in pixels: Qt's PDF knows only opaque ones."""
    scale = min(1.0, 640 / max(box.width(), box.height(), 1.0))
    picture = QImage(max(2, round(box.width() * scale)), max(2, round(box.height() * scale)), QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    inside = QRectF(picture.rect())
    painter = QPainter(picture)
    painter.fillRect(inside, QBrush(gradient(fill, inside)))
    painter.end()
    return picture

"""(Scene, size in pixels, step) -> QImage, remembered up to a bound of bytes."""

from __future__ import annotations

from collections.abc import Callable
from weakref import ref

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from presenter.memo import Memo
from presenter.qt.images import MEGABYTE, QUICK, Images
from presenter.qt.paint import paint
from presenter.scene import Color, Fill, Scene

USUAL_MEGABYTES = 64
_pictures: Memo[QImage] = Memo(USUAL_MEGABYTES * MEGABYTE, lambda image: max(1, image.sizeInBytes()))


def image(scene: Scene, width: int, height: int, step: int | None = None, images: Images | None = None) -> QImage:
    """The slide filling exactly `width` x `height` pixels (the caller letterboxes); do not draw on it, it is shared.

    `step` None shows everything, at full strength.
    """
    key = (scene, width, height, step if step is None else min(step, scene.steps))
    return _pictures.get(key, lambda: draw(scene, width, height, step, images))


def at_once(scene: Scene, width: int, height: int, step: int | None = None) -> tuple[QImage, bool]:
    """The slide as `image` gives it and True; or, where large photos would keep a hall waiting, with small copies of them and False:
    `image` then gives the sharp one, which takes some tenths of a second."""
    if all(picture.quick is None for picture in scene.images) or ready(scene, width, height, step):
        return image(scene, width, height, step), True
    QUICK.soft = False
    result = draw(scene, width, height, step, QUICK)
    if not QUICK.soft:
        _pictures.keep((scene, width, height, step if step is None else min(step, scene.steps)), result)
    return result, not QUICK.soft


def ready(scene: Scene, width: int, height: int, step: int | None = None) -> bool:
    """Whether `image` would answer at once."""
    return _pictures.peek((scene, width, height, step if step is None else min(step, scene.steps))) is not None


def bound_memory(megabytes: int) -> None:
    """Keep at most so many megabytes of pictures from now on (a 1920 x 1080 one is 8)."""
    _pictures.bound = megabytes * MEGABYTE


def forget() -> None:
    """Let go of every remembered picture."""
    _pictures.clear()


def sheets_wanting(width: int, height: int, count: int) -> int:
    """How often `lay_out_sheet` is to be asked until `count` pictures of this size can be drawn without asking for memory.

    The system hands out new memory page by page, which takes as long as drawing a slide does (12 ms for a 4K picture).
    What is at hand for other sizes is given back.
    """
    _sheets[:] = [sheet for sheet in _sheets if sheet.fits(width, height)][:count]
    return count - len(_sheets)


def lay_out_sheet(width: int, height: int) -> None:
    """Have memory for one more picture of this size at hand."""
    _sheets.append(_Sheet(width, height))


class _Sheet:
    """Memory to draw on, again and again: whenever nobody has the picture any more that was drawn there."""

    def __init__(self, width: int, height: int) -> None:
        self.image = QImage(width, height, QImage.Format.Format_RGB32)
        self.image.fill(0)  # only now the memory is there
        self._given: Callable[[], QImage | None] = lambda: None

    def fits(self, width: int, height: int) -> bool:
        return bool(self.image.width() == width and self.image.height() == height)

    @property
    def free(self) -> bool:
        return self._given() is None

    def give(self) -> QImage:
        """What is drawn, sharing the memory: were it still shared when the next is drawn, Qt would copy it first."""
        picture = QImage(self.image)
        self._given = ref(picture)
        return picture


_sheets: list[_Sheet] = []


def draw(scene: Scene, width: int, height: int, step: int | None = None, images: Images | None = None) -> QImage:
    """A fresh picture of the slide, opaque."""
    width, height = max(1, width), max(1, height)
    sheet = next((sheet for sheet in _sheets if sheet.free and sheet.fits(width, height)), None)
    result = sheet.image if sheet else QImage(width, height, QImage.Format.Format_RGB32)
    if not _opaque(scene.background):
        result.fill(0)
    painter = QPainter(result)
    try:
        painter.scale(width / scene.size[0], height / scene.size[1])
        paint(scene, painter, step, images=images)
    finally:
        painter.end()  # a picture must not go while it is painted on
    return sheet.give() if sheet else result


def _opaque(fill: Fill) -> bool:
    return fill.alpha == 1.0 if isinstance(fill, Color) else all(color.alpha == 1.0 for _, color in fill.stops)


def draw_region(scene: Scene, width: int, height: int, step: int | None, box: tuple[float, float, float, float]) -> QImage:
    """A fresh picture of a region of the slide (x, y, width, height in points), as sharp as the whole."""
    result = QImage(max(1, width), max(1, height), QImage.Format.Format_RGB32)
    result.fill(0)
    painter = QPainter(result)
    try:
        painter.scale(result.width() / box[2], result.height() / box[3])
        painter.translate(-box[0], -box[1])
        paint(scene, painter, step)
    finally:
        painter.end()
    return result


def cross_fade(before: QImage, after: QImage, share: float) -> QImage:
    """`after` over `before`, `share` (0-1) of it visible; both of one size."""
    if share <= 0.0:
        return before
    if share >= 1.0:
        return after
    result = before.copy()
    painter = QPainter(result)
    paint_cross_fade(painter, QRectF(result.rect()), None, after, share)
    painter.end()
    return result


def paint_cross_fade(painter: QPainter, box: QRectF, before: QImage | None, after: QImage, share: float) -> None:
    """The same straight onto a painter, without a picture in between; `before` None: it is already there."""
    opacity = painter.opacity()
    if before is not None:
        painter.drawImage(box, before)
    painter.setOpacity(opacity * min(1.0, max(0.0, share)))
    painter.drawImage(box, after)
    painter.setOpacity(opacity)

"""Image -> the pixels needed on a device, or its vectors; bounded by bytes."""

from __future__ import annotations

import logging
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter
from PySide6.QtSvg import QSvgRenderer

from presenter.memo import Memo
from presenter.qt import filters
from presenter.qt.ghosts import without_ghosts
from presenter.scene import Image, Picture

log = logging.getLogger(__name__)

Crop = tuple[float, float, float, float]
WHOLE: Crop = (0.0, 0.0, 0.0, 0.0)
MEGABYTE = 1024 * 1024
LARGEST = 64_000_000  # pixels decoded from one file: more is not shown
LARGE_PHOTO = 2_000_000  # pixels: more cannot be decoded and made smaller within a frame or two
WIDEST = 16_384  # pixels on a side of what is made for a device

QImageReader.setAllocationLimit(max(QImageReader.allocationLimit(), 4 * LARGEST // MEGABYTE))


class Images:
    """Keeps what was decoded, up to `bound` bytes together."""

    def __init__(self, bound: int = 48 * MEGABYTE) -> None:
        self._pixels: Memo[QImage] = Memo(bound, lambda image: max(1, image.sizeInBytes()))
        self._shadows: Memo[tuple[QImage, QPointF]] = Memo(bound // 4, lambda found: found[0].sizeInBytes())
        self._vectors: Memo[tuple[QSvgRenderer, int]] = Memo(bound // 8, lambda found: 2000 + found[1])  # Qt needs many times that

    def pixels(self, image: Image, width: int, height: int, crop: Crop = WHOLE) -> QImage:
        """What `crop` leaves of `image`, `width` x `height` device pixels; null when it cannot be read."""
        width, height = max(1, min(width, WIDEST)), max(1, min(height, WIDEST))
        return self._pixels.get((image.key, width, height, crop), lambda: self._make(image, width, height, crop))

    def vectors(self, image: Image, paper: bool = False) -> QSvgRenderer | None:
        """The drawing of an SVG (made ready for `paper`: a PDF), or None when it is none or cannot be read."""
        if image.format != "svg":
            return None
        renderer, _ = self._vectors.get((image.key, paper), lambda: _renderer(image, paper))
        return renderer if renderer.isValid() else None

    def finished(self, picture: Picture, width: int, height: int, scale: float, square: bool = False) -> QImage:
        """`picture` with its crop, filters and (unless `square`) round corners, `scale` pixels a point."""
        image, names = picture.image, tuple(entry for entry in picture.filters if entry[0] != "drop-shadow")
        radius = 0.0 if square else picture.radius * scale
        if not names and not radius:
            return self.pixels(image, width, height, picture.crop)
        key = (image.key, width, height, picture.crop, names, radius, round(scale, 3))
        return self._pixels.get(key, lambda: self._finish(picture, width, height, names, radius, scale))

    def shadow(self, picture: Picture, image: QImage, value: str, scale: float) -> tuple[QImage, QPointF]:
        """The drop shadow under `image` (the finished picture) and its offset in device pixels."""
        key = (picture.image.key, image.width(), image.height(), picture.crop, picture.filters, picture.radius, value)
        return self._shadows.get(key, lambda: filters.shadow(image, value, scale))

    def _finish(self, picture: Picture, width: int, height: int, names: filters.Filters, radius: float, scale: float) -> QImage:
        found = self.pixels(picture.image, width, height, picture.crop)
        if not found.isNull() and names:
            found = filters.filtered(found, names, scale)
        return filters.rounded(found, radius) if radius and not found.isNull() else found

    def _make(self, image: Image, width: int, height: int, crop: Crop) -> QImage:
        if image.format == "svg":
            renderer = self.vectors(image)
            return QImage() if renderer is None else _drawn(renderer, width, height, crop)
        found = _cropped(self._source(image, _uncropped_size(width, height, crop)), crop)
        if not found.isNull() and (found.width(), found.height()) != (width, height):
            found = found.scaled(width, height, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
        return found

    def _source(self, image: Image, size: QSize) -> QImage:
        """The whole picture with at least the pixels of `size`, or all it has: kept, and scaled for each smaller use.

        A photo twice as large as it is needed is decoded at that size, which JPEG allows in half the time: a camera's photo
        on a slide that was never shown must be there at once.
        """
        known = self._enough(image, size)
        if known is not None:
            return known
        small = image.format == "jpeg" and 2 * size.width() <= image.pixels[0] and 2 * size.height() <= image.pixels[1]
        found = _decode(image.file, size if small else None)
        self._pixels.keep((image.key, "whole"), found)
        return found

    def _enough(self, image: Image, size: QSize) -> QImage | None:
        """The whole picture, if it is here with at least the pixels of `size` or all it has."""
        known = self._pixels.peek((image.key, "whole"))
        return known if known is not None and known.width() >= min(size.width(), image.pixels[0]) else None

    def fast(self, image: Image, width: int, height: int, crop: Crop) -> bool:
        """Whether `pixels` would answer within a frame: it is known, or has only to be made smaller."""
        if self._pixels.peek((image.key, width, height, crop)) is not None:
            return True
        whole = self._enough(image, _uncropped_size(width, height, crop))
        return whole is not None and whole.width() * whole.height() <= 2 * LARGE_PHOTO


class QuickImages(Images):
    """Gives large photos by their small copies, in fewer pixels than were asked for, and all else as `SHARED` does."""

    soft = False  # whether any was given so; who asks sets it back

    def finished(self, picture: Picture, width: int, height: int, scale: float, square: bool = False) -> QImage:
        """`picture` with its crop and (unless `square`) round corners."""
        image = picture.image
        if image.quick is None or picture.filters or SHARED.fast(image, width, height, picture.crop):
            return SHARED.finished(picture, width, height, scale, square)
        small = _cropped(self._pixels.get((image.key, "quick"), partial(_decode, image.quick, None)), picture.crop)
        if small.isNull():  # gone from the disk
            return SHARED.finished(picture, width, height, scale, square)
        self.soft = True
        radius = 0.0 if square else picture.radius * scale * small.width() / width
        return filters.rounded(small, radius) if radius else small


def _cropped(image: QImage, crop: Crop) -> QImage:
    if crop == WHOLE or image.isNull():
        return image
    left, top, right, bottom = crop
    x, y = round(image.width() * left), round(image.height() * top)
    return image.copy(QRect(x, y, max(1, round(image.width() * (1 - right)) - x), max(1, round(image.height() * (1 - bottom)) - y)))


def _decode(file: Path, size: QSize | None) -> QImage:
    """The pixels of a file, scaled to `size` while they are decoded if one is given."""
    reader = QImageReader(str(file))
    natural = reader.size()
    if natural.isValid() and natural.width() * natural.height() > LARGEST:
        log.info("picture %s is too large: %d x %d", file.name, natural.width(), natural.height())
        return QImage()
    if size is not None:
        reader.setScaledSize(size)
    found = reader.read()
    if found.isNull():
        log.info("picture %s cannot be read: %s", file.name, reader.errorString())
        return found
    return found.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied if found.hasAlphaChannel() else QImage.Format.Format_RGB32)


def _renderer(image: Image, paper: bool) -> tuple[QSvgRenderer, int]:
    """The drawing and how many bytes it was read from."""
    renderer = QSvgRenderer()
    try:
        data = image.file.read_bytes()
    except OSError as error:
        log.info("drawing %s cannot be read: %s", image.file.name, error)
        return renderer, 0
    renderer.load(without_ghosts(data) if paper else data)
    return renderer, len(data)


def _drawn(renderer: QSvgRenderer, width: int, height: int, crop: Crop) -> QImage:
    result = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    renderer.setAspectRatioMode(Qt.AspectRatioMode.IgnoreAspectRatio)
    renderer.render(painter, uncropped(QRectF(0, 0, width, height), crop))
    painter.end()
    return result


def _uncropped_size(width: int, height: int, crop: Crop) -> QSize:
    """How large the whole picture is when what `crop` leaves of it is `width` x `height`."""
    left, top, right, bottom = crop
    return QSize(round(width / max(0.001, 1 - left - right)), round(height / max(0.001, 1 - top - bottom)))


def uncropped(box: QRectF, crop: Crop) -> QRectF:
    """Where the whole picture lies when what `crop` leaves of it fills `box`."""
    left, top, right, bottom = crop
    width, height = box.width() / max(0.001, 1 - left - right), box.height() / max(0.001, 1 - top - bottom)
    return QRectF(box.x() - left * width, box.y() - top * height, width, height)


SHARED = Images()
QUICK = QuickImages(12 * MEGABYTE)

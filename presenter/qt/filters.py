"""A QImage + CSS filter functions -> a QImage; done by Pillow, which is imported only when a picture has a filter."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

if TYPE_CHECKING:
    from PIL.Image import Image as Pixels

PX = 0.75  # points in a CSS pixel
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
Matrix = tuple[float, ...]  # 3 x 4, as Pillow's convert takes it
Filters = tuple[tuple[str, str], ...]


def filtered(image: QImage, filters: Filters, scale: float) -> QImage:
    """`image` with the filters applied in order; `scale` is device pixels a point. Shadows are not drawn here."""
    veils = [_veil(name, value) for name, value in filters]
    if all(veils):
        return _veiled(image, [veil for veil in veils if veil])
    pixels = _from_qt(image)
    for name, value in filters:
        pixels = _apply(pixels, name, value, scale)
    return _to_qt(pixels)


def _veil(name: str, value: str) -> tuple[QPainter.CompositionMode, QColor] | None:
    """How a filter is done by painting one colour over the picture, which takes a tenth of the time; None when it cannot be."""
    amount = _amount(value)
    if name == "brightness" and amount <= 1.0:
        return QPainter.CompositionMode.CompositionMode_SourceAtop, QColor.fromRgbF(0.0, 0.0, 0.0, 1.0 - amount)
    if name == "opacity":
        return QPainter.CompositionMode.CompositionMode_DestinationIn, QColor.fromRgbF(0.0, 0.0, 0.0, min(amount, 1.0))
    return None


def _veiled(image: QImage, veils: list[tuple[QPainter.CompositionMode, QColor]]) -> QImage:
    result = image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(result)
    for mode, colour in veils:
        painter.setCompositionMode(mode)
        painter.fillRect(result.rect(), colour)
    painter.end()
    return result


def _apply(pixels: Pixels, name: str, value: str, scale: float) -> Pixels:
    amount = _amount(value)
    match name:
        case "blur":
            return _blurred(pixels, min(_length(value, 10.0) * scale, 500.0))
        case "brightness":
            return _levels(pixels, lambda v: v * amount)
        case "contrast":
            return _levels(pixels, lambda v: (v - 127.5) * amount + 127.5)
        case "invert":
            return _levels(pixels, lambda v: v + min(amount, 1.0) * (255 - 2 * v))
        case "opacity":
            alpha = pixels.getchannel("A").point([round(v * min(amount, 1.0)) for v in range(256)])
            pixels.putalpha(alpha)
            return pixels
        case "grayscale":
            return _mixed(pixels, _saturation(1 - min(amount, 1.0)))
        case "saturate":
            return _mixed(pixels, _saturation(amount))
        case "sepia":
            return _mixed(pixels, _sepia(1 - min(amount, 1.0)))
        case "hue-rotate":
            return _mixed(pixels, _hue(_angle(value)))
    return pixels


def _blurred(pixels: Pixels, radius: float) -> Pixels:
    """A wide blur is done on a smaller picture, since what is fine in it is lost anyway."""
    from PIL import Image, ImageFilter

    shrink = max(1, int(radius / 3))
    small = pixels.reduce(shrink) if shrink > 1 else pixels
    soft = small.filter(ImageFilter.GaussianBlur(radius / shrink))
    return soft.resize(pixels.size, Image.Resampling.BICUBIC) if shrink > 1 else soft


# ---------------------------------------------------------------- values as written


def _amount(value: str) -> float:
    """`0.5`, `50%`; nothing written is 1; never negative."""
    found = _NUMBER.search(value)
    if not found:
        return 1.0
    number = float(found.group())
    return max(0.0, min(number / 100 if "%" in value else number, 100.0))


def _length(value: str, default: float) -> float:
    """A CSS length in points."""
    found = _NUMBER.search(value)
    if not found:
        return default * PX
    number = max(0.0, float(found.group()))
    unit = value[found.end() :].strip().casefold()
    return number * {"pt": 1.0, "em": 12.0, "rem": 12.0, "cm": 28.35, "mm": 2.835, "in": 72.0}.get(unit[:3].rstrip(",) "), PX)


def _angle(value: str) -> float:
    """A CSS angle in radians."""
    found = _NUMBER.search(value)
    if not found:
        return 0.0
    number, unit = float(found.group()), value[found.end() :].strip().casefold()
    turn = {"rad": 1.0, "turn": 2 * math.pi, "grad": math.pi / 200}
    return math.fmod(number, 1e6) * turn.get(unit, math.pi / 180)


# ---------------------------------------------------------------- colours


def _levels(pixels: Pixels, change: Callable[[float], float]) -> Pixels:
    table = [max(0, min(255, round(change(float(v))))) for v in range(256)]
    red, green, blue, alpha = pixels.split()
    from PIL import Image

    return Image.merge("RGBA", (red.point(table), green.point(table), blue.point(table), alpha))


def _mixed(pixels: Pixels, matrix: Matrix) -> Pixels:
    mixed = pixels.convert("RGB").convert("RGB", matrix)
    mixed.putalpha(pixels.getchannel("A"))
    return mixed


def _saturation(s: float) -> Matrix:
    return (0.213 + 0.787 * s, 0.715 - 0.715 * s, 0.072 - 0.072 * s, 0,
            0.213 - 0.213 * s, 0.715 + 0.285 * s, 0.072 - 0.072 * s, 0,
            0.213 - 0.213 * s, 0.715 - 0.715 * s, 0.072 + 0.928 * s, 0)  # fmt: skip


def _sepia(rest: float) -> Matrix:
    return (0.393 + 0.607 * rest, 0.769 - 0.769 * rest, 0.189 - 0.189 * rest, 0,
            0.349 - 0.349 * rest, 0.686 + 0.314 * rest, 0.168 - 0.168 * rest, 0,
            0.272 - 0.272 * rest, 0.534 - 0.534 * rest, 0.131 + 0.869 * rest, 0)  # fmt: skip


def _hue(angle: float) -> Matrix:
    c, s = math.cos(angle), math.sin(angle)
    return (0.213 + c * 0.787 - s * 0.213, 0.715 - c * 0.715 - s * 0.715, 0.072 - c * 0.072 + s * 0.928, 0,
            0.213 - c * 0.213 + s * 0.143, 0.715 + c * 0.285 + s * 0.140, 0.072 - c * 0.072 - s * 0.283, 0,
            0.213 - c * 0.213 - s * 0.787, 0.715 - c * 0.715 + s * 0.715, 0.072 + c * 0.928 + s * 0.072, 0)  # fmt: skip


# ---------------------------------------------------------------- shadows


def shadow(image: QImage, value: str, scale: float) -> tuple[QImage, QPointF]:
    """The drop shadow of `image` in device pixels, and where its top left is from the picture's."""
    from PIL import Image, ImageFilter

    lengths, colour = shadow_parts(value)
    dx, dy = lengths[0] * scale, lengths[1] * scale
    radius = min(lengths[2] * scale, 200.0)
    room = math.ceil(2 * radius) + 1
    mask = Image.new("L", (image.width() + 2 * room, image.height() + 2 * room), 0)
    mask.paste(_from_qt(image).getchannel("A"), (room, room))
    mask = mask.filter(ImageFilter.GaussianBlur(radius)).point([round(v * colour.alphaF()) for v in range(256)])
    plain = Image.new("RGBA", mask.size, (colour.red(), colour.green(), colour.blue(), 0))
    plain.putalpha(mask)
    return _to_qt(plain), QPointF(dx - room, dy - room)


def shadow_parts(value: str) -> tuple[tuple[float, float, float], QColor]:
    """`drop-shadow` arguments as (x, y, blur in points) and a colour; Marp's defaults where nothing is written."""
    colour_text = re.search(r"#[0-9a-fA-F]{3,8}|(?:rgba?)\([^)]*\)?|\b[a-zA-Z]{3,}\b", value)
    rest = value if colour_text is None else value[: colour_text.start()] + " " + value[colour_text.end() :]
    words = [word for word in re.split(r"[,\s]+", rest) if _NUMBER.match(word)]
    lengths = [(-1 if word.startswith("-") else 1) * _length(word.lstrip("-"), 0.0) for word in words[:3]]
    if not lengths:
        lengths = [0.0, 5 * PX, 10 * PX]
    lengths += [0.0] * (3 - len(lengths))
    return (lengths[0], lengths[1], max(0.0, lengths[2])), _colour(colour_text.group() if colour_text else "")


def _colour(text: str) -> QColor:
    numbers = [float(number) for number in _NUMBER.findall(text)]
    if text.startswith("rgb") and len(numbers) >= 3:
        alpha = numbers[3] if len(numbers) > 3 else 1.0
        red, green, blue, opacity = (max(0, min(255, round(n))) for n in (*numbers[:3], alpha * 255))
        return QColor(red, green, blue, opacity)
    if re.fullmatch(r"#[0-9a-fA-F]{8}", text):  # CSS has the alpha last, Qt first
        text = f"#{text[7:]}{text[1:7]}"
    return QColor(text) if text and QColor.isValidColorName(text) else QColor(0, 0, 0, 102)


# ---------------------------------------------------------------- to and from Qt


def _from_qt(image: QImage) -> Pixels:
    from PIL import Image

    plain = image.convertToFormat(QImage.Format.Format_RGBA8888)
    size = (plain.width(), plain.height())
    return Image.frombuffer("RGBA", size, bytes(plain.constBits()), "raw", "RGBA", plain.bytesPerLine(), 1)


def _to_qt(pixels: Pixels) -> QImage:
    data = pixels.convert("RGBA").tobytes()
    image = QImage(data, pixels.width, pixels.height, 4 * pixels.width, QImage.Format.Format_RGBA8888)
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)  # its own memory


def rounded(image: QImage, radius: float) -> QImage:
    """`image` with its corners rounded off, `radius` in device pixels."""
    result = image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    mask = QImage(result.size(), QImage.Format.Format_ARGB32_Premultiplied)
    mask.fill(Qt.GlobalColor.transparent)
    painter = QPainter(mask)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Qt.GlobalColor.black)
    painter.drawRoundedRect(QRectF(mask.rect()), radius, radius)
    painter.end()
    painter = QPainter(result)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
    painter.drawImage(0, 0, mask)
    painter.end()
    return result

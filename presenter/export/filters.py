"""Pixels + CSS filter functions -> pixels: what PowerPoint has no filter for is baked into the pixels."""

from __future__ import annotations

import io
import math

from PIL import Image, ImageFilter

from presenter.scene import Picture

_LUMA = (0.2126, 0.7152, 0.0722)


def filtered(data: bytes, picture: Picture, wanted: int, kind: str = "png") -> bytes:
    """The picture with its filters, as png or jpg; `wanted` is the width in pixels of the whole picture as shown."""
    with Image.open(io.BytesIO(data)) as opened:
        image = opened.convert("RGBA")
    shown = picture.box.w / max(0.02, 1 - picture.crop[0] - picture.crop[2])
    density = image.width / shown if shown > 0 else 1.0
    for name, value in picture.filters:
        image = _apply(image, name, value, density)
    out = io.BytesIO()
    if kind == "jpg":  # a photo lets no light through, and as PNG would be ten times as large
        image.convert("RGB").save(out, "JPEG", quality=90)
    else:
        image.save(out, "PNG")
    return out.getvalue()


def _apply(image: Image.Image, name: str, value: str, density: float) -> Image.Image:
    match name:
        case "blur":
            return _blurred(image, _points(value) * density)
        case "brightness":
            amount = _amount(value)
            return _curve(image, lambda v: v * amount)
        case "contrast":
            amount = _amount(value)
            return _curve(image, lambda v: (v - 127.5) * amount + 127.5)
        case "invert":
            amount = min(1.0, _amount(value))
            return _curve(image, lambda v: v * (1 - amount) + (255 - v) * amount)
        case "grayscale":
            return _matrix(image, _saturation(1 - min(1.0, _amount(value))))
        case "saturate":
            return _matrix(image, _saturation(_amount(value)))
        case "sepia":
            return _matrix(image, _sepia(min(1.0, _amount(value))))
        case "hue-rotate":
            return _matrix(image, _hue(_angle(value)))
    return image


def _number(text: str, unit: str = "") -> float:
    try:
        number = float(text.strip().lower().removesuffix(unit).strip())
    except ValueError:
        return 0.0
    return number if math.isfinite(number) else 0.0


def _amount(value: str) -> float:
    value = value.strip()
    if not value:
        return 1.0
    return max(0.0, min(100.0, _number(value, "%") / 100 if value.endswith("%") else _number(value)))


def _points(value: str) -> float:
    value = value.strip().lower()
    for unit, points in (("px", 0.75), ("pt", 1.0), ("rem", 18.0), ("em", 18.0)):
        if value.endswith(unit):
            return min(500.0, max(0.0, _number(value, unit) * points))
    return min(500.0, max(0.0, _number(value) * 0.75)) if value else 7.5


def _angle(value: str) -> float:
    value = value.strip().lower()
    for unit, degrees in (("deg", 1.0), ("grad", 0.9), ("rad", 180 / math.pi), ("turn", 360.0)):
        if value.endswith(unit):
            return math.radians(_number(value, unit) * degrees)
    return math.radians(_number(value))


def _blurred(image: Image.Image, radius: float) -> Image.Image:
    """Blurred with its transparency taken along, so that no dark rim comes in."""
    if radius <= 0:
        return image
    return image.convert("RGBa").filter(ImageFilter.GaussianBlur(radius)).convert("RGBA")


def _curve(image: Image.Image, level: object) -> Image.Image:
    *bands, alpha = image.split()
    table = [min(255, max(0, round(level(v)))) for v in range(256)]  # type: ignore[operator]
    return Image.merge("RGBA", (*(band.point(table) for band in bands), alpha))


def _matrix(image: Image.Image, rows: tuple[float, ...]) -> Image.Image:
    alpha = image.getchannel("A")
    mixed = image.convert("RGB").convert("RGB", tuple(x for n in range(3) for x in (*rows[3 * n : 3 * n + 3], 0.0)))
    mixed.putalpha(alpha)
    return mixed


def _saturation(s: float) -> tuple[float, ...]:
    r, g, b = _LUMA
    return (r + (1 - r) * s, g - g * s, b - b * s, r - r * s, g + (1 - g) * s, b - b * s, r - r * s, g - g * s, b + (1 - b) * s)


def _sepia(amount: float) -> tuple[float, ...]:
    full = (0.393, 0.769, 0.189, 0.349, 0.686, 0.168, 0.272, 0.534, 0.131)
    return tuple(value * amount + (1 - amount) * (n % 4 == 0) for n, value in enumerate(full))


def _hue(angle: float) -> tuple[float, ...]:
    c, s = math.cos(angle), math.sin(angle)
    return (
        0.213 + c * 0.787 - s * 0.213, 0.715 - c * 0.715 - s * 0.715, 0.072 - c * 0.072 + s * 0.928,
        0.213 - c * 0.213 + s * 0.143, 0.715 + c * 0.285 + s * 0.140, 0.072 - c * 0.072 - s * 0.283,
        0.213 - c * 0.213 - s * 0.787, 0.715 - c * 0.715 + s * 0.715, 0.072 + c * 0.928 + s * 0.072,
    )  # fmt: skip

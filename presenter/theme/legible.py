"""A colour + the ground it stands on -> the colour nearest to it that can be read there, its hue kept (OKLCH)."""

from __future__ import annotations

from functools import lru_cache
from math import atan2, cos, hypot, sin

from presenter.scene import Color
from presenter.theme.colors import channels, contrast

Oklch = tuple[float, float, float]  # lightness 0-1, chroma, hue in radians
_HALVINGS = 16  # of an interval of 1: finer than a step of eight bits


@lru_cache(maxsize=512)
def legible(color: Color, ground: Color, ratio: float = 4.5) -> Color:
    """`color`, or where its contrast with `ground` is below `ratio` (1-21) the nearest lightness that reaches it.

    Black or white when nothing does; translucency is lost where the colour has to change."""
    if contrast(color, ground) >= ratio:
        return color
    end = max((Color("#000000"), Color("#ffffff")), key=lambda extreme: contrast(extreme, ground))
    lightness, chroma, hue = to_oklch(color)
    near, far = lightness, 1.0 if end.hex == "#ffffff" else 0.0
    found = end
    for _ in range(_HALVINGS):
        middle = (near + far) / 2
        tried = from_oklch((middle, chroma, hue))
        if contrast(tried, ground) >= ratio:
            far, found = middle, tried
        else:
            near = middle
    return found


def to_oklch(color: Color) -> Oklch:
    """Lightness, chroma and hue as people see them."""
    red, green, blue = (_linear(value / 255) for value in channels(color))
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short, hypot(a, b), atan2(b, a)


def from_oklch(wanted: Oklch) -> Color:
    """The colour, with as much of its chroma as sRGB can show at that lightness."""
    lightness, chroma, hue = wanted
    if all(-1e-4 <= value <= 1.0001 for value in _rgb(wanted)):
        return _color(wanted)
    low, high = 0.0, chroma
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        inside = all(-1e-4 <= value <= 1.0001 for value in _rgb((lightness, middle, hue)))
        low, high = (middle, high) if inside else (low, middle)
    return _color((lightness, low, hue))


def _color(wanted: Oklch) -> Color:
    return Color("#" + "".join(f"{round(255 * _gamma(min(1.0, max(0.0, value)))):02x}" for value in _rgb(wanted)))


def _rgb(wanted: Oklch) -> tuple[float, float, float]:
    """Linear red, green and blue; below 0 or above 1 what sRGB cannot show."""
    lightness, chroma, hue = wanted
    a, b = chroma * cos(hue), chroma * sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _gamma(value: float) -> float:
    return 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055

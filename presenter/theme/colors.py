"""Colours as people write them (CSS, mixes, references) -> Color; and how far two of them stand apart."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from presenter.scene import Color

_HEX = re.compile(r"#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})")
_CALL = re.compile(r"(mix|alpha|legible|on)\((.*)\)", re.DOTALL)
NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
NESTING = 16  # how deep references and mixes may go


@lru_cache(maxsize=1024)
def parse_color(text: str) -> Color | None:
    """A CSS colour (`#rgb`, `#rrggbbaa`, `rgb()`, `hsl()`, `oklch()`, `rebeccapurple`), or None if it is none."""
    text = text.strip()
    if _HEX.fullmatch(text):
        return _from_hex(text[1:])
    if not text or len(text) > 120:
        return None
    return _from_css(text)


def _from_hex(digits: str) -> Color:
    if len(digits) < 5:
        digits = "".join(d * 2 for d in digits)
    alpha = int(digits[6:8], 16) / 255 if len(digits) == 8 else 1.0
    return Color(f"#{digits[:6].lower()}", round(alpha, 3))


def _from_css(text: str) -> Color | None:
    from tinycss2.color4 import parse_color as css  # type: ignore[import-untyped]  # slow to import, and most decks and themes need only `#rrggbb`

    try:
        found = css(text)
        if found is None or isinstance(found, str):
            return None
        try:
            red, green, blue, alpha = found.to("srgb")
        except NotImplementedError:
            x, y, z, alpha = found.to("xyz-d65")
            red, green, blue = _from_xyz(x, y, z)
    except (ValueError, TypeError, ArithmeticError, NotImplementedError, RecursionError):
        return None
    channels = (round(255 * min(1.0, max(0.0, c or 0.0))) for c in (red, green, blue))
    return Color("#" + "".join(f"{c:02x}" for c in channels), round(min(1.0, max(0.0, alpha)), 3))


def _from_xyz(x: float, y: float, z: float) -> tuple[float, float, float]:
    """XYZ (D65) to sRGB, 0-1; what sRGB cannot show is cut off by the caller."""
    linear = (
        3.2404542 * x - 1.5371385 * y - 0.4985314 * z,
        -0.9692660 * x + 1.8760108 * y + 0.0415560 * z,
        0.0556434 * x - 0.2040259 * y + 1.0572252 * z,
    )
    red, green, blue = (12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055 for c in linear)
    return red, green, blue


def channels(color: Color) -> tuple[int, int, int]:
    """Red, green and blue, 0-255."""
    return int(color.hex[1:3], 16), int(color.hex[3:5], 16), int(color.hex[5:7], 16)


def mix(first: Color, second: Color, share: float) -> Color:
    """`first` with `share` (0-1) of `second` in it."""
    pairs = zip(channels(first), channels(second), strict=True)
    hex_digits = "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)
    return Color(f"#{hex_digits}", round(first.alpha + (second.alpha - first.alpha) * share, 3))


def over(front: Color, ground: Color) -> Color:
    """What is seen when `front` lies on `ground`: opaque."""
    return front if front.alpha >= 1 else mix(Color(ground.hex), Color(front.hex), front.alpha)


@lru_cache(maxsize=1024)
def luminance(color: Color) -> float:
    """Relative luminance as WCAG defines it, 0 (black) to 1 (white)."""

    def linear(value: int) -> float:
        c = value / 255
        return c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(c) for c in channels(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(text: Color, ground: Color) -> float:
    """The WCAG contrast ratio, 1 to 21; a translucent `text` is seen on the ground first."""
    light, dark = sorted((luminance(over(text, ground)), luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def is_dark(color: Color) -> bool:
    """Whether white text reads better on this colour than black text."""
    return luminance(color) < 0.179


class BadColor(ValueError):
    """An expression that names no colour; the message says which part of it and why."""


@dataclass
class Names:
    """What colour names stand for, and the colours found so far: without these, mixes of mixes would double the work
    at every level."""

    said: Mapping[str, str]
    slots: frozenset[str] = frozenset()
    found: dict[str, Color] = field(default_factory=dict)


def evaluate(expression: str, names: Names, depth: int = 0) -> Color:
    """The colour of `expression`: a CSS colour, a name in `names`, `mix(a, b, 30%)`, `alpha(a, 50%)`,
    `legible(a, ground, 4.5)` (a, darker or lighter until it can be read there) or `on(a)` (lt1 or dk1, whichever reads better on a).

    A name of a slot keeps its name in `Color.scheme`, also through other names. Raises BadColor.
    """
    expression = expression.strip()
    if depth > NESTING:
        raise BadColor(f"“{expression}” goes round in a circle")
    if (known := names.found.get(expression)) is not None:
        return known
    if expression in names.said:
        color = evaluate(names.said[expression], names, depth + 1)
        names.found[expression] = Color(color.hex, color.alpha, expression) if expression in names.slots else color
        return names.found[expression]
    if call := _CALL.fullmatch(expression):
        return _call(call[1], call[2], names, depth)
    if (plain := parse_color(expression)) is not None:
        return plain
    raise BadColor(f"“{expression[:60]}” is no colour and no name of one")


_USAGE = {"mix": "mix(a, b, 30%)", "alpha": "alpha(a, 50%)", "legible": "legible(a, ground, 4.5)", "on": "on(a)"}
_COUNTS = {"mix": (3, 3), "alpha": (2, 2), "legible": (2, 3), "on": (1, 1)}


def _call(function: str, arguments: str, names: Names, depth: int) -> Color:
    parts = _split(arguments)
    least, most = _COUNTS[function]
    if not least <= len(parts) <= most:
        raise BadColor(f"“{function}({arguments[:60]})” should read {_USAGE[function]}")
    colors = [evaluate(part, names, depth + 1) for part in parts[: 1 if function in ("alpha", "on") else 2]]
    match function:
        case "mix":
            return mix(colors[0], colors[1], _share(parts[2]))
        case "alpha":
            return Color(colors[0].hex, round(_share(parts[1]), 3), colors[0].scheme)
        case "legible":
            from presenter.theme.legible import legible

            return legible(colors[0], colors[1], _ratio(parts[2]) if len(parts) > 2 else 4.5)
        case _:
            inks = [evaluate(name, names, depth + 1) for name in ("lt1", "dk1")]
            return max(inks, key=lambda ink: contrast(ink, colors[0]))


def _ratio(text: str) -> float:
    """A contrast such as `4.5`."""
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 1 <= value <= 21:
        raise BadColor(f"“{text.strip()[:60]}” is no contrast from 1 to 21, such as 4.5")
    return value


def _share(text: str) -> float:
    number = text.strip().removesuffix("%")
    try:
        value = float(number) / (100 if text.strip().endswith("%") else 1)
    except ValueError:
        raise BadColor(f"“{text.strip()[:60]}” is no share such as 30%") from None
    if not 0 <= value <= 1:
        raise BadColor(f"“{text.strip()[:60]}” is not between 0% and 100%")
    return value


def _split(arguments: str) -> list[str]:
    """The arguments at their top-level commas."""
    parts, level = [""], 0
    for char in arguments:
        level += (char == "(") - (char == ")")
        if char == "," and level == 0:
            parts.append("")
        else:
            parts[-1] += char
    return parts

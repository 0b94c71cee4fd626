"""Points, colours and words -> the small pieces of HTML and CSS that a slide is made of. 1rem is 100 points."""

from __future__ import annotations

import math
import re
from urllib.parse import urlsplit

from presenter.scene import Color, Fill, Gradient, Rect

# what HTML cannot hold: surrogates, and control characters, which browsers drop or change
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_SPECIAL = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})


def escaped(text: str) -> str:
    """Words as an element's content or an attribute's value."""
    return _FORBIDDEN.sub("", text).translate(_SPECIAL)


def number(value: float) -> str:
    """A number for CSS, to a ten-thousandth, bounded."""
    if not math.isfinite(value):
        return "0"
    return f"{min(max(value, -1e6), 1e6):.4f}".rstrip("0").rstrip(".") or "0"


def rem(points: float) -> str:
    """A length in points as CSS."""
    return f"{number(points / 100)}rem"


def placed(box: Rect) -> str:
    """Declarations of where something is and how large."""
    return f"left:{rem(box.x)};top:{rem(box.y)};width:{rem(max(0.0, box.w))};height:{rem(max(0.0, box.h))}"


def css_color(color: Color) -> str:
    """A colour as CSS."""
    value = color.hex if re.fullmatch("#[0-9A-Fa-f]{6}", color.hex) else "#000000"
    if color.alpha >= 1:
        return value
    red, green, blue = (int(value[n : n + 2], 16) for n in (1, 3, 5))
    return f"rgba({red},{green},{blue},{number(max(0.0, color.alpha))})"


def css_fill(fill: Fill | None) -> str:
    """A ground as CSS; nothing asked is transparent."""
    match fill:
        case None:
            return "transparent"
        case Color():
            return css_color(fill)
        case Gradient():
            stops = ",".join(f"{css_color(color)} {number(100 * at)}%" for at, color in fill.stops)
            return f"linear-gradient({number((fill.angle + 90) % 360)}deg,{stops})" if len(fill.stops) > 1 else "transparent"


def safe_link(url: str) -> str:
    """The address of a link that a page may open (web, mail, telephone), else ""."""
    try:
        scheme = urlsplit(url.strip()).scheme.lower()
    except ValueError:
        return ""
    return url.strip() if scheme in ("http", "https", "mailto", "tel") else ""

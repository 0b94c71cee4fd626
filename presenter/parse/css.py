"""CSS written by the author in `style="..."` → pairs that are honoured, styles of spans, lengths in points."""

from __future__ import annotations

import re
from functools import lru_cache

from presenter.model import Length

Declarations = tuple[tuple[str, str], ...]

HONOURED = frozenset(
    (
        *("color", "background", "background-color", "border", "border-radius", "opacity", "text-transform"),
        *("border-color", "border-left", "border-right", "border-top", "border-bottom"),
        *("font-size", "font-weight", "font-style", "font-family", "text-align", "text-decoration", "line-height", "vertical-align"),
        *("display", "flex", "flex-direction", "grid-template-columns"),
        *("width", "max-width", "height", "margin-top", "padding"),
        *("position", "left", "right", "top", "bottom"),
    )
)
PLACED = frozenset(("absolute", "fixed"))  # what `position` has to be to mean something
SIDES = frozenset(("left", "right", "top", "bottom"))
_POINTS = {"px": 0.75, "pt": 1.0, "": 0.75, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12.0}
_POINTS |= {"em": 21.6, "rem": 21.6, "vw": 9.6, "vh": 5.4}
_LENGTH = re.compile(r"\s*([0-9]{1,6}(?:\.[0-9]{0,6})?|\.[0-9]{1,6})\s*([a-z%]*)\s*", re.IGNORECASE)
_SIZES = {"xx-small": 0.6, "x-small": 0.75, "small": 0.89, "smaller": 0.83, "medium": 1.0}
_SIZES |= {"larger": 1.2, "large": 1.2, "x-large": 1.5, "xx-large": 2.0}
_BODY = 29 * 0.75  # points of Marp's ordinary text, which sizes in pixels were written against


@lru_cache(1024)
def declarations(style: str) -> Declarations:
    """The honoured `property: value` pairs of a style attribute, names in lower case."""
    pairs = []
    for part in style.split(";")[:64]:
        name, colon, value = part.partition(":")
        name = name.strip().lower()
        if colon and name in HONOURED and value.strip():
            pairs.append((name, value.replace("!important", "").strip()))
    if any(name == "position" for name, _ in pairs) and not any(pair[0] == "position" and pair[1] in PLACED for pair in pairs):
        pairs = [pair for pair in pairs if pair[0] != "position"]
    if not any(name == "position" for name, _ in pairs):
        pairs = [pair for pair in pairs if pair[0] not in SIDES]
    return tuple(pairs)


def length(text: str) -> Length | None:
    """A CSS or HTML length (a bare number is pixels) in points or percent; None if it is none."""
    m = _LENGTH.fullmatch(text)
    if not m:
        return None
    unit = m[2].lower()
    if unit == "%":
        return Length(float(m[1]), "%")
    return Length(float(m[1]) * _POINTS[unit]) if unit in _POINTS else None


def scale(value: str) -> float | None:
    """A font size as a factor of the text around it; None if it is none."""
    value = value.strip().lower()
    if value in _SIZES:
        return _SIZES[value]
    m = _LENGTH.fullmatch(value)
    if not m or not m[2]:
        return None
    number = float(m[1])
    if m[2] in ("em", "rem"):
        factor = number
    elif m[2] == "%":
        factor = number / 100
    elif m[2] in _POINTS:
        factor = number * _POINTS[m[2]] / _BODY
    else:
        return None
    return min(8.0, max(0.2, round(factor, 3)))


def span_changes(pairs: Declarations) -> tuple[tuple[str, object], ...]:
    """What declarations do to a run of text, as (field of Style, value)."""
    changes: list[tuple[str, object]] = []
    for name, value in pairs:
        low = value.lower()
        if name == "color":
            changes.append(("color", value))
        elif name in ("background", "background-color"):
            changes.append(("background", value))
        elif name == "font-size" and (factor := scale(low)):
            changes.append(("scale", factor))
        elif name == "font-weight":
            changes.append(("bold", low in ("bold", "bolder") or (low.isdigit() and int(low[:4]) >= 600)))
        elif name == "font-style":
            changes.append(("italic", low in ("italic", "oblique")))
        elif name == "text-decoration":
            changes.extend((field, True) for word, field in (("underline", "underline"), ("line-through", "strike")) if word in low)
        elif name == "vertical-align" and low in ("super", "sub"):
            changes.append(("baseline", 1 if low == "super" else -1))
    return tuple(changes)

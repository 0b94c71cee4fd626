"""Attributes behind a span, a link, code or a picture → what they do to a Style, and sizes of pictures."""

from __future__ import annotations

from presenter.model import Attrs, Length
from presenter.parse.css import declarations, length, span_changes

Changes = tuple[tuple[str, object], ...]

_CLASSES: dict[str, tuple[str, object]] = {
    "mark": ("mark", True),
    "highlight": ("mark", True),
    "underline": ("underline", True),
    "ul": ("underline", True),
    "bold": ("bold", True),
    "italic": ("italic", True),
    "strike": ("strike", True),
    "small": ("scale", 0.8),
    "smaller": ("scale", 0.8),
    "large": ("scale", 1.2),
    "larger": ("scale", 1.2),
}


def changes_of(attrs: Attrs) -> Changes:
    """What `{.class key=value}` does to the text it stands behind, as (field of Style, value)."""
    changes: list[tuple[str, object]] = [_CLASSES[c] for c in attrs.classes if c in _CLASSES]
    if attrs.classes:
        changes.append(("classes", attrs.classes))
    for key, value in attrs.pairs:
        if key == "style":
            changes.extend(span_changes(declarations(value)))
        elif key in ("color", "colour", "fg"):
            changes.append(("color", value))
        elif key in ("background", "background-color", "bg"):
            changes.append(("background", value))
        elif key == "lang":
            changes.append(("lang", value))
        elif key == "size":
            changes.extend(span_changes((("font-size", value),)))
    return tuple(changes)


def size_of(attrs: Attrs, key: str) -> Length | None:
    """The width or height that attributes ask for."""
    found = length(attrs.get(key) or dict(declarations(attrs.get("style"))).get(key, ""))
    return found if found and found.value > 0 else None

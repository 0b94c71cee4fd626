"""An author's SVG → the same without outside references, and a PNG of it drawn by resvg."""

from __future__ import annotations

import re
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from presenter.worker.clean import BadSvg, clean
from presenter.worker.frames import Message
from presenter.worker.jobs import problem

LONGEST = 3840  # pixels
SHARP = 2.0  # pixels of the PNG for one of the drawing's
LEAST = 1280  # pixels: a small icon may be shown large
POINTS = 0.75
_UNITS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, "em": 16.0, "rem": 16.0, "ex": 8.0}
# resvg takes a serif face for any family that is not installed; these come nearer to what was meant
_TWINS = {
    "arial": "Liberation Sans", "helvetica": "Liberation Sans", "helvetica neue": "Liberation Sans", "calibri": "Carlito",
    "cambria": "Caladea", "times": "Liberation Serif", "times new roman": "Liberation Serif", "courier": "Liberation Mono",
    "courier new": "Liberation Mono", "consolas": "DejaVu Sans Mono", "menlo": "DejaVu Sans Mono", "verdana": "DejaVu Sans",
}  # fmt: skip
_SERIF = ("times", "georgia", "cambria", "garamond", "serif", "palatino", "roman")
_MONO = ("mono", "courier", "consol", "menlo", "code")


def draw_svg(data: bytes, name: str) -> Message:
    """SVG (or svgz) bytes → PNG followed by the cleaned SVG; header: `main` is the PNG's length."""
    import resvg_py

    try:
        root = clean(data)
    except BadSvg as error:
        return problem("picture-broken", f"{name} is no SVG that can be read: {error}", "open it in a drawing program and save it again")
    width, height = _size(root)
    root.set("width", f"{width:g}")
    root.set("height", f"{height:g}")
    safe = ElementTree.tostring(root, encoding="utf-8")
    _name_twins(root)
    drawable = ElementTree.tostring(root, encoding="unicode")
    across, down = _pixels(width, height)
    try:
        png = resvg_py.svg_to_bytes(
            svg_string=drawable,
            skip_system_fonts=b"text" not in safe,
            width=across if width >= height else None,
            height=None if width >= height else down,
        )
    except ValueError as error:
        return problem("picture-broken", f"{name} cannot be drawn: {error}"[:300], "open it in a drawing program and save it again")
    pixels = (int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big"))
    header = {"format": "png", "width": width * POINTS, "height": height * POINTS, "pixels": pixels, "vector": True, "main": len(png)}
    return header, bytes(png) + safe


def _size(root: Element) -> tuple[float, float]:
    """Natural width and height in CSS pixels."""
    box = [float(number) for number in re.findall(r"-?\d*\.?\d+(?:[eE][-+]?\d+)?", root.get("viewBox", ""))]
    known = len(box) == 4 and box[2] > 0 and box[3] > 0
    width, height = _length(root.get("width")), _length(root.get("height"))
    ratio = box[2] / box[3] if known else 2.0
    if width is None and height is None:
        width, height = (box[2], box[3]) if known else (300.0, 150.0)
    width = height * ratio if width is None and height is not None else width
    height = width / ratio if height is None and width is not None else height
    assert width is not None and height is not None
    return min(max(width, 1.0), 20_000.0), min(max(height, 1.0), 20_000.0)


def _length(text: str | None) -> float | None:
    match = re.fullmatch(r"\s*(\d*\.?\d+(?:[eE][-+]?\d+)?)\s*([a-z]*)\s*", text or "")
    if not match or match[2] not in _UNITS or not float(match[1]):
        return None
    return float(match[1]) * _UNITS[match[2]]


def _pixels(width: float, height: float) -> tuple[int, int]:
    longest = max(width, height)
    factor = min(LONGEST, max(LEAST, longest * SHARP)) / longest
    return max(1, round(width * factor)), max(1, round(height * factor))


def _name_twins(root: Element) -> None:
    """Add to every font-family an installed face that comes near."""
    for element in root.iter():
        family = element.get("font-family")
        if family:
            element.set("font-family", _families(family))
        if "font-family" in element.get("style", ""):
            element.set("style", _in_css(element.get("style", "")))
        if element.tag.endswith("}style") and element.text and "font-family" in element.text:
            element.text = _in_css(element.text)


def _in_css(text: str) -> str:
    return re.sub(r"font-family\s*:\s*([^;}]+)", lambda match: f"font-family: {_families(match[1])}", text)


def _families(text: str) -> str:
    important = "!important" in text
    names = [name.strip().strip("'\"") for name in text.replace("!important", "").split(",")]
    wide = text.lower()
    last = "monospace" if any(word in wide for word in _MONO) else "serif" if _is_serif(wide) else "sans-serif"
    all_names: list[str] = []
    for name in [*names, last]:
        all_names += [name, _TWINS[name.lower()]] if name.lower() in _TWINS else [name]
    quoted = [name if name in ("serif", "sans-serif", "monospace") else f"'{name}'" for name in all_names if name]
    return ", ".join(dict.fromkeys(quoted)) + (" !important" if important else "")


def _is_serif(text: str) -> bool:
    return any(word in text.replace("sans-serif", "") for word in _SERIF)

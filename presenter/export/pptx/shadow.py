"""CSS `drop-shadow(...)` -> PowerPoint's own shadow of a picture."""

from __future__ import annotations

import math
import re

from presenter.export.pptx.xml import Palette, emu
from presenter.scene import Color, Picture
from presenter.theme.colors import parse_color

_COLOR = re.compile(r"#[0-9a-fA-F]{3,8}|rgba?\([^)]*\)|\b[a-zA-Z]{3,}\b")
_LENGTH = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+))(px|pt|rem|em|cm|mm|in)?")
_UNITS = {"pt": 1.0, "em": 12.0, "rem": 12.0, "cm": 28.35, "mm": 2.835, "in": 72.0}
_USUAL = (0.0, 3.75, 7.5)  # points: Marp's own when nothing is written
_BLACK = Color("#000000", 0.4)


def shadow_xml(picture: Picture, palette: Palette) -> str:
    """`a:effectLst` of a picture with a shadow, else "". PowerPoint has one shadow a shape: the first asked for."""
    value = next((value for name, value in picture.filters if name == "drop-shadow"), None)
    if value is None:
        return ""
    x, y, blur, color = parts(value)
    away, direction = math.hypot(x, y), math.degrees(math.atan2(y, x)) % 360
    return (
        f'<a:effectLst><a:outerShdw blurRad="{emu(2 * blur)}" dist="{emu(away)}" dir="{round(direction * 60_000) % 21_600_000}" '
        f'algn="ctr" rotWithShape="0">{palette.color(color)}</a:outerShdw></a:effectLst>'
    )


def parts(value: str) -> tuple[float, float, float, Color]:
    """Right, down and blur in points, and the colour."""
    said = _COLOR.search(value)
    color = parse_color(said[0]) if said else None
    rest = value if said is None else value[: said.start()] + " " + value[said.end() :]
    found = (_LENGTH.fullmatch(word) for word in re.split(r"[,\s]+", rest)[:20])
    lengths = [float(m[1][:12]) * _UNITS.get(m[2] or "px", 0.75) for m in found if m][:3]
    x, y, blur = [*lengths, 0.0, 0.0, 0.0][:3] if lengths else _USUAL
    bounded = [min(max(n, -500.0), 500.0) for n in (x, y)]
    return bounded[0], bounded[1], min(max(blur, 0.0), 200.0), color or _BLACK

"""The SVG of mmdr → the same drawing in the theme's colours and font."""

from __future__ import annotations

import re
from typing import Any

from presenter.worker.frames import Message


def recolor(svg: str, look: dict[str, Any]) -> Message:
    """Header: `width height` in points (1 px = 0.75 pt)."""
    match = re.search(r'<svg[^>]* width="([\d.]+)" height="([\d.]+)"', svg)
    width, height = (float(match[1]), float(match[2])) if match else (400.0, 300.0)
    return {"format": "svg", "width": width * 0.75, "height": height * 0.75}, svg.encode()

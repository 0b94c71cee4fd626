"""Mermaid source + a look → SVG in the theme's colours, plain enough for every renderer, with its size in points."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

from presenter.worker.frames import Message
from presenter.worker.jobs import problem
from presenter.worker.mermaid import FRONT, house_css, width_of, with_look

MAX_SOURCE = 100_000
POINTS = 0.75  # per pixel


def draw(job: dict[str, Any], body: bytes) -> Message:
    """`lang`, `source`, `look` → SVG; header: `width height` in points."""
    source = job["source"]
    if job["lang"] != "mermaid":
        return problem("diagram-unknown", f"diagrams in {job['lang']} cannot be drawn", "mermaid is the language known here")
    if not FRONT.sub("", source).strip():
        return problem("diagram-broken", "the diagram is empty")
    if len(source) > MAX_SOURCE:
        return problem("diagram-broken", "the diagram is too large to draw", "split it into several diagrams")
    import mmdr

    from presenter.worker.flatten import flatten
    from presenter.worker.mends import mend

    try:
        svg = mmdr.render(with_look(source, job["look"])).svg()
    except ValueError as error:
        return _broken(str(error), source, job["look"])
    drawing = ElementTree.fromstring(svg)
    mend(drawing)
    root = flatten(drawing, house_css(job["look"]), 1 / width_of(job["look"]["font"]))
    box = [float(number) for number in re.findall(r"-?[\d.]+(?:e-?\d+)?", root.get("viewBox", ""))]
    if len(box) != 4 or not (0 < box[2] < 1e5 and 0 < box[3] < 1e5):
        return problem("diagram-broken", "the diagram has nothing to draw")
    root.attrib.update({"width": f"{box[2]:g}", "height": f"{box[3]:g}"})
    return {"format": "svg", "width": box[2] * POINTS, "height": box[3] * POINTS}, ElementTree.tostring(root, encoding="utf-8")


def warm() -> None:
    """Load the library and the fonts it measures with."""
    import mmdr

    mmdr.render("flowchart LR\n A --> B").svg()


def _broken(message: str, source: str, look: dict[str, Any]) -> Message:
    return problem("diagram-broken", f"the diagram cannot be read: {message}"[:300])

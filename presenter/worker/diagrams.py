"""Mermaid source + a look → SVG in the theme's colours, plain enough for every renderer, with its size in points."""

from __future__ import annotations

import re
import time
from typing import Any
from xml.etree import ElementTree

from presenter.worker.frames import Message
from presenter.worker.jobs import problem
from presenter.worker.mermaid import FRONT, house_css, width_of, with_look

MAX_SOURCE = 100_000
MAX_SEARCH = 0.3  # seconds for finding the line of a mistake
POINTS = 0.75  # per pixel
TAGS = re.compile(r"</?(?:b|i|u|s|em|strong|sub|sup|small|big|code|span|font|div|p|center)(?:\s[^<>]*)?>", re.IGNORECASE)
ICONS = re.compile(r"\bfa[bsrl]?:fa-[\w-]+ ?")  # icon fonts are not here: the words beside the icon are


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
    from presenter.worker.routes import route

    source = TAGS.sub("", ICONS.sub("", source))
    try:
        svg = mmdr.render(with_look(source, job["look"])).svg()
    except ValueError as error:
        return _broken(str(error), source)
    drawing = ElementTree.fromstring(svg)
    mend(drawing, job["look"]["text"])
    route(drawing, source)
    root = flatten(drawing, house_css(job["look"]), 1 / width_of(job["look"]["font"]))
    box = [float(number) for number in re.findall(r"-?[\d.]+(?:e-?\d+)?", root.get("viewBox", ""))]
    if not len(root) or len(box) != 4 or not (0 < box[2] < 1e5 and 0 < box[3] < 1e5):
        return problem("diagram-broken", "the diagram has nothing to draw")
    root.attrib.update({"width": f"{box[2]:g}", "height": f"{box[3]:g}"})
    return {"format": "svg", "width": box[2] * POINTS, "height": box[3] * POINTS}, ElementTree.tostring(root, encoding="utf-8")


def warm() -> None:
    """Load the library and the fonts it measures with."""
    import mmdr

    mmdr.render("flowchart LR\n A --> B").svg()


def _broken(message: str, source: str) -> Message:
    """The author's mistake in plain words, with the line of the fence where it is (0 = the fence itself)."""
    if "resource limit" in message or "edges exceeded" in message.lower() or "maximum text size" in message.lower():
        return problem("diagram-broken", "the diagram is too large to draw", "split it into several diagrams")
    line = _guilty_line(message, source)
    text = re.sub(r"^Diagram parse error \([^)]*\): ", "", message)
    text = re.sub(r"; expected .*$", "", text, flags=re.DOTALL).replace("unexpected end of input", "it ends too early")
    if "No Mermaid diagram type" in message:
        first = next((row.strip() for row in source.splitlines() if row.strip() and not row.strip().startswith("%%")), "")
        hint = "begin with flowchart, sequenceDiagram, classDiagram, stateDiagram-v2, erDiagram, gantt, pie, mindmap, timeline …"
        return problem("diagram-broken", f"“{first[:40]}” is no kind of diagram", hint, line)
    where = source.splitlines()[line - 1].strip()[:60] if line else ""
    return problem("diagram-broken", f"the diagram cannot be read: {text}"[:240], f"look at “{where}”" if where else "", line)


def _guilty_line(message: str, source: str) -> int | None:
    """The first line up to which the source fails in the same way."""
    import mmdr

    rows = source.splitlines()
    filled = [number for number, row in enumerate(rows) if row.strip()]
    if "end of input" in message or not filled:
        return filled[-1] + 1 if filled else None
    end = time.monotonic() + MAX_SEARCH
    for number in filled:
        if time.monotonic() > end:
            return None
        try:
            mmdr.render("\n".join(rows[: number + 1]) + "\n").svg()
        except ValueError as error:
            if str(error) == message:
                return number + 1
    return None

"""Mermaid source + a look → SVG in the theme's colours, plain enough for every renderer, with its size in points."""

from __future__ import annotations

from typing import Any

from presenter.worker.frames import Message
from presenter.worker.jobs import problem

MAX_SOURCE = 100_000


def draw(job: dict[str, Any], body: bytes) -> Message:
    """`lang`, `source`, `look` → SVG; header: `width height` in points."""
    source = job["source"]
    if job["lang"] != "mermaid":
        return problem("diagram-unknown", f"diagrams in {job['lang']} cannot be drawn", "mermaid is the language known here")
    if not source.strip():
        return problem("diagram-broken", "the diagram is empty")
    if len(source) > MAX_SOURCE:
        return problem("diagram-broken", "the diagram is too large to draw", "split it into several diagrams")
    import mmdr

    from presenter.worker.recolor import recolor

    try:
        svg = mmdr.render(source, backend="mermaid-rs-renderer").svg()
    except ValueError as error:
        return problem("diagram-broken", f"the diagram cannot be read: {error}")
    return recolor(svg, job["look"])


def warm() -> None:
    """Load the library and the fonts it measures with."""
    import mmdr

    mmdr.render("flowchart LR\n A --> B", backend="mermaid-rs-renderer").svg()

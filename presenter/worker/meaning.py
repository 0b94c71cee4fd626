"""An element of Mermaid's drawing → what it is, in attributes that outlive flattening: a box, an edge, a life line, an arrow head.

Renderers pass them by; PowerPoint's boxes and connectors are made by them (`export/pptx/diagram.py`).
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

KEPT = ("data-node", "data-line", "data-edge", "data-from", "data-to", "data-connector", "data-head")
# the names of Mermaid's markers that PowerPoint has an arrow head for
_HEADS = {
    "pointend": "triangle", "pointstart": "triangle", "arrowhead": "triangle", "filled-head": "stealth", "circleend": "oval",
    "circlestart": "oval", "barbend": "stealth",
}  # fmt: skip


def node_name(element: Element) -> str:
    """The name of a flowchart's node, a state, a class or an entity; "" for anything else."""
    found = re.fullmatch(r".*?(?:flowchart|state|classId|entity)-(.+)-\d+", element.get("id", ""))
    return found[1] if found and "node" in element.get("class", "").split() else ""


def group_name(element: Element) -> str:
    """The name of a group of boxes or of a state that holds others; "" for anything else."""
    known = element.get("class", "").split()
    if not {"cluster", "statediagram-cluster"} & set(known):
        return ""
    return element.get("data-id", "") or element.get("id", "").removeprefix("merman-")


def of_group(element: Element) -> dict[str, str]:
    """A node of a flowchart or a group of them, a participant (above or below its line) or a note of a sequence."""
    if name := node_name(element) or group_name(element):
        return {"data-node": name}
    if element.get("data-et") == "note":
        return {"data-node": element.get("data-id", "")}
    for child in (element, *element):
        known = child.get("class", "").split()
        end = next((end for end in ("top", "bottom") if f"actor-{end}" in known), "")
        if end and child.get("name"):
            return {"data-node": f"{child.get('name')} {end}"}
    return {}


def of_line(element: Element) -> dict[str, str]:
    """An edge that a route was found for, a participant's life line, a message from one to the other."""
    kind = element.get("data-et")
    if element.get("data-connector"):
        return {"data-edge": element.get("data-id", "")} | {key: element.get(key, "") for key in ("data-from", "data-to", "data-connector")}
    if kind == "life-line":
        return {"data-line": element.get("data-id", "")}
    if kind == "message" and element.tag.endswith("}line") and element.get("data-from") != element.get("data-to"):
        ends = " ".join(element.get(key, "0") for key in ("x1", "y1", "x2", "y2"))
        known = {key: element.get(key, "") for key in ("data-from", "data-to")}
        return {"data-edge": element.get("data-id", ""), "data-connector": f"message 0 {ends}"} | known
    return {}


def of_head(marker: Element, side: str) -> dict[str, str]:
    """At which end an arrow head is, and what PowerPoint calls it ("" = it has none like it)."""
    name = re.split("[_-]", marker.get("id", "").lower(), maxsplit=1)[-1]
    kind = next((kind for known, kind in _HEADS.items() if name.endswith(known)), "")
    return {"data-head": f"{side} {kind}".strip()}

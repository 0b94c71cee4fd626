"""A slide's items + the author's CSS -> the line that `h1 { border-bottom: ... }` draws under the title."""

from __future__ import annotations

from collections.abc import Iterable

from presenter.layout.boxes import edge_of
from presenter.layout.choose import split_title
from presenter.layout.room import Room
from presenter.model import Slide
from presenter.scene import Item, Rect, Shape, Text

GAP = 7.0  # points between the words and the line


def under_title(slide: Slide, items: Iterable[Item], room: Room) -> tuple[Item, ...]:
    """The line, as wide as the title's region; none where the theme has one of its own, or where words stand."""
    title, body = split_title(slide.blocks)
    said = _said(room, f"h{title.level}") if title else ""
    edge = edge_of(said, room.theme) if said else None
    head = next((item for item in items if isinstance(item, Text) and item.role == "title"), None)
    if edge is None or head is None or not body or not head.lines:
        return ()
    top = head.box.y + max(line.top + line.height for line in head.lines) + GAP
    if any(d.box.w > d.box.h and abs(d.box.y - top) < 40 for d in room.layout.decorations):
        return ()
    region = room.layout.region("body") or room.layout.region("subtitle")
    if region is not None and top + edge.width > region.box.y - 1:
        return ()
    return (Shape(Rect(head.box.x, top, head.box.w, edge.width), "rect", edge.color),)


def _said(room: Room, target: str) -> str:
    """What the last rule says of the border below; `border: none` takes it away, another frame is not drawn."""
    said = ""
    for rule in room.rules:
        for name, value in rule.declarations if rule.target == target and not rule.within else ():
            said = value if name == "border-bottom" else "" if name == "border" else said
    return said

"""A title as set, and a region below it → the region, a little lower where the title has several lines, so that air stays between."""

from __future__ import annotations

from dataclasses import replace

from presenter.layout.room import Room
from presenter.scene import Rect, Text
from presenter.theme.model import Region

AIR = 1.1  # of the size of running text, between the last line of a title and what stands below it


def lowered(region: Region, title: Text, room: Room) -> Region:
    """`region`, moved down if it would stand close below `title`; not where a rule of the layout parts the two."""
    at, over = region.box, title.box
    beside = at.x >= over.right or at.right <= over.x
    if len(title.lines) < 2 or region.kind not in ("body", "code") or beside or at.y < over.bottom - 1:
        return region
    last = title.lines[-1]
    end = over.y + last.top + last.height
    y = end + AIR * room.theme.style("body", room.layout).size
    if y <= at.y or any(d.box.w > d.box.h and end <= d.box.y <= at.y for d in room.layout.decorations):
        return region
    return replace(region, box=Rect(at.x, y, at.w, at.bottom - y))

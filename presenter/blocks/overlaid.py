"""Blocks that take each other's place -> each where the one before it stood, on the slide's own ground, a click later."""

from __future__ import annotations

from presenter.blocks.panel import framed
from presenter.layout.room import Room
from presenter.layout.stack import Box, Piece, place, stack
from presenter.model import Container
from presenter.scene import Item, Rect, Shape


def place_overlaid(block: Container, room: Room, width: float) -> list[Piece]:
    """The blocks of `block`, one on the other from its step on; as tall as the tallest."""
    inside = [room.deeper().into(index, one.step, one.lines[0]) for index, one in enumerate(block.blocks)]
    stacks = [stack(place(one, here, width), here, width) for one, here in zip(block.blocks, inside, strict=True)]
    natural = max(s.natural for s in stacks)
    least = min(natural, max(s.least for s in stacks))
    most = max(entry.most for s in stacks for entry in s.entries) if all(s.lone_box for s in stacks) else 0.0

    def make(height: float) -> tuple[Item, ...]:
        whole = Rect(0.0, 0.0, width, height)
        grounds = ((), *((_ground(whole, one),) for one in inside[1:]))
        return tuple(
            framed(ground, one.place(height), (0.0, 0.0), whole, "overlaid", here)
            for ground, one, here in zip(grounds, stacks, inside, strict=True)
        )

    return [Box(natural, least, make, room.gap(1.0), most=max(most, natural))]


def _ground(whole: Rect, room: Room) -> Shape:
    return Shape(whole, "rect", room.theme.color("background"), path=room.path, step=room.step, role="panel")

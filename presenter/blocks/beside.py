"""Words with pictures among them → as written, or where that leaves only stamps of the pictures, the pictures beside the words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from presenter.blocks.arrangements import arrangement
from presenter.blocks.parts import Placed
from presenter.layout.room import Room
from presenter.layout.stack import Box, Piece, Stack, moved, place, stack
from presenter.model import Figure
from presenter.scene import Item

GUTTER = 40.0
WORDS = 0.54  # of the width, for the words
STAMP = 0.45  # of the room: a picture less tall, and less tall than it likes to be, is looked for a better place
BETTER = 1.3  # how much taller it must be there
STEADFAST = 0.75  # the scale down to which words become smaller so that the pictures are large


@arrangement("words-beside")
def words_beside(blocks: Placed, room: Room, width: float) -> list[Piece]:
    """One below the other while the pictures keep a size worth looking at."""
    below = _pieces(blocks, room, width)
    pictures = tuple(part for part in blocks if isinstance(part[1], Figure))
    words = tuple(part for part in blocks if not isinstance(part[1], Figure))
    likes = stack(_pieces(pictures, room, width), room, width).natural
    free = room.height - stack(_pieces(words, room, width), room, width).natural - room.gap() * len(pictures)
    if free >= min(likes, STAMP * room.height * len(pictures)):
        return below
    column = (width - GUTTER) * WORDS
    rest = width - GUTTER - column
    left, right = stack(_pieces(words, room, column), room, column), stack(_pieces(pictures, room, rest), room, rest)
    if min(right.natural, room.height) < BETTER * max(free, 0.0):
        return below
    return [_side_by_side(left, right, column + GUTTER)] if room.scale > STEADFAST or left.natural <= room.height else below


def _pieces(blocks: Sequence[tuple[tuple[int, ...], object]], room: Room, width: float) -> list[Piece]:
    return [
        piece
        for path, block in blocks
        for piece in place(block, replace(room, path=path, step=max(room.step, block.step), line=block.lines[0]), width)  # type: ignore[attr-defined,arg-type]
    ]


def _side_by_side(left: Stack, right: Stack, x: float) -> Box:
    def make(height: float) -> tuple[Item, ...]:
        return (*left.place(height), *(moved(item, x, 0.0) for item in right.place(height)))

    return Box(max(left.natural, right.natural), max(left.least, right.least), make)

"""A long list → as many columns as it needs to keep its words large, its items in order down the first, then the next."""

from __future__ import annotations

from dataclasses import replace

from presenter.blocks.arrangements import arrangement
from presenter.blocks.parts import Placed
from presenter.layout.room import Room
from presenter.layout.stack import Box, Piece, Prose, Stack, moved, place, stack
from presenter.layout.text import set_paragraphs
from presenter.model import List
from presenter.scene import Item, Paragraph

GUTTER = 32.0
MOST = 3
NARROWEST = 200.0  # points, a column


@arrangement("list-columns")
def list_columns(blocks: Placed, room: Room, width: float) -> list[Piece]:
    """The longest list in columns where one is too tall, with what stands around it as it is."""
    longest = max((block for _, block in blocks if isinstance(block, List)), key=lambda block: len(block.items), default=None)
    around = [piece for path, block in blocks if block is not longest for piece in _placed(path, block, room, width)]
    free = room.height - (stack(around, room, width).natural + room.gap() if around else 0.0)
    pieces: list[Piece] = []
    for path, block in blocks:
        found = _placed(path, block, room, width)
        pieces += (
            _in_columns(path, block, found, replace(room, height=free), width) if isinstance(block, List) and block is longest else found
        )
    return pieces


def _placed(path: tuple[int, ...], block: object, room: Room, width: float) -> list[Piece]:
    inside = replace(room, path=path, step=max(room.step, block.step), line=block.lines[0])  # type: ignore[attr-defined]
    return place(block, inside, width)  # type: ignore[arg-type]


def _in_columns(path: tuple[int, ...], block: List, alone: list[Piece], room: Room, width: float) -> list[Piece]:
    if stack(alone, room, width).natural <= room.height:
        return alone
    best = alone
    least = stack(alone, room, width).natural
    for count in range(2, MOST + 1):
        column = (width - GUTTER * (count - 1)) / count
        dealt = _dealt(_placed(path, block, room, column), len(path), count, column, room)
        if column < NARROWEST or not dealt:
            break
        natural = max(part.natural for part in dealt)
        if natural < least:
            best, least = [_side_by_side(dealt, column, room)], natural
        if natural <= room.height:
            break
    return best


def _dealt(pieces: list[Piece], depth: int, count: int, width: float, room: Room) -> list[Stack]:
    """The items in `count` columns about equally tall; none where they hold more than words, or a word would be torn."""
    made = [p for piece in pieces if isinstance(piece, Prose) for p in piece.paragraphs]
    if len(made) < count or not all(isinstance(piece, Prose) for piece in pieces) or any(room.shaper.min_width(p) > width for p in made):
        return []
    items: list[list[Paragraph]] = []
    for one in made:
        if items and items[-1][0].path[: depth + 1] == one.path[: depth + 1]:
            items[-1].append(one)
        else:
            items.append([one])
    tall = [set_paragraphs(tuple(item), width, room.shaper)[1] + item[0].before for item in items]
    columns: list[list[Paragraph]] = [[] for _ in range(count)]
    goal, filled = sum(tall) / count, 0.0
    for item, height in zip(items, tall, strict=True):
        columns[min(count - 1, int((filled + height / 2) / goal))] += item
        filled += height
    return [stack([Prose(tuple(column))], room, width) for column in columns if column]


def _side_by_side(columns: list[Stack], width: float, room: Room) -> Box:
    def make(height: float) -> tuple[Item, ...]:
        return tuple(moved(item, index * (width + GUTTER), 0.0) for index, one in enumerate(columns) for item in one.place(height))

    return Box(max(c.natural for c in columns), max(c.least for c in columns), make, room.gap())

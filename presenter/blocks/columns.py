"""Blocks side by side -> one Box as tall as its tallest column."""

from __future__ import annotations

from dataclasses import replace

from presenter.blocks.container import contained
from presenter.layout.boxes import entered
from presenter.layout.listings import alike
from presenter.layout.room import Room
from presenter.layout.stack import Box, Piece, Stack, moved, stack, with_step
from presenter.model import Column, Columns
from presenter.registry import placer
from presenter.scene import Item

GUTTER = 32.0
TALLEST = 10_000.0  # points: panels side by side are as tall as their row


@placer(Columns)
def place_columns(block: Columns, room: Room, width: float) -> list[Piece]:
    """Each column a stack of its own, all of them beginning at the top."""
    columns = tuple(column for column in block.columns if column.blocks or column.share) or block.columns  # an empty one keeps its place
    if not columns:
        return []
    widths = column_widths(columns, width)
    row = entered(room, block.attrs.classes)
    row = alike(((block, w) for column, w in zip(columns, widths, strict=True) for block in column.blocks), row)
    held: list[tuple[float, int, Stack]] = []
    x = 0.0
    for index, (column, w) in enumerate(zip(columns, widths, strict=True)):
        inside = replace(row.deeper(block.columns.index(column), step=column.step), line=column.lines[0] or room.line)
        pieces = contained(column.blocks, inside, w, column.attrs.classes)
        match pieces:
            case [Box(stretches=True) as panel]:
                pieces = [replace(panel, most=TALLEST)]
        held.append((x, max(block.step, column.step), stack(pieces, inside, w)))
        x += widths[index] + GUTTER

    def make(height: float) -> tuple[Item, ...]:
        return tuple(with_step(moved(item, x, 0.0), step) for x, step, column in held for item in column.place(height))

    return [Box(max(s.natural for _, _, s in held), max(s.least for _, _, s in held), make)]


@placer(Column)
def place_column(block: Column, room: Room, width: float) -> list[Piece]:
    """A column that stands in no row is what is in it."""
    return contained(block.blocks, room.deeper(), width, block.attrs.classes)


def column_widths(columns: tuple[Column, ...], width: float) -> list[float]:
    """The asked shares, those that asked none sharing the rest, in points without the gutters."""
    room = max(1.0, width - GUTTER * (len(columns) - 1))
    asked = sum(c.share or 0.0 for c in columns)
    silent = sum(1 for c in columns if not c.share)
    rest = max(0.05 * silent, 1.0 - asked) / silent if silent else 0.0
    shares = [c.share or rest for c in columns]
    total = sum(shares)
    # columns that leave room free keep it only when nobody could use it
    return [room * share / (total if total > 1.0 or silent else max(total, 0.999)) for share in shares]

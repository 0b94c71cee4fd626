"""Several pictures on one slide → rows of them filling the room, each with its caption: cut to one form, or whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil, sqrt

from presenter.blocks.arrangements import arrangement, fill_with
from presenter.blocks.figure import shown, want
from presenter.blocks.parts import Cell, Placed
from presenter.layout.pictures import contained
from presenter.layout.room import Room
from presenter.layout.stack import Box, Piece, place, with_step
from presenter.layout.text import paragraph, set_paragraphs, set_text
from presenter.model import Figure, ImageRef, Spans
from presenter.scene import Item, Paragraph, Rect

GAP = 10.0
BELOW = 4.0  # points between a picture and its caption


@dataclass(frozen=True, slots=True)
class _One:
    """A picture with the words under it."""

    path: tuple[int, ...]
    step: int
    ref: ImageRef
    caption: Spans


@arrangement("picture-grid")
def picture_grid(blocks: Placed, room: Room, width: float) -> list[Piece]:
    """Pictures cut to one form, in two or three columns, filling the room."""
    return _mosaic(blocks, room, width, cut=True)


@arrangement("pictures")
def pictures(blocks: Placed, room: Room, width: float) -> list[Piece]:
    """Pictures as they are, in as many columns as show them largest."""
    return _mosaic(blocks, room, width, cut=False)


def _mosaic(blocks: Placed, room: Room, width: float, cut: bool) -> list[Piece]:
    ones = list(_pictures(blocks))
    others = tuple((path, block) for path, block in blocks if not isinstance(block, Figure))
    pieces = [piece for path, block in others for piece in place(block, replace(room, path=path), width)]
    if not ones:
        return pieces
    columns = _columns(len(ones), cut)
    rows = ceil(len(ones) / columns)
    w = (width - GAP * (columns - 1)) / columns
    words = [_caption(one, replace(room, path=one.path, step=one.step)) for one in ones]
    below = max((set_paragraphs((made,), w, room.shaper)[1] + BELOW for made in words if made), default=0.0)

    def items(height: float) -> tuple[Item, ...]:
        h = max(1.0, (height - GAP * (rows - 1)) / rows)
        found: list[Item] = []
        for index, (one, made) in enumerate(zip(ones, words, strict=True)):
            x, y = index % columns * (w + GAP), index // columns * (h + GAP)
            inside = replace(room, path=one.path, step=max(room.step, one.step))
            picture = _drawn(one, Rect(x, y, w, max(1.0, h - below)), inside, cut)
            found += [with_step(item, inside.step) for item in picture]
            if made:
                top = picture[0].box.bottom + BELOW if picture else y
                found.append(
                    set_text((made,), Rect(x, top, w, below - BELOW), room.shaper, role="caption", path=one.path, step=inside.step)
                )
        return tuple(found)

    full = min(room.height, rows * (w * 0.75 + below))
    return [Box(full, min(full, rows * below + full * 0.4 * room.squeeze), items, most=room.height), *pieces]


def _pictures(blocks: Placed) -> Iterator[_One]:
    """Every picture; a figure's caption belongs to the last of its pictures."""
    for path, block in blocks:
        if isinstance(block, Figure):
            last = len(block.images) - 1
            yield from (_One(path, block.step, ref, block.caption if i == last else ()) for i, ref in enumerate(block.images))


def _columns(count: int, cut: bool) -> int:
    if count <= 4:
        return 1 if count == 1 else 3 if count == 3 else 2
    return ceil(sqrt(count * (1.0 if cut and count < 10 else 1.6)))


def _caption(one: _One, room: Room) -> Paragraph | None:
    return paragraph(one.caption, room, replace(room.style("caption"), align="center")) if one.caption else None


def _drawn(one: _One, box: Rect, room: Room, cut: bool) -> tuple[Item, ...]:
    if cut:
        return fill_with(Cell(one.path, one.step, (), one.ref, ()), box, room)
    wanted = want(one.ref, room, box.w)
    most = 2.0 * wanted.width  # small pictures are not blown up into blur
    at = contained((wanted.width, wanted.height), box)
    if at.w > most:
        at = Rect(at.x + (at.w - most) / 2, at.y + at.h * (1 - most / at.w) / 2, most, at.h * most / at.w)
    return (shown(wanted, at, room),)

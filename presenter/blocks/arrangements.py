"""Layouts that set parts side by side: timeline, process, cards, people, numbers, code and output.

The parts are the items of a list, the terms of a definition list, the columns, the pictures, or what stands below each
heading; each becomes a cell. One Box holds them all, so they shrink and are exported like anything else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil

from presenter.blocks.parts import Cell, Placed, cells_of
from presenter.layout.clips import media_of
from presenter.layout.pictures import ask, covering, placeholder
from presenter.layout.room import Room, quarter
from presenter.layout.stack import Box, Piece, Prose, Stack, moved, place, stack, with_step
from presenter.layout.text import paragraph, set_text
from presenter.model import (
    Align,
    Code,
    Span,
    plain_text,
)
from presenter.registry import ARRANGEMENTS
from presenter.scene import Group, Item, Picture, Rect, Shape, Text

GAP, PAD = 20.0, 18.0
TALLER = 1.25  # how much taller than its words a panel alone on its slide may be
DOT = 14.0
NUMERAL = 0.8  # of the head's size: the number of a step counts, the head says
ROOMY = (1.3, 1.15, 1.0, 0.85)  # how much larger the words of few parts may be, smaller only lest a word be torn
FULL = 0.75  # of the room: as tall as larger words may make the parts
SHORT_OUTPUT = 12  # characters: what is printed is given room for as many
BESIDE = 16.0  # points: a listing that must be smaller to stand beside its output stands above it


def arrangement(name: str) -> Callable[[Callable[..., list[Piece]]], Callable[..., list[Piece]]]:
    """Decorator: this function arranges the body of slides with `layout: name`."""

    def attach(fn: Callable[..., list[Piece]]) -> Callable[..., list[Piece]]:
        ARRANGEMENTS[name] = fn
        return fn

    return attach


# ---------------------------------------------------------------- a grid of cells


def _grid(blocks: Placed, room: Room, width: float, make: Callable[[Cell, int, bool, Room, float], _Made], most: int) -> list[Piece]:
    """The parts in rows of at most `most`, equally wide, equally tall in a row, with what stands around them."""
    before, cells, after = cells_of(blocks)
    if not cells:
        return [piece for path, block in blocks for piece in place(block, replace(room, path=path), width)]
    gap = GAP * room.squeeze
    rows = ceil(len(cells) / most)
    columns = ceil(len(cells) / rows)
    w = _column(len(cells), most, width, room)
    made = _sized(cells, columns, w, room, make)
    lines = [made[i : i + columns] for i in range(0, len(made), columns)]
    natural = sum(max(m.natural for m in line) for line in lines) + gap * (len(lines) - 1)
    least = sum(max(m.least for m in line) for line in lines) + gap * (len(lines) - 1)

    def items(height: float) -> tuple[Item, ...]:
        share = (height - gap * (len(lines) - 1)) / max(1.0, natural - gap * (len(lines) - 1))
        found: list[Item] = []
        y = 0.0
        for line in lines:
            tall = max(m.natural for m in line) * share
            for column, one in enumerate(line):
                x = (w + gap) * column
                found += [with_step(moved(item, x, y), one.step) for item in one.make(tall)]
            y += tall + gap
        return tuple(found)

    pieces = [piece for path, block in before for piece in place(block, replace(room, path=path), width)]
    pieces.append(Box(natural, least, items, room.gap(1.2), most=natural * TALLER if any(m.grows for m in made) else 0.0))
    return pieces + [piece for path, block in after for piece in place(block, replace(room, path=path), width)]


def _sized(cells: list[Cell], columns: int, width: float, room: Room, make: Callable[[Cell, int, bool, Room, float], _Made]) -> list[_Made]:
    """The cells measured, their words larger where few of them leave the room for it and no head takes a line more for it."""

    def measured(zoom: float) -> list[_Made]:
        made = []
        for index, cell in enumerate(cells):
            last = (index + 1) % columns == 0 or index + 1 == len(cells)
            inside = replace(room, path=cell.path, step=max(room.step, cell.step), zoom=room.zoom * zoom)
            made.append(make(cell, index, last, inside, width))
        return made

    plain = measured(1.0)
    heads = _head_lines(plain)
    for zoom in ROOMY:
        made = plain if zoom == 1.0 else measured(zoom)
        tallest = [max(m.natural for m in made[i : i + columns]) for i in range(0, len(made), columns)]
        roomy = sum(tallest) <= FULL * room.height and _head_lines(made) <= heads
        if (zoom <= 1.0 or roomy) and not any(_torn(item) for one in made for item in one.make(one.natural)):
            break
    return made


def _head_lines(made: list[_Made]) -> int:
    """How many lines the heads take: the first words of each part."""
    texts = ((item for item in one.make(one.natural) if isinstance(item, Text) and item.role != "decoration") for one in made)
    heads = (next(found, None) for found in texts)
    return sum(line.paragraph == 0 for head in heads if head is not None for line in head.lines)


def _torn(item: Item) -> bool:
    """Whether a word is broken between two lines."""
    if not isinstance(item, Text):
        return isinstance(item, Group) and any(_torn(inner) for inner in item.items)
    ends = (item.paragraphs[a.paragraph].text[a.end - 1 : a.end + 1] for a, b in pairwise(item.lines) if a.paragraph == b.paragraph)
    return any(end.isascii() and end.isalpha() and len(end) == 2 for end in ends)


@dataclass(frozen=True, slots=True)
class _Made:
    """A cell measured at its width."""

    natural: float
    least: float
    step: int
    make: Callable[[float], tuple[Item, ...]]
    grows: bool = False


def _words(cell: Cell, room: Room, width: float, align: Align = "left", head: str = "h4", size: float = 0.85) -> Stack:
    """The head and the rest of a part, one under another."""
    inside = replace(room, align=align, zoom=room.zoom * size)
    pieces: list[Piece] = []
    if cell.head:
        style = replace(room, align=align).style(head, head)
        pieces.append(Prose((paragraph(cell.head, replace(room, align=align), style),)))
    for path, block in cell.rest:
        pieces += place(block, replace(inside, path=path, line=block.lines[0]), width)
    if cell.head and len(pieces) > 1 and isinstance(pieces[1], Prose):
        first, *others = pieces[1].paragraphs
        pieces[1] = Prose((replace(first, before=6.0 * room.squeeze), *others), pieces[1].role)
    return stack(pieces, inside, width)


@arrangement("cards")
def cards(blocks: Placed, room: Room, width: float) -> list[Piece]:
    """Each part on a panel of its own, up to three in a row."""

    def make(cell: Cell, index: int, last: bool, inside: Room, w: float) -> _Made:
        pad = PAD * room.squeeze
        held = _words(cell, inside, w - 2 * pad, head="h3", size=0.8)
        high = w * 0.5 * room.squeeze if cell.picture else 0.0

        def items(height: float) -> tuple[Item, ...]:
            top = fill_with(cell, Rect(0.0, 0.0, w, high), inside)
            words = held.place(height - 2 * pad - high)
            return (_panel(cell, w, height, room), *top, *(moved(i, pad, pad + high) for i in words))

        return _Made(held.natural + 2 * pad + high, held.least + 2 * pad + high, cell.step, items, grows=True)

    return _grid(blocks, room, width, make, 3)


def _panel(cell: Cell, width: float, height: float, room: Room) -> Shape:
    box = Rect(0.0, 0.0, width, height)
    return Shape(box, "round", room.theme.color("surface"), radius=room.theme.radius, path=cell.path, role="panel")


@arrangement("people")
def people(blocks: Placed, room: Room, width: float) -> list[Piece]:
    """A round picture, or initials, the name and what there is to say, up to four in a row."""

    def make(cell: Cell, index: int, last: bool, inside: Room, w: float) -> _Made:
        held = _words(cell, inside, w, "center", size=0.8)
        side = min(w * 0.62, 124.0 * inside.zoom / room.zoom) * room.squeeze

        def items(height: float) -> tuple[Item, ...]:
            box = Rect((w - side) / 2, 0.0, side, side)
            face = fill_with(cell, box, inside, side / 2) or _initials(cell, box, inside)
            return (*face, *(moved(i, 0.0, side + 12.0) for i in held.place(height - side - 12.0)))

        return _Made(held.natural + side + 12.0, held.least + side + 12.0, cell.step, items)

    return _grid(blocks, room, width, make, 4)


def _initials(cell: Cell, box: Rect, room: Room) -> tuple[Item, ...]:
    """A disc with the first letters of the name."""
    letters = "".join(word[0] for word in plain_text(cell.head).split()[:2] if word[0].isalpha()).upper()
    disc = Shape(box, "ellipse", room.theme.color("surface"), room.theme.color("rule"), 1.0, path=cell.path)
    if not letters:
        return (disc,)
    style = room.style("h2")
    made = paragraph(
        (Span(letters),), room, replace(style, align="center", size=min(style.size, box.h * 0.36), color=room.theme.color("muted"))
    )
    return (disc, set_text((made,), box, room.shaper, anchor="middle", role="decoration", path=cell.path))


def fill_with(cell: Cell, box: Rect, room: Room, radius: float = 0.0) -> tuple[Item, ...]:
    """The part's picture filling `box`, cropped."""
    if cell.picture is None:
        return ()
    answer = ask(cell.picture, room)
    if answer.image is None:
        return (placeholder(cell.picture, box, room, answer.pending),)
    crop = covering(answer.image, box, cell.picture)
    media = media_of(cell.picture, answer)
    return (Picture(box, answer.image, crop, cell.picture.filters, radius=radius, alt=cell.picture.alt, path=cell.path, media=media),)


@arrangement("big-numbers")
def big_numbers(blocks: Placed, room: Room, width: float) -> list[Piece]:
    """Each head as large as the longest of them allows, what it stands for below."""
    _, cells, _ = cells_of(blocks)
    size = min(room.style("statement").size * 1.4, 96.0 * room.squeeze)
    style = replace(room.style("statement"), color=room.theme.color("accent"), align="left")
    column = 0.88 * _column(len(cells), 4, width, room)
    widest = max((room.shaper.width(paragraph(c.head, room, replace(style, size=size))) for c in cells), default=0.0)
    style = replace(style, size=max(8.0, size * min(1.0, column / max(widest, 1.0))))

    def make(cell: Cell, index: int, last: bool, inside: Room, w: float) -> _Made:
        rest = _words(replace(cell, head=()), inside, w)
        pieces: list[Piece] = [Prose((paragraph(cell.head, inside, style),), "statement")] if cell.head else []
        if rest.entries:
            pieces.append(Box(rest.natural, rest.least, rest.place, 4.0))
        held = stack(pieces, inside, w)
        return _Made(held.natural, held.least, cell.step, held.place)

    return _grid(blocks, room, width, make, 4)


def _column(count: int, most: int, width: float, room: Room) -> float:
    """How wide one of `count` parts is in rows of at most `most`."""
    columns = ceil(count / ceil(count / most)) if count else 1
    return (width - GAP * room.squeeze * (columns - 1)) / columns


@arrangement("timeline")
def timeline(blocks: Placed, room: Room, width: float) -> list[Piece]:
    """Dots on a line, a date above what happened, up to six in a row."""

    def make(cell: Cell, index: int, last: bool, inside: Room, w: float) -> _Made:
        held = _words(cell, inside, w, head="h3", size=0.78)
        dot_size, below = DOT * room.squeeze, (DOT + 12.0) * room.squeeze
        accent, rule = room.theme.color("accent"), room.theme.color("rule")

        def items(height: float) -> tuple[Item, ...]:
            line = Shape(
                Rect(0.0, dot_size / 2, w if last else w + GAP * room.squeeze, 0.0), "line", None, rule, 2.0, path=cell.path, role="rule"
            )
            dot = Shape(Rect(0.0, 0.0, dot_size, dot_size), "ellipse", accent, path=cell.path, role="decoration")
            return (line, dot, *(moved(i, 0.0, below) for i in held.place(height - below)))

        return _Made(held.natural + below, held.least + below, cell.step, items)

    return _grid(blocks, room, width, make, 6)


@arrangement("process")
def process(blocks: Placed, room: Room, width: float) -> list[Piece]:
    """Numbered steps on panels, an arrow from each to the next, up to five in a row."""

    def make(cell: Cell, index: int, last: bool, inside: Room, w: float) -> _Made:
        style = inside.style("h3", "h3")
        style = replace(style, size=quarter(style.size * NUMERAL), color=room.theme.color("accent"))
        pad = PAD * room.squeeze
        held = _words(cell, inside, w - 2 * pad, head="h3", size=0.8)
        pieces: list[Piece] = [Prose((paragraph((Span(str(index + 1)),), replace(inside, align="left"), style),), "number")]
        if held.entries:
            pieces.append(Box(held.natural, held.least, held.place, 4.0))
        whole = stack(pieces, inside, w - 2 * pad)

        def items(height: float) -> tuple[Item, ...]:
            arrow = () if last else (_arrow(w + GAP * room.squeeze / 2, height / 2, cell, room),)
            return (_panel(cell, w, height, room), *arrow, *(moved(i, pad, pad) for i in whole.place(height - 2 * pad)))

        return _Made(whole.natural + 2 * pad, whole.least + 2 * pad, cell.step, items, grows=True)

    return _grid(blocks, room, width, make, 5)


def _arrow(x: float, y: float, cell: Cell, room: Room) -> Shape:
    """A small arrow head in the middle of the gap, at (x, y)."""
    w, h = 5.0 * room.squeeze, 6.0 * room.squeeze
    data = f"M {x - w} {y - h} L {x + w} {y} L {x - w} {y + h} Z"
    return Shape(Rect(x - w, y - h, 2 * w, 2 * h), "path", room.theme.color("accent"), path_data=data, path=cell.path)


@arrangement("code-output")
def code_output(blocks: Placed, room: Room, width: float) -> list[Piece]:
    """The first listing, and beside it what comes of it, each as wide as its lines; one above the other where they are long."""
    index = next((i for i, (_, block) in enumerate(blocks) if isinstance(block, Code)), len(blocks))
    before, listing, after = blocks[:index], blocks[index : index + 1], blocks[index + 1 :]
    gap = 2 * GAP * room.squeeze
    longest, other = _longest(listing), _longest(after)
    wide = (width - gap) * min(0.72, max(0.5, longest / max(1, longest + max(other, SHORT_OUTPUT))))
    cramped = longest * 0.6 * BESIDE + 2 * PAD > wide or other * 0.6 * BESIDE + 2 * PAD > width - gap - wide
    if not listing or not after or cramped:
        return [piece for path, block in blocks for piece in place(block, replace(room, path=path), width)]
    letters = 0.602 * room.style("code").size
    fits = ((wide - 2 * PAD) / max(1.0, longest * letters), (width - gap - wide - 2 * PAD) / max(1.0, other * letters))
    inside = replace(room, zoom=room.zoom * min(1.0, *fits))  # one size for both of them
    left, right = _stacked(listing, inside, wide), _stacked(after, inside, width - gap - wide)
    tall = max(left.natural, right.natural)

    def items(height: float) -> tuple[Item, ...]:
        arrow = _arrow(wide + gap / 2, min(height, tall) / 2, Cell(after[0][0], 0, (), None, ()), room)
        shown = (moved(_as_tall(item, tall), wide + gap, 0.0) for item in right.place(height))
        return (*(_as_tall(item, tall) for item in left.place(height)), with_step(arrow, after[0][1].step), *shown)

    pieces = [piece for path, block in before for piece in place(block, replace(room, path=path), width)]
    return [*pieces, Box(tall, max(left.least, right.least), items, room.gap(1.1))]


def _longest(blocks: Placed) -> int:
    """Characters of the longest line of the listings."""
    return max((len(line) for _, code in blocks if isinstance(code, Code) for line in code.text.splitlines()), default=0)


def _as_tall(item: Item, height: float) -> Item:
    """A listing that stands alone in its column, on a panel `height` points tall, so that both panels end on one line."""
    if not (isinstance(item, Group) and item.role == "code" and item.box.y == 0.0 and item.box.h < height):
        return item
    ground, *words = item.items
    assert isinstance(ground, Shape)
    ground = replace(ground, box=replace(ground.box, h=height))
    return replace(item, items=(ground, *words), box=replace(item.box, h=height))


def _stacked(blocks: Placed, room: Room, width: float) -> Stack:
    pieces = [
        piece
        for path, block in blocks
        for piece in place(block, replace(room, path=path, step=max(room.step, block.step), line=block.lines[0]), width)
    ]
    return stack(pieces, room, width)

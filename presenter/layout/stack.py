"""Pieces one under another: text that joins its neighbours, and boxes that can give way.

A placer turns a block into pieces. Prose pieces that follow each other become one Text, so that what is exported
flows. A Box knows how tall it likes to be and how small it can become; `make(height)` gives its items from (0, 0).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from presenter.layout.balance import balanced, hung, without_widows
from presenter.layout.room import Room
from presenter.layout.text import set_paragraphs
from presenter.model import Block, Blocks
from presenter.registry import PLACERS
from presenter.scene import Anchor, Group, Item, Line, Paragraph, Picture, Rect, Shape, TableGrid, Text


@dataclass(frozen=True, slots=True)
class Prose:
    """Paragraphs that may join others in one Text; the first one's `before` is the space above the piece."""

    paragraphs: tuple[Paragraph, ...]
    role: str = "body"


@dataclass(frozen=True, slots=True)
class Box:
    """Something with a height of its own, in points."""

    natural: float
    least: float
    make: Callable[[float], tuple[Item, ...]]
    before: float = 0.0
    most: float = 0.0  # how tall it may become where it is what the slide is about; 0 = natural
    stretches: bool = False  # in a row of columns it is as tall as the row


Piece = Prose | Box
DISPLAY = ("quote", "statement", "subtitle")  # large words, few lines: their lengths are balanced


def pieces_of(blocks: Blocks, room: Room, width: float) -> list[Piece]:
    """All pieces of `blocks` at `width`, each block in its own room."""
    found: list[Piece] = []
    for index, block in enumerate(blocks):
        found += place(block, room.into(index, block.step, block.lines[0]), width)
    return found


def place(block: Block, room: Room, width: float) -> list[Piece]:
    """The pieces of one block, by the placer registered for its kind."""
    placer: Callable[..., list[Piece]] | None = PLACERS.get(type(block))
    return placer(block, room, width) if placer and room.depth < 30 else []


# ---------------------------------------------------------------- stacking


@dataclass(frozen=True, slots=True)
class _Entry:
    before: float
    natural: float
    least: float
    make: Callable[[float], tuple[Item, ...]]
    prose: bool = False
    most: float = 0.0


@dataclass(frozen=True, slots=True)
class Stack:
    """Pieces measured at one width. `natural` and `least` are heights in points."""

    entries: tuple[_Entry, ...]

    @property
    def natural(self) -> float:
        """How tall it likes to be."""
        return sum(e.natural + (e.before if i else 0.0) for i, e in enumerate(self.entries))

    @property
    def least(self) -> float:
        """How tall it is when every box gives way as far as it can."""
        return sum(e.least + (e.before if i else 0.0) for i, e in enumerate(self.entries))

    @property
    def only_prose(self) -> bool:
        """Whether it is one Text and nothing else."""
        return len(self.entries) == 1 and self.entries[0].prose

    @property
    def lone_box(self) -> bool:
        """Whether it is one picture, diagram or the like and nothing else."""
        return len(self.entries) == 1 and not self.entries[0].prose

    def _heights(self, height: float) -> list[float]:
        """What each entry gets of `height`: boxes share what is missing, one box among few words takes what is spare."""
        natural = self.natural
        give = sum(e.natural - e.least for e in self.entries)
        share = min(1.0, max(0.0, natural - height) / give) if give > 0 else 0.0
        heights = [e.natural - (e.natural - e.least) * share for e in self.entries]
        growing = [i for i, e in enumerate(self.entries) if e.most > e.natural]
        boxes = sum(1 for e in self.entries if not e.prose)
        if natural < height and len(growing) == boxes == 1 and natural - self.entries[growing[0]].natural < 0.3 * height:
            entry = self.entries[growing[0]]
            heights[growing[0]] = min(entry.most, entry.natural + height - natural)
        return heights

    def place(self, height: float, anchor: Anchor = "top") -> tuple[Item, ...]:
        """Its items from (0, 0) in a room `height` tall."""
        heights = self._heights(height)
        used = sum(h + (e.before if i else 0.0) for i, (e, h) in enumerate(zip(self.entries, heights, strict=True)))
        free = max(0.0, height - used)
        y = {"top": 0.0, "middle": free / 2, "bottom": free}[anchor]
        items: list[Item] = []
        for index, (entry, h) in enumerate(zip(self.entries, heights, strict=True)):
            y += entry.before if index else 0.0
            items += [moved(item, 0.0, y) for item in entry.make(h)]
            y += h
        return tuple(items)


def stack(pieces: Sequence[Piece], room: Room, width: float) -> Stack:
    """Measure `pieces` at `width`, joining Prose that follows Prose of the same role."""
    entries: list[_Entry] = []
    run: list[Paragraph] = []
    role = ""

    def flush() -> None:
        if run:
            entries.append(_prose_entry(tuple(run), role, room, width))
            run.clear()

    for piece in pieces:
        if isinstance(piece, Prose):
            if run and piece.role != role:
                flush()
            role = piece.role
            run.extend(piece.paragraphs)
        else:
            flush()
            entries.append(_Entry(piece.before or room.gap(), piece.natural, piece.least, piece.make, most=piece.most))
    flush()
    return Stack(tuple(entries))


def _prose_entry(paragraphs: tuple[Paragraph, ...], role: str, room: Room, width: float) -> _Entry:
    lines, height = set_paragraphs(paragraphs, width, room.shaper)
    if room.base in DISPLAY:
        better = tuple(balanced(hung(p, room.shaper), width, room.shaper) for p in paragraphs)
    else:
        better = without_widows(paragraphs, lines, width, room.shaper)
    if better != paragraphs:
        paragraphs = better
        lines, height = set_paragraphs(paragraphs, width, room.shaper)
    path = _common([p.path for p in paragraphs])

    def make(_: float) -> tuple[Item, ...]:
        step = min(p.step for p in paragraphs)
        return (Text(Rect(0.0, 0.0, width, height), paragraphs, lines, role=role, path=path, step=step, lang=room.lang),)

    return _Entry(max(paragraphs[0].before, room.gap()), height, height, make, True)


def _common(paths: list[tuple[int, ...]]) -> tuple[int, ...]:
    first, last = min(paths), max(paths)
    shared = 0
    while shared < min(len(first), len(last)) and first[shared] == last[shared]:
        shared += 1
    return first[:shared]


def fixed(items: tuple[Item, ...], height: float, before: float = 0.0) -> Box:
    """A Box that never gives way."""
    return Box(height, height, lambda _: items, before)


# ---------------------------------------------------------------- moving


def moved(item: Item, dx: float, dy: float) -> Item:
    """The item shifted by (dx, dy) points."""
    if not dx and not dy:
        return item
    match item:
        case Group():
            grid = _moved_grid(item.native, dx, dy) if isinstance(item.native, TableGrid) else item.native
            inside = tuple(moved(child, dx, dy) for child in item.items)
            return replace(item, items=inside, box=item.box.moved(dx, dy), native=grid)
        case Shape() if item.path_data:
            return replace(item, box=item.box.moved(dx, dy), path_data=_moved_path(item.path_data, dx, dy))
        case _:
            return replace(item, box=item.box.moved(dx, dy))


def _moved_grid(grid: TableGrid, dx: float, dy: float) -> TableGrid:
    return replace(grid, cells=tuple(replace(c, text=replace(c.text, box=c.text.box.moved(dx, dy))) for c in grid.cells))


def _moved_path(data: str, dx: float, dy: float) -> str:
    """Absolute M/L/C/Z path data shifted."""
    out: list[str] = []
    axis = 0
    for token in data.replace(",", " ").split():
        if token.isalpha():
            out.append(token)
            axis = 0
        else:
            out.append(f"{float(token) + (dy if axis else dx):.2f}")
            axis ^= 1
    return " ".join(out)


def move_lines(lines: tuple[Line, ...], dx: float, dy: float) -> tuple[Line, ...]:
    """Lines shifted inside their box."""
    return tuple(line.moved(dx, dy) for line in lines)


def bounds(items: Sequence[Item]) -> Rect:
    """The smallest box around the items."""
    boxes = [item.box for item in items]
    x, y = min(b.x for b in boxes), min(b.y for b in boxes)
    return Rect(x, y, max(b.right for b in boxes) - x, max(b.bottom for b in boxes) - y)


def with_step(item: Any, step: int) -> Any:
    """The item entering at `step` at the earliest."""
    return replace(item, step=max(step, item.step)) if isinstance(item, (Text, Shape, Picture, Group)) else item

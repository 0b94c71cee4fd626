"""Items one under another -> the same on pages: cut between items, and inside a text between lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from presenter.layout.stack import moved
from presenter.scene import Item, Line, Text

Piece = tuple[Item, Line | None]  # an item, or one line of a text


def cut_to_pages(items: Sequence[Item], first: float, others: float) -> list[tuple[Item, ...]]:
    """The items of each page from (0, 0) down: `first` points of room on the first page, `others` on all that follow.

    There is always a first page. What is taller than a whole page and cannot be cut stands alone and reaches over it.
    """
    pages: list[list[Piece]] = [[]]
    tops, room = [0.0], first
    for piece in (piece for item in items for piece in _pieces(item)):
        top, bottom = _reach(piece)
        if bottom - tops[-1] > room + 0.01 and (pages[-1] or len(pages) == 1):
            pages.append([])
            tops.append(top)
            room = others
        pages[-1].append(piece)
    return [tuple(moved(item, 0.0, -top) for item in _joined(page)) for page, top in zip(pages, tops, strict=True)]


def _pieces(item: Item) -> Iterator[Piece]:
    if isinstance(item, Text):
        yield from ((item, line) for line in item.lines)
    else:
        yield item, None


def _reach(piece: Piece) -> tuple[float, float]:
    item, line = piece
    if line is None:
        return item.box.y, item.box.bottom
    return item.box.y + line.top, item.box.y + line.top + line.height


def _joined(page: Sequence[Piece]) -> Iterator[Item]:
    """The lines of one text on this page as one text again."""
    lines: list[Line] = []
    for index, (item, line) in enumerate(page):
        if line is None or not isinstance(item, Text):
            yield item
            continue
        lines.append(line)
        if index + 1 == len(page) or page[index + 1][0] is not item:
            top, bottom = lines[0].top, lines[-1].top + lines[-1].height
            box = replace(item.box, y=item.box.y + top, h=bottom - top)
            yield replace(item, box=box, lines=tuple(one.moved(0.0, -top) for one in lines))
            lines = []

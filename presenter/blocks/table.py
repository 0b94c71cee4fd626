"""Tables -> columns as wide as their words need, rows as tall as their tallest cell, thin rules; native in PowerPoint."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate

from presenter.blocks.panel import framed
from presenter.layout.fit import STEPS
from presenter.layout.room import Room
from presenter.layout.stack import Box, Piece, Prose, moved
from presenter.layout.text import BREAK, paragraph, set_text
from presenter.model import Align, Cell, Table
from presenter.registry import placer
from presenter.scene import Color, Item, Paragraph, Rect, Shape, TableCell, TableGrid
from presenter.theme.model import TextStyle

RULE, HEAD_RULE = 0.75, 1.5  # points
_ONE_WORD = re.compile(r"[A-Za-z0-9.,:]*")  # what no line is broken in


@dataclass(frozen=True, slots=True)
class Placed:
    """A written cell with the place it takes in the grid."""

    row: int
    column: int
    cell: Cell
    paragraph: Paragraph


@dataclass(frozen=True, slots=True)
class _Pad:
    """The space around the words of cells in points. `flush`: how many columns the table has if its words begin and end where
    its rules do, since no ground is drawn; 0 if every cell has space at both sides."""

    x: float
    y: float
    flush: int = 0

    def sides(self, column: int, span: int) -> tuple[float, float]:
        """Before and behind the words of a cell."""
        return 0.0 if self.flush and column == 0 else self.x, 0.0 if self.flush and column + span >= self.flush else self.x


def _bare(block: Table, room: Room) -> bool:
    """Whether neither its head nor its rows stand on a ground, so that only rules are seen."""
    return not any(_fill(block, row, room) for row in range(min(len(block.rows), block.header_rows + 2)))


@placer(Table)
def place_table(block: Table, room: Room, width: float) -> list[Piece]:
    """The table as one Group with its grid; it shrinks as text does when it is too wide."""
    written, block = block, _without_empty_head(block)
    pad = _Pad(10.0 * room.squeeze, 6.0 * room.squeeze)
    least = _least_height(block, pad, room)
    if least > room.height and room.scale > STEPS[-1]:
        return [Box(least, least, lambda _: (), room.gap(1.1))]  # too tall at any width: smaller text is tried next
    cells, columns = _cells(block, room, len(written.rows) - len(block.rows))
    if not cells or not columns:
        return []
    pad = replace(pad, flush=columns if _bare(block, room) else 0)
    cells, natural, widths = _fit(cells, columns, width, pad, block, room)
    count = max(c.row + c.cell.rowspan for c in cells)
    rows = _row_heights(cells, natural, widths, count, pad, room)
    height = sum(rows)

    @cache
    def made() -> tuple[Item, ...]:
        return (_made(block, cells, widths, rows, pad, width, room),)

    pieces: list[Piece] = [Box(height, height, lambda _: made(), room.gap(1.1))]
    if block.caption:
        pieces.append(Prose((paragraph(block.caption, room, room.style("caption"), before=6.0),), "caption"))
    return pieces


def _made(block: Table, cells: Sequence[Placed], widths: list[float], rows: list[float], pad: _Pad, width: float, room: Room) -> Item:
    """The table as it is drawn, where it stands in a column `width` wide."""
    total = sum(widths)
    grid = _grid(block, cells, widths, rows, pad, room)
    x = {"center": (width - total) / 2, "right": width - total}.get(room.align or ("right" if grid.rtl else "left"), 0.0)
    inside = (*_grounds(grid, room), *(c.text for c in grid.cells), *_rules(grid, rows, room))
    group = framed((), inside, (0.0, 0.0), Rect(0.0, 0.0, total, sum(rows)), "table", room)
    return moved(replace(group, native=grid, alt=_summary(block)), x, 0.0)


def _least_height(block: Table, pad: _Pad, room: Room) -> float:
    """How tall the table is at the very least: every row one line of the smallest letters that `_fit` may take."""
    return len(block.rows) * (0.6 * 1.2 * room.style("table", "td").size + 2 * pad.y)


def _without_empty_head(block: Table) -> Table:
    """A Markdown table must have a header; one without a word in it is none, and no empty band is drawn for it."""
    if block.header_rows != 1 or len(block.rows) < 2 or any(cell.spans for cell in block.rows[0]):
        return block
    return replace(block, rows=block.rows[1:], header_rows=0)


def _summary(block: Table) -> str:
    rows = len(block.rows) - block.header_rows
    return f"table, {len(block.aligns)} columns, {rows} rows"


def _cells(block: Table, room: Room, left_out: int) -> tuple[list[Placed], int]:
    """Every cell with its place, cells that reach over rows or columns pushing the others on. `left_out` rows of the
    source stand before them."""
    taken: set[tuple[int, int]] = set()
    placed: list[Placed] = []
    within = replace(room, align=None)
    for r, row in enumerate(block.rows):
        style = table_style(block, r, room)
        styles = {align: replace(style, align=align) for align in {_align(block, n) or "left" for n in range(len(block.aligns) + 1)}}
        c = 0
        for cell in row:
            while (r, c) in taken:
                c += 1
            span = min(cell.rowspan, len(block.rows) - r)
            if (cell.rowspan, cell.colspan) != (1, 1):
                cell = replace(cell, rowspan=span)
                taken |= {(r + i, c + j) for i in range(span) for j in range(cell.colspan)}
            made = paragraph(cell.spans, within, styles[_align(block, c) or "left"], path=(*room.path, r + left_out, c))
            placed.append(Placed(r, c, cell, made))
            c += cell.colspan
    return placed, max((p.column + p.cell.colspan for p in placed), default=0)


def _align(block: Table, column: int) -> Align | None:
    if column < len(block.aligns) and block.aligns[column]:
        return block.aligns[column]  # type: ignore[return-value]
    return None


def table_style(block: Table, row: int, room: Room) -> TextStyle:
    """The style of cells in `row`."""
    name = "table-head" if row < block.header_rows else "table"
    return room.style(name, "th" if row < block.header_rows else "td")


def _fit(
    cells: list[Placed], columns: int, width: float, pad: _Pad, block: Table, room: Room
) -> tuple[list[Placed], list[float], list[float]]:
    """Cells, how wide each would be on one line, and column widths; while words would break inside, the text is made smaller
    down to its legible floor."""
    shrink = 1.0
    while True:
        natural = [room.shaper.width(c.paragraph) for c in cells]
        likes, needs = _column_needs(cells, natural, columns, pad, room)
        if sum(needs) <= width or shrink < 0.7:
            return cells, natural, _widths(likes, needs, width)
        hopeless = sum(needs) * 0.5 > width  # not even the smallest letters will do: no need to try the sizes between
        while True:
            shrink *= 0.92
            cells = [replace(c, paragraph=_smaller(c.paragraph, 0.92, room)) for c in cells]
            if not hopeless or shrink < 0.7:
                break


def _smaller(made: Paragraph, factor: float, room: Room) -> Paragraph:
    floor = room.theme.code_floor * min(1.0, room.scale / room.floor_scale)
    runs = tuple(
        replace(r, font=replace(r.font, size=max(min(r.font.size, floor), round(r.font.size * factor * 4) / 4))) for r in made.runs
    )
    return replace(made, runs=runs)


def _column_needs(cells: list[Placed], natural: list[float], columns: int, pad: _Pad, room: Room) -> tuple[list[float], list[float]]:
    """For each column the width without wrapping and the width of its longest word, padding included."""
    likes, needs = [2 * pad.x + 8.0] * columns, [2 * pad.x + 8.0] * columns
    for c, wide in sorted(zip(cells, natural, strict=True), key=lambda pair: pair[0].cell.colspan):
        space = sum(pad.sides(c.column, c.cell.colspan))
        word = wide if _ONE_WORD.fullmatch(c.paragraph.text) else room.shaper.min_width(c.paragraph)
        # a hair wider than measured: PowerPoint rounds advances to an eighth of a point
        like = wide * 1.012 + space + 0.5
        need = min(like, word * 1.012 + space + 0.5)
        span = range(c.column, min(columns, c.column + c.cell.colspan))
        for wanted, value in ((likes, like), (needs, need)):
            missing = value - sum(wanted[i] for i in span)
            if missing > 0:
                for i in span:
                    wanted[i] += missing / len(span)
    return likes, needs


def _widths(likes: list[float], needs: list[float], width: float) -> list[float]:
    """Between what columns like and what they need; a table that nearly fills the width fills it."""
    total = sum(likes)
    if total <= width:
        target = width if total > 0.38 * width else min(width, total * 1.25)
        return [w * target / total for w in likes]
    least = sum(needs)
    if least >= width:
        return [w * width / least for w in needs]
    spare = (width - least) / (total - least)
    return [need + (like - need) * spare for like, need in zip(likes, needs, strict=True)]


def _row_heights(cells: Sequence[Placed], natural: list[float], widths: list[float], count: int, pad: _Pad, room: Room) -> list[float]:
    rows = [0.0] * count
    for c, wide in sorted(zip(cells, natural, strict=True), key=lambda pair: pair[0].cell.rowspan):
        inner = sum(widths[c.column : c.column + c.cell.colspan]) - sum(pad.sides(c.column, c.cell.colspan))
        missing = _height(c.paragraph, wide, inner, room) + 2 * pad.y - sum(rows[c.row : c.row + c.cell.rowspan])
        if missing > 0:
            for r in range(c.row, c.row + c.cell.rowspan):
                rows[r] += missing / c.cell.rowspan
    return rows


def _height(made: Paragraph, natural: float, width: float, room: Room) -> float:
    """How tall the words of a cell are; where they are one run on one line they need not be set to know it."""
    if natural <= width and len(made.runs) == 1 and made.runs[0].inline is None and BREAK not in made.text:
        return 1.2 * made.runs[0].font.size * made.spacing
    return sum(line.height for line in room.shaper.flow(made, width))


def _grid(block: Table, cells: Sequence[Placed], widths: list[float], rows: list[float], pad: _Pad, room: Room) -> TableGrid:
    made = []
    rtl = _from_right(cells, room)
    tops = [0.0, *accumulate(rows)]
    sides = {(column, span): across(widths, column, span, rtl) for column, span in {(c.column, c.cell.colspan) for c in cells}}
    for c in cells:
        x, w = sides[c.column, c.cell.colspan]
        y, h = tops[c.row], tops[c.row + c.cell.rowspan] - tops[c.row]
        left, right = pad.sides(c.column, c.cell.colspan)[:: -1 if rtl else 1]
        box = Rect(x + left, y + pad.y, w - left - right, h - 2 * pad.y)
        text = set_text(
            (c.paragraph,), box, room.shaper, anchor="middle", role="cell", path=c.paragraph.path, lang=room.lang, step=room.step
        )
        made.append(TableCell(c.row, c.column, text, _fill(block, c.row, room), c.cell.colspan, c.cell.rowspan, (left, right)))
    return TableGrid(
        tuple(widths),
        tuple(rows),
        tuple(made),
        block.header_rows,
        (pad.x, pad.y),
        room.theme.color("rule"),
        RULE,
        room.color or room.theme.color("text"),
        HEAD_RULE,
        rtl,
    )


def across(widths: Sequence[float], column: int, span: int, rtl: bool) -> tuple[float, float]:
    """Where a cell begins and how wide it is; in a right-to-left table the first column stands at the right."""
    w = sum(widths[column : column + span])
    before = sum(widths[:column])
    return (sum(widths) - before - w if rtl else before), w


def _from_right(cells: Sequence[Placed], room: Room) -> bool:
    """Whether the table reads from the right: the deck does, or the words of its first row do."""
    head = [c.paragraph for c in cells if c.row == 0 and c.paragraph.text.strip()]
    return sum(1 if p.rtl else -1 for p in head) > 0 if head else room.rtl


def _fill(block: Table, row: int, room: Room) -> Color | None:
    ground = room.theme.color("background")
    name = "table-head" if row < block.header_rows else "table-band" if (row - block.header_rows) % 2 else "background"
    fill = room.theme.color(name, "background")
    return None if fill.alpha == 0 or fill.hex == ground.hex else fill


def _grounds(grid: TableGrid, room: Room) -> tuple[Item, ...]:
    return tuple(
        Shape(
            _cell_box(grid, c),
            "rect",
            c.fill,
            role="cell",
            path=room.path,
            step=room.step,
        )
        for c in grid.cells
        if c.fill
    )


def _cell_box(grid: TableGrid, cell: TableCell) -> Rect:
    x, w = across(grid.columns, cell.column, cell.colspan, grid.rtl)
    return Rect(x, sum(grid.rows[: cell.row]), w, sum(grid.rows[cell.row : cell.row + cell.rowspan]))


def _rules(grid: TableGrid, rows: list[float], room: Room) -> tuple[Item, ...]:
    """A thin rule under every row, none inside a cell that reaches over it."""
    inside = {
        (r, c)
        for cell in grid.cells
        for r in range(cell.row, cell.row + cell.rowspan - 1)
        for c in range(cell.column, cell.column + cell.colspan)
    }
    lines: list[Item] = []
    y = 0.0
    for r, height in enumerate(rows):
        y += height
        for c in range(len(grid.columns)):
            if (r, c) not in inside:
                x, w = across(grid.columns, c, 1, grid.rtl)
                color, thick = (grid.head_rule, HEAD_RULE) if r + 1 == grid.header_rows else (grid.rule, RULE)
                lines.append(Shape(Rect(x, y, w, 0.0), "line", None, color, thick, role="rule", path=room.path, step=room.step))
    return tuple(lines)

"""Markdown tables while they are written: Tab through cells, rows and columns, cells of a spreadsheet -> a table."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from presenter.parse.edits import Edit
from presenter.writing.change import Change, line_at

_BAR = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"[ \t]*+\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+\|?[ \t]*+$")
MOST_CELLS = 20_000


@dataclass(frozen=True, slots=True)
class Grid:
    """A table in the text: its characters, its rows of cells (the rule not among them), and the alignment of each column."""

    start: int
    end: int
    rows: tuple[tuple[str, ...], ...]
    aligns: tuple[str, ...]  # "", "left", "center", "right"


def grid_at(text: str, offset: int) -> Grid | None:
    """The table that the line of `offset` belongs to."""
    first, last = line_at(text, offset)
    if "|" not in text[first:last]:
        return None
    while first > 0 and "|" in text[slice(*line_at(text, first - 1))]:
        first = line_at(text, first - 1)[0]
    while last < len(text) and "|" in text[slice(*line_at(text, last + 1))]:
        last = line_at(text, last + 1)[1]
    lines = text[first:last].split("\n")
    if len(lines) < 2 or not _RULE.match(lines[1]) or "-" not in lines[1]:
        return None
    rows = tuple(cells_of(line) for index, line in enumerate(lines) if index != 1)
    width = max(map(len, rows))
    aligns = tuple(_align(cell) for cell in cells_of(lines[1]))[:width]
    aligns += ("",) * (width - len(aligns))
    return Grid(first, last, tuple(row + ("",) * (width - len(row)) for row in rows), aligns)


def cells_of(line: str) -> tuple[str, ...]:
    """The cells of a table's line, without the space around them."""
    inner = line.strip()
    inner = inner[1:] if inner.startswith("|") else inner
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return tuple(cell.strip() for cell in _BAR.split(inner))


def _align(rule: str) -> str:
    left, right = rule.startswith(":"), rule.endswith(":")
    return "center" if left and right else "right" if right else "left" if left else ""


def _place(text: str, grid: Grid, offset: int) -> tuple[int, int]:
    """Row (0 is the heading) and column of `offset`."""
    line = text.count("\n", grid.start, offset)
    begin = line_at(text, offset)[0]
    bars = len(_BAR.findall(text[begin:offset]))
    column = bars - (1 if text[begin:offset].lstrip().startswith("|") else 0)
    return max(0, line - (line >= 1)), min(max(column, 0), len(grid.aligns) - 1)


def written(grid: Grid) -> str:
    """The table with its columns lined up."""
    return write(grid.rows, grid.aligns)


def write(rows: tuple[tuple[str, ...], ...], aligns: tuple[str, ...]) -> str:
    """Rows of cells as a Markdown table, the first its heading."""
    widths = [max(3, *(wide(row[c]) for row in rows)) for c in range(len(aligns))]
    lines = [_line([_padded(cell, widths[c], aligns[c]) for c, cell in enumerate(row)]) for row in rows]
    lines.insert(1, _line([_rule(width, align) for width, align in zip(widths, aligns, strict=True)]))
    return "\n".join(lines)


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _rule(width: int, align: str) -> str:
    left, right = align in ("left", "center"), align in ("right", "center")
    return (":" if left else "-") + "-" * (width - 2) + (":" if right else "-")


def _padded(cell: str, width: int, align: str) -> str:
    room = max(0, width - wide(cell))
    before = room if align == "right" else room // 2 if align == "center" else 0
    return " " * before + cell + " " * (room - before)


def wide(text: str) -> int:
    """How many columns of a fixed font `text` takes."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


# ---------------------------------------------------------------- moving and changing


def step(text: str, offset: int, back: bool = False) -> Change | None:
    """Tab: to the next cell, a new row behind the last; lines the columns up. None outside a table."""
    grid = grid_at(text, offset)
    if grid is None:
        return None
    row, column = _place(text, grid, offset)
    place = row * len(grid.aligns) + column + (-1 if back else 1)
    row, column = divmod(max(0, place), len(grid.aligns))
    rows = (*grid.rows, ("",) * len(grid.aligns)) if row == len(grid.rows) else grid.rows
    return _shown(text, grid, Grid(grid.start, grid.end, rows, grid.aligns), row, column)


What = Literal["row", "column", "no-row", "no-column", "left", "center", "right"]


def change(text: str, offset: int, what: What) -> Change | None:
    """A row below, a column to the right, this row or column away, or this column aligned; None outside a table."""
    grid = grid_at(text, offset)
    if grid is None:
        return None
    row, column = _place(text, grid, offset)
    rows, aligns = grid.rows, grid.aligns
    if what == "row":
        rows = (*rows[: row + 1], ("",) * len(aligns), *rows[row + 1 :])
        row += 1
    elif what == "no-row":
        if row == 0 or len(rows) < 2:
            return Change(())
        rows = rows[:row] + rows[row + 1 :]
        row = min(row, len(rows) - 1)
    elif what == "column":
        rows = tuple((*r[: column + 1], "", *r[column + 1 :]) for r in rows)
        aligns = (*aligns[: column + 1], "", *aligns[column + 1 :])
        column += 1
    elif what == "no-column":
        if len(aligns) < 2:
            return Change(())
        rows = tuple(r[:column] + r[column + 1 :] for r in rows)
        aligns = aligns[:column] + aligns[column + 1 :]
        column = min(column, len(aligns) - 1)
    else:
        aligns = (*aligns[:column], what, *aligns[column + 1 :])
    return _shown(text, grid, Grid(grid.start, grid.end, rows, aligns), row, column)


def _shown(text: str, old: Grid, new: Grid, row: int, column: int) -> Change:
    """`new` in the place of `old`, with the words of one cell selected."""
    table = written(new)
    lines = table.split("\n")
    line = row + (row > 0)
    begin = old.start + sum(len(one) + 1 for one in lines[:line])
    bars = [m.start() for m in _BAR.finditer(lines[line])]
    inside = lines[line][bars[column] + 1 : bars[column + 1]]
    cell = inside.strip()
    first = begin + bars[column] + 1 + (len(inside) - len(inside.lstrip()) if cell else 1)
    edits = (Edit(old.start, old.end, table),) if table != text[old.start : old.end] else ()
    return Change(edits, (first, first + len(cell)))


# ---------------------------------------------------------------- from elsewhere


def from_cells(pasted: str) -> str | None:
    """The cells of a spreadsheet (lines of values between tabs) as a table; None if `pasted` are none."""
    lines = pasted.replace("\r\n", "\n").rstrip("\n")
    if "\t" not in lines or any(one.startswith("\t") for one in lines.split("\n")[:1]):
        return None
    try:
        rows = [row for row in csv.reader(io.StringIO(lines), delimiter="\t") if row]
    except csv.Error:
        return None
    width = max(map(len, rows), default=0)
    if width < 2 or len(rows) * width > MOST_CELLS or any(len(row) < width and len(row) < 2 for row in rows):
        return None
    cells = tuple(tuple(_clean(cell) for cell in (*row, *[""] * (width - len(row)))) for row in rows)
    if len(cells) == 1:
        cells = (*cells, ("",) * width)
    return write(cells, tuple(_numbers([row[c] for row in cells[1:]]) for c in range(width)))


def _clean(cell: str) -> str:
    return re.sub(r"\s*\n\s*", "<br>", cell.strip()).replace("|", "\\|")


def _numbers(column: list[str]) -> str:
    """Numbers stand to the right."""
    said = [cell for cell in column if cell]
    return "right" if said and all(re.fullmatch(r"[-+−]?[$€£]?[\d.,' \u00a0]+\s?[%€]?", cell) for cell in said) else ""

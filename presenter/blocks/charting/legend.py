"""Names of series -> a legend that takes a line above the field, below it, or a column at its right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from presenter.blocks.charting.canvas import Canvas, marker
from presenter.scene import Color, Rect

Side = Literal["top", "bottom", "right"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A name, its colour and how it is drawn: a patch, a mark, or a line with a mark."""

    name: str
    color: Color
    line: bool = False
    mark: str = ""


def _key(canvas: Canvas, entry: Entry) -> float:
    return canvas.size * (1.5 if entry.line else 0.72)


def _rows(canvas: Canvas, entries: Sequence[Entry], width: float) -> list[list[tuple[Entry, float]]]:
    """The entries in lines no wider than `width`, each with its own width."""
    rows: list[list[tuple[Entry, float]]] = [[]]
    used = 0.0
    for entry in entries:
        wide = min(width, _key(canvas, entry) + canvas.size * 0.45 + canvas.measure(entry.name) + canvas.size * 1.5)
        if rows[-1] and used + wide - canvas.size * 1.5 > width:
            rows.append([])
            used = 0.0
        rows[-1].append((entry, wide))
        used += wide
    return rows


def height_of(canvas: Canvas, entries: Sequence[Entry], width: float) -> float:
    """How tall the legend is as lines of names."""
    return len(_rows(canvas, entries, width)) * canvas.size * 1.45


def draw_rows(canvas: Canvas, entries: Sequence[Entry], x: float, y: float, width: float) -> Rect:
    """The legend as lines of names from (x, y); the room it takes."""
    top, widest = y, 0.0
    for row in _rows(canvas, entries, width):
        at = x
        for entry, wide in row:
            _draw(canvas, entry, at, y, wide - canvas.size * 1.0)
            at += wide
        widest = max(widest, at - x - canvas.size * (1.2 if len(row) > 1 else 0.8))
        y += canvas.size * 1.45
    return Rect(x, top, widest, y - top)


def width_of(canvas: Canvas, entries: Sequence[Entry], most: float) -> float:
    """How wide the legend is as a column."""
    return min(most, max(_key(canvas, e) + canvas.size * 0.55 + canvas.measure(e.name) for e in entries))


def draw_column(canvas: Canvas, entries: Sequence[Entry], x: float, middle: float, width: float, most: float) -> Rect:
    """The legend as a column around the height `middle`, no taller than `most`; the room it takes."""
    fitting = max(1, int(most / (canvas.size * 1.15)))
    if len(entries) > fitting:  # what finds no room is counted
        rest = len(entries) - fitting + 1
        entries = [*entries[: fitting - 1], Entry(f"+ {rest}", canvas.look.ground)]
    pitch = min(canvas.size * 1.6, most / max(1, len(entries)))
    top = middle - pitch * len(entries) / 2
    for index, entry in enumerate(entries):
        _draw(canvas, entry, x, top + index * pitch + (pitch - canvas.line) / 2, width)
    return Rect(x, top, width, pitch * len(entries))


def _draw(canvas: Canvas, entry: Entry, x: float, y: float, width: float) -> None:
    """A key and its name, `y` being the top of the line of text."""
    key, middle = _key(canvas, entry), y + canvas.line / 2 + canvas.size * 0.03
    if entry.line:
        canvas.rule(x, middle, x + key, middle, entry.color, 2.5)
    if entry.mark:
        centre = (x + key / 2, middle)
        canvas.path(marker(entry.mark, *centre, 4.0), [(centre[0] - 4.0, middle - 4.0), (centre[0] + 4.0, middle + 4.0)], entry.color)
    elif not entry.line:
        canvas.rect(Rect(x, middle - key / 2, key, key), entry.color)
    left = x + key + canvas.size * 0.45
    canvas.words(canvas.shortened(entry.name, max(10.0, width - key - canvas.size * 0.45)), left, y, color=canvas.look.strong)

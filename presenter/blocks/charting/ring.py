"""Pies and doughnuts: parts clockwise from the top, named outside (pie) or in a column beside (doughnut)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from presenter.blocks.charting import legend
from presenter.blocks.charting.canvas import NOWHERE, Canvas, Point
from presenter.blocks.charting.legend import Entry
from presenter.blocks.charting.look import legible_on
from presenter.blocks.charting.scale import Figures
from presenter.model import Chart
from presenter.scene import Color, Rect

HOLE = 0.56  # of the diameter
SMALLEST = 0.045  # share of a part that has room for its number in a ring


@dataclass
class Ring:
    """The plan: where the circle is and what stands at its parts."""

    canvas: Canvas
    chart: Chart
    figures: Figures
    colors: Sequence[Color]
    plot: Rect = NOWHERE
    legend: Rect | None = None
    unlabelled: tuple[int, ...] = ()
    outside: bool = False
    moved: list[tuple[int, float, float]] = field(default_factory=list)  # words that are not right at their part

    @property
    def parts(self) -> list[tuple[int, float, float]]:
        """Each part that is something: its index, where it begins (share of the turn) and how much it is."""
        values = [v or 0.0 for v in self.chart.series[0].values]
        whole, at, found = sum(values), 0.0, []
        for index, value in enumerate(values):
            share = value / whole
            if share > 0:
                found.append((index, at, share))
            at += share
        return found

    def words(self, index: int, share: float) -> str:
        """The number at a part: its share of the whole, or its value when that is asked for."""
        value = self.chart.series[0].values[index]
        return self.figures.text(value or 0.0) if self.chart.show_values else percent(share, self.canvas.room.lang)


def percent(share: float, lang: str) -> str:
    """A share as people write it."""
    words = f"{share * 100:.0f}" if share >= 0.01 else "<1"
    return f"{words}\u00a0%" if lang[:2] in ("de", "fr", "es", "cs", "sv", "fi", "nb") else f"{words}%"


def draw_ring(ring: Ring, box: Rect) -> None:
    """The parts with their words."""
    if ring.chart.kind == "pie" and _fits_outside(ring, box):
        ring.outside = True
        _pie(ring, box)
    else:
        _beside_column(ring, box)


# ---------------------------------------------------------------- forms


def _turned(centre: Point, radius: float, turn: float) -> Point:
    angle = 2 * math.pi * turn
    return centre[0] + radius * math.sin(angle), centre[1] - radius * math.cos(angle)


def _arc(centre: Point, radius: float, start: float, end: float) -> tuple[str, list[Point]]:
    """Cubic curves along a circle from `start` to `end` (shares of the turn), and the points on them."""
    count = max(1, math.ceil(abs(end - start) * 8 - 1e-9))
    step = (end - start) / count
    pull = 4 / 3 * math.tan(2 * math.pi * step / 4)
    data, points = [], []
    for n in range(count):
        a, b = start + n * step, start + (n + 1) * step
        (x1, y1), (x2, y2) = _turned(centre, radius, a), _turned(centre, radius, b)
        dx1, dy1 = math.cos(2 * math.pi * a) * radius * pull, math.sin(2 * math.pi * a) * radius * pull
        dx2, dy2 = math.cos(2 * math.pi * b) * radius * pull, math.sin(2 * math.pi * b) * radius * pull
        data.append(f"C {x1 + dx1:.2f} {y1 + dy1:.2f} {x2 - dx2:.2f} {y2 - dy2:.2f} {x2:.2f} {y2:.2f}")
        points.append((x2, y2))
    return " ".join(data), points


def _draw_parts(ring: Ring, centre: Point, radius: float, hole: float) -> None:
    """Every part, with an edge in the ground's colour where there are several."""
    parts = ring.parts
    for index, start, share in parts:
        end = start + share
        first = _turned(centre, radius, start)
        outer, points = _arc(centre, radius, start, end)
        if hole:
            inner_start = _turned(centre, hole, end)
            inner, more = _arc(centre, hole, end, start)
            data = f"M {first[0]:.2f} {first[1]:.2f} {outer} L {inner_start[0]:.2f} {inner_start[1]:.2f} {inner} Z"
            points = [first, *points, inner_start, *more]
        else:
            data = f"M {centre[0]:.2f} {centre[1]:.2f} L {first[0]:.2f} {first[1]:.2f} {outer} Z"
            points = [centre, first, *points]
        edge = ring.canvas.look.ground if len(parts) > 1 else None
        ring.canvas.path(data, points, ring.colors[index], edge, 1.5)


# ---------------------------------------------------------------- a pie with its words around it


def _label(ring: Ring, index: int, share: float) -> str:
    name = ring.chart.labels[index]
    return f"{name}  {ring.words(index, share)}" if name else ring.words(index, share)


def _sides(ring: Ring) -> tuple[list[tuple[int, float, float]], list[tuple[int, float, float]]]:
    """The parts whose middle is in the right half, and those in the left, each from top to bottom."""
    right = [p for p in ring.parts if (p[1] + p[2] / 2) <= 0.5]
    left = [p for p in ring.parts if (p[1] + p[2] / 2) > 0.5]
    return right, left[::-1]


def _widest(ring: Ring) -> float:
    return max((ring.canvas.measure(_label(ring, i, share)) for i, _, share in ring.parts), default=0.0)


def _radius(ring: Ring, box: Rect) -> float:
    return min(box.h / 2 - ring.canvas.line * 0.9, box.w / 2 - _widest(ring) - ring.canvas.size)


def _fits_outside(ring: Ring, box: Rect) -> bool:
    if ring.chart.legend not in ("auto", "none"):
        return False
    most = max(len(side) for side in _sides(ring))
    return _radius(ring, box) >= max(40.0, box.h * 0.3) and most * ring.canvas.line * 1.1 <= box.h


def _pie(ring: Ring, box: Rect) -> None:
    canvas, radius = ring.canvas, _radius(ring, box)
    centre = (box.x + box.w / 2, box.y + box.h / 2)
    ring.plot = Rect(centre[0] - radius, centre[1] - radius, 2 * radius, 2 * radius)
    _draw_parts(ring, centre, radius, 0.0)
    ring.unlabelled = tuple(i for i, v in enumerate(ring.chart.series[0].values) if not v)
    for side, parts in zip((1, -1), _sides(ring), strict=True):
        wanted = [_turned(centre, radius + canvas.size * 0.45, start + share / 2) for _, start, share in parts]
        ys = _apart([y for _, y in wanted], canvas.line * 1.05, box.y + canvas.line / 2, box.bottom - canvas.line / 2)
        for (index, start, share), y, (want_x, want_y) in zip(parts, ys, wanted, strict=True):
            dy = min(abs(y - centre[1]), radius + canvas.size * 0.5)
            reach = math.sqrt(max(0.0, (radius + canvas.size * 0.45) ** 2 - dy * dy))
            x = centre[0] + side * max(reach, canvas.size * 0.3)
            if math.dist((x, y), (want_x, want_y)) > canvas.size * 0.5:
                ring.moved.append((index, x - want_x, y - want_y))
            _leader(ring, _turned(centre, radius, start + share / 2), (x - side * canvas.size * 0.25, y))
            canvas.words(_label(ring, index, share), x, y - canvas.line / 2, "left" if side > 0 else "right", canvas.look.strong)


def _leader(ring: Ring, edge: Point, word: Point) -> None:
    """A thin line from a part to its words where these had to move away."""
    if math.dist(edge, word) > ring.canvas.size * 1.1:
        ring.canvas.rule(*edge, *word, ring.canvas.look.axis, 0.75)


def _apart(wanted: list[float], pitch: float, top: float, bottom: float) -> list[float]:
    places: list[float] = []
    for y in wanted:
        places.append(max(y, places[-1] + pitch) if places else max(y, top))
    over = bottom
    for i in range(len(places) - 1, -1, -1):
        places[i] = min(places[i], over)
        over = places[i] - pitch
    return places


# ---------------------------------------------------------------- a ring and a column of names


def _beside_column(ring: Ring, box: Rect) -> None:
    """The circle at the left of its names; numbers in the parts that have room for them."""
    canvas = ring.canvas
    entries = [Entry(ring.chart.labels[i], ring.colors[i]) for i, _, _ in ring.parts if ring.chart.labels[i]]
    named = bool(entries) and ring.chart.legend != "none"
    wide = legend.width_of(canvas, entries, box.w * 0.5) if named else 0.0
    space = canvas.size * 2.2 if named else 0.0
    radius = max(10.0, min(box.h / 2, (box.w - wide - space) / 2) - 1.0)
    left = box.x + max(0.0, (box.w - 2 * radius - space - wide) / 2)
    centre = (left + radius, box.y + box.h / 2)
    ring.plot = Rect(centre[0] - radius, centre[1] - radius, 2 * radius, 2 * radius)
    hole = radius * HOLE if ring.chart.kind == "doughnut" else 0.0
    _draw_parts(ring, centre, radius, hole)
    if named:
        ring.legend = legend.draw_column(canvas, entries, left + 2 * radius + space, centre[1], wide, box.h)
    ring.unlabelled = _numbers_inside(ring, centre, (radius + hole) / 2 if hole else radius * 0.68, radius - hole if hole else radius * 0.6)


def _numbers_inside(ring: Ring, centre: Point, at: float, depth: float) -> tuple[int, ...]:
    """The parts' numbers in them; the indices of those too small."""
    canvas, left_out = ring.canvas, []
    for index, start, share in ring.parts:
        words = ring.words(index, share)
        wide = canvas.measure(words, bold=True)
        if ring.chart.show_values is False or wide > depth * 1.05 or share * 2 * math.pi * at < max(canvas.line, wide * 0.75):
            left_out.append(index)
            continue
        x, y = _turned(centre, at, start + share / 2)
        canvas.words(words, x, y - canvas.line / 2, "center", legible_on(ring.colors[index], canvas.look), bold=True)
    nothing = [i for i, v in enumerate(ring.chart.series[0].values) if not v]
    return tuple(sorted({*left_out, *nothing}))

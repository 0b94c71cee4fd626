"""A flowchart as Mermaid lays it out → its edges as straight lines and S-curves from the middle of one side to the middle of another.

These are the lines that PowerPoint calls connectors: there they can hold on to the boxes, and they are the same on every exit.
An edge that would cross a box so, or leave its label, stays as it was.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from presenter.worker.chart import Box, Chart, Line, collect, moved, names, sampled, touched
from presenter.worker.loops import Loop, loops
from presenter.worker.outline import Piece, Point

APART = 3.0  # pixels between a curve and a box it does not belong to
LEVEL = 1.0  # pixels by which the ends of a straight line may differ: a hair that nobody sees
NEAR = 8.0  # pixels between boxes below which there is no room for a curve
BENDS = tuple(n / 20 for n in range(10, 2, -1)) + tuple(n / 20 for n in range(11, 18))  # where the middle of a curve may lie
DEPTHS = (24.0, 36.0, 52.0, 72.0, 96.0, 124.0)  # pixels by which an edge goes round what lies between its boxes
MARGIN = 8.0  # pixels round the drawing
FLOW = re.compile(r"^\s*(?:flowchart|graph|direction)(?:-elk)?\s+(LR|RL|TB|TD|BT)", re.MULTILINE)


def route(root: Element, source: str) -> None:
    """Redraw, in place, the edges that can be connectors; each says which boxes it holds on to and how it runs.

    `data-connector` is `across|down|loop|loop-back bend x0 y0 x1 y1` (`bend` 0: straight), `data-from` and `data-to` are names of
    nodes and groups.
    """
    kinds = {"flowchart", "statediagram"} & set(root.get("class", "").split())
    if not kinds or re.search(r"\bcurve\b|interpolate|linkStyle", source):
        return
    found = FLOW.search(source)
    chart = Chart(found[1] if found else "TB")
    collect(root, (0.0, 0.0), chart)
    known = chart.known
    ends = {edge.name: names(edge.name, known) or touched(edge, known) for edge in chart.edges}
    pairs = Counter(pair for pair in ends.values() if pair)
    single = [(edge, pair) for edge in chart.edges if (pair := ends[edge.name]) and pairs[pair] == 1]
    for edge, pair in single:
        if pair[0] != pair[1]:
            _redraw(edge, pair, chart)
    for edge, pair in single:
        if pair[0] == pair[1] and pair[0] in chart.nodes:
            _redraw_loop(edge, pair[0], chart)
    _make_room(root, chart)


# ---------------------------------------------------------------- how it runs


@dataclass(frozen=True, slots=True)
class Run:
    """A way from one box to another: along x (`across`) or y, from end to end, its middle at `bend` (0: straight; below 0 or
    above 1: round, out of a side and back into the same side)."""

    across: bool
    start: Point
    end: Point
    bend: float

    def path(self, cut: tuple[float, float] = (0.0, 0.0)) -> list[Piece]:
        """Its curves; `cut` pixels of its ends belong to arrow heads."""
        (x0, y0), (x1, y1) = (self.start, self.end) if self.across else (self.start[::-1], self.end[::-1])
        middle = x0 + (x1 - x0) * (self.bend or 0.5)
        x0, x1 = x0 + math.copysign(cut[0], middle - x0), x1 + math.copysign(cut[1], middle - x1)
        if not self.bend:
            pieces: list[Piece] = [("M", ((x0, y0),)), ("L", ((x1, y1),))]
        else:  # what PowerPoint draws for a curved connector
            h = y1 - y0
            half = (middle, y0 + h / 2)
            first = ((x0 + (middle - x0) / 2, y0), (middle, y0 + h / 4), half)
            second = ((middle, y0 + h * 3 / 4), ((x1 + middle) / 2, y1), (x1, y1))
            pieces = [("M", ((x0, y0),)), ("C", first), ("C", second)]
        return pieces if self.across else [(command, tuple((y, x) for x, y in points)) for command, points in pieces]


def _redraw(edge: Line, pair: tuple[str, str], chart: Chart) -> None:
    cut = edge.heads
    if cut is None:
        return
    name = edge.name
    label = chart.labels.get(name)
    both = [chart.known[one] for one in pair]
    if both[0].meets(both[1]):  # a group and what is in it
        return
    others = [box for other, box in chart.nodes.items() if other not in pair and not any(one.near(box.middle) for one in both)]
    words = [box for other, (box, _) in chart.labels.items() if other != name]
    outside = [box for box in chart.groups.values() if not any(box.near(one.middle) for one in both)]
    around = [box for box in chart.groups.values() if box not in both and all(box.near(one.middle) for one in both)]
    for run in _runs(both[0], both[1], chart.flow):
        points = sampled(run.path())
        if any(box.near(point, APART) for box in (*others, *words, *outside) for point in points) or _crosses(points, both):
            continue
        if not _within(points, around):
            continue
        if label is not None:
            box = label[0].at(_nearest(points, label[0].middle, run))
            if any(box.meets(other, 1.0) for other in (*words, *others, *both)) or not _within(box.corners, around):
                continue
            _shift_label(label[1], label[0], box)
            chart.labels[name] = (box, label[1])
        chart.drawn += points
        ends = (run.start, run.end)
        _write(edge, run.path(cut), "across" if run.across else "down", run.bend, ends, pair)
        return


def _redraw_loop(edge: Line, name: str, chart: Chart) -> None:
    """A line from a box to itself, round the corner at which there is room."""
    cut, box = edge.heads, chart.nodes[name]
    if cut is None:
        return
    label = chart.labels.get(edge.name)
    lines = [other.points for other in chart.edges if other is not edge]
    used = [point for line in lines for point in (*line[:1], *line[-1:])]
    others = [other for one, other in chart.nodes.items() if one != name]
    others += [words for one, (words, _) in chart.labels.items() if one != edge.name]
    around = [group for group in chart.groups.values() if group.near(box.middle)]
    for loop in loops((box.x0, box.y0, box.x1, box.y1), chart.flow not in ("LR", "RL"), used):
        points = sampled(loop.path())
        if any(other.near(point, APART) for other in others for point in points) or not _within(points, around):
            continue
        if label is not None:
            at = _room_for(label[0], loop, [*others, box], around, [point for line in lines for point in line])
            if at is None:
                continue
            _shift_label(label[1], label[0], at)
            chart.labels[edge.name] = (at, label[1])
        chart.drawn += points
        _write(edge, loop.path(cut), loop.way, loop.bend, loop.ends, (name, name))
        return


def _within(points: Iterable[Point], groups: list[Box]) -> bool:
    """Whether all points are in all groups."""
    return all(group.near(point) for point in points for group in groups)


def _room_for(label: Box, loop: Loop, others: list[Box], around: list[Box], lines: list[Point]) -> Box | None:
    """A place beside a loop for its label, where nothing else is."""
    for middle in loop.beside(label.x1 - label.x0, label.y1 - label.y0):
        at = label.at(middle)
        clear = not any(at.meets(other, 1.0) for other in others) and not any(at.near(point, 1.0) for point in lines)
        if clear and _within(at.corners, around):
            return at
    return None


def _runs(a: Box, b: Box, flow: str) -> Iterator[Run]:
    """The ways from one box to another, the best first: along the chart, or round from one side to the same side of the other."""
    ends = _ends(a, b, flow)
    if ends is not None:
        across, start, end = ends
        level = abs(start[1] - end[1] if across else start[0] - end[0]) <= LEVEL
        yield from (Run(across, start, end, bend) for bend in ((0.0,) if level else BENDS))
        return
    for depth in DEPTHS:
        for side in (1.0, -1.0) if flow in ("LR", "RL", "BT") else (-1.0, 1.0):
            yield _round(a, b, flow not in ("LR", "RL"), side * depth)


def _round(a: Box, b: Box, across: bool, depth: float) -> Run:
    """Out of a side and back into the same side of the other box, `depth` pixels away from both (below 0: at the left, above)."""
    sides = [(box.x0, box.x1, box.middle[1]) if across else (box.y0, box.y1, box.middle[0]) for box in (a, b)]
    (u0, v0), (u1, v1) = ((high if depth > 0 else low, beside) for low, high, beside in sides)
    u1 = u1 if abs(u1 - u0) >= 1 else u0 + 1  # PowerPoint counts the bend in what lies between the two
    turn = (max if depth > 0 else min)(u0, u1) + depth
    start, end = ((u0, v0), (u1, v1)) if across else ((v0, u0), (v1, u1))
    return Run(across, start, end, round((turn - u0) / (u1 - u0), 5))


def _crosses(points: list[Point], both: list[Box]) -> bool:
    """Whether a way leads through one of the boxes that it joins."""
    return any(Box(box.x0 + 2, box.y0 + 2, box.x1 - 2, box.y1 - 2).near(point) for box in both for point in points[2:-2])


def _make_room(root: Element, chart: Chart) -> None:
    """The drawing as large as what is drawn in it."""
    found = [float(number) for number in re.findall(r"-?[\d.]+", root.get("viewBox", ""))]
    corners = [point for box, _ in chart.labels.values() for point in box.corners]
    every = [*chart.drawn, *corners]
    if len(found) != 4 or not chart.drawn:
        return
    x0, y0 = (min(found[n], min(point[n] for point in every) - MARGIN) for n in (0, 1))
    x1, y1 = (max(found[n] + found[n + 2], max(point[n] for point in every) + MARGIN) for n in (0, 1))
    root.set("viewBox", f"{x0:g} {y0:g} {x1 - x0:g} {y1 - y0:g}")


def _ends(a: Box, b: Box, flow: str) -> tuple[bool, Point, Point] | None:
    """Whether to go across, from the middle of which side to which: along the chart where there is room, else beside it.

    None for what runs against the chart: it would start where others arrive.
    """
    ahead = {True: a.x0 - b.x1 if flow == "RL" else b.x0 - a.x1, False: a.y0 - b.y1 if flow == "BT" else b.y0 - a.y1}
    along = flow in ("LR", "RL")
    way = along if abs(ahead[along]) > NEAR and not _overlap(a, b, along) else not along
    if ahead[way] <= NEAR:
        return None
    (ax, ay), (bx, by) = a.middle, b.middle
    if way:
        return way, (a.x1 if bx > ax else a.x0, ay), (b.x0 if bx > ax else b.x1, by)
    return way, (ax, a.y1 if by > ay else a.y0), (bx, b.y0 if by > ay else b.y1)


def _overlap(a: Box, b: Box, across: bool) -> bool:
    """Whether the two lie beside each other, seen along the chart."""
    return (a.x0 < b.x1 and b.x0 < a.x1) if across else (a.y0 < b.y1 and b.y0 < a.y1)


def _nearest(points: list[Point], to: Point, run: Run) -> Point:
    """Where on the way a label stands best: at the place along it that it had, or where it turns round."""
    if not 0 <= run.bend <= 1:
        return points[len(points) // 2]
    return min(points, key=lambda point: (abs(point[0] - to[0]) if run.across else abs(point[1] - to[1]), math.dist(point, to)))


def _shift_label(element: Element, old: Box, new: Box) -> None:
    shift = moved((new.x0 - old.x0, new.y0 - old.y0), element.get("transform", ""))
    assert shift is not None
    element.set("transform", f"translate({shift[0]:g} {shift[1]:g})")


def _write(edge: Line, path: list[Piece], way: str, bend: float, ends: tuple[Point, Point], pair: tuple[str, str]) -> None:
    def local(points: Iterable[Point]) -> str:
        return " ".join(f"{x - edge.shift[0]:.3f} {y - edge.shift[1]:.3f}" for x, y in points)

    edge.element.set("d", "".join(command + local(points) for command, points in path))
    edge.element.set("data-connector", f"{way} {bend:g} {local(ends)}")
    edge.element.set("data-from", pair[0])
    edge.element.set("data-to", pair[1])

"""A flowchart as Mermaid lays it out → its edges as straight lines and S-curves from the middle of one side to the middle of another.

These are the lines that PowerPoint calls connectors: there they can hold on to the boxes, and they are the same on every exit.
An edge that would cross a box so, or leave its label, stays as it was.
"""

from __future__ import annotations

import base64
import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from presenter.worker.cascade import length
from presenter.worker.clean import SVG
from presenter.worker.meaning import node_name
from presenter.worker.outline import Piece, Point, outline

APART = 3.0  # pixels between a curve and a box it does not belong to
LEVEL = 1.0  # pixels by which the ends of a straight line may differ: a hair that nobody sees
NEAR = 8.0  # pixels between boxes below which there is no room for a curve
BENDS = tuple(n / 20 for n in range(10, 2, -1)) + tuple(n / 20 for n in range(11, 18))  # where the middle of a curve may lie
DEPTHS = (24.0, 36.0, 52.0, 72.0, 96.0, 124.0)  # pixels by which an edge goes round what lies between its boxes
MARGIN = 8.0  # pixels round the drawing
FLOW = re.compile(r"^\s*(?:flowchart|graph|direction)(?:-elk)?\s+(LR|RL|TB|TD|BT)", re.MULTILINE)
FORMS = ("rect", "circle", "ellipse", "polygon", "path")


@dataclass(frozen=True, slots=True)
class Box:
    """Left, top, right, bottom."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def middle(self) -> Point:
        """Its centre."""
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    def near(self, point: Point, by: float = 0.0) -> bool:
        """Whether a point is in it or nearer to it than `by`."""
        return self.x0 - by < point[0] < self.x1 + by and self.y0 - by < point[1] < self.y1 + by

    def meets(self, other: Box, by: float = 0.0) -> bool:
        """Whether the two have a part in common, or nearly."""
        return self.x0 - by < other.x1 and other.x0 < self.x1 + by and self.y0 - by < other.y1 and other.y0 < self.y1 + by

    def at(self, middle: Point) -> Box:
        """The box moved so that its centre is there."""
        x, y = self.middle
        dx, dy = middle[0] - x, middle[1] - y
        return Box(self.x0 + dx, self.y0 + dy, self.x1 + dx, self.y1 + dy)


@dataclass
class Chart:
    """What stands where: boxes by name, labels by their edge's name (with the element that carries each), groups of boxes."""

    flow: str
    nodes: dict[str, Box] = field(default_factory=dict)
    labels: dict[str, tuple[Box, Element]] = field(default_factory=dict)
    edges: list[Element] = field(default_factory=list)
    groups: list[Box] = field(default_factory=list)
    drawn: list[Point] = field(default_factory=list)  # along the edges that were drawn anew


def route(root: Element, source: str) -> None:
    """Redraw, in place, the edges that can be connectors; each says which boxes it holds on to and how it runs.

    `data-connector` is `across|down bend x0 y0 x1 y1` (`bend` 0: straight), `data-from` and `data-to` are names of nodes.
    """
    kinds = {"flowchart", "statediagram"} & set(root.get("class", "").split())
    if not kinds or re.search(r"\bcurve\b|interpolate|linkStyle", source):
        return
    found = FLOW.search(source)
    chart = Chart(found[1] if found else "TB")
    _collect(root, (0.0, 0.0), chart)
    ends = {edge.get("data-id", ""): _names(edge.get("data-id", ""), chart.nodes) or _touched(edge, chart.nodes) for edge in chart.edges}
    pairs = Counter(pair for pair in ends.values() if pair)
    for edge in chart.edges:
        pair = ends[edge.get("data-id", "")]
        if pair and pair[0] != pair[1] and pairs[pair] == 1:
            _redraw(edge, pair, chart)
    _make_room(root, chart)


# ---------------------------------------------------------------- what is there


def _collect(element: Element, shift: Point | None, chart: Chart) -> None:
    """Boxes, labels and edges, where groups around them have moved them; what is turned or scaled is left out."""
    for child in element:
        classes = child.get("class", "").split()
        here = _moved(shift, child.get("transform", ""))
        if here is None:
            continue
        if "node" in classes:
            name, box = node_name(child), _bounds(_outlines(child, here))
            if name and box:
                chart.nodes[name] = box
        elif "cluster" in classes and (box := _bounds(_outlines(child, here))):
            chart.groups.append(box)
        elif "edgeLabel" in classes:
            label = next((inner for inner in child if inner.get("data-id")), None)
            patch = next(child.iter(f"{{{SVG}}}rect"), None)
            if label is not None and patch is not None and (inner := _moved(here, label.get("transform", ""))) is not None:
                w, h = length(patch.get("width", "0")), length(patch.get("height", "0"))
                x, y = length(patch.get("x", "0")) + inner[0], length(patch.get("y", "0")) + inner[1]
                chart.labels[label.get("data-id", "")] = (Box(x, y, x + w, y + h), child)
        elif child.get("data-edge"):
            if here == (0.0, 0.0):
                chart.edges.append(child)
        else:
            _collect(child, here, chart)


def _moved(shift: Point | None, transform: str) -> Point | None:
    """The shift and one more translation; None for any other transform."""
    match = re.fullmatch(r"\s*(?:translate\(\s*(-?[\d.e-]+)[\s,]*(-?[\d.e-]+)?\s*\))?\s*", transform)
    if match is None or shift is None:
        return None
    return shift[0] + float(match[1] or 0), shift[1] + float(match[2] or 0)


def _outlines(element: Element, shift: Point) -> Iterator[Point]:
    """Points on the outlines of a node's forms."""
    for child in element:
        here = _moved(shift, child.get("transform", ""))
        if here is None or "label" in child.get("class", "").split():
            continue
        name = child.tag.rpartition("}")[2]
        if name == "g":
            yield from _outlines(child, here)
        elif name in FORMS:
            yield from ((x + here[0], y + here[1]) for x, y in _points(child, name))


def _points(form: Element, name: str) -> Iterable[Point]:
    number = {key: length(form.get(key, "0")) for key in ("x", "y", "width", "height", "cx", "cy", "r", "rx", "ry")}
    match name:
        case "rect":
            return (number["x"], number["y"]), (number["x"] + number["width"], number["y"] + number["height"])
        case "circle" | "ellipse":
            rx, ry = (number["r"],) * 2 if name == "circle" else (number["rx"], number["ry"])
            return (number["cx"] - rx, number["cy"] - ry), (number["cx"] + rx, number["cy"] + ry)
        case "polygon":
            return sampled(outline(f"M{form.get('points', '')}Z"))
    return sampled(outline(form.get("d", "")))


def sampled(pieces: list[Piece], steps: int = 10) -> list[Point]:
    """Points along a path, close enough for its bounds and for what it meets."""
    points: list[Point] = []
    here: Point = (0.0, 0.0)
    for command, given in pieces:
        if command == "C":
            points += [_on_curve(here, given, n / steps) for n in range(1, steps + 1)]
        elif command == "L" and points:
            points += [_on_curve(here, (here, given[0], given[0]), n / steps) for n in range(1, steps + 1)]
        elif given:
            points.append(given[0])
        here = given[-1] if given else here
    return points


def _on_curve(start: Point, curve: tuple[Point, ...], t: float) -> Point:
    (first, second, end), u = curve, 1 - t
    a, b, c, d = u**3, 3 * u * u * t, 3 * u * t * t, t**3
    return a * start[0] + b * first[0] + c * second[0] + d * end[0], a * start[1] + b * first[1] + c * second[1] + d * end[1]


def _bounds(points: Iterator[Point]) -> Box | None:
    every = list(points)
    if not every:
        return None
    xs, ys = [p[0] for p in every], [p[1] for p in every]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _names(edge: str, nodes: dict[str, Box]) -> tuple[str, str] | None:
    """The two nodes that an edge's name `L_from_to_0` names; None where that can be read in two ways."""
    match = re.fullmatch(r"L_(.+)_\d+", edge)
    words = match[1].split("_") if match else []
    ways = [("_".join(words[:n]), "_".join(words[n:])) for n in range(1, len(words))]
    found = [way for way in ways if way[0] in nodes and way[1] in nodes]
    return found[0] if len(found) == 1 else None


def _touched(edge: Element, nodes: dict[str, Box]) -> tuple[str, str] | None:
    """The two nodes at whose outlines an edge begins and ends; None where it is not one at each end."""
    found = []
    for point in _given_ends(edge):
        near = [name for name, box in nodes.items() if box.near(point, 2.0) and not box.near(point, -4.0)]
        found.append(near[0] if len(near) == 1 else "")
    return (found[0], found[1]) if len(found) == 2 and all(found) else None


def _given_ends(edge: Element) -> list[Point]:
    """Where Mermaid lets an edge begin and end, before arrow heads took their part; [] where it does not say."""
    try:
        given = json.loads(base64.b64decode(edge.get("data-points", "")))
        return [(float(point["x"]), float(point["y"])) for point in (given[0], given[-1])]
    except (ValueError, KeyError, TypeError, IndexError):
        return []


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


def _redraw(edge: Element, pair: tuple[str, str], chart: Chart) -> None:
    cut = _heads(edge)
    if cut is None:
        return
    name = edge.get("data-id", "")
    label = chart.labels.get(name)
    others = [box for other, box in chart.nodes.items() if other not in pair]
    words = [box for other, (box, _) in chart.labels.items() if other != name]
    both = [chart.nodes[one] for one in pair]
    outside = [box for box in chart.groups if not any(box.near(one.middle) for one in both)]
    for run in _runs(both[0], both[1], chart.flow):
        points = sampled(run.path())
        if any(box.near(point, APART) for box in (*others, *words, *outside) for point in points) or _crosses(points, both):
            continue
        if label is not None:
            box = label[0].at(_nearest(points, label[0].middle, run))
            if any(box.meets(other, 1.0) for other in (*words, *others, *both)):
                continue
            _shift_label(label[1], label[0], box)
            chart.labels[name] = (box, label[1])
        chart.drawn += points
        return _write(edge, run, cut, pair)


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
    corners = [point for box, _ in chart.labels.values() for point in ((box.x0, box.y0), (box.x1, box.y1))]
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


def _heads(edge: Element) -> tuple[float, float] | None:
    """How much of both ends of the path as it is belongs to arrow heads."""
    wanted, points = _given_ends(edge), sampled(outline(edge.get("d", "")))
    if not wanted or not points:
        return None
    cut = math.dist(points[0], wanted[0]), math.dist(points[-1], wanted[1])
    return cut if max(cut) < 8 else None


def _nearest(points: list[Point], to: Point, run: Run) -> Point:
    """Where on the way a label stands best: at the place along it that it had, or where it turns round."""
    if not 0 <= run.bend <= 1:
        return points[len(points) // 2]
    return min(points, key=lambda point: (abs(point[0] - to[0]) if run.across else abs(point[1] - to[1]), math.dist(point, to)))


def _shift_label(element: Element, old: Box, new: Box) -> None:
    shift = _moved((new.x0 - old.x0, new.y0 - old.y0), element.get("transform", ""))
    assert shift is not None
    element.set("transform", f"translate({shift[0]:g} {shift[1]:g})")


def _write(edge: Element, run: Run, cut: tuple[float, float], pair: tuple[str, str]) -> None:
    edge.set("d", "".join(command + " ".join(f"{x:.3f} {y:.3f}" for x, y in points) for command, points in run.path(cut)))
    ends = " ".join(f"{number:.3f}" for number in (*run.start, *run.end))
    edge.set("data-connector", f"{'across' if run.across else 'down'} {run.bend:g} {ends}")
    edge.set("data-from", pair[0])
    edge.set("data-to", pair[1])

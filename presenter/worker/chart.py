"""Mermaid's drawing of a flowchart or of states → what stands where: boxes and groups by name, edges, labels."""

from __future__ import annotations

import base64
import json
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from presenter.worker.cascade import length
from presenter.worker.clean import SVG
from presenter.worker.meaning import group_name, node_name
from presenter.worker.outline import Piece, Point, outline

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

    @property
    def corners(self) -> tuple[Point, Point]:
        """Its first and its last corner."""
        return (self.x0, self.y0), (self.x1, self.y1)

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


@dataclass(frozen=True, slots=True)
class Line:
    """An edge, moved by `shift` with the groups that it is drawn in."""

    element: Element
    shift: Point = (0.0, 0.0)

    @property
    def name(self) -> str:
        """What Mermaid calls it."""
        return self.element.get("data-id", "")

    @property
    def points(self) -> list[Point]:
        """Points along it."""
        return [(x + self.shift[0], y + self.shift[1]) for x, y in sampled(outline(self.element.get("d", "")))]

    @property
    def given_ends(self) -> list[Point]:
        """Where Mermaid lets it begin and end, before arrow heads took their part; [] where it does not say."""
        try:
            given = json.loads(base64.b64decode(self.element.get("data-points", "")))
            return [(float(point["x"]) + self.shift[0], float(point["y"]) + self.shift[1]) for point in (given[0], given[-1])]
        except (ValueError, KeyError, TypeError, IndexError):
            return []

    @property
    def heads(self) -> tuple[float, float] | None:
        """How much of both its ends belongs to arrow heads; None where that cannot be told."""
        wanted, points = self.given_ends, self.points
        if not wanted or not points:
            return None
        cut = math.dist(points[0], wanted[0]), math.dist(points[-1], wanted[1])
        return cut if max(cut) < 8 else None


@dataclass
class Chart:
    """What stands where: boxes by name, labels by their edge's name (with the element that carries each), groups of boxes by theirs."""

    flow: str
    nodes: dict[str, Box] = field(default_factory=dict)
    labels: dict[str, tuple[Box, Element]] = field(default_factory=dict)
    edges: list[Line] = field(default_factory=list)
    groups: dict[str, Box] = field(default_factory=dict)
    drawn: list[Point] = field(default_factory=list)  # along the edges that were drawn anew

    @property
    def known(self) -> dict[str, Box]:
        """All that an edge can hold on to."""
        return self.groups | self.nodes


def collect(element: Element, shift: Point | None, chart: Chart) -> None:
    """Boxes, labels and edges, where groups around them have moved them; what is turned or scaled is left out."""
    for child in element:
        classes = child.get("class", "").split()
        here = moved(shift, child.get("transform", ""))
        if here is None:
            continue
        if "node" in classes:
            name, box = node_name(child), _bounds(_outlines(child, here))
            if name and box:
                chart.nodes[name] = box
        elif (group := group_name(child)) and (box := _bounds(_outlines(child, here))):
            chart.groups[group] = box
        elif "edgeLabel" in classes:
            label = next((inner for inner in child if inner.get("data-id")), None)
            patch = next(child.iter(f"{{{SVG}}}rect"), None)
            if label is not None and patch is not None and (inner := moved(here, label.get("transform", ""))) is not None:
                w, h = length(patch.get("width", "0")), length(patch.get("height", "0"))
                x, y = length(patch.get("x", "0")) + inner[0], length(patch.get("y", "0")) + inner[1]
                chart.labels[label.get("data-id", "")] = (Box(x, y, x + w, y + h), child)
        elif child.get("data-edge"):
            chart.edges.append(Line(child, here))
        else:
            collect(child, here, chart)


def moved(shift: Point | None, transform: str) -> Point | None:
    """The shift and one more translation; None for any other transform."""
    match = re.fullmatch(r"\s*(?:translate\(\s*(-?[\d.e-]+)[\s,]*(-?[\d.e-]+)?\s*\))?\s*", transform)
    if match is None or shift is None:
        return None
    return shift[0] + float(match[1] or 0), shift[1] + float(match[2] or 0)


def _outlines(element: Element, shift: Point) -> Iterator[Point]:
    """Points on the outlines of a node's forms."""
    for child in element:
        here = moved(shift, child.get("transform", ""))
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


def names(edge: str, nodes: dict[str, Box]) -> tuple[str, str] | None:
    """The two nodes that an edge's name `L_from_to_0` names; None where that can be read in two ways."""
    match = re.fullmatch(r"L_(.+)_\d+", edge)
    words = match[1].split("_") if match else []
    ways = [("_".join(words[:n]), "_".join(words[n:])) for n in range(1, len(words))]
    found = [way for way in ways if way[0] in nodes and way[1] in nodes]
    return found[0] if len(found) == 1 else None


def touched(edge: Line, nodes: dict[str, Box]) -> tuple[str, str] | None:
    """The two nodes at whose outlines an edge begins and ends; None where it is not one at each end."""
    found = []
    for point in edge.given_ends:
        near = [name for name, box in nodes.items() if box.near(point, 2.0) and not box.near(point, -4.0)]
        found.append(near[0] if len(near) == 1 else "")
    return (found[0], found[1]) if len(found) == 2 and all(found) else None

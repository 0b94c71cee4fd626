"""A line or path → where it starts and ends, and in which direction: where its arrow heads go."""

from __future__ import annotations

import math
import re
from xml.etree.ElementTree import Element

Point = tuple[float, float]
End = tuple[float, float, float]  # x, y, degrees
_COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}


def ends(element: Element, name: str) -> tuple[End, End] | None:
    """Start and end with the direction of travel there; None if the path cannot be followed."""
    try:
        points = _points(element, name)
    except (ValueError, IndexError):
        return None
    if len(points) < 2:
        return None
    first = next((point for point in points if _apart(points[0], point)), points[-1])
    last = next((point for point in reversed(points) if _apart(points[-1], point)), points[0])
    return (*points[0], _angle(points[0], first)), (*points[-1], _angle(last, points[-1]))


def _points(element: Element, name: str) -> list[Point]:
    """The points and control points passed, in order."""
    if name == "line":
        x1, y1, x2, y2 = (float(element.get(key, "0")) for key in ("x1", "y1", "x2", "y2"))
        return [(x1, y1), (x2, y2)]
    if name == "polyline":
        numbers = [float(number) for number in re.findall(r"-?[\d.]+(?:e-?\d+)?", element.get("points", ""))]
        return list(zip(numbers[::2], numbers[1::2], strict=False))
    return _path_points(element.get("d", ""))


def _path_points(data: str) -> list[Point]:
    points: list[Point] = []
    x = y = 0.0
    start: Point = (0.0, 0.0)
    for letter, text in re.findall(r"([MmLlHhVvCcSsQqTtAaZz])([^MmLlHhVvCcSsQqTtAaZz]*)", data):
        kind = letter.upper()
        numbers = [float(number) for number in re.findall(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?", text)]
        count = _COUNTS[kind]
        if kind == "Z":
            points.append(start)
            x, y = start
        for at in range(0, len(numbers) - count + 1, count or 1):
            if not count:
                break
            part = numbers[at : at + count]
            for px, py in _segment(kind, part, (x, y) if letter.islower() else (0.0, 0.0), (x, y)):
                points.append((px, py))
            x, y = points[-1]
            if kind == "M" and at == 0:
                start = (x, y)
    return points


def _segment(kind: str, part: list[float], base: Point, here: Point) -> list[Point]:
    bx, by = base
    if kind == "H":
        return [(part[0] + bx, here[1])]
    if kind == "V":
        return [(here[0], part[0] + by)]
    if kind == "A":
        return [(part[5] + bx, part[6] + by)]
    return [(part[n] + bx, part[n + 1] + by) for n in range(0, len(part), 2)]


def _apart(one: Point, other: Point) -> bool:
    return math.dist(one, other) > 0.01


def _angle(one: Point, other: Point) -> float:
    return math.degrees(math.atan2(other[1] - one[1], other[0] - one[0]))

"""SVG path data -> QPainterPath; what cannot be read ends the path there, as SVG has it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath

_TOKEN = re.compile(r"([MmLlHhVvCcSsQqTtAaZz])|([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)")
_COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}


def painter_path(data: str) -> QPainterPath:
    """The path that `data` describes, in its own units."""
    path = QPainterPath()
    control: QPointF | None = None  # the last control point, for S and T
    before = ""
    for command, numbers in _segments(data):
        here = path.currentPosition()
        origin = here if command.islower() else QPointF(0, 0)
        kind = command.upper()
        points = [QPointF(x, y) + origin for x, y in zip(numbers[::2], numbers[1::2], strict=False)]
        mirrored = here + (here - control) if control is not None and before in _SMOOTH.get(kind, "") else here
        control = None
        match kind:
            case "M":
                path.moveTo(points[0])
            case "L":
                path.lineTo(points[0])
            case "H":
                path.lineTo(origin.x() + numbers[0], here.y())
            case "V":
                path.lineTo(here.x(), origin.y() + numbers[0])
            case "C" | "S":
                first, second, end = points if kind == "C" else (mirrored, *points)
                path.cubicTo(first, second, end)
                control = second
            case "Q" | "T":
                control = points[0] if kind == "Q" else mirrored
                path.quadTo(control, points[-1])
            case "A":
                _arc(path, numbers, QPointF(numbers[5], numbers[6]) + origin)
            case "Z":
                path.closeSubpath()
        before = kind
    return path


_SMOOTH = {"S": "CS", "T": "QT"}


def _segments(data: str) -> Iterator[tuple[str, list[float]]]:
    tokens = [match.groups() for match in _TOKEN.finditer(data)]
    index, command = 0, ""
    while index < len(tokens):
        letter, _ = tokens[index]
        if letter:
            command, index = letter, index + 1
        elif command in "Zz":
            return
        count = _COUNTS[command.upper()]
        numbers = [number for _, number in tokens[index : index + count] if number]
        if len(numbers) < count:
            return
        yield command, [float(number) for number in numbers]
        index += count
        command = {"M": "L", "m": "l"}.get(command, command)  # further pairs after a move are lines


def _arc(path: QPainterPath, numbers: list[float], end: QPointF) -> None:
    """An elliptical arc as cubic curves (SVG 1.1, F.6.5)."""
    rx, ry, turn, large, sweep = abs(numbers[0]), abs(numbers[1]), math.radians(numbers[2]), numbers[3] != 0, numbers[4] != 0
    start = path.currentPosition()
    if rx == 0 or ry == 0 or start == end:
        path.lineTo(end)
        return
    cos, sin = math.cos(turn), math.sin(turn)
    dx, dy = (start.x() - end.x()) / 2, (start.y() - end.y()) / 2
    x, y = cos * dx + sin * dy, cos * dy - sin * dx
    grow = math.sqrt(max(1.0, (x / rx) ** 2 + (y / ry) ** 2))
    rx, ry = rx * grow, ry * grow
    square = (rx * ry) ** 2 - (rx * y) ** 2 - (ry * x) ** 2
    factor = math.sqrt(max(0.0, square / ((rx * y) ** 2 + (ry * x) ** 2))) * (-1 if large == sweep else 1)
    cx, cy = factor * rx * y / ry, -factor * ry * x / rx
    first = math.atan2((y - cy) / ry, (x - cx) / rx)
    span = math.atan2((-y - cy) / ry, (-x - cx) / rx) - first
    if sweep and span < 0:
        span += 2 * math.pi
    elif not sweep and span > 0:
        span -= 2 * math.pi
    centre = QPointF(cos * cx - sin * cy + (start.x() + end.x()) / 2, sin * cx + cos * cy + (start.y() + end.y()) / 2)
    pieces = max(1, math.ceil(abs(span) / (math.pi / 2) - 1e-9))
    step = span / pieces
    pull = 4 / 3 * math.tan(step / 4)

    def at(u: float, v: float) -> QPointF:
        return centre + QPointF(cos * rx * u - sin * ry * v, sin * rx * u + cos * ry * v)

    for piece in range(pieces):
        a, b = first + piece * step, first + (piece + 1) * step
        path.cubicTo(
            at(math.cos(a) - pull * math.sin(a), math.sin(a) + pull * math.cos(a)),
            at(math.cos(b) + pull * math.sin(b), math.sin(b) - pull * math.cos(b)),
            at(math.cos(b), math.sin(b)) if piece < pieces - 1 else end,
        )

"""SVG path data -> moves, lines, cubic curves and closings at absolute points; arcs and quadratics become cubics."""

from __future__ import annotations

import math
import re

Point = tuple[float, float]
Piece = tuple[str, tuple[Point, ...]]

_TOKEN = re.compile(r"([MmLlHhVvCcSsQqTtAaZz])|([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)")
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}


def outline(data: str) -> list[Piece]:
    """The pieces of a path: `M` and `L` with one point, `C` with three, `Z` with none. Stops at what it cannot read."""
    pieces: list[Piece] = []
    here: Point = (0.0, 0.0)
    start: Point = here
    control: Point | None = None  # the last control point, for smooth curves
    previous = ""
    for command, numbers in _commands(data):
        kind = command.upper()
        ox, oy = here if command.islower() else (0.0, 0.0)
        if kind == "Z":
            pieces.append(("Z", ()))
            here, control = start, None
        elif kind in "MLHV":
            here = _corner(kind, numbers, here, (ox, oy), command.islower())
            pieces.append(("M" if kind == "M" else "L", (here,)))
            start, control = (here if kind == "M" else start), None
        elif kind == "A":
            end = (numbers[5] + ox, numbers[6] + oy)
            pieces.extend(_arc(here, end, *numbers[:5]))
            here, control = end, None
        else:
            points = [(x + ox, y + oy) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
            smooth = control if control and previous in ("CS" if kind == "S" else "QT") else None
            first, second, control, end = _curve(kind, points, here, smooth)
            pieces.append(("C", (first, second, end)))
            here = end
        previous = kind
    if pieces and pieces[0][0] != "M":
        pieces.insert(0, ("M", ((0.0, 0.0),)))
    return pieces


def _commands(data: str) -> list[tuple[str, list[float]]]:
    """Each command with its numbers; repeated numbers repeat the command (a repeated move is a line)."""
    found: list[tuple[str, list[float]]] = []
    command, numbers = "", list[float]()
    for letter, number in _TOKEN.findall(data):
        if letter:
            command, numbers = letter, []
            if letter in "Zz":
                found.append((letter, []))
            continue
        if not command or command in "Zz":
            return found
        numbers.append(float(number))
        if len(numbers) == _TAKES[command.upper()]:
            found.append((command, numbers))
            numbers = []
            command = {"M": "L", "m": "l"}.get(command, command)
    return found


def _corner(kind: str, numbers: list[float], here: Point, origin: Point, relative: bool) -> Point:
    if kind == "H":
        return (numbers[0] + origin[0], here[1])
    if kind == "V":
        return (here[0], numbers[0] + (here[1] if relative else 0.0))
    return (numbers[0] + origin[0], numbers[1] + origin[1])


def _curve(kind: str, points: list[Point], here: Point, last: Point | None) -> tuple[Point, Point, Point, Point]:
    """(first, second, control to remember, end) of a curve as a cubic."""
    mirrored = (2 * here[0] - last[0], 2 * here[1] - last[1]) if last else here
    match kind:
        case "C":
            return points[0], points[1], points[1], points[2]
        case "S":
            return mirrored, points[0], points[0], points[1]
        case "Q":
            middle, end = points
        case _:
            middle, end = mirrored, points[0]
    first = (here[0] + 2 / 3 * (middle[0] - here[0]), here[1] + 2 / 3 * (middle[1] - here[1]))
    second = (end[0] + 2 / 3 * (middle[0] - end[0]), end[1] + 2 / 3 * (middle[1] - end[1]))
    return first, second, middle, end


def _arc(here: Point, end: Point, rx: float, ry: float, turn: float, large: float, sweep: float) -> list[Piece]:
    """An elliptical arc as cubics (SVG 1.1, F.6)."""
    rx, ry = abs(rx), abs(ry)
    if not rx or not ry or here == end:
        return [("L", (end,))]
    phi = math.radians(turn % 360)
    cos, sin = math.cos(phi), math.sin(phi)
    dx, dy = (here[0] - end[0]) / 2, (here[1] - end[1]) / 2
    x1, y1 = cos * dx + sin * dy, -sin * dx + cos * dy
    grow = math.sqrt(max(1.0, (x1 / rx) ** 2 + (y1 / ry) ** 2))
    rx, ry = rx * grow, ry * grow
    under = max(0.0, (rx * ry) ** 2 - (rx * y1) ** 2 - (ry * x1) ** 2) / ((rx * y1) ** 2 + (ry * x1) ** 2)
    side = math.sqrt(under) * (-1 if bool(large) == bool(sweep) else 1)
    cx1, cy1 = side * rx * y1 / ry, -side * ry * x1 / rx
    cx, cy = cos * cx1 - sin * cy1 + (here[0] + end[0]) / 2, sin * cx1 + cos * cy1 + (here[1] + end[1]) / 2
    begin = math.atan2((y1 - cy1) / ry, (x1 - cx1) / rx)
    sweep_angle = math.atan2((-y1 - cy1) / ry, (-x1 - cx1) / rx) - begin
    if sweep and sweep_angle < 0:
        sweep_angle += 2 * math.pi
    elif not sweep and sweep_angle > 0:
        sweep_angle -= 2 * math.pi
    count = max(1, math.ceil(abs(sweep_angle) / (math.pi / 2) - 1e-9))
    step = sweep_angle / count
    reach = 4 / 3 * math.tan(step / 4)

    def place(x: float, y: float) -> Point:
        return (cos * rx * x - sin * ry * y + cx, sin * rx * x + cos * ry * y + cy)

    pieces: list[Piece] = []
    for n in range(count):
        a, b = begin + n * step, begin + (n + 1) * step
        first = place(math.cos(a) - reach * math.sin(a), math.sin(a) + reach * math.cos(a))
        second = place(math.cos(b) + reach * math.sin(b), math.sin(b) - reach * math.cos(b))
        pieces.append(("C", (first, second, end if n == count - 1 else place(math.cos(b), math.sin(b)))))
    return pieces

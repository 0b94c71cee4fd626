"""A flat SVG (forms and lines of words, no styles, no references) -> Shapes and Texts on the slide, or None when it has more."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from xml.etree import ElementTree

from presenter.export.pptx.wrap import breadth
from presenter.export.pptx.xml import MIXED
from presenter.scene import Align, Color, Font, Line, Paragraph, Picture, Rect, Run, Shape, Text
from presenter.worker.outline import outline

MOST = 800  # elements: a drawing of more stays a picture
SEAT = 0.97  # a baseline below its box's top in ems, in PowerPoint and LibreOffice about
_ALIGN: dict[str, Align] = {"start": "left", "middle": "center", "end": "right"}
_OWN = frozenset(("transform", "id", "class", "width", "height"))  # what an element does not hand down
_MEANT = ("data-node", "data-line", "data-edge", "data-from", "data-to", "data-connector", "data-head")  # see worker/meaning.py
_PLAIN = frozenset((
    *_MEANT,
    "x", "y", "width", "height", "rx", "ry", "cx", "cy", "r", "x1", "y1", "x2", "y2", "d", "points", "transform",
    "fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-dasharray", "stroke-miterlimit",
    "fill-opacity", "stroke-opacity", "opacity", "text-anchor", "font-family", "font-size", "font-weight",
    "font-style", "fill-rule", "id", "class",
))  # fmt: skip
_OWN_COLORS = re.compile(r"(?:rgba?|hsla?)\(|\b(?:fill|stroke|color)\s*:\s*(?!none)[a-z]|\btheme(?:Variables|CSS)?['\"]?\s*:")
_NAMED = {"white": "#ffffff", "black": "#000000"}


class _Unknown(Exception):
    """The drawing has something that is not read here."""


@dataclass(frozen=True)
class Matrix:
    """An affine map: (x, y) -> (a x + c y + e, b x + d y + f)."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def __matmul__(self, m: Matrix) -> Matrix:
        return Matrix(
            self.a * m.a + self.c * m.b,
            self.b * m.a + self.d * m.b,
            self.a * m.c + self.c * m.d,
            self.b * m.c + self.d * m.d,
            self.a * m.e + self.c * m.f + self.e,
            self.b * m.e + self.d * m.f + self.f,
        )

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Where a point comes to lie."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    @property
    def scale(self) -> float:
        """By how much lengths grow."""
        return math.sqrt(abs(self.a * self.d - self.b * self.c))

    @property
    def turned(self) -> bool:
        """Turned, moved and enlarged alike in all directions: a circle stays one."""
        return abs(self.a - self.d) + abs(self.b + self.c) < 0.01 * self.scale

    @property
    def upright(self) -> bool:
        """Neither turned, sheared nor mirrored."""
        return abs(self.b) < 1e-6 and abs(self.c) < 1e-6 and self.a > 0 and self.d > 0


@dataclass(frozen=True, slots=True)
class Inks:
    """The theme's colours by their `#rrggbb`, and those that the drawing's author wrote (None: who knows which)."""

    scheme: Mapping[str, str]
    written: frozenset[str] | None

    def name(self, value: str) -> str:
        """The theme's name of a colour; a colour that nobody wrote was mixed from the theme's."""
        literal = self.written is None or value in self.written
        return self.scheme.get(value, "" if literal else MIXED)


@dataclass(frozen=True, slots=True)
class Edge:
    """What an edge holds on to and how it runs: `across`, `down` or as a `message` from life line to life line; its middle
    at `bend` of the way (0: straight)."""

    name: str
    source: str
    target: str
    way: str
    bend: float
    start: tuple[float, float]
    end: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Drawn:
    """One form or line of words, and what it is part of: a box, a life line or an edge.

    `dash` are PowerPoint's elements for how its outline is broken ("" = not). `head` is `start` or `end` and PowerPoint's word
    for the arrow head that the form is, if it has one.
    """

    item: Shape | Text
    dash: str = ""
    node: str = ""
    line: str = ""
    edge: Edge | None = None
    head: str = ""


def drawn(picture: Picture, scheme: dict[str, str]) -> list[Drawn] | None:
    """The drawing's parts where they stand on the slide; `scheme` names theme colours by their `#rrggbb`.

    A colour that neither the theme has nor the picture's source says was mixed from the theme's.
    """
    if picture.image.format != "svg" or any(picture.crop) or picture.filters or picture.opacity < 1:
        return None
    try:
        root = _read(picture.image.file)
        return list(_parts(root, _placing(root, picture.box), {}, Inks(scheme, _written(picture.source))))
    except (_Unknown, ValueError, OSError, ElementTree.ParseError, RecursionError):
        return None


def _written(source: str) -> frozenset[str] | None:
    """The colours in a diagram's source; None where some are in words or numbers, or it has colours of its own."""
    if not source or _OWN_COLORS.search(source):
        return None
    found = re.findall(r"#([0-9a-f]{6}|[0-9a-f]{3})\b", source.lower())
    return frozenset("#" + (digits if len(digits) == 6 else "".join(2 * c for c in digits)) for digits in found)


def _read(file: Path) -> ElementTree.Element:
    text = file.read_text(encoding="utf-8")
    if "<!" in text or text.count("<") > 2 * MOST:
        raise _Unknown
    return ElementTree.fromstring(text)


def _placing(root: ElementTree.Element, box: Rect) -> Matrix:
    """From the drawing's own measure to points on the slide."""
    view = [float(n) for n in re.split(r"[\s,]+", root.get("viewBox", "").strip()) if n]
    if len(view) != 4 or view[2] <= 0 or view[3] <= 0:
        raise _Unknown
    sx, sy = box.w / view[2], box.h / view[3]
    return Matrix(sx, 0, 0, sy, box.x - view[0] * sx, box.y - view[1] * sy)


def _parts(element: ElementTree.Element, matrix: Matrix, given: dict[str, str], inks: Inks) -> Iterator[Drawn]:
    """What an element and those in it draw; looks come down from the groups around."""
    tag = element.tag.rpartition("}")[2]
    if tag in ("title", "desc"):
        return
    if tag == "svg" and not given:
        given = {"fill": "#000000"}
    elif set(element.attrib) - _PLAIN or "url(" in "".join(element.attrib.values()):
        raise _Unknown
    look = given | element.attrib
    look["opacity"] = str(float(given.get("opacity", 1)) * float(element.get("opacity", 1)))
    here = matrix @ _transform(element.get("transform", ""))
    if element.get("data-connector"):
        look["data-connector"] = _placed(element.get("data-connector", ""), here)
    if tag in ("svg", "g"):
        for child in element:
            yield from _parts(child, here, {k: v for k, v in look.items() if k not in _OWN}, inks)
        return
    for part in _words(element, here, look, inks) if tag == "text" else (_form(tag, here, look, inks),):
        yield replace(
            part, node=look.get("data-node", ""), line=look.get("data-line", ""), edge=_edge(look), head=look.get("data-head", "")
        )


def _placed(connector: str, matrix: Matrix) -> str:
    """The ends of a connector in points of the slide."""
    way, bend, *ends = connector.split()
    x0, y0, x1, y1 = (float(n) for n in ends)
    return " ".join((way, bend, *(str(n) for n in (*matrix.at(x0, y0), *matrix.at(x1, y1)))))


def _edge(look: dict[str, str]) -> Edge | None:
    if not look.get("data-connector"):
        return None
    way, bend, *ends = look["data-connector"].split()
    x0, y0, x1, y1 = (float(n) for n in ends)
    return Edge(look.get("data-edge", ""), look.get("data-from", ""), look.get("data-to", ""), way, float(bend), (x0, y0), (x1, y1))


_CALL = re.compile(r"\s*(translate|scale|rotate|matrix)\s*\(([^)]*)\)\s*,?")


def _transform(text: str) -> Matrix:
    result, at = Matrix(), 0
    while at < len(text.rstrip()):
        call = _CALL.match(text, at)
        if call is None:
            raise _Unknown
        at = call.end()
        result = result @ _step(call[1], [float(n) for n in re.split(r"[\s,]+", call[2].strip()) if n])
    return result


def _step(name: str, n: list[float]) -> Matrix:
    match name, n:
        case "translate", [x]:
            return Matrix(e=x)
        case "translate", [x, y]:
            return Matrix(e=x, f=y)
        case "scale", [s]:
            return Matrix(a=s, d=s)
        case "scale", [x, y]:
            return Matrix(a=x, d=y)
        case "rotate", [angle]:
            turn = math.radians(angle)
            return Matrix(math.cos(turn), math.sin(turn), -math.sin(turn), math.cos(turn))
        case "rotate", [angle, x, y]:
            return Matrix(e=x, f=y) @ _step("rotate", [angle]) @ Matrix(e=-x, f=-y)
        case "matrix", [a, b, c, d, e, f]:
            return Matrix(a, b, c, d, e, f)
    raise _Unknown


# ---------------------------------------------------------------- forms


def _form(tag: str, matrix: Matrix, look: dict[str, str], inks: Inks) -> Drawn:
    fill = _color(look.get("fill", "none"), look.get("fill-opacity", "1"), look, inks)
    stroke = _color(look.get("stroke", "none"), look.get("stroke-opacity", "1"), look, inks)
    dashed = _dash(look.get("stroke-dasharray", "none"), float(look.get("stroke-width", 1)))
    width = float(look.get("stroke-width", 1)) * matrix.scale
    shape = Shape(Rect(0, 0, 0, 0), "rect", fill, stroke if width > 0 else None, width, role="drawing")
    n = {key: float(look.get(key, 0)) for key in ("x", "y", "width", "height", "cx", "cy", "r", "x1", "y1", "x2", "y2", "rx", "ry")}
    match tag:
        case "rect" if matrix.upright:
            radius = (n["rx"] or n["ry"]) * matrix.scale
            box = _boxed(matrix, n["x"], n["y"], n["width"], n["height"])
            return Drawn(replace(shape, box=box, kind="round" if radius else "rect", radius=radius), dashed)
        case "circle" if matrix.turned:
            (x, y), r = matrix.at(n["cx"], n["cy"]), n["r"] * matrix.scale
            return Drawn(replace(shape, box=Rect(x - r, y - r, 2 * r, 2 * r), kind="ellipse"), dashed)
        case "circle" | "ellipse" if matrix.upright:
            rx, ry = (n["r"], n["r"]) if tag == "circle" else (n["rx"], n["ry"])
            return Drawn(replace(shape, box=_boxed(matrix, n["cx"] - rx, n["cy"] - ry, 2 * rx, 2 * ry), kind="ellipse"), dashed)
        case "line":
            return Drawn(_traced(replace(shape, fill=None), matrix, f"M{n['x1']} {n['y1']}L{n['x2']} {n['y2']}"), dashed)
        case "polyline" | "polygon":
            return Drawn(_traced(shape, matrix, f"M{look.get('points', '')}{'Z' if tag == 'polygon' else ''}"), dashed)
        case "path" if look.get("fill-rule") != "evenodd" or not fill or look.get("d", "").upper().count("M") < 2:
            return Drawn(_traced(shape, matrix, look.get("d", "")), dashed)
    raise _Unknown


def _dash(pattern: str, width: float) -> str:
    """The line's dashes as PowerPoint holds any: lengths and gaps in shares of its width."""
    numbers = [float(n) for n in re.findall(r"[\d.]+", pattern)]
    if not any(numbers[1::2]) or width <= 0:
        return ""
    pairs = zip(numbers[::2], numbers[1::2], strict=False)
    return "".join(f'<a:ds d="{_share(on, width)}" sp="{_share(off, width)}"/>' for on, off in pairs)


def _share(long: float, width: float) -> int:
    return round(min(max(long / width, 0.01), 1000.0) * 100_000)


def _boxed(matrix: Matrix, x: float, y: float, w: float, h: float) -> Rect:
    left, top = matrix.at(x, y)
    return Rect(left, top, w * matrix.a, h * matrix.d)


def _traced(shape: Shape, matrix: Matrix, data: str) -> Shape:
    """The path in points of the slide, in the box around it; a straight one as a line from end to end."""
    pieces = [(command, [matrix.at(*point) for point in points]) for command, points in outline(data)]
    every = [point for _, points in pieces for point in points]
    if not every:
        raise _Unknown
    if [command for command, _ in pieces] == ["M", "L"]:
        (x0, y0), (x1, y1) = every
        return replace(shape, box=Rect(x0, y0, x1 - x0, y1 - y0), kind="line")
    x, y = min(p[0] for p in every), min(p[1] for p in every)
    box = Rect(x, y, max(p[0] for p in every) - x, max(p[1] for p in every) - y)
    path = " ".join(f"{command} {' '.join(f'{px:.3f} {py:.3f}' for px, py in points)}" for command, points in pieces)
    return replace(shape, box=box, kind="path", path_data=path)


def _color(value: str, alpha: str, look: dict[str, str], inks: Inks) -> Color | None:
    value = _NAMED.get(value.strip().lower(), value.strip().lower())
    if value in ("none", "transparent"):
        return None
    if re.fullmatch("#[0-9a-f]{3}", value):
        value = "#" + "".join(2 * c for c in value[1:])
    if not re.fullmatch("#[0-9a-f]{6}", value):
        raise _Unknown
    return Color(value, float(alpha) * float(look.get("opacity", 1)), inks.name(value))


# ---------------------------------------------------------------- words


def _words(element: ElementTree.Element, matrix: Matrix, look: dict[str, str], inks: Inks) -> Iterator[Drawn]:
    """A line of words in a box with room to spare on the sides that its anchor leaves free."""
    words = (element.text or "").strip()
    if len(element) or not matrix.upright:
        raise _Unknown
    if not words:
        return
    color = _color(look.get("fill", "#000000"), look.get("fill-opacity", "1"), look, inks)
    size = float(look.get("font-size", "16").removesuffix("px")) * matrix.d
    family = look.get("font-family", "sans-serif").split(",")[0].strip("\"' ")
    bold = look.get("font-weight", "normal") in ("bold", "bolder", "600", "700", "800", "900")
    if color is None or size <= 0:
        return
    font = Font(family, round(size * 10) / 10, bold, look.get("font-style") == "italic", "")
    align = _ALIGN.get(look.get("text-anchor", "start"), "left")
    x, baseline = matrix.at(float(look.get("x", "0")), float(look.get("y", "0")))
    width = breadth(words) * size * 0.75 + size
    left = {"left": x, "center": x - width / 2, "right": x - width}.get(align, x)
    box = Rect(left, baseline - SEAT * size, width, 1.2 * size)
    made = Paragraph((Run(words, font, color, proof=False),), align=align, wrap=False)
    yield Drawn(Text(box, (made,), (Line(0, 0, len(words), 0.0, SEAT * size, 0.0, 0.0, 1.2 * size),), role="label"))

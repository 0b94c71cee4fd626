"""A drawn outline -> PowerPoint's own form where it is one, and the places on it that connectors hold on to."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import pairwise

from presenter.export.pptx.shapes import geometry
from presenter.export.pptx.xml import xfrm
from presenter.scene import Rect, Shape
from presenter.worker.chart import sampled
from presenter.worker.outline import Point, outline

CLOSE = 0.75  # points by which an outline may differ from PowerPoint's


@dataclass(frozen=True, slots=True)
class Form:
    """The shape as PowerPoint draws it (`diamond`, `can`: its words for forms we have no kind for) and its sites: top, left,
    bottom, right, each with the number that connectors call it by. `inner` is the share of its width that is free for words,
    `lower` how far below its middle they stand in it, in points; `adjust` PowerPoint's number for how it is drawn."""

    shape: Shape
    preset: str
    sites: tuple[tuple[int, Point], ...]
    inner: float
    lower: float = 0.0
    adjust: int = 0

    def xml(self) -> str:
        """Its place and geometry."""
        if self.preset in ("diamond", "can"):
            how = f'<a:avLst><a:gd name="adj" fmla="val {self.adjust}"/></a:avLst>' if self.adjust else "<a:avLst/>"
            return f'{xfrm(self.shape.box)}<a:prstGeom prst="{self.preset}">{how}</a:prstGeom>'
        return geometry(self.shape, [point for _, point in self.sites])

    def nearest(self, point: Point) -> tuple[int, float]:
        """The number of the site nearest to a point, and how far it is."""
        number, site = min(self.sites, key=lambda known: math.dist(known[1], point))
        return number, math.dist(site, point)


def form_of(shape: Shape) -> Form:
    """What a drawn outline is."""
    shape = _recognized(shape)
    box = shape.box
    x, y = box.x + box.w / 2, box.y + box.h / 2
    points = ((x, box.y), (box.x, y), (x, box.bottom), (box.right, y))
    if shape.kind == "ellipse":
        return Form(shape, "ellipse", tuple(zip((0, 2, 4, 6), points, strict=True)), 0.7)
    if shape.kind == "path" and box.w > 0 and box.h > 0 and _fits(shape, _diamond(box)):
        return Form(shape, "diamond", tuple(enumerate(points)), 0.5)
    lid = _lid(shape)
    if lid:
        adjust = round(200_000 * lid / min(box.w, box.h))
        return Form(shape, "can", tuple(zip((1, 2, 3, 4), points, strict=True)), 1.0, lid / 2, adjust)
    inner = max(0.0, box.w - 0.6 * min(shape.radius, box.h / 2)) / box.w if shape.kind != "path" and box.w else 0.0
    return Form(shape, shape.kind, tuple(enumerate(points)), inner)


def _recognized(shape: Shape) -> Shape:
    """A path that runs like a rectangle, one with round ends or an ellipse as that."""
    if shape.kind != "path" or shape.box.w <= 0 or shape.box.h <= 0:
        return shape
    box = shape.box
    if _fits(shape, _rounded(box, 0.0)):
        return replace(shape, kind="rect", radius=0.0)
    if _fits(shape, _ellipse(box)):
        return replace(shape, kind="ellipse")
    end = min(box.w, box.h) / 2
    if _fits(shape, _rounded(box, end)):
        return replace(shape, kind="round", radius=end)
    return shape


def _fits(shape: Shape, wanted: list[Point]) -> bool:
    """Whether the shape's one closed outline and the wanted one are never further apart than can be seen."""
    pieces = outline(shape.path_data)
    if sum(command == "M" for command, _ in pieces) != 1:
        return False
    points = sampled(pieces)
    if pieces[-1][0] == "Z" or math.dist(points[0], points[-1]) > CLOSE:
        points = [*points, points[0]]
    return _apart(points, wanted) < CLOSE and _apart(wanted, points) < CLOSE


def _apart(points: list[Point], way: list[Point]) -> float:
    """How far the furthest of some points is from a way of straight pieces."""
    return max(min(_off(point, a, b) for a, b in pairwise(way)) for point in points)


def _off(point: Point, a: Point, b: Point) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    square = dx * dx + dy * dy
    t = max(0.0, min(1.0, ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / square)) if square else 0.0
    return math.hypot(point[0] - a[0] - t * dx, point[1] - a[1] - t * dy)


def _lid(shape: Shape) -> float:
    """Half the height of the lid of an upright cylinder; 0 for any other form."""
    pieces = outline(shape.path_data) if shape.kind == "path" and shape.box.w > 0 else []
    lid = pieces[0][1][0][1] - shape.box.y if pieces else 0.0
    if not 0 < lid < shape.box.h / 3 or _apart(sampled(pieces), _cylinder(shape.box, lid)) > CLOSE:
        return 0.0
    return lid if _apart(_cylinder(shape.box, lid), sampled(pieces)) < CLOSE else 0.0


def _cylinder(box: Rect, lid: float) -> list[Point]:
    """All round the lid, down, along the front of the bottom, and up."""
    x, rx = box.x + box.w / 2, box.w / 2
    turns = [math.tau * n / 24 for n in range(25)]
    top = [(x - rx * math.cos(t), box.y + lid * (1 - math.sin(t))) for t in turns]
    front = [(x - rx * math.cos(t), box.bottom - lid * (1 - math.sin(t))) for t in turns[:13]]
    return [*top, *front, (box.right, box.y + lid)]


def _diamond(box: Rect) -> list[Point]:
    x, y = box.x + box.w / 2, box.y + box.h / 2
    return _closed([(x, box.y), (box.right, y), (x, box.bottom), (box.x, y)])


def _ellipse(box: Rect) -> list[Point]:
    turns = [math.tau * n / 24 for n in range(24)]
    return _closed([(box.x + box.w / 2 * (1 + math.cos(t)), box.y + box.h / 2 * (1 + math.sin(t))) for t in turns])


def _rounded(box: Rect, radius: float) -> list[Point]:
    corners = ((box.right - radius, box.bottom - radius), (box.x + radius, box.bottom - radius), (box.x + radius, box.y + radius))
    points = []
    for quarter, (x, y) in enumerate((*corners, (box.right - radius, box.y + radius))):
        turns = [math.pi / 2 * (quarter + n / 6) for n in range(7)] if radius else [math.pi / 2 * quarter]
        points += [(x + radius * math.cos(t), y + radius * math.sin(t)) for t in turns]
    return _closed(points)


def _closed(points: list[Point]) -> list[Point]:
    return [*points, points[0]]

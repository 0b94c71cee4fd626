"""What was drawn on a slide in a talk → freeforms named "Ink", each with the step at which it was drawn."""

from __future__ import annotations

import math
from itertools import pairwise

from presenter.export.pptx.xml import attribute, emu, xfrm
from presenter.scene import Rect
from presenter.talk.ink import Point, Stroke

HIGHLIGHT_ALPHA = 38_000  # as on screen, in thousandths of a percent


def ink_xml(stroke: Stroke, number: int, name: str, identity: str) -> str:
    """One stroke as `p:sp`: a smooth line with round ends, or its outline where the pen was pressed."""
    lines = _outline(stroke) if stroke.pressures and len(stroke.points) > 1 else ()
    points = lines or stroke.points
    box = _box(points)
    color = f'<a:srgbClr val="{stroke.color.lstrip("#").upper()}">{_alpha(stroke)}</a:srgbClr>'
    drawn = _polygon(lines, box) if lines else _curve(stroke.points, box)
    paint = f"<a:solidFill>{color}</a:solidFill><a:ln><a:noFill/></a:ln>" if lines else _pen(stroke, color)
    fill = "" if lines else ' fill="none"'
    path = f'<a:path w="{max(1, emu(box.w))}" h="{max(1, emu(box.h))}"{fill}>{drawn}</a:path>'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{attribute(name)}" descr="Drawn in the talk">{identity}</p:cNvPr>'
        f"<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{xfrm(box)}<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        f'<a:rect l="0" t="0" r="r" b="b"/><a:pathLst>{path}</a:pathLst></a:custGeom>{paint}</p:spPr></p:sp>'
    )


def _pen(stroke: Stroke, color: str) -> str:
    return f'<a:noFill/><a:ln w="{emu(stroke.width)}" cap="rnd"><a:solidFill>{color}</a:solidFill><a:round/></a:ln>'


def _alpha(stroke: Stroke) -> str:
    return f'<a:alpha val="{HIGHLIGHT_ALPHA}"/>' if stroke.pen == "highlighter" else ""


def _box(points: tuple[Point, ...]) -> Rect:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Rect(min(xs), min(ys), max(0.01, max(xs) - min(xs)), max(0.01, max(ys) - min(ys)))


def _pt(at: Point, box: Rect) -> str:
    return f'<a:pt x="{emu(at[0] - box.x)}" y="{emu(at[1] - box.y)}"/>'


def _curve(points: tuple[Point, ...], box: Rect) -> str:
    """Through the middles between the points, as on screen; a single point is a dot."""
    last = points[-1] if len(points) > 1 else (points[0][0] + 0.01, points[0][1])
    parts = [f"<a:moveTo>{_pt(points[0], box)}</a:moveTo>"]
    for here, after in pairwise(points[1:]):
        parts.append(f"<a:quadBezTo>{_pt(here, box)}{_pt(_middle(here, after), box)}</a:quadBezTo>")
    return "".join([*parts, f"<a:lnTo>{_pt(last, box)}</a:lnTo>"])


def _polygon(points: tuple[Point, ...], box: Rect) -> str:
    lines = "".join(f"<a:lnTo>{_pt(at, box)}</a:lnTo>" for at in points[1:])
    return f"<a:moveTo>{_pt(points[0], box)}</a:moveTo>{lines}<a:close/>"


def _outline(stroke: Stroke) -> tuple[Point, ...]:
    """The two sides of a line that swells."""
    points, widths = stroke.points, stroke.widths()
    left: list[Point] = []
    right: list[Point] = []
    for n, (x, y) in enumerate(points):
        (ax, ay), (bx, by) = points[max(0, n - 1)], points[min(len(points) - 1, n + 1)]
        length = math.hypot(bx - ax, by - ay) or 1.0
        dx, dy = -(by - ay) / length * widths[n] / 2, (bx - ax) / length * widths[n] / 2
        left.append((x + dx, y + dy))
        right.append((x - dx, y - dy))
    return (*left, *reversed(right))


def _middle(a: Point, b: Point) -> Point:
    return (a[0] + b[0]) / 2, (a[1] + b[1]) / 2

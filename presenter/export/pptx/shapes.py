"""Shape -> `p:sp`: rectangles, rounded ones, ellipses, lines and paths, in the theme's colours."""

from __future__ import annotations

from collections.abc import Sequence

from presenter.export.pptx.xml import Palette, attribute, emu, xfrm
from presenter.scene import Rect, Shape
from presenter.worker.outline import Point, outline


def shape_xml(shape: Shape, number: int, name: str, palette: Palette, ext: str = "") -> str:
    """A drawn form as PowerPoint's own; `ext` is the extension list of its name."""
    described = f' descr="{attribute(shape.alt)}"' if shape.alt else ""
    tag = "p:cxnSp" if shape.kind == "line" else "p:sp"
    nv = "p:nvCxnSpPr" if shape.kind == "line" else "p:nvSpPr"
    c_nv = "<p:cNvCxnSpPr/>" if shape.kind == "line" else "<p:cNvSpPr/>"
    fill = "" if shape.kind == "line" else palette.fill(shape.fill)
    return (
        f'<{tag}><{nv}><p:cNvPr id="{number}" name="{attribute(name)}"{described}>{ext}</p:cNvPr>{c_nv}<p:nvPr/></{nv}>'
        f"<p:spPr>{geometry(shape)}{fill}{palette.line(shape.stroke, shape.stroke_width)}</p:spPr></{tag}>"
    )


def geometry(shape: Shape, sites: Sequence[Point] = ()) -> str:
    """Where the shape is and what form it has; `sites` are points of a path on which connectors can hold, on the slide."""
    box = shape.box
    match shape.kind:
        case "line":
            return _line(box)
        case "ellipse":
            return f'{xfrm(box)}<a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom>'
        case "path":
            return _path(shape, sites)
        case _ if shape.kind == "round" or shape.radius > 0:
            return xfrm(box) + rounded(box, shape.radius)
        case _:
            return f'{xfrm(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'


def rounded(box: Rect, radius: float) -> str:
    """A rectangle with corners of `radius` points."""
    side = min(box.w, box.h)
    share = round(min(0.5, max(0.0, radius / side)) * 100000) if side > 0 else 0
    return f'<a:prstGeom prst="roundRect"><a:avLst><a:gd name="adj" fmla="val {share}"/></a:avLst></a:prstGeom>'


def _line(box: Rect) -> str:
    """A line from (x, y) to (right, bottom), which may lie left of or above it."""
    flips = (' flipH="1"' if box.w < 0 else "") + (' flipV="1"' if box.h < 0 else "")
    placed = Rect(min(box.x, box.right), min(box.y, box.bottom), abs(box.w), abs(box.h))
    return f'{xfrm(placed, attributes=flips)}<a:prstGeom prst="line"><a:avLst/></a:prstGeom>'


def _path(shape: Shape, sites: Sequence[Point]) -> str:
    """A custom geometry: the path's points counted from the shape's box."""
    box = shape.box
    w, h = max(1, emu(box.w)), max(1, emu(box.h))

    def point(x: float, y: float) -> str:
        return f'<a:pt x="{emu(x - box.x)}" y="{emu(y - box.y)}"/>'

    parts = []
    for command, points in outline(shape.path_data):
        inner = "".join(point(x, y) for x, y in points)
        match command:
            case "M":
                parts.append(f"<a:moveTo>{inner}</a:moveTo>")
            case "L":
                parts.append(f"<a:lnTo>{inner}</a:lnTo>")
            case "C":
                parts.append(f"<a:cubicBezTo>{inner}</a:cubicBezTo>")
            case _:
                parts.append("<a:close/>")
    if not parts:
        return f'{xfrm(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    held = "".join(f'<a:cxn ang="0"><a:pos x="{emu(x - box.x)}" y="{emu(y - box.y)}"/></a:cxn>' for x, y in sites)
    sites_xml = f"<a:cxnLst>{held}</a:cxnLst>" if held else "<a:cxnLst/>"
    return (
        f"{xfrm(box)}<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/>{sites_xml}"
        f'<a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path w="{w}" h="{h}">{"".join(parts)}</a:path></a:pathLst></a:custGeom>'
    )

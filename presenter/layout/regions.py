"""A slide's blocks shared out to the regions of its layout: who goes where, as data."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace

from presenter.layout.choose import split_title
from presenter.layout.restyle import rules_for
from presenter.model import Block, Columns, Figure, Footnotes, Heading, ImageRef, Paragraph, Quote, Slide, Spans
from presenter.scene import Rect
from presenter.theme.model import Region, SlideLayout

Placed = tuple[tuple[tuple[int, ...], Block], ...]  # blocks with their paths
_EDGES = ("header", "footer", "number", "date")


@dataclass(frozen=True, slots=True)
class Fill:
    """What one region holds: blocks with their paths, or one picture, or a few words."""

    region: Region
    blocks: Placed = ()
    picture: tuple[tuple[int, ...], ImageRef] | None = None
    spans: Spans = ()
    path: tuple[int, ...] = ()
    step: int = 0
    line: int = 0
    target: str = ""  # what CSS rules call it (h1-h6, p)
    fit: bool = False
    caption: Spans = ()  # of the picture


def share_out(slide: Slide, layout: SlideLayout) -> tuple[tuple[Fill, ...], Footnotes | None]:
    """Every block of the slide in a region of `layout`; the title first."""
    if "middle" in slide.settings.classes or rules_for(slide.settings.rules, "section").get("justify-content") == "center":
        layout = _centred(layout)
    notes = next((b for b in slide.blocks if isinstance(b, Footnotes)), None)
    numbered: Placed = tuple(((i,), b) for i, b in enumerate(slide.blocks) if not isinstance(b, Footnotes))
    title, _ = split_title(tuple(b for _, b in numbered))
    fills: list[Fill] = []
    region = layout.region("title") or (layout.region("statement") if len(numbered) == 1 else None)
    if title is not None and region is not None:
        fills.append(_title(title, numbered[0][0], region))
        numbered = numbered[1:]
    elif title is None and region is not None and region.kind == "title":
        layout = _without(layout, region)
    fills += _rest(numbered, layout)
    return tuple(fills), notes


def _title(title: Heading, path: tuple[int, ...], region: Region) -> Fill:
    return Fill(region, spans=title.spans, path=path, step=title.step, line=title.lines[0], target=f"h{title.level}", fit=title.fit)


def _without(layout: SlideLayout, title: Region) -> SlideLayout:
    """No title: its room goes to the bodies below it."""

    def grown(region: Region) -> Region:
        if region.kind not in ("body", "code") or region.box.y < title.box.bottom - 1:
            return region
        rise = region.box.y - title.box.y
        return replace(region, box=Rect(region.box.x, title.box.y, region.box.w, region.box.h + rise))

    return replace(layout, regions=tuple(grown(r) for r in layout.regions if r is not title))


def _rest(blocks: Placed, layout: SlideLayout) -> list[Fill]:
    """The blocks after the title, by what regions there are."""
    if not blocks:
        return []
    quote, picture = layout.region("quote"), layout.region("picture")
    if quote is not None and len(blocks) == 1 and isinstance(blocks[0][1], Quote):
        return _quote(blocks[0][0], blocks[0][1], layout, quote)
    if picture is not None and picture.kind == "picture" and (taken := _take_picture(blocks)):
        fill, rest = taken
        return [replace(fill, region=picture), *_flow(rest, layout)]
    return _flow(blocks, layout)


def _quote(path: tuple[int, ...], block: Quote, layout: SlideLayout, region: Region) -> list[Fill]:
    inside: Placed = tuple(((*path, i), b) for i, b in enumerate(block.blocks))
    fills = [Fill(region, inside, path=path, step=block.step, line=block.lines[0])]
    who = layout.region("attribution")
    if block.attribution and who is not None and who.kind == "attribution":
        fills.append(Fill(who, spans=block.attribution, path=path, step=block.step, line=block.lines[0], target="p"))
    elif block.attribution:
        last = ((*path, len(block.blocks)), Paragraph(spans=block.attribution, lines=block.lines))
        fills[0] = replace(fills[0], blocks=(*inside, last))
    return fills


def _take_picture(blocks: Placed) -> tuple[Fill, Placed] | None:
    """The first lone picture, and the blocks that remain."""
    for index, (path, block) in enumerate(blocks):
        if isinstance(block, Figure) and len(block.images) == 1:
            fill = Fill(
                Region("picture", "picture", Rect(0, 0, 0, 0)),
                picture=(path, block.images[0]),
                path=path,
                step=block.step,
                line=block.lines[0],
                caption=block.caption,
            )
            return fill, (*blocks[:index], *blocks[index + 1 :])
    return None


FLOWING = ("body", "subtitle", "statement", "quote", "code")


def _flow(blocks: Placed, layout: SlideLayout) -> list[Fill]:
    """Blocks into the regions that hold running content; columns one each."""
    if not blocks:
        return []
    regions = [r for r in layout.regions if r.kind in FLOWING]
    bodies = [r for r in regions if r.kind == "body"]
    path, first = blocks[0]
    if len(bodies) > 1 and isinstance(first, Columns):
        held = [
            Fill(
                r, tuple(((*path, i, j), b) for j, b in enumerate(c.blocks)), path=(*path, i), step=max(c.step, first.step), line=c.lines[0]
            )
            for i, (c, r) in enumerate(zip(first.columns, bodies, strict=False))
        ]
        over: Placed = tuple(((*path, i, j), b) for i, c in enumerate(first.columns) if i >= len(bodies) for j, b in enumerate(c.blocks))
        held[-1] = replace(held[-1], blocks=(*held[-1].blocks, *over, *blocks[1:]))
        heads = [r for r in regions if r.kind == "subtitle"]
        return _headed([f.blocks for f in held], heads, bodies) if len(heads) == len(bodies) else held
    heads = [r for r in regions if r.kind == "subtitle"]
    if len(bodies) > 1 and len(heads) == len(bodies):
        return _headed(_dealt(blocks, len(bodies)), heads, bodies)
    if len(bodies) > 1:
        return [Fill(r, part) for r, part in zip(bodies, _dealt(blocks, len(bodies)), strict=False) if part]
    main = bodies[0] if bodies else regions[0] if regions else None
    if main is None:
        main = Region("body", "body", _largest(layout))
    return [Fill(main, blocks)]


def _headed(parts: list[Placed], heads: list[Region], bodies: list[Region]) -> list[Fill]:
    """Columns with heads: the heading that opens a part goes above it."""
    fills: list[Fill] = []
    for part, head, body in zip(parts, heads, bodies, strict=False):
        if part and isinstance(part[0][1], Heading):
            fills.append(_title(part[0][1], part[0][0], head))
            part = part[1:]
        if part:
            fills.append(Fill(body, part))
    return fills


def _largest(layout: SlideLayout) -> Rect:
    """Room for content on a layout that has none: nothing that is written gets lost."""
    taken = [r for r in layout.regions if r.kind in ("title", "picture")]
    return (
        max((r.box for r in taken), key=lambda b: b.w * b.h, default=Rect(56.0, 48.0, 848.0, 430.0))
        if len(taken) == 1
        else Rect(56.0, 110.0, 848.0, 370.0)
    )


def _dealt(blocks: Placed, count: int) -> list[Placed]:
    """Blocks without `::: columns` on a layout with several bodies: a new column at each heading, else in equal numbers."""
    heads = [i for i, (_, b) in enumerate(blocks) if isinstance(b, Heading)]
    if len(heads) >= count:
        cuts = [0, *heads[1:count], len(blocks)]
    else:
        each = -(-len(blocks) // count)
        cuts = [min(len(blocks), each * i) for i in range(count)] + [len(blocks)]
    return [blocks[a:b] for a, b in itertools.pairwise(cuts)]


def _centred(layout: SlideLayout) -> SlideLayout:
    """The layout with its running content half way down its regions, as class `middle` asks."""
    return replace(layout, regions=tuple(replace(r, anchor="middle") if r.kind in ("body", "code") else r for r in layout.regions))


def squeezed(layout: SlideLayout, size: tuple[float, float], split: tuple[str, float]) -> SlideLayout:
    """The layout's regions in what a split background leaves, with smaller margins."""
    side, share = split
    left = size[0] * share if side == "left" else 0.0
    room = size[0] * (1 - share)
    flowing = [r for r in layout.regions if r.kind not in _EDGES]
    if not flowing:
        return layout
    cells = _cells([r for r in layout.regions if r.kind in _EDGES])
    x0, x1 = min(r.box.x for r in flowing), max(r.box.right for r in flowing)
    margin = min(x0, 40.0)
    factor = max(0.05, (room - 2 * margin) / max(1.0, x1 - x0))
    edge = min((r.box.x for r in layout.regions if r not in flowing), default=0.0)

    def fitted(region: Region) -> Region:
        if region in cells:
            return _shared(region, cells, left + margin, room - 2 * margin)
        if region.kind in _EDGES:
            return _kept_clear(region, left + margin, left + room - margin, size[0] / 2, edge)
        box = Rect(left + margin + (region.box.x - x0) * factor, region.box.y, region.box.w * factor, region.box.h)
        return replace(region, box=box)

    return replace(layout, regions=tuple(fitted(r) for r in layout.regions), decorations=())


def _cells(edges: list[Region]) -> list[Region]:
    """Header, footer, number and date where three or more of them stand on one line; else none."""
    return next((row for one in edges if len(row := [r for r in edges if _level(r.box, one.box)]) > 2), [])


def _level(a: Rect, b: Rect) -> bool:
    return a.y < b.bottom and b.y < a.bottom


def _shared(region: Region, cells: list[Region], left: float, width: float) -> Region:
    """One of several on a line, each with its part of `width`."""
    x0, x1 = min(r.box.x for r in cells), max(r.box.right for r in cells)
    factor = max(0.0, width) / max(1.0, x1 - x0)
    box = Rect(left + (region.box.x - x0) * factor, region.box.y, max(1.0, region.box.w * factor), region.box.h)
    return replace(region, box=box)


def _kept_clear(region: Region, left: float, right: float, middle: float, edge: float) -> Region:
    """Header, footer and number beside the picture rather than on it, on the text's own edges; a footer leaves room
    for the number, behind it or, where that stands first, before it. `edge` is where the first of them begins."""
    number = 80.0 if region.kind == "footer" and right - left > 240.0 else 0.0
    if region.box.x < middle:
        x = min(left + region.box.x - edge, right - 1.0)
        return replace(region, box=Rect(x, region.box.y, max(1.0, min(region.box.w, right - x - number)), region.box.h))
    width = max(1.0, min(region.box.w, right - left - number))
    return replace(region, box=Rect(right - width, region.box.y, width, region.box.h))

"""Header, footer, page number and logo: what stands on slide after slide."""

from __future__ import annotations

from dataclasses import replace

from presenter.layout.pictures import contained
from presenter.layout.restyle import asked_color, rules_for
from presenter.layout.room import Room
from presenter.layout.text import paragraph, set_paragraphs, set_text
from presenter.model import ImageRef, Slide, Span, Spans
from presenter.scene import Item, Paragraph, Picture, Text
from presenter.theme.model import Region, SlideLayout

SMALLER = (0.92, 0.84, 0.76, 0.7)


def furniture(slide: Slide, layout: SlideLayout, room: Room, page: object) -> tuple[Item, ...]:
    """The Texts for header, footer and number that this slide shows, in the layout's regions."""
    number = getattr(page, "number", None)
    said: dict[str, Spans] = {"header": slide.settings.header, "footer": slide.settings.footer}
    if number is not None:
        said["number"] = (Span(str(number)),)
    items: list[Item] = []
    for region in layout.regions:
        spans = _there(said.get(region.kind, ()), room)
        if spans:
            inside = replace(room, scale=1.0, zoom=1.0, step=0, path=(), align=region.align, height=region.box.h)
            items.append(_line(spans, region, inside))
    return (*items, *_logo(room))


def _there(spans: Spans, room: Room) -> Spans:
    """`spans` without pictures that cannot be shown: that is told, and a stand-in on slide after slide helps nobody."""
    kept: list[Span] = []
    for span in spans:
        problem = room.assets.picture(span.image.src).problem if span.image else None
        if problem:
            room.report(replace(problem, line=0))
        else:
            kept.append(span)
    return tuple(kept)


def _line(spans: Spans, region: Region, room: Room) -> Text:
    """A header or footer in its region: smaller where it would take more lines than there is room for, then growing
    towards the slide's middle, never off it."""
    style = room.style(region.style, region.kind)
    made = _linked(paragraph(spans, room, style), region.kind, room)
    for factor in SMALLER:
        lines, height = set_paragraphs((made,), region.box.w, room.shaper)
        if len(lines) < 2 or height <= region.box.h + 1.0:
            break
        made = _linked(paragraph(spans, room, replace(style, size=style.size * factor)), region.kind, room)
    height = set_paragraphs((made,), region.box.w, room.shaper)[1]
    box = region.box
    if height > box.h + 1.0:
        upwards = box.y > room.theme.size[1] / 2
        box = replace(box, y=max(0.0, box.bottom - height) if upwards else box.y, h=height)
    return set_text((made,), box, room.shaper, anchor=region.anchor, role=region.kind, placeholder=region.name, lang=room.lang)


def _linked(made: Paragraph, kind: str, room: Room) -> Paragraph:
    """Links in a header or footer as the author's CSS has them there."""
    said = rules_for(room.rules, f"{kind} a")
    if not said:
        return made
    color = asked_color(said.get("color", ""), room.theme)
    bare = said.get("text-decoration") == "none"
    runs = (replace(r, color=color or r.color, underline=r.underline and not bare) if r.link else r for r in made.runs)
    return replace(made, runs=tuple(runs))


def _logo(room: Room) -> tuple[Item, ...]:
    theme = room.theme
    if not theme.logo or not theme.logo_box:
        return ()
    answer = room.assets.picture(str(theme.logo))
    if answer.image is None:
        if answer.problem:
            room.report(replace(answer.problem, line=0))
        else:
            room.waits()
        return ()
    box = contained((answer.image.width, answer.image.height), theme.logo_box)
    return (Picture(box, answer.image, alt=ImageRef("logo").src, role="logo"),)

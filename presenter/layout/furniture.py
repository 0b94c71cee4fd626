"""Header, footer, page number and logo: what stands on slide after slide."""

from __future__ import annotations

from dataclasses import replace

from presenter.layout.pictures import contained
from presenter.layout.room import Room
from presenter.layout.text import paragraph, set_text
from presenter.model import ImageRef, Slide, Span, Spans
from presenter.scene import Item, Picture
from presenter.theme.model import SlideLayout


def furniture(slide: Slide, layout: SlideLayout, room: Room, page: object) -> tuple[Item, ...]:
    """The Texts for header, footer and number that this slide shows, in the layout's regions."""
    number = getattr(page, "number", None)
    said: dict[str, Spans] = {"header": slide.settings.header, "footer": slide.settings.footer}
    if number is not None:
        said["number"] = (Span(str(number)),)
    items: list[Item] = []
    for region in layout.regions:
        spans = said.get(region.kind)
        if spans:
            inside = replace(room, scale=1.0, zoom=1.0, step=0, path=(), align=region.align, height=region.box.h)
            style = inside.style(region.style, region.kind)
            made = paragraph(spans, inside, style)
            items.append(
                set_text((made,), region.box, room.shaper, anchor=region.anchor, role=region.kind, placeholder=region.name, lang=room.lang)
            )
    return (*items, *_logo(room))


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

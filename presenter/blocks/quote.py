"""Quotations inside a body -> a bar at the side and the words set off."""

from __future__ import annotations

from dataclasses import replace

from presenter.blocks.container import panel
from presenter.blocks.panel import framed
from presenter.layout.boxes import Edge, look_of
from presenter.layout.restyle import rules_for
from presenter.layout.room import Room
from presenter.layout.stack import Box, Piece, Prose, pieces_of, stack
from presenter.layout.text import paragraph
from presenter.model import Quote
from presenter.registry import placer
from presenter.scene import Item, Rect, Shape

BAR, INSET = 3.0, 18.0


@placer(Quote)
def place_quote(block: Quote, room: Room, width: float) -> list[Piece]:
    """The quoted blocks, indented behind an accent bar, with who said it below."""
    inside = room.deeper(color=room.color or room.theme.style("quote").color)
    pieces = pieces_of(block.blocks, inside, width - INSET)
    pieces = [_slanted(p) if isinstance(p, Prose) else p for p in pieces]
    if block.attribution:
        style = room.style("attribution")
        pieces.append(
            Prose((paragraph(block.attribution, inside, replace(style, align=room.align or "left"), before=room.gap(0.5)),), "attribution")
        )
    look = look_of(room.theme, (), rules_for(room.rules, "blockquote"))
    if look and look.ground:  # the author's CSS sets quotations on a ground of their own
        bar_edge = look.edges[3] or Edge(room.theme.color("accent"), BAR)
        return [panel(pieces, inside, room, width, replace(look, edges=(*look.edges[:3], bar_edge), radius=0.0))]
    held = stack(pieces, room, width - INSET)
    accent = look.edges[3].color if look and look.edges[3] else room.theme.color("accent")
    rtl = next((piece.paragraphs[0].rtl for piece in pieces if isinstance(piece, Prose)), room.rtl)
    bar_x, text_x = (width - BAR, 0.0) if rtl else (0.0, INSET)

    def make(height: float) -> tuple[Item, ...]:
        bar = Shape(Rect(bar_x, 0.0, BAR, height), "rect", accent, role="decoration", path=room.path, step=room.step)
        return (framed((bar,), held.place(height), (text_x, 0.0), Rect(0.0, 0.0, width, height), "quote", room),)

    return [Box(held.natural, held.least, make, room.gap(1.2))]


def _slanted(piece: Prose) -> Prose:
    """Quoted text in italics, but for code and what is already slanted."""
    return Prose(
        tuple(
            replace(p, runs=tuple(replace(r, font=replace(r.font, italic=r.font.role != "code" or r.font.italic)) for r in p.runs))
            for p in piece.paragraphs
        ),
        "quote",
    )

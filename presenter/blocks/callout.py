"""Callouts -> a panel in their colour."""

from __future__ import annotations

from dataclasses import replace

from presenter.blocks.container import panel
from presenter.blocks.panel import tint
from presenter.layout.boxes import PAD_X, Edge, Look
from presenter.layout.room import Room
from presenter.layout.stack import Piece, Prose, pieces_of
from presenter.layout.text import paragraph
from presenter.model import Callout, Span, Style
from presenter.registry import placer
from presenter.scene import Color

BAR = 4.0


@placer(Callout)
def place_callout(block: Callout, room: Room, width: float) -> list[Piece]:
    """A panel in the callout's colour with its title above the text."""
    color = room.theme.color(block.kind, "note")
    head = block.title or (Span(block.kind.capitalize(), Style(bold=True)),)
    inside = room.deeper(base="callout")
    pieces: list[Piece] = [Prose((paragraph(head, inside, replace(inside.style("callout"), bold=True, color=color)),), "callout")]
    below = pieces_of(block.blocks, inside, width - 2 * PAD_X)
    pieces += [Prose(piece.paragraphs, "callout") if isinstance(piece, Prose) else piece for piece in below]
    if len(pieces) > 1 and isinstance(pieces[1], Prose):
        first, *rest = pieces[1].paragraphs
        pieces[1] = Prose((replace(first, before=4.0 * room.squeeze), *rest), "callout")
    ground = room.theme.background if isinstance(room.theme.background, Color) else room.theme.color("background")
    look = Look(tint(color, ground, 0.10), (None, None, None, Edge(color, BAR)))
    return [panel(pieces, inside, room, width, look)]

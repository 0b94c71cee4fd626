"""Paragraphs and headings inside a body -> Prose."""

from __future__ import annotations

from presenter.layout.boxes import entered
from presenter.layout.room import Room
from presenter.layout.stack import Piece, Prose
from presenter.layout.text import paragraph
from presenter.model import Heading, Paragraph
from presenter.registry import placer


@placer(Paragraph)
def place_paragraph(block: Paragraph, room: Room, width: float) -> list[Piece]:
    """Running text in the style of the room; `{.small}` and `{.center}` and the like count."""
    room = entered(room, block.attrs.classes)
    style = room.style(room.base, "p")
    before = max(style.before * room.squeeze, room.gap())
    return [Prose((paragraph(block.spans, room, style, before=before),))]


@placer(Heading)
def place_heading(block: Heading, room: Room, width: float) -> list[Piece]:
    """A heading below the slide's title: closer to what follows than to what stands above."""
    room = entered(room, block.attrs.classes)
    name = f"h{block.level}"
    style = room.style(name, name)
    made = paragraph(block.spans, room, style, before=room.gap(1.35))
    return [Prose((made,))]

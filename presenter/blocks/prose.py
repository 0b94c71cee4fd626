"""Paragraphs and headings inside a body -> Prose."""

from __future__ import annotations

from dataclasses import replace

from presenter.layout.room import Room
from presenter.layout.stack import Piece, Prose
from presenter.layout.text import paragraph
from presenter.model import Heading, Paragraph
from presenter.registry import placer


@placer(Paragraph)
def place_paragraph(block: Paragraph, room: Room, width: float) -> list[Piece]:
    """Running text in the style of the room; `{.small}` and `{.center}` and the like count."""
    room = with_classes(room, block.attrs.classes)
    style = room.style(room.base, "p")
    before = max(style.before * room.squeeze, room.gap())
    return [Prose((paragraph(block.spans, room, style, before=before),))]


@placer(Heading)
def place_heading(block: Heading, room: Room, width: float) -> list[Piece]:
    """A heading below the slide's title: closer to what follows than to what stands above."""
    room = with_classes(room, block.attrs.classes)
    name = f"h{block.level}"
    style = room.style(name, name)
    made = paragraph(block.spans, room, style, before=room.gap(1.35))
    return [Prose((made,))]


SIZES = {"tiny": 0.6, "small": 0.8, "smaller": 0.8, "large": 1.25, "larger": 1.25, "big": 1.25, "huge": 1.8}


def with_classes(room: Room, classes: tuple[str, ...]) -> Room:
    """The room as these classes ask: size words, alignment words, names of theme colours."""
    for name in classes:
        if name in SIZES:
            room = replace(room, zoom=room.zoom * SIZES[name])
        elif name in ("left", "center", "right"):
            room = replace(room, align=name)  # type: ignore[arg-type]
        elif name in room.theme.colors and name not in ("note", "tip", "important", "warning", "caution"):
            room = replace(room, color=room.theme.colors[name])
    return room

"""Callouts and plain containers -> a tinted panel, or their blocks in the author's classes."""

from __future__ import annotations

from dataclasses import replace

from presenter.blocks.panel import framed, tint
from presenter.blocks.prose import with_classes
from presenter.layout.restyle import asked_color, css_align, css_size
from presenter.layout.room import Room
from presenter.layout.stack import Box, Piece, Prose, fixed, pieces_of, stack
from presenter.layout.text import paragraph
from presenter.model import Callout, Container, Span, Style
from presenter.registry import placer
from presenter.scene import Color, Item, Rect, Shape

PAD_X, PAD_Y, BAR = 18.0, 12.0, 4.0
PANELS = ("card", "box", "panel", "columns-card")


@placer(Callout)
def place_callout(block: Callout, room: Room, width: float) -> list[Piece]:
    """A panel in the callout's colour with its title above the text."""
    color = room.theme.color(block.kind, "note")
    head = block.title or (Span(block.kind.capitalize(), Style(bold=True)),)
    inside = room.deeper(base="callout")
    pieces: list[Piece] = [Prose((paragraph(head, inside, replace(inside.style("callout"), bold=True, color=color)),), "callout")]
    for piece in pieces_of(block.blocks, inside, width - 2 * PAD_X):
        pieces.append(Prose(piece.paragraphs, "callout") if isinstance(piece, Prose) else piece)
    if len(pieces) > 1 and isinstance(pieces[1], Prose):
        first, *rest = pieces[1].paragraphs
        pieces[1] = Prose((replace(first, before=4.0 * room.squeeze), *rest), "callout")
    return [panel(pieces, inside, room, width, color)]


def panel(pieces: list[Piece], inside: Room, room: Room, width: float, color: Color, bar: bool = True) -> Box:
    """`pieces` on a ground tinted with `color`."""
    held = stack(pieces, inside, width - 2 * PAD_X)
    ground = room.theme.background if isinstance(room.theme.background, Color) else room.theme.color("background")
    fill = tint(color, ground, 0.10) if bar else room.theme.color("surface")
    pad = PAD_Y * max(0.5, room.squeeze)

    def make(height: float) -> tuple[Item, ...]:
        box = Rect(0.0, 0.0, width, height)
        under: tuple[Item, ...] = (Shape(box, "rect" if bar else "round", fill, radius=room.theme.radius, path=room.path, step=room.step),)
        if bar:
            under += (Shape(Rect(0.0, 0.0, BAR, height), "rect", color, path=room.path, step=room.step),)
        return (framed(under, held.place(height - 2 * pad), (PAD_X, pad), box, "callout", room),)

    return Box(held.natural + 2 * pad, held.least + 2 * pad, make, room.gap(1.1))


@placer(Container)
def place_container(block: Container, room: Room, width: float) -> list[Piece]:
    """Blocks under common classes; `.card` sets them on a panel."""
    if "rule" in block.attrs.classes and not block.blocks:
        line = Shape(Rect(0.0, 0.0, width, 0.0), "line", None, room.theme.color("rule"), 1.0, role="rule", path=room.path, step=room.step)
        return [fixed((line,), 1.0)]
    inside = with_classes(room.deeper(), block.attrs.classes)
    for name, value in block.declarations:
        match name:
            case "text-align":
                inside = replace(inside, align=css_align(value) or inside.align)
            case "color":
                inside = replace(inside, color=asked_color(value, room.theme) or inside.color)
            case "font-size":
                base = room.theme.style(room.base).size
                inside = replace(inside, zoom=inside.zoom * (css_size(value, base) or base) / base)
    if any(name in PANELS for name in block.attrs.classes):
        pieces = pieces_of(block.blocks, inside, width - 2 * PAD_X)
        return [panel(pieces, inside, room, width, room.theme.color("surface"), bar=False)]
    return pieces_of(block.blocks, inside, width)

"""Listings that take each other's place -> one panel as tall as the tallest, a row of their names above; each covers the one before."""

from __future__ import annotations

from dataclasses import replace

from presenter.blocks.panel import framed
from presenter.layout.room import Room
from presenter.layout.stack import Box, Piece, place, stack
from presenter.layout.text import set_paragraphs
from presenter.model import Code, Container
from presenter.scene import Item, Paragraph, Rect, Run, Shape, Text

PAD = 16.0  # points from the panel's edge to the names, as to the listings
BETWEEN = 24.0  # points from name to name
ABOVE, BELOW = 10.0, 6.0  # points above the names, and below them to the line under the present one
LINE = 2.0


def place_in_turn(block: Container, room: Room, width: float) -> list[Piece]:
    """The listings of `block`, one on the other from its step on."""
    codes = [code for code in block.blocks if isinstance(code, Code)]
    inside = [room.deeper().into(index, code.step, code.lines[0]) for index, code in enumerate(codes)]
    names = _names(codes)
    rows = [_row(names, index, one, width) for index, one in enumerate(inside)]
    top = ABOVE + rows[0][-1].box.bottom if rows[0] else 0.0
    shown = [replace(code, title="") if top else code for code in codes]
    stacks = [stack(place(code, one, width), one, width) for code, one in zip(shown, inside, strict=True)]
    height = top + max(s.natural for s in stacks)
    whole = Rect(0.0, 0.0, width, height)

    def make(_: float) -> tuple[Item, ...]:
        return tuple(
            framed((_ground(whole, one), *row), listing.place(listing.natural), (0.0, top), whole, "code", one)
            for row, listing, one in zip(rows, stacks, inside, strict=True)
        )

    return [Box(height, height, make, room.gap(1.1))]


def _names(codes: list[Code]) -> list[str]:
    """What the listings are called; none where some have one name: then it is one listing that changes."""
    names = [code.title or code.lang for code in codes]
    return names if all(names) and len(set(names)) == len(names) else []


def _row(names: list[str], present: int, room: Room, width: float) -> tuple[Text | Shape, ...]:
    """The names side by side, the present one with a line under it; nothing where they need more than `width`."""
    style = room.style("caption")
    made: list[Text | Shape] = []
    x, bottom = PAD, 0.0
    for index, name in enumerate(names):
        color = room.theme.color("code-text" if index == present else "muted")
        words = Paragraph((Run(name, room.font(style), color, lang=room.lang, proof=False),), step=room.step, path=room.path, wrap=False)
        w = room.shaper.width(words) + 1.0
        lines, height = set_paragraphs((words,), w, room.shaper)
        made.append(Text(Rect(x, ABOVE, w, height), (words,), lines, role="caption", path=room.path, step=room.step))
        bottom = ABOVE + height + BELOW
        if index == present:
            lit = Rect(x, bottom - LINE, w, LINE)
        x += w + BETWEEN
    if not names or x - BETWEEN + PAD > width:
        return ()
    return (*made, Shape(lit, "rect", room.theme.color("accent"), path=room.path, step=room.step))


def _ground(whole: Rect, room: Room) -> Shape:
    color = room.theme.color("code-background")
    return Shape(whole, "round", color, radius=room.theme.radius, path=room.path, step=room.step, role="panel")

"""Bulleted, numbered and task lists -> Prose with real levels; other blocks inside an item keep its indent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from presenter.layout.room import Room
from presenter.layout.stack import Box, Piece, Prose, moved, place
from presenter.layout.text import bulleted, paragraph
from presenter.model import Block, Heading, List, ListItem
from presenter.model import Paragraph as Words
from presenter.registry import placer
from presenter.scene import Bullet, Font, Item
from presenter.theme.model import TextStyle

STYLES = ("body", "body2", "body3")


@placer(List)
def place_list(block: List, room: Room, width: float) -> list[Piece]:
    """All items with their nested lists, level by level."""
    return _list(block, room, width, 0, 0.0)


def _list(block: List, room: Room, width: float, level: int, margin: float) -> list[Piece]:
    style = level_style(room, level)
    indent = _indent(block, room, style)
    pieces: list[Piece] = []
    for index, item in enumerate(block.items):
        inside = replace(
            room.deeper(index, step=max(block.step, item.step)), depth=room.depth, line=item.lines[0] + room.line - block.lines[0]
        )
        pieces += _item(block, index, item, inside, width, level, margin + indent, indent, style)
    return _first_gap(pieces, room.gap() if level == 0 else _item_gap(room, level))


def level_style(room: Room, level: int) -> TextStyle:
    """The text style of a list level; a room with its own base (a subtitle, a callout) keeps it on level one."""
    if level == 0 or room.base not in STYLES:
        return room.style(room.base, "li")
    return room.style(STYLES[min(level, 2)], "li")


def _indent(block: List, room: Room, style: TextStyle) -> float:
    em = room.theme.bullets.indent * style.size
    if block.start is None:
        return em
    digits = len(str(block.start + len(block.items) - 1))
    return max(em * 1.15, style.size * (0.55 * digits + 0.75))


def _item_gap(room: Room, level: int) -> float:
    return room.theme.paragraph_gap * room.squeeze * (1.0 if level == 0 else 0.6)


def _item(
    block: List, index: int, item: ListItem, room: Room, width: float, level: int, margin: float, indent: float, style: TextStyle
) -> list[Piece]:
    bullet: Bullet | None = _bullet(block, index, item, room, style, level)
    gap = _item_gap(room, level) * (1.0 if block.tight else 1.35)
    pieces: list[Piece] = []
    if not item.blocks or not isinstance(item.blocks[0], Words | Heading | List):
        pieces.append(Prose((bulleted(paragraph((), room, style, before=gap), bullet, margin, indent, level),)))
        bullet = None
    for position, child in enumerate(item.blocks):
        within = room.into(position, child.step, room.line - item.lines[0] + child.lines[0])
        if isinstance(child, Words):
            made = paragraph(child.spans, within, style, before=gap)
            pieces.append(Prose((bulleted(made, bullet, margin, indent, level),)))
            bullet = None
        elif isinstance(child, List):
            pieces += _list(child, within, width, level + 1, margin)
        elif isinstance(child, Heading) and bullet:  # the item's own line, set as a heading is
            name = f"h{child.level}"
            made = paragraph(child.spans, within, within.style(name, name), before=gap)
            pieces.append(Prose((bulleted(made, bullet, margin, indent, level),)))
            bullet = None
        else:
            pieces += indented(child, within, width, margin)
        gap = _item_gap(room, level) * 0.7
    return pieces


def _first_gap(pieces: list[Piece], gap: float) -> list[Piece]:
    """The list's first paragraph keeps the distance of a block from what stands above."""
    if pieces and isinstance(pieces[0], Prose):
        head, *rest = pieces[0].paragraphs
        pieces[0] = Prose((replace(head, before=max(gap, head.before)), *rest), pieces[0].role)
    return pieces


def _bullet(block: List, index: int, item: ListItem, room: Room, style: TextStyle, level: int) -> Bullet:
    color = room.color or room.theme.bullets.color
    font = room.font(replace(style, bold=False, italic=False))
    if item.checked is not None:
        return Bullet("☑" if item.checked else "☐", font, color, form="task", checked=item.checked)
    if block.start is None:
        chars = room.theme.bullets.chars
        return Bullet(chars[level % len(chars)], font, color)
    number = block.start + index
    mark = ")" if block.marker == ")" else "."
    return Bullet(
        f"{number}{mark}", Font(font.family, font.size, False, False, font.role), color, number, "paren" if mark == ")" else "period"
    )


def indented(child: Block, room: Room, width: float, margin: float) -> list[Piece]:
    """Another block inside an item: text gets the item's margin, a box is moved to it."""
    shifted: list[Piece] = []
    for piece in place(child, room, width - margin):
        if isinstance(piece, Prose):
            shifted.append(Prose(tuple(replace(p, margin=p.margin + margin) for p in piece.paragraphs), piece.role))
        else:
            shifted.append(Box(piece.natural, piece.least, _shift(piece.make, margin), piece.before))
    return shifted


def _shift(make: Callable[[float], tuple[Item, ...]], dx: float) -> Callable[[float], tuple[Item, ...]]:
    return lambda height: tuple(moved(item, dx, 0.0) for item in make(height))

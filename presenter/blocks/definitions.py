"""Definition lists -> terms in bold, meanings indented below."""

from __future__ import annotations

from dataclasses import replace

from presenter.blocks.lists import indented
from presenter.layout.room import Room
from presenter.layout.stack import Piece, Prose
from presenter.layout.text import paragraph
from presenter.model import DefinitionList
from presenter.registry import placer


@placer(DefinitionList)
def place_definitions(block: DefinitionList, room: Room, width: float) -> list[Piece]:
    """Each term, then its meanings behind an indent of one em."""
    style = room.style(room.base)
    pieces: list[Piece] = []
    for index, item in enumerate(block.items):
        term = replace(style, bold=True)
        inside = room.deeper(index)
        pieces.append(Prose((paragraph(item.term, inside, term, before=room.gap()),)))
        for number, meaning in enumerate(item.meanings):
            for position, child in enumerate(meaning):
                held = indented(child, inside.deeper(number, position, step=child.step), width, style.size)
                pieces += [_close(piece, room) for piece in held]
    return pieces


def _close(piece: Piece, room: Room) -> Piece:
    if not isinstance(piece, Prose):
        return piece
    first, *rest = piece.paragraphs
    return Prose((replace(first, before=room.theme.paragraph_gap * 0.4 * room.squeeze), *rest), piece.role)

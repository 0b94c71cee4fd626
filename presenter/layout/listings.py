"""How large a listing stands for its longest line to fit its width, and one size for all that stand beside each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from presenter.layout.room import Room, quarter
from presenter.model import Block, Code
from presenter.scene import Paragraph, Run
from presenter.theme.model import TextStyle

PAD_X = 16.0  # points between a listing and the edge of its panel
ALIKE = 0.5  # a listing takes the size of the smallest beside it unless that is less than this share of its own


def fit_width(block: Code, room: Room, inner: float) -> tuple[float, TextStyle, bool]:
    """The gutter for line numbers, the style small enough for the longest line, and whether it must wrap all the same."""
    style = room.style("code", "code")
    lines = block.text.expandtabs(4).rstrip("\n").split("\n")
    digits = len(str((block.first_number or 0) + len(lines))) if block.first_number is not None else 0
    probe = Paragraph((Run(max(lines, key=len) or "x", room.font(style), style.color),), wrap=False)
    gutter = (digits + 1.5) * style.size * 0.6 if digits else 0.0
    need = room.shaper.width(probe) + gutter
    size, wraps = style.size, False
    if need > inner:
        floor = min(style.size, room.theme.code_floor * min(1.0, room.scale / room.floor_scale))
        size = max(floor, quarter(style.size * inner / need - 0.125))
        wraps = need * size / style.size > inner + 0.5
    if ALIKE * size <= room.code_most < size:
        size = room.code_most
    return gutter * size / style.size, replace(style, size=size), wraps


def alike(parts: Iterable[tuple[Block, float]], room: Room) -> Room:
    """The room in which the listings among `parts` (each with its width) have one size, where there are several."""
    room = replace(room, code_most=0.0)
    sizes = [fit_width(block, room, width - 2 * PAD_X)[1].size for block, width in parts if isinstance(block, Code)]
    return replace(room, code_most=min(sizes)) if len(sizes) > 1 else room

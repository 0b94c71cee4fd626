"""Display formulas and diagrams -> pictures that give way; a broken one shows its source, so nothing is lost."""

from __future__ import annotations

from dataclasses import replace

from presenter.blocks.telling import told
from presenter.layout.room import Room
from presenter.layout.shaper import Answer, DiagramLook
from presenter.layout.stack import Box, Piece, moved, place
from presenter.model import Code, Diagram, Math
from presenter.problems import Problem
from presenter.registry import placer
from presenter.scene import Image, Item, Picture, Rect
from presenter.theme.model import Theme

AIR = 0.4  # of a gap between blocks
POINTS = 0.75  # of a pixel
LEGIBLE = 10.0  # points on a slide 540 points tall: smaller words in a diagram are not read from the last row


@placer(Math)
def place_math(block: Math, room: Room, width: float) -> list[Piece]:
    """A display formula, centred, a little larger than the text."""
    style = room.style(room.base)
    answer = room.assets.formula(block.tex, True, style.size * 1.1, style.color.hex)
    source = Code(text=block.tex, lang="latex", lines=block.lines)
    return _drawn(answer, source, "formula", block.tex, room, width, grow=1.0, alt=block.tex)


@placer(Diagram)
def place_diagram(block: Diagram, room: Room, width: float) -> list[Piece]:
    """A diagram in the theme's colours, enlarged when there is room until its words are as large as the text."""
    look = diagram_look(room.theme)
    answer = room.assets.diagram(block.lang, block.source, look)
    source = Code(text=block.source, lang=block.lang, title=block.title, lines=block.lines)
    grow = max(1.5, room.theme.style("body").size / (look.font_size * POINTS))
    return _drawn(answer, source, "diagram", block.source, room, width, grow=grow, alt=told(block.source, block.lang, block.title))


def diagram_look(theme: Theme) -> DiagramLook:
    """The theme's colours for a diagram."""
    return DiagramLook(
        theme.color("text").hex,
        theme.color("muted").hex,
        theme.color("surface").hex,
        theme.color("accent").hex,
        tuple(theme.scheme[f"accent{n}"].hex for n in range(1, 7)),
        theme.color("background").hex,
        theme.fonts["body"].name,
    )


def _drawn(answer: Answer, source: Code, role: str, text: str, room: Room, width: float, grow: float, alt: str) -> list[Piece]:
    if answer.image is None:
        if answer.problem:
            room.report(replace(answer.problem, line=room.line + (answer.problem.line or 0)))
            return place(source, room, width)
        room.waits()
        return [Box(120.0, 40.0, lambda _: ())]
    image = answer.image
    factor = min(grow, width / image.width, max(0.05, room.height / image.height))
    w, h = image.width * factor, image.height * factor

    def make(height: float) -> tuple[Item, ...]:
        if role == "diagram":
            _tell_small(factor * (height / h if h else 1.0), room)
        return (_picture(image, height / h if h else 1.0, (w, h), width, role, text, room, alt),)

    if role != "formula":  # which gives way like a picture
        return [Box(h, h * 0.45 * room.squeeze, make)]
    # a formula keeps its size beside the text, which it shrinks with, and some air above and below
    air = room.gap(AIR)
    whole = h + 2 * air
    return [Box(whole, whole * 0.9, lambda height: tuple(moved(i, 0.0, air * height / whole) for i in make(h * height / whole)))]


def _tell_small(factor: float, room: Room) -> None:
    """A Problem when a diagram's words came out too small to be read."""
    size = diagram_look(room.theme).font_size * POINTS * factor
    if size < LEGIBLE * room.theme.size[1] / 540:
        message = f"the words of this diagram are only {max(1, round(size))} points tall"
        room.report(Problem("diagram-small", message, "give it a slide of its own, turn it (LR, TD), or split it", line=room.line))


def _picture(image: Image, factor: float, size: tuple[float, float], width: float, role: str, text: str, room: Room, alt: str) -> Picture:
    w, h = size[0] * factor, size[1] * factor
    x = {"left": 0.0, "right": width - w}.get(room.align or "center", (width - w) / 2)
    return Picture(Rect(x, 0.0, w, h), image, alt=alt, role=role, source=text, step=room.step, path=room.path)

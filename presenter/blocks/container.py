"""Containers -> their blocks in the author's classes, on a panel where the author's CSS, or `.card`, asks for one."""

from __future__ import annotations

from presenter.blocks.overlaid import place_overlaid
from presenter.blocks.panel import framed
from presenter.blocks.tabs import place_in_turn
from presenter.layout.boxes import Edge, Look, entered, look_of, on_ground, said_of
from presenter.layout.room import Room
from presenter.layout.stack import Box, Piece, fixed, pieces_of, stack
from presenter.model import Blocks, Code, Container
from presenter.registry import placer
from presenter.scene import Item, Rect, Shape


@placer(Container)
def place_container(block: Container, room: Room, width: float) -> list[Piece]:
    """Blocks under common classes; one without blocks is a rule."""
    if block.in_turn:
        only_code = all(isinstance(one, Code) for one in block.blocks)
        return place_in_turn(block, room, width) if only_code else place_overlaid(block, room, width)
    if "rule" in block.attrs.classes and not block.blocks:
        line = Shape(Rect(0.0, 0.0, width, 0.0), "line", None, room.theme.color("rule"), 1.0, role="rule", path=room.path, step=room.step)
        return [fixed((line,), 1.0)]
    return contained(block.blocks, room.deeper(), width, block.attrs.classes, block.declarations)


def contained(
    blocks: Blocks, room: Room, width: float, classes: tuple[str, ...], declarations: tuple[tuple[str, str], ...] = ()
) -> list[Piece]:
    """`blocks` as a container with these classes and CSS shows them; one Box where that draws something round them."""
    said = said_of(room, classes, declarations)
    look = look_of(room.theme, classes, said)
    inside = entered(room, classes, declarations)
    if look is None:
        return pieces_of(blocks, inside, width)
    inside = on_ground(inside, look.ground, said)
    return [panel(pieces_of(blocks, inside, width - 2 * look.pad[0]), inside, room, width, look)]


def panel(pieces: list[Piece], inside: Room, room: Room, width: float, look: Look) -> Box:
    """`pieces` on a ground as `look` says."""
    pad_x, pad_y = look.pad[0], look.pad[1] * max(0.5, room.squeeze)
    held = stack(pieces, inside, width - 2 * pad_x)

    def make(height: float) -> tuple[Item, ...]:
        box = Rect(0.0, 0.0, width, height)
        return (framed(_drawn(look, box, room), held.place(height - 2 * pad_y), (pad_x, pad_y), box, "callout", room),)

    return Box(held.natural + 2 * pad_y, held.least + 2 * pad_y, make, room.gap(1.1), stretches=True)


def _drawn(look: Look, box: Rect, room: Room) -> tuple[Item, ...]:
    """The ground of a panel and its edges."""
    frame = look.frame
    kind = "round" if look.radius and (frame or not any(look.edges)) else "rect"
    radius = min(look.radius, box.w / 2, box.h / 2) if kind == "round" else 0.0
    ground = Shape(
        box,
        "round" if kind == "round" else "rect",
        look.ground,
        frame.color if frame else None,
        frame.width if frame else 1.0,
        radius,
        path=room.path,
        step=room.step,
    )
    if frame:
        return (ground,)
    bars = zip(look.edges, _BARS, strict=True)
    return (ground, *(Shape(bar(box, edge), "rect", edge.color, path=room.path, step=room.step) for edge, bar in bars if edge))


def _top(box: Rect, edge: Edge) -> Rect:
    return Rect(box.x, box.y, box.w, edge.width)


def _right(box: Rect, edge: Edge) -> Rect:
    return Rect(box.right - edge.width, box.y, edge.width, box.h)


def _bottom(box: Rect, edge: Edge) -> Rect:
    return Rect(box.x, box.bottom - edge.width, box.w, edge.width)


def _left(box: Rect, edge: Edge) -> Rect:
    return Rect(box.x, box.y, edge.width, box.h)


_BARS = (_top, _right, _bottom, _left)

"""Blocks that the author places on the slide by `position: absolute` -> where they go, and their items beside the flow."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from presenter.layout.regions import Fill
from presenter.layout.room import Room
from presenter.layout.stack import moved, place, stack, with_step
from presenter.model import Attrs, Block, Container, Figure, Length, Slide
from presenter.scene import Group, Item, Picture, Rect, Shape, Text

MARGIN = 12.0  # points that words keep from the slide's edges
OVER = 0.15  # the part of a thing that may lie over another before it goes back into the flow
THIN = 12.0  # points: a rule of the layout, which words do not lie on
HALFWAY = "half-way"
LARGE = 0.85  # of the slide: what is larger lies behind the flow
_LENGTH = re.compile(r"(-?\d{0,4}(?:\.\d{1,6})?)(%|px|pt|em|rem|vw|vh|)")
_POINTS = {"px": 0.75, "": 0.75, "pt": 1.0, "em": 21.6, "rem": 12.0}
_SIDES = ("left", "right", "top", "bottom", "width", "height")


@dataclass(frozen=True, slots=True)
class Apart:
    """Block `index` of the slide with the sides and sizes that it is given, in points; `free`: it may lie over other things,
    `halfway`: its left side is where its middle goes."""

    index: int
    block: Block
    at: dict[str, float]
    free: bool = False
    halfway: bool = False


def taken_apart(slide: Slide, stay: frozenset[int]) -> tuple[Slide, tuple[Apart, ...], tuple[int, ...]]:
    """The slide without what is placed by itself, those blocks but the ones that `stay`, and the old index of each block left."""
    found: list[Apart] = []
    width, height = 960.0, 540.0
    for index, block in enumerate(slide.blocks):
        said = _said(block)
        if said and index not in stay and (at := _at(said, width, height)):
            found.append(Apart(index, _bare(block, at), at, "arrow" in _classes(block), HALFWAY in _classes(block)))
    if not found:
        return slide, (), ()
    away = {one.index for one in found}
    kept = tuple(index for index in range(len(slide.blocks)) if index not in away)
    return replace(slide, blocks=tuple(slide.blocks[index] for index in kept)), tuple(found), kept


def _said(block: Block) -> dict[str, str]:
    """The CSS that places a block; empty where none does."""
    match block:
        case Container(declarations=declarations):
            said = dict(declarations)
            return said if said.get("position") in ("absolute", "fixed") else {}
        case Figure(images=(image,), caption=()) if image.attrs.get("at"):
            pairs = (part.partition(":") for part in str(image.attrs.get("at")).split(";"))
            return {name: value for name, _, value in pairs}
    return {}


def _classes(block: Block) -> tuple[str, ...]:
    return block.images[0].attrs.classes if isinstance(block, Figure) else block.attrs.classes


def _at(said: dict[str, str], width: float, height: float) -> dict[str, float]:
    """Where it lies, in points; empty unless a side across and one down are named."""
    whole = {"left": width, "right": width, "width": width, "top": height, "bottom": height, "height": height}
    at = {name: value for name in _SIDES if name in said and (value := _points(said[name], whole[name], width, height)) is not None}
    return at if at.keys() & {"left", "right"} and at.keys() & {"top", "bottom"} else {}


def _points(text: str, whole: float, width: float, height: float) -> float | None:
    match = _LENGTH.fullmatch(text.strip())
    if match is None or match[1] in ("", "-", "."):
        return None
    number = float(match[1])
    share = {"%": whole, "vw": width, "vh": height}.get(match[2])
    value = number * share / 100 if share else number * _POINTS[match[2]]
    return value if -whole / 2 < value <= whole else None


def _bare(block: Block, at: dict[str, float]) -> Block:
    """The block without what places it; a picture of the size that is said there."""
    if isinstance(block, Container):
        return replace(block, declarations=tuple(pair for pair in block.declarations if pair[0] not in ("position", *_SIDES)))
    if isinstance(block, Figure):
        image = block.images[0]
        pairs = tuple(pair for pair in image.attrs.pairs if pair[0] != "at")
        width, height = (Length(at[side]) if side in at else None for side in ("width", "height"))
        attrs = Attrs(image.attrs.id, image.attrs.classes, pairs)
        return replace(block, images=(replace(image, attrs=attrs, width=width, height=height),))
    return block


def with_paths(fills: Iterable[Fill], kept: tuple[int, ...]) -> tuple[Fill, ...]:
    """`fills` of the slide without its placed blocks, their paths those in the whole slide."""

    def old(path: tuple[int, ...]) -> tuple[int, ...]:
        return (kept[path[0]], *path[1:]) if path else path

    return tuple(
        replace(
            fill,
            path=old(fill.path),
            blocks=tuple((old(path), block) for path, block in fill.blocks),
            picture=(old(fill.picture[0]), fill.picture[1]) if fill.picture else None,
        )
        for fill in fills
    )


# ---------------------------------------------------------------- placing


def placed_apart(parts: tuple[Apart, ...], room: Room, flow: tuple[Item, ...]) -> tuple[tuple[Item, ...], tuple[Item, ...], frozenset[int]]:
    """The items behind the flow, those over it, and the blocks that have to go back into the flow: they would cover something."""
    behind: list[Item] = []
    over: list[Item] = []
    back: set[int] = set()
    taken = [box for item in flow for box in _boxes(item)]
    rules = [d.box for d in room.layout.decorations if isinstance(d, Shape) and min(d.box.w, d.box.h) < THIN]
    taken += [Rect(box.x - 2, box.y - 2, box.w + 4, box.h + 4) for box in rules]
    for one in parts:
        items = _items(one, room)
        boxes = [box for item in items for box in _boxes(item)]
        width, height = room.theme.size
        if any(box.w * box.h >= LARGE * width * height for box in boxes) and all(isinstance(item, Picture) for item in items):
            behind += items
        elif not boxes or (not one.free and (_crowded(boxes, taken) or not all(_inside(box, width, height) for box in boxes))):
            back.add(one.index)
        else:
            over += items
            taken += [] if one.free else boxes
    return tuple(behind), tuple(over), frozenset(back)


def _items(one: Apart, room: Room) -> tuple[Item, ...]:
    """The items of a block, where it is to lie."""
    at, (whole_w, whole_h) = one.at, room.theme.size
    inside = room.into(one.index, one.block.step, one.block.lines[0])
    left, right = at.get("left"), at.get("right")
    free = whole_w - (left if left is not None and not one.halfway else MARGIN) - (right if right is not None else MARGIN)
    width = at.get("width") or (free if left is not None and right is not None else 0.0)
    width = min(width, whole_w) if width > 0 else min(max(free, 40.0), _natural(one.block, inside, max(free, 40.0)))
    inside = replace(inside, height=at.get("height", whole_h))
    held = stack(place(one.block, inside, width), inside, width)
    height = min(held.natural, at["height"]) if "height" in at else held.natural
    items = held.place(height)
    x = left if left is not None else whole_w - (right or 0.0) - width
    x -= width / 2 if one.halfway else 0.0
    if "top" in at and "bottom" in at and "height" not in at:
        y = at["top"] + max(0.0, whole_h - at["top"] - at["bottom"] - height) / 2
    else:
        y = at["top"] if "top" in at else whole_h - at["bottom"] - height
    if not one.free and width < whole_w and height < whole_h:
        x, y = min(max(x, 0.0), whole_w - width), min(max(y, 0.0), whole_h - height)
    return tuple(with_step(moved(item, x, y), one.block.step) for item in items)


def _natural(block: Block, room: Room, most: float) -> float:
    """How wide the block is when its words have as much room as there is."""
    if isinstance(block, Figure):
        from presenter.layout.pictures import ask, asked_size

        answer = ask(block.images[0], room)
        natural = (answer.image.width, answer.image.height) if answer.image else answer.size or (220.0, 120.0)
        return asked_size(block.images[0], natural, room.theme.size[0], room.theme.size[1])[0]
    held = stack(place(block, replace(room, align="left", report=lambda problem: None), most), room, most)
    boxes = [box for item in held.place(held.natural) for box in _boxes(item)]
    return max((box.right for box in boxes), default=most) + min((box.x for box in boxes), default=0.0) + 1.0


def _boxes(item: Item) -> Iterator[Rect]:
    """What an item covers: its lines of words, its picture."""
    match item:
        case Text(box=box, lines=lines):
            yield from (Rect(box.x + line.x, box.y + line.top, line.width, line.height) for line in lines if line.width > 0)
        case Picture(box=box):
            yield box
        case Group(items=items):
            for inner in items:
                yield from _boxes(inner)
        case Shape():
            return


def _crowded(boxes: list[Rect], taken: list[Rect]) -> bool:
    """Whether too much of one of `boxes`, or of what is there already, would be covered."""
    for box in boxes:
        for other in taken:
            across = min(box.right, other.right) - max(box.x, other.x)
            down = min(box.bottom, other.bottom) - max(box.y, other.y)
            if across > 0 and down > 0 and across * down > OVER * min(box.w * box.h, other.w * other.h):
                return True
    return False


def _inside(box: Rect, width: float, height: float) -> bool:
    """Whether most of it can be seen."""
    across = min(box.right, width) - max(box.x, 0.0)
    down = min(box.bottom, height) - max(box.y, 0.0)
    return across > 0 and down > 0 and across * down >= (1 - OVER) * box.w * box.h

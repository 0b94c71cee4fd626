"""Pictures in the flow -> a row at their natural or asked size, shrunk to the room that is left."""

from __future__ import annotations

from dataclasses import dataclass, replace

from presenter.layout.pictures import ask, asked_size
from presenter.layout.room import Room
from presenter.layout.stack import Box, Piece, Prose, with_step
from presenter.layout.text import paragraph, set_paragraphs
from presenter.model import Figure, ImageRef
from presenter.registry import placer
from presenter.scene import Group, Image, Item, Line, Paragraph, Picture, Rect, Run, Shape, Text

GAP = 16.0
PLACEHOLDER = (220.0, 120.0)


@dataclass(frozen=True, slots=True)
class Wanted:
    """One picture with the size it likes to have, in points; `image` None = a placeholder with the alt text."""

    ref: ImageRef
    image: Image | None
    width: float
    height: float


@placer(Figure)
def place_figure(block: Figure, room: Room, width: float) -> list[Piece]:
    """The pictures side by side, centred where nothing else is asked; a caption below."""
    wanted = [want(ref, room, width) for ref in block.images]
    rows = _rows(wanted, width)
    natural = sum(max(w.height for w in row) for row in rows) + GAP * (len(rows) - 1)
    # a picture gives way before text does, but not until it is a stamp; small text lets it shrink further
    least = natural * 0.35 * room.squeeze
    most = _most(wanted, width, room.height) if len(rows) == 1 else natural

    def make(height: float) -> tuple[Item, ...]:
        factor = height / natural if natural else 1.0
        items: list[Item] = []
        y = 0.0
        for row in rows:
            items += _row(row, factor, width, y, room)
            y += (max(w.height for w in row) + GAP) * factor
        return tuple(items)

    pieces: list[Piece] = [Box(natural, least, make, most=most)]
    if block.caption:
        style = room.style("caption")
        centred = replace(style, align=room.align or "center")
        pieces.append(Prose((paragraph(block.caption, room, centred, before=6.0),), "caption"))
    return pieces


def _most(row: list[Wanted], width: float, height: float) -> float:
    """How tall a row of pictures of natural size may become where nothing else needs the room: twice, if it fits."""
    tall = max(w.height for w in row)
    if any(w.image is None or w.ref.width or w.ref.height for w in row):
        return tall
    wide = sum(w.width for w in row) + GAP * (len(row) - 1)
    return max(tall, tall * min(2.0, width / wide, height / tall))


def want(ref: ImageRef, room: Room, width: float) -> Wanted:
    """Ask the assets for `ref`; its natural or asked size, never wider than `width`."""
    image = ask(ref, room)
    natural = (image.width, image.height) if image else PLACEHOLDER
    w, h = asked_size(ref, natural, width, room.height)
    if w > width:
        w, h = width, h * width / w
    if h > room.height and not ref.height:
        w, h = w * room.height / h, room.height
    return Wanted(ref, image, max(w, 1.0), max(h, 1.0))


def _rows(wanted: list[Wanted], width: float) -> list[list[Wanted]]:
    """One row; what is too wide together shrinks together, down to a third, then breaks into rows."""
    total = sum(w.width for w in wanted) + GAP * (len(wanted) - 1)
    if total > 3 * width and len(wanted) > 3:
        half = (len(wanted) + 1) // 2
        return _rows(wanted[:half], width) + _rows(wanted[half:], width)
    if total > width:
        factor = max(0.05, (width - GAP * (len(wanted) - 1)) / (total - GAP * (len(wanted) - 1)))
        wanted = [replace(w, width=w.width * factor, height=w.height * factor) for w in wanted]
    return [wanted]


def _row(row: list[Wanted], factor: float, width: float, y: float, room: Room) -> list[Item]:
    sizes = [(w.width * factor, w.height * factor) for w in row]
    total = sum(w for w, _ in sizes) + GAP * (len(row) - 1)
    align = room.align or "center"
    x = {"left": 0.0, "right": width - total}.get(align, (width - total) / 2)
    tallest = max(h for _, h in sizes)
    items: list[Item] = []
    for one, (w, h) in zip(row, sizes, strict=True):
        items.append(shown(one, Rect(x, y + (tallest - h) / 2, w, h), room))
        x += w + GAP
    return items


def shown(one: Wanted, box: Rect, room: Room) -> Item:
    """The Picture in `box`, or its placeholder."""
    if one.image is None:
        return placeholder(one.ref, box, room)
    ref = one.ref
    link = room.link(ref.link) if ref.link else ""
    return Picture(
        box,
        one.image,
        filters=ref.filters,
        alt=ref.alt,
        title=ref.title,
        link=link,
        step=room.step,
        path=room.path,
        radius=room.theme.radius if "rounded" in ref.attrs.classes else 0.0,
    )


def placeholder(ref: ImageRef, box: Rect, room: Room) -> Group:
    """A quiet box with the alternative text where a picture cannot be shown: nothing written is lost."""
    words = ref.alt or ref.src.rsplit("/", 1)[-1][:60] or "picture"
    pad = min(8.0, box.w * 0.1)
    made, lines, height = _label(words, max(1.0, box.w - 2 * pad), box.h, room)
    place = Rect(box.x + pad, box.y + max(0.0, (box.h - height) / 2), max(1.0, box.w - 2 * pad), height)
    text = Text(place, (made,), lines, role="caption", path=room.path)
    ground = Shape(
        box, "round", room.theme.color("surface"), room.theme.color("rule"), 1.0, room.theme.radius, role="placeholder", path=room.path
    )
    items = tuple(with_step(item, room.step) for item in (ground, text))
    return Group(items, box, role="placeholder", step=room.step, path=room.path, alt=words)


def _label(words: str, width: float, height: float, room: Room) -> tuple[Paragraph, tuple[Line, ...], float]:
    """The words set small enough for a box; in one too small for any, as small as there is."""
    style = room.style("caption")
    size = style.size
    while True:
        run = Run(words, room.font(replace(style, size=size)), style.color, lang=room.lang)
        made = Paragraph((run,), align="center", step=room.step, path=room.path)
        lines, taken = set_paragraphs((made,), width, room.shaper)
        if taken <= height or size <= 1.0:
            return made, lines, taken
        size = max(1.0, size * 0.75)

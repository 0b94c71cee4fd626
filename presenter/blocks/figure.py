"""Pictures in the flow -> a row at their natural or asked size, shrunk to the room that is left."""

from __future__ import annotations

from dataclasses import dataclass, replace

from presenter.layout.clips import marked, media_of
from presenter.layout.pictures import ask, asked_size, placeholder
from presenter.layout.room import Room
from presenter.layout.shaper import Answer
from presenter.layout.stack import Box, Piece, Prose
from presenter.layout.text import paragraph
from presenter.model import Figure, ImageRef
from presenter.registry import placer
from presenter.scene import Image, Item, Picture, Rect

GAP = 16.0
PLACEHOLDER = (220.0, 120.0)


@dataclass(frozen=True, slots=True)
class Wanted:
    """One picture with the size it likes to have, in points; `image` None = a placeholder with the alt text."""

    ref: ImageRef
    answer: Answer
    width: float
    height: float

    @property
    def image(self) -> Image | None:
        """The picture, if there is one to show."""
        return self.answer.image


@placer(Figure)
def place_figure(block: Figure, room: Room, width: float) -> list[Piece]:
    """The pictures side by side, centred where nothing else is asked; a caption below."""
    wanted = [want(ref, room, width) for ref in block.images]
    rows = _rows(wanted, width)
    natural = sum(max(w.height for w in row) for row in rows) + GAP * (len(rows) - 1)
    # a picture gives way before text does, but not until it is a stamp; small text lets it shrink further
    least = natural * 0.35 * room.squeeze
    most = _most(rows[0], width, room.height) if len(rows) == 1 else natural

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
    if any(w.image is None or w.ref.width or w.ref.height or (w.ref.clip and w.ref.clip.sound) for w in row):
        return tall
    wide = sum(w.width for w in row) + GAP * (len(row) - 1)
    return max(tall, tall * min(2.0, width / wide, height / tall))


def want(ref: ImageRef, room: Room, width: float) -> Wanted:
    """Ask the assets for `ref`; its natural or asked size, never wider than `width`."""
    answer = ask(ref, room)
    natural = (answer.image.width, answer.image.height) if answer.image else answer.size or PLACEHOLDER
    w, h = asked_size(ref, natural, width, room.height)
    if w > width:
        w, h = width, h * width / w
    if h > room.height and not ref.height:
        w, h = w * room.height / h, room.height
    return Wanted(ref, answer, max(w, 1.0), max(h, 1.0))


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
        return placeholder(one.ref, box, room, one.answer.pending)
    ref = one.ref
    link = room.link(ref.link) if ref.link else ""
    picture = Picture(
        box,
        one.image,
        filters=ref.filters,
        alt=ref.alt,
        title=ref.title,
        link=link,
        step=room.step,
        path=room.path,
        radius=room.theme.radius if "rounded" in ref.attrs.classes else 0.0,
        media=media_of(ref, one.answer),
    )
    return marked(picture)

"""The picture of a picture region, and its caption → items: whole or cut to the region, the words under it or on a plate."""

from __future__ import annotations

from dataclasses import replace

from presenter.layout.clips import marked, media_of
from presenter.layout.pictures import ask, contained, covering, placeholder
from presenter.layout.regions import Fill
from presenter.layout.room import Room
from presenter.layout.text import paragraph, set_paragraphs, set_text
from presenter.scene import Color, Group, Item, Picture, Rect, Shape

EDGE = 16.0  # points between a picture that is shown whole and the edges of its region
PAD = (10.0, 5.0)
GAP = 8.0
PLATE = 0.86  # how much the ground under a caption covers of the picture


def in_region(fill: Fill, room: Room) -> list[Item]:
    """Cut to the region where that bleeds off the slide and a photograph stands it, else whole; small ones are not blown up."""
    assert fill.picture
    path, ref = fill.picture
    box = fill.region.box
    inside = replace(room, path=path, step=fill.step, line=fill.line)
    answer = ask(ref, inside)
    image = answer.image
    if image is None:
        return [placeholder(ref, contained(answer.size or (16.0, 9.0), box.inset(8.0, 8.0)), inside, answer.pending)]
    bleeds = box.x <= 0.5 or box.right >= room.theme.size[0] - 0.5
    whole_slide = box.w > 0.9 * room.theme.size[0]  # there the edges of a drawing would be gone, not only narrower
    same = abs((image.width / max(image.height, 0.01)) / (box.w / max(box.h, 0.01)) - 1) < (0.06 if whole_slide else 0.35)
    link = room.link(ref.link) if ref.link else ""
    if bleeds and (image.format == "jpeg" or same) and ref.clip is None:
        crop, at = covering(image, box, ref), box
        words: list[Item] = _plate(fill, inside, box) if fill.caption else []
    else:
        whole = _within_margins(box, inside) if bleeds else box
        words, low = _below(fill, inside, whole) if fill.caption else ([], 0.0)
        crop, at = (0.0, 0.0, 0.0, 0.0), contained((image.width, image.height), Rect(whole.x, whole.y, whole.w, whole.h - low))
        at = _not_blown_up(at, image.width)
        words = [replace(word, box=word.box.moved(0.0, at.bottom + GAP - word.box.y)) for word in words]
    shown = Picture(
        at,
        image,
        crop,
        ref.filters,
        alt=ref.alt,
        title=ref.title,
        link=link,
        placeholder=fill.region.name,
        step=fill.step,
        path=path,
        media=media_of(ref, answer),
    )
    return [shown if box.w > 0.9 * room.theme.size[0] else marked(shown), *words]


def _within_margins(box: Rect, room: Room) -> Rect:
    """A region that bleeds off the slide, but within the margin that the words keep on their side; a region of the whole slide
    keeps its narrow edge."""
    width = room.theme.size[0]
    title = room.layout.region("body") or room.layout.region("title")
    if title is None or box.w > 0.9 * width:
        return box.inset(EDGE, EDGE)
    left = box.x <= 0.5
    margin = max(EDGE, width - title.box.right if left else title.box.x)
    return Rect(box.x + (margin if left else 0.0), box.y + EDGE, box.w - margin, box.h - 2 * EDGE)


def _not_blown_up(at: Rect, natural: float) -> Rect:
    limit = 1.6 * natural
    if at.w <= limit or limit <= 0:
        return at
    high = at.h * limit / at.w
    return Rect(at.x + (at.w - limit) / 2, at.y + (at.h - high) / 2, limit, high)


def _below(fill: Fill, room: Room, box: Rect) -> tuple[list[Item], float]:
    """The caption centred at the foot of the region, and the height it takes."""
    made = paragraph(fill.caption, room, replace(room.style("caption"), align="center"))
    _, height = set_paragraphs((made,), box.w, room.shaper)
    at = Rect(box.x, box.bottom - height, box.w, height)
    return [set_text((made,), at, room.shaper, role="caption", path=room.path, step=room.step, lang=room.lang)], height + 2 * GAP


def _plate(fill: Fill, room: Room, box: Rect) -> list[Item]:
    """The caption on a plate in the picture's lower right corner, or where a title stands there, in the upper one."""
    ground = room.theme.color("background")
    made = paragraph(fill.caption, room, replace(room.style("caption"), color=room.theme.color("text")))
    wide = min(box.w * 0.8, room.shaper.width(made) * 1.02 + 1.0)
    _, high = set_paragraphs((made,), wide, room.shaper)
    plate = Rect(box.right - wide - 2 * PAD[0], box.bottom - high - 2 * PAD[1], wide + 2 * PAD[0], high + 2 * PAD[1])
    title = room.layout.region("title")
    if title and title.box.y < plate.bottom and title.box.bottom > plate.y and title.box.right > plate.x:
        plate = Rect(plate.x, box.y, plate.w, plate.h)
    words = Rect(plate.x + PAD[0], plate.y + PAD[1], wide, high)
    under = Shape(plate, "rect", Color(ground.hex, PLATE, ground.scheme), path=room.path, step=room.step, role="panel")
    text = set_text((made,), words, room.shaper, role="caption", path=room.path, step=room.step, lang=room.lang)
    return [Group((under, text), plate, role="plate", step=room.step, path=room.path, lang=room.lang)]

"""Pictures put into boxes: covering, contained, as large as asked; asked of the assets with their Problems told."""

from __future__ import annotations

import re
from dataclasses import replace

from presenter.layout.clips import ask_clip, media_of
from presenter.layout.room import Room
from presenter.layout.shaper import Answer
from presenter.layout.stack import with_step
from presenter.layout.text import set_paragraphs
from presenter.model import Background, ImageRef, Length, Slide
from presenter.scene import Group, Image, Item, Line, Paragraph, Picture, Rect, Run, Shape, Text

Crop = tuple[float, float, float, float]


def ask(ref: ImageRef, room: Room) -> Answer:
    """What the assets say of the picture; a Problem is told, and a picture still being made is waited for."""
    if ref.clip is not None:
        return ask_clip(ref, ref.clip, room)
    answer = room.assets.picture(ref.src)
    if answer.problem:
        room.report(replace(answer.problem, line=ref.line or room.line))
    elif answer.pending:
        room.waits()
    return answer


def asked_size(ref: ImageRef, natural: tuple[float, float], width: float, height: float) -> tuple[float, float]:
    """The size in points that the author asks for, keeping the form where only one side is named."""
    w, h = _length(ref.width, width), _length(ref.height, height)
    ratio = natural[0] / max(natural[1], 0.01)
    if w and h:
        return w, h
    if w:
        return w, w / ratio
    if h:
        return h * ratio, h
    return natural


def _length(length: Length | None, whole: float) -> float | None:
    if length is None:
        return None
    return length.value if length.unit == "pt" else whole * length.value / 100


def covering(image: Image, box: Rect, ref: ImageRef | None = None) -> Crop:
    """The crop with which `image` fills `box` without being stretched; `position` of `ref` says which part stays."""
    across, down = _kept(ref.attrs.get("position") or ref.attrs.get("object-position") or "") if ref else (0.5, 0.5)
    have, want = image.width / max(image.height, 0.01), box.w / max(box.h, 0.01)
    if have > want:
        spare = 1 - want / have
        return spare * across, 0.0, spare * (1 - across), 0.0
    spare = 1 - have / want
    return 0.0, spare * down, 0.0, spare * (1 - down)


_PLACES = {"left": (0.0, None), "right": (1.0, None), "top": (None, 0.0), "bottom": (None, 1.0)}


def _kept(position: str) -> tuple[float, float]:
    """CSS's object-position in words or per cent as shares across and down; the middle for what cannot be read."""
    found: list[float | None] = [None, None]
    for word in position.lower().split()[:2]:
        if word in _PLACES:
            x, y = _PLACES[word]
            found = [found[0] if x is None else x, found[1] if y is None else y]
        elif word.endswith("%") and word[:-1].replace(".", "", 1).isdecimal():
            share = min(1.0, float(word[:-1]) / 100)
            found = [share, found[1]] if found[0] is None else [found[0], share]
    return (0.5 if found[0] is None else found[0], 0.5 if found[1] is None else found[1])


def contained(size: tuple[float, float], box: Rect) -> Rect:
    """The largest box of `size`'s form in the middle of `box`."""
    factor = min(box.w / max(size[0], 0.01), box.h / max(size[1], 0.01))
    w, h = size[0] * factor, size[1] * factor
    return Rect(box.x + (box.w - w) / 2, box.y + (box.h - h) / 2, w, h)


def clipped(box: Rect, window: Rect) -> tuple[Rect, Crop]:
    """`box` cut to `window`, and the crop that cuts the picture the same."""
    x, y = max(box.x, window.x), max(box.y, window.y)
    r, b = min(box.right, window.right), min(box.bottom, window.bottom)
    if r <= x or b <= y:
        return Rect(window.x, window.y, 0.0, 0.0), (0.0, 0.0, 0.0, 0.0)
    crop = (x - box.x) / box.w, (y - box.y) / box.h, (box.right - r) / box.w, (box.bottom - b) / box.h
    return Rect(x, y, r - x, b - y), crop


def backgrounds(slide: Slide, room: Room, size: tuple[float, float]) -> tuple[Item, ...]:
    """The slide's background pictures, in a row or one above another, over the slide or over its split side."""
    if not slide.backgrounds:
        return ()
    area = Rect(0.0, 0.0, *size)
    if slide.split:
        side, share = slide.split
        w = size[0] * share
        area = Rect(0.0 if side == "left" else size[0] - w, 0.0, w, size[1])
    count = len(slide.backgrounds)
    items: list[Item] = []
    for index, ground in enumerate(slide.backgrounds):
        if slide.split_direction == "column":
            window = Rect(area.x, area.y + area.h * index / count, area.w, area.h / count)
        else:
            window = Rect(area.x + area.w * index / count, area.y, area.w / count, area.h)
        items += _background(ground, window, room, slide.split is not None)
    return tuple(items)


def _background(ground: Background, window: Rect, room: Room, split: bool) -> list[Item]:
    ref = ground.image
    answer = ask(ref, room)
    image = answer.image
    if image is None:
        return [placeholder(ref, window.inset(20.0, 20.0), room, answer.pending)] if split else []
    if ref.width or ref.height:
        w, h = asked_size(ref, (image.width, image.height), window.w, window.h)
        box, crop = clipped(_at(w, h, window, ground.position), window)
    elif ground.scale:
        w = window.w * ground.scale
        box, crop = clipped(_at(w, w * image.height / max(image.width, 0.01), window, ground.position), window)
    elif ground.fit == "contain":
        box, crop = contained((image.width, image.height), window), (0.0, 0.0, 0.0, 0.0)
    elif ground.fit == "auto":
        box, crop = clipped(_at(image.width, image.height, window, ground.position), window)
    else:
        box, crop = window, covering(image, window)
    if box.w <= 0:
        return []
    return [Picture(box, image, crop, ref.filters, alt=ref.alt, role="background", media=media_of(ref, answer))]


_CALC = re.compile(r"calc\(\s*100%\s*-\s*([\d.]{1,8}[a-z]{2,3})\s*\)")
_LENGTH = re.compile(r"(-?)([\d.]{1,8})(px|pt|em|rem|vw|vh)")
_POINTS = {"px": 0.75, "pt": 1.0, "em": 21.75, "rem": 21.75, "vw": 9.6, "vh": 5.4}


def _at(w: float, h: float, window: Rect, position: str) -> Rect:
    """A box of this size where CSS's background-position has it: in words, per cent or lengths."""
    across, down = _kept(position)
    x, y = window.x + (window.w - w) * across, window.y + (window.h - h) * down
    for index, word in enumerate(_CALC.sub(r"-\1", position.lower()).split()[:2]):
        if (found := _LENGTH.fullmatch(word)) and found[2].replace(".", "", 1).isdecimal():
            away = float(found[2]) * _POINTS[found[3]]
            if index == 0:
                x = window.right - w - away if found[1] else window.x + away
            else:
                y = window.bottom - h - away if found[1] else window.y + away
    return Rect(x, y, w, h)


def placeholder(ref: ImageRef, box: Rect, room: Room, pending: bool = False) -> Group:
    """A quiet box with the alternative text where a picture cannot be shown, so that nothing written is lost;
    without words while the picture is only being made."""
    words = ref.alt or ref.src.rsplit("/", 1)[-1][:60] or "picture"
    ground = Shape(
        box, "round", room.theme.color("surface"), room.theme.color("rule"), 1.0, room.theme.radius, role="placeholder", path=room.path
    )
    inside: tuple[Item, ...] = (ground,)
    if not pending:
        pad = min(8.0, box.w * 0.1)
        made, lines, height = _label(words, max(1.0, box.w - 2 * pad), box.h, room)
        place = Rect(box.x + pad, box.y + max(0.0, (box.h - height) / 2), max(1.0, box.w - 2 * pad), height)
        inside = (ground, Text(place, (made,), lines, role="caption", path=room.path))
    items = tuple(with_step(item, room.step) for item in inside)
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

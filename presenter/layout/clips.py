"""Films and sounds put into boxes: the still or poster that stands for them, and the mark that says they can be played."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal
from weakref import WeakKeyDictionary

from presenter.layout.room import Room
from presenter.layout.shaper import Answer
from presenter.model import Clip, ImageRef
from presenter.scene import Color, Group, Item, Media, Picture, Rect, Scene, Shape

PLAY = "play"  # the role of the mark: exits that play leave it out
MARK = (18.0, 64.0)  # points across, at least and at most
SHARE = 0.24  # of the picture's smaller side
DISC, SIGN = Color("#000000", 0.55), Color("#ffffff")


def ask_clip(ref: ImageRef, clip: Clip, room: Room) -> Answer:
    """The poster if there is one, else a still of the film; `file` is the film if it may be played."""
    answer = room.assets.clip(ref.src, clip.sound, clip.start)
    _tell(answer, ref, room)
    if not clip.poster or answer.file is None:
        return answer
    poster = room.assets.picture(clip.poster)
    _tell(poster, ref, room)
    return replace(poster, file=answer.file, seconds=answer.seconds) if poster.problem is None else answer


def _tell(answer: Answer, ref: ImageRef, room: Room) -> None:
    if answer.problem:
        room.report(replace(answer.problem, line=ref.line or room.line))
    elif answer.pending:
        room.waits()


def media_of(ref: ImageRef, answer: Answer) -> Media | None:
    """What the picture stands for, if it is a film or a sound that is there."""
    clip = ref.clip
    if clip is None or answer.file is None:
        return None
    kind: Literal["audio", "video"] = "audio" if clip.sound else "video"
    switches = (clip.autoplay, clip.loop, clip.muted, clip.controls)
    return Media(kind, answer.file, *switches, clip.start, clip.end, answer.seconds)


def marked(picture: Picture) -> Item:
    """The picture with the mark in its middle; a sound's card, and what lies behind a slide, need none."""
    if picture.media is None or picture.media.kind == "audio" or picture.role == "background":
        return picture
    return Group((picture, *_mark(picture.box, picture)), picture.box, role="media", step=picture.step, path=picture.path, alt=picture.alt)


def _mark(box: Rect, picture: Picture) -> tuple[Shape, Shape]:
    size = min(max(min(box.w, box.h) * SHARE, MARK[0]), MARK[1], box.w, box.h)
    x, y = box.x + (box.w - size) / 2, box.y + (box.h - size) / 2
    left, right, top, bottom = x + size * 0.38, x + size * 0.72, y + size * 0.28, y + size * 0.72
    sign = f"M {left:.2f} {top:.2f} L {right:.2f} {y + size / 2:.2f} L {left:.2f} {bottom:.2f} Z"
    disc = Shape(Rect(x, y, size, size), "ellipse", DISC, role=PLAY, step=picture.step, path=picture.path)
    inner = Rect(left, top, right - left, bottom - top)
    return disc, Shape(inner, "path", SIGN, path_data=sign, role=PLAY, step=picture.step, path=picture.path)


def clips_of(scene: Scene) -> tuple[tuple[Media, int], ...]:
    """The films and sounds of a slide with the step at which each is there, in the order they are drawn."""
    found = [p for p in _pictures((*scene.behind, *scene.items)) if p.media is not None]
    return tuple({p.media: p.step for p in reversed(found) if p.media is not None}.items())[::-1]


def _pictures(items: tuple[Item, ...]) -> Iterator[Picture]:
    for item in items:
        if isinstance(item, Group):
            yield from _pictures(item.items)
        elif isinstance(item, Picture):
            yield item


def to_play(scene: Scene) -> Scene:
    """The slide for where films play: those that begin by themselves need no mark. The same for the same slide."""
    if not any(media.autoplay for media, _ in clips_of(scene)):
        return scene
    return _playing.setdefault(scene, replace(scene, items=tuple(map(_unmarked, scene.items))))


def _unmarked(item: Item) -> Item:
    if not isinstance(item, Group):
        return item
    first = item.items[0] if item.items else None
    if item.role == "media" and isinstance(first, Picture) and first.media is not None and first.media.autoplay:
        return first
    return replace(item, items=tuple(map(_unmarked, item.items)))


_playing: WeakKeyDictionary[Scene, Scene] = WeakKeyDictionary()

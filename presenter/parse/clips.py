"""A picture's place that names a film or a sound → how it is played: from words in its alt text, attributes, or a tag."""

from __future__ import annotations

import re
from dataclasses import replace

from presenter.model import Attrs, Clip, ImageRef
from presenter.parse.values import BadValue, seconds

FILMS = ("mp4", "m4v", "mov", "webm", "mkv", "avi", "ogv", "mpg", "mpeg", "wmv")
SOUNDS = ("mp3", "wav", "m4a", "aac", "ogg", "oga", "flac", "opus", "wma", "aif", "aiff")
_PICTURE = re.compile(r"\S+\.(?:png|jpe?g|gif|webp|svg|bmp|avif)", re.IGNORECASE)
_WORDS = {"autoplay": "autoplay", "loop": "loop", "mute": "muted", "muted": "muted", "controls": "controls"}
_FRAGMENT = re.compile(r"#t=(?P<start>[\d:.]*)(?:,(?P<end>[\d:.]+))?$")


def is_clip(src: str) -> bool:
    """Whether a place names a film or a sound, by its ending."""
    return _ending(src) in FILMS + SOUNDS


def read_clip(ref: ImageRef) -> ImageRef:
    """`ref` with its Clip, if it names one; words like `autoplay` and the poster's file name leave the alt text."""
    if ref.clip is not None or not is_clip(ref.src):
        return ref
    words = ref.alt.split()
    switches = {_WORDS[word]: True for word in words if word in _WORDS} | _switches(ref.attrs)
    rest = [word for word in words if word not in _WORDS]
    poster = ref.attrs.get("poster")
    if not poster and len(rest) == 1 and _PICTURE.fullmatch(rest[0]):
        poster = rest.pop()
    return with_clip(replace(ref, alt=" ".join(rest)), poster, switches)


def with_clip(ref: ImageRef, poster: str, switches: dict[str, bool], sound: bool | None = None) -> ImageRef:
    """`ref` as a film or a sound; from when to when it plays is asked of `#t=2,8` and of its attributes."""
    start, end = "", ""
    src = ref.src
    if found := _FRAGMENT.search(src):
        src, start, end = src[: found.start()], found["start"], found["end"] or ""
    begin = _time(ref.attrs.get("start") or start) or 0.0
    stop = _time(ref.attrs.get("end") or end)
    sound = _ending(src) in SOUNDS if sound is None else sound
    clip = Clip(sound, poster, start=begin, end=stop if stop is not None and stop > begin else None, **switches)
    return replace(ref, src=src, clip=clip)


def _switches(attrs: Attrs) -> dict[str, bool]:
    named = {_WORDS[name]: True for name in attrs.classes if name in _WORDS}
    return named | {_WORDS[key]: value.lower() not in ("false", "no", "0") for key, value in attrs.pairs if key in _WORDS}


def _time(text: str) -> float | None:
    try:
        return seconds(text, 1.0) if text else None
    except BadValue:
        return None


def _ending(src: str) -> str:
    return re.split(r"[?#]", src, maxsplit=1)[0].rpartition(".")[2].lower() if src[:5].lower() != "data:" else ""

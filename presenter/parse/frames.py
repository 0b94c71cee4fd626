"""Slides that others are made on, as remark's `layout: true` and `template: name` have it -> what those take from them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from presenter.parse.chunk import Chunk, Pair
from presenter.parse.directives import Checked
from presenter.parse.origin import Origin, line_of
from presenter.problems import Problem, Severity

DEEPEST = 5  # frames on frames
PLACE = "{{content}}"
_OWN = frozenset(("id", "hidden", "paginate", "time", "section"))  # what a slide never takes from its frame


def frames_of(chunk: Chunk, around: Chunk | None, named: dict[str, Chunk]) -> tuple[Chunk, ...]:
    """The slides that `chunk` stands on, the nearest first; `around` is the one in force where it asks for none."""
    found: list[Chunk] = []
    frame = named.get(chunk.template) if chunk.template else None if chunk.frames is not None else around
    while frame is not None and frame is not chunk and frame not in found and len(found) < DEEPEST:
        found.append(frame)
        frame = named.get(frame.template) if frame.template else None
    return tuple(found)


def by_name(chunks: Sequence[Chunk]) -> dict[str, Chunk]:
    """Slides by the names that their authors gave them, the last of a name winning."""
    return {str(value): chunk for chunk in chunks for key, value in chunk.spot if key == "id"}


def with_frames(spot: tuple[Pair, ...], frames: tuple[Chunk, ...]) -> tuple[Pair, ...]:
    """Settings of one slide with those of its frames under them; classes add up."""
    said = dict(spot)
    for frame in frames:
        for key, value in frame.spot:
            if key == "class" and key in said:
                said[key] = _both(value, said[key])
            elif key not in _OWN:
                said.setdefault(key, value)
    return tuple(said.items())


def _both(first: Checked, then: Checked) -> Checked:
    names = [name for value in (first, then) if isinstance(value, tuple) for name in value]
    return tuple(dict.fromkeys(names))


def on_frames(chunk: Chunk, frames: tuple[Chunk, ...]) -> Chunk:
    """The slide with what its frames show: where they say `{{content}}`, above it where they have a heading, else below it."""
    named: dict[str, str] = {}
    for frame in frames:
        chunk = _on(chunk, frame.source)
        named = {**dict(frame.named), **named}
    if named and "{{" in chunk.source:
        chunk = replace(chunk, source=with_names(chunk.source, named))
    if chunk.template and not frames:
        hint = "name a slide so (name: ...), or take the line away"
        problem = Problem("unknown-template", f"no slide is called {chunk.template}", hint, Severity.WARNING, 0)
        chunk = replace(chunk, problems=(*chunk.problems, problem))
    return chunk if PLACE not in chunk.source else replace(chunk, source=chunk.source.replace(PLACE, ""))


_NAMED = re.compile(r"\{\{[ \t]*([\w-]{1,60})[ \t]*\}\}")


def with_names(source: str, named: Mapping[str, str]) -> str:
    """`source` with the values of `named` where it says `{{ name }}`, on the same lines."""
    return _NAMED.sub(lambda match: named.get(match[1], match[0]), source)


def _on(chunk: Chunk, frame: str) -> Chunk:
    if not frame.strip():
        return chunk
    if PLACE in frame:
        before, _, after = frame.partition(PLACE)
    elif frame.lstrip().startswith("#"):
        before, after = frame, ""
    else:
        before, after = "", frame
    lines = chunk.source.split("\n")
    own: Origin = tuple(line_of(number, chunk.origin) for number in range(len(lines)))
    above, below = before.rstrip("\n").split("\n") if before.strip() else [], after.split("\n") if after.strip() else []
    source = [*above, *([""] if above else []), *lines, *([""] if below else []), *below]
    origin = (0,) * (len(above) + bool(above)) + own + (own[-1],) * (len(below) + bool(below))
    return replace(chunk, source="\n".join(source), origin=origin)

"""Slides that stand for those of another file of the deck's folder -> the slides of that file in their place."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from posixpath import join, normpath

from presenter import far
from presenter.parse.chunk import Chunk, read_chunk
from presenter.parse.comments import hidden_ranges
from presenter.parse.dialect import Dialect
from presenter.parse.frontmatter import read_front_matter
from presenter.parse.split import Rules, Split, split
from presenter.problems import Problem, Severity

MOST_BYTES = 2_000_000  # of one file
MOST_SLIDES = 2_000  # in all that is put in
DEEPEST = 6  # files in files
Found = tuple[tuple[str, Chunk], ...]  # (source, what it says) of every slide


@dataclass(frozen=True, slots=True)
class Included:
    """A deck's slides with those of other files among them; `hosts[i]` is the slide of the text that slide i stands in."""

    cut: Split
    chunks: list[Chunk]
    hosts: tuple[int, ...]


def with_inclusions(written: Split, chunks: Sequence[Chunk], kind: Dialect, folder: Path) -> Included:
    """`chunks` with every one that names a file (`Chunk.include`) in the place of that file's slides."""
    root = far.ask(folder, "root", folder.resolve, lambda: folder)
    cut = Split(written.rules, [], [], [], [], written.looked)
    shown: list[Chunk] = []
    hosts: list[int] = []
    for index, (source, chunk) in enumerate(zip(written.sources, chunks, strict=True)):
        found: Found = ((source, chunk),)
        if chunk.include:
            found = _in_place_of(chunk, _Place(root, "", kind, written.rules, MOST_SLIDES - len(shown)))
        start, end, line = written.starts[index], written.ends[index], written.lines[index]
        for number, (text, one) in enumerate(found):
            cut.starts.append(end if number else start)
            cut.ends.append(end)
            cut.lines.append(line + source.count("\n") if number else line)
            cut.sources.append(f"{text}\n\n{source}" if not text or (chunk.notes and not number and one is not chunk) else text)
            shown.append(one)
            hosts.append(index)
    return Included(cut, shown, tuple(hosts))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a file is named: in the folder `inside` of `root`, in the files `open` around it; there is `room` for so many slides."""

    root: Path
    inside: str
    kind: Dialect
    rules: Rules
    room: int
    open: tuple[str, ...] = field(default=())


class _TooMany(Exception):
    """More slides than there is room for. It ends all the files around too: ten files of a hundred slides that each take in the
    next would else be gone through to their end before anybody counts."""


def _in_place_of(host: Chunk, place: _Place) -> Found:
    try:
        return _slides_of(host, place)
    except _TooMany:
        return (("", _refused(host, f"{host.include} and the files in it have too many slides to stand here", "divide the deck")),)


def _slides_of(host: Chunk, place: _Place) -> Found:
    """The slides that `host` stands for; `host` itself with a Problem where there are none. Raises _TooMany."""
    if place.room < 1:
        raise _TooMany
    address, _, wanted = host.include.partition("#")
    name = normpath(address.lstrip("/") if address.startswith(("/", "@")) else join(place.inside, address)).removeprefix("@/")
    if name.startswith("../") or name == ".." or Path(name).is_absolute():
        return (("", _refused(host, f"{address} lies outside of the deck's folder; its slides are not shown", "put the file into it")),)
    if name in place.open or len(place.open) >= DEEPEST:
        return (("", _refused(host, f"{address} takes itself in", "take one of the two lines away")),)
    key = ("slides", name, place.kind, place.rules)
    try:
        found = far.ask(place.root, key, lambda: _in_file(name, place), _nothing)
    except (OSError, ValueError):
        return (("", _refused(host, f"there is no file {address}, whose slides should stand here", "put it there or correct its name")),)
    chosen = [found[number - 1] for number in _numbers(wanted, len(found))]
    inner = replace(place, inside=name.rpartition("/")[0], open=(*place.open, name))
    slides: list[tuple[str, Chunk]] = []
    for source, chunk in chosen:
        left = replace(inner, room=place.room - len(slides))
        slides += _slides_of(chunk, left) if chunk.include else ((source, chunk),)
        if len(slides) > place.room:
            raise _TooMany
    if not slides:
        return (("", _refused(host, f"{address} has no slides that could stand here", "")),)
    return ((slides[0][0], _under(slides[0][1], host)), *slides[1:])


def _in_file(name: str, place: _Place) -> Found:
    """The slides of a file of the deck's folder. Raises OSError where there is none that may be read."""
    path = place.root / name
    state = path.stat()
    if not path.resolve().is_relative_to(place.root) or not path.is_file() or state.st_size > MOST_BYTES:
        raise OSError
    return _read(path, (state.st_mtime_ns, state.st_size), name.rpartition("/")[0], place.kind, place.rules)


def _nothing() -> Found:
    raise OSError


def _numbers(wanted: str, count: int) -> list[int]:
    """`2,4-6` as numbers of slides, all where nothing is said."""
    found: list[int] = []
    for part in wanted.split(",") if wanted else ():
        if match := re.fullmatch(r"\s*(\d{1,5})(?:\s*-\s*(\d{1,5}))?\s*", part):
            found += range(int(match[1]), min(int(match[2] or match[1]), count) + 1)
    return [number for number in found if 1 <= number <= count] if wanted else list(range(1, count + 1))


@lru_cache(maxsize=64)
def _read(path: Path, state: tuple[int, int], inside: str, kind: Dialect, rules: Rules) -> Found:
    """The slides of the file in the state (time, size), every line of theirs standing on the line that takes them in."""
    text = path.read_text(encoding="utf-8-sig", errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    front = read_front_matter(text)
    sources = split(text, front.end, rules).sources
    if front.style == "yaml" and sources:
        sources[0] = text[text.find("\n") + 1 : front.end] + sources[0]
    found = []
    for source in sources:
        source = _beside(source, inside, path.parent) if inside else source
        chunk = read_chunk(source, kind)
        problems = tuple(replace(one, message=f"{path.name}: {one.message}", line=0) for one in chunk.problems)
        found.append((source, replace(chunk, origin=(0,), problems=problems)))
    return tuple(found)


_ADDRESS = re.compile(
    r"""(!\[[^\]\n]{0,400}\]\(<?|\b(?:src|poster)=["']|^(?:image|background):[ \t]*["']?)(?![a-z]+:|[/#])([^\s"'()<>]+)""", re.M
)


def _beside(source: str, inside: str, folder: Path) -> str:
    """`source` with the addresses of pictures that lie beside its file as they are from the deck."""

    def moved(match: re.Match[str]) -> str:
        near = match[2].startswith(("./", "../")) or (folder / match[2].partition("#")[0]).is_file()
        return match[1] + normpath(join(inside, match[2])) if near else match[0]

    hidden = hidden_ranges(source)
    return _ADDRESS.sub(lambda m: m[0] if m.start() in hidden else moved(m), source)


@lru_cache(maxsize=8)
def standing_for(chunk: Chunk, address: str) -> Chunk:
    """`chunk` in whose place the slides of the file `address` stand."""
    return replace(chunk, include=address)


@lru_cache(maxsize=512)
def _under(first: Chunk, host: Chunk) -> Chunk:
    """The first slide taken in, with what the slide that it stands in says of it."""
    said = tuple(pair for pair in host.spot if pair[0] != "hidden")
    return replace(first, spot=first.spot + said, notes=first.notes + host.notes)


def _refused(host: Chunk, message: str, hint: str) -> Chunk:
    line = host.problems[-1].line if host.problems else 0
    kept = tuple(problem for problem in host.problems if problem.code != "slides-left-out")
    return replace(host, problems=(*kept, Problem("slides-left-out", message, hint, Severity.WARNING, line)))


def same_ends(old: Sequence[Chunk], new: Sequence[Chunk]) -> tuple[int, int]:
    """How many chunks at the beginning and at the end are the very same."""
    most = min(len(old), len(new))
    before = _count(most, lambda i: old[i] is new[i])
    return before, _count(most - before, lambda i: old[-1 - i] is new[-1 - i])


def _count(most: int, same: Callable[[int], bool]) -> int:
    return next((i for i in range(most) if not same(i)), most)

"""Chunks -> the lazy sequence of Slides, with the page numbers and with what each slide inherits."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import overload

from presenter.model import DeckSettings, Slide
from presenter.parse.chunk import Chunk, Pair
from presenter.parse.context import Context
from presenter.parse.dialect import Dialect
from presenter.parse.frames import by_name, frames_of, with_frames
from presenter.parse.frontmatter import FrontMatter
from presenter.parse.slides import Inherited, slide_of
from presenter.parse.split import Split
from presenter.parse.style import NO_SHEET
from presenter.problems import Problem

_DEPENDS = re.compile(r"\{\{|```[ \t]*\{|@|refs|\{#fig|^\s*#[^\n]*\s*\Z")  # what a dialect may read otherwise within another deck
FRAME = "frame"  # among the directives in force: the slide that those after it are made on


@dataclass(frozen=True, slots=True)
class Head:
    """What the front matter says, sorted by scope; its Problems are placed in the file."""

    front: FrontMatter
    deck: tuple[Pair, ...] = ()
    local: tuple[Pair, ...] = ()
    spot: tuple[Pair, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Within:
    """What slides define for the whole deck, the first definition winning; directives in order."""

    deck: tuple[Pair, ...] = ()
    references: dict[str, tuple[str, str, str]] | None = None
    footnotes: dict[str, tuple[str, str]] | None = None
    styles: tuple[str, ...] = ()


class Slides(Sequence[Slide]):
    """The slides of a deck, each read when first asked for. Also holds what the next parse can take over."""

    def __init__(self, text: str, head: Head, folder: Path | None, kind: Dialect, written: Split, plain: list[Chunk]) -> None:
        self.written, self.plain = written, plain  # what stands in the text itself
        cut, chunks = written, plain
        self.hosts: tuple[int, ...] = ()  # the slide of the text that each slide stands in, where some come out of other files
        self.text, self.head, self.folder, self.kind, self.cut, self.chunks = text, head, folder, kind, cut, chunks
        self.settings = DeckSettings()
        self.flags = Context()
        self.sheet = NO_SHEET
        self.theme_css = ""
        self.within = Within()
        self.locals: list[tuple[Pair, ...]] = []  # directives in force before each slide, sorted, and after the last
        self.pages: list[int] = []  # pages counted before each slide, and in all
        self.numbers: list[int | None] = []
        self.done: list[Slide | None] = []
        self.kept: list[tuple[Inherited, Slide] | None] = []
        self.slugs: dict[str, list[int]] | None = None  # slug -> slides that have it, made when first needed
        self.named: dict[str, Chunk] | None = None  # the same for slides that others may be made on

    # -- a sequence

    def __len__(self) -> int:
        return len(self.chunks)

    @overload
    def __getitem__(self, index: int) -> Slide: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Slide]: ...
    def __getitem__(self, index: int | slice) -> Slide | Sequence[Slide]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        slide = self.done[index]
        return slide if slide is not None else self._read(index % len(self.done))

    def __iter__(self) -> Iterator[Slide]:
        return (self[index] for index in range(len(self)))

    def _read(self, index: int) -> Slide:
        inherited = self.inherited(index)
        kept = self.kept[index]
        if kept is not None and kept[0] == inherited:
            slide = kept[1]
        else:
            slide = slide_of(self.cut.sources[index], self.chunks[index], inherited)
            self.kept[index] = (inherited, slide)
        self.done[index] = slide
        return slide

    # -- what a slide inherits

    def inherited(self, index: int) -> Inherited:
        """All that slide `index` depends on beside its source."""
        chunk = self.chunks[index]
        spot = self.head.spot + chunk.spot if index == 0 else chunk.spot
        frames = self._frames(index)
        pairs = merged(tuple(pair for pair in self.locals[index + 1] if pair[0] != FRAME), with_frames(spot, frames) if frames else spot)
        own = chunk.source if self.kind.within and _DEPENDS.search(self.cut.sources[index]) else ""
        return Inherited(pairs, self._context(chunk), self._counts(index), self.sheet, self.kind.name, self._smart(), frames, own)

    def _frames(self, index: int) -> tuple[Chunk, ...]:
        """The slides that slide `index` is made on, in dialects that have such."""
        found = dict(self.locals[index]).get(FRAME)
        around = found[0] if isinstance(found, tuple) and found and isinstance(found[0], Chunk) else None
        chunk = self.chunks[index]
        if around is None and not chunk.template:
            return ()
        if self.named is None:
            self.named = by_name(self.chunks)
        return frames_of(chunk, around, self.named)

    def _smart(self) -> str | None:
        return self.settings.lang if self.kind.smart else None

    def _context(self, chunk: Chunk) -> Context:
        """The deck's flags, with those definitions that the slide may refer to."""
        references, footnotes = self.within.references or {}, self.within.footnotes or {}
        if not chunk.labels or not (references or footnotes):
            return self.flags
        notes = tuple(
            footnotes[label] for label in sorted(label[1:] for label in chunk.labels if label.startswith("^")) if label in footnotes
        )
        labels = set(chunk.labels)
        for _, body in notes:
            labels.update(labels_in(body))
        found = tuple(references[label] for label in sorted(labels & references.keys()))
        return replace(self.flags, references=found, footnotes=notes) if found or notes else self.flags

    def _counts(self, index: int) -> tuple[tuple[str, int], ...]:
        """How often the slugs of this slide's headings came on slides before it."""
        slugs = self.chunks[index].slugs
        if not slugs or index == 0:
            return ()
        if self.slugs is None:
            self.slugs = _slug_index(self.chunks)
        counts = ((slug, bisect_left(self.slugs.get(slug, ()), index)) for slug in dict.fromkeys(slugs) if slug)
        return tuple((slug, count) for slug, count in counts if count)

    def anchor(self, name: str) -> int | None:
        """The slide that has the id `name`, or a heading of that id; None if there is none. Reads no slide."""
        if self.slugs is None:
            self.slugs = _slug_index(self.chunks)
        for index, chunk in enumerate(self.chunks):
            if chunk.spot and ("id", name) in chunk.spot:
                return index
        if found := self.slugs.get(name):
            return found[0]
        base, _, number = name.rpartition("-")
        found = self.slugs.get(base, [])
        return found[int(number)] if number.isascii() and number.isdigit() and len(number) < 7 and int(number) < len(found) else None

    # -- taking over from the deck before an edit

    def carry_over(self, old: Slides | None, before: int, after: int) -> None:
        """Take over all that holds still, `before` slides at the beginning and `after` at the end being the same."""
        count = len(self.chunks)
        self.done = [None] * count
        if old is None:
            before = after = 0
        stop = count - after
        self.kept = (old.kept[:before] + [None] * (stop - before) + old.kept[len(old) - after :]) if old else [None] * count
        changed = self.chunks[before:stop]
        replaced = old.chunks[before : len(old) - after] if old else []
        self.within = old.within if old and _defines(replaced) == _defines(changed) else _within(self.chunks)
        if old and count == len(old) and [chunk.slugs for chunk in replaced] == [chunk.slugs for chunk in changed]:
            self.slugs = old.slugs
        self._fold(old, before, after)

    def _fold(self, old: Slides | None, before: int, after: int) -> None:
        """Directives in force and page numbers, slide by slide; the old ones again once nothing differs."""
        local, pages = merged((), self.head.local), 0
        if old is None or not before or old.locals[0] != local or old.head.spot != self.head.spot:
            before = 0
        else:
            local, pages = old.locals[before], old.pages[before]
            self.locals, self.pages, self.numbers = old.locals[:before], old.pages[:before], old.numbers[:before]
        count = len(self.chunks)
        tail, shift = count - after if old and after else count + 1, len(old) - count if old else 0
        plain = _mode(local)
        for index in range(before, count):
            if index >= max(tail, 1) and old and local == old.locals[index + shift] and pages == old.pages[index + shift]:
                self.locals += old.locals[index + shift :]
                self.pages += old.pages[index + shift :]
                self.numbers += old.numbers[index + shift :]
                return
            self.locals.append(local)
            self.pages.append(pages)
            chunk = self.chunks[index]
            mode = plain
            if chunk.local:
                local = merged(local, chunk.local)
                mode = plain = _mode(local)
            if chunk.frames is not None:
                local = merged(local, ((FRAME, (chunk,) if chunk.frames else ()),))
            if chunk.spot or index == 0:
                mode = _mode((*local, *self.head.spot, *chunk.spot) if index == 0 else (*local, *chunk.spot))
            counts, shown = mode
            pages += counts
            self.numbers.append(max(pages, 1) if shown else None)
        self.locals.append(local)
        self.pages.append(pages)


def merged(pairs: tuple[Pair, ...], more: tuple[Pair, ...]) -> tuple[Pair, ...]:
    """Directives with `more` put over them, sorted by name."""
    return tuple(sorted({**dict(pairs), **dict(more)}.items())) if more else pairs


def _mode(pairs: tuple[Pair, ...]) -> tuple[bool, bool]:
    """(whether the page counts, whether its number is shown) by Marp's `paginate` and our `hidden`."""
    said = dict(pairs)
    if said.get("hidden"):
        return False, False
    mode = said.get("paginate", "false")
    return mode in ("true", "false"), mode in ("true", "hold")


def _slug_index(chunks: list[Chunk]) -> dict[str, list[int]]:
    index: dict[str, list[int]] = {}
    for number, chunk in enumerate(chunks):
        for slug in chunk.slugs:
            index.setdefault(slug, []).append(number)
    return index


def _defines(chunks: list[Chunk]) -> list[object]:
    return [
        (chunk.deck, chunk.references, chunk.footnotes, chunk.styles)
        for chunk in chunks
        if chunk.deck or chunk.references or chunk.footnotes or chunk.styles
    ]


def _within(chunks: list[Chunk]) -> Within:
    deck: list[Pair] = []
    references: dict[str, tuple[str, str, str]] = {}
    footnotes: dict[str, tuple[str, str]] = {}
    styles: list[str] = []
    for chunk in chunks:
        deck += chunk.deck
        styles += chunk.styles
        for reference in chunk.references:
            references.setdefault(reference[0], reference)
        for note in chunk.footnotes:
            footnotes.setdefault(note[0].casefold(), note)
    return Within(tuple(deck), references, footnotes, tuple(styles))


def labels_in(text: str) -> frozenset[str]:
    """What links in `text` may refer to."""
    from presenter.parse.chunk import labels

    return labels(text) if "[" in text else frozenset()

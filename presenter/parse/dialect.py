"""What a Markdown slide dialect is: how its decks break, and how one slide of it becomes one of ours."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from pathlib import Path

from presenter.parse.comments import hidden_ranges
from presenter.parse.document import document_levels
from presenter.parse.frontmatter import Entry, FrontMatter
from presenter.parse.origin import Origin, Rewriting
from presenter.parse.split import Rules
from presenter.parse.wiki import without_wiki
from presenter.problems import Problem


@dataclass(frozen=True, slots=True)
class Prepared:
    """One slide's source in the house's own Markdown, with what was taken out of it. Where lines were added or taken,
    `origin` has the author's line for each line of `source`; entries and problems stand on the author's lines."""

    source: str
    entries: tuple[Entry, ...] = ()  # settings of this slide alone
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    origin: Origin = ()
    template: str = ""  # the slide that this one is made on
    frames: bool | None = None  # True: those after it are made on this one, False: on none
    include: str = ""  # the file whose slides stand in the place of this one
    named: tuple[tuple[str, str], ...] = ()  # what `{{ name }}` stands for, here and on slides made on this one


def _as_written(source: str) -> Prepared:
    return Prepared(source)


def _no_levels(text: str, front: FrontMatter) -> frozenset[int]:
    return frozenset()


def _no_settings(front: FrontMatter) -> tuple[Entry, ...]:
    return ()


def _no_marks(front: FrontMatter, text: str) -> tuple[str, bool] | None:
    return None


ORDINARY = Rules()


@dataclass(frozen=True, slots=True)
class Dialect:
    """A dialect. `prepare` rewrites one slide; `levels` gives the headings that begin slides where the
    front matter does not say; `own_marks` the lines that end a slide as a regular expression, and whether thematic breaks
    do so still, where the front matter says it."""

    name: str
    rules: Rules = ORDINARY
    prepare: Callable[[str], Prepared] = _as_written
    levels: Callable[[str, FrontMatter], frozenset[int]] = _no_levels
    breaks: bool = False  # a single newline is a line break
    fragments: bool = False  # `*` and `1)` items are steps
    first: frozenset[str] = frozenset()  # directives that the front matter sets for the first slide alone
    smart: bool = False  # straight quotation marks and hyphens become typographic
    own_marks: Callable[[FrontMatter, str], tuple[str, bool] | None] = _no_marks
    settings: Callable[[FrontMatter], tuple[Entry, ...]] = _no_settings  # further ones, found in what the front matter nests
    opening: str = ""  # the layout of the first slide where the front matter names none
    # itself as a deck of this front matter and text in this folder needs it, and what is then to be told of the deck
    within: Callable[[FrontMatter, str, Path | None], Dialect] | None = None
    problems: tuple[Problem, ...] = ()
    free: bool = False  # its front matter may hold whatever its author likes
    includes: bool = False  # a slide may stand for those of another file
    cover: bool = False  # title, author and date make a first slide
    # of the first slide's source, how many characters at its beginning are settings of the deck without a fence around them
    bare_settings: Callable[[str], int] | None = None


_STOP = re.compile(r"[ \t]*<!--[ \t]*(?:stop|pause)[ \t]*-->[ \t]*")


def _with_stops(source: str) -> Prepared:
    """`<!-- stop -->` on a line of its own, as lookatme has it, is a pause."""
    source = without_wiki(source)
    if "<!-- stop" not in source and "<!-- pause" not in source:
        return Prepared(source)
    hidden = hidden_ranges(source)
    out = Rewriting()
    at = 0
    lines = source.split("\n")
    for number, line in enumerate(lines):
        code = at in hidden
        at += len(line) + 1
        text = "\n. . .\n" if not code and _STOP.fullmatch(line) else line
        out.added(text + ("\n" if number < len(lines) - 1 else ""), number)
    return Prepared(out.source, origin=tuple(out.origin))


HOUSE = Dialect("house", prepare=_with_stops, levels=document_levels)


@lru_cache(maxsize=32)
def dialect(name: str) -> Dialect:
    """The dialect `name`; the house's if there is none of that name."""
    from presenter.registry import DIALECTS

    if name not in DIALECTS:
        return HOUSE
    module, _, attribute = DIALECTS[name].partition(":")
    found = getattr(import_module(module), attribute)
    assert isinstance(found, Dialect)
    return found


def detect(text: str, front: FrontMatter) -> str:
    """The name of the dialect that `text` is written in."""
    found = import_module("presenter.dialects").detect(text, front)
    assert isinstance(found, str)
    return found

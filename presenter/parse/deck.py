"""Text -> Deck. Slides are read when they are first asked for; what did not change since `previous` is kept."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

from presenter.model import Deck, plain_text
from presenter.parse.chunk import Chunk, Pair, read_chunk, sort_entries
from presenter.parse.comments import find_comments
from presenter.parse.context import Context
from presenter.parse.cover import cover_chunk, cover_source, with_cover
from presenter.parse.dialect import HOUSE, Dialect, detect, dialect
from presenter.parse.directives import check, find, unknown
from presenter.parse.edits import common_prefix, common_suffix
from presenter.parse.frontmatter import FrontMatter, read_entries, read_front_matter
from presenter.parse.inclusion import same_ends, standing_for, with_inclusions
from presenter.parse.sequence import Head, Slides
from presenter.parse.settings import deck_settings
from presenter.parse.slides import left_out
from presenter.parse.split import Rules, Split, resplit, split
from presenter.parse.style import read_sheet
from presenter.parse.stylesheets import theme_css
from presenter.parse.values import words
from presenter.problems import Problem, Severity

LONG = 3000  # characters after which a deck without any break is told how slides are made


def parse(text: str, *, folder: Path | None = None, previous: Deck | None = None) -> Deck:
    """The deck that `text` is. Never raises, whatever the text.

    `folder` is where the deck lies (for a theme's CSS and for slides of other files); if it is not given, that of `previous`,
    the deck before an edit: slides that mean the same are the same objects, and the work is that of the slides around the edit."""
    old = previous.slides if previous is not None and isinstance(previous.slides, Slides) else None
    prefix = common_prefix(old.text, text) if old else 0
    suffix = common_suffix(old.text, text, prefix) if old else 0
    front = read_front_matter(text)
    kind = dialect(_dialect_name(text, front, old, prefix, suffix))
    folder = folder or (old.folder if old else None)
    kind = kind.within(front, text, folder) if kind.within else kind
    head = _head(front, kind)
    levels = _levels(text, head, kind, old, prefix, suffix)
    rules = _rules(kind, levels, kind.own_marks(head.front, text))
    written, before, after = _cut(text, head.front.end, rules, old, prefix, suffix)
    plain = _chunks(written, kind, old, before, after)
    kept = old if old is not None and old.kind is kind else None
    slides = Slides(text, head, folder, kind, written, plain)
    before, after = _with_others(slides, kept, before, after)
    slides.carry_over(kept, before, after)
    return _deck(slides, kept, levels)


def _with_others(slides: Slides, old: Slides | None, before: int, after: int) -> tuple[int, int]:
    """Put in the slides that do not stand in the text; how many at the beginning and at the end are the old ones then."""
    cover = cover_source(slides.head.front) if slides.kind.cover else ""
    if cover:
        same = old is not None and len(old.chunks) > len(old.plain) and old.cut.sources[0] == cover
        slides.cut, slides.chunks = with_cover(slides.written, cover), [cover_chunk(cover, slides.head.front), *slides.plain]
        return before + 1 if same else 0, after
    plain = _standing(slides) if slides.kind.includes else slides.plain
    if slides.folder is not None and slides.kind.includes and any(chunk.include for chunk in plain):
        found = with_inclusions(slides.written, plain, slides.kind, slides.folder)
        slides.cut, slides.chunks, slides.hosts = found.cut, found.chunks, found.hosts
        return same_ends(old.chunks, found.chunks) if old is not None else (0, 0)
    if old is not None and len(old.chunks) != len(old.plain):
        return 0, after if not old.hosts else 0
    return before, after


def _standing(slides: Slides) -> list[Chunk]:
    """The chunks of the text, the first in the place of the file that the front matter names."""
    said = next((words(entry.value) for entry in slides.head.front.entries if entry.key == "src"), "")
    return [standing_for(slides.plain[0], said), *slides.plain[1:]] if said else slides.plain


def _deck(slides: Slides, old: Slides | None, levels: frozenset[int]) -> Deck:
    """The Deck around its slides: settings, page numbers, Problems."""
    head = slides.head
    pairs: dict[str, Any] = dict((*head.deck, *slides.within.deck))
    title = "" if pairs.get("title") else _title(slides.chunks)
    settings = deck_settings(pairs, dict(head.local), slides.kind, title, levels)
    if old is not None and old.settings == settings:
        settings = old.settings
    slides.settings = settings
    css = _css(slides, old, settings.theme, str(pairs.get("style", "")))
    slides.sheet = read_sheet(css)
    slides.flags = Context(settings.breaks, settings.fragments, settings.incremental, settings.marp)
    problems = head.problems + slides.kind.problems
    if css and (about := read_sheet(slides.theme_css + "\n" + str(pairs.get("style", "")))).left_out:
        problems += (_placed(left_out(about, None)),)
    if len(slides) == 1 and len(slides.text) > LONG and len(slides.chunks[0].slugs) > 3:
        problems += (_one_slide(),)
    elif levels and slides.kind is HOUSE and "headingDivider" not in slides.text:
        problems += (_headings_divide(),)
    return Deck(
        slides.text,
        settings,
        slides,
        slides.cut.starts,
        slides.cut.lines,
        problems,
        slides.numbers,
        slides.pages[-1],
        slides.anchor,
    )


def _placed(problem: Problem) -> Problem:
    return problem.at(0, 0)


def _headings_divide() -> Problem:
    hint = "write headingDivider: 2 at the top to keep it so, or separate slides by lines of three dashes (---)"
    message = "this text has no slide breaks: a slide begins at each heading of level 1 and 2"
    return Problem("headings-divide", message, hint, Severity.INFO, line=1, slide=1)


def _one_slide() -> Problem:
    hint = "separate slides by a line of three dashes (---), or write headingDivider: 2 at the top to begin one at each heading"
    return Problem("one-slide", "all of this is one slide", hint, Severity.INFO, line=1, slide=1)


# ---------------------------------------------------------------- front matter


@lru_cache(maxsize=8)
def _head(front: FrontMatter, kind: Dialect) -> Head:
    """The front matter's directives by scope, with what is wrong with them."""
    deck: list[Pair] = []
    local: list[Pair] = []
    spot: list[Pair] = []
    problems = list(front.problems)
    for entry in (*front.entries, *kind.settings(front)):
        directive, alone = find(entry.key)
        problem: Problem | None
        if directive is None:
            problem = unknown(entry.key, entry.line)
            problem = None if kind.free and problem is not None and problem.severity is Severity.INFO else problem
        else:
            value, problem = check(directive, entry.value, entry.line)
            if problem is None:
                alone = alone or directive.name in kind.first
                (deck if directive.scope == "deck" else spot if alone else local).append((directive.name, value))
        if problem is not None:
            problems.append(_placed(problem))
    if kind.opening and not any(name == "layout" for name, _ in spot):
        spot.append(("layout", kind.opening))
    return Head(front, tuple(deck), tuple(local), tuple(spot), tuple(problems))


def _dialect_name(text: str, front: FrontMatter, old: Slides | None, prefix: int, suffix: int) -> str:
    """The dialect; looked for again only if the edit touches something that could tell."""
    same_front = old is not None and (front.entries, front.style) == (old.head.front.entries, old.head.front.style)
    if old is not None and same_front and min(prefix, len(text) - suffix) > front.end:
        marks = import_module("presenter.dialects").MARKS
        if not marks.search(_lines_around(text, prefix, suffix)) and not marks.search(_lines_around(old.text, prefix, suffix)):
            return old.kind.name
    return detect(text, front)


def _lines_around(text: str, prefix: int, suffix: int) -> str:
    """The lines that are not in the shared prefix and suffix, with one more on each side."""
    start = text.rfind("\n", 0, max(0, text.rfind("\n", 0, prefix)))
    end = text.find("\n", len(text) - suffix)
    end = text.find("\n", end + 1) if end >= 0 else -1
    return text[max(0, start) : end if end >= 0 else None]


def _levels(text: str, head: Head, kind: Dialect, old: Slides | None, prefix: int, suffix: int) -> frozenset[int]:
    """The heading levels that begin a slide: as set anywhere in the deck, else as the dialect has it, which is looked for
    again only if the edit can tell."""
    said: Any = dict(head.deck).get("headingDivider")
    if text.find("headingDivider", head.front.end) >= 0:
        for found in _said_in_comments(text):
            said = found
    if said is not None:
        return frozenset(said)
    if old is not None and old.head is head and old.kind is kind and min(prefix, len(text) - suffix) > head.front.end:
        before, after = _lines_around(old.text, prefix, suffix), _lines_around(text, prefix, suffix)
        if _shape(before) == _shape(after) and not _TELLING.search(before) and not _TELLING.search(after):
            return old.cut.rules.levels
    return kind.levels(text, head.front)


_TELLING = re.compile(r"#|```|~~~|---|headingDivider")


def _shape(lines: str) -> list[bool]:
    """Which lines are blank."""
    return [not line.strip() for line in lines.split("\n")]


def _said_in_comments(text: str) -> list[Any]:
    """Every headingDivider set in a comment."""
    found: list[Any] = []
    at = 0
    while (at := text.find("headingDivider", at)) >= 0:
        start, end = text.rfind("<!--", max(0, at - 4000), at), text.find("-->", at)
        at += 14
        if start < 0 or end < 0 or text.find("-->", start, at) >= 0 or end - start > 8000:
            continue
        if not find_comments(text[max(0, text.rfind("\n", 0, start)) : end + 3]):
            continue
        deck, _, _, _ = sort_entries(read_entries(text[start + 4 : end])[0])
        found += [value for name, value in deck if name == "headingDivider"]
    return found


@lru_cache(maxsize=32)
def _rules(kind: Dialect, levels: frozenset[int], own: tuple[str, bool] | None) -> Rules:
    rules = kind.rules
    marks, rulers = own if own is not None else (rules.marks, rules.rulers)
    return replace(rules, levels=levels, rulers=rulers, marks=marks)


# ---------------------------------------------------------------- slides


def _cut(text: str, begin: int, rules: Rules, old: Slides | None, prefix: int, suffix: int) -> tuple[Split, int, int]:
    if old is not None and old.written.rules == rules:
        return resplit(text, begin, old.written, len(old.text), prefix, suffix)
    return split(text, begin, rules), 0, 0


def _chunks(cut: Split, kind: Dialect, old: Slides | None, before: int, after: int) -> list[Chunk]:
    if old is None or old.kind is not kind:
        return [read_chunk(source, kind) for source in cut.sources]
    stop = len(cut.sources) - after
    return old.plain[:before] + [read_chunk(source, kind) for source in cut.sources[before:stop]] + old.plain[len(old.plain) - after :]


def _title(chunks: list[Chunk]) -> str:
    heading = next((chunk.heading for chunk in chunks if chunk.heading), "")
    return _plain(heading) if heading else ""


@lru_cache(maxsize=256)
def _plain(heading: str) -> str:
    from presenter.parse.attributes import take_tail
    from presenter.parse.markdown import read_inline

    return plain_text(read_inline(take_tail(heading)[0], Context())).strip()


def _css(slides: Slides, old: Slides | None, theme: str, style: str) -> str:
    """All CSS that holds for the deck: the theme's beside it, the directive's, every `<style>` that is not scoped."""
    if old is not None and old.folder == slides.folder and old.settings.theme == theme:
        slides.theme_css = old.theme_css
    else:
        slides.theme_css = theme_css(theme, slides.folder)
    return "\n".join(filter(None, (slides.theme_css, style, *slides.within.styles)))

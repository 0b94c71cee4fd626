"""One slide's source -> its HTML comments, each as directives or as a speaker note."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from presenter.parse.directives import find, near_miss
from presenter.parse.frontmatter import Entry, read_entries
from presenter.parse.ranges import NO_RANGES, Range, Ranges
from presenter.problems import Problem, Severity

_FENCE = re.compile(r"^[ \t>]*(?:[-+*]\s+|\d+[.)]\s+)?(`{3,}|~{3,})", re.M)
_MARKED = re.compile(r"(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)")
_NEITHER = re.compile(r"\s*(?:prettier-ignore|markdownlint-|lint\s|lint$|fit\s*$|more\s*$|omit in toc|TOC|toc|vim:|cspell:|spell-checker:)")


@dataclass(frozen=True, slots=True)
class Comments:
    """What the comments of a slide say; lines are counted from the slide's first."""

    entries: tuple[Entry, ...] = ()
    notes: tuple[tuple[int, str], ...] = ()  # (line, text)
    problems: tuple[Problem, ...] = ()


NO_COMMENTS = Comments()


def hidden_ranges(source: str) -> Ranges:
    """Where fenced code lies in `source`."""
    if "```" not in source and "~~~" not in source:
        return NO_RANGES
    ranges: list[Range] = []
    at = 0
    while match := _FENCE.search(source, at):
        mark = match[1]
        close = re.compile(rf"^[ \t>]*{mark[0]}{{{len(mark)},}}[ \t]*\r?$", re.M).search(source, match.end())
        at = close.end() if close else len(source)
        ranges.append((match.start(), at))
        if at >= len(source):
            break
    return Ranges(tuple(ranges))


def code_ranges(source: str) -> Ranges:
    """Where fenced code and code between marks lie in `source`."""
    hidden = hidden_ranges(source)
    return Ranges.joined((*hidden, *(match.span() for match in _MARKED.finditer(source)))) if "`" in source else hidden


def find_comments(source: str) -> list[tuple[int, int, str]]:
    """(start, end, text) of every comment outside code."""
    hidden = hidden_ranges(source)
    found = []
    at = 0
    while (start := source.find("<!--", at)) >= 0:
        if covered := hidden.around(start):
            at = max(start + 4, covered[1])
            continue
        close = source.find("-->", start + 4)
        if close < 0:
            break
        at = close + 3
        before = source[source.rfind("\n", 0, start) + 1 : start]
        if before.count("`") % 2 and "`" in source[at : at + 200].split("\n", 1)[0]:
            continue
        found.append((start, at, source[start + 4 : close]))
    return found


def read_comments(source: str) -> Comments:
    """The directives and notes in the comments of `source`."""
    if "<!--" not in source:
        return NO_COMMENTS
    entries: list[Entry] = []
    notes: list[tuple[int, str]] = []
    problems: list[Problem] = []
    line = counted = 0
    for start, _, text in find_comments(source):
        line += source.count("\n", counted, start)
        counted = start
        directives, is_note, slip = _judge(text)
        entries += (Entry(line + entry.line, entry.key, entry.value) for entry in directives)
        if is_note:
            notes.append((line, _note_text(text)))
        if slip:
            key, close = slip
            hint = f"did you mean `{close}`? As it stands it is a speaker note"
            problems.append(Problem("unknown-directive", f"`{key}` is not known", hint, Severity.INFO, line))
    return Comments(tuple(entries), tuple(notes), tuple(problems))


@lru_cache(maxsize=2048)
def _judge(text: str) -> tuple[tuple[Entry, ...], bool, tuple[str, str] | None]:
    """(directives, whether it is a note, a key that looks like a slip and what was meant).

    A comment whose lines are all settings, one of them known, is directives; everything else that people write is
    a note ("Note: breathe")."""
    stripped = text.strip()
    if not stripped or _NEITHER.match(text) or ".slide:" in text or ".element:" in text:
        return (), False, None
    if ":" not in text:
        return (), True, None
    entries, bad = read_entries(text)
    if not entries or bad:
        return (), True, None
    if any(find(entry.key, exact=True)[0] for entry in entries):
        return entries, False, None
    slip = _slip(entries) if len(stripped) < 80 else None
    return (), True, slip


def _slip(entries: tuple[Entry, ...]) -> tuple[str, str] | None:
    """A single unknown key that is one letter away from a directive and written like one."""
    if len(entries) != 1 or " " in entries[0].key:
        return None
    key = entries[0].key
    close = near_miss(key, 0.8) if key.lower() not in ("note", "notes", "todo") else ""
    if close and (key.startswith(("_", "$")) or (key[:1].islower() and len(key) > 3)):
        return key, close
    return None


def _note_text(text: str) -> str:
    """The words of a note: the common indentation goes, lines stay."""
    from textwrap import dedent

    first, newline, rest = text.replace("\r\n", "\n").partition("\n")
    return (first.strip() + newline + dedent(rest)).strip() if newline else first.strip()

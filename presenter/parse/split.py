"""Text + Rules -> Split: where each slide begins and ends.

A slide begins with nothing open, so where slides end from any break on depends on the text after it alone. That is
why a Split can be resumed: only slides around an edit are looked at again.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from presenter.parse.lines import HTML_BLOCK, HTML_RAW, HTML_TAG_LINE, State, read_line

CONTAINER_REACH = 20_000  # characters within which a `:::` has to be closed to keep `---` inside together
DEEPEST = 30  # containers inside each other
SETTINGS_REACH = 4_500  # and for settings between two `---`
MATH_REACH = 5_000  # the same for `$$`


@dataclass(frozen=True, slots=True)
class Rules:
    """How a deck breaks into slides."""

    levels: frozenset[int] = frozenset()  # headings of these levels begin a slide
    rulers: bool = True  # thematic breaks end a slide
    dashes: bool = False  # of these only unbroken dashes, others are drawn
    setext: bool = True  # text right above `---` makes a heading of it
    marks: str = ""  # a regular expression of further whole lines that end a slide
    containers: bool = True  # `:::` keeps what it holds together
    yaml: bool = False  # settings of the next slide may stand between two `---`
    atx: bool = True  # headings written with `#` are among those levels
    tables: bool = False  # `---- ----` is the rule of a table
    unseen: str = ""  # a regular expression of whole lines that show nothing, so that a heading below them begins no new slide


@dataclass(frozen=True, slots=True)
class Split:
    """Slide i is `text[starts[i]:ends[i]]`, also kept as `sources[i]`; `lines[i]` is the line it begins on.

    `looked` lists constructs that were found never to close, with how far was looked: `(offset, reach)`."""

    rules: Rules
    starts: list[int]
    ends: list[int]
    lines: list[int]
    sources: list[str]
    looked: list[tuple[int, int]] = field(default_factory=list)


def split(text: str, begin: int, rules: Rules) -> Split:
    """The slides of `text` from offset `begin` (behind the front matter) on."""
    empty = Split(rules, [], [], [], [])
    return _grow(text, empty, 0, begin, count_lines(text, begin), 0, 0)[0]


def resplit(text: str, begin: int, old: Split, old_length: int, prefix: int, suffix: int) -> tuple[Split, int, int]:
    """The same as `split`, knowing the Split of a text of `old_length` that shares `prefix` and `suffix` characters;
    and how many slides at its beginning and at its end are the old ones."""
    shift = len(text) - old_length
    whole = prefix < old.starts[0] or begin != old.starts[0]
    first = 0 if whole else max(0, bisect_right(old.starts, prefix) - 2)
    for offset, reach in old.looked:
        if offset <= prefix <= reach:
            first = min(first, max(0, bisect_right(old.starts, offset) - 2))
    safe = bisect_left(old.starts, max(old_length - suffix, prefix))
    known = max(safe, first + 1)
    start, line = (begin, count_lines(text, begin)) if whole else (old.starts[first], old.lines[first])
    return _grow(text, old, first, start, line, known, shift)


def _grow(text: str, old: Split, first: int, begin: int, line: int, known: int, shift: int) -> tuple[Split, int, int]:
    """Old slides up to `first`, then slides read from `begin` on, then old ones again once one of those from `known` on is met."""
    starts, ends, stop = [begin], [], None
    looked: list[tuple[int, int]] = []
    plain = plain_newlines(text)
    behind_break = first > 0 and old.ends[first - 1] < begin
    for end, start in _breaks("\n" + plain, begin, old.rules, looked, behind_break):
        ends.append(end)
        index = bisect_left(old.starts, start - shift, known)
        if index < len(old.starts) and old.starts[index] == start - shift:
            stop = index
            break
        starts.append(start)
    else:
        ends.append(len(text))
    lines = [line]
    for before, start in pairwise(starts):
        lines.append(lines[-1] + plain.count("\n", before, start))
    sources = [text[a:b] for a, b in zip(starts, ends, strict=True)]
    new = Split(old.rules, starts, ends, lines, sources, looked)
    return _join(plain, old, first, new, stop, shift), first, len(old.starts) - stop if stop is not None else 0


def _join(text: str, old: Split, first: int, new: Split, stop: int | None, shift: int) -> Split:
    starts, ends = old.starts[:first] + new.starts, old.ends[:first] + new.ends
    lines, sources = old.lines[:first] + new.lines, old.sources[:first] + new.sources
    looked = [pair for pair in old.looked if pair[0] < new.starts[0]] + new.looked
    if stop is not None:
        here = old.starts[stop] + shift
        down = lines[-1] + text.count("\n", starts[-1], here) - old.lines[stop]
        looked = [pair for pair in looked if pair[0] < here]
        looked += [(at + shift, reach + shift) for at, reach in old.looked if at >= old.starts[stop]]
        starts += [start + shift for start in old.starts[stop:]]
        ends += [end + shift for end in old.ends[stop:]]
        lines += [line + down for line in old.lines[stop:]] if down else old.lines[stop:]
        sources += old.sources[stop:]
    return Split(old.rules, starts, ends, lines, sources, looked)


def count_lines(text: str, end: int) -> int:
    """The line that offset `end` lies on, from 0."""
    return plain_newlines(text[:end]).count("\n")


def plain_newlines(text: str) -> str:
    """The same length, every line ending in one newline character."""
    return text.replace("\r\n", " \n").replace("\r", "\n") if "\r" in text else text


@lru_cache(maxsize=64)
def _candidates(rules: Rules) -> re.Pattern[str]:
    """Lines that could end a slide or hide such lines. All is read as "\\n" + text, so that a match begins at
    the offset of its line in the text."""
    kinds = [
        r"(?P<fence>`{3,}+(?=[^`\n]*$)|~{3,}+)",
        r"(?P<html><(?=[A-Za-z/!?]))",
        r"(?P<math>\$\$)",
    ]
    if rules.rulers or 2 in rules.levels:
        dashes, others = r"-{3,}+[ \t]*+", r"(?:-[ \t]*+){3,}|(?:_[ \t]*+){3,}|(?:\*[ \t]*+){3,}"
        kinds.append(rf"(?P<ruler>(?:{dashes if rules.dashes else others})$)")
    if rules.containers:
        kinds.append(r"(?P<container>:{3,})")
    if rules.levels:
        kinds += [] if not rules.atx else [r"(?P<atx>#{1,6}(?=[ \t\n]|\Z))"]
        kinds.append(r"(?P<under>(?:=+|--?)[ \t]*$)")
    if rules.marks:
        kinds.insert(0, rf"(?P<mark>(?:{rules.marks})[ \t]*$)")
    return re.compile(r"\n(?P<indent> {0,3})(?:" + "|".join(kinds) + ")", re.M)


def _breaks(padded: str, begin: int, rules: Rules, looked: list[tuple[int, int]], behind_break: bool) -> Iterator[tuple[int, int]]:
    """(where a slide ends, where the next begins) for every break from `begin` on, offsets in the unpadded text."""
    walk = _Walk(padded, begin, rules, looked)
    if behind_break:
        walk.skip_settings(begin)
    while match := walk.pattern.search(padded, walk.at):
        found = getattr(walk, "at_" + str(match.lastgroup))(match)
        if found:
            walk.slide = walk.safe = found[1]
            yield found


class _Walk:
    """Goes from candidate to candidate. `slide` is where the present slide began, `at` where to look on, `safe` a
    place after which nothing is open that began before it."""

    def __init__(self, padded: str, begin: int, rules: Rules, looked: list[tuple[int, int]]) -> None:
        self.padded, self.rules, self.looked = padded, rules, looked
        self.pattern = _candidates(rules)
        self.slide = self.safe = self.at = begin
        self.read_to, self.state = begin, State()  # how far lines were read, and what was open there
        self.never: set[str] = set()  # what is known not to come any more
        self.unclosed: dict[str, int] = {}  # shortest fence of each character known never to close

    # -- what a candidate line means; each sets `at` and returns a break or None

    def at_ruler(self, match: re.Match[str]) -> tuple[int, int] | None:
        line, end = match.start(), match.end()
        self.at = end
        underline = match["ruler"].startswith("---") and not match["ruler"].rstrip("- \t")
        underline = underline and " " not in match["ruler"].strip() and "\t" not in match["ruler"].strip()
        if match["indent"] or (underline and self._text_above(line)):
            state = self._state(line)
            if state.inside(len(match["indent"])):
                return None
            if underline and state.paragraph == "top" and self.rules.setext:
                return self._heading(2, state)
        if not self.rules.rulers or (self.rules.tables and _TABLE_RULE.fullmatch(match["ruler"])):
            return None
        return self._end(line, end)

    def at_mark(self, match: re.Match[str]) -> tuple[int, int] | None:
        return self._end(match.start(), match.end())

    def at_atx(self, match: re.Match[str]) -> tuple[int, int] | None:
        self.at = match.end()
        if len(match["atx"]) not in self.rules.levels or self._inside(match) or not self._has_content(match.start()):
            return None
        return match.start(), match.start()

    def at_under(self, match: re.Match[str]) -> tuple[int, int] | None:
        self.at = match.end()
        if not self._text_above(match.start()):
            return None
        state = self._state(match.start())
        if state.inside(len(match["indent"])) or state.paragraph != "top":
            return None
        return self._heading(1 if match["under"].startswith("=") else 2, state)

    def at_fence(self, match: re.Match[str]) -> None:
        self.at = match.end()
        if self._inside(match):
            return
        mark = match["fence"]
        if len(mark) >= self.unclosed.get(mark[0], len(self.padded)):
            self.looked.append((match.start(), len(self.padded)))
            return
        if not self._skip(match.start(), re.compile(rf"\n {{0,3}}{mark[0]}{{{len(mark)},}}[ \t]*$", re.M), match.end()):
            self.unclosed[mark[0]] = len(mark)

    def at_html(self, match: re.Match[str]) -> None:
        end = self.padded.find("\n", match.end())
        line = self.padded[match.start() + 1 : end if end >= 0 else None].strip()
        self.at = match.end()
        closing = _html_end(line)
        if closing is None and HTML_TAG_LINE.match(line) and not (self._text_above(match.start()) and self._state(match.start()).paragraph):
            closing = _BLANK
        if closing is not None and not self._inside(match):
            if closing is _BLANK:
                blank = _BLANK.search(self.padded, match.end())
                self.at = self.safe = blank.start() if blank else len(self.padded)
            else:
                self._skip(match.start(), closing, match.end())

    def at_math(self, match: re.Match[str]) -> None:
        end = self.padded.find("\n", match.end())
        self.at = match.end()
        if "$$" in self.padded[match.end() : end if end >= 0 else None] or self._inside(match):
            return
        self._skip(match.start(), _MATH_END, match.end(), MATH_REACH)

    def at_container(self, match: re.Match[str]) -> None:
        self.at = match.end()
        end = self.padded.find("\n", match.end())
        opens = self.padded[match.end() : end if end >= 0 else None].strip(": \t")
        if not opens or self._inside(match):
            return
        close = _container_end(self.padded, match.start(), self.looked)
        if close is not None:
            self.at = self.safe = close

    # -- helpers

    def _end(self, line: int, end: int) -> tuple[int, int]:
        """A break on the line from `line`: the next slide begins after it, and after its settings if it has such."""
        after = min(end, len(self.padded) - 1)
        self.at = after
        self.skip_settings(after)
        return line, after

    def skip_settings(self, start: int) -> None:
        """Look on behind the settings that stand at the beginning of a slide, if there are any."""
        if not self.rules.yaml:
            return
        if settings := _SETTINGS.match(self.padded, start):
            self.at = settings.end()
        else:
            self.looked.append((start, start + SETTINGS_REACH))

    def _heading(self, level: int, state: State) -> tuple[int, int] | None:
        """An underlined heading breaks before its first line if its level does."""
        if level not in self.rules.levels:
            return None
        begun = state.begun
        return (begun, begun) if self._has_content(begun) else None

    def _skip(self, line: int, closing: re.Pattern[str], start: int, reach: int | None = None) -> bool:
        """Look on behind the line that closes what opened on `line`; if nothing does, it hides nothing."""
        limit = len(self.padded) if reach is None else min(len(self.padded), start + reach)
        match = closing.search(self.padded, start, limit) if closing.pattern not in self.never else None
        if match is None:
            self.looked.append((line, limit))
            if reach is None:
                self.never.add(closing.pattern)
            return False
        end = self.padded.find("\n", match.end())
        self.at = self.safe = end if end >= 0 else len(self.padded)
        return True

    def _text_above(self, line: int) -> bool:
        """Whether the line above is in this slide and not blank."""
        if line <= self.slide:
            return False
        above = self.padded.rfind("\n", 0, line)
        return above >= self.slide and not self.padded[above:line].isspace()

    def _has_content(self, line: int) -> bool:
        """Whether the slide shows anything before `line`: comments and definitions do not count."""
        before = self.padded[self.slide + 1 : line + 1]
        if not before or before.isspace():
            return False
        seen = _UNSEEN.sub("", "\n" + before)
        return bool((re.sub(rf"\n(?:{self.rules.unseen})(?=\n|\Z)", "", seen) if self.rules.unseen else seen).strip())

    def _inside(self, match: re.Match[str]) -> bool:
        """Whether the line belongs to a list that is open; at the left margin it never does."""
        return bool(match["indent"]) and self._state(match.start()).inside(len(match["indent"]))

    def _state(self, line: int) -> State:
        """What is open before `line`; every line of a slide is read once at most."""
        if self.read_to < self.safe:
            self.read_to, self.state = self.safe, State()
        if self.read_to < line:
            at = self.read_to
            for text in self.padded[at + 1 : line].split("\n"):
                read_line(self.state, text, at)
                at += len(text) + 1
            self.read_to = line
        return self.state


_TABLE_RULE = re.compile(r"(?=.*--)-+(?: +-+)+[ \t]*")
_BLANK = re.compile(r"\n(?=[ \t]*(?:\n|\Z))")
_MATH_END = re.compile(r"\$\$[ \t]*(?:\{[^{}\n]*\})?[.,;]?[ \t]*$", re.M)  # as parse/extras.py reads it
_UNSEEN = re.compile(r"<!--.{0,9999}?-->|<style\b.{0,9999}?</style>|\n {0,3}\[[^\]\n]+\]:[^\n]*", re.S | re.I)
_SETTINGS = re.compile(r"\n(?:[ \t]*#[^\n]*\n)*[ \t]*[A-Za-z][\w-]*[ \t]*:(?:(?!\n---)[^\x00]){0,4000}?\n---[ \t]*(?=\n|\Z)")


def _html_end(line: str) -> re.Pattern[str] | None:
    """What closes the HTML block that `line` begins, by CommonMark's kinds 1-6; None if it begins none."""
    if raw := HTML_RAW.match(line):
        return re.compile(rf"</{raw[1]}>", re.I)
    for start, end in (("<!--", "-->"), ("<?", r"\?>"), ("<![CDATA[", r"\]\]>"), ("<!", ">")):
        if line.startswith(start):
            return re.compile(end)
    return _BLANK if HTML_BLOCK.match(line) else None


_IN_CONTAINER = re.compile(r"\n {0,3}(?:(:{3,})([^\n]*)|(`{3,}|~{3,})|(?:-[ \t]*+){3,}\n+ {0,3}(#))")


def _container_end(padded: str, line: int, looked: list[tuple[int, int]]) -> int | None:
    """The end of the line that closes the container opened on `line`. A ruler with a heading behind it is a slide
    break whatever is open, so that a forgotten `:::` costs one slide and not two."""
    limit = min(len(padded), line + CONTAINER_REACH)
    depth, at = 0, line
    while match := _IN_CONTAINER.search(padded, at, limit):
        at = match.end()
        if match[4]:
            break
        if match[3]:
            close = re.compile(rf"\n {{0,3}}{match[3][0]}{{{len(match[3])},}}[ \t]*$", re.M).search(padded, at, limit)
            if close is None:
                break
            at = close.end()
        elif match[2].strip(": \t"):
            depth += 1
            if depth > DEEPEST:
                break
        else:
            depth -= 1
            if depth <= 0:
                return at
    looked.append((line, limit))
    return None

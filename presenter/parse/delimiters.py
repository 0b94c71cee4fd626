"""Runs of `*`, `_`, `~~` and `==`, and which of them pair: CommonMark's rules for emphasis."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


class Delimiter:
    """A run of one character; `count` of them are left as text when all is paired.

    `closes` and `opens` name what the run ends and begins, innermost first.
    """

    __slots__ = ("after", "before", "can_close", "can_open", "char", "closes", "count", "index", "opens", "size")

    def __init__(self, char: str, count: int, can_open: bool, can_close: bool) -> None:
        self.char = char
        self.count = self.size = count
        self.can_open = can_open
        self.can_close = can_close
        self.opens: list[str] = []
        self.closes: list[str] = []
        self.before: Delimiter | None = None
        self.after: Delimiter | None = None
        self.index = 0


@lru_cache(4096)
def _sort(char: str) -> str:
    """`space`, `mark` (punctuation and symbols), `wide` (East Asian) or `word`."""
    if not char or char.isspace():
        return "space"
    if unicodedata.category(char)[0] in "PS":
        return "mark"
    return "wide" if unicodedata.east_asian_width(char) in "WF" else "word"


def run(text: str, pos: int, end: int) -> Delimiter:
    """The run `text[pos:end]` with what it can do there.

    Beside East Asian letters, which are written without spaces, a run is treated as beside a space, so that
    bold words that end in a full-width bracket close.
    """
    char = text[pos]
    before = _sort(text[pos - 1] if pos else "")
    after = _sort(text[end] if end < len(text) else "")
    left = after != "space" and (after != "mark" or before != "word")
    right = before != "space" and (before != "mark" or after != "word")
    if char == "_":
        return Delimiter(char, end - pos, left and (not right or before == "mark"), right and (not left or after == "mark"))
    if char == "=":
        return Delimiter(char, end - pos, left and before != "word", right and after != "word")
    return Delimiter(char, end - pos, left, right)


def pair(last: Delimiter | None, bottom: Delimiter | None) -> None:
    """Pair all runs after `bottom` up to `last`."""
    closer = last
    while closer and closer.before is not bottom:
        closer = closer.before
    floor = bottom.index if bottom else -1
    floors: dict[tuple[str, bool, int], int] = {}
    while closer:
        if not closer.can_close:
            closer = closer.after
            continue
        key = (closer.char, closer.can_open, closer.size % 3)
        opener = _opener(closer, max(floor, floors.get(key, -1)))
        if opener is None:
            floors[key] = closer.before.index if closer.before else -1
            after = closer.after
            if not closer.can_open:
                _remove(closer)
            closer = after
        else:
            closer = _join(opener, closer)


def _opener(closer: Delimiter, floor: int) -> Delimiter | None:
    opener = closer.before
    while opener and opener.index > floor:
        if opener.char == closer.char and opener.can_open and _fit(opener, closer):
            return opener
        opener = opener.before
    return None


def _fit(opener: Delimiter, closer: Delimiter) -> bool:
    if closer.char in "~=":
        return opener.count == closer.count
    odd = (closer.can_open or opener.can_close) and closer.size % 3 != 0 and (opener.size + closer.size) % 3 == 0
    return not odd


def _join(opener: Delimiter, closer: Delimiter) -> Delimiter | None:
    """Make what stands between the two emphasised; returns the next closer to look at."""
    double = opener.count >= 2 and closer.count >= 2
    name = closer.char * 2 if closer.char in "~=" else "**" if double else "*"
    opener.opens.append(name)
    closer.closes.append(name)
    opener.count -= 2 if double else 1
    closer.count -= 2 if double else 1
    opener.after, closer.before = closer, opener
    if not opener.count:
        _remove(opener)
    if closer.count:
        return closer
    after = closer.after
    _remove(closer)
    return after


def _remove(d: Delimiter) -> None:
    if d.before:
        d.before.after = d.after
    if d.after:
        d.after.before = d.before

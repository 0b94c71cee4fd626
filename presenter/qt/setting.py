"""Runs of characters -> a QTextLayout in UNIT pixels a point: what the shaper and the painters share."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QTextCharFormat, QTextLayout, QTextOption

from presenter.qt.fonts import SCRIPT_SIZE, UNIT, advance, qfont
from presenter.scene import Font, Run

JOINER = "\u2060"
BREAK = "\u2028"
INLINE = "\u00a0"  # stands for a picture in the line: never broken off the punctuation beside it, and as wide as asked

# one character for one, so that offsets stay: other paragraph ends become line breaks, controls and halves of
# characters become something that Qt can draw
_CLEAN = {0x2029: 0x2028, 0x0085: 0x2028, 0xFFFC: 0x00A0}
_CLEAN |= {code: 0x20 for code in (*range(0x20), *range(0x7F, 0xA0)) if code not in (0x09, 0x85)}
_CLEAN |= dict.fromkeys(range(0xD800, 0xE000), 0xFFFD)

_WORD = re.compile(r"\S+")
_INNER_SLASH = re.compile(r"(?<=[^/])/(?=[^/])")
_ADDRESS = re.compile(r"://|www\.")


def clean(text: str) -> str:
    """The same number of characters, all of which Qt can set."""
    return text if text.isascii() and text.isprintable() else text.translate(_CLEAN)


def shown_text(runs: Sequence[Run]) -> str:
    """What Qt is given to set: clean, and in capitals where the font asks for them (never longer, so that offsets stay)."""
    if any(run.font.caps for run in runs):
        return clean("".join(_capitals(run.text) if run.font.caps else run.text for run in runs))
    return clean("".join(run.text for run in runs))


def _capitals(text: str) -> str:
    return "".join(char.upper() if len(char.upper()) == 1 else char for char in text)


class Offsets:
    """Between offsets in the author's characters and in Qt's UTF-16 string with joiners put in."""

    def __init__(self, text: str, joiners: Sequence[int] = ()) -> None:
        self._plain = not joiners and (text.isascii() or max(text) <= "\uffff")
        if not self._plain:
            self._starts = _starts(text, frozenset(joiners))

    def to_qt(self, offset: int) -> int:
        """Where character `offset` begins in Qt's string."""
        return offset if self._plain else self._starts[offset]

    def from_qt(self, position: int) -> int:
        """The character that Qt's `position` belongs to; a position at a joiner belongs to what follows it."""
        if self._plain:
            return position
        from bisect import bisect_left

        return bisect_left(self._starts, position)


def _starts(text: str, joiners: frozenset[int]) -> list[int]:
    starts, position = [], 0
    for index, char in enumerate(text):
        starts.append(position)
        position += (2 if char > "\uffff" else 1) + (index in joiners)
    starts.append(position)
    return starts


def joined_slashes(text: str) -> list[int]:
    """Indices of slashes after which Qt would break a line and PowerPoint would not (in `and/or`, not in addresses)."""
    if "/" not in text:
        return []
    found: list[int] = []
    for word in _WORD.finditer(text):
        if not _ADDRESS.search(word.group()):
            found += (word.start() + slash.start() for slash in _INNER_SLASH.finditer(word.group()))
    return found


def with_joiners(text: str, joiners: Sequence[int]) -> str:
    """`text` with a word joiner after each of the characters at `joiners`."""
    if not joiners:
        return text
    bounds = [0, *(index + 1 for index in joiners), len(text)]
    return JOINER.join(text[start:end] for start, end in pairwise(bounds))


def font_of(run: Run, east: str) -> QFont:
    """The QFont a run is set in; super- and subscripts are smaller."""
    return qfont(run.font, east, SCRIPT_SIZE if run.baseline else 1.0)


@lru_cache(maxsize=1024)
def spacer(width: float) -> QFont:
    """A font in which INLINE is `width` points wide."""
    base = Font("sans-serif", 1.0, role="")
    font = QFont(qfont(base))
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, (width - advance(base, INLINE)) * UNIT)
    return font


@lru_cache(maxsize=1024)
def shaping_format(font: Font, east: str, raised: bool) -> QTextCharFormat:
    """A character format that has only what decides widths."""
    result = QTextCharFormat()
    result.setFont(qfont(font, east, SCRIPT_SIZE if raised else 1.0))
    return result


@lru_cache(maxsize=1024)
def spacer_format(width: float) -> QTextCharFormat:
    """The format of INLINE, `width` points wide."""
    result = QTextCharFormat()
    result.setFont(spacer(width))
    return result


@lru_cache(maxsize=64)
def option(rtl: bool, mode: QTextOption.WrapMode, tab: float) -> QTextOption:
    """How a paragraph is broken; `tab` is the distance of tab stops in points."""
    result = QTextOption(Qt.AlignmentFlag.AlignLeft)  # lines are placed by hand
    result.setUseDesignMetrics(True)
    result.setWrapMode(mode)
    result.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    result.setTabStopDistance(tab * UNIT)
    return result


def tab_distance(run: Run) -> float:
    """Tab stops: an inch apart as in PowerPoint; four characters in code."""
    return 4 * advance(run.font, "0") if run.font.role == "code" else 72.0


Format = Callable[[Run], QTextCharFormat]


def format_ranges(runs: Sequence[Run], offsets: Offsets, form: Format) -> list[QTextLayout.FormatRange]:
    """One FormatRange a run; `runs` are all of the text that `offsets` counts in."""
    ranges, start = [], 0
    for run in runs:
        end = start + len(run.text)
        entry = QTextLayout.FormatRange()
        entry.start = offsets.to_qt(start)
        entry.length = offsets.to_qt(end) - entry.start
        entry.format = form(run)
        if entry.length:
            ranges.append(entry)
        start = end
    return ranges


def part(runs: Sequence[Run], start: int, end: int) -> list[Run]:
    """The runs of characters [start, end), the first and the last cut."""
    from dataclasses import replace

    result, position = [], 0
    for run in runs:
        length = len(run.text)
        a, b = max(start - position, 0), min(end - position, length)
        if a < b:
            result.append(run if b - a == length else replace(run, text=run.text[a:b]))
        position += length
        if position >= end:
            break
    return result


ORIGIN = QPointF(0, 0)

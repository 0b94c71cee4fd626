"""Set text -> the width at which another program breaks its lines in the same places, though it measures a little differently.

A line must fit with some room (a share `ROOM` of its width), and the next line's first word must not; within that
the width nearest to the design is taken.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from presenter.scene import Line, Paragraph, Text

ROOM = 0.012
SLACK = 0.4  # points more, which count where letters are small
LISTING = (0.04, 2.0)  # room and points for lines that are never to break: nobody sees how wide their box is
BREAK = "\u2028"


@dataclass(frozen=True, slots=True)
class Fit:
    """`width` of the text area in points (at least the design's), and for each paragraph what its lines must be kept
    from it (points of extra margin)."""

    width: float
    narrower: tuple[float, ...]


def fit(text: Text) -> Fit:
    """The robust width of a set text."""
    lines = defaultdict[int, list[Line]](list)
    for line in text.lines:
        lines[line.paragraph].append(line)
    bounds = [_bounds(p, lines[n]) for n, p in enumerate(text.paragraphs)]
    width = max([text.box.w, *(low for low, _ in bounds)])
    return Fit(width, tuple(_narrower(low, high, width, text.box.w) for low, high in bounds))


def _narrower(low: float, high: float, width: float, design: float) -> float:
    if high >= width:
        return 0.0
    wanted = (low + high) / 2 if low > high else min(max(design, low), high)
    return max(0.0, width - wanted)


def _bounds(paragraph: Paragraph, lines: Sequence[Line]) -> tuple[float, float]:
    """The least and the largest box width (margins included) that give these lines."""
    margins = paragraph.margin + paragraph.right
    room, slack = (ROOM, SLACK) if paragraph.wrap else LISTING
    low = max((line.width for line in lines), default=0.0) * (1 + room) + slack + margins
    high = float("inf")
    text = paragraph.text
    for line, after in pairwise(lines):
        if BREAK in text[max(line.start, line.end - 1) : line.end + 1] or after.wrapped or not paragraph.wrap:
            continue
        high = min(high, (line.width + _first_word(text, after)) * (1 - ROOM) + margins)
    return low, high


def _first_word(text: str, line: Line) -> float:
    """About how wide the line's first word is, the space before it included."""
    words = text[line.start : line.end].rstrip()
    if not words:
        return line.height * 0.2
    end = next((n for n, char in enumerate(words) if n and (char.isspace() or words[n - 1] == "-")), len(words))
    if ord(words[0]) >= 0x2E80:
        end = 1
    total = breadth(words)
    return line.width * (breadth(words[:end]) + 0.4) / total if total else 0.0


_NARROW = frozenset("ijl.,;:'!|I1 ()[]ft/\u00a0-")
_WIDE = frozenset("mwMW@%—")


def breadth(text: str) -> float:
    """How wide characters are beside each other, in no unit: 1 is an ordinary small letter."""
    return sum(0.5 if c in _NARROW else 1.5 if c in _WIDE else 2.0 if c >= "\u2e80" else 1.2 if c.isupper() else 1.0 for c in text)

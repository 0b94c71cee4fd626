"""Set text -> the width at which another program breaks its lines in the same places, though it measures a little differently.

A line must fit with some room (a share `ROOM` of its width), and the next line's first word must not; within that
the width nearest to the design is taken.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from presenter.scene import Align, Line, Paragraph, Text

ROOM = 0.012
SLACK = 0.4  # points more, which count where letters are small
LISTING = (0.04, 2.0)  # room and points for lines that are never to break: nobody sees how wide their box is
BREAK = "\u2028"
NO_BREAK_SPACE = "\u00a0"
NO_BREAK = NO_BREAK_SPACE + "\u202f"


Inset = tuple[float, float]  # points kept free at the left and at the right


@dataclass(frozen=True, slots=True)
class Fit:
    """`width` of the text area in points (at least the design's), and for each paragraph how far its lines must be kept from
    the area's edges."""

    width: float
    insets: tuple[Inset, ...]


@dataclass(frozen=True, slots=True)
class _Bounds:
    """Box widths in points, margins included: the least and the largest that break the lines as they were set, and what
    would be better still than the least because some programs need more. `widest` is what the widest line takes."""

    least: float
    largest: float
    better: float
    widest: float

    @property
    def wanted(self) -> float:
        """The least width that has room for everybody."""
        return self.least if self.least > self.largest else min(self.better, self.largest)


def fit(text: Text, fixed: bool = False) -> Fit:
    """The robust width of a set text; `fixed`: of one whose area cannot be made wider."""
    lines = defaultdict[int, list[Line]](list)
    for line in text.lines:
        lines[line.paragraph].append(line)
    bounds = [_bounds(p, lines[n]) for n, p in enumerate(text.paragraphs)]
    design = text.box.w
    width = design if fixed else max([design, *(b.wanted for b in bounds)])
    edges = [_edge(p) for p in text.paragraphs]
    return Fit(width, tuple(_inset(b, edge, edges[0], width, design) for b, edge in zip(bounds, edges, strict=True)))


def _edge(p: Paragraph) -> Align:
    """The edge at which the lines of a paragraph begin: `left`, `right`, or neither (`center`)."""
    return ("right" if p.rtl else "left") if p.align == "justify" else p.align


def _inset(bounds: _Bounds, edge: Align, first: Align, width: float, design: float) -> Inset:
    """What a paragraph is kept from the edges of an area that has grown at the far edge of the `first` paragraph's lines."""
    if edge == first:
        return _at_far_edge(_narrower(bounds, width, design), edge)
    grown = _at_far_edge(width - design, first)
    more = _at_far_edge(_narrower(bounds, design, design), edge)
    return grown[0] + more[0], grown[1] + more[1]


def _at_far_edge(amount: float, edge: Align) -> Inset:
    if edge == "center":
        return amount / 2, amount / 2
    return (amount, 0.0) if edge == "right" else (0.0, amount)


def _narrower(bounds: _Bounds, width: float, design: float) -> float:
    low, high = bounds.least, bounds.largest
    if high >= width:
        return 0.0
    wanted = max((low + high) / 2, bounds.widest * (1 + ROOM / 3)) if low > high else min(max(design, bounds.better), high)
    return max(0.0, width - wanted)


def _bounds(paragraph: Paragraph, lines: Sequence[Line]) -> _Bounds:
    """The box widths that give these lines."""
    room, slack = (ROOM, SLACK) if paragraph.wrap else LISTING
    margins = [_margins(paragraph, line) for line in lines]
    widest = max((line.width + m for line, m in zip(lines, margins, strict=True)), default=paragraph.margin + paragraph.right)
    low = max((line.width * (1 + room) + slack + m for line, m in zip(lines, margins, strict=True)), default=widest + slack)
    if not paragraph.wrap:
        return _Bounds(low, float("inf"), low, widest)
    text = paragraph.text
    high = min((_next_fits(text, line, after) + _margins(paragraph, line) for line, after in _soft(text, lines)), default=float("inf"))
    better = low
    if not text.isascii() or any(run.link or run.font.tracking < 0 for run in paragraph.runs):
        needed = (line.width * (1 + room) + _more(paragraph, line) + slack + m for line, m in zip(lines, margins, strict=True))
        better = max([low, *needed])
    return _Bounds(low, high, better, widest)


def _margins(paragraph: Paragraph, line: Line) -> float:
    """What is kept from the edges of the box beside a line: the first one, if no bullet stands there, begins further out or in."""
    first = paragraph.indent if line.start == 0 and paragraph.bullet is None else 0.0
    return paragraph.margin + first + paragraph.right


def _soft(text: str, lines: Sequence[Line]) -> list[tuple[Line, Line]]:
    """The lines that end where there was no more room, each with the one after it."""
    pairs = pairwise(lines)
    return [(a, b) for a, b in pairs if BREAK not in text[max(a.start, a.end - 1) : a.end + 1] and not b.wrapped]


def _next_fits(text: str, line: Line, after: Line) -> float:
    """The width from which on some program might set the first word of the line `after` on `line` still."""
    return (line.width + _first_word(text, after)) * (1 - ROOM)


def glued(text: Text) -> Text:
    """The text with a short word at the head of a line tied to the next one by a no-break space, where no width of the box
    would keep it from going back to the line before and let all other lines be as long as they are."""
    changed = tuple(_glued(p, [line for line in text.lines if line.paragraph == n]) for n, p in enumerate(text.paragraphs))
    return text if all(a is b for a, b in zip(changed, text.paragraphs, strict=True)) else replace(text, paragraphs=changed)


def _glued(paragraph: Paragraph, lines: Sequence[Line]) -> Paragraph:
    if len(lines) < 3 or not paragraph.wrap or paragraph.align == "justify":  # of two lines the first alone decides
        return paragraph
    for _ in range(2):
        bounds = _bounds(paragraph, lines)
        if bounds.least <= bounds.largest:
            break
        text, room = paragraph.text, bounds.least - paragraph.margin - paragraph.right
        for line, after in _soft(text, lines):
            space = next((n for n in range(after.start + 1, after.end - 1) if _parts(text[n])), None)
            if space is not None and text[space] == " " and _next_fits(text, line, after) < room:
                paragraph = _tied(paragraph, space)
    return paragraph


def _tied(paragraph: Paragraph, at: int) -> Paragraph:
    """The paragraph with a no-break space at offset `at`."""
    runs, start = [], 0
    for run in paragraph.runs:
        end = start + len(run.text)
        inside = start <= at < end
        runs.append(replace(run, text=run.text[: at - start] + NO_BREAK_SPACE + run.text[at - start + 1 :]) if inside else run)
        start = end
    return replace(paragraph, runs=tuple(runs))


def _more(paragraph: Paragraph, line: Line) -> float:
    """How much wider LibreOffice sets a line, in points: it leaves space between Chinese and Latin letters and at the end of a
    part of a link, and does not draw a run's last letter nearer to what follows."""
    words = paragraph.text[line.start : line.end]
    size = line.height / (1.2 * paragraph.spacing)
    changes = sum(_is_east(a) != _is_east(b) for a, b in pairwise(words.strip())) if not words.isascii() else 0
    ended = words.endswith(" ") and any(run.link for run in paragraph.runs)
    return size * (0.26 * changes + 0.3 * ended) + _drawn_nearer(paragraph, line)


def _drawn_nearer(paragraph: Paragraph, line: Line) -> float:
    """By how much the last letters of all runs that end within a line are drawn to what follows, in points."""
    total, end = 0.0, 0
    for run in paragraph.runs:
        end += len(run.text)
        if line.start < end < line.end:
            total -= min(0.0, run.font.tracking)
    return total


def _parts(char: str) -> bool:
    """Whether a line may end at the character."""
    return char.isspace() and char not in NO_BREAK


def _is_east(char: str) -> bool:
    return char >= "\u2e80"


def _first_word(text: str, line: Line) -> float:
    """About how wide what might still have stood on the line before is: the line's first word and the space before it, or
    its first letter where that line ends within a word."""
    words = text[line.start : line.end].rstrip()
    if not words:
        return line.height * 0.2
    total = breadth(words)
    if not total:
        return 0.0
    if line.start and not text[line.start - 1].isspace() and text[line.start - 1] not in "-\u2010\u2013\u2014\u200b\u00ad":
        return line.width * breadth(words[:1]) / total
    end = next((n for n, char in enumerate(words) if n and (_parts(char) or words[n - 1] == "-")), len(words))
    if _is_east(words[0]):
        end = 1
    return line.width * (breadth(words[:end]) + 0.4) / total


_NARROW = frozenset("ijl.,;:'!|I1 ()[]ft/\u00a0-")
_WIDE = frozenset("mwMW@%—")


def breadth(text: str) -> float:
    """How wide characters are beside each other, in no unit: 1 is an ordinary small letter."""
    return sum(0.5 if c in _NARROW else 1.5 if c in _WIDE else 2.0 if c >= "\u2e80" else 1.2 if c.isupper() else 1.0 for c in text)

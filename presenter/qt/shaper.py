"""Paragraph + width -> Lines: fulfils layout.shaper.Shaper with Qt's text engine.

Qt breaks the lines and measures them; where they stand is PowerPoint's rule, the same for every font.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Mapping, Sequence
from itertools import accumulate
from typing import TypeVar, cast

from PySide6.QtGui import QTextCharFormat, QTextLayout, QTextLine, QTextOption

from presenter.memo import Memo
from presenter.qt import fonts
from presenter.qt.fonts import UNIT
from presenter.qt.setting import (
    BREAK,
    Offsets,
    font_of,
    format_ranges,
    joined_slashes,
    option,
    part,
    shaping_format,
    shown_text,
    spacer_format,
    tab_distance,
    with_joiners,
)
from presenter.scene import Font, Line, Paragraph, Run
from presenter.theme.model import Family, FontRole

T = TypeVar("T")
LINE = 1.2  # PowerPoint's line, in ems, for every font
ENDLESS = 1e6  # points: no line ever gets there
LONG = 5000  # characters set in one go
Broken = tuple[int, int, float, tuple[float, ...]]
_WRAP = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
_WORDS = QTextOption.WrapMode.WordWrap
_DEFAULT = Font("sans-serif", 18.0)


class QtShaper:
    """Sets text in lines; answers do not depend on any screen. Memoised, up to `memo` characters, by what decides the shape."""

    def __init__(self, theme_fonts: Mapping[FontRole, Family] | None = None, memo: int = 600_000) -> None:
        fonts.know((theme_fonts or {}).values())
        self._memo: Memo[object] = Memo(memo)

    def flow(self, paragraph: Paragraph, width: float) -> tuple[Line, ...]:
        """Break `paragraph` into lines no wider than `width` less its margins; see layout.shaper.Shaper."""
        return self._remember("flow", paragraph, width, lambda: flow(paragraph, width))

    def width(self, paragraph: Paragraph) -> float:
        """The width of the widest line when nothing wraps, margins included."""
        return self._remember("width", paragraph, ENDLESS, lambda: _extent(paragraph, ENDLESS, _WRAP))

    def min_width(self, paragraph: Paragraph) -> float:
        """The width of the longest word (what cannot break), margins included."""
        return self._remember("word", paragraph, 0.0, lambda: _extent(paragraph, 0.0, _WORDS))

    def missing(self, paragraph: Paragraph) -> str:
        """The characters that no installed font has a glyph for, each once."""
        return fonts.missing(paragraph)

    def has_face(self, family: str) -> bool:
        """Whether a family of exactly this name is installed."""
        return family.casefold() in fonts.available()

    def installed(self, font: Font) -> bool:
        """Whether the font's family or one of its metric twins is installed."""
        return fonts.installed(font.family)

    def _remember(self, asked: str, paragraph: Paragraph, width: float, make: Callable[[], T]) -> T:
        return cast(T, self._memo.get((asked, width, shape_key(paragraph)), make, 60 + len(paragraph.text)))


def shape_key(paragraph: Paragraph) -> Hashable:
    """All of a paragraph that decides how it is set."""
    p, bullet = paragraph, paragraph.bullet
    runs = tuple((r.text, r.font, bool(r.baseline), r.lang, r.inline and (r.inline.width, r.inline.height, r.inline.depth)) for r in p.runs)
    mark = bullet and (bullet.text, bullet.font)
    return (runs, p.align, p.rtl, p.margin, p.indent, p.right, p.spacing, p.wrap, mark)


# ---------------------------------------------------------------- breaking


def _broken(paragraph: Paragraph, first: float, others: float, mode: QTextOption.WrapMode) -> list[Broken]:
    """Lines as (start, end, width, left edges of pictures), `first` and `others` being the room they have, all in points.

    Qt's time for one word grows with its square, so what is longer than any slide can show is set piece by piece.
    """
    found: list[Broken] = []
    for start, end in _pieces(paragraph.text):
        whole = end - start == len(paragraph.text)
        runs = paragraph.runs if whole else tuple(part(paragraph.runs, start, end))
        lines = _broken_piece(paragraph, runs, first if not found else others, others, mode)
        found += lines if not start else [(a + start, b + start, width, edges) for a, b, width, edges in lines]
    return found


def _pieces(text: str) -> list[tuple[int, int]]:
    """Ranges of `text` of at most LONG characters, parted at a space where there is one."""
    pieces, start = [], 0
    while len(text) - start > LONG:
        space = text.rfind(" ", start + LONG // 2, start + LONG)
        end = space + 1 if space >= 0 else start + LONG
        pieces.append((start, end))
        start = end
    return [*pieces, (start, len(text))]


def _broken_piece(paragraph: Paragraph, runs: tuple[Run, ...], first: float, others: float, mode: QTextOption.WrapMode) -> list[Broken]:
    text = shown_text(runs)
    joiners = joined_slashes(text)
    offsets = Offsets(text, joiners) if text else Offsets("")
    region = fonts.east(paragraph)
    layout = QTextLayout(with_joiners(text, joiners), font_of(runs[0], region) if runs else fonts.qfont(_DEFAULT))
    layout.setTextOption(option(paragraph.rtl, mode, tab_distance(runs[0]) if "\t" in text else 72.0))
    if len(runs) > 1 or (runs and runs[0].inline):
        layout.setFormats(format_ranges(runs, offsets, lambda run: _format(run, region)))
    return _lines(layout, offsets, first, others, _pictures(runs))


def _format(run: Run, region: str) -> QTextCharFormat:
    if run.inline is not None:
        return spacer_format(run.inline.width)
    return shaping_format(run.font, region, bool(run.baseline))


def _pictures(runs: tuple[Run, ...]) -> tuple[int, ...]:
    """The offsets of pictures set in the text."""
    if not any(run.inline for run in runs):
        return ()
    bounds = accumulate((len(run.text) for run in runs), initial=0)
    return tuple(at for run, at in zip(runs, bounds, strict=False) if run.inline)


def _lines(layout: QTextLayout, offsets: Offsets, first: float, others: float, pictures: tuple[int, ...]) -> list[Broken]:
    found = []
    layout.beginLayout()
    room = first
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(room, 0.0) * UNIT)
        found.append((line.textStart(), line.naturalTextWidth() / UNIT))
        room = others
    layout.endLayout()
    starts = [offsets.from_qt(start) for start, _ in found]
    ends = [*starts[1:], offsets.from_qt(_length(layout))]
    return [
        (start, end, width, tuple(_left_of(layout.lineAt(n), offsets.to_qt(at)) for at in pictures if start <= at < end))
        for n, (start, end, (_, width)) in enumerate(zip(starts, ends, found, strict=True))
    ]


def _left_of(line: QTextLine, position: int) -> float:
    """How far the character at `position` (Qt's) stands from the left end of its line's text, in points."""
    edges = (_cursor_x(line, position), _cursor_x(line, position + 1))
    return (min(edges) - line.naturalTextRect().left()) / UNIT


def _cursor_x(line: QTextLine, position: int) -> float:
    found: object = line.cursorToX(position)  # PySide gives (x, position), its stubs say x
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]


def _length(layout: QTextLayout) -> int:
    count = layout.lineCount()
    last = layout.lineAt(count - 1)
    return last.textStart() + last.textLength() if count else 0


def leads(paragraph: Paragraph) -> tuple[float, float]:
    """How far from the leading edge the first line and the others start, in points."""
    p = paragraph
    if p.bullet is None:
        return p.margin + p.indent, p.margin
    mark_end = p.margin + p.indent + bullet_width(paragraph)
    return (p.margin if mark_end <= p.margin else mark_end + 0.25 * p.bullet.font.size), p.margin


def bullet_width(paragraph: Paragraph) -> float:
    """The width in points of the paragraph's bullet."""
    bullet = paragraph.bullet
    if bullet is None:
        return 0.0
    return 0.8 * bullet.font.size if bullet.form == "task" else fonts.advance(bullet.font, bullet.text)


def _extent(paragraph: Paragraph, room: float, mode: QTextOption.WrapMode) -> float:
    first, others = leads(paragraph)
    lines = _broken(paragraph, room, room, mode)
    widest = max((width + (others if index else first) for index, (_, _, width, _) in enumerate(lines)), default=first)
    return widest + paragraph.right


# ---------------------------------------------------------------- placing


def flow(paragraph: Paragraph, width: float) -> tuple[Line, ...]:
    """The lines of `paragraph` in a box `width` points wide, the first at top 0."""
    leading = leads(paragraph)
    rooms = [max(0.0, width - lead - paragraph.right) for lead in leading]
    wide = rooms if paragraph.wrap else [ENDLESS, ENDLESS]
    broken = _broken(paragraph, wide[0], wide[1], _WRAP)
    lines, top, text = [], 0.0, paragraph.text
    bounds = [0, *accumulate(len(run.text) for run in paragraph.runs)]
    for index, (start, end, natural, pictures) in enumerate(broken):
        which = 1 if index else 0
        spread = paragraph.align == "justify" and end < len(text) and text[end - 1 : end] != BREAK and " " in text[start:end].strip()
        line_width = rooms[which] if spread else natural
        x = _left(paragraph, leading[which], rooms[which], line_width)
        height, seat = _band(paragraph, _on_line(paragraph, bounds, start, end))
        inlines = tuple(x + left for left in pictures)
        lines.append(Line(0, start, end, x, top + seat, line_width, top, height, inlines=inlines))
        top += height
    return tuple(lines)


def _left(paragraph: Paragraph, lead: float, room: float, width: float) -> float:
    edge = paragraph.right if paragraph.rtl else lead
    align = paragraph.align
    if align == "justify":
        align = "right" if paragraph.rtl else "left"
    return edge + {"left": 0.0, "center": (room - width) / 2, "right": room - width}[align]


def _band(paragraph: Paragraph, runs: Sequence[Run]) -> tuple[float, float]:
    """Height of a line on which `runs` stand and its baseline below its top."""
    faces = [run.font for run in runs if run.inline is None] or [run.font for run in runs] or [_font_when_empty(paragraph)]
    size = max(face.size for face in faces)
    share = max(_rise(face) for face in faces if face.size == size)
    height = LINE * size * paragraph.spacing
    seat = seat_of(size, share, paragraph.spacing)
    for run in runs:
        if run.inline is not None:
            more = max(0.0, run.inline.height - run.inline.depth - seat)
            seat, height = seat + more, height + more
            height = max(height, seat + run.inline.depth)
    return height, seat


def seat_of(size: float, rise: float, spacing: float) -> float:
    """PowerPoint's baseline below the top of a line; `rise` is the share of a line above the baseline at 100 %."""
    if spacing > 1.0:
        return 0.9 * size * spacing
    return LINE * size * (rise - (1.0 - spacing))


def _rise(font: Font) -> float:
    above, below = fonts.metrics(font)
    return above / (above + below) if above + below else 0.8


def _on_line(paragraph: Paragraph, bounds: Sequence[int], start: int, end: int) -> Sequence[Run]:
    """The runs that characters [start, end) are of; for an empty line the one it would be of."""
    first = max(0, bisect_right(bounds, start) - 1)
    last = bisect_left(bounds, end)
    runs = [run for run in paragraph.runs[first:last] if run.text]
    return runs or paragraph.runs[max(0, first - 1) :][:1]


def _font_when_empty(paragraph: Paragraph) -> Font:
    if paragraph.runs:
        return paragraph.runs[-1].font
    return paragraph.bullet.font if paragraph.bullet else _DEFAULT

"""Text (paragraphs and where their lines fell) -> strokes of a QPainter; nothing is wrapped again here."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from presenter.memo import Memo
from presenter.qt import fonts
from presenter.qt.fonts import UNIT
from presenter.qt.letters import draw_large
from presenter.qt.setting import (
    BREAK,
    ORIGIN,
    Offsets,
    font_of,
    format_ranges,
    option,
    part,
    shown_text,
    spacer,
    tab_distance,
)
from presenter.qt.shaper import bullet_width, leads
from presenter.qt.tags import Tell, unheard
from presenter.scene import Bullet, Color, Font, Inline, Line, Paragraph, Run, Text

DIMMED = 0.25  # opacity of what was talked about before
_NO_WRAP = QTextOption.WrapMode.NoWrap
_WIDE = 1e6
SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line ready to draw. All in UNIT pixels from the left end of the line's baseline."""

    layout: QTextLayout
    ascent: float
    marks: tuple[tuple[QRectF, QColor], ...] = ()
    inlines: tuple[tuple[QRectF, Inline], ...] = ()
    links: tuple[tuple[QRectF, str], ...] = ()


_lines: Memo[tuple[SetLine, ...]] = Memo(90_000)  # characters; Qt holds some 300 bytes for each
_bullets: Memo[SetLine] = Memo(100)


@lru_cache(maxsize=1024)
def qcolor(color: Color) -> QColor:
    """The QColor of `color`; shared, not to be changed."""
    result = QColor(color.hex)
    result.setAlphaF(color.alpha)
    return result


# ---------------------------------------------------------------- setting


def set_lines(paragraph: Paragraph, lines: Sequence[Line]) -> tuple[SetLine, ...]:
    """The lines of one paragraph ready to draw; kept as long as the paragraph says and looks the same."""
    places = tuple((line.start, line.end, line.width) for line in lines)
    key: Hashable = (paragraph.runs, paragraph.rtl, paragraph.align == "justify", places)
    return _lines.get(key, lambda: _set(paragraph, lines), 40 + len(paragraph.text))


def _set(paragraph: Paragraph, lines: Sequence[Line]) -> tuple[SetLine, ...]:
    region = fonts.east(paragraph)
    justify = paragraph.align == "justify"
    return tuple(
        _set_line(part(paragraph.runs, line.start, line.end), paragraph.rtl, region, line.width if justify else None) for line in lines
    )


def _set_line(runs: list[Run], rtl: bool, region: str, width: float | None) -> SetLine:
    text = shown_text(runs)
    whole, text = text, text.rstrip(f" \t{BREAK}")  # at the end of a line they take no room, which Qt knows only of lines it broke itself
    if text.endswith(SOFT_HYPHEN):
        text = text[:-1] + "-"  # broken there
    offsets = Offsets(text) if text else Offsets("")
    after = " " if whole.startswith(" ", len(text)) and not rtl and width is None else ""  # who hears the words needs it
    layout = _one_line(text, runs, rtl, region, offsets, 0.0, after)
    line = layout.lineAt(0)
    gaps = text.strip().count(" ")
    short = width * UNIT - line.naturalTextWidth() if width is not None else 0.0
    if gaps and short > 0.5:
        layout = _one_line(text, runs, rtl, region, offsets, short / gaps)
        line = layout.lineAt(0)
    return SetLine(layout, line.ascent(), *_extras(runs, text, offsets, layout))


def _one_line(text: str, runs: list[Run], rtl: bool, region: str, offsets: Offsets, spread: float, after: str = "") -> QTextLayout:
    layout = QTextLayout(text + after, font_of(runs[0], region) if runs else QFont())
    layout.setCacheEnabled(True)
    layout.setTextOption(option(rtl, _NO_WRAP, tab_distance(runs[0]) if "\t" in text else 72.0))
    trimmed = runs
    if runs and sum(len(run.text) for run in runs) > len(text):
        trimmed = part(runs, 0, len(text))
    ranges = format_ranges(trimmed, offsets, lambda run: char_format(run, region, spread))
    if after and trimmed:
        ranges.append(_plain_range(trimmed[-1], offsets.to_qt(len(text)), region))
    layout.setFormats(ranges)
    layout.beginLayout()
    line = layout.createLine()
    if line.isValid():
        line.setLineWidth(_WIDE)
        width = line.naturalTextWidth()
        line.setLineWidth(width)  # a right-to-left line starts at the far end of it
        line.setPosition(ORIGIN)
    layout.endLayout()
    return layout


def _plain_range(run: Run, start: int, region: str) -> QTextLayout.FormatRange:
    """The format of the space behind a line: as the run before it, without lines under or through it."""
    result = QTextLayout.FormatRange()
    result.start, result.length = start, 1
    result.format = _cached_format(run.font, run.color, False, False, 0.0, "", region)
    return result


def char_format(run: Run, region: str, spread: float = 0.0) -> QTextCharFormat:
    """The format a run is drawn in; `spread` is what each space is widened by, in UNIT pixels."""
    if run.inline is not None:
        result = QTextCharFormat()
        result.setFont(spacer(run.inline.width))
        return result
    if spread:
        return _format(run, region, spread)
    return _cached_format(run.font, run.color, run.underline, run.strike, run.baseline, run.link, region)


@lru_cache(maxsize=2048)
def _cached_format(font: Font, color: Color, underline: bool, strike: bool, baseline: float, link: str, region: str) -> QTextCharFormat:
    return _format(Run("", font, color, underline, strike, baseline, link=link), region, 0.0)


def _format(run: Run, region: str, spread: float) -> QTextCharFormat:
    result = QTextCharFormat()
    font = font_of(run, region)
    if spread:
        font = QFont(font)
        font.setWordSpacing(spread)
    result.setFont(font)
    result.setForeground(QBrush(qcolor(run.color)))
    if run.underline:
        result.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    if run.strike:
        result.setFontStrikeOut(True)
    if run.baseline:
        result.setBaselineOffset(100 * run.baseline * run.font.size * UNIT / QFontMetricsF(font).height())
    return result


def _extras(
    runs: list[Run], text: str, offsets: Offsets, layout: QTextLayout
) -> tuple[tuple[tuple[QRectF, QColor], ...], tuple[tuple[QRectF, Inline], ...], tuple[tuple[QRectF, str], ...]]:
    """Highlights, pictures and links of a line, with their boxes."""
    if not any(run.highlight or run.inline or run.link for run in runs):
        return (), (), ()
    placed = list(_extents(runs, text, offsets, layout))
    marks = []
    for color, group in groupby(placed, lambda entry: entry[0].highlight):
        if color is not None:
            marks.append((_band(list(group), 0.86, 0.26), qcolor(color)))
    inlines = []
    for run, left, right in placed:
        if run.inline is not None:
            height, depth = run.inline.height * UNIT, run.inline.depth * UNIT
            inlines.append((QRectF(left, depth - height, right - left, height), run.inline))
    links = [(_band(list(group), 0.95, 0.25), link) for link, group in groupby(placed, lambda entry: entry[0].link) if link]
    return tuple(marks), tuple(inlines), tuple(links)


def _extents(runs: list[Run], text: str, offsets: Offsets, layout: QTextLayout) -> list[tuple[Run, float, float]]:
    line, found, start = layout.lineAt(0), [], 0
    end = len(text)  # trailing spaces were left out of the layout
    for run in runs:
        a, b = (offsets.to_qt(min(at, end)) for at in (start, start + len(run.text)))
        x, y = x_of(line, a), x_of(line, b)
        found.append((run, min(x, y), max(x, y)))
        start += len(run.text)
    return found


def x_of(line: QTextLine, position: int) -> float:
    """Where Qt's `position` of a line is, in UNIT pixels."""
    found: object = line.cursorToX(position)  # PySide gives (x, position), its stubs say x
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]


def _band(entries: list[tuple[Run, float, float]], above: float, below: float) -> QRectF:
    size = max(run.font.size for run, _, _ in entries) * UNIT
    left, right = min(entry[1] for entry in entries), max(entry[2] for entry in entries)
    return QRectF(left, -above * size, right - left, (above + below) * size)


# ---------------------------------------------------------------- drawing


def visible(paragraph: Paragraph, step: int | None) -> float:
    """The opacity of `paragraph` at `step`; None shows everything."""
    if step is None:
        return 1.0
    if paragraph.step > step:
        return 0.0
    return DIMMED if any(first <= step < end for first, end in paragraph.dim) else 1.0


class TextPainter:
    """Draws the Texts of one scene; `inline(painter, rect in points, Inline)` draws pictures set in lines, `tell` is told
    of what comes next."""

    def __init__(
        self, painter: QPainter, step: int | None, inline: Callable[[QPainter, QRectF, Inline], None], tell: Tell = unheard
    ) -> None:
        self._painter = painter
        self._step = step
        self._inline = inline
        self._tell = tell

    def draw(self, text: Text) -> None:
        """Draw the lines of `text`, paragraph by paragraph."""
        painter = self._painter
        before = painter.opacity()
        for index, group in groupby(text.lines, lambda line: line.paragraph):
            paragraph = text.paragraphs[index]
            opacity = visible(paragraph, self._step)
            if opacity == 0.0:
                continue
            if opacity != 1.0:
                painter.setOpacity(before * opacity)
            self._paragraph(text, index, paragraph, list(group))
            if opacity != 1.0:
                painter.setOpacity(before)

    def _paragraph(self, text: Text, index: int, paragraph: Paragraph, lines: list[Line]) -> None:
        painter, ready = self._painter, set_lines(paragraph, lines)
        self._tell((id(text), index, "words"))
        painter.save()
        painter.translate(text.box.x, text.box.y)
        painter.scale(1 / UNIT, 1 / UNIT)
        for line, known in zip(lines, ready, strict=True):
            at = QPointF(line.x * UNIT, line.baseline * UNIT)
            for box, color in known.marks:
                _draw_mark(painter, box.translated(at), color)
            corner = QPointF(at.x(), at.y() - known.ascent)
            if not draw_large(painter, known.layout, corner):
                known.layout.draw(painter, corner)
            if line.wrapped:
                _draw_wrapped(painter, at, paragraph)
        if paragraph.bullet is not None and lines and lines[0].start == 0:
            self._tell((id(text), index, "bullet"))
            _draw_bullet(painter, paragraph, paragraph.bullet, lines[0])
        painter.restore()
        self._pictures(text, index, lines, ready)

    def _pictures(self, text: Text, index: int, lines: list[Line], ready: tuple[SetLine, ...]) -> None:
        for line, known in zip(lines, ready, strict=True):
            for box, inline in known.inlines:
                self._tell((id(text), index, "inline"))
                x, y = text.box.x + line.x + box.x() / UNIT, text.box.y + line.baseline + box.y() / UNIT
                self._inline(self._painter, QRectF(x, y, box.width() / UNIT, box.height() / UNIT), inline)


def links_of(text: Text, step: int | None) -> list[tuple[int, QRectF, str]]:
    """The links of `text`: in which paragraph, where in points on the slide, and where they lead."""
    if not any(run.link for paragraph in text.paragraphs for run in paragraph.runs):
        return []
    found = []
    for index, group in groupby(text.lines, lambda line: line.paragraph):
        paragraph, lines = text.paragraphs[index], list(group)
        if visible(paragraph, step) == 0.0:
            continue
        for line, known in zip(lines, set_lines(paragraph, lines), strict=True):
            for box, link in known.links:
                x, y = text.box.x + line.x + box.x() / UNIT, text.box.y + line.baseline + box.y() / UNIT
                found.append((index, QRectF(x, y, box.width() / UNIT, box.height() / UNIT), link))
    return found


def _draw_mark(painter: QPainter, box: QRectF, color: QColor) -> None:
    pad = box.height() * 0.08
    path = QPainterPath()
    path.addRoundedRect(box.adjusted(-pad, 0, pad, 0), 2 * pad, 2 * pad)
    painter.fillPath(path, color)


def _draw_wrapped(painter: QPainter, at: QPointF, paragraph: Paragraph) -> None:
    """A bent arrow before a code line that goes on from the one above."""
    run = paragraph.runs[0]
    em = run.font.size * UNIT
    path = QPainterPath(QPointF(at.x() - 0.75 * em, at.y() - 0.62 * em))
    path.lineTo(at.x() - 0.75 * em, at.y() - 0.28 * em)
    path.lineTo(at.x() - 0.25 * em, at.y() - 0.28 * em)
    path.moveTo(at.x() - 0.42 * em, at.y() - 0.44 * em)
    path.lineTo(at.x() - 0.25 * em, at.y() - 0.28 * em)
    path.lineTo(at.x() - 0.42 * em, at.y() - 0.12 * em)
    color = QColor(qcolor(run.color))
    color.setAlphaF(0.55 * color.alphaF())
    painter.setPen(QPen(color, 0.06 * em, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)


# ---------------------------------------------------------------- bullets


def _draw_bullet(painter: QPainter, paragraph: Paragraph, bullet: Bullet, line: Line) -> None:
    distance = leads(paragraph)[0] - (paragraph.margin + paragraph.indent)
    width = bullet_width(paragraph)
    x = (line.x + line.width + distance - width) if paragraph.rtl else line.x - distance
    at = QPointF(x * UNIT, line.baseline * UNIT)
    if bullet.form == "task":
        _draw_task(painter, at, bullet)
        return
    key = (bullet.text, bullet.font, bullet.color, paragraph.rtl)
    known = _bullets.get(key, lambda: _set_line([Run(bullet.text, bullet.font, bullet.color)], paragraph.rtl, "sc", None))
    known.layout.draw(painter, QPointF(at.x(), at.y() - known.ascent))


def _draw_task(painter: QPainter, at: QPointF, bullet: Bullet) -> None:
    """A box, ticked when done: drawn, since few fonts have both characters alike."""
    em = bullet.font.size * UNIT
    side, color = 0.68 * em, qcolor(bullet.color)
    box = QRectF(at.x() + 0.02 * em, at.y() - 0.70 * em, side, side)
    pen = QPen(color, 0.07 * em, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, 0.1 * em, 0.1 * em)
    if bullet.checked:
        tick = QPainterPath(box.topLeft() + QPointF(0.20, 0.52) * side)
        tick.lineTo(box.topLeft() + QPointF(0.43, 0.74) * side)
        tick.lineTo(box.topLeft() + QPointF(0.82, 0.26) * side)
        pen.setWidthF(0.1 * em)
        painter.setPen(pen)
        painter.drawPath(tick)

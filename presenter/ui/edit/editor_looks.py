"""The lines in view of the editor → their colours, the bar along the slide in view, slide numbers, underlined Problems.

Only lines in view are looked at, and only when the keys rest for a moment: a deck of a thousand slides costs no more
than one of ten, and typing never waits for looks.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter, QPalette, QTextBlock, QTextCharFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import QApplication, QTextEdit, QToolTip

from presenter.model import Deck
from presenter.problems import Problem, Severity
from presenter.ui.edit.weights import Weights
from presenter.ui.looks import is_dark, mixed
from presenter.writing import colours

if TYPE_CHECKING:
    from presenter.ui.edit.editor import Editor

HIGHLIGHT_MS = 25
PATIENT_MS = 250  # before what colours listings is loaded for the first time
MOST_LINES = 1500  # of a slide above the view that are looked at to know what is open
WIDE = re.compile("[\U00010000-\U0010ffff]")
INK = {  # what is coloured by itself, in the light and in the dark; the rest are shades of the text's own colour
    "link": ("#0b63a5", "#7ab8f5"), "math": ("#7a3e9d", "#c9a0e8"), "directive": ("#8a5a00", "#e0b060"), "key": ("#8a5a00", "#e0b060"),
    "attributes": ("#8a5a00", "#e0b060"), "container": ("#8a5a00", "#e0b060"), "pause": ("#8a5a00", "#e0b060"),
    "tag": ("#8a5a00", "#e0b060"), "fence": ("#0f766e", "#5ec8bd"), "code": ("#0f766e", "#5ec8bd"),
    "keyword": ("#9d2f6f", "#f08bc0"), "string": ("#2e7d32", "#93d18f"), "number": ("#0b63a5", "#7ab8f5"), "name": ("#4a4fb5", "#a9b1ff"),
}  # fmt: skip
SHADES = {"note": 0.58, "comment": 0.55, "marker": 0.5, "quote": 0.5, "target": 0.55, "break": 0.45, "strong": 1.0, "emphasis": 0.85}
SEVERITY_INK = {Severity.ERROR: "#d13438", Severity.WARNING: "#d98300", Severity.INFO: "#4a88c7"}

MISSPELLED = QTextCharFormat()
MISSPELLED.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
MISSPELLED.setUnderlineColor(QColor("#d13438"))


@dataclass(frozen=True, slots=True)
class Told:
    """A Problem and the characters of the text it is about, as a cursor that moves with the text."""

    problem: Problem
    place: QTextCursor


@dataclass(slots=True)
class Label:
    """Number and layout of a slide, at the right end of the line where it begins."""

    line: int
    words: str
    slide: int
    place: QRect = field(default_factory=QRect)  # where it was painted last


class Looks:
    """How the editor's lines look."""

    def __init__(self, editor: Editor) -> None:
        self._editor = editor
        self.deck: Callable[[], Deck | None] = lambda: None
        self.layout_of: Callable[[int], str] = lambda index: ""
        self.why_of: Callable[[int], str] = lambda index: ""
        self.hint: Callable[[Problem], str] = lambda problem: ""
        self.told: tuple[Told, ...] = ()
        self._slide: tuple[int, int] | None = None
        self.misspelled: dict[int, list[tuple[int, int]]] = {}  # by line: first character and end
        self._labels: list[Label] = []
        self._weights = Weights(editor.document())
        self._timer = QTimer(editor)
        self._timer.setSingleShot(True)
        self._timer.setInterval(HIGHLIGHT_MS)
        self._timer.timeout.connect(self.refresh)
        editor.verticalScrollBar().valueChanged.connect(self.soon)
        editor.document().contentsChanged.connect(self.soon)

    def soon(self, _: object = None) -> None:
        """The text, the place or the colours are others."""
        self._timer.start(HIGHLIGHT_MS)

    # ------------------------------------------------------------ the slide in view

    def mark_slide(self, start: int, end: int) -> None:
        """Draw the bar along these characters of the text."""
        wanted = (self._editor.units(start), self._editor.units(end))
        if wanted != self._slide:
            self._slide = wanted
            self._editor.viewport().update()

    def paint_under(self) -> None:
        """The bar at the left edge, along the slide in view."""
        if self._slide is None:
            return
        editor = self._editor
        document, offset = editor.document(), editor.contentOffset()
        first = document.findBlock(min(self._slide[0], document.characterCount() - 1))
        last = document.findBlock(min(max(self._slide[1] - 1, self._slide[0]), document.characterCount() - 1))
        top = editor.blockBoundingGeometry(first).translated(offset).top()
        bottom = editor.blockBoundingGeometry(last).translated(offset).bottom()
        painter = QPainter(editor.viewport())
        painter.fillRect(0, int(top), 3, int(bottom - top), editor.palette().highlight().color())
        painter.end()

    # ------------------------------------------------------------ numbers of slides

    def paint_over(self) -> None:
        """Number and layout of each slide in view, at the right end of the line where it begins."""
        if not self._labels:
            return
        editor = self._editor
        painter = QPainter(editor.viewport())
        font = QApplication.font()
        font.setPointSizeF(max(7.0, font.pointSizeF() * 0.85))
        painter.setFont(font)
        metrics = QFontMetrics(font)
        for label in self._labels:
            words, label.place = label.words, QRect()
            block = editor.document().findBlockByNumber(label.line)
            box = editor.blockBoundingGeometry(block).translated(editor.contentOffset())
            if not block.isValid() or box.bottom() < 0 or box.top() > editor.viewport().height():
                continue
            width = metrics.horizontalAdvance(words) + 14
            place = QRect(editor.viewport().width() - width - 6, int(box.top()), width, editor.fontMetrics().height())
            line = block.layout().lineAt(0)
            if line.isValid() and box.left() + line.x() + line.naturalTextWidth() > place.left():
                continue  # the author's words come first
            label.place = place
            painter.fillRect(place, mixed(editor.palette(), 0.06))
            painter.setPen(mixed(editor.palette(), 0.55))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)
        painter.end()

    def _label(self, deck: Deck, first: int, last: int) -> list[Label]:
        """The labels of the slides that begin on lines `first` to `last`."""
        found: list[Label] = []
        for index in range(deck.slide_at_line(first), min(deck.slide_at_line(last) + 1, len(deck.slides))):
            line = deck.first_lines[index]
            above = self._editor.document().findBlockByNumber(line - 1).text() if line else ""
            words = self.layout_of(index)
            number = str(index + 1)
            begins = line - 1 if above.strip() and not above[:1].isalnum() else line
            found.append(Label(begins, f"{number}  {words}" if words else number, index))
        return found

    # ------------------------------------------------------------ colours

    def refresh(self) -> None:
        """Colour the lines in view."""
        editor, deck = self._editor, self.deck()
        first = editor.firstVisibleBlock()
        bottom, offset = editor.viewport().height(), editor.contentOffset()
        blocks: list[QTextBlock] = []
        block = first
        while block.isValid() and editor.blockBoundingGeometry(block).translated(offset).top() < bottom:
            blocks.append(block)
            block = block.next()
        if not blocks:
            return
        start = first.blockNumber()
        if deck is not None and len(deck.slides):
            start = min(start, deck.first_lines[deck.slide_at_line(start)])
            self._labels = self._label(deck, first.blockNumber(), blocks[-1].blockNumber())
        if start and start <= (deck.first_lines[0] if deck is not None and len(deck.slides) else 0):
            start = 0
        self._colour(blocks, max(start, first.blockNumber() - MOST_LINES))
        editor.viewport().update()

    def _colour(self, blocks: list[QTextBlock], start: int) -> None:
        lines: list[str] = []
        block = self._editor.document().findBlockByNumber(start)
        while block.isValid() and block.blockNumber() <= blocks[-1].blockNumber():
            lines.append(block.text())
            block = block.next()
        shown = blocks[0].blockNumber() - start
        if "pygments" not in sys.modules and any(line.lstrip().startswith(("```", "~~~")) for line in lines):
            self._timer.start(PATIENT_MS)  # colours of listings later: loading their lexers takes a moment
            QTimer.singleShot(0, self._editor, lambda: __import__("pygments.lexers"))
            return
        looks = formats(self._editor.palette())
        marks: list[QTextEdit.ExtraSelection] = []
        seen = colours.coloured(lines, front=start == 0)
        self.misspelled.clear()
        for number, (block, line) in enumerate(zip(blocks, lines[shown:], strict=False), shown):
            self._weights.set_line(block, [(*_units(line, first, end), kind) for first, end, kind in seen.marks[number]])
            for first, end, kind in seen.marks[number]:
                if look := looks.get(kind):
                    marks.append(_selection(self._editor, block.position(), first, end, look, line))
            if number not in seen.raw:
                marks += self._wrong_words(block, line, seen.marks[number])
        self._editor.setExtraSelections([*marks, *self._underlines()])

    def _wrong_words(self, block: QTextBlock, line: str, marks: list[colours.Mark]) -> list[QTextEdit.ExtraSelection]:
        """Dots under the words that no dictionary holds."""
        cursor = self._editor.textCursor()
        typing = cursor.positionInBlock() if cursor.block() == block and self._editor.hasFocus() else -1
        found = self._editor.spelling.wrong(block.blockNumber(), line, marks, typing)
        if found:
            self.misspelled[block.blockNumber()] = found
        return [_selection(self._editor, block.position(), first, end, MISSPELLED, line) for first, end in found]

    # ------------------------------------------------------------ Problems

    def show_problems(self, found: list[tuple[Problem, int, int]]) -> None:
        """Underline these characters of the text; they keep their place when text before them changes."""
        editor = self._editor
        told: list[Told] = []
        for problem, start, end in found:
            cursor = QTextCursor(editor.document())
            last = editor.document().characterCount() - 1
            cursor.setPosition(min(editor.units(start), last))
            cursor.setPosition(min(editor.units(end), last), QTextCursor.MoveMode.KeepAnchor)
            told.append(Told(problem, cursor))
        self.told = tuple(told)
        self.soon()

    def _underlines(self) -> list[QTextEdit.ExtraSelection]:
        found = []
        for told in self.told:
            if told.place.hasSelection():
                mark = QTextEdit.ExtraSelection()
                look = QTextCharFormat()
                look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
                look.setUnderlineColor(QColor(SEVERITY_INK[told.problem.severity]))
                mark.cursor, mark.format = told.place, look
                found.append(mark)
        return found

    def problem_at(self, position: int) -> Problem | None:
        """The Problem whose text holds Qt's `position`: the shortest one of several."""
        holding = [t for t in self.told if t.place.selectionStart() <= position <= t.place.selectionEnd()]
        return min(holding, key=lambda t: t.place.selectionEnd() - t.place.selectionStart()).problem if holding else None

    def tell_problem(self, event: QHelpEvent) -> None:
        """What is wrong with the text under the mouse, and what to do about it; or why a slide has its layout."""
        editor = self._editor
        mouse = editor.viewport().mapFrom(editor, event.pos())
        label = next((label for label in self._labels if label.place.contains(mouse)), None)
        if label is not None:
            QToolTip.showText(event.globalPos(), self.why_of(label.slide), editor)
            return
        cursor = editor.cursorForPosition(mouse)
        problem = self.problem_at(cursor.position())
        if problem is None:
            QToolTip.hideText()
            return
        lines = [problem.message, problem.hint, self.hint(problem)]
        QToolTip.showText(event.globalPos(), "\n".join(line for line in lines if line), editor)


_formats: dict[tuple[int, int, int], dict[str, QTextCharFormat]] = {}


def formats(palette: QPalette) -> dict[str, QTextCharFormat]:
    """The look of each kind of mark under this palette."""
    key = (palette.text().color().rgb(), palette.base().color().rgb(), palette.highlight().color().rgb())
    if key not in _formats:
        _formats.clear()
        _formats[key] = _made(palette)
    return _formats[key]


def _made(palette: QPalette) -> dict[str, QTextCharFormat]:
    inks = {kind: QColor(pair[is_dark(palette)]) for kind, pair in INK.items()}
    inks |= {kind: mixed(palette, share) for kind, share in SHADES.items()}
    inks["heading"] = QColor("#0b4f8a" if not is_dark(palette) else "#8ec5ff")
    made: dict[str, QTextCharFormat] = {}
    for kind, ink in inks.items():
        made[kind] = QTextCharFormat()
        made[kind].setForeground(ink)
    made["break"].setBackground(mixed(palette, 0.06))
    made["break"].setProperty(QTextFormat.Property.FullWidthSelection, True)
    return made


def _selection(editor: Editor, at: int, first: int, end: int, look: QTextCharFormat, line: str) -> QTextEdit.ExtraSelection:
    """Characters of the line that begins at Qt's position `at`, in a look."""
    first, end = _units(line, first, end)
    cursor = QTextCursor(editor.document())
    cursor.setPosition(at + first)
    if not look.boolProperty(QTextFormat.Property.FullWidthSelection):  # without a selection it is the whole line
        cursor.setPosition(at + end, QTextCursor.MoveMode.KeepAnchor)
    mark = QTextEdit.ExtraSelection()
    mark.cursor, mark.format = cursor, look
    return mark


def _units(line: str, first: int, end: int) -> tuple[int, int]:
    """Two places in a line as Qt counts them."""
    if line.isascii() or not WIDE.search(line):
        return first, end
    one, other = (len(line[:n].encode("utf-16-le", "surrogatepass")) // 2 for n in (first, end))
    return one, other

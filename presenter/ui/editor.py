"""The deck's text ⇄ a plain text editor, by edits: what Qt's own conversions would change is never touched."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTextEdit, QWidget

from presenter import trace
from presenter.ui import keys
from presenter.ui.looks import mixed

WIDE = re.compile("[\U00010000-\U0010ffff]")
HEADING = re.compile(r"^#{1,6} .*$")
BREAK = re.compile(r"^(?:---+|\*\*\*+|___+)\s*$")
COMMENT = re.compile(r"<!--.*?(?:-->|$)")
MARKER = re.compile(r"^\s*(?:[-*+]|\d+[.)]|>|:::+.*|```.*|~~~.*|\. \. \.)(?=\s|$)")
HIGHLIGHT_MS = 25
LINE_BREAKS = str.maketrans({"\u2029": "\n", "\ufdd0": "\n", "\ufdd1": "\n"})


class Editor(QPlainTextEdit):
    """Writes the deck. `written(text)` after each change a person makes, `wandered(offset)` when the cursor moves."""

    written = Signal(str)
    wandered = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key_time: float | None = None
        self._text = ""
        self._wide = False  # characters beyond the basic plane: Qt counts them twice
        self._ours = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Text of the deck"))
        self.setFont(_fixed_font(self.font().pointSizeF()))
        self.setTabChangesFocus(False)
        self.setTabStopDistance(4 * self.fontMetrics().horizontalAdvance(" "))
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setCursorWidth(2)
        self.document().setDocumentMargin(12)
        self.document().contentsChange.connect(self._contents_change)
        self.cursorPositionChanged.connect(self._cursor_moved)
        self._slide: tuple[int, int] | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(HIGHLIGHT_MS)
        self._soon.timeout.connect(self._highlight)
        self.verticalScrollBar().valueChanged.connect(lambda _: self._soon.start())
        self.document().contentsChanged.connect(self._soon.start)

    # ------------------------------------------------------------ text in and out

    def take(self, text: str) -> None:
        """Show `text`. A text that differs little from the present one keeps cursor, scroll place and undo."""
        if text == self._text:
            return
        start, end, new = difference(self._text, text)
        self._ours = True
        if not self._text or end - start > len(self._text) // 2:
            self.setPlainText(text)
        else:
            cursor = QTextCursor(self.document())
            cursor.setPosition(self._units(start))
            cursor.setPosition(self._units(end), QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(new)
        self._ours = False
        self._text = text
        self._wide = _has_wide(text)

    def is_shown(self, text: str) -> bool:
        """Whether `text` is what stands here."""
        return text is self._text or text == self._text

    def go(self, offset: int) -> None:
        """Put the cursor at `offset` of the text and bring its line to the upper part of the view."""
        cursor = self.textCursor()
        cursor.setPosition(min(self._units(offset), self.document().characterCount() - 1))
        self.setTextCursor(cursor)
        self._scroll_to(cursor)

    def _scroll_to(self, cursor: QTextCursor) -> None:
        first = cursor.block().firstLineNumber()
        self.verticalScrollBar().setValue(max(0, first - 2))

    def offset(self) -> int:
        """Where the cursor is in the text."""
        return self._chars(self.textCursor().position())

    def line_offset(self, line: int) -> int:
        """The offset at which line `line` (from 1) begins."""
        block = self.document().findBlockByNumber(min(max(line - 1, 0), self.document().blockCount() - 1))
        return self._chars(block.position())

    def _contents_change(self, position: int, removed: int, added: int) -> None:
        """Qt says which units went and came: the same is done to our own text."""
        if self._ours:
            return
        start = self._chars(position)
        gone = self._chars(min(position + removed, self._length())) - start
        new = self._between(position, added)
        self._text = self._text[:start] + new + self._text[start + gone :]
        self._wide = self._wide or _has_wide(new)
        self.written.emit(self._text)

    def _between(self, position: int, count: int) -> str:
        last = self.document().characterCount() - 1
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(position, last))
        cursor.setPosition(min(position + count, last), QTextCursor.MoveMode.KeepAnchor)
        return cursor.selectedText().translate(LINE_BREAKS)

    # ------------------------------------------------------------ Qt's units and our characters

    def _length(self) -> int:
        return len(self._text) if not self._wide else units(self._text)

    def _units(self, offset: int) -> int:
        return offset if not self._wide else units(self._text[:offset])

    def _chars(self, position: int) -> int:
        return position if not self._wide else len(self._text.encode("utf-16-le")[: 2 * position].decode("utf-16-le", "ignore"))

    # ------------------------------------------------------------ looks and keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if trace.on():
            self.key_time = trace.event("key", key=keys.named(event)[0], window="main")
        super().keyPressEvent(event)

    def _cursor_moved(self) -> None:
        if not self._ours:
            self.wandered.emit(self.offset())

    def mark_slide(self, start: int, end: int) -> None:
        """Tint the lines of the slide in view."""
        wanted = (self._units(start), self._units(end))
        if wanted == self._slide:
            return
        self._slide = wanted
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._slide is not None:
            self._tint_slide()
        super().paintEvent(event)

    def _tint_slide(self) -> None:
        """A bar at the left edge along the slide in view."""
        assert self._slide is not None
        document, offset = self.document(), self.contentOffset()
        first = document.findBlock(min(self._slide[0], document.characterCount() - 1))
        last = document.findBlock(min(max(self._slide[1] - 1, self._slide[0]), document.characterCount() - 1))
        top = self.blockBoundingGeometry(first).translated(offset).top()
        bottom = self.blockBoundingGeometry(last).translated(offset).bottom()
        painter = QPainter(self.viewport())
        accent = self.palette().highlight().color()
        painter.fillRect(0, int(top), 3, int(bottom - top), accent)
        painter.end()

    def _highlight(self) -> None:
        """Colour the lines in view, and only those: a deck of a thousand slides costs no more than one of ten."""
        looks = self._looks()
        marks: list[QTextEdit.ExtraSelection] = []
        block, bottom = self.firstVisibleBlock(), self.viewport().height()
        while block.isValid() and self.blockBoundingGeometry(block).translated(self.contentOffset()).top() < bottom:
            text = block.text()
            for pattern, look in looks:
                for found in pattern.finditer(text):
                    marks.append(_mark(self, block.position(), found.span(), look, text))
            block = block.next()
        self.setExtraSelections(marks)

    def _looks(self) -> list[tuple[re.Pattern[str], QTextCharFormat]]:
        palette = self.palette()
        quiet, accent, rule = QTextCharFormat(), QTextCharFormat(), QTextCharFormat()
        quiet.setForeground(mixed(palette, 0.52))
        accent.setForeground(mixed(palette, 0.9, QPalette.ColorRole.Highlight))
        rule.setForeground(mixed(palette, 0.45))
        rule.setBackground(mixed(palette, 0.06))
        rule.setProperty(QTextFormat.Property.FullWidthSelection, True)
        return [(HEADING, accent), (COMMENT, quiet), (MARKER, quiet), (BREAK, rule)]

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._soon.start()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._soon.start()


def _mark(editor: Editor, start: int, span: tuple[int, int], look: QTextCharFormat, text: str) -> QTextEdit.ExtraSelection:
    """A span of a line's characters in a look."""
    first, last = (units(text[:at]) if WIDE.search(text) else at for at in span)
    cursor = QTextCursor(editor.document())
    cursor.setPosition(start + first)
    if not look.boolProperty(QTextFormat.Property.FullWidthSelection):  # without a selection it is the whole line
        cursor.setPosition(start + last, QTextCursor.MoveMode.KeepAnchor)
    mark = QTextEdit.ExtraSelection()
    mark.cursor, mark.format = cursor, look  # type: ignore[attr-defined]
    return mark


def difference(old: str, new: str) -> tuple[int, int, str]:
    """The shortest replacement at one place that makes `old` into `new`: start, end, text."""
    start = _common(old, new)
    rest = min(len(old), len(new)) - start
    tail = _common_end(old, new, rest)
    return start, len(old) - tail, new[start : len(new) - tail]


def _common(a: str, b: str) -> int:
    return _longest(min(len(a), len(b)), lambda n: a[:n] == b[:n])


def _common_end(a: str, b: str, most: int) -> int:
    return _longest(most, lambda n: n == 0 or a[-n:] == b[-n:])


def _longest(most: int, same: Callable[[int], bool]) -> int:
    """The largest n up to `most` for which `same(n)`, by halving (comparing slices is quick, looping is not)."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if same(middle) else (low, middle - 1)
    return low


def units(text: str) -> int:
    """The length of `text` as Qt counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _has_wide(text: str) -> bool:
    return not text.isascii() and WIDE.search(text) is not None


def _fixed_font(points: float) -> QFont:
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPointSizeF(max(points, 10.0))
    return font

"""The deck's text ⇄ a plain text editor, by edits: what Qt's own conversions would change is never touched."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from presenter import trace
from presenter.parse.edits import Edit
from presenter.store.paste import is_picture
from presenter.ui import keys
from presenter.ui.edit import editor_keys
from presenter.ui.edit.completion import Completion
from presenter.ui.edit.editor_keys import Pictures
from presenter.ui.edit.editor_looks import Looks
from presenter.ui.edit.spelling import Spelling
from presenter.writing.change import Change, in_listing

LONG_WORD = re.compile(r"\S{5000}")
WIDE = re.compile("[\U00010000-\U0010ffff]")
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
        self._changing = False  # between Qt's first word of a change and its last
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Text of the deck"))
        self.setFont(_fixed_font(self.font().pointSizeF()))
        self.setTabChangesFocus(False)
        self.setTabStopDistance(4 * self.fontMetrics().horizontalAdvance(" "))
        self._wrap("")
        self.setCursorWidth(2)
        self.document().setDocumentMargin(12)
        self.document().contentsChange.connect(self._contents_change)
        self.document().contentsChanged.connect(self._contents_changed)
        self.cursorPositionChanged.connect(self._cursor_moved)
        self._column = 0
        self.looks = Looks(self)
        self.spelling = Spelling(self)
        self.completion = Completion(self)
        self.pictures: Pictures | None = None

    # ------------------------------------------------------------ text in and out

    def take(self, text: str, fresh: bool = False) -> None:
        """Show `text`; what stays the same keeps cursor and scroll place, and undo brings back what was there before.
        A `fresh` text is another deck's: there is nothing to bring back."""
        if fresh:
            self._ours = True
            self.document().clearUndoRedoStacks()
            self._ours = False
        if text == self._text:
            return
        start, end, new = difference(self._text, text)
        self._ours = True
        self._wrap(text)
        if not self._text:
            self.setPlainText(text)
        else:
            cursor = QTextCursor(self.document())
            cursor.setPosition(self.units(start))
            cursor.setPosition(self.units(end), QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(new)
        self._ours = False
        self._text = text
        self._wide = _has_wide(text)

    def _wrap(self, text: str) -> None:
        """Break lines between words, but anywhere in a text with a word as long as a picture in a `data:` address:
        Qt's time to break such a word grows with its square, a minute for a megabyte."""
        mode = QTextOption.WrapMode
        self.setWordWrapMode(mode.WrapAnywhere if LONG_WORD.search(text) else mode.WrapAtWordBoundaryOrAnywhere)

    def is_shown(self, text: str) -> bool:
        """Whether `text` is what stands here."""
        return text is self._text or text == self._text

    def go(self, offset: int) -> None:
        """Put the cursor at `offset` of the text and bring its line to the upper part of the view."""
        cursor = self.textCursor()
        cursor.setPosition(min(self.units(offset), self.document().characterCount() - 1))
        self.setTextCursor(cursor)
        self._scroll_to(cursor)

    def reach(self, offset: int) -> None:
        """Put the cursor at `offset` of the text; the text is moved only if the place is not in view."""
        self.select(offset, offset)
        if not self.viewport().rect().contains(self.cursorRect()):
            self.centerCursor()

    def _scroll_to(self, cursor: QTextCursor) -> None:
        first = cursor.block().firstLineNumber()
        self.verticalScrollBar().setValue(max(0, first - 2))

    def offset(self) -> int:
        """Where the cursor is in the text."""
        return self.chars(self.textCursor().position())

    def line_offset(self, line: int) -> int:
        """The offset at which line `line` (from 1) begins."""
        block = self.document().findBlockByNumber(min(max(line - 1, 0), self.document().blockCount() - 1))
        return self.chars(block.position())

    def _contents_change(self, position: int, removed: int, added: int) -> None:
        """Qt says which units went and came: the same is done to our own text."""
        if self._ours:
            return
        start = self.chars(position)
        gone = self.chars(min(position + removed, self._length())) - start
        new = self._between(position, added)
        if new == self._text[start : start + gone]:  # looks, or what an input method is still composing
            return
        self._text = self._text[:start] + new + self._text[start + gone :]
        self._wide = self._wide or _has_wide(new)
        self._changing = True

    def _contents_changed(self) -> None:
        """Now the lines are laid out again too: nobody may paint before that, and who hears of the text may well paint."""
        if self._changing:
            self._changing = False
            self._show_line()
            self.written.emit(self._text)

    def _show_line(self) -> None:
        """Paint the line that is being written at once: the letter stands there before the slide is laid out."""
        if self.hasFocus():
            line = self.cursorRect()
            self.viewport().repaint(0, line.top() - 2, self.viewport().width(), line.height() + 4)

    def _between(self, position: int, count: int) -> str:
        last = self.document().characterCount() - 1
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(position, last))
        cursor.setPosition(min(position + count, last), QTextCursor.MoveMode.KeepAnchor)
        return cursor.selectedText().translate(LINE_BREAKS)

    # ------------------------------------------------------------ Qt's units and our characters

    def _length(self) -> int:
        return len(self._text) if not self._wide else utf16(self._text)

    def units(self, offset: int) -> int:
        """Offset `offset` of the text as Qt counts it."""
        return offset if not self._wide else utf16(self._text[:offset])

    def chars(self, position: int) -> int:
        """The offset of the text that Qt calls `position`."""
        return position if not self._wide else len(self._text.encode("utf-16-le")[: 2 * position].decode("utf-16-le", "ignore"))

    # ------------------------------------------------------------ edits

    def edit(self, edits: Iterable[Edit], select: tuple[int, int] | None = None) -> None:
        """Make `edits` (offsets of the text as it is) as one undo step; `select` are anchor and cursor in the new text."""
        cursor = QTextCursor(self.document())
        made = sorted(edits, key=lambda e: (e.start, e.end), reverse=True)
        places = [(self.units(e.start), self.units(e.end), e.new) for e in made]
        if any(start != end or new for start, end, new in places):
            cursor.beginEditBlock()
            for start, end, new in places:
                cursor.setPosition(start)
                cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                cursor.insertText(new)
            cursor.endEditBlock()
        if select is not None:
            self.select(*select)

    def select(self, anchor: int, offset: int) -> None:
        """Select from `anchor` to `offset` of the text, with the cursor at `offset`."""
        cursor = self.textCursor()
        last = self.document().characterCount() - 1
        cursor.setPosition(min(self.units(anchor), last))
        cursor.setPosition(min(self.units(offset), last), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def selection(self) -> tuple[int, int]:
        """Start and end of what is selected, in the text; equal when nothing is."""
        cursor = self.textCursor()
        return self.chars(cursor.selectionStart()), self.chars(cursor.selectionEnd())

    @property
    def text(self) -> str:
        """The deck's text as it stands here."""
        return self._text

    # ------------------------------------------------------------ keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if trace.on():
            self.key_time = trace.event("key", key=keys.named(event)[0], window="main")
        if self.completion.key(event) or editor_keys.handle(self, event):
            self.ensureCursorVisible()
            return
        super().keyPressEvent(event)
        wrote = bool(event.text()) and event.text().isprintable() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if wrote or (self.completion.isVisible() and event.key() == Qt.Key.Key_Backspace):
            self.completion.typed()

    def make(self, change: Change) -> None:
        """Make a change and select what it says."""
        self.edit(change.edits, change.select)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.completion.dismiss()
        super().focusOutEvent(event)

    def _cursor_moved(self) -> None:
        if not self._ours and not self._changing:
            self.wandered.emit(self.offset())
            self.completion.moved()

    # ------------------------------------------------------------ pasting and dropping

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        files = [Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()]
        if files:  # other files are for the window to open
            return all(is_picture(path) for path in files)
        return source.hasImage() or super().canInsertFromMimeData(source)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Text alone: Qt would put the fonts and colours of the editor beside it."""
        data = QMimeData()
        start, end = self.selection()
        data.setText(self._text[start:end])
        return data

    def paste_plain(self) -> None:
        """Paste the words of the clipboard as they stand."""
        self._insert(QGuiApplication.clipboard().mimeData(), plain=True)

    def insertFromMimeData(self, source: QMimeData) -> None:
        self._insert(source, plain=in_listing(self._text, self.selection()[0]))

    def _insert(self, source: QMimeData, plain: bool) -> None:
        text = editor_keys.pasted(source, self.pictures, plain)
        if text:
            start, _ = self.selection()
            if not plain and text != source.text():
                text = editor_keys.joined(self._text, start, text)
            if LONG_WORD.search(text):
                self._wrap(text)
            self.textCursor().insertText(text.replace("\r\n", "\n").replace("\r", "\n"))
            self.ensureCursorVisible()

    # ------------------------------------------------------------ looks

    def paintEvent(self, event: QPaintEvent) -> None:
        self.looks.paint_under()
        super().paintEvent(event)
        self.looks.paint_over()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            assert isinstance(event, QHelpEvent)
            self.looks.tell_problem(event)
            return True
        return super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.spelling.context_menu(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self.looks.soon()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.looks.soon()
        if self._column:
            self.set_column(self._column)

    def set_column(self, letters: int) -> None:
        """Set the text in a column of so many letters in the middle; 0: as wide as there is room."""
        self._column = letters
        wide = letters * self.fontMetrics().horizontalAdvance("0") + 40
        margin = max(0, (self.width() - wide) // 2) if letters else 0
        if self.viewportMargins().left() != margin:
            self.setViewportMargins(margin, 0, margin, 0)


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


def utf16(text: str) -> int:
    """The length of `text` as Qt counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _has_wide(text: str) -> bool:
    return not text.isascii() and WIDE.search(text) is not None


def _fixed_font(points: float) -> QFont:
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPointSizeF(max(points, 10.0))
    return font

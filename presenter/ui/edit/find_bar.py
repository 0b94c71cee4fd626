"""Find and replace over the deck → one line under the text. Patterns are the system's (PCRE), which give up rather than hang."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRegularExpression, QRegularExpressionMatch, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QLabel, QLineEdit, QPushButton, QToolButton, QWidget

from presenter.parse.edits import Edit, diff

if TYPE_CHECKING:
    from presenter.ui.edit.editor import Editor

MOST = 20_000  # hits counted


class FindBar(QFrame):
    """Looks for words or a regular expression in the text of the editor; `$1` or `\\1` in the replacement is a group."""

    closed = Signal()

    def __init__(self, editor: Editor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self.words = QLineEdit(self)
        self.words.setPlaceholderText(self.tr("Find"))
        self.words.setAccessibleName(self.tr("Find"))
        self.words.setClearButtonEnabled(True)
        self.new = QLineEdit(self)
        self.new.setPlaceholderText(self.tr("Replace with"))
        self.new.setAccessibleName(self.tr("Replace with"))
        self.case = QCheckBox(self.tr("&Case"), self)
        self.pattern = QCheckBox(self.tr("&Pattern"), self)
        self.pattern.setToolTip(self.tr("A regular expression; ^ and $ are the ends of a line, \\1 in the replacement is the first group"))
        self.told = QLabel(self)
        self.told.setMinimumWidth(110)
        self.one = QPushButton(self.tr("&Replace"), self)
        self.all = QPushButton(self.tr("Replace &All"), self)
        close = QToolButton(self)
        close.setText("✕")
        close.setAutoRaise(True)
        close.setAccessibleName(self.tr("Close"))
        grid = QGridLayout(self)
        grid.setContentsMargins(10, 6, 8, 6)
        grid.setSpacing(6)
        for column, widget in enumerate((self.words, self.case, self.pattern, self.told, close)):
            grid.addWidget(widget, 0, column)
        grid.addWidget(self.new, 1, 0)
        grid.addWidget(self.one, 1, 1)
        grid.addWidget(self.all, 1, 2, 1, 2, Qt.AlignmentFlag.AlignLeft)
        grid.setColumnStretch(0, 1)
        self._replacing = (self.new, self.one, self.all)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(120)
        self._soon.timeout.connect(self.count)
        self.words.textChanged.connect(self._changed)
        self.case.toggled.connect(self._changed)
        self.pattern.toggled.connect(self._changed)
        self.one.clicked.connect(self.replace)
        self.all.clicked.connect(self.replace_all)
        close.clicked.connect(self.dismiss)
        for field in (self.words, self.new):
            field.installEventFilter(self)
        editor.written.connect(lambda _: self.isVisible() and self._soon.start())
        self.hide()

    def ask(self, replace: bool = False) -> None:
        """Show the bar, with what is selected as the words to find."""
        start, end = self._editor.selection()
        chosen = self._editor.text[start:end]
        if chosen and "\n" not in chosen:
            self.words.setText(chosen)
        for widget in self._replacing:
            widget.setVisible(replace)
        self.show()
        self.words.setFocus()
        self.words.selectAll()
        self._soon.start()

    def dismiss(self) -> None:
        """Hide the bar; the text has the keys again."""
        self.hide()
        self._editor.setFocus()
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            match event.key():
                case Qt.Key.Key_Escape:
                    self.dismiss()
                    return True
                case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                    if watched is self.new:
                        self.replace()
                    else:
                        self.step(back)
                    return True
        return super().eventFilter(watched, event)

    # ------------------------------------------------------------ finding

    def expression(self) -> QRegularExpression:
        """What is looked for."""
        words = self.words.text()
        made = QRegularExpression(words if self.pattern.isChecked() else QRegularExpression.escape(words))
        options = QRegularExpression.PatternOption.MultilineOption | QRegularExpression.PatternOption.UseUnicodePropertiesOption
        if not self.case.isChecked():
            options |= QRegularExpression.PatternOption.CaseInsensitiveOption
        made.setPatternOptions(options)
        return made

    def _changed(self) -> None:
        self._soon.start()
        if self.words.text() and self.expression().isValid():
            cursor = self._editor.textCursor()
            cursor.setPosition(cursor.selectionStart())
            self._find(cursor.position())

    def hits(self) -> list[tuple[int, int]]:
        """Every place, as Qt counts; a bounded number."""
        return [(match.capturedStart(), match.capturedEnd()) for match in self._matches()]

    def _matches(self) -> list[QRegularExpressionMatch]:
        expression = self.expression()
        if not self.words.text() or not expression.isValid():
            return []
        found: list[QRegularExpressionMatch] = []
        matches = expression.globalMatch(self._editor.text)
        while matches.hasNext() and len(found) < MOST:
            match = matches.next()
            if match.capturedLength():
                found.append(match)
        return found

    def count(self) -> None:
        """Say which of how many is selected."""
        expression = self.expression()
        if not expression.isValid():
            self.told.setText(self.tr("not a pattern"))
            self.told.setToolTip(expression.errorString())
            return
        found = self.hits()
        cursor = self._editor.textCursor()
        here = (cursor.selectionStart(), cursor.selectionEnd())
        self.told.setToolTip("")
        if not self.words.text():
            self.told.setText("")
        elif not found:
            self.told.setText(self.tr("not found"))
        elif here in found:
            self.told.setText(self.tr("{number} of {count}").format(number=found.index(here) + 1, count=len(found)))
        else:
            self.told.setText(self.tr("{count} found").format(count=len(found)))

    def step(self, back: bool = False) -> None:
        """To the next place, or the one before; round the end."""
        if self.words.text() and self.expression().isValid():
            cursor = self._editor.textCursor()
            self._find(cursor.selectionStart() if back else cursor.selectionEnd(), back)
            self._soon.start()

    def _find(self, position: int, back: bool = False) -> None:
        found = self.hits()
        if not found:
            return
        if back:
            place = next((hit for hit in reversed(found) if hit[1] <= position), found[-1])
        else:
            place = next((hit for hit in found if hit[0] >= position), found[0])
        self._show(*place)

    def _show(self, start: int, end: int) -> None:
        cursor = self._editor.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self._editor.setTextCursor(cursor)
        if not self._editor.viewport().rect().adjusted(0, 20, 0, -60).contains(self._editor.cursorRect()):
            self._editor.centerCursor()

    # ------------------------------------------------------------ replacing

    def replace(self) -> None:
        """Replace what is found and selected, and go to the next."""
        cursor = self._editor.textCursor()
        here = (cursor.selectionStart(), cursor.selectionEnd())
        for match in self._matches():
            if (match.capturedStart(), match.capturedEnd()) == here:
                start, end = (self._editor.chars(n) for n in here)
                new = self._new(match)
                self._editor.edit((Edit(start, end, new),), (start + len(new),) * 2)
                break
        self.step()

    def replace_all(self) -> None:
        """Replace everywhere, as one step to undo."""
        found = self._matches()
        units, at = self._editor.text.encode("utf-16-le", "surrogatepass"), 0
        parts: list[bytes] = []
        for match in found:
            parts += (units[at : 2 * match.capturedStart()], self._new(match).encode("utf-16-le"))
            at = 2 * match.capturedEnd()
        new = b"".join((*parts, units[at:])).decode("utf-16-le", "surrogatepass")
        change = diff(self._editor.text, new)
        if change.new or change.start != change.end:
            self._editor.edit((change,))
        self.told.setText(self.tr("{count} replaced").format(count=len(found)))
        self._soon.stop()

    def _new(self, match: QRegularExpressionMatch) -> str:
        """The replacement of one place, its groups filled in."""
        new = self.new.text()
        if not self.pattern.isChecked():
            return new
        filled, index = "", 0
        while index < len(new):
            char, following = new[index], new[index + 1 : index + 2]
            if char in "\\$" and following.isdecimal():
                filled += match.captured(int(following))
                index += 1
            elif char == "\\" and following in ("n", "t", "\\"):
                filled += {"n": "\n", "t": "\t", "\\": "\\"}[following]
                index += 1
            else:
                filled += char
            index += 1
        return filled

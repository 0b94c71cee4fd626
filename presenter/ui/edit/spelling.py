"""Words in view of the editor → those that no dictionary holds, what was perhaps meant, and the menu for both."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QTextCursor
from PySide6.QtWidgets import QMenu

from presenter.parse.edits import Edit
from presenter.problems import UserError
from presenter.writing.colours import Mark
from presenter.writing.spelling import Word, words

if TYPE_CHECKING:
    from presenter.store.speller import Speller
    from presenter.ui.edit.editor import Editor

PATIENT_MS = 2000  # after the start before anything is loaded for it


class Hop(QObject):
    """Runs functions soon in the thread this was made in, whichever thread asks."""

    asked = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.asked.connect(lambda fn: fn(), Qt.ConnectionType.QueuedConnection)


class Spelling:
    """Whether the words of the editor are spelled as a dictionary has them. Off until it gets a `speller`."""

    def __init__(self, editor: Editor) -> None:
        self._editor = editor
        self.speller: Speller | None = None
        self.lang_at: Callable[[int], str] = lambda line: ""
        self.tell: Callable[[UserError], None] = lambda error: None
        self.on = False
        self._ignored: set[str] = set()  # until the program ends

    def use(self, speller: Speller | None, on: bool) -> None:
        """Check by this from now on, or not any more."""
        self.speller, self.on = speller, on and speller is not None
        self._editor.looks.soon()

    def wrong(self, number: int, line: str, marks: list[Mark], typing: int = -1) -> list[tuple[int, int]]:
        """First character and end of the wrong words in line `number`; not of the one that is being written at `typing`."""
        if not self.on or self.speller is None or not line.strip():
            return []
        lang = self.lang_at(number)
        found = [word for word in words(line[:4000], marks, lang) if word[1] != typing and word[2] not in self._ignored]
        bad = self.speller.wrong([word for _, _, word in found], lang) if found else frozenset()
        return [(first, end) for first, end, word in found if word in bad]

    # ------------------------------------------------------------ what to do about a word

    def at(self, cursor: QTextCursor) -> Word | None:
        """The wrong word at `cursor`, in offsets of its line; None when there is none."""
        block, column = cursor.block(), cursor.positionInBlock()
        for first, end in self._editor.looks.misspelled.get(block.blockNumber(), ()):
            if first <= column <= end <= len(block.text()):
                return first, end, block.text()[first:end]
        return None

    def ask(self, cursor: QTextCursor, place: QPoint) -> bool:
        """Show what can be done about the wrong word at `cursor`; gives whether there is one."""
        found = self.at(cursor)
        if found is None:
            return False
        menu = QMenu(self._editor)
        self.fill(menu, cursor, found)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)
        return True

    def fill(self, menu: QMenu, cursor: QTextCursor, found: Word, before: QAction | None = None) -> None:
        """Put suggestions for the word into `menu`, above `before`; they may arrive a moment later."""
        first, end, word = found
        start = cursor.block().position()
        place = (self._editor.chars(start + first), self._editor.chars(start + end))
        waiting = QAction(_tr("Looking for what was meant …"), menu)
        waiting.setEnabled(False)
        more = [waiting, _separator(menu), QAction(_tr("Add “{word}” to My Words").format(word=word), menu)]
        more.append(QAction(_tr("Pass over “{word}”").format(word=word), menu))
        more[2].triggered.connect(lambda: self.add(word))
        more[3].triggered.connect(lambda: self.ignore(word))
        if before is None:
            menu.addActions(more)
        else:
            menu.insertActions(before, more)
        assert self.speller is not None

        def arrived(meant: list[str]) -> None:
            try:
                menu.insertActions(waiting, [self._suggestion(menu, one, word, place) for one in meant])
                waiting.setText(_tr("Nothing like it is known"))
                waiting.setVisible(not meant)
                if meant and menu.activeAction() is None:
                    menu.setActiveAction(menu.actions()[0])
            except RuntimeError:  # the menu is gone
                return

        self.speller.meant(word, self.lang_at(cursor.block().blockNumber()), arrived)

    def _suggestion(self, menu: QMenu, new: str, old: str, place: tuple[int, int]) -> QAction:
        action = QAction(new, menu)
        font = action.font()
        font.setBold(True)
        action.setFont(font)
        action.triggered.connect(lambda: self.replace(place, old, new))
        return action

    def replace(self, place: tuple[int, int], old: str, new: str) -> None:
        """Write `new` for `old`, if that still stands there."""
        if self._editor.text[slice(*place)] == old:
            end = place[0] + len(new)
            self._editor.edit((Edit(*place, new),), (end, end))

    def add(self, word: str) -> None:
        """It is a word from now on."""
        if self.speller is not None:
            try:
                self.speller.own.add(word)
            except UserError as error:
                self.tell(error)
        self._editor.looks.soon()

    def ignore(self, word: str) -> None:
        """It is passed over until the program ends."""
        self._ignored.add(word)
        self._editor.looks.soon()

    def context_menu(self, event: QContextMenuEvent) -> None:
        """The editor's own menu, with suggestions on top where a word is wrong."""
        editor = self._editor
        menu = editor.createStandardContextMenu(event.pos())
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        cursor = editor.textCursor() if by_key else editor.cursorForPosition(event.pos())
        found = self.at(cursor)
        if found is not None:
            first = menu.actions()[0] if menu.actions() else None
            line = _separator(menu)
            if first is None:
                menu.addAction(line)
            else:
                menu.insertAction(first, line)
            self.fill(menu, cursor, found, line)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(editor.mapToGlobal(editor.cursorRect().bottomLeft()) if by_key else event.globalPos())


def _separator(menu: QMenu) -> QAction:
    line = QAction(menu)
    line.setSeparator(True)
    return line


def _tr(words: str) -> str:
    return QCoreApplication.translate("Spelling", words)

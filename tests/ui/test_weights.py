"""Bold words are bold in the editor, and stay the ones that are while others are typed before them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

pytest.importorskip("PySide6.QtWidgets")

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from presenter.ui.desk import WindowDesk
from tests.ui.hand import wait_for

DECK = "# Title\n\n😀 say **it** and *that*\n\nplain\n"


def looks(d: WindowDesk, line: int) -> list[tuple[str, str]]:
    """The words of a line that are bold or slanted."""
    block = d.window.editor.document().findBlockByNumber(line)
    text = block.text().encode("utf-16-le")
    found = []
    for one in block.layout().formats():
        words = text[2 * one.start : 2 * (one.start + one.length)].decode("utf-16-le")
        found.append((words, "bold" if one.format.fontWeight() == QFont.Weight.Bold else "slanted"))
    return found


def test_bold_words_are_bold_and_move_with_what_is_typed(desk: Callable[..., WindowDesk]) -> None:
    d = desk(DECK)
    editor = d.window.editor
    both = [("**it**", "bold"), ("*that*", "slanted")]
    assert wait_for(lambda: looks(d, 2) == both)
    assert looks(d, 0) == [("# Title", "bold")] and looks(d, 4) == []
    d.window.editor.looks._timer.blockSignals(True)  # nobody looks at the line anew
    editor.select(DECK.index("say"), DECK.index("say"))
    QTest.keyClicks(editor, "I ")
    assert looks(d, 2) == both
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    editor.select(9, 11)  # the face and the space behind it
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    assert editor.text == DECK.replace("😀 ", "I") and looks(d, 2) == both
    d.undo()
    assert looks(d, 2) == both
    d.window.editor.looks._timer.blockSignals(False)
    at = editor.text.index("**it")
    editor.select(at, at + 1)
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    assert wait_for(lambda: ("**it**", "bold") not in looks(d, 2))


def test_the_text_and_the_undo_know_nothing_of_looks(desk: Callable[..., WindowDesk]) -> None:
    d = desk(DECK)
    heard: list[str] = []
    d.window.editor.written.connect(heard.append)
    assert wait_for(lambda: looks(d, 0) != [])
    assert heard == [] and not d.dirty and not d.window.editor.document().isUndoAvailable()
    QTest.keyClicks(d.window.editor, "x")
    assert wait_for(lambda: looks(d, 0) == [])  # no heading any more
    assert heard == ["x" + DECK]
    d.undo()
    assert d.window.editor.text == DECK and not d.window.editor.document().isUndoAvailable()


def test_an_input_method_composes_in_a_bold_line(desk: Callable[..., WindowDesk]) -> None:
    d = desk(DECK)
    editor = d.window.editor
    assert wait_for(lambda: looks(d, 2) != [])
    at = DECK.index("it**")
    editor.select(at, at)
    QApplication.sendEvent(editor, QInputMethodEvent("にほ", []))
    editor.looks.refresh()
    assert editor.text == DECK
    commit = QInputMethodEvent("", [])
    commit.setCommitString("日本")
    QApplication.sendEvent(editor, commit)
    assert editor.text == DECK.replace("it**", "日本it**")
    assert wait_for(lambda: ("**日本it**", "bold") in looks(d, 2))

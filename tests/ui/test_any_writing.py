"""Any keys, commands, pastes and folds in any order: text, deck, editor and strip say the same, and undo leads all the way back."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

pytest.importorskip("PySide6.QtWidgets")
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu

from presenter.commands.window import WINDOW
from presenter.ui.edit.editor import LINE_BREAKS

K, M = Qt.Key, Qt.KeyboardModifier
DECK = (
    "---\ntheme: light\n---\n\n# Talk 😀\n\nby me\n\n---\n\n# Section\n\n---\n\n## List\n\n1. one\n2. two\n   - three\n\n"
    "| a | b |\n|---|--:|\n| c | 1 |\n\n---\n\n## Code\n\n```python {1|2}\nx = 1\ny = 2\n```\n\n<!-- say teh words -->\n\n---\n\n"
    "# Other\n\n---\n\n## More\n\n![](a-b-c.png) ![](/nowhere/x.png)\n\n$$\nx^2\n$$\n"
)
ASKING = {  # what opens windows of the system, ends the program or shows the deck
    "new", "new-from-template", "open", "save-as", "export", "print", "quit", "show", "show-here", "rehearse", "about", "times",
    "mode-focus", "copy-picture", "look-light", "look-dark", "look-system", "displays", "hold-back", "mode-preview",
}  # fmt: skip
KEYS = (
    K.Key_Return, K.Key_Tab, K.Key_Backtab, K.Key_Backspace, K.Key_Delete, K.Key_Up, K.Key_Down, K.Key_Left, K.Key_Right, K.Key_Home,
    K.Key_End, K.Key_PageDown, K.Key_PageUp, K.Key_Escape,
)  # fmt: skip
LETTERS = "ab -#|`*_<>[](){}:!1.$ü日😀\u200d"
HTML = "<h2>Pasted</h2><ul><li><b>one</b><li>two</ul><table><tr><td>a<td>b</table>"


def write(d: Any, dice: random.Random, runnable: list[Any]) -> str:
    """One thing a person may do; gives what it was."""
    editor = d.window.editor
    match dice.randrange(10):
        case 0 | 1 | 2:
            key = dice.choice(KEYS)
            QTest.keyClick(editor, key, dice.choice((M.NoModifier, M.NoModifier, M.ShiftModifier, M.ControlModifier)))
            return f"key {key}"
        case 3 | 4:
            editor.insertPlainText(dice.choice(LETTERS))
            return "letter"
        case 5:
            editor.go(dice.randrange(len(editor.text) + 1))
            return "go"
        case 6:
            mime = QMimeData()
            mime.setText(dice.choice(("one", "a\tb\n1\t2", "# X\n\n---\n\n# Y", DECK)))
            if dice.random() < 0.5:
                mime.setHtml(HTML)
            QGuiApplication.clipboard().setMimeData(mime)
            editor.paste()
            return "paste"
        case 7:
            strip = d.window.strip
            row = dice.randrange(max(1, d.count))
            place = strip.visualRect(strip.model().index(row, 0)).topLeft() + QPoint(dice.randint(0, 60), dice.randint(0, 60))
            held = dice.choice((M.NoModifier, M.ShiftModifier, M.ControlModifier))
            QTest.mouseClick(strip.viewport(), Qt.MouseButton.LeftButton, held, place)
            return f"strip {row}"
    command = dice.choice(runnable)
    d.window.actions_by_id[command.id].trigger()
    return command.id


def agree(d: Any) -> None:
    """Everything that says what the deck is says the same."""
    editor, show = d.window.editor, d._work.show.value
    assert editor.text == d._work.document.text.value == show.deck.text
    cursor = editor.textCursor()
    cursor.select(cursor.SelectionType.Document)
    assert cursor.selectedText().translate(LINE_BREAKS) == editor.text.translate(LINE_BREAKS)
    assert d.window.strip.model().rowCount() == len(show.deck.slides)
    assert 0 <= d.slide <= max(0, d.count - 1)


def close_all(d: Any) -> None:
    for widget in (*d.window.findChildren(QDialog), *d.window.editor.findChildren(QMenu)):
        if widget.isVisible():
            widget.close()
    d.window.bar.dismiss()


def ramble(d: Any, seed: int, count: int) -> None:
    dice = random.Random(seed)
    runnable = [command for command in WINDOW if command.id not in ASKING]
    done: list[str] = []
    for turn in range(count):
        done.append(write(d, dice, runnable))
        close_all(d)
        if turn % 5 == 0:
            QApplication.processEvents()
        try:
            agree(d)
        except AssertionError as error:
            raise AssertionError(f"seed {seed}, after {done[-8:]}") from error
        if len(d.window.editor.text) > 40_000:
            d.window.editor.selectAll()
            d.window.editor.insertPlainText("# Short again\n")
    QTest.qWait(500)  # what is put off is done too
    for _ in range(5 * count):
        if not d.window.editor.document().isUndoAvailable():
            break
        d.undo()
    agree(d)
    assert d.window.editor.text == DECK, f"seed {seed}"


@pytest.mark.parametrize("seed", range(2))
def test_any_writing(desk: Callable[..., Any], seed: int) -> None:
    ramble(desk(DECK), seed, 90)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 110))
def test_much_writing(desk: Callable[..., Any], seed: int) -> None:
    ramble(desk(DECK), seed, 600)

"""Keys of one's own: found, pressed, conflicts said, kept, and good in the window and in the show."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("PySide6.QtWidgets")
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from presenter.commands import own_keys
from presenter.commands.show import SHOW, by_key, meant
from presenter.commands.window import WINDOW
from presenter.store.settings import Settings
from presenter.ui.key_table import KeyTable

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def table(d: Any) -> KeyTable:
    d.window.actions_by_id["keys"].trigger()
    return next(one for one in d.window.findChildren(KeyTable) if one.isVisible())


def test_no_two_commands_of_a_table_have_the_same_key() -> None:
    for commands in (WINDOW, SHOW):
        keys = [key for command in commands for key in command.keys]
        assert len(keys) == len(set(keys))
    assert not [c.id for c in WINDOW for key in c.keys if own_keys.unfit(key, True)]


def test_a_key_is_found_taken_from_another_and_kept(desk: Callable[..., Any], tmp_path: Path) -> None:
    d = desk("# One\n\nword\n")
    dialog = table(d)
    QTest.keyClicks(dialog.words, "highlighted")
    assert dialog.chosen() == ("keys", "highlight")
    QTest.keyClick(dialog.words, Qt.Key.Key_Return)
    QTest.keyClick(dialog.press, Qt.Key.Key_B, CTRL)
    assert "Bold" in dialog.told.text() and dialog.use.isEnabled()
    dialog.use.click()
    assert Settings(tmp_path / "settings.json").table("keys") == {"highlight": ["Ctrl+B"], "bold": []}
    dialog.close()
    d.window.editor.selectAll()
    QTest.keyClick(d.window.editor, Qt.Key.Key_B, CTRL)
    assert d.window.editor.text.startswith("==")
    dialog = table(d)
    dialog.words.setText("Ctrl+B")  # found by its key
    assert dialog.chosen() == ("keys", "highlight")
    dialog.usual.click()
    assert d.window.actions_by_id["highlight"].shortcut().toString() == "Ctrl+Shift+H"
    dialog.words.clear()
    dialog.pick("keys", "bold")
    dialog.usual.click()
    assert d.window.actions_by_id["bold"].shortcut().toString() == "Ctrl+B"
    assert Settings(tmp_path / "settings.json").table("keys") == {}


def test_a_second_key_and_keys_that_cannot_be(desk: Callable[..., Any]) -> None:
    d = desk("# One\n")
    dialog = table(d)
    dialog.pick("keys", "spelling")
    QTest.keyClick(dialog.press, Qt.Key.Key_S)
    assert "for writing" in dialog.told.text() and not dialog.use.isEnabled()
    QTest.keyClick(dialog.press, Qt.Key.Key_C, CTRL)
    assert "copies" in dialog.told.text() and not dialog.add.isEnabled()
    QTest.keyClick(dialog.press, Qt.Key.Key_F9)
    assert "free" in dialog.told.text()
    dialog.add.click()
    assert [s.toString() for s in d.window.actions_by_id["spelling"].shortcuts()] == ["F7", "F9"]
    again = desk(None)
    assert [s.toString() for s in again.window.actions_by_id["spelling"].shortcuts()] == ["F7", "F9"]


def test_the_show_has_own_keys_too_and_always_a_way_out(desk: Callable[..., Any], tmp_path: Path) -> None:
    d = desk("# One\n\n---\n\n# Two\n")
    dialog = table(d)
    dialog.pick("show-keys", "next")
    QTest.keyClick(dialog.press, Qt.Key.Key_J)
    dialog.use.click()
    dialog.pick("show-keys", "escape")
    dialog.none.click()
    own = own_keys.read(Settings(tmp_path / "settings.json").table("show-keys"))
    keys = by_key(own)
    assert meant("J", keys=keys).id == "next" and meant("Right", keys=keys) is None and meant("Esc", keys=keys).id == "escape"  # type: ignore[union-attr]
    dialog.close()
    d.start_show(0)
    stage = d.stage
    QTest.keyClick(stage.audience, Qt.Key.Key_Right)
    assert stage.talk.value.slide == 0
    QTest.keyClick(stage.audience, Qt.Key.Key_J)
    assert stage.talk.value.slide == 1
    stage.end()


def test_garbage_in_the_settings_is_as_good_as_nothing() -> None:
    assert own_keys.read({"bold": "Ctrl+B", "x": [1], "save": ["Ctrl+S", ""], "open": ["Ctrl+P"]}) == {"open": ("Ctrl+P",)}
    assert own_keys.given({"gone": ("F9",)}, WINDOW, "bold", ["Ctrl+B"]) == {}

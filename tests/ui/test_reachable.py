"""Without a mouse and without eyes: every part has a name, the keys reach it, and what is written can be read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytest.importorskip("PySide6.QtWidgets")
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget

from presenter.scene import Color
from presenter.theme.colors import contrast
from presenter.ui import looks
from presenter.ui.edit.editor_looks import formats
from tests.ui.hand import wait_for

ASKING = ("keys", "versions", "insert", "palette", "find", "replace")


def unnamed(window: QWidget) -> list[str]:
    """The widgets that take keys and say nothing of themselves."""
    found = []
    for widget in (window, *window.findChildren(QWidget)):
        takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(window)
        said = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
        inner = widget.objectName().startswith("qt_") or type(widget).__name__ in ("QTabBar", "QTreeView", "QSpinBox")
        if takes and not said and not inner and widget is not window:
            found.append(f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}")
    return found


@pytest.mark.parametrize("name", ["", *ASKING])
def test_what_takes_keys_has_a_name(desk: Callable[..., Any], name: str) -> None:
    d = desk("# One\n\nwords\n\n---\n\n# Two\n")
    d.toggle("problems")
    before = set(d.window.findChildren(QDialog))
    if name:
        d.window.actions_by_id[name].trigger()
    made = [one for one in d.window.findChildren(QDialog) if one not in before]
    assert unnamed(made[0] if made else d.window) == []
    for one in made:
        one.close()


def test_the_keys_go_round_the_window_without_a_mouse(desk: Callable[..., Any]) -> None:
    d = desk("# One\n\n---\n\n# Two\n")
    d.toggle("problems")
    window = d.window
    window.activateWindow()
    window.editor.setFocus()
    assert wait_for(window.editor.hasFocus)
    order = []
    for _ in range(4):
        QTest.keyClick(window, Qt.Key.Key_F6)
        order.append(QApplication.focusWidget())
    assert order == [window.notes.view, window.problems, window.strip, window.editor]
    QTest.keyClick(window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert window.strip.hasFocus()
    QTest.keyClick(window.strip, Qt.Key.Key_Down)
    assert d.slide == 1


def test_problems_are_mended_from_their_list_by_keys(desk: Callable[..., Any]) -> None:
    from PySide6.QtGui import QContextMenuEvent
    from PySide6.QtWidgets import QMenu

    d = desk("---\ntheme: lihgt\n---\n\n# One\n")
    d.toggle("problems")
    problems = d.window.problems
    assert wait_for(lambda: problems.count() == 1)
    problems.setFocus()
    problems.setCurrentRow(0)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, problems.rect().center(), problems.mapToGlobal(problems.rect().center()))
    QApplication.sendEvent(problems, event)
    menu = next(m for m in d.window.editor.findChildren(QMenu) if m.isVisible())
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert "theme: light\n" in d.window.editor.text


@pytest.mark.parametrize("dark", [False, True])
def test_every_colour_of_the_editor_can_be_read(app: Any, dark: bool) -> None:
    palette = looks._dark() if dark else QPalette(QColor("#efefef"))
    ground = Color(palette.base().color().name())
    signs = {"marker", "quote", "break", "pause"}  # signs, not words
    faint = {
        kind: round(contrast(Color(look.foreground().color().name()), ground), 1)
        for kind, look in formats(palette).items()
        if contrast(Color(look.foreground().color().name()), ground) < (3.0 if kind in signs else 4.5)
    }
    assert faint == {}
    assert contrast(Color(palette.placeholderText().color().name()), ground) >= (4.5 if dark else 1.0)  # by day it is the system's


def test_boxes_to_tick_are_seen_in_the_dark(desk: Callable[..., Any]) -> None:
    d = desk("# One\n")
    try:
        d.appearance("dark")
        box, ground = (QApplication.palette(name).base().color().name() for name in ("QCheckBox", "QLineEdit"))
        if looks.is_plain():
            window = QApplication.palette().window().color().name()
            assert contrast(Color(box), Color(window)) >= 3.0 and box != ground
    finally:
        d.appearance("system")
    assert QApplication.palette("QCheckBox").base().color() == QApplication.palette().base().color()

"""Notes written under the slide: they go into the deck's text, in the way this deck writes notes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("PySide6.QtWidgets")

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from presenter.ui.desk import WindowDesk
from tests.ui.hand import wait_for

DECK = "# One\n\n- a 😀\n\n---\n\n# Two\n\n<!-- say two -->\n"


def write(d: WindowDesk, words: str) -> None:
    """Click the notes and type."""
    view = d.window.notes.view
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(40, 40))
    assert wait_for(lambda: d.window.notes.writing and d.window.notes.field.hasFocus(), 20000)
    QTest.keyClicks(d.window.notes.field, words)


def test_a_click_and_notes_are_written_into_the_text(desk: Callable[..., WindowDesk]) -> None:
    d = desk(DECK)
    write(d, "welcome all")
    assert d.dirty  # at once: a save must not miss it
    assert wait_for(lambda: "<!-- welcome all -->" in d.window.editor.text, 20000)
    assert d.window.editor.text == DECK.replace("- a 😀\n", "- a 😀\n\n<!-- welcome all -->\n")
    assert d.slide == 0 and d.window.notes.writing
    QTest.keyClick(d.window.notes.field, Qt.Key.Key_Escape)
    assert not d.window.notes.writing and d.window.notes.view.toPlainText() == "welcome all"
    assert d.window.notes.view.hasFocus()
    d.undo()
    assert d.window.editor.text == DECK
    assert wait_for(lambda: d.window.notes.view.toPlainText() == "")


def test_notes_that_are_there_are_written_on(desk: Callable[..., WindowDesk]) -> None:
    d = desk(DECK)
    d.go(1)
    assert wait_for(lambda: d.window.notes.view.toPlainText() == "say two")
    d.window.notes.view.setFocus()
    QTest.keyClick(d.window.notes.view, Qt.Key.Key_Return)
    QTest.keyClicks(d.window.notes.field, " and three")
    QTest.keyClick(d.window.notes.field, Qt.Key.Key_Return)
    QTest.keyClicks(d.window.notes.field, "loudly")
    d.go(0)  # another slide: what was written is kept
    assert wait_for(lambda: not d.window.notes.writing)
    assert d.window.editor.text.endswith("<!--\nsay two and three\nloudly\n-->\n")
    assert wait_for(lambda: d.window.notes.view.toPlainText() == "")


def test_saving_takes_notes_that_were_written_a_moment_ago(desk: Callable[..., WindowDesk], tmp_path: Path) -> None:
    d = desk(DECK)
    write(d, "x")
    assert d.save() and not d.dirty
    assert "<!-- x -->" in (tmp_path / "talk.md").read_text(encoding="utf-8")
    assert d.window.notes.writing  # and writing goes on
    QTest.keyClicks(d.window.notes.field, "y")
    d.window.notes.finish()
    assert "<!-- xy -->" in d.window.editor.text


def test_a_slide_put_before_it_does_not_take_its_notes(desk: Callable[..., WindowDesk]) -> None:
    d = desk(DECK)
    d.go(1)
    assert wait_for(lambda: d.window.notes.view.toPlainText() == "say two")
    d.window.notes.begin()
    d._work.document.text.set("# Zero\n\n---\n\n" + DECK)  # another program, say
    QTest.keyClicks(d.window.notes.field, "!")
    d.window.notes.finish()
    assert d.window.editor.text == "# Zero\n\n---\n\n" + DECK.replace("say two", "say two!")


def test_what_no_way_of_writing_notes_can_hold_is_told(desk: Callable[..., WindowDesk]) -> None:
    d = desk(DECK)
    write(d, "a --> b")  # ends a comment: another way is found
    d.window.notes.finish()
    assert d._work.show.value.slide(0).notes == "a --> b" and d.window.bar.text() == ""
    before = d.window.editor.text
    write(d, "")
    d.window.notes.field.setPlainText("a --> b\n\n:::\n\nc")
    d.window.notes.finish()
    assert d.window.editor.text == before and "in the deck's text only" in d.window.bar.text()


def test_fast_hands_write_the_notes_of_the_slide_they_went_to(desk: Callable[..., WindowDesk]) -> None:
    d = desk(DECK)
    assert wait_for(lambda: not d.window._later.isActive(), 20000)
    d.go(1)
    d.window.notes.view.setFocus()
    QTest.keyClick(d.window.notes.view, Qt.Key.Key_Return)  # before the notes of this slide were shown
    QTest.keyClicks(d.window.notes.field, " first")
    assert wait_for(lambda: not d.window._later.isActive(), 20000)
    QTest.keyClicks(d.window.notes.field, " and last")
    d.window.notes.finish()
    assert d.window.editor.text == DECK.replace("say two", "say two first and last")


def test_a_letter_begins_the_notes_and_is_the_first_one(desk: Callable[..., WindowDesk]) -> None:
    d = desk(DECK)
    d.window.notes.view.setFocus()
    QTest.keyClick(d.window.notes.view, Qt.Key.Key_Down)
    assert not d.window.notes.writing
    QTest.keyClicks(d.window.notes.view, "H")
    assert d.window.notes.writing
    QTest.keyClicks(d.window.notes.field, "i all")
    d.window.notes.finish()
    assert "<!-- Hi all -->" in d.window.editor.text

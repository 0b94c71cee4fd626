"""Inserting: every thing is what it says it is, goes where it may, and is found by typing and walking."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytest.importorskip("PySide6.QtWidgets")
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from presenter.parse.deck import parse
from presenter.ui.edit.insert_panel import InsertPanel
from presenter.writing.inserts import INSERTS, by_id, inserted
from tests.ui.hand import wait_for


def after(text: str, offset: int, name: str) -> str:
    (edit,) = inserted(text, offset, by_id(name)).edits
    return text[: edit.start] + edit.new + text[edit.end :]


@pytest.mark.parametrize("insert", INSERTS, ids=lambda one: one.id)
def test_each_is_one_slide_or_part_of_one_without_a_problem(insert: Any) -> None:
    deck = parse(f"# Title\n\n---\n\n{insert.source}\n\n---\n\n# End\n")
    assert len(deck.slides) == 3
    slide = deck.slides[1]
    assert not slide.problems, slide.problems
    assert slide.blocks or slide.backgrounds or slide.notes
    assert "⟦" not in insert.source and insert.text.count("⟦") == insert.text.count("⟧") == 1


@pytest.mark.parametrize(
    ("text", "mark", "made"),
    [
        ("# One\n\nwords\n", "words", "# One\n\nwords\n\n$$\ne^{i\\pi} + 1 = 0\n$$\n"),
        ("# One\n\n- a\n- b\n\nmore\n", "- a", "# One\n\n- a\n- b\n\n$$\ne^{i\\pi} + 1 = 0\n$$\n\nmore\n"),
        ("# One\n\n```\ncode\n\n```\nmore\n", "code", "# One\n\n```\ncode\n\n```\n\n$$\ne^{i\\pi} + 1 = 0\n$$\n\nmore\n"),
        ("---\ntitle: x\n---\n\n# One\n", "title", "---\ntitle: x\n---\n\n$$\ne^{i\\pi} + 1 = 0\n$$\n\n# One\n"),
        ("", "", "$$\ne^{i\\pi} + 1 = 0\n$$\n"),
    ],
)
def test_a_block_goes_between_blocks(text: str, mark: str, made: str) -> None:
    assert after(text, text.index(mark), "formula") == made


def test_from_the_menu_and_by_typing_in_the_panel(desk: Callable[..., Any]) -> None:
    d = desk("# One\n\nwords\n\n---\n\n# Two\n")
    editor = d.window.editor
    editor.go(editor.text.index("words"))
    d.window.actions_by_id["insert-table"].trigger()
    assert editor.textCursor().selectedText() == "What" and d.count == 2
    d.undo()
    d.window.actions_by_id["insert"].trigger()
    panel = next(one for one in d.window.findChildren(InsertPanel) if one.isVisible())
    assert panel.list.count() == len(INSERTS)
    assert wait_for(lambda: len(panel._pictures) == len(INSERTS))
    QTest.keyClick(panel.words, Qt.Key.Key_Down)
    assert panel.list.currentRow() > 1  # a row down, not a card on
    QTest.keyClicks(panel.words, "timel")
    assert panel.list.count() == 1
    QTest.keyClick(panel.words, Qt.Key.Key_Return)
    assert d.count == 3 and d.slide == 1
    assert editor.textCursor().selectedText() == "How it went"
    QTest.keyClicks(editor, "Ours")
    assert "## Ours\n" in editor.text
    assert d.window.strip.selected() == (1,)

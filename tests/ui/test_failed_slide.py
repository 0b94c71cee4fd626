"""A slide that fails: the hall sees its title and a small card, the presenter why, and the talk goes on. The faults are real
ones, of a plug-in that places a block and of a text that cannot be painted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("PySide6.QtWidgets")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from presenter import registry
from presenter.cli import main
from presenter.layout.stack import Box
from presenter.model import Quote, Table
from presenter.scene import Group, Line, Rect, Text
from presenter.ui.show.stage import LiveStage
from tests.ui.hand import wait_for

BROKEN = Text(Rect(10.0, 10.0, 50.0, 50.0), (), (Line(3, 0, 5, 0.0, 10.0, 20.0, 0.0, 12.0),))  # a line of a paragraph that is not there
DECK = "---\ntransition: none\n---\n\n# One\n\n---\n\n# Broken slide\n\n- a\n\n. . .\n\n{block}\n\n---\n\n# Three\n"
LAYOUT, PAINT = DECK.replace("{block}", "| a | b |\n|---|---|\n| c | d |"), DECK.replace("{block}", "> said")


def _cannot_be_placed(*words: object, **more: object) -> None:
    raise KeyError("no such column")


def _cannot_be_painted(*words: object, **more: object) -> list[Box]:
    return [Box(100.0, 100.0, lambda height: (BROKEN,))]


@pytest.fixture
def give(begin: Callable[..., LiveStage], monkeypatch: pytest.MonkeyPatch) -> Callable[..., LiveStage]:
    monkeypatch.setitem(registry.PLACERS, Table, _cannot_be_placed)
    monkeypatch.setitem(registry.PLACERS, Quote, _cannot_be_painted)
    return begin


def press(stage: LiveStage, key: Qt.Key) -> None:
    QTest.keyClick(stage.audience, key)
    QApplication.processEvents()


def words_of(items: tuple[object, ...]) -> str:
    found = []
    for item in items:
        if isinstance(item, Group):
            found.append(words_of(item.items))
        elif isinstance(item, Text):
            found.append(" ".join(paragraph.text for paragraph in item.paragraphs))
    return " ".join(found)


@pytest.mark.logs("a slide cannot be laid out")
def test_a_slide_that_cannot_be_laid_out(give: Callable[[str], LiveStage]) -> None:
    stage = give(LAYOUT)
    press(stage, Qt.Key.Key_Right)
    scene = stage.audience.scene
    assert scene is not None
    assert "Broken slide" in words_of(scene.items)
    assert "This slide cannot be shown." in words_of(scene.items)
    assert "no such column" not in words_of(scene.items)
    assert "KeyError: 'no such column'" in stage.console.status.text()
    press(stage, Qt.Key.Key_Right)
    assert stage.talk.value.place == (1, 1)  # it has its steps still
    press(stage, Qt.Key.Key_Right)
    assert stage.talk.value.slide == 2
    assert "cannot" not in stage.console.status.text()
    assert "Three" in words_of(stage.audience.scene.items)


@pytest.mark.logs("a slide cannot be painted", "saved states")
def test_a_slide_that_cannot_be_painted(give: Callable[[str], LiveStage]) -> None:
    stage = give(PAINT)
    press(stage, Qt.Key.Key_Right)
    assert wait_for(lambda: "cannot be shown" in stage.console.status.text())
    image = stage.audience.grab().toImage()
    assert image.pixelColor(48, 450).name() == "#d98300"  # the edge of the card
    assert len({image.pixelColor(x, 60).name() for x in range(50, 400)}) > 2  # the title is written
    press(stage, Qt.Key.Key_Right)
    press(stage, Qt.Key.Key_Right)
    assert stage.talk.value.slide == 2
    assert "cannot" not in stage.console.status.text()


@pytest.mark.logs("a slide cannot be laid out")
def test_the_other_slides_go_out_and_the_check_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(registry.PLACERS, Table, _cannot_be_placed)
    (tmp_path / "t.md").write_text(LAYOUT, encoding="utf-8")
    assert main(["check", str(tmp_path / "t.md")]) == 1
    assert "slide 2: this slide cannot be laid out (KeyError: 'no such column')" in capsys.readouterr().out
    assert main(["export", str(tmp_path / "t.md"), "--to", "pdf", "-o", str(tmp_path / "t.pdf")]) == 0
    assert (tmp_path / "t.pdf").stat().st_size > 1000

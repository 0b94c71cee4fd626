"""The console on real decks: steps, sections, times and pace, notes, and the overview with its search."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("PySide6.QtWidgets")
sys.path.insert(0, str(Path(__file__).parent))

from hand import wait_for
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from presenter.app import Project, _hopper
from presenter.store.document import Document
from presenter.store.settings import Settings
from presenter.talk import state
from presenter.ui import dark
from presenter.ui.stage import LiveStage

K = Qt.Key
DECK = """\
---
duration: 10m
transition: none
---

# Opening

<!-- Say **hello**. -->

---

<!-- section: Results -->

# First finding

. . .

more

---

<!-- _hidden: true -->

# Spare slide

---

<!-- section: Outlook -->

# What comes

---

# Thanks
"""


@pytest.fixture
def give(app: QApplication, tmp_path: Path) -> Iterator[Callable[..., LiveStage]]:
    given: list[tuple[LiveStage, Project]] = []

    def start(text: str = DECK, slide: int = 0) -> LiveStage:
        path = tmp_path / "talk.md"
        path.write_text(text, encoding="utf-8")
        project = Project(Document(path), _hopper(app))
        stage = LiveStage(project, slide, windowed=(640, 360), settings=Settings(tmp_path / "settings.json"))
        given.append((stage, project))
        stage.start()
        assert QTest.qWaitForWindowExposed(stage.console, 5000)
        QApplication.processEvents()
        return stage

    yield start
    for stage, project in given:
        stage.end()
        project.close()
    QApplication.processEvents()


def press(stage: LiveStage, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        QTest.keyClick(stage.console, key, modifier)
    QApplication.processEvents()


def ran(stage: LiveStage, seconds: float, here: float = 10.0) -> None:
    """As if the talk had begun so long ago."""
    assert wait_for(lambda: stage._prompter._plan is not None)
    now = stage.now()
    stage.talk.set(replace(stage.talk.value, started=now - seconds, slide_since=now - here))
    QApplication.processEvents()


def tint(label: QLabel) -> str:
    return label.palette().windowText().color().name()


def test_step_section_and_hidden_slides_are_told(give: Callable[..., LiveStage]) -> None:
    stage = give()
    press(stage, K.Key_Right)
    assert (stage.console.place.text(), stage.console.step.text()) == ("2 / 5", "step 0 of 1 · Results")
    assert (stage.console.next.scene, stage.console.next.step) == (stage.console.now.scene, 1)  # the next step, not the next slide
    press(stage, K.Key_Right)
    assert stage.console.step.text() == "step 1 of 1 · Results"
    press(stage, K.Key_3, K.Key_Return)
    assert "hidden slide" in stage.console.step.text()
    press(stage, K.Key_BracketRight)
    assert stage.console.step.text() == "Outlook"
    press(stage, K.Key_BracketLeft)
    assert stage.talk.value.slide == 1


def test_the_pace_is_told_only_beyond_a_minute(give: Callable[..., LiveStage]) -> None:
    stage = give()
    press(stage, K.Key_Right)  # slide 2 of 4 that are shown: from 2:30 to 5:00
    for elapsed, words, color in (
        (200, "6:40 left", dark.MUTED), (350, "4:10 left", dark.MUTED), (420, "3:00 left · 1:59 late", dark.ALARM),
        (40, "9:20 left · 1:50 early", dark.ACCENT), (100, "8:20 left", dark.MUTED), (665, "over by 1:05", dark.OVER),
    ):  # fmt: skip
        ran(stage, elapsed + 0.5 if elapsed == 665 else elapsed - 0.5)
        assert (stage.console.pace.text(), tint(stage.console.pace)) == (words, color)


def test_the_clocks_stand_in_a_pause_and_moving_does_not_end_it(give: Callable[..., LiveStage]) -> None:
    stage = give()
    assert stage.console.elapsed.text() == "0:00"
    ran(stage, 75.5, 12.5)
    assert (stage.console.elapsed.text(), stage.console.on_slide.text()) == ("1:15", "this slide 0:12")
    press(stage, K.Key_T, K.Key_Right, K.Key_Left)
    assert "paused" in stage.console.pace.text()
    assert tint(stage.console.elapsed) == dark.MUTED
    assert stage.talk.value.paused is not None
    press(stage, K.Key_T)
    assert tint(stage.console.elapsed) == dark.INK


def test_without_a_plan_there_is_no_countdown(give: Callable[..., LiveStage]) -> None:
    stage = give("# A\n\n---\n\n# B\n")
    assert stage.console.pace.text() == "T starts the clock"
    press(stage, K.Key_T)
    assert stage.console.pace.text() == ""


def test_notes_grow_scroll_and_keep_their_size(give: Callable[..., LiveStage]) -> None:
    long = "\n\n".join(f"Line {i} of the notes." for i in range(60))
    stage = give(f"# A\n\n<!--\n{long}\n-->\n")
    press(stage, K.Key_Plus, K.Key_Plus, modifier=Qt.KeyboardModifier.ControlModifier)
    assert stage.console.notes_size == 25
    bar = stage.console.notes.verticalScrollBar()
    press(stage, K.Key_D)
    press(stage, K.Key_Down, modifier=Qt.KeyboardModifier.ShiftModifier)
    below = bar.value()
    press(stage, K.Key_U)
    assert 0 < bar.value() < below
    assert stage.talk.value.place == (0, 0)
    stage.end()
    assert give().console.notes_size == 25


def test_the_overview_finds_slides_by_words_and_by_number(give: Callable[..., LiveStage]) -> None:
    stage = give(slide=1)
    press(stage, K.Key_Tab)
    overview = stage.console.findChild(QWidget, "overview")
    assert overview.isVisible()
    assert overview.slides == [0, 1, 2, 3, 4]
    QTest.keyClicks(stage.console, "what co")
    assert overview.slides == [3]
    press(stage, K.Key_Return)
    assert not overview.isVisible()
    assert stage.talk.value.slide == 3
    press(stage, K.Key_O, K.Key_5, K.Key_Enter)
    assert stage.talk.value.slide == 4
    press(stage, K.Key_G, K.Key_Left, K.Key_Left, K.Key_Return)
    assert stage.talk.value.slide == 2
    QTest.keyClicks(stage.console, "/nothing like it")
    press(stage, K.Key_Return)
    assert overview.isVisible()  # nothing to go to
    press(stage, K.Key_Escape)
    assert not overview.isVisible()
    assert stage.running
    press(stage, K.Key_Left, modifier=Qt.KeyboardModifier.AltModifier)
    assert stage.talk.value.slide == 4  # back to where the last jump came from


def test_the_overview_draws_what_is_in_view(give: Callable[..., LiveStage]) -> None:
    stage = give("\n---\n\n".join(f"# Slide {i}\n" for i in range(300)))
    stage.console.resize(1000, 700)
    press(stage, K.Key_Tab)
    overview = stage.console.findChild(QWidget, "overview")
    assert wait_for(lambda: overview.known(5) is not None)
    assert overview.known(250) is None
    QTest.mouseClick(overview._grid.viewport(), Qt.MouseButton.LeftButton, pos=overview._grid.visualRect(overview._rows.index(6)).center())
    assert stage.talk.value.slide == 6


def test_buttons_do_what_keys_do(give: Callable[..., LiveStage]) -> None:
    stage = give()
    for words, expected in (("▶", (1, 0)), ("▶", (1, 1)), ("◀", (1, 0))):
        next(b for b in stage.console.findChildren(QPushButton) if b.text() == words).click()
        assert stage.talk.value.place == expected
    next(b for b in stage.console.findChildren(QPushButton) if "Freeze" in b.text()).click()
    assert stage.talk.value.held == (1, 0)
    assert state.elapsed(stage.talk.value, stage.now()) < 60

"""Rehearsals and talks through the real show: the console alone, times by slide and step, kept once it has ended."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

pytest.importorskip("PySide6.QtWidgets")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from presenter import arguments, cli
from presenter.parse.deck import parse
from presenter.store.recovery import TalkRecord
from presenter.store.runs import RunFile
from presenter.talk.runs import Run
from presenter.ui.show.stage import LiveStage
from tests.ui.hand import Clock

K = Qt.Key
DECK = "# One\n\n---\n\n# Two\n\na\n\n. . .\n\nb\n\n---\n\n# Three\n"


@pytest.fixture
def give(begin: Callable[..., LiveStage], tmp_path: Path) -> Callable[..., LiveStage]:
    def start(rehearsal: bool = True, text: str = DECK, resume: bool = False) -> LiveStage:
        left = TalkRecord(tmp_path / "talk.md").found(parse(text)) if resume else None
        return begin(text, windowed=None if rehearsal else (640, 360), rehearsal=rehearsal, resumed=left)

    return start


def kept(folder: Path) -> tuple[Run, ...]:
    return RunFile(folder / "talk.md").read()


def press(stage: LiveStage, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(stage.console, key)
    QApplication.processEvents()


def spent(run: Run) -> list[tuple[int, list[int]]]:
    return [(leg.slide.index, [int(seconds) for seconds in leg.steps]) for leg in run.legs]


def test_a_rehearsal_shows_the_console_alone_and_keeps_the_time_of_every_step(
    give: Callable[..., LiveStage], tmp_path: Path, clock: Clock
) -> None:
    stage = give()
    assert stage.console.isVisible()
    assert not stage.audience.isVisible()
    assert stage.talk.value.started is not None  # at once
    assert "Rehearsal" in stage.console.status.text()
    for seconds in (10, 20, 30):
        clock.second += seconds
        press(stage, K.Key_Right)
    press(stage, K.Key_H, K.Key_H, K.Key_B, K.Key_B)
    assert not stage.audience.isVisible()
    clock.second += 40
    press(stage, K.Key_Escape, K.Key_Escape)
    assert not stage.running
    assert stage.run is not None
    assert spent(stage.run) == [(0, [10]), (1, [20, 30]), (2, [40])]
    assert kept(tmp_path) == (stage.run,) or spent(kept(tmp_path)[0]) == spent(stage.run)
    assert kept(tmp_path)[0].kind == "rehearsal"
    assert not TalkRecord(tmp_path / "talk.md").file.exists()


def test_a_rehearsal_leaves_neither_ink_nor_a_talk_to_resume(give: Callable[..., LiveStage], tmp_path: Path) -> None:
    stage = give()
    QTest.keyClick(stage.console, K.Key_P, Qt.KeyboardModifier.ControlModifier)
    QTest.mousePress(stage.console.now, Qt.MouseButton.LeftButton, pos=stage.console.now.slide_rect().center())
    QTest.mouseMove(stage.console.now, stage.console.now.slide_rect().center() / 2)
    QTest.mouseRelease(stage.console.now, Qt.MouseButton.LeftButton, pos=stage.console.now.slide_rect().center() / 2)
    assert stage.talk.value.ink
    assert not TalkRecord(tmp_path / "talk.md").file.exists()
    press(stage, K.Key_Escape, K.Key_Escape, K.Key_Escape)
    assert not (tmp_path / "talk.ink.json").exists()
    assert kept(tmp_path) == ()  # it was no run through the talk


def test_a_rehearsal_tells_what_a_slide_took_last_time(give: Callable[..., LiveStage], clock: Clock) -> None:
    stage = give()
    for seconds in (10, 20, 30):
        clock.second += seconds
        press(stage, K.Key_Right)
    stage.end()
    stage = give(text="# New\n\n---\n\n" + DECK)
    assert stage.console.on_slide.text() == "this slide 0:00"
    press(stage, K.Key_Right)
    assert stage.console.on_slide.text() == "this slide 0:00 · last time 0:10"
    press(stage, K.Key_Right)
    assert stage.console.on_slide.text() == "this slide 0:00 · last time 0:50"
    stage.end()
    assert "last time" not in give(rehearsal=False).console.on_slide.text()


def test_beginning_again_counts_anew(give: Callable[..., LiveStage], tmp_path: Path, clock: Clock) -> None:
    stage = give()
    clock.second += 500
    press(stage, K.Key_Right, K.Key_Home, K.Key_R, K.Key_T)
    for seconds in (5, 6, 7):
        clock.second += seconds
        press(stage, K.Key_Right)
    clock.second += 8
    stage.end()
    assert spent(kept(tmp_path)[0]) == [(0, [5]), (1, [6, 7]), (2, [8])]


def test_a_talk_is_kept_and_a_glance_is_not(give: Callable[..., LiveStage], tmp_path: Path, clock: Clock) -> None:
    stage = give(rehearsal=False)
    press(stage, K.Key_Right, K.Key_Right, K.Key_Right)
    stage.end()
    assert (stage.run, kept(tmp_path)) == (None, ())
    stage = give(rehearsal=False)
    press(stage, K.Key_Right)
    clock.second += 70
    press(stage, K.Key_Right)
    clock.second += 1
    press(stage, K.Key_Right)
    clock.second += 20
    stage.end()
    assert spent(kept(tmp_path)[0]) == [(1, [70, 1]), (2, [20])]
    assert kept(tmp_path)[0].kind == "talk"


def test_a_killed_talk_keeps_its_times(give: Callable[..., LiveStage], tmp_path: Path, clock: Clock) -> None:
    stage = give(rehearsal=False)
    press(stage, K.Key_Right)
    clock.second += 70
    press(stage, K.Key_Right)
    clock.second += 1
    press(stage, K.Key_Right)
    record = TalkRecord(tmp_path / "talk.md")
    record.keep(stage.talk.value, stage._work.show.value.deck, stage._times.course)
    left = record.file.read_bytes()
    stage._times.stop = lambda: None  # killed: nothing is kept in the end
    stage.end()
    record.file.write_bytes(left)
    again = give(rehearsal=False, resume=True)
    assert again.talk.value.slide == 2
    clock.second += 20
    again.end()
    assert spent(kept(tmp_path)[0]) == [(1, [70, 1]), (2, [20])]


def test_the_deck_may_change_during_the_talk(give: Callable[..., LiveStage], tmp_path: Path, clock: Clock) -> None:
    stage = give()
    clock.second += 10
    press(stage, K.Key_Right)
    stage._work.document.text.set("# New\n\n---\n\n" + DECK)
    assert stage.talk.value.slide == 2
    for seconds in (20, 1):
        clock.second += seconds
        press(stage, K.Key_Right)
    stage.end()
    assert spent(kept(tmp_path)[0]) == [(1, [10]), (2, [20, 1]), (3, [0])]


def test_a_time_of_day_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    soon = datetime.now() + timedelta(minutes=30)
    assert abs(arguments.time_of_day(f"{soon:%H:%M}") - soon.timestamp()) <= 60
    past = datetime.now() - timedelta(minutes=5)
    assert 23 < (arguments.time_of_day(f"{past:%H:%M}") - time.time()) / 3600 < 24  # tomorrow
    assert cli.main(["present", "x.md", "--until", "25:00"]) == 2
    assert "no time of day" in capsys.readouterr().err

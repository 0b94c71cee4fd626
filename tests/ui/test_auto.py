"""Slides that go on by themselves: until the last, not under black, not in a pause, and a key begins the time anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

pytest.importorskip("PySide6.QtWidgets")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from presenter.ui.show.stage import LiveStage
from tests.ui.hand import HandWork, wait_for

SECONDS = 0.15


@pytest.fixture
def show(app: object) -> Iterator[Callable[..., LiveStage]]:
    stages: list[LiveStage] = []

    def start(*steps: int, advance: float | None = SECONDS, **options: object) -> LiveStage:
        work = HandWork(*steps)
        slides = work.show.value.deck.slides
        for index, slide in enumerate(slides):
            slides[index] = replace(slide, settings=replace(slide.settings, advance=advance))
        stage = LiveStage(work, windowed=(320, 180), **options)  # type: ignore[arg-type]
        stages.append(stage)
        stage.start()
        return stage

    yield start
    for stage in stages:
        stage.end()


def test_every_step_and_then_the_last_slide_stays(show: Callable[..., LiveStage]) -> None:
    stage = show(1, 0)
    seen = []
    stage.talk.watch(lambda new, old: seen.append((new.place, new.ended)))
    assert wait_for(lambda: stage.talk.value.place == (1, 0))
    QTest.qWait(int(3000 * SECONDS))
    assert seen == [((0, 1), False), ((1, 0), False)]


def test_not_under_black_and_not_in_a_pause(show: Callable[..., LiveStage]) -> None:
    stage = show(0, 0, 0, 0)
    for key in (Qt.Key.Key_B, Qt.Key.Key_F, Qt.Key.Key_H):
        QTest.keyClick(stage.console, key)
        before = stage.talk.value.place
        QTest.qWait(int(2000 * SECONDS))
        assert stage.talk.value.place == before
        QTest.keyClick(stage.console, key)
    QTest.keyClick(stage.console, Qt.Key.Key_T)
    if stage.talk.value.paused is None:
        QTest.keyClick(stage.console, Qt.Key.Key_T)
    before = stage.talk.value.place
    QTest.qWait(int(2000 * SECONDS))
    assert stage.talk.value.place == before
    QTest.keyClick(stage.console, Qt.Key.Key_T)
    assert wait_for(lambda: stage.talk.value.place != before)


def test_without_a_time_slides_wait(show: Callable[..., LiveStage]) -> None:
    stage = show(0, 0, advance=None)
    QTest.qWait(200)
    assert stage.talk.value.place == (0, 0)


def test_a_loop_begins_again_by_itself(show: Callable[..., LiveStage]) -> None:
    stage = show(0, 1, loop=True)
    seen: list[tuple[int, int]] = []
    stage.talk.watch(lambda new, old: seen.append(new.place))
    assert wait_for(lambda: seen[:4] == [(1, 0), (1, 1), (0, 0), (1, 0)])


def test_slides_without_a_time_of_their_own_take_the_one_that_is_given(show: Callable[..., LiveStage]) -> None:
    stage = show(0, 0, advance=None, every=SECONDS)
    assert wait_for(lambda: stage.talk.value.place == (1, 0))

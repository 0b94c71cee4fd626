"""Morph in the audience's window: made ready beforehand, both ways, cut short by the next key."""

from __future__ import annotations

from collections.abc import Callable

import pytest

pytest.importorskip("PySide6.QtWidgets")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from presenter.ui.show.stage import LiveStage
from tests.ui.hand import wait_for

DECK = "---\ntransition: morph 1.5s\n---\n\n# Plan\n\n---\n\n## Plan\n\n- one\n- two\n\n---\n\n## Plan\n\n- two\n- one\n"


@pytest.fixture
def stage(begin: Callable[[str], LiveStage]) -> LiveStage:
    return begin(DECK)


def dark_rows(stage: LiveStage) -> list[int]:
    """The rows of the window in which something dark is, in the left half."""
    shot = stage.audience.grab().toImage()
    return [y for y in range(0, shot.height(), 2) if any(shot.pixelColor(x, y).lightness() < 60 for x in range(100, 480, 2))]


def test_the_title_is_on_its_way_and_then_there(stage: LiveStage) -> None:
    before = dark_rows(stage)
    QTest.keyClick(stage.audience, Qt.Key.Key_Right)
    assert stage.audience.changing
    end = 90  # the heading stands higher than this
    assert wait_for(lambda: end < dark_rows(stage)[0] < before[0] - 8)  # between the two places
    assert wait_for(lambda: not stage.audience.changing)
    assert dark_rows(stage)[0] < end < before[0]
    QTest.keyClick(stage.audience, Qt.Key.Key_Left)
    assert wait_for(lambda: not stage.audience.changing)
    assert dark_rows(stage) == before


def test_the_next_key_cuts_it_short(stage: LiveStage) -> None:
    QTest.keyClick(stage.audience, Qt.Key.Key_Right)
    assert stage.audience.changing
    QTest.keyClick(stage.audience, Qt.Key.Key_Right)
    assert not stage.audience.changing
    assert stage.talk.value.slide == 2


def test_what_a_morph_needs_is_drawn_before_it_is_asked_for(stage: LiveStage, monkeypatch: pytest.MonkeyPatch) -> None:
    from presenter.qt import tween

    made: list[int] = []
    original: Callable[..., None] = tween.Tween.__init__
    monkeypatch.setattr(tween.Tween, "__init__", lambda self, *args: (made.append(1), original(self, *args))[1])
    QTest.keyClick(stage.audience, Qt.Key.Key_Right)
    assert wait_for(lambda: len(made) >= 2 and not stage.audience.changing)  # on and back again from here
    count = len(made)
    QTest.keyClick(stage.audience, Qt.Key.Key_Right)
    assert stage.audience.changing
    assert len(made) == count

"""Frames of the changes between slides: where the old and the new picture are, forward and back."""

from __future__ import annotations

import pytest

pytest.importorskip("PySide6.QtGui")

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter

from presenter.ui.show.transition import FADE_MS, LONGEST_MS, MOVE_MS, Change, change, paint_frame

WIDTH, HEIGHT = 200, 100
OLD, NEW = "#c01010", "#1010c0"


def image(color: str) -> QImage:
    made = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    made.fill(QColor(color))
    return made


def frame(kind: str, share: float, forward: bool = True) -> QImage:
    made = image("#000000")
    painter = QPainter(made)
    paint_frame(painter, QRect(0, 0, WIDTH, HEIGHT), Change(kind, 400, forward), image(OLD), image(NEW), share)
    painter.end()
    return made


def row(kind: str, forward: bool = True) -> list[str]:
    made = frame(kind, 0.5, forward)
    return [made.pixelColor(x, HEIGHT // 2).name() for x in (2, 98, 102, 197)]


@pytest.mark.parametrize("kind", ["fade", "slide", "cover", "push", "wipe", "zoom"])
@pytest.mark.parametrize("forward", [True, False])
def test_they_begin_with_the_old_slide_and_end_with_the_new_one(app: object, kind: str, forward: bool) -> None:
    assert frame(kind, 0.0, forward) == image(OLD)
    assert frame(kind, 1.0, forward) == image(NEW)


def test_half_way(app: object) -> None:
    assert row("slide") == [OLD, OLD, NEW, NEW]
    assert row("slide", False) == [NEW, NEW, OLD, OLD]
    assert row("push") == [OLD, OLD, NEW, NEW]
    assert row("push", False) == [NEW, NEW, OLD, OLD]
    assert row("wipe") == [NEW, NEW, OLD, OLD]
    assert row("wipe", False) == [OLD, OLD, NEW, NEW]
    edge, middle = frame("zoom", 0.5).pixelColor(2, 50), frame("zoom", 0.5).pixelColor(100, 50)
    assert edge.name() == OLD
    assert middle.red() < 0xC0 and middle.blue() > 0x10


def test_what_a_deck_asks_for() -> None:
    assert change("none", None) is None
    assert change("cut", 2.0) is None
    assert change("push", 0) is None
    assert change("", None) is None
    assert change("fade", None) == Change("fade", FADE_MS)
    assert change("wipe", None, False) == Change("wipe", MOVE_MS, False)
    assert change("pivot", 0.7) == Change("fade", 700)  # a name of another program's
    assert change("zoom", 900.0) == Change("zoom", LONGEST_MS)
    assert change("push ease-in", 0.5) == Change("push", 500)

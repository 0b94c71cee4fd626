"""Slides are drawn on the same memory again and again, but never on a picture that somebody still has."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QImage

from presenter.qt import render
from presenter.scene import Color, Rect, Shape
from tests.scenes import scene

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture(autouse=True)
def sheets() -> Iterator[None]:
    for left in (2, 1):
        assert render.sheets_wanting(96, 54, 2) == left
        render.lay_out_sheet(96, 54)
    assert render.sheets_wanting(96, 54, 2) == 0
    yield
    render.sheets_wanting(0, 0, 0)


def filled(color: str) -> QImage:
    return render.draw(scene(Shape(Rect(0, 0, 960, 540), fill=Color(color))), 96, 54)


def _address(image: QImage) -> int:
    """Where its pixels are."""
    import numpy as np

    return int(np.frombuffer(image.constBits(), np.uint8).__array_interface__["data"][0])


def test_a_picture_that_is_looked_at_stays() -> None:
    kept = [filled(color) for color in ("#ff0000", "#00ff00", "#0000ff", "#ffff00")]  # two more than there are sheets
    assert [image.pixelColor(40, 20).name() for image in kept] == ["#ff0000", "#00ff00", "#0000ff", "#ffff00"]


def test_a_copy_of_it_stays_too() -> None:
    copy = QImage(filled("#ff0000"))
    assert [filled(color).pixelColor(40, 20).name() for color in ("#00ff00", "#0000ff", "#ffff00")] == ["#00ff00", "#0000ff", "#ffff00"]
    assert copy.pixelColor(40, 20).name() == "#ff0000"


def test_the_memory_of_what_nobody_has_is_used_again() -> None:
    places = {_address(filled("#ff0000")) for _ in range(6)}
    assert len(places) == 1


def test_nothing_of_the_last_picture_is_left_on_a_ground_that_lets_light_through() -> None:
    from dataclasses import replace

    first = filled("#ffffff")
    assert first.pixelColor(5, 5).name() == "#ffffff"
    del first
    clear = render.draw(replace(scene(), background=Color("#ff0000", 0.5)), 96, 54)
    assert clear.pixelColor(5, 5).red() in (127, 128) and clear.pixelColor(5, 5).green() == 0


def test_another_size_has_memory_of_its_own() -> None:
    assert render.draw(scene(), 48, 27).width() == 48
    render.lay_out_sheet(48, 27)
    assert (filled("#ff0000").width(), render.draw(scene(), 48, 27).width()) == (96, 48)

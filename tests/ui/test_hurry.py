"""Who presses keys fast does not wait for what is made ready, or sharp, on the way."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image as Photo
from PySide6.QtCore import QElapsedTimer
from PySide6.QtWidgets import QWidget

from presenter.scene import Image, Picture, Rect, Scene
from presenter.ui.slide_view import REST_MS, Idle, SlideView
from tests.scenes import scene
from tests.ui.hand import wait_for

pytestmark = pytest.mark.usefixtures("app")  # Qt's timers may come a twentieth early


def test_work_waits_until_the_keys_have_stopped() -> None:
    home = QWidget()
    done: list[object] = []
    idle = Idle(home)
    clock = QElapsedTimer()
    idle.replace(lambda: done.append("first"))
    assert wait_for(lambda: bool(done))
    for number in range(5):
        clock.start()
        idle.replace(lambda n=number: done.append(n))  # type: ignore[misc]
    assert wait_for(lambda: len(done) > 1)
    assert done == ["first", 4] and clock.elapsed() >= 0.9 * REST_MS


def photo(folder: Path, name: str) -> Scene:
    """A slide full of a photo with a small copy."""
    large, small = folder / f"{name}.png", folder / f"{name}.quick.jpeg"
    Photo.effect_noise((1600, 900), 80).save(large)
    Photo.new("L", (160, 90), 128).save(small)
    image = Image(f"{name} {folder}", "png", 1200, 675, large, pixels=(1600, 900), quick=small)
    return scene(Picture(Rect(0, 0, 960, 540), image), images=(image,))


def test_photos_are_passed_without_being_decoded(tmp_path: Path) -> None:
    slides = [photo(tmp_path, name) for name in "abcd"]
    view, clock = SlideView(), QElapsedTimer()
    view.resize(480, 270)
    view.show_slide(slides[0], 0)
    view.show()
    assert wait_for(lambda: view._shown is not None and view._soft is None)  # alone, it is sharp as soon as can be
    for slide in slides[1:]:
        clock.start()
        view.show_slide(slide, 0)
        view.repaint()
    assert view._soft is not None
    assert wait_for(lambda: view._soft is None) and clock.elapsed() >= 0.9 * REST_MS
    view.close()

"""A large photo that was not decoded yet is drawn from its small copy first, and never on paper or in files."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Photo
from PySide6.QtGui import QImage

from presenter.qt import render
from presenter.scene import Image, Picture, Rect, Scene
from presenter.ui.slide_view import SlideView
from tests.scenes import scene
from tests.ui.hand import wait_for

pytestmark = pytest.mark.usefixtures("app")

SIZE = (480, 270)


@pytest.fixture
def photo(tmp_path: Path) -> Image:
    """Fine stripes over a slope: 2400 x 1350; its copy has nothing of the stripes."""
    y, x = np.mgrid[0:1350, 0:2400]
    pixels = np.stack([x // 10, y // 6, 60 + 120 * (x // 30 % 2)], axis=-1).astype("uint8")
    large, small = tmp_path / "photo.jpeg", tmp_path / "photo.quick.jpeg"
    Photo.fromarray(pixels).save(large, quality=92)
    Photo.fromarray(pixels).resize((96, 54), Photo.Resampling.BOX).save(small, quality=92)
    return Image(f"photo {tmp_path}", "jpeg", 1800, 1012.5, large, pixels=(2400, 1350), quick=small)


def slide(photo: Image, **looks: object) -> Scene:
    return scene(Picture(Rect(0, 0, 960, 540), photo, **looks), images=(photo,))  # type: ignore[arg-type]


def stripes(image: QImage) -> float:
    """How much neighbours differ, which only the sharp photo shows."""
    blues = [image.pixelColor(x, 135).blue() for x in range(100, 380)]
    return sum(abs(a - b) for a, b in pairwise(blues)) / len(blues)


def test_first_soft_then_sharp(photo: Image) -> None:
    shown = slide(photo)
    soft, done = render.at_once(shown, *SIZE, 0)
    assert not done and not render.ready(shown, *SIZE, 0)
    sharp = render.image(shown, *SIZE, 0)
    assert stripes(sharp) > 2 * stripes(soft)
    for x, y in ((30, 30), (240, 135), (440, 250)):  # and the same picture otherwise
        assert abs(soft.pixelColor(x, y).red() - sharp.pixelColor(x, y).red()) < 16
        assert abs(soft.pixelColor(x, y).green() - sharp.pixelColor(x, y).green()) < 16
    again, done = render.at_once(shown, *SIZE, 0)
    assert done and again.cacheKey() == sharp.cacheKey()


def test_another_step_of_the_slide_is_sharp_at_once(photo: Image) -> None:
    shown = replace(slide(photo), steps=1)
    render.image(shown, *SIZE, 0)
    picture, done = render.at_once(shown, *SIZE, 1)
    assert done and stripes(picture) > 8 and render.ready(shown, *SIZE, 1)


def test_what_is_known_too_small_does_not_keep_it_waiting(photo: Image) -> None:
    beside = scene(Picture(Rect(0, 0, 200, 112), photo), images=(photo,))
    render.image(beside, *SIZE, 0)  # decoded at 100 pixels
    assert not render.at_once(slide(photo), *SIZE, 0)[1]
    render.image(slide(photo), *SIZE, 0)
    assert render.at_once(slide(photo, crop=(0.0, 0.0, 0.5, 0.5)), 240, 135, 0)[1]  # these pixels are here


@pytest.mark.parametrize("looks", [{"crop": (0.25, 0.0, 0.25, 0.5)}, {"radius": 40.0}])
def test_crops_and_round_corners_are_the_same(photo: Image, looks: dict[str, object]) -> None:
    shown = slide(photo, **looks)
    soft, done = render.at_once(shown, *SIZE, 0)
    sharp = render.image(shown, *SIZE, 0)
    assert not done
    for x, y in ((1, 1), (60, 60), (240, 135), (478, 1)):
        assert abs(soft.pixelColor(x, y).green() - sharp.pixelColor(x, y).green()) < 24


def test_where_there_is_no_copy_or_a_filter_it_waits(photo: Image) -> None:
    assert render.at_once(slide(replace(photo, quick=None)), *SIZE, 0)[1]
    other = replace(photo, key=photo.key + " again")
    assert render.at_once(slide(other, filters=(("grayscale", "1"),)), *SIZE, 0)[1]


def test_a_copy_that_is_gone_is_not_missed(photo: Image) -> None:
    assert photo.quick is not None
    photo.quick.unlink()
    picture, _ = render.at_once(slide(photo), *SIZE, 0)
    assert stripes(picture) > 8


def test_a_window_sharpens_by_itself(photo: Image) -> None:
    view = SlideView()
    view.resize(*SIZE)
    told: list[int] = []
    view.painted.connect(lambda: told.append(1))
    view.show_slide(slide(photo), 0)
    view.show()
    assert wait_for(lambda: bool(told))
    first = view._shown
    assert first is not None
    assert wait_for(lambda: view._shown is not first)
    assert view._shown is not None and stripes(view._shown) > 2 * stripes(first) and told == [1]
    view.close()

"""Pictures behind a slide: where they stand."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from presenter.scene import Picture
from tests.layout.conftest import Arrange


@pytest.mark.parametrize(("position", "place"), [
    ("center", (430.0, 245.0)),
    ("right bottom", (860.0, 490.0)),
    ("left", (0.0, 245.0)),
    ("100% 0%", (860.0, 0.0)),
    ("20px 10pt", (15.0, 10.0)),
    ("1vw calc(100% - 40px)", (9.6, 460.0)),
    ("nonsense 1.2.3px", (430.0, 245.0)),
])  # fmt: skip
def test_a_small_ground_stands_where_its_position_says(arrange: Arrange, tmp_path: Path, position: str, place: tuple[float, float]) -> None:
    Image.new("RGB", (40, 20), "red").save(tmp_path / "a.png")
    scene = arrange(f'## T {{background-image="a.png" background-size="100pt" background-position="{position}"}}\n\nwords\n')[0]
    (picture,) = [item for item in scene.behind if isinstance(item, Picture) and item.role == "background"]
    assert (picture.box.w, picture.box.h) == (100.0, 50.0)
    assert (picture.box.x, picture.box.y) == pytest.approx(place)

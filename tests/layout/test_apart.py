"""What the author places on the slide by `position: absolute`."""

from __future__ import annotations

from pathlib import Path

import pytest

from presenter.scene import Picture, Scene, Text
from tests.layout.conftest import Arrange, flat, texts

BOTTOM = "position:absolute; left:10%; bottom:5%"


def one(arrange: Arrange, body: str) -> Scene:
    _, scene = arrange(f"# First\n\n---\n\n# T\n\n{body}", "light")
    return scene


def _text(scene: Scene, words: str) -> Text:
    (found,) = [text for text in texts(scene) if any(words in made.text for made in text.paragraphs)]
    return found


def test_words_stand_where_they_are_placed_and_leave_the_flow(arrange: Arrange) -> None:
    plain = one(arrange, "- a\n- b\n")
    scene = one(arrange, f'- a\n- b\n\n<div style="{BOTTOM}">\n\nSource: us\n\n</div>\n')
    source = _text(scene, "Source")
    assert source.box.x == pytest.approx(96.0, abs=1.0) and source.box.bottom == pytest.approx(540 * 0.95, abs=1.0)
    assert _text(scene, "a").box == _text(plain, "a").box and source.path == (2, 0)


def test_at_the_right_words_end_there(arrange: Arrange) -> None:
    text = _text(one(arrange, 'a\n\n<div style="position:absolute; right:24px; top:60%">\n\nhere\n\n</div>\n'), "here")
    assert text.box.x + text.lines[0].x + text.lines[0].width == pytest.approx(960 - 18, abs=2.0)


def test_what_would_cover_words_stands_in_the_flow(arrange: Arrange) -> None:
    below = one(arrange, 'words\n\n<div style="position:absolute; left:7%; top:27%">\n\nover them\n\n</div>\n')
    first, second = _text(below, "words"), _text(below, "over them")
    assert first is second or second.box.y >= first.box.y + first.lines[-1].top


@pytest.mark.parametrize("place", ["left:2000px; top:0", "left:10%", "position:relative; left:10%; top:10%", "left:x; top:y"])
def test_what_is_no_place_on_the_slide_stands_in_the_flow(arrange: Arrange, place: str) -> None:
    flow = one(arrange, "a\n\nb\n")
    scene = one(arrange, f'a\n\n<div style="position:absolute; {place}">\n\nb\n\n</div>\n')
    assert _text(scene, "b").box.x == _text(flow, "b").box.x


def test_a_picture_has_its_place_and_size(arrange: Arrange, tmp_path: Path) -> None:
    style = "position:absolute; right:5%; bottom:5%; width:20%"
    scene = one(arrange, f'a\n\n<img src="a.png" style="{style}">\n')
    boxes = [item.box for item in flat(scene.items) if isinstance(item, Picture)] or [
        item.box for item in flat(scene.items) if item.path == (2,) and not isinstance(item, Text)
    ]
    assert boxes and boxes[0].w == pytest.approx(192.0, abs=1.0)
    assert boxes[0].right == pytest.approx(912.0, abs=1.0) and boxes[0].bottom == pytest.approx(513.0, abs=1.0)


def test_placed_things_have_their_steps(arrange: Arrange) -> None:
    scene = one(arrange, f'- a {{.step}}\n\n<div class="step" style="{BOTTOM}">\n\nlate\n\n</div>\n')
    assert scene.steps == 2 and _text(scene, "late").step == 2

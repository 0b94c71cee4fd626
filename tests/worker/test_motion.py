"""Animated pictures in the child: their frames, times and bounds; and how they come back out of the packed file."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from presenter.qt.frames import Frames, frames
from presenter.worker import motion
from tests.moving import COLORS, animation


def packed(path: Path, seconds: float = 60.0) -> Frames:
    header, body = motion.draw({"path": str(path), "name": path.name, "seconds": seconds}, b"")
    assert header == {"format": "frames"}
    return Frames(body)


@pytest.mark.parametrize("ending", ["gif", "webp", "png"])
def test_frames_and_their_times(app: object, tmp_path: Path, ending: str) -> None:
    options = {"lossless": True} if ending == "webp" else {}
    made = packed(animation(tmp_path / f"turn.{ending}", ms=60, **options))
    assert made.size == (60, 40)
    assert made.length == 180
    assert [made.index(ms) for ms in (0, 59, 60, 179, 180, 10_000_000 * 180 + 61)] == [0, 0, 1, 2, 0, 1]
    assert [made.image(ms).pixelColor(30, 30).getRgb()[:3] for ms in (0, 60, 120)] == list(COLORS)
    assert made.until_next(59) == pytest.approx(1)


def test_one_that_plays_once_stops_on_its_last_frame(app: object, tmp_path: Path) -> None:
    made = packed(animation(tmp_path / "once.gif", loop=None))
    assert made.index(100_000) == 2
    assert made.until_next(100_000) is None
    assert made.until_next(130) is None  # the last frame is seen already
    assert made.until_next(10) is not None


def test_frames_that_are_too_short_are_shown_as_browsers_show_them(app: object, tmp_path: Path) -> None:
    assert packed(animation(tmp_path / "fast.gif", ms=10)).length == 3 * motion.USUAL


def test_see_through_frames_keep_what_is_behind_them(app: object, tmp_path: Path) -> None:
    one, two = Image.new("RGBA", (20, 20), (255, 0, 0, 128)), Image.new("RGBA", (20, 20), (0, 0, 255, 255))
    one.save(tmp_path / "a.webp", save_all=True, append_images=[two], duration=50, loop=0, lossless=True)
    color = packed(tmp_path / "a.webp").image(0).pixelColor(10, 10)
    assert color.alpha() == pytest.approx(128, abs=1)
    assert color.red() > 250


def test_bounds_of_size_number_and_time(app: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = animation(tmp_path / "many.gif", (100, 100), frames=40)
    monkeypatch.setattr(motion, "MOST_FRAMES", 10)
    few = packed(path)
    assert few.length == 40 * 60  # as long as before, with a tenth of the frames
    assert {few.index(ms) for ms in range(0, 2400, 10)} == set(range(10))
    monkeypatch.setattr(motion, "MOST_PIXELS", 10 * 50 * 50)
    assert packed(path).size == (50, 50)
    monkeypatch.setattr(motion, "MOST_PIXELS", 1000)
    size = packed(path).size
    assert size == (25, 25)
    assert len({packed(path, 0.0).index(ms) for ms in range(0, 2400, 10)}) == 1  # no time at all: it stands


def test_what_is_no_animation_and_what_is_damaged(app: object, tmp_path: Path) -> None:
    Image.new("RGB", (9, 9)).save(tmp_path / "still.gif")
    assert "problem" in motion.draw({"path": str(tmp_path / "still.gif"), "name": "still.gif"}, b"")[0]
    whole = animation(tmp_path / "cut.gif", (200, 200), frames=9).read_bytes()
    (tmp_path / "cut.gif").write_bytes(whole[: len(whole) // 2])
    assert packed(tmp_path / "cut.gif").length < 9 * 60
    (tmp_path / "no.frames").write_bytes(b"\0\0\0\5{}{}{}")
    assert frames(tmp_path / "no.frames") is None
    assert frames(tmp_path / "nothing.frames") is None

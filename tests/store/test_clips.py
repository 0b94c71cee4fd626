"""Stills of films, cards of sounds, frames of animated pictures, made by the store's real child processes."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from presenter.qt.frames import frames
from presenter.store.assets import AssetStore
from tests.moving import animation, film, tone

PLAYS = importlib.util.find_spec("PySide6") is not None and importlib.util.find_spec("PySide6.QtMultimedia") is not None
needs_player = pytest.mark.skipif(not PLAYS, reason="QtMultimedia is not installed")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Callable[..., AssetStore]]:
    made: list[AssetStore] = []

    def make(**options: object) -> AssetStore:
        values = {"blocking": True, "cache": tmp_path / "cache", "seconds": 60.0, **options}
        made.append(AssetStore(tmp_path, **values))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for one in made:
        one.close()


@needs_player
def test_a_film_s_first_frame_and_one_later(store: Callable[..., AssetStore], tmp_path: Path) -> None:
    from PIL import Image

    path = film(tmp_path / "clip.mp4")
    for start, strongest in ((0.0, 0), (1.0, 2)):
        answer = store().clip("clip.mp4", False, start)
        assert answer.problem is None
        assert answer.image is not None
        assert answer.file == path
        assert answer.seconds == pytest.approx(1.2, abs=0.05)
        assert (answer.image.width, answer.image.height) == (120, 67.5)
        assert len(answer.image.tones) == 64
        with Image.open(answer.image.file) as opened:
            pixel = opened.getpixel((80, 45))
            assert isinstance(pixel, tuple)
            assert max(range(3), key=lambda n: pixel[n]) == strongest


def test_a_sound_s_card_says_its_name(store: Callable[..., AssetStore], tmp_path: Path) -> None:
    tone(tmp_path / "Überraschung & <co>.wav")
    answer = store().clip("Überraschung & <co>.wav", True)
    assert answer.image is not None
    assert answer.image.format == "svg"
    assert "Überraschung &amp; &lt;co&gt;.wav" in answer.image.file.read_text(encoding="utf-8")


@needs_player
def test_what_is_no_film_gets_a_card_and_a_problem(store: Callable[..., AssetStore], tmp_path: Path) -> None:
    (tmp_path / "bad.mp4").write_bytes(b"nothing")
    for _ in range(2):  # the second time from the disk
        answer = store().clip("bad.mp4", False)
        assert answer.image is not None
        assert answer.problem is not None
        assert answer.problem.code == "film-broken"


def test_without_a_player_there_is_a_card_and_a_problem(
    store: Callable[..., AssetStore], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shadow = tmp_path / "shadow" / "PySide6"  # a PySide6 without its extras
    shadow.mkdir(parents=True)
    shadow.joinpath("__init__.py").write_text("", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(shadow.parent) + os.pathsep + os.environ.get("PYTHONPATH", ""))
    (tmp_path / "clip.mp4").write_bytes(b"any")
    answer = store().clip("clip.mp4", False)
    assert answer.image is not None
    assert answer.problem is not None
    assert answer.problem.code == "film-extra"


def test_a_film_is_found_as_pictures_are(store: Callable[..., AssetStore], tmp_path: Path) -> None:
    def code(src: str) -> str:
        answer = store().clip(src, False)
        assert answer.file is None
        assert answer.problem is not None
        return answer.problem.code

    assert code("gone.mp4") == "picture-missing"
    assert code("https://example.org/a.mp4") == "picture-remote"


def test_frames_are_made_after_the_picture_and_only_where_something_moves(store: Callable[..., AssetStore], tmp_path: Path) -> None:
    animation(tmp_path / "turn.gif")
    lively = store(blocking=False)
    lively.picture("turn.gif")
    assert lively.wait(60)
    image = lively.picture("turn.gif").image
    assert image is not None
    assert image.frames is not None
    found = frames(image.frames)
    assert found is not None
    assert found.length == 180
    paper = store(cache=tmp_path / "other")
    image = paper.picture("turn.gif").image
    assert image is not None
    assert image.frames is not None
    assert not image.frames.exists()


@needs_player
def test_a_sound_says_how_long_it_is(store: Callable[..., AssetStore], tmp_path: Path) -> None:
    tone(tmp_path / "tone.wav", 0.7)
    assert store().clip("tone.wav", True).seconds == pytest.approx(0.7, abs=0.05)

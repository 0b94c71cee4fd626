"""Films, sounds and animated pictures in a running show: what is to be seen in the windows, and what keys do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("PySide6.QtMultimedia")

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from presenter.ui.show.stage import LiveStage
from tests.moving import animation, film, tone
from tests.ui.hand import wait_for

K, NONE = Qt.Key, Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton
HEAD = "---\ntransition: none\n---\n\n"
Give = Callable[..., LiveStage]


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """1.2 seconds: red, green, blue."""
    return film(tmp_path_factory.mktemp("film") / "clip.mp4")


@pytest.fixture
def give(begin: Give, tmp_path: Path, clip: Path) -> Give:
    """`give(text)` begins a show of a deck beside clip.mp4, turn.gif and tone.wav."""
    (tmp_path / "clip.mp4").write_bytes(clip.read_bytes())
    animation(tmp_path / "turn.gif", (400, 300), ms=100)
    tone(tmp_path / "tone.wav")

    def start(text: str) -> LiveStage:
        stage = begin(HEAD + text)
        assert wait_for(lambda: stage.audience.scene is not None and not stage.audience.scene.pending)
        QApplication.processEvents()
        return stage

    return start


def key(stage: LiveStage, which: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(stage.audience, which, modifier)
    QApplication.processEvents()


def kind(color: QColor) -> str:
    """Which of red, green, blue it is, if it is one."""
    strongest = max((color.red(), "red"), (color.green(), "green"), (color.blue(), "blue"))
    others = sorted((color.red(), color.green(), color.blue()))[:2]
    return strongest[1] if strongest[0] > 100 and others[1] < 100 else ""


def seen(widget: QWidget, x: float = 0.5, y: float = 0.6) -> str:
    image = widget.grab().toImage()
    return kind(image.pixelColor(round(image.width() * x), round(image.height() * y)))


def at(stage: LiveStage, media: int = 0) -> QPoint:
    """The middle of a film in the audience's window."""
    from presenter.layout.clips import clips_of

    scene = stage.audience.scene
    assert scene is not None
    box = stage.audience.moving.box_of(clips_of(scene)[media][0])  # type: ignore[union-attr]
    assert box is not None
    scale = stage.audience.slide_rect().width() / scene.size[0]
    return QPoint(round((box[0] + box[2] / 2) * scale), round((box[1] + box[3] * 0.8) * scale))


def colors(stage: LiveStage, place: QPoint, wanted: set[str], widget: QWidget | None = None) -> bool:
    """Whether all these colours are seen at a place one after another."""
    met: set[str] = set()

    def look() -> bool:
        met.add(kind((widget or stage.audience).grab().toImage().pixelColor(place)))
        return wanted <= met

    return wait_for(look)


def test_a_film_that_begins_by_itself_plays_in_both_windows(give: Give) -> None:
    stage = give("# One\n\n![autoplay loop](clip.mp4)\n")
    assert colors(stage, at(stage), {"red", "green", "blue"})
    view = stage.console.now
    share = at(stage).x() / 960, at(stage).y() / 540
    box = view.slide_rect()
    assert colors(stage, QPoint(round(box.x() + share[0] * box.width()), round(box.y() + share[1] * box.height())), {"green", "blue"}, view)


def test_a_further_window_for_the_audience_shows_the_film_its_sound_once(give: Give) -> None:
    stage = give("# One\n\n![autoplay loop](clip.mp4)\n\n---\n\n# Two\n")
    key(stage, K.Key_F7, Qt.KeyboardModifier.ShiftModifier)
    (view,) = stage.further_windows
    assert QTest.qWaitForWindowExposed(view, 30_000)
    assert (view.width(), view.height()) == (960, 540)
    assert colors(stage, at(stage), {"red", "green", "blue"}, view)
    assert len(stage.findChildren(QMediaPlayer)) == 1  # read once, seen three times
    assert len(stage.findChildren(QAudioOutput)) <= 1  # none where there is no sound
    view.setCursor(Qt.CursorShape.ArrowCursor)
    QTest.mouseClick(view, LEFT, pos=at(stage))  # and it is in hand there too
    assert wait_for(lambda: stage.films.current is not None and not stage.films.current.playing)
    view.close()
    key(stage, K.Key_J)
    assert colors(stage, at(stage), {"red", "green"})


def test_keys_play_pause_seek_and_mute(give: Give) -> None:
    stage = give("# One\n\n![](clip.mp4)\n")
    assert wait_for(lambda: stage.films.current is not None and stage.films.current.length > 1)
    player = stage.films.current
    assert player is not None
    assert not player.playing
    assert stage.audience.grab().toImage().pixelColor(at(stage)) != QColor("white")  # the still
    key(stage, K.Key_J)
    assert wait_for(lambda: player.playing and player.position > 0.05)
    key(stage, K.Key_J)
    assert wait_for(lambda: not player.playing)
    key(stage, K.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert wait_for(lambda: seen(stage.audience, at(stage).x() / 960, at(stage).y() / 540) == "blue")
    key(stage, K.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert wait_for(lambda: seen(stage.audience, at(stage).x() / 960, at(stage).y() / 540) == "red")
    key(stage, K.Key_M)
    assert stage.films.muted
    assert stage.talk.value.place == (0, 0)


def test_a_click_on_the_film_plays_it_and_beside_it_the_talk_goes_on(give: Give) -> None:
    stage = give("# One\n\n![](clip.mp4)\n\n---\n\n# Two\n")
    assert wait_for(lambda: stage.films.current is not None)
    place = at(stage)
    QTest.mouseClick(stage.audience, LEFT, pos=place)  # the mouse is hidden: a clicker's button must not play films
    assert stage.talk.value.slide == 1
    key(stage, K.Key_Left)
    stage.audience.setCursor(Qt.CursorShape.ArrowCursor)
    QTest.mouseClick(stage.audience, LEFT, pos=place)
    assert stage.talk.value.slide == 0
    assert wait_for(lambda: stage.films.current is not None and stage.films.current.playing)
    stage.audience.setCursor(Qt.CursorShape.ArrowCursor)
    QTest.mouseClick(stage.audience, LEFT, pos=QPoint(10, 10))
    assert stage.talk.value.slide == 1


def test_black_stops_it_and_another_slide_ends_it(give: Give) -> None:
    stage = give("# One\n\n![autoplay loop](clip.mp4)\n\n---\n\n# Two\n")
    assert wait_for(lambda: stage.films.current is not None and stage.films.current.playing)
    player = stage.films.current
    assert player is not None
    key(stage, K.Key_B)
    assert wait_for(lambda: not player.playing)
    key(stage, K.Key_B)
    assert wait_for(lambda: player.playing)
    key(stage, K.Key_Right)
    assert wait_for(lambda: stage.films.current is None)
    key(stage, K.Key_Left)  # and begins anew
    assert wait_for(lambda: stage.films.current is not None and stage.films.current.playing)


def test_it_waits_for_its_step_and_words_stay_on_a_film_behind_them(give: Give) -> None:
    stage = give("![bg autoplay loop muted](clip.mp4)\n\n# Words **over** it\n\n---\n\n# Two\n\n. . .\n\n![autoplay](clip.mp4)\n")
    assert colors(stage, QPoint(940, 20), {"red", "blue"})
    before = stage.audience.grab().toImage()
    assert any(not kind(before.pixelColor(x, y)) for x in range(90, 480, 3) for y in range(260, 340, 6))
    key(stage, K.Key_Right)
    assert wait_for(lambda: stage.films.current is None or not stage.films.current.playing)
    key(stage, K.Key_Right)
    assert wait_for(lambda: stage.films.current is not None and stage.films.current.playing)


def test_a_part_of_a_film(give: Give) -> None:
    stage = give("# One\n\n![autoplay](clip.mp4#t=0.45,0.75)\n")
    assert wait_for(lambda: stage.films.current is not None and stage.films.current.begun)
    player = stage.films.current
    assert player is not None
    assert wait_for(lambda: player.position > 0.2 and not player.playing)
    assert player.length == pytest.approx(0.3, abs=0.02)
    assert seen(stage.audience, at(stage).x() / 960, at(stage).y() / 540) == "green"


def test_a_sound_is_played_from_its_card(give: Give) -> None:
    stage = give("# One\n\n![](tone.wav)\n")
    assert wait_for(lambda: stage.films.current is not None and stage.films.current.length > 0.4)
    bar = stage.console.findChild(QWidget, "film-bar")
    assert bar is not None
    assert bar.isVisible()
    key(stage, K.Key_J)
    assert wait_for(lambda: stage.films.current is not None and stage.films.current.position > 0.1)


def test_an_animated_picture_moves(give: Give) -> None:
    stage = give("# One\n\n![](turn.gif)\n")
    assert colors(stage, QPoint(480, 350), {"red", "green", "blue"})


def test_what_cannot_be_played_is_told_the_presenter_only(give: Give, tmp_path: Path) -> None:
    (tmp_path / "bad.mp4").write_bytes(b"no film")
    stage = give("# One\n\n![autoplay](bad.mp4)\n\n---\n\n# Two\n")
    assert wait_for(lambda: "bad.mp4" in stage.console.status.text())
    key(stage, K.Key_Right)
    assert stage.talk.value.slide == 1


def test_without_a_player_the_show_goes_on_and_the_mark_stays(give: Give, monkeypatch: pytest.MonkeyPatch) -> None:
    from presenter.ui.show import films

    monkeypatch.setattr(films, "find_spec", lambda name: None)
    stage = give("# One\n\n![autoplay](clip.mp4)\n\n---\n\n# Two\n")
    assert not stage.films.able
    key(stage, K.Key_J)
    assert stage.films.current is None
    assert stage.audience.scene is not None
    assert any(getattr(item, "role", "") == "media" for item in stage.audience.scene.items)
    key(stage, K.Key_Right)
    assert stage.talk.value.slide == 1


def test_a_film_enlarged_with_its_slide_and_the_one_that_goes_on_over_two_slides(give: Give) -> None:
    stage = give("# One\n\n![autoplay loop](clip.mp4)\n\n---\n\n# Two\n\n![autoplay loop](clip.mp4)\n\nmore\n")
    assert wait_for(lambda: stage.films.current is not None and stage.films.current.playing)
    player = stage.films.current
    key(stage, K.Key_Right)
    assert wait_for(lambda: stage.audience.scene is not None and not stage.audience.scene.pending)
    assert stage.films.current is player
    for _ in range(2):
        key(stage, K.Key_Plus)
    assert stage.talk.value.view is not None
    assert colors(stage, QPoint(480, 270), {"red", "blue"})


def test_coming_back_to_a_film_that_was_played_it_waits_with_its_poster(give: Give) -> None:
    stage = give("# One\n\n![](clip.mp4)\n\n---\n\n# Two\n")
    assert wait_for(lambda: stage.films.current is not None and stage.films.current.length > 1)
    key(stage, K.Key_J)
    assert wait_for(lambda: stage.films.current is not None and stage.films.current.position > 0.3)
    key(stage, K.Key_J)
    key(stage, K.Key_Right)
    assert wait_for(lambda: stage.films.current is None)
    key(stage, K.Key_Left)
    assert wait_for(lambda: stage.films.current is not None and stage.films.current.length > 1)
    assert stage.films.current is not None
    assert not stage.films.current.begun
    key(stage, K.Key_J)
    assert wait_for(lambda: stage.films.current is not None and stage.films.current.playing)

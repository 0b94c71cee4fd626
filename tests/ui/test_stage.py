"""A running show through real keys and clicks: what the audience's pixels are, what the console says."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

pytest.importorskip("PySide6.QtWidgets")

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from presenter.ui.show.stage import LiveStage
from tests.ui.hand import COLORS, HandShow, HandWork, wait_for

K = Qt.Key


@pytest.fixture
def show(app: object) -> Iterator[Callable[..., LiveStage]]:
    """`show(steps of each slide...)` starts a show in a window of 960 x 540."""
    stages: list[LiveStage] = []

    def start(*steps: int, slide: int = 0, transition: str = "none", size: tuple[float, float] = (960.0, 540.0)) -> LiveStage:
        stage = LiveStage(HandWork(*steps, transition=transition, size=size), slide, windowed=(960, 540))
        stages.append(stage)
        stage.start()
        assert QTest.qWaitForWindowExposed(stage.audience, 30_000)
        QApplication.processEvents()
        return stage

    yield start
    for stage in stages:
        stage.end()
    QApplication.processEvents()


def color(widget: QWidget, x: int = 480, y: int = 270) -> str:
    return widget.grab().toImage().pixelColor(x, y).name()


def steps_seen(stage: LiveStage) -> int:
    """How many white squares the audience sees."""
    image = stage.audience.grab().toImage()
    return sum(image.pixelColor(70 + 100 * i, 70).name() == "#ffffff" for i in range(5))


def press(stage: LiveStage, *keys: Qt.Key, at: QWidget | None = None) -> None:
    for key in keys:
        QTest.keyClick(at or stage.audience, key)
    QApplication.processEvents()


def test_the_titles_tell_the_windows_apart(show: Callable[..., LiveStage]) -> None:
    stage = show(0)
    assert "audience" in stage.audience.windowTitle()
    assert "console" in stage.console.windowTitle()


def test_every_step_then_the_next_slide_and_back_again(show: Callable[..., LiveStage]) -> None:
    stage = show(2, 0)
    seen = [(color(stage.audience), steps_seen(stage))]
    for key in (K.Key_Space, K.Key_Right, K.Key_PageDown, K.Key_Down, K.Key_Backspace, K.Key_PageUp, K.Key_Left):
        press(stage, key)
        seen.append((color(stage.audience), steps_seen(stage)))
    one, two = COLORS[0], COLORS[1]
    assert seen == [(one, 0), (one, 1), (one, 2), (two, 0), (two, 0), (one, 2), (one, 1), (one, 0)]


def test_keys_work_from_the_console_too(show: Callable[..., LiveStage]) -> None:
    stage = show(0, 0, 0)
    press(stage, K.Key_Space, at=stage.console)
    press(stage, K.Key_N, at=stage.console.notes)
    assert color(stage.audience) == COLORS[2]


def test_black_white_and_the_slide_again(show: Callable[..., LiveStage]) -> None:
    stage = show(0, 0)
    press(stage, K.Key_B)
    assert color(stage.audience) == "#000000"
    assert "Black" in stage.console.status.text()
    press(stage, K.Key_W)
    assert color(stage.audience) == "#ffffff"
    press(stage, K.Key_Comma)
    assert color(stage.audience) == COLORS[0]
    press(stage, K.Key_Period, K.Key_Escape)
    assert color(stage.audience) == COLORS[0]
    assert stage.running


def test_frozen_the_hall_keeps_its_slide_while_the_presenter_looks_on(show: Callable[..., LiveStage]) -> None:
    stage = show(1, 0, 0)
    press(stage, K.Key_Right, K.Key_F, K.Key_Right, K.Key_Right)
    assert (color(stage.audience), steps_seen(stage)) == (COLORS[0], 1)
    assert stage.console.now.scene is stage._work.show.value.scenes[2]
    assert "Frozen on slide 1" in stage.console.status.text()
    press(stage, K.Key_B)
    assert color(stage.audience) == "#000000"
    press(stage, K.Key_B)
    assert color(stage.audience) == COLORS[0]
    press(stage, K.Key_F)
    assert color(stage.audience) == COLORS[2]


def test_hidden_for_a_demonstration(show: Callable[..., LiveStage]) -> None:
    stage = show(0, 0)
    press(stage, K.Key_H)
    assert not stage.audience.isVisible()
    assert "Hidden" in stage.console.status.text()
    press(stage, K.Key_Right, at=stage.console)
    assert stage.audience.isVisible()
    assert color(stage.audience) == COLORS[0]


def test_number_enter_home_end(show: Callable[..., LiveStage]) -> None:
    stage = show(*[0] * 12)
    press(stage, K.Key_1, K.Key_1)
    assert "11" in stage.console.status.text()
    press(stage, K.Key_Return)
    assert stage.talk.value.slide == 10
    press(stage, K.Key_Home)
    assert color(stage.audience) == COLORS[0]
    press(stage, K.Key_End)
    assert stage.talk.value.slide == 11
    press(stage, K.Key_7, K.Key_Escape)
    assert stage.running
    press(stage, K.Key_Enter)
    assert stage.talk.value.slide == 11


def test_the_last_slide_stays_and_escape_ends(show: Callable[..., LiveStage]) -> None:
    stage = show(0, 0)
    ended: list[int] = []
    stage.ended.connect(ended.append)
    press(stage, K.Key_Right, K.Key_Right)
    assert color(stage.audience) == COLORS[1]
    assert "press again for black" in stage.console.status.text()
    press(stage, K.Key_F5)
    assert stage.running
    press(stage, K.Key_Right)
    assert color(stage.audience) == "#000000"
    press(stage, K.Key_Escape)
    assert color(stage.audience) == COLORS[1]
    audience, console = stage.audience, stage.console
    press(stage, K.Key_Escape)
    assert stage.running
    assert "again" in console.status.text()
    press(stage, K.Key_Escape)
    assert ended == [1]
    assert not audience.isVisible()
    assert not console.isVisible()


def test_hidden_slides_are_passed_over(show: Callable[..., LiveStage]) -> None:
    stage = show(0, -1, 0)
    press(stage, K.Key_Right)
    assert color(stage.audience) == COLORS[2]


def test_clicks_and_wheel(show: Callable[..., LiveStage]) -> None:
    stage = show(0, 0, 0)
    QTest.mouseClick(stage.audience, Qt.MouseButton.LeftButton)
    assert stage.talk.value.slide == 1
    QTest.mouseClick(stage.audience, Qt.MouseButton.RightButton)
    assert stage.talk.value.slide == 0
    for _ in range(3):  # a touch pad's small turns add up to one notch
        turn(stage.audience, -40)
    assert stage.talk.value.slide == 1
    turn(stage.audience, 120)
    assert stage.talk.value.slide == 0


def turn(widget: QWidget, angle: int) -> None:
    here = QPointF(100, 100)
    event = QWheelEvent(
        here, widget.mapToGlobal(here), QPoint(), QPoint(0, angle), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def test_the_mouse_hides_after_two_seconds(show: Callable[..., LiveStage]) -> None:
    stage = show(0)
    assert stage.audience.cursor().shape() == Qt.CursorShape.BlankCursor
    QTest.mouseMove(stage.audience.windowHandle(), QPoint(50, 50))
    QTest.mouseMove(stage.audience.windowHandle(), QPoint(52, 51))
    QTest.qWait(20)
    assert stage.audience.cursor().shape() == Qt.CursorShape.BlankCursor
    QTest.mouseMove(stage.audience.windowHandle(), QPoint(80, 80))
    QTest.qWait(20)
    assert stage.audience.cursor().shape() == Qt.CursorShape.ArrowCursor
    assert wait_for(lambda: stage.audience.cursor().shape() == Qt.CursorShape.BlankCursor)


def test_the_slide_is_letterboxed_on_black(show: Callable[..., LiveStage]) -> None:
    stage = show(0, size=(720.0, 540.0))
    assert color(stage.audience, 60, 270) == "#000000"
    assert color(stage.audience, 900, 270) == "#000000"
    assert color(stage.audience, 130, 10) == COLORS[0]


def test_a_cross_fade_mixes_both_slides_and_ends_on_the_new_one(show: Callable[..., LiveStage]) -> None:
    stage = show(0, 0, 0, transition="fade")
    press(stage, K.Key_Right)
    assert stage.audience.changing
    mixed = stage.audience.grab().toImage().pixelColor(480, 270)
    red, green = mixed.red(), mixed.green()
    assert 0x10 < red < 0xC0
    assert 0x10 < green < 0xA0
    assert wait_for(lambda: not stage.audience.changing)
    assert color(stage.audience) == COLORS[1]
    press(stage, K.Key_Right, K.Key_Left)  # a second key does not wait for the fade
    assert not stage.audience.changing
    assert color(stage.audience) == COLORS[1]


@pytest.mark.parametrize("kind", ["slide", "push", "wipe", "zoom", "somebody-elses"])
def test_every_change_mixes_both_slides_and_is_cut_short_by_the_next_key(show: Callable[..., LiveStage], kind: str) -> None:
    stage = show(0, 0, 0, transition=kind)
    press(stage, K.Key_Right)
    assert stage.audience.changing
    stage.audience._clock.start()  # the grabs below are of its first frames
    picture = stage.audience.grab().toImage()
    seen = {picture.pixelColor(x, 270).name() for x in range(0, 960, 7)}
    assert seen != {COLORS[1]}
    press(stage, K.Key_Right)
    assert not stage.audience.changing
    assert color(stage.audience) == COLORS[2]
    press(stage, K.Key_Left)
    assert wait_for(lambda: not stage.audience.changing)
    assert color(stage.audience) == COLORS[1]


def test_the_console_shows_now_next_notes_place(show: Callable[..., LiveStage]) -> None:
    stage = show(1, 0)
    press(stage, K.Key_Right)
    console = stage.console
    assert console.now.step == 1
    assert console.next.scene is stage._work.show.value.scenes[1]
    assert console.place.text() == "1 / 2"
    assert console.notes.toPlainText() == "Say 1"
    assert "**" not in console.notes.toPlainText()
    press(stage, K.Key_Right)
    assert console.next.scene is None
    assert console.notes.toPlainText() == "Say 2"


def test_the_deck_changes_during_the_talk(show: Callable[..., LiveStage]) -> None:
    stage = show(0, 0, 3)
    press(stage, K.Key_End, K.Key_Right, K.Key_Right)
    assert stage.talk.value.place == (2, 2)
    stage._work.show.set(HandShow((0, 0, 1)))
    assert stage.talk.value.place == (2, 1)
    assert steps_seen(stage) == 1
    stage._work.show.set(HandShow((0,)))
    assert color(stage.audience) == COLORS[0]
    stage._work.show.set(HandShow(()))
    press(stage, K.Key_Right, K.Key_Left, K.Key_Home, K.Key_End, K.Key_B, K.Key_B)
    assert stage.running


def test_a_text_being_written_keeps_its_keys(show: Callable[..., LiveStage]) -> None:
    stage = show(0, 0)
    editor = QPlainTextEdit()
    editor.show()
    editor.activateWindow()
    editor.setFocus()
    assert wait_for(lambda: QApplication.focusWidget() is editor)
    QTest.keyClicks(editor, "b n")
    assert editor.toPlainText() == "b n"
    assert stage.talk.value.slide == 0
    editor.close()


def test_what_comes_next_is_drawn_before_it_is_asked_for(show: Callable[..., LiveStage]) -> None:
    from presenter.qt.render import ready

    stage = show(0, 0, 0)
    width, height = stage.audience.pixels()
    following = stage._work.show.value.scenes[1]
    assert wait_for(lambda: ready(following, width, height, 0))


def test_closing_either_window_ends_the_show(show: Callable[..., LiveStage]) -> None:
    for window in ("audience", "console"):
        stage = show(0)
        getattr(stage, window).close()
        assert not stage.running


def test_a_fault_is_told_to_the_presenter_only(show: Callable[..., LiveStage], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("presenter.ui.show.stage.FAULT_MS", 200)
    stage = show(0)
    before = color(stage.audience)
    stage.tell_fault("ValueError: x")
    assert "ValueError" in stage.console.status.text()
    assert color(stage.audience) == before
    assert wait_for(lambda: "ValueError" not in stage.console.status.text())


def test_slides_that_somebody_may_jump_to_are_laid_out_while_nothing_happens(show: Callable[..., LiveStage]) -> None:
    stage = show(*([0] * 30))
    laid_out = stage._work.show.value.laid_out
    assert wait_for(lambda: set(range(30)) <= set(laid_out))


def hold(stage: LiveStage, key: Qt.Key, kind: QEvent.Type, again: bool = False) -> None:
    event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, "", again)
    QApplication.postEvent(stage.audience, event)


def test_a_key_held_a_little_long_is_one_step_and_one_held_down_goes_on_until_it_is_let_go(
    show: Callable[..., LiveStage], monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = show(*[0] * 12)
    down, up = QEvent.Type.KeyPress, QEvent.Type.KeyRelease
    clock = [100.0]
    monkeypatch.setattr(stage._keys._held, "_clock", lambda: clock[0])
    hold(stage, K.Key_PageDown, down)
    for clock[0] in (100.5, 100.6, 100.7):  # a nervous thumb on a clicker
        hold(stage, K.Key_PageDown, up, again=True)
        hold(stage, K.Key_PageDown, down, again=True)
        QApplication.processEvents()
    hold(stage, K.Key_PageDown, up)
    QApplication.processEvents()
    assert stage.talk.value.slide == 1
    hold(stage, K.Key_PageDown, down)
    QApplication.processEvents()
    clock[0] += 5
    for slide in (3, 4):
        hold(stage, K.Key_PageDown, down, again=True)
        assert wait_for(lambda wanted=slide: stage.talk.value.slide == wanted)
    for _ in range(50):  # the program was busy: these have been waiting, and so has the release
        hold(stage, K.Key_PageDown, down, again=True)
    hold(stage, K.Key_PageDown, up)
    assert not wait_for(lambda: stage.talk.value.slide != 4, 200)
    press(stage, K.Key_PageUp)
    assert stage.talk.value.slide == 3


def touch(widget: QWidget, *points: tuple[int, int]) -> None:
    """A finger that goes along these points."""
    device = QTest.createTouchDevice()
    QTest.touchEvent(widget, device).press(0, QPoint(*points[0]), widget).commit()
    for at in points[1:]:
        QTest.touchEvent(widget, device).move(0, QPoint(*at), widget).commit()
    QTest.touchEvent(widget, device).release(0, QPoint(*points[-1]), widget).commit()
    QApplication.processEvents()


def test_a_finger_taps_and_swipes(show: Callable[..., LiveStage]) -> None:
    stage = show(0, 0, 0, 0)
    touch(stage.audience, (480, 270))
    assert stage.talk.value.slide == 1
    touch(stage.audience, (600, 270), (500, 275), (300, 280))
    assert stage.talk.value.slide == 2
    touch(stage.audience, (300, 270), (400, 265), (600, 280))
    assert stage.talk.value.slide == 1
    touch(stage.audience, (300, 100), (305, 300))  # up or down: nothing
    assert stage.talk.value.slide == 1
    touch(stage.console.now, (300, 100), (200, 100))
    assert stage.talk.value.slide == 2
    touch(stage.console.now, (200, 100), (300, 100))
    touch(stage.console.now, (200, 100))  # the console has buttons for that
    assert stage.talk.value.slide == 1
    press(stage, K.Key_L)  # with a tool in the hand a finger is its
    touch(stage.audience, (600, 270), (300, 280))
    assert stage.talk.value.slide == 1

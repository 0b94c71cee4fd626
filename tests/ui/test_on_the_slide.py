"""Drawing, pointing and enlarging with the mouse in either window: what the audience's pixels are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("PySide6.QtWidgets")

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QInputDevice, QMouseEvent, QPointingDevice, QPointingDeviceUniqueId, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from presenter.store.ink import ink_file
from presenter.ui.show.stage import LiveStage
from tests.ui.hand import wait_for

K, C = Qt.Key, Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton
DECK = "---\ntransition: none\nsize: 4:3\n---\n\n# One\n\n. . .\n\nmore\n\n---\n\n# Two\n"


@pytest.fixture
def give(begin: Callable[..., LiveStage], tmp_path: Path) -> Callable[..., LiveStage]:
    """A deck of 720 x 540 points in a window of 960 x 540 pixels: 120 pixels of black at either side. It is written once."""
    return lambda text=DECK: begin(None if (tmp_path / "talk.md").exists() else text)


def key(stage: LiveStage, which: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(stage.audience, which, modifier)
    QApplication.processEvents()


def move(widget: QWidget, at: tuple[int, int], buttons: Qt.MouseButton = Qt.MouseButton.NoButton) -> None:
    here = QPointF(*at)
    none = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(
        widget, QMouseEvent(QEvent.Type.MouseMove, here, widget.mapToGlobal(here), Qt.MouseButton.NoButton, buttons, none)
    )


def draw(widget: QWidget, *points: tuple[int, int]) -> None:
    QTest.mousePress(widget, LEFT, pos=QPoint(*points[0]))
    for at in points[1:]:
        move(widget, at, LEFT)
    QTest.mouseRelease(widget, LEFT, pos=QPoint(*points[-1]))
    QApplication.processEvents()


def pixel(stage: LiveStage, x: int, y: int) -> QColor:
    return stage.audience.grab().toImage().pixelColor(x, y)


def reddish(color: QColor) -> bool:
    return color.red() > 180 and color.green() < 110 and color.blue() < 110


def test_the_pen_draws_where_the_mouse_is_though_the_slide_is_letterboxed(give: Callable[..., LiveStage]) -> None:
    stage = give()
    assert not reddish(pixel(stage, 480, 400))
    key(stage, K.Key_P, C)
    draw(stage.audience, (400, 400), (560, 400))
    key(stage, K.Key_Escape)
    assert reddish(pixel(stage, 480, 400))
    (stroke,) = stage.talk.value.ink.page(0).strokes
    assert stroke.points == ((280.0, 400.0), (440.0, 400.0))  # in points of the slide
    assert stage.talk.value.slide == 0  # a click with the pen is no click
    draw(stage.audience, (10, 10), (60, 60))  # without it the mouse turns slides again
    assert stage.talk.value.step == 1


def test_from_the_console_too_and_never_outside_the_slide(give: Callable[..., LiveStage]) -> None:
    stage = give()
    key(stage, K.Key_P, C)
    view = stage.console.now
    box = view.slide_rect()
    draw(view, (box.center().x(), box.center().y()), (box.right() + 500, box.center().y()))
    (stroke,) = stage.talk.value.ink.page(0).strokes
    assert stroke.points[0] == pytest.approx((360, 270), abs=1.5)
    assert stroke.points[-1][0] == pytest.approx(720, abs=1)
    assert any(reddish(pixel(stage, 700, y)) for y in range(267, 274))
    key(stage, K.Key_Escape)
    assert pixel(stage, 900, 270).name() == "#000000"


def test_ink_waits_for_its_step_and_its_slide_and_can_be_undone(give: Callable[..., LiveStage]) -> None:
    stage = give()
    key(stage, K.Key_Right)
    key(stage, K.Key_P, C)
    draw(stage.audience, (400, 450), (560, 450))
    key(stage, K.Key_Escape)
    seen = []
    none = Qt.KeyboardModifier.NoModifier
    keys = ((K.Key_Left, none), (K.Key_Right, none), (K.Key_Z, C), (K.Key_Y, C), (K.Key_M, C), (K.Key_M, C), (K.Key_Right, none))
    for which, modifier in keys:
        key(stage, which, modifier)
        seen.append(reddish(pixel(stage, 480, 450)))
    assert seen == [False, True, False, True, False, True, False]


def test_erasing(give: Callable[..., LiveStage]) -> None:
    stage = give()
    key(stage, K.Key_P, C)
    draw(stage.audience, (400, 400), (560, 400))
    draw(stage.audience, (400, 480), (560, 480))
    key(stage, K.Key_E, C)
    draw(stage.audience, (480, 390))
    assert len(stage.talk.value.ink.page(0).strokes) == 1
    key(stage, K.Key_E)
    assert stage.talk.value.ink.page(0).strokes == ()
    key(stage, K.Key_Z, C)
    assert len(stage.talk.value.ink.page(0).strokes) == 1


def test_ink_is_beside_the_deck_within_a_second_and_shown_again(give: Callable[..., LiveStage], tmp_path: Path) -> None:
    stage = give()
    key(stage, K.Key_P, C)
    draw(stage.audience, (400, 400), (560, 400))
    assert wait_for(lambda: ink_file(tmp_path / "talk.md").exists())
    stage.end()
    again = give()
    assert reddish(pixel(again, 480, 400))
    key(again, K.Key_E)
    again.end()
    assert not ink_file(tmp_path / "talk.md").exists()


def test_the_laser_follows_the_mouse_and_leaves_with_it(give: Callable[..., LiveStage]) -> None:
    stage = give()
    key(stage, K.Key_L)
    assert stage.audience.cursor().shape() == Qt.CursorShape.BlankCursor
    box = stage.console.now.slide_rect()
    move(stage.console.now, (box.center().x(), box.center().y()))
    x, y, *_ = (480, 270)
    assert pixel(stage, x + 5, y).red() > 200
    assert pixel(stage, x + 5, y).green() < 120
    move(stage.console.now, (box.right() + 60, box.center().y()))
    assert wait_for(lambda: pixel(stage, x + 5, y).green() > 200)
    QTest.mouseClick(stage.audience, Qt.MouseButton.RightButton, pos=QPoint(400, 200))
    assert stage.talk.value.tool == ""
    assert stage.talk.value.place == (0, 0)


def test_the_spotlight_darkens_all_but_its_place(give: Callable[..., LiveStage]) -> None:
    stage = give()
    before = pixel(stage, 700, 500).lightness()
    key(stage, K.Key_L, Qt.KeyboardModifier.ShiftModifier)
    move(stage.audience, (300, 270))
    assert pixel(stage, 700, 500).lightness() < before / 2
    assert pixel(stage, 320, 290).lightness() == before


def test_a_region_is_enlarged_and_drawn_on_in_its_own_points(give: Callable[..., LiveStage]) -> None:
    stage = give()
    key(stage, K.Key_Z)
    draw(stage.audience, (120, 0), (480, 270))  # the upper left quarter
    assert stage.talk.value.view == pytest.approx((0, 0, 360, 270))
    key(stage, K.Key_P, C)
    draw(stage.audience, (300, 400), (500, 400))
    (stroke,) = stage.talk.value.ink.page(0).strokes
    assert stroke.points[0] == pytest.approx((90, 200))
    assert reddish(pixel(stage, 400, 400))
    key(stage, K.Key_Escape)
    key(stage, K.Key_Escape)
    assert stage.talk.value.view is None
    assert reddish(pixel(stage, 260, 200))
    key(stage, K.Key_Plus)
    assert stage.talk.value.view is not None
    key(stage, K.Key_Right)
    key(stage, K.Key_Right)
    assert stage.talk.value.view is None  # another slide is seen whole


def test_while_frozen_the_hall_sees_neither_pointer_nor_new_ink(give: Callable[..., LiveStage]) -> None:
    stage = give()
    key(stage, K.Key_F)
    key(stage, K.Key_End)
    key(stage, K.Key_P, C)
    before = stage.audience.grab().toImage()
    box = stage.console.now.slide_rect()
    draw(stage.console.now, (box.x() + 50, box.center().y()), (box.right() - 50, box.center().y()))
    assert len(stage.talk.value.ink.page(1).strokes) == 1
    assert stage.audience.grab().toImage() == before


def test_the_glass_shows_what_is_under_it_twice_as_large(give: Callable[..., LiveStage]) -> None:
    stage = give()
    key(stage, K.Key_P, C)
    draw(stage.audience, (400, 400), (560, 400))  # a red line, three points thick
    key(stage, K.Key_Z, Qt.KeyboardModifier.ShiftModifier)
    assert stage.talk.value.tool == "magnifier"
    move(stage.audience, (480, 390))
    shot = stage.audience.grab().toImage()
    column = [y for y in range(380, 440) if reddish(shot.pixelColor(480, y))]
    assert 407 <= min(column) <= 408  # its edge, 8.5 points below the middle, is 17 there
    assert 5 <= len(column) <= 7
    move(stage.audience, (300, 100))
    assert reddish(pixel(stage, 480, 400))  # where the glass is not, all is as it was
    key(stage, K.Key_Escape)
    assert stage.talk.value.tool == ""


PEN = QPointingDevice(
    "pen", 1, QInputDevice.DeviceType.Stylus, QPointingDevice.PointerType.Pen, QInputDevice.Capability.Pressure, 1, 1, "",
    QPointingDeviceUniqueId(),
)  # fmt: skip
RUBBER = QPointingDevice(
    "rubber", 2, QInputDevice.DeviceType.Stylus, QPointingDevice.PointerType.Eraser, QInputDevice.Capability.Pressure, 1, 1, "",
    QPointingDeviceUniqueId(),
)  # fmt: skip


def pen(widget: QWidget, kind: QEvent.Type, at: tuple[int, int], pressure: float, device: QPointingDevice = PEN) -> None:
    here, none = QPointF(*at), Qt.KeyboardModifier.NoModifier
    down = LEFT if pressure else Qt.MouseButton.NoButton
    event = QTabletEvent(kind, device, here, widget.mapToGlobal(here), pressure, 0, 0, 0.0, 0.0, 0.0, none, LEFT, down)
    QApplication.sendEvent(widget, event)


def test_a_pen_that_is_pressed_draws_thicker_and_its_other_end_rubs_out(give: Callable[..., LiveStage], tmp_path: Path) -> None:
    stage = give()
    key(stage, K.Key_P, C)
    T = QEvent.Type
    for index, y in enumerate((300, 400)):
        pressure = (0.05, 1.0)[index]
        pen(stage.audience, T.TabletPress, (400, y), pressure)
        for x in range(420, 561, 20):
            pen(stage.audience, T.TabletMove, (x, y), pressure)
        pen(stage.audience, T.TabletRelease, (560, y), 0.0)
    pen(stage.audience, T.TabletMove, (700, 500), 0.0)  # in the air: it points
    assert stage.talk.value.pointer == (580.0, 500.0)
    key(stage, K.Key_Escape)
    thin, thick = stage.talk.value.ink.page(0).strokes
    assert set(thin.pressures) == {0.05}
    assert thick.points[0] == (280.0, 400.0)
    shot = stage.audience.grab().toImage()

    def thickness(y: int) -> int:
        return sum(shot.pixelColor(480, y + d).green() < 200 for d in range(-10, 11))

    assert 1 <= thickness(300) < 3 < 4 < thickness(400) < 8
    stage.end()
    again = give()
    assert again.talk.value.ink.page(0).strokes[0].pressures == thin.pressures  # kept beside the deck
    key(again, K.Key_P, C)
    pen(again.audience, T.TabletPress, (480, 300), 0.5, RUBBER)
    pen(again.audience, T.TabletRelease, (480, 300), 0.0, RUBBER)
    assert len(again.talk.value.ink.page(0).strokes) == 1


def test_a_finger_draws_and_turns_slides(give: Callable[..., LiveStage]) -> None:
    stage = give()
    device = QTest.createTouchDevice()
    key(stage, K.Key_P, C)
    window = stage.audience.windowHandle()
    QTest.touchEvent(window, device).press(0, QPoint(400, 400)).commit()
    for x in range(420, 561, 20):
        QTest.touchEvent(window, device).move(0, QPoint(x, 400)).commit()
    QTest.touchEvent(window, device).release(0, QPoint(560, 400)).commit()
    QApplication.processEvents()
    (stroke,) = stage.talk.value.ink.page(0).strokes
    assert stroke.points[0] == (280.0, 400.0)
    assert stroke.points[-1] == (440.0, 400.0)
    key(stage, K.Key_Escape)
    QTest.touchEvent(window, device).press(0, QPoint(400, 300)).commit()
    QTest.touchEvent(window, device).release(0, QPoint(400, 300)).commit()
    QApplication.processEvents()
    assert stage.talk.value.step == 1


def test_ctrl_and_the_button_are_the_laser_while_they_are_held(give: Callable[..., LiveStage]) -> None:
    stage = give()
    QTest.mousePress(stage.audience, LEFT, C, QPoint(480, 400))
    move(stage.audience, (500, 400), LEFT)
    QApplication.processEvents()
    assert reddish(pixel(stage, 505, 400))
    assert stage.talk.value.place == (0, 0)
    QTest.mouseRelease(stage.audience, LEFT, C, QPoint(500, 400))
    QApplication.processEvents()
    assert (stage.talk.value.tool, stage.talk.value.place) == ("", (0, 0))
    assert not reddish(pixel(stage, 505, 400))
    QTest.mouseClick(stage.audience, LEFT, pos=QPoint(480, 400))
    assert stage.talk.value.place == (0, 1)


def test_a_further_window_for_the_audience_is_drawn_in_clicked_and_changes_as_the_first_one_does(give: Callable[..., LiveStage]) -> None:
    stage = give(DECK.replace("transition: none", "transition: fade 2s"))
    key(stage, K.Key_F7, Qt.KeyboardModifier.ShiftModifier)
    (view,) = stage.further_windows
    assert QTest.qWaitForWindowExposed(view, 30_000)
    key(stage, K.Key_P, C)
    draw(view, (400, 400), (560, 400))
    key(stage, K.Key_Escape)
    assert reddish(pixel(stage, 480, 400))
    assert reddish(view.grab().toImage().pixelColor(480, 400))
    QTest.mouseClick(view, LEFT, pos=QPoint(480, 100))
    assert stage.talk.value.place == (0, 1)
    QTest.mouseClick(view, LEFT, pos=QPoint(480, 100))
    assert stage.talk.value.place == (1, 0)
    assert view.changing
    QTest.mouseClick(view, Qt.MouseButton.RightButton, pos=QPoint(480, 100))
    assert stage.talk.value.place == (0, 1)
    assert not view.changing  # cut short
    QTest.keyClick(view, K.Key_B)
    assert view.covered
    assert stage.audience.covered
    view.close()
    key(stage, K.Key_B)
    assert not stage.audience.covered
    assert stage.further_windows == []

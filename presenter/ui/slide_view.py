"""A Scene and a step → pixels in a widget: the one slide widget, used for every view there is."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QEvent, QRect, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QColor, QDesktopServices, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from presenter import trace
from presenter.scene import Scene
from presenter.ui.show.moving import Moving, within
from presenter.ui.show.transition import Change, paint_frame

Box = tuple[float, float, float, float]  # x, y, width, height in points of the slide

FRAME_MS = 15
SOON_MS = 15
HURRY_MS = 200  # between keys: who presses them faster is looking for something, and should not wait for what he only passes
REST_MS = 150  # without a key, when they come that fast

log = logging.getLogger("presenter")


class SlideView(QWidget):
    """Shows one slide as large as fits, in the middle or at the top left, on a ground of its own colour.

    `painted` is told after each first painting of a slide, so that others can measure and prefetch.
    """

    painted = Signal()
    failed = Signal(str)  # why the slide cannot be painted

    def __init__(self, parent: QWidget | None = None, *, ground: QColor | None = None, framed: bool = False, top: bool = False) -> None:
        super().__init__(parent)
        self._scene: Scene | None = None
        self._step: int | None = None
        self._failed: Scene | None = None  # what could not be painted
        self._ground = ground
        self._framed = framed
        self._top = top
        self._cover: QColor | None = None
        self._untold = False
        self.overlay: Callable[[QPainter], None] | None = None  # draws over the slide, in its points
        self._region: Box | None = None
        self._enlarged: tuple[object, QImage] | None = None
        self._shown: QImage | None = None  # the picture now on the screen: a change comes from it
        self._from: QImage | None = None
        self._change: Change | None = None
        self.moving: Moving | None = None
        self._hasty = True  # large photos are shown as well as can be done at once, and soon as well as can be
        self._soft: QImage | None = None  # the slide with such photos
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._hurry = Hurry()
        self._soon.timeout.connect(self._sharpen)
        self._clock = QElapsedTimer()
        self._frames = QTimer(self)
        self._frames.setTimerType(Qt.TimerType.PreciseTimer)
        self._frames.setInterval(FRAME_MS)
        self._frames.timeout.connect(self.update)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, ground is not None)

    # ------------------------------------------------------------ what to show

    @property
    def scene(self) -> Scene | None:
        """The slide shown."""
        return self._scene

    @property
    def step(self) -> int | None:
        """The step shown; None is all of the slide."""
        return self._step

    @property
    def changing(self) -> bool:
        """Whether a change from one slide to another is running."""
        return self._from is not None

    @property
    def changing_ms(self) -> int:
        """How many milliseconds the change from one slide to another still takes."""
        return max(0, self._change.ms - self._clock.elapsed()) if self.changing and self._change is not None else 0

    @property
    def covered(self) -> bool:
        """Whether the slide is not to be seen."""
        return self._cover is not None

    def show_slide(self, scene: Scene | None, step: int | None = None, change: Change | None = None) -> None:
        """Show `scene` at `step`, with a change from what is there if one is given.

        A change that is still running is cut short: who clicks fast wants to see the slide.
        """
        if scene is self._scene and step == self._step:
            return
        if change is not None and not self.changing and self._shown is not None and self._cover is None and self.isVisible():
            self._from, self._change = self._as_seen(self._shown), change
            self._clock.start()
            self._frames.start()
        else:
            self._end_change()
        self._scene, self._step, self._untold = scene, step, True
        self._hasty, self._soft = True, None
        self._soon.setInterval(REST_MS if self._hurry.another() else SOON_MS)
        if self.moving is not None:
            self.moving.follow(scene, step)
        self.update()

    def let_move(self) -> Moving:
        """From now on what can move on a slide does so in this view."""
        if self.moving is None:
            self.moving = Moving(self, self.update_part)
            self.moving.follow(self._scene, self._step)
        return self.moving

    def cover(self, color: QColor | None) -> None:
        """Show nothing but `color`, or the slide again with None."""
        if color != self._cover:
            self._cover = color
            self._end_change()
            self.update()

    def show_region(self, region: Box | None) -> None:
        """Enlarge a region of the slide to fill its place, or show the whole slide again with None."""
        if region != self._region:
            self._region, self._enlarged = region, None
            self._end_change()
            self.update()

    def rest_mouse(self) -> None:
        """The mouse as it is when it is nothing but a mouse."""
        self.unsetCursor()

    def _end_change(self) -> None:
        self._frames.stop()
        self._from = None

    # ------------------------------------------------------------ geometry

    def slide_rect(self) -> QRect:
        """Where the slide is in the widget, letterboxed."""
        width, height = self._scene.size if self._scene else (16.0, 9.0)
        room = self.rect().adjusted(1, 1, -1, -1) if self._framed else self.rect()
        scale = min(room.width() / width, room.height() / height)
        rect = QRect(0, 0, max(1, round(width * scale)), max(1, round(height * scale)))
        rect.moveCenter(room.center())
        if self._top:
            rect.moveTopLeft(room.topLeft())
        return rect

    def pixels(self) -> tuple[int, int]:
        """The size of the slide in device pixels."""
        ratio, rect = self.devicePixelRatioF(), self.slide_rect()
        return max(1, round(rect.width() * ratio)), max(1, round(rect.height() * ratio))

    def page(self) -> tuple[float, float]:
        """How large the slide is, in points."""
        return self._scene.size if self._scene else (16.0, 9.0)

    def to_slide(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the widget is on the slide, in points; outside of it beyond its edges."""
        rect, box = self.slide_rect(), self._seen()
        return box[0] + (x - rect.x()) * box[2] / rect.width(), box[1] + (y - rect.y()) * box[3] / rect.height()

    def within(self, at: tuple[float, float]) -> tuple[float, float]:
        """The nearest point of what is seen of the slide."""
        x, y, width, height = self._seen()
        return min(max(at[0], x), x + width), min(max(at[1], y), y + height)

    def link_at(self, x: float, y: float) -> str:
        """The link under a point of the widget, or ""."""
        from presenter.qt.paint import link_at

        if self._scene is None or self._cover is not None or not self.slide_rect().contains(int(x), int(y)):
            return ""
        return link_at(self._scene, *self.to_slide(x, y), self._step)

    def sizeHint(self) -> QSize:
        return QSize(480, 270)

    def minimumSizeHint(self) -> QSize:
        return QSize(96, 54)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._end_change()
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._end_change()
            self.update()
        return super().event(event)

    # ------------------------------------------------------------ painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ground = self._cover or self._ground
        rect = self.slide_rect()
        if self._cover is not None or self._scene is None:
            if ground is not None:
                painter.fillRect(self.rect(), ground)
        else:
            self._paint_slide(painter, rect, ground)
        painter.end()
        if self._untold:
            self._untold = False
            self.painted.emit()

    def _paint_slide(self, painter: QPainter, rect: QRect, ground: QColor | None) -> None:
        if ground is not None and rect != self.rect():
            painter.fillRect(self.rect(), ground)
        if self._framed:
            painter.fillRect(rect.adjusted(-1, -1, 1, 1), self.palette().mid())
        image = self._image()
        share = self._share()
        if self._from is not None and self._change is not None:
            paint_frame(painter, rect, self._change, self._from, image, share)
        else:
            painter.drawImage(rect, image)
            self._paint_moving(painter, rect)
        self._shown = image
        if self.overlay is not None:
            self._paint_over(painter, rect)

    def _image(self) -> QImage:
        """The slide as it is seen, or a card in its place: a fault of ours is told, and the hall sees the title."""
        try:
            return self._drawn()
        except Exception as error:
            from presenter.ui.show.failed_slide import failed_slide

            assert self._scene is not None
            if self._scene is not self._failed:
                self._failed = self._scene
                log.error("a slide cannot be painted: %s: %s", type(error).__name__, error)
                trace.event("fault", error="".join(traceback.format_exception(error)))
                self.failed.emit(f"{type(error).__name__}: {error}")
            return failed_slide(self._scene, *self.pixels())

    def _drawn(self) -> QImage:
        """The slide, or the region of it that is enlarged."""
        if self._region is None or self._scene is None:
            return self._whole()
        key = (self._scene, self._step, self.pixels())
        if self._enlarged is None or self._enlarged[0] != key:
            from presenter.qt.render import draw_region

            self._enlarged = key, draw_region(self._scene, *self.pixels(), self._step, self._region)
        return self._enlarged[1]

    def _whole(self) -> QImage:
        """The slide, for a moment perhaps with photos that are not sharp yet."""
        if not self._hasty:
            return picture(self._scene, self.pixels(), self._step)
        from presenter.qt.render import at_once

        assert self._scene is not None
        if self._soft is None or (self._soft.width(), self._soft.height()) != self.pixels():
            image, sharp = at_once(self._scene, *self.pixels(), self._step)
            if sharp:
                return image
            self._soft = image
            self._soon.start()
        return self._soft

    def _sharpen(self) -> None:
        if self.changing:
            self._soon.start()  # not in the middle of a movement
        else:
            self._hasty, self._soft = False, None
            self.update()

    def _paint_moving(self, painter: QPainter, rect: QRect) -> None:
        moving = self.moving
        if moving is not None and moving.any:
            self._in_points(painter, rect, lambda p: moving.paint(p, rect.width() * self.devicePixelRatioF() / self._seen()[2]))

    def _as_seen(self, image: QImage) -> QImage:
        """The picture now on the screen with what moves on it as it is just now."""
        if self.moving is None or not self.moving.any:
            return image
        made = image.copy()
        painter = QPainter(made)
        self._paint_moving(painter, made.rect())
        painter.end()
        return made

    def update_part(self, box: Box) -> None:
        """Something else is to be seen in a box of the slide (points)."""
        if not self.changing:
            self.update(within(box, self.slide_rect(), self._seen()))

    def _seen(self) -> Box:
        """What is seen of the slide, in points."""
        return self._region or (0.0, 0.0, *self.page())

    def detail(self, box: Box, larger: float) -> QImage | None:
        """A box of the slide (points) so many times larger than it is seen, as sharp as that."""
        if self._scene is None or self._cover is not None:
            return None
        from presenter.qt.render import draw_region

        scale = self.pixels()[0] / self._seen()[2] * larger
        return draw_region(self._scene, max(1, round(box[2] * scale)), max(1, round(box[3] * scale)), self._step, box)

    def _paint_over(self, painter: QPainter, rect: QRect) -> None:
        assert self.overlay is not None
        self._in_points(painter, rect, self.overlay)

    def _in_points(self, painter: QPainter, rect: QRect, paint: Callable[[QPainter], None]) -> None:
        x, y, width, height = self._seen()
        painter.save()
        painter.setOpacity(1.0)
        painter.setClipRect(rect)
        painter.translate(rect.topLeft())
        painter.scale(rect.width() / width, rect.height() / height)
        painter.translate(-x, -y)
        paint(painter)
        painter.restore()

    def _share(self) -> float:
        """How far the change has come, 0-1; its first frame already shows something of the new slide."""
        if self._from is None or self._change is None:
            return 1.0
        share = (self._clock.elapsed() + FRAME_MS) / self._change.ms
        if share >= 1.0:
            self._end_change()
            return 1.0
        return share


def open_outside(link: str) -> None:
    """Have the system open a page or begin a mail; decks are strangers' work, so nothing else is opened."""
    if opens_outside(link):
        QDesktopServices.openUrl(QUrl(link))


def opens_outside(link: str) -> bool:
    """Whether a link is for the system: a page, or a mail."""
    return QUrl(link).scheme().lower() in ("http", "https", "mailto")


def picture(scene: Scene | None, pixels: tuple[int, int], step: int | None) -> QImage:
    """The slide as a picture of this size; made once and remembered."""
    from presenter.qt.render import image

    assert scene is not None
    return image(scene, pixels[0], pixels[1], step)


class Hurry:
    """Whether something happens again and again."""

    def __init__(self) -> None:
        self._last = QElapsedTimer()

    def another(self) -> bool:
        """It has happened now; whether that was soon after the last time."""
        soon = self._last.isValid() and self._last.elapsed() < HURRY_MS
        self._last.start()
        return soon


class Idle:
    """Work to be done when nothing else is: one small piece at a time, newest wishes first to be dropped."""

    def __init__(self, parent: QWidget, wait_ms: int = 0) -> None:
        self._queue: list[Callable[[], None]] = []
        self._wait_ms, self._hurry = wait_ms, Hurry()
        self._timer = QTimer(parent)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._work)

    def replace(self, *work: Callable[[], None]) -> None:
        """Do this, in this order, instead of what was still to do; when wishes come fast, after they have stopped."""
        self._queue = list(work)
        wait = REST_MS if self._hurry.another() else self._wait_ms
        if self._queue:
            self._timer.start(wait)
        else:
            self._timer.stop()

    def _work(self) -> None:
        if self._queue:
            self._queue.pop(0)()
        if self._queue:
            self._timer.start(self._wait_ms)

"""A window and a display → the window there and nowhere else, full screen, seen by the window system's own word.

What was learnt by experiment on ten window systems: a window goes full screen where its *geometry* is, so setScreen,
setGeometry and full screen belong together; a shown full-screen window is never moved but hidden and shown again; what
Qt says of a window's screen may be wrong, so placing is verified after a moment and tried another way; a window may stop
being painted for good ("not exposed"), which only showing it anew mends. Only this file calls setScreen for the show.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from presenter import trace
from presenter.talk.roles import Identity
from presenter.ui.show.displays import display_of, real_screens, screen_for

VERIFY_MS = 300
WATCH_MS = 500
LOOKS, MOST_LOOKS = 2, 40  # so often not as it should be: shown anew; the pause grows where no way worked
TRIES = 3
PATIENCE, WAYLAND_PATIENCE = 2, 4  # looks more, before another way is tried
CORNER = 32  # pixels from a display's edges
REVIVALS = 3  # without anything having changed meanwhile
RETURN_MS = 1000  # until a console that could not be kept is tried again, twice as long each time


def timer(parent: QObject, interval: int, slot: object, *, once: bool = True) -> QTimer:
    """A timer that is not running yet."""
    made = QTimer(parent)
    made.setSingleShot(once)
    made.setInterval(interval)
    made.timeout.connect(slot)
    return made


def on_xcb() -> bool:
    """Whether the window system is X11."""
    return QGuiApplication.platformName() == "xcb"


def on_wayland() -> bool:
    """Whether it is Wayland, where a window learns nothing of its place."""
    return QGuiApplication.platformName().startswith("wayland")


def stands(window: QWidget, screen: QScreen) -> bool:
    """Whether the system has put `window` full screen on `screen`; what Qt believes is not enough."""
    handle = window.windowHandle()
    if handle is None or not handle.isVisible() or not window.isFullScreen():
        return False
    if on_xcb():
        return _near(handle.geometry(), screen.geometry()) and handle.isExposed()
    # macOS keeps a strip under the camera to itself; on Wayland, unexposed: Qt has stopped painting it
    right = handle.screen() is screen and (sys.platform == "darwin" or handle.size() == screen.geometry().size())
    return right and (handle.isExposed() or not on_wayland())


def _near(one: QRect, other: QRect) -> bool:
    """The same place, but for the rounding of displays that are scaled."""
    return all(abs(a - b) <= 2 for a, b in zip(_edges(one), _edges(other), strict=True))


def _edges(place: QRect) -> tuple[int, int, int, int]:
    return place.left(), place.top(), place.right(), place.bottom()


def full_screen(window: QWidget) -> None:
    """`showFullScreen`, which would also ask for the focus, even for a window that must not have it."""
    window.setWindowState(Qt.WindowState.WindowFullScreen)
    window.setVisible(True)


def accept_focus(window: QWidget, yes: bool) -> None:
    """An audience's window must not take the keys from the console; where there is no console it has to have them."""
    flag = Qt.WindowType.WindowDoesNotAcceptFocus
    if bool(window.windowFlags() & flag) != yes:
        return
    handle = window.windowHandle()
    if handle is None or not window.isVisible():
        window.setWindowFlag(flag, not yes)
        return
    handle.setFlag(flag, not yes)  # the widget's own way would hide the window for it, before the hall's eyes
    window.overrideWindowFlags(window.windowFlags() & ~flag if yes else window.windowFlags() | flag)


def insist_on_keys(window: QWidget) -> None:
    """Where no window of ours has the keys though the window manager was asked for them: take them from the server itself.

    Some managers believe that they gave them to a window that could not be seen just then, and do not ask again.
    """
    handle = window.windowHandle()
    if not on_xcb() or handle is None or not handle.isExposed() or QGuiApplication.focusWindow() is not None:
        return
    handle.setFlag(Qt.WindowType.X11BypassWindowManagerHint, True)
    handle.requestActivate()  # past the manager, if the window is not its own
    handle.setFlag(Qt.WindowType.X11BypassWindowManagerHint, bool(window.windowFlags() & Qt.WindowType.X11BypassWindowManagerHint))


def put_sign(sign: QWidget, screen: QScreen) -> None:
    """A sign in the middle of a display, above everything, that takes no keys. On Wayland it fills the display: nothing
    else can choose one there."""
    kind = Qt.WindowType.Window if on_wayland() else Qt.WindowType.ToolTip
    sign.setWindowFlags(kind | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowDoesNotAcceptFocus)
    sign.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    sign.setScreen(screen)
    box = screen.geometry()
    if on_wayland():
        sign.setGeometry(box)
        full_screen(sign)
        return
    side = min(box.width(), box.height()) * 2 // 5
    place = QRect(0, 0, side * 3 // 2, side)
    place.moveCenter(box.center())
    sign.setGeometry(place)
    sign.show()


def put_in_corner(window: QWidget, screen: QScreen) -> None:
    """A small window at the lower right of a display, with the keys."""
    window.setScreen(screen)
    window.adjustSize()
    room = screen.availableGeometry().adjusted(0, 0, -CORNER, -CORNER)
    window.move(room.right() - window.width(), room.bottom() - window.height())
    window.show()
    window.raise_()
    window.activateWindow()


class Placing(QObject):
    """Keeps one window full screen on one display from `put` to `away`, and sees to it that it is painted."""

    placed = Signal(str)  # the display on which it is, verified
    failed = Signal(str)  # the window system refuses to show it there

    def __init__(self, window: QWidget, name: str) -> None:
        """`name` is what the trace calls the window."""
        super().__init__(window)
        self.window, self._name = window, name
        self.on: Identity | None = None
        self._tries = self._waited = 0
        self._off = self._revivals = 0
        self._refused = False  # no way of placing worked when it was last tried
        self._check = timer(self, VERIFY_MS, self._verify)
        self._watch = timer(self, WATCH_MS, self._look, once=False)

    # ------------------------------------------------------------ what is asked of it

    def put(self, screen: QScreen) -> None:
        """Show the window there, unless it is there already."""
        self.on = display_of(screen).identity
        self._tries = self._revivals = 0
        self._watch.start()
        if stands(self.window, screen):
            self._verify()
        else:
            self._show_on(screen)

    def away(self) -> None:
        """Hide the window and leave it so."""
        self.on = None
        self.leave()
        self.window.hide()

    def leave(self) -> None:
        """Do nothing to the window any more."""
        self._check.stop()
        self._watch.stop()

    # ------------------------------------------------------------ how it is done

    def _show_on(self, screen: QScreen) -> None:
        """Show the window full screen on `screen`, each try another way."""
        window, way = self.window, self._tries
        self._waited = 0
        self._check.start()
        if way == 1:
            window.showNormal()
            window.setScreen(screen)
            window.setGeometry(screen.geometry().adjusted(40, 40, -40, -40))
            QTimer.singleShot(VERIFY_MS // 2, window, lambda: full_screen(window))
            return
        window.hide()
        window.setWindowState(Qt.WindowState.WindowNoState)
        if on_xcb():  # the last resort: past the window manager
            window.setWindowFlag(Qt.WindowType.X11BypassWindowManagerHint, way == 2)
        window.setScreen(screen)
        window.setGeometry(screen.geometry())
        full_screen(window)

    def _verify(self) -> None:
        screen = screen_for(self.on)
        if screen is None:
            return
        if stands(self.window, screen):
            self._refused = False
            trace.event("placed", window=self._name, screen=screen.name(), tries=self._tries)
            self.placed.emit(screen.name())
            return
        if self._may_wait():
            self._waited += 1
            self._check.start()
            return
        self._tries += 1
        if self._tries < TRIES:
            self._show_on(screen)
            return
        self._refused, self._off = True, 0
        if len(real_screens()) > 1:
            trace.event("not-placed", window=self._name, screen=screen.name())
            self.failed.emit(screen.name())

    def _may_wait(self) -> bool:
        """A busy machine has not brought the window up yet; compositors say its size late, and once more, when they scale."""
        handle = self.window.windowHandle()
        if on_wayland():
            return self._waited < WAYLAND_PATIENCE
        return self._waited < PATIENCE and handle is not None and not handle.isExposed()

    def _look(self) -> None:
        """A window that the system has stopped painting shows an old slide, and one that it has moved is not where the hall
        looks: it is shown anew. A hall that sees nothing because no way worked is not given up, at ever longer pauses."""
        screen = screen_for(self.on)
        if screen is None or self._check.isActive() or stands(self.window, screen):
            self._off = 0
            return
        self._off += 1
        if self._off < self._pause():
            return
        self._off = 0
        self._revivals += 1
        self._tries = 0
        trace.event("revived", window=self._name, screen=screen.name())
        self._show_on(screen)

    def _pause(self) -> float:
        """Looks until the window is shown anew. Never while another program has the keys: somebody has put that one before
        the slides, or all windows away; nor again and again where the hall sees something."""
        handle = self.window.windowHandle()
        if self._refused and (handle is None or not handle.isExposed()):
            return min(LOOKS << self._revivals, MOST_LOOKS)
        ours = QGuiApplication.applicationState() == Qt.ApplicationState.ApplicationActive
        return LOOKS if ours and self._revivals < REVIVALS else float("inf")


class Beside(QObject):
    """Keeps the console on one display, and hides it the moment that it is anywhere else."""

    strayed = Signal()  # no way was found to keep it there; it is hidden, and tried again in a while

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.window = window
        self.on: Identity | None = None
        self.filling = sys.platform != "darwin"  # there it would be a desktop of its own, and blacken the other display
        self._alone = False
        self._recalled = False  # it was where it belongs when it was last looked at
        self._tries = self._returns = 0
        self._check = timer(self, VERIFY_MS, self._verify)
        self._again = timer(self, RETURN_MS, self._return)
        window.installEventFilter(self)

    def put(self, screen: QScreen, *, alone: bool) -> None:
        """Show the console on `screen`, in a window over the slide when that display is all there is."""
        where = display_of(screen).identity
        self._recalled = self.on == where and self.window.isVisible() and self._here(screen) and alone == self._alone
        self.on, self._alone, self._tries, self._returns = where, alone, 0, 0
        if self._recalled:
            self.window.activateWindow()
            self._check.start()
        else:
            self._show_on(screen)

    def away(self) -> None:
        """Hide the console."""
        self.on = None
        self._check.stop()
        self._again.stop()
        self.window.hide()

    def fill(self, yes: bool) -> None:
        """Full screen, or in a window of its display."""
        self.filling = yes
        screen = screen_for(self.on)
        if screen is not None:
            self._tries = self._returns = 0
            self._show_on(screen)

    def _show_on(self, screen: QScreen) -> None:
        """The first try in the way that is wished; then full screen, which alone takes a display for sure; then past the
        window manager."""
        console = self.window
        console.hide()
        console.setWindowState(Qt.WindowState.WindowNoState)
        if on_xcb():
            console.setWindowFlag(Qt.WindowType.X11BypassWindowManagerHint, self._tries == 2)
        console.setScreen(screen)
        wide = not self._alone and (self.filling or self._tries > 0 or on_wayland())
        if wide:
            console.setGeometry(screen.geometry())
            full_screen(console)
        else:
            console.setGeometry(_within(screen.availableGeometry()))
            console.show()
        console.raise_()
        console.activateWindow()
        self._again.stop()
        self._check.start()

    def _here(self, screen: QScreen) -> bool:
        """Whether the console is on its display and on no other."""
        handle = self.window.windowHandle()
        if handle is None or not self.window.isVisible():
            return False
        if on_wayland():
            return handle.screen() is screen and (self._alone or self.window.isFullScreen())
        return bool(screen.geometry().contains(handle.geometry().center())) and not self._abroad(screen)

    def _abroad(self, screen: QScreen) -> bool:
        """Whether a part of the console can be seen on another display."""
        handle = self.window.windowHandle()
        place = handle.geometry().adjusted(60, 60, -60, -60)  # the edges of a window may hang over
        return any(s is not screen and s.geometry().intersects(place) for s in real_screens())

    def _verify(self) -> None:
        screen = screen_for(self.on)
        if screen is None:
            return
        here = self._seen(screen)
        if here and self._recalled and QGuiApplication.focusWindow() is None:
            # a tiling manager has brought a gone display's desktop before the console's, and says nothing of it
            self._recalled = False
            self._show_on(screen)
            return
        if here:
            trace.event("placed", window="console", screen=screen.name(), tries=self._tries)
            return
        self._tries += 1
        if self._tries < TRIES:
            self._show_on(screen)
            return
        if not self._here(screen):
            self.window.hide()
            self.strayed.emit()
        if self._returns < REVIVALS:
            self._again.start(RETURN_MS << self._returns)
            self._returns += 1

    def _return(self) -> None:
        """A window system that was busy with itself may keep it now: nobody gives a talk without notes for its sake."""
        screen = screen_for(self.on)
        if screen is not None and not self._seen(screen):
            self._tries = 0
            self._show_on(screen)

    def _seen(self, screen: QScreen) -> bool:
        """Whether the presenter sees the console, and nobody else."""
        handle = self.window.windowHandle()
        return self._here(screen) and handle is not None and handle.isExposed()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notes that come up on the projector are gone before anybody has read them."""
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize) and self.window.isVisible() and not on_wayland():
            self.guard()
        return False

    def guard(self) -> bool:
        """Hide the console if a part of it is on another display than its own; it is tried again soon. Whether it was so."""
        screen = screen_for(self.on)
        if screen is None or self._alone or not self.window.isVisible() or not self._abroad(screen):
            return False
        trace.event("console-hidden", screen=screen.name())
        self.window.hide()
        self._check.start()
        return True


def _within(room: QRect) -> QRect:
    """Nearly all of `room`, at most 1600 x 1000, in its middle."""
    rect = QRect(0, 0, min(1600, int(room.width() * 0.94)), min(1000, int(room.height() * 0.92)))
    rect.moveCenter(room.center())
    return rect

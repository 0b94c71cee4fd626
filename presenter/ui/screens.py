"""Displays come and go; audience and console are where they belong: the only module that calls setScreen or showFullScreen.

What was learnt by experiment on eight window systems: a window goes full screen where its *geometry* is, so
setScreen, setGeometry and showFullScreen belong together; a shown full-screen window is never moved but hidden and
shown again; what Qt says of a window's screen may be wrong, so placing is verified after a moment and tried another
way; when a display goes, Qt moves the windows that were on it (the notes onto the projector!), but only after the
`screenRemoved` slot, so they are hidden there; displays have roles by identity, never "the one that is free now".
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from presenter import trace
from presenter.problems import UserError

if TYPE_CHECKING:
    from presenter.store.settings import Settings

Identity = tuple[str, str, str]  # manufacturer, model, serial number or connector

_PANELS = ("edp", "lvds", "dsi", "built-in", "color lcd")
VERIFY_MS = 300
SETTLE_MS = 400
TRIES = 3
MOST_SETS = 40  # sets of displays remembered
HOW_TO_EXTEND = {
    "win32": "Windows key + P, then Extend, gives you notes of your own.",
    "darwin": "System Settings, Displays, \"Use as extended display\" gives you notes of your own.",
}.get(sys.platform, "\"Join\" or \"Extend\" in the system's display settings (often Super + P) gives you notes of your own.")


def identity(screen: QScreen) -> Identity:
    """What tells this display from others when it comes back."""
    return screen.manufacturer(), screen.model(), screen.serialNumber() or screen.name()


def real_screens() -> list[QScreen]:
    """The displays that are lit; Qt keeps a placeholder when there is none."""
    return [s for s in QGuiApplication.screens() if s.geometry().width() > 64 and not s.name().startswith(":")]


def panel() -> QScreen | None:
    """The laptop's own display, if the system tells."""
    return next((s for s in real_screens() if s.name().lower().startswith(_PANELS)), None)


def mirrored() -> bool:
    """Whether two displays show the same part of the desktop."""
    boxes = [s.geometry() for s in real_screens()]
    return any(a.intersects(b) for index, a in enumerate(boxes) for b in boxes[:index])


def _set_of_screens() -> str:
    """A name for the displays that are lit, whichever order they are in."""
    return " + ".join(sorted("/".join(identity(s)) for s in real_screens()))


def describe(screen: QScreen) -> str:
    """A display for people: its name and size."""
    size = screen.geometry().size() * screen.devicePixelRatio()
    return f"{screen.name()} ({size.width()} × {size.height()})"


def find(wanted: str) -> QScreen:
    """The display with number `wanted` (from 1) or of that name. Raises UserError that lists what there is."""
    screens = real_screens()
    for screen in screens:
        if wanted.lower() in (screen.name().lower(), screen.model().lower()):
            return screen
    if wanted.isdecimal() and 1 <= int(wanted) <= len(screens):
        return screens[int(wanted) - 1]
    there = ", ".join(f"{i}: {describe(s)}" for i, s in enumerate(screens, 1)) or "none"
    raise UserError(f"there is no display {wanted}", f"there are {there}")


def screen_of(window: QWidget) -> QScreen | None:
    """The display that holds the middle of `window`."""
    return QGuiApplication.screenAt(window.frameGeometry().center()) or window.screen()


def fit(window: QWidget) -> None:
    """Make a window that was never placed no larger than its display allows."""
    screen = window.screen() or QGuiApplication.primaryScreen()
    if screen is not None:
        room = screen.availableGeometry().size()
        window.resize(min(window.width(), int(room.width() * 0.94)), min(window.height(), int(room.height() * 0.88)))


class Screens(QObject):
    """Keeps `audience` full screen on the projector and `console` on the presenter's display, whatever is plugged in.

    With one display (or mirrored ones) the audience takes it and the console stays hidden, until a second display
    appears. A display that goes takes only its own window with it.
    """

    placed = Signal(str)  # the display on which the audience is, verified
    failed = Signal(str)  # the window system refuses to show the audience there
    lost = Signal(str)  # the projector is gone, the audience hidden
    alone = Signal(bool)  # whether the audience has the only display, without a console
    mirrored = Signal(str)  # several displays show the same picture: how to mend that; "" when they do no more

    def __init__(
        self,
        audience: QWidget,
        console: QWidget,
        *,
        home: QScreen | None = None,
        wanted: QScreen | None = None,
        settings: Settings | None = None,
    ) -> None:
        """`settings` remember which display the audience had, for each set of displays."""
        super().__init__(audience)
        self._settings = settings
        self.audience, self.console = audience, console
        self._wayland = QGuiApplication.platformName() == "wayland"
        self._wanted = identity(wanted) if wanted else None
        self._explicit = wanted is not None
        self._set = ""
        self._was_mirrored = False
        self._home = self._first_home(home, wanted)
        self._on: Identity | None = None
        self._single = False
        self._was_double = False
        self._active = False
        self._away = False
        self._tries = 0
        self._soon = _timer(self, SETTLE_MS, self._settle)
        self._check = _timer(self, VERIFY_MS, self._verify)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenAdded.connect(self._added)
        app.screenRemoved.connect(self._removed)
        for screen in QGuiApplication.screens():
            screen.geometryChanged.connect(self._changed)

    def _first_home(self, home: QScreen | None, wanted: QScreen | None) -> Identity | None:
        candidates = [home, panel(), QGuiApplication.primaryScreen(), *real_screens()]
        others = [s for s in candidates if s is not None and s is not wanted]
        return identity(others[0]) if others else None

    # ------------------------------------------------------------ what the show asks

    def start(self) -> None:
        """Place both windows and keep them in place."""
        self._active = True
        self._settle()

    def stop(self) -> None:
        """Leave the windows alone from now on."""
        self._active = False
        self._soon.stop()
        self._check.stop()

    def hide_audience(self, yes: bool) -> None:
        """Take the audience's window away for a demonstration, or put it back. On a single display the console is
        shown meanwhile, so that there is something to come back by."""
        if yes == self._away:
            return
        self._away = yes
        if not yes:
            self._settle()
            return
        self._soon.stop()
        self._check.stop()
        self.audience.hide()
        if self._single:
            self._settle_console()

    def toggle_console(self) -> None:
        """With a single display: bring the console over the slide, or take it away again."""
        if not self._single or not self._active or self._away:
            return
        if self.console.isVisible():
            self.console.hide()
            self.audience.activateWindow()
        else:
            self._settle_console()

    def swap(self) -> None:
        """Audience and console exchange their displays."""
        on = self._on
        if on is None or self._single or self._home is None:
            return
        self._home, self._wanted = on, self._home
        self._remember()
        self.audience.hide()
        self.console.hide()
        self._settle()

    # ------------------------------------------------------------ what was chosen before

    def _remember(self) -> None:
        """The audience's display was chosen by a person: with these displays it is the one from now on."""
        if self._settings is not None and self._wanted is not None:
            chosen = {**self._settings.table("displays"), _set_of_screens(): list(self._wanted)}
            self._settings.set(displays=dict(list(chosen.items())[-MOST_SETS:]))

    def _recall(self) -> None:
        """With a set of displays that is known, the audience goes where it was put then."""
        found = self._settings.table("displays").get(_set_of_screens()) if self._settings is not None else None
        there = [s for s in real_screens() if isinstance(found, list) and list(identity(s)) == found]
        if not there or len(real_screens()) < 2:
            return
        self._wanted = identity(there[0])
        if self._home == self._wanted:
            self._home = self._first_home(None, there[0])

    # ------------------------------------------------------------ who goes where

    def _home_screen(self) -> QScreen | None:
        return next((s for s in real_screens() if identity(s) == self._home), None)

    def _free_screen(self) -> QScreen | None:
        """The projector: a display that shows nothing of the console's; None with one display or mirrored ones."""
        home = self._home_screen()
        free = [s for s in real_screens() if s is not home and not (home and s.geometry().intersects(home.geometry()))]
        wanted = [s for s in free if identity(s) == self._wanted or (self._wanted and s.name() == self._wanted[-1])]
        return (wanted or free or [None])[-1]

    def _settle(self) -> None:
        if not self._active or self._away:
            return
        self._tell_mirrored()
        if _set_of_screens() != self._set:
            self._set = _set_of_screens()
            if not self._explicit:
                self._recall()
        target = self._free_screen()
        if target is not None:
            self._become_double()
        elif not self._was_double:  # one display from the beginning: the audience has it
            target = self._home_screen() or (real_screens() or [None])[0]
            self._become_single()
        self._tries = 0
        self._place(target)
        if not self._single:
            self._settle_console()

    def _tell_mirrored(self) -> None:
        if mirrored() != self._was_mirrored:
            self._was_mirrored = not self._was_mirrored
            trace.event("mirrored", on=self._was_mirrored)
            self.mirrored.emit(HOW_TO_EXTEND if self._was_mirrored else "")

    def _become_double(self) -> None:
        if self._single:
            self.audience.hide()
        self._single, self._was_double = False, True
        _accept_focus(self.audience, False)
        self.alone.emit(False)

    def _become_single(self) -> None:
        self._single = True
        self.console.hide()
        _accept_focus(self.audience, True)
        self.alone.emit(True)

    # ------------------------------------------------------------ the console

    def _settle_console(self) -> None:
        home = self._home_screen()
        if home is None or (self.console.isVisible() and not self._console_strayed(home)):
            return
        console = self.console
        console.hide()
        console.setWindowState(Qt.WindowState.WindowNoState)
        console.setScreen(home)
        if self._wayland and len(real_screens()) > 1:  # only full screen can choose its display there
            console.setGeometry(home.geometry())
            console.showFullScreen()
        else:
            console.setGeometry(_within(home.availableGeometry()))
            console.show()
        console.raise_()
        console.activateWindow()

    def _console_strayed(self, home: QScreen) -> bool:
        if self._wayland:
            return self.console.screen() is not home or (len(real_screens()) > 1 and not self.console.isFullScreen())
        geometry = self.console.geometry()
        return not home.geometry().contains(geometry.center()) or geometry.width() < 200

    # ------------------------------------------------------------ the audience

    def _place(self, screen: QScreen | None) -> None:
        if screen is None:
            self._on = None
            self.audience.hide()
            return
        self._on = identity(screen)
        if self._tries == 0 and self._right(screen):
            self._verify()
            return
        self._show_on(screen)
        self._check.start()

    def _show_on(self, screen: QScreen) -> None:
        """Show the audience full screen on `screen`, each try another way."""
        window, way = self.audience, self._tries
        if way == 1:
            window.showNormal()
            window.setScreen(screen)
            window.setGeometry(screen.geometry().adjusted(40, 40, -40, -40))
            QTimer.singleShot(VERIFY_MS // 2, window, lambda: _full_screen(window))
            return
        window.hide()
        window.setWindowState(Qt.WindowState.WindowNoState)
        if QGuiApplication.platformName() == "xcb":  # the last resort: past the window manager
            window.setWindowFlag(Qt.WindowType.X11BypassWindowManagerHint, way == 2)
        window.setScreen(screen)
        window.setGeometry(screen.geometry())
        _full_screen(window)
        if self._single:
            window.activateWindow()

    def _right(self, screen: QScreen) -> bool:
        """Whether the system has put the audience there; what Qt believes is not enough."""
        handle = self.audience.windowHandle()
        if handle is None or not handle.isVisible() or not self.audience.isFullScreen():
            return False
        right = handle.size() == screen.geometry().size() and handle.screen() is screen
        if QGuiApplication.platformName() == "xcb" and len(real_screens()) > 1:
            right = right and handle.position() == screen.geometry().topLeft()
        return right and (handle.isExposed() or not self._wayland)  # unexposed: Qt has stopped painting it

    def _verify(self) -> None:
        screen = next((s for s in real_screens() if identity(s) == self._on), None)
        if screen is None or not self._active:
            return
        if self._right(screen):
            trace.event("placed", window="audience", screen=screen.name(), tries=self._tries)
            self.placed.emit(screen.name())
            return
        self._tries += 1
        if self._tries < TRIES:
            self._place(screen)
        else:
            self.failed.emit(screen.name())

    # ------------------------------------------------------------ plugging and unplugging

    def _removed(self, screen: QScreen) -> None:
        trace.event("screen-removed", screen=screen.name())
        if not self._active:
            return
        gone = identity(screen)
        if gone == self._on:
            self._on = None
            self._check.stop()
            self.audience.hide()
            self.lost.emit(screen.name())
        elif gone == self._home:
            self.console.hide()  # before Qt puts the notes on the projector
        self._soon.start()

    def _added(self, screen: QScreen) -> None:
        trace.event("screen-added", screen=screen.name())
        screen.geometryChanged.connect(self._changed)
        if self._active:
            self._soon.start()

    def _changed(self, *_: object) -> None:
        if self._active:
            self._soon.start()


def _full_screen(window: QWidget) -> None:
    """`showFullScreen`, which would also ask for the focus, even for a window that must not have it."""
    window.setWindowState(Qt.WindowState.WindowFullScreen)
    window.setVisible(True)


def _timer(parent: QObject, interval: int, slot: object) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(interval)
    timer.timeout.connect(slot)
    return timer


def _within(room: QRect) -> QRect:
    """Nearly all of `room`, at most 1600 x 1000, in its middle."""
    rect = QRect(0, 0, min(1600, int(room.width() * 0.94)), min(1000, int(room.height() * 0.92)))
    rect.moveCenter(room.center())
    return rect


def _accept_focus(window: QWidget, yes: bool) -> None:
    """An audience window must not take the keys from the console; alone on one display it has to have them."""
    flag = Qt.WindowType.WindowDoesNotAcceptFocus
    if bool(window.windowFlags() & flag) == yes:
        window.setWindowFlag(flag, not yes)  # hides a shown window; placing shows it again

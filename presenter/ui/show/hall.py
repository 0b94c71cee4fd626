"""Audience and console, opened where the talk is given: on displays, in two windows, or for a rehearsal the console alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, QSize, QTimer, Signal
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QWidget

from presenter.ui.show.audience import AudienceWindow
from presenter.ui.show.console import ConsoleWindow
from presenter.ui.show.display_hands import DisplayHands
from presenter.ui.show.displays import real_screens
from presenter.ui.show.placing import put_in_corner
from presenter.ui.show.screens import Screens
from presenter.ui.slide_view import open_outside

if TYPE_CHECKING:
    from presenter.store.settings import Settings
    from presenter.ui.show.way_back import WayBack

REHEARSAL_SIZE = (1440, 900)
ACTIVE_MS = 150
CONSOLE_SIZE = (1180, 720)  # beside an audience in a window


class Hall(QObject):
    """Both windows. `say` tells the presenter what happens to displays; `remark` is what is to be told after the show.
    `wanted_back` when the slides were hidden on the only display and are asked for."""

    wanted_back = Signal()

    def __init__(
        self,
        title: str,
        say: Callable[[str], None],
        *,
        home: QScreen | None = None,
        wanted: QScreen | None = None,
        windowed: tuple[int, int] | None = None,
        rehearsal: bool = False,
        settings: Settings | None = None,
        parent: QObject | None = None,
    ) -> None:
        """`home` is the display that the console may have, `wanted` the one for the audience, `windowed` the size of its
        window if it is to have one."""
        super().__init__(parent)
        self._say, self._title = say, title
        self._way_back: WayBack | None = None
        self.audience, self.console = AudienceWindow(title), ConsoleWindow(title, settings)
        self.remark = ""
        self.alone = False  # the audience covers everything: nothing else can want keys
        self.rehearsal = rehearsal
        self._windowed, self._room = windowed, home.availableGeometry() if home is not None else None
        self.screens: Screens | None = None
        if windowed is None and not rehearsal:
            self.screens = Screens(self.audience, self.console, home=home, wanted=wanted, settings=settings)
            self._listen(self.screens)
        self.displays = DisplayHands(title, self.screens, self.console, say, self)

    def _listen(self, screens: Screens) -> None:
        screens.alone.connect(lambda yes: setattr(self, "alone", yes))
        screens.placed.connect(lambda name: self._say(""))
        screens.mirrored.connect(self._mirrored)
        gone = self.tr("The projector is gone. Plug it in again: the show goes on by itself.")
        screens.lost.connect(lambda name: self._say(gone))
        refused = self.tr("The display {name} does not take the slides.")
        screens.failed.connect(lambda name: self._say(refused.format(name=name)))

    def _mirrored(self, how: str) -> None:
        """The displays show the same: there is nowhere to put notes. Said where the hall does not see it."""
        if not how:
            self.remark = ""
            return
        self.remark = self.tr("The displays show the same picture, so there was no place for your notes. {how}").format(how=how)
        self._say(self.tr("The displays show the same picture. {how}").format(how=how))

    # ------------------------------------------------------------ opening and closing

    def open(self) -> None:
        """Show the windows."""
        if self.screens is not None:
            self.screens.start()
        elif self._windowed is None or self.rehearsal:
            self._open_console()
        else:
            self.audience.resize(*self._windowed)
            self.audience.show()
            self.console.resize(*CONSOLE_SIZE)
            self.console.show()
            self.audience.activateWindow()

    def _open_console(self) -> None:
        room = self._room or self.console.screen().availableGeometry()
        place = QRect(QPoint(), room.size().boundedTo(QSize(*REHEARSAL_SIZE)))
        place.moveCenter(room.center())
        self.console.setGeometry(place)
        self.console.show()
        self.console.activateWindow()

    @property
    def windows(self) -> list[QWidget]:
        """All windows of the show."""
        return [self.audience, self.console, *self.displays.windows, *([self._way_back] if self._way_back is not None else [])]

    def close(self) -> None:
        """Close both."""
        self.displays.stop()
        if self.screens is not None:
            self.screens.stop()
        if self._way_back is not None:
            self._way_back.close()
            self._way_back.deleteLater()
        self.audience.close()
        self.console.close()

    # ------------------------------------------------------------ during the show

    def hide_audience(self, yes: bool) -> None:
        """Take the audience's window out of the way, or put it back."""
        if self.screens is not None:
            self.screens.hide_audience(yes)
            self._offer_way_back(yes and self.alone)
        elif not self.rehearsal:
            self.audience.setVisible(not yes)

    def _offer_way_back(self, yes: bool) -> None:
        """On a single display nothing of ours is to be seen while the slides are hidden, but for a button."""
        there = real_screens()
        if not yes or not there:
            if self._way_back is not None:
                self._way_back.hide()
            return
        if self._way_back is None:
            from presenter.ui.show.way_back import WayBack

            self._way_back = WayBack(self._title)
            self._way_back.wanted.connect(self.wanted_back)
        put_in_corner(self._way_back, there[0])

    def swap(self) -> None:
        """Exchange the displays of audience and console."""
        if self.screens is not None:
            self.screens.swap()

    def toggle_console(self) -> None:
        """With a single display: the console over the slide, or away again."""
        if self.screens is not None:
            self.screens.toggle_console()

    def open_outside(self, link: str) -> None:
        """Have the system open a link where the presenter is: window systems put a new window where the active one is,
        and need a moment to make the console that."""
        if not self.console.isVisible() or self.console.isActiveWindow():
            open_outside(link)
            return
        self.console.raise_()
        self.console.activateWindow()
        QTimer.singleShot(ACTIVE_MS, self, lambda: open_outside(link))

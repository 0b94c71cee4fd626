"""What a presenter can do about displays during a show; what it takes is loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from presenter.ui.show.console import ConsoleWindow
from presenter.ui.show.screens import Screens

if TYPE_CHECKING:
    from presenter.cell import Cell
    from presenter.scene import Scene
    from presenter.talk.state import Place, Talk
    from presenter.ui.show.audience import AudienceWindow
    from presenter.ui.show.display_desk import DisplayDesk
    from presenter.ui.show.display_map import DisplayPanel
    from presenter.ui.show.transition import Change
    from presenter.ui.show.views import Views


class DisplayHands(QObject):
    """The map of the displays, and further windows for the audience. Without `screens` (in a window) there is no map."""

    def __init__(self, title: str, screens: Screens | None, console: ConsoleWindow, say: Callable[[str], None], parent: QObject) -> None:
        super().__init__(parent)
        self._title, self._screens, self._console, self._say = title, screens, console, say
        self._make_views: Callable[[], Views] | None = None
        self._views: Views | None = None
        self._desk: DisplayDesk | None = None

    def follow(
        self,
        talk: Cell[Talk],
        scene: Callable[[int], Scene | None],
        change: Callable[[Place, Place], Change | None],
        opened: Callable[[AudienceWindow], None],
        closed: Callable[[AudienceWindow], None],
    ) -> None:
        """Further windows are for this talk; `scene(slide)` gives what is on a slide, `change` how one place follows another,
        and `opened` and `closed` are told of every window."""

        def made() -> Views:
            from presenter.ui.show.views import Views

            views = Views(self._title, talk, scene, change, self._screens, self)
            views.opened.connect(opened)
            views.closed.connect(closed)
            return views

        self._make_views = made

    def refresh(self) -> None:
        """The deck has changed: further windows show it as it is now."""
        if self._views is not None:
            self._views.refresh()

    def stop(self) -> None:
        """The show has ended."""
        if self._views is not None:
            self._views.stop()
        if self._desk is not None and self._desk.panel.isVisible():
            self._desk.panel.close_panel()

    # ------------------------------------------------------------ what commands ask

    def do(self, what: str) -> None:
        """ "choose" opens the map, "view" one more window for the audience, "fill" the console full screen or in a window."""
        {"choose": self._choose, "view": self._view, "fill": self._fill}[what]()

    def _view(self) -> None:
        if not self._the_views().add():
            self._say(self.tr("There are enough windows for the audience."))

    def _fill(self) -> None:
        if self._screens is not None:
            self._screens.fill_console()

    def _choose(self) -> None:
        """Over the console; where there is none, it comes for that."""
        if self._screens is None:
            return
        called = not self._console.isVisible()
        if called:
            self._screens.toggle_console()
        if not self._console.isVisible():
            return
        if self._desk is None:
            from presenter.ui.show.display_desk import DisplayDesk

            self._desk = DisplayDesk(self._screens, self._console, self._the_views(), self._say)
        self._desk.open(called)

    @property
    def panel(self) -> DisplayPanel | None:
        """The map while it has the keys."""
        panel = self._desk.panel if self._desk is not None else None
        return panel if panel is not None and panel.isVisible() else None

    @property
    def windows(self) -> list[AudienceWindow]:
        """The further windows that are open."""
        return self._views.windows if self._views is not None else []

    def _the_views(self) -> Views:
        if self._views is None:
            assert self._make_views is not None
            self._views = self._make_views()
        return self._views

"""The displays in the presenter's hands, during a show: the map over the console, numbers on the displays, parting mirrored
ones, further windows for the audience."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QPushButton

from presenter.talk import roles
from presenter.talk.roles import Identity
from presenter.ui.show.console import ConsoleWindow
from presenter.ui.show.display_map import DisplayPanel, Numbers
from presenter.ui.show.displays import lit
from presenter.ui.show.extend import BY_HAND, Extending
from presenter.ui.show.screens import Screens
from presenter.ui.show.views import Views

LOOK_MS = 500


class DisplayDesk(QObject):
    """Opened over the console, where the hall does not see it. `say` tells the presenter something in words."""

    def __init__(self, screens: Screens, console: ConsoleWindow, views: Views, say: Callable[[str], None]) -> None:
        super().__init__(console)
        self._screens, self._views, self._say = screens, views, say
        self._called = False
        self._numbers = Numbers(self)
        self._extending = Extending(self._extended, self)
        self.panel = DisplayPanel(console, self.tr("Displays"), far=True)
        self.panel.map.chosen.connect(self._choose)
        self.panel.closed.connect(self._put_away)
        self._part = self.panel.offer = self.panel.add(self.tr("Show different pictures  (Enter)"), self.extend)
        self._swap = self.panel.add(self.tr("Exchange  (S)"), screens.swap)
        self._more = self.panel.add(self.tr("Another window for the audience"), self._add_view)
        self._fewer = self.panel.add(self.tr("Close those"), self._views.close_all)
        self._done: QPushButton = self.panel.add(self.tr("Done  (Esc)"), self.panel.close_panel)
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self._refresh)

    def open(self, called: bool) -> None:
        """Show the map, and the numbers wherever the hall does not look; `called`: the console came for this only."""
        self._called = called
        self._refresh()
        self.panel.setGeometry(self.panel.parentWidget().rect())
        self.panel.show()
        self.panel.raise_()
        self._look.start()
        there = self._screens.displays()
        free = [(i, one) for i, (one, who) in enumerate(there, 1) if who == "" and not any(roles.overlap(one, d) for d, _ in there)]
        self._numbers.show(free)

    def _refresh(self) -> None:
        words = {"audience": self.tr("Slides"), "console": self.tr("Console"), "view": self.tr("Slides too"), "": ""}
        there = self._screens.displays()
        self.panel.map.show_displays([(display, words[who]) for display, who in there])
        double = roles.mirrored(display for display, _ in there)
        self._part.setVisible(double and self._extending.possible)
        self._swap.setEnabled({who for _, who in there} >= {"audience", "console"})
        self._fewer.setVisible(bool(self._views.windows))
        if double:
            self.panel.words.setText(self.tr("These displays show the same picture. {how}").format(how=BY_HAND))
        elif len(there) < 2:
            self.panel.words.setText(self.tr("There is one display. Plug in another: the slides go there by themselves."))
        else:
            self.panel.words.setText(self.tr("Click the display that the slides are to be on, or press its number. It is remembered."))

    def _choose(self, display: Identity) -> None:
        self._called = False
        self.panel.close_panel()
        self._screens.show_on(display)

    def _add_view(self) -> None:
        if not self._views.add():
            self._say(self.tr("There are enough windows for the audience."))
        self._numbers.hide()
        self._refresh()

    def extend(self) -> None:
        """Part displays that show the same picture."""
        self._extending.run(lit())

    def _extended(self, worked: bool) -> None:
        if worked:
            self._called = False
            self.panel.close_panel()
        else:
            self._say(self.tr("The system did not part the displays. {how}").format(how=BY_HAND))

    def _put_away(self) -> None:
        self._look.stop()
        self._numbers.hide()
        if self._called:
            self._called = False
            self._screens.toggle_console()

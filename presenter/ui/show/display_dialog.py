"""Displays before a show: which one is to have the slides, and whether all show the same picture."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QScreen
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from presenter import trace
from presenter.talk import roles
from presenter.talk.roles import Identity
from presenter.ui.show.display_map import DisplayPanel, Numbers
from presenter.ui.show.displays import display_of, lit, screen_of
from presenter.ui.show.extend import BY_HAND, Extending
from presenter.ui.show.placing import timer
from presenter.ui.show.screens import remember, remembered

if TYPE_CHECKING:
    from presenter.store.settings import Settings

NOTICE_MS = 900
LOOK_MS = 500


class DisplayDialog(QDialog):
    """A map of the displays, with their numbers on them; the one that is clicked has the slides from the next show on."""

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = settings
        self.setWindowTitle(self.tr("Displays"))
        self.resize(720, 420)
        self.panel = DisplayPanel(self, self.tr("Which display is to have the slides?"))
        self.panel.map.chosen.connect(self._choose)
        self.panel.closed.connect(self.reject)
        self._extending = Extending(lambda worked: self._refresh(), self)
        self.panel.offer = self._part = self.panel.add(self.tr("Show different pictures"), lambda: self._extending.run(lit()))
        self.panel.add(self.tr("Done"), self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.panel)
        self._numbers = Numbers(self)
        self._numbered = ""
        self._look = timer(self, LOOK_MS, self._refresh, once=False)
        self._look.start()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.finished.connect(self._end)
        self._refresh()

    def _refresh(self) -> None:
        displays = lit()
        home = screen_of(self.parentWidget() or self)
        wish = remembered(self._settings, displays)
        now = roles.assign(displays, display_of(home).identity if home else None, wish, False)
        words = {display: self.tr("Slides") for display in displays if display == now.audience}
        words |= {display: self.tr("Console") for display in displays if display == now.console}
        self.panel.map.show_displays([(display, words.get(display, "")) for display in displays])
        double = roles.mirrored(displays)
        self._part.setVisible(double and self._extending.possible)
        same = self.tr("They show the same picture now. {how}").format(how=BY_HAND)
        self.panel.words.setText(same if double else self.tr("It is remembered for these displays."))
        mine = display_of(home) if home else None
        if repr(displays) != self._numbered:
            self._numbered = repr(displays)
            elsewhere = [(i, d) for i, d in enumerate(displays, 1) if d != mine and not (mine and roles.overlap(d, mine))]
            self._numbers.show(elsewhere)

    def _end(self) -> None:
        self._look.stop()
        self._numbers.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.panel.take_key(event):
            super().keyPressEvent(event)

    def _choose(self, wish: Identity) -> None:
        remember(self._settings, lit(), wish)
        self._refresh()


class MirrorNotice(QObject):
    """Tells, before a show, that the displays show the same picture, with a button to part them: once for each time."""

    def __init__(self, tell: Callable[..., None], parent: QObject) -> None:
        """`tell(words, (button, what it does), …)` shows it where it disturbs nobody."""
        super().__init__(parent)
        self._tell_words = tell
        self._told = False
        self._extending = Extending(lambda worked: None, self)
        self._soon = timer(self, NOTICE_MS, self._look)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenAdded.connect(self._added)
        for screen in QGuiApplication.screens():
            screen.geometryChanged.connect(self._soon.start)
        if len(QGuiApplication.screens()) > 1:
            self._soon.start()

    def _added(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self._soon.start)
        self._soon.start()

    def _look(self) -> None:
        double = roles.mirrored(lit())
        if double and not self._told:
            trace.event("mirrored", told="window")
            words = self.tr("The displays show the same picture: there is no place for your notes.")
            part = (self.tr("Show different pictures"), lambda: self._extending.run(lit()))
            if self._extending.possible:
                self._tell_words(words, part)
            else:
                self._tell_words(f"{words} {BY_HAND}")
        self._told = double

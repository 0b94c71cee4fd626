"""Displays come and go; audience and console are where they belong. Who belongs where is said by `talk.roles`, how a
window is brought there by `placing`; here is when.

When a display goes, Qt moves the windows that were on it (the notes onto the projector!), but only after the
`screenRemoved` slot, so they are hidden there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from presenter import trace
from presenter.talk import roles
from presenter.talk.roles import Display, Identity, Roles
from presenter.ui.show.displays import display_of, lit, screen_for, set_name
from presenter.ui.show.extend import BY_HAND
from presenter.ui.show.placing import VERIFY_MS, Beside, Placing, accept_focus, insist_on_keys, timer

if TYPE_CHECKING:
    from presenter.store.settings import Settings

SETTLE_MS = 400
MOST_SETS = 40  # sets of displays remembered


def remember(settings: Settings, displays: tuple[Display, ...], wish: Identity) -> None:
    """With these displays, the slides go to that one."""
    chosen = {**settings.table("displays"), set_name(displays): list(wish)}
    settings.set(displays=dict(list(chosen.items())[-MOST_SETS:]))


def remembered(settings: Settings, displays: tuple[Display, ...]) -> Identity | None:
    """Which of these displays was chosen for the slides when they were lit together; None if nobody chose."""
    found = settings.table("displays").get(set_name(displays))
    there = [d.identity for d in displays if isinstance(found, list) and list(d.identity) == found]
    return there[0] if there and len(displays) > 1 else None


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
        self._hall, self._desk = Placing(audience, "audience"), Beside(console)
        self._views: list[Placing] = []
        self._hall.placed.connect(self._was_placed)
        self._hall.failed.connect(self.failed)
        self._desk.strayed.connect(self._give_keys)
        self._wanted = display_of(wanted).identity if wanted else None
        self._last: Identity | None = None  # where the audience was last, by nobody's wish
        self._explicit = wanted is not None
        self._home = self._first_home(home, wanted)
        self._home_said = False  # by a person
        self._set = ""
        self._was_mirrored = False
        self._single: bool | None = None  # whether there is no place for a console; not known yet
        self._called = False  # the console was called over the only display
        self._was_double = False
        self._active = False
        self._away = False
        self._soon = timer(self, SETTLE_MS, self._settle)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenAdded.connect(self._added)
        app.screenRemoved.connect(self._removed)
        for screen in QGuiApplication.screens():
            screen.geometryChanged.connect(self._changed)

    def _first_home(self, home: QScreen | None, wanted: QScreen | None) -> Identity | None:
        """The laptop's own display, else the one we were called from; unknown while the only one lit may be the hall's."""
        displays = lit()
        first = [d for d in displays if d.panel]
        first += [display_of(s) for s in (home, QGuiApplication.primaryScreen()) if s is not None]
        others = [d for d in (*first, *displays) if wanted is None or d.identity != display_of(wanted).identity]
        return others[0].identity if others else None

    # ------------------------------------------------------------ what the show asks

    def start(self) -> None:
        """Place both windows and keep them in place."""
        self._active = True
        self._settle()

    def stop(self) -> None:
        """Leave the windows alone from now on."""
        self._active = False
        self._soon.stop()
        self._hall.leave()
        self._desk.away()
        for view in self._views:
            view.away()

    def hide_audience(self, yes: bool) -> None:
        """Take the audience's window away for a demonstration, or put it back. On a single display the console, if it was
        called, goes too: the hall would read the notes."""
        if yes == self._away:
            return
        self._away = yes
        if yes:
            self._soon.stop()
            self._hall.away()
            self._called = False
            self._settle_console(self._roles())
        else:
            self._settle()

    def toggle_console(self) -> None:
        """Where the console has no display: bring it over the slide, or take it away again. One that could not be kept on
        its display is tried there again."""
        if not self._active or self._away or (not self._single and self.console.isVisible()):
            return
        self._called = bool(self._single) and not self._called
        self._settle_console(self._roles())

    def swap(self) -> None:
        """Audience and console exchange their displays."""
        now = self._roles()
        if self._hall.on is None or now.audience is None or now.console is None:
            return
        self._home, self._wanted = now.audience.identity, now.console.identity
        self._home_said = True
        self._remember()
        self._hall.away()
        self._desk.away()
        self._settle()

    def show_on(self, wish: Identity) -> None:
        """The slides go to this display from now on; if it was the console's, the console takes another one."""
        now = self._roles()
        if now.audience is not None and now.audience.identity == wish:
            return
        self._wanted, self._explicit = wish, False
        if self._home == wish:
            self._home = now.audience.identity if now.audience is not None else None
            self._home_said = True
        self._remember()
        self._hall.away()
        self._desk.away()
        self._settle()

    def fill_console(self) -> None:
        """The console full screen on its display, or in a window there."""
        self._desk.fill(not self._desk.filling)

    # ------------------------------------------------------------ who has what, and further windows for the audience

    def displays(self) -> list[tuple[Display, str]]:
        """The displays that are lit, each with who has it: "audience", "console", "view" or ""."""
        now = self._roles()
        on = {view.on for view in self._views}

        def who(display: Display) -> str:
            if now.audience == display:
                return "audience"
            if now.console == display:
                return "console"
            return "view" if display.identity in on else ""

        return [(display, who(display)) for display in lit()]

    def add_view(self, window: QWidget) -> bool:
        """One more window for the audience, on a display that nobody has; False when there is none."""
        if not self._spare():
            return False
        accept_focus(window, False)
        self._views.append(Placing(window, "view"))
        self._place_views()
        return True

    def drop_view(self, window: QWidget) -> None:
        """That window is no more."""
        for view in [v for v in self._views if v.window is window]:
            view.leave()
            self._views.remove(view)

    def _spare(self) -> list[Display]:
        on = {view.on for view in self._views}
        return [d for d in roles.spare(lit(), self._roles()) if d.identity not in on]

    def _place_views(self) -> None:
        """Further windows stay where they are; one whose display has gone or is needed takes another one, or hides."""
        free = {d.identity for d in roles.spare(lit(), self._roles())}
        for view in self._views:
            screen = screen_for(view.on) if view.on in free else None
            if screen is None:
                view.on = None
                left = self._spare()
                screen = screen_for(left[0].identity) if left else None
            if screen is None:
                view.away()
            else:
                view.put(screen)

    # ------------------------------------------------------------ what was chosen before

    def _remember(self) -> None:
        """The audience's display was chosen by a person: with these displays it is the one from now on."""
        if self._settings is not None and self._wanted is not None:
            remember(self._settings, lit(), self._wanted)

    def _recall(self) -> None:
        """With a set of displays that is known, the audience goes where it was put then."""
        wish = remembered(self._settings, lit()) if self._settings is not None else None
        if wish is None:
            return
        self._wanted = wish
        if self._home == wish:
            self._home = self._first_home(None, screen_for(wish))

    def _welcome_panel(self, displays: tuple[Display, ...]) -> None:
        """A laptop that was begun on with its lid closed has its notes on its own display as soon as that is lit."""
        own = next((d.identity for d in displays if d.panel and d.identity != self._wanted), None)
        if own is not None and not self._home_said:
            self._home = own

    # ------------------------------------------------------------ who goes where

    def _roles(self) -> Roles:
        return roles.assign(lit(), self._home, self._wanted or self._last, self._was_double)

    def _settle(self) -> None:
        if not self._active:
            return
        self._tell_mirrored()
        displays = lit()
        if displays and set_name(displays) != self._set:
            self._set = set_name(displays)
            self._welcome_panel(displays)
            if not self._explicit:
                self._recall()
        if not displays or self._away:
            return
        now = self._roles()
        self._called = self._called and now.console is None
        self._become(single=now.audience is not None and now.console is None)
        if now.audience is not None and not now.mirrored and now.audience.identity != self._home:
            self._last = now.audience.identity
        self._place(now.audience)
        self._settle_console(now)
        self._place_views()

    def _become(self, *, single: bool) -> None:
        if self._single != single:
            self._single = single
            self.alone.emit(single)
        self._was_double = self._was_double or not single
        accept_focus(self.audience, single)

    def _tell_mirrored(self) -> None:
        now = roles.mirrored(lit())
        if now != self._was_mirrored:
            self._was_mirrored = now
            trace.event("mirrored", on=now)
            self.mirrored.emit(BY_HAND if now else "")

    def _settle_console(self, now: Roles) -> None:
        """The console on its display; called over the only one; or nowhere."""
        place = now.console or (now.audience if self._called else None)
        screen = screen_for(place.identity) if place else None
        if screen is not None:
            self._desk.put(screen, alone=now.console is None)
        else:
            self._close_desk()

    def _close_desk(self) -> None:
        """Hide the console. The audience's window takes the keys before: a window manager does not ask a second time."""
        accept_focus(self.audience, self.audience.isVisible())
        self._desk.away()
        self._give_keys()

    def _place(self, display: Display | None) -> None:
        screen = screen_for(display.identity) if display else None
        if screen is None:
            self._hall.away()
        else:
            self._hall.put(screen)

    def _was_placed(self, name: str) -> None:
        self._give_keys()
        self.placed.emit(name)

    def _give_keys(self) -> None:
        """The keys go to the console, and where there is none, to the audience's window."""
        window = self.console if self.console.isVisible() else self.audience
        if window.isVisible():
            accept_focus(window, True)
            window.activateWindow()
            QTimer.singleShot(VERIFY_MS, window, lambda: insist_on_keys(window))

    # ------------------------------------------------------------ plugging and unplugging

    def _removed(self, screen: QScreen) -> None:
        trace.event("screen-removed", screen=screen.name())
        if not self._active:
            return
        gone = display_of(screen).identity
        if gone == self._hall.on:
            self._hall.away()
            self.lost.emit(screen.name())
        for view in self._views:
            if gone == view.on:
                view.away()
        if gone == self._desk.on:
            self._close_desk()  # before Qt puts the notes on the projector
        self._soon.start()

    def _added(self, screen: QScreen) -> None:
        trace.event("screen-added", screen=screen.name())
        screen.geometryChanged.connect(self._changed)
        self._changed()

    def _changed(self, *_: object) -> None:
        """Displays have moved: what shows notes to the hall now is hidden at once, the rest is put right soon."""
        if not self._active:
            return
        if self._roles().mirrored and not self._called:
            self._close_desk()
        else:
            self._desk.guard()
        self._soon.start()

"""A running show: keys and clicks → commands → the Talk → audience window and console."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QColor, QScreen

from presenter import trace
from presenter.cell import Cell
from presenter.commands.command import Command, by_id
from presenter.commands.show import SHOW, Stage
from presenter.layout.clips import to_play
from presenter.layout.show import Show
from presenter.scene import Scene
from presenter.talk import state
from presenter.talk.course import NO_COURSE
from presenter.talk.runs import Run
from presenter.talk.session import DeckSlides, keep_place
from presenter.talk.state import Talk
from presenter.ui.show.ahead import Ahead
from presenter.ui.show.audience import AudienceWindow
from presenter.ui.show.auto import AutoAdvance
from presenter.ui.show.awake import Awake
from presenter.ui.show.changes import Changes
from presenter.ui.show.deck_file import DeckFile
from presenter.ui.show.diary import Diary
from presenter.ui.show.film_bar import FilmBar
from presenter.ui.show.films import Films
from presenter.ui.show.hall import Hall
from presenter.ui.show.hand import Hand
from presenter.ui.show.jumps import Jumps
from presenter.ui.show.note_taking import NoteTaking
from presenter.ui.show.notebook import Notebook
from presenter.ui.show.prompter import Prompter
from presenter.ui.show.show_keys import ShowKeys
from presenter.ui.show.timekeeping import Timekeeping
from presenter.ui.show.transition import Change
from presenter.ui.slide_view import SlideView
from presenter.ui.work import Work

if TYPE_CHECKING:  # loaded when they are asked for
    from collections.abc import Callable

    from presenter.store.settings import Settings

CLOCK_MS, FAULT_MS = 250, 20_000


class LiveStage(QObject):
    """Shows a deck until somebody ends it. `talk` is the one truth: windows only follow it."""

    ended = Signal(int)  # the slide it ended on

    def __init__(
        self,
        work: Work,
        slide: int = 0,
        *,
        home: QScreen | None = None,
        wanted: QScreen | None = None,
        windowed: tuple[int, int] | None = None,
        resumed: Talk | None = None,
        settings: Settings | None = None,
        rehearsal: bool = False,
        loop: bool = False,
        every: float | None = None,
        until: float | None = None,
        clock: Callable[[], float] = time.time,
        parent: QObject | None = None,
    ) -> None:
        """`home` is the display that the console may have, `wanted` the one for the audience; `resumed` a talk that was
        interrupted and goes on. With `loop` it begins again after its end; with `every` a step without a time of its own stays
        so many seconds; `until` is the second of the wall `clock` at which it has to be over. A `rehearsal` shows the console alone,
        its clock runs at once, and nothing but its times is kept."""
        super().__init__(parent)
        self._work, self._read_clock = work, clock
        self._loop, self._every = loop, every
        self.slides = DeckSlides(work.show.value.deck, loop)
        self._notebook = Notebook(work.document.path, work.show, lambda words: self.say(words), self, keep=not rehearsal)
        self._interrupted = None if resumed else self._notebook.interrupted(self.now())
        begun = resumed or state.begin(self.slides, slide, self.now())
        if rehearsal:
            begun = replace(begun, started=self.now())
        self.talk: Cell[Talk] = Cell(replace(begun, ink=self._notebook.ink()))
        self._rehearsal = rehearsal
        self._left = self._notebook.left()
        self._times = Timekeeping(work, self.talk, self.now, "rehearsal" if rehearsal else "talk", self._left if resumed else NO_COURSE)
        self._notebook.course = lambda: self._times.course
        self.run: Run | None = None  # its times, once it has ended
        self._hall = Hall(
            Path(work.document.name).stem, lambda words: self.say(words), home=home, wanted=wanted, windowed=windowed,
            rehearsal=rehearsal, settings=settings, parent=self,
        )  # fmt: skip
        self.audience, self.console = self._hall.audience, self._hall.console
        self._keys = ShowKeys(self._hall, self._key, self, settings)
        self._notes = NoteTaking(work, self.console.notes_pad, self.say)
        self._prompter = Prompter(self.console, rehearsal)
        self._prompter.until, self._prompter.last_time = until, self._times.last_time() if rehearsal else {}
        self.films = Films(self, self.talk, (self.audience, self.console.now), lambda words: self.say(words))
        self.console.add_strip(FilmBar(self.films, self.console))
        self._hand = Hand(self.talk)
        self._hand.join(self.audience, lambda talk: talk.shown)
        self._hand.join(self.console.now, lambda talk: talk.place)
        self._jumps = Jumps(self._hall, self._keys, self._goto, lambda: self._click("hide") if self.talk.value.screen != "hidden" else None)
        self._resumed = resumed is not None
        self._running = False
        undisturbed = settings is not None and settings.text("undisturbed") == "on" and not rehearsal
        self._awake = Awake(self, undisturbed=undisturbed)
        self._auto = AutoAdvance(self, self._advance_time, lambda: self._key("clock", by_id(SHOW, "next")))
        self._diary = Diary()
        watched = self.console.now if rehearsal else self.audience
        self._changes = Changes(watched, lambda: work.show.value, self._scene)
        self._ahead = Ahead(watched, self.talk, lambda: self.slides, self._scene, self._changes.make_ready)
        self._clock = QTimer(self)
        self._clock.setInterval(CLOCK_MS)
        self._clock.timeout.connect(lambda: (self._prompter.look_at(work.show.value.deck), self._tick()))
        self._unwatch = [
            self.talk.watch(lambda new, old: self._hand.follow(new)),
            self.talk.watch(lambda new, old: self._moved(new, old)),
            work.show.watch(lambda new, old: self._changed(new, old)),
            work.fresh.watch(lambda new, old: self._refresh()),
        ]
        self._connect()

    def _connect(self) -> None:
        self._listen(self.audience)
        self._hall.displays.follow(self.talk, lambda slide: self._scene(slide), self._changes.between, self._join, self._leave)
        self.audience.closed.connect(self.end)
        self.audience.painted.connect(lambda: self._told(self.audience, "audience", self.talk.value.shown))
        self.console.closed.connect(self.end)
        self.console.now.painted.connect(lambda: self._told(self.console.now, "console", self.talk.value.place))
        self.console.wanted.connect(self._click)
        self.console.now.followed.connect(self.follow)
        self._hall.wanted_back.connect(lambda: self._click("hide"))
        for view in (self.audience, self.console.now):
            view.failed.connect(self._cannot_paint)

    def _listen(self, view: AudienceWindow) -> None:
        view.forward.connect(lambda: self._click("next"))
        view.back.connect(lambda: self._click("previous"))
        view.followed.connect(self.follow)

    def _join(self, view: AudienceWindow) -> None:
        """One more window for the audience: all that the first one does it does too."""
        self._listen(view)
        self._hand.join(view, lambda talk: talk.shown)
        self._hand.follow(self.talk.value)
        self.films.join(view)

    def _leave(self, view: AudienceWindow) -> None:
        self._hand.leave(view)
        self.films.leave(view)

    # ------------------------------------------------------------ beginning and end

    def start(self) -> None:
        """Open the windows and listen to keys."""
        self._running = True
        self._refresh()
        self._keys.listen(True)
        self._hall.open()
        if self.talk.value.screen == "hidden":
            self._hall.hide_audience(True)
        self._awake.hold(self.tr("A talk is being given"))
        self._auto.follow(self.talk.value)
        self._clock.start()
        self._notebook.follow(self.talk.value)
        if self._resumed:
            self._diary.place("resumed", self.talk.value, self.now())

    def end(self) -> None:
        """Close both windows; the slide it ended on is told."""
        if not self._running:
            return
        self._running = False
        self._keys.listen(False)
        for unwatch in self._unwatch:
            unwatch()
        self._clock.stop()
        self._awake.release()
        self._auto.stop()
        self.run = self._times.stop()
        self._notebook.close()
        self._ahead.stop()
        self.films.stop()
        self._hall.close()
        self.ended.emit(self.talk.value.slide)
        self.audience.deleteLater()
        self.console.deleteLater()

    @property
    def further_windows(self) -> list[AudienceWindow]:
        """The audience's windows beside the first."""
        return self._hall.displays.windows

    @property
    def remark(self) -> str:
        """What is to be told to the presenter after the show."""
        return self._hall.remark

    @property
    def running(self) -> bool:
        """Whether the show is on."""
        return self._running

    # ------------------------------------------------------------ what commands ask

    @property
    def size(self) -> tuple[float, float]:
        """How large slides are, points."""
        return self.audience.page()

    def now(self) -> float:
        """The wall clock, seconds."""
        return self._read_clock()

    def swap(self) -> None:
        """Exchange the displays of audience and console."""
        self._hall.swap()

    def resume(self) -> None:
        """Go to where the talk was when the program was killed."""
        if self._interrupted is not None:
            talk, self._interrupted = self._interrupted, None
            self.talk.set(talk)
            self._times.course = self._left

    def zoom_notes(self, by: int) -> None:
        """Set the notes in larger or smaller letters, from now on."""
        self.console.zoom_notes(by)

    def write_notes(self) -> None:
        """Write in the notes of this slide, where they stand."""
        if self.console.isVisible():
            self.console.activateWindow()
            self._notes.begin(self.talk.value.slide)

    def arrange_console(self, what: str) -> None:
        """Change the looks of the console: layout, buttons, tools or bright."""
        self.console.arrange(what)

    def toggle_console(self) -> None:
        """With a single display: the console over the slide, or away again."""
        self._hall.toggle_console()

    def use_displays(self, what: str) -> None:
        """The map of the displays, another window for the audience, or the console full screen."""
        self._hall.displays.do(what)

    def play(self) -> None:
        """Play or pause the film or sound in hand."""
        self.films.toggle()

    def seek(self, by: float) -> None:
        """So many seconds on in it, or back."""
        self.films.seek(by)

    def mute(self) -> None:
        """Sound off, or on again."""
        self.films.mute()

    def overview(self) -> None:
        """Show all slides to choose from."""
        self._jumps.overview(self._work.show.value, self.talk.value)

    def _goto(self, by: str, slide: int) -> None:
        self._diary.key(by, "goto")
        self.talk.set(state.goto(self.talk.value, self.slides, slide, self.now()))

    def scroll_notes(self, by: int) -> None:
        """Bring more of the notes into view."""
        self.console.scroll_notes(by)

    def say(self, message: str) -> None:
        """Tell the presenter, and nobody else."""
        self._prompter.message = message
        self._show_state()

    def follow(self, link: str) -> None:
        """Go where a link on the slide leads."""
        self._jumps.follow(link)

    def tell_fault(self, what: str) -> None:
        """A fault of ours, told to the presenter only, for a while."""
        words = self.tr("A fault in the program itself: {what}").format(what=what)
        self.say(words)
        QTimer.singleShot(FAULT_MS, self, lambda: self.say("") if self._prompter.message == words else None)

    def follow_file(self) -> None:
        """Take the deck's new text whenever its file is saved by another program, and save what is written here."""
        self._file = DeckFile(self._work, lambda: self.talk.value.slide, self.say, self)
        self._notes.saves = True

    # ------------------------------------------------------------ keys and clicks

    def _key(self, name: str, command: Command[Stage]) -> None:
        self._diary.key(name, command.id)
        command.run(self)

    def _click(self, name: str) -> None:
        self._key("mouse", by_id(SHOW, name))

    def _advance_time(self, slide: int) -> float | None:
        """After how many seconds a slide goes on by itself; None when it waits, as the last step of the talk does."""
        if slide >= self.slides.count or self._ahead.upcoming() is None:
            return None
        own = self._work.show.value.slide(slide).settings.advance
        return self._every if own is None else own

    # ------------------------------------------------------------ following the talk and the deck

    def _moved(self, new: Talk, old: Talk) -> None:
        if _at_rest(new) == _at_rest(old):  # the mouse alone has moved
            return
        if trace.on():
            self._diary.place("moved", new, self.now())
        if "hidden" in (new.screen, old.screen):
            self._hall.hide_audience(new.screen == "hidden")
        stays = new.shown[0] == old.shown[0] or state.covered(new)
        self._show_audience(None if stays else self._changes.between(old.shown, new.shown))
        QTimer.singleShot(0, self, self._show_console)
        self._notebook.follow(new)
        self._auto.follow(new)
        self._notes.moved(new.slide)

    def _changed(self, new: Show, old: Show) -> None:
        """The deck was edited during the talk: the same slide of the new one."""
        self.slides = DeckSlides(new.deck, self._loop)
        self._notes.changed(new, old)
        kept = keep_place(old.deck, new.deck, self.talk.value)
        if kept == self.talk.value:
            self._refresh()
        else:
            self.talk.set(kept)

    def _refresh(self) -> None:
        self._hand.follow(self.talk.value)
        self._jumps.refresh()
        self._hall.displays.refresh()
        self._show_audience(None)
        self._show_console()

    def _scene(self, index: int) -> Scene | None:
        show = self._work.show.value
        if not 0 <= index < self.slides.count:
            return None
        return to_play(show.scene(index)) if self.films.able else show.scene(index)

    def _show_audience(self, change: Change | None) -> None:
        """At once, not when the event loop comes round to it: this is what a hall waits for."""
        talk = self.talk.value
        index, step = talk.shown
        self.audience.cover({"black": QColor("black"), "white": QColor("white")}.get(talk.screen))
        self.audience.show_slide(self._scene(index), step, change)
        if self.audience.isVisible():
            self.audience.repaint()

    def _show_console(self) -> None:
        if not self._running:
            return
        talk = self.talk.value
        self.console.show_talk(talk)
        self.console.show_now(self._scene(talk.slide), talk.step)
        upcoming, asked = self._ahead.upcoming(), state.asked(talk, self.slides) or self._ahead.upcoming()
        self.console.show_next(self._scene(asked[0]) if asked else None, asked[1] if asked else 0)
        self.films.follow(talk, self._scene(talk.shown[0]), self._scene(upcoming[0]) if upcoming else None)
        self.console.show_notes(self._work.show.value.slide(talk.slide).notes if talk.slide < self.slides.count else "")
        self._show_state()

    def _cannot_paint(self, why: str) -> None:
        self._prompter.trouble(self.talk.value.slide, why)
        QTimer.singleShot(0, self, self._show_state)

    def _show_state(self) -> None:
        talk = self.talk.value
        self._prompter.show_state(talk, self._work.show.value, self._scene(talk.slide), self.now(), self._interrupted)
        self._tick()

    def _tick(self) -> None:
        talk = self.talk.value
        if talk.leaving is not None and not state.sure(talk, self.now()):
            self.talk.set(replace(talk, leaving=None))
        self._prompter.show_times(talk, self._work.show.value, self.now())

    def _told(self, view: SlideView, window: str, place: tuple[int, int]) -> None:
        self._diary.shown(window, place)
        if window == "audience" or self._rehearsal:
            self._ahead.wish()


def _at_rest(talk: Talk) -> Talk:
    """The talk without what a moving mouse changes."""
    return replace(talk, pointer=None, stroke=None, anchor=None)

"""The Talk and the Show → everything the console says, in words."""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import QObject, QTimer

from presenter.layout.show import Show
from presenter.layout.stand_in import FAILED
from presenter.model import Deck
from presenter.parse.tree import first_words
from presenter.scene import Scene
from presenter.talk import state
from presenter.talk.pace import CALM_SECONDS, Plan, behind, duration
from presenter.talk.session import needs_reading, plan_of
from presenter.talk.state import Talk
from presenter.ui.show import dark
from presenter.ui.show.console import ConsoleWindow

SLICE_SECONDS = 0.004
OFFER_SECONDS = 120.0  # who has talked for so long has found his place


def _way(talk: Talk, plan: Plan | None, elapsed: float) -> tuple[float, float] | None:
    """What has gone of the plan's time, and when this slide should be left, as shares of it."""
    if plan is None or plan.total <= 0 or not 0 <= talk.slide < len(plan.ends):
        return None
    return elapsed / plan.total, plan.ends[talk.slide] / plan.total


class Prompter(QObject):
    """Keeps the console's words true."""

    def __init__(self, console: ConsoleWindow, rehearsal: bool = False) -> None:
        super().__init__(console)
        self._console, self._rehearsal = console, rehearsal
        self.message = ""  # to be told whatever else there is
        self._trouble = (-1, "")  # a slide, and why it cannot be shown
        self.until: float | None = None  # the wall clock's second at which the talk has to be over
        self._length = 0.0  # for which the plan was made, where it is that second that counts
        self.last_time: dict[int, float] = {}  # what the run before took for each slide
        self._deck: Deck | None = None  # the deck that is planned, or being read for it
        self._plan: Plan | None = None
        self._reading = QTimer(self)
        self._reading.timeout.connect(self._read_on)
        self._read = 0

    def trouble(self, slide: int, why: str) -> None:
        """A slide cannot be shown as it should be."""
        self._trouble = slide, self.tr("This slide cannot be shown ({why})").format(why=why)

    def show_state(self, talk: Talk, show: Show, scene: Scene | None, now: float, interrupted: Talk | None) -> None:
        """Where the talk is, what is unusual, and what went wrong with its slide `scene`."""
        self._show_place(talk, show)
        failed = [problem.message for problem in scene.problems if problem.code == FAILED] if scene is not None else []
        trouble = failed[0] if failed else self._trouble[1] if self._trouble[0] == talk.slide else ""
        words = " · ".join(filter(None, (self.message, trouble, self._state_words(talk, show, now, interrupted))))
        rehearsal = self.tr("Rehearsal: times are kept when it ends – R begins again") if self._rehearsal else ""
        aside = " · ".join(filter(None, (rehearsal, self._later_words(talk))))
        self._console.show_status(words or aside, quiet=not words)

    def _later_words(self, talk: Talk) -> str:
        """The slides that were put by."""
        numbers = ", ".join(str(index + 1) for index in talk.later)
        return self.tr("Put by: {numbers} – Shift+Q goes there").format(numbers=numbers) if numbers else ""

    def _show_place(self, talk: Talk, show: Show) -> None:
        """Which slide and step of how many, and the section."""
        count = len(show.deck.slides)
        words = []
        if talk.slide < count:
            slide = show.slide(talk.slide)
            if slide.steps:
                words.append(self.tr("step {step} of {steps}").format(step=talk.step, steps=slide.steps))
            if slide.settings.section:
                words.append(slide.settings.section)
            if slide.settings.hidden:
                words.append(self.tr("hidden slide"))
        self._console.show_place(f"{min(talk.slide + 1, count)} / {count}", " · ".join(words))

    def show_times(self, talk: Talk, show: Show, now: float) -> None:
        """The clocks, and the pace where the talk has a plan."""
        elapsed = state.elapsed(talk, now)
        still = talk.started is None or talk.paused is not None
        asked = show.slide(talk.slide).settings.time if talk.slide < len(show.deck.slides) else None
        self._console.show_times(elapsed, state.on_slide(talk, now), still, asked, self.last_time.get(talk.slide))
        plan = self._plan_until(elapsed, now)
        self._console.show_pace(*self._pace(talk, plan, elapsed), _way(talk, plan, elapsed))

    def _plan_until(self, elapsed: float, now: float) -> Plan | None:
        """The plan; where the talk has to be over at a time of day, for what is left until then."""
        if self.until is None or self._deck is None or self._reading.isActive():
            return self._plan
        length = max(1.0, elapsed + self.until - now)
        if abs(length - self._length) >= 1.0:
            self._plan, self._length = plan_of(self._deck, length), length
        return self._plan

    def look_at(self, deck: Deck) -> None:
        """Have a plan of this deck soon. What must be read of it for that is read a little at a time: a long deck
        would hold up the first slide."""
        if deck is not self._deck:
            read_all = needs_reading(deck) or (self.until is not None and "hidden" in deck.text)
            self._deck, self._read, self._length = deck, 0 if read_all else len(deck.slides), 0.0
            self._reading.start(0)

    def _read_on(self) -> None:
        deck, until = self._deck, monotonic() + SLICE_SECONDS
        if deck is None:
            return
        while self._read < len(deck.slides):
            if monotonic() > until:
                return
            _ = deck.slides[self._read]
            self._read += 1
        self._reading.stop()
        self._plan = plan_of(deck)

    def _pace(self, talk: Talk, plan: Plan | None, elapsed: float) -> tuple[str, str]:
        """Words and their colour: nothing nags within a minute of the plan."""
        paused = self.tr("paused") if talk.paused is not None else ""
        if plan is None:
            return paused or (self.tr("T starts the clock") if talk.started is None else ""), dark.MUTED
        left = plan.total - elapsed
        if left < 0:
            return self.tr("over by {time}").format(time=duration(-left)), dark.OVER
        words = [self.tr("{time} left").format(time=duration(left))]
        late = behind(plan, talk.slide, elapsed) if talk.started is not None else 0.0
        if paused:
            words.append(paused)
        elif abs(late) > CALM_SECONDS:
            told = self.tr("{time} late") if late > 0 else self.tr("{time} early")
            words.append(told.format(time=duration(abs(late))))
        color = dark.MUTED if abs(late) <= CALM_SECONDS or paused else dark.ALARM if late > 0 else dark.ACCENT
        return " · ".join(words), color

    def _state_words(self, talk: Talk, show: Show, now: float, interrupted: Talk | None) -> str:
        """What is unusual just now, and how to leave it."""
        if talk.number:
            return self._number_words(talk.number, show)
        if state.sure(talk, now):
            return self.tr("Esc again ends the show")
        if talk.ended:
            over = talk.screen == "black"
            end = self.tr("End of the talk – black screen") if over else self.tr("End of the talk – press again for black")
            return " · ".join(filter(None, (end, self._later_words(talk))))
        words = {
            "black": self.tr("Black screen – B shows the slide again"),
            "white": self.tr("White screen – W shows the slide again"),
            "frozen": self.tr("Frozen on slide {slide} – F lets the audience follow").format(slide=talk.shown[0] + 1),
            "hidden": self.tr("Hidden for a demonstration – H shows the slide again"),
        }
        tools = {
            "magnifier": self.tr("Magnifying glass – Shift+Z or Esc puts it away"),
            "laser": self.tr("Laser – L or Esc puts it away"),
            "spotlight": self.tr("Spotlight – Esc puts it away"),
            "zoom": self.tr("Draw a box round what should be larger, or click"),
            "pen": self.tr("Pen – C changes its colour, Esc puts it away"),
            "highlighter": self.tr("Highlighter – Esc puts it away"),
            "eraser": self.tr("Eraser – E takes all ink off, Esc puts it away"),
        }
        if talk.tool in tools and talk.screen == "live":
            return tools[talk.tool]
        if talk.view is not None and talk.screen == "live":
            return self.tr("Enlarged – Z shows the whole slide")
        offer = ""
        if interrupted is not None and state.elapsed(talk, now) < OFFER_SECONDS:
            offer = self.tr("The talk was interrupted on slide {slide} – Ctrl+R goes back there").format(slide=interrupted.slide + 1)
        return words.get(talk.screen, offer)

    def _number_words(self, number: str, show: Show) -> str:
        slide = show.slide(int(number) - 1) if 0 < int(number) <= len(show.deck.slides) else None
        title = slide.title or first_words(slide.blocks) if slide is not None else ""
        words = self.tr("Go to slide {number} – Enter").format(number=number)
        return f"{words}: {title}" if title else words

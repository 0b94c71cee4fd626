"""The presenting state as one frozen value, and the pure functions that move it: Talk + Slides → Talk.

Slides and steps are counted from 0, stamps are seconds of the wall clock (`time.time()`), so that a Talk read back
after a crash still has the right clock.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, Protocol

Screen = Literal["live", "black", "white", "frozen"]

LONGEST_NUMBER = 5  # digits typed for "go to slide"


class Slides(Protocol):
    """What moving needs to know of a deck."""

    @property
    def count(self) -> int:
        """How many slides there are."""

    def steps(self, index: int) -> int:
        """How many clicks slide `index` takes before the next slide."""

    def hidden(self, index: int) -> bool:
        """Whether slide `index` is passed over."""


@dataclass(frozen=True, slots=True)
class Talk:
    """Where the talk is. `held` is what the audience sees while the screen is frozen; `number` the digits typed so far;
    `ended` that the presenter asked for more than there is; `lost` the seconds the clock was paused until now."""

    slide: int = 0
    step: int = 0
    screen: Screen = "live"
    held: tuple[int, int] | None = None
    number: str = ""
    ended: bool = False
    started: float | None = None
    paused: float | None = None
    lost: float = 0.0
    slide_since: float | None = None

    @property
    def place(self) -> tuple[int, int]:
        """Slide and step of the presenter."""
        return self.slide, self.step

    @property
    def shown(self) -> tuple[int, int]:
        """Slide and step that the audience sees (under black or white)."""
        return self.held if self.held is not None else self.place


def begin(slides: Slides, slide: int = 0, now: float = 0.0) -> Talk:
    """A talk that starts at `slide`, or at the first one to be shown when 0 is hidden."""
    if slides.count == 0:
        return Talk(slide_since=now)
    index = min(max(slide, 0), slides.count - 1)
    if slide <= 0:
        index = _seek(slides, -1, 1) or 0
    return Talk(slide=index, slide_since=now)


# ---------------------------------------------------------------- moving


def next_step(talk: Talk, slides: Slides, now: float) -> Talk:
    """The next step, or the next slide; the last slide stays. A covered screen is only uncovered."""
    if covered(talk):
        return uncover(talk)
    if talk.slide < slides.count and talk.step < slides.steps(talk.slide):
        return _to(talk, talk.slide, talk.step + 1, now)
    return next_slide(talk, slides, now)


def previous_step(talk: Talk, slides: Slides, now: float) -> Talk:
    """The step before, or the last step of the slide before. A covered screen is only uncovered."""
    if covered(talk):
        return uncover(talk)
    if talk.step > 0:
        return _to(talk, talk.slide, talk.step - 1, now)
    index = _seek(slides, talk.slide, -1)
    return replace(talk, number="", ended=False) if index is None else _to(talk, index, slides.steps(index), now)


def next_slide(talk: Talk, slides: Slides, now: float) -> Talk:
    """The next slide without the steps left on this one; on the last slide all its steps."""
    index = _seek(slides, talk.slide, 1)
    if index is not None:
        return uncover(_to(talk, index, 0, now))
    last = slides.steps(talk.slide) if talk.slide < slides.count else 0
    return replace(uncover(_to(talk, talk.slide, max(talk.step, last), now)), ended=True)


def previous_slide(talk: Talk, slides: Slides, now: float) -> Talk:
    """The beginning of the slide before."""
    index = _seek(slides, talk.slide, -1)
    return uncover(_to(talk, talk.slide if index is None else index, 0, now))


def first(talk: Talk, slides: Slides, now: float) -> Talk:
    """The first slide that is not hidden."""
    index = _seek(slides, -1, 1)
    return uncover(_to(talk, 0 if index is None else index, 0, now))


def last(talk: Talk, slides: Slides, now: float) -> Talk:
    """The last slide that is not hidden, at its beginning."""
    index = _seek(slides, slides.count, -1)
    return uncover(_to(talk, max(0, slides.count - 1) if index is None else index, 0, now))


def goto(talk: Talk, slides: Slides, index: int, now: float, step: int = 0) -> Talk:
    """Slide `index`, hidden or not, kept within the deck."""
    if slides.count == 0:
        return replace(talk, number="")
    index = min(max(index, 0), slides.count - 1)
    return uncover(_to(talk, index, min(max(step, 0), slides.steps(index)), now))


def _seek(slides: Slides, index: int, by: int) -> int | None:
    """The nearest slide from `index` in direction `by` that is not hidden."""
    index += by
    while 0 <= index < slides.count:
        if not slides.hidden(index):
            return index
        index += by
    return None


def _to(talk: Talk, slide: int, step: int, now: float) -> Talk:
    """The talk at a place; leaving the first slide starts the clock."""
    moved = slide != talk.slide
    started = now if talk.started is None and moved else talk.started
    since = now if moved else talk.slide_since
    return replace(talk, slide=slide, step=step, number="", ended=False, started=started, slide_since=since)


# ---------------------------------------------------------------- number entry


def digit(talk: Talk, figure: str) -> Talk:
    """One more digit of a slide number, which `enter` goes to."""
    if figure not in "0123456789" or len(talk.number) >= LONGEST_NUMBER:
        return talk
    return replace(talk, number=(talk.number + figure).lstrip("0"))


def enter(talk: Talk, slides: Slides, now: float) -> Talk:
    """Goes to the slide whose number was typed; without a number the next step."""
    if talk.number:
        return goto(talk, slides, int(talk.number) - 1, now)
    return next_step(talk, slides, now)


# ---------------------------------------------------------------- what the audience sees


def covered(talk: Talk) -> bool:
    """Whether the audience sees black or white instead of a slide."""
    return talk.screen in ("black", "white")


def uncover(talk: Talk) -> Talk:
    """The audience sees slides again; a frozen picture stays frozen."""
    return replace(talk, screen="live" if talk.held is None else "frozen") if covered(talk) else talk


def black(talk: Talk) -> Talk:
    """Black instead of the slide, or the slide again."""
    return _cover(talk, "black")


def white(talk: Talk) -> Talk:
    """White instead of the slide, or the slide again."""
    return _cover(talk, "white")


def _cover(talk: Talk, screen: Literal["black", "white"]) -> Talk:
    return uncover(talk) if talk.screen == screen else replace(talk, screen=screen, number="")


def freeze(talk: Talk) -> Talk:
    """The audience keeps what it sees while the presenter moves on, or follows again."""
    if talk.held is not None:
        return replace(talk, held=None, screen="live")
    return replace(talk, held=talk.place, screen="frozen", number="")


def escape(talk: Talk) -> Talk | None:
    """Leaves number entry, else black or white, else frozen; None when there is nothing left but to end the show."""
    if talk.number:
        return replace(talk, number="")
    if covered(talk):
        return uncover(talk)
    if talk.held is not None:
        return freeze(talk)
    return None


# ---------------------------------------------------------------- the clock


def elapsed(talk: Talk, now: float) -> float:
    """Seconds the talk has run, pauses left out; 0 before it started."""
    if talk.started is None:
        return 0.0
    until = talk.paused if talk.paused is not None else now
    return max(0.0, until - talk.started - talk.lost)


def pause(talk: Talk, now: float) -> Talk:
    """Starts the clock, pauses it, or lets it run on; moving between slides never ends a pause."""
    if talk.started is None:
        return replace(talk, started=now)
    if talk.paused is None:
        return replace(talk, paused=now)
    return replace(talk, paused=None, lost=talk.lost + max(0.0, now - talk.paused))


def reset_clock(talk: Talk) -> Talk:
    """The clock at zero, waiting to be started by the next slide."""
    return replace(talk, started=None, paused=None, lost=0.0)

"""The presenting state as one frozen value, and the pure functions that move it: Talk + Slides → Talk.

Slides and steps are counted from 0, stamps are seconds of the wall clock (`time.time()`), so that a Talk read back
after a crash still has the right clock.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, Protocol

from presenter.talk.ink import NO_INK, Ink, Point, Stroke

Screen = Literal["live", "black", "white", "frozen", "hidden"]
Tool = Literal["", "laser", "spotlight", "magnifier", "zoom", "pen", "highlighter", "eraser"]
Place = tuple[int, int]  # slide and step
Box = tuple[float, float, float, float]  # x, y, width, height in points of the slide

LONGEST_NUMBER = 5  # digits typed for "go to slide"
MOST_BACK = 50  # places remembered to go back to
SURE_SECONDS = 3.0  # a second Esc within this time ends the show


class Slides(Protocol):
    """What moving needs to know of a deck."""

    @property
    def count(self) -> int:
        """How many slides there are."""

    def steps(self, index: int) -> int:
        """How many clicks slide `index` takes before the next slide."""

    def hidden(self, index: int) -> bool:
        """Whether slide `index` is passed over."""

    @property
    def loops(self) -> bool:
        """Whether after the last slide the first one comes again."""

    def opens(self, index: int) -> bool:
        """Whether a section of the talk begins with slide `index`."""


@dataclass(frozen=True, slots=True)
class Talk:
    """Where the talk is. `held` is what the audience sees while the screen is frozen; `number` the digits typed so far;
    `ended` that the presenter asked for more than there is; `lost` the seconds the clock was paused until now;
    `leaving` when the show was asked to end once; `back` and `forth` the places jumped from, the latest last.

    `tool` is in the hand and `pointer` where it points, `view` the region of the slide that is enlarged, `stroke` being
    drawn, `anchor` where a region begins, `color` the pen's, `inked` whether the ink is to be seen; `later` the slides that were
    put by to come back to, in their order."""

    slide: int = 0
    step: int = 0
    screen: Screen = "live"
    held: Place | None = None
    number: str = ""
    ended: bool = False
    started: float | None = None
    paused: float | None = None
    lost: float = 0.0
    slide_since: float | None = None
    leaving: float | None = None
    back: tuple[Place, ...] = ()
    forth: tuple[Place, ...] = ()
    tool: Tool = ""
    pointer: Point | None = None
    view: Box | None = None
    anchor: Point | None = None
    stroke: Stroke | None = None
    color: int = 0
    inked: bool = True
    ink: Ink = NO_INK
    later: tuple[int, ...] = ()

    @property
    def place(self) -> Place:
        """Slide and step of the presenter."""
        return self.slide, self.step

    @property
    def shown(self) -> Place:
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
    """The next step, or the next slide; the last slide stays, and black comes when still more is asked for.
    A covered screen is only uncovered."""
    if talk.ended:
        return talk if talk.screen == "black" else black(uncover(talk))
    if covered(talk):
        return uncover(talk)
    if talk.slide < slides.count and talk.step < slides.steps(talk.slide):
        return _to(talk, talk.slide, talk.step + 1, now)
    return next_slide(talk, slides, now)


def previous_step(talk: Talk, slides: Slides, now: float) -> Talk:
    """The step before, or the last step of the slide before. A covered screen is only uncovered."""
    if covered(talk):
        return replace(uncover(talk), ended=False)
    if talk.step > 0:
        return _to(talk, talk.slide, talk.step - 1, now)
    index = _seek(slides, talk.slide, -1)
    return replace(talk, number="", ended=False) if index is None else _to(talk, index, slides.steps(index), now)


def next_slide(talk: Talk, slides: Slides, now: float) -> Talk:
    """The next slide without the steps left on this one; on the last slide all its steps."""
    index = _seek(slides, talk.slide, 1)
    if index is not None:
        return uncover(_to(talk, index, 0, now))
    if slides.loops and (begin := _seek(slides, -1, 1)) is not None:
        return uncover(_to(talk, begin, 0, now))
    last = slides.steps(talk.slide) if talk.slide < slides.count else 0
    return replace(uncover(_to(talk, talk.slide, max(talk.step, last), now)), ended=True)


def previous_slide(talk: Talk, slides: Slides, now: float) -> Talk:
    """The beginning of the slide before."""
    index = _seek(slides, talk.slide, -1)
    return uncover(_to(talk, talk.slide if index is None else index, 0, now))


def first(talk: Talk, slides: Slides, now: float) -> Talk:
    """The first slide that is not hidden."""
    index = _seek(slides, -1, 1)
    return _jump(talk, 0 if index is None else index, 0, now)


def last(talk: Talk, slides: Slides, now: float) -> Talk:
    """The last slide that is not hidden, at its beginning."""
    index = _seek(slides, slides.count, -1)
    return _jump(talk, max(0, slides.count - 1) if index is None else index, 0, now)


def goto(talk: Talk, slides: Slides, index: int, now: float, step: int = 0) -> Talk:
    """Slide `index`, hidden or not, kept within the deck."""
    if slides.count == 0:
        return replace(talk, number="")
    index = min(max(index, 0), slides.count - 1)
    return _jump(talk, index, min(max(step, 0), slides.steps(index)), now)


def next_section(talk: Talk, slides: Slides, now: float) -> Talk:
    """Where the next section begins; where there is none, the last slide."""
    index = talk.slide + 1
    while index < slides.count:
        if slides.opens(index) and not slides.hidden(index):
            return _jump(talk, index, 0, now)
        index += 1
    return last(talk, slides, now)


def previous_section(talk: Talk, slides: Slides, now: float) -> Talk:
    """Where this section begins, or from there the one before; where there is none, the first slide."""
    index = min(talk.slide if talk.step else talk.slide - 1, slides.count - 1)
    while index >= 0:
        if slides.opens(index) and not slides.hidden(index):
            return _jump(talk, index, 0, now)
        index -= 1
    return first(talk, slides, now)


def go_back(talk: Talk, slides: Slides, now: float) -> Talk:
    """The place that the last jump came from ("could you go back to …", and then return)."""
    if not talk.back:
        return talk
    moved = uncover(_to(talk, *_within(slides, talk.back[-1]), now))
    return replace(moved, back=talk.back[:-1], forth=(*talk.forth, talk.place))


def go_forth(talk: Talk, slides: Slides, now: float) -> Talk:
    """The place that `go_back` came from."""
    if not talk.forth:
        return talk
    moved = uncover(_to(talk, *_within(slides, talk.forth[-1]), now))
    return replace(moved, back=(*talk.back, talk.place), forth=talk.forth[:-1])


def _within(slides: Slides, place: Place) -> Place:
    slide = min(max(place[0], 0), max(0, slides.count - 1))
    return slide, min(place[1], slides.steps(slide)) if slides.count else 0


def _jump(talk: Talk, slide: int, step: int, now: float) -> Talk:
    """To a place that is not beside this one: where it came from is remembered."""
    moved = uncover(_to(talk, slide, step, now))
    if slide == talk.slide:
        return moved
    return replace(moved, back=(*talk.back, talk.place)[-MOST_BACK:], forth=())


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
    talk = replace(talk, slide=slide, step=step, number="", ended=False, started=started, slide_since=since, leaving=None)
    return replace(talk, view=None, stroke=None, anchor=None) if moved else talk


# ---------------------------------------------------------------- number entry


def digit(talk: Talk, figure: str) -> Talk:
    """One more digit of a slide number, which `enter` goes to."""
    if figure not in "0123456789" or len(talk.number) >= LONGEST_NUMBER:
        return talk
    return replace(talk, number=(talk.number + figure).lstrip("0"))


def asked(talk: Talk, slides: Slides) -> Place | None:
    """Where Enter goes: the slide whose number was typed; None while there is no such number."""
    index = int(talk.number) - 1 if talk.number else -1
    return (index, 0) if 0 <= index < slides.count else None


def enter(talk: Talk, slides: Slides, now: float) -> Talk:
    """Goes to the slide whose number was typed; without a number the next step."""
    if talk.number:
        return goto(talk, slides, int(talk.number) - 1, now)
    return next_step(talk, slides, now)


# ---------------------------------------------------------------- what the audience sees


def covered(talk: Talk) -> bool:
    """Whether the audience sees black, white or nothing of ours instead of a slide."""
    return talk.screen in ("black", "white", "hidden")


def uncover(talk: Talk) -> Talk:
    """The audience sees slides again; a frozen picture stays frozen."""
    return replace(talk, screen="live" if talk.held is None else "frozen") if covered(talk) else talk


def black(talk: Talk) -> Talk:
    """Black instead of the slide, or the slide again."""
    return _cover(talk, "black")


def white(talk: Talk) -> Talk:
    """White instead of the slide, or the slide again."""
    return _cover(talk, "white")


def hide(talk: Talk) -> Talk:
    """The audience's window out of the way for a demonstration, or back again."""
    return _cover(talk, "hidden")


def _cover(talk: Talk, screen: Literal["black", "white", "hidden"]) -> Talk:
    return uncover(talk) if talk.screen == screen else replace(talk, screen=screen, number="")


def freeze(talk: Talk) -> Talk:
    """The audience keeps what it sees while the presenter moves on, or follows again."""
    if talk.held is not None:
        return replace(talk, held=None, screen="live")
    return replace(talk, held=talk.place, screen="frozen", number="")


def escape(talk: Talk, now: float) -> Talk | None:
    """Leaves number entry, else the tool in the hand, else the enlarged region, else black, white or hidden, else
    frozen; None when nothing is left but to end the show and it was asked for twice: a clicker's stop button alone
    ends nothing."""
    left = _left_special(talk)
    if left is not None:
        return replace(left, leaving=None)  # it was for that: the next one is the first that asks for the end
    if sure(talk, now):
        return None
    return replace(talk, leaving=now)


def _left_special(talk: Talk) -> Talk | None:
    if talk.number:
        return replace(talk, number="")
    if talk.tool:
        return replace(talk, tool="", pointer=None, stroke=None, anchor=None)
    if talk.view is not None:
        return replace(talk, view=None)
    if covered(talk):
        return uncover(talk)
    return freeze(talk) if talk.held is not None else None


def sure(talk: Talk, now: float) -> bool:
    """Whether one more Esc ends the show."""
    return talk.leaving is not None and 0.0 <= now - talk.leaving <= SURE_SECONDS


# ---------------------------------------------------------------- the clock


def elapsed(talk: Talk, now: float) -> float:
    """Seconds the talk has run, pauses left out; 0 before it started."""
    if talk.started is None:
        return 0.0
    until = talk.paused if talk.paused is not None else now
    return max(0.0, until - talk.started - talk.lost)


def on_slide(talk: Talk, now: float) -> float:
    """Seconds on this slide since it was last come to, pauses left out; 0 before the clock started."""
    if talk.started is None or talk.slide_since is None:
        return 0.0
    until = talk.paused if talk.paused is not None else now
    return max(0.0, until - max(talk.slide_since, talk.started))


def pause(talk: Talk, now: float) -> Talk:
    """Starts the clock, pauses it, or lets it run on; moving between slides never ends a pause."""
    if talk.started is None:
        return replace(talk, started=now)
    if talk.paused is None:
        return replace(talk, paused=now)
    since = talk.slide_since
    if since is not None:  # the pause is no time of the slide's either
        since += max(0.0, now - max(since, talk.paused))
    return replace(talk, paused=None, lost=talk.lost + max(0.0, now - talk.paused), slide_since=since)


def reset_clock(talk: Talk) -> Talk:
    """The clock at zero, waiting to be started by the next slide."""
    return replace(talk, started=None, paused=None, lost=0.0)

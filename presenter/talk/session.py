"""Deck → what moving needs of it, and old Deck + new Deck + Talk → the Talk at the same slide of the new deck."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import replace

from presenter.model import Deck, Heading
from presenter.talk.course import Course
from presenter.talk.ink import Ink, Mark
from presenter.talk.pace import Plan, plan, share
from presenter.talk.runs import Kind, Leg, Row, Run
from presenter.talk.state import Place, Talk

_SAYS_TIME = re.compile(r"\btime\s*[:=]")


class DeckSlides:
    """A deck as `talk.state.Slides`; a slide is read only when asked about."""

    def __init__(self, deck: Deck, loop: bool = False) -> None:
        """With `loop` it begins again after its last slide, whatever the deck itself says."""
        self.deck = deck
        self._loop = loop

    @property
    def count(self) -> int:
        """How many slides there are."""
        return len(self.deck.slides)

    @property
    def loops(self) -> bool:
        """Whether after the last slide the first one comes again."""
        return self._loop or self.deck.settings.loop

    @property
    def size(self) -> tuple[float, float]:
        """How large slides are, points."""
        return self.deck.settings.size

    def steps(self, index: int) -> int:
        """How many clicks slide `index` takes before the next slide."""
        return self.deck.slides[index].steps

    def hidden(self, index: int) -> bool:
        """Whether slide `index` is passed over."""
        return self.deck.slides[index].settings.hidden

    def opens(self, index: int) -> bool:
        """Whether a section begins with slide `index`: it is named another than the slide's before, or the slide is
        a section's title."""
        slide = self.deck.slides[index]
        before = self.deck.slides[index - 1].settings.section if index else ""
        named = slide.settings.section not in ("", before)
        return named or slide.settings.layout == "section" or (bool(slide.blocks) and all(isinstance(b, Heading) for b in slide.blocks))


def keep_place(old: Deck, new: Deck, talk: Talk) -> Talk:
    """The talk on the same slide of the changed deck, its step (and a frozen picture's) within what there is now."""

    def moved(place: Place) -> Place:
        index = same_slide(old, new, place[0])
        return index, min(place[1], new.slides[index].steps) if len(new.slides) else 0

    slide, step = moved(talk.place)
    held = None if talk.held is None else moved(talk.held)
    back, forth = tuple(map(moved, talk.back)), tuple(map(moved, talk.forth))
    later = tuple(sorted({same_slide(old, new, index) for index in talk.later})) if len(new.slides) else ()
    found = replace(talk, slide=slide, step=step, held=held, back=back, forth=forth, later=later, ink=_moved_ink(old, new, talk.ink))
    return talk if found == talk else found


def _moved_ink(old: Deck, new: Deck, ink: Ink) -> Ink:
    """The ink on the same slides; that of a slide which is gone waits for it to come back."""
    if not ink.pages and not ink.lost:
        return ink

    def now(told: Mark) -> int | None:
        found = find(new, told)
        if found is None and len(old.slides) == len(new.slides) and mark(old, told.index) == told:
            return same_slide(old, new, told.index)  # being typed in
        return found

    return ink.moved(lambda index: mark(old, index), now)


# ---------------------------------------------------------------- looking for slides, and the time they may take


def search(deck: Deck, words: str) -> list[int]:
    """The slides that hold all of these words: those that have them in their first heading, then the others, each
    in their order; a number finds the slide of that number first.

    Reads no slide: looks at the text as it was written.
    """
    wanted = words.casefold().split()
    found = []
    for index in range(len(deck.slides)):
        text = _source(deck, index).casefold()
        if all(word in text for word in wanted):
            heading = next((line for line in text.splitlines() if line.startswith("#")), "")
            found.append((not all(word in heading for word in wanted), index))
    return _number_first(deck, wanted, [index for _, index in sorted(found)])


def _number_first(deck: Deck, wanted: list[str], found: list[int]) -> list[int]:
    if len(wanted) == 1 and wanted[0].isascii() and wanted[0].isdigit() and 0 < int(wanted[0][:6]) <= len(deck.slides):
        number = int(wanted[0][:6]) - 1
        found = [number, *(i for i in found if i != number)]
    return found


def needs_reading(deck: Deck) -> bool:
    """Whether a plan of the deck depends on what its slides say, and not on how many there are alone."""
    return bool(_SAYS_TIME.search(deck.text)) or (deck.settings.duration is not None and "hidden" in deck.text)


def plan_of(deck: Deck, length: float | None = None) -> Plan | None:
    """The plan that `duration:` (or another `length` in seconds) and the slides' `time:` make. Slides are read only if
    their times or hiding matter."""
    count, length = len(deck.slides), deck.settings.duration if length is None else length
    if needs_reading(deck):
        settings = [slide.settings for slide in deck.slides]
        return plan([s.time for s in settings], [s.hidden for s in settings], length)
    return plan([None] * count, [False] * count, length)


# ---------------------------------------------------------------- a slide's identity, to be written down


def mark(deck: Deck, index: int) -> Mark:
    """The mark of slide `index`."""
    if not 0 <= index < len(deck.slides):
        return Mark(index)
    slide = deck.slides[index]
    return Mark(index, slide.settings.id, _digest(deck, index), slide.title)


def find(deck: Deck, wanted: Mark) -> int | None:
    """Where a marked slide is now: by its id, else its source, else its heading, the nearest of several; None when
    there is nothing like it."""
    count = range(len(deck.slides))
    if wanted.index in count and wanted.digest and _digest(deck, wanted.index) == wanted.digest:
        return wanted.index
    found = (
        [i for i in count if wanted.id and wanted.id in _source(deck, i) and deck.slides[i].settings.id == wanted.id]
        or [i for i in count if _digest(deck, i) == wanted.digest]
        or [i for i in count if wanted.title and deck.slides[i].title == wanted.title]
    )
    return min(found, key=lambda i: abs(i - wanted.index)) if found else None


def _digest(deck: Deck, index: int) -> str:
    return hashlib.blake2b(_source(deck, index).encode("utf-8", "surrogatepass"), digest_size=9).hexdigest()


def same_slide(old: Deck, new: Deck, index: int) -> int:
    """Where slide `index` of the old deck is in the new one: by its id, else the same source, else the same
    heading, else between its old neighbours; the nearest when several fit."""
    count = len(new.slides)
    if not 0 <= index < len(old.slides) or count == 0:
        return max(0, min(index, count - 1))
    source = _source(old, index)
    if len(old.slides) == count and _unmoved(old, new, index, source):
        return index
    return (
        _nearest(index, _with_id(old, new, index))
        or _nearest(index, [i for i in range(count) if _source(new, i) == source])
        or _nearest(index, _with_title(old, new, index))
        or (_between(old, new, index),)
    )[0]


def _unmoved(old: Deck, new: Deck, index: int, source: str) -> bool:
    """The common case while typing: this slide, or both its neighbours, say the same at the same number."""
    if _source(new, index) == source:
        return True
    around = [i for i in (index - 1, index + 1) if 0 <= i < len(old.slides)]
    return all(_source(old, i) == _source(new, i) for i in around)


def _source(deck: Deck, index: int) -> str:
    """The text of a slide without reading it; blank ends do not count (they change with the slide after)."""
    end = deck.starts[index + 1] if index + 1 < len(deck.starts) else len(deck.text)
    return deck.text[deck.starts[index] : end].strip().removesuffix("---").strip()


def _nearest(index: int, found: list[int]) -> tuple[int] | None:
    return (min(found, key=lambda i: abs(i - index)),) if found else None


def _with_id(old: Deck, new: Deck, index: int) -> list[int]:
    wanted = old.slides[index].settings.id
    if not wanted or wanted not in new.text:
        return []
    return [i for i in range(len(new.slides)) if wanted in _source(new, i) and new.slides[i].settings.id == wanted]


def _with_title(old: Deck, new: Deck, index: int) -> list[int]:
    """Slides with the same first heading; only those that hold its first word are read."""
    title = old.slides[index].title
    word = max(title.split(), key=len, default="")
    if not word:
        return []
    return [i for i in range(len(new.slides)) if word in _source(new, i) and new.slides[i].title == title]


def _between(old: Deck, new: Deck, index: int) -> int:
    """The slide is another one now: count from the end when what follows it is as it was, else from the start."""
    count = len(new.slides)
    after = len(old.slides) - index  # slides from here to the end
    follows = index + 1 < len(old.slides) and after <= count and _source(old, index + 1) == _source(new, count - after + 1)
    return max(0, min(count - after if follows else index, count - 1))


# ---------------------------------------------------------------- where the time of a run went


def run_of(course: Course, deck: Deck, begun: float, kind: Kind, drawn: Callable[[int], int] = lambda slide: 0) -> Run:
    """The record of a course through `deck`; `drawn` tells how many lines were drawn on a slide."""
    slides = sorted({slide for slide, _ in course.spent} | {i for i in range(len(deck.slides)) if drawn(i)})
    legs = []
    for slide in slides:
        steps = {step: seconds for (index, step), seconds in course.spent.items() if index == slide}
        told = tuple(steps.get(step, 0.0) for step in range(max(steps, default=0) + 1))
        legs.append(Leg(mark(deck, slide), told, drawn(slide)))
    return Run(begun, kind, tuple(legs))


def rows(run: Run, deck: Deck, plan: Plan | None, others: tuple[Run, ...] = ()) -> tuple[Row, ...]:
    """Every slide of the deck as the run had it, hidden ones only where it went there; then slides that are gone."""
    found = _by_slide(run, deck)
    beside = [_by_slide(other, deck) for other in others]
    made = []
    for index, slide in enumerate(deck.slides):
        leg = found.get(index)
        if leg is None and slide.settings.hidden:
            continue
        spent = tuple(other[index].seconds for other in beside if index in other)
        steps, seconds, ink = (leg.steps, leg.seconds, leg.ink) if leg else ((), 0.0, 0)
        made.append(Row(index, slide.title, seconds, share(plan, index), steps, ink, slide.settings.hidden, spent))
    gone = [leg for leg in run.legs if all(leg is not kept for kept in found.values()) and leg.seconds]
    return (*made, *(Row(None, leg.slide.title, leg.seconds, None, leg.steps, leg.ink) for leg in gone))


def spent_on(run: Run, deck: Deck) -> dict[int, float]:
    """Seconds that a run spent on each slide of `deck` as it is now."""
    return {index: leg.seconds for index, leg in _by_slide(run, deck).items()}


def _by_slide(run: Run, deck: Deck) -> dict[int, Leg]:
    """The legs of a run on the slides of `deck` as it is now; of two that fit one slide, the first."""
    found: dict[int, Leg] = {}
    for leg in run.legs:
        index = find(deck, leg.slide)
        if index is not None:
            found.setdefault(index, leg)
    return found

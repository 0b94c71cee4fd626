"""Deck → what moving needs of it, and old Deck + new Deck + Talk → the Talk at the same slide of the new deck."""

from __future__ import annotations

from dataclasses import replace

from presenter.model import Deck
from presenter.talk.state import Talk


class DeckSlides:
    """A deck as `talk.state.Slides`; a slide is read only when asked about."""

    def __init__(self, deck: Deck) -> None:
        self.deck = deck

    @property
    def count(self) -> int:
        """How many slides there are."""
        return len(self.deck.slides)

    def steps(self, index: int) -> int:
        """How many clicks slide `index` takes before the next slide."""
        return self.deck.slides[index].steps

    def hidden(self, index: int) -> bool:
        """Whether slide `index` is passed over."""
        return self.deck.slides[index].settings.hidden


def keep_place(old: Deck, new: Deck, talk: Talk) -> Talk:
    """The talk on the same slide of the changed deck, its step (and a frozen picture's) within what there is now."""
    slide, step = _moved(old, new, talk.slide, talk.step)
    held = None if talk.held is None else _moved(old, new, *talk.held)
    if (slide, step, held) == (talk.slide, talk.step, talk.held):
        return talk
    return replace(talk, slide=slide, step=step, held=held)


def _moved(old: Deck, new: Deck, slide: int, step: int) -> tuple[int, int]:
    index = same_slide(old, new, slide)
    return index, min(step, new.slides[index].steps) if len(new.slides) else 0


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

"""Sections that are folded → the slides of the strip that are hidden; they stay folded while the deck changes."""

from __future__ import annotations

from collections.abc import Iterable

from presenter.model import Deck
from presenter.talk.session import DeckSlides, same_slide


def section(deck: Deck, head: int) -> range:
    """The slides of the section that begins with slide `head`, without it; empty where none begins."""
    slides = DeckSlides(deck)
    if not 0 <= head < slides.count or not slides.opens(head):
        return range(0)
    end = head + 1
    while end < slides.count and not slides.opens(end):
        end += 1
    return range(head + 1, end)


def heads(deck: Deck) -> tuple[int, ...]:
    """The slides that sections begin with; reads all slides."""
    slides = DeckSlides(deck)
    return tuple(index for index in range(slides.count) if slides.opens(index))


class Folds:
    """Which sections are folded, by the slide each begins with."""

    def __init__(self) -> None:
        self.heads: frozenset[int] = frozenset()
        self.hidden: frozenset[int] = frozenset()

    def set(self, deck: Deck, heads: Iterable[int]) -> bool:
        """Fold these sections and no others; gives whether anything is hidden or shown by it."""
        before = self.hidden
        inside = {head: section(deck, head) for head in heads}
        self.heads = frozenset(head for head, rest in inside.items() if rest)
        self.hidden = frozenset(index for rest in inside.values() for index in rest)
        return self.hidden != before

    def follow(self, old: Deck, new: Deck) -> bool:
        """The deck is another one: the same sections stay folded."""
        return bool(self.heads) and self.set(new, {same_slide(old, new, head) for head in self.heads})

    def whole(self, deck: Deck, slides: Iterable[int]) -> tuple[int, ...]:
        """These slides, and with the head of a folded section all of it."""
        found: set[int] = set()
        for index in slides:
            found |= {index, *(section(deck, index) if index in self.heads else ())}
        return tuple(sorted(found))

    def behind(self, index: int) -> int:
        """`index`, or the first slide behind it that is not hidden."""
        while index in self.hidden:
            index += 1
        return index

"""Short ways to look at the slides of a deck."""

from __future__ import annotations

from presenter.model import Deck, Slide, plain_text
from presenter.parse.tree import walk


def words(slide: Slide) -> str:
    """All inline text of `slide`, blocks parted by a space."""
    return " ".join(plain_text(block.spans) for block in walk(slide.blocks) if hasattr(block, "spans"))


def titles(deck: Deck) -> list[str]:
    return [slide.title for slide in deck.slides]

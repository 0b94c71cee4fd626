"""Deck + Theme + Shaper + Assets -> Scenes, each when it is first asked for. What every exit is given."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from presenter.model import Deck, Slide
from presenter.scene import Item, Scene
from presenter.theme.model import Theme


class Show(Protocol):
    """A deck ready to be shown or exported; `scene(i)` is memoised."""

    @property
    def deck(self) -> Deck:
        """The deck."""

    @property
    def theme(self) -> Theme:
        """Its resolved theme."""

    @property
    def path(self) -> Path | None:
        """The deck's file, if it has one."""

    def scene(self, index: int) -> Scene:
        """Slide `index` (from 0) laid out."""

    def slide(self, index: int) -> Slide:
        """Slide `index` as read."""

    def notes(self, index: int, width: float) -> tuple[Item, ...]:
        """The speaker notes of slide `index` set for paper, `width` points wide, from (0, 0) down."""

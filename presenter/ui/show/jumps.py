"""A slide or link that the presenter points at → the talk goes there, or the system opens it where the hall does not look."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from presenter.layout.show import Show
from presenter.spans import linked_slide
from presenter.ui.show.hall import Hall
from presenter.ui.show.show_keys import ShowKeys

if TYPE_CHECKING:  # loaded when it is asked for
    from presenter.talk.state import Talk
    from presenter.ui.show.overview import Overview


class Jumps:
    """The overview of all slides, and links on them."""

    def __init__(self, hall: Hall, keys: ShowKeys, goto: Callable[[str, int], None]) -> None:
        """`goto(by, slide)` moves the talk; `by` is what was pointed with."""
        self._hall, self._keys, self._goto = hall, keys, goto
        self._overview: Overview | None = None

    def overview(self, show: Show, talk: Talk) -> None:
        """All slides to choose from: on the console, or where there is none, on the only display."""
        from presenter.ui.show.overview import Overview

        if self._overview is None:
            self._overview = self._keys.overview = Overview(self._hall.console)
            self._overview.chosen.connect(lambda index: self._goto("overview", index))
        place = self._hall.console if self._hall.console.isVisible() else self._hall.audience
        self._overview.open_over(place, show, talk.slide, talk.later)

    def refresh(self) -> None:
        """Slides look otherwise now."""
        if self._overview is not None:
            self._overview.refresh()

    def follow(self, link: str) -> None:
        """Go where a link on the slide leads."""
        if (slide := linked_slide(link)) is not None:
            self._goto("mouse", slide)
        else:
            self._hall.open_outside(link)

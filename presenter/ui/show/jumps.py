"""A slide or link that the presenter points at → the talk goes there, or the system opens it where the hall does not look."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from presenter.layout.show import Show
from presenter.spans import linked_slide
from presenter.ui.show.hall import Hall
from presenter.ui.show.show_keys import ShowKeys
from presenter.ui.slide_view import opens_outside

if TYPE_CHECKING:  # loaded when it is asked for
    from presenter.talk.state import Talk
    from presenter.ui.show.overview import Overview


class Jumps:
    """The overview of all slides, and links on them."""

    def __init__(self, hall: Hall, keys: ShowKeys, goto: Callable[[str, int], None], hide: Callable[[], None]) -> None:
        """`goto(by, slide)` moves the talk; `by` is what was pointed with. `hide` takes the slides away for a demonstration."""
        self._hall, self._keys, self._goto, self._hide = hall, keys, goto, hide
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
        """Go where a link on the slide leads. On an only display the slides make room for a page: it would come up behind them,
        or over them without a way back."""
        if (slide := linked_slide(link)) is not None:
            self._goto("mouse", slide)
            return
        if self._hall.alone and opens_outside(link):
            self._hide()
        self._hall.open_outside(link)

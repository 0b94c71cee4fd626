"""The Talk → what the hand holds and has drawn, over every view of the slide; the mouse in any of them → the Talk."""

from __future__ import annotations

from collections.abc import Callable

from presenter.cell import Cell
from presenter.talk.state import Place, Talk
from presenter.ui.show.marks import Marks
from presenter.ui.show.pointer import Pointer
from presenter.ui.slide_view import SlideView


class Hand:
    """One hand for all views: what is drawn in one of them is seen in the others."""

    def __init__(self, talk: Cell[Talk]) -> None:
        self._talk = talk
        self._views: dict[SlideView, tuple[Marks, Pointer, Callable[[Talk], Place]]] = {}

    def join(self, view: SlideView, shown: Callable[[Talk], Place]) -> None:
        """One more view; `shown(talk)` tells which slide and step it shows."""
        pointer = Pointer(view, self._talk, lambda: shown(self._talk.value))
        self._views[view] = Marks(view), pointer, shown

    def leave(self, view: SlideView) -> None:
        """That view is no more."""
        self._views.pop(view, None)

    def follow(self, talk: Talk) -> None:
        """The talk has changed."""
        for marks, pointer, shown in self._views.values():
            marks.follow(talk, shown(talk))
            pointer.follow(talk)

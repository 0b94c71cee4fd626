"""Where the talk is → the pictures that will be asked for next, drawn before they are."""

from __future__ import annotations

from collections.abc import Callable

from presenter.cell import Cell
from presenter.scene import Scene
from presenter.talk import state
from presenter.talk.session import DeckSlides
from presenter.talk.state import Place, Talk
from presenter.ui.slide_view import Idle, SlideView, picture

PREFETCH_MS = 20
AHEAD = 3  # places drawn before they are asked for
LAID = 40  # slides laid out before anybody jumps to one: what comes next first
HELD = 4  # pictures of the largest size that are kept at least
SHEETS = HELD + 2  # so many pictures are drawn on the same memory in turn


class Ahead:
    """Draws for one view, one picture at a time, when nothing else is to be done."""

    def __init__(
        self,
        view: SlideView,
        talk: Cell[Talk],
        slides: Callable[[], DeckSlides],
        scene: Callable[[int], Scene | None],
        change: Callable[[Place, Place], None] = lambda before, after: None,
    ) -> None:
        """`change` makes ready what the change from one place to another needs."""
        self._view, self._talk, self._slides, self._scene, self._change = view, talk, slides, scene, change
        self._idle = Idle(view, PREFETCH_MS)

    def upcoming(self) -> Place | None:
        """Slide and step after the next click; None at the end."""
        return next(iter(self._places(1)), None)

    def wish(self) -> None:
        """Have the next pictures ready before they are asked for."""
        from presenter.qt.render import lay_out_sheet, sheets_wanting

        if not self._view.isVisible():
            return
        size = self._view.pixels()
        _make_room(size)
        # a projector's pictures are large: fewer ahead of a 4K one
        places = [*self._places(AHEAD if size[0] * size[1] < 3_000_000 else 1), self._previous()]
        here = self._talk.value.shown
        pictures = [lambda p=place: self._make(p, size) for place in places if place is not None]
        # a change is asked for from here only: to the next place first
        changes = [lambda p=place: self._change(here, p) for place in (*places[:1], places[-1]) if place is not None]
        slides = range(here[0] + 1, here[0] + 1 + LAID)
        layouts = [lambda i=index: self._lay_out(i) for index in slides if index < self._slides().count]
        sheets = [lambda: lay_out_sheet(*size)] * sheets_wanting(*size, SHEETS)
        self._idle.replace(*pictures[:1], *changes[:1], *sheets, *pictures[1:], *changes[1:], *layouts)

    def stop(self) -> None:
        """Draw no more."""
        from presenter.qt.render import sheets_wanting

        self._idle.replace()
        _make_room((0, 0))
        sheets_wanting(0, 0, 0)

    def _places(self, count: int) -> list[Place]:
        """The next places, nearest first."""
        talk, places = state.uncover(self._talk.value), []
        for _ in range(count):
            after = state.next_step(talk, self._slides(), 0.0)
            if after.place == talk.place:
                break
            places.append(after.place)
            talk = after
        return places

    def _previous(self) -> Place | None:
        talk = state.uncover(self._talk.value)
        before = state.previous_step(talk, self._slides(), 0.0)
        return None if before.place == talk.place else before.place

    def _lay_out(self, index: int) -> None:
        self._scene(index)

    def _make(self, place: Place, size: tuple[int, int]) -> None:
        scene = self._scene(place[0])
        if scene is not None:
            picture(scene, size, place[1])


def _make_room(size: tuple[int, int]) -> None:
    """Remember the slide, what comes before and after it, and small ones: else a large projector's pictures drive each other out."""
    from presenter.qt.render import USUAL_MEGABYTES, bound_memory

    bound_memory(max(USUAL_MEGABYTES, size[0] * size[1] * 4 * HELD // 1_000_000 + USUAL_MEGABYTES // 2))

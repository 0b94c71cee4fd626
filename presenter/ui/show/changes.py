"""Two places of a talk → the Change from one to the other, as the deck, the slide or the theme asks for it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from presenter.layout.show import Show
from presenter.scene import Scene
from presenter.talk.state import Place
from presenter.ui.show.transition import Change, change
from presenter.ui.slide_view import SlideView

if TYPE_CHECKING:  # loaded with the first morph
    from presenter.qt.tween import Tween

KEPT = 3  # morphs made ready


class Changes:
    """For one view; what a morph needs is drawn beforehand when `make_ready` was asked in time."""

    def __init__(self, view: SlideView, show: Callable[[], Show], scene: Callable[[int], Scene | None]) -> None:
        self._view, self._show, self._scene = view, show, scene
        self._tweens: OrderedDict[tuple[object, ...], Tween] = OrderedDict()

    def between(self, before: Place, after: Place) -> Change | None:
        """How `after` comes after `before`; None for a cut. Going back, it is the other's change that is undone."""
        show, count = self._show(), len(self._show().deck.slides)
        if after[0] >= count or before[0] == after[0]:
            return None
        back = before[0] == after[0] + 1 < count
        settings = show.slide(before[0] if back else after[0]).settings
        wish = settings.transition or show.deck.settings.transition or show.theme.transition
        found = change(wish, settings.transition_time, after[0] > before[0])
        if found is None or found.kind != "morph" or before[0] >= count:
            return found
        return replace(found, tween=self._tween(before, after))

    def make_ready(self, before: Place, after: Place) -> None:
        """Draw what the change will need."""
        self.between(before, after)

    def _tween(self, before: Place, after: Place) -> Tween | None:
        from presenter.layout.morph import morph
        from presenter.parse.tree import written_ids
        from presenter.qt.tween import Tween

        old, new, pixels = self._scene(before[0]), self._scene(after[0]), self._view.pixels()
        if old is None or new is None or old.size != new.size:
            return None
        key = (old, before[1], new, after[1], pixels)
        if key not in self._tweens:
            ids = [written_ids(self._show().slide(index).blocks) for index in (before[0], after[0])]
            self._tweens[key] = Tween(morph(old, before[1], ids[0], new, after[1], ids[1]), before[1], after[1], *pixels)
        self._tweens.move_to_end(key)
        while len(self._tweens) > KEPT:
            self._tweens.popitem(last=False)
        return self._tweens[key]

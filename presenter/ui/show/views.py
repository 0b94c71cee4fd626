"""Further windows for the audience: the same Talk on a display that nobody has, or in a window to share in a call."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor

from presenter.cell import Cell
from presenter.scene import Scene
from presenter.talk import state
from presenter.talk.state import Place, Talk
from presenter.ui.show.audience import AudienceWindow
from presenter.ui.show.screens import Screens
from presenter.ui.show.transition import Change

SIZE = (960, 540)
MOST = 4


class Views(QObject):
    """Opens and closes them, and has them follow the talk. `opened` and `closed` tell the rest of the show, so that ink, films and
    clicks are those of the first window."""

    opened = Signal(AudienceWindow)
    closed = Signal(AudienceWindow)

    def __init__(
        self,
        title: str,
        talk: Cell[Talk],
        scene: Callable[[int], Scene | None],
        change: Callable[[Place, Place], Change | None],
        screens: Screens | None,
        parent: QObject,
    ) -> None:
        """`scene(slide)` gives what is on a slide, `change` how one place follows another."""
        super().__init__(parent)
        self._title, self._talk, self._scene, self._change, self._screens = title, talk, scene, change, screens
        self.windows: list[AudienceWindow] = []  # those that are open
        self._unwatch = talk.watch(self._moved)

    def add(self) -> bool:
        """One more: on a free display, else in a window. False when there are enough."""
        if len(self.windows) >= MOST:
            return False
        window = AudienceWindow(self._title)
        window.setWindowTitle(f"{self._title} – view {len(self.windows) + 2}")
        window.closed.connect(lambda: self._closed(window))
        self.windows.append(window)
        self.opened.emit(window)
        self._show(self._talk.value, None)
        if self._screens is None or not self._screens.add_view(window):
            window.resize(*SIZE)
            window.show()
        return True

    def refresh(self) -> None:
        """Show what the talk shows now."""
        self._show(self._talk.value, None)

    def _moved(self, new: Talk, old: Talk) -> None:
        if (new.shown, new.screen) != (old.shown, old.screen) and self.windows:
            stays = new.shown[0] == old.shown[0] or state.covered(new)
            self._show(new, None if stays else self._change(old.shown, new.shown))

    def _show(self, talk: Talk, change: Change | None) -> None:
        scene = self._scene(talk.shown[0])
        for window in self.windows:
            window.cover({"black": QColor("black"), "white": QColor("white")}.get(talk.screen))
            window.show_slide(scene, talk.shown[1], change)

    def _closed(self, window: AudienceWindow) -> None:
        if self._screens is not None:
            self._screens.drop_view(window)
        self.windows = [other for other in self.windows if other is not window]
        self.closed.emit(window)
        window.deleteLater()

    def close_all(self) -> None:
        """Close them, and follow no more if the show has ended."""
        for window in list(self.windows):
            window.close()

    def stop(self) -> None:
        """The show has ended."""
        self._unwatch()
        self.close_all()

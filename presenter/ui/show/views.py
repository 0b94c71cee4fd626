"""Further windows for the audience: the same Talk on a display that nobody has, or in a window to share in a call."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor

from presenter.cell import Cell
from presenter.scene import Scene
from presenter.talk.state import Talk
from presenter.ui.show.audience import AudienceWindow
from presenter.ui.show.marks import Marks
from presenter.ui.show.screens import Screens

SIZE = (960, 540)
MOST = 4


class Views(QObject):
    """Opens and closes them, and has them follow the talk. What is pointed at and drawn is seen there too; films are not."""

    def __init__(
        self, title: str, talk: Cell[Talk], scene: Callable[[int], Scene | None], screens: Screens | None, parent: QObject
    ) -> None:
        """`scene(slide)` gives what is on a slide."""
        super().__init__(parent)
        self._title, self._talk, self._scene, self._screens = title, talk, scene, screens
        self._open: list[tuple[AudienceWindow, Marks]] = []
        self._unwatch = talk.watch(lambda new, old: self.refresh())

    @property
    def windows(self) -> list[AudienceWindow]:
        """Those that are open."""
        return [window for window, _ in self._open]

    def add(self) -> bool:
        """One more: on a free display, else in a window. False when there are enough."""
        if len(self._open) >= MOST:
            return False
        window = AudienceWindow(self._title)
        window.setWindowTitle(f"{self._title} – view {len(self._open) + 2}")
        window.closed.connect(lambda: self._closed(window))
        self._open.append((window, Marks(window)))
        self.refresh()
        if self._screens is None or not self._screens.add_view(window):
            window.resize(*SIZE)
            window.show()
        return True

    def refresh(self) -> None:
        """Show what the talk shows now."""
        talk = self._talk.value
        index, step = talk.shown
        for window, marks in self._open:
            marks.follow(talk, talk.shown)
            window.cover({"black": QColor("black"), "white": QColor("white")}.get(talk.screen))
            window.show_slide(self._scene(index), step)

    def _closed(self, window: AudienceWindow) -> None:
        if self._screens is not None:
            self._screens.drop_view(window)
        self._open = [pair for pair in self._open if pair[0] is not window]
        window.deleteLater()

    def close_all(self) -> None:
        """Close them, and follow no more if the show has ended."""
        for window in self.windows:
            window.close()

    def stop(self) -> None:
        """The show has ended."""
        self._unwatch()
        self.close_all()

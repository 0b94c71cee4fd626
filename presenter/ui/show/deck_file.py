"""The deck's file during a talk without a main window → its new text, whenever another program saves it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from presenter.problems import UserError
from presenter.ui.watch import FileWatch
from presenter.ui.work import Work


class DeckFile(QObject):
    """Follows the file of the deck that is being shown."""

    def __init__(self, work: Work, slide: Callable[[], int], tell: Callable[[str], None], parent: QObject) -> None:
        """`slide()` is the one in view; `tell` is told what cannot be read."""
        super().__init__(parent)
        self._work, self._slide, self._tell = work, slide, tell
        self._watch = FileWatch(self)
        self._watch.stirred.connect(self._look)
        self._watch.follow(work.document.path)

    def _look(self) -> None:
        if self._work.document.changed_outside():
            try:
                self._work.document.reload()
            except UserError as error:
                self._tell(str(error))
        elif self._slide() < len(self._work.show.value.deck.slides):
            self._work.look_at_pictures(self._slide())

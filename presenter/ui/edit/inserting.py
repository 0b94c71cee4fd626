"""The wish to insert something → a panel with pictures, and an edit of the text as one step to undo."""

from __future__ import annotations

from presenter.ui.edit.insert_cards import Cards
from presenter.ui.edit.insert_panel import InsertPanel
from presenter.ui.edit.slide_work import SlideWork
from presenter.ui.edit.spelling import Hop
from presenter.ui.main_window import MainWindow
from presenter.ui.work import Work
from presenter.writing.inserts import INSERTS, by_id, inserted


class Inserting:
    """Inserts into the deck of `window`."""

    def __init__(self, work: Work, window: MainWindow, slide_work: SlideWork) -> None:
        self._work, self._window, self._slide_work = work, window, slide_work

    def ask(self) -> None:
        """Show what there is, in the theme of this deck."""
        show = self._work.show.value
        panel: InsertPanel | None = None
        hop = Hop(self._window)
        cards = Cards(show.theme, show.deck.settings, INSERTS, lambda: hop.asked.emit(lambda: panel is not None and panel.redraw()))
        panel = InsertPanel(INSERTS, cards.draw, self._window)
        panel.chosen.connect(self.insert)
        panel.finished.connect(cards.close)
        panel.finished.connect(panel.deleteLater)
        panel.ask()

    def insert(self, name: str) -> None:
        """Insert the thing called so where the cursor is, or as a slide behind this one."""
        one, editor = by_id(name), self._window.editor
        self._window.panes.need("editor")
        if one.kind == "slide":
            self._slide_work.insert(one)
            return
        editor.make(inserted(editor.text, editor.offset(), one))
        editor.ensureCursorVisible()
        editor.setFocus()

"""What is done with chosen slides in the strip → edits of the text, one undo step each."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from presenter.parse.edits import insert_slide
from presenter.ui.main_window import MainWindow
from presenter.ui.work import Work
from presenter.writing import slides
from presenter.writing.inserts import Insert, selected
from presenter.writing.slides import Moved


class SlideWork:
    """Cuts, copies, pastes, moves and hides the slides that are chosen in the strip of `window`."""

    def __init__(self, work: Work, window: MainWindow) -> None:
        self._work, self._window = work, window
        window.strip.moved.connect(lambda chosen, to: self._do(slides.move(self._deck, chosen, to)))

    @property
    def _deck(self):  # type: ignore[no-untyped-def]
        return self._work.show.value.deck

    def do(self, what: str) -> None:
        """One of: cut, copy, paste, delete, duplicate, hide, up, down, new."""
        chosen = self._window.strip.selected() or ((self._window.slide,) if self._window.count else ())
        deck = self._deck
        if what in ("cut", "copy") and chosen:
            QGuiApplication.clipboard().setText(slides.copied(deck, chosen))
        match what:
            case "cut" | "delete" if chosen:
                self._do(slides.delete(deck, chosen))
            case "paste":
                text = QGuiApplication.clipboard().text()
                if text.strip():
                    self._do(slides.paste(deck, text, self._behind(chosen)))
            case "duplicate":
                self._do(slides.duplicate(deck, chosen))
            case "hide" if chosen:
                self._do(slides.hide(deck, chosen))
            case "up" if chosen and chosen[0] > 0:
                self._do(slides.move(deck, chosen, chosen[0] - 1))
            case "down" if chosen and chosen[-1] + 1 < len(deck.slides):
                self._do(slides.move(deck, chosen, chosen[-1] + 2))
            case "new":
                self._new(self._behind(chosen))

    def _behind(self, chosen: tuple[int, ...]) -> int:
        return chosen[-1] + 1 if chosen else self._window.count

    def _new(self, at: int) -> None:
        """A slide with room for its heading, and the cursor there."""
        self._do(Moved(insert_slide(self._deck, at, "# "), (at,)))
        editor = self._window.editor
        start = self._deck.starts[at] if at < len(self._deck.starts) else len(editor.text)
        place = editor.text.find("#", start)
        if place >= 0:
            editor.reach(min(place + 2, len(editor.text)))
        editor.setFocus()

    def insert(self, insert: Insert) -> None:
        """A whole slide behind the one in view, its words selected."""
        self._do(Moved(insert_slide(self._deck, self._window.slide + 1, insert.source), (self._window.slide + 1,)))
        editor, at = self._window.editor, self._window.slide
        start = editor.text.find(insert.source, self._deck.starts[at] if at < len(self._deck.starts) else 0)
        if start >= 0:
            editor.select(*selected(insert, start))
        editor.setFocus()

    def _do(self, moved: Moved) -> None:
        if moved.edits:
            self._window.editor.edit(moved.edits)
        if moved.chosen:
            self._window.go(moved.chosen[0])
            self._window.strip.choose(moved.chosen)

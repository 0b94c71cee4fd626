"""What is done with chosen slides in the strip → edits of the text, one undo step each."""

from __future__ import annotations

import json

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from presenter.ui.main_window import MainWindow
from presenter.ui.work import Work
from presenter.writing import slides
from presenter.writing.inserts import Insert, selected
from presenter.writing.slides import Moved

SLIDES = "application/x-presenter-slides+json"

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
            QGuiApplication.clipboard().setMimeData(_carried(slides.copied(deck, chosen), slides.sources(deck, chosen)))
        match what:
            case "cut" | "delete" if chosen:
                self._do(slides.delete(deck, chosen))
            case "paste":
                self._paste(self._behind(chosen))
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

    def _paste(self, at: int) -> None:
        """The slides on the clipboard: those of this program each as it was written, else what the words are as a deck."""
        mime = QGuiApplication.clipboard().mimeData()
        whole = slides.paste_slides(self._deck, _brought(mime), at)
        if whole.edits and not whole.refused:
            self._do(whole)
        elif mime.text().strip():
            self._do(slides.paste(self._deck, mime.text(), at))

    def _behind(self, chosen: tuple[int, ...]) -> int:
        return chosen[-1] + 1 if chosen else self._window.count

    def _new(self, at: int) -> None:
        """A slide with room for its heading, and the cursor there."""
        if not self._do(slides.paste_slides(self._deck, ["# "], at)):
            return
        editor = self._window.editor
        start = self._deck.starts[at] if at < len(self._deck.starts) else len(editor.text)
        place = editor.text.find("#", start)
        if place >= 0:
            editor.reach(min(place + 2, len(editor.text)))
        editor.setFocus()

    def insert(self, insert: Insert) -> None:
        """A whole slide behind the one in view, its words selected."""
        if not self._do(slides.paste_slides(self._deck, [insert.source], self._window.slide + 1)):
            return
        editor, at = self._window.editor, self._window.slide
        start = editor.text.find(insert.source, self._deck.starts[at] if at < len(self._deck.starts) else 0)
        if start >= 0:
            editor.select(*selected(insert, start))
        editor.setFocus()

    def _do(self, moved: Moved) -> bool:
        """Change the text; gives whether that could be done."""
        if moved.refused:
            words = self._window.tr("That would change other slides too, so nothing was done. It can be changed in the text.")
            self._window.bar.tell(words)
            return False
        if moved.edits:
            self._window.editor.edit(moved.edits)
        if moved.chosen:
            self._window.go(moved.chosen[0])
            self._window.strip.choose(moved.chosen)
        return True


def _carried(text: str, sources: list[str]) -> QMimeData:
    """Slides for the clipboard: as Markdown for everybody, and each as it is written for this program's own windows."""
    mime = QMimeData()
    mime.setText(text)
    mime.setData(SLIDES, json.dumps(sources).encode("utf-8", "surrogatepass"))
    return mime


def _brought(mime: QMimeData) -> list[str]:
    """The sources of the slides that one of our windows has put there; none when it was another program."""
    try:
        found = json.loads(bytes(mime.data(SLIDES).data()) or b"[]")
    except (ValueError, RecursionError):
        return []
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []

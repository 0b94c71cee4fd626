"""Notes written on the console → an edit of the deck's text; where nobody else saves the deck, its file too."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from presenter.layout.show import Show
from presenter.parse.edits import apply
from presenter.problems import UserError
from presenter.store.document import Document, Draft, Stamp
from presenter.talk.session import same_slide
from presenter.ui.saving import Saving
from presenter.ui.show.note_pad import NotePad
from presenter.ui.work import Work
from presenter.writing.notes import with_notes


class NoteTaking(QObject):
    """Keeps track of the slide whose notes are being written, wherever the talk and the deck go meanwhile."""

    def __init__(self, work: Work, pad: NotePad, tell: Callable[[str], None]) -> None:
        """`tell` is told when notes cannot be kept."""
        super().__init__(pad)
        self._work, self._pad, self._tell = work, pad, tell
        self._slide = 0
        self.saves = False  # put them into the deck's file at once
        self._saving = Saving(self)  # a drive that hangs must not hold the slide up
        pad.noted.connect(self._noted)

    def begin(self, slide: int) -> None:
        """Write the notes of `slide`."""
        if slide < len(self._work.show.value.deck.slides):
            self._slide = slide
            self._pad.begin()

    def moved(self, slide: int) -> None:
        """The talk is at `slide`: notes of another one are done."""
        if self._pad.writing and slide != self._slide:
            self._pad.finish()

    def changed(self, new: Show, old: Show) -> None:
        """The deck is another one."""
        self._slide = same_slide(old.deck, new.deck, self._slide)

    def _noted(self, notes: str) -> None:
        document = self._work.document
        try:
            if self.saves and document.changed_outside():
                document.reload()
            deck = self._work.show.value.deck
            edits = with_notes(deck, self._slide, notes)
            if not edits:
                self._tell(self.tr("These notes can be changed in the deck's text only: nothing was changed"))
                return
            document.text.set(apply(deck.text, edits))
            if self.saves:
                draft = document.draft(careful=True)
                self._saving.begin(draft.write, lambda result: self._saved(document, draft, result))
        except UserError as error:
            self._tell(self.tr("The notes are not saved: {why}").format(why=error))

    def _saved(self, document: Document, draft: Draft, result: Stamp | UserError | None) -> None:
        """The disk has answered."""
        if isinstance(result, UserError):
            self._tell(self.tr("The notes are not saved: {why}").format(why=result))
        else:
            document.written(draft, result)

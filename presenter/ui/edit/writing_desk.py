"""The commands about the text and the slides in it, done in the editor and the strip of a window: one half of the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from presenter.store.settings import Settings
from presenter.ui.edit.slide_work import SlideWork
from presenter.ui.edit.spelling import Hop
from presenter.ui.main_window import MainWindow
from presenter.ui.shelf import sentence
from presenter.ui.work import Work
from presenter.writing import lists, tables, wrapping

if TYPE_CHECKING:  # loaded when it is first wanted
    from presenter.store.speller import Speller
    from presenter.ui.edit.inserting import Inserting


class WritingDesk(QObject):
    """Undo, marks, tables, lists, spelling, inserting, finding, and what is done with chosen slides."""

    def __init__(self, work: Work, settings: Settings, window: MainWindow) -> None:
        super().__init__()
        self._work, self._settings, self.window = work, settings, window
        window.editor.spelling.tell = lambda error: window.bar.tell(sentence(error))
        self._slide_work = SlideWork(work, window)
        self._speller: Speller | None = None
        self._inserting: Inserting | None = None

    def close_speller(self) -> None:
        """Ask no dictionary any more."""
        if self._speller is not None:
            self.window.editor.spelling.use(None, False)
            self._speller.close()

    def undo(self) -> None:
        """Take back the last change of the text."""
        self.window.editor.undo()

    def redo(self) -> None:
        """Make it again."""
        self.window.editor.redo()

    def mend(self) -> None:
        """Do what can be done about the Problem at the cursor."""
        self.window.tie.mend()

    def paste_plain(self) -> None:
        """Paste the words of the clipboard as they stand."""
        self.window.editor.paste_plain()

    def check_spelling(self) -> None:
        """Check the spelling from now on, or no more; remembered."""
        on = not self.spelling_checked()
        self._settings.set(spelling="on" if on else "off")
        self._spell()
        lang = self._work.show.value.deck.settings.lang
        if on and self._speller is not None and self._speller.book(lang) is None:
            words = self.tr("There is no Hunspell dictionary for {language} on this system.")
            self.window.bar.tell(words.format(language=lang or self.tr("the language of this system")))
        self.window.menus.update()

    def spelling_checked(self) -> bool:
        """Whether the spelling is checked."""
        return self._settings.text("spelling", "on") == "on"

    def _spell(self) -> None:
        """Begin to check the spelling, or end it."""
        on = self.spelling_checked()
        if on and self._speller is None:
            from presenter.store.speller import Speller

            self._speller = Speller(Hop(self).asked.emit, self.window.editor.looks.soon)
        self.window.editor.spelling.use(self._speller, on)

    def insert(self, name: str = "") -> None:
        """Insert the thing called so; without a name, ask with pictures of all."""
        from presenter.ui.edit.inserting import Inserting

        self._inserting = self._inserting or Inserting(self._work, self.window, self._slide_work)
        self._inserting.insert(name) if name else self._inserting.ask()

    def find(self, replace: bool) -> None:
        """Look for words in the text, and replace them."""
        self.window.panes.need("editor")
        self.window.find_bar.ask(replace)

    def find_next(self, back: bool) -> None:
        """To the next place, or the one before."""
        self.window.find_bar.step(back)

    def complete(self) -> None:
        """Offer what could be written at the cursor."""
        self.window.editor.completion.look(asked=True)

    def mark(self, name: str) -> None:
        """Marks around what is selected, or away."""
        editor = self.window.editor
        made = wrapping.link if name == "link" else lambda text, start, end: wrapping.wrap(text, start, end, wrapping.MARKS[name])
        editor.make(made(editor.text, *editor.selection()))

    def table(self, what: tables.What) -> None:
        """Change the table at the cursor."""
        editor = self.window.editor
        change = tables.change(editor.text, editor.offset(), what)
        if change is not None:
            editor.make(change)

    def slides(self, what: str) -> None:
        """With the slides that are chosen in the strip."""
        self._slide_work.do(what)

    def fold(self, what: str) -> None:
        """Sections in the strip: fold or unfold the one in view ("this"), "all", or "none"."""
        strip = self.window.strip
        strip.fold(self.window.slide) if what == "this" else strip.fold_all(what == "all")

    def renumber(self) -> None:
        """Number the list at the cursor one by one."""
        self.window.editor.edit(lists.renumbered(self.window.editor.text, self.window.editor.offset()))

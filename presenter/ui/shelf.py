"""The wish to open, save or begin a deck → it is done, with what the person must be asked first, and remembered."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from presenter import far
from presenter.data import data_folder
from presenter.problems import UserError
from presenter.store.document import Document, Draft, Overtaken, Stamp, read
from presenter.store.paste import copy_along, left_behind
from presenter.store.settings import Settings
from presenter.store.versions import Versions
from presenter.ui.main_window import MainWindow
from presenter.ui.saving import Saving
from presenter.ui.work import Work

if TYPE_CHECKING:
    from presenter.ui.edit.safety import Safety
    from presenter.ui.first_slide import FirstSlides

DECKS = "Markdown (*.md *.markdown *.mdown *.txt);;All files (*)"


class Shelf(QObject):
    """Where decks come from and go to. `opened` when another deck is on the desk, `renamed` when it has another file."""

    opened = Signal()
    renamed = Signal()

    def __init__(self, work: Work, settings: Settings, window: MainWindow, safety: Safety, parent: QObject) -> None:
        super().__init__(parent)
        self._work, self._settings, self._window, self._safety = work, settings, window, safety
        self._slides: FirstSlides | None = None
        self._saving = Saving(self)
        self._then: list[Callable[[], object]] = []  # to be done when the save under way is done
        self._again = False  # and save once more
        self._safety.saving = lambda: self._saving.under_way
        self.unreachable: Callable[[], bool] = lambda: False  # whether the deck's folder does not answer
        self._add_recent()

    @property
    def _document(self):  # type: ignore[no-untyped-def]
        return self._work.document

    # ------------------------------------------------------------ beginning

    def new_deck(self) -> None:
        """Begin a deck, once unsaved text is cared for."""
        self._unless_dirty(lambda: self._opened(self._work.new) and self._select_title())

    def new_from_template(self) -> None:
        """Begin a deck from the template, once unsaved text is cared for."""
        self._unless_dirty(lambda: self._opened(self._take_template) and self._select_title())

    def _select_title(self) -> None:
        """What is typed first is the talk's title."""
        text = self._document.text.value
        if found := re.search(r"^# (.+)$", text, re.MULTILINE):
            self._window.editor.select(*found.span(1))

    def _take_template(self) -> None:
        text = read(data_folder("decks") / "template.md").text
        self._work.new()
        self._document.saved = text
        self._document.text.set(text)

    def show_start(self) -> None:
        """What there is to begin with."""
        from presenter.ui.first_slide import FirstSlides
        from presenter.ui.start_page import StartPage

        samples = sorted(data_folder("decks").glob("*.md"), key=lambda path: (path.stem != "welcome", path.stem))
        samples = [path for path in samples if path.stem != "template"]
        self._slides = FirstSlides()
        page = StartPage(self._settings.recent[:8], samples, self._slides.draw)
        page.chosen.connect(lambda name: self.open_path(Path(name)))
        page.wanted.connect(lambda name: self._window.actions_by_id[name].trigger())
        self._window.show_start(page)

    # ------------------------------------------------------------ opening

    def ask_and_open(self) -> None:
        """Ask for a deck and open it."""
        from PySide6.QtCore import QStandardPaths
        from PySide6.QtWidgets import QFileDialog

        path = self._document.path
        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        if path is not None and not self.unreachable():
            folder = path.absolute().parent
        name, _ = QFileDialog.getOpenFileName(self._window, self.tr("Open a deck"), str(folder), self.tr(DECKS))
        if name:
            self.open_path(Path(name))

    def open_path(self, path: Path) -> None:
        """Open the deck in `path`, once unsaved text is cared for; a sample as a copy that has no file yet."""
        self._unless_dirty(lambda: self._opened(lambda: self._work.open(path)))

    def _opened(self, act: Callable[[], None]) -> bool:
        if not self.tried(act):
            return False
        self._safety.begin()  # what was there before is saved, or thrown away on purpose
        self._window.bar.dismiss()
        self._window.show_start(None)
        if self._slides is not None:
            self._slides.close()
        self._window.open_at(0)
        self._remember()
        self.opened.emit()
        return True

    def _unless_dirty(self, act: Callable[[], object]) -> None:
        """Do it now, or offer to save first; nothing is ever thrown away unasked."""
        if not self._document.dirty:
            act()
            return
        self._window.bar.tell(
            self.tr("{name} has changes that are not saved.").format(name=self._document.name),
            (self.tr("Save and go on"), lambda: self.saved_then(act)),
            (self.tr("Throw them away"), lambda: (self._safety.keep_version("unsaved"), act())),
        )

    def tried(self, act: Callable[[], object]) -> bool:
        """Do it; what the world refuses is told in the window. Gives whether it was done."""
        try:
            act()
        except UserError as error:
            self._window.bar.tell(sentence(error))
            return False
        return True

    # ------------------------------------------------------------ saving

    def save(self) -> bool:
        """Write the deck to its file; gives whether it is saved now. A disk that is slow is not waited for."""
        if self._document.path is None:
            return self.save_as()
        return self._save(None)

    def saved_then(self, act: Callable[[], object]) -> None:
        """Save, and do it once all is saved; not at all when it is not."""
        if self.save():
            act()
        else:
            self.after(act)

    def after(self, act: Callable[[], object]) -> None:
        """Do it when the save that is under way is done, if one is."""
        if self._saving.under_way:
            self._then.append(act)

    def save_as(self) -> bool:
        """Ask for a name and write the deck there."""
        from PySide6.QtWidgets import QFileDialog

        document = self._document
        start = document.path or Path.home() / f"{document.called or self._named()}.md"
        if self.unreachable():  # a dialog in that folder would not open
            start = Path.home() / start.name
        name, _ = QFileDialog.getSaveFileName(self._window, self.tr("Save the deck"), str(start), self.tr(DECKS))
        if not name:
            return False
        return self._save(Path(name) if Path(name).suffix else Path(name + ".md"))

    def _named(self) -> str:
        """What a deck without a name is called: by its title, as far as a file can be."""
        deck = self._work.show.value.deck
        title = deck.slides[0].title if len(deck.slides) else ""
        return re.sub(r'[\\/:*?"<>|\x00-\x1f]+', " ", title)[:60].strip(" .") or "talk"

    def _save(self, path: Path | None) -> bool:
        document = self._document
        if path is None and self._saving.under_way:
            self._again = True  # what was typed since goes after it
            return False
        if path is None and self.unreachable():  # a thread would only wait there
            self._safety.tell_silent()
            return False
        if path is None and document.saved is not None and document.path is not None:
            Versions(document.path).keep(document.saved)  # the first time: what was there before this program wrote
        draft, before = document.draft(path, careful=document.dirty), document.folder
        along = path is not None and document.path is None and before is not None

        def write() -> Stamp | None:
            if along and before is not None:
                copy_along(draft.text, before, draft.target.absolute().parent)  # a sample's pictures go with it
            stamp: Stamp | None = draft.write()
            return stamp

        self._then, self._again = [], False
        self._saving.begin(write, lambda result: self._written(document, draft, result, before if path is not None else None))
        if self._saving.under_way:
            self._window.statusBar().showMessage(self.tr("Saving {name}…").format(name=draft.target.name))
        return not self._saving.under_way and document.saved == draft.text and document.path == draft.target

    def _written(self, document: Document, draft: Draft, result: Stamp | UserError | None, before: Path | None) -> None:
        """The disk has answered."""
        then, again, self._then, self._again = self._then, self._again, [], False
        self._window.statusBar().clearMessage()
        if document is not self._document:
            return  # another deck is on the desk by now
        if isinstance(result, Overtaken):  # never over what another program wrote
            self._window.bar.dismiss()
            self._safety.look_outside()
        elif isinstance(result, UserError):
            self._safety.refused(result)
        else:
            self._settle(draft, result, before)
            if again and document.dirty:
                self.saved_then(lambda: [act() for act in then])
                return
            for act in then:
                act()

    def _settle(self, draft: Draft, now: Stamp | None, before: Path | None) -> None:
        """It is saved; `before` is the folder it was in when it has another name now."""
        renamed = draft.target != self._document.path
        self._work.written(draft, now)
        self._safety.saved_as(draft.text)
        self._window.show_title()
        words = self.tr("Saved {name}")
        if not draft.form.holds(draft.text):
            words = self.tr("Saved {name} as UTF-8: what was written has letters that its old encoding lacks")
        self._window.statusBar().showMessage(words.format(name=self._document.name), 3000 if draft.form.holds(draft.text) else 10_000)
        if renamed or before is not None:
            self._remember()
            self.renamed.emit()
            self._offer_pictures(before)

    def _offer_pictures(self, before: Path | None) -> None:
        """The deck is in another folder now: its pictures are not."""
        text, folder = self._document.text.value, self._document.folder
        if before is None or folder is None:
            return
        left: list[str] = far.ask(before, ("left", text, folder), lambda: left_behind(text, before, folder), list)
        if not left:
            return
        one = self.tr("A picture of this deck is still in the folder it comes from.")
        more = self.tr("{count} pictures of this deck are still in the folder it comes from.").format(count=len(left))

        def copy() -> None:
            if self.tried(lambda: copy_along(text, before, folder)):
                self._work.look_at_pictures(self._window.slide)

        self._window.bar.tell(one if len(left) == 1 else more, (self.tr("Copy them here"), copy))

    # ------------------------------------------------------------ opened lately

    def _remember(self) -> None:
        if self._document.path is not None:
            self._settings.opened(self._document.path)
        self.fill_recent()

    def _add_recent(self) -> None:
        from PySide6.QtWidgets import QMenu

        menu, before = self._window.menus.by_title["&File"], self._window.actions_by_id["save"]
        self._recent = QMenu(self.tr("Open &Recent"), menu)
        menu.insertMenu(before, self._recent)

    def fill_recent(self) -> None:
        """The menu of decks opened lately."""
        self._recent.clear()
        for path in self._settings.recent:
            action = self._recent.addAction(f"{path.name} – {_short(path.parent)}".replace("&", "&&"))
            action.triggered.connect(lambda _=False, p=path: self.open_path(p))
        self._recent.setEnabled(not self._recent.isEmpty())


def sentence(error: UserError) -> str:
    """What the world refused, as a sentence."""
    return f"{error.message[:1].upper()}{error.message[1:]}" + (f" – {error.hint}" if error.hint else "")


def _short(folder: Path) -> str:
    try:
        return f"~/{folder.relative_to(Path.home())}"
    except ValueError:
        return str(folder)

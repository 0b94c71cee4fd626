"""The main window's commands done: opening, saving, following the file, exporting, showing. Fulfils commands.window.Desk."""

from __future__ import annotations

import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent

from presenter import __version__
from presenter.commands import own_keys
from presenter.commands.window import WINDOW
from presenter.store.recovery import TalkRecord
from presenter.store.settings import Settings
from presenter.ui.edit.pictures import BesideTheDeck
from presenter.ui.edit.safety import Safety
from presenter.ui.edit.spelling import PATIENT_MS
from presenter.ui.edit.writing_desk import WritingDesk
from presenter.ui.looks import set_appearance
from presenter.ui.main_window import MainWindow
from presenter.ui.share.sharing import Sharing
from presenter.ui.shelf import Shelf, sentence
from presenter.ui.times.talk_times import TalkTimes
from presenter.ui.work import Work

if TYPE_CHECKING:  # loaded when there is time: none of it matters for the first pixels
    from presenter.talk.state import Talk
    from presenter.ui.show.stage import LiveStage
    from presenter.ui.watch import FileWatch


class WindowDesk(WritingDesk):
    """One main window and the deck on it."""

    def __init__(self, work: Work, settings: Settings) -> None:
        super().__init__(work, settings, MainWindow(work))
        self._pictures = BesideTheDeck(self._home_of_pictures, lambda error: self.window.bar.tell(sentence(error)))
        self.window.editor.pictures = self._pictures
        self.stage: LiveStage | None = None
        self._times = TalkTimes(work, self.window)
        self._sharing = Sharing(work, settings, self.window, self.saved_then, self)
        self._asked_about = 0
        self.safety = Safety(work, self.window.bar, self)
        self.safety.saved = self.save_as
        self.safety.settled = self.window.show_title
        self.window.swept.connect(self._swept)
        self._watch: FileWatch | None = None
        self.window.dropped.connect(lambda name: self.open_path(Path(name)))
        self.window.asked_to_close.connect(self._closing)
        self.window.add_commands(self, own_keys.read(settings.table("keys")))
        self.shelf = Shelf(work, settings, self.window, self.safety, self)
        self.shelf.opened.connect(self._opened)
        self.shelf.renamed.connect(self._follow)
        self._states = QTimer(self)
        self._states.setInterval(250)
        self._states.timeout.connect(lambda: self.window.menus.update())

    def open_window(self) -> None:
        """Show the window with the deck in it."""
        if self._settings.text("appearance") not in ("", "system"):
            set_appearance(self._settings.text("appearance"))
        self.window.open_at(0)
        geometry = self._settings.text("window")
        if geometry:
            self.window.restore(geometry.split(" "))
            self.window.panes.restore(self._settings.text("hidden", "problems"))
        else:
            from presenter.ui.show.displays import fit

            fit(self.window)
        self.window.show_title()
        document = self._work.document
        if document.path is None and not document.called and not self.dirty:
            self.shelf.show_start()
        else:
            self.window.editor.setFocus()
        self.window.show()
        QTimer.singleShot(0, self, self._later)

    def _home_of_pictures(self) -> Path | None:
        """Where a picture that is pasted goes: a deck without a file gets a folder for it."""
        self._work.settle_in()
        return self._work.document.folder

    def _later(self) -> None:
        """What does not matter for the first pixels."""
        from presenter.ui.watch import FileWatch

        self._watch = FileWatch(self)
        self._watch.stirred.connect(self.look_outside)
        self._watch.silent.connect(self.safety.tell_silent)
        self._watch.answered.connect(self.safety.tell_answered)
        self.shelf.unreachable = self._pictures.unreachable = lambda: self._watch is not None and self._watch.is_silent
        self._follow()
        self.window.menus.update()
        self._states.start()
        self.shelf.fill_recent()
        self._offer_remains()

        QTimer.singleShot(1500, self, lambda: import_module("presenter.ui.show.stage"))  # F5 then answers at once
        QTimer.singleShot(PATIENT_MS, self, self._spell)
        QTimer.singleShot(PATIENT_MS, self, self._watch_displays)

    def _follow(self) -> None:
        if self._watch is not None:
            self._watch.follow(self._work.document.path)

    def _opened(self) -> None:
        """Another deck is on the desk."""
        self._offer_remains()
        self._follow()

    # ------------------------------------------------------------ what commands ask

    @property
    def count(self) -> int:
        """How many slides the deck has."""
        return self.window.count

    @property
    def slide(self) -> int:
        """The slide in view."""
        return self.window.slide

    @property
    def dirty(self) -> bool:
        """Whether there is something to save."""
        return self._work.document.dirty or self.window.notes.waits

    @property
    def has_file(self) -> bool:
        """Whether the deck has been saved under a name."""
        return self._work.document.path is not None

    @property
    def showing(self) -> bool:
        """Whether a show runs."""
        return self.stage is not None

    def go(self, index: int) -> None:
        """Bring a slide into view."""
        self.window.go(index)

    def toggle(self, pane: str) -> None:
        """Show or hide a part of the window."""
        self.window.panes.toggle(pane)
        self.window.menus.update()

    def next_pane(self, back: bool) -> None:
        """Give the keys to the next part of the window, or the one before."""
        self.window.panes.step(back)

    def mode(self, name: str) -> None:
        """Arrange the window for writing, looking, or not being disturbed."""
        self.window.panes.mode(name)
        self.window.menus.update()

    def mode_is(self, name: str) -> bool:
        """Whether the window is arranged so."""
        return self.window.panes.mode_is(name)

    def appearance(self, name: str) -> None:
        """Light, dark, or as the system has it; remembered."""
        self._settings.set(appearance=name)
        set_appearance(name)
        self.window.menus.update()

    def appearance_is(self, name: str) -> bool:
        """Whether these colours were chosen."""
        return (self._settings.text("appearance") or "system") == name

    def palette(self) -> None:
        """List all commands, to choose one by typing."""
        from presenter.ui.palette import Palette

        self.window.menus.update()
        chosen = [(command.menu, self.window.actions_by_id[command.id]) for command in WINDOW if command.id != "palette"]
        Palette(chosen, self.window).ask()

    def pane_shown(self, pane: str) -> bool:
        """Whether it is in view."""
        return pane not in self.window.panes.hidden

    # ------------------------------------------------------------ files

    def new_deck(self) -> None:
        """Begin a deck, once unsaved text is cared for."""
        self.shelf.new_deck()

    def new_from_template(self) -> None:
        """Begin a deck from the template, once unsaved text is cared for."""
        self.shelf.new_from_template()

    def open_deck(self) -> None:
        """Ask for a deck and open it."""
        self.shelf.ask_and_open()

    def open_path(self, path: Path) -> None:
        """Open the deck in `path`, once unsaved text is cared for."""
        self.shelf.open_path(path)

    def save(self) -> bool:
        """Write the deck to its file."""
        self.window.notes.keep()
        return self.shelf.save()

    def saved_then(self, act: Callable[[], object]) -> None:
        """Save, and do it once all is saved."""
        self.shelf.saved_then(act)

    def save_as(self) -> bool:
        """Ask for a name and write the deck there."""
        return self.shelf.save_as()

    def versions(self) -> None:
        """Show what the deck was before, to have it back."""
        self.safety.versions()

    def look_outside(self) -> None:
        """Take the file's new text when another program saved it; never over unsaved text of ours."""
        if self.safety.look_outside() and self.slide < self.count:
            self._work.look_at_pictures(self.slide)

    def _swept(self) -> None:
        """All slides have been laid out: is there something to ask about?"""
        count = self._work.refused_pictures()
        if count and count != self._asked_about and not self.window.bar.text():
            self._asked_about = count
            one = self.tr("A picture is outside the folder of the deck, and is not shown.")
            more = self.tr("{count} pictures are outside the folder of the deck, and are not shown.").format(count=count)
            self.window.bar.tell(one if count == 1 else more, (self.tr("Show them") if count > 1 else self.tr("Show it"), self._allow))

    def _allow(self) -> None:
        self._settings.allow(self._work.allow_pictures())

    # ------------------------------------------------------------ what a crash would lose

    def _offer_remains(self) -> None:
        """Was there unsaved text, or a talk, when the program ended last time?"""
        if not self.safety.offer_left():
            self._offer_talk()

    def _offer_talk(self) -> None:
        """Was a talk being given when the program was killed?"""
        path, deck = self._work.document.path, self._work.show.value.deck
        if path is None:
            return
        record = TalkRecord(path)
        talk = record.interrupted(deck, time.time())
        if talk is not None:
            self.window.bar.tell(
                self.tr("The talk was interrupted on slide {slide}.").format(slide=talk.slide + 1),
                (self.tr("Go on with it"), lambda: self.start_show(talk.slide, talk)),
                (self.tr("Forget it"), record.done),
            )

    # ------------------------------------------------------------ sharing

    def export(self) -> None:
        """Ask what to export; the deck is saved first, for the export reads the file."""
        self._sharing.export()

    def print_deck(self) -> None:
        """Ask what to print, and print it; saved first, as an export is."""
        self._sharing.print_deck()

    def copy_picture(self) -> None:
        """The slide in view onto the clipboard, as a picture."""
        self._sharing.copy_picture()

    # ------------------------------------------------------------ the show

    def _watch_displays(self) -> None:
        from presenter.ui.show.display_dialog import MirrorNotice

        self._mirrors = MirrorNotice(self.window.bar.tell, self)

    def choose_display(self) -> None:
        """Show which display is to have the slides, to choose another one."""
        from presenter.ui.show.display_dialog import DisplayDialog

        DisplayDialog(self._settings, self.window).open()

    def hold_back(self) -> None:
        """Hold notifications back during a show from now on, or no more."""
        self._settings.set(undisturbed="" if self.undisturbed() else "on")

    def undisturbed(self) -> bool:
        """Whether notifications are held back during a show."""
        return self._settings.text("undisturbed") == "on"

    def rehearse(self) -> None:
        """Give the talk to nobody: the console alone, with the clock running."""
        self.start_show(0, rehearsal=True)

    def times(self) -> None:
        """Show what talks and rehearsals took."""
        self._times.ask()

    def start_show(self, slide: int, resumed: Talk | None = None, rehearsal: bool = False) -> None:
        """Show the deck on the display that is not the window's; `resumed` is a talk that was interrupted."""
        if self.stage is not None:
            return
        from presenter.ui.show.displays import screen_of
        from presenter.ui.show.stage import LiveStage

        home = screen_of(self.window)
        self.stage = LiveStage(
            self._work, slide, home=home, resumed=resumed, rehearsal=rehearsal, settings=self._settings, parent=self
        )
        self.stage.ended.connect(self._show_ended)
        self.window.rest(True)
        self.stage.start()

    def _show_ended(self, slide: int) -> None:
        """Back at the window, on the slide where the show ended."""
        stage, self.stage = self.stage, None
        if stage is not None:
            self._times.ended(stage.run, stage.remark)
            stage.deleteLater()
        self.window.rest(False)
        self.window.go(slide)
        self.window.activateWindow()

    def tell_fault(self, what: str) -> None:
        """A fault of ours: told here, and on the console while a show runs; never over the audience."""
        self.safety.keep()
        if self.stage is not None:
            self.stage.tell_fault(what)
        self.window.statusBar().showMessage(self.tr("A fault in the program itself: {what}").format(what=what), 20000)

    # ------------------------------------------------------------ help and the end

    def about(self) -> None:
        """Say what this program is."""
        from PySide6.QtWidgets import QMessageBox

        text = self.tr("Write a talk in Markdown, give it on any projector, hand over a real PowerPoint file.")
        QMessageBox.about(self.window, self.tr("About Presenter"), f"<h3>Presenter {__version__}</h3><p>{text}</p>")

    def keys(self) -> None:
        """Show every command with its keys, to be found and changed."""
        from presenter.ui.key_table import KeyTable

        dialog = KeyTable(self._settings, self.window)
        dialog.changed.connect(lambda: self.window.menus.take_keys(own_keys.read(self._settings.table("keys"))))
        dialog.open()

    def close(self) -> bool:
        """Close the window, after asking about unsaved text."""
        return self.window.close()

    def _closing(self, event: QCloseEvent) -> None:
        self.window.notes.keep()
        if self.dirty and not self._may_close():
            event.ignore()
            return
        if self.stage is not None:
            self.stage.end()
        self.safety.end()
        hidden = self.window.panes.text()
        if self.window.panes.mode_is("focus"):
            self.window.panes.mode("focus")
        self._settings.set(window=" ".join(self.window.state()), hidden=hidden)
        if self._watch is not None:
            self._watch.follow(None)
        self._states.stop()
        self.close_speller()
        event.accept()

    def _may_close(self) -> bool:
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(self.window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(self.tr("Save the changes to {name}?").format(name=self._work.document.name))
        buttons = QMessageBox.StandardButton
        box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
        box.setDefaultButton(buttons.Save)
        choice = box.exec()
        if choice == buttons.Save:
            saved = self.save()
            if not saved:
                self.shelf.after(self.window.close)
            return saved
        if choice == buttons.Discard:
            self.safety.keep_version("unsaved")
        return bool(choice == buttons.Discard)

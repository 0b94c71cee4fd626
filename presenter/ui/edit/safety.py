"""That nothing is lost: the journal of unsaved text, what a crash left, and files that others change, remove or forbid."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer

from presenter.problems import UserError
from presenter.store.journal import Journal, Left
from presenter.store.versions import Versions
from presenter.ui.edit.differences import Differences
from presenter.ui.panels import MessageBar
from presenter.ui.work import Work
from presenter.writing.merge import differences, merge

KEEP_MS = 350  # from the first change on, not from the last: who types without a pause loses no more
GONE_SECONDS = 1.5  # another program may just be replacing the file


class Safety(QObject):
    """Watches over the text of the deck in one window; what it has to say goes into the message bar."""

    def __init__(self, work: Work, bar: MessageBar, parent: QObject) -> None:
        super().__init__(parent)
        self._work, self._bar = work, bar
        self.saved: Callable[[], bool] = lambda: False  # save under another name
        self.settled: Callable[[], None] = lambda: None  # title and place follow
        self.saving: Callable[[], bool] = lambda: False  # whether the file is just being written by us
        self.journal = Journal(work.document.path)
        self._gone_since: float | None = None
        self._told_gone = False
        self._keep = QTimer(self)
        self._keep.setSingleShot(True)
        self._keep.setInterval(KEEP_MS)
        self._keep.timeout.connect(self.keep)
        work.show.watch(lambda new, old: self._keep.isActive() or self._keep.start())

    # ------------------------------------------------------------ the journal

    def keep(self) -> None:
        """Put unsaved text where a crash does not reach it; forget what is saved."""
        if self._work.document.dirty:
            self.journal.note(self._work.document.text.value)
        else:
            self.journal.done()

    def begin(self) -> None:
        """Another deck, or another name: its journal from now on."""
        self.end()
        self.journal = Journal(self._work.document.path)
        self._gone_since, self._told_gone = None, False

    def saved_as(self, text: str) -> None:
        """The deck's file holds `text` now: its journal goes on with what was typed since."""
        before, self.journal = self.journal, Journal(self._work.document.path)
        self.keep()  # what was typed since, before the old journal goes
        before.done()
        self._gone_since, self._told_gone = None, False
        if self._work.document.path is not None:
            Versions(self._work.document.path).keep(text)

    def end(self) -> None:
        """All is saved, or thrown away on purpose."""
        self._keep.stop()
        self.journal.done()

    def offer_left(self) -> bool:
        """Was there unsaved text when the program died last time? Gives whether it was offered."""
        document = self._work.document
        left = self.journal.left()
        for one in left:
            if one.text == document.text.value:
                one.forget()
        left = [one for one in left if one.text != document.text.value]
        if not left:
            return False
        when = datetime.fromtimestamp(left[0].when).strftime("%x %H:%M")
        self._bar.tell(
            self.tr("The program ended without saving {name} ({when}).").format(name=document.name, when=when),
            (self.tr("Take the unsaved text back"), lambda: self._take_back(left)),
            (self.tr("Show the difference"), lambda: self._compare(left)),
            (self.tr("Forget it"), lambda: [one.forget() for one in left]),
        )
        return True

    def _take_back(self, left: list[Left]) -> None:
        if self._work.document.path is None:  # its pictures are where those of decks without a file are
            self._tried(self._work.settle_in)
        self._work.document.text.set(left[0].text)
        self.keep()
        for one in left:
            one.forget()

    def _compare(self, left: list[Left]) -> None:
        document = self._work.document
        words = differences(document.text.value, left[0].text, self.tr("in the file"), self.tr("not saved"))
        dialog = Differences(words, self._bar.window())
        dialog.setWindowTitle(self.tr("What was not saved"))
        dialog.taken.connect(lambda: self._take_back(left))
        dialog.rejected.connect(self.offer_left)
        dialog.open()

    # ------------------------------------------------------------ the file, changed by others

    def look_outside(self) -> bool:
        """See whether the file is another one or gone, and do or say what is to be done. Gives whether it is as it was."""
        if self.saving():
            return False
        document = self._work.document
        if document.gone():
            self._tell_gone()
            return False
        self._gone_since, self._told_gone = None, False
        if not document.changed_outside():
            return True
        if not document.dirty:
            self._tried(lambda: document.reload())
            self.settled()
        elif not self._bar.text():
            self._ask()
        return False

    def _ask(self) -> None:
        document = self._work.document
        self._bar.tell(
            self.tr("Another program has changed {name}, and here is text that is not saved.").format(name=document.name),
            (self.tr("Merge both"), self.merge),
            (self.tr("Keep mine"), document.keep_mine),
            (self.tr("Take theirs"), self._take_theirs),
        )

    def _take_theirs(self) -> None:
        self.keep_version("unsaved")
        self._tried(lambda: self._work.document.reload())

    # ------------------------------------------------------------ earlier versions

    def keep_version(self, kind: str = "saved") -> None:
        """Keep the text as it is among the deck's earlier versions: it was saved, or is thrown away."""
        document = self._work.document
        if document.path is not None:
            Versions(document.path).keep(document.text.value, kind)

    def versions(self) -> None:
        """Show what the deck was before, to have it back."""
        from presenter.ui.edit.versions import VersionsDialog

        document = self._work.document
        if document.path is None:
            return
        dialog = VersionsDialog(Versions(document.path).all(), document.text.value, self._bar.window())
        dialog.taken.connect(self._take_version)
        dialog.open()

    def _take_version(self, text: str) -> None:
        """One step to undo; what was there now is a version too."""
        if self._work.document.dirty:
            self.keep_version("unsaved")
        self._work.document.text.set(text)

    # ------------------------------------------------------------ merging

    def merge(self) -> None:
        """Bring both changes together; where they are about the same lines, both stay, between marks."""
        document = self._work.document

        def act() -> None:
            base, mine, theirs = document.saved or "", document.text.value, document.outside()
            text, conflicts = merge(base, mine, theirs.text)
            document.settle(theirs, text)
            if conflicts:
                one = self.tr("Both changed the same place; both versions are there: look for <<<<<<<.")
                more = self.tr("Both changed the same {count} places; both versions are there: look for <<<<<<<.").format(count=conflicts)
                self._bar.tell(one if conflicts == 1 else more)

        self._tried(act)
        self.settled()

    def _tell_gone(self) -> None:
        now = time.monotonic()
        self._gone_since = self._gone_since or now
        if self._told_gone or now - self._gone_since < GONE_SECONDS:
            QTimer.singleShot(int(GONE_SECONDS * 1000), self, lambda: self._told_gone or self.look_outside())
            return
        self._told_gone = True
        document = self._work.document
        document.keep_mine()
        self.keep()
        self.settled()
        self._bar.tell(
            self.tr("{name} is gone from its folder. Its text is still here and safe: saving writes the file again.").format(
                name=document.name
            ),
            (self.tr("Save under another name…"), lambda: self.saved()),
        )

    def tell_silent(self) -> None:
        """The folder does not answer: say so once, and that the text is safe."""
        self.keep()
        words = self.tr("The folder of {name} does not answer: perhaps a network drive is gone. What you write is kept on this computer.")
        self._bar.tell(words.format(name=self._work.document.name), (self.tr("Save under another name…"), lambda: self.saved()))

    def tell_answered(self) -> None:
        """It answers again."""
        self._bar.tell(self.tr("The folder of {name} answers again.").format(name=self._work.document.name))

    def _tried(self, act: Callable[[], object]) -> None:
        try:
            act()
        except UserError as error:
            self.refused(error)

    def refused(self, error: UserError) -> None:
        """The world refuses to save or read: say so, say that the text is safe, and keep it in the journal at once."""
        self.keep()
        words = f"{error.message[:1].upper()}{error.message[1:]}" + (f" – {error.hint}" if error.hint else "")
        if not self._work.document.dirty:
            self._bar.tell(words)
            return
        safe = self.tr("The text is still here.")
        self._bar.tell(f"{words}. {safe}", (self.tr("Save under another name…"), lambda: self.saved()))

"""A talk has ended → its times told in the main window; asked for, all runs of the deck; taken, edits of the text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from presenter.talk.pace import duration
from presenter.talk.runs import Run
from presenter.talk.session import plan_of
from presenter.ui.main_window import MainWindow
from presenter.ui.work import Work

if TYPE_CHECKING:
    from presenter.ui.times.times_dialog import TimesDialog

Choice = tuple[str, Callable[[], None]]


class TalkTimes(QObject):
    """What the main window knows of runs. Nothing opens by itself after a talk: a line in the window says that there is something."""

    def __init__(self, work: Work, window: MainWindow) -> None:
        super().__init__(window)
        self._work, self._window = work, window
        self.dialog: TimesDialog | None = None

    def ended(self, run: Run | None, remark: str) -> None:
        """A show has ended: its run if it was worth one, and what is to be said besides."""
        choices: tuple[Choice, ...] = ()
        if run is not None and self._work.document.path is None:
            remark = f"{remark} {self._told(run)} {self.tr('Save the deck, and times are kept.')}".strip()
        elif run is not None and run.kind == "rehearsal":
            self.ask()
        elif run is not None:
            choices = ((self.tr("Times…"), self.ask),)
            remark = f"{remark} {self._told(run)}".strip()
        if remark:
            self._window.bar.tell(remark, *choices)

    def _told(self, run: Run) -> str:
        plan, took = plan_of(self._work.show.value.deck), duration(round(run.seconds))
        if plan is None:
            return self.tr("The talk took {time}.").format(time=took)
        over = run.seconds - plan.total
        more, less = self.tr("The talk took {time}, {over} more than planned."), self.tr("The talk took {time}, {over} less than planned.")
        words = more if over > 0 else less
        return words.format(time=took, over=duration(abs(round(over))))

    def ask(self) -> None:
        """Show the times of all runs of this deck."""
        from presenter.store.runs import RunFile
        from presenter.ui.times.times_dialog import TimesDialog

        path = self._work.document.path
        if path is None:
            self._window.bar.tell(self.tr("Times are kept for decks that have a file: save this one first."))
            return
        dialog = self.dialog = TimesDialog(RunFile(path), self._work.show.value.deck, self._window)
        dialog.planned.connect(self._take)
        dialog.went.connect(self._window.go)
        unwatch = self._work.show.watch(lambda new, old: dialog.show_deck(new.deck))
        dialog.finished.connect(lambda _: (unwatch(), dialog.deleteLater(), setattr(self, "dialog", None)))
        dialog.open()

    def _take(self, seconds: Mapping[int, float]) -> None:
        """Write the times into the deck, one undo step."""
        from presenter.writing.times import with_times

        edits = with_times(self._work.show.value.deck, seconds)
        if edits:
            self._window.editor.edit(edits)
        assert self.dialog is not None
        count = len(edits)
        words = self.tr("{count} slides have a time of their own now; Undo takes it back.").format(count=count)
        self.dialog.trouble.setText(words if count else self.tr("The deck says so already."))

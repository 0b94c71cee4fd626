"""Keys, whichever window has them → the show's commands, unless a text is being written."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from presenter.commands import own_keys
from presenter.commands.command import Command
from presenter.commands.show import Stage, by_key, meant
from presenter.ui import keys
from presenter.ui.show.hall import Hall
from presenter.ui.show.held import Held
from presenter.ui.show.key_list import CLOSE

if TYPE_CHECKING:
    from presenter.store.settings import Settings
    from presenter.ui.show.overview import Overview


class ShowKeys(QObject):
    """Listens to the whole program while it is `on`: a clicker's keys come to any window."""

    def __init__(
        self, hall: Hall, run: Callable[[str, Command[Stage]], None], parent: QObject, settings: Settings | None = None
    ) -> None:
        """`run(key, command)` does what a key means; the person's own keys are in the `settings`."""
        super().__init__(parent)
        self._keys = by_key(own_keys.read(settings.table("show-keys")) if settings is not None else {})
        self._hall, self._run = hall, run
        self._on = False
        self._held = Held(self)
        self.overview: Overview | None = None  # has the keys while it can be seen

    def listen(self, yes: bool) -> None:
        """Listen from now on, or no more."""
        app = QApplication.instance()
        assert app is not None
        self._on = yes
        self._held.release()
        (app.installEventFilter if yes else app.removeEventFilter)(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys mean the same whichever of our windows has them, but a text that is being written keeps its own."""
        if event.type() == QEvent.Type.KeyRelease and isinstance(event, QKeyEvent) and not event.isAutoRepeat():
            self._held.release()
        if event.type() not in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride) or not isinstance(event, QKeyEvent):
            return False
        if not self._mine(watched):
            return False
        searching = self.overview is not None and self.overview.isVisible()
        name, scan, text = keys.named(event)
        command = meant(name, scan, text, self._keys) if name else None
        if event.type() == QEvent.Type.ShortcutOverride:  # no menu of the main window takes a key from the show's windows (Ctrl+Q!)
            event.setAccepted((searching or command is not None) and self._ours(watched))
            return event.isAccepted()
        if searching:
            self.overview.take_key(event)
            return True
        if self._hall.displays.panel is not None and self._hall.displays.panel.take_key(event):
            return True
        if self._put_list_away(name):
            return True
        if command is None:
            return False
        if not event.isAutoRepeat():
            self._held.press(name)
            self._run(name, command)
        elif command.repeats:
            self._held.repeat(name, lambda: self._run(name, command))
        return True

    def _put_list_away(self, key: str) -> bool:
        """Any key closes the list of keys, and means what it means; those that are only for that mean nothing else."""
        shown = self._hall.console.key_list
        if shown is None or not shown.isVisible():
            return False
        shown.hide()
        return key in CLOSE

    def _ours(self, watched: QObject) -> bool:
        """Whether the show's own windows have the key, and not only the program."""
        windows = self._hall.windows
        inside = watched.window() in windows if isinstance(watched, QWidget) else watched in [one.windowHandle() for one in windows]
        return inside or self._hall.alone

    def _mine(self, watched: QObject) -> bool:
        """Whether a key belongs to the show: unless a text is being written in a window that can be seen."""
        if not self._on or QApplication.activeModalWidget() is not None or QApplication.activePopupWidget() is not None:
            return False
        windows, console = self._hall.windows, self._hall.console
        of_audience = [one for window in windows if window is not console for one in (window, window.windowHandle())]
        if console.notes_pad.writing and watched not in of_audience:
            return False
        if self._hall.alone or watched in (console, console.windowHandle(), *of_audience):
            return True
        focus = QApplication.focusWidget()
        return focus is None or focus.window() in windows or not isinstance(focus, QPlainTextEdit | QLineEdit | QTextEdit)

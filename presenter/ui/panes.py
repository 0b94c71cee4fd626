"""Which parts of the main window are shown: one by one, and as modes for writing, looking and not being disturbed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from presenter.ui.main_window import MainWindow

ALL = frozenset({"slides", "editor", "slide", "notes", "problems"})
USUAL = frozenset({"problems"})  # hidden at first
MODES = {
    "all": USUAL,
    "side": ALL - {"editor", "slide"},
    "preview": ALL - {"slide"},
    "focus": ALL - {"editor"},
}
COLUMN = 84  # letters a line in a mode with nothing but text


class Panes:
    """The parts of a window by name, and those of them that are hidden."""

    def __init__(self, window: MainWindow, parts: dict[str, QWidget], around: dict[QWidget, tuple[str, ...]]) -> None:
        """`around` are widgets that are shown while one of their parts is."""
        self._window, self._parts, self._around = window, parts, around
        self.hidden: frozenset[str] = USUAL
        self._before: frozenset[str] = USUAL
        self._alone = False
        self.show()

    def toggle(self, pane: str) -> None:
        """Show or hide one part."""
        self.hidden ^= {pane}
        self.show()

    def need(self, pane: str) -> None:
        """Show it if it is hidden."""
        self.hidden -= {pane}
        self.show()

    def step(self, back: bool) -> None:
        """Give the keys to the next part that is shown, or the one before: Tab is for writing in the text."""
        window = self._window
        order = [one for one in (window.strip, window.editor, window.notes, window.problems) if one.isVisible()]
        here = next((i for i, one in enumerate(order) if one.hasFocus() or one.isAncestorOf(window.focusWidget() or window)), -1)
        if order:
            order[(here + (-1 if back else 1)) % len(order)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def mode_is(self, name: str) -> bool:
        """Whether the parts of this mode, and no others, are shown; `all` does not ask for the Problems."""
        return self.hidden <= USUAL if name == "all" else self.hidden == MODES[name]

    def mode(self, name: str) -> None:
        """Arrange the parts so; asked for a second time, as they were before."""
        if self.mode_is(name) and name != "all":
            self.hidden = self._before if self._before != MODES[name] else USUAL
        else:
            if not any(self.mode_is(other) for other in MODES if other != "all"):
                self._before = self.hidden
            self.hidden = MODES[name]
        self.show()

    def show(self) -> None:
        """Show what is to be shown."""
        for name, widget in self._parts.items():
            widget.setVisible(name not in self.hidden)
        for widget, names in self._around.items():
            widget.setVisible(any(name not in self.hidden for name in names))
        alone = self.hidden == MODES["focus"]
        if alone != self._alone:
            self._alone = alone
            self._window.menuBar().setVisible(not alone)
            self._window.statusBar().setVisible(not alone)
            self._window.editor.set_column(COLUMN if alone else 0)
            if alone:
                self._window.showFullScreen()
            elif self._window.isFullScreen():
                self._window.showNormal()
        if "editor" not in self.hidden and self._window.isVisible():
            self._window.editor.setFocus()

    def text(self) -> str:
        """To be remembered: the hidden parts, of a mode without disturbance those before it."""
        return ",".join(sorted(self._before if self._alone else self.hidden))

    def restore(self, text: str) -> None:
        """As they were."""
        names = frozenset(text.split(",")) & ALL if text else frozenset()
        self.hidden = names if names != ALL else USUAL
        self.show()

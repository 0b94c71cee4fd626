"""The table of commands → menus, keys and switches of the main window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QToolButton

from presenter.commands.command import Command
from presenter.commands.own_keys import Own, keys_of
from presenter.commands.window import WINDOW, Desk

if TYPE_CHECKING:
    from presenter.ui.main_window import MainWindow

# a line above them in the menu
SEPARATED = (
    "versions", "export", "quit", "find", "complete", "insert-list", "renumber", "table-row", "next-pane", "mode-all",
    "look-system", "palette", "new-slide", "up-slides", "fold", "choose-display", "times",
)  # fmt: skip
ROLES = {"quit": QAction.MenuRole.QuitRole, "about": QAction.MenuRole.AboutRole}


class Menus:
    """The commands of the window as Qt knows them, by their ids in `actions`."""

    def __init__(self, window: MainWindow, desk: Desk, own: Own) -> None:
        self._window, self._desk = window, desk
        self._looks = QActionGroup(window)  # one of them, always
        self.by_title: dict[str, QMenu] = {}
        self.actions: dict[str, QAction] = {}
        for command in WINDOW:
            action = self._action(command)
            window.addAction(action)
            self.actions[command.id] = action
            if command.menu:
                self._into_menu(command, action)
        self.take_keys(own)
        self._add_start_button()

    def _into_menu(self, command: Command[Desk], action: QAction) -> None:
        menu = self.by_title.get(command.menu) or self._window.menuBar().addMenu(self._window.tr(command.menu))
        self.by_title[command.menu] = menu
        if command.id in SEPARATED:
            menu.addSeparator()
        menu.addAction(action)

    def _action(self, command: Command[Desk]) -> QAction:
        desk = self._desk
        action = QAction(self._window.tr(command.title), self._window)
        action.setData(command.id)
        action.setAutoRepeat(command.repeats)
        action.setCheckable(command.checked is not None)
        if command.id.startswith("look-"):
            self._looks.addAction(action)
        action.setMenuRole(ROLES.get(command.id, QAction.MenuRole.TextHeuristicRole))
        action.triggered.connect(lambda _=False: command.enabled(desk) and command.run(desk))
        return action

    def take_keys(self, own: Own) -> None:
        """Give every command its keys, or those the person has chosen."""
        for command in WINDOW:
            keys = [QKeySequence(key, QKeySequence.SequenceFormat.PortableText) for key in keys_of(command, own)]
            self.actions[command.id].setShortcuts(keys)

    def update(self) -> None:
        """Say which commands can be used now, and which switches are on."""
        for command in WINDOW:
            action = self.actions[command.id]
            action.setEnabled(command.enabled(self._desk))
            if command.checked is not None:
                action.setChecked(command.checked(self._desk))

    def _add_start_button(self) -> None:
        """The one thing everybody looks for, at the end of the menu bar."""
        window, start = self._window, self.actions["show-here"]
        button = QToolButton(window)
        button.setText(window.tr("▶  Start show"))
        button.setToolTip(window.tr("Show the deck from this slide on the other display (Shift+F5)"))
        button.setAutoRaise(True)
        button.clicked.connect(start.trigger)
        window.menuBar().setCornerWidget(button)
        self._start_button = button
        self.dress()

    def dress(self) -> None:
        """The button in the colours there are now."""
        ink = self._window.palette().windowText().color().name()
        look = f"padding: 0 10px; border: none; color: {ink};"
        self._start_button.setStyleSheet(f"QToolButton {{ {look} }} QToolButton:hover {{ text-decoration: underline; }}")

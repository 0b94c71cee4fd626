"""The tables of commands ⇄ the keys a person wants for them: found by name or key, pressed, checked, kept in the settings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from presenter.commands import own_keys
from presenter.commands.command import Command
from presenter.commands.own_keys import Own
from presenter.commands.show import SHOW
from presenter.commands.window import WINDOW
from presenter.store.settings import Settings
from presenter.ui.looks import calm_scrollbars

ROW = Qt.ItemDataRole.UserRole
TABLES: tuple[tuple[str, Sequence[Command[Any]]], ...] = (("keys", WINDOW), ("show-keys", SHOW))


class KeyTable(QDialog):
    """Every command with its keys. `changed` when one has others; they are in the settings then."""

    changed = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        self._settings = settings
        self.words = QLineEdit(self)
        self.words.setPlaceholderText(self.tr("Find a command or a key, for example bold or Ctrl+B"))
        self.words.setAccessibleName(self.tr("Find a command or a key"))
        self.words.setClearButtonEnabled(True)
        self.tree = self._tree()
        column = QVBoxLayout(self)
        column.addWidget(self.words)
        column.addWidget(self.tree, 1)
        column.addLayout(self._changing())
        self.told = QLabel(self)
        self.told.setWordWrap(True)
        self.told.setMinimumHeight(2 * self.fontMetrics().lineSpacing())
        column.addWidget(self.told)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        everything = buttons.addButton(self.tr("&All as They Were"), QDialogButtonBox.ButtonRole.ResetRole)
        everything.clicked.connect(self._restore_all)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)  # Enter is for the list
        self.words.textChanged.connect(self._fill)
        self.words.installEventFilter(self)
        self.tree.currentItemChanged.connect(lambda *_: self._picked())
        self.tree.itemActivated.connect(lambda *_: self.press.setFocus())
        self._fill()
        self.resize(760, 680)
        self.words.setFocus()

    def _tree(self) -> QTreeWidget:
        tree = QTreeWidget(self)
        tree.setColumnCount(2)
        tree.setHeaderLabels([self.tr("Command"), self.tr("Keys")])
        tree.setRootIsDecorated(False)
        tree.setUniformRowHeights(True)
        tree.setAccessibleName(self.tr("Commands and their keys"))
        tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        calm_scrollbars(tree)
        return tree

    def _changing(self) -> QHBoxLayout:
        row = QHBoxLayout()
        label = QLabel(self.tr("&New key:"), self)
        self.press = QKeySequenceEdit(self)
        self.press.setMaximumSequenceLength(1)
        self.press.setAccessibleName(self.tr("Press the key you want"))
        label.setBuddy(self.press)
        self.use = QPushButton(self.tr("&Use It"), self)
        self.add = QPushButton(self.tr("Use It &Too"), self)
        self.none = QPushButton(self.tr("No &Key"), self)
        self.usual = QPushButton(self.tr("As It &Was"), self)
        for widget in (label, self.press, self.use, self.add, self.none, self.usual):
            row.addWidget(widget)
        row.setStretch(1, 1)
        self.press.keySequenceChanged.connect(lambda _: self._pressed())
        self.use.clicked.connect(lambda: self._give((self._key(),)))
        self.add.clicked.connect(lambda: self._give((*self._keys(), self._key())))
        self.none.clicked.connect(lambda: self._give(()))
        self.usual.clicked.connect(self._restore)
        return row

    # ------------------------------------------------------------ the list

    def own(self, table: str) -> Own:
        """The keys that were changed in one of the tables."""
        return own_keys.read(self._settings.table(table))

    def _fill(self) -> None:
        """The commands that go with what is searched, in their groups."""
        wanted, chosen = self.words.text().casefold().split(), self.chosen()
        self.tree.clear()
        groups: dict[str, QTreeWidgetItem] = {}
        for table, commands in TABLES:
            own = self.own(table)
            for command in commands:
                group = command.menu.replace("&", "") or self.tr("During the show" if table == "show-keys" else "Insert")
                title, keys = self.tr(command.title).replace("&", ""), own_keys.keys_of(command, own)
                told = "    ".join(map(native, keys))
                if not all(one in f"{group} {title} {told} {' '.join(keys)}".casefold() for one in wanted):
                    continue
                if group not in groups:
                    groups[group] = self._group(group)
                item = QTreeWidgetItem(groups[group], [title, told])
                item.setData(0, ROW, (table, command.id))
                font = item.font(1)
                font.setBold(command.id in own)
                item.setFont(1, font)
                if chosen is not None and chosen == (table, command.id):
                    self.tree.setCurrentItem(item)
        self.tree.expandAll()
        if self.tree.currentItem() is None and groups:
            self._choose(next(iter(groups.values())).child(0))
        self._picked()

    def _group(self, title: str) -> QTreeWidgetItem:
        group = QTreeWidgetItem(self.tree, [title])
        font = group.font(0)
        font.setBold(True)
        group.setFont(0, font)
        group.setFirstColumnSpanned(True)
        group.setFlags(Qt.ItemFlag.ItemIsEnabled)
        return group

    def chosen(self) -> tuple[str, str] | None:
        """The table and the id of the command that is chosen."""
        item = self.tree.currentItem()
        found = item.data(0, ROW) if item is not None else None
        return tuple(found) if found else None

    def pick(self, table: str, name: str) -> None:
        """Choose a command."""
        for top in range(self.tree.topLevelItemCount()):
            group = self.tree.topLevelItem(top)
            for row in range(group.childCount()):
                if tuple(group.child(row).data(0, ROW)) == (table, name):
                    self._choose(group.child(row))

    def _choose(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.tree.setCurrentItem(item)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down leads from the words to the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return):
            self.tree.setFocus()
            return True
        return super().eventFilter(watched, event)

    # ------------------------------------------------------------ a new key

    def _key(self) -> str:
        return self.press.keySequence().toString(QKeySequence.SequenceFormat.PortableText)

    def _commands(self, table: str) -> Sequence[Command[Any]]:
        return dict(TABLES)[table]

    def _keys(self) -> tuple[str, ...]:
        chosen = self.chosen()
        if chosen is None:
            return ()
        command = next(one for one in self._commands(chosen[0]) if one.id == chosen[1])
        return own_keys.keys_of(command, self.own(chosen[0]))

    def _picked(self) -> None:
        """Another command is chosen."""
        self.press.clear()
        chosen = self.chosen()
        self.press.setEnabled(chosen is not None)
        self.none.setEnabled(bool(self._keys()))
        self.usual.setEnabled(chosen is not None and chosen[1] in self.own(chosen[0]))
        self._pressed()

    def _pressed(self) -> None:
        """Say who has the key that was pressed, and whether it can be had."""
        chosen, key = self.chosen(), self._key()
        refused = own_keys.unfit(key, chosen[0] == "keys") if chosen and key else ""
        for button in (self.use, self.add):
            button.setEnabled(bool(chosen and key and not refused and key not in self._keys()))
        if not chosen or not key:
            self.told.setText(self.tr("Choose a command, press the key you want for it, and use it. Changed keys are bold."))
            return
        other = own_keys.holder(key, self._commands(chosen[0]), self.own(chosen[0]), but=chosen[1])
        if refused:
            self.told.setText(self.tr("{key} cannot be used: {why}.").format(key=native(key), why=self.tr(refused)))
        elif other is not None:
            title = self.tr(other.title).replace("&", "")
            self.told.setText(self.tr("{key} belongs to “{other}”, which would lose it.").format(key=native(key), other=title))
        else:
            self.told.setText(self.tr("{key} is free.").format(key=native(key)))

    def _give(self, keys: Sequence[str]) -> None:
        chosen = self.chosen()
        if chosen is not None:
            self._take(chosen[0], own_keys.given(self.own(chosen[0]), self._commands(chosen[0]), chosen[1], [k for k in keys if k]))

    def _restore(self) -> None:
        chosen = self.chosen()
        if chosen is not None:
            self._take(chosen[0], own_keys.restored(self.own(chosen[0]), self._commands(chosen[0]), chosen[1]))

    def _restore_all(self) -> None:
        for table, _ in TABLES:
            self._take(table, {})

    def _take(self, table: str, own: Own) -> None:
        self._settings.set(**{table: own_keys.write(own)})
        self._fill()
        self.changed.emit()


def native(key: str) -> str:
    """A key as this system writes it."""
    return QKeySequence(key, QKeySequence.SequenceFormat.PortableText).toString(QKeySequence.SequenceFormat.NativeText) or key

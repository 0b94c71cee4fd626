"""The tables of commands → a list of keys to read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from presenter.commands.command import Command


class KeyList(QDialog):
    """What every key does."""

    def __init__(self, tables: Sequence[tuple[str, tuple[Command[Any], ...]]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        tree = QTreeWidget(self)
        tree.setColumnCount(2)
        tree.setHeaderHidden(True)
        tree.setRootIsDecorated(False)
        tree.setAccessibleName(self.tr("Keys"))
        tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        for title, commands in tables:
            group = QTreeWidgetItem(tree, [title])
            font = group.font(0)
            font.setBold(True)
            group.setFont(0, font)
            group.setFlags(Qt.ItemFlag.ItemIsEnabled)
            for command in commands:
                if command.keys:
                    words = f"{command.menu} › {self.tr(command.title)}" if command.menu else self.tr(command.title)
                    QTreeWidgetItem(group, [words.replace("&", ""), _told(command.keys)])
        tree.expandAll()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(tree)
        column.addWidget(buttons)
        self.resize(720, 660)


def _told(keys: Sequence[str]) -> str:
    """The keys as this system writes them."""
    native = QKeySequence.SequenceFormat.NativeText
    return "    ".join(QKeySequence(key, QKeySequence.SequenceFormat.PortableText).toString(native) or key for key in keys)

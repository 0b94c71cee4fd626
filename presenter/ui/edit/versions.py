"""The texts a deck had before → a dialog that shows what was other then, and gives one of them back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QListWidget, QListWidgetItem, QSplitter, QVBoxLayout, QWidget

from presenter.store.versions import Version
from presenter.ui.edit.differences import Differing
from presenter.ui.looks import calm_scrollbars
from presenter.writing.merge import differences


class VersionsDialog(QDialog):
    """`taken(text)` when a version is wanted back."""

    taken = Signal(str)

    def __init__(self, versions: Sequence[Version], now: str, parent: QWidget) -> None:
        """`now` is the text as it is."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Earlier Versions"))
        self._versions, self._now = versions, now
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Earlier versions, the newest first"))
        for version in versions:
            self.list.addItem(QListWidgetItem(self._named(version)))
        self.text = Differing(self)
        self.text.setAccessibleName(self.tr("What taking it back would change"))
        self._told = QLabel(self)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(self.list)
        split.addWidget(self.text)
        split.setStretchFactor(1, 1)
        split.setSizes([230, 640])
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.take = buttons.addButton(self.tr("&Take This Version Back"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._take)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self._told)
        column.addWidget(split, 1)
        column.addWidget(buttons)
        calm_scrollbars(self.list, self.text)
        self.resize(940, 560)
        self.list.currentRowChanged.connect(self._show)
        self.list.setCurrentRow(0)
        self._show(self.list.currentRow())

    def _named(self, version: Version) -> str:
        told = QLocale().toString(QDateTime.fromSecsSinceEpoch(int(version.when)), QLocale.FormatType.ShortFormat)
        return self.tr("{when} – not saved").format(when=told) if version.kind == "unsaved" else told

    def _show(self, row: int) -> None:
        """What would be other."""
        text = self._versions[row].text() if 0 <= row < len(self._versions) else None
        self.take.setEnabled(text is not None and text != self._now)
        if text is None:
            self.text.setPlainText("")
            none = self.tr("There are no earlier versions yet. Each time the deck is saved, one is kept on this computer.")
            self._told.setText(none if not self._versions else self.tr("This version can be read no more."))
            return
        self._told.setText(
            self.tr("This is what the deck says now.") if text == self._now else self.tr("Red lines would go, green lines would come back.")
        )
        self.text.setPlainText(differences(self._now, text, self.tr("now"), self.tr("then")) if text != self._now else text)

    def _take(self) -> None:
        text = self._versions[self.list.currentRow()].text()
        if text is not None:
            self.taken.emit(text)
        self.accept()

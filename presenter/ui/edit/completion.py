"""What could be written at the cursor → a small list under it, with a line of explanation; keys stay the editor's."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QIcon, QImageReader, QKeyEvent, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QListWidget, QListWidgetItem, QVBoxLayout

from presenter.parse.edits import Edit
from presenter.ui.looks import calm_scrollbars, mixed
from presenter.writing.complete import Choices, Offers, offers

if TYPE_CHECKING:
    from presenter.ui.edit.editor import Editor

WAIT_MS = 40
WIDTH, ROWS = 340, 8
THUMB = QSize(48, 30)


class Completion(QFrame):
    """The list. It never takes the focus: while it is shown, arrows, Enter, Tab and Esc are its own."""

    def __init__(self, editor: Editor) -> None:
        super().__init__(editor.viewport())
        self._editor = editor
        self.choices: Callable[[], Choices] = Choices
        self.picture: Callable[[str], str] = lambda name: ""
        self._offers: Offers | None = None
        self.list = QListWidget(self)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(editor.tr("What could be written here"))
        self.help = QLabel(self)
        self.help.setWordWrap(True)
        self.help.setTextFormat(Qt.TextFormat.PlainText)
        self.help.setContentsMargins(9, 6, 9, 7)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.list)
        column.addWidget(self.help)
        self.list.currentRowChanged.connect(self._explain)
        self.list.itemClicked.connect(lambda _: self.take())
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(WAIT_MS)
        self._soon.timeout.connect(self.look)
        self.hide()

    # ------------------------------------------------------------ when

    def typed(self) -> None:
        """A letter was typed: look, once the keys rest."""
        self._soon.start()

    def look(self, asked: bool = False) -> None:
        """Show what could be written at the cursor, or nothing."""
        self._soon.stop()
        start, end = self._editor.selection()
        found = offers(self._editor.text, start, self.choices(), asked) if start == end else None
        if found is None:
            self.dismiss()
            return
        self._offers = found
        self._fill(found)
        self._dress()
        self._put()
        self.show()
        self.raise_()

    def dismiss(self) -> None:
        """Show nothing."""
        self._soon.stop()
        self._offers = None
        self.hide()

    def moved(self) -> None:
        """The cursor went elsewhere without writing."""
        if self.isVisible() and self._offers is not None:
            at = self._editor.offset()
            if not self._offers.start <= at <= self._offers.end + 1:
                self.dismiss()

    # ------------------------------------------------------------ keys

    def key(self, event: QKeyEvent) -> bool:
        """Whether the key was the list's."""
        if not self.isVisible() or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        count, row = self.list.count(), self.list.currentRow()
        match event.key():
            case Qt.Key.Key_Down:
                self.list.setCurrentRow((row + 1) % count)
            case Qt.Key.Key_Up:
                self.list.setCurrentRow((row - 1) % count)
            case Qt.Key.Key_PageDown:
                self.list.setCurrentRow(min(count - 1, row + ROWS))
            case Qt.Key.Key_PageUp:
                self.list.setCurrentRow(max(0, row - ROWS))
            case Qt.Key.Key_Escape:
                self.dismiss()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Tab:
                self.take()
            case _:
                return False
        return True

    def take(self) -> None:
        """Write what is chosen."""
        found, row = self._offers, self.list.currentRow()
        self.dismiss()
        if found is None or not 0 <= row < len(found.items):
            return
        insert = found.items[row].insert
        end = found.end
        text = self._editor.text
        if insert.endswith(": ") and text[end : end + 1] == ":":
            insert = insert[:-2]
        at = found.start + len(insert)
        self._editor.edit((Edit(found.start, end, insert),), (at, at))
        self._editor.ensureCursorVisible()
        if insert.endswith((": ", "=")):
            self.look()

    # ------------------------------------------------------------ looks

    def _fill(self, found: Offers) -> None:
        self.list.clear()
        pictures = any(offer.picture for offer in found.items)
        self.list.setIconSize(THUMB if pictures else QSize(0, 0))
        for offer in found.items:
            item = QListWidgetItem(offer.label)
            if offer.picture:
                item.setIcon(_thumbnail(self.picture(offer.picture)))
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _explain(self, row: int) -> None:
        told = self._offers.items[row].help if self._offers and 0 <= row < len(self._offers.items) else ""
        self.help.setText(told)
        self.help.setVisible(bool(told))

    def _dress(self) -> None:
        palette = self._editor.palette()
        edge, ground = mixed(palette, 0.25).name(), palette.base().color().name()
        quiet = mixed(palette, 0.62).name()
        self.setStyleSheet(
            f"Completion {{ border: 1px solid {edge}; background: {ground}; }} QListWidget::item {{ padding: 2px 5px; }}"
            f"QLabel {{ color: {quiet}; }}"
        )
        calm_scrollbars(self.list)

    def _put(self) -> None:
        """Under the cursor, or above it where there is no room."""
        row = self.list.sizeHintForRow(0) if self.list.count() else 20
        self.list.setFixedHeight(row * min(ROWS, self.list.count()) + 2)
        room = self._editor.viewport().size()
        width = min(WIDTH, room.width() - 8)
        self.setFixedWidth(width)
        self.help.setFixedWidth(width - 2)
        height = self.list.height() + (self.help.heightForWidth(width - 2) if self.help.text() else 0) + 2
        self.setFixedHeight(height)
        cursor = self._editor.cursorRect()
        below = cursor.bottom() + 4
        top = below if below + height <= room.height() or cursor.top() - height < 4 else cursor.top() - height - 4
        self.move(QPoint(max(2, min(cursor.left() - 8, room.width() - width - 4)), top))


_thumbnails: dict[str, QIcon] = {}


def _thumbnail(name: str) -> QIcon:
    """A small picture of an image file, read at its small size; nothing for what is large, strange or a drawing."""
    if name not in _thumbnails:
        if len(_thumbnails) > 200:
            _thumbnails.clear()
        _thumbnails[name] = QIcon()
        reader = QImageReader(name)
        size = reader.size() if name and bytes(reader.format().data()) in (b"png", b"jpeg", b"jpg", b"webp") else QSize()
        if size.isValid() and size.width() * size.height() < 4_000_000:
            reader.setScaledSize(size.scaled(THUMB * 2, Qt.AspectRatioMode.KeepAspectRatio))
            _thumbnails[name] = QIcon(QPixmap.fromImage(reader.read()))
    return _thumbnails[name]

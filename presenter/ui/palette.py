"""Every command of the window → a list to type into: a few letters of its name, and Enter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from presenter.ui.edit.strip import Index
from presenter.ui.looks import calm_scrollbars, paint_frame

WIDTH, ROWS = 520, 12
KEYS = Qt.ItemDataRole.UserRole + 1


class Palette(QDialog):
    """What can be done now; what cannot is left out."""

    def __init__(self, actions: Sequence[tuple[str, QAction]], parent: QWidget) -> None:
        """`actions` with the menu each stands in."""
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setWindowTitle(self.tr("Commands"))
        self._actions = [(_plain(menu), _plain(action.text()), action) for menu, action in actions if action.isEnabled()]
        self.words = QLineEdit(self)
        self.words.setPlaceholderText(self.tr("What do you want to do?"))
        self.words.setAccessibleName(self.tr("What do you want to do?"))
        self.words.setFrame(False)
        self.words.setTextMargins(8, 8, 8, 8)
        self.list = QListWidget(self)
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.list.setItemDelegate(_Row(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("Commands"))
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.words)
        column.addWidget(self.list)
        self.words.textChanged.connect(self.fill)
        self.words.installEventFilter(self)
        self.list.itemClicked.connect(lambda _: self.take())
        calm_scrollbars(self.list)
        self.fill("")

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_frame(self)

    def ask(self) -> None:
        """Show it at the top of the window."""
        window = self.parentWidget()
        self.resize(min(WIDTH, window.width() - 40), 60 + 26 * ROWS)
        self.move(window.mapToGlobal(QPoint((window.width() - self.width()) // 2, 60)))
        self.show()
        self.words.setFocus()

    def fill(self, words: str) -> None:
        """The commands that go with `words`, the best first."""
        found = [(rank, place) for place, (menu, title, _) in enumerate(self._actions) if (rank := fits(words, title, menu)) is not None]
        self.list.clear()
        for _, place in sorted(found):
            menu, title, action = self._actions[place]
            item = QListWidgetItem(f"{title}\t{menu}")
            item.setData(Qt.ItemDataRole.UserRole, place)
            item.setData(KEYS, action.shortcut().toString(QKeySequence.SequenceFormat.NativeText))
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def take(self) -> None:
        """Do what is chosen, once this is gone."""
        item = self.list.currentItem()
        self.close()
        if item is not None:
            self._actions[item.data(Qt.ItemDataRole.UserRole)][2].trigger()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            row, count = self.list.currentRow(), self.list.count()
            match event.key():
                case Qt.Key.Key_Down | Qt.Key.Key_Up if count:
                    self.list.setCurrentRow((row + (1 if event.key() == Qt.Key.Key_Down else -1)) % count)
                    return True
                case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                    self.take()
                    return True
                case Qt.Key.Key_Escape:
                    self.close()
                    return True
        return super().eventFilter(watched, event)


def fits(words: str, title: str, menu: str) -> int | None:
    """How well a command goes with what was typed, the smaller the better; None: not at all."""
    typed, name = words.casefold().split(), title.casefold()
    whole = f"{menu.casefold()} {name}"
    if not typed:
        return 0
    if name.startswith(" ".join(typed)):
        return 0
    if all(any(part.startswith(one) for part in whole.split()) for one in typed):
        return 1
    if all(one in whole for one in typed):
        return 2
    letters = iter(name)
    return 3 if len(words) > 1 and all(char in letters for char in "".join(typed)) else None


def _plain(title: str) -> str:
    return title.replace("&", "").rstrip("…")


class _Row(QStyledItemDelegate):
    """A command's name, its menu and its key."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, option.fontMetrics.height() + 10)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        palette, chosen = option.palette, bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(option.rect, palette.highlight())
        title, _, menu = str(index.data()).partition("\t")
        box = QRect(option.rect).adjusted(10, 0, -10, 0)
        painter.setPen(palette.color(QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, title)
        if not chosen:
            painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        width = option.fontMetrics.horizontalAdvance(title)
        painter.drawText(box.adjusted(width + 12, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, menu)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, index.data(KEYS))

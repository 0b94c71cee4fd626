"""A Show → the strip of thumbnails: only those in view are drawn, and only when nothing else is to be done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from presenter.cell import Cell
from presenter.layout.show import Show
from presenter.scene import Scene
from presenter.ui import keys
from presenter.ui.slide_view import picture

Index = QModelIndex | QPersistentModelIndex

MIME = "application/x-presenter-slides"
NUMBER_WIDTH, GAP, IDLE_MS = 34, 7, 25
KEPT = 200  # thumbnails remembered


class Thumbnails:
    """(slide, size) → its picture, if it has been drawn for the slide's present Scene; remembers a bounded number."""

    def __init__(self, show: Cell[Show]) -> None:
        self._show = show
        self._known: dict[int, tuple[Scene, tuple[int, int], QImage]] = {}

    def known(self, index: int) -> QImage | None:
        """The last picture of the slide, perhaps of an older state: better than nothing."""
        found = self._known.get(index)
        return found[2] if found else None

    def stale(self, index: int, pixels: tuple[int, int]) -> bool:
        """Whether the slide must be drawn (again). Lays it out if it was not."""
        found = self._known.get(index)
        return found is None or found[1] != pixels or found[0] is not self._show.value.scene(index)

    def draw(self, index: int, pixels: tuple[int, int]) -> None:
        """Draw the slide now."""
        scene = self._show.value.scene(index)
        self._known.pop(index, None)
        self._known[index] = (scene, pixels, picture(scene, pixels, None))
        while len(self._known) > KEPT:
            del self._known[next(iter(self._known))]


class _Slides(QAbstractListModel):
    """The deck as rows."""

    dropped = Signal(tuple, int)  # rows, in front of which row

    def __init__(self, show: Cell[Show], parent: QWidget) -> None:
        super().__init__(parent)
        self._show = show
        self._count = len(show.value.deck.slides)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._count

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._show.value.deck.slides):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return str(index.row() + 1)
        if role == Qt.ItemDataRole.ToolTipRole:
            scene, title = self._show.value.scene(index.row()), self._show.value.slide(index.row()).title
            return "\n".join(part for part in (title, f"{scene.layout}: {scene.why}") if part.strip(": "))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            title = self._show.value.slide(index.row()).title
            return self.tr("Slide {number} {title}").format(number=index.row() + 1, title=title)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return base | (Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else Qt.ItemFlag.ItemIsDropEnabled)  # only between slides

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        data.setData(MIME, ",".join(str(row) for row in sorted({index.row() for index in indexes})).encode())
        return data

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        rows = bytes(data.data(MIME).data()).decode("ascii", "replace").split(",")
        if not all(one.isdecimal() for one in rows):
            return False
        to = row if row >= 0 else parent.row() if parent.isValid() else self._count
        self.dropped.emit(tuple(map(int, rows)), to)
        return False  # the rows follow the text; nothing is to be removed here

    def follow(self) -> None:
        """Have as many rows as the deck has slides; rows keep their thumbnails until they are drawn again."""
        count = len(self._show.value.deck.slides)
        if count > self._count:
            self.beginInsertRows(QModelIndex(), self._count, count - 1)
            self._count = count
            self.endInsertRows()
        elif count < self._count:
            self.beginRemoveRows(QModelIndex(), count, self._count - 1)
            self._count = count
            self.endRemoveRows()


class Strip(QListView):
    """The slides of the deck under each other; `chosen(index)` when a person picks one, `moved(slides, to)` when some are
    dragged in front of slide `to`."""

    chosen = Signal(int)
    moved = Signal(tuple, int)
    wanted = Signal(str)  # the id of a command, by a key or the menu

    def __init__(self, show: Cell[Show], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._show = show
        self._guard = False
        self.thumbnails = Thumbnails(show)
        self._model = _Slides(show, self)
        self.setUniformItemSizes(True)  # before there are rows, or each is asked for its size
        self.setItemDelegate(_Thumbnail(self))
        self.setAccessibleName(self.tr("Slides"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(24)
        self.setMinimumWidth(NUMBER_WIDTH + 90)
        self.setModel(self._model)
        self._model.dropped.connect(self.moved)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDragDropOverwriteMode(False)
        self.selectionModel().currentChanged.connect(self._current_changed)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MS)
        self._idle.timeout.connect(self._draw_one)
        self.verticalScrollBar().valueChanged.connect(self._wish)
        show.watch(lambda new, old: self.follow())

    # ------------------------------------------------------------ following

    def follow(self) -> None:
        """The deck changed: rows at once, pictures when there is time."""
        self._guard = True
        self._model.follow()
        self._guard = False
        self._wish()

    def selected(self) -> tuple[int, ...]:
        """The slides that are chosen, in their order."""
        return tuple(sorted(index.row() for index in self.selectionModel().selectedIndexes()))

    def choose(self, slides: Sequence[int]) -> None:
        """Choose these slides, the first as the one in view, without telling anybody."""
        self._guard = True
        model = self.selectionModel()
        for place, index in enumerate(slides):
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect if place == 0 else QItemSelectionModel.SelectionFlag.Select
            if place == 0:
                model.setCurrentIndex(self._model.index(index), flag)
            else:
                model.select(self._model.index(index), flag)
        self._guard = False

    def select(self, index: int) -> None:
        """Mark slide `index` without telling anybody."""
        if index == self.currentIndex().row() or not 0 <= index < self._model.rowCount():
            return
        self._guard = True
        self.selectionModel().setCurrentIndex(self._model.index(index), QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._guard = False

    def is_hidden(self, index: int) -> bool:
        """Whether the slide is left out of the show."""
        deck = self._show.value.deck
        return index < len(deck.slides) and deck.slides[index].settings.hidden

    def _current_changed(self, now: QModelIndex, before: QModelIndex) -> None:
        if not self._guard and now.isValid():
            self.chosen.emit(now.row())

    # ------------------------------------------------------------ keys and menu

    KEYS: ClassVar = {
        "Ctrl+X": "cut-slides", "Ctrl+C": "copy-slides", "Ctrl+V": "paste-slides", "Del": "delete-slides", "Backspace": "delete-slides",
        "Ctrl+D": "duplicate-slides", "Alt+Up": "up-slides", "Alt+Down": "down-slides",
    }  # fmt: skip

    def event(self, event: QEvent) -> bool:
        """Keys that mean slides here, and words in the text."""
        if event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress) and isinstance(event, QKeyEvent):
            command = self.KEYS.get(keys.named(event)[0])
            if command is not None:
                event.accept()
                if event.type() == QEvent.Type.KeyPress:
                    self.wanted.emit(command)
                return True
        return super().event(event)

    # ------------------------------------------------------------ drawing when idle

    def slide_size(self) -> QSize:
        """The size of a thumbnail."""
        width = max(60, self.viewport().width() - NUMBER_WIDTH - 2 * GAP)
        page = self._show.value.theme.size if self._show.value.theme else (16.0, 9.0)
        return QSize(width, max(20, round(width * page[1] / page[0])))

    def pixels(self) -> tuple[int, int]:
        """The size of a thumbnail in device pixels."""
        size, ratio = self.slide_size(), self.devicePixelRatioF()
        return round(size.width() * ratio), round(size.height() * ratio)

    def _wish(self) -> None:
        if not self._idle.isActive():
            self._idle.start()

    def _draw_one(self) -> None:
        """Draw one thumbnail in view, and come back for the next."""
        if not self.isVisible():
            return
        pixels = self.pixels()
        for index in self._in_view():
            if self.thumbnails.stale(index, pixels):
                self.thumbnails.draw(index, pixels)
                self.update(self._model.index(index))
                self._idle.start()
                return

    def _in_view(self) -> range:
        row = self.sizeHintForRow(0) or 1
        first = self.verticalScrollBar().value() // row
        return range(max(0, first), min(self._model.rowCount(), first + self.viewport().height() // row + 2))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
        self._wish()

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self._wish()


class _Thumbnail(QStyledItemDelegate):
    """Number and picture of a slide."""

    def __init__(self, strip: Strip) -> None:
        super().__init__(strip)
        self._strip = strip

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        size = self._strip.slide_size()
        return QSize(size.width() + NUMBER_WIDTH + 2 * GAP, size.height() + 2 * GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        size = self._strip.slide_size()
        box = QRect(option.rect.left() + NUMBER_WIDTH, option.rect.top() + GAP, size.width(), size.height())
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        palette = option.palette
        image = self._strip.thumbnails.known(index.row())
        if image is None:
            painter.fillRect(box, palette.alternateBase())
        else:
            painter.setOpacity(0.35 if self._strip.is_hidden(index.row()) else 1.0)
            painter.drawImage(box, image)
            painter.setOpacity(1.0)
        pen = QPen(palette.highlight() if selected else palette.mid(), 3 if selected else 1)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.drawRect(box.adjusted(-1, -1, 0, 0) if not selected else box.adjusted(-2, -2, 1, 1))
        role = QPalette.ColorRole.Highlight if selected else QPalette.ColorRole.PlaceholderText
        painter.setPen(palette.color(role))
        number = QRect(option.rect.left(), box.top(), NUMBER_WIDTH - 8, box.height())
        painter.drawText(number, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, str(index.row() + 1))

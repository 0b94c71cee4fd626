"""A Show → the strip of thumbnails: only those in view are drawn, and only when nothing else is to be done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPalette, QPen, QPolygon, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from presenter.cell import Cell
from presenter.layout.show import Show
from presenter.scene import Scene
from presenter.ui import keys
from presenter.ui.edit.folds import Folds, heads, section
from presenter.ui.slide_view import picture

Index = QModelIndex | QPersistentModelIndex

MIME = "application/x-presenter-slides"
NUMBER_WIDTH, GAP, IDLE_MS = 34, 7, 25
SCROLL_MS = 80  # after the strip has moved before slides are drawn
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
        self.folds = Folds()
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
            said = self.tr("Slide {number} {title}").format(number=index.row() + 1, title=title)
            inside = len(section(self._show.value.deck, index.row())) if index.row() in self.folds.heads else 0
            return self.tr("{slide}, folded, {count} more").format(slide=said, count=inside) if inside else said
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
        self.dropped.emit(self.folds.whole(self._show.value.deck, map(int, rows)), self.folds.behind(to))
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
        self._delegate = _Thumbnail(self)
        self.setItemDelegate(self._delegate)
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
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        show.watch(self._changed)

    # ------------------------------------------------------------ following

    def follow(self) -> None:
        """The deck changed: rows at once, pictures when there is time."""
        self._guard = True
        self._model.follow()
        self._guard = False
        self._wish()

    def _changed(self, new: Show, old: Show) -> None:
        self.follow()
        if self._model.folds.follow(old.deck, new.deck):
            self._hide_rows()

    def selected(self) -> tuple[int, ...]:
        """The slides that are chosen, in their order; with the head of a folded section all of it."""
        return self._model.folds.whole(self._show.value.deck, (index.row() for index in self.selectionModel().selectedIndexes()))

    # ------------------------------------------------------------ folding

    @property
    def folded(self) -> frozenset[int]:
        """The slides that folded sections begin with."""
        return self._model.folds.heads

    def opens(self, index: int) -> bool:
        """Whether a section of several slides begins here."""
        return bool(section(self._show.value.deck, index))

    def fold(self, index: int, yes: bool | None = None) -> None:
        """Fold the section that slide `index` is in, or unfold it; None: the other way round."""
        deck = self._show.value.deck
        head = next((one for one in range(index, -1, -1) if self.opens(one) and index in (one, *section(deck, one))), None)
        if head is None:
            return
        folds = self._model.folds
        wanted = folds.heads | {head} if (head not in folds.heads if yes is None else yes) else folds.heads - {head}
        self._fold(wanted)
        if index in folds.hidden:
            self.setCurrentIndex(self._model.index(head))

    def fold_all(self, yes: bool) -> None:
        """Fold every section, or unfold them."""
        self._fold(heads(self._show.value.deck) if yes else ())
        current = self.currentIndex().row()
        if current in self._model.folds.hidden:
            self.setCurrentIndex(self._model.index(max(head for head in self.folded if head < current)))

    def _fold(self, wanted: Iterable[int]) -> None:
        if self._model.folds.set(self._show.value.deck, wanted):
            self._hide_rows()

    def _hide_rows(self) -> None:
        hidden = self._model.folds.hidden
        for row in range(self._model.rowCount()):
            if self.isRowHidden(row) != (row in hidden):
                self.setRowHidden(row, row in hidden)
        self.viewport().update()
        self._wish()

    def _show_row(self, index: int) -> None:
        """Unfold what hides slide `index`."""
        if index in self._model.folds.hidden:
            self.fold(index, yes=False)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        index = self.indexAt(place)
        if index.isValid() and self._delegate.triangle(self.visualRect(index)).contains(place) and self.opens(index.row()):
            self.fold(index.row())
            return
        super().mousePressEvent(event)

    def choose(self, slides: Sequence[int]) -> None:
        """Choose these slides, the first as the one in view, without telling anybody."""
        self._guard = True
        model = self.selectionModel()
        for index in slides[:1]:
            self._show_row(index)
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
        self._show_row(index)
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
        """Keys that mean slides here, and words in the text; right and left unfold and fold, as in a tree."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.fold(self.currentIndex().row(), yes=event.key() == Qt.Key.Key_Left)
            return True
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
            self._idle.start(IDLE_MS)

    def _scrolled(self) -> None:
        """While the strip moves only what is known is shown: drawing a slide takes longer than a frame."""
        self._idle.start(SCROLL_MS)

    def _draw_one(self) -> None:
        """Draw one thumbnail in view, and come back for the next."""
        if not self.isVisible():
            return
        pixels = self.pixels()
        for index in self._in_view():
            if self.thumbnails.stale(index, pixels):
                self.thumbnails.draw(index, pixels)
                self.update(self._model.index(index))
                self._idle.start(IDLE_MS)
                return

    def _in_view(self) -> Iterator[int]:
        """The slides in view, from the top."""
        hidden, index = self._model.folds.hidden, self.indexAt(QPoint(NUMBER_WIDTH, GAP + 1)).row()
        bottom, end = self.viewport().height(), self._model.rowCount()
        index = max(index, 0)
        while index < end and (index in hidden or self.visualRect(self._model.index(index)).top() < bottom):
            if index not in hidden:
                yield index
            index += 1

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
        if self._strip.opens(index.row()):
            self._paint_triangle(painter, self.triangle(option.rect), index.row() in self._strip.folded)

    def triangle(self, row: QRect) -> QRect:
        """Where the sign that folds a section is, in a row."""
        return QRect(row.left() + NUMBER_WIDTH - 23, row.top() + GAP + 20, 20, 20)

    def _paint_triangle(self, painter: QPainter, box: QRect, folded: bool) -> None:
        """To the right when folded, down when not."""
        x, y = box.center().x() + 1, box.center().y()
        points = [(-2, -4), (3, 0), (-2, 4)] if folded else [(-4, -2), (4, -2), (0, 3)]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(painter.pen().color())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawPolygon(QPolygon([QPoint(x + dx, y + dy) for dx, dy in points]))
        painter.restore()

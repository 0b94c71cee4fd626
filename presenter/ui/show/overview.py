"""A Show → all its slides in a grid, found by words or number; `chosen(index)` when one is picked."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from presenter.layout.show import Show
from presenter.parse.tree import first_words
from presenter.talk.session import search
from presenter.ui.looks import calm_scrollbars
from presenter.ui.show import dark
from presenter.ui.slide_view import picture

Index = QModelIndex | QPersistentModelIndex
LEAST, MOST, GAP, TITLE = 208, 400, 12, 26  # pixels: how wide a slide is, the room around it, and its title's line
ACROSS = 5  # slides, unless they would be larger or smaller than that
MARGIN, USUAL = 20, 1280
IDLE_MS = 5
_TO_THE_GRID = {
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home,
    Qt.Key.Key_End,
}  # fmt: skip


class Overview(QFrame):
    """Covers its parent while it is open. Keys are given to it by `take_key`: typing searches, arrows choose."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("overview")
        dark.dress(self)
        self._show: Show | None = None
        self._now = 0
        self.later: tuple[int, ...] = ()
        self._wide = LEAST
        self._pictures: dict[int, QImage] = {}
        self._unfinished: set[int] = set()
        self._field = _Field(self)
        self._field.setPlaceholderText(self.tr("Type words or a number"))
        self._field.setFrame(False)
        self._field.setAccessibleName(self.tr("Search in the slides"))
        self._field.textChanged.connect(self._search)
        self._count = dark.label(self, 14, dark.MUTED, Qt.AlignmentFlag.AlignRight, self.tr("How many slides"))
        self._grid = _Grid(self)
        self._rows = _Rows(self)
        self._grid.setModel(self._rows)
        self._grid.setItemDelegate(_Card(self))
        self._grid.clicked.connect(lambda index: self._pick(index.row()))
        calm_scrollbars(self._grid)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MS)
        self._idle.timeout.connect(self._draw_one)
        self._arrange()
        self.hide()

    def _arrange(self) -> None:
        self._hint = QLabel(self.tr("Enter goes there · Esc closes"), self)
        dark.tint(self._hint, dark.MUTED)
        top = QHBoxLayout()
        top.addWidget(self._field, 1)
        top.addWidget(self._hint)
        top.addWidget(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 14, MARGIN, 14)
        column.setSpacing(12)
        column.addLayout(top)
        column.addWidget(self._grid, 1)

    # ------------------------------------------------------------ opening and closing

    def open_over(self, parent: QWidget, show: Show, now: int, later: tuple[int, ...] = ()) -> None:
        """Cover `parent` with the slides of `show`, slide `now` chosen; those put by for `later` have a flag."""
        if self._show is not show:
            self._pictures.clear()
        self.refresh()
        self._show, self._now, self.later = show, now, later
        dark.dress(self)
        if self.parentWidget() is not parent:
            self.setParent(parent)
        self.setGeometry(parent.rect())
        self._field.clear()
        self.show()
        self.raise_()
        column = self.layout()
        assert column is not None
        column.activate()  # the grid has its size, and what is in its middle is known
        self._search("")

    @property
    def slides(self) -> list[int]:
        """The slides found."""
        return self._rows.found

    def take_key(self, event: QKeyEvent) -> None:
        """A key that was pressed while this is open."""
        key = event.key()
        if key in (Qt.Key.Key_Escape, Qt.Key.Key_Tab):
            self.hide()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pick(self._grid.currentIndex().row())
        elif key in _TO_THE_GRID:
            self._grid.keyPressEvent(event)
        else:
            self._field.keyPressEvent(event)

    def _pick(self, row: int) -> None:
        if 0 <= row < len(self._rows.found):
            self.hide()
            self.chosen.emit(self._rows.found[row])

    def _search(self, words: str) -> None:
        if self._show is None:
            return
        self._rows.replace(search(self._show.deck, words))
        found = self._rows.found
        self._count.setText(self.tr("{count} of {all}").format(count=len(found), all=len(self._show.deck.slides)))
        row = found.index(self._now) if not words and self._now in found else 0
        self._grid.setCurrentIndex(self._rows.index(row))
        self._scroll_to(row)

    def _scroll_to(self, row: int) -> None:
        """Near the middle, no row cut off at the top."""
        card, view = card_room(self.card_size()), self._grid.viewport()
        self._grid.scrollTo(self._rows.index(row))  # lays the cards out
        top = row // max(1, view.width() // card.width()) * card.height()
        above = max(0, (top - (view.height() - card.height()) // 2) // card.height())
        if top + card.height() > above * card.height() + view.height():
            above += 1
        self._grid.verticalScrollBar().setValue(above * card.height())

    # ------------------------------------------------------------ pictures, one at a time

    def card_size(self) -> QSize:
        """The size of a slide in the grid."""
        page = self._show.theme.size if self._show is not None and self._show.theme else (16.0, 9.0)
        return QSize(self._wide, round(self._wide * page[1] / page[0]))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        far = min(max(self.width() / USUAL, 1.0), 1.6)
        self._field.setFont(dark.font(17 * far))
        self._hint.setFont(dark.font(12 * far))
        dark.scale(self, far)
        room = self.width() - 2 * MARGIN - self._grid.verticalScrollBar().sizeHint().width() - GAP
        wide = min(max(room // ACROSS - 2 * GAP, LEAST), MOST)
        if wide != self._wide:
            self._wide = wide
            self._pictures.clear()
            self._grid.scheduleDelayedItemsLayout()

    def known(self, slide: int) -> QImage | None:
        """The picture of a slide, if it was drawn already; else it is wished for."""
        if slide not in self._pictures and not self._idle.isActive():
            self._idle.start()
        return self._pictures.get(slide)

    def refresh(self) -> None:
        """Pictures on slides have become ready: draw those slides again."""
        for slide in self._unfinished:
            self._pictures.pop(slide, None)
        self._unfinished.clear()
        self._grid.viewport().update()

    def _draw_one(self) -> None:
        if not self.isVisible() or self._show is None:
            return
        for row in self._in_view():
            slide = self._rows.found[row]
            if slide not in self._pictures:
                size, ratio = self.card_size(), self.devicePixelRatioF()
                scene = self._show.scene(slide)
                if scene.pending:
                    self._unfinished.add(slide)
                self._pictures[slide] = picture(scene, (round(size.width() * ratio), round(size.height() * ratio)), None)
                self._grid.update(self._rows.index(row))
                self._idle.start()
                return

    def _in_view(self) -> list[int]:
        """The rows that can be seen."""
        box, found = self._grid.viewport().rect(), range(len(self._rows.found))
        boxes = ((row, self._grid.visualRect(self._rows.index(row))) for row in found)
        return [row for row, card in boxes if card.intersects(box)]

    def words(self, slide: int) -> tuple[str, bool]:
        """A slide's title, or its first words, and whether it is passed over in the talk."""
        assert self._show is not None
        read = self._show.slide(slide)
        return read.title or first_words(read.blocks), read.settings.hidden


class _Field(QLineEdit):
    """Never has the focus, and is typed in all the same."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)


class _Grid(QListView):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setLayoutMode(QListView.LayoutMode.SinglePass)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(self.tr("Slides"))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.model().rowCount() == 0:
            painter = QPainter(self.viewport())
            painter.setFont(dark.font(17))
            painter.setPen(dark.color(dark.MUTED))
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, self.tr("No slide has these words"))
            painter.end()


class _Rows(QAbstractListModel):
    """The slides found, as rows."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.found: list[int] = []

    def replace(self, found: list[int]) -> None:
        self.beginResetModel()
        self.found = found
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole and index.isValid() and index.row() < len(self.found):
            return str(self.found[index.row()] + 1)
        return None


def card_room(slide: QSize) -> QSize:
    """What a slide of this size takes in the grid, with its title."""
    return QSize(slide.width() + 2 * GAP, slide.height() + title_room(slide) + GAP)


def words_size(slide: QSize) -> float:
    """How large its title is, points."""
    return 11 + max(0, slide.width() - LEAST) / 24


def title_room(slide: QSize) -> int:
    """How high the line of its title is, pixels."""
    return round(TITLE * words_size(slide) / 11)


class _Card(QStyledItemDelegate):
    """The picture of a slide, its number and its title."""

    def __init__(self, overview: Overview) -> None:
        super().__init__(overview)
        self._overview = overview

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return card_room(self._overview.card_size())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        slide = self._overview.slides[index.row()]
        title, hidden = self._overview.words(slide)
        size = self._overview.card_size()
        box = QRect(option.rect.left() + GAP, option.rect.top() + GAP // 2, size.width(), size.height())
        image = self._overview.known(slide)
        painter.save()
        if image is None:
            painter.fillRect(box, dark.color(dark.PANEL))
        else:
            painter.setOpacity(0.4 if hidden else 1.0)
            painter.drawImage(box, image)
            painter.setOpacity(1.0)
        if slide in self._overview.later:
            _paint_flag(painter, box)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            pen = QPen(dark.color(dark.ACCENT), 3)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            painter.setPen(pen)
            painter.drawRect(box.adjusted(-3, -3, 2, 2))
        painter.setFont(dark.font(words_size(size)))
        painter.setPen(option.palette.color(QPalette.ColorRole.Text) if selected else dark.color(dark.MUTED))
        line = QRect(box.left(), box.bottom() + 4, box.width(), title_room(size) - 4)
        words = painter.fontMetrics().elidedText(f"{slide + 1}  {title}", Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()


def _paint_flag(painter: QPainter, box: QRect) -> None:
    """A ribbon at the right of the upper edge."""
    x, y, wide, high = box.right() - 34, box.top(), 20, 32
    points = ((x, y), (x + wide, y), (x + wide, y + high), (x + wide // 2, y + high - 9), (x, y + high))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(dark.color(dark.GROUND), 1.5))
    painter.setBrush(dark.color(dark.ALARM))
    painter.drawPolygon(QPolygonF([QPointF(*point) for point in points]))
    painter.restore()

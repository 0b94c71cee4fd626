"""What can be inserted → a panel of cards with a picture of each in the deck's own theme; typed into, walked through with the arrows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QImage, QKeyEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QListView, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from presenter.ui.looks import calm_scrollbars, paint_frame
from presenter.ui.palette import fits
from presenter.writing.inserts import Insert

PICTURE = QSize(176, 99)
CELL = PICTURE + QSize(20, 40)
COLUMNS, ROWS = 4, 3
PLACE = Qt.ItemDataRole.UserRole
DRAW_MS = 10
WALKING = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class InsertPanel(QDialog):
    """`chosen(id)` when one is picked."""

    chosen = Signal(str)

    def __init__(self, inserts: Sequence[Insert], draw: Callable[[Insert, tuple[int, int]], QImage | None], parent: QWidget) -> None:
        """`draw` gives a card's picture in so many pixels, None while it is being made."""
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setWindowTitle(self.tr("Insert"))
        self._inserts, self._draw = inserts, draw
        self._waiting: list[QListWidgetItem] = []
        self.words = QLineEdit(self)
        self.words.setPlaceholderText(self.tr("What do you want to insert?"))
        self.words.setAccessibleName(self.tr("What do you want to insert?"))
        self.words.setFrame(False)
        self.words.setTextMargins(8, 8, 8, 8)
        self.list = self._grid()
        self.about = QLabel(self)
        self.about.setMargin(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)  # room for the frame
        column.setSpacing(0)
        for widget in (self.words, self.list, self.about):
            column.addWidget(widget)
        self._idle = QTimer(self)
        self._idle.setInterval(DRAW_MS)
        self._idle.timeout.connect(self._draw_one)
        self.words.textChanged.connect(self._fill)
        self.words.installEventFilter(self)
        self.list.itemClicked.connect(lambda _: self.take())
        self.list.currentItemChanged.connect(lambda *_: self._tell())
        calm_scrollbars(self.list)
        self._pictures: dict[str, QIcon] = {}
        self._fill("")

    def _grid(self) -> QListWidget:
        grid = QListWidget(self)
        grid.setFrameShape(QListWidget.Shape.NoFrame)
        grid.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        grid.setAccessibleName(self.tr("What can be inserted"))
        grid.setViewMode(QListView.ViewMode.IconMode)
        grid.setMovement(QListView.Movement.Static)
        grid.setResizeMode(QListView.ResizeMode.Adjust)
        grid.setUniformItemSizes(True)
        grid.setIconSize(PICTURE)
        grid.setGridSize(CELL)
        grid.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return grid

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_frame(self)

    def ask(self) -> None:
        """Show it near the top of the window."""
        window = self.parentWidget()
        self.resize(min(CELL.width() * COLUMNS + 24, window.width() - 20), min(CELL.height() * ROWS + 90, window.height() - 40))
        self.move(window.mapToGlobal(QPoint((window.width() - self.width()) // 2, 50)))
        self.show()
        self.words.setFocus()
        self._idle.start()

    def redraw(self) -> None:
        """What was being made may be ready."""
        items = [self.list.item(row) for row in range(self.list.count())]
        self._waiting = [item for item in items if self._insert(item).id not in self._pictures]
        self._idle.start()

    def _insert(self, item: QListWidgetItem) -> Insert:
        place: int = item.data(PLACE)
        return self._inserts[place]

    def _fill(self, words: str) -> None:
        """The cards that go with what is typed, the best first."""
        ranked = [(fits(words, named(one), f"{one.about} {one.kind}"), place) for place, one in enumerate(self._inserts)]
        self.list.clear()
        for _, place in sorted((rank, place) for rank, place in ranked if rank is not None):
            one = self._inserts[place]
            item = QListWidgetItem(self._pictures.get(one.id) or self._framed(None), self._title(one))
            item.setData(PLACE, place)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{self._title(one)}. {self.tr(one.about)}")
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self._tell()
        self.redraw()

    def _title(self, one: Insert) -> str:
        return self.tr("Slide: {name}").format(name=self.tr(named(one))) if one.kind == "slide" else self.tr(named(one))

    def _tell(self) -> None:
        item = self.list.currentItem()
        one = self._insert(item) if item is not None else None
        slide = self.tr("A new slide behind this one.") if one is not None and one.kind == "slide" else ""
        self.about.setText("" if one is None else ". ".join(part for part in (self.tr(one.about), slide) if part))

    def take(self) -> None:
        """Insert what is chosen, once this is gone."""
        item = self.list.currentItem()
        self.close()
        if item is not None:
            self.chosen.emit(self._insert(item).id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            sideways = event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right)
            if event.key() in WALKING and not (sideways and self.words.text()):
                QApplication.sendEvent(self.list, event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.take()
                return True
        return super().eventFilter(watched, event)

    # ------------------------------------------------------------ pictures

    def _draw_one(self) -> None:
        """One card at a time."""
        if not self._waiting:
            self._idle.stop()
            return
        item = self._waiting.pop(0)
        ratio = self.devicePixelRatioF()
        one = self._insert(item)
        image = self._draw(one, (round(PICTURE.width() * ratio), round(PICTURE.height() * ratio)))
        if image is not None:
            self._pictures[one.id] = self._framed(image)
            item.setIcon(self._pictures[one.id])

    def _framed(self, image: QImage | None) -> QIcon:
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(PICTURE * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(self.palette().alternateBase().color())
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if image is not None:
            size = image.size().scaled(PICTURE, Qt.AspectRatioMode.KeepAspectRatio)
            box = QRect(QPoint((PICTURE.width() - size.width()) // 2, (PICTURE.height() - size.height()) // 2), size)
            painter.drawImage(box, image)
        painter.setPen(self.palette().mid().color())
        painter.drawRect(0, 0, PICTURE.width() - 1, PICTURE.height() - 1)
        painter.end()
        icon = QIcon(pixmap)
        icon.addPixmap(pixmap, QIcon.Mode.Selected)  # as it is: not tinted
        return icon


def named(one: Insert) -> str:
    """Its title without the sign of a menu's letter."""
    return one.title.replace("&", "")

"""Decks opened lately and the sample decks, with pictures → the page that is there when no deck is open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QImage, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QListView, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from presenter.ui.looks import calm_scrollbars

PICTURE = QSize(224, 126)
INDENT = 14  # pixels at the left of a picture in its cell: headings begin where pictures do
A_ROW = 4  # pictures beside each other in a window of usual width
AGAIN_MS, ROUNDS = 250, 80
Draw = Callable[[Path, tuple[int, int]], tuple[QImage | None, bool]]


class StartPage(QWidget):
    """`chosen(path)` when a deck is picked; `wanted(id)` when a command is."""

    chosen = Signal(str)
    wanted = Signal(str)

    def __init__(self, recent: Sequence[Path], samples: Sequence[Path], draw: Draw) -> None:
        """`draw` gives the picture of a deck's first slide in so many pixels, None where there is none, and whether it is whole."""
        super().__init__()
        self._draw = draw
        self._waiting: list[tuple[QListWidgetItem, Path]] = []
        self._later: list[tuple[QListWidgetItem, Path]] = []
        self._rounds = 0
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        column = QVBoxLayout(self)
        column.setContentsMargins(56 - INDENT, 40, 56 - INDENT, 24)
        column.setSpacing(10)
        column.addWidget(self._heading(self.tr("Write a talk, give it, hand it over"), 1.7))
        column.addLayout(self._buttons())
        column.addSpacing(14)
        self.lists: list[QListWidget] = []
        for title, decks in ((self.tr("Opened lately"), recent), (self.tr("Samples"), samples)):
            if decks:
                column.addWidget(self._heading(title, 1.15))
                column.addWidget(self._grid(title, decks), 20)
        hint = QLabel(self.tr("Or drop a Markdown file here."), self)
        hint.setIndent(INDENT)
        column.addWidget(hint)
        column.addStretch(1)
        if self.lists:
            self.setFocusProxy(self.lists[0])
        self._idle = QTimer(self)
        self._idle.setInterval(15)
        self._idle.timeout.connect(self._draw_one)
        self._idle.start()

    def _heading(self, words: str, scale: float) -> QLabel:
        label = QLabel(words, self)
        font = label.font()
        font.setPointSizeF(font.pointSizeF() * scale)
        font.setBold(scale < 1.5)
        label.setFont(font)
        label.setIndent(INDENT)
        return label

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.setContentsMargins(INDENT, 0, 0, 0)
        for command, title in (
            ("new", self.tr("&New deck")),
            ("new-from-template", self.tr("New from the &template")),
            ("open", self.tr("&Open…")),
        ):
            button = QPushButton(title, self)
            button.setMinimumHeight(34)
            button.setMinimumWidth(140)
            button.clicked.connect(lambda _=False, name=command: self.wanted.emit(name))
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _grid(self, title: str, decks: Sequence[Path]) -> QListWidget:
        grid = QListWidget(self)
        grid.setAccessibleName(title)
        grid.setFrameShape(QFrame.Shape.NoFrame)
        grid.setViewMode(QListView.ViewMode.IconMode)
        grid.setMovement(QListView.Movement.Static)
        grid.setResizeMode(QListView.ResizeMode.Adjust)
        grid.setIconSize(PICTURE)
        grid.setGridSize(PICTURE + QSize(2 * INDENT, 44))
        grid.setWordWrap(False)
        grid.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        for path in decks:
            item = QListWidgetItem(self._frame(None), path.stem)
            item.setToolTip(str(path))
            item.setData(Qt.ItemDataRole.UserRole, str(path))
            grid.addItem(item)
            self._waiting.append((item, path))
        grid.itemActivated.connect(lambda item: self.chosen.emit(item.data(Qt.ItemDataRole.UserRole)))
        grid.itemClicked.connect(lambda item: self.chosen.emit(item.data(Qt.ItemDataRole.UserRole)))
        grid.setMaximumHeight((PICTURE.height() + 44) * -(-len(decks) // A_ROW) + 6)
        calm_scrollbars(grid)
        self.lists.append(grid)
        return grid

    def _draw_one(self) -> None:
        """One picture at a time, when there is nothing else to do."""
        if not self._waiting or not self.isVisible():
            if not self._waiting:
                self._wait()
            return
        item, path = self._waiting.pop(0)
        ratio = self.devicePixelRatioF()
        image, whole = self._draw(path, (round(PICTURE.width() * ratio), round(PICTURE.height() * ratio)))
        if image is not None:
            item.setIcon(self._frame(image))
        if not whole:
            self._later.append((item, path))

    def _wait(self) -> None:
        """What is being made for some of them is asked for again in a while, but not for ever."""
        self._waiting, self._later, self._rounds = self._later, [], self._rounds + 1
        self._idle.setInterval(AGAIN_MS)
        if not self._waiting or self._rounds > ROUNDS:
            self._idle.stop()

    def _frame(self, image: QImage | None) -> QIcon:
        """The picture in a thin frame; the same with an empty one while it is not drawn yet."""
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(PICTURE * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(self.palette().alternateBase().color())
        painter = QPainter(pixmap)
        if image is not None:
            size = image.size().scaled(PICTURE, Qt.AspectRatioMode.KeepAspectRatio)
            box = QRect((PICTURE.width() - size.width()) // 2, (PICTURE.height() - size.height()) // 2, size.width(), size.height())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(box, image)
        painter.setPen(self.palette().mid().color())
        painter.drawRect(0, 0, PICTURE.width() - 1, PICTURE.height() - 1)
        painter.end()
        return QIcon(pixmap)

"""The displays as they lie on the desk → one of them chosen, or exchanged, or parted; big numbers tell which is which."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from presenter.talk.roles import Display
from presenter.ui.show import dark
from presenter.ui.show.displays import screen_for
from presenter.ui.show.placing import put_sign

NUMBERS_MS = 12000
GAP = 6


class NumberSign(QWidget):
    """A big number and a name in the middle of a display."""

    def __init__(self, number: int, name: str) -> None:
        super().__init__()
        self._number, self._name = number, name
        self.setWindowTitle(self.tr("Display {number}").format(number=number))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#16181c"))
        painter.setPen(QColor("#f2f3f5"))
        side = min(self.width(), self.height())
        font = QFont(self.font())
        for text, size, top, height in ((str(self._number), 0.52, 0.06, 0.66), (self._name, 0.075, 0.74, 0.18)):
            font.setPixelSize(max(8, round(side * size)))
            font.setBold(size > 0.5)
            painter.setFont(font)
            painter.drawText(QRectF(0, self.height() * top, self.width(), self.height() * height), Qt.AlignmentFlag.AlignCenter, text)


class Numbers(QObject):
    """Shows its number on every display, for some seconds."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._signs: list[NumberSign] = []
        self._end = QTimer(self)
        self._end.setSingleShot(True)
        self._end.setInterval(NUMBERS_MS)
        self._end.timeout.connect(self.hide)

    def show(self, displays: list[tuple[int, Display]]) -> None:
        """Put the numbers on these displays; nobody else's window takes the keys for it."""
        self.hide()
        for number, display in displays:
            screen = screen_for(display.identity)
            if screen is not None:
                sign = NumberSign(number, display.model or display.name)
                put_sign(sign, screen)
                self._signs.append(sign)
        self._end.start()

    def hide(self) -> None:
        """Take them away."""
        self._end.stop()
        for sign in self._signs:
            sign.close()
            sign.deleteLater()
        self._signs.clear()


class _Picture(QPushButton):
    """A display as a button: its number, its name and size, and what is on it."""

    def __init__(self, number: int, display: Display, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # keys are the show's
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        size = f"{display.box[2]} × {display.box[3]}"
        self._lines = ((str(number), 0.3), (display.model or display.name, 0.1), (size, 0.08), (words, 0.1))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, palette = QPainter(self), self.palette()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, ink, edge = palette.button().color(), palette.windowText().color(), palette.mid().color()
        busy = bool(self._lines[3][0])
        accent = palette.link() if palette.window().color().lightness() < 128 else palette.highlight()
        lit = accent.color() if busy else edge
        painter.setPen(QPen(lit, 2.0 if busy or self.underMouse() else 1.0))
        painter.setBrush(ground.lighter(118) if self.underMouse() else ground)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 6, 6)
        font, top = QFont(self.font()), self.height() * 0.06
        for (text, share), color in zip(self._lines, (ink, ink, palette.placeholderText().color(), lit), strict=True):
            font.setPixelSize(max(11, round(min(self.height(), self.width() * 0.75) * share)))
            font.setBold(share > 0.2)
            painter.setFont(font)
            painter.setPen(color)
            height = painter.fontMetrics().height() * 1.08
            painter.drawText(QRectF(6, top, self.width() - 12, height), Qt.AlignmentFlag.AlignCenter, text)
            top += height


class DisplayMap(QWidget):
    """Buttons where the displays are. `chosen(identity)` when the slides are to go to one."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumSize(360, 180)
        self._displays: list[tuple[Display, str]] = []
        self._buttons: list[_Picture] = []

    def show_displays(self, displays: list[tuple[Display, str]]) -> None:
        """Each display with the words for what is on it."""
        if displays == self._displays:
            return
        self._displays = displays
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = [self._button(i, display, words) for i, (display, words) in enumerate(displays, 1)]
        self._place()

    @property
    def displays(self) -> list[Display]:
        """The displays as they are numbered."""
        return [display for display, _ in self._displays]

    def _button(self, number: int, display: Display, words: str) -> _Picture:
        button = _Picture(number, display, words, self)
        size = f"{display.box[2]} × {display.box[3]}"
        button.setAccessibleName(f"{self.tr('Display {number}').format(number=number)}, {display.name}, {size}, {words}")
        button.setToolTip(self.tr("Show the slides here"))
        button.clicked.connect(lambda: self.chosen.emit(display.identity))
        button.show()
        return button

    def _place(self) -> None:
        """To scale, as they lie beside each other; those that show the same in a row."""
        boxes = _apart([display.box for display, _ in self._displays])
        if not boxes:
            return
        left, top = min(b[0] for b in boxes), min(b[1] for b in boxes)
        width, height = max(b[0] + b[2] for b in boxes) - left, max(b[1] + b[3] for b in boxes) - top
        scale = min(self.width() / width, self.height() / height)
        x0, y0 = (self.width() - width * scale) / 2, (self.height() - height * scale) / 2
        for button, (x, y, w, h) in zip(self._buttons, boxes, strict=True):
            place = QRectF(x0 + (x - left) * scale, y0 + (y - top) * scale, w * scale, h * scale).toRect()
            button.setGeometry(place.adjusted(GAP, GAP, -GAP, -GAP))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()


def _apart(boxes: list[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """The places of displays, those that lie over each other laid side by side."""
    over = any(a[0] < b[0] + b[2] and b[0] < a[0] + a[2] and a[1] < b[1] + b[3] and b[1] < a[1] + a[3]
               for i, a in enumerate(boxes) for b in boxes[:i])  # fmt: skip
    if not over:
        return boxes
    row, edge = [], 0
    for _, _, width, height in boxes:
        row.append((edge, 0, width, height))
        edge += width
    return row


class DisplayPanel(QWidget):
    """The map with its buttons, over the console or in a dialog. `closed` when it is done with."""

    closed = Signal()

    def __init__(self, parent: QWidget, title: str, *, far: bool = False) -> None:
        """`far` where it is read from a metre and pressed with a finger."""
        super().__init__(parent)
        self.setObjectName("overview")  # fills the console as the overview does
        self._high = 52 if far else 36
        if far:
            self.setFont(dark.font(14))
        self.setAutoFillBackground(True)
        self.map = DisplayMap(self)
        self.offer: QPushButton | None = None  # what Enter does, while it can be seen
        head = QLabel(title, self)
        font = head.font()
        font.setPointSizeF(font.pointSizeF() * 1.6)
        head.setFont(font)
        self.words = QLabel(self)
        self.words.setWordWrap(True)
        self._row = QHBoxLayout()
        self._row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 22, 28, 22)
        column.setSpacing(14)
        column.addWidget(head)
        column.addWidget(self.words)
        column.addWidget(self.map, 1)
        column.addLayout(self._row)

    def add(self, text: str, slot: Callable[[], object]) -> QPushButton:
        """One more button under the map."""
        button = QPushButton(text, self)
        button.setMinimumHeight(self._high)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(slot)
        self._row.addWidget(button)
        return button

    def take_key(self, event: QKeyEvent) -> bool:
        """A figure chooses a display, Enter does what is offered first, Escape closes; whether the key was one of these. The
        others stay the talk's."""
        figure = event.text()
        if figure.isdecimal() and 1 <= int(figure) <= len(self.map.displays):
            self.map.chosen.emit(self.map.displays[int(figure) - 1].identity)
        elif event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.offer is not None and self.offer.isVisible():
            self.offer.click()
        else:
            return False
        return True

    def close_panel(self) -> None:
        """Away with it."""
        self.hide()
        self.closed.emit()

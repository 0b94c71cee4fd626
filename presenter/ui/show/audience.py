"""The Talk → what the audience sees: one slide, black or white, and nothing else."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QColor, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from presenter.ui.show.finger import by_finger, swiped
from presenter.ui.slide_view import SlideView

HIDE_MOUSE_MS = 2000
WHEEL_NOTCH = 120
TREMBLE = 4  # pixels


class AudienceWindow(SlideView):
    """The window on the projector."""

    forward = Signal()
    back = Signal()
    followed = Signal(str)  # a link: `slide:INDEX` or a URL
    closed = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, ground=QColor("black"))
        # people who share a window in a call find it by this title, and so do programs: not translated
        self.setWindowTitle(f"{title} – audience")
        self.setAccessibleName(self.tr("Slide for the audience"))
        self.setWindowFlag(Qt.WindowType.Window)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._wheel = 0
        self._mouse: QPoint | None = None
        self._finger: QPointF | None = None  # where it came down
        self._still = QTimer(self)
        self._still.setSingleShot(True)
        self._still.setInterval(HIDE_MOUSE_MS)
        self._still.timeout.connect(lambda: self.setCursor(Qt.CursorShape.BlankCursor))
        self.setCursor(Qt.CursorShape.BlankCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Real movement shows the mouse; a table that trembles, or a window that opens under it, does not."""
        here = event.globalPosition().toPoint()
        if by_finger(event):
            return
        before, self._mouse = self._mouse, self._mouse or here
        if before is None or (here - before).manhattanLength() < TREMBLE:
            return
        self._mouse = here
        link = self.link_at(event.position().x(), event.position().y())
        self.setCursor(Qt.CursorShape.PointingHandCursor if link else Qt.CursorShape.ArrowCursor)
        self._still.start()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A link is followed only when the mouse can be seen: a clicker with a mouse in it must not leave the talk. A finger
        has done something only when it is lifted."""
        self._finger = event.position() if by_finger(event) else None
        if self._finger is not None:
            return
        link = "" if self.cursor().shape() == Qt.CursorShape.BlankCursor else self.link_at(event.position().x(), event.position().y())
        if link and event.button() == Qt.MouseButton.LeftButton:
            self.followed.emit(link)
        elif event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.ForwardButton):
            self.forward.emit()
        elif event.button() in (Qt.MouseButton.RightButton, Qt.MouseButton.BackButton):
            self.back.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A finger that went to the left, as if it drew the slide away, is for the next step, one to the right for the one
        before; one that stayed where it was is a click, and means a link if it is on one."""
        if self._finger is None:
            return
        at, way = self._finger, swiped(self._finger, event.position())
        self._finger = None
        link = self.link_at(at.x(), at.y()) if way == "" else ""
        if link:
            self.followed.emit(link)
        elif way != "nowhere":
            (self.back if way == "right" else self.forward).emit()

    def rest_mouse(self) -> None:
        """The mouse hides until it moves."""
        self.setCursor(Qt.CursorShape.BlankCursor)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A notch is a step; a touch pad's small turns add up."""
        self._wheel += event.angleDelta().y()
        while abs(self._wheel) >= WHEEL_NOTCH:
            notch = WHEEL_NOTCH if self._wheel > 0 else -WHEEL_NOTCH
            self._wheel -= notch
            (self.back if notch > 0 else self.forward).emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

"""The mouse over a view of the slide → the tool in the hand: what a person does with it in either window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QMouseEvent, QPointingDevice, QTabletEvent

from presenter.cell import Cell
from presenter.talk import tools
from presenter.talk.state import Place, Talk
from presenter.ui.slide_view import SlideView

_PEN = {QEvent.Type.TabletPress, QEvent.Type.TabletMove, QEvent.Type.TabletRelease}
_MOUSE = {
    QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, QEvent.Type.MouseButtonRelease, QEvent.Type.Leave,
}  # fmt: skip


class Pointer(QObject):
    """Watches the mouse over one view while there is a tool in the hand; without one the mouse is the view's own."""

    def __init__(self, view: SlideView, talk: Cell[Talk], shown: Callable[[], Place]) -> None:
        """`shown` tells which slide and step the view shows."""
        super().__init__(view)
        self._view, self._talk, self._shown = view, talk, shown
        self._tool = ""
        self._lent = False  # the laser, while Ctrl and the button are held
        view.setMouseTracking(True)
        view.installEventFilter(self)

    def follow(self, talk: Talk) -> None:
        """Another tool: the mouse looks otherwise, for the mark on the slide is the pointer."""
        if talk.tool != self._tool:
            self._tool = talk.tool
            self._view.setCursor(Qt.CursorShape.CrossCursor if talk.tool == "zoom" else Qt.CursorShape.BlankCursor)
            if not talk.tool:
                self._view.rest_mouse()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        talk = self._talk.value
        if isinstance(event, QMouseEvent) and self._lend(talk, event):
            return True
        if event.type() not in _MOUSE | _PEN or not talk.tool or self._shown() != talk.place:
            return False
        if isinstance(event, QTabletEvent):
            self._talk.set(self._drawn(talk, event))
            event.accept()  # so that no mouse is made of it
            return True
        if event.type() == QEvent.Type.Leave:
            self._talk.set(tools.point(talk, None))
        elif isinstance(event, QMouseEvent):
            self._talk.set(self._handled(talk, event))
        return True

    def _lend(self, talk: Talk, event: QMouseEvent) -> bool:
        """Ctrl and the mouse's button are the laser while they are held, as in PowerPoint. Whether the event was for that."""
        left, held = event.button() == Qt.MouseButton.LeftButton, bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if self._lent and event.type() == QEvent.Type.MouseButtonRelease and left:
            self._lent = False
            self._talk.set(tools.choose(talk, "laser") if talk.tool == "laser" else talk)
            return True
        if event.type() != QEvent.Type.MouseButtonPress or not (left and held) or talk.tool or self._shown() != talk.place:
            return False
        self._lent = True
        at = self._view.to_slide(event.position().x(), event.position().y())
        self._talk.set(tools.point(tools.choose(talk, "laser"), at if self._view.within(at) == at else None))
        return True

    def _handled(self, talk: Talk, event: QMouseEvent) -> Talk:
        at = self._view.to_slide(event.position().x(), event.position().y())
        left = Qt.MouseButton.LeftButton
        if event.type() == QEvent.Type.MouseMove:
            if event.buttons() & left:
                return tools.drag(talk, self._view.within(at))
            return tools.point(talk, at if self._view.within(at) == at else None)
        if event.type() == QEvent.Type.MouseButtonRelease:
            return tools.release(talk, self._view.page()) if event.button() == left else talk
        if event.button() == left:
            return tools.press(talk, at) if self._view.within(at) == at else talk
        return tools.choose(talk, "")  # the other button puts the tool away

    def _drawn(self, talk: Talk, event: QTabletEvent) -> Talk:
        """What a pen does: its pressure is kept, its other end rubs out, its side button puts the tool away."""
        at = self._view.to_slide(event.position().x(), event.position().y())
        inside = self._view.within(at)
        if event.type() == QEvent.Type.TabletRelease:
            return tools.release(talk, self._view.page())
        if event.pointerType() == QPointingDevice.PointerType.Eraser:
            return tools.rub(talk, inside) if event.pressure() > 0 else tools.point(talk, at)
        if event.type() == QEvent.Type.TabletPress:
            if event.button() == Qt.MouseButton.RightButton:
                return tools.choose(talk, "")
            return tools.press(talk, at, event.pressure()) if inside == at else talk
        if event.pressure() > 0:
            return tools.drag(talk, inside, event.pressure())
        return tools.point(talk, at if inside == at else None)

"""A deck → a talk in which one part after the other fails: `python -m tests.faulty_talk DECK TRACE plain|empty`.

Each part raises for a while, however often it is called, and is then itself again. One line for each says whether the audience still
saw the slide, and whether keys moved it afterwards.
"""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FunctionType
from typing import Any

from PySide6.QtCore import QEventLoop, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QPainter, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from presenter import app as program
from presenter import trace
from presenter.store.document import Document
from presenter.ui.show import console_panes, hand, prompter, show_keys, stage
from presenter.ui.show.audience import AudienceWindow
from presenter.ui.show.console import ConsoleWindow
from presenter.ui.slide_view import SlideView

REST_MS = 15


def boom(*given: Any, **named: Any) -> Any:
    """What goes wrong: an error with words, or one without a value, as `next()` raises."""
    if sys.argv[3] == "empty":
        next(iter(()))
    raise ValueError(f"boom: {sys._getframe().f_code.co_name}")


def boom_painting(view: QWidget, *given: Any) -> None:
    """Fails with a painter at work."""
    painter = QPainter(view)
    painter.setOpacity(0.5)
    boom()


def _boom_of(name: str) -> Callable[..., Any]:
    return FunctionType(boom.__code__.replace(co_name=name), globals())


@contextmanager
def failing(owner: type, name: str, instead: Callable[..., Any] = boom) -> Iterator[None]:
    """While it lasts, this method fails."""
    kept = vars(owner)[name]
    guarded = getattr(kept, "__wrapped__", None)
    if isinstance(guarded, FunctionType) and guarded is not kept:  # an override: what the guard calls fails
        cell = next(c for c in kept.__closure__ if c.cell_contents is guarded)
        cell.cell_contents = instead
        yield
        cell.cell_contents = guarded
    else:
        setattr(owner, name, instead)
        yield
        setattr(owner, name, kept)


class Talk:
    """The show of this process, as hands reach it."""

    def __init__(self) -> None:
        self.audience = next(w for w in QApplication.topLevelWidgets() if isinstance(w, AudienceWindow))
        self.console = next(w for w in QApplication.topLevelWidgets() if isinstance(w, ConsoleWindow))
        self.stage = self.audience.parent() or next(o for o in gc.get_objects() if isinstance(o, stage.LiveStage))

    def key(self, key: Qt.Key = Qt.Key.Key_Right) -> None:
        QTest.keyClick(self.audience, key)

    def wheel(self) -> None:
        at = QPointF(20, 20)
        turned = QWheelEvent(at, at, QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
                             Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
        QApplication.sendEvent(self.audience, turned)

    def resize(self) -> None:
        wide = 640 if self.audience.width() == 480 else 480
        self.audience.resize(wide, wide * 9 // 16)

    def thread(self) -> None:
        one = threading.Thread(target=_boom_of("a thread"))
        one.start()
        one.join()

    def forget(self) -> None:
        type("Dying", (), {"__del__": _boom_of("what is taken down")})()

    def click(self) -> None:
        QTest.mouseClick(self.audience, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))


Part = tuple[str, type, str, Callable[..., Any], Callable[[Talk], None]]
PARTS: tuple[Part, ...] = (
    ("painting the slide", SlideView, "paintEvent", boom_painting, lambda t: t.audience.repaint()),
    ("painting the slide when a key comes", SlideView, "paintEvent", boom_painting, Talk.key),
    ("painting the console", console_panes._Handle, "paintEvent", boom_painting, lambda t: t.console.repaint()),
    ("another size", SlideView, "resizeEvent", boom, Talk.resize),
    ("any event", SlideView, "event", boom, lambda t: t.audience.update()),
    ("the filter of keys", show_keys.ShowKeys, "eventFilter", boom, Talk.key),
    ("what the filter asks", show_keys.ShowKeys, "_mine", boom, Talk.key),
    ("a command", stage.LiveStage, "now", boom, Talk.key),
    ("the mouse", AudienceWindow, "mousePressEvent", boom, Talk.click),
    ("a slot of the mouse", stage.LiveStage, "_click", boom, Talk.click),
    ("the wheel", AudienceWindow, "wheelEvent", boom, Talk.wheel),
    ("a follower of the talk", hand.Hand, "follow", boom, Talk.key),
    ("the console's words", stage.LiveStage, "_show_console", boom, Talk.key),
    ("the clock", prompter.Prompter, "show_times", boom, lambda t: t.stage._tick()),
    ("the deck's file", Document, "changed_outside", boom, lambda t: t.stage._file._watch.stirred.emit()),
    ("a call from another thread", stage.LiveStage, "_refresh", boom, lambda t: t.stage._work._hop(t.stage._work._ready)),
    ("a thread", Talk, "thread", Talk.thread, Talk.thread),
    ("what is taken down", Talk, "forget", Talk.forget, Talk.forget),
)


def rest() -> None:
    """Let events come, as the program's own loop does: what fails under QTest.qWait is raised from it."""
    loop = QEventLoop()
    QTimer.singleShot(REST_MS, loop, loop.quit)
    loop.exec()


def fail(talk: Talk, part: Part) -> None:
    """Let one part fail three times, and say what the hall saw."""
    name, owner, method, instead, provoke = part
    if instead in (boom, boom_painting):  # a place of its own: a fault that comes again from the same place is told ever more rarely
        instead = FunctionType(instead.__code__.replace(co_name=name), {**globals(), "boom": _boom_of(name)})
    with failing(owner, method, instead):
        for _ in range(3):
            QTimer.singleShot(0, talk.audience, lambda: provoke(talk))
            rest()
            gc.collect()
    rest()
    at = talk.stage.talk.value.place
    follows = talk.audience.scene is talk.stage._scene(talk.stage.talk.value.shown[0])
    talk.key(Qt.Key.Key_Home)
    talk.key()
    moved = talk.stage.talk.value.place
    others = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w not in (talk.audience, talk.console)]
    seen = talk.audience.grab().toImage().pixelColor(talk.audience.width() // 2, talk.audience.height() - 8).name()
    words = "survived" if follows and talk.audience.isVisible() and not others and moved == (1, 0) and seen == "#ffffff" else "broken"
    print(f"{words}: {name}: {at} {moved} {seen} {others}; console: {talk.console.status.text()}", flush=True)


def give() -> None:
    """The whole talk."""
    talk = Talk()
    gc.set_threshold(50)  # what Python lets go is let go at bad moments
    try:
        for part in PARTS:
            fail(talk, part)
    finally:
        gc.set_threshold(700)
        talk.key(Qt.Key.Key_Escape)
        talk.key(Qt.Key.Key_Escape)


def main(deck: Path, to: Path) -> int:
    """Give the talk; 0 when it ended as it should."""
    trace.start(to)
    program.application(widgets=True)
    QTimer.singleShot(500, give)
    return program.run_present(deck, windowed=(480, 270))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))

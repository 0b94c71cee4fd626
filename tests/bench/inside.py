"""A deck's path and what to measure → one line of JSON; run in a fresh process for each, so that memos start empty."""

from __future__ import annotations

import gc
import json
import sys
import time
from pathlib import Path
from typing import Any

CLOCK = time.perf_counter


def _show(path: Path, blocking: bool) -> Any:
    from presenter import theme
    from presenter.layout.arrange import arrange_show
    from presenter.parse.deck import parse
    from presenter.qt.application import application
    from presenter.qt.shaper import QtShaper
    from presenter.store.assets import AssetStore

    application()
    deck = parse(path.read_text(encoding="utf-8"), folder=path.parent)
    look, _ = theme.load(deck.settings.theme, deck.settings, path.parent)
    return deck, look, QtShaper(look.fonts), AssetStore(path.parent, blocking=blocking), arrange_show


def _shares(milliseconds: list[float]) -> dict[str, float]:
    ordered = sorted(milliseconds)
    pick = lambda share: ordered[min(len(ordered) - 1, int(share * len(ordered)))]  # noqa: E731
    return {"median": pick(0.5), "p99": pick(0.99), "worst": ordered[-1], "count": len(ordered)}


def keystroke(path: Path) -> dict[str, float]:
    """A letter typed in the middle of the deck: text → deck → scene → 960 x 540 pixels, in ms, 300 times over ten slides."""
    from presenter.parse.deck import parse
    from presenter.qt.render import image

    gc.disable()  # as the program does while somebody types (ui/calm.py)
    deck, look, shaper, assets, arrange_show = _show(path, blocking=True)
    text, times, busy = deck.text, [], []
    middle = len(deck.slides) // 2
    for turn in range(310):
        index = middle + turn // 31
        at = text.index("\n\n", deck.starts[index] + 4)  # behind the heading
        begun, used = CLOCK(), time.process_time()
        text = text[:at] + "abcdefgh "[turn % 9] + text[at:]
        deck = parse(text, folder=path.parent, previous=deck)
        show = arrange_show(deck, look, shaper, assets, path)
        image(show.scene(index), 960, 540, 0)
        if turn % 31:  # the first on a slide also reads the slide and its pictures
            times.append((CLOCK() - begun) * 1000)
            busy.append((time.process_time() - used) * 1000)
    assets.close()
    return _shares(times) | {"processor": _shares(busy)["median"]}


def _window(path: Path) -> tuple[Any, Any]:
    """The program's window on the deck, and what it works on."""
    from presenter.app import Project, _hopper
    from presenter.qt.application import application
    from presenter.store.document import Document
    from presenter.store.settings import Settings
    from presenter.ui.desk import WindowDesk

    app = application(widgets=True)
    project = Project(Document(path), _hopper(app))
    desk = WindowDesk(project, Settings())
    desk.open_window()
    desk.window.resize(1440, 900)
    return desk, project


class _Painted:
    """When a widget was last painted."""

    def __new__(cls, widget: Any) -> Any:
        from PySide6.QtCore import QEvent, QObject

        class Watch(QObject):
            when = used = 0.0  # the clock, and processor time

            def eventFilter(self, watched: QObject, event: QEvent) -> bool:
                if event.type() == QEvent.Type.Paint and not self.when:
                    self.when, self.used = CLOCK(), time.process_time()
                return False

        made = Watch(widget)
        widget.installEventFilter(made)
        return made


def typing(path: Path) -> dict[str, Any]:
    """Letters typed in the window's editor in the middle of the deck, in headings and inside code, tables, formulas and
    diagrams, until the editor and until the slide is painted; ms."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    desk, project = _window(path)
    window, editor = desk.window, desk.window.editor
    shown: list[tuple[float, float]] = []
    window.view.painted.connect(lambda: shown.append((CLOCK(), time.process_time())))
    written = _Painted(editor.viewport())
    middle, times, busy, to_editor, busy_editor = window.count // 2, [], [], [], []
    for index in range(middle, middle + 10):
        desk.go(index)
        start = project.show.value.deck.starts[index]
        for place in (None, editor.text.index("\n", editor.text.index("\n\n", start + 4) + 2)):  # the heading; the first line below it
            if place is not None:
                editor.go(editor.text.find("\n", place + 1) - 1)
            for _ in range(20):
                QApplication.processEvents()
            for turn in range(16):
                shown.clear()
                written.when = 0.0
                begun, used = CLOCK(), time.process_time()
                QTest.keyClick(editor, "abcdefgh "[turn % 9])
                while not (shown and written.when) and CLOCK() - begun < 1:
                    QApplication.processEvents()
                if turn:
                    times.append((shown[0][0] - begun) * 1000)
                    busy.append((shown[0][1] - used) * 1000)
                    to_editor.append((written.when - begun) * 1000)
                    busy_editor.append((written.used - used) * 1000)
                QApplication.processEvents()
    project.close()
    return _shares(times) | {"processor": _shares(busy), "editor": _shares(to_editor), "editor processor": _shares(busy_editor)}


def scrolling(path: Path) -> dict[str, Any]:
    """The strip moved by 60 pixels again and again, each frame painted; ms a frame."""
    from PySide6.QtWidgets import QApplication

    desk, project = _window(path)
    strip = desk.window.strip
    for _ in range(50):
        QApplication.processEvents()
    times, busy = [], []
    for turn in range(600):
        begun, used = CLOCK(), time.process_time()
        strip.verticalScrollBar().setValue(turn * 60)
        strip.viewport().repaint()
        QApplication.processEvents()
        times.append((CLOCK() - begun) * 1000)
        busy.append((time.process_time() - used) * 1000)
    project.close()
    return _shares(times[5:]) | {"processor": _shares(busy[5:])}


def turning(path: Path) -> dict[str, Any]:
    """Each slide for the first time and again, at 1920 x 1080, in ms; pictures, formulas and diagrams are on disk already."""
    from PySide6.QtGui import QImage, QPainter

    from presenter.qt.render import image

    deck, look, shaper, assets, arrange_show = _show(path, blocking=True)
    show = arrange_show(deck, look, shaper, assets, path)
    screen = QImage(1920, 1080, QImage.Format.Format_RGB32)
    cold, warm = [], []

    def turn(index: int) -> float:
        begun = CLOCK()
        picture = image(show.scene(index), 1920, 1080, 0)
        painter = QPainter(screen)
        painter.drawImage(0, 0, picture)
        painter.end()
        return (CLOCK() - begun) * 1000

    turn(0)
    for index in range(1, min(100, len(deck.slides))):
        cold.append(turn(index))
        warm.append(turn(index))
    assets.close()
    return {"cold": _shares(cold), "warm": _shares(warm), "slowest": cold.index(max(cold)) + 2}


def fill(path: Path) -> dict[str, float]:
    """Make every picture, formula and diagram of the deck, so that they are on disk; seconds."""
    begun = CLOCK()
    deck, look, shaper, assets, arrange_show = _show(path, blocking=True)
    show = arrange_show(deck, look, shaper, assets, path)
    for index in range(len(deck.slides)):
        show.scene(index)
    assets.close()
    return {"seconds": CLOCK() - begun}


if __name__ == "__main__":
    print(json.dumps(globals()[sys.argv[1]](Path(sys.argv[2]))))

"""A deck, a size and what to measure of a running show → one line of JSON; run in a fresh process on an X server of its own."""

from __future__ import annotations

import json
import random
import sys
import time
from pathlib import Path
from typing import Any

CLOCK = time.perf_counter


class Show:
    """A show in a window of `width` x `height` pixels, driven by keys, with the program's own trace."""

    def __init__(self, path: Path, width: int, height: int) -> None:
        from PySide6.QtTest import QTest

        from presenter import trace
        from presenter.app import Project, _hopper
        from presenter.qt.application import application
        from presenter.store.document import Document
        from presenter.ui.calm import Calm
        from presenter.ui.show.stage import LiveStage

        self.app = application(widgets=True)
        self._trace = path.with_suffix(f".{width}.jsonl")
        trace.start(self._trace)
        self.project = Project(Document(path), _hopper(self.app))
        self.stage = LiveStage(self.project, windowed=(width, height))
        self.stage.start()
        self.stage.talk.watch(Calm(self.app).stir)
        assert QTest.qWaitForWindowExposed(self.stage.audience, 20_000)
        self.wait(1.5)

    def wait(self, seconds: float) -> None:
        """Let the program do what it does when it is left alone."""
        from PySide6.QtTest import QTest

        QTest.qWait(round(seconds * 1000))

    def key(self, *keys: Any) -> None:
        """Press keys, and let the windows follow."""
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QApplication

        for one in keys:
            QTest.keyClick(self.stage.audience, one)
        QApplication.processEvents()

    def shown(self) -> tuple[list[float], list[float]]:
        """Milliseconds from key to pixels on the audience's window, of every change until now; and of processor time in them."""
        from presenter import trace

        trace.stop()
        events = [json.loads(line) for line in self._trace.read_text(encoding="utf-8").splitlines()]
        trace.start(self._trace)
        used = {e["t"]: e["cpu"] for e in events if e["event"] == "key"}
        told = [e for e in events if e["event"] == "slide-shown" and e["window"] == "audience" and round(e["key"] or 0, 6) in used]
        return [(e["t"] - e["key"]) * 1000 for e in told], [(e["cpu"] - used[round(e["key"], 6)]) * 1000 for e in told]

    def close(self) -> None:
        """End it."""
        self.stage.end()
        self.project.close()


def keys(path: Path, width: int, height: int) -> dict[str, Any]:
    """Key to pixels: slides never shown, in an order nobody could foresee (cold); the next slide, made ready (warm)."""
    from PySide6.QtCore import Qt

    show = Show(path, width, height)
    count = show.stage.slides.count
    show.shown()
    order = list(range(2, count + 1))
    random.Random(3).shuffle(order)
    for number in order:
        show.key(*(Qt.Key(Qt.Key.Key_0 + int(digit)) for digit in str(number)), Qt.Key.Key_Return)
    cold = show.shown()
    show.key(Qt.Key.Key_Home)
    show.wait(0.5)
    show.shown()
    for _ in range(min(60, count - 1)):
        show.key(Qt.Key.Key_Right)
        show.wait(0.4)
    warm = show.shown()
    show.close()
    return {"cold": _shares(*cold), "warm": _shares(*warm)}


def hurry(path: Path, width: int, height: int) -> dict[str, Any]:
    """A key every 30 ms from slide to slide that were never shown: ms by which it is taken late, for what is done meanwhile."""
    from PySide6.QtCore import Qt

    show = Show(path, width, height)
    late, due = [], CLOCK()
    for _ in range(show.stage.slides.count - 1):
        due += 0.03
        while CLOCK() < due:
            show.wait(0.002)
        late.append((CLOCK() - due) * 1000)
        show.key(Qt.Key.Key_Right)
    show.close()
    return {"median": _at(late, 0.5), "worst": max(late)}


def changes(path: Path, width: int, height: int) -> dict[str, Any]:
    """Frames a second of a change between two slides, of six of them; milliseconds of the slowest frame's painting."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from presenter.ui.slide_view import SlideView

    show = Show(path, width, height)
    frames: list[tuple[float, float]] = []
    paint = SlideView._paint_slide

    def timed(view: SlideView, *args: Any) -> None:
        begun = CLOCK()
        paint(view, *args)
        if view is show.stage.audience:
            frames.append((begun, CLOCK() - begun))

    SlideView._paint_slide = timed  # type: ignore[method-assign]
    rates, slowest = [], []
    for turn in range(6):
        frames.clear()
        show.key(Qt.Key.Key_Right if turn % 2 == 0 else Qt.Key.Key_Left)
        while show.stage.audience.changing:
            QTest.qWait(1)
        if len(frames) > 2:
            rates.append((len(frames) - 1) / (frames[-1][0] - frames[0][0]))
            slowest.append(max(took for _, took in frames) * 1000)
        show.wait(0.5)
    show.close()
    return {"rate": sorted(rates)[len(rates) // 2] if rates else 0.0, "slowest": sorted(slowest)[len(slowest) // 2] if slowest else 0.0}


def _shares(milliseconds: list[float], processor: list[float]) -> dict[str, float]:
    return {"median": _at(milliseconds, 0.5), "p99": _at(milliseconds, 0.99), "processor": _at(processor, 0.99)}


def _at(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


if __name__ == "__main__":
    print(json.dumps(globals()[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))))

"""Faults of our own: whatever part fails during a show, the hall sees the slide, keys go on, the presenter is told, nothing ends."""

from __future__ import annotations

import gc
import json
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from presenter.cell import Cell
from presenter.faults import Faults

ROOT = Path(__file__).resolve().parent.parent
DECK = "---\ntransition: none\n---\n" + "\n---\n\n".join(f"# {name}\n\nwords\n" for name in ("One", "Two", "Three"))


@pytest.mark.parametrize("kind", ["plain", "empty"])
def test_whatever_fails_the_talk_goes_on(kind: str, tmp_path: Path) -> None:
    pytest.importorskip("PySide6.QtWidgets")
    from tests.faulty_talk import PARTS

    deck, trace = tmp_path / "talk.md", tmp_path / "trace.jsonl"
    deck.write_text(DECK, encoding="utf-8")
    words = [sys.executable, "-W", "error", "-m", "tests.faulty_talk", str(deck), str(trace), kind]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    lines = done.stdout.splitlines()
    assert [line.split(": ")[:2] for line in lines] == [["survived", part[0]] for part in PARTS], done.stdout
    for word in ("Fatal", "QPainter::", "QBackingStore", "Error calling Python override"):
        assert word not in done.stderr
    told = [event["error"] for event in map(json.loads, trace.read_text("utf-8").splitlines()) if event["event"] == "fault"]
    if kind == "plain":
        assert list(dict.fromkeys(told)) == [f"ValueError: boom: {part[0]}" for part in PARTS[:-1]]  # the last one only to the log
        assert f"ValueError: boom: {PARTS[-1][0]}" in done.stderr
        assert all("A fault in the program itself: ValueError" in line for line in lines)
    else:
        assert set(told) == {"StopIteration"}


@pytest.mark.skipif(os.name == "nt", reason="a signal ends it")
def test_what_ends_the_process_all_the_same_says_where(tmp_path: Path) -> None:
    pytest.importorskip("PySide6.QtWidgets")
    deck = tmp_path / "talk.md"
    deck.write_text(DECK, encoding="utf-8")
    code = (
        "import os, signal; from PySide6.QtCore import QTimer; from pathlib import Path; from presenter import app\n"
        "def fall(): os.kill(os.getpid(), signal.SIGSEGV)\n"
        "app.application(widgets=True); QTimer.singleShot(300, fall)\n"
        f"app.run_present(Path({str(deck)!r}), windowed=(320, 180))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode < 0
    assert "in fall" in done.stderr
    assert "run_present" in done.stderr


# ---------------------------------------------------------------- what the hooks do


@pytest.fixture
def faults() -> Iterator[tuple[Faults, list[str]]]:
    told: list[str] = []
    kept = sys.unraisablehook, threading.excepthook
    made = Faults(told.append, lambda fn: fn())
    sys.unraisablehook, threading.excepthook = made.unraisable, made.in_thread
    yield made, told
    sys.unraisablehook, threading.excepthook = kept


def caught(fail: Callable[[], object]) -> Exception:
    try:
        fail()
    except Exception as error:
        return error
    raise AssertionError("it did not fail")


@pytest.mark.logs("a fault in the program itself")
def test_a_fault_of_every_picture_is_told_ever_more_rarely(faults: tuple[Faults, list[str]], caplog: pytest.LogCaptureFixture) -> None:
    made, told = faults
    for _ in range(1234):
        error = caught(lambda: 1 // 0)
        made.hook(type(error), error, error.__traceback__)
    words = "ZeroDivisionError: integer division or modulo by zero"
    assert told == [words, f"{words} (10 times)", f"{words} (100 times)", f"{words} (1000 times)"]
    assert len(caplog.records) == 4
    error = caught(lambda: {}["x"])  # another place
    made.hook(type(error), error, error.__traceback__)
    assert told[4:] == ["KeyError: 'x'"]


@pytest.mark.logs("a fault in")
def test_faults_of_threads_and_of_what_is_taken_down_come_too(faults: tuple[Faults, list[str]], caplog: pytest.LogCaptureFixture) -> None:
    _, told = faults
    thread = threading.Thread(target=lambda: [][0])
    thread.start()
    thread.join()
    assert told == ["IndexError: list index out of range"]

    class Dying:
        def __del__(self) -> None:
            raise ValueError("gone")

    Dying()
    gc.collect()
    assert told == ["IndexError: list index out of range"]
    assert any(record.exc_info and str(record.exc_info[1]) == "gone" for record in caplog.records)


@pytest.mark.logs("a fault in the program itself", "and it could not be told")
def test_a_fault_that_cannot_be_told_ends_nothing(caplog: pytest.LogCaptureFixture) -> None:
    def tell(words: str) -> None:
        raise RuntimeError("the window is gone")

    def hop(fn: Callable[[], None]) -> None:
        raise RuntimeError("the program has ended")

    error = caught(lambda: [][0])
    Faults(tell, lambda fn: fn()).hook(type(error), error, error.__traceback__)
    Faults(tell, hop).hook(type(error), error, error.__traceback__)
    assert [r.getMessage() for r in caplog.records if r.levelno == logging.ERROR].count("and it could not be told") == 2


def test_every_watcher_of_a_value_is_told_whatever_another_one_raises() -> None:
    cell, heard = Cell(0), []
    cell.watch(lambda new, old: [][0])
    cell.watch(lambda new, old: heard.append(new))
    with pytest.raises(IndexError):
        cell.set(1)
    assert heard == [1]
    cell.watch(lambda new, old: {}["x"])
    with pytest.raises(ExceptionGroup) as group:
        cell.set(2)
    assert [type(error) for error in group.value.exceptions] == [IndexError, KeyError]
    assert heard == [1, 2]


# ---------------------------------------------------------------- the guard


def test_all_our_classes_that_override_qt_are_guarded() -> None:
    pytest.importorskip("PySide6.QtWidgets")
    import importlib
    import pkgutil

    import presenter.qt
    import presenter.ui
    from presenter.qt.guard import overrides

    seen = 0
    for room in (presenter.ui, presenter.qt):
        for found in pkgutil.walk_packages(room.__path__, room.__name__ + "."):
            module = importlib.import_module(found.name)
            for made in vars(module).values():
                if isinstance(made, type) and made.__module__ == found.name:
                    for name in overrides(made):
                        assert hasattr(vars(made)[name], "__wrapped__"), f"{made.__qualname__}.{name}"
                        seen += 1
    assert seen > 50


def test_an_override_that_fails_answers_as_the_class_below(app: object, monkeypatch: pytest.MonkeyPatch) -> None:
    from PySide6.QtCore import QEvent, QSize
    from PySide6.QtWidgets import QLabel, QWidget

    heard: list[str] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, where: heard.append(kind.__name__))

    class Faulty(QLabel):
        def sizeHint(self) -> QSize:
            raise ValueError

        def eventFilter(self, watched: object, event: QEvent) -> bool:
            return next(iter(()))

        def resizeEvent(self, event: QEvent) -> None:
            raise KeyError("size")

        def words(self) -> str:
            raise IndexError

    faulty, watched = Faulty("words"), QWidget()
    assert faulty.sizeHint() == QLabel("words").sizeHint()
    watched.installEventFilter(faulty)
    watched.setWindowTitle("x")
    faulty.show()
    faulty.resize(300, 200)
    assert faulty.width() == 300
    assert set(heard) == {"ValueError", "StopIteration", "KeyError"}
    with pytest.raises(IndexError):
        faulty.words()
    faulty.close()

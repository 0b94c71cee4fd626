"""Words, Problems and progress → a person's terminal; and a person's Ctrl+C → the end of long work."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from presenter.problems import Cancelled, Problem


def say(what: object, code: int) -> int:
    """One line on stderr; gives `code` back."""
    print(f"presenter: {' '.join(str(what).split())}", file=sys.stderr)
    return code


def count(number: int, noun: str) -> str:
    """`3 slides`, `1 slide`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def line(deck: Path, problem: Problem) -> str:
    """A Problem for people: FILE:LINE: SEVERITY: slide N: MESSAGE (HINT) [CODE]."""
    place = f"{deck}:{problem.line}" if problem.line else f"{deck}"
    slide = f" slide {problem.slide}:" if problem.slide else ""
    hint = f" ({problem.hint})" if problem.hint else ""
    return f"{place}: {problem.severity}:{slide} {problem.message}{hint} [{problem.code}]"


def row(deck: Path, p: Problem) -> dict[str, object]:
    """A Problem for programs."""
    return {
        "deck": str(deck), "slide": p.slide, "line": p.line, "severity": str(p.severity),
        "code": p.code, "message": p.message, "hint": p.hint,
    }  # fmt: skip


class Stop:
    """Ctrl+C and the end of a session: the work stops at the end of the slide; what was there before stays.

    Not by an exception out of nowhere at once: Qt's binding is not ready for one in the middle of a call.
    """

    PATIENCE = 2.0  # seconds for the slide at hand
    asked = False

    @classmethod
    def listen(cls) -> None:
        """Stop by signals from now on."""
        cls.asked = False
        signal.signal(signal.SIGINT, cls._ask)
        signal.signal(signal.SIGTERM, cls._ask)

    @classmethod
    def _ask(cls, signum: int, frame: object) -> None:
        if cls.asked:
            raise KeyboardInterrupt
        cls.asked = True
        if hasattr(signal, "setitimer"):
            signal.signal(signal.SIGALRM, cls._ask)
            signal.setitimer(signal.ITIMER_REAL, cls.PATIENCE)

    @classmethod
    def look(cls) -> None:
        """Raises Cancelled when somebody has asked to stop."""
        if cls.asked:
            raise Cancelled


class Bar:
    """A progress bar on stderr, only where that is a terminal; gone when the work is done.

    With PRESENTER_PROGRESS in the environment lines `progress DONE TOTAL` instead, for a window that waits.
    """

    WIDTH = 30

    def __init__(self, title: str) -> None:
        self._title = title
        self._lines = bool(os.environ.get("PRESENTER_PROGRESS"))
        self._on = sys.stderr.isatty() and not self._lines
        self._last = -1

    def __enter__(self) -> Bar:
        return self

    def __exit__(self, *_: object) -> None:
        if self._on and self._last >= 0:
            print("\r\033[K", end="", file=sys.stderr, flush=True)

    def show(self, done: int, total: int) -> None:
        """`done` of `total` slides are finished. Raises Cancelled when the work is to stop."""
        Stop.look()
        if self._lines:
            print(f"progress {done} {total}", file=sys.stderr, flush=True)
        share = done * self.WIDTH // max(1, total)
        if self._on and (share, done == total) != (self._last, False):
            self._last = share
            bar = "█" * share + "░" * (self.WIDTH - share)
            print(f"\r{self._title} {bar} {done}/{total}", end="", file=sys.stderr, flush=True)

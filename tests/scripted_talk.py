"""A deck → a talk given by keys pressed at random until it is killed: `python -m tests.scripted_talk DECK TRACE SEED [--resume]`."""

from __future__ import annotations

import random
import sys
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from presenter import trace
from presenter.app import run_present
from presenter.qt.application import application

K = Qt.Key
KEYS = (K.Key_Right, K.Key_Right, K.Key_Right, K.Key_Left, K.Key_B, K.Key_PageDown, K.Key_F, K.Key_T, K.Key_End, K.Key_Home)


def press(dice: random.Random) -> None:
    """One key to the audience's window, as the system would send it."""
    window = next(w for w in QApplication.topLevelWidgets() if "audience" in w.windowTitle())
    QTest.keyClick(window, dice.choice(KEYS))


def main(deck: Path, to: Path, seed: int, resume: bool) -> int:
    """Give the talk; with `resume` from where it was, and without any key."""
    trace.start(to)
    application(widgets=True)
    keys = QTimer()
    dice = random.Random(seed)
    keys.timeout.connect(lambda: press(dice))
    if not resume:
        QTimer.singleShot(300, lambda: keys.start(20))
    return run_present(deck, windowed=(480, 270), resume=resume)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), "--resume" in sys.argv))

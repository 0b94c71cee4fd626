"""A window on a deck in which a script types without a pause and sometimes saves, until somebody kills the program.

`typist.py DECK SEED`; writes `N SECONDS` after each letter: so many letters stand behind the text it began with, and the wall clock
less what the program had waited for a processor until then.
"""

from __future__ import annotations

import os
import random
import sys
import time
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

LETTERS = "the quick brown fox 😀 jumps\nover "


def typed(count: int) -> str:
    """The first `count` letters that are typed."""
    return (LETTERS * (count // len(LETTERS) + 1))[:count]


def main(deck: Path, seed: int) -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QTextCursor

    from presenter.app import Project, _hopper
    from presenter.qt.application import application
    from presenter.store.document import Document
    from presenter.store.settings import Settings
    from presenter.ui.desk import WindowDesk
    from presenter.worker.child import starved

    app = application(widgets=True)
    project = Project(Document(deck), _hopper(app))
    desk = WindowDesk(project, Settings(deck.parent / "settings.json"))
    desk.open_window()
    editor, dice = desk.window.editor, random.Random(seed)
    editor.moveCursor(QTextCursor.MoveOperation.End)
    count = 0

    def type_one() -> None:
        nonlocal count
        editor.insertPlainText(typed(count + 1)[count])
        count += 1
        if dice.random() < 0.02:
            desk.save()
        print(count, time.time() - starved(), flush=True)
        QTimer.singleShot(dice.randint(0, 25), type_one)

    QTimer.singleShot(100, type_one)
    app.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))

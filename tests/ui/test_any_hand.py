"""Any keys, any mouse, any edits of the deck in any order: the show stands, the talk stays in the deck, what is kept can be read."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

pytest.importorskip("PySide6.QtWidgets")

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from presenter.app import Project, _hopper
from presenter.store.document import Document
from presenter.store.ink import InkFile
from presenter.store.recovery import TalkRecord
from presenter.ui.show.stage import LiveStage

K, M = Qt.Key, Qt.KeyboardModifier
KEYS = [
    *(getattr(K, f"Key_{name}") for name in "ABCDEFGHILMNOPRSTUWXYZ01239"),
    K.Key_Left, K.Key_Right, K.Key_Up, K.Key_Down, K.Key_PageUp, K.Key_PageDown, K.Key_Home, K.Key_End, K.Key_Return, K.Key_Tab,
    K.Key_Plus, K.Key_Minus, K.Key_Period, K.Key_Comma, K.Key_Space, K.Key_Backspace, K.Key_BracketLeft, K.Key_BracketRight, K.Key_F5,
    K.Key_F2, K.Key_Y,
]  # fmt: skip
MODIFIERS = [M.NoModifier] * 6 + [M.ControlModifier, M.ShiftModifier, M.AltModifier]
TEXTS = (
    "# A\n\none\n\n. . .\n\ntwo\n\n---\n\n# B\n\n---\n\n<!-- section: S -->\n\n# C\n",
    "# B\n\n---\n\n# New\n\n---\n\n# A\n\none\n", "", "---\nduration: 1m\ntransition: push 0.1s\n---\n# Only\n\n<!-- time: 5 -->\n",
    "<!-- _hidden: true -->\n\n# A\n\n---\n\n<!-- advance: 0.1s -->\n\n# B\n\n---\n\n# C\n\n---\n\n# D\n",
)  # fmt: skip
MOUSE = (QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease)


def mouse(widget: QWidget, dice: random.Random) -> None:
    at = QPointF(dice.uniform(-50, widget.width() + 50), dice.uniform(-50, widget.height() + 50))
    button = dice.choice((Qt.MouseButton.LeftButton, Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton))
    kind = dice.choice(MOUSE)
    held = button if kind != QEvent.Type.MouseButtonRelease else Qt.MouseButton.NoButton
    QApplication.sendEvent(widget, QMouseEvent(kind, at, widget.mapToGlobal(at), button, held, M.NoModifier))


def wheel(widget: QWidget, dice: random.Random) -> None:
    at, turn = QPointF(widget.width() / 2, widget.height() / 2), QPoint(dice.choice((0, 40)), dice.choice((-480, -120, -7, 15, 120)))
    held = dice.choice((M.NoModifier, M.ControlModifier))
    none = Qt.MouseButton.NoButton
    QApplication.sendEvent(widget, QWheelEvent(at, widget.mapToGlobal(at), QPoint(), turn, none, held, Qt.ScrollPhase.NoScrollPhase, False))


def parts(stage: LiveStage) -> int:
    """How many things of Qt's the show holds, once what was to be deleted is."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # an event loop would do it
    return sum(len(one.findChildren(QObject)) for one in (stage, stage.audience, stage.console))


def disturb(folder: Path, count: int, seed: int) -> None:
    app, dice = QApplication.instance(), random.Random(seed)
    deck = folder / "talk.md"
    deck.write_text(TEXTS[0], encoding="utf-8")
    project = Project(Document(deck), _hopper(app))
    stage = LiveStage(project, windowed=(320, 180))
    stage.follow_file()
    stage.start()
    half = 0
    for event in range(count):
        if event == count // 2:
            half = parts(stage)
        match dice.randrange(15):
            case 0:
                project.document.text.set(dice.choice(TEXTS))
            case 12:
                wheel(dice.choice((stage.audience, stage.console, stage.console.now)), dice)
            case 13:
                dice.choice((stage.audience, stage.console)).resize(dice.randrange(1, 900), dice.randrange(1, 600))
            case 14 if dice.random() < 0.1:  # another program saves the deck, or takes it away
                deck.write_text(dice.choice(TEXTS), encoding="utf-8") if dice.random() < 0.8 else deck.unlink(missing_ok=True)
                stage._file._look()
            case 1 | 2 | 3 | 4:
                mouse(dice.choice((stage.audience, stage.console.now)), dice)
            case _:
                pad = stage.console.notes_pad
                where = (stage.audience, pad.field if pad.writing else stage.console)
                QTest.keyClick(dice.choice(where), dice.choice(KEYS), dice.choice(MODIFIERS))
        QApplication.processEvents()
        talk, show = stage.talk.value, project.show.value
        for slide, step in (talk.place, talk.shown):
            assert 0 <= slide < max(1, len(show.deck.slides))
            assert 0 <= step <= (show.slide(slide).steps if len(show.deck.slides) else 0)
    assert stage.running
    assert parts(stage) < half + 20  # nothing is left behind by what comes and goes
    assert "fault" not in stage.console.status.text()
    TalkRecord(deck).keep(stage.talk.value, project.show.value.deck)
    assert TalkRecord(deck).found(project.show.value.deck) is not None
    drawn = sum(len(page.strokes) for page in [*stage.talk.value.ink.pages.values(), *(page for _, page in stage.talk.value.ink.lost)])
    stage.end()
    again = InkFile(deck).read(project.show.value.deck)
    assert sum(len(page.strokes) for page in [*again.pages.values(), *(page for _, page in again.lost)]) == drawn
    project.close()


@pytest.mark.parametrize("seed", range(3))
def test_a_child_at_the_keyboard(app: object, tmp_path: Path, seed: int) -> None:
    disturb(tmp_path, 1500, seed)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 110))
def test_many_children(app: object, tmp_path: Path, seed: int) -> None:
    disturb(tmp_path, 5000, seed)

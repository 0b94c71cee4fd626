"""The welcome deck in the program's own windows, off screen → pictures of them for the documentation."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

WELCOME = Path(__file__).resolve().parent.parent / "decks" / "welcome.md"
Save = Callable[[Any, str], None]
Settle = Callable[..., None]


def draw(save: Save, settle: Settle) -> None:
    """The main window, and the audience's view with the console."""
    from PySide6.QtWidgets import QApplication

    from presenter.app import Project
    from presenter.store.document import Document
    from presenter.store.settings import Settings

    app = QApplication.instance()
    os.chdir(WELCOME.parent)
    project = Project(Document(Path(WELCOME.name)), _hop())
    _main_window(project, Settings(), save, settle)
    _show(project, save, settle)
    project.close()
    assert app is not None


def _hop() -> Callable[[Callable[[], None]], None]:
    from presenter.app import _hopper

    return _hopper(None)


def _quiet(project: Any, settle: Settle, slides: range) -> None:
    """Nothing is being made any more on these slides."""
    settle(lambda: not any(project.show.value.scene(index).pending for index in slides))
    still = iter(range(60))
    settle(lambda: next(still, None) is None)


def _main_window(project: Any, settings: Any, save: Save, settle: Settle) -> None:
    from presenter.ui.desk import WindowDesk

    desk = WindowDesk(project, settings)
    desk.open_window()
    desk.window.resize(1440, 900)
    count = len(project.show.value.deck.slides)
    _quiet(project, settle, range(count))
    desk.go(5)
    _quiet(project, settle, range(count))
    save(desk.window.grab().toImage(), "window.png")
    desk.window.hide()


def _show(project: Any, save: Save, settle: Settle) -> None:
    from presenter.talk import tools
    from presenter.ui.stage import LiveStage

    stage = LiveStage(project, 8, windowed=(1280, 720))
    stage.start()
    stage.console.resize(1280, 720)
    now = stage.now()
    stage.talk.set(replace(stage.talk.value, started=now - 512, slide_since=now - 41))
    _quiet(project, settle, range(8, 11))
    save(stage.audience.grab().toImage(), "audience.png")
    save(stage.console.grab().toImage(), "console.png")
    _draw_on(stage, settle)
    save(stage.audience.grab().toImage(), "ink.png")
    stage.talk.set(tools.clear(stage.talk.value))  # none is left beside the deck
    stage.end()


def _draw_on(stage: Any, settle: Settle) -> None:
    """A ring round some words, a line under others, and the laser."""
    from math import cos, sin

    from presenter.talk import tools

    lines = {
        "pen": [(184 + 82 * cos(t / 8), 233 + 21 * sin(t / 8) - t / 20) for t in range(-4, 50)],
        "highlighter": [(140 + 5.0 * t, 164 + sin(t / 4) / 2) for t in range(24)],
    }
    before = stage.talk.value
    for tool, points in lines.items():
        talk = tools.press(tools.choose(stage.talk.value, tool), points[0])  # type: ignore[arg-type]
        for at in points[1:]:
            talk = tools.drag(talk, at)
        stage.talk.set(tools.choose(tools.release(talk, stage.size), ""))
    _rest = iter(range(20))
    settle(lambda: next(_rest, None) is None)
    assert stage.talk.value.ink is not before.ink

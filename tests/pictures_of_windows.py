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
    project.close()
    _show(save, settle)
    _times(save, settle)
    _displays(save, settle)
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
    _modes(desk, save, settle)
    desk.window.hide()


def _modes(desk: Any, save: Save, settle: Settle) -> None:
    """What can be inserted, the keys, the window in the dark and with nothing but text, and what there is to begin with."""
    from presenter.ui.edit.insert_panel import InsertPanel
    from presenter.ui.key_table import KeyTable
    from presenter.ui.looks import set_appearance

    window = desk.window
    desk.insert()
    panel = next(one for one in window.findChildren(InsertPanel) if one.isVisible())
    settle(lambda: len(panel._pictures) == panel.list.count())
    save(panel.grab().toImage(), "insert.png")
    panel.close()
    desk.keys()
    table = next(one for one in window.findChildren(KeyTable) if one.isVisible())
    table.pick("keys", "highlight")
    save(table.grab().toImage(), "keys.png")
    table.close()
    set_appearance("dark")
    _rest(settle)
    save(window.grab().toImage(), "window-dark.png")
    desk.mode("focus")
    window.resize(1440, 900)
    _rest(settle)
    save(window.grab().toImage(), "focus.png")
    desk.mode("focus")
    set_appearance("light")
    desk.shelf.show_start()
    _rest(settle)
    save(window.grab().toImage(), "start.png")
    window.show_start(None)


def _rest(settle: Settle) -> None:
    """Some turns in which the windows do what they put off."""
    turns = iter(range(80))
    settle(lambda: next(turns, None) is None)


def _show(save: Save, settle: Settle) -> None:
    """The audience's view and the console: as they are, with ink, late, in a bright room, with all slides, and 4:3."""
    from presenter.talk import tools

    project = _timed("duration: 15m")
    stage = _given(project, 8, 512, settle)
    save(stage.audience.grab().toImage(), "audience.png")
    save(stage.console.grab().toImage(), "console.png")
    _draw_on(stage, settle)
    save(stage.audience.grab().toImage(), "ink.png")
    stage.arrange_console("bright")
    stage.arrange_console("tools")
    _quiet(project, settle, range(8, 11))
    save(stage.console.grab().toImage(), "console-light.png")
    stage.arrange_console("bright")
    stage.arrange_console("tools")
    stage.talk.set(tools.clear(stage.talk.value))  # none is left beside the deck
    stage.overview()
    _quiet(project, settle, range(16))
    save(stage.console.grab().toImage(), "overview.png")
    stage.end()
    stage = _given(project, 4, 512, settle)
    save(stage.console.grab().toImage(), "console-late.png")
    stage.end()
    project.close()
    project = _timed("duration: 15m\nsize: 4:3")
    stage = _given(project, 6, 330, settle)
    save(stage.console.grab().toImage(), "console-4-3.png")
    stage.end()
    project.close()


def _displays(save: Save, settle: Settle) -> None:
    """The map of the displays, as it is with a laptop, a projector and a screen for the speaker."""
    from PySide6.QtWidgets import QWidget

    from presenter.talk.roles import Display
    from presenter.ui.show.display_map import DisplayPanel

    window = QWidget()
    window.resize(860, 470)
    panel = DisplayPanel(window, "Which display is to have the slides?")
    panel.words.setText("It is remembered for these displays.")
    panel.add("Done", window.close)
    laptop = Display("eDP-1", "", "Laptop", "", (0, 0, 1920, 1200))
    hall = Display("HDMI-1", "EPS", "EPSON PJ", "", (1920, 0, 1920, 1080))
    desk = Display("DP-2", "", "Lectern", "", (3840, 0, 1280, 1024))
    panel.map.show_displays([(laptop, "Console"), (hall, "Slides"), (desk, "")])
    panel.setGeometry(window.rect())
    window.show()
    _rest(settle)
    save(window.grab().toImage(), "displays.png")
    window.close()


def _timed(settings: str) -> Any:
    """The welcome deck with these settings, in a folder that is gone afterwards."""
    import shutil
    import tempfile

    from presenter.app import Project
    from presenter.store.document import Document

    folder = Path(tempfile.mkdtemp(prefix="presenter-pictures-")) / "decks"
    shutil.copytree(WELCOME.parent, folder)
    deck = folder / WELCOME.name
    deck.write_text(deck.read_text(encoding="utf-8").replace("---\n", f"---\n{settings}\n", 1), encoding="utf-8")
    return Project(Document(deck), _hop())


def _given(project: Any, slide: int, seconds: float, settle: Settle) -> Any:
    """A show of the deck that has come to `slide` after so many seconds."""
    from presenter.ui.show.stage import LiveStage

    stage = LiveStage(project, slide, windowed=(1280, 720))
    stage.start()
    stage.console.resize(1280, 760)
    now = stage.now()
    stage.talk.set(replace(stage.talk.value, started=now - seconds, slide_since=now - 41))
    _quiet(project, settle, range(slide, slide + 3))
    settle(lambda: stage.console.pace.text() != "")
    return stage


def _drawn(slide: int) -> int:
    return 3 if slide in (3, 8) else 0


def _times(save: Save, settle: Settle) -> None:
    """The times of some runs."""
    import random
    import tempfile

    from presenter.parse.deck import parse
    from presenter.store.runs import RunFile
    from presenter.talk.course import Course
    from presenter.talk.session import run_of
    from presenter.ui.times.times_dialog import TimesDialog

    text = WELCOME.read_text(encoding="utf-8").replace("---\n", "---\nduration: 15m\n", 1)
    deck, dice = parse(text), random.Random(5)
    file = RunFile(WELCOME, Path(tempfile.mkdtemp(prefix="presenter-pictures-")))
    for day in range(4):
        spent = {(i, step): dice.uniform(28, 78) / (1 + s.steps) for i, s in enumerate(deck.slides) for step in range(s.steps + 1)}
        file.add(run_of(Course(spent), deck, 1_793_000_000.0 + 86_400 * day, "talk" if day == 3 else "rehearsal", _drawn))
    dialog = TimesDialog(file, deck)
    dialog.resize(1040, 680)
    dialog.show()
    settle(lambda: dialog.isVisible())
    save(dialog.grab().toImage(), "times.png")
    dialog.close()


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

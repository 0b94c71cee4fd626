"""Modes, colours, the palette of commands, words and time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytest.importorskip("PySide6.QtWidgets")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from presenter.commands.command import by_id
from presenter.commands.window import WINDOW
from presenter.store.settings import Settings
from presenter.ui.desk import WindowDesk
from presenter.ui.looks import is_dark, set_appearance
from presenter.ui.palette import Palette, fits
from tests.ui.hand import wait_for


def run(desk: WindowDesk, name: str) -> None:
    by_id(WINDOW, name).run(desk)


def shown(desk: WindowDesk) -> str:
    w = desk.window
    parts = {"S": w.strip, "E": w.editor, "V": w.view, "N": w.notes, "P": w.problems}
    return "".join(name for name, widget in parts.items() if widget.isVisible())


def test_modes_and_back(desk: Callable[..., WindowDesk], tmp_path: Path) -> None:
    d = desk()
    assert shown(d) == "SEVN"
    assert d.mode_is("all")
    run(d, "mode-side")
    assert shown(d) == "EV"
    run(d, "mode-preview")
    assert shown(d) == "V"
    run(d, "mode-all")
    assert shown(d) == "SEVN"
    run(d, "view-notes")
    run(d, "mode-focus")
    assert shown(d) == "E"
    assert d.window.isFullScreen()
    assert not d.window.menuBar().isVisible()
    assert wait_for(lambda: d.window.editor.viewport().width() < d.window.width())
    QTest.keyClick(d.window.editor, Qt.Key.Key_Escape)
    assert shown(d) == "SEV"  # as it was
    assert not d.window.isFullScreen()
    assert d.window.menuBar().isVisible()
    d.window.close()
    assert Settings(tmp_path / "settings.json").text("hidden") == "notes,problems"
    assert shown(desk(None)) == "SEV"


@pytest.fixture
def colours(app: QApplication) -> Iterator[None]:
    yield
    set_appearance("system")


def test_dark_and_light_are_chosen_and_remembered(desk: Callable[..., WindowDesk], tmp_path: Path, colours: None) -> None:
    d = desk()
    run(d, "look-dark")
    assert wait_for(lambda: is_dark(d.window.palette()))
    image = d.window.editor.grab().toImage()
    assert image.pixelColor(image.width() // 2, image.height() - 30).lightness() < 60
    assert Settings(tmp_path / "settings.json").text("appearance") == "dark"
    assert d.appearance_is("dark")
    start = d.window.menuBar().cornerWidget()
    ink = d.window.palette().windowText().color().name()
    assert wait_for(lambda: ink in start.styleSheet())  # the one button with colours of its own follows
    run(d, "look-light")
    assert wait_for(lambda: not is_dark(d.window.palette()))
    run(d, "look-system")
    assert wait_for(lambda: not is_dark(d.window.palette()))
    assert d.appearance_is("system")


def test_any_command_by_a_few_letters(desk: Callable[..., WindowDesk]) -> None:
    d = desk()
    run(d, "palette")
    (palette,) = d.window.findChildren(Palette)
    titles = {palette.list.item(row).text().partition("\t")[0] for row in range(palette.list.count())}
    assert {"Export", "New Slide", "Dark", "Start from This Slide"} <= titles
    assert "Save" not in titles  # there is nothing to save
    QTest.keyClicks(palette.words, "last sl")
    assert palette.list.item(0).text() == "Last Slide\tSlide"
    QTest.keyClick(palette.words, Qt.Key.Key_Return)
    assert not palette.isVisible()
    assert d.window.slide == 2


def test_the_best_command_comes_first() -> None:
    assert fits("new", "New Slide", "Slide") == 0
    assert fits("sl new", "New Slide", "Slide") == 1
    assert fits("ide", "New Slide", "Slide") == 2
    assert fits("nwsl", "New Slide", "Slide") == 3
    assert fits("xyz", "New Slide", "Slide") is None


def test_words_and_time_against_the_duration(desk: Callable[..., WindowDesk]) -> None:
    d = desk("---\nduration: 1m\n---\n\n# One\n\n<!-- " + "word " * 260 + "-->\n")
    assert wait_for(lambda: "1 word ·" in d.window._words.text())
    assert d.window._words.text() == "1 word · about 2 min of 1 min"
    assert "260 words in the notes" in d.window._words.toolTip()
    assert d.window._words.styleSheet()  # too long: said in another colour


def test_the_start_page_offers_decks_with_their_pictures(app: QApplication, tmp_path: Path) -> None:
    from presenter.app import BLANK, Project, _hopper
    from presenter.store.document import Document
    from presenter.ui.start_page import StartPage

    settings = Settings(tmp_path / "settings.json")
    (tmp_path / "mine.md").write_text("# Mine\n")
    settings.opened(tmp_path / "mine.md")
    project = Project(Document(text=BLANK), _hopper(app))
    d = WindowDesk(project, settings)
    d.open_window()
    assert QTest.qWaitForWindowExposed(d.window, 30_000)
    (page,) = d.window.findChildren(StartPage)
    assert not d.window.editor.isVisible()
    lately, samples = page.lists
    assert lately.item(0).text() == "mine"
    assert "welcome" in [samples.item(row).text() for row in range(samples.count())]
    assert wait_for(lambda: not page._waiting)
    drawn = lately.item(0).icon().pixmap(224, 126).toImage()
    assert len({drawn.pixel(x, y) for x in range(10, 214, 2) for y in range(10, 116, 2)}) > 5  # letters, not an empty frame
    lately.itemActivated.emit(lately.item(0))
    assert d._work.document.path == tmp_path / "mine.md"
    assert d.window.editor.isVisible()
    run(d, "new-from-template")
    assert "One thought a slide" in d.window.editor.text
    assert not d.dirty
    d.window.close()
    project.close()
    d.window.deleteLater()

"""Somebody who has never seen the program: what is typed after a click or a key arrives where it is expected."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytest.importorskip("PySide6.QtWidgets")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from presenter.app import BLANK, Project, _hopper
from presenter.store.document import Document
from presenter.store.settings import Settings
from presenter.ui.desk import WindowDesk
from presenter.ui.panels import NotesView
from tests.ui.hand import wait_for


@pytest.fixture
def begun(app: object, tmp_path: Path) -> Iterator[WindowDesk]:
    """The program, started without a deck."""
    project = Project(Document(text=BLANK), _hopper(app))
    made = WindowDesk(project, Settings(tmp_path / "settings.json"))
    made.open_window()
    assert QTest.qWaitForWindowExposed(made.window, 30_000)
    made.window.activateWindow()
    yield made
    project.document.saved = project.document.text.value
    made.window.close()
    project.close()
    made.window.deleteLater()


def typed(words: str) -> None:
    """Type to whatever has the keys."""
    for letter in words:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClicks(focus, letter)


def test_the_first_words_typed_are_the_title(begun: WindowDesk) -> None:
    assert wait_for(lambda: QApplication.focusWidget() is not None)
    begun.window.actions_by_id["new"].trigger()
    typed("My talk")
    assert begun.window.editor.text.startswith("# My talk\n\nYour name\n")


def test_after_a_sample_was_clicked_the_text_has_the_keys(begun: WindowDesk) -> None:
    page = begun.window._start
    (samples,) = page.lists
    assert wait_for(lambda: QApplication.focusWidget() is samples)
    assert samples.item(0).text() == "welcome"
    QTest.mouseClick(samples.viewport(), Qt.MouseButton.LeftButton, pos=samples.visualItemRect(samples.item(0)).center())
    assert wait_for(lambda: QApplication.focusWidget() is begun.window.editor)
    assert begun.window.editor.hasFocus()
    assert not begun.dirty


def test_looks_exclude_each_other_as_the_menu_shows(desk: Callable[..., WindowDesk]) -> None:
    d = desk()
    looks = [d.window.actions_by_id[f"look-{name}"] for name in ("system", "light", "dark")]
    assert all(action.actionGroup() is not None and action.actionGroup().isExclusive() for action in looks)
    d.window.menus.update()
    assert [action.isChecked() for action in looks] == [True, False, False]
    looks[2].trigger()
    d.window.menus.update()
    assert [action.isChecked() for action in looks] == [False, False, True]
    looks[0].trigger()


def test_what_stands_in_the_place_of_notes_is_whole(app: object) -> None:
    def inked(words: str) -> int:
        view = NotesView(None, words)
        view.resize(200, 120)
        view.show_notes("")
        image = view.grab().toImage()
        rows = [any(image.pixelColor(x, y).lightness() < 200 for x in range(12, 180)) for y in range(image.height())]
        return sum(rows)

    assert inked("some words that are longer than the notes are wide") > 1.8 * inked("some words")


def test_a_first_slide_gets_its_picture_when_it_is_ready(app: object, tmp_path: Path) -> None:
    from PySide6.QtGui import QColor, QImage

    from presenter.ui.first_slide import FirstSlides
    from presenter.ui.start_page import StartPage

    photo = QImage(640, 360, QImage.Format.Format_RGB32)
    photo.fill(QColor("#00a040"))
    assert photo.save(str(tmp_path / "green.png"))
    deck = tmp_path / "deck.md"
    deck.write_text("# Title\n\n![bg](green.png)\n", encoding="utf-8")
    slides = FirstSlides()
    page = StartPage([deck], [], slides.draw)
    page.show()

    def shown() -> str:
        return page.lists[0].item(0).icon().pixmap(224, 126).toImage().pixelColor(200, 20).name()

    assert wait_for(lambda: shown() == "#00a040")
    assert wait_for(lambda: not page._idle.isActive())
    assert slides._waiting == {}
    slides.close()
    page.close()


def test_a_deck_is_saved_under_its_title(begun: WindowDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    from PySide6.QtWidgets import QFileDialog

    offered: list[str] = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda parent, title, start, kinds: (offered.append(Path(start).name), ("", ""))[1])
    begun.window.actions_by_id["new"].trigger()
    for title in ("My talk", "a/b: what?", "...", ""):
        begun._work.document.text.set(f"# {title}\n\nme\n")
        assert not begun.save()
    assert offered == ["My talk.md", "a b  what.md", "talk.md", "talk.md"]


def test_the_number_of_a_slide_does_not_cover_a_long_heading(desk: Callable[..., WindowDesk]) -> None:
    d = desk("# One\n\n---\n\n# Two\n")
    d.window.resize(1200, 800)
    labels = d.window.editor.looks
    assert wait_for(lambda: bool(labels._labels) and not labels._labels[0].place.isEmpty())
    QTest.keyClick(d.window.editor, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(d.window.editor, Qt.Key.Key_End)
    QTest.keyClicks(d.window.editor, " word" * 30)
    assert wait_for(lambda: labels._labels[0].place.isEmpty())

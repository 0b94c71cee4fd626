"""The program's main window on a deck of one's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.ui.hand import Clock

DECK = "# One\n\n- first 😀\n\n---\n\n# Two\n\n- second\n\n<!-- say two -->\n\n---\n\n# Three\n\nüber\u00a0alles\n"


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk may take as long as it likes: whether it is quick is not asked here."""
    saving = pytest.importorskip("presenter.ui.saving")
    monkeypatch.setattr(saving, "PATIENCE", 60.0)


@pytest.fixture
def desk(app: Any, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """`desk(text, name)` opens a window on a deck of this text; None opens the file as it is."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from presenter.app import Project, _hopper
    from presenter.store.document import Document
    from presenter.store.settings import Settings
    from presenter.ui.desk import WindowDesk

    opened: list[tuple[WindowDesk, Project]] = []

    def start(text: str | None = DECK, name: str = "talk.md") -> WindowDesk:
        path = tmp_path / name
        if text is not None:
            path.write_bytes(text.encode())
        project = Project(Document(path), _hopper(app))
        made = WindowDesk(project, Settings(tmp_path / "settings.json"))
        made.open_window()
        opened.append((made, project))
        assert QTest.qWaitForWindowExposed(made.window, 30_000)
        return made

    yield start
    for made, project in opened:
        project.document.saved = project.document.text.value  # nothing to ask about
        made.window.close()
        project.close()
        made.window.deleteLater()
    QApplication.processEvents()




@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def begin(app: Any, tmp_path: Path, clock: Clock) -> Iterator[Callable[..., Any]]:
    """`begin(text)` begins a show of a deck of this text, in a window of 960 x 540 and by the held clock; None shows the file as
    it is. What else it is told, a LiveStage is told."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from presenter.app import Project, _hopper
    from presenter.store.document import Document
    from presenter.store.settings import Settings
    from presenter.ui.show.stage import LiveStage

    begun: list[tuple[LiveStage, Project]] = []

    def start(text: str | None, slide: int = 0, **told: Any) -> LiveStage:
        path = tmp_path / "talk.md"
        if text is not None:
            path.write_text(text, encoding="utf-8")
        project = Project(Document(path), _hopper(app))
        usual = {"windowed": (960, 540), "settings": Settings(tmp_path / "settings.json"), "clock": clock}
        stage = LiveStage(project, slide, **{**usual, **told})
        begun.append((stage, project))
        stage.start()
        for window in (stage.audience, stage.console):
            assert not window.isVisible() or QTest.qWaitForWindowExposed(window, 30_000)
        QApplication.processEvents()
        return stage

    yield start
    for stage, project in begun:
        stage.end()
        project.close()
    QApplication.processEvents()

"""After a talk: what the main window says, the window of times, times taken as the plan, the table, the terminal."""

from __future__ import annotations

import csv
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytest.importorskip("PySide6.QtWidgets")

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from presenter.cli import main
from presenter.commands.command import by_id
from presenter.commands.window import WINDOW
from presenter.parse.deck import parse
from presenter.store.runs import RunFile
from presenter.talk.course import Course
from presenter.talk.runs import Run
from presenter.talk.session import run_of
from presenter.ui.desk import WindowDesk
from presenter.ui.times.times_chart import ROW, TimesChart
from presenter.ui.times.times_dialog import TimesDialog
from tests.ui.hand import wait_for

DECK = "---\nduration: 5m\n---\n\n# One\n\n---\n\n# Two\n\na\n\n. . .\n\nb\n\n---\n\n# Three\n\n<!-- time: 20s -->\n"
SPENT = {(0, 0): 61.0, (1, 0): 40.0, (1, 1): 52.0, (2, 0): 47.0}


def run_with(spent: dict[tuple[int, int], float], begun: float, kind: str = "rehearsal") -> Run:
    return run_of(Course(spent, sum(spent.values())), parse(DECK), begun, kind)  # type: ignore[arg-type]


@pytest.fixture
def runs(tmp_path: Path) -> Iterator[RunFile]:
    """Two runs of tmp_path/talk.md."""
    file = RunFile(tmp_path / "talk.md")
    file.add(run_with({(0, 0): 30.0, (1, 0): 100.0, (2, 0): 20.0}, 1_000_000.0))
    file.add(run_with(SPENT, 2_000_000.0, "talk"))
    yield file
    file.file.unlink(missing_ok=True)


@pytest.fixture
def dialog(app: QApplication, runs: RunFile) -> Iterator[TimesDialog]:
    made = TimesDialog(runs, parse(DECK))
    made.show()
    assert QTest.qWaitForWindowExposed(made)
    yield made
    made.close()
    made.deleteLater()
    QApplication.processEvents()


def test_the_latest_run_beside_the_plan_and_the_others(dialog: TimesDialog) -> None:
    assert [dialog.list.item(i).text().split("\n")[1] for i in range(dialog.list.count())] == ["talk · 3:20", "rehearsal · 2:30"]
    assert "3:20" in dialog.told.text()
    assert "1:40 less than the 5:00 planned" in dialog.told.text()
    assert [(row.index, row.spent, row.planned, row.others) for row in dialog.rows()] == [
        (0, 61.0, 140.0, (30.0,)), (1, 92.0, 140.0, (100.0,)), (2, 47.0, 20.0, (20.0,)),
    ]  # fmt: skip
    dialog.list.setCurrentRow(1)
    assert [row.spent for row in dialog.rows()] == [30.0, 100.0, 20.0]


def test_bars_are_as_long_as_the_times_and_warm_where_too_long(dialog: TimesDialog) -> None:
    chart: TimesChart = dialog.chart
    image = chart.grab().toImage()
    for number, row in enumerate(chart.rows):
        y = 4 + number * ROW + ROW // 2
        end = round(chart.x_of(row.spent))
        assert image.pixelColor(end - 5, y).name() == chart.bar_color(row).name()
        assert image.pixelColor(end + 4, y).name() != chart.bar_color(row).name()
    assert chart.bar_color(chart.rows[2]).redF() > chart.bar_color(chart.rows[0]).redF() + 0.3
    assert "step by step: 0:40  0:52" in chart.details(chart.rows[1])
    went: list[int] = []
    dialog.went.connect(went.append)
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(30, 4 + ROW + ROW // 2))
    assert went == [1]


def test_a_run_is_written_out_and_thrown_away(dialog: TimesDialog, runs: RunFile, tmp_path: Path) -> None:
    dialog.export(tmp_path / "times.csv")
    with (tmp_path / "times.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row[:5] for row in csv.reader(file)][1:] == [
            ["1", "One", "61.0", "140.0", "-79.0"], ["2", "Two", "92.0", "140.0", "-48.0"], ["3", "Three", "47.0", "20.0", "27.0"],
        ]  # fmt: skip
    dialog.export(tmp_path / "no" / "times.csv")
    assert "cannot write" in dialog.trouble.text()
    dialog.delete.click()
    assert (dialog.list.count(), len(runs.read())) == (1, 1)
    dialog.delete.click()
    assert dialog.list.count() == 0
    assert "No times yet" in dialog.told.text()
    assert not dialog.take.isEnabled()


def test_times_become_the_plan_in_one_undo_step(desk: Callable[..., WindowDesk], runs: RunFile) -> None:
    d = desk(DECK)
    by_id(WINDOW, "times").run(d)
    dialog = d._times.dialog
    assert dialog is not None
    dialog.take.click()
    deck = d.window._work.show.value.deck
    assert [slide.settings.time for slide in deck.slides] == [60.0, 90.0, 45.0]
    assert [round(row.planned or 0) for row in dialog.rows()] == [60, 90, 45 + 105]  # the last has what is left of the five minutes
    assert "3 slides" in dialog.trouble.text()
    dialog.accept()
    d.undo()
    assert d.window.editor.text == DECK
    assert d._work.document.text.value == DECK
    QApplication.processEvents()
    assert d._times.dialog is None


def test_after_a_talk_a_line_says_what_it_took_and_after_a_rehearsal_the_times_open(
    desk: Callable[..., WindowDesk], runs: RunFile
) -> None:
    d = desk(DECK)
    d._times.ended(run_with(SPENT, time.time(), "talk"), "")
    assert d.window.bar.text() == "The talk took 3:20, 1:40 less than planned."
    next(b for b in d.window.bar.findChildren(QPushButton) if b.text() == "Times…").click()
    assert d._times.dialog is not None
    d._times.dialog.accept()
    QApplication.processEvents()
    d._times.ended(None, "")
    assert d.window.bar.text() == ""
    d._times.ended(run_with(SPENT, time.time()), "")
    assert d._times.dialog is not None
    d._times.dialog.accept()


def test_what_was_drawn_is_told(dialog: TimesDialog, runs: RunFile, app: QApplication) -> None:
    runs.add(run_of(Course({(0, 0): 30.0, (1, 0): 9.0}), parse(DECK), 3_000_000.0, "talk", lambda slide: 2 if slide == 1 else 0))
    again = TimesDialog(runs, parse(DECK))
    assert "ink on one slide" in again.told.text()
    assert [row.ink for row in again.rows()] == [0, 2, 0]
    assert "2 lines drawn" in again.chart.details(again.rows()[1])
    again.show()
    assert QTest.qWaitForWindowExposed(again)
    image = again.chart.grab().toImage()
    colors = ((y, image.pixelColor(x, y)) for y in range(4, image.height()) for x in range(214, 236))
    assert {(y - 4) // ROW for y, color in colors if color.red() > color.green() + 90} == {1}
    again.close()


def test_rehearse_from_the_window(desk: Callable[..., WindowDesk], tmp_path: Path) -> None:
    d = desk(DECK)
    by_id(WINDOW, "rehearse").run(d)
    assert d.stage is not None
    assert not d.stage.audience.isVisible()
    assert d.stage.console.isVisible()
    QTest.keyClick(d.stage.console, Qt.Key.Key_Right)
    QTest.keyClick(d.stage.console, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert d.stage is None
    assert d.slide == 1


def test_notes_written_while_rehearsing_are_an_edit_of_the_window_s_text(desk: Callable[..., WindowDesk], tmp_path: Path) -> None:
    d = desk(DECK)
    by_id(WINDOW, "rehearse").run(d)
    assert d.stage is not None
    console = d.stage.console
    QTest.keyClick(console, Qt.Key.Key_F2)
    QTest.keyClicks(console.notes_pad.field, "Smile")
    QTest.keyClick(console.notes_pad.field, Qt.Key.Key_Escape)
    assert d.window.editor.text == DECK.replace("# One\n", "# One\n\n<!-- Smile -->\n")
    assert (tmp_path / "talk.md").read_text("utf-8") == DECK  # saving is the window's
    assert d.dirty
    QTest.keyClick(console, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert d.stage is None
    assert d.window.isVisible()  # it is the show that was to end
    d.undo()
    assert d.window.editor.text == DECK


def test_menus_of_the_window_keep_their_keys_while_a_rehearsal_runs(desk: Callable[..., WindowDesk]) -> None:
    d = desk(DECK)
    by_id(WINDOW, "rehearse").run(d)
    assert d.stage is not None
    d.window.activateWindow()
    d.window.strip.setFocus()
    assert wait_for(lambda: d.window.isActiveWindow() and d.window.strip.hasFocus())
    notes = d.window.notes.isVisible()
    QTest.keyClick(d.window.strip, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert d.window.notes.isVisible() is not notes
    d.window.editor.insertPlainText("x")
    d.window.strip.setFocus()
    QTest.keyClick(d.window.strip, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert d.window.editor.text == DECK
    d.stage.end()


def test_the_terminal_tells_them(runs: RunFile, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deck = tmp_path / "talk.md"
    deck.write_text(DECK, encoding="utf-8")
    assert main(["times", str(deck)]) == 0
    told = capsys.readouterr().out.splitlines()
    assert "talk, 3:20, planned 5:00 (run 2 of 2)" in told[0]
    assert told[3].split() == ["3", "Three", "0:47", "+0:27"]
    assert main(["times", str(deck), "--run", "1"]) == 0
    assert "rehearsal, 2:30" in capsys.readouterr().out
    assert main(["times", str(deck), "--run", "3"]) == 2
    assert main(["times", str(deck), "--csv", str(tmp_path / "t.csv")]) == 0
    assert (tmp_path / "t.csv").read_text("utf-8-sig").startswith("slide,title,seconds")
    runs.file.unlink()
    assert main(["times", str(deck)]) == 2
    assert "presenter present --rehearse" in capsys.readouterr().err

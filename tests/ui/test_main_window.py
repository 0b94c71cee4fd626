"""The main window on a real deck: typing, moving, following the file, Problems, closing, exporting."""

from __future__ import annotations

import json
import os
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("PySide6.QtWidgets")

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QImage, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from presenter.headless import open_show
from presenter.parse.deck import parse
from presenter.store.recovery import TalkRecord
from presenter.store.settings import Settings
from presenter.talk import state
from presenter.talk.state import Talk
from presenter.ui.desk import WindowDesk
from presenter.ui.edit.editor import LINE_BREAKS
from presenter.ui.slide_view import SlideView
from tests.ui.hand import wait_for

DECK = "# One\n\n- first 😀\n\n---\n\n# Two\n\n- second\n\n<!-- say two -->\n\n---\n\n# Three\n\nüber\u00a0alles\n"


def text_of(desk: WindowDesk) -> str:
    return desk._work.document.text.value


def bar_button(desk: WindowDesk, text: str) -> QPushButton:
    return next(b for b in desk.window.bar.findChildren(QPushButton) if b.text() == text and b.isVisible())


def test_typing_changes_the_text_the_slide_and_the_title(desk: Callable[..., WindowDesk]) -> None:
    d = desk()
    d.window.go_to_line(9)
    before = d.window.view.grab().toImage()
    QTest.keyClick(d.window.editor, Qt.Key.Key_End)
    QTest.keyClicks(d.window.editor, " of many")
    assert "- second of many\n" in text_of(d)
    assert d.window.slide == 1
    assert d.window.view.grab().toImage() != before
    assert wait_for(lambda: d.window.isWindowModified())
    d.undo()
    assert wait_for(lambda: "- second\n" in text_of(d))


def test_the_text_is_never_changed_but_where_it_was_written(desk: Callable[..., WindowDesk]) -> None:
    """Characters that Qt's own conversions would change, and those it counts twice, at any place."""
    dice = random.Random(3)
    strange = ["\u00a0", "\u2028", "\u2029", "😀", "é", "\ufdd0", "a", "\t", "\n", "\x0b", "👩\u200d🔬", "—"]
    original = "".join(dice.choices(strange, k=200))
    d = desk(original.replace("\r", ""))
    editor = d.window.editor
    expected = text_of(d)
    assert expected == original
    for _ in range(60):
        at = dice.randrange(len(expected) + 1)
        while at < len(expected) and dice.random() < 0.3:
            at += 1
        cursor = QTextCursor(editor.document())
        cursor.setPosition(len(expected[:at].encode("utf-16-le")) // 2)
        if dice.random() < 0.6:
            new = dice.choice(["x", "😀", "two\nlines", "\u00a0", "ü"])
            cursor.insertText(new)
            expected = expected[:at] + new + expected[at:]
        else:
            end = min(len(expected), at + dice.randrange(4))
            cursor.setPosition(len(expected[:end].encode("utf-16-le")) // 2, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
            expected = expected[:at] + expected[end:]
        assert text_of(d) == expected
    while editor.document().isUndoAvailable():
        editor.undo()
    # a paragraph separator that was deleted comes back as the line break Qt takes it for
    assert text_of(d).translate(LINE_BREAKS) == original.translate(LINE_BREAKS)


def test_the_cursor_and_the_strip_move_together(desk: Callable[..., WindowDesk]) -> None:
    d = desk()
    d.go(2)
    assert d.window.strip.currentIndex().row() == 2
    assert text_of(d)[d.window.editor.offset() :].startswith("# Three")
    d.window.go_to_line(1)
    assert (d.window.slide, d.window.strip.currentIndex().row()) == (0, 0)
    d.window.strip.setFocus()
    QTest.keyClick(d.window.strip, Qt.Key.Key_Down)
    assert d.window.slide == 1
    assert wait_for(lambda: d.window.notes.view.toPlainText() == "say two")


def test_thumbnails_are_drawn_when_there_is_time(desk: Callable[..., WindowDesk]) -> None:
    d = desk()
    assert wait_for(lambda: all(d.window.strip.thumbnails.known(i) is not None for i in range(3)))
    before = d.window.strip.thumbnails.known(0)
    QTest.keyClicks(d.window.editor, "X ")
    assert wait_for(lambda: d.window.strip.thumbnails.known(0) is not before)


def test_only_thumbnails_in_view_are_drawn(desk: Callable[..., WindowDesk]) -> None:
    d = desk("\n---\n\n".join(f"# Slide {i}\n" for i in range(400)))
    assert wait_for(lambda: d.window.strip.thumbnails.known(2) is not None)
    QTest.qWait(300)
    assert d.window.strip.thumbnails.known(200) is None
    d.go(200)
    assert wait_for(lambda: d.window.strip.thumbnails.known(200) is not None)


@pytest.mark.parametrize("how", ["in place", "by rename", "removed and written again"])
def test_another_editors_save_is_followed_and_the_place_kept(desk: Callable[..., WindowDesk], tmp_path: Path, how: str) -> None:
    d = desk()
    QTest.qWait(30)
    d.go(1)
    path, new = tmp_path / "talk.md", "# New first slide\n\n---\n\n" + DECK
    if how == "in place":
        path.write_text(new)
    elif how == "by rename":
        (tmp_path / ".talk.swp").write_text(new)
        os.replace(tmp_path / ".talk.swp", path)
    else:
        path.unlink()
        QTest.qWait(150)
        path.write_text(new)
    assert wait_for(lambda: text_of(d) == new)
    assert d.window.slide == 2
    assert not d.dirty
    assert d.window.editor.toPlainText().startswith("# New first")


def test_unsaved_text_is_never_overwritten_by_another_editor(desk: Callable[..., WindowDesk], tmp_path: Path) -> None:
    d = desk()
    QTest.qWait(30)
    QTest.keyClicks(d.window.editor, "mine ")
    (tmp_path / "talk.md").write_text("# Theirs, quite another text\n")
    assert wait_for(lambda: "Another program" in d.window.bar.text())
    assert "mine" in text_of(d)
    bar_button(d, "Keep mine").click()
    assert d.dirty
    assert d.save()
    assert "mine" in (tmp_path / "talk.md").read_text()


def test_saving_writes_exactly_the_text(desk: Callable[..., WindowDesk], tmp_path: Path) -> None:
    d = desk(DECK.replace("\n", "\r\n"))
    QTest.keyClicks(d.window.editor, "x")
    assert d.save()
    assert (tmp_path / "talk.md").read_bytes() == ("x" + DECK).replace("\n", "\r\n").encode()
    assert not d.window.isWindowModified()


def test_problems_are_listed_and_lead_to_their_line(desk: Callable[..., WindowDesk]) -> None:
    d = desk(DECK + "\n---\n\n# Four\n\n![a picture](missing.png)\n")
    assert wait_for(lambda: d.window.problems.count() == 1)
    item = d.window.problems.item(0)
    assert "missing.png" in item.text()
    assert "Slide 4" in item.text()
    d.toggle("problems")
    d.window.problems.itemActivated.emit(item)
    assert d.window.slide == 3
    assert text_of(d)[d.window.editor.offset() :].startswith("![a picture]")


def test_dropping_and_opening_another_deck(desk: Callable[..., WindowDesk], tmp_path: Path) -> None:
    d = desk()
    other = tmp_path / "other.md"
    other.write_text("# Other\n\n---\n\n# More\n")
    drop(d, other)
    assert (d._work.document.path, d.count) == (other, 2)
    assert Settings(tmp_path / "settings.json").recent[0] == other
    drop(d, tmp_path)  # a folder: told in one line, and the deck stays
    assert "folder" in d.window.bar.text()
    assert d.count == 2


def drop(desk: WindowDesk, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    desk.window.dropEvent(event)


def test_opening_asks_before_unsaved_text_is_lost(desk: Callable[..., WindowDesk], tmp_path: Path) -> None:
    d = desk()
    other = tmp_path / "other.md"
    other.write_text("# Other\n")
    QTest.keyClicks(d.window.editor, "mine ")
    d.open_path(other)
    assert "mine" in text_of(d)
    bar_button(d, "Save and go on").click()
    assert text_of(d) == "# Other\n"
    assert "mine" in (tmp_path / "talk.md").read_text()


def test_commands_by_key(desk: Callable[..., WindowDesk]) -> None:
    d = desk()
    d.window.activateWindow()
    assert wait_for(lambda: d.window.isActiveWindow())
    QTest.keyClick(d.window.editor, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert d.window.slide == 1
    assert d.window.editor.isVisible()
    QTest.keyClick(d.window.editor, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert not d.window.editor.isVisible()
    d.toggle("editor")


def test_the_show_begins_here_and_the_window_follows_its_end(desk: Callable[..., WindowDesk]) -> None:
    d = desk()
    d.go(1)
    QTest.keyClick(d.window.editor, Qt.Key.Key_F5, Qt.KeyboardModifier.ShiftModifier)
    stage = d.stage
    assert stage is not None
    assert stage.talk.value.slide == 1
    assert stage.audience.isVisible()
    d.start_show(0)  # already on: nothing
    assert d.stage is stage
    QTest.keyClick(stage.audience, Qt.Key.Key_Right)
    QTest.keyClick(stage.audience, Qt.Key.Key_Escape)
    QTest.keyClick(stage.audience, Qt.Key.Key_Escape)
    assert d.stage is None
    assert d.window.slide == 2


def test_an_empty_deck_and_a_new_one(desk: Callable[..., WindowDesk]) -> None:
    d = desk("")
    d.go(3)
    QTest.keyClicks(d.window.editor, "# Hello")
    assert text_of(d) == "# Hello"
    d._work.document.saved = "# Hello"
    d.new_deck()
    assert d._work.document.path is None
    assert d.count == 2


def test_every_part_says_what_it_is_to_a_screen_reader(desk: Callable[..., WindowDesk]) -> None:
    w = desk().window
    for part in (w.strip, w.editor, w.view, w.notes, w.problems):
        assert part.accessibleName()
    assert w.strip.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Slide 2 Two"


@pytest.mark.parametrize("form", ["pdf", "pptx"])
def test_exporting_from_the_dialog(desk: Callable[..., WindowDesk], tmp_path: Path, form: str) -> None:
    from presenter.ui.share.export_dialog import ExportDialog

    d = desk()
    dialog = ExportDialog(tmp_path / "talk.md", d._settings, d.window)
    dialog.show()
    dialog.format.setCurrentIndex(dialog.format.findData(form))
    dialog.start.click()
    assert dialog.progress.isVisible()
    assert wait_for(lambda: dialog._child is None, 40000)
    assert "3 slides" in dialog.told.text()
    assert (tmp_path / f"talk.{form}").stat().st_size > 1000
    dialog.close()


def test_an_export_can_be_stopped_and_leaves_the_old_file(desk: Callable[..., WindowDesk], tmp_path: Path) -> None:
    from presenter.ui.share.export_dialog import ExportDialog

    d = desk("\n---\n\n".join(f"# Slide {i}\n\n- a\n- b\n" for i in range(2000)))
    (tmp_path / "talk.pdf").write_text("old")
    dialog = ExportDialog(tmp_path / "talk.md", d._settings, d.window)
    dialog.show()
    dialog.format.setCurrentIndex(dialog.format.findData("pdf"))
    dialog.start.click()
    assert wait_for(lambda: dialog.progress.value() > 0, 40000)
    dialog.stop.click()
    assert "Stopped" in dialog.told.text()
    assert (tmp_path / "talk.pdf").read_text() == "old"
    assert sorted(p.name for p in tmp_path.iterdir() if "talk" in p.name) == ["talk.md", "talk.pdf"]
    dialog.close()


def test_an_export_that_is_refused_says_why(desk: Callable[..., WindowDesk], tmp_path: Path) -> None:
    from presenter.ui.share.export_dialog import ExportDialog

    d = desk()
    dialog = ExportDialog(tmp_path / "talk.md", d._settings, d.window)
    dialog.show()
    dialog.place.setText(str(tmp_path / "talk.md" / "deep" / "x.pptx"))
    dialog.start.click()
    assert wait_for(lambda: dialog._child is None, 40000)
    assert "cannot write" in dialog.told.text()
    assert dialog.start.isEnabled()
    dialog.close()


def picture(path: Path, color: str) -> None:
    image = QImage(80, 60, QImage.Format.Format_RGB32)
    image.fill(QColor(color))
    path.parent.mkdir(exist_ok=True)
    assert image.save(str(path))


def seen(desk: WindowDesk, color: str) -> bool:
    """Whether the slide in view shows this colour anywhere (sampled)."""
    image = desk.window.view.grab().toImage()
    points = ((x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7))
    return any(image.pixelColor(x, y).name() == color for x, y in points)


def test_a_picture_that_comes_and_changes_is_seen(desk: Callable[..., WindowDesk], tmp_path: Path) -> None:
    d = desk("# One\n\n![a](art/a.png)\n")
    QTest.qWait(30)
    assert not seen(d, "#12c834")
    picture(tmp_path / "art" / "a.png", "#12c834")
    assert wait_for(lambda: seen(d, "#12c834"))
    picture(tmp_path / "art" / "a.png", "#c81234")
    assert wait_for(lambda: seen(d, "#c81234"))


def test_a_picture_outside_the_folder_is_shown_after_one_click(desk: Callable[..., WindowDesk], tmp_path: Path) -> None:
    picture(tmp_path / "private.png", "#12c834")
    (tmp_path / "talk").mkdir()
    d = desk("# One\n\n![a](../private.png)\n", "talk/talk.md")
    assert wait_for(lambda: "outside" in d.window.bar.text())
    assert not seen(d, "#12c834")
    bar_button(d, "Show it").click()
    assert wait_for(lambda: seen(d, "#12c834"))
    assert Settings(tmp_path / "settings.json").allowed == {tmp_path / "private.png"}
    Settings().allow(Settings(tmp_path / "settings.json").allowed)  # the person's own settings: exports show it too
    with open_show(tmp_path / "talk" / "talk.md") as (show, _):
        assert [problem.code for problem in show.scene(0).problems] == []


def link_place(view: SlideView) -> QPoint:
    """A point of the widget on which a link is."""
    rect = view.slide_rect()
    points = (QPoint(x, y) for y in range(rect.top(), rect.bottom(), 4) for x in range(rect.left(), rect.right(), 4))
    return next(point for point in points if view.link_at(point.x(), point.y()))


def test_links_to_slides_lead_there_in_the_window_and_in_the_show(desk: Callable[..., WindowDesk]) -> None:
    d = desk("# One\n\n[the end](#3) of it\n\n---\n\n# Two\n\n---\n\n# Three\n")
    place = link_place(d.window.view)
    QTest.mouseClick(d.window.view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert d.window.slide == 2
    d.start_show(0)
    stage = d.stage
    assert stage is not None
    audience = stage.audience
    place = link_place(audience)
    QTest.mouseClick(audience, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert stage.talk.value.slide == 1  # the mouse is hidden: a clicker's button, which means "next"
    stage.talk.set(type(stage.talk.value)())
    handle = audience.windowHandle()
    for point in (place - QPoint(50, 0), place - QPoint(20, 0), place):
        QTest.mouseMove(handle, point)
        QTest.qWait(10)
    assert audience.cursor().shape() == Qt.CursorShape.PointingHandCursor
    QTest.mouseClick(audience, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert stage.talk.value.slide == 2
    stage.end()


def test_a_talk_that_was_killed_is_offered_and_goes_on(desk: Callable[..., WindowDesk], tmp_path: Path) -> None:
    (tmp_path / "talk.md").write_text(DECK)
    record = TalkRecord(tmp_path / "talk.md")
    record.keep(Talk(2, screen="black", started=time.time() - 90), parse(DECK))
    values = json.loads(record.file.read_text())
    record.file.write_text(json.dumps({**values, "pid": 0}))  # written by another process, which was killed
    d = desk()
    assert wait_for(lambda: "interrupted on slide 3" in d.window.bar.text())
    bar_button(d, "Go on with it").click()
    assert d.stage is not None
    assert (d.stage.talk.value.slide, d.stage.talk.value.screen) == (2, "black")
    assert 90 <= state.elapsed(d.stage.talk.value, time.time()) < 100
    d.stage.end()
    assert not record.file.exists()

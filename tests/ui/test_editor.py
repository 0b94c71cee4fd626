"""The editor by real keys: lists, tables, marks, completion, find and replace, paste and drop."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest

pytest.importorskip("PySide6.QtWidgets")

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from presenter.commands.command import by_id
from presenter.commands.window import WINDOW
from presenter.data import data_folder
from presenter.store.paste import drafts_folder, move_in, named_in
from presenter.ui.desk import WindowDesk
from tests.ui.hand import wait_for

NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


def run(desk: WindowDesk, name: str) -> None:
    by_id(WINDOW, name).run(desk)


def put(desk: WindowDesk, at: str, select: str = "") -> None:
    """The cursor behind `at`, or `select` selected behind it."""
    start = desk.window.editor.text.index(at) + len(at)
    desk.window.editor.select(start, start + len(select))


def key(desk: WindowDesk, which: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(desk.window.editor, which, modifiers)


def write(desk: WindowDesk, text: str) -> None:
    QTest.keyClicks(desk.window.editor, text)


def test_a_picture_written_into_the_text_does_not_hold_the_window_up(desk: Callable[..., WindowDesk]) -> None:
    d = desk("# One\n")
    begun = process_time()
    d.window.editor.take(f"# One\n\n![](data:image/png;base64,{'x' * 300_000})\n")
    QGuiApplication.processEvents()
    pasted = QMimeData()
    pasted.setText("y" * 300_000)
    d.window.editor.insertFromMimeData(pasted)
    QGuiApplication.processEvents()
    assert process_time() - begun < 3.0  # breaking it between words takes Qt ten


def test_a_list_goes_on_indents_and_ends(desk: Callable[..., WindowDesk]) -> None:
    d = desk("# 😀\n\n1. one\n2. two\n")
    put(d, "1. one")
    key(d, Qt.Key.Key_Return)
    write(d, "new")
    assert "1. one\n2. new\n3. two\n" in d.window.editor.text
    key(d, Qt.Key.Key_Tab)
    assert "1. one\n   1. new\n3. two\n" in d.window.editor.text
    run(d, "renumber")
    key(d, Qt.Key.Key_Return)
    key(d, Qt.Key.Key_Return)
    key(d, Qt.Key.Key_Return)
    assert "1. one\n   1. new\n\n" in d.window.editor.text
    assert d._work.document.text.value == d.window.editor.text
    d.undo()
    d.undo()
    assert d._work.document.text.value == d.window.editor.text


def test_tab_walks_through_a_table(desk: Callable[..., WindowDesk]) -> None:
    d = desk("| a | b |\n|---|---|\n| c | 😀 |\n")
    put(d, "| a | b |\n|---|---|\n| ")
    key(d, Qt.Key.Key_Tab)
    write(d, "long words")
    key(d, Qt.Key.Key_Tab)
    write(d, "x")
    run(d, "table-column")
    write(d, "y")
    assert d.window.editor.text == (
        "| a   |     | b          |\n| --- | --- | ---------- |\n| c   |     | long words |\n| x   | y    |            |\n"
    )
    key(d, Qt.Key.Key_Backtab)
    write(d, "z")
    assert "| z   |" in d.window.editor.text


def test_marks_around_what_is_selected(desk: Callable[..., WindowDesk]) -> None:
    d = desk("some 😀 words here\n")
    put(d, "some 😀 ", "words")
    run(d, "bold")
    assert d.window.editor.text == "some 😀 **words** here\n"
    write(d, "_")
    assert d.window.editor.text == "some 😀 **_words_** here\n"
    put(d, "some 😀 **_words_** ", "here")
    run(d, "link")
    write(d, "#3")
    assert d.window.editor.text == "some 😀 **_words_** [here](#3)\n"
    d.undo()
    d.undo()
    assert d._work.document.text.value == d.window.editor.text


def test_what_could_be_written_is_offered_and_taken(desk: Callable[..., WindowDesk], tmp_path: Path) -> None:
    picture(tmp_path / "boat.png")
    d = desk("---\n\n---\n\n# A\n\n\n")
    offered = d.window.editor.completion
    put(d, "---\n")
    write(d, "the")
    assert wait_for(offered.isVisible)
    assert offered.list.item(0).text() == "theme"
    assert "How the deck looks" in offered.help.text()
    key(d, Qt.Key.Key_Tab)
    assert offered.isVisible()  # now the themes
    names = [offered.list.item(i).text() for i in range(offered.list.count())]
    assert "dark" in names
    for _ in range(names.index("dark")):
        key(d, Qt.Key.Key_Down)
    key(d, Qt.Key.Key_Return)
    assert d.window.editor.text.startswith("---\ntheme: dark\n---\n")
    assert not offered.isVisible()
    put(d, "# A\n\n")
    write(d, "![a](")
    assert wait_for(offered.isVisible)
    key(d, Qt.Key.Key_Return)
    assert "![a](boat.png" in d.window.editor.text
    write(d, ") words: ")
    assert not wait_for(offered.isVisible, 120)
    run(d, "complete")
    assert not offered.isVisible()
    write(d, "see :rock")
    assert wait_for(offered.isVisible)
    key(d, Qt.Key.Key_Escape)
    assert not offered.isVisible()


def test_finding_and_replacing(desk: Callable[..., WindowDesk]) -> None:
    d = desk("# One 😀\n\none and One, 😀 two-1 two-22\n")
    put(d, "# One 😀\n\n", "one")
    run(d, "find")
    bar = d.window.find_bar
    assert bar.words.text() == "one"
    assert wait_for(lambda: bar.told.text() == "2 of 3")
    QTest.keyClick(bar.words, Qt.Key.Key_Return)
    assert d.window.editor.selection() == (17, 20)
    bar.case.setChecked(True)
    assert wait_for(lambda: bar.told.text() == "1 of 1")
    run(d, "replace")
    bar.pattern.setChecked(True)
    bar.words.setText(r"two-(\d+)")
    bar.new.setText(r"\1 times 😀")
    assert wait_for(lambda: bar.told.text() == "1 of 2")
    bar.one.click()
    assert d.window.editor.text == "# One 😀\n\none and One, 😀 1 times 😀 two-22\n"
    bar.all.click()
    assert d.window.editor.text == "# One 😀\n\none and One, 😀 1 times 😀 22 times 😀\n"
    assert bar.told.text() == "1 replaced"
    assert d._work.document.text.value == d.window.editor.text
    bar.words.setText("(")
    assert wait_for(lambda: bar.told.text() == "not a pattern")
    bar.words.setText("(a+)+$")  # would take for ever
    bar.count()
    QTest.keyClick(bar.words, Qt.Key.Key_Escape)
    assert not bar.isVisible()


def picture(path: Path) -> QImage:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("#12c834"))
    assert image.save(str(path))
    return image


def paste(desk: WindowDesk, mime: QMimeData) -> None:
    QGuiApplication.clipboard().setMimeData(mime)
    desk.window.editor.paste()


def rich(html: str, text: str) -> QMimeData:
    mime = QMimeData()
    mime.setHtml(html)
    mime.setText(text)
    return mime


def test_rich_text_becomes_markdown_but_not_in_a_listing_and_not_when_asked(desk: Callable[..., WindowDesk]) -> None:
    d = desk("# One\n\nwords\n\n```\ncode\n\n```\n")
    editor, mime = d.window.editor, lambda: rich("<h2>Two</h2><ul><li><b>bold</b></ul>", "Two\n• bold")
    start = editor.text
    editor.go(start.index("words") + 5)
    paste(d, mime())
    assert "words\n\n## Two\n\n- **bold**\n" in editor.text
    d.undo()
    assert editor.text == start  # one step
    paste(d, rich("<p>see <a href='https://x.org'>this</a></p>", "see this"))
    assert "wordssee [this](https://x.org)\n" in editor.text
    d.undo()
    editor.go(start.index("code") + 5)
    paste(d, mime())
    assert "code\nTwo\n• bold\n```" in editor.text
    d.undo()
    editor.go(start.index("words") + 5)
    QGuiApplication.clipboard().setMimeData(mime())
    QTest.keyClick(d.window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert "wordsTwo\n• bold" in editor.text


def test_what_is_copied_is_text_and_comes_back_as_it_was(desk: Callable[..., WindowDesk]) -> None:
    d = desk("# One\u00a0\u2028😀 **two**\n")
    editor = d.window.editor
    editor.selectAll()
    editor.copy()
    assert QGuiApplication.clipboard().mimeData().formats() == ["text/plain"]
    editor.cut()
    assert editor.text == ""
    editor.paste()
    assert editor.text == "# One\u00a0\u2028😀 **two**\n"


def test_a_pasted_picture_is_saved_beside_the_deck(desk: Callable[..., WindowDesk], tmp_path: Path) -> None:
    d = desk("# A\n\n\n")
    put(d, "# A\n\n")
    for name in ("picture.png", "picture-2.png"):
        mime = QMimeData()
        mime.setImageData(picture(tmp_path / ".clip.png"))
        paste(d, mime)
        assert QImage(str(tmp_path / name)).pixelColor(1, 1).name() == "#12c834"
        assert f"![]({name})" in d.window.editor.text


def test_a_picture_in_a_deck_without_a_file_is_shown_and_goes_along_when_it_is_saved(
    desk: Callable[..., WindowDesk], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    d = desk("# A\n")
    d.new_deck()
    old = drafts_folder() / "old.png"
    move_in("", None, drafts_folder())
    old.write_bytes(b"nobody asked for it")
    os.utime(old, (0, 0))
    put(d, "Your name")
    mime = QMimeData()
    mime.setImageData(picture(tmp_path / ".clip.png"))
    paste(d, mime)
    named = re.search(r"!\[\]\((picture-[\d-]+\.png)\)", d.window.editor.text)
    assert named and d.window.bar.text() == "" and not old.exists()
    assert QImage(str(drafts_folder() / named[1])).pixelColor(1, 1).name() == "#12c834"
    assert wait_for(lambda: not d._work.show.value.scene(0).pending)
    assert [p.code for p in d._work.slide_problems(0) if p.code.startswith("picture-")] == []
    (tmp_path / "mine").mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "mine" / "talk.md"), ""))
    assert d.save() and (tmp_path / "mine" / named[1]).exists()
    d.undo()
    d.undo()
    assert named[1] not in d.window.editor.text


def test_a_sample_keeps_its_pictures_when_one_is_pasted_into_it(desk: Callable[..., WindowDesk], tmp_path: Path) -> None:
    d = desk("# A\n")
    d.open_path(data_folder("decks") / "polyglot.md")
    before = sorted(data_folder("decks").rglob("*"))
    named = [name for name in named_in(d.window.editor.text) if (data_folder("decks") / name).is_file()]
    assert named
    mime = QMimeData()
    mime.setImageData(picture(tmp_path / ".clip.png"))
    paste(d, mime)
    assert "![](picture-" in d.window.editor.text and sorted(data_folder("decks").rglob("*")) == before
    assert all((drafts_folder() / name).is_file() for name in named)


def test_a_dropped_picture_is_copied_beside_the_deck_and_named(desk: Callable[..., WindowDesk], tmp_path: Path) -> None:
    (tmp_path / "talk").mkdir()
    picture(tmp_path / "my (nice) photo.png")
    d = desk("# A\n\n\n", "talk/talk.md")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "my (nice) photo.png"))])
    editor = d.window.editor
    assert editor.canInsertFromMimeData(mime)
    where = QPointF(editor.cursorRect().center())
    editor.dropEvent(QDropEvent(where, Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, NONE))
    assert "![](my-nice-photo.png)" in editor.text
    assert (tmp_path / "talk" / "my-nice-photo.png").is_file()
    deck = QMimeData()
    deck.setUrls([QUrl.fromLocalFile(str(tmp_path / "talk" / "talk.md"))])
    assert not editor.canInsertFromMimeData(deck)  # the window opens it


def test_cells_of_a_spreadsheet_are_pasted_as_a_table(desk: Callable[..., WindowDesk]) -> None:
    d = desk("# A\n\n\n")
    put(d, "# A\n\n")
    mime = QMimeData()
    mime.setText("Town\tPeople\nParis\t2,100,000\n")
    paste(d, mime)
    assert "| Town  |    People |\n| ----- | --------: |\n| Paris | 2,100,000 |\n" in d.window.editor.text
    d.undo()
    assert d.window.editor.text == "# A\n\n\n"


def test_undo_does_not_reach_into_the_deck_that_was_open_before(desk: Callable[..., WindowDesk], tmp_path: Path) -> None:
    d = desk("# First\n")
    write(d, "x")
    assert d.save()
    (tmp_path / "other.md").write_text("# Other\n")
    d.open_path(tmp_path / "other.md")
    d.undo()
    d.undo()
    assert d.window.editor.text == "# Other\n"

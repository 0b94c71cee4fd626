"""Slides chosen in the strip: dragged, cut, pasted, hidden; each time the text says so, and one undo takes it back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

pytest.importorskip("PySide6.QtWidgets")

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from presenter.commands.command import by_id
from presenter.commands.window import WINDOW
from presenter.ui.desk import WindowDesk
from presenter.ui.edit import strip as strip_room
from tests.ui.hand import wait_for

DECK = "\n---\n\n".join(f"# {name}\n\n😀 words of {name}\n" for name in "ABCDE")
CTRL, SHIFT, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier


def titles(desk: WindowDesk) -> str:
    return "".join(slide.title for slide in desk._work.show.value.deck.slides)


def click(desk: WindowDesk, row: int, modifiers: Qt.KeyboardModifier = NONE) -> None:
    strip = desk.window.strip
    place = strip.visualRect(strip.model().index(row, 0)).center()
    QTest.mouseClick(strip.viewport(), Qt.MouseButton.LeftButton, modifiers, place)


def key(desk: WindowDesk, which: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(desk.window.strip, which, modifiers)


def drop(desk: WindowDesk, rows: tuple[int, ...], before: int) -> None:
    """What Qt does at the end of a drag."""
    model = desk.window.strip.model()
    data = model.mimeData([model.index(row, 0) for row in rows])
    assert data.formats() == model.mimeTypes()
    model.dropMimeData(data, Qt.DropAction.MoveAction, before, 0, QModelIndex())


def test_dragged_slides_move_in_the_text_and_one_undo_takes_them_back(desk: Callable[..., WindowDesk]) -> None:
    d = desk(DECK)
    drop(d, (1, 3), 5)
    assert titles(d) == "ACEBD"
    assert d.window.strip.selected() == (3, 4)
    assert d.window.slide == 3
    d.undo()
    assert d.window.editor.text == DECK
    drop(d, (4,), 0)
    assert titles(d) == "EABCD"
    d.undo()
    d.redo()
    assert titles(d) == "EABCD"


def test_slides_are_dropped_between_slides_never_on_one(desk: Callable[..., WindowDesk]) -> None:
    d = desk(DECK)
    strip = d.window.strip
    assert strip.dragEnabled()
    assert strip.model().flags(strip.model().index(0, 0)) & Qt.ItemFlag.ItemIsDragEnabled
    assert strip.model().flags(QModelIndex()) & Qt.ItemFlag.ItemIsDropEnabled
    assert not strip.model().flags(strip.model().index(0, 0)) & Qt.ItemFlag.ItemIsDropEnabled


def test_several_are_chosen_and_the_one_in_view_follows(desk: Callable[..., WindowDesk]) -> None:
    d = desk(DECK)
    click(d, 1)
    click(d, 3, CTRL)
    assert d.window.strip.selected() == (1, 3)
    assert d.window.slide == 3
    click(d, 1)
    click(d, 2, SHIFT)
    assert d.window.strip.selected() == (1, 2)


def test_cut_copy_paste_duplicate_and_delete_by_keys(desk: Callable[..., WindowDesk]) -> None:
    d = desk(DECK)
    click(d, 0)
    click(d, 1, CTRL)
    key(d, Qt.Key.Key_X, CTRL)
    assert titles(d) == "CDE"
    assert QGuiApplication.clipboard().text() == "# A\n\n😀 words of A\n\n---\n\n# B\n\n😀 words of B\n"
    click(d, 2)
    key(d, Qt.Key.Key_V, CTRL)
    assert titles(d) == "CDEAB"
    assert d.window.strip.selected() == (3, 4)
    key(d, Qt.Key.Key_D, CTRL)
    assert titles(d) == "CDEABAB"
    key(d, Qt.Key.Key_Delete)
    assert titles(d) == "CDEAB"
    click(d, 0)
    key(d, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert titles(d) == "DCEAB"
    assert d.window.slide == 1
    for _ in range(5):
        d.undo()
    assert d.window.editor.text == DECK


def test_hidden_slides_look_hidden_and_can_be_shown_again(desk: Callable[..., WindowDesk]) -> None:
    d = desk(DECK)
    click(d, 1)
    by_id(WINDOW, "hide-slides").run(d)
    assert "# B\n<!-- hidden: true -->\n" in d.window.editor.text
    assert d.window.strip.is_hidden(1)
    by_id(WINDOW, "hide-slides").run(d)
    assert d.window.editor.text == DECK


def test_a_new_slide_has_the_cursor_at_its_heading(desk: Callable[..., WindowDesk]) -> None:
    d = desk(DECK)
    d.go(1)
    by_id(WINDOW, "new-slide").run(d)
    QTest.keyClicks(d.window.editor, "N")
    assert titles(d) == "ABNCDE"
    d.go(5)
    by_id(WINDOW, "new-slide").run(d)
    QTest.keyClicks(d.window.editor, "Z")
    assert titles(d) == "ABNCDEZ"


def test_the_strip_offers_its_commands_in_a_menu(desk: Callable[..., WindowDesk]) -> None:
    d = desk(DECK)
    names = [action.data() for action in d.window.strip.actions()]
    assert "hide-slides" in names
    assert d.window.strip.contextMenuPolicy() == Qt.ContextMenuPolicy.ActionsContextMenu
    assert wait_for(lambda: d.window.strip.thumbnails.known(0) is not None)
    d.window.strip.viewport().mapToGlobal(QPoint(0, 0))


# ---------------------------------------------------------------- sections

SECTIONS = (
    "# Talk\n\nby me\n\n---\n\n# First\n\n---\n\n## a\n\nwords\n\n---\n\n## b\n\nwords\n"
    "\n---\n\n# Second\n\n---\n\n## c\n\nwords\n\n---\n\n# Third\n"
)


def shown(d: WindowDesk) -> list[int]:
    strip = d.window.strip
    return [row for row in range(d.count) if not strip.isRowHidden(row)]


def test_sections_fold_by_mouse_key_and_command(desk: Callable[..., WindowDesk]) -> None:
    d = desk(SECTIONS)
    strip = d.window.strip
    assert [n for n in range(d.count) if strip.opens(n)] == [1, 4]  # a section of one slide has nothing to fold
    place = strip._delegate.triangle(strip.visualRect(strip.model().index(1, 0))).center()
    QTest.mouseClick(strip.viewport(), Qt.MouseButton.LeftButton, NONE, place)
    assert shown(d) == [0, 1, 4, 5, 6] and d.slide == 0
    assert "folded, 2 more" in strip.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    QTest.mouseClick(strip.viewport(), Qt.MouseButton.LeftButton, NONE, place)
    assert shown(d) == list(range(7))
    click(d, 5)
    key(d, Qt.Key.Key_Left)
    assert shown(d) == [0, 1, 2, 3, 4, 6] and d.slide == 4  # the head stands for what is folded
    key(d, Qt.Key.Key_Right)
    assert shown(d) == list(range(7))
    by_id(WINDOW, "fold").run(d)
    assert shown(d) == [0, 1, 2, 3, 4, 6]
    by_id(WINDOW, "fold").run(d)
    assert shown(d) == list(range(7))
    by_id(WINDOW, "fold-all").run(d)
    assert shown(d) == [0, 1, 4, 6]
    d.go(3)  # what is to be seen is unfolded
    assert shown(d) == [0, 1, 2, 3, 4, 6]
    by_id(WINDOW, "unfold-all").run(d)
    assert shown(d) == list(range(7))


def test_a_folded_section_is_moved_copied_and_kept_as_a_whole(desk: Callable[..., WindowDesk]) -> None:
    d = desk(SECTIONS)
    by_id(WINDOW, "fold-all").run(d)
    click(d, 4)
    assert d.window.strip.selected() == (4, 5)
    d.window.editor.insertPlainText("# New\n\n---\n\n")  # in front of it: still folded
    assert shown(d) == [0, 1, 4, 5, 7]
    d.undo()
    assert d.window.editor.text == SECTIONS and shown(d) == [0, 1, 4, 6]
    drop(d, (4,), 1)
    assert titles(d) == "TalkSecondcFirstabThird"
    d.undo()
    by_id(WINDOW, "fold-all").run(d)
    drop(d, (6,), 2)  # behind the folded head, as it looks
    assert titles(d) == "TalkFirstabThirdSecondc"


def test_a_deck_of_a_thousand_slides_scrolls_without_drawing_slides(
    desk: Callable[..., WindowDesk], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(strip_room, "SCROLL_MS", 2000)  # however slow the machine, the steps below follow each other faster
    d = desk("\n---\n\n".join(f"# Slide {n}\n\n- one\n- two\n" for n in range(1000)))
    strip = d.window.strip
    assert wait_for(lambda: all(strip.thumbnails.known(index) is not None for index in strip._in_view()))
    before = len(strip.thumbnails._known)
    for step in range(40):
        strip.verticalScrollBar().setValue(step * 300)
        QTest.qWait(1)
    assert len(strip.thumbnails._known) == before  # what is drawn is drawn when it stands still
    first = next(iter(strip._in_view()))
    assert first > 50
    assert wait_for(lambda: strip.thumbnails.known(first) is not None)


SLIDEV = "---\ntheme: seriph\nlayout: cover\n---\n\n# A\n\n---\nlayout: center\n---\n\n# B\n\n---\nlayout: end\n---\n\n# C\n"


def test_slides_with_settings_go_from_one_window_into_another(desk: Callable[..., WindowDesk]) -> None:
    one, other = desk(SLIDEV, "one.md"), desk(SLIDEV.replace("# ", "# Other "), "other.md")
    one.window.strip.choose((1, 2))
    one.slides("copy")
    assert QGuiApplication.clipboard().text().count("layout:") == 2
    other.window.strip.choose((1,))
    other.slides("paste")
    deck = other._work.show.value.deck
    assert [slide.title for slide in deck.slides] == ["Other A", "Other B", "B", "C", "Other C"]
    assert [slide.settings.layout for slide in deck.slides][2:4] == [s.settings.layout for s in one._work.show.value.deck.slides][1:]
    other.undo()
    assert other.window.editor.text == SLIDEV.replace("# ", "# Other ")


def test_what_would_change_other_slides_is_not_done_and_told(desk: Callable[..., WindowDesk]) -> None:
    d = desk("% The title\n% Ana\n\n# A\n\na\n\n# B\n\nb\n")
    assert d.count == 3
    d.window.strip.choose((0,))
    d.slides("delete")
    assert d.count == 3 and not d.dirty and "nothing was done" in d.window.bar.text()

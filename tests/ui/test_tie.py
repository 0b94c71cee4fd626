"""Text and slide follow each other: steps, clicks on words, Problems underlined and mended by a key."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("PySide6.QtWidgets")

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolTip

from presenter.commands.command import by_id
from presenter.commands.window import WINDOW
from presenter.scene import Group, Item, Scene, Text
from presenter.ui.desk import WindowDesk
from presenter.ui.edit.editor_looks import Told
from presenter.writing.mends import mends
from tests.ui.hand import wait_for

DECK = """# One

---

# Steps *here*

First 😀 words.

. . .

Second **bold words** here.

```python {1|2}
a = 1
b = 2
```

---

# Three {layout=qoute}

- last
"""


def run(desk: WindowDesk, name: str) -> None:
    by_id(WINDOW, name).run(desk)


def after_cursor(desk: WindowDesk) -> str:
    return desk.window.editor.text[desk.window.editor.offset() :]


def texts(items: tuple[Item, ...]) -> list[Text]:
    found: list[Text] = []
    for item in items:
        found += texts(item.items) if isinstance(item, Group) else [item] if isinstance(item, Text) else []
    return found


def place_of_word(scene: Scene, word: str) -> QPointF:
    """The middle of a word's first letter, by the lines of the scene and the shaper's own widths."""
    from presenter.qt.pick import pick

    for text in texts(scene.items):
        for y in range(int(text.box.y), int(text.box.bottom), 6):
            for x in range(int(text.box.x), int(text.box.right), 3):
                hit = pick(scene, x, y)
                if hit and hit.said[hit.index :].startswith(word):
                    return QPointF(x, y)
    raise AssertionError(word)


def click_word(desk: WindowDesk, word: str) -> None:
    view = desk.window.view
    point, rect = place_of_word(view.scene, word), view.slide_rect()
    scale = rect.width() / view.scene.size[0]
    place = QPoint(round(rect.x() + point.x() * scale), round(rect.y() + point.y() * scale))
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)


def test_the_slide_is_shown_at_the_step_of_the_cursor(desk: Callable[..., WindowDesk]) -> None:
    d = desk(DECK)
    lines = DECK.splitlines()
    seen = {}
    for line in ("# Steps *here*", "First 😀 words.", "Second **bold words** here.", "a = 1", "b = 2"):
        d.window.go_to_line(lines.index(line) + 1)
        seen[line[:6]] = d.window.view.step
    assert seen == {"# Step": None, "First ": None, "Second": 1, "a = 1": 1, "b = 2": 2}
    QTest.keyClicks(d.window.editor, "c")  # writing there keeps the step
    assert d.window.view.step == 2
    d.go(0)
    assert d.window.view.step is None


@pytest.mark.parametrize("word", ["here", "words", "bold", "b = 2", "Second"])
def test_a_click_on_a_word_puts_the_cursor_on_it(desk: Callable[..., WindowDesk], word: str) -> None:
    d = desk(DECK)
    d.go(1)
    click_word(d, word)
    assert after_cursor(d).startswith(word)
    assert d.window.slide == 1
    QTest.keyClicks(d.window.editor, "X")
    assert f"X{word}" in d.window.editor.text


def test_a_problem_is_underlined_told_and_mended_by_a_key(desk: Callable[..., WindowDesk]) -> None:
    d = desk(DECK)
    editor = d.window.editor
    assert wait_for(lambda: bool(editor.looks.told))
    (told,) = editor.looks.told
    assert told.place.selectedText() == "qoute"
    QTest.keyClicks(editor, "new words ")  # the underline moves with its word
    assert told.place.selectedText() == "qoute"
    d.undo()
    assert wait_for(lambda: len(editor.looks.told) == 1 and "new" not in editor.text)
    d.window.editor.reach(editor.text.index("qoute"))
    at = editor.mapFromGlobal(editor.viewport().mapToGlobal(editor.cursorRect().center() + QPoint(4, 0)))
    QApplication.sendEvent(editor, QHelpEvent(QHelpEvent.Type.ToolTip, at, editor.mapToGlobal(at)))
    assert "Use quote" in QToolTip.text()
    QToolTip.hideText()
    assert wait_for(lambda: d.window.sweep.finished)
    run(d, "mend")
    assert "{layout=quote}" in editor.text
    assert wait_for(lambda: not editor.looks.told)
    d.undo()
    assert "{layout=qoute}" in editor.text


def test_a_slide_with_too_much_can_be_split_from_the_menu(desk: Callable[..., WindowDesk]) -> None:
    points = "".join(f"- point {n} with words that take nearly all of a line on the slide, and even some more\n" for n in range(24))
    d = desk(f"# One\n\n---\n\n# Full\n\n{points}")
    d.go(1)
    assert wait_for(lambda: bool(d.window.editor.looks.told))
    run(d, "mend")
    (menu,) = [m for m in d.window.editor.findChildren(QMenu) if m.isVisible()]
    titles = [action.text() for action in menu.actions()]
    assert titles == ["Split the slide here", "Set it in two columns"]
    menu.actions()[0].trigger()
    menu.close()
    assert d.count == 3
    assert d.window.slide == 2
    assert d.window.editor.text.count("# Full") == 2


def test_a_picture_without_words_leads_the_cursor_between_its_brackets(desk: Callable[..., WindowDesk]) -> None:
    d = desk("# One\n\n![](no.png)\n")
    assert wait_for(lambda: any(t.problem.code == "no-alt" for t in d.window.editor.looks.told))
    d.window.editor.reach(10)
    told = next(t for t in d.window.editor.looks.told if t.problem.code == "no-alt")
    d.window.tie.offer_mends(told.problem, QPoint(0, 0), at_once=True)
    assert after_cursor(d).startswith("](no.png)")


def test_what_an_input_method_composes_is_no_text_yet(desk: Callable[..., WindowDesk]) -> None:
    d = desk(DECK)
    heard: list[str] = []
    d.window.editor.written.connect(heard.append)
    QApplication.sendEvent(d.window.editor, QInputMethodEvent("にほ", []))
    QApplication.processEvents()
    assert heard == []
    event = QInputMethodEvent("", [])
    event.setCommitString("日本")
    QApplication.sendEvent(d.window.editor, event)
    assert heard == ["日本" + DECK]


def test_slides_are_numbered_in_the_text_with_their_layout(desk: Callable[..., WindowDesk]) -> None:
    d = desk(DECK.replace("# One", "# One\n\n<!-- hidden: true -->"))
    d.window.editor.looks.refresh()
    editor = d.window.editor
    labels = {label.line: label.words for label in editor.looks._labels}
    assert labels[0] == "1  title · hidden"
    assert labels[4].startswith("2  ")
    assert editor.document().findBlockByNumber(4).text() == "---"
    assert wait_for(lambda: not editor.looks._labels[0].place.isEmpty())
    at = editor.viewport().mapTo(editor, editor.looks._labels[0].place.center())
    QApplication.sendEvent(editor, QHelpEvent(QHelpEvent.Type.ToolTip, at, editor.mapToGlobal(at)))
    assert "Layout title: the first slide is a heading and a few words" in QToolTip.text()
    QToolTip.hideText()
    tip = d.window.strip.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert tip.startswith("One\ntitle: ")


def told(d: WindowDesk, code: str) -> Told | None:
    return next((t for t in d.window.editor.looks.told if t.problem.code == code), None)


def test_pictures_named_by_their_place_on_this_computer_are_mended(desk: Callable[..., WindowDesk], tmp_path: Path) -> None:
    drawing = "<svg xmlns='http://www.w3.org/2000/svg' width='4' height='4'/>"
    (tmp_path / "deck" / "images").mkdir(parents=True)
    (tmp_path / "deck" / "images" / "slow-boat.svg").write_text(drawing)
    (tmp_path / "river.svg").write_text(drawing)
    inside, outside = tmp_path / "deck" / "images" / "slow-boat.svg", tmp_path / "river.svg"
    d = desk(f"# One\n\n![]({inside})\n\n---\n\n# Two\n\n![a river]({outside})\n", "deck/talk.md")
    editor = d.window.editor
    assert wait_for(lambda: told(d, "picture-path") is not None and told(d, "picture-outside") is not None)
    editor.reach(editor.text.index("slow-boat"))
    d.mend()
    assert "![](images/slow-boat.svg)" in editor.text
    editor.reach(editor.text.index("river.svg"))
    assert wait_for(lambda: told(d, "picture-path") is None and told(d, "picture-outside") is not None and d.window.sweep.finished)
    d.mend()
    assert "![a river](river.svg)" in editor.text and (tmp_path / "deck" / "river.svg").read_text() == drawing
    assert wait_for(lambda: told(d, "picture-outside") is None and d.window.sweep.finished)
    problem = told(d, "no-alt")
    assert problem is not None
    assert [m.title for m in mends(d._work.show.value.deck, problem.problem)] == ["Say what the picture shows", "Write “Slow boat”"]

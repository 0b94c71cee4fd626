"""Spelling: which words are looked at, what a dictionary says of them, and what can be done about one, by key and mouse."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("PySide6.QtWidgets")
pytest.importorskip("spylls")
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from presenter.store import dictionaries as places
from presenter.store.dictionaries import OwnWords, dictionary, known
from presenter.writing.colours import coloured
from presenter.writing.spelling import words
from tests.ui.hand import wait_for

AFF = "SET UTF-8\nTRY esianrtolcdugmphbyfvkwz\nSFX S Y 1\nSFX S 0 s .\n"
WORDS = "boat/S\nthe\nriver\ndon't\nis\nsay\nslow\na\nand\nnote\nParis\n"
GERMAN = "Boot\nder\nFluss\nist\nlangsam\n"
DECK = """---
title: Zzyzx
lang: en-GB
---

# The bote is slow

- the rivver and `cde` and [the boats](https://exmple.org/bote.html) don’t https://bote.org
- :::x PARIS camelCase x86 Paris $xyz$ <!-- hidden: true -->

```python
bote = "bote"
```

<!-- say the boaat -->
"""


@pytest.fixture
def dictionaries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "dictionaries"
    folder.mkdir()
    for name, text in (("en_US", WORDS), ("de_DE", GERMAN)):
        (folder / f"{name}.aff").write_text(AFF, encoding="utf-8")
        (folder / f"{name}.dic").write_text(f"{text.count(chr(10))}\n{text}", encoding="utf-8")
    monkeypatch.setenv("DICPATH", str(folder))
    monkeypatch.setenv("XDG_DATA_DIRS", "")
    for table in (places.SYSTEM, places.OFFICE):  # what this machine happens to have is not asked
        monkeypatch.setitem(table, sys.platform, ())
    return folder


def spelled(text: str, lang: str = "en") -> list[str]:
    lines = text.split("\n")
    seen = coloured(lines, front=True)
    return [word for n, line in enumerate(lines) if n not in seen.raw for _, _, word in words(line, seen.marks[n], lang)]


def test_only_prose_is_looked_at() -> None:
    assert spelled(DECK) == [
        "The", "bote", "is", "slow", "the", "rivver", "and", "and", "the", "boats", "don’t", "Paris", "say", "the", "boaat",
    ]  # fmt: skip
    table = "![bg right:40% a slow boat](boat.jpg){.x} ::: note\n\n| the | river |\n|--|--|"
    assert spelled(table) == [
        "slow",
        "boat",
        "note",
        "the",
        "river",
    ]
    assert spelled("the лодка is медленная 船") == ["the", "is"]
    assert spelled("the лодка is медленная 船", "ru") == ["лодка", "медленная"]


def test_the_dictionary_of_a_language(dictionaries: Path) -> None:
    books = known()
    assert dictionary("en-GB", books) == dictionaries / "en_US"  # the language of another country, rather than none
    assert dictionary("de", books) == dictionaries / "de_DE"
    assert dictionary("xx-YY", books) is None and dictionary("../../etc/passwd", books) is None


def test_ones_own_words_are_kept(tmp_path: Path) -> None:
    other = OwnWords(tmp_path / "a" / "words.txt")
    OwnWords(tmp_path / "a" / "words.txt").add("gizmo")
    other.add("widget")  # in another window: neither loses the other's
    again = OwnWords(tmp_path / "a" / "words.txt")
    assert "gizmo" in again and "Gizmo" in again and "widget" in again and "gizmos" not in again


def wrong(d: Any) -> list[str]:
    lines = d.window.editor.text.split("\n")
    return [lines[n][a:b] for n, places in sorted(d.window.editor.looks.misspelled.items()) for a, b in places]


def menu_with(d: Any, title: str) -> QMenu | None:
    menus = [m for m in d.window.editor.findChildren(QMenu) if m.isVisible()]
    return next((m for m in menus if any(a.text() == title for a in m.actions())), None)


def choose(menu: QMenu, title: str) -> None:
    next(a for a in menu.actions() if a.text() == title).trigger()
    menu.close()


def test_wrong_words_are_underlined_mended_by_a_key_and_learned(desk: Callable[..., Any], dictionaries: Path) -> None:
    d = desk(DECK)
    d._spell()
    editor = d.window.editor
    assert wait_for(lambda: wrong(d) == ["bote", "rivver", "boaat"]), wrong(d)
    editor.reach(editor.text.index("rivver") + 2)
    d.mend()
    assert wait_for(lambda: menu_with(d, "river") is not None)
    QTest.keyClick(menu_with(d, "river"), Qt.Key.Key_Return)  # the first is chosen already
    assert "the river and" in editor.text
    d.undo()
    assert "the rivver and" in editor.text
    d.redo()
    editor.reach(editor.text.index("bote"))
    at = editor.cursorRect().center() + QPoint(4, 0)
    QApplication.sendEvent(
        editor.viewport(),
        QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, editor.viewport().mapToGlobal(at), Qt.KeyboardModifier.NoModifier),
    )
    assert wait_for(lambda: menu_with(d, "Add “bote” to My Words") is not None)
    choose(menu_with(d, "Add “bote” to My Words"), "Add “bote” to My Words")
    assert wait_for(lambda: wrong(d) == ["boaat"])
    editor.reach(editor.text.index("boaat"))
    assert d.window.editor.spelling.at(editor.textCursor()) is not None
    d.window.actions_by_id["spelling"].trigger()
    assert wait_for(lambda: wrong(d) == []) and not d.spelling_checked()


def test_the_word_being_written_is_left_alone_and_the_language_is_the_decks(desk: Callable[..., Any], dictionaries: Path) -> None:
    d = desk("---\nlang: de\n---\n\n# Der Fluss ist langsam\n\nthe\n")
    d._spell()
    editor = d.window.editor
    assert wait_for(lambda: wrong(d) == ["the"]), wrong(d)
    editor.activateWindow()
    editor.setFocus()
    assert wait_for(editor.hasFocus)
    editor.go(len(editor.text) - 1)
    QTest.keyClicks(editor, " Boo")
    assert wait_for(lambda: wrong(d) == ["the"])
    QTest.keyClicks(editor, " ")
    assert wait_for(lambda: wrong(d) == ["the", "Boo"])


def test_slides_and_words_of_another_language(desk: Callable[..., Any], dictionaries: Path) -> None:
    said = (
        "# The river\n\nFluss [Fluss]{lang=de} <i lang=de>Fluss</i>\n\n---\n\n# Der Fluss {lang=de}\n\nthe Boot"
        "\n\n::: {lang=en}\nthe Boot\n:::\n"
    )
    d = desk(said)
    d._spell()
    assert wait_for(lambda: wrong(d) == ["Fluss", "the", "Boot"]), wrong(d)


def test_a_language_without_a_dictionary_is_said_when_asked_for(desk: Callable[..., Any], dictionaries: Path) -> None:
    d = desk("---\nlang: tlh\n---\n\n# nuqneH rivver\n")
    d.check_spelling()
    d.check_spelling()
    assert "tlh" in d.window.bar.text() and wrong(d) == []

"""Opening, saving and beginning: samples stay as they are, and a deck's pictures come along."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from presenter.data import data_folder
from presenter.store.paste import copy_along, left_behind, named_in

Open = Callable[..., Any]


def save_under(desk: Any, path: Path, monkeypatch: pytest.MonkeyPatch) -> bool:
    from PySide6.QtWidgets import QFileDialog

    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a, **k: (str(path), ""))
    return bool(desk.save_as())


def press(desk: Any, words: str) -> None:
    from PySide6.QtWidgets import QPushButton

    next(b for b in desk.window.bar.findChildren(QPushButton) if b.text() == words).click()


def test_a_sample_opens_as_a_copy_that_is_saved_elsewhere(desk: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = desk()
    sample = data_folder("decks") / "welcome.md"
    before = sample.read_bytes()
    here.open_path(sample)
    document = here._work.document
    assert document.path is None and document.name == "welcome"
    assert not here.dirty and here.count > 5
    assert not any("not found" in p.message for i in range(here.count) for p in here._work.slide_problems(i))
    here.start_show(0)  # it can be shown without ever being saved
    assert here.showing
    here.stage.end()
    here.window.editor.insertPlainText("mine ")
    assert here.dirty
    assert save_under(here, tmp_path / "new" / "talk.md", monkeypatch) is False  # there is no such folder: said, nothing lost
    assert "new" in here.window.bar.text() and here.dirty
    (tmp_path / "new").mkdir()
    assert save_under(here, tmp_path / "new" / "talk.md", monkeypatch)
    assert (tmp_path / "new" / "images" / "ridges.jpg").is_file()
    assert (tmp_path / "new" / "talk.md").read_text("utf-8").count("mine ") == 1
    assert sample.read_bytes() == before


def test_a_deck_saved_in_another_folder_offers_to_take_its_pictures(desk: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "boat.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg' width='4' height='4'/>")
    here = desk("# One\n\n![a boat](boat.svg)\n")
    (tmp_path / "else").mkdir()
    assert save_under(here, tmp_path / "else" / "talk.md", monkeypatch)
    assert "still in the folder" in here.window.bar.text()
    press(here, "Copy them here")
    assert (tmp_path / "else" / "boat.svg").is_file()


def test_only_files_inside_the_folder_come_along_and_none_is_written_over(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    (old / "images").mkdir(parents=True)
    new.mkdir()
    for name in ("a.png", "images/b c.png", "kept.png"):
        (old / name).write_text(f"old {name}")
    (tmp_path / "secret.png").write_text("secret")
    (old / "link.png").symlink_to(tmp_path / "secret.png")
    (new / "kept.png").write_text("new")
    text = "![](a.png) ![](images/b%20c.png) <img src='kept.png'> ![](../secret.png) ![](link.png) [x](#two) [y](https://z/a.png) ![](%00)"
    assert sorted(named_in(text)) == ["a.png", "images/b c.png", "kept.png", "link.png"]
    assert left_behind(text, old, new) == ["a.png", "images/b c.png", "link.png"]
    copy_along(text, old, new)
    assert sorted(str(p.relative_to(new)) for p in new.rglob("*.png")) == ["a.png", "images/b c.png", "kept.png"]
    assert (new / "kept.png").read_text() == "new"

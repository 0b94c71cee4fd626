"""The main window's commands ask the desk for the right thing, and only when they make sense."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from presenter.commands.command import by_id
from presenter.commands.window import WINDOW, Desk

ASKED = {name for name, value in vars(Desk).items() if callable(value) and not name.startswith("_")}


@dataclass
class Table:
    """A desk that writes down what it is asked."""

    count: int = 5
    slide: int = 2
    dirty: bool = False
    showing: bool = False
    has_file: bool = True
    asked: list[tuple[Any, ...]] = field(default_factory=list)

    def __getattr__(self, name: str) -> Any:
        if name not in ASKED:
            raise AttributeError(name)
        return lambda *args: self.asked.append((name, *args))

    def pane_shown(self, pane: str) -> bool:
        return pane == "notes"

    def mode_is(self, name: str) -> bool:
        return name == "all"

    def appearance_is(self, name: str) -> bool:
        return name == "dark"


def run(name: str, desk: Table) -> list[tuple[Any, ...]]:
    by_id(WINDOW, name).run(desk)
    return desk.asked


def enabled(desk: Table) -> set[str]:
    return {command.id for command in WINDOW if command.enabled(desk)}


def test_ids_and_keys_are_each_there_once() -> None:
    keys = [key for command in WINDOW for key in command.keys]
    assert len(keys) == len(set(keys))
    assert len({command.id for command in WINDOW}) == len(WINDOW)
    assert all(command.menu or command.id.startswith("insert-slide-") for command in WINDOW)  # those are in the panel


def test_shows_start_at_the_beginning_or_here() -> None:
    assert run("show", Table()) == [("start_show", 0)]
    assert run("show-here", Table()) == [("start_show", 2)]
    assert by_id(WINDOW, "show").keys == ("F5",)
    assert by_id(WINDOW, "show-here").keys == ("Shift+F5",)


def test_moving_and_panes() -> None:
    assert run("next-slide", Table()) == [("go", 3)]
    assert run("last-slide", Table()) == [("go", 4)]
    assert run("view-notes", Table()) == [("toggle", "notes")]
    notes = by_id(WINDOW, "view-notes")
    assert notes.checked is not None
    assert notes.checked(Table())


def test_every_command_runs() -> None:
    for command in WINDOW:
        desk = Table()
        command.run(desk)
        assert len(desk.asked) == 1, command.id


def test_what_makes_no_sense_is_disabled() -> None:
    empty = enabled(Table(count=0, slide=0))
    assert {"new", "open", "quit", "about"} <= empty
    assert not {"save", "export", "show", "show-here", "next-slide", "previous-slide"} & empty
    assert "show" not in enabled(Table(showing=True))
    assert "next-slide" not in enabled(Table(slide=4))
    assert "save" in enabled(Table(dirty=True))

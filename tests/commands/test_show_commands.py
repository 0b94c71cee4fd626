"""What a key means during a show, on any keyboard, and what the commands do."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field

import pytest

from presenter.cell import Cell
from presenter.commands.command import by_id
from presenter.commands.show import SHOW, meant
from presenter.talk.state import Talk


class Plan:
    count = 3

    def steps(self, index: int) -> int:
        return (1, 0, 2)[index]

    def hidden(self, index: int) -> bool:
        return False

    loops = False

    def opens(self, index: int) -> bool:
        return index == 1


@dataclass
class Hall:
    """A stage without windows."""

    talk: Cell[Talk] = field(default_factory=lambda: Cell(Talk()))
    slides: Plan = field(default_factory=Plan)
    ended: int = 0
    swapped: int = 0
    zoom: int = 0
    resumed: int = 0
    looks: int = 0
    consoles: int = 0
    scrolled: int = 0
    arranged: list[str] = field(default_factory=list)

    size = (960.0, 540.0)

    def now(self) -> float:
        return 50.0

    def end(self) -> None:
        self.ended += 1

    def swap(self) -> None:
        self.swapped += 1

    def resume(self) -> None:
        self.resumed += 1

    def toggle_console(self) -> None:
        self.consoles += 1

    def overview(self) -> None:
        self.looks += 1

    def scroll_notes(self, by: int) -> None:
        self.scrolled += by

    def zoom_notes(self, by: int) -> None:
        self.zoom += by

    def write_notes(self) -> None:
        self.arranged.append("notes")

    def arrange_console(self, what: str) -> None:
        self.arranged.append(what)

    def press(self, *keys: str) -> tuple[int, int]:
        for key in keys:
            command = meant(key, 0, key if len(key) == 1 else "")
            assert command is not None, key
            command.run(self)
        return self.talk.value.place


def test_every_key_of_the_table_means_one_command() -> None:
    keys = [key for command in SHOW for key in command.keys]
    assert len(keys) == len(set(keys))
    ids = [command.id for command in SHOW]
    assert len(ids) == len(set(ids))
    for command in SHOW:
        for key in command.keys:
            assert meant(key) is command


@pytest.mark.parametrize("key", ["Right", "Down", "PgDown", "Space", "N", "Return", "Enter", "Media Next", "Num+Enter", "Num+Right"])
def test_next(key: str) -> None:
    assert Hall().press(key) == (0, 1)


@pytest.mark.parametrize("key", ["Left", "Up", "PgUp", "Backspace", "P", "Media Previous"])
def test_previous(key: str) -> None:
    hall = Hall(Cell(Talk(1)))
    assert hall.press(key) == (0, 1)


def test_places_and_numbers() -> None:
    hall = Hall()
    assert hall.press("End") == (2, 0)
    assert hall.press("Home") == (0, 0)
    assert hall.press("0", "3", "Return") == (2, 0)
    assert hall.press("2", "Esc", "Enter") == (2, 1)
    assert hall.press("Shift+PgUp", "Shift+PgDown") == (2, 0)


def test_escape_goes_out_one_door_at_a_time() -> None:
    hall = Hall()
    hall.press("B", "1", "Esc", "Esc")
    assert (hall.talk.value.screen, hall.ended) == ("live", 0)
    hall.press("Esc")
    assert hall.ended == 0  # once is a clicker's stop button
    hall.press("Esc")
    assert hall.ended == 1


def test_jumps_sections_hiding_and_resuming() -> None:
    hall = Hall()
    hall.press("3", "Return", "Alt+Left", "]")
    assert hall.talk.value.place == (1, 0)
    hall.press("Alt+Left", "Alt+Right", "[")
    assert hall.talk.value.place == (0, 0)
    hall.press("H", "Ctrl+R")
    assert (hall.talk.value.screen, hall.resumed) == ("hidden", 1)
    hall.press("K")
    assert hall.consoles == 1
    hall.press("Tab", "O", "D", "D", "Shift+Up")
    assert (hall.looks, hall.scrolled) == (2, 1)


def test_black_white_frozen_swap_and_the_clock() -> None:
    hall = Hall()
    hall.press(".")
    assert hall.talk.value.screen == "black"
    hall.press(",")
    assert hall.talk.value.screen == "white"
    hall.press("W", "F", "S", "T")
    assert (hall.talk.value.screen, hall.swapped, hall.talk.value.started) == ("frozen", 1, 50.0)
    hall.press("R", "Ctrl++", "Ctrl+=", "Ctrl+-")
    assert hall.zoom == 1
    assert hall.talk.value.started is None


def test_the_console_is_arranged_and_written_in() -> None:
    hall = Hall()
    hall.press("Y", "Ctrl+T", "Ctrl+B", "Ctrl+D", "F2", "Ctrl+N")
    assert hall.arranged == ["layout", "tools", "buttons", "bright", "notes", "notes"]
    hall.press("Ctrl+Q")
    assert (hall.ended, hall.talk.value) == (1, Talk())


def test_a_clickers_start_button_does_nothing_while_the_show_runs() -> None:
    hall = Hall()
    assert hall.press("F5", "Shift+F5") == (0, 0)
    assert hall.talk.value == Talk()
    assert hall.ended == 0


@pytest.mark.skipif(sys.platform != "linux", reason="keyboard positions as Linux counts them")
@pytest.mark.parametrize(("key", "scan"), [(":", 60), ("Ю", 60), ("V", 60), ("И", 56), ("X", 56), (";", 60)])
def test_the_clickers_black_button_on_foreign_layouts(key: str, scan: int) -> None:
    command = meant(key, scan, key)
    wanted = "swap" if key == "X" else "black"  # Dvorak's X is a key of ours by name
    assert command is by_id(SHOW, wanted)


@pytest.mark.skipif(sys.platform != "linux", reason="keyboard positions as Linux counts them")
def test_digits_on_a_keyboard_that_needs_shift_for_them() -> None:
    hall = Hall()
    for key, scan in (("&", 10), ("À", 19), ("-", 15)):
        command = meant(key, scan, key.lower())
        assert command is not None
        command.run(hall)
    assert hall.talk.value.number == "106"
    assert meant("Ctrl+1", 10, "") is None


def test_other_keys_mean_nothing() -> None:
    for key in ("Ctrl+C", "Alt+F4", "V", "F12", "", "Shift+Tab"):
        assert meant(key) is None

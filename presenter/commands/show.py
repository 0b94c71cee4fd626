"""The commands of a running show, what they ask of it (`Stage`), and which command a key means."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Protocol

from presenter.cell import Cell
from presenter.commands.command import Command
from presenter.commands.own_keys import Own, keys_of
from presenter.talk import later, state, tools
from presenter.talk.state import Slides, Talk, Tool


class Stage(Protocol):
    """A running show as its commands know it."""

    @property
    def talk(self) -> Cell[Talk]:
        """Where the talk is."""

    @property
    def slides(self) -> Slides:
        """The deck as moving needs it."""

    @property
    def size(self) -> tuple[float, float]:
        """How large slides are, points."""

    def now(self) -> float:
        """The wall clock, seconds."""

    def end(self) -> None:
        """Stop showing."""

    def swap(self) -> None:
        """Exchange the displays of audience and console."""

    def resume(self) -> None:
        """Go to where a talk was when the program was killed, if there was one."""

    def toggle_console(self) -> None:
        """With a single display: bring the console over the slide, or take it away again."""

    def overview(self) -> None:
        """Show all slides to choose from, with a field to search in."""

    def scroll_notes(self, by: int) -> None:
        """Bring more of the notes into view, down (1) or up (-1)."""

    def zoom_notes(self, by: int) -> None:
        """Set the notes in larger (1) or smaller (-1) letters."""

    def play(self) -> None:
        """Play or pause the film or sound in hand."""

    def seek(self, by: float) -> None:
        """So many seconds on in it, or back."""

    def mute(self) -> None:
        """Sound off, or on again."""

    def write_notes(self) -> None:
        """Write in the notes of this slide, where they stand."""

    def arrange_console(self, what: str) -> None:
        """Change the looks of the console: layout, buttons, tools or bright; "keys" lists all keys there."""

    def use_displays(self, what: str) -> None:
        """"choose" shows a map of the displays, "view" opens another window for the audience, "fill" lets the console have
        the whole of its display, or a window there."""


def _moves(fn: Callable[[Talk, Slides, float], Talk]) -> Callable[[Stage], None]:
    return lambda stage: stage.talk.set(fn(stage.talk.value, stage.slides, stage.now()))


def _turns(fn: Callable[[Talk], Talk]) -> Callable[[Stage], None]:
    return lambda stage: stage.talk.set(fn(stage.talk.value))


def _takes(tool: Tool) -> Callable[[Stage], None]:
    return _turns(lambda talk: tools.choose(talk, tool))


def _zooms(factor: float) -> Callable[[Stage], None]:
    return lambda stage: stage.talk.set(tools.zoom_by(stage.talk.value, factor, stage.size))


def _arranges(what: str) -> Callable[[Stage], None]:
    return lambda stage: stage.arrange_console(what)


def _displays(what: str) -> Callable[[Stage], None]:
    return lambda stage: stage.use_displays(what)


def _escape(stage: Stage) -> None:
    talk = state.escape(stage.talk.value, stage.now())
    if talk is None:
        stage.end()
    else:
        stage.talk.set(talk)


# keyboard positions of B and full stop, which a clicker's "black" sends whatever the layout makes of them
BLACK_SCANS = {"linux": (56, 60), "win32": (0x30, 0x34), "darwin": ()}.get(sys.platform, ())

SHOW: tuple[Command[Stage], ...] = (
    Command(
        "next", "Next step", _moves(state.next_step), ("Right", "Down", "PgDown", "Space", "N", "Media Next"), remote=True, repeats=True
    ),
    Command(
        "previous", "Previous step", _moves(state.previous_step), ("Left", "Up", "PgUp", "Backspace", "P", "Media Previous"),
        remote=True, repeats=True,
    ),
    Command("enter", "Next step, or the slide whose number was typed", _moves(state.enter), ("Return", "Enter"), repeats=True),
    Command(
        "next-slide", "Next slide, without its steps", _moves(state.next_slide), ("Shift+PgDown", "Alt+PgDown"),
        remote=True, repeats=True,
    ),
    Command("previous-slide", "Previous slide", _moves(state.previous_slide), ("Shift+PgUp", "Alt+PgUp"), remote=True, repeats=True),
    Command("first", "First slide", _moves(state.first), ("Home",), remote=True),
    Command("last", "Last slide", _moves(state.last), ("End",), remote=True),
    Command("back", "Back to where the last jump came from", _moves(state.go_back), ("Alt+Left",), remote=True),
    Command("forth", "And forth again", _moves(state.go_forth), ("Alt+Right",), remote=True),
    Command("later", "Put this slide by to come back to, or no longer", _turns(later.put_by), ("Q",), remote=True),
    Command("next-later", "The next slide that was put by", _moves(later.go_on), ("Shift+Q",), remote=True),
    Command("next-section", "Next section", _moves(state.next_section), ("Ctrl+PgDown", "]"), remote=True),
    Command(
        "previous-section", "Beginning of this section, or the one before", _moves(state.previous_section), ("Ctrl+PgUp", "["),
        remote=True,
    ),
    Command("black", "Black screen", _turns(state.black), ("B", "."), remote=True, scans=BLACK_SCANS),
    Command("white", "White screen", _turns(state.white), ("W", ","), remote=True),
    Command("freeze", "Freeze what the audience sees", _turns(state.freeze), ("F",), remote=True),
    Command("hide", "Hide the audience's window for a demonstration", _turns(state.hide), ("H",), remote=True),
    Command("laser", "Laser pointer", _takes("laser"), ("L", "Ctrl+L")),
    Command("spotlight", "Spotlight: all but the place pointed at goes dark", _takes("spotlight"), ("Shift+L",)),
    Command("magnifier", "Magnifying glass", _takes("magnifier"), ("Shift+Z",)),
    Command("zoom", "Enlarge a region: draw a box, or click; again for the whole slide", _turns(tools.zoom), ("Z",)),
    Command("larger", "Enlarge the slide", _zooms(1.5), ("+", "="), repeats=True),
    Command("smaller", "And back", _zooms(1 / 1.5), ("-",), repeats=True),
    Command("pen", "Pen", _takes("pen"), ("Ctrl+P",)),
    Command("color", "Pen in the next colour", _turns(tools.next_color), ("C",)),
    Command("highlighter", "Highlighter", _takes("highlighter"), ("Ctrl+I",)),
    Command("eraser", "Eraser", _takes("eraser"), ("Ctrl+E",)),
    Command("arrow", "Put the tool away", _turns(lambda talk: tools.choose(talk, "")), ("Ctrl+A",)),
    Command("erase-all", "Take all ink off this slide", _turns(tools.clear), ("E",)),
    Command("ink", "Hide the ink, or show it again", _turns(tools.show_ink), ("Ctrl+M",)),
    Command("undo", "Undo the last stroke on this slide", _turns(tools.undo), ("Ctrl+Z",), repeats=True),
    Command("redo", "Redo it", _turns(tools.redo), ("Ctrl+Y", "Ctrl+Shift+Z"), repeats=True),
    Command("play", "Play or pause the film", lambda stage: stage.play(), ("J", "Alt+P", "Media Play"), remote=True),
    Command("seek", "Five seconds on in the film", lambda stage: stage.seek(5.0), ("Ctrl+Right", "Shift+Alt+Right"), repeats=True),
    Command("seek-back", "Five seconds back", lambda stage: stage.seek(-5.0), ("Ctrl+Left", "Shift+Alt+Left"), repeats=True),
    Command("mute", "Sound off, and on again", lambda stage: stage.mute(), ("M", "Alt+U")),
    Command("pause", "Start or pause the clock", lambda stage: stage.talk.set(state.pause(stage.talk.value, stage.now())), ("T", "Pause")),
    Command("reset-clock", "Set the clock back to zero", _turns(state.reset_clock), ("R",)),
    Command("swap", "Exchange the displays", lambda stage: stage.swap(), ("S", "X")),
    Command("displays", "Displays: which one has the slides", _displays("choose"), ("F7",)),
    Command("another-view", "Another window for the audience, on a free display or for a call", _displays("view"), ("Shift+F7",)),
    Command("fill-console", "The console full screen, or in a window", _displays("fill"), ("F11",)),
    Command("console", "With one display: the console over the slide, and away", lambda stage: stage.toggle_console(), ("K",)),
    Command("notes-larger", "Larger notes", lambda stage: stage.zoom_notes(1), ("Ctrl++", "Ctrl+="), repeats=True),
    Command("notes-smaller", "Smaller notes", lambda stage: stage.zoom_notes(-1), ("Ctrl+-",), repeats=True),
    Command("escape", "Leave number entry, a tool, black, white, hidden or frozen; twice: end the show", _escape, ("Esc",)),
    Command("notes-down", "Scroll the notes", lambda stage: stage.scroll_notes(1), ("Shift+Down", "D"), repeats=True),
    Command("notes-up", "Scroll the notes back", lambda stage: stage.scroll_notes(-1), ("Shift+Up", "U"), repeats=True),
    Command("overview", "All slides: type to search, Enter goes there", lambda stage: stage.overview(), ("Tab", "O", "G", "/", "Ctrl+F")),
    Command("write-notes", "Write in the notes of this slide; Esc when done", lambda stage: stage.write_notes(), ("F2", "Ctrl+N")),
    Command("layout", "Console: slide large, both slides alike, notes large, notes alone", _arranges("layout"), ("Y",)),
    Command("tools", "Console: the tools, and away", _arranges("tools"), ("Ctrl+T",)),
    Command("buttons", "Console: without buttons, and with them", _arranges("buttons"), ("Ctrl+B",)),
    Command("bright", "Console: light for a bright room, and dark", _arranges("bright"), ("Ctrl+D",)),
    Command("keys", "All keys, on the console", _arranges("keys"), ("F1", "?")),
    Command("end", "End the show at once", lambda stage: stage.end(), ("Ctrl+Q",)),
    Command("resume", "Go to where the talk was interrupted", lambda stage: stage.resume(), ("Ctrl+R",)),
    Command("ignored", "A clicker's start button while the show runs", lambda stage: None, ("F5", "Shift+F5")),
)  # fmt: skip

_BY_SCAN = {scan: command for command in SHOW for scan in command.scans}
_DIGIT_SCANS = {scan: str((scan - 9) % 10) for scan in range(10, 20)} if sys.platform == "linux" else {}


def by_key(own: Own = MappingProxyType({})) -> dict[str, Command[Stage]]:
    """Every key and its command; `own` are those that the person has changed."""
    return {key: command for command in SHOW for key in keys_of(command, own)}


_BY_KEY = by_key()


def meant(key: str, scan: int = 0, text: str = "", keys: Mapping[str, Command[Stage]] = _BY_KEY) -> Command[Stage] | None:
    """The command that a key means: `key` as portable text, `scan` its position, `text` what it types; `keys` is `by_key`.

    Digits are commands too: they add to the number typed. The key's name goes before its position, so that
    nothing that means something on this layout is taken for something else; but the row of digits is one on every
    layout (a French 6 types "-").
    """
    key = key.removeprefix("Num+")
    bare = "+" not in key or key == "+"
    figure = text if len(text) == 1 and text in "0123456789" else ""
    figure = figure or (_DIGIT_SCANS.get(scan, "") if bare else "")
    if not figure and key in keys:
        return keys[key]
    if key.startswith("Shift+") and len(text) == 1 and not text.isalnum() and text in keys:
        return keys[text]  # signs that this keyboard has above others
    if figure:
        return Command(f"digit-{figure}", f"Digit {figure}", _turns(lambda talk: state.digit(talk, figure)))
    return _BY_SCAN.get(scan) if bare else None

"""A day of a projector's life on every window manager: at each stop all windows are where they belong, and the talk is where it was."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.displays.servers import DECK, MANAGERS, Display, Outputs, Program, Virtual, Watcher, serving, stays, until

PROJECTOR, LAPTOP = "1920x1080+1280+0", "1280x800+0+0"


class Day:
    """Changes one thing after the other and looks where the windows come to rest."""

    def __init__(self, show: Program) -> None:
        self.show = show
        self.slide = 1
        self.log: list[tuple[float, str]] = []
        self.rest: Callable[[], bool] = lambda: True

    def stop(self, what: str, change: Callable[[], object], audience: str, console: str = "laptop") -> None:
        """Change something; the windows come to rest there, having rested where they were until now."""
        self.log.append((time.monotonic(), what))
        change()
        self.rest = lambda: self.show.shown(audience, console) and self.show.hears()
        assert until(lambda: stays(self.rest)), f"{what}: {self.places()}"

    def places(self) -> str:
        """What is where, for the one who looks for the fault."""
        show = self.show
        eyes = show.display.eyes
        where = f"audience {show.place('audience')}, console {show.place('console')}, keys {eyes.title(eyes.focus())!r}"
        return f"{where}\n{show.trace.read_text()[-1500:]}{show.log.read_text()}"

    def step(self) -> None:
        """A clicker's button: the next slide, wherever the keys go now."""
        self.slide += 1
        self.show.key("Next")
        assert until(lambda: self.show.slide() == (self.slide, 0)), f"slide {self.slide}: {self.places()}"


COMBINATIONS = [(Outputs, manager) for manager in MANAGERS] + [(Virtual, manager) for manager in ("none", "openbox", "xfwm4", "i3")]


@pytest.mark.parametrize(("kind", "manager"), COMBINATIONS)
def test_a_day(tmp_path: Path, kind: type[Display], manager: str) -> None:
    deck = tmp_path / "talk.md"
    deck.write_text("\n---\n\n".join([DECK, *["# More"] * 9]), encoding="utf-8")
    with serving(tmp_path, kind, manager) as display:
        show = display.start("present", str(deck))
        day = Day(show)
        day.stop("one display", lambda: None, LAPTOP, "hidden")
        day.step()
        day.stop("plugged", display.plug, PROJECTOR)
        day.step()
        with Watcher(display) as hall:
            day.stop("unplugged", display.unplug, "hidden")
            show.key("Next")  # the talk goes on without its projector
            day.slide += 1
            day.stop("another projector", lambda: display.plug(1024, 768), "1024x768+1280+0")
            day.step()
            day.stop("another mode", lambda: display.plug(1280, 720), "1280x720+1280+0")
            day.stop("back again", display.plug, PROJECTOR)
            if isinstance(display, Outputs):
                day.stop("lid closed", display.close_lid, "1920x1080+0+0", "hidden")
                day.step()
                day.stop("lid opened", display.plug, PROJECTOR)
            day.step()
            day.stop("a third display", display.third, PROJECTOR)
        assert hall.notes == [], f"notes on the projector in {len(hall.notes)} of {hall.looks} looks: {hall.notes}, {day.log}"
        day.stop("mirrored", display.mirror, LAPTOP, "hidden")
        day.step()
        day.stop("extended", display.plug, PROJECTOR)
        show.key("s")
        day.rest = lambda: show.place("audience") == LAPTOP and show.left_edge() >= 1280
        assert until(lambda: stays(day.rest)), f"swapped: {day.places()}"
        day.stop("swapped back", lambda: show.key("s"), PROJECTOR)
        if isinstance(display, Outputs):
            heard = len(show.events("screen-removed"))
            display.all_off()
            assert until(lambda: len(show.events("screen-removed")) > heard)
            day.rest = lambda: True  # nobody sees anything
            day.stop("light again", display.plug, PROJECTOR)
        day.step()
        show.end()


def test_a_window_manager_that_hangs(tmp_path: Path) -> None:
    """The talk goes on meanwhile, and what was plugged in has its slides as soon as the manager is back."""
    deck = tmp_path / "talk.md"
    deck.write_text(DECK, encoding="utf-8")
    with serving(tmp_path) as display:
        display.plug()
        show = display.start("present", str(deck))
        day = Day(show)
        day.stop("begun", lambda: None, PROJECTOR)
        with display.frozen():
            day.step()
            display.unplug()
            assert until(lambda: show.place("audience") == "hidden"), day.places()
            day.slide += 1
            show.key("Next")
            assert until(lambda: [event["slide"] for event in show.events("moved")][-1:] == [3]), day.places()
            display.plug()
            assert until(lambda: len(show.events("screen-added")) > 0), day.places()
            time.sleep(2)  # all ways of placing are tried, and none can work
        day.stop("the manager goes on", lambda: None, PROJECTOR)
        day.step()
        show.end()


def test_one_file_brings_windows_to_displays() -> None:
    """What brings a window anywhere by other ways is not verified, and may show notes to a hall."""
    package = Path(__file__).resolve().parents[2] / "presenter"
    words = ("setScreen(", "showFullScreen(", "WindowFullScreen")
    found = {p.relative_to(package).as_posix() for p in package.rglob("*.py") if any(w in p.read_text(encoding="utf-8") for w in words)}
    assert found == {"ui/show/placing.py", "ui/panes.py"}  # the editor's own window fills its display when text alone is wanted

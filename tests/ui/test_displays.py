"""The show on real X servers with monitors that come and go: where the windows are by the server's word, not by Qt's."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

TOOLS = ("Xvfb", "openbox", "xrandr", "xdotool", "xwininfo")
MISSING = [tool for tool in TOOLS if shutil.which(tool) is None]
PACKAGES = "xvfb openbox x11-xserver-utils x11-utils xdotool"
pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)} (Debian: {PACKAGES})")

ROOT = Path(__file__).resolve().parents[2]
DECK = "---\ntransition: none\n---\n" + "\n---\n\n".join(f"# Slide {i}\n\n- one\n\n<!-- note {i} -->\n" for i in range(1, 6))


@dataclass
class Display:
    """An X server with a laptop panel of 1280 x 800 at the left and room for a projector."""

    name: str
    folder: Path
    programs: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        clean = {k: v for k, v in os.environ.items() if k not in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY")}
        return {**clean, "DISPLAY": self.name, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"}

    def run(self, *words: str) -> str:
        return subprocess.run(words, env=self.environment, capture_output=True, text=True, timeout=20, check=False).stdout

    def plug(self, width: int = 1920, height: int = 1080) -> None:
        self.run("xrandr", "--setmonitor", "PROJ", f"{width}/508x{height}/286+1280+0", "none")

    def unplug(self) -> None:
        self.run("xrandr", "--delmonitor", "PROJ")

    def start(self, *words: str) -> Program:
        trace = self.folder / f"trace{len(self.programs)}.jsonl"
        log = self.folder / f"log{len(self.programs)}.txt"
        with log.open("wb") as out:
            child = subprocess.Popen([sys.executable, "-m", "presenter", *words, "--trace", str(trace)], env=self.environment, stderr=out)
        self.programs.append(child)
        return Program(self, child, trace, log)


@dataclass
class Program:
    """Our program, running."""

    display: Display
    child: subprocess.Popen[bytes]
    trace: Path
    log: Path

    def events(self, name: str) -> list[dict[str, object]]:
        lines = self.trace.read_text("utf-8").splitlines() if self.trace.exists() else []
        return [event for event in map(json.loads, lines) if event["event"] == name]

    def slide(self) -> tuple[object, object]:
        shown = [e for e in self.events("slide-shown") if e["window"] == "audience"]
        return (shown[-1]["slide"], shown[-1]["step"]) if shown else (None, None)

    def window(self, title: str) -> str:
        return self.display.run("xdotool", "search", "--name", title).split("\n")[0].strip()

    def place(self, title: str) -> str:
        """Where a window is, as the X server says: "1920x1080+1280+0", or "hidden"."""
        ident = self.window(title)
        facts = self.display.run("xwininfo", "-id", ident) if ident else ""
        if "IsViewable" not in facts:
            return "hidden"

        def word(key: str) -> str:
            return facts.split(key)[1].split()[0]

        corner = f"+{word('Absolute upper-left X:')}+{word('Absolute upper-left Y:')}"
        return f"{word('Width:')}x{word('Height:')}{corner}"

    def key(self, *keys: str) -> None:
        """Keys to whatever window has the focus, as a keyboard sends them."""
        for key in keys:
            self.display.run("xdotool", "key", key)

    def quiet(self) -> None:
        """Nothing was complained about."""
        assert self.log.read_text("utf-8", "replace") == ""


def until(condition: Callable[[], bool], seconds: float = 12.0) -> bool:
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


@pytest.fixture
def display(tmp_path: Path) -> Iterator[Display]:
    readable, writable = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writable), "-screen", "0", "4096x2160x24", "-noreset", "-nolisten", "tcp", "+extension", "RANDR"],
        pass_fds=[writable], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writable)
    with os.fdopen(readable) as pipe:
        number = pipe.readline().strip()
    assert number, "Xvfb did not start"
    made = Display(f":{number}", tmp_path)
    made.run("xrandr", "--setmonitor", "LAPTOP", "1280/338x800/211+0+0", "screen")
    manager = subprocess.Popen(["openbox", "--sm-disable"], env=made.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield made
    finally:
        for child in (*made.programs, manager, server):
            child.terminate()
        for child in (*made.programs, manager, server):
            try:
                child.wait(5)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    path = tmp_path / "talk.md"
    path.write_text(DECK, encoding="utf-8")
    return path


def test_a_projector_comes_and_goes(display: Display, deck: Path) -> None:
    display.plug()
    show = display.start("present", str(deck))
    assert until(lambda: show.place("audience") == "1920x1080+1280+0"), show.log.read_text()
    assert until(lambda: show.events("placed") != [])
    console = show.place("console")
    assert console != "hidden"
    assert int(console.split("+")[1]) < 1280

    # the console has the keys though the audience window came first
    show.key("space", "space")
    assert until(lambda: show.slide() == (3, 0))
    show.key("b")
    display.unplug()
    assert until(lambda: show.place("audience") == "hidden")
    assert until(lambda: show.events("screen-removed") != [])
    assert int(show.place("console").split("+")[1]) < 1280  # Qt did not put the slides over the notes
    show.key("b", "Right")

    display.plug(1280, 720)
    assert until(lambda: show.place("audience") == "1280x720+1280+0")
    assert until(lambda: show.slide() == (4, 0))
    show.key("Escape")
    assert until(lambda: show.child.poll() is not None)
    assert show.child.returncode == 0
    show.quiet()


def test_one_display_is_an_explicit_single_screen_show(display: Display, deck: Path) -> None:
    show = display.start("present", str(deck), "--slide", "2")
    assert until(lambda: show.place("audience") == "1280x800+0+0"), show.log.read_text()
    assert show.place("console") == "hidden"
    assert until(lambda: show.slide() == (2, 0))
    show.key("Next")
    assert until(lambda: show.slide() == (3, 0))

    display.plug()  # now there is a second one: slides there, console here
    assert until(lambda: show.place("audience") == "1920x1080+1280+0")
    assert until(lambda: show.place("console") != "hidden")
    show.key("Next")
    assert until(lambda: show.slide() == (4, 0))
    show.key("Escape")
    assert until(lambda: show.child.poll() is not None)
    show.quiet()


def test_swapping_displays_and_asking_for_one_by_name(display: Display, deck: Path) -> None:
    display.plug()
    show = display.start("present", str(deck), "--screen", "LAPTOP")
    assert until(lambda: show.place("audience") == "1280x800+0+0"), show.log.read_text()
    assert until(lambda: show.place("console") != "hidden" and int(show.place("console").split("+")[1]) >= 1280)
    show.key("s")
    assert until(lambda: show.place("audience") == "1920x1080+1280+0")
    assert until(lambda: show.place("console") != "hidden" and int(show.place("console").split("+")[1]) < 1280)
    show.key("End")
    assert until(lambda: show.slide() == (5, 0))
    show.key("Escape")
    assert until(lambda: show.child.poll() is not None)
    show.quiet()


def test_a_display_that_is_not_there_is_refused_in_one_line(display: Display, deck: Path) -> None:
    show = display.start("present", str(deck), "--screen", "HDMI-7")
    assert show.child.wait(15) == 2
    line = show.log.read_text()
    assert line.count("\n") == 1
    assert "HDMI-7" in line
    assert "1280 × 800" in line


def test_f5_in_the_window_shows_on_the_other_display(display: Display, deck: Path) -> None:
    display.plug()
    program = display.start(str(deck))
    assert until(lambda: program.place("talk.md") != "hidden"), program.log.read_text()
    assert until(lambda: program.events("first-frame") != [])
    program.display.run("xdotool", "windowactivate", "--sync", program.window("talk.md"))
    program.key("ctrl+Next", "ctrl+Next")
    assert until(lambda: any(e["slide"] == 3 for e in program.events("slide-shown")))
    program.key("shift+F5")
    # the window is on the laptop's panel by the window manager's choice, or on the projector: the show is on the other one
    assert until(lambda: program.place("audience") in ("1920x1080+1280+0", "1280x800+0+0"))
    assert until(lambda: program.slide() == (3, 0))
    program.key("F5")  # a clicker's start button while the show runs
    program.key("Right", "Right")
    assert until(lambda: program.slide() == (5, 0))
    program.key("Escape")
    assert until(lambda: program.place("audience") == "hidden")
    assert program.child.poll() is None
    program.key("ctrl+q")
    assert until(lambda: program.child.poll() is not None)
    assert program.child.returncode == 0
    program.quiet()


def test_in_a_window_for_calls(display: Display, deck: Path) -> None:
    show = display.start("present", str(deck), "--windowed", "800x450")
    assert until(lambda: show.place("audience").startswith("800x450")), show.log.read_text()
    assert until(lambda: show.place("console") != "hidden")
    show.key("Right")
    assert until(lambda: show.slide() == (2, 0))
    display.plug()  # nothing moves by itself
    assert show.place("audience").startswith("800x450")
    show.key("Escape")
    assert until(lambda: show.child.poll() is not None)
    show.quiet()

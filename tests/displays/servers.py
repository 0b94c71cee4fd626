"""X servers of our own, their window managers, monitors that come and go, and our program on them."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

import pytest

from presenter.ui.show import dark
from tests.displays.xlib import Eyes

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
DECK = "---\ntransition: none\n---\n" + "\n---\n\n".join(f"# Slide {i}\n\n- one\n\n<!-- note {i} -->\n" for i in range(1, 6))

XORG = Path("/usr/lib/xorg/Xorg")
DRIVER = XORG.parent / "modules" / "drivers" / "dummy_drv.so"
PACKAGES = {
    "Xvfb": "xvfb", "openbox": "openbox", "xrandr": "x11-xserver-utils", "xdotool": "xdotool", "xprop": "x11-utils",
    "metacity": "metacity", "xfwm4": "xfwm4", "i3": "i3-wm", "setxkbmap": "x11-xkb-utils", "mutter": "mutter",
    "dbus-daemon": "dbus-daemon", "dbus-monitor": "dbus-bin", "gdbus": "libglib2.0-bin",
    "gsettings": "libglib2.0-bin", "schemas of GNOME": "gsettings-desktop-schemas", str(XORG): "xserver-xorg-core",
    str(DRIVER): "xserver-xorg-video-dummy",
}  # fmt: skip
MANAGERS = {
    "none": (),
    "openbox": ("openbox", "--sm-disable"),
    "metacity": ("metacity", "--sm-disable", "--no-composite"),
    "xfwm4": ("dbus-run-session", "--", "xfwm4", "--compositor=off"),
    "i3": ("i3", "-c", str(HERE / "i3.conf")),
}
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
USUAL = ("xrandr", "xdotool", "xprop")


def need(*tools: str) -> None:
    """Skip a test where a tool is missing, and say how to get it; where everything must be there (CI=true), fail."""
    missing = [tool for tool in tools if shutil.which(tool) is None and not Path(tool).is_file()]
    if missing:
        why = f"needs {', '.join(missing)} (Debian: {' '.join(PACKAGES[tool] for tool in missing)})"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(why)


def until(condition: Callable[[], bool], seconds: float = 60.0) -> bool:
    """Whether the condition comes true, on a machine that may be busy with other things; waits no longer than it takes."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.03)
    return True


def stays(rest: Callable[[], bool], seconds: float = 0.25) -> bool:
    """Whether something is so and stays so: a window manager may think again."""
    end = time.monotonic() + seconds
    while rest():
        if time.monotonic() > end:
            return True
        time.sleep(0.05)
    return False


class Desktop:
    """Where our program runs: a display server, and what arranges the windows on it."""

    folder: Path
    programs: list[subprocess.Popen[bytes]]
    arranging: subprocess.Popen[bytes] | None = None  # the window manager, or the compositor

    @property
    def environment(self) -> dict[str, str]:
        """For programs that are to run there."""
        raise NotImplementedError

    def start(self, *words: str, **environment: str) -> Program:
        """Our program with these words on its command line."""
        number = len(self.programs)
        trace, log = self.folder / f"trace{number}.jsonl", self.folder / f"log{number}.txt"
        with log.open("wb") as out:
            line = [sys.executable, "-m", "presenter", *words, "--trace", str(trace)]
            child = subprocess.Popen(line, env={**self.environment, **environment}, stderr=out)
        self.programs.append(child)
        return self.looked_at(child, trace, log)

    def looked_at(self, child: subprocess.Popen[bytes], trace: Path, log: Path) -> Program:
        """A program of ours with its windows as this desktop tells them."""
        raise NotImplementedError

    def end_programs(self) -> None:
        """End what was started here."""
        for program in self.programs:
            end(program)

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """What arranges the windows hangs meanwhile, and then goes on."""
        assert self.arranging is not None
        self.arranging.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.arranging.send_signal(signal.SIGCONT)


def come_up(name: str, ready: Callable[[], bool]) -> None:
    """Wait until a server can be used."""
    assert until(ready), f"{name} did not start"


@dataclass
class Display(Desktop):
    """An X server with a laptop panel of 1280 x 800 at the left and room for projectors at its right."""

    name: str
    folder: Path
    manager: str = "openbox"
    programs: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.eyes = Eyes(self.name)

    @property
    def environment(self) -> dict[str, str]:
        clean = {k: v for k, v in os.environ.items() if k not in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY")}
        clean["XDG_CONFIG_HOME"] = str(self.folder / "config")  # displays chosen are remembered
        return {**clean, "DISPLAY": self.name, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"}

    def run(self, *words: str) -> str:
        return subprocess.run(words, env=self.environment, capture_output=True, text=True, timeout=60, check=False).stdout

    def looked_at(self, child: subprocess.Popen[bytes], trace: Path, log: Path) -> Program:
        return Program(self, child, trace, log)

    # ------------------------------------------------------------ monitors

    def begin(self) -> None:
        """The laptop's panel and nothing else."""

    def plug(self, width: int = 1920, height: int = 1080) -> None:
        """A projector of this size at the right of the laptop; one that is plugged in changes its mode."""
        raise NotImplementedError

    def unplug(self) -> None:
        """The projector's cable is pulled."""
        raise NotImplementedError

    def mirror(self) -> None:
        """Laptop and projector show the same."""
        raise NotImplementedError

    def third(self, width: int = 1024, height: int = 768) -> None:
        """One more display, at the right of a projector of 1920 x 1080."""
        raise NotImplementedError


class Virtual(Display):
    """Xvfb: monitors are parts of one large picture."""

    def _monitor(self, name: str, width: int, height: int, x: int, output: str = "none") -> None:
        self.run("xrandr", "--setmonitor", name, f"{width}/{width * 254 // 960}x{height}/{height * 254 // 960}+{x}+0", output)

    def begin(self) -> None:
        self._monitor("LAPTOP", 1280, 800, 0, "screen")

    def plug(self, width: int = 1920, height: int = 1080) -> None:
        if "PROJ" in self.run("xrandr", "--listmonitors"):
            self._unplug_and_wait()
        self._monitor("PROJ", width, height, 1280)

    def unplug(self) -> None:
        self.run("xrandr", "--delmonitor", "PROJ")

    def _unplug_and_wait(self) -> None:
        """Qt hears neither of a monitor that changes, nor of one that is back again before its going was heard of."""
        before = self._heard_going()
        self.unplug()
        until(lambda: all(times > before[child] for child, times in self._heard_going().items()), 10)

    def _heard_going(self) -> dict[subprocess.Popen[bytes], int]:
        """How often each program that runs has heard of a monitor's going."""
        traces = [self.folder / f"trace{number}.jsonl" for number in range(len(self.programs))]
        heard = [trace.read_text("utf-8").count('"screen-removed"') if trace.exists() else 0 for trace in traces]
        return {child: times for child, times in zip(self.programs, heard, strict=True) if child.poll() is None}

    def mirror(self) -> None:
        if "PROJ" in self.run("xrandr", "--listmonitors"):
            self._unplug_and_wait()
        self._monitor("PROJ", 1280, 800, 0)

    def third(self, width: int = 1024, height: int = 768) -> None:
        self._monitor("THIRD", width, height, 3200)


class Outputs(Display):
    """Xorg without hardware: outputs that are really switched on and off."""

    laptop = ("--output", "DUMMY0", "--mode", "1280x800", "--pos", "0x0", "--primary")

    def begin(self) -> None:
        for output in ("DUMMY1", "DUMMY2"):
            for mode in ("1920x1080", "1280x800", "1280x720", "1024x768"):
                self.run("xrandr", "--addmode", output, mode)
        # the driver calls an output connected only after it was lit once and asked about
        self.plug()
        self.third()
        self.set("--output", "DUMMY2", "--off", "--output", "DUMMY1", "--off")

    def set(self, *words: str) -> None:
        """Change outputs, and look at them anew as a driver of hardware does by itself."""
        # the desktop's size stays: the driver moves no pixels when it changes, and shows for a moment what is nowhere
        self.run("xrandr", "--fb", "4480x2160", *words)
        self.run("xrandr")

    def plug(self, width: int = 1920, height: int = 1080) -> None:
        self.set(*self.laptop, "--output", "DUMMY1", "--mode", f"{width}x{height}", "--pos", "1280x0")

    def plug_left(self) -> None:
        """A projector at the left: the laptop's place on the desktop moves."""
        self.set("--output", "DUMMY1", "--mode", "1920x1080", "--pos", "0x0", "--output", "DUMMY0", "--pos", "1920x0")

    def unplug(self) -> None:
        self.set("--output", "DUMMY1", "--off")

    def mirror(self) -> None:
        self.set(*self.laptop, "--output", "DUMMY1", "--mode", "1280x800", "--pos", "0x0")

    def close_lid(self) -> None:
        """The panel goes dark; the projector's picture begins at the desktop's left edge now."""
        self.set("--output", "DUMMY0", "--off")

    def third(self, width: int = 1024, height: int = 768) -> None:
        self.set("--output", "DUMMY2", "--mode", f"{width}x{height}", "--pos", "3200x0")

    def all_off(self) -> None:
        """No display at all, as while a dock is changed."""
        self.set("--output", "DUMMY0", "--off", "--output", "DUMMY1", "--off", "--output", "DUMMY2", "--off")


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
        """The slide and step that the audience was shown last."""
        shown = [e for e in self.events("slide-shown") if e["window"] == "audience"]
        return (shown[-1]["slide"], shown[-1]["step"]) if shown else (None, None)

    def window(self, title: str) -> int:
        """The window with these words in its title, or 0."""
        return next(iter(self.display.eyes.windows(title)), 0)

    def place(self, title: str) -> str:
        """Where a window is, as the X server says: "1920x1080+1280+0", or "hidden"."""
        window = self.window(title)
        return self.display.eyes.where(window) if window else "hidden"

    def places(self, title: str) -> list[str]:
        """Where all windows with these words in their title are that can be seen."""
        eyes = self.display.eyes
        return sorted(place for place in map(eyes.where, eyes.windows(title)) if place != "hidden")

    def left_edge(self, title: str = "console") -> int:
        """Where a window begins; -1 when it is not shown."""
        where = self.place(title)
        return -1 if where == "hidden" else int(where.split("+")[1])

    def shown(self, audience: str, console: str = "laptop") -> bool:
        """Whether the audience is at a place, and the console "hidden" or on the laptop's 1280 pixels."""
        edge = self.left_edge()
        return self.place("audience") == audience and (edge == -1 if console == "hidden" else 0 <= edge < 1280)

    def hears(self) -> bool:
        """Whether the keys are the console's, and the audience's window's only where there is no console. A tiling manager
        may leave them with the audience's window, which hears them as well."""
        console = self.place("– console") != "hidden"
        focus = self.display.eyes.focus()
        left = console and self.display.manager == "i3" and focus == self.window("– audience")
        return left or focus == self.window("– console" if console else "– audience")

    def key(self, *keys: str) -> None:
        """Keys to whatever window has the focus, as a keyboard sends them."""
        for key in keys:
            self.display.run("xdotool", "key", key)

    def end(self) -> None:
        """Esc twice: the program ends by itself, and has complained about nothing."""
        self.key("Escape", "Escape")
        assert until(lambda: self.child.poll() is not None)
        assert self.child.returncode == 0
        self.quiet()

    def quiet(self) -> None:
        """Nothing was complained about."""
        assert self.complaints() == ""

    def complaints(self) -> str:
        """What was said on the error output, but for how long the talk was."""
        lines = self.log.read_text("utf-8", "replace").splitlines()
        return "\n".join(line for line in lines if "each slide's time" not in line)


class Watcher(threading.Thread):
    """Looks at the pixels right of the laptop again and again, as a hall does: is the console's ground ever there?"""

    LAPTOP = 1280
    ROWS = (60, 200, 340, 480, 600, 700)

    def __init__(self, display: Display) -> None:
        super().__init__(daemon=True)
        self._eyes = Eyes(display.name)
        self._done = threading.Event()
        self.looks = 0
        self.notes: list[float] = []  # when notes were seen

    def __enter__(self) -> Watcher:
        self.start()
        return self

    def run(self) -> None:
        ground = int(dark.GROUND.removeprefix("#"), 16)
        while not self._done.wait(0.004):
            width = min(1920, self._eyes.size()[0] - self.LAPTOP)
            rows = [self._eyes.row(self.LAPTOP, y, width) for y in self.ROWS] if width > 0 else []
            self.looks += 1
            if any(row.count(ground) > width // 20 for row in rows):
                self.notes.append(time.monotonic())

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None) -> None:
        self._done.set()
        self.join()
        self._eyes.close()


def _ready(display: Display) -> bool:
    """Whether the window manager has taken the server over."""
    return display.manager == "none" or "window id" in display.run("xprop", "-root", "_NET_SUPPORTING_WM_CHECK")


def end(child: subprocess.Popen[bytes]) -> None:
    """End a process, by force if need be."""
    child.terminate()
    try:
        child.wait(5)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


@contextmanager
def serving(folder: Path, kind: type[Display] = Virtual, manager: str = "openbox") -> Iterator[Display]:
    """A server on a free display, the laptop's panel lit, and a window manager; all is ended at the end."""
    words = MANAGERS[manager]
    if kind is Virtual:
        need("Xvfb", *USUAL, *[word for word in words if word in PACKAGES])
        server = ["Xvfb", "-screen", "0", "4480x2160x24", "+extension", "RANDR"]
    else:
        need(str(XORG), str(DRIVER), *USUAL, *[word for word in words if word in PACKAGES])
        server = [str(XORG), "-config", str(HERE / "xorg-dummy.conf"), "-logfile", str(folder / "xorg.log")]
        server += ["-novtswitch", "-sharevts", "-keeptty"]
    with ExitStack() as ends:
        readable, writable = os.pipe()
        line = [*server, "-displayfd", str(writable), "-noreset", "-nolisten", "tcp"]
        child = subprocess.Popen(line, pass_fds=[writable], **QUIET)
        ends.callback(end, child)
        os.close(writable)
        with os.fdopen(readable) as pipe:
            number = pipe.readline().strip()
        assert number, f"{server[0]} did not start"
        made = kind(f":{number}", folder, manager)
        ends.callback(made.eyes.close)
        made.begin()
        if words:
            environment = {**made.environment, "GSETTINGS_BACKEND": "memory", "NO_AT_BRIDGE": "1"}
            made.arranging = subprocess.Popen(words, env=environment, **QUIET)
            ends.callback(end, made.arranging)
        come_up(manager, lambda: _ready(made))
        ends.callback(made.end_programs)
        yield made

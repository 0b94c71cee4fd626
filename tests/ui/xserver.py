"""X servers of our own, with a window manager, and our program on them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

TOOLS = ("Xvfb", "openbox", "xrandr", "xdotool", "xwininfo")
MISSING = [tool for tool in TOOLS if shutil.which(tool) is None]
PACKAGES = "xvfb openbox x11-xserver-utils x11-utils xdotool"
WHY = f"needs {', '.join(MISSING)} (Debian: {PACKAGES})"

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
        clean["XDG_CONFIG_HOME"] = str(self.folder / "config")  # displays chosen are remembered
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


@contextmanager
def serving(folder: Path, *server: str) -> Iterator[Display]:
    """An X server started by these words on a free display, and openbox on it; all is ended at the end."""
    readable, writable = os.pipe()
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server_child = subprocess.Popen([*server, "-displayfd", str(writable), "-noreset", "-nolisten", "tcp"], pass_fds=[writable], **quiet)
    os.close(writable)
    with os.fdopen(readable) as pipe:
        number = pipe.readline().strip()
    made = Display(f":{number}", folder)
    children = [server_child]
    try:
        assert number, f"{server[0]} did not start"
        children.insert(0, subprocess.Popen(["openbox", "--sm-disable"], env=made.environment, **quiet))
        yield made
    finally:
        children = [*made.programs, *children]
        for child in children:
            child.terminate()
        for child in children:
            try:
                child.wait(5)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()

"""The display is kept awake while a show runs: what a session bus sees, at the end and after a kill."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.displays.servers import DECK, Display, need, serving, until


class Bus:
    """A session bus of our own, and everything that is said on it."""

    def __init__(self, folder: Path, address: str) -> None:
        self.log = folder / "bus.txt"
        environment = {**os.environ, "DBUS_SESSION_BUS_ADDRESS": address}
        with self.log.open("wb") as out:
            self.monitor = subprocess.Popen(["dbus-monitor", "--session"], env=environment, stdout=out, stderr=subprocess.DEVNULL)

    def said(self) -> str:
        return self.log.read_text("utf-8", "replace")

    def asked_by(self) -> str:
        """The connection that asked for the display to stay awake."""
        for line in self.said().splitlines():
            if "member=Inhibit" in line and "ScreenSaver" in line:
                return line.split("sender=")[1].split()[0]
        return ""

    def gone(self, name: str) -> bool:
        """Whether a connection has ended: services forget then what it asked for."""
        told = self.said().split("member=NameOwnerChanged")
        return any(part.split("string")[1:4] == [f' "{name}"\n   ', f' "{name}"\n   ', ' ""\n'] for part in map(head, told[1:]))


def head(part: str) -> str:
    return "\n".join(part.split("\n")[:4]) + "\n"


@pytest.fixture
def bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bus]:
    need("dbus-daemon", "dbus-monitor")
    daemon = subprocess.Popen(["dbus-daemon", "--session", "--nofork", "--print-address"], stdout=subprocess.PIPE, text=True)
    assert daemon.stdout is not None
    address = daemon.stdout.readline().strip()
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    made = Bus(tmp_path, address)
    assert until(lambda: "NameAcquired" in made.said())
    yield made
    for child in (made.monitor, daemon):
        child.terminate()
        child.wait()
    daemon.stdout.close()


@pytest.fixture
def display(tmp_path: Path) -> Iterator[Display]:
    with serving(tmp_path) as made:
        yield made


@pytest.mark.parametrize("end", ["escape", "kill"])
def test_awake_while_the_show_runs_and_not_a_moment_longer(bus: Bus, display: Display, tmp_path: Path, end: str) -> None:
    deck = tmp_path / "talk.md"
    deck.write_text(DECK, encoding="utf-8")
    show = display.start("present", str(deck))
    assert until(lambda: bus.asked_by() != ""), show.log.read_text()
    name = bus.asked_by()
    assert not bus.gone(name)
    if end == "kill":
        show.child.kill()
    else:
        show.key("Escape", "Escape")
    assert until(lambda: bus.gone(name)), bus.said()
    assert until(lambda: show.child.poll() is not None)
    show.quiet()


def test_without_a_bus_nothing_happens(display: Display, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/at/all")
    deck = tmp_path / "talk.md"
    deck.write_text(DECK, encoding="utf-8")
    show = display.start("present", str(deck), "--windowed", "320x180")
    assert until(lambda: show.slide() == (1, 0)), show.log.read_text()
    assert not until(lambda: show.child.poll() is not None, 2.5)
    show.key("Escape", "Escape")
    assert until(lambda: show.child.poll() is not None)
    assert show.child.returncode == 0
    show.quiet()

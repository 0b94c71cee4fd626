"""Outputs that are really switched: a mirrored projector, one that changes its mode, a lid that closes and opens."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from xserver import DECK, MISSING, WHY, Display, Program, serving, until

SERVER = Path("/usr/lib/xorg/Xorg")
DRIVER = SERVER.parent / "modules" / "drivers" / "dummy_drv.so"
pytestmark = [
    pytest.mark.skipif(bool(MISSING), reason=WHY),
    pytest.mark.skipif(not (SERVER.exists() and DRIVER.exists()), reason="needs an X server without hardware (xserver-xorg-video-dummy)"),
]

LAPTOP = ("--output", "DUMMY0", "--mode", "1280x800", "--pos", "0x0")


class Laptop:
    """A laptop with its projector."""

    def __init__(self, display: Display) -> None:
        self.display = display
        for mode in ("1920x1080", "1280x800", "1024x768"):
            display.run("xrandr", "--addmode", "DUMMY1", mode)
        # the driver calls an output connected only after it was lit once and asked about
        self.plug()
        self.unplug()

    def set(self, *words: str) -> None:
        self.display.run("xrandr", *words)
        self.display.run("xrandr")

    def plug(self, mode: str = "1920x1080") -> None:
        self.set(*LAPTOP, "--primary", "--output", "DUMMY1", "--mode", mode, "--pos", "1280x0")

    def mirror(self) -> None:
        self.set(*LAPTOP, "--output", "DUMMY1", "--mode", "1280x800", "--pos", "0x0")

    def unplug(self) -> None:
        self.set("--output", "DUMMY1", "--off")

    def close_lid(self) -> None:
        self.set("--output", "DUMMY0", "--off")


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Laptop]:
    config = Path(__file__).with_name("xorg-dummy.conf")
    words = ["-config", str(config), "-logfile", str(tmp_path / "xorg.log")]
    if os.geteuid():
        pytest.skip("this X server takes a configuration of one's own only from root")
    with serving(tmp_path, str(SERVER), *words, "-novtswitch", "-sharevts", "-keeptty") as display:
        yield Laptop(display)


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    path = tmp_path / "talk.md"
    path.write_text(DECK, encoding="utf-8")
    return path


def shown(show: Program, audience: str, console: str) -> bool:
    """Whether the audience is at a place and the console hidden or on the laptop's 1280 pixels."""
    where = show.place("console")
    on_laptop = where != "hidden" and int(where.split("+")[1]) < 1280
    return show.place("audience") == audience and (where == "hidden" if console == "hidden" else on_laptop)


def test_mirror_extend_mode_and_lid(laptop: Laptop, deck: Path) -> None:
    laptop.mirror()
    show = laptop.display.start("present", str(deck))
    assert until(lambda: shown(show, "1280x800+0+0", "hidden")), show.log.read_text()
    show.key("space")
    assert until(lambda: show.slide() == (2, 0))
    assert [event["on"] for event in show.events("mirrored")] == [True]

    laptop.plug()
    assert until(lambda: shown(show, "1920x1080+1280+0", "laptop"))
    laptop.plug("1024x768")
    assert until(lambda: shown(show, "1024x768+1280+0", "laptop"))

    laptop.plug()
    assert until(lambda: shown(show, "1920x1080+1280+0", "laptop"))
    laptop.close_lid()
    assert until(lambda: show.place("console") == "hidden")
    assert until(lambda: show.place("audience").startswith("1920x1080"))
    assert show.place("console") == "hidden"  # the notes are never on the projector

    laptop.plug()
    assert until(lambda: shown(show, "1920x1080+1280+0", "laptop"))
    show.key("space")
    assert until(lambda: show.slide() == (3, 0))
    show.key("Escape", "Escape")
    assert until(lambda: show.child.poll() is not None)
    show.quiet()


def test_mirrored_displays_are_told_of_where_the_hall_does_not_see_it(laptop: Laptop, deck: Path) -> None:
    laptop.mirror()
    show = laptop.display.start("present", str(deck))
    assert until(lambda: shown(show, "1280x800+0+0", "hidden")), show.log.read_text()
    show.key("Escape", "Escape")
    assert until(lambda: show.child.poll() is not None)
    assert "show the same picture" in show.log.read_text()

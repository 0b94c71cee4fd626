"""A projector plugged and unplugged many times in one talk: every time in its place, nothing lost, nothing growing."""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

import pytest

from tests.displays.servers import DECK, Display, Outputs, Program, Virtual, Watcher, serving, stays, until

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="counts files and memory as Linux tells them")

SIZES = ((1920, 1080), (1280, 720), (1024, 768))


def costs(show: Program) -> tuple[float, int]:
    """Memory in MB, and open files."""
    own = Path(f"/proc/{show.child.pid}")
    lines = (own / "status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), len(list((own / "fd").iterdir()))


def cycle(display: Display, folder: Path, count: int) -> None:
    deck = folder / "talk.md"
    deck.write_text(DECK, encoding="utf-8")
    dice = random.Random(count)
    display.plug()
    show = display.start("present", str(deck))
    assert until(lambda: stays(lambda: show.shown("1920x1080+1280+0"))), show.log.read_text()
    slide, early, wrong, slowest = 1, (0.0, 0), [], 0.0
    with Watcher(display) as hall:
        for turn in range(count):
            if turn == count // 5 + 2:  # what is made once has been made
                early = costs(show)
            display.unplug()
            if not until(lambda: show.shown("hidden") and show.hears()):
                wrong.append((turn, "unplugged", show.place("audience"), show.place("console")))
            key, slide = ("Right", slide + 1) if slide < 5 else ("Home", 1)
            show.key(key)
            width, height = dice.choice(SIZES)
            display.plug(width, height)
            plugged = time.monotonic()
            if not until(lambda w=width, h=height: show.shown(f"{w}x{h}+1280+0")):
                wrong.append((turn, "plugged", show.place("audience"), show.place("console")))
            slowest = max(slowest, time.monotonic() - plugged)
            assert until(lambda s=slide: show.slide() == (s, 0)), turn
    late = costs(show)
    print(f"{count} times: {len(wrong)} wrong at rest, back after {slowest:.2f} s at most, notes on the projector in {len(hall.notes)} of "
          f"{hall.looks} looks, memory {early[0]:.0f} to {late[0]:.0f} MB, files {early[1]} to {late[1]}")  # fmt: skip
    assert wrong == []
    assert hall.notes == []
    assert late[0] - early[0] < 15
    assert late[1] <= early[1] + 2
    show.end()


@pytest.mark.parametrize("kind", [Virtual, Outputs])
def test_ten_times(tmp_path: Path, kind: type[Display]) -> None:
    with serving(tmp_path, kind) as display:
        cycle(display, tmp_path, 10)


@pytest.mark.soak
@pytest.mark.parametrize("manager", ["none", "openbox", "i3", "xfwm4", "metacity"])
@pytest.mark.parametrize("kind", [Virtual, Outputs])
def test_two_hundred_times(tmp_path: Path, kind: type[Display], manager: str) -> None:
    with serving(tmp_path, kind, manager) as display:
        cycle(display, tmp_path, 200)

"""A projector plugged and unplugged many times in one talk: every time in its place, nothing lost, nothing growing."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.displays.servers import DECK, Display, Program, serving, until

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="counts files and memory as Linux tells them")

SIZES = ((1920, 1080), (1280, 720), (1024, 768))


@pytest.fixture
def display(tmp_path: Path) -> Iterator[Display]:
    with serving(tmp_path) as made:
        yield made


def costs(show: Program) -> tuple[float, int]:
    """Memory in MB, and open files."""
    own = Path(f"/proc/{show.child.pid}")
    lines = (own / "status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), len(list((own / "fd").iterdir()))


def at_rest_on_the_laptop(show: Program) -> bool:
    """The console is on the laptop or soon will be, and is not on the projector for a moment."""
    seen = []

    def there() -> bool:
        seen.append(show.left_edge())
        return 0 <= seen[-1] < 1280

    return until(there, 3.0) and max(seen) < 1280


def cycle(display: Display, folder: Path, count: int) -> None:
    deck = folder / "talk.md"
    deck.write_text(DECK, encoding="utf-8")
    dice = random.Random(count)
    display.plug()
    show = display.start("present", str(deck))
    assert until(lambda: show.place("audience") == "1920x1080+1280+0"), show.log.read_text()
    slide, early, wrong = 1, (0.0, 0), []
    for turn in range(count):
        if turn == count // 5 + 2:  # what is made once has been made
            early = costs(show)
        display.unplug()
        assert until(lambda: show.place("audience") == "hidden"), turn
        if not at_rest_on_the_laptop(show):
            wrong.append((turn, "unplugged", show.place("console")))
        key, slide = ("Right", slide + 1) if slide < 5 else ("Home", 1)
        show.key(key)
        width, height = dice.choice(SIZES)
        display.plug(width, height)
        assert until(lambda w=width, h=height: show.place("audience") == f"{w}x{h}+1280+0"), turn
        assert until(lambda s=slide: show.slide() == (s, 0)), turn
        if not at_rest_on_the_laptop(show):
            wrong.append((turn, "plugged", show.place("console")))
    late = costs(show)
    print(f"{count} times: {len(wrong)} wrong, memory {early[0]:.0f} to {late[0]:.0f} MB, files {early[1]} to {late[1]}")
    assert wrong == []
    assert late[0] - early[0] < 15
    assert late[1] <= early[1] + 2
    show.key("Escape", "Escape")
    assert until(lambda: show.child.poll() is not None)
    show.quiet()


def test_ten_times(display: Display, tmp_path: Path) -> None:
    cycle(display, tmp_path, 10)


@pytest.mark.soak
def test_two_hundred_times(display: Display, tmp_path: Path) -> None:
    cycle(display, tmp_path, 200)

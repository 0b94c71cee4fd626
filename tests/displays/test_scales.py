"""Displays of mixed scale, and a window that the system has stopped painting."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.displays.servers import DECK, Outputs, serving, stays, until

PROJECTOR = "1920x1080+1280+0"


@pytest.mark.parametrize("scales", ["DUMMY0=2;DUMMY1=1", "DUMMY0=1;DUMMY1=2", "DUMMY0=1.5;DUMMY1=1.25"])
def test_mixed_scale(tmp_path: Path, scales: str) -> None:
    deck = tmp_path / "talk.md"
    deck.write_text(DECK, encoding="utf-8")
    with serving(tmp_path, Outputs) as laptop:
        laptop.plug()
        show = laptop.start("present", str(deck), QT_SCREEN_SCALE_FACTORS=scales)
        assert until(lambda: stays(lambda: show.shown(PROJECTOR))), show.place("audience") + show.log.read_text()
        # a white slide as wide and high as the projector, not on a part of it
        assert until(lambda: all(set(laptop.eyes.row(1280, y, 1920)) == {0xFFFFFF} for y in (2, 540, 1077)))
        laptop.unplug()
        assert until(lambda: show.shown("hidden"))
        laptop.plug(1280, 720)
        assert until(lambda: stays(lambda: show.shown("1280x720+1280+0"))), show.place("audience")
        show.key("s")
        assert until(lambda: stays(lambda: show.place("audience") == "1280x800+0+0" and show.left_edge() >= 1280)), show.place("audience")
        show.key("Next")
        assert until(lambda: show.slide() == (2, 0))
        show.end()


def test_a_window_that_is_not_painted_is_shown_anew(tmp_path: Path) -> None:
    """By whatever: a compositor that lost count, or a key of the window manager that minimised it."""
    deck = tmp_path / "talk.md"
    deck.write_text(DECK, encoding="utf-8")
    with serving(tmp_path, Outputs) as laptop:
        laptop.plug()
        show = laptop.start("present", str(deck))
        assert until(lambda: stays(lambda: show.shown(PROJECTOR))), show.log.read_text()
        assert until(lambda: "audience" in [event["window"] for event in show.events("placed")])  # it is left in peace now
        laptop.run("xdotool", "windowminimize", str(show.window("– audience")))
        assert until(lambda: show.place("audience") == "hidden")
        assert until(lambda: stays(lambda: show.shown(PROJECTOR))), show.trace.read_text()[-800:]
        assert [event["window"] for event in show.events("revived")] == ["audience"]
        show.key("Next")  # the console has the keys still
        assert until(lambda: show.slide() == (2, 0))
        show.end()

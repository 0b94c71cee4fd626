"""Outputs that are really switched: a mirrored projector, one that changes its mode, a lid that closes and opens."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.displays.servers import DECK, Outputs, serving, until


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Outputs]:
    with serving(tmp_path, Outputs) as display:
        yield display


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    path = tmp_path / "talk.md"
    path.write_text(DECK, encoding="utf-8")
    return path


def test_mirror_extend_mode_and_lid(laptop: Outputs, deck: Path) -> None:
    laptop.mirror()
    show = laptop.start("present", str(deck))
    assert until(lambda: show.shown("1280x800+0+0", "hidden")), show.log.read_text()
    show.key("space")
    assert until(lambda: show.slide() == (2, 0))
    assert [event["on"] for event in show.events("mirrored")] == [True]

    laptop.plug()
    assert until(lambda: show.shown("1920x1080+1280+0", "laptop"))
    laptop.plug(1024, 768)
    assert until(lambda: show.shown("1024x768+1280+0", "laptop"))

    laptop.plug()
    assert until(lambda: show.shown("1920x1080+1280+0", "laptop"))
    laptop.close_lid()
    assert until(lambda: show.place("console") == "hidden")
    assert until(lambda: show.place("audience").startswith("1920x1080"))
    assert show.place("console") == "hidden"  # the notes are never on the projector

    laptop.plug()
    assert until(lambda: show.shown("1920x1080+1280+0", "laptop"))
    show.key("space")
    assert until(lambda: show.slide() == (3, 0))
    show.key("Escape", "Escape")
    assert until(lambda: show.child.poll() is not None)
    show.quiet()


def test_mirrored_displays_are_told_of_where_the_hall_does_not_see_it(laptop: Outputs, deck: Path) -> None:
    laptop.mirror()
    show = laptop.start("present", str(deck))
    assert until(lambda: show.shown("1280x800+0+0", "hidden")), show.log.read_text()
    show.key("Escape", "Escape")
    assert until(lambda: show.child.poll() is not None)
    assert "show the same picture" in show.log.read_text()

"""The show on a Wayland compositor (GNOME's, without a display): where the windows are by the compositor's word."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.displays.servers import DECK, stays, until
from tests.displays.wayland import Window, composing

PROJECTOR, LAPTOP = "1920x1080", "1280x800"
ALONE = (0, 1.0, (0,))
BESIDE = (1280, 1.0, (1,))


def rests(show: Window, audience: str, console: str) -> Callable[[], bool]:
    return lambda: show.place("audience") == audience and show.place("console") == console and show.hears()


def tell(show: Window) -> str:
    return f"audience {show.place('audience')}, console {show.place('console')}\n{show.trace.read_text()[-1500:]}\n{show.complaints()}"


def test_a_day_on_wayland(tmp_path: Path) -> None:
    deck = tmp_path / "talk.md"
    deck.write_text("\n---\n\n".join([DECK, *["# More"] * 9]), encoding="utf-8")
    with composing(tmp_path, "1280x800", "1920x1080") as desktop:
        show = desktop.start("present", str(deck))
        slide = 1

        def stop(what: str, change: Callable[[], object], audience: str, console: str) -> None:
            nonlocal slide
            change()
            assert until(rests(show, audience, console)), f"{what}: {tell(show)}"
            if audience != "hidden":
                slide += 1
                desktop.key("Next")
                assert until(lambda: show.slide() == (slide, 0)), f"{what}, slide {slide}: {tell(show)}"

        stop("one display", lambda: None, LAPTOP, "hidden")
        stop("plugged", lambda: desktop.lay_out(ALONE, BESIDE), PROJECTOR, LAPTOP)
        stop("unplugged", lambda: desktop.lay_out(ALONE), "hidden", LAPTOP)
        stop("a scaled projector", lambda: desktop.lay_out(ALONE, (1280, 2.0, (1,))), "960x540", LAPTOP)
        stop("lid closed", lambda: desktop.lay_out((0, 1.0, (1,))), PROJECTOR, "hidden")
        stop("lid opened", lambda: desktop.lay_out(ALONE, BESIDE), PROJECTOR, LAPTOP)
        stop("projector at the left", lambda: desktop.lay_out((0, 1.0, (1,)), (1920, 1.0, (0,))), PROJECTOR, LAPTOP)
        stop("swapped", lambda: desktop.key("s"), LAPTOP, PROJECTOR)
        stop("swapped back", lambda: desktop.key("s"), PROJECTOR, LAPTOP)
        desktop.key("Escape", "Escape")
        assert until(lambda: show.child.poll() is not None), tell(show)
        assert show.child.returncode == 0
        show.quiet()


def test_mirrored_on_wayland(tmp_path: Path) -> None:
    deck = tmp_path / "talk.md"
    deck.write_text(DECK, encoding="utf-8")
    with composing(tmp_path, "1280x800", "1280x800") as desktop:
        desktop.lay_out(ALONE, BESIDE)
        show = desktop.start("present", str(deck))
        assert until(lambda: len(show.events("placed")) >= 2), tell(show)
        desktop.lay_out((0, 1.0, (0, 1)))
        assert until(lambda: stays(rests(show, LAPTOP, "hidden"), 0.8)), tell(show)
        assert [event["on"] for event in show.events("mirrored")] == [True]
        desktop.key("Next")
        assert until(lambda: show.slide() == (2, 0)), tell(show)
        desktop.lay_out(ALONE, BESIDE)
        assert until(lambda: stays(rests(show, LAPTOP, LAPTOP), 0.8)), tell(show)
        desktop.key("Next")
        assert until(lambda: show.slide() == (3, 0)), tell(show)


def test_a_compositor_that_hangs_for_a_while(tmp_path: Path) -> None:
    deck = tmp_path / "talk.md"
    text = DECK.replace("transition: none", "transition: push\nadvance: 0.5s\nloop: true")  # something is to be painted meanwhile
    deck.write_text(text, encoding="utf-8")
    with composing(tmp_path, "1280x800", "1920x1080") as desktop:
        desktop.lay_out(ALONE, BESIDE)
        show = desktop.start("present", str(deck))
        assert until(lambda: stays(rests(show, PROJECTOR, LAPTOP), 0.8)), tell(show)
        with desktop.frozen():
            time.sleep(3)  # six looks of the watch, six slides
        seen = show.slide()
        assert until(lambda: show.slide() != seen), tell(show)  # painted again
        assert until(lambda: stays(rests(show, PROJECTOR, LAPTOP), 0.8)), tell(show)
        desktop.key("b")
        assert until(lambda: [event["command"] for event in show.events("key")][-1:] == ["black"]), tell(show)
        desktop.key("Escape", "Escape", "Escape")
        assert until(lambda: show.child.poll() is not None), tell(show)
        show.quiet()


@pytest.mark.soak
def test_fifty_plugs_on_wayland(tmp_path: Path) -> None:
    deck = tmp_path / "talk.md"
    deck.write_text(DECK, encoding="utf-8")
    wrong, slowest = [], 0.0
    with composing(tmp_path, "1280x800", "1920x1080") as desktop:
        show = desktop.start("present", str(deck))
        for turn in range(50):
            desktop.lay_out(ALONE, (1280, float(turn % 2 + 1), (1,)))
            begun = time.monotonic()
            if not until(rests(show, PROJECTOR if turn % 2 == 0 else "960x540", LAPTOP)):
                wrong.append((turn, tell(show)))
            slowest = max(slowest, time.monotonic() - begun)
            desktop.lay_out(ALONE)
            if not until(rests(show, "hidden", LAPTOP)):
                wrong.append((turn, tell(show)))
            desktop.key("Next" if turn % 5 < 4 else "Home")
            slide = turn % 5 + 2 if turn % 5 < 4 else 1
            assert until(lambda s=slide: [event["slide"] for event in show.events("moved")][-1:] == [s]), tell(show)
        print(f"50 times: {len(wrong)} wrong at rest, back after {slowest:.2f} s at most")
        assert wrong == []

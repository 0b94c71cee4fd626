"""The show on real X servers with monitors that come and go: where the windows are by the server's word, not by Qt's."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.displays.servers import DECK, Display, need, serving, stays, until


@pytest.fixture
def display(tmp_path: Path) -> Iterator[Display]:
    """A laptop's panel of 1280 x 800, and room for a projector."""
    with serving(tmp_path) as made:
        yield made


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
    show.key("Escape", "Escape")
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
    show.key("Escape", "Escape")
    assert until(lambda: show.child.poll() is not None)
    show.quiet()


def test_with_one_display_the_console_comes_when_called(display: Display, deck: Path) -> None:
    show = display.start("present", str(deck))
    assert until(lambda: show.place("audience") == "1280x800+0+0" and show.hears()), show.log.read_text()
    show.key("k")
    assert until(lambda: show.place("console") != "hidden")
    show.key("Next")
    assert until(lambda: show.slide() == (2, 0))
    show.key("k")
    assert until(lambda: show.place("console") == "hidden")
    assert show.place("audience") == "1280x800+0+0"
    show.key("Next")
    assert until(lambda: show.slide() == (3, 0))
    show.key("Escape", "Escape")
    assert until(lambda: show.child.poll() is not None)
    show.quiet()


def test_hidden_for_a_demonstration_and_back(display: Display, deck: Path) -> None:
    show = display.start("present", str(deck))
    assert until(lambda: show.place("audience") == "1280x800+0+0" and show.hears()), show.log.read_text()
    show.key("Next", "h")
    assert until(lambda: show.place("audience") == "hidden" and show.place("– hidden") != "hidden")
    assert show.place("console") == "hidden"  # the hall sees the demonstration, and no notes
    display.run("xdotool", "windowactivate", "--sync", str(show.window("– hidden")))
    show.key("h")
    assert until(lambda: show.place("audience") == "1280x800+0+0" and show.place("– hidden") == "hidden")
    assert until(show.hears)
    show.key("h")
    assert until(lambda: show.place("audience") == "hidden" and show.place("– hidden") != "hidden")
    display.plug()  # a projector that comes now does not bring the slides back
    assert until(lambda: show.events("screen-added") != [])
    assert not until(lambda: show.place("audience") != "hidden", 1.5)
    x, y = map(int, show.place("– hidden").split("+")[1:])
    width, height = map(int, show.place("– hidden").split("+")[0].split("x"))
    display.run("xdotool", "mousemove", str(x + width - 60), str(y + height // 2), "click", "1")
    assert until(lambda: show.place("audience") == "1920x1080+1280+0")
    assert until(lambda: show.place("console") != "hidden" and int(show.place("console").split("+")[1]) < 1280)
    show.key("Next")
    assert until(lambda: show.slide() == (3, 0))
    show.key("Escape", "Escape")
    assert until(lambda: show.child.poll() is not None)
    show.quiet()


def test_on_one_display_the_slides_make_room_for_a_page(display: Display, tmp_path: Path, app: object) -> None:
    from presenter.headless import open_show
    from presenter.qt.paint import links

    deck, asked, browser = tmp_path / "talk.md", tmp_path / "asked", tmp_path / "bin" / "xdg-open"
    deck.write_text("# [A page](https://example.org/x)\n\n---\n\n# Two\n", encoding="utf-8")
    browser.parent.mkdir()
    browser.write_text(f'#!/bin/sh\necho "$1" >> {asked}\n', encoding="utf-8")
    browser.chmod(0o755)
    with open_show(deck) as (laid_out, _):
        box = links(laid_out.scene(0))[0][0]
    show = display.start("present", str(deck), PATH=f"{browser.parent}:{os.environ['PATH']}")
    assert until(lambda: stays(lambda: show.place("audience") == "1280x800+0+0")), show.log.read_text()
    x, y = round((box.x + box.w / 2) * 4 / 3), round(40 + (box.y + box.h / 2) * 4 / 3)  # 1280 x 720 in the middle of 1280 x 800
    for off in (0, 8, 16):
        display.run("xdotool", "mousemove", str(x + off), str(y))
    display.run("xdotool", "click", "1")
    assert until(lambda: asked.exists() and asked.read_text() == "https://example.org/x\n"), show.trace.read_text()
    assert until(lambda: show.place("audience") == "hidden" and show.place("– hidden") != "hidden")
    assert show.place("console") == "hidden"
    display.run("xdotool", "windowactivate", "--sync", str(show.window("– hidden")))
    show.key("h")
    assert until(lambda: stays(lambda: show.place("audience") == "1280x800+0+0" and show.hears()))
    show.key("Next")
    assert until(lambda: show.slide() == (2, 0))
    show.end()


def test_swapping_displays_and_asking_for_one_by_name(display: Display, deck: Path) -> None:
    display.plug()
    show = display.start("present", str(deck), "--screen", "LAPTOP")
    assert until(lambda: show.place("audience") == "1280x800+0+0"), show.log.read_text()
    assert until(lambda: show.place("console") != "hidden" and int(show.place("console").split("+")[1]) >= 1280 and show.hears())
    show.key("s")
    assert until(lambda: show.place("audience") == "1920x1080+1280+0")
    assert until(lambda: show.place("console") != "hidden" and int(show.place("console").split("+")[1]) < 1280)
    show.key("End")
    assert until(lambda: show.slide() == (5, 0))
    show.key("Escape", "Escape")
    assert until(lambda: show.child.poll() is not None)
    show.quiet()


def test_displays_once_chosen_are_remembered_for_the_same_set(display: Display, deck: Path) -> None:
    display.plug()
    first = display.start("present", str(deck))
    assert until(lambda: first.place("audience") == "1920x1080+1280+0" and first.hears()), first.log.read_text()
    first.key("s")
    assert until(lambda: first.place("audience") == "1280x800+0+0" and first.place("console") != "hidden")
    first.key("Next")
    assert until(lambda: first.slide() == (2, 0))  # the console has the keys again
    first.key("Escape", "Escape")
    assert until(lambda: first.child.poll() is not None)
    again = display.start("present", str(deck))
    assert until(lambda: again.place("audience") == "1280x800+0+0" and again.place("console") != "hidden"), again.log.read_text()
    assert int(again.place("console").split("+")[1]) >= 1280
    again.key("Escape", "Escape")
    assert until(lambda: again.child.poll() is not None)
    again.quiet()


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
    program.display.run("xdotool", "windowactivate", "--sync", str(program.window("talk.md")))
    program.key("ctrl+Next", "ctrl+Next")
    assert until(lambda: any(e["slide"] == 3 for e in program.events("slide-shown")))
    program.key("shift+F5")
    # the window is on the laptop's panel by the window manager's choice, or on the projector: the show is on the other one
    assert until(lambda: program.place("audience") in ("1920x1080+1280+0", "1280x800+0+0"))
    assert until(lambda: program.slide() == (3, 0) and program.hears())
    program.key("F5")  # a clicker's start button while the show runs
    program.key("Right", "Right")
    assert until(lambda: program.slide() == (5, 0))
    program.key("Escape", "Escape")
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
    deck.write_text(DECK.replace("# Slide 1", "# A new first slide\n\n---\n\n# Slide 1"), encoding="utf-8")
    assert until(lambda: show.slide() == (3, 0))  # edited during the talk: still the same slide
    show.key("Escape", "Escape")
    assert until(lambda: show.child.poll() is not None)
    show.quiet()


@pytest.mark.parametrize("layout", ["us", "fr", "ru", "us(dvorak)"])
def test_a_clickers_buttons_on_any_keyboard_layout(display: Display, deck: Path, layout: str) -> None:
    need("setxkbmap")
    name, _, variant = layout.rstrip(")").partition("(")
    display.run("setxkbmap", name, *(["-variant", variant] if variant else []))
    show = display.start("present", str(deck))
    assert until(lambda: show.place("audience") != "hidden" and show.hears()), show.log.read_text()
    show.key("60", "60", "117", "117")  # the positions of the full stop, twice, and of page down
    assert until(lambda: show.slide() == (3, 0))
    assert [event["command"] for event in show.events("key")] == ["black", "black", "next", "next"]
    show.key("10", "15", "36")  # 1 and 6, which need Shift on a French keyboard, and Enter
    assert until(lambda: show.slide() == (5, 0))
    show.key("Escape", "Escape")
    assert until(lambda: show.child.poll() is not None)
    show.quiet()

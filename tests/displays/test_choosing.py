"""Three displays and more: slides put on any of them by number, further windows for the audience, mirrored displays parted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.displays.servers import DECK, Display, Outputs, Program, Watcher, serving, stays, until
from tests.displays.wayland import composing

PROJECTOR, THIRD = "1920x1080+1280+0", "1024x768+3200+0"


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    path = tmp_path / "talk.md"
    path.write_text(DECK, encoding="utf-8")
    return path


@pytest.fixture
def display(tmp_path: Path) -> Iterator[Display]:
    with serving(tmp_path) as made:
        made.plug()
        yield made


def signs(show: Program) -> list[str]:
    return show.places("Display ")


def test_the_slides_go_where_a_number_is_pressed(display: Display, deck: Path) -> None:
    display.third()
    show = display.start("present", str(deck), "--screen", "PROJ")
    assert until(lambda: stays(lambda: show.shown(PROJECTOR) and show.hears())), show.log.read_text()
    show.key("Next")
    with Watcher(display) as hall:
        show.key("F7")
        assert until(lambda: len(signs(show)) == 1)  # one display is free: only there is a number, never over the talk
        left = int(signs(show)[0].split("+")[1])
        assert 3200 <= left < 4224
        show.key("3")
        assert until(lambda: stays(lambda: show.shown(THIRD)))
        assert signs(show) == []
    assert hall.notes == []
    assert until(lambda: show.slide() == (2, 0))
    show.end()
    again = display.start("present", str(deck))  # remembered for these displays
    assert until(lambda: stays(lambda: again.shown(THIRD))), again.log.read_text()
    again.end()


def test_a_second_window_for_the_audience(display: Display, deck: Path) -> None:
    display.third()
    show = display.start("present", str(deck), "--screen", "PROJ")
    assert until(lambda: stays(lambda: show.shown(PROJECTOR) and show.hears())), show.log.read_text()
    show.key("shift+F7")
    assert until(lambda: show.places("– view") == [THIRD])
    middle = lambda: display.eyes.row(3200 + 500, 384, 20)  # noqa: E731
    ground = middle()
    show.key("b")
    assert until(lambda: set(middle()) == {0})  # it follows the talk
    show.key("b")
    assert until(lambda: middle() == ground)
    display.run("xrandr", "--delmonitor", "THIRD")
    assert until(lambda: show.places("– view") == [])
    display.third()
    assert until(lambda: show.places("– view") == [THIRD])
    show.key("shift+F7")  # no display is free: in a window, to be shared in a call
    assert until(lambda: len(show.places("– view")) == 2)
    show.key("Next")  # the keys are the console's still, or are heard all the same
    assert until(lambda: show.slide() == (2, 0))
    show.end()


def test_mirrored_displays_are_parted_when_asked(tmp_path: Path, deck: Path) -> None:
    with serving(tmp_path, Outputs) as laptop:
        laptop.mirror()
        show = laptop.start("present", str(deck))
        assert until(lambda: stays(lambda: show.shown("1280x800+0+0", "hidden"))), show.log.read_text()
        show.key("F7")
        assert until(lambda: show.place("console") != "hidden")  # asked for, over the slide
        assert not show.events("extended")  # and nothing is done unasked
        show.key("Return")
        assert until(lambda: [event["worked"] for event in show.events("extended")] == [True])
        assert until(lambda: stays(lambda: show.left_edge() == 0 and show.place("audience").endswith("+1280+0"))), show.trace.read_text()
        show.end()


def test_mirrored_displays_are_parted_on_gnome(tmp_path: Path, deck: Path) -> None:
    with composing(tmp_path, "1280x800", "1280x800") as desktop:
        desktop.lay_out((0, 1.0, (0, 1)))
        show = desktop.start("present", str(deck), XDG_CURRENT_DESKTOP="GNOME")
        assert until(lambda: show.place("audience") == "1280x800" and show.hears()), show.complaints()
        desktop.key("F7")
        assert until(lambda: show.place("console") != "hidden"), show.complaints()
        desktop.key("Return")
        assert until(lambda: [event["worked"] for event in show.events("extended")] == [True]), show.complaints()
        rests = lambda: show.place("console") == show.place("audience") == "1280x800" and show.hears()  # noqa: E731
        assert until(lambda: stays(rests, 1.0)), show.trace.read_text()
        assert until(lambda: [event["on"] for event in show.events("mirrored")] == [True, False])
        desktop.key("Escape", "Escape")
        assert until(lambda: show.child.poll() is not None), show.trace.read_text()[-800:]
        show.quiet()


def test_chosen_in_the_main_window_before_the_show(tmp_path: Path, deck: Path) -> None:
    with serving(tmp_path, Outputs) as laptop:
        laptop.plug()
        program = laptop.start(str(deck))
        assert until(lambda: program.place("talk.md") != "hidden" and program.events("first-frame") != []), program.log.read_text()
        laptop.run("xdotool", "windowactivate", "--sync", str(program.window("talk.md")))
        program.key("ctrl+shift+p")
        assert until(lambda: len(program.places("Presenter")) > 1)
        laptop.run("xdotool", "type", "--delay", "30", "displays")
        program.key("Return")
        assert until(lambda: [p for p in signs(program) if int(p.split("+")[1]) >= 1280] != [])  # a number on the projector
        assert until(lambda: laptop.eyes.title(laptop.eyes.focus()).startswith("Displays"))
        program.key("1", "Escape")
        assert until(lambda: signs(program) == [])
        laptop.run("xdotool", "windowactivate", "--sync", str(program.window("talk.md")))
        program.key("F5")
        assert until(lambda: stays(lambda: program.place("audience") == "1280x800+0+0" and program.left_edge() >= 1280))
        program.key("Escape", "Escape")
        assert until(lambda: program.place("audience") == "hidden")
        laptop.mirror()
        assert until(lambda: [event["told"] for event in program.events("mirrored")] == ["window"])
        assert signs(program) == []
        program.quiet()

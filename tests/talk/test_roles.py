"""Which display is whose: laptops, projectors, docks and lids, as a pure rule."""

from __future__ import annotations

import itertools

import pytest

from presenter.talk.roles import Display, Roles, assign, mirrored, overlap, spare


def panel(x: int = 0) -> Display:
    return Display("eDP-1", "BOE", "0x0812", "", (x, 0, 1280, 800))


def beamer(name: str = "HDMI-1", x: int = 1280, serial: str = "X1", model: str = "EB-W39") -> Display:
    return Display(name, "Epson", model, serial, (x, 0, 1920, 1080))


LAPTOP, HALL = panel(), beamer()


@pytest.mark.parametrize(
    ("there", "home", "wanted", "doubled", "audience", "console"),
    [
        ((LAPTOP,), LAPTOP, None, False, "eDP-1", None),  # one display: the slides have it
        ((LAPTOP, HALL), LAPTOP, None, False, "HDMI-1", "eDP-1"),
        ((HALL, LAPTOP), None, None, False, "HDMI-1", "eDP-1"),  # the laptop's own is known by its name
        ((LAPTOP,), LAPTOP, HALL, True, None, "eDP-1"),  # unplugged: the console stays, the slides wait
        ((HALL,), LAPTOP, HALL, True, "HDMI-1", None),  # lid closed: the notes are nowhere
        ((beamer(x=0), panel(1920)), LAPTOP, HALL, True, "HDMI-1", "eDP-1"),  # lid open again, projector at the left
        ((LAPTOP, beamer("DP-3")), LAPTOP, HALL, True, "DP-3", "eDP-1"),  # the same projector by another socket
        ((LAPTOP, beamer("HDMI-1", serial="Y9", model="other")), LAPTOP, HALL, True, "HDMI-1", "eDP-1"),  # another projector
        ((LAPTOP, beamer("DP-2", 3200, "Y9"), HALL), LAPTOP, HALL, True, "HDMI-1", "eDP-1"),  # its twin beside it
        ((LAPTOP, HALL, beamer("DP-2", 3200, "", "")), LAPTOP, None, False, "DP-2", "eDP-1"),
        ((LAPTOP, HALL), HALL, LAPTOP, True, "eDP-1", "HDMI-1"),  # exchanged by a person
        ((LAPTOP, beamer(x=0)), LAPTOP, HALL, True, "HDMI-1", None),  # mirrored: no place for notes
        ((), LAPTOP, HALL, True, None, None),
    ],
)
def test_who_is_where(
    there: tuple[Display, ...], home: Display | None, wanted: Display | None, doubled: bool, audience: str | None, console: str | None
) -> None:
    found = assign(there, home and home.identity, wanted and wanted.identity, doubled)
    assert (found.audience and found.audience.name, found.console and found.console.name) == (audience, console)


def test_a_display_that_is_surely_another_one_gets_no_notes() -> None:
    """The desk's own monitor was pulled off and a projector plugged into its socket."""
    monitor = Display("HDMI-1", "Dell", "U2720Q", "A", (0, 0, 2560, 1440))
    assert assign((beamer(x=0),), monitor.identity, None, True) == Roles(beamer(x=0), None)


def test_no_notes_beside_slides_whatever_is_plugged() -> None:
    """All sets of up to three displays, with every history: audience and console share nothing, and nothing shares the notes."""
    kinds = (panel(), panel(1920), beamer(), beamer(x=0), beamer("DP-1", 3200, "Z"), Display("VGA-1", box=(1280, 0, 1024, 768)))
    histories = [None, LAPTOP.identity, HALL.identity, kinds[4].identity]
    for count in range(4):
        for there in itertools.permutations(kinds, count):
            if len({d.name for d in there}) < count:
                continue
            for home, wanted, doubled in itertools.product(histories, histories, (False, True)):
                found = assign(there, home, wanted, doubled)
                if found.console is not None:
                    assert found.console != found.audience
                    assert not any(overlap(found.console, d) for d in there)
                    assert not any(d in (found.audience, found.console) for d in spare(there, found))
                if there and not doubled:
                    assert found.audience is not None
                assert found.mirrored <= mirrored(there)

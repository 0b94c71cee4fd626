"""The displays that are lit, and who has had which → which one is the audience's and which the console's; a pure rule.

A display plays a role by what it is, never by being "the one that is free now": after a lid was closed and opened the
window system may have exchanged places. What a person wished is never overwritten by what had to do instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

_PANELS = ("edp", "lvds", "dsi", "built-in", "color lcd")
Box = tuple[int, int, int, int]  # left, top, width, height


@dataclass(frozen=True, slots=True)
class Display:
    """A lit display as the window system tells of it; `name` is its connector. `box` is its part of the desktop, pixels."""

    name: str
    maker: str = ""
    model: str = ""
    serial: str = ""
    box: Box = (0, 0, 1, 1)

    @property
    def identity(self) -> tuple[str, str, str, str]:
        """What is remembered of it."""
        return self.maker, self.model, self.serial, self.name

    @property
    def panel(self) -> bool:
        """Whether it is a laptop's own."""
        return self.name.lower().startswith(_PANELS)


Identity = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Roles:
    """Who is where; None is nowhere. `mirrored`: what the console would show, the hall would see too."""

    audience: Display | None = None
    console: Display | None = None
    mirrored: bool = False


def overlap(one: Display, other: Display) -> bool:
    """Whether two displays show a common part of the desktop."""
    (a, b, c, d), (e, f, g, h) = one.box, other.box
    return one != other and a < e + g and e < a + c and b < f + h and f < b + d


def mirrored(displays: Iterable[Display]) -> bool:
    """Whether any two displays show the same."""
    known = list(displays)
    return any(overlap(a, b) for index, a in enumerate(known) for b in known[:index])


def _same(display: Display, wish: Identity) -> bool:
    return display.identity == wish


def _same_thing(display: Display, wish: Identity) -> bool:
    return bool(wish[2]) and display.identity[:3] == wish[:3]


def _same_kind(display: Display, wish: Identity) -> bool:
    return any(wish[:2]) and display.identity[:2] == wish[:2]


def _same_place(display: Display, wish: Identity) -> bool:
    return display.name == wish[3]


# whole, then maker, model and number wherever it is plugged in, then a twin of it, then whatever is plugged in there
LEVELS: tuple[Callable[[Display, Identity], bool], ...] = (_same, _same_thing, _same_kind, _same_place)


def _told_apart(display: Display, wish: Identity) -> bool:
    """Both say what they are, and it is not the same."""
    return any(wish[:2]) and any(display.identity[:2]) and display.identity[:2] != wish[:2]


def assign(displays: tuple[Display, ...], home: Identity | None, wanted: Identity | None, doubled: bool) -> Roles:
    """Who is to be where. `home` is the console's display, `wanted` the audience's, None where nobody has said;
    `doubled` whether the talk has had two displays already: then it waits for the second one to come back."""
    audience, console = _known(displays, home, wanted)
    if console is None:
        console = next((d for d in displays if d.panel and d != audience), None)
    if console is None and home is None:
        console = next((d for d in displays if d != audience and not (audience and overlap(d, audience))), None)
    if console is not None and any(overlap(console, d) for d in displays):
        return Roles(_picture(displays, console), None, True)
    if audience is None:
        free = [d for d in displays if d != console]
        audience = max(free, key=lambda d: (not d.panel, free.index(d)), default=None)
    if audience is None and not doubled:
        return Roles(console, None)
    return Roles(audience, console)


def _known(displays: tuple[Display, ...], home: Identity | None, wanted: Identity | None) -> tuple[Display | None, Display | None]:
    """The displays that were wished for, each role taking the better likeness before the other may take a poorer one."""
    audience: Display | None = None
    console: Display | None = None
    for like in LEVELS:
        if audience is None and wanted is not None:
            audience = next((d for d in displays if d != console and like(d, wanted)), None)
        if console is None and home is not None:  # what is surely another display gets no notes
            console = next((d for d in displays if d != audience and like(d, home) and not _told_apart(d, home)), None)
    return audience, console


def _picture(displays: tuple[Display, ...], console: Display) -> Display:
    """Of displays that show the same, the one whose whole picture the hall sees: not the laptop's own."""
    same = [d for d in displays if d == console or overlap(d, console)]
    return max(same, key=lambda d: (not d.panel, d != console))


def spare(displays: tuple[Display, ...], roles: Roles) -> list[Display]:
    """The displays that nobody has, and that show nothing of the console's."""
    taken = [d for d in (roles.audience, roles.console) if d is not None]
    return [d for d in displays if all(d != t and not overlap(d, t) for t in taken)]

"""Theme -> the colours of a chart: the accents for series, quiet ones for what is around them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from presenter.layout.room import Room
from presenter.scene import Color
from presenter.theme.colors import contrast, mix
from presenter.theme.model import BLACK, WHITE, Theme

LEAST = 3.0  # contrast of what is drawn with its ground (WCAG 1.4.11)
LEAST_TEXT = 4.5
LARGE = 14.0  # points, bold


@dataclass(frozen=True, slots=True)
class Look:
    """Colours of one chart; `series` one each."""

    ground: Color
    strong: Color
    quiet: Color  # numbers and labels on the axes
    grid: Color
    axis: Color
    series: tuple[Color, ...]
    back: Color  # of what stands back behind something highlighted


def look_of(room: Room, count: int) -> Look:
    """The colours for `count` series (or parts of a pie)."""
    theme = room.theme
    ground = Color(theme.color("background").hex, scheme=theme.color("background").scheme)
    strong = room.color or theme.color("text")
    quiet = theme.color("muted") if contrast(theme.color("muted"), ground) >= LEAST_TEXT else strong
    axis = _seen(_mixed(strong, ground, 0.5), ground, strong, 2.0)
    grid = theme.color("rule")
    back = _seen(_mixed(strong, ground, 0.55), ground, strong, LEAST)
    return Look(ground, strong, quiet, grid, axis, series_colors(theme, count), back)


@lru_cache(maxsize=256)
def series_colors(theme: Theme, count: int) -> tuple[Color, ...]:
    """`count` colours: the theme's accents first, then the same nearer to the text and to the ground. All stand out."""
    ground, ink = theme.color("background"), theme.color("text")
    accents: list[Color] = []
    for n in range(1, 7):
        color = theme.color(f"accent{n}")
        if all(color.hex != other.hex for other in accents):
            accents.append(_seen(color, ground, ink, LEAST))
    found = list(accents)
    for share in (0.4, 0.25, 0.6):
        towards = ground if share == 0.25 else ink
        found += [_seen(_mixed(color, towards, share), ground, ink, LEAST) for color in accents]
    return tuple(found[i % len(found)] for i in range(count))


def _mixed(first: Color, second: Color, share: float) -> Color:
    """A colour made of the theme's."""
    return replace(mix(first, second, share), scheme="mixed")


def _seen(color: Color, ground: Color, ink: Color, least: float) -> Color:
    """`color`, brought nearer to the text until it stands out from the ground."""
    for _ in range(12):
        if contrast(color, ground) >= least:
            return color
        color = _mixed(color, ink, 0.15)
    return ink


def legible_on(fill: Color, look: Look) -> Color:
    """The colour of words on a bar or a part of a pie: the ground's or the text's, white or black where neither can be read."""
    best = max((look.ground, look.strong), key=lambda color: contrast(color, fill))
    return best if contrast(best, fill) >= LEAST_TEXT else max((WHITE, BLACK), key=lambda color: contrast(color, fill))


def word_color(color: Color, look: Look, size: float) -> Color:
    """The colour of bold words of `size` points that name a series beside it: large ones need less contrast (WCAG 1.4.3)."""
    return color if contrast(color, look.ground) >= (LEAST if size >= LARGE else LEAST_TEXT) else look.strong

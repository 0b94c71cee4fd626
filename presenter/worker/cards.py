"""The name of a film or a sound → a drawn card that stands for it: SVG."""

from __future__ import annotations

from xml.sax.saxutils import escape

FILM, SOUND = (480.0, 270.0), (360.0, 84.0)  # points
LONGEST = 44  # letters of a name
GROUND, INK, QUIET = "#20242b", "#f2f4f7", "#9aa4b2"


def card(name: str, sound: bool) -> tuple[bytes, tuple[float, float]]:
    """The card and its size in points."""
    name = escape(name if len(name) <= LONGEST else name[: LONGEST - 12] + "…" + name[-11:])
    width, height = SOUND if sound else FILM
    return (_sound if sound else _film)(name, width, height).encode("utf-8"), (width, height)


def _frame(width: float, height: float, radius: int, inside: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" viewBox="0 0 {width:g} {height:g}">'
        f'<rect width="{width:g}" height="{height:g}" rx="{radius}" fill="{GROUND}"/>{inside}</svg>'
    )


def _film(name: str, width: float, height: float) -> str:
    words = f'<text x="{width / 2:g}" y="{height - 22:g}" text-anchor="middle" font-family="Arial, sans-serif" font-size="15" '
    return _frame(width, height, 6, f'{words}fill="{QUIET}">{name}</text>')


def _sound(name: str, width: float, height: float) -> str:
    """A loudspeaker with two waves, and the name beside it."""
    y = height / 2
    speaker = f'<path d="M26 {y - 7:g}h9l12 -10v34l-12 -10h-9z" fill="{INK}"/>'
    waves = "".join(
        f'<path d="M{x:g} {y - r:g}a{r * 1.25:g} {r * 1.25:g} 0 0 1 0 {2 * r:g}" fill="none" stroke="{INK}" stroke-width="3" '
        'stroke-linecap="round"/>'
        for x, r in ((53, 7), (59, 13))
    )
    words = f'<text x="86" y="{y + 6:g}" font-family="Arial, sans-serif" font-size="17" fill="{INK}">{name}</text>'
    return _frame(width, height, 10, speaker + waves + words)

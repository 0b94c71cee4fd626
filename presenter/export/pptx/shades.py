"""A colour that was mixed from the theme's -> the one of its twelve colours it comes from, and how PowerPoint makes it lighter or darker.

Written so, it changes with the colour scheme, as PowerPoint's own "Text 1, Lighter 35 %" does.
"""

from __future__ import annotations

import colorsys
from functools import lru_cache

from presenter.worker.mermaid import channels

SLOTS = ("dk1", "lt1", "dk2", "lt2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6")
UNSEEN = 2.5  # of 255: by which a channel may be off
RICHER = 4.0  # times as full of colour: more would be another colour in another scheme
SECOND = 0.2  # by how much the second dark and light colours stand behind the first
PALE = 0.15  # of the whole range between the channels
TURN = 35.0  # degrees of hue between a colour and the one it is taken for
Step = tuple[str, float]  # hueOff (degrees), satMod, lumMod, lumOff (shares)


@lru_cache(1024)
def shade_of(hex_color: str, scheme: tuple[tuple[str, str], ...]) -> tuple[str, tuple[Step, ...]] | None:
    """(slot, steps) that give the colour; None where it is like none of the scheme. `scheme` is slot, `#rrggbb`."""
    known = dict(scheme)
    for slot in sorted(SLOTS, key=lambda slot: _distance(known.get(slot, ""), hex_color) + SECOND * (slot in ("dk2", "lt2"))):
        if slot not in known:
            continue
        steps = _steps(known[slot], hex_color)
        if steps is not None:
            return slot, steps
    return None


def steps_xml(steps: tuple[Step, ...]) -> str:
    """The steps as children of `a:schemeClr`."""
    unit = {"hueOff": 60_000.0}
    return "".join(f'<a:{name} val="{round(value * unit.get(name, 100_000.0))}"/>' for name, value in steps)


def stepped(hex_color: str, steps: tuple[Step, ...]) -> tuple[float, float, float]:
    """What comes of a colour (channels 0-255)."""
    hue, light, full = _hls(hex_color)
    for name, value in steps:
        match name:
            case "hueOff":
                hue = (hue + value / 360) % 1.0
            case "satMod":
                full = min(1.0, full * value)
            case "lumMod":
                light = min(1.0, light * value)
            case "lumOff":
                light = min(1.0, max(0.0, light + value))
    red, green, blue = colorsys.hls_to_rgb(hue, light, full)
    return red * 255, green * 255, blue * 255


def _steps(base: str, wanted: str) -> tuple[Step, ...] | None:
    """The fewest steps from one colour to another, or None."""
    (hue, light, full), (to_hue, to_light, to_full) = _hls(base), _hls(wanted)
    turn = ((to_hue - hue) * 360 + 180) % 360 - 180
    if to_light > light:
        share = round((1 - to_light) / (1 - light), 5)
        brightness: tuple[Step, ...] = (("lumMod", share), ("lumOff", round(1 - share, 5)))
    else:
        brightness = (("lumMod", round(to_light / light, 5)),) if light else ()
    richness: tuple[Step, ...] = (("satMod", round(to_full / full, 5)),) if full else ()
    ways = [brightness]
    free = 2.0 if _chroma(wanted) < PALE else 1.0  # in a colour that is hardly one nobody sees which it is
    if full and to_full / full <= RICHER * free:
        ways.append(richness + brightness)
    if abs(turn) <= TURN * free and len(ways) == 2 and 0 <= hue * 360 + turn < 360:  # LibreOffice does not go round past red
        ways.append((("hueOff", round(turn, 3)), *richness, *brightness))
    target = channels(wanted)
    return next((way for way in ways if all(abs(a - b) < UNSEEN for a, b in zip(stepped(base, way), target, strict=True))), None)


def _distance(base: str, wanted: str) -> float:
    """How little two colours look like the same in another light."""
    (hue, light, full), (to_hue, to_light, to_full) = _hls(base), _hls(wanted)
    colored = min(_chroma(base), _chroma(wanted))
    apart = abs(((to_hue - hue) * 360 + 180) % 360 - 180) / 180
    return 6 * apart * colored + abs(_chroma(base) - _chroma(wanted)) + 0.5 * abs(light - to_light) + 0.1 * abs(full - to_full)


def _chroma(color: str) -> float:
    values = channels(color)
    return (max(values) - min(values)) / 255


def _hls(color: str) -> tuple[float, float, float]:
    red, green, blue = channels(color)
    return colorsys.rgb_to_hls(red / 255, green / 255, blue / 255)

"""A look's colours + the deck's own -> every named colour, also with text and ground swapped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from presenter.problems import Problem
from presenter.scene import Color
from presenter.theme.check import Data
from presenter.theme.colors import BadColor, Names, contrast, evaluate, parse_color
from presenter.theme.model import SCHEME

Fault = tuple[tuple[str, ...], str, str]  # where in the theme, what is wrong, how to mend it
SLOTS = frozenset(SCHEME)
_ROLES = {"background": "lt1", "text": "dk1", "accent": "accent1", "link": "hlink"}  # roles that set a slot; dark looks swap the first two
MOST = 200  # colours of a deck's own
BAD_COLOR_HINT = "name a colour that is there, or write one such as “#d8341c”"


@dataclass
class Palette:
    """The colours of one look: what each name says, whether the ground is dk1, and what colour each name is."""

    names: Mapping[str, str]
    dark: bool
    colors: dict[str, Color] = field(default_factory=dict)


def deck_colors(pairs: tuple[tuple[str, str], ...], look: Data, problems: list[Problem]) -> dict[str, str]:
    """The deck's `colors:` that are colours, or names of the theme's; a Problem for each of the others."""
    names = Names(_names(look, {}))
    sound: dict[str, str] = {}
    for name, value in pairs[:MOST]:
        try:
            names.found[name] = evaluate(value, names)
            sound[name] = value
        except BadColor:
            hint = "write a colour such as “#d8341c” or “navy”, or one of the theme's: " + ", ".join(list(names.said)[:16])
            problems.append(Problem("bad-color", f"“{value[:60]}” for “{name[:60]}” under colors: is no colour", hint))
    return sound


def deck_ground(deck: Mapping[str, str]) -> Color | None:
    """The ground that the deck asks for, when it says a plain colour."""
    return parse_color(deck["background"]) if "background" in deck else None


def _slots(dark: bool) -> tuple[str, str]:
    """The slots of ground and text."""
    return ("dk1", "lt1") if dark else ("lt1", "dk1")


def _names(look: Data, deck: Mapping[str, str]) -> dict[str, str]:
    """Name -> expression: the theme's colours, with the deck's on top; a role sets its slot of the scheme too."""
    ground, ink = _slots(bool(look.get("dark")))
    names: dict[str, str] = {"background": ground, "text": ink, **look.get("colors", {})}
    roles = {**_ROLES, "background": ground, "text": ink}
    for name, value in deck.items():
        slot = roles.get(name)
        if slot is None or value in names:
            names[name] = value
        else:
            names[slot], names[name] = value, slot
    return names


def palette(look: Data, deck: Mapping[str, str]) -> tuple[Palette, list[Fault]]:
    """All colours of a look, and those of its names that cannot be had (they become text or ground)."""
    said = _names(look, deck)
    names = Names(said, SLOTS)
    faults: list[Fault] = []
    colors: dict[str, Color] = {}
    for name in said:
        try:
            colors[name] = evaluate(name, names)
        except BadColor as bad:
            faults.append((("colors", name), f"the colour “{name}”: {bad}", BAD_COLOR_HINT))
            colors[name] = Color("#ffffff" if name.startswith("lt") or name == "background" else "#202020")
    settled = {name: color.hex if name in SLOTS else said[name] for name, color in colors.items()}
    return Palette(settled, bool(look.get("dark")), colors), faults


def inverted(look: Data, base: Palette, deck: Mapping[str, str]) -> Palette:
    """The colours of the opposite look on the base's twelve slots (PowerPoint has one set of them), with those of
    the deck's own colours that can be read on the other ground.

    What stands for an accent has the accent that the opposite look gives it, as a colour of its own where the slot
    is another: a blue that is read on white is not read on black."""
    ground, ink = _slots(bool(look.get("dark")))
    slots = {slot: base.names[slot] for slot in SCHEME if slot in base.names}
    own = _names(look, {})
    names = {**own, **slots, "background": ground, "text": ink}
    behind = evaluate("background", Names(names))
    for name, value in deck.items():
        if name in _ROLES or name in SLOTS:
            continue  # these are slots already
        if name not in names or contrast(base.colors[name], behind) >= 3:
            names[name] = value
    accents = {slot: own[slot] for slot in _free_slots(own, deck)}
    colors, known = {}, Names({**names, **accents}, SLOTS)
    for name in names:
        try:
            colors[name] = _tied(evaluate(name, known), base)
        except BadColor:
            colors[name] = base.colors.get(name, base.colors["background"])
    return Palette(names, bool(look.get("dark")), {**colors, **{slot: base.colors[slot] for slot in slots}})


def _free_slots(own: Mapping[str, str], deck: Mapping[str, str]) -> list[str]:
    """The accents and links that a look gives as plain colours and the deck leaves alone."""
    taken = {slot for slot in SLOTS if slot in deck} | {_ROLES[name] for name in deck if name in _ROLES}
    return [slot for slot in SCHEME[4:] if own.get(slot, "").startswith("#") and slot not in taken]


def _tied(color: Color, base: Palette) -> Color:
    """The colour without the name of a slot that has another one."""
    slot = base.colors.get(color.scheme)
    return color if slot is None or slot.hex == color.hex else Color(color.hex, color.alpha)


def contrast_problems(colors: Mapping[str, Color]) -> list[Problem]:
    """Text that can hardly be read on its ground."""
    found: list[Problem] = []
    for text, ground, least in (("text", "background", 4.5), ("heading", "background", 3.0), ("code-text", "code-background", 4.5)):
        ratio = contrast(colors[text], colors[ground])
        if ratio < least and not (text == "code-text" and colors[text] == colors["text"] and found):
            words = f"the colour “{text}” on “{ground}” has a contrast of {ratio:.1f} to 1"
            found.append(Problem("low-contrast", words, f"make it {least:g} to 1 or more, so that it is read from the last row"))
    return found

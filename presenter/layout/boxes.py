"""Classes and CSS of a container -> what its words inherit, and the Look of its box: ground, edges, corners, space inside."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from presenter.layout.restyle import asked_color, class_rules, css_align, css_gradient, css_size, seen
from presenter.layout.room import Room, word_color
from presenter.model import StyleRule
from presenter.scene import Color, Fill
from presenter.theme.colors import contrast
from presenter.theme.model import BLACK, WHITE, Theme

Said = Mapping[str, str]
SIZES = {"tiny": 0.6, "small": 0.8, "smaller": 0.8, "large": 1.25, "larger": 1.25, "big": 1.25, "huge": 1.8}
# what strangers call the number of a pair of a number and its words, where no style sheet is at hand
NUMBERS = frozenset(("value", "number", "stat-value", "stat-number", "stat-num", "kpi-value", "kpi-number", "metric-value", "big-number"))
PANELS = frozenset(("card", "box", "panel", "columns-card"))
NO_COLOURS = frozenset(("note", "tip", "important", "warning", "caution"))  # classes of callouts, not names of a colour
PAD_X, PAD_Y = 18.0, 12.0
READABLE = 3.0  # contrast below which words take another colour on a ground of the author's
_LENGTH = re.compile(r"((?:\d{1,4}(?:\.\d{1,3})?|\.\d{1,3}))(px|pt|em|rem|)")
_POINTS = {"px": 0.75, "": 0.75, "pt": 1.0, "em": 21.6, "rem": 21.6}
_FOR_WORDS = ("font-weight", "font-style", "text-transform", "line-height")  # what p and li take from around them


@dataclass(frozen=True, slots=True)
class Edge:
    """A border, `width` in points."""

    color: Color
    width: float


@dataclass(frozen=True, slots=True)
class Look:
    """How a box is drawn; lengths in points. `edges` are top, right, bottom and left."""

    ground: Fill | None = None
    edges: tuple[Edge | None, Edge | None, Edge | None, Edge | None] = (None, None, None, None)
    radius: float = 0.0
    pad: tuple[float, float] = (PAD_X, PAD_Y)

    @property
    def frame(self) -> Edge | None:
        """The border, where it is the same all round."""
        return self.edges[0] if len(set(self.edges)) == 1 else None


# ---------------------------------------------------------------- what is inherited


def said_of(room: Room, classes: tuple[str, ...], declarations: tuple[tuple[str, str], ...] = ()) -> dict[str, str]:
    """All that is said of a container: utility classes, the author's rules for its classes, its own declarations."""
    return {**class_rules(room.rules, classes), **dict(declarations)}


def entered(room: Room, classes: tuple[str, ...], declarations: tuple[tuple[str, str], ...] = ()) -> Room:
    """The room inside a container of these classes: names of sizes, sides and theme colours count unless the author's
    style sheet says something else of them."""
    if not classes and not declarations:
        return room
    ruled = {name for rule in room.rules for name in rule.target[1:].split(".") if rule.target.startswith(".")}
    for name in classes:
        if name in ruled:
            continue
        if name in SIZES:
            room = replace(room, zoom=room.zoom * SIZES[name])
        elif name in NUMBERS:
            strong = StyleRule("p", (("font-weight", "bold"),))
            room = replace(room, zoom=room.zoom * 2.0, color=room.theme.color("accent"), rules=(*room.rules, strong))
        elif name in ("left", "center", "right"):
            room = replace(room, align=name)  # type: ignore[arg-type]
        elif name in room.theme.colors and name not in NO_COLOURS:
            room = replace(room, color=room.theme.colors[name])
    said = said_of(room, classes, declarations)
    return _with_words(_with_rules(room, classes), said) if said else _with_rules(room, classes)


def _with_rules(room: Room, classes: tuple[str, ...]) -> Room:
    """Rules for what stands in these classes (`.box strong`) hold from here on."""
    if not any(rule.within for rule in room.rules):
        return room
    here = set(classes)
    return replace(room, rules=tuple(replace(r, within=tuple(n for n in r.within if n not in here)) if r.within else r for r in room.rules))


def _with_words(room: Room, said: Said) -> Room:
    base = room.theme.style(room.base, room.layout).size
    asked = said.get("font-size", "")
    size = css_size(asked, base)
    around = 1.0 if asked.strip().endswith(("px", "pt", "rem")) else room.zoom
    kept = tuple((name, said[name]) for name in _FOR_WORDS if name in said)
    return replace(
        room,
        align=css_align(said.get("text-align", "")) or room.align,
        color=word_color(said.get("color", ""), room) or room.color,
        zoom=around * size / base if size else room.zoom,
        rules=(*room.rules, *(StyleRule(target, kept) for target in ("p", "li"))) if kept else room.rules,
    )


# ---------------------------------------------------------------- the box


def look_of(theme: Theme, classes: tuple[str, ...], said: Said) -> Look | None:
    """How the box is drawn; None where it has neither ground nor border."""
    ground = _ground(said, theme)
    edges = _edges(said, theme)
    if ground is None and not any(edges):
        if PANELS.isdisjoint(classes):
            return None
        ground = theme.color("surface")
    radius = _points(said.get("border-radius", ""))
    pad = _padding(said)
    return Look(ground, edges, theme.radius if radius is None else radius, pad)


def _ground(said: Said, theme: Theme) -> Fill | None:
    value = said.get("background-color", "") or said.get("background", "")
    if gradient := css_gradient(said.get("background", "") or said.get("background-image", "") or _gradient(said), theme):
        return gradient
    color = asked_color(value, theme)
    return color if color and color.alpha > 0 else None


def _gradient(said: Said) -> str:
    """A gradient that utilities put together: a side that it goes to and the colours on its way."""
    stops = [said[name] for name in ("--from", "--via", "--to") if name in said]
    return f"linear-gradient({said['--gradient']}, {', '.join(stops)})" if "--gradient" in said and len(stops) > 1 else ""


def _edges(said: Said, theme: Theme) -> tuple[Edge | None, Edge | None, Edge | None, Edge | None]:
    whole = _edge(said.get("border", ""), said, theme)
    top, right, bottom, left = (_edge(said[f"border-{side}"], said, theme) if f"border-{side}" in said else whole for side in _ALL_SIDES)
    return top, right, bottom, left


_ALL_SIDES = ("top", "right", "bottom", "left")


def _edge(value: str, said: Said, theme: Theme) -> Edge | None:
    """`2px solid red` as an Edge."""
    if not value or value.strip() in ("none", "0", "hidden"):
        return None
    width, color = 1.0, asked_color(said.get("border-color", ""), theme)
    for part in re.findall(r"[^\s()]+(?:\([^()]*\))?", value):
        points = _points(part)
        if points is not None:
            width = points
        elif color is None or "border-color" not in said:
            color = asked_color(part, theme) or color
    return Edge(color or theme.color("text"), min(12.0, max(0.5, width))) if width > 0 else None


def edge_of(value: str, theme: Theme) -> Edge | None:
    """A border as CSS writes it, `3px solid #d5c6e0`; None where there is none."""
    return _edge(value, {}, theme)


def _padding(said: Said) -> tuple[float, float]:
    parts = [p for p in (_points(part) for part in said.get("padding", "").split()) if p is not None]
    y, x = (parts[0], parts[1] if len(parts) > 1 else parts[0]) if parts else (PAD_Y, PAD_X)
    x = _points(said.get("padding-x", "")) or x
    y = _points(said.get("padding-y", "")) or y
    return min(48.0, max(6.0, x)), min(36.0, max(4.0, y))


def _points(text: str) -> float | None:
    match = _LENGTH.fullmatch(text.strip())
    return float(match[1]) * _POINTS[match[2]] if match else None


# ---------------------------------------------------------------- words on it


def on_ground(room: Room, ground: Fill | None, said: Said) -> Room:
    """The room on a ground of its own: its words take the theme's other colours where they could not be read on it."""
    if ground is None or asked_color(said.get("color", ""), room.theme):
        return room
    below = seen(ground, room.theme)
    if contrast(room.color or room.theme.color("text"), below) >= READABLE:
        return room
    other = room.theme.inverted
    if other and contrast(other.color("text"), below) >= READABLE:
        return replace(room, theme=other, color=None)
    return replace(room, color=max((BLACK, WHITE), key=lambda ink: contrast(ink, below)))

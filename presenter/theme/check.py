"""What a theme.toml says -> what of it is sound, with a Problem (file, line, what is expected) for the rest."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_args

from presenter.problems import Problem
from presenter.scene import Align, Anchor
from presenter.theme.colors import NAME
from presenter.theme.model import FontRole, RegionKind

Data = dict[str, Any]
_MOST = 400  # entries of one table or list; a theme is small, a hostile file is not


class Wrong(Exception):
    """A value that is not what its key wants; the message says what is."""


Check = Callable[[object], object]


@dataclass(frozen=True)
class Record:
    """A table with these keys and no others."""

    fields: Mapping[str, Spec]


@dataclass(frozen=True)
class Many:
    """A table whose keys are names of the author's choice."""

    of: Spec


@dataclass(frozen=True)
class ListOf:
    """A list of these."""

    of: Spec


Spec = Check | Record | Many | ListOf


# ---------------------------------------------------------------- single values


def number(low: float, high: float) -> Check:
    """A number from `low` to `high`."""

    def check(value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise Wrong(f"a number from {low:g} to {high:g}")
        return float(value)

    return check


def choice(*words: str) -> Check:
    """One of these words."""

    def check(value: object) -> str:
        if not isinstance(value, str) or value not in words:
            near = get_close_matches(str(value), words, 1)
            raise Wrong("one of " + ", ".join(words) + (f" (“{near[0]}”?)" if near else ""))
        return value

    return check


def flag(value: object) -> bool:
    """true or false."""
    if not isinstance(value, bool):
        raise Wrong("true or false")
    return value


def text(value: object) -> str:
    """Some characters."""
    if not isinstance(value, str) or len(value) > 400:
        raise Wrong("a text of at most 400 characters in quotation marks")
    return value


def color(value: object) -> str:
    """A colour or the name of one; whether the name exists is known only after inheritance."""
    if not isinstance(value, str) or not value.strip() or len(value) > 200:
        raise Wrong("a colour: “#d8341c”, a name under [colors], or “mix(text, background, 30%)”")
    return value


def fill(value: object) -> str | Data:
    """A colour, or a gradient `{ angle = 90, stops = ["a", "b"] }`."""
    if not isinstance(value, dict):
        return color(value)
    stops = value.get("stops")
    angle = value.get("angle", 0)
    if set(value) - {"angle", "stops"} or not isinstance(stops, list) or not 2 <= len(stops) <= 12:
        raise Wrong('a colour or a gradient: { angle = 90, stops = ["accent", "background"] }')
    return {"angle": number(-360, 360)(angle), "stops": [_stop(stop, i, len(stops)) for i, stop in enumerate(stops)]}


def _stop(stop: object, index: int, count: int) -> tuple[float, str]:
    """`"accent"`, evenly spread, or `[0.3, "accent"]`."""
    if isinstance(stop, list) and len(stop) == 2:
        where = number(0, 1)(stop[0])
        assert isinstance(where, float)
        return where, color(stop[1])
    return index / (count - 1), color(stop)


def box(value: object) -> tuple[float, ...]:
    """`[x, y, width, height]` on 960 x 540, not outside it."""
    if not isinstance(value, list) or len(value) != 4 or any(isinstance(n, bool) or not isinstance(n, int | float) for n in value):
        raise Wrong("four numbers [x, y, width, height] in points on 960 x 540")
    x, y, width, height = (float(n) for n in value)
    if min(x, y, width, height) < 0 or x + width > 960 or y + height > 540:
        raise Wrong("a box that lies on the slide: [x, y, width, height] within 960 x 540")
    return x, y, width, height


def file_name(value: object) -> str:
    """A file of the theme's own folder."""
    name = text(value)
    if not name or Path(name).is_absolute() or ".." in Path(name).parts:
        raise Wrong("the name of a file in the theme's folder")
    return name


# ---------------------------------------------------------------- what a theme.toml may say

STYLE = Record(
    {
        "font": choice(*get_args(FontRole)),
        "size": number(4, 300),
        "step": number(-6, 10),
        "bold": flag,
        "italic": flag,
        "color": color,
        "align": choice(*get_args(Align)),
        "spacing": number(0.6, 3),
        "before": number(0, 200),
        "tracking": number(-20, 60),
        "caps": flag,
    }
)
REGION = Record(
    {
        "kind": choice(*get_args(RegionKind)),
        "box": box,
        "style": text,
        "anchor": choice(*get_args(Anchor)),
        "align": choice(*get_args(Align)),
    }
)
DECORATION = Record(
    {
        "kind": choice("rect", "round", "ellipse", "line", "quote"),
        "box": box,
        "fill": fill,
        "stroke": color,
        "width": number(0, 40),
        "radius": number(0, 270),
        "role": choice("decoration", "scrim"),
    }
)
_EVERY: dict[str, Spec] = {"regions": Many(REGION), "decorations": ListOf(DECORATION)}
LAYOUT = Record(
    {
        **_EVERY,
        "title": text,
        "extends": text,
        "omit": ListOf(text),
        "background": fill,
        "inverted": flag,
        "styles": Many(STYLE),
    }
)
FONT = Record({"name": text, "twins": ListOf(text), "ea": ListOf(text), "cs": ListOf(text), "package": text})
_LOOK: dict[str, Spec] = {
    "dark": flag,
    "colors": Many(color),
    "background": fill,
    "fonts": Record(dict.fromkeys(get_args(FontRole), FONT)),
    "scale": Record({"base": number(8, 80), "ratio": number(1, 2), "roomy": number(1, 1.5)}),
    "text": Many(STYLE),
    "every": Record(_EVERY),
    "layouts": Many(LAYOUT),
    "bullets": Record({"chars": ListOf(text), "indent": number(0, 6), "color": color}),
    "spacing": Record({"gap": number(0, 120), "paragraph": number(0, 120), "radius": number(0, 120)}),
    "legible": Record({"body": number(6, 60), "code": number(6, 60)}),
    "logo": file_name,
    "logo-box": box,
    "transition": text,
}
THEME = Record({**_LOOK, "title": text, "description": text, "extends": text, "variant": Many(Record(_LOOK))})


# ---------------------------------------------------------------- walking

_DROP = object()


def check_theme(raw: Mapping[str, Any], file: Path, source: str) -> tuple[Data, list[Problem]]:
    """The sound part of `raw` (read from `source`, the text of `file`), and a Problem for each thing left out."""
    problems: list[Problem] = []

    def report(path: tuple[str, ...], message: str, hint: str) -> None:
        if len(problems) < 40:
            problems.append(theme_problem(file, line_of(source, path), message, hint))

    found = _walk(raw, THEME, (), report)
    return (found if isinstance(found, dict) else {}), problems


def theme_problem(file: Path, line: int, message: str, hint: str) -> Problem:
    """A Problem of a theme's file; its place is in the words, as Problem.line counts in the deck."""
    return Problem("bad-theme", f"{file.parent.name}/{file.name}, line {line}: {message}", hint)


Report = Callable[[tuple[str, ...], str, str], None]


def _walk(value: object, spec: Spec, path: tuple[str, ...], report: Report) -> object:
    if isinstance(spec, Record | Many):
        return _table(value, spec, path, report)
    if isinstance(spec, ListOf):
        if not isinstance(value, list) or len(value) > _MOST:
            report(path, f"“{path[-1]}” should be a list", "write it in square brackets")
            return _DROP
        found = (_walk(item, spec.of, path, report) for item in value)
        return [item for item in found if item is not _DROP]
    try:
        return spec(value)
    except Wrong as wrong:
        report(path, f"“{path[-1]}” is {_shown(value)}", f"write {wrong}")
        return _DROP


def _table(value: object, spec: Record | Many, path: tuple[str, ...], report: Report) -> object:
    if not isinstance(value, dict) or len(value) > _MOST:
        report(path, f"“{'.'.join(path)}” should be a table", f"write it as [{'.'.join(path)}] with its keys below")
        return _DROP
    out: Data = {}
    for key, item in value.items():
        inner = spec.of if isinstance(spec, Many) else spec.fields.get(key)
        if inner is None or not NAME.fullmatch(key):
            report((*path, key), f"nothing is called “{key[:60]}” here", _near(key, spec))
            continue
        found = _walk(item, inner, (*path, key), report)
        if found is not _DROP:
            out[key] = found
    return out


def _near(key: str, spec: Record | Many) -> str:
    if isinstance(spec, Many):
        return "a name is made of letters, digits and hyphens"
    near = get_close_matches(key, spec.fields, 1)
    return f"perhaps “{near[0]}”" if near else "what there is: " + ", ".join(spec.fields)


def _shown(value: object) -> str:
    words = repr(value) if not isinstance(value, str) else f"“{value}”"
    return words if len(words) <= 60 else words[:57] + "…"


_HEADER = re.compile(r"\s*\[\[?([^\]]+)\]\]?")
_KEY = re.compile(r"\s*([A-Za-z0-9_.\"' -]+?)\s*=")


_NO_KEYS: tuple[str, ...] = ()


def line_of(source: str, path: tuple[str, ...], whole: bool = False) -> int:
    """The line (from 1) that says `path`, or the nearest thing above it that is written (tomllib tells none).

    0 when the `whole` path is wanted and not written."""
    best, best_length, table = 0 if whole else 1, len(path) - 1 if whole else 0, _NO_KEYS
    for number_, line in enumerate(source.splitlines(), 1):
        if header := _HEADER.match(line):
            here = table = _keys(header[1])
        elif key := _KEY.match(line):
            here = (*table, *_keys(key[1]))
        else:
            continue
        if len(here) > best_length and here == path[: len(here)]:
            best, best_length = number_, len(here)
    return best


def _keys(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))

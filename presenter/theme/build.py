"""What a theme says, complete and inherited, + its colours + page size -> Theme in points of that page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, get_args

from presenter.problems import Problem
from presenter.scene import Color, Fill, Gradient, Rect, Shape
from presenter.theme.check import Data
from presenter.theme.colors import BadColor, Names, evaluate
from presenter.theme.fonts import family
from presenter.theme.merge import inherit
from presenter.theme.model import SCHEME, Bullets, Family, FontRole, Region, RegionKind, SlideLayout, TextStyle, Theme
from presenter.theme.palette import BAD_COLOR_HINT, SLOTS, Fault, Palette

_ROLES: tuple[FontRole, ...] = ("heading", "body", "code")


@dataclass
class _Builder:
    """Turns the tables of one look into the parts of a Theme; faults gather on the way."""

    look: Data
    palette: Palette
    size: tuple[float, float]
    faults: list[Fault]

    @property
    def scale(self) -> float:
        """How much larger text is than on 960 x 540; 4:3 keeps its size."""
        width, height = self.size
        return min(height / 540, width / 720)

    # ------------------------------------------------------------ colours

    def color(self, expression: str, path: tuple[str, ...]) -> Color:
        if (known := self.palette.colors.get(expression)) is not None:
            return known
        try:
            return evaluate(expression, Names(self.palette.names, SLOTS, self.palette.colors))
        except BadColor as bad:
            self.faults.append((path, f"{'.'.join(path)}: {bad}", BAD_COLOR_HINT))
            return self.palette.colors["text"]

    def fill(self, value: str | Data, path: tuple[str, ...]) -> Fill:
        if isinstance(value, str):
            return self.color(value, path)
        return Gradient(value["angle"], tuple((where, self.color(text, path)) for where, text in value["stops"]))

    # ------------------------------------------------------------ text

    def style(self, name: str, said: Data) -> TextStyle:
        scale = self.look.get("scale", {})
        base, ratio = scale.get("base", 24.0), scale.get("ratio", 1.25)
        size = said.get("size") or base * ratio ** said.get("step", 0.0)
        return TextStyle(
            font=said.get("font", "body"),
            size=half(min(300.0, size) * self.scale),
            bold=said.get("bold", False),
            italic=said.get("italic", False),
            color=self.color(said.get("color", "text"), ("text", name, "color")),
            align=said.get("align", "left"),
            spacing=said.get("spacing", 1.0),
            before=said.get("before", 0.0) * self.scale,
            tracking=round(said.get("tracking", 0.0) * self.scale, 2),
            caps=said.get("caps", False),
        )

    def styles(self) -> dict[str, TextStyle]:
        return {name: self.style(name, said) for name, said in self.look.get("text", {}).items()}

    # ------------------------------------------------------------ layouts

    def box(self, corners: tuple[float, float, float, float]) -> Rect:
        x, y, width, height = corners
        across, down = self.size[0] / 960, self.size[1] / 540
        return Rect(round(x * across, 3), round(y * down, 3), round(width * across, 3), round(height * down, 3))

    def layout(self, name: str, said: Data) -> SlideLayout:
        every = self.look.get("every", {})
        omitted = set(said.get("omit", ()))
        own = said.get("regions", {})
        shared = {key: {**region, **own.get(key, {})} for key, region in every.get("regions", {}).items() if key not in omitted}
        regions = {**{key: region for key, region in own.items() if key not in shared}, **shared}
        drawn = said.get("decorations", every.get("decorations", []))
        background = said.get("background", "background" if said.get("inverted") else None)
        texts = self.look.get("text", {})
        return SlideLayout(
            name=name,
            title=said.get("title", name.replace("-", " ").capitalize()),
            regions=tuple(r for r in (self.region(name, key, region) for key, region in regions.items()) if r is not None),
            decorations=tuple(self.decoration(each, ("layouts", name, "decorations")) for each in drawn if "box" in each),
            background=None if background is None else self.fill(background, ("layouts", name, "background")),
            inverted=said.get("inverted", False),
            styles=tuple((key, self.style(key, {**_without_size(texts.get(key, {}), change), **change})) for key, change in _styles(said)),
        )

    def region(self, layout: str, name: str, said: Data) -> Region | None:
        path = ("layouts", layout, "regions", name)
        kind: RegionKind | None = said.get("kind") or (name if name in get_args(RegionKind) else None)  # type: ignore[assignment]
        if kind is None or "box" not in said:
            lacks = "box" if kind else "kind"
            self.faults.append((path, f"the region “{name}” of the layout “{layout}” has no {lacks}", "give it a kind and a box"))
            return None
        style = said.get("style") or _USUAL_STYLE.get(kind, kind)
        if style not in self.look.get("text", {}):
            self.faults.append((path, f"the region “{name}” has the style “{style}”, which is not under [text]", "name one that is"))
            style = "body"
        return Region(name, kind, self.box(said["box"]), style, said.get("anchor", "top"), said.get("align"))

    def decoration(self, said: Data, path: tuple[str, ...]) -> Shape:
        kind = said.get("kind", "rect")
        stroke = said.get("stroke") or (None if kind != "line" else "accent")
        filled = said.get("fill") or (None if stroke else "accent")
        box = self.box(said["box"])
        return Shape(
            box=box,
            kind="path" if kind == "quote" else kind,
            path_data=_quote_mark(box) if kind == "quote" else "",
            fill=None if filled is None else self.fill(filled, path),
            stroke=None if stroke is None else self.color(stroke, path),
            stroke_width=said.get("width", 1.0) * self.scale,
            radius=said.get("radius", 0.0) * self.scale,
            role=said.get("role", "decoration"),
        )

    def bullets(self) -> Bullets:
        said = self.look.get("bullets", {})
        color = self.color(said.get("color", "accent"), ("bullets", "color"))
        return Bullets(tuple(c for c in said.get("chars", ()) if c) or Bullets().chars, said.get("indent", 1.1), color)


# one half of an opening quotation mark, 0.44 wide and 1 tall: a drop with its tail upwards
_DROP = (
    "M .44 0 C .15 .1 0 .38 0 .68 C 0 .88 .1 1 .23 1 C .35 1 .44 .9 .44 .77 "
    "C .44 .64 .36 .55 .25 .55 C .22 .55 .2 .555 .18 .565 C .2 .38 .3 .22 .44 .14 Z"
)


def _quote_mark(box: Rect) -> str:
    """An opening quotation mark that fills `box`, as path data."""
    out: list[str] = []
    for aside in (0.0, 0.56):
        across = True
        for token in _DROP.split():
            if token.isalpha():
                out.append(token)
                across = True
            else:
                out.append(f"{box.x + (float(token) + aside) * box.w:.2f}" if across else f"{box.y + float(token) * box.h:.2f}")
                across = not across
    return " ".join(out)


_USUAL_STYLE = {"picture": "caption", "date": "caption"}


def _without_size(style: Data, change: Data) -> Data:
    """A style without its size when the change gives another one, in points or in steps."""
    return {k: v for k, v in style.items() if k not in ("size", "step")} if "size" in change or "step" in change else style


def _styles(layout: Data) -> list[tuple[str, Data]]:
    return list(layout.get("styles", {}).items())


def half(size: float) -> float:
    """A text size to the half point, as PowerPoint shows it."""
    return round(size * 2) / 2


@dataclass(frozen=True)
class Wanted:
    """Which theme is built for which page, and what the deck wants of it besides colours."""

    name: str
    variant: str
    variants: tuple[str, ...]
    file: Path
    size: tuple[float, float]
    fonts: Mapping[str, str]
    logo: Path | None


def build_theme(
    wanted: Wanted, own: tuple[Data, Palette], opposite: tuple[Data, Palette], faults: list[Fault], problems: list[Problem]
) -> Theme:
    """The Theme of a look (its tables and colours); `Theme.inverted` is the same with text and ground swapped.

    Faults of the theme's files and Problems of the deck are added to the lists."""
    here = _Builder(*own, wanted.size, faults)
    there = _Builder(*opposite, wanted.size, [])
    fonts = {**_fonts(here.look), **_deck_fonts(wanted.fonts, problems)}
    theme = _assemble(here, there, fonts, wanted)
    swapped = _assemble(there, here, fonts, wanted)
    object.__setattr__(theme, "inverted", swapped)  # each is the other's inverse: frozen values cannot say so at birth
    object.__setattr__(swapped, "inverted", theme)
    return theme


def _assemble(here: _Builder, there: _Builder, fonts: Mapping[FontRole, Family], wanted: Wanted) -> Theme:
    look, scale = here.look, here.scale
    spacing, legible, layouts = look.get("spacing", {}), look.get("legible", {}), look.get("layouts", {})
    layouts = {name: inherit(layouts, name) for name in layouts}
    return Theme(
        name=wanted.name,
        title=look.get("title", wanted.name),
        variant=wanted.variant,
        size=wanted.size,
        scheme={slot: here.palette.colors[slot] for slot in SCHEME if slot in here.palette.colors},
        dark=here.palette.dark,
        colors=here.palette.colors,
        fonts=fonts,
        styles=here.styles(),
        layouts={name: (there if said.get("inverted") else here).layout(name, said) for name, said in layouts.items()},
        bullets=here.bullets(),
        background=here.fill(look.get("background", "background"), ("background",)),
        gap=spacing.get("gap", 14.0) * scale,
        paragraph_gap=spacing.get("paragraph", 10.0) * scale,
        radius=spacing.get("radius", 6.0) * scale,
        floor=legible.get("body", 18.0) * scale,
        code_floor=legible.get("code", 12.0) * scale,
        roomy=look.get("scale", {}).get("roomy", 1.15),
        logo=wanted.logo,
        logo_box=here.box(look["logo-box"]) if "logo-box" in look else None,
        path=wanted.file,
        transition=look.get("transition", "fade"),
        description=look.get("description", ""),
        variants=wanted.variants,
    )


def _fonts(look: Data) -> dict[FontRole, Family]:
    """The theme's families; what it does not say of one is what is known of it."""
    fonts: dict[FontRole, Family] = {}
    for role in _ROLES:
        said: Data = look.get("fonts", {}).get(role, {})
        known = family(said.get("name", "Arial"), role)
        lists: dict[str, Any] = {key: tuple(said[key]) for key in ("twins", "ea", "cs") if key in said}
        fonts[role] = replace(known, **lists, package=said.get("package", known.package))
    return fonts


_CALLED = {"heading": "heading", "headings": "heading", "title": "heading", "body": "body", "text": "body", "code": "code", "mono": "code"}


def _deck_fonts(pairs: Mapping[str, str], problems: list[Problem]) -> dict[FontRole, Family]:
    """The deck's `fonts:`."""
    fonts: dict[FontRole, Family] = {}
    for name, wanted in pairs.items():
        role = next((role for role in _ROLES if _CALLED.get(name.casefold()) == role), None)
        if role is None or not wanted.strip():
            problems.append(Problem("bad-font", f"“{name[:60]}” under fonts: names no font", "write heading:, body: or code: and a family"))
        else:
            fonts[role] = family(wanted, role)
    return fonts

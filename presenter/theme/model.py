"""The resolved look of a deck: colour scheme, font scheme, text styles, named slide layouts with regions.

A Theme is what a theme.toml says after inheritance, variant and the deck's own colours and fonts; all lengths in
points for the deck's page size.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from presenter.scene import Align, Anchor, Color, Fill, Rect, Shape

SCHEME = ("dk1", "lt1", "dk2", "lt2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink")

BLACK, WHITE = Color("#000000"), Color("#ffffff")

FontRole = Literal["heading", "body", "code"]


@dataclass(frozen=True, slots=True)
class Family:
    """A font family as PowerPoint knows it, its metric twins to look for in order, and what to install.

    `ea` and `cs` are the families for East Asian and complex scripts (tried after the twins).
    """

    name: str
    twins: tuple[str, ...] = ()
    ea: tuple[str, ...] = ()
    cs: tuple[str, ...] = ()
    package: str = ""  # the Debian package that brings a twin


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How one kind of text is set. `color` is already resolved; `size`, `before` (space above) and `tracking`
    are points; `spacing` multiplies 1.2 x size."""

    font: FontRole = "body"
    size: float = 24.0
    bold: bool = False
    italic: bool = False
    color: Color = BLACK
    align: Align = "left"
    spacing: float = 1.0
    before: float = 0.0
    tracking: float = 0.0
    caps: bool = False


RegionKind = Literal[
    "title", "subtitle", "body", "picture", "quote", "attribution", "statement", "code", "header", "footer", "number", "date"
]


@dataclass(frozen=True, slots=True)
class Region:
    """A place on a layout that content goes to; becomes a placeholder in PowerPoint. `style` is a TextStyle name."""

    name: str
    kind: RegionKind
    box: Rect
    style: str = "body"
    anchor: Anchor = "top"
    align: Align | None = None  # overrides the style's


@dataclass(frozen=True, slots=True)
class SlideLayout:
    """A named arrangement: its regions, what is drawn under them, and its ground when it differs from the theme's.

    `inverted` layouts swap the roles of text and background (PowerPoint: clrMapOvr)."""

    name: str
    title: str
    regions: tuple[Region, ...]
    decorations: tuple[Shape, ...] = ()
    background: Fill | None = None
    inverted: bool = False
    styles: tuple[tuple[str, TextStyle], ...] = ()  # TextStyles that differ on this layout

    def region(self, kind: str) -> Region | None:
        """The first region of this kind (or of this name)."""
        return next((r for r in self.regions if kind in (r.kind, r.name)), None)

    def of_kind(self, kind: str) -> tuple[Region, ...]:
        """All regions of this kind, in order."""
        return tuple(r for r in self.regions if r.kind == kind)


@dataclass(frozen=True, slots=True)
class Bullets:
    """List marks: one character a level (cycled), the hanging indent a level in em of the body size, the colour."""

    chars: tuple[str, ...] = ("•", "–", "•", "–", "•")
    indent: float = 1.1
    color: Color = BLACK


@dataclass(frozen=True, eq=False)
class Theme:
    """Compared by identity; memo keys hold it.

    `styles` has at least: title subtitle section cover h1 h2 h3 h4 h5 h6 body body2 body3 quote attribution
    statement code table table-head caption footnote header footer number callout. (`title` is the title of a
    content slide, `cover` of the title slide, h1-h6 headings inside a body; body2/body3 list levels 2 and deeper.)
    `colors` has at least: background text muted heading accent link rule surface (panels) code-background
    code-text mark (highlighter) table-head table-band note tip important warning caution, the Pygments-derived
    code colours `code-keyword code-string code-comment code-number code-name code-type code-function code-operator
    code-deleted code-inserted`, and the twelve scheme slots by name.
    `inverted` is the same theme with text and background swapped (for `invert` and inverted layouts).
    """

    name: str
    title: str
    variant: str
    size: tuple[float, float]
    scheme: Mapping[str, Color]
    dark: bool  # the ground is dk1: PowerPoint's colour map swaps
    colors: Mapping[str, Color]
    fonts: Mapping[FontRole, Family]
    styles: Mapping[str, TextStyle]
    layouts: Mapping[str, SlideLayout]
    bullets: Bullets = Bullets()
    background: Fill = WHITE
    gap: float = 14.0  # between blocks in a region
    paragraph_gap: float = 10.0  # between paragraphs and list items
    radius: float = 6.0  # corners of panels and pictures
    floor: float = 18.0  # smallest legible body text
    code_floor: float = 12.0  # smallest legible code and table text
    roomy: float = 1.15  # how much larger the text of a slide with few words is set
    logo: Path | None = None
    logo_box: Rect | None = None
    path: Path | None = None
    inverted: Theme | None = None
    transition: str = "fade"
    description: str = ""
    variants: tuple[str, ...] = field(default=("light",))

    def style(self, name: str, layout: SlideLayout | None = None) -> TextStyle:
        """The TextStyle `name`, as the layout has it if it differs there; `body` if there is no such style."""
        if layout is not None:
            for key, style in layout.styles:
                if key == name:
                    return style
        return self.styles.get(name) or self.styles["body"]

    def color(self, name: str, default: str = "text") -> Color:
        """The named colour, or the default one."""
        return self.colors.get(name) or self.colors[default]

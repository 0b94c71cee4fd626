"""Where everything landed on one slide. Four item kinds, closed: Text, Shape, Picture, Group.

Points on the slide's canvas (960 x 540), origin top left, y downwards. Painters draw items in order.
A Text carries both what it says (paragraphs) and where it fell (lines): painters use the lines, PowerPoint and
HTML the paragraphs.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from presenter.problems import Problem

Align = Literal["left", "center", "right", "justify"]
Anchor = Literal["top", "middle", "bottom"]
BlockPath = tuple[int, ...]  # indices from Slide.blocks downwards; () = no block (theme, footer)


@dataclass(frozen=True, slots=True)
class Rect:
    """A box in points."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """x of the right edge."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """y of the bottom edge."""
        return self.y + self.h

    def inset(self, dx: float, dy: float) -> Rect:
        """The box made smaller by `dx` left and right and `dy` above and below."""
        return Rect(self.x + dx, self.y + dy, max(0.0, self.w - 2 * dx), max(0.0, self.h - 2 * dy))

    def moved(self, dx: float, dy: float) -> Rect:
        """The box shifted."""
        return Rect(self.x + dx, self.y + dy, self.w, self.h)


@dataclass(frozen=True, slots=True)
class Color:
    """An opaque `#rrggbb` with `alpha` 0-1; `scheme` names the theme slot it came from (dk1, lt1, dk2, lt2,
    accent1-6, hlink, folHlink) or is `mixed`, made of the theme's: PowerPoint refers to the theme instead of a literal."""

    hex: str
    alpha: float = 1.0
    scheme: str = ""


@dataclass(frozen=True, slots=True)
class Gradient:
    """A linear gradient: `angle` in degrees clockwise from left-to-right, stops (0-1, colour)."""

    angle: float
    stops: tuple[tuple[float, Color], ...]


Fill = Color | Gradient


@dataclass(frozen=True, slots=True)
class Image:
    """A decoded-on-demand picture: its identity, natural size in points, and where its bytes are.

    `format` is png, jpeg or svg. `file` holds pixels or SVG ready to paint (upright, bounded, safe); `original`
    is the author's file when PowerPoint may carry it as it is or when it moves, else None. `depth` is how far it hangs below the
    baseline when set in a line (formulas). `key` changes when the picture does.
    """

    key: str
    format: Literal["png", "jpeg", "svg"]
    width: float
    height: float
    file: Path
    original: Path | None = None
    depth: float = 0.0
    pixels: tuple[int, int] = (0, 0)
    tones: bytes = b""  # how light it is (0-255) in each field of an 8 x 8 grid, row by row; empty = unknown
    frames: Path | None = None  # of an animated picture: where `qt.frames` finds them once they are made
    quick: Path | None = None  # of a large photo: a small JPEG of it, for screens that cannot wait


# ---------------------------------------------------------------- text


@dataclass(frozen=True, slots=True)
class Font:
    """A face at a size in points. `role` is the theme font it came from: PowerPoint writes +mj/+mn for the first
    two. `family` is the name PowerPoint knows; the Qt side finds the installed twin."""

    family: str
    size: float
    bold: bool = False
    italic: bool = False
    role: Literal["heading", "body", "code", ""] = "body"
    tracking: float = 0.0  # extra points between letters
    caps: bool = False  # drawn in capitals; the text keeps its case


@dataclass(frozen=True, slots=True)
class Inline:
    """A picture set in a line of text: width, height above and below the baseline together, depth below it."""

    image: Image
    width: float
    height: float
    depth: float = 0.0
    alt: str = ""
    tex: str = ""  # the formula it shows, if it is one


@dataclass(frozen=True, slots=True)
class Run:
    """Characters in one look. A run with `inline` has the text U+FFFC; a line break inside a paragraph is U+2028."""

    text: str
    font: Font
    color: Color
    underline: bool = False
    strike: bool = False
    baseline: float = 0.0  # share of the font size by which it is raised (0.33) or lowered (-0.2)
    highlight: Color | None = None
    link: str = ""  # http(s)/mailto URL, or `slide:INDEX` (from 0)
    title: str = ""
    lang: str = ""
    inline: Inline | None = None
    proof: bool = True  # False: code, not to be spell-checked


@dataclass(frozen=True, slots=True)
class Bullet:
    """What stands before a list paragraph: the characters drawn, and for numbers the value and its form."""

    text: str
    font: Font
    color: Color
    number: int | None = None
    form: Literal["char", "period", "paren", "task"] = "char"
    checked: bool | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: `margin` is where its text starts from the box's left, the bullet stands at margin + indent
    (indent is negative), `before` is space above (not for the first in a box), `spacing` multiplies 1.2 x size."""

    runs: tuple[Run, ...]
    align: Align = "left"
    rtl: bool = False
    level: int = 0
    bullet: Bullet | None = None
    margin: float = 0.0
    indent: float = 0.0
    right: float = 0.0  # right margin
    before: float = 0.0
    spacing: float = 1.0
    step: int = 0
    dim: tuple[tuple[int, int], ...] = ()  # half-open step ranges in which it is shown dimmed
    path: BlockPath = ()
    wrap: bool = True

    @property
    def text(self) -> str:
        """All characters of the paragraph; Line offsets count in it."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Line:
    """A set line: characters [start, end) of paragraph `paragraph`, left edge `x` and `baseline` from the Text
    box's top left, its `width`, and the band it takes: `top` and `height`. `inlines` are the left edges of the
    pictures set in it, counted as `x` is, in the order of the text."""

    paragraph: int
    start: int
    end: int
    x: float
    baseline: float
    width: float
    top: float
    height: float
    wrapped: bool = False  # code only: goes on from the line above, drawn with a mark
    inlines: tuple[float, ...] = ()

    def moved(self, dx: float, dy: float, paragraph: int | None = None) -> Line:
        """The line shifted, and given to another paragraph index if asked."""
        index = self.paragraph if paragraph is None else paragraph
        inlines = tuple(x + dx for x in self.inlines)
        return replace(self, x=self.x + dx, baseline=self.baseline + dy, top=self.top + dy, paragraph=index, inlines=inlines)


@dataclass(frozen=True, slots=True)
class Text:
    """Set text. `placeholder` names the region of the theme's layout it fills ("" = a text box of its own)."""

    box: Rect
    paragraphs: tuple[Paragraph, ...]
    lines: tuple[Line, ...]
    anchor: Anchor = "top"
    role: str = "body"  # title, subtitle, body, code, quote, caption, footnote, header, footer, number, ...
    placeholder: str = ""
    step: int = 0
    path: BlockPath = ()
    alt: str = ""
    lang: str = ""
    fill: Fill | None = None

    @property
    def height(self) -> float:
        """How tall the set lines are together."""
        if not self.lines:
            return 0.0
        return max(line.top + line.height for line in self.lines) - min(line.top for line in self.lines)


# ---------------------------------------------------------------- other items


@dataclass(frozen=True, slots=True)
class Shape:
    """A drawn form. A `line` runs from (x, y) to (right, bottom); `path` is SVG path data in points for `path`."""

    box: Rect
    kind: Literal["rect", "round", "ellipse", "line", "path"] = "rect"
    fill: Fill | None = None
    stroke: Color | None = None
    stroke_width: float = 1.0
    radius: float = 0.0
    path_data: str = ""
    role: str = "decoration"
    step: int = 0
    path: BlockPath = ()
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Media:
    """A film or a sound that a picture stands for: the author's file, and how it is played (times in seconds)."""

    kind: Literal["video", "audio"]
    file: Path
    autoplay: bool = False
    loop: bool = False
    muted: bool = False
    controls: bool = False
    start: float = 0.0
    end: float | None = None
    length: float = 0.0  # of the whole file, 0 = not known


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in a box: `crop` cuts these shares off left, top, right, bottom; `filters` are CSS functions."""

    box: Rect
    image: Image
    crop: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    filters: tuple[tuple[str, str], ...] = ()
    opacity: float = 1.0
    radius: float = 0.0
    alt: str = ""
    title: str = ""
    link: str = ""
    role: str = "picture"  # picture, background, formula, diagram, logo
    source: str = ""  # LaTeX or diagram source
    placeholder: str = ""
    step: int = 0
    path: BlockPath = ()
    media: Media | None = None  # `image` is its poster


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of a native table: where it is, what it says (a Text in the Group's items too), its fill, and the space to the
    left and the right of its words in points (None: the grid's padding)."""

    row: int
    column: int
    text: Text
    fill: Color | None = None
    colspan: int = 1
    rowspan: int = 1
    sides: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class TableGrid:
    """What an exporter needs to make a Group with role `table` a native table; sizes in points."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    cells: tuple[TableCell, ...]
    header_rows: int = 1
    padding: tuple[float, float] = (7.2, 3.6)  # left/right, top/bottom
    rule: Color | None = None  # colour of the lines between rows
    rule_width: float = 0.75
    head_rule: Color | None = None  # colour of the line under the heading rows
    head_rule_width: float = 1.5
    rtl: bool = False  # the first column stands at the right


@dataclass(frozen=True, slots=True)
class ChartSeries:
    """One series as drawn. `label` is the colour of the numbers at its points, None for none, `unlabelled` the points without
    one. `points` are those in a colour of their own. `end` shifts the name written behind a line's last point (points
    right, down) in `end_color`, None where a legend names it."""

    name: str
    values: tuple[float | None, ...]
    color: Color
    kind: Literal["bar", "line", "area", "pie", "scatter"] = "bar"
    xs: tuple[float | None, ...] = ()
    right: bool = False
    label: Color | None = None
    unlabelled: tuple[int, ...] = ()
    points: tuple[tuple[int, Color], ...] = ()
    marker: Literal["", "circle", "square", "diamond", "triangle"] = ""
    end: tuple[float, float] | None = None
    end_color: Color | None = None
    inked: tuple[tuple[int, Color], ...] = ()  # points whose number has a colour of its own
    moved: tuple[tuple[int, float, float], ...] = ()  # points whose number had to move: right, down


@dataclass(frozen=True, slots=True)
class ChartAxis:
    """A scale of numbers: its ends and step, how a spreadsheet formats it, its title and where that stands (x, y from the
    group's corner); `shown`: whether its numbers and gridlines are drawn."""

    minimum: float
    maximum: float
    step: float
    format: str = "General"
    title: str = ""
    title_at: tuple[float, float] = (0.0, 0.0)
    shown: bool = True


@dataclass(frozen=True, slots=True)
class ChartData:
    """What an exporter needs to make a Group with role `chart` a native chart. Boxes are counted from the group's corner,
    in points. `plot` is the field between the axes; `gap` and `overlap` are percent of a bar's width; `skip` is how many
    labels stand for one that is written; `hole` percent of a doughnut's diameter."""

    kind: Literal["bar", "line", "area", "pie", "doughnut", "scatter", "combo"]
    labels: tuple[str, ...]
    series: tuple[ChartSeries, ...]
    plot: Rect
    font: Font  # of all labels
    color: Color  # of the labels on the axes
    strong: Color  # of title and legend
    grid: Color
    axis: Color
    ground: Color  # between parts that touch
    values: ChartAxis
    grouping: Literal["clustered", "stacked", "percent"] = "clustered"
    horizontal: bool = False
    right: ChartAxis | None = None
    across: ChartAxis | None = None  # of a scatter chart
    label_title: str = ""
    label_title_at: tuple[float, float] = (0.0, 0.0)
    legend: Rect | None = None
    legend_side: Literal["top", "bottom", "right"] = "top"
    title: str = ""
    title_at: tuple[float, float] = (0.0, 0.0)
    title_font: Font | None = None
    format: str = "General"  # of the numbers at the points
    gap: int = 60
    overlap: int = 0
    skip: int = 1
    hole: int = 60
    outside: bool = False  # a pie's parts are named around it


@dataclass(frozen=True, slots=True)
class Group:
    """Items that belong together: a table, a listing, a callout. `native` lets an exporter that knows the `role`
    go native; any other draws the items one by one."""

    items: tuple[Item, ...]
    box: Rect
    role: str = "group"  # table, chart, code, callout, figure, diagram, media, group
    step: int = 0
    path: BlockPath = ()
    alt: str = ""
    lang: str = ""
    link: str = ""
    native: TableGrid | ChartData | None = None


Item = Text | Shape | Picture | Group


@dataclass(frozen=True, eq=False)
class Scene:
    """One slide laid out. Compared by identity.

    `background` is the fill under everything and `behind` the pictures and shapes on it that belong to the slide
    (theme decorations have the role `decoration`). Everything with `step` greater than the step shown is hidden.
    """

    size: tuple[float, float]
    background: Fill
    items: tuple[Item, ...]
    behind: tuple[Item, ...] = ()
    layout: str = "content"
    steps: int = 0
    title: str = ""
    lang: str = ""
    problems: tuple[Problem, ...] = ()
    pending: bool = False  # some picture is still being made: lay out again when the assets say so
    why: str = ""  # why this layout was chosen
    scale: float = 1.0  # how far body text was shrunk
    images: tuple[Image, ...] = field(default=())  # every Image used, for prefetching

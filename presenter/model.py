"""What the author wrote: Deck, Slide, Block, Span. Frozen; blocks are a tree, inline text a flat run of spans.

Lengths are points on a 960 x 540 canvas (1 Marp or CSS pixel = 0.75 pt). Lines are counted from 0 at the
slide's own first line, so that a slide is the same value wherever it stands in the deck.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from presenter.problems import Problem
from presenter.spans import NO_ATTRS, PLAIN, Attrs, Background, Clip, ImageRef, Length, Span, Spans, Style, plain_text

__all__ = [
    "NO_ATTRS",
    "PLAIN",
    "Attrs",
    "Background",
    "Block",
    "Blocks",
    "Callout",
    "Cell",
    "Chart",
    "ChartKind",
    "Clip",
    "Code",
    "Column",
    "Columns",
    "Container",
    "Deck",
    "DeckSettings",
    "Definition",
    "DefinitionList",
    "Diagram",
    "Figure",
    "Footnotes",
    "Heading",
    "ImageRef",
    "Length",
    "List",
    "ListItem",
    "Math",
    "Paragraph",
    "Quote",
    "Series",
    "Slide",
    "SlideSettings",
    "Span",
    "Spans",
    "Style",
    "StyleRule",
    "Table",
    "plain_text",
]  # fmt: skip

Align = Literal["left", "center", "right", "justify"]


# ---------------------------------------------------------------- blocks


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """What all blocks have: attributes, the step at which it enters (0 = at once), its lines in the slide."""

    attrs: Attrs = NO_ATTRS
    step: int = 0
    lines: tuple[int, int] = (0, 0)  # first line, line after the last


Blocks = tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading(Block):
    """`# ...`: level 1-6; `fit` when its `<!-- fit -->` asks to fill the width."""

    level: int
    spans: Spans
    id: str = ""
    fit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph(Block):
    """Running text."""

    spans: Spans


@dataclass(frozen=True, slots=True, kw_only=True)
class ListItem(Block):
    """One item; `checked` is None unless it is a task; `loose` items have space between their blocks."""

    blocks: Blocks
    checked: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class List(Block):
    """A bulleted (`start` None) or numbered list; `marker` is `-`, `+`, `*`, `.` or `)`."""

    items: tuple[ListItem, ...]
    start: int | None = None
    marker: str = "-"
    tight: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(Block):
    """`> ...`; `attribution` is the last line when it begins with two dashes or an em dash."""

    blocks: Blocks
    attribution: Spans = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Callout(Block):
    """A GitHub alert (`> [!NOTE]`) or `::: note`; `kind` is note, tip, important, warning or caution."""

    kind: str
    blocks: Blocks
    title: Spans = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Code(Block):
    """A code listing. `highlights` are the line steps `{2-3|5|all}`: each a set of line numbers (from 1 in
    the listing), empty = all lines. The first is shown at `step`, each further one a click later."""

    text: str
    lang: str = ""
    title: str = ""
    first_number: int | None = None  # shown line numbers start here
    highlights: tuple[frozenset[int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Math(Block):
    """A display formula in LaTeX."""

    tex: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagram(Block):
    """A drawn fence, e.g. `lang` = mermaid."""

    lang: str
    source: str
    title: str = ""


ChartKind = Literal["bar", "stacked", "line", "area", "pie", "doughnut", "scatter", "combo"]


@dataclass(frozen=True, slots=True)
class Series:
    """One row of numbers in a chart, None where there is none, written `prefix` number `suffix`. `xs` are the places across
    of a scatter chart's points; `kind` is how a combo draws it; `right`: measured on an axis of its own at the right."""

    name: str
    values: tuple[float | None, ...]
    xs: tuple[float | None, ...] = ()
    kind: Literal["bar", "line", ""] = ""
    right: bool = False
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart(Block):
    """Numbers to be drawn. `labels` name the values of every series; `horizontal` None: the layout decides.

    `decimals` None: as many as the numbers have. `show_values` writes them at the points (None: where there are few),
    `minimum` and `maximum` bound the axis, `highlight` names the labels or series that stand out, the others standing back.
    """

    kind: ChartKind
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    title: str = ""
    x_title: str = ""
    y_title: str = ""
    horizontal: bool | None = None
    percent: bool = False
    legend: Literal["auto", "none", "top", "bottom", "right"] = "auto"
    show_values: bool | None = None
    decimals: int | None = None
    minimum: float | None = None
    maximum: float | None = None
    highlight: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell."""

    spans: Spans
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Block):
    """A table: rows of cells; the first `header_rows` are headings; one alignment a column ("" = none asked)."""

    rows: tuple[tuple[Cell, ...], ...]
    aligns: tuple[Align | Literal[""], ...]
    header_rows: int = 1
    caption: Spans = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Block):
    """A paragraph of nothing but pictures, side by side; `caption` if one is written."""

    images: tuple[ImageRef, ...]
    caption: Spans = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Block):
    """One column; `share` is its asked share of the width (0-1) or None."""

    blocks: Blocks
    share: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns(Block):
    """Blocks side by side."""

    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Container(Block):
    """`::: name`, or `<div class=...>`: blocks under common classes; `declarations` are honoured CSS pairs. Where they are
    `in_turn` (two at least) each takes the place of the one before it, a click later."""

    blocks: Blocks
    declarations: tuple[tuple[str, str], ...] = ()
    in_turn: bool = False


@dataclass(frozen=True, slots=True)
class Definition:
    """One term and what it means."""

    term: Spans
    meanings: tuple[Blocks, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinitionList(Block):
    """`Term` / `: meaning`."""

    items: tuple[Definition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnotes(Block):
    """The notes that this slide refers to, set at its foot: (label, spans)."""

    notes: tuple[tuple[str, Spans], ...]


# ---------------------------------------------------------------- slide and deck


@dataclass(frozen=True, slots=True)
class StyleRule:
    """One honoured CSS rule. `target` is a section, h1-h6, p, li, ul, ol, a, strong, em, code, pre, table, th,
    td, blockquote, img, header, footer, or `.class` of a span or container; it holds on slides that have all
    `classes`. `declarations` keep CSS property names and values: color, background-color, background,
    font-size, font-family, font-weight, font-style, text-align, ..."""

    target: str
    declarations: tuple[tuple[str, str], ...]
    classes: tuple[str, ...] = ()
    within: tuple[str, ...] = ()  # classes of containers that it has to stand in


@dataclass(frozen=True, slots=True)
class SlideSettings:
    """What the directives in force say of one slide."""

    layout: str = ""
    classes: tuple[str, ...] = ()
    id: str = ""
    hidden: bool = False
    time: float | None = None  # seconds
    section: str = ""
    header: Spans = ()
    footer: Spans = ()
    paginate: Literal["true", "false", "hold", "skip"] = "false"
    color: str = ""
    background_color: str = ""
    background: str = ""  # a CSS gradient or colour from backgroundImage / background
    transition: str = ""
    transition_time: float | None = None  # seconds
    advance: float | None = None  # seconds until the next step by itself
    rules: tuple[StyleRule, ...] = ()  # `<style>` of the deck, then of the slide


@dataclass(frozen=True, eq=False)
class Slide:
    """One slide, read. Compared by identity: the parser gives the same Slide for the same source and context."""

    source: str
    settings: SlideSettings
    blocks: Blocks
    notes: str = ""  # Markdown of the speaker notes
    note_blocks: Blocks = ()
    backgrounds: tuple[Background, ...] = ()
    split: tuple[Literal["left", "right"], float] | None = None  # backgrounds take this side and share
    split_direction: Literal["row", "column"] = "row"
    steps: int = 0  # clicks on this slide before the next slide
    title: str = ""  # words of the first heading, else ""
    headings: tuple[tuple[int, str, str], ...] = ()  # (level, id, words)
    problems: tuple[Problem, ...] = ()
    math_count: int = 0


@dataclass(frozen=True, slots=True)
class DeckSettings:
    """What the front matter says of the whole deck."""

    title: str = ""
    author: str = ""
    date: str = ""
    description: str = ""
    keywords: str = ""
    lang: str = ""
    theme: str = ""
    variant: str = ""
    colors: tuple[tuple[str, str], ...] = ()
    fonts: tuple[tuple[str, str], ...] = ()
    logo: str = ""
    size: tuple[float, float] = (960.0, 540.0)  # points
    duration: float | None = None  # seconds
    transition: str = ""
    breaks: bool = False
    fragments: bool = False
    incremental: bool = False
    loop: bool = False  # after the last slide the first comes again
    marp: bool = False
    heading_divider: tuple[int, ...] = ()
    dialect: str = "house"


@dataclass(frozen=True, eq=False)
class Deck:
    """A whole deck. `slides` parses a slide when it is first asked for, so opening a long deck costs one slide.

    `starts[i]` is the offset of slide i in `text`, `first_lines[i]` its line (from 0); both have one entry
    a slide. Deck-wide Problems (front matter) are already placed (`Problem.line` counted from 1).
    """

    text: str
    settings: DeckSettings
    slides: Sequence[Slide]
    starts: Sequence[int]
    first_lines: Sequence[int]
    problems: tuple[Problem, ...] = ()
    numbers: Sequence[int | None] = field(default=())  # page number of each slide, None where not shown
    total: int = 0  # the highest page number
    anchors: Callable[[str], int | None] | None = None  # a heading's or slide's id -> its slide; None: read them all

    def slide_at(self, offset: int) -> int:
        """The index of the slide that holds `offset` of the text."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def slide_at_line(self, line: int) -> int:
        """The index of the slide that holds line `line` (from 0)."""
        return max(0, bisect_right(self.first_lines, line) - 1)

    def find(self, target: str) -> int | None:
        """The index of the slide that a link to `#3` or `#heading-id` leads to, None when there is none."""
        name = target.removeprefix("#")
        if name.isascii() and name.isdigit():
            return int(name) - 1 if 0 < int(name) <= len(self.slides) else None
        if self.anchors is not None:
            return self.anchors(name)
        for index, slide in enumerate(self.slides):
            if slide.settings.id == name or any(name == heading for _, heading, _ in slide.headings):
                return index
        return None

    def placed(self, problem: Problem, slide: int) -> Problem:
        """A Problem of `slides[slide]` with its slide and line in the file."""
        return problem.at(slide, self.first_lines[slide])

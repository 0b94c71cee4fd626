"""What is drawn on slides: strokes in points of the slide, per slide, with what undoing and redoing need."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal

Point = tuple[float, float]  # points on the slide, from its top left
Pen = Literal["pen", "highlighter"]

COLORS = ("#e03131", "#1c7ed6", "#2f9e44", "#f08c00", "#111111", "#ffffff")
HIGHLIGHT = "#ffd43b"
WIDTHS: dict[Pen, float] = {"pen": 3.0, "highlighter": 18.0}  # points
LIGHTEST = 0.35  # of the usual width, without any pressure
REACH = 9.0  # points around the eraser
MOST_UNDONE = 50


@dataclass(frozen=True, slots=True)
class Mark:
    """What tells a slide from the others when its deck is read again later: number, written id, digest of its
    source, title."""

    index: int
    id: str = ""
    digest: str = ""
    title: str = ""


@dataclass(frozen=True, eq=False)
class Stroke:
    """One line drawn with one pen at step `step`; shown from that step on. Compared by identity.

    `pressures` (0-1, one a point) are those of a pen that feels them: a half is the pen's usual width."""

    step: int
    pen: Pen
    color: str
    points: tuple[Point, ...]
    pressures: tuple[float, ...] = ()

    @property
    def width(self) -> float:
        """How thick it is, in points."""
        return WIDTHS[self.pen]

    def widths(self) -> tuple[float, ...]:
        """How thick it is at each of its points."""
        if len(self.pressures) != len(self.points) or self.pen != "pen":
            return (self.width,) * len(self.points)
        return tuple(self.width * (LIGHTEST + 2 * (1 - LIGHTEST) * min(max(p, 0.0), 1.0)) for p in self.pressures)


Strokes = tuple[Stroke, ...]


@dataclass(frozen=True, eq=False)
class Page:
    """What is drawn on one slide, and the states before and after it."""

    strokes: Strokes = ()
    past: tuple[Strokes, ...] = ()
    future: tuple[Strokes, ...] = ()

    def changed(self, strokes: Strokes) -> Page:
        """The page with these strokes now."""
        return Page(strokes, (*self.past, self.strokes)[-MOST_UNDONE:], ())

    def undone(self) -> Page:
        """One change back."""
        return Page(self.past[-1], self.past[:-1], (*self.future, self.strokes)) if self.past else self

    def redone(self) -> Page:
        """And forth again."""
        return Page(self.future[-1], (*self.past, self.strokes), self.future[:-1]) if self.future else self

    def seen(self, step: int) -> Strokes:
        """What is to be seen at a step: steps keep what was drawn before them."""
        return tuple(stroke for stroke in self.strokes if stroke.step <= step)

    def without(self, near: Point, step: int) -> Page:
        """The page without what the eraser touches at a point."""
        kept = tuple(stroke for stroke in self.strokes if stroke.step > step or not touches(stroke, near))
        return self if len(kept) == len(self.strokes) else self.changed(kept)


EMPTY = Page()


@dataclass(frozen=True, eq=False)
class Ink:
    """All that is drawn, by slide number; `lost` are pages whose slide is not in the deck just now: they are kept, for
    it may come back."""

    pages: Mapping[int, Page] = field(default_factory=lambda: MappingProxyType({}))
    lost: tuple[tuple[Mark, Page], ...] = ()

    def page(self, slide: int) -> Page:
        """What is drawn on a slide."""
        return self.pages.get(slide, EMPTY)

    def with_page(self, slide: int, page: Page) -> Ink:
        """The ink with another page for a slide."""
        return replace(self, pages={**self.pages, slide: page})

    def moved(self, mark: Callable[[int], Mark], find: Callable[[Mark], int | None]) -> Ink:
        """The ink on the slides of a changed deck: `mark` tells a slide of the old one, `find` where it is now."""
        marked = [*((mark(slide), page) for slide, page in self.pages.items()), *self.lost]
        pages: dict[int, Page] = {}
        lost = []
        for told, page in marked:
            index = find(told)
            if index is None or index in pages:
                lost.append((told, page))
            else:
                pages[index] = page
        return Ink(pages, tuple(lost))

    def __bool__(self) -> bool:
        return any(page.strokes for page in self.pages.values()) or any(page.strokes for _, page in self.lost)


NO_INK = Ink()


def touches(stroke: Stroke, near: Point) -> bool:
    """Whether the eraser at `near` touches the stroke."""
    reach = REACH + stroke.width / 2
    points = stroke.points
    ends = zip(points, points[1:] or points, strict=False)
    return any(_distance(near, a, b) <= reach for a, b in ends)


def _distance(p: Point, a: Point, b: Point) -> float:
    """From a point to a segment."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    t = 0.0 if length == 0 else max(0.0, min(1.0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length))
    return float(((p[0] - a[0] - t * dx) ** 2 + (p[1] - a[1] - t * dy) ** 2) ** 0.5)

"""Pointing, zooming and drawing on the slide: Talk + mouse in points of the slide → Talk."""

from __future__ import annotations

from dataclasses import replace

from presenter.talk.ink import COLORS, HIGHLIGHT, Page, Point, Stroke
from presenter.talk.state import Box, Talk, Tool

MOST_ZOOM = 8.0
LEAST_BOX = 24.0  # points: a smaller one is a click
STRIDE = 1.0  # points: nearer ones add nothing to a stroke


def choose(talk: Talk, tool: Tool) -> Talk:
    """Take a tool into the hand, or put it away when it is the one in the hand."""
    return replace(talk, tool="" if talk.tool == tool else tool, pointer=None, stroke=None, anchor=None)


def next_color(talk: Talk) -> Talk:
    """The pen in the next colour."""
    return replace(talk, color=(talk.color + 1) % len(COLORS), tool="pen")


# ---------------------------------------------------------------- the mouse


def point(talk: Talk, at: Point | None) -> Talk:
    """The mouse is at a point of the slide, or off it."""
    return replace(talk, pointer=at)


def press(talk: Talk, at: Point, pressure: float | None = None) -> Talk:
    """The button goes down at a point, or a pen that feels its `pressure` (0-1)."""
    talk = replace(talk, pointer=at)
    if talk.tool in ("pen", "highlighter"):
        color = HIGHLIGHT if talk.tool == "highlighter" else COLORS[talk.color % len(COLORS)]
        return replace(talk, stroke=Stroke(talk.step, talk.tool, color, (at,), _felt(pressure)), inked=True)
    if talk.tool == "zoom":
        return replace(talk, anchor=at)
    return _erase(talk, at) if talk.tool == "eraser" else talk


def drag(talk: Talk, at: Point, pressure: float | None = None) -> Talk:
    """The mouse moves with the button down, or the pen."""
    talk = replace(talk, pointer=at)
    if talk.stroke is not None:
        last = talk.stroke.points[-1]
        if abs(at[0] - last[0]) + abs(at[1] - last[1]) < STRIDE:
            return talk
        felt = (*talk.stroke.pressures, *_felt(pressure)) if talk.stroke.pressures else ()
        return replace(talk, stroke=replace(talk.stroke, points=(*talk.stroke.points, at), pressures=felt))
    return _erase(talk, at) if talk.tool == "eraser" else talk


def _felt(pressure: float | None) -> tuple[float, ...]:
    return () if pressure is None else (round(pressure, 3),)


def rub(talk: Talk, at: Point) -> Talk:
    """The other end of a pen takes ink away, whatever is in the hand."""
    return _erase(replace(talk, pointer=at, stroke=None), at)


def release(talk: Talk, size: Point) -> Talk:
    """The button goes up: the stroke is drawn, the region is chosen. `size` is the slide's, in points."""
    if talk.stroke is not None:
        page = talk.ink.page(talk.slide)
        return _paged(replace(talk, stroke=None), page.changed((*page.strokes, talk.stroke)))
    if talk.anchor is not None and talk.pointer is not None:
        a, b = talk.anchor, talk.pointer
        talk = replace(talk, anchor=None, tool="", pointer=None)
        width = max(abs(a[0] - b[0]), abs(a[1] - b[1]) * size[0] / size[1])
        middle = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
        if width < LEAST_BOX:
            return zoom_by(talk, 2.0, size, b)
        return replace(talk, view=_box(middle, width, size))
    return talk


# ---------------------------------------------------------------- zooming


def zoom(talk: Talk) -> Talk:
    """Choose a region to enlarge; the whole slide again when one is enlarged."""
    return replace(talk, view=None, tool="") if talk.view is not None else choose(talk, "zoom")


def zoom_by(talk: Talk, factor: float, size: Point, about: Point | None = None) -> Talk:
    """Larger or smaller by a factor around a point: the pointer, or the middle of what is seen."""
    x, y, w, h = talk.view or (0.0, 0.0, *size)
    width = w / factor
    if width >= size[0] * 0.99:
        return replace(talk, view=None)
    width = max(width, size[0] / MOST_ZOOM)
    about = about or talk.pointer or (x + w / 2, y + h / 2)
    share = ((about[0] - x) / w, (about[1] - y) / h)  # this point stays where it is
    height = width * size[1] / size[0]
    return replace(talk, view=_box((about[0] + (0.5 - share[0]) * width, about[1] + (0.5 - share[1]) * height), width, size))


def _box(middle: Point, width: float, size: Point) -> Box:
    """A region of the slide's own proportions around a point, within the slide."""
    width = min(max(width, size[0] / MOST_ZOOM), size[0])
    height = width * size[1] / size[0]
    x = min(max(middle[0] - width / 2, 0.0), size[0] - width)
    y = min(max(middle[1] - height / 2, 0.0), size[1] - height)
    return x, y, width, height


# ---------------------------------------------------------------- ink


def undo(talk: Talk) -> Talk:
    """Take back the last change of this slide's ink."""
    return _paged(talk, talk.ink.page(talk.slide).undone())


def redo(talk: Talk) -> Talk:
    """Make it again."""
    return _paged(talk, talk.ink.page(talk.slide).redone())


def clear(talk: Talk) -> Talk:
    """Take all ink off this slide; undoing brings it back."""
    page = talk.ink.page(talk.slide)
    return _paged(talk, page.changed(())) if page.strokes else talk


def show_ink(talk: Talk) -> Talk:
    """Leave ink unseen, or show it again."""
    return replace(talk, inked=not talk.inked)


def _erase(talk: Talk, at: Point) -> Talk:
    return _paged(talk, talk.ink.page(talk.slide).without(at, talk.step))


def _paged(talk: Talk, page: Page) -> Talk:
    if page is talk.ink.page(talk.slide):
        return talk
    return replace(talk, ink=talk.ink.with_page(talk.slide, page))

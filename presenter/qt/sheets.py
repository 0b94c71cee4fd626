"""Show + Options -> the sheets to be written: a slide on each, several small ones, or one with its notes below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from presenter.export.report import Options
from presenter.layout.show import Show
from presenter.layout.text import set_text
from presenter.problems import UserError
from presenter.qt.cut import cut_to_pages
from presenter.qt.pages import chosen, pages
from presenter.qt.shaper import QtShaper
from presenter.scene import Align, Color, Font, Item, Paragraph, Rect, Run, Scene, Shape

PAPERS = {"a4": (595.28, 841.89), "letter": (612.0, 792.0)}
GRIDS = {1: (1, 1), 2: (1, 2), 3: (1, 3), 4: (2, 2), 6: (2, 3), 9: (3, 3)}  # slides on an upright page: columns, rows
CAPTION = 14.0  # points: of the number below a slide
MARGIN, GAP, LINE = 48.0, 20.0, 24.0  # points: of the page, between slides, of the words at its top and foot
SMALL = 9.0
INK, MUTED, RULE = Color("#1f2933"), Color("#5f6b7a"), Color("#c9d0d8")


@dataclass(frozen=True, eq=False)
class Placed:
    """A scene on a sheet: its corner `at` in points and its scale. `slide` is None for the sheet's own words."""

    scene: Scene
    slide: int | None = None
    step: int | None = None
    at: tuple[float, float] = (0.0, 0.0)
    scale: float = 1.0
    framed: bool = False


@dataclass(frozen=True, eq=False)
class Sheet:
    """A page: its size in points, what stands on it, and what it is called."""

    size: tuple[float, float]
    parts: tuple[Placed, ...]
    label: str = ""


def sheets(show: Show, options: Options) -> Iterator[Sheet]:
    """The sheets that `options` ask for, in order. Raises UserError for a number of slides that no paper is made for."""
    if options.notes:
        yield from _Paper(show, options).notes()
    elif options.handout:
        yield from _Paper(show, options).handout(options.handout)
    else:
        for index, scene, step in pages(show, options):
            label = f"{index + 1}.{step}" if step else str(index + 1)
            yield Sheet(scene.size, (Placed(scene, index, step),), label)


class _Paper:
    """Slides on paper."""

    def __init__(self, show: Show, options: Options) -> None:
        if options.paper not in PAPERS:
            raise UserError(f"there is no paper called {options.paper}", f"there is {', '.join(PAPERS)}")
        self.show = show
        self.slides = chosen(show, options)
        self.size = PAPERS[options.paper]
        self.ratio = show.deck.settings.size[0] / show.deck.settings.size[1]
        self.shaper = QtShaper(show.theme.fonts)
        self.family = show.theme.fonts["body"].name
        first = show.scene(self.slides[0]).title if self.slides else ""
        self.title = show.deck.settings.title or first

    @property
    def room(self) -> Rect:
        """The page without its margins and the words at its top and foot."""
        return Rect(MARGIN, MARGIN, self.size[0] - 2 * MARGIN, self.size[1] - 2 * MARGIN).inset(0, LINE)

    # ------------------------------------------------------------ handouts

    def handout(self, count: int) -> Iterator[Sheet]:
        """So many slides on a page; three leave room to write beside them."""
        if count not in GRIDS:
            raise UserError(f"no handout has {count} slides on a page", f"there are {', '.join(map(str, GRIDS))}")
        self._lay_down(count)
        total = -(-len(self.slides) // count)
        for number in range(total):
            these = self.slides[number * count : (number + 1) * count]
            yield self._handout_page(these, count, number + 1, total)

    def _lay_down(self, count: int) -> None:
        """Turn the page on its side where that makes the slides clearly larger."""
        upright, (w, h) = self._slide_width(count), self.size
        self.size = (h, w)
        if count == 3 or self._slide_width(count) < 1.1 * upright:
            self.size = (w, h)

    def _slide_width(self, count: int) -> float:
        cell = self._cell(count, 0)
        return min(cell.w, (cell.h - CAPTION) * self.ratio)

    def _handout_page(self, these: Sequence[int], count: int, number: int, total: int) -> Sheet:
        parts, words = [], self._frame_words(number, total)
        for place, index in enumerate(these):
            cell = self._cell(count, place)
            slide = self._fitted(index, Rect(cell.x, cell.y, cell.w, cell.h - CAPTION))
            box = _box(slide)
            parts.append(slide)
            words.append(self._line(str(index + 1), Rect(box.x, box.bottom + 2.0, box.w, 12.0), color=MUTED, role="number"))
            if count == 3:
                words += _lines_to_write_on(Rect(cell.right + GAP, box.y, self.room.right - cell.right - GAP, box.h))
        return Sheet(self.size, (*parts, Placed(Scene(self.size, Color("#ffffff"), tuple(words)))), str(number))

    def _cell(self, count: int, place: int) -> Rect:
        columns, rows = GRIDS[count] if self.size[0] < self.size[1] else GRIDS[count][::-1]
        room = replace(self.room, w=self.room.w * 0.54) if count == 3 else self.room
        w, h = (room.w - (columns - 1) * GAP) / columns, (room.h - (rows - 1) * GAP) / rows
        return Rect(room.x + place % columns * (w + GAP), room.y + place // columns * (h + GAP), w, h)

    def _fitted(self, index: int, box: Rect) -> Placed:
        """The slide as large as the box allows, in its middle."""
        scene = self.show.scene(index)
        scale = min(box.w / scene.size[0], box.h / scene.size[1])
        w, h = scene.size[0] * scale, scene.size[1] * scale
        return Placed(scene, index, None, (box.x + (box.w - w) / 2, box.y + (box.h - h) / 2), scale, True)

    # ------------------------------------------------------------ notes pages

    def notes(self) -> Iterator[Sheet]:
        """Each slide above its notes, which go on on further pages where they are long."""
        drafts: list[tuple[int, Placed | None, tuple[Item, ...]]] = []
        for index in self.slides:
            slide = self._fitted(index, replace(self.room, h=self.room.h * 0.42))
            slide = replace(slide, at=(slide.at[0], self.room.y))
            below = _box(slide).bottom + GAP
            items = self.show.notes(index, self.room.w)
            for part, content in enumerate(cut_to_pages(items, self.room.bottom - below, self.room.h)):
                drafts.append((index, None if part else slide, content))
        for number, (index, placed, items) in enumerate(drafts, 1):
            yield self._notes_page(index, placed, items, number, len(drafts))

    def _notes_page(self, index: int, slide: Placed | None, items: tuple[Item, ...], number: int, total: int) -> Sheet:
        words = Scene(self.size, Color("#ffffff"), tuple(self._frame_words(number, total)))
        top = _box(slide).bottom + GAP if slide else self.room.y
        notes = Scene((self.room.w, self.room.h), Color("#ffffff"), items, title="", lang=self.show.deck.settings.lang)
        parts = (*((slide,) if slide else ()), Placed(notes, at=(self.room.x, top)), Placed(words))
        return Sheet(self.size, parts, str(number))

    # ------------------------------------------------------------ words

    def _frame_words(self, number: int, total: int) -> list[Item]:
        """The deck's title at the top, the page at the foot: said once by the document, so decoration here."""
        width = self.size[0] - 2 * MARGIN
        top, foot = Rect(MARGIN, MARGIN - LINE / 2, width, 12.0), Rect(MARGIN, self.size[1] - MARGIN - LINE / 2, width, 12.0)
        said = self.show.deck.settings
        found: list[Item] = [self._line(self.title, top, role="header")]
        if said.author or said.date:
            found.append(self._line(" · ".join(filter(None, (said.author, said.date))), top, "right", MUTED, "header"))
        found.append(self._line(f"{number} / {total}", foot, "right", MUTED, "footer"))
        return found

    def _line(self, words: str, box: Rect, align: Align = "left", color: Color = INK, role: str = "footer") -> Item:
        run = Run(words, Font(self.family, SMALL), color)
        return set_text((Paragraph((run,), align),), box, self.shaper, role=role)


def _box(placed: Placed) -> Rect:
    (x, y), (w, h) = placed.at, placed.scene.size
    return Rect(x, y, w * placed.scale, h * placed.scale)


def _lines_to_write_on(box: Rect) -> list[Item]:
    count = max(1, int(box.h // 24.0))
    return [Shape(Rect(box.x, box.y + (n + 1) * box.h / count, box.w, 0.0), "line", None, RULE, 0.75) for n in range(count)]

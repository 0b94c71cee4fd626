"""Slide + Theme + Page + Shaper + Assets -> Scene. One slide at a time, memoised by value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from presenter import blocks as _blocks
from presenter.layout.agenda import AGENDA, sections_of, titles_of, toc_depth, with_agenda
from presenter.layout.apart import placed_apart, taken_apart, with_paths
from presenter.layout.choose import choose
from presenter.layout.fit import fitted, roomier
from presenter.layout.furniture import furniture
from presenter.layout.legible import faint_words, full_pictures, reads_better_inverted, scrim
from presenter.layout.pictures import ask, backgrounds
from presenter.layout.regions import share_out, squeezed
from presenter.layout.restyle import coloured, meant_for_pictures, seen, set_truly, theme_for
from presenter.layout.room import Room
from presenter.layout.shaper import Assets, Shaper
from presenter.layout.text import glyph_problem
from presenter.layout.underline import under_title
from presenter.memo import Memo
from presenter.model import Deck, Figure, Slide
from presenter.problems import Problem
from presenter.scene import Fill, Group, Image, Item, Picture, Scene, Text
from presenter.theme.model import Theme

RTL = frozenset(("ar", "he", "fa", "ur", "yi", "ps", "sd", "ug", "dv"))  # languages written from the right
KEPT = 500_000  # characters of slides whose scenes are remembered, some 400 slides: more than any strip of thumbnails shows


@dataclass(frozen=True, slots=True)
class Page:
    """What a Scene depends on besides its Slide and Theme: its number (None = not shown), whether it is the first,
    and where its links to other slides lead."""

    number: int | None = None
    total: int = 0
    first: bool = False
    lang: str = ""
    links: tuple[tuple[str, str], ...] = ()
    sections: tuple[str, ...] = ()  # the words of the sections, for a slide with `layout: agenda`


@dataclass
class _Notes:
    """What placers tell while one slide is arranged."""

    problems: list[Problem] = field(default_factory=list)
    pending: bool = False

    def tell(self, problem: Problem) -> None:
        if problem not in self.problems:
            self.problems.append(problem)

    def wait(self) -> None:
        self.pending = True


def arrange(slide: Slide, theme: Theme, page: Page, shaper: Shaper, assets: Assets) -> Scene:
    """Lay out one slide. Never raises for anything an author can write; what is wrong becomes Scene.problems."""
    stay: frozenset[int] = frozenset()
    while True:
        scene, back = _arranged(slide, theme, page, shaper, assets, stay)
        if not back:
            return scene
        stay |= back


def _arranged(
    slide: Slide, theme: Theme, page: Page, shaper: Shaper, assets: Assets, stay: frozenset[int]
) -> tuple[Scene, frozenset[int]]:
    """The Scene, and the placed blocks that cover something in it where they are: they are to `stay` in the flow."""
    look = theme_for(theme, slide.settings, shaper)
    size = look.size
    told = _Notes()
    links = dict(page.links)
    base = Room(
        look,
        next(iter(look.layouts.values())),
        shaper,
        assets,
        lang=page.lang,
        rules=slide.settings.rules,
        link=lambda target: links.get(target, target),
        report=told.tell,
        waits=told.wait,
        height=size[1],
        rtl=page.lang.lower().partition("-")[0] in RTL,
    )
    slide, apart, kept = taken_apart(with_agenda(slide, page.sections), stay)
    choice = choose(slide, look, page.first, _shape_asker(base))
    if choice.problem:
        told.tell(choice.problem)
    layout = look.layouts[choice.name]
    if layout.inverted and look.inverted:
        layout = look.inverted.layouts.get(choice.name, layout)
        look = look if meant_for_pictures(look.inverted) else look.inverted
    grounds = backgrounds(slide, replace(base, theme=look, layout=layout), size)
    pictures = full_pictures(slide, grounds)
    if look.inverted and not coloured(slide.settings) and reads_better_inverted(look, pictures):
        look = look.inverted
        layout = look.layouts.get(choice.name, layout)
    if slide.split:
        layout = squeezed(layout, size, slide.split)
    room = replace(base, theme=look, layout=layout, arrangement=choice.arrangement)
    if "compact" in slide.settings.classes:
        room = replace(room, zoom=0.85)
    fills, footnotes = share_out(slide, layout)
    fills = roomier(with_paths(fills, kept) if apart else fills, room)
    items, scale = fitted(fills, footnotes, room, told.tell)
    below, above, back = placed_apart(apart, room, items) if apart else ((), (), frozenset())
    items = (*under_title(slide, items, room), *below, *items, *above)
    scrims = tuple(d for d in layout.decorations if d.role == "scrim")
    veil = scrim(look, pictures, items, layout.background) if pictures and "no-scrim" not in slide.settings.classes else None
    behind = (*(d for d in layout.decorations if d.role != "scrim"), *grounds, *((veil,) if veil else ()))
    if scrims:
        items = _over_picture(items, (*_veil_of_layout(look, items, layout.background), *scrims))
    items += furniture(slide, layout, room, page)
    _tell_glyphs(items, shaper, told)
    _tell_fonts(look, shaper, told)
    ground = layout.background or look.background
    if not grounds and (problem := faint_words(items, seen(ground, look))):
        told.tell(problem)
    scene = Scene(
        size,
        ground,
        items,
        behind,
        choice.name,
        slide.steps,
        slide.title,
        page.lang,
        tuple(told.problems),
        told.pending,
        choice.why,
        scale,
        tuple(_images((*behind, *items))),
    )
    return scene, back


def _veil_of_layout(theme: Theme, items: tuple[Item, ...], ground: Fill | None) -> tuple[Item, ...]:
    """A veil over the picture that a layout fills the slide with, where running words on it could not be read."""
    width, height = theme.size
    covers = [i for i in items if isinstance(i, Picture) and i.placeholder and i.box.w > 0.95 * width and i.box.h > 0.8 * height]
    words = tuple(i for i in items if isinstance(i, Text) and i.role == "body")
    veil = scrim(theme, covers, words, ground) if covers and words else None
    return (veil,) if veil else ()


def _over_picture(items: tuple[Item, ...], scrims: tuple[Item, ...]) -> tuple[Item, ...]:
    """The picture of the layout first, on it a scrim where words stand, then the words."""
    under = tuple(i for i in items if isinstance(i, Picture) and i.placeholder)
    words = tuple(i for i in items if i not in under)
    return (*under, *(scrims if under and words else ()), *words)


def _shape_asker(room: Room) -> Callable[[Figure], float | None]:
    def shape(figure: Figure) -> float | None:
        answer = ask(figure.images[0], replace(room, report=lambda p: None))
        size = (answer.image.width, answer.image.height) if answer.image else answer.size
        return size[0] / max(size[1], 0.01) if size else None

    return shape


def _images(items: tuple[Item, ...]) -> list[Image]:
    found: list[Image] = []
    for item in items:
        match item:
            case Picture():
                found.append(item.image)
            case Group():
                found += _images(item.items)
            case Text():
                found += [r.inline.image for p in item.paragraphs for r in p.runs if r.inline]
    return found


def _tell_glyphs(items: tuple[Item, ...], shaper: Shaper, told: _Notes) -> None:
    missing: dict[str, None] = {}
    for item in items:
        match item:
            case Group():
                _tell_glyphs(item.items, shaper, told)
            case Text():
                for made in item.paragraphs:
                    if not made.text.isascii():
                        missing.update(dict.fromkeys(shaper.missing(made)))
    if missing:
        told.tell(glyph_problem("".join(missing), 0))


def _tell_fonts(theme: Theme, shaper: Shaper, told: _Notes) -> None:
    for family in dict.fromkeys(theme.fonts.values()):
        if not set_truly(family, shaper):
            hint = f"install {family.package}" if family.package else f"install the font {family.name}, or choose another with fonts:"
            told.tell(Problem("font-missing", f"the font {family.name} is not installed; another stands in for it", hint, line=0))


# ---------------------------------------------------------------- the memo and the show

_scenes: Memo[tuple[Scene, int]] = Memo(KEPT)


def remembered(slide: Slide, theme: Theme, page: Page, shaper: Shaper, assets: Assets) -> Scene:
    """`arrange`, but a Scene known already is given again, unless its pictures have changed meanwhile."""
    key = (slide, theme, page, shaper, assets)
    known = _scenes.peek(key)
    if known and (not known[0].pending or known[1] == assets.version):
        return known[0]
    version = assets.version
    try:
        scene = arrange(slide, theme, page, shaper, assets)
    except Exception as error:  # one slide of a fault of ours: the others are to be seen, and the talk goes on
        from presenter.layout.stand_in import stand_in

        scene = stand_in(slide, theme, page, shaper, assets, error)
    _scenes.keep(key, (scene, version), 800 + len(slide.source))
    return scene


@dataclass(frozen=True, eq=False)
class ArrangedShow:
    """A Deck with everything needed to lay it out; fulfils layout.show.Show."""

    deck: Deck
    theme: Theme
    shaper: Shaper
    assets: Assets
    path: Path | None = None

    def slide(self, index: int) -> Slide:
        """Slide `index` as read."""
        return self.deck.slides[index]

    def page(self, index: int) -> Page:
        """What slide `index` needs to know of its place in the deck."""
        deck, slide = self.deck, self.deck.slides[index]
        number = deck.numbers[index] if index < len(deck.numbers) else None
        targets = {s for s in _targets(slide) if s.startswith("#")}
        links = tuple(sorted((t, f"slide:{n}") for t in targets if (n := deck.find(t)) is not None))
        depth = toc_depth(slide)
        sections = titles_of(deck.slides, depth) if depth else self._sections if slide.settings.layout == AGENDA else ()
        return Page(number, deck.total, index == 0, deck.settings.lang, links, sections)

    @cached_property
    def _sections(self) -> tuple[str, ...]:
        return sections_of(self.deck.slides)

    def scene(self, index: int) -> Scene:
        """Slide `index` laid out; the same Scene while nothing it depends on has changed."""
        return remembered(self.deck.slides[index], self.theme, self.page(index), self.shaper, self.assets)

    def notes(self, index: int, width: float) -> tuple[Item, ...]:
        """The speaker notes of slide `index` set for paper, `width` points wide, from (0, 0) down."""
        from presenter.layout.notes import note_items

        return note_items(self.deck.slides[index].note_blocks, self.theme, self.shaper, self.assets, width, self.deck.settings.lang)


def _targets(slide: Slide) -> list[str]:
    if "(#" not in slide.source and "#" not in slide.source.partition("]: ")[2] and "href" not in slide.source:
        return []
    found: list[str] = []
    _collect(slide.blocks, found)
    return found


def _collect(value: object, found: list[str]) -> None:
    """Every link target anywhere below a block."""
    if isinstance(value, tuple):
        for part in value:
            _collect(part, found)
    elif hasattr(value, "__dataclass_fields__"):
        link = getattr(value, "link", "")
        if isinstance(link, str) and link:
            found.append(link)
        for name in value.__dataclass_fields__:
            child = getattr(value, name)
            if isinstance(child, tuple) or hasattr(child, "__dataclass_fields__"):
                _collect(child, found)


def arrange_show(deck: Deck, theme: Theme, shaper: Shaper, assets: Assets, path: Path | None = None) -> ArrangedShow:
    """The Show of a deck: cheap, slides are laid out when asked for."""
    return ArrangedShow(deck, theme, shaper, assets, path)


assert _blocks.__all__  # importing the room attaches its placers

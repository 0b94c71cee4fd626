"""What one slide of the file is written with: the file it shares, numbers and names of its shapes, its links, its report."""

from __future__ import annotations

import zlib
from collections import Counter
from dataclasses import dataclass, field

from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part

from presenter.export.pptx import styles
from presenter.export.pptx.charts import Charts
from presenter.export.pptx.equations import office_math
from presenter.export.pptx.master import Layout
from presenter.export.pptx.movies import Movies
from presenter.export.pptx.pictures import Media
from presenter.export.pptx.tables import Style
from presenter.export.pptx.text import Place, tooltip
from presenter.export.pptx.timing import Target
from presenter.export.pptx.xml import Palette, language, stable_guid, web_address
from presenter.model import Slide
from presenter.problems import Problem
from presenter.scene import Image, Item, Picture, Scene
from presenter.scene import Media as Film
from presenter.spans import linked_slide
from presenter.theme.model import Theme


@dataclass
class File:
    """What all slides of one file share."""

    theme: Theme
    slides: dict[int, Part]  # index in the deck -> part
    media: Media
    movies: Movies
    lang: str
    count_from: int = 0  # a slide's page number less its place in the file
    morphs: frozenset[int] = frozenset()  # slides that take part in a morph
    logo: Picture | None = None  # what the master shows on every slide
    creation_ids: set[int] = field(default_factory=set)
    charts: Charts | None = None  # made with the first
    table_style: Style | None = None  # what the first table is like

    def creation_id(self, slide: Slide, index: int) -> int:
        """A number that stays a slide's while its id or title does; each slide gets one of its own."""
        name = slide.settings.id or slide.title or f"slide {index}"
        number = zlib.crc32(name.encode("utf-8", "replace")) or 1
        while number in self.creation_ids:
            number = (number + 1) % 2**32 or 1
        self.creation_ids.add(number)
        return number


@dataclass
class Sheet:
    """What is known of a slide while it is written: its numbers, names, links, colours."""

    file: File
    index: int
    position: int  # in the file, from 1
    slide: Slide
    scene: Scene
    part: Part
    layout: Layout
    layout_part: Part
    palette: Palette
    shapes: list[str] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    gaps: list[Target] = field(default_factory=list)  # of drawings over gaps, which only programs without formulas show
    films: list[tuple[Film, int]] = field(default_factory=list)  # with the numbers of their shapes
    native: Counter[str] = field(default_factory=Counter)
    pictures: list[tuple[str, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)  # regions whose placeholder is filled
    names: Counter[str] = field(default_factory=Counter)
    items: dict[str, Item] = field(default_factory=dict)  # what shapes stand for, by their names
    number: int = 1
    unseen: str = ""  # its title, where it shows none
    creation: int = 0  # the slide's own number, the same in every export

    def __post_init__(self) -> None:
        self.creation = self.file.creation_id(self.slide, self.index)

    # ------------------------------------------------------------ names and numbers

    def next_id(self) -> int:
        """The next shape number."""
        self.number += 1
        return self.number

    def named(self, kind: str, item: Item | None = None) -> str:
        """A name for the next shape of a kind, and what it stands for: `Table`, `Table 2`."""
        self.names[kind] += 1
        name = kind if self.names[kind] == 1 else f"{kind} {self.names[kind]}"
        if item is not None:
            self.items[name] = item
        return name

    def identity(self, name: str, more: str = "") -> str:
        """The extension list of a shape: a stable creation id, and `more` extensions."""
        guid = stable_guid(f"{self.creation}:{name}")
        return (
            '<a:extLst><a:ext uri="{FF2B5EF4-FFF2-40B4-BE49-F238E27FC236}"><a16:creationId '
            f'xmlns:a16="http://schemas.microsoft.com/office/drawing/2014/main" id="{guid}"/></a:ext>{more}</a:extLst>'
        )

    # ------------------------------------------------------------ links

    def link(self, url: str, title: str = "", color: str = "") -> str:
        """`a:hlinkClick` for a link, or "" where it leads nowhere."""
        if url.startswith("slide:"):
            return self._slide_link(url, title)
        address = web_address(url)
        if not address:
            return ""
        rid = self.part.relate_to(address, RT.HYPERLINK, is_external=True)
        self.native["link"] += 1
        keep = ""
        if color and "hlink" not in color:
            keep = (
                '<a:extLst><a:ext uri="{A12FA001-AC4F-418D-AE19-62706E023703}"><ahyp:hlinkClr '
                'xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor" val="tx"/></a:ext></a:extLst>'
            )
        return f'<a:hlinkClick r:id="{rid}"{tooltip(title)}>{keep}</a:hlinkClick>'

    def _slide_link(self, url: str, title: str) -> str:
        number = linked_slide(url)
        target = None if number is None else self.file.slides.get(number)
        if target is None:
            return ""
        rid = self.part.relate_to(target, RT.SLIDE)
        self.native["link"] += 1
        return f'<a:hlinkClick r:id="{rid}" action="ppaction://hlinksldjump"{tooltip(title)}/>'

    def place(self, levels: tuple[styles.Level, ...], lang: str = "", number: int | None = None) -> Place:
        """Where text is set on this slide."""
        return Place(self.file.theme, self.palette, levels, language(lang) or self.file.lang, self.link, number, deck=self.file.lang)

    def same_link(self, url: str, title: str = "", color: str = "") -> str:
        """A link that has been counted already."""
        counted = self.native["link"]
        made = self.link(url, title, color)
        self.native["link"] = counted
        return made

    def math(self, image: Image, width: float, display: bool) -> str:
        """A formula as Office Math in this slide's colours, or ""."""
        return office_math(image, width, self.palette, language(self.scene.lang) or self.file.lang, display)

    def enter(self, step: int, number: int) -> None:
        """Shape `number` comes in at `step`."""
        if step > 0:
            self.targets.append(Target(step, number))

"""Show -> a .pptx file: real placeholders, text, tables, pictures, notes, links and steps on the theme's own layouts."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from time import perf_counter

from pptx import Presentation
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.presentation import Presentation as Deck

from presenter.export.pptx import master, notes, package, properties, tables
from presenter.export.pptx.embedding import Embedded, embed, families_in
from presenter.export.pptx.ground import common_logo, decorated, palette_of, shows_decorations
from presenter.export.pptx.master import Layout
from presenter.export.pptx.morphing import taking_part
from presenter.export.pptx.movies import Movies
from presenter.export.pptx.page import Page
from presenter.export.pptx.pictures import Media, Stored, stamp
from presenter.export.pptx.sections import sections_xml
from presenter.export.pptx.sheet import File
from presenter.export.pptx.variants import fitted
from presenter.export.pptx.xml import NAMESPACES, emu, language
from presenter.export.report import Options, Report, SlideReport
from presenter.files import atomic
from presenter.layout.show import Show
from presenter.model import Slide
from presenter.problems import Problem
from presenter.scene import Picture, Scene
from presenter.talk.ink import Strokes

BASE = Path(__file__).parent / "base"
END = b"</p:spTree>"
FIRST_SLIDE = 256  # the least slide id PowerPoint takes


def write(show: Show, path: Path, options: Options) -> Report:
    """Write the show to `path` as PowerPoint, whole or not at all; hidden slides go along, hidden.

    Raises UserError when the world refuses, Cancelled when a person stops it.
    """
    begun = perf_counter()
    wanted = options.slides if options.slides is not None else tuple(range(len(show.deck.slides)))
    with atomic(path) as part, zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as archive:
        reports = _Writer(show, wanted).write(archive, options)
    return Report(str(show.path or ""), "pptx", tuple(reports), perf_counter() - begun)


class _Writer:
    """One file being written: the base package, the theme's master and layouts, then slide after slide."""

    def __init__(self, show: Show, wanted: Sequence[int]) -> None:
        self.show = show
        self.wanted = wanted
        self.presentation: Deck = Presentation(str(BASE))
        self.package = self.presentation.part.package
        self.lang = language(show.deck.settings.lang)
        self.parts: list[Part] = []  # made here, in the order written
        self.layouts: dict[str, tuple[Layout, Part, str]] = {}  # name -> layout, part, relationship of the master
        self.notes = 0
        self.on_master = ""  # what the master shows beside its placeholders
        self.on_layouts: tuple[Picture, Stored] | None = None  # what every layout shows
        self.embeds = False
        self.families: set[str] = set()  # fonts that slides name, where fonts are to go into the file

    def write(self, archive: zipfile.ZipFile, options: Options) -> list[SlideReport]:
        """Everything into the archive."""
        file = self._file()
        self.embeds = options.embed_fonts
        reports = []
        for position, index in enumerate(self.wanted, 1):
            reports.append(self._slide(archive, file, position, index, options.ink(index, None)))
            options.progress(position, len(self.wanted))
        for part in chain(file.media.parts, file.movies.filled()):
            package.write_part(archive, part)
        fonts = self._fonts() if options.embed_fonts else Embedded("", ())
        self._finish(archive, file, fonts.xml)
        return _with_problems(reports, fonts.problems)

    # ------------------------------------------------------------ master and layouts

    def _made(self, name: str, content_type: str, xml: str = "") -> Part:
        part = Part(PackURI(name), content_type, self.package, xml.encode("utf-8"))
        self.parts.append(part)
        return part

    def _file(self) -> File:
        theme, presentation = self.show.theme, self.presentation.part
        theme_part = self._made("/ppt/theme/theme1.xml", CT.OFC_THEME, master.theme_xml(theme, self.lang))
        self.master = self._made("/ppt/slideMasters/slideMaster1.xml", CT.PML_SLIDE_MASTER)
        self.master_id = presentation.relate_to(self.master, RT.SLIDE_MASTER)
        presentation.relate_to(theme_part, RT.THEME)
        media = Media(self.package)
        logo = self._logo(media)
        for name, layout in master.slide_layouts(theme).items():
            self._layout(name, layout)
        self.master.relate_to(theme_part, RT.THEME)
        slides = {i: Part(PackURI(f"/ppt/slides/slide{n}.xml"), CT.PML_SLIDE, self.package) for n, i in enumerate(self.wanted, 1)}
        return File(theme, slides, media, Movies(self.package), self.lang, self._count_from(), taking_part(self.show, self.wanted), logo)

    def _logo(self, media: Media) -> Picture | None:
        """The logo, put on the master once for all slides; None where there is none, or slides differ in theirs."""
        theme = self.show.theme
        logo = common_logo(theme, self.show.scene(self.wanted[0])) if self.wanted and theme.logo else None
        stored = media.store(logo) if logo else None
        if logo is None or stored is None:
            return None
        if decorated(theme, logo.box):  # what the master shows is behind what layouts draw
            self.on_layouts = (logo, stored)
        else:
            self.on_master = stamp(logo, stored, self.master)
        return logo

    def _count_from(self) -> int:
        """By how much page numbers are ahead of the slides' places in the file, where it is one amount for all."""
        numbers = self.show.deck.numbers
        shown = [(n, numbers[i]) for n, i in enumerate(self.wanted, 1) if i < len(numbers)]
        ahead = {number - n for n, number in shown if number is not None}
        return ahead.pop() if len(ahead) == 1 and min(ahead) >= -1 else 0

    def _layout(self, name: str, layout: Layout) -> None:
        """One more layout of the master."""
        n = len(self.layouts) + 1
        part = self._made(f"/ppt/slideLayouts/slideLayout{n}.xml", CT.PML_SLIDE_LAYOUT, layout.xml)
        part.relate_to(self.master, RT.SLIDE_MASTER)
        if self.on_layouts is not None:
            part.blob = part.blob.replace(END, stamp(*self.on_layouts, part).encode("utf-8") + END)
        self.layouts[name] = (layout, part, self.master.relate_to(part, RT.SLIDE_LAYOUT))

    def _layout_for(self, index: int) -> tuple[Scene, Layout, Part, str]:
        """A slide's scene with placeholders for all its texts; its layout, or the variant that it asks for; its title if out of sight."""
        scene = self.show.scene(index)
        name = scene.layout if scene.layout in self.layouts else next(iter(self.layouts))
        layout, part, _ = self.layouts[name]
        scene, variant, unseen = fitted(scene, layout, not shows_decorations(scene, layout), self._after(index))
        if variant.suffix:
            known = f"{name}{variant.suffix}"
            if known not in self.layouts:
                self._layout(known, master.varied(self.show.theme, name, variant.applied))
            layout, part, _ = self.layouts[known]
        return scene, layout, part, unseen

    def _after(self, index: int) -> str:
        """What a slide without any words is called: the title before it, and how many slides it stands behind that."""
        before = next((n for n in range(index - 1, -1, -1) if self.show.slide(n).title), None)
        if before is not None:
            return f"{self.show.slide(before).title} ({index - before + 1})"
        name = self.show.deck.settings.title or (self.show.path.stem if self.show.path else "")
        return f"{name} ({index + 1})" if name and index else name

    # ------------------------------------------------------------ slides

    def _slide(self, archive: zipfile.ZipFile, file: File, position: int, index: int, ink: Strokes) -> SlideReport:
        slide, (scene, layout, layout_part, unseen) = self.show.slide(index), self._layout_for(index)
        part = file.slides[index]
        page = Page(file, index, position, slide, scene, part, layout, layout_part, palette_of(scene, layout))
        page.unseen = unseen
        xml = page.xml(ink)
        if self.embeds:
            self.families |= families_in(xml)
        part.blob = xml.encode("utf-8")
        if slide.notes.strip():
            self._notes(archive, part, slide, position)
            page.native["notes"] += 1
        package.write_part(archive, part)
        part.blob = b""  # written; a long deck need not stay in memory
        self.parts.append(part)
        return page.report()

    def _notes(self, archive: zipfile.ZipFile, part: Part, slide: Slide, position: int) -> None:
        self.notes += 1
        page = Part(PackURI(f"/ppt/notesSlides/notesSlide{position}.xml"), CT.PML_NOTES_SLIDE, self.package)
        page.blob = notes.notes_xml(slide, self.lang).encode("utf-8")
        page.relate_to(self.presentation.part.part_related_by(RT.NOTES_MASTER), RT.NOTES_MASTER)
        page.relate_to(part, RT.SLIDE)
        part.relate_to(page, RT.NOTES_SLIDE)
        package.write_part(archive, page)
        page.blob = b""
        self.parts.append(page)

    # ------------------------------------------------------------ the rest

    def _fonts(self) -> Embedded:
        """The theme's fonts and those that slides name, in the file."""
        known = {family.name for family in self.show.theme.fonts.values()}
        return embed(known | self.families, self.presentation.part, self.package)

    def _finish(self, archive: zipfile.ZipFile, file: File, fonts: str) -> None:
        self._presentation(file, fonts)
        title = next((t for i in self.wanted[:1] if (t := self.show.slide(i).title)), "")
        properties.set_core(self.presentation, self.show, title)
        w, h = self.show.deck.settings.size
        hidden = sum(self.show.slide(i).settings.hidden for i in self.wanted)
        pixels = [*file.media.parts, *file.movies.parts]
        base = [p for p in package.reachable(self.package._rels) if p not in self.parts and p not in pixels]
        app = next(p for p in base if p.partname == "/docProps/app.xml")
        app.blob = properties.app_xml(len(self.wanted), self.notes, hidden, w / h > 1.5).encode("utf-8")
        if file.table_style is not None:
            looks = next(p for p in base if p.partname == "/ppt/tableStyles.xml")
            looks.blob = tables.styles_xml(file.table_style, self.show.theme.title or self.show.theme.name).encode("utf-8")
        for part in base:
            package.write_part(archive, part)
        made = [p for p in self.parts if not package.written(archive, p)]
        for part in made:
            package.write_part(archive, part)
        package.write_index(archive, self.package, [*base, *self.parts, *pixels])

    def _presentation(self, file: File, fonts: str) -> None:
        """Slides, size, fonts and sections into the presentation part, layouts into the master."""
        layouts = ((2_147_483_648 + n, rid) for n, (_, _, rid) in enumerate(self.layouts.values(), 1))
        self.master.blob = master.master_xml(self.show.theme, tuple(layouts), self.on_master).encode("utf-8")
        part = self.presentation.part
        ids = [(FIRST_SLIDE + n, package.relate(part, file.slides[i], RT.SLIDE)) for n, i in enumerate(self.wanted)]
        slides = "".join(f'<p:sldId id="{n}" r:id="{rid}"/>' for n, rid in ids)
        w, h = self.show.deck.settings.size
        root = part._element
        size = root.find(f"{{{root.nsmap['p']}}}sldSz")
        if fonts:
            root.set("embedTrueTypeFonts", "1")
            del root.attrib["saveSubsetFonts"]  # all of each font, to go on writing with
        if file.count_from:
            root.set("firstSlideNum", str(1 + file.count_from))
        size.set("cx", str(emu(w)))
        size.set("cy", str(emu(h)))
        head = f'<p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="{self.master_id}"/></p:sldMasterIdLst>'
        listed = f"<p:sldIdLst>{slides}</p:sldIdLst>" if slides else ""
        extra = sections_xml([self.show.slide(i).settings.section for i in self.wanted], FIRST_SLIDE)
        wrapped = f"<p:x {NAMESPACES}>{head}{listed}{fonts}{master.default_text_style(self.show.theme)}{extra}</p:x>"
        new = list(parse_xml(wrapped))
        root.insert(0, new[0])
        if slides:
            root.insert(2, new[1])
        for element in new[2 if slides else 1 :]:
            root.append(element)


def _with_problems(reports: list[SlideReport], problems: tuple[Problem, ...]) -> list[SlideReport]:
    """What concerns the whole file is told with its first slide."""
    return [replace(reports[0], problems=(*reports[0].problems, *problems)), *reports[1:]] if reports and problems else reports

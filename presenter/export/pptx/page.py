"""Scene -> one slide of the file: its XML, its relationships, and the report of what went out how."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from presenter.export.pixels import BAKED
from presenter.export.pptx import films, lists, styles, tables, tall, wrap
from presenter.export.pptx.boxes import aligned, body_properties, name_of, offset_in, same, seated
from presenter.export.pptx.charts import Charts, frame_xml
from presenter.export.pptx.diagram import Diagram
from presenter.export.pptx.drawing import drawn
from presenter.export.pptx.equations import display_xml, either, in_line
from presenter.export.pptx.ground import ground_of, on_master
from presenter.export.pptx.ink import ink_xml
from presenter.export.pptx.master import DECORATIVE, ROOT, Slot, background_xml
from presenter.export.pptx.morphing import paired
from presenter.export.pptx.pictures import blip_xml, picture_xml
from presenter.export.pptx.shadow import shadow_xml
from presenter.export.pptx.shapes import geometry, shape_xml
from presenter.export.pptx.sheet import Sheet
from presenter.export.pptx.tables import table_xml
from presenter.export.pptx.text import paragraphs
from presenter.export.pptx.timing import Target, dimmings, timing, transition
from presenter.export.pptx.variants import UNSEEN, only_pictures, unseen_title, visible
from presenter.export.pptx.xml import HEAD, NAMESPACES, attribute, clr_map, group_xfrm, language, xfrm
from presenter.export.report import SlideReport
from presenter.parse.tree import written_ids
from presenter.problems import Problem
from presenter.scene import ChartData, Group, Inline, Item, Picture, Rect, Run, Shape, TableGrid, Text
from presenter.talk.ink import Stroke


@dataclass
class Page(Sheet):
    """One slide while it is being written."""

    # ------------------------------------------------------------ items

    def add_all(self, items: Iterable[Item], step: int = 0) -> None:
        """Every item in order; `step` is when what they stand in enters."""
        for item in items:
            self.add(item, step)

    def add(self, item: Item, step: int = 0) -> None:
        """One item as PowerPoint's own where it has one."""
        step = max(step, item.step)
        match item:
            case Text():
                self.add_text(item, step)
            case Shape():
                self.add_shape(item, step)
            case Picture():
                self.add_picture(item, step)
            case Group(role="table", native=TableGrid() as grid) if grid.columns and grid.rows:
                self.add_table(item, grid, step)
            case Group(role="chart", native=ChartData() as data):
                self.add_chart(item, data, step)
            case Group(role="media"):  # without the mark: PowerPoint shows its own
                self.add_all((i for i in item.items if isinstance(i, Picture)), step)
            case Group(role="code"):
                self.add_code(item, step)
            case Group():
                self.add_all(item.items, step)

    # ------------------------------------------------------------ text

    def slot_for(self, text: Text) -> Slot | None:
        """The placeholder a text fills, once a slide."""
        slot = self.layout.slots.get(text.placeholder) if text.placeholder else None
        if slot is None or text.placeholder in self.taken or slot.kind == "picture":
            return None
        self.taken.add(text.placeholder)
        return slot

    def add_text(self, text: Text, step: int = 0, panel: Shape | None = None) -> None:
        """A text in its placeholder, on its panel, or in a box of its own; none where there is nothing to be seen of it."""
        if panel is None and not visible(text):
            return
        if panel is None and only_pictures(text):  # a box with nothing in it but gaps would ask to be written in
            self._inlines(text, step)
            return
        given = wrap.glued(lists.apart(text))
        text = tall.settled(given) if panel is not None else seated(tall.settled(given))
        slot = self.slot_for(text) if panel is None else None
        number, name = self.next_id(), self.named(name_of(text, slot), text)
        fit = wrap.fit(text)
        box = aligned(text, fit.width)
        counted = self.position + self.file.count_from if slot and slot.kind == "number" else None
        place = self.place(self._levels(slot), text.lang or self.scene.lang, counted)
        equations = self._equations((given,), slot)
        outer, self.shapes = self.shapes, []
        self.shapes.append(self._text_shape(text, panel, slot, number, name, box, paragraphs(text, place, fit)))
        self._text_steps(text, step, number)
        self._count(text, slot)
        steps = len(self.targets)
        self._inlines(text, step, not equations)
        if equations:
            self._over_gaps(steps)
            words = paragraphs(given, replace(place, equations=equations, link=self.same_link), wrap.fit(given))
            math = self._text_shape(given, panel, slot, number, name, box, words)
            self.shapes = [either(math, "".join(self.shapes))]
            self.native["formula"] += len(equations)
        self.shapes = outer + self.shapes

    def _over_gaps(self, steps: int) -> None:
        """What was told to come in after the first `steps` stands over gaps, where PowerPoint has the formulas themselves."""
        self.gaps += self.targets[steps:]
        del self.targets[steps:]

    def _equations(self, texts: Iterable[Text], slot: Slot | None = None) -> dict[int, str]:
        """The formulas in texts' lines as Office Math, by the id of their run: all of them or none."""
        runs = [run for text in texts for p in text.paragraphs for run in p.runs if run.inline is not None]
        if slot is not None and slot.kind in ("footer", "number", "date"):
            return {}
        found = {}
        for run in runs:
            assert run.inline is not None
            math = self.math(run.inline.image, run.inline.width, False) if run.inline.tex and not run.link else ""
            if not math:
                return {}
            found[id(run)] = in_line(math)
        return found

    def _levels(self, slot: Slot | None) -> tuple[styles.Level, ...]:
        """What text inherits; LibreOffice does not ask the layout how a footer looks."""
        if slot is None:
            return (styles.box_level(self.file.theme, self.palette),) * styles.LEVELS
        return (styles.NOTHING,) * styles.LEVELS if slot.kind in ("footer", "number", "date") else slot.levels

    def _text_shape(self, text: Text, panel: Shape | None, slot: Slot | None, number: int, name: str, box: Rect, words: str) -> str:
        described = f' descr="{attribute(text.alt)}"' if text.alt else ""
        ident = self.identity(name)
        c_nv = '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>' if slot else "<p:cNvSpPr/>" if panel else '<p:cNvSpPr txBox="1"/>'
        ph = f"<p:nvPr><p:ph{slot.ph}/></p:nvPr>" if slot else "<p:nvPr/>"
        return (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{attribute(name)}"{described}>{ident}</p:cNvPr>{c_nv}{ph}</p:nvSpPr>'
            f"<p:spPr>{self._text_look(text, panel, slot, box)}</p:spPr>"
            f"<p:txBody>{body_properties(text, panel, slot, box)}<a:lstStyle/>{words}</p:txBody></p:sp>"
        )

    def _text_look(self, text: Text, panel: Shape | None, slot: Slot | None, box: Rect) -> str:
        """Where the text is and what its ground is; nothing where the layout says it."""
        if panel is not None:
            return geometry(panel) + self.palette.fill(panel.fill) + self.palette.line(panel.stroke, panel.stroke_width)
        fill = self.palette.fill(text.fill) if text.fill is not None else ""
        if slot is None:
            return f'{xfrm(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill or "<a:noFill/>"}'
        return ("" if same(box, slot.box) else xfrm(box)) + fill

    def _text_steps(self, text: Text, step: int, number: int) -> None:
        """The whole text enters at once, or paragraph by paragraph; lines of a listing stand back."""
        back = tuple(dimmings(number, text.paragraphs, any(max(step, p.step) for p in text.paragraphs)))
        self.native["code steps"] += bool(back) and text.role == "code"
        self.targets += back
        steps = [(n, max(step, p.step)) for n, p in enumerate(text.paragraphs) if p.text] or [(0, max(step, text.step))]
        if len({s for _, s in steps}) <= 1:
            if steps and steps[0][1]:
                self.targets.append(Target(steps[0][1], number, None, True))
            return
        self.targets += [Target(s, number, n, True) for n, s in steps]

    def _count(self, text: Text, slot: Slot | None) -> None:
        kind = slot.kind if slot else text.role
        listed = any(p.bullet for p in text.paragraphs)
        self.native["list" if listed and kind not in ("title", "code") else "text" if kind == "body" else kind] += 1

    def _inlines(self, text: Text, step: int, told: bool = True) -> None:
        """Pictures set in lines of text stand over the gaps that were left for them; `told`: in the report."""
        reported = len(self.pictures)
        for line in text.lines:
            p = text.paragraphs[line.paragraph]
            offset = 0
            places = iter(line.inlines)
            for run in p.runs:
                if run.inline is not None and line.start <= offset < line.end:
                    x = next(places, None)
                    x = line.x + offset_in(line, p.runs, offset) if x is None else x
                    self._inline(text, run.inline, text.box.x + x, text.box.y + line.baseline, max(step, p.step), run)
                offset += len(run.text)
        del self.pictures[reported if not told else len(self.pictures) :]

    def _inline(self, text: Text, inline: Inline, x: float, baseline: float, step: int, run: Run) -> None:
        box = Rect(x, baseline - (inline.height - inline.depth), inline.width, inline.height)
        role = "formula" if inline.tex else "picture"
        picture = Picture(box, inline.image, alt=inline.alt, role=role, source=inline.tex, link=run.link, path=text.path)
        self.add_picture(picture, step, own=False)

    # ------------------------------------------------------------ the other kinds

    def add_shape(self, shape: Shape, step: int = 0) -> None:
        """A drawn form; one that says nothing is marked as decoration."""
        number, name = self.next_id(), self.named("Decoration" if shape.role == "decoration" and not shape.alt else "Shape")
        more = "" if shape.alt else _decorative()
        self.shapes.append(shape_xml(shape, number, name, self.palette, self.identity(name, more)))
        self.enter(step, number)

    def add_code(self, group: Group, step: int = 0) -> None:
        """A listing: its code stands in its panel, what else it has (title, line numbers) beside it."""
        panel = next((i for i in group.items if isinstance(i, Shape) and i.kind in ("rect", "round")), None)
        code = next((i for i in group.items if isinstance(i, Text) and i.role == "code"), None)
        if panel is None or code is None or code.step != panel.step:
            self.add_all(group.items, step)
            return
        before = [i for i in group.items if i is not panel and i is not code]
        self.add_text(replace(code, alt=code.alt or group.alt), max(step, code.step), panel)
        self.add_all(before, step)

    def add_chart(self, group: Group, data: ChartData, step: int = 0) -> None:
        """A real chart with its workbook."""
        self.file.charts = self.file.charts or Charts(self.part.package)
        number, name = self.next_id(), self.named("Chart", group)
        lang = language(group.lang or self.scene.lang) or self.file.lang
        rid = self.file.charts.add(self.part, group, data, self.file.theme, self.palette, lang)
        self.shapes.append(frame_xml(group, rid, number, name, self.identity(name)))
        self.enter(step, number)
        self.native["chart"] += 1

    def add_table(self, group: Group, grid: TableGrid, step: int = 0) -> None:
        """A real table."""
        number, name = self.next_id(), self.named("Table", group)
        place = self.place((styles.box_level(self.file.theme, self.palette),) * styles.LEVELS, group.lang or self.scene.lang)
        equations = self._equations(cell.text for cell in grid.cells)
        style = self._table_style(grid)
        outer, self.shapes = self.shapes, [table_xml(group, grid, number, name, place, self.identity(name), style)]
        self.enter(step, number)
        self.native["table"] += 1
        steps = len(self.targets)
        for cell in grid.cells:
            self._inlines(cell.text, step, not equations)
        if equations:
            self._over_gaps(steps)
            place = replace(place, equations=equations, link=self.same_link)
            math = table_xml(group, grid, number, name, place, self.identity(name), style)
            self.shapes = [either(math, "".join(self.shapes))]
            self.native["formula"] += len(equations)
        self.shapes = outer + self.shapes

    def _table_style(self, grid: TableGrid) -> tables.Style | None:
        """The file's table style if the table follows it; the first table on ordinary ground says what it is."""
        style = tables.style_of(grid, self.palette)
        if self.file.table_style is None and self.palette.dark == self.file.theme.dark:
            self.file.table_style = style
        return style if style == self.file.table_style else None

    def add_picture(self, picture: Picture, step: int = 0, own: bool = True) -> None:
        """A picture with its words; one that cannot be read leaves a Problem. Diagrams are drawn with PowerPoint's own forms."""
        if picture.role == "diagram" and not picture.link and self._add_drawing(picture, step):
            return
        if on_master(picture, self.file.logo, self.scene):
            self.native["logo"] += 1
            return
        stored = self.file.media.store(picture)
        if stored is None:
            self._cannot_read(picture)
            return
        if picture.media is not None and films.add(self, picture, picture.media, stored, step):
            return
        number, kind = self.next_id(), picture.role
        name = self.named({"picture": "Picture", "formula": "Formula", "diagram": "Diagram", "logo": "Logo"}.get(kind, "Picture"), picture)
        pixels = self.part.relate_to(stored.pixels, RT.IMAGE)
        drawing = self.part.relate_to(stored.drawing, RT.IMAGE) if stored.drawing else ""
        inside = (self.link(picture.link, "") if picture.link else "") + self.identity(name, "" if picture.alt else _decorative())
        parts = (inside, self._picture_slot(picture), shadow_xml(picture, self.palette))
        shape = picture_xml(picture, number, name, blip_xml(picture, pixels, drawing), parts)
        math = self.math(picture.image, picture.box.w, True) if kind == "formula" and own and not picture.link else ""
        self.shapes.append(either(display_xml(picture, math, number, name, self.identity(name)), shape) if math else shape)
        self.enter(step, number)
        self.native["formula"] += bool(math)
        if not math:
            self._report_picture(picture)

    def _add_drawing(self, picture: Picture, step: int) -> bool:
        """A drawing as a group of forms and words, if it is simple enough."""
        parts = drawn(picture, {color: slot for slot, color in reversed(self.palette.scheme)})
        if not parts:
            return False
        number, name = self.next_id(), self.named("Diagram", picture)
        diagram = Diagram(parts, self)
        described = f' descr="{attribute(picture.alt)}"' if picture.alt else ""
        frame = group_xfrm(picture.box)
        self.shapes.append(
            f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="{number}" name="{attribute(name)}"{described}>{self.identity(name)}</p:cNvPr>'
            f"<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr>{frame}</p:grpSpPr>{diagram.xml()}</p:grpSp>"
        )
        self.enter(step, number)
        self.native["diagram"] += 1
        self.native["connector"] += diagram.joined
        return True

    def _picture_slot(self, picture: Picture) -> str:
        slot = self.layout.slots.get(picture.placeholder) if picture.placeholder else None
        if slot is None or slot.kind != "picture" or picture.placeholder in self.taken:
            return ""
        self.taken.add(picture.placeholder)
        return f"<p:ph{slot.ph}/>"

    def _report_picture(self, picture: Picture) -> None:
        why = {
            "formula": "formulas go out as a drawing",
            "diagram": "diagrams go out as a drawing",
        }.get(picture.role, "")
        baked = [name for name, _ in picture.filters if name in BAKED]
        if baked:
            why = f"{baked[0]} is drawn into the pixels"
        self.native["picture"] += not why
        if why:
            self.pictures.append((picture.role, why))

    def add_ink(self, strokes: Iterable[Stroke]) -> None:
        """What was drawn on the slide, on top of everything, in the order it was drawn."""
        for stroke in strokes:
            number, name = self.next_id(), self.named("Ink")
            self.shapes.append(ink_xml(stroke, number, name, self.identity(name)))
            self.enter(stroke.step, number)
            self.native["ink"] += 1

    # ------------------------------------------------------------ the whole slide

    def _cannot_read(self, picture: Picture) -> None:
        self.problems.append(Problem("picture-unreadable", f"the picture {picture.image.file.name} could not be read", "save it again"))

    def background(self) -> str:
        """`p:bg` where the slide's ground is not its layout's; a picture that fills the slide becomes it."""
        full = ground_of(self.scene)
        stored = self.file.media.ground(full) if full is not None else None
        if full is not None and stored is None:
            self._cannot_read(full)
        if full is not None and stored is not None:
            blip = f'<a:blip r:embed="{self.part.relate_to(stored.pixels, RT.IMAGE)}"/>'
            fill = f'<a:blipFill dpi="0" rotWithShape="1">{blip}<a:stretch><a:fillRect/></a:stretch></a:blipFill>'
            self.native["picture"] += 1
            return f"<p:bg><p:bgPr>{fill}<a:effectLst/></p:bgPr></p:bg>"
        if self.scene.background == self.layout.background and self.palette == self.layout.palette:
            return ""
        return background_xml(self.scene.background, self.palette)

    def behind(self) -> list[Item]:
        """What stands behind the slide and is neither its layout's nor its ground."""
        known = set(self.layout.decorations)
        ground = ground_of(self.scene)
        return [i for i in self.scene.behind if i is not ground and not (isinstance(i, Shape) and i in known)]

    def _name_unseen(self) -> None:
        """A title out of sight where the layout has one."""
        if slot := self.layout.slots.get(UNSEEN):
            name, lang = self.named("Hidden Title"), language(self.scene.lang) or self.file.lang
            self.shapes.append(unseen_title(slot, self.unseen, self.next_id(), lang, self.identity(name)))

    def xml(self, ink: Iterable[Stroke] = ()) -> str:
        """The slide, with what was drawn on it; fills the report on the way."""
        self.part.relate_to(self.layout_part, RT.SLIDE_LAYOUT)
        ground = self.background()
        self._name_unseen()
        self.add_all(self.behind())
        self.add_all(self.scene.items)
        self.add_ink(ink)
        shapes = "".join(self.shapes)
        if self.index in self.file.morphs:
            shapes = paired(shapes, self.items, written_ids(self.slide.blocks))
        settings = self.slide.settings
        flags = ' show="0"' if settings.hidden else ""
        mapping = "<a:masterClrMapping/>" if self.palette == self.layout.palette else clr_map(self.palette.dark, "a:overrideClrMapping")
        change = transition(settings.transition or self.file.theme.transition, settings.transition_time, settings.advance)
        identity = (
            '<p:extLst><p:ext uri="{BB962C8B-B14F-4D97-AF65-F5344CB8AC3E}"><p14:creationId '
            f'xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main" val="{self.creation}"/></p:ext></p:extLst>'
        )
        return (
            f"{HEAD}<p:sld {NAMESPACES}{flags}><p:cSld>{ground}<p:spTree>{ROOT}{shapes}</p:spTree>{identity}</p:cSld>"
            f"<p:clrMapOvr>{mapping}</p:clrMapOvr>{change}{self._timing()}</p:sld>"
        )

    def _timing(self) -> str:
        """What comes in when; for programs that have formulas as drawings, those too."""
        moves = timing(self.targets, self.films)
        if not self.gaps:
            return moves
        return either(moves, timing([*self.targets, *self.gaps], self.films, first=moves.count("<p:cTn ") + 1))

    def report(self) -> SlideReport:
        """What went out how."""
        return SlideReport(self.index + 1, self.slide.title, dict(self.native), tuple(self.pictures), tuple(self.problems))


def _decorative() -> str:
    return DECORATIVE.removeprefix("<a:extLst>").removesuffix("</a:extLst>")

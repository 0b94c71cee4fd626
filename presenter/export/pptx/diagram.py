"""The parts of a drawn diagram -> shapes with their words in them, and connectors that hold on to them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from presenter.export.pptx import styles
from presenter.export.pptx.drawing import Drawn, Edge
from presenter.export.pptx.equations import either
from presenter.export.pptx.forms import Form, form_of
from presenter.export.pptx.shapes import geometry, shape_xml
from presenter.export.pptx.sheet import Sheet
from presenter.export.pptx.text import paragraphs
from presenter.export.pptx.wrap import BREAK, breadth
from presenter.export.pptx.xml import attribute, emu, group_xfrm
from presenter.scene import Line, Paragraph, Rect, Shape, Text

HOLD = 6.0  # points between the end of a line as drawn and the place it holds on to
HEADS = ((3.7, "sm"), (5.5, "med"), (9.1, "lg"))  # how long PowerPoint's arrow heads are on thin lines, in points
THIN = 2.0  # points: thinner lines have the heads of this one


@dataclass
class Box:
    """A node's forms and words; `form` is the one that connectors hold on to, under the number `number`."""

    name: str
    forms: list[Drawn]
    texts: list[Text]
    form: Form
    number: int


@dataclass
class Rope:
    """A participant's life line, and how far down messages leave it or arrive."""

    name: str
    part: Drawn
    shape: Shape
    number: int
    heights: list[float]

    @property
    def x(self) -> float:
        """Where it hangs."""
        return self.shape.box.x + self.shape.box.w / 2


class Diagram:
    """One diagram being written; `joined` counts its connectors."""

    def __init__(self, parts: Sequence[Drawn], sheet: Sheet) -> None:
        self.parts = parts
        self.sheet = sheet
        self.joined = 0
        self.boxes = {box.name: box for box in _boxes(parts, sheet)}
        self.ropes = {rope.name: rope for rope in _ropes(parts, sheet)}
        self.done: set[str] = set()

    def xml(self) -> str:
        """Everything in the diagram's group, in the order it is drawn; what belongs together once, where it is first met."""
        return "".join(self._part(part) for part in self.parts)

    def _part(self, part: Drawn) -> str:
        key = part.node or part.line or (part.edge.name if part.edge else "")
        if not key:
            return self._loose(part)
        if part.edge is None:
            key = _person(key) if _person(key) in self.ropes else key
        if f"{part.edge is None}{key}" in self.done:
            return ""
        self.done.add(f"{part.edge is None}{key}")
        if part.edge is not None:
            return self._edge(part.edge, [p for p in self.parts if p.edge and p.edge.name == key])
        return self._participant(self.ropes[key]) if key in self.ropes else self._box(self.boxes[key])

    # ------------------------------------------------------------ single forms and words

    def _loose(self, part: Drawn) -> str:
        """A form or a line of words that belongs to nothing."""
        number, item = self.sheet.next_id(), part.item
        if isinstance(item, Text):
            return self._words(item, number, self.sheet.named("Label"))
        name = self.sheet.named("Line" if item.kind == "line" else "Form")
        return self._lined(shape_xml(item, number, name, self.sheet.palette, self.sheet.identity(name)), part)

    def _lined(self, xml: str, part: Drawn, more: str = "") -> str:
        """A shape's XML with its outline dashed and headed as drawn."""
        item = part.item
        dash = f"<a:custDash>{part.dash}</a:custDash>" if part.dash and isinstance(item, Shape) and item.stroke else ""
        return xml.replace("</a:ln>", f"{dash}{more}</a:ln>") if dash or more else xml

    def _place(self, text: Text) -> str:
        levels = (styles.box_level(self.sheet.file.theme, self.sheet.palette),) * styles.LEVELS
        return paragraphs(text, self.sheet.place(levels, self.sheet.scene.lang))

    def _words(self, text: Text, number: int, name: str) -> str:
        """Words on nothing."""
        body = '<a:bodyPr vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" anchor="t"><a:noAutofit/></a:bodyPr>'
        return (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{attribute(name)}">{self.sheet.identity(name)}</p:cNvPr>'
            f'<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr>{geometry(Shape(text.box))}<a:noFill/></p:spPr>'
            f"<p:txBody>{body}<a:lstStyle/>{self._place(text)}</p:txBody></p:sp>"
        )

    # ------------------------------------------------------------ boxes

    def _box(self, box: Box) -> str:
        """A node: one shape with its words in it where it is that simple, else a group of what it is drawn with."""
        whole, texts = _joined(box.texts), []
        if whole is None and len(box.texts) > 1:  # a class: its name stands in its box, what it has in lists on it
            whole, texts = _joined(box.texts[:1]), _lists(box.texts[1:])
        host = next((n for n in reversed(range(len(box.forms))) if whole and _holds(box.forms[n], whole)), None)
        texts = texts if host is not None else _lists(box.texts)
        name = self.sheet.named(f"Box {box.name}")
        single = len(box.forms) == 1 and not texts
        made = [self._form(part, box, whole if n == host else None, name if single else "") for n, part in enumerate(box.forms)]
        made += [self._words(text, self.sheet.next_id(), self.sheet.named("Label")) for text in texts]
        return "".join(made) if single else self._group(made, box.forms, name)

    def _form(self, part: Drawn, box: Box, words: Text | None, name: str) -> str:
        assert isinstance(part.item, Shape)
        if part.item.kind == "line":
            return self._loose(part)
        held = part.item is box.form.shape
        form = box.form if held else form_of(part.item)
        number = box.number if held else self.sheet.next_id()
        name = name or self.sheet.named("Heading" if words else "Form")
        shape, palette = form.shape, self.sheet.palette
        look = form.xml() + palette.fill(shape.fill) + palette.line(shape.stroke, shape.stroke_width)
        text = f"<p:txBody>{_body(form, words)}<a:lstStyle/>{self._place(words)}</p:txBody>" if words else ""
        xml = (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{attribute(name)}">{self.sheet.identity(name)}</p:cNvPr>'
            f"<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{look}</p:spPr>{text}</p:sp>"
        )
        return self._lined(xml, part)

    def _group(self, made: Iterable[str], forms: Iterable[Drawn], name: str) -> str:
        number, frame = self.sheet.next_id(), group_xfrm(_around(part.item.box for part in forms))
        head = f'<p:cNvPr id="{number}" name="{attribute(name)}">{self.sheet.identity(name)}</p:cNvPr>'
        return f"<p:grpSp><p:nvGrpSpPr>{head}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr>{frame}</p:grpSpPr>{''.join(made)}</p:grpSp>"

    def _participant(self, rope: Rope) -> str:
        """A participant's two boxes and its life line: one group, so that it is moved as one."""
        name = f"{rope.name} line"
        sites = [(rope.x, y) for y in rope.heights]
        shape, palette = rope.shape, self.sheet.palette
        head = f'<p:cNvPr id="{rope.number}" name="{attribute(name)}">{self.sheet.identity(name)}</p:cNvPr>'
        look = f"{geometry(shape, sites)}{palette.fill(shape.fill)}{palette.line(None, 0)}"
        line = f"<p:sp><p:nvSpPr>{head}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{look}</p:spPr></p:sp>"
        boxes = [box for end in ("bottom", "top") if (box := self.boxes.get(f"{rope.name} {end}"))]
        forms = [rope.part, *(part for box in boxes for part in box.forms)]
        return self._group([line, *(self._box(box) for box in boxes)], forms, self.sheet.named(f"Participant {rope.name}"))

    # ------------------------------------------------------------ connectors

    def _edge(self, edge: Edge, parts: Sequence[Drawn]) -> str:
        """A connector that holds on at both ends, or the line and its arrow heads as they are drawn."""
        line = next((p for p in parts if not p.head and isinstance(p.item, Shape)), None)
        heads = [p for p in parts if p.head]
        held = self._ropes_of(edge) if edge.way == "message" else self._boxes_of(edge)
        if line is None or held is None or any(len(head.head.split()) < 2 for head in heads):
            return "".join(self._loose(part) for part in parts)
        glue, start, end = held
        number, name = self.sheet.next_id(), self.sheet.named(f"Connector {edge.source}-{edge.target}")
        self.joined += 1
        assert isinstance(line.item, Shape)
        sides = ("start", "end")
        if edge.way == "loop-back":  # PowerPoint's begins at a side, wherever its arrow head is
            sides, start, end = ("end", "start"), end, start
        ends = "".join(_end(tag, side, heads, line.item.stroke_width) for tag, side in zip(("a:headEnd", "a:tailEnd"), sides, strict=True))
        look = _run(edge, start, end) + self.sheet.palette.line(line.item.stroke, line.item.stroke_width)

        def made(glued: str) -> str:
            xml = (
                f'<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="{number}" name="{attribute(name)}">{self.sheet.identity(name)}</p:cNvPr>'
                f"<p:cNvCxnSpPr>{glued}</p:cNvCxnSpPr><p:nvPr/></p:nvCxnSpPr><p:spPr>{look}</p:spPr></p:cxnSp>"
            )
            return self._lined(xml, line, ends)

        # LibreOffice has no places to hold on to but the middles of the sides, counted as a rectangle's, and would draw lines
        # there; and it goes round boxes in a way of its own
        if edge.way == "message":
            return either(made(glue), made(""))
        cans = "can" in (self.boxes[edge.source].form.preset, self.boxes[edge.target].form.preset)
        if not 0 <= edge.bend <= 1 or "loop" in edge.way or cans:
            return either(made(glue), "".join(self._loose(part) for part in parts))
        return made(glue)

    def _boxes_of(self, edge: Edge) -> tuple[str, tuple[float, float], tuple[float, float]] | None:
        source, target = self.boxes.get(edge.source), self.boxes.get(edge.target)
        if source is None or target is None:
            return None
        (first, off), (last, away) = source.form.nearest(edge.start), target.form.nearest(edge.end)
        if max(off, away) > HOLD:
            return None
        both = ((source.number, first), (target.number, last))
        return _glue(*(both[::-1] if edge.way == "loop-back" else both)), edge.start, edge.end

    def _ropes_of(self, edge: Edge) -> tuple[str, tuple[float, float], tuple[float, float]] | None:
        source, target = self.ropes.get(edge.source), self.ropes.get(edge.target)
        y = edge.start[1]
        if source is None or target is None or y not in source.heights or y not in target.heights:
            return None
        glue = _glue((source.number, source.heights.index(y)), (target.number, target.heights.index(y)))
        end = edge.end[0] if abs(edge.end[0] - target.x) > HOLD else target.x  # up to an activation it is drawn
        start = edge.start[0] if abs(edge.start[0] - source.x) > HOLD / 2 else source.x
        return glue, (start, y), (end, y)


# ---------------------------------------------------------------- what belongs together


def _boxes(parts: Sequence[Drawn], sheet: Sheet) -> list[Box]:
    found: list[Box] = []
    for name in dict.fromkeys(part.node for part in parts if part.node):
        own = [part for part in parts if part.node == name]
        forms = _merged([part for part in own if isinstance(part.item, Shape)])
        texts = [part.item for part in own if isinstance(part.item, Text)]
        if forms:
            n = max(range(len(forms)), key=lambda n: forms[n].item.box.w * forms[n].item.box.h)
            form = form_of(forms[n].item)  # type: ignore[arg-type]
            forms[n] = replace(forms[n], item=form.shape)
            found.append(Box(name, forms, texts, form, sheet.next_id()))
    return found


def _merged(forms: list[Drawn]) -> list[Drawn]:
    """Forms drawn twice, once for their fill and once for their outline, as one."""
    found: list[Drawn] = []
    for part in forms:
        last = found[-1].item if found else None
        item = part.item
        assert isinstance(item, Shape)
        if isinstance(last, Shape) and last.fill and item.stroke and item.fill in (None, last.fill) and _alike(last.box, item.box):
            found[-1] = replace(part, item=replace(last, stroke=item.stroke, stroke_width=item.stroke_width))
        else:
            found.append(part)
    return found


def _alike(a: Rect, b: Rect) -> bool:
    return max(abs(a.x - b.x), abs(a.y - b.y), abs(a.right - b.right), abs(a.bottom - b.bottom)) < 1.0


def _ropes(parts: Sequence[Drawn], sheet: Sheet) -> list[Rope]:
    found = []
    for part in parts:
        if part.line and isinstance(part.item, Shape):
            box = part.item.box
            edges = [p.edge for p in parts if p.edge and p.edge.way == "message" and part.line in (p.edge.source, p.edge.target)]
            heights = sorted({edge.start[1] for edge in edges if box.y <= edge.start[1] <= box.bottom})
            found.append(Rope(part.line, part, _strip(part.item), sheet.next_id(), heights))
    return found


def _strip(line: Shape) -> Shape:
    """A line that hangs down as a strip of its width: only a form of its own can have places to hold on to, and none that
    is without any width is drawn by all programs."""
    x, y, w, h = line.box.x - line.stroke_width / 2, line.box.y, line.stroke_width, line.box.h
    outline = f"M{x} {y}L{x + w} {y}L{x + w} {y + h}L{x} {y + h}Z"
    return replace(line, box=Rect(x, y, w, h), kind="path", path_data=outline, fill=line.stroke, stroke=None)


def _person(node: str) -> str:
    """The participant whose box above or below its life line this is."""
    return node.removesuffix(" top").removesuffix(" bottom")


def _around(boxes: Iterable[Rect]) -> Rect:
    every = list(boxes)
    xs, ys = [x for b in every for x in (b.x, b.right)], [y for b in every for y in (b.y, b.bottom)]
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


# ---------------------------------------------------------------- words in a form


def _joined(texts: Sequence[Text]) -> Text | None:
    """Lines set in the middle under each other as one text; None for any other words."""
    if not texts or any(text.paragraphs[0].align != "center" for text in texts):
        return None
    middles = [text.box.x + text.box.w / 2 for text in texts]
    size = texts[0].paragraphs[0].runs[0].font.size
    steps = [b.box.y - a.box.y for a, b in pairwise(texts)]
    if max(middles) - min(middles) > 1.0 or any(not 0.9 * size < step < 1.5 * size for step in steps):
        return None
    return _stacked(texts)


def _stacked(texts: Sequence[Text]) -> Text:
    """Lines under each other as one text, broken where they end."""
    runs = [text.paragraphs[0].runs[0] for text in texts]
    lines = tuple(replace(run, text=run.text + BREAK) for run in runs[:-1])
    steps = [b.box.y - a.box.y for a, b in pairwise(texts)]
    spacing = min(1.2, max(0.8, steps[0] / (1.2 * runs[0].font.size))) if steps else 1.0
    paragraph = replace(texts[0].paragraphs[0], runs=(*lines, runs[-1]), spacing=spacing, wrap=True)
    return replace(texts[0], box=_around(text.box for text in texts), paragraphs=(paragraph,), lines=_set(paragraph))


def _lists(texts: Sequence[Text]) -> list[Text]:
    """Lines that begin under each other, one after the other, as one text; every other line as its own."""
    found: list[list[Text]] = []
    for text in texts:
        if found and _goes_on(found[-1][-1], text):
            found[-1].append(text)
        else:
            found.append([text])
    return [_stacked(lines) if len(lines) > 1 else lines[0] for lines in found]


def _goes_on(above: Text, text: Text) -> bool:
    """Whether a line follows the one above it in a list: begins where that one does, a line lower."""
    size = text.paragraphs[0].runs[0].font.size
    alike = text.paragraphs[0].align == above.paragraphs[0].align == "left" and abs(above.box.x - text.box.x) < 1.0
    return alike and 0.9 * size < text.box.y - above.box.y < 1.5 * size


def _set(paragraph: Paragraph) -> tuple[Line, ...]:
    """Lines that end where the author's do; nothing asks where they stand."""
    ends = [n + 1 for n, char in enumerate(paragraph.text) if char == BREAK] + [len(paragraph.text)]
    return tuple(Line(0, a, b, 0.0, 0.0, 0.0, 0.0, 0.0) for a, b in pairwise([0, *ends]))


def _holds(part: Drawn, words: Text) -> bool:
    box, text = part.item.box, words.box
    x, y = text.x + text.w / 2, text.y + text.h / 2
    return isinstance(part.item, Shape) and part.item.fill is not None and box.x < x < box.right and box.y < y < box.bottom


def _body(form: Form, words: Text | None) -> str:
    """Words in the middle of a form, or as far from it as they were drawn; not wrapped where the form leaves them little room."""
    assert words is not None
    box = form.shape.box
    down = words.box.y + words.box.h / 2 - box.y - box.h / 2 - form.lower
    aside = words.box.x + words.box.w / 2 - box.x - box.w / 2
    size = words.paragraphs[0].runs[0].font.size
    widest = max(breadth(line) for line in words.paragraphs[0].text.split(BREAK)) * size * 0.6 + size
    wrap = "square" if widest < form.inner * box.w else "none"
    sides = (("lIns", aside), ("tIns", down), ("rIns", -aside), ("bIns", -down))
    insets = "".join(f' {name}="{emu(max(0.0, 2 * value))}"' for name, value in sides)
    return f'<a:bodyPr vert="horz" wrap="{wrap}"{insets} rtlCol="0" anchor="ctr"><a:noAutofit/></a:bodyPr>'


# ---------------------------------------------------------------- lines


def _glue(source: tuple[int, int], target: tuple[int, int]) -> str:
    return f'<a:stCxn id="{source[0]}" idx="{source[1]}"/><a:endCxn id="{target[0]}" idx="{target[1]}"/>'


def _end(tag: str, side: str, heads: Sequence[Drawn], width: float) -> str:
    """`a:headEnd` (where a connector begins) or `a:tailEnd`, with the arrow head drawn at a side."""
    head = next((head for head in heads if head.head.split()[0] == side), None)
    if head is None:
        return f'<{tag} type="none"/>'
    thick = max(THIN, width)
    long = max(head.item.box.w, head.item.box.h) * THIN / thick
    size = min(HEADS, key=lambda known: abs(known[0] - long))[1]
    return f'<{tag} type="{head.head.split()[1]}" w="{size}" len="{size}"/>'


def _run(edge: Edge, start: tuple[float, float], end: tuple[float, float]) -> str:
    """Place and geometry of a connector: straight, PowerPoint's curve with two bends, turned where it runs down, or round a corner."""
    (x0, y0), (x1, y1) = start, end
    w, h = abs(x1 - x0), abs(y1 - y0)
    x, y = min(x0, x1), min(y0, y1)
    flip_h, flip_v, turn = x1 < x0, y1 < y0, ""
    if edge.bend and edge.way == "down":  # drawn lying, then turned by a quarter clockwise
        flip_h, flip_v, turn = y1 < y0, x1 > x0, ' rot="5400000"'
        x, y, w, h = x + (w - h) / 2, y + (h - w) / 2, h, w
    flips = turn + (' flipH="1"' if flip_h else "") + (' flipV="1"' if flip_v else "")
    place = f'<a:xfrm{flips}><a:off x="{emu(x)}" y="{emu(y)}"/><a:ext cx="{emu(w)}" cy="{emu(h)}"/></a:xfrm>'
    if "loop" in edge.way:
        bends = ((1, -edge.bend), (2, 1 + edge.bend * w / h if h else 0.0))
        guides = "".join(f'<a:gd name="adj{n}" fmla="val {round(bend * 100_000)}"/>' for n, bend in bends)
        return f'{place}<a:prstGeom prst="curvedConnector4"><a:avLst>{guides}</a:avLst></a:prstGeom>'
    if not edge.bend:
        return f'{place}<a:prstGeom prst="straightConnector1"><a:avLst/></a:prstGeom>'
    bend = f'<a:gd name="adj1" fmla="val {round(edge.bend * 100_000)}"/>'
    return f'{place}<a:prstGeom prst="curvedConnector3"><a:avLst>{bend}</a:avLst></a:prstGeom>'

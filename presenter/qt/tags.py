"""Slide + Scene -> what its parts are (heading, list, table, figure ...), as a PDF tells those who do not see it.

A tree of Nodes in the order of reading. The painter names each part it is about to draw by a Key; what no Node is
known for is decoration.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from presenter.model import Heading, List, ListItem, Quote, Slide
from presenter.parse.along import chain
from presenter.scene import BlockPath, Group, Item, Paragraph, Picture, Rect, Scene, Shape, TableGrid, Text

Kind = Literal["words", "bullet", "inline", "item"]
Key = tuple[int, int, Kind]  # id of the item, paragraph (-1: the item itself), which part of it
Tell = Callable[[Key | None], None]


def unheard(key: Key | None) -> None:
    """Nobody wants to know what is drawn."""


FURNITURE = frozenset(("header", "footer", "number", "date", "decoration", "line-numbers"))  # Texts that say nothing new


@dataclass(eq=False)
class Link:
    """Where a link is on its page and where it leads; `said` for those who do not see it."""

    box: Rect
    target: str
    said: str = ""


@dataclass(eq=False)
class Node:
    """A structure element. `kids` are Nodes and Links in the order of reading; what is drawn of it comes before them."""

    tag: str
    kids: list[Node | Link] = field(default_factory=list)
    alt: str = ""
    said: str = ""  # the words, where the glyphs do not say them
    lang: str = ""
    title: str = ""
    box: Rect | None = None  # of a figure, on its page
    attributes: tuple[tuple[str, str], ...] = ()  # of a list or of a table's cell, as a PDF names them

    def add(self, tag: str, **more: str) -> Node:
        """A new Node below this one."""
        node = Node(tag, **more)  # type: ignore[arg-type]
        self.kids.append(node)
        return node


Nodes = dict[Key, Node]
Links = Callable[[Text], Iterable[tuple[int, Rect, str]]]  # the links of a text: paragraph, box on the slide, target


def structure(scene: Scene, slide: Slide | None, step: int | None, links: Links, wordless: Callable[[Text], bool]) -> tuple[Node, Nodes]:
    """The tree of a slide at `step` and the Node of each Key. `wordless`: whether glyphs of a text have no letters in a PDF."""
    reader = _Reader(scene, slide, step, links, wordless)
    top = Node("Sect", title=scene.title)
    reader.items((*scene.behind, *scene.items), top)
    return top, reader.nodes


def moved(node: Node, x: float, y: float, scale: float) -> None:
    """Boxes counted on the slide become boxes on the sheet, where the slide stands at (x, y), `scale` times its size."""
    if node.box is not None:
        node.box = _on_sheet(node.box, x, y, scale)
    for kid in node.kids:
        if isinstance(kid, Node):
            moved(kid, x, y, scale)
        else:
            kid.box = _on_sheet(kid.box, x, y, scale)


def _on_sheet(box: Rect, x: float, y: float, scale: float) -> Rect:
    return Rect(x + box.x * scale, y + box.y * scale, box.w * scale, box.h * scale)


class _Reader:
    """One slide being read."""

    def __init__(self, scene: Scene, slide: Slide | None, step: int | None, links: Links, wordless: Callable[[Text], bool]) -> None:
        self.scene, self.slide, self.step = scene, slide, step
        self.links_of, self.wordless = links, wordless
        self.nodes: Nodes = {}
        self.level = 0  # of the heading before; a slide without a title begins with its first heading
        self.made: dict[int, Node] = {}  # lists set side by side, and the bodies of their items

    def items(self, items: Iterable[Item], into: Node) -> None:
        for item in items:
            if self.step is not None and item.step > self.step:
                continue
            match item:
                case Text():
                    self.text(item, into)
                case Picture():
                    self.picture(item, into)
                case Shape(alt=alt) if alt:
                    self.figure(item, alt, into)
                case Group():
                    self.group(item, into)

    def group(self, group: Group, into: Node) -> None:
        if isinstance(group.native, TableGrid):
            self.table(group, group.native, into)
        elif group.role in ("chart", "placeholder"):
            node = into.add("Figure", alt=group.alt or group.role)
            node.box = group.box
            for key in _keys(group.items):
                self.nodes[key] = node
        else:
            self.items(group.items, into.add("Div") if group.role == "callout" else into)
        if group.link:
            into.add("Link").kids.append(Link(group.box, group.link, group.alt))

    # ------------------------------------------------------------ pictures

    def picture(self, picture: Picture, into: Node) -> None:
        said = picture.alt or (picture.source if picture.role in ("formula", "diagram") else "")
        node = into
        if said:
            node = self.figure(picture, said, into, "Formula" if picture.role == "formula" else "Figure")
        if picture.link:
            (node if said else into).add("Link").kids.append(Link(picture.box, picture.link, picture.title or said))

    def figure(self, item: Picture | Shape, said: str, into: Node, tag: str = "Figure") -> Node:
        node = into.add(tag, alt=said)
        node.box = item.box
        self.nodes[id(item), -1, "item"] = node
        return node

    # ------------------------------------------------------------ words

    def text(self, text: Text, into: Node) -> None:
        if text.role in FURNITURE:
            self.only_links(text, into)
        elif text.role == "code":
            self.listing(text, into)
        elif any(p.bullet for p in text.paragraphs):
            self.lists(text, into)
        else:
            for index, tag in self.tagged(text):
                holder = self.list_item(text.paragraphs[index].path, into)
                node = holder if tag != "BlockQuote" else holder.add("BlockQuote")
                self.paragraph(text, index, node.add("P" if tag == "BlockQuote" else tag))

    def list_item(self, path: BlockPath, into: Node) -> Node:
        """Where what a list's item says belongs when the list is set side by side (cards, a timeline): its body."""
        found = chain(self.slide, path)[0] if self.slide is not None and path else ()
        for block, item in pairwise(found):
            if isinstance(block, List) and isinstance(item, ListItem):
                if id(block) not in self.made:
                    self.made[id(block)] = into.add("L")
                    self.made[id(block)].attributes = (("ListNumbering", "/None"),)
                if id(item) not in self.made:
                    self.made[id(item)] = self.made[id(block)].add("LI").add("LBody")
                return self.made[id(item)]
        return into

    def tagged(self, text: Text) -> Iterator[tuple[int, str]]:
        """Each paragraph that is drawn and what it is."""
        for index in sorted({line.paragraph for line in text.lines}):
            yield index, self.tag_of(text, text.paragraphs[index])

    def tag_of(self, text: Text, paragraph: Paragraph) -> str:
        match text.role:
            case "title" | "statement":
                self.level = 1
                return "H1"
            case "quote":
                return "BlockQuote"
            case "caption":
                return "Caption" if text.path else "P"
        found = self.block(paragraph.path)
        if isinstance(found, Heading):
            self.level = min(max(2, found.level), self.level + 1, 6)
            return f"H{self.level}"
        return "BlockQuote" if isinstance(found, Quote) else "P"

    def block(self, path: BlockPath) -> object:
        """The block at `path`, or the quote around it."""
        found = chain(self.slide, path)[0] if self.slide is not None and path else ()
        if found and not isinstance(found[-1], Heading) and any(isinstance(block, Quote) for block in found):
            return next(block for block in found if isinstance(block, Quote))
        return found[-1] if found else None

    def paragraph(self, text: Text, index: int, node: Node) -> None:
        """The words of a paragraph: drawn glyphs, pictures set in it, links."""
        paragraph = text.paragraphs[index]
        self.nodes[id(text), index, "words"] = node
        langs = {run.lang for run in paragraph.runs if run.text.strip()}
        if len(langs) == 1 and (lang := langs.pop()) != self.scene.lang:
            node.lang = lang
        if not paragraph.text.isascii() and not any(run.link for run in paragraph.runs) and self.wordless(text):
            node.said = paragraph.text.replace("\u2028", " ")
        said = ", ".join(run.inline.alt or run.inline.tex for run in paragraph.runs if run.inline)
        if said:
            tag = "Formula" if any(run.inline.tex for run in paragraph.runs if run.inline) else "Figure"
            self.nodes[id(text), index, "inline"] = node.add(tag, alt=said)
        for at, box, target in self.links_of(text):
            if at == index:
                words = " ".join(run.text for run in paragraph.runs if run.link == target)
                node.add("Link").kids.append(Link(box, target, words))

    def only_links(self, text: Text, into: Node) -> None:
        for _, box, target in self.links_of(text):
            into.add("Link").kids.append(Link(box, target, text.paragraphs[0].text))

    def listing(self, text: Text, into: Node) -> None:
        code = into.add("P").add("Code")
        for index in sorted({line.paragraph for line in text.lines}):
            self.nodes[id(text), index, "words"] = code

    def lists(self, text: Text, into: Node) -> None:
        """Lists inside lists; what has no bullet and is set in belongs to the item above it."""
        open_: list[tuple[Node, Node]] = []  # the list and its last item's body, one a level
        for index, tag in self.tagged(text):
            paragraph = text.paragraphs[index]
            if paragraph.bullet is None:
                if open_ and paragraph.margin > 0:
                    self.paragraph(text, index, open_[-1][1].add("P"))
                    continue
                open_.clear()
                self.paragraph(text, index, into.add("P" if tag == "BlockQuote" else tag))
                continue
            del open_[paragraph.level + 1 :]
            numbering = (("ListNumbering", "/Disc" if paragraph.bullet.number is None else "/Decimal"),)
            before = open_.pop()[0] if len(open_) > paragraph.level else None
            if before is not None and before.attributes == numbering:
                holder = before
            else:
                holder = (open_[-1][1] if open_ else into).add("L")
                holder.attributes = numbering
            item = holder.add("LI")
            self.nodes[id(text), index, "bullet"] = item.add("Lbl")
            body = item.add("LBody")
            open_.append((holder, body))
            self.paragraph(text, index, body.add("P"))

    # ------------------------------------------------------------ tables

    def table(self, group: Group, grid: TableGrid, into: Node) -> None:
        node = into.add("Table", alt=group.alt)
        texts = {text.box: text for text in _texts(group.items)}
        for row in range(len(grid.rows)):
            cells = sorted((cell for cell in grid.cells if cell.row == row), key=lambda cell: cell.column)
            line = node.add("TR")
            for cell in cells:
                head = row < grid.header_rows
                made = line.add("TH" if head else "TD")
                spans = (("ColSpan", cell.colspan), ("RowSpan", cell.rowspan))
                made.attributes = (*((("Scope", "/Column"),) if head else ()), *((name, str(n)) for name, n in spans if n > 1))
                text = texts.get(cell.text.box)
                if text is not None:
                    self.paragraph(text, 0, made)
        for text in texts.values():
            if (id(text), 0, "words") not in self.nodes:  # a caption
                self.text(text, into)


def _texts(items: Iterable[Item]) -> Iterator[Text]:
    for item in items:
        if isinstance(item, Text):
            yield item
        elif isinstance(item, Group):
            yield from _texts(item.items)


def _keys(items: Iterable[Item]) -> Iterator[Key]:
    """All that is drawn of these items."""
    for item in items:
        if isinstance(item, Group):
            yield from _keys(item.items)
            continue
        yield id(item), -1, "item"
        if isinstance(item, Text):
            for index in range(len(item.paragraphs)):
                for kind in ("words", "bullet", "inline"):
                    yield id(item), index, kind

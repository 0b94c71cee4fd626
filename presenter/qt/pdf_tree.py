"""The Nodes of each page -> the structure of a PDF: marks in the pages' contents, the tree they belong to, link areas.

While a page is painted, each part is preceded by a square far outside the page; here the squares become the marks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from presenter.qt.pdf_file import PdfFile, escaped, text
from presenter.qt.tags import Link, Node
from presenter.scene import Rect
from presenter.spans import linked_slide

KEPT = "%/:=&?~#+!$,;'@()*[]"  # of an address as it is written
FAR = -30000  # points: where the squares are

# a square with its number: drawn in a scale of its own, or, where nothing is scaled, as it is
_SQUARE = re.compile(rb"q\n[-\d. ]+ cm\n(\d+) %d 1 1 re\nf\nQ\n|(?<=\n)(\d+) %d 1 1 re\nf\n" % (FAR, FAR))

Marks = Sequence[Node | None]  # what follows each square: part of a Node, or decoration


def marked(content: bytes, marks: Marks) -> bytes:
    """The content of a page with its squares turned into marks."""
    numbers = _numbers(marks)

    def mark(found: re.Match[bytes]) -> bytes:
        index = int(found.group(1) or found.group(2))
        end = b"EMC\n" if index else b""
        node = marks[index]
        return end + (b"/Artifact BMC\n" if node is None else b"/%s <</MCID %d>> BDC\n" % (node.tag.encode(), numbers[index]))

    return _SQUARE.sub(mark, content) + (b"\nEMC\n" if marks else b"")


def _numbers(marks: Marks) -> list[int]:
    count, numbers = 0, []
    for node in marks:
        numbers.append(count)
        count += node is not None
    return numbers


@dataclass
class Tree:
    """The structure being written; `page_of` finds the page of a slide for links to it."""

    pdf: PdfFile
    pages: Sequence[int]
    page_of: Mapping[int, int]
    _parents: list[tuple[int, bytes]] = field(default_factory=list)  # the number tree: key, what it leads to
    _next: int = 0

    def write(self, trees: Sequence[Sequence[Node]], marks: Sequence[Marks], heights: Sequence[float]) -> int:
        """All pages' structure; gives the number of its root. Adds link areas to the pages."""
        root, document, index = self.pdf.add(), self.pdf.add(), self.pdf.add()
        self._next = len(self.pages)
        tops: list[int] = []
        for number, page in enumerate(self.pages):
            tops += self._page(number, page, trees[number], marks[number], heights[number], document)
        kids = b" ".join(b"%d 0 R" % top for top in tops)
        self.pdf.change(document, b"<< /Type /StructElem /S /Document /P %d 0 R /K [%s] >>" % (root, kids))
        entries = b" ".join(b"%d %s" % entry for entry in sorted(self._parents))
        self.pdf.change(index, b"<< /Nums [%s] >>" % entries)
        body = b"<< /Type /StructTreeRoot /K %d 0 R /ParentTree %d 0 R /ParentTreeNextKey %d >>" % (document, index, self._next)
        self.pdf.change(root, body)
        return root

    def _page(self, number: int, page: int, tops: Sequence[Node], marks: Marks, height: float, document: int) -> list[int]:
        drawn = [node for node in marks if node is not None]
        numbers: dict[int, list[int]] = {}
        for mcid, node in enumerate(drawn):
            numbers.setdefault(id(node), []).append(mcid)
        writer = _PageTree(self, page, height, numbers)
        found = [writer.element(top, document) for top in tops if not writer.is_empty(top)]
        owners = b" ".join(b"%d 0 R" % writer.objects[id(node)] for node in drawn)
        self._parents.append((number, b"[%s]" % owners))
        self._areas(page, number, writer.areas)
        return found

    def _areas(self, page: int, number: int, areas: Sequence[int]) -> None:
        body = self.pdf.body(page)
        found = re.search(rb"/Annots (\d+) 0 R", body)
        if found:
            self.pdf.drop(int(found.group(1)))
        annots = b"/Annots [%s] /Tabs /S" % b" ".join(b"%d 0 R" % area for area in areas) if areas else b""
        body = re.sub(rb"/Annots \d+ 0 R", annots, body)
        self.pdf.change(page, body[: body.rindex(b">>")] + b"/StructParents %d\n>>" % number)

    def key(self, parent: int) -> int:
        """A key of the number tree for something that is no page and belongs to element `parent`."""
        self._next += 1
        self._parents.append((self._next - 1, b"%d 0 R" % parent))
        return self._next - 1


@dataclass
class _PageTree:
    """The elements of one page."""

    tree: Tree
    page: int
    height: float
    numbers: Mapping[int, list[int]]  # id of a Node -> the numbers of what was drawn of it
    objects: dict[int, int] = field(default_factory=dict)
    areas: list[int] = field(default_factory=list)

    def is_empty(self, node: Node) -> bool:
        """Whether nothing was drawn of it."""
        if id(node) in self.numbers:
            return False
        return all(self.is_empty(kid) if isinstance(kid, Node) else self.leads_nowhere(kid) for kid in node.kids)

    def leads_nowhere(self, link: Link) -> bool:
        """Whether a link leads to a slide that is not in the file."""
        return link.target.startswith("slide:") and self._page_of(link.target) is None

    def _page_of(self, target: str) -> int | None:
        number = linked_slide(target)
        return None if number is None else self.tree.page_of.get(number)

    def element(self, node: Node, parent: int) -> int:
        """Write a Node and all below it; gives its object's number."""
        pdf = self.tree.pdf
        number = self.objects[id(node)] = pdf.add()
        kids = [b"%d" % mcid for mcid in self.numbers.get(id(node), ())]
        for kid in node.kids:
            if isinstance(kid, Link):
                kids += self.area(kid, number)
            elif not self.is_empty(kid):
                kids.append(b"%d 0 R" % self.element(kid, number))
        more = b"".join(
            b" /%s %s" % (name, text(words))
            for name, words in ((b"T", node.title), (b"Alt", node.alt), (b"ActualText", node.said))
            if words
        )
        if node.lang and node.lang.isascii():
            more += b" /Lang " + text(node.lang)
        body = b"<< /Type /StructElem /S /%s /P %d 0 R /Pg %d 0 R%s%s /K [%s] >>"
        pdf.change(number, body % (node.tag.encode(), parent, self.page, more, self.attributes(node), b" ".join(kids)))
        return number

    def attributes(self, node: Node) -> bytes:
        """Where a figure is, how a table's cells belong together, how a list is numbered."""
        if node.box is not None:
            return b" /A << /O /Layout /Placement /Block /BBox [%s] >>" % self.corners(node.box)
        if node.attributes:
            owner = b"List" if node.tag == "L" else b"Table"
            return b" /A << /O /%s %s >>" % (owner, " ".join(f"/{name} {value}" for name, value in node.attributes).encode())
        return b""

    def corners(self, box: Rect) -> bytes:
        """A box as a PDF counts it, from the bottom."""
        return b"%.2f %.2f %.2f %.2f" % (box.x, self.height - box.bottom, box.right, self.height - box.y)

    def area(self, link: Link, parent: int) -> list[bytes]:
        """A link's area on the page, and how its element refers to it."""
        if link.target.startswith("slide:"):
            page = self._page_of(link.target)
            if page is None:  # a hidden slide
                return []
            goal = b"/Dest [%d 0 R /Fit]" % page
        else:
            goal = b"/A << /S /URI /URI (%s) >>" % escaped(quote(link.target, safe=KEPT, errors="replace").encode("ascii"))
        said = text(link.said or link.target)
        number = self.tree.pdf.add()
        entry = b"<< /Type /Annot /Subtype /Link /Rect [%s] /Border [0 0 0] /F 4 /Contents %s /StructParent %d %s >>"
        self.tree.pdf.change(number, entry % (self.corners(link.box), said, self.tree.key(parent), goal))
        self.areas.append(number)
        return [b"<< /Type /OBJR /Obj %d 0 R /Pg %d 0 R >>" % (number, self.page)]

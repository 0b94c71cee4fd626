"""A PDF as Qt wrote it + what stands on its pages -> the same file with structure, links, outline, language and true words.

Qt draws; what it leaves out is added here: tags, link areas, an outline of the slides, page labels, the document's
language and title, emoji and Indic words as invisible text over what is drawn, and for Arabic and Chinese the letters
people search for in place of the glyph forms.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from mmap import ACCESS_READ, mmap
from pathlib import Path
from xml.sax.saxutils import escape

from presenter.qt.pdf_file import PdfFile, reference, text
from presenter.qt.pdf_tree import Marks, Tree, marked
from presenter.qt.pdf_words import Words, add_words, mend_fonts, mend_words, turned_words
from presenter.qt.tags import Node

_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class Leaf:
    """What a page needs beyond its drawing: its height in points, the slides on it with their titles, its label, the
    structure of what is on it and the marks that were drawn, words without letters (box, what it says)."""

    height: float
    slides: tuple[tuple[int, str], ...] = ()
    label: str = ""
    tree: tuple[Node, ...] = ()
    marks: Marks = ()
    words: Words = ()
    rtl: bool = False  # something on it is written from right to left


@dataclass(frozen=True, slots=True)
class About:
    """What the document says of itself."""

    title: str = ""
    author: str = ""
    lang: str = ""


def finish(path: Path, leaves: Sequence[Leaf], about: About, resolution: int = 1200) -> None:
    """Give the PDF at `path` what Qt did not write. Raises ValueError when it is not as Qt writes it; it is as it was then."""
    part = path.with_name(path.name + ".finished")
    try:
        with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
            pdf = PdfFile(data)
            _change(pdf, leaves, about, resolution)
            with part.open("wb") as out:
                pdf.write(out)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _change(pdf: PdfFile, leaves: Sequence[Leaf], about: About, resolution: int) -> None:
    pages = _pages(pdf)
    if len(pages) != len(leaves):
        raise ValueError(f"{len(pages)} pages for {len(leaves)} sheets")
    _mark_contents(pdf, pages, leaves)
    add_words(pdf, pages, [(leaf.height, leaf.words) for leaf in leaves], resolution)
    heard = mend_words(pdf)
    mend_fonts(pdf)
    first = {slide: page for page, leaf in reversed(list(zip(pages, leaves, strict=True))) for slide, _ in leaf.slides}
    tree = Tree(pdf, pages, first).write([leaf.tree for leaf in leaves], [leaf.marks for leaf in leaves], [leaf.height for leaf in leaves])
    _mend_catalog(pdf, pages, leaves, about, tree, heard)


def _pages(pdf: PdfFile) -> list[int]:
    tree = pdf.body(reference(pdf.body(pdf.root), b"Pages"))
    kids = re.search(rb"/Kids\s*\[(.*?)\]", tree, re.S)
    return [int(number) for number in re.findall(rb"(\d+) 0 R", kids.group(1))] if kids else []


def _mark_contents(pdf: PdfFile, pages: Sequence[int], leaves: Sequence[Leaf]) -> None:
    for page, leaf in zip(pages, leaves, strict=True):
        number = reference(pdf.body(page), b"Contents")
        content = pdf.content(number)
        if leaf.rtl:
            content = turned_words(content)
        pdf.drop_length(number)
        pdf.pack(number, marked(content, leaf.marks))


# ---------------------------------------------------------------- catalogue and outline


def _mend_catalog(pdf: PdfFile, pages: Sequence[int], leaves: Sequence[Leaf], about: About, tree: int, heard: bool) -> None:
    more = b"/ViewerPreferences << /DisplayDocTitle true >>\n/PageLayout /SinglePage\n"
    more += b"/StructTreeRoot %d 0 R\n/MarkInfo << /Marked true >>\n" % tree
    lang = about.lang if _LANGUAGE.fullmatch(about.lang) else ""
    if lang:
        more += b"/Lang (%s)\n" % lang.encode("ascii")
    outline = _outline(pdf, pages, leaves)
    if outline:
        more += b"/Outlines %d 0 R\n" % outline
    labels = _labels([leaf.label for leaf in leaves])
    if labels:
        more += b"/PageLabels << /Nums [%s] >>\n" % labels
    body = pdf.body(pdf.root)
    accessible = bool(heard and lang and about.title) and not any(leaf.words for leaf in leaves)
    _mend_metadata(pdf, reference(body, b"Metadata"), accessible, lang)
    pdf.change(pdf.root, body[: body.rindex(b">>")] + more + b">>")


_UA = """<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>
"""


def _mend_metadata(pdf: PdfFile, number: int, accessible: bool, lang: str) -> None:
    """What Qt says of the document, and whether it is meant for everybody (PDF/UA)."""
    old = pdf.body(number)
    xmp = old[old.index(b"stream") + 6 : old.rindex(b"endstream")].strip(b"\r\n")
    more = _UA if accessible else ""
    if lang:
        more += f'<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:language><rdf:Bag><rdf:li>{escape(lang)}'
        more += "</rdf:li></rdf:Bag></dc:language></rdf:Description>\n"
    xmp = xmp.replace(b"</rdf:RDF>", more.encode() + b"</rdf:RDF>", 1)
    pdf.change(number, b"<< /Type /Metadata /Subtype /XML /Length %d >>\nstream\n%s\nendstream" % (len(xmp), xmp))


def _labels(labels: Sequence[str]) -> bytes:
    """The pages' names: an entry wherever counting on does not give the next one."""
    if not any(labels):
        return b""
    entries, expected = [], ""
    for index, label in enumerate(labels):
        if label != expected:
            number = label.isdecimal() and int(label) > 0
            entries.append(b"%d << %s >>" % (index, b"/S /D /St %s" % label.encode() if number else b"/P " + text(label)))
        expected = str(int(label) + 1) if label.isdecimal() else ""
    return b" ".join(entries)


def _outline(pdf: PdfFile, pages: Sequence[int], leaves: Sequence[Leaf]) -> int:
    """An entry for every slide that has a title; gives the number of the outline, 0 when there is none."""
    seen: set[int] = set()
    entries: list[tuple[int, str]] = []
    for page, leaf in zip(pages, leaves, strict=True):
        for slide, title in leaf.slides:
            if title and slide not in seen:
                entries.append((page, title))
            seen.add(slide)
    if not entries:
        return 0
    top = pdf.add()
    numbers = [pdf.add() for _ in entries]
    for index, (number, (page, title)) in enumerate(zip(numbers, entries, strict=True)):
        before = b"/Prev %d 0 R " % numbers[index - 1] if index else b""
        after = b"/Next %d 0 R " % numbers[index + 1] if index + 1 < len(numbers) else b""
        pdf.change(number, b"<< /Title %s /Parent %d 0 R %s%s/Dest [%d 0 R /Fit] >>" % (text(title), top, before, after, page))
    pdf.change(top, b"<< /Type /Outlines /First %d 0 R /Last %d 0 R /Count %d >>" % (numbers[0], numbers[-1], len(numbers)))
    return top

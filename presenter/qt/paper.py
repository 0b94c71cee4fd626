"""Show -> a PDF file: its sheets painted by Qt, then finished with tags, links, outline and the words as words."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen

from presenter.export.report import Options, Report
from presenter.files import atomic
from presenter.layout.show import Show
from presenter.problems import UserError
from presenter.qt import fonts
from presenter.qt.application import application
from presenter.qt.images import Images
from presenter.qt.ink import paint_strokes
from presenter.qt.pages import Progress, flat
from presenter.qt.paint import paint, wordless
from presenter.qt.pdf import About, Leaf, finish
from presenter.qt.pdf_tree import FAR
from presenter.qt.sheets import Placed, Sheet, sheets
from presenter.qt.tags import Key, Node, Tell, moved, structure, unheard
from presenter.qt.text import links_of
from presenter.qt.wordless import wordless_of
from presenter.scene import Item, Picture, Rect, Text

log = logging.getLogger(__name__)

RESOLUTION = 1200  # dots an inch in which Qt counts
FRAME = QColor("#b8bec6")  # around slides on paper
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def write_pdf(show: Show, path: Path, options: Options) -> Report:
    """Write one PDF, its pages exactly as large as the slides or the paper; see export.report for options and the report."""
    application()
    if not fonts.any_installed():  # Qt crashes when asked for the glyphs of a PDF
        raise UserError(f"cannot write {path}: no font is installed", "install one: on Debian and Ubuntu, apt-get install fonts-liberation")
    progress, images = Progress(show, options, "pdf"), Images()
    about = About(_title(show) or path.stem, show.deck.settings.author, show.deck.settings.lang)
    leaves: list[Leaf] = []
    with atomic(path) as part:
        writer, painter = _pdf_writer(about, part), QPainter()
        try:
            for number, sheet in enumerate(sheets(show, options)):
                _turn_page(writer, painter, sheet.size, part, number)
                leaves.append(paint_sheet(show, sheet, painter, images, options))
                for placed in sheet.parts:
                    if placed.slide is not None:
                        progress.page(placed.slide, placed.scene)
        finally:
            if painter.isActive():
                painter.end()
        if not _whole(part):
            raise UserError(f"cannot write {path}", "is the disk full?")
        try:
            finish(part, leaves, about, RESOLUTION)
        except ValueError as error:  # another Qt that writes its files otherwise: the pages are right all the same
            log.warning("tags, links and outline were left out of the PDF: %s", error)
    return progress.report()


def _title(show: Show) -> str:
    first = show.scene(0).title if len(show.deck.slides) else ""
    return show.deck.settings.title or first


def _whole(part: Path) -> bool:
    """Whether the PDF has its end: QPdfWriter says nothing on a full disk."""
    with part.open("rb") as file:
        file.seek(max(0, part.stat().st_size - 64))
        return b"%%EOF" in file.read()


def _pdf_writer(about: About, path: Path) -> QPdfWriter:
    writer = QPdfWriter(str(path))
    writer.setPdfVersion(QPdfWriter.PdfVersion.PdfVersion_1_6)
    writer.setCreator("Presenter")
    writer.setTitle(about.title)
    if hasattr(writer, "setAuthor") and about.author:  # from Qt 6.9
        writer.setAuthor(about.author)
    writer.setResolution(RESOLUTION)
    return writer


def _turn_page(writer: QPdfWriter, painter: QPainter, points: tuple[float, float], path: Path, number: int) -> None:
    size = QPageSize(QSizeF(*points), QPageSize.Unit.Point, "slide", QPageSize.SizeMatchPolicy.ExactMatch)
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
    if number == 0:
        if not painter.begin(writer):
            raise UserError(f"cannot write {path}")
    elif not writer.newPage():
        raise UserError(f"cannot write {path}")
    painter.resetTransform()
    painter.scale(writer.resolution() / 72, writer.resolution() / 72)


# ---------------------------------------------------------------- one sheet


class _Marker:
    """Told by the painter what it draws next; draws a square far outside the page where something else begins."""

    def __init__(self, painter: QPainter) -> None:
        self._painter = painter
        self.nodes: Mapping[Key, Node] = {}
        self.marks: list[Node | None] = []

    def __call__(self, key: Key | None) -> None:
        node = self.nodes.get(key) if key is not None else None
        if not self.marks or node is not self.marks[-1]:
            self._painter.fillRect(QRectF(len(self.marks), FAR, 1, 1), Qt.GlobalColor.black)
            self.marks.append(node)


def paint_sheet(show: Show, sheet: Sheet, painter: QPainter, images: Images, options: Options) -> Leaf:
    """Paint a sheet in points from the painter's origin; gives what a PDF needs to know of it."""
    marker, trees, words, rtl = _Marker(painter), [], [], False
    for placed in sheet.parts:
        tree, marker.nodes = _structure(show, placed)
        paint_placed(placed, painter, images, options, marker)
        trees.append(tree)
        words += _wordless(placed)
        rtl = rtl or _has_rtl(placed)
    slides = tuple((placed.slide, placed.scene.title) for placed in sheet.parts if placed.slide is not None)
    return Leaf(sheet.size[1], slides, sheet.label, tuple(trees), tuple(marker.marks), tuple(words), rtl)


def paint_placed(placed: Placed, painter: QPainter, images: Images, options: Options, tell: Tell = unheard) -> None:
    """Paint a part of a sheet in points from the sheet's corner; `tell` is told what is drawn next."""
    scene, box = placed.scene, QRectF(0, 0, *placed.scene.size)
    painter.save()
    painter.translate(*placed.at)
    painter.scale(placed.scale, placed.scale)
    if placed.framed:
        painter.setClipRect(box)
    paint(scene, painter, placed.step, images=images, behind=placed.slide is not None, tell=tell)
    if placed.slide is not None and (strokes := options.ink(placed.slide, placed.step)):
        tell(None)
        paint_strokes(strokes, painter)
    if placed.framed:
        tell(None)
        painter.setClipping(False)
        painter.setPen(QPen(FRAME, 0.75 / placed.scale))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box)
    painter.restore()


def _structure(show: Show, placed: Placed) -> tuple[Node, Mapping[Key, Node]]:
    slide = show.slide(placed.slide) if placed.slide is not None else None

    def links(text: Text) -> list[tuple[int, Rect, str]]:
        return [(index, Rect(b.x(), b.y(), b.width(), b.height()), link) for index, b, link in links_of(text, placed.step)]

    tree, nodes = structure(placed.scene, slide, placed.step, links, lambda text: bool(wordless_of(text, placed.step)))
    if placed.scale != 1.0 or placed.at != (0.0, 0.0):
        moved(tree, *placed.at, placed.scale)
    return tree, nodes


def _wordless(placed: Placed) -> list[tuple[Rect, str]]:
    (x, y), scale = placed.at, placed.scale
    found = wordless(placed.scene, placed.step)
    return [(Rect(x + b.x * scale, y + b.y * scale, b.w * scale, b.h * scale), said) for b, said in found]


def _has_rtl(placed: Placed) -> bool:
    return any(_RIGHT_TO_LEFT.search(words) for item in flat(placed.scene.items) for words in _said(item))


def _said(item: Item) -> Iterable[str]:
    if isinstance(item, Text):
        return (paragraph.text for paragraph in item.paragraphs)
    return (item.source,) if isinstance(item, Picture) else ()

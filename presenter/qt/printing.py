"""Show -> a printer: the sheets that the PDF has, each as large as the paper allows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrinter

from presenter.export.report import Options
from presenter.layout.show import Show
from presenter.problems import UserError
from presenter.qt.images import Images
from presenter.qt.paper import paint_placed
from presenter.qt.sheets import Sheet, sheets

EDGE = 18.0  # points left free around a slide: printers do not reach the edge of the paper


def print_show(show: Show, printer: QPrinter, pages: str, paper: str, told: Callable[[int], None] = lambda done: None) -> int:
    """Print: `pages` is what stands on one, "slides", "steps", "notes" or the number of slides on a handout's; `paper` is a4
    or letter. Of these the printer's range; gives how many. `told(done)` is called before each and may raise Cancelled.
    Raises UserError when the printer refuses."""
    handout = int(pages) if pages.isdecimal() else 0
    options = Options(steps=pages == "steps", notes=pages == "notes", handout=handout, paper=paper)
    painter, images, count = QPainter(), Images(), 0
    printer.setFullPage(True)
    printer.setDocName(show.deck.settings.title or (show.path.stem if show.path else "slides"))
    try:
        for sheet in _wanted(show, printer, options):
            told(count)
            _turn_page(printer, painter, sheet, count)
            _fit(printer, painter, sheet, 0.0 if options.notes or options.handout else EDGE)
            for placed in sheet.parts:
                paint_placed(placed, painter, images, options)
            count += 1
    finally:
        if painter.isActive():
            painter.end()
    return count


def _wanted(show: Show, printer: QPrinter, options: Options) -> Iterator[Sheet]:
    first, last = max(1, printer.fromPage()), printer.toPage() or None
    return islice(sheets(show, options), first - 1, last)


def _turn_page(printer: QPrinter, painter: QPainter, sheet: Sheet, number: int) -> None:
    wide = sheet.size[0] > sheet.size[1]
    printer.setPageOrientation(QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait)
    if not (painter.begin(printer) if number == 0 else printer.newPage()):
        raise UserError(f"cannot print on {printer.printerName() or 'this printer'}", "is it there and switched on?")


def _fit(printer: QPrinter, painter: QPainter, sheet: Sheet, edge: float) -> None:
    """The painter counts in points of the sheet from here on, the sheet in the middle of the paper."""
    paper = printer.pageLayout().fullRectPoints()
    width, height = sheet.size
    scale = min((paper.width() - 2 * edge) / width, (paper.height() - 2 * edge) / height)
    painter.resetTransform()
    painter.scale(printer.resolution() / 72, printer.resolution() / 72)
    painter.translate((paper.width() - width * scale) / 2, (paper.height() - height * scale) / 2)
    painter.scale(scale, scale)

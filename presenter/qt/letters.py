"""A set line and a painter of pixels → the line drawn letter by letter, where letters are large.

Qt keeps pictures of letters up to 64 pixels. Beyond that it draws all the letters of a run as one outline, which takes ten
times as long as drawing them one by one: on a 4K projector that is every word of a slide.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QPaintEngine, QPainter, QPainterPath, QRawFont, QTextCharFormat, QTextLayout

from presenter.qt.fonts import EMOJI

LARGE = 64.0  # pixels: Qt's own bound
# scripts whose letters join: drawn one by one they would show a seam
_JOINED = re.compile("[\u0590-\u1dff\ua800-\uabff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U0001ffff]")


def draw_large(painter: QPainter, layout: QTextLayout, at: QPointF) -> bool:
    """Draw the line at a point; False (and nothing drawn) where Qt does it as well, or better."""
    scale = painter.deviceTransform().m11()
    formats = layout.formats()
    if painter.paintEngine().type() != QPaintEngine.Type.Raster or not formats or _JOINED.search(layout.text()):
        return False
    if any(_special(one.format) or one.format.font().pixelSize() * scale <= LARGE for one in formats):
        return False
    letters: list[tuple[QPainterPath, QBrush]] = []
    for one in formats:
        brush = one.format.foreground()
        for run in layout.glyphRuns(one.start, one.length):
            font = run.rawFont()
            if _coloured(font):
                return False
            for index, place in zip(run.glyphIndexes(), run.positions(), strict=True):
                path = font.pathForGlyph(index)
                if path.isEmpty() and not font.boundingRect(index).isEmpty():
                    return False  # a picture of a letter: an emoji
                path.translate(place)
                letters.append((path, brush))
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.translate(at)
    for path, brush in letters:
        painter.fillPath(path, brush)
    painter.restore()
    return True


def _coloured(font: QRawFont) -> bool:
    """Whether its letters are pictures: asked for an outline, Qt would draw none of such a face's letters from then on."""
    return font.familyName() in EMOJI or not font.fontTable("CBLC").isEmpty()


def _special(form: QTextCharFormat) -> bool:
    """Whether lines go with the letters, or they stand higher or lower."""
    return form.fontUnderline() or form.fontStrikeOut() or form.baselineOffset() != 0.0 or form.isImageFormat()

"""A set line and a painter of pixels → the line drawn letter by letter, where letters are large.

Qt keeps pictures of letters up to 64 pixels. Beyond that it draws all the letters of a run as one outline, which takes ten
times as long as drawing them one by one: on a 4K projector that is every word of a slide.
"""

from __future__ import annotations

import re
from functools import partial

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QPaintEngine, QPainter, QPainterPath, QRawFont, QTextCharFormat, QTextLayout

from presenter.memo import Memo
from presenter.qt.fonts import EMOJI, any_installed

LARGE = 64.0  # pixels: Qt's own bound
# scripts whose letters join: drawn one by one they would show a seam
_JOINED = re.compile("[\u0590-\u1dff\ua800-\uabff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U0001ffff]")

_letters: Memo[QPainterPath | None] = Memo(6000)  # outlines, of a kilobyte each
_coloured: Memo[bool] = Memo(300)


def draw_large(painter: QPainter, layout: QTextLayout, at: QPointF) -> bool:
    """Draw the line at a point; False (and nothing drawn) where Qt does it as well, or better."""
    scale = painter.deviceTransform().m11()
    formats = layout.formats()
    if painter.paintEngine().type() != QPaintEngine.Type.Raster or not formats or _JOINED.search(layout.text()):
        return False
    if not any_installed():  # Qt draws boxes, and falls when asked what they are
        return False
    if any(_special(one.format) or one.format.font().pixelSize() * scale <= LARGE for one in formats):
        return False
    letters: list[tuple[QPainterPath, QBrush]] = []
    for one in formats:
        brush, name = one.format.foreground(), one.format.font().key()
        for run in layout.glyphRuns(one.start, one.length):
            font = run.rawFont()
            face = (name, font.familyName(), font.styleName())  # where the font has no such letter, it is another one's
            if _coloured.get(face, partial(_is_coloured, font)):
                return False
            for index, place in zip(run.glyphIndexes(), run.positions(), strict=True):
                path = _letters.get((face, index), partial(_outline, font, index))
                if path is None:
                    return False
                letters.append((path.translated(place), brush))
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.translate(at)
    for path, brush in letters:
        painter.fillPath(path, brush)
    painter.restore()
    return True


def _outline(font: QRawFont, index: int) -> QPainterPath | None:
    """The outline of a letter; None where it is a picture: an emoji."""
    path = font.pathForGlyph(index)
    return None if path.isEmpty() and not font.boundingRect(index).isEmpty() else path


def _is_coloured(font: QRawFont) -> bool:
    """Whether its letters are pictures: asked for an outline, Qt would draw none of such a face's letters from then on."""
    return font.familyName() in EMOJI or not font.fontTable("CBLC").isEmpty()


def _special(form: QTextCharFormat) -> bool:
    """Whether lines go with the letters, or they stand higher or lower."""
    return form.fontUnderline() or form.fontStrikeOut() or form.baselineOffset() != 0.0 or form.isImageFormat()

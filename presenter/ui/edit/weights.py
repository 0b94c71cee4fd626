"""The marks of lines in view → bold and slanted letters in the editor: they belong to a line's layout, colours do not."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QFont, QTextBlock, QTextCharFormat, QTextDocument, QTextLayout

Range = tuple[int, int, str]  # first unit, end, kind

BOLD, SLANTED = frozenset({"strong", "heading"}), frozenset({"emphasis"})


class Weights:
    """Sets lines bold and slanted, and keeps the letters so that move when something is typed before them."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self._ours = False
        document.contentsChange.connect(self._moved)

    def set_line(self, block: QTextBlock, marks: Iterable[Range]) -> None:
        """These parts of a line, in Qt's units, are bold or slanted; nothing is done when they are already."""
        wanted = [(first, end - first, kind in BOLD) for first, end, kind in marks if kind in BOLD or kind in SLANTED]
        layout = block.layout()
        has = [(one.start, one.length, one.format.fontWeight() == QFont.Weight.Bold) for one in layout.formats()]
        if wanted != has and not layout.preeditAreaText():
            self._set(block, [_range(*one) for one in wanted])

    def _set(self, block: QTextBlock, ranges: list[QTextLayout.FormatRange]) -> None:
        self._ours = True
        block.layout().setFormats(ranges)
        self._document.markContentsDirty(block.position(), block.length())
        self._ours = False

    def _moved(self, position: int, removed: int, added: int) -> None:
        """Something was written in a line: what stands behind it goes along, so that no letter changes its look on the way."""
        if self._ours or removed == added:
            return
        block = self._document.findBlock(position)
        ranges = block.layout().formats() if block.isValid() else []
        if not ranges or block.layout().preeditAreaText():
            return
        at, grown = position - block.position(), added - removed
        moved = []
        for one in ranges:
            first, end = one.start, one.start + one.length
            first, end = (first + grown if first >= at + removed else min(first, at)), (end + grown if end > at else end)
            if end > first:
                moved.append(_range(first, end - first, one.format.fontWeight() == QFont.Weight.Bold))
        self._set(block, moved)


def _range(first: int, length: int, bold: bool) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    look = QTextCharFormat()
    if bold:
        look.setFontWeight(QFont.Weight.Bold)
    else:
        look.setFontItalic(True)
    made.start, made.length, made.format = first, length, look
    return made

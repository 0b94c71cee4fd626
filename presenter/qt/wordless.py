"""Text -> the words in it whose glyphs a PDF has no letters for (emoji, syllables, marked letters), and where they are."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextLayout

from presenter.qt.fonts import EMOJI, MARKED, SYLLABIC, UNIT
from presenter.qt.text import SetLine, set_lines, visible, x_of
from presenter.scene import Text

_WORDLESS = frozenset((*EMOJI, *SYLLABIC, *MARKED))


def wordless_of(text: Text, step: int | None) -> list[tuple[QRectF, str]]:
    """Where `text` is drawn by glyphs that a PDF has no letters for (emoji, syllables), in points on the slide, and what it says."""
    found = []
    for index, group in groupby(text.lines, lambda line: line.paragraph):
        paragraph, lines = text.paragraphs[index], list(group)
        if visible(paragraph, step) == 0.0 or paragraph.text.isascii():
            continue
        for line, known in zip(lines, set_lines(paragraph, lines), strict=True):
            for box, characters in _wordless(known):
                x, y = text.box.x + line.x + box.x() / UNIT, text.box.y + line.baseline + box.y() / UNIT
                found.append((QRectF(x, y, box.width() / UNIT, box.height() / UNIT), characters))
    return found


def _wordless(known: SetLine) -> list[tuple[QRectF, str]]:
    """Each emoji or marked letter of a line and each word in a syllabic face, with their boxes from the left end of the baseline."""
    layout = known.layout
    raw = layout.text()
    if raw.isascii() or not any(run.rawFont().familyName() in _WORDLESS for run in layout.glyphRuns()):
        return []
    source, line, found = raw.encode("utf-16-le"), layout.lineAt(0), []
    for (family, size), group in groupby(_clusters(layout, len(source) // 2), lambda entry: entry[0]):
        clusters = [(start, end) for _, start, end in group]
        for start, end in _words(clusters, source) if family in SYLLABIC else clusters:
            left, right = sorted((x_of(line, start), x_of(line, end)))
            characters = source[2 * start : 2 * end].decode("utf-16-le", "replace")
            if family in _WORDLESS and not characters.isspace():
                found.append((QRectF(left, -0.9 * size, right - left, size), characters))
    return found


def _clusters(layout: QTextLayout, end: int) -> Iterator[tuple[tuple[str, float], int, int]]:
    """Each thing a cursor can stand before: the family and size it is drawn in, where it starts and ends in Qt's text."""
    start = 0
    while start < end:
        after = layout.nextCursorPosition(start)
        if after <= start:
            return
        # asked one by one: Qt gives wrong places for what stands in a line of several faces
        run = next(iter(layout.glyphRuns(start, after - start)), None)
        if run is not None:
            yield (run.rawFont().familyName(), run.rawFont().pixelSize()), start, after
        start = after


def _words(clusters: list[tuple[int, int]], source: bytes) -> list[tuple[int, int]]:
    """Clusters that touch, joined; spaces part them. `source` is UTF-16, in which Qt counts."""
    found: list[tuple[int, int]] = []
    for start, end in clusters:
        if source[2 * start : 2 * end].decode("utf-16-le", "replace").isspace():
            continue
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found

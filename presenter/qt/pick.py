"""Scene + a point on it -> what is there: the block, what it says, and which character was meant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QTextLine

from presenter.qt.fonts import UNIT
from presenter.qt.text import set_lines
from presenter.scene import BlockPath, Group, Item, Rect, Scene, Text


@dataclass(frozen=True, slots=True)
class Pick:
    """A block, the text that its paragraphs in one Text say (a line each), and an index in it."""

    path: BlockPath
    said: str = ""
    index: int = 0


OURS = ("line-numbers", "header", "footer", "number")  # words that stand nowhere in the slide's blocks


def pick(scene: Scene, x: float, y: float, step: int | None = None) -> Pick | None:
    """What is at a point of the slide (in points): the word under it, else the nearest one of its text, else the block."""
    box_hit: Pick | None = None
    for item in _leaves(scene.items, step):
        if not _holds(item.box, x, y):
            continue
        if isinstance(item, Text):
            found = _in_text(item, x, y) if item.role not in OURS else None
            box_hit = found if found is not None and found.path else box_hit
        elif item.path:
            box_hit = Pick(item.path)
    return box_hit


def _leaves(items: tuple[Item, ...], step: int | None) -> Iterator[Item]:
    for item in items:
        if step is not None and item.step > step:
            continue
        if isinstance(item, Group):
            if item.path:
                yield item
            yield from _leaves(item.items, step)
        else:
            yield item


def _holds(box: Rect, x: float, y: float) -> bool:
    return box.x - 2 <= x <= box.right + 2 and box.y - 2 <= y <= box.bottom + 2


def _in_text(text: Text, x: float, y: float) -> Pick | None:
    """The character nearest to the point."""
    if not text.lines:
        return Pick(text.path)
    down = y - text.box.y
    line = min(text.lines, key=lambda one: max(one.top - down, down - one.top - one.height, 0.0))
    paragraph = text.paragraphs[line.paragraph]
    known = set_lines(paragraph, [one for one in text.lines if one.paragraph == line.paragraph])
    own = [one for one in text.lines if one.paragraph == line.paragraph].index(line)
    layout = known[own].layout
    place = layout.lineAt(0).xToCursor((x - text.box.x - line.x) * UNIT, QTextLine.CursorPosition.CursorOnCharacter)
    characters = len(layout.text().encode("utf-16-le")[: 2 * place].decode("utf-16-le", "ignore"))
    path = paragraph.path or text.path
    before = [p.text for p in text.paragraphs[: line.paragraph] if p.path == paragraph.path]
    said = "\n".join((*before, paragraph.text))
    at = sum(len(part) + 1 for part in before) + min(line.start + characters, line.end)
    return Pick(path, said, at)

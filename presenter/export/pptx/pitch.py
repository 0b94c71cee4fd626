"""Set text -> the distance of its lines in points, where a share of the letters' size would not do for every program.

LibreOffice takes the height of a line from the font, not from the size, in cells of tables and where a link has letters of a
script with tall fonts: rows would grow, and all that stands below would be pushed down, or lines in a row would draw together.
PowerPoint's lines are as high either way; Google Slides makes those told in points a fifth higher, so they are few.
"""

from __future__ import annotations

from presenter.export.pptx.faces import EAST, SIMPLE
from presenter.export.pptx.tongues import script_of
from presenter.scene import Text

MANY = 3  # lines in a cell: the first and the last stand apart from where they should by what lacks between them
TALLEST = 1584.0  # points: PowerPoint's limit


def exact(text: Text, n: int, in_table: bool) -> float:
    """The pitch of paragraph `n`'s lines; 0 where its share of the size will do."""
    p = text.paragraphs[n]
    heights = [round(line.height, 2) for line in text.lines if line.paragraph == n]
    words = (run.text for run in p.runs if in_table or run.link)
    if any(run.inline is not None for run in p.runs) or len(set(heights)) != 1:
        return 0.0
    wanted = (in_table and len(heights) >= MANY) or any(_is_tall(part) for part in words)
    return min(heights[0], TALLEST) if wanted else 0.0


def _is_tall(words: str) -> bool:
    if words.isascii():
        return False
    scripts = {script_of(char) for char in words}
    return bool(scripts & EAST or scripts - SIMPLE)

"""A quotation and who said it: where the two stand as one → their regions, moved."""

from __future__ import annotations

from dataclasses import replace

from presenter.scene import Anchor, Rect
from presenter.theme.model import Region, SlideLayout


def stands_by(quote: Region, who: Region, layout: SlideLayout) -> bool:
    """Whether the name follows the words: it is below them, hangs from above, and no rule of the layout keeps it where it is."""
    if quote.anchor == "bottom" or who.anchor != "top" or who.box.y < quote.box.bottom - 1:
        return False
    return not any(quote.box.bottom - 1 <= d.box.y <= who.box.y for d in layout.decorations)


def gathered(quote: Region, words: float, who: Region, name: float, gap: float) -> tuple[Region, Region]:
    """Both regions when the words are `words` points tall and the name `name`, `gap` between them; together they stand in the
    room of both as the layout anchors the words."""
    room = who.box.bottom - quote.box.y
    free = max(0.0, room - words - gap - name)
    share: dict[Anchor, float] = {"top": 0.0, "middle": 0.5, "bottom": 1.0}
    y = quote.box.y + free * share[quote.anchor]
    below = min(y + words + gap, who.box.bottom - name)
    said = replace(quote, box=Rect(quote.box.x, y, quote.box.w, words), anchor="top")
    return said, replace(who, box=Rect(who.box.x, below, who.box.w, name))

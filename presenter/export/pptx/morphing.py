"""Names by which PowerPoint's Morph pairs the shapes of two slides: those that begin with `!!` and are the same on both."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from presenter.export.pptx.xml import attribute
from presenter.layout.show import Show
from presenter.scene import BlockPath, Item, Picture

PAIRED = ("Title", "Table", "Chart", "Diagram")  # kinds that become each other, in their order
_NAME = re.compile(r'(<p:cNvPr id="\d+" name=")([^"]*)(")')


def taking_part(show: Show, wanted: Sequence[int]) -> frozenset[int]:
    """The slides that morph into another or come out of one."""
    found: set[int] = set()
    for before, index in zip((None, *wanted), wanted, strict=False):
        if (show.slide(index).settings.transition or show.theme.transition).split(" ")[0] == "morph":
            found |= {index} if before is None else {before, index}
    return frozenset(found)


def paired(shapes: str, items: Mapping[str, Item], ids: Mapping[BlockPath, str]) -> str:
    """The shapes of a slide with names to pair them by; `items` tells what each name stands for."""
    seen: Counter[str] = Counter()
    new = {name: _paired(name, item, ids, seen) for name, item in items.items()}

    def renamed(found: re.Match[str]) -> str:
        return f"{found[1]}{new.get(found[2], found[2])}{found[3]}"

    return _NAME.sub(renamed, shapes)


def _paired(name: str, item: Item, ids: Mapping[BlockPath, str], seen: Counter[str]) -> str:
    wanted = ids.get(item.path, "") if item.path else ""
    if not wanted and isinstance(item, Picture) and item.role in ("picture", "logo", "background"):
        wanted = (item.media.file if item.media else item.image.original or item.image.file).stem
    if not wanted and name.split(" ")[0] in PAIRED:
        return f"!!{name}"
    if not wanted:
        return name
    seen[wanted] += 1
    return attribute(f"!!{wanted}" if seen[wanted] == 1 else f"!!{wanted} {seen[wanted]}")

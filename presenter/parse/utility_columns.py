"""Utility classes of a row, as Tailwind and UnoCSS have them -> how many columns it has and how wide they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from presenter.model import Block, Chart, Code, Column, Diagram, Figure, Heading, List, Math, Paragraph, Table, plain_text
from presenter.parse.tree import walk

_PREFIX = re.compile(r"^(?:sm|md|lg|xl|lt-sm|lt-md|at-lg|!)+:|^!")
_TEMPLATE = re.compile(r"grid-cols-(?:\[([^\]]{1,80})\]|(\d{1,2}))")
_WIDTH = re.compile(r"(?:w|basis|flex-basis)-(?:(\d{1,2})/(\d{1,2})|\[(\d{1,3})%\])")
_SPAN = re.compile(r"col-span-(\d{1,2})")
_LARGE = {"xl": 1.2, "2xl": 1.3, "3xl": 1.6, "4xl": 2.0, "5xl": 2.6, "6xl": 3.2, "7xl": 3.8, "8xl": 4.4, "9xl": 5.0}
FEW, MUCH = 6, 12  # characters of a sign or number before words, and of such words
_EACH, _AROUND = 0.016, 0.015  # share of the width that a character takes, and what stands around them


@lru_cache(maxsize=1024)
def template_of(classes: tuple[str, ...]) -> str:
    """What `grid-cols-3` or `grid-cols-[2fr_1fr]` says in CSS; "" where none says it. The largest screen's counts."""
    said = ""
    for name in classes:
        if match := _TEMPLATE.fullmatch(_PREFIX.sub("", name)):
            own = match[1].replace("_", " ").replace(",", " ") if match[1] and "(" not in match[1] else match[1] or ""
            said = own or f"repeat({match[2]}, 1fr)"
    return said


@lru_cache(maxsize=1024)
def is_stacked(classes: tuple[str, ...]) -> bool:
    """Whether utilities set what is in them one below the other, though it is a grid or flexible."""
    names = {_PREFIX.sub("", name) for name in classes}
    if "flex-col" in names or "flex-col-reverse" in names:
        return True
    if "grid" not in names:
        return False
    said = template_of(classes)
    if said:
        return said == "repeat(1, 1fr)"
    return any(name.startswith(("grid-rows-", "gap-", "space-y-")) for name in names) and not {"grid-flow-col", "cols"} & names


def share_of(classes: Sequence[str]) -> float | None:
    """The share of the width that `w-1/3` or `w-[30%]` asks for."""
    for name in classes:
        if match := _WIDTH.fullmatch(_PREFIX.sub("", name)):
            share = int(match[3]) / 100 if match[3] else int(match[1]) / max(1, int(match[2]))
            return share if 0 < share < 1 else None
    return None


def spans_of(columns: Sequence[Column], tracks: int) -> list[int] | None:
    """Over how many of `tracks` each column goes (`col-span-2`); None where none goes over more than one."""
    said = [next((int(m[1]) for name in c.attrs.classes if (m := _SPAN.fullmatch(_PREFIX.sub("", name)))), 1) for c in columns]
    return [min(max(1, span), tracks) for span in said] if any(span > 1 for span in said) else None


def beside_words(columns: Sequence[Column]) -> Sequence[float | None] | None:
    """Narrow columns for a number, a sign or an icon before words, as flexible boxes make them; None where there is none."""
    lengths = [_length(column.blocks) for column in columns]
    if any(share_of(c.attrs.classes) for c in columns) or not any(0 < n <= FEW for n in lengths) or not any(n > MUCH for n in lengths):
        return None
    narrow = [_EACH * n * _zoom(c) + _AROUND if 0 < n <= FEW else 0.0 for c, n in zip(columns, lengths, strict=True)]
    rest = (1 - sum(narrow)) / narrow.count(0.0)
    return [round(share or rest, 4) for share in narrow] if rest > 0.2 else None


def _length(blocks: Sequence[Block]) -> int:
    """The characters of the longest line there, many for what is not words."""
    longest = 0
    for block in walk(tuple(blocks)):
        if isinstance(block, (Paragraph, Heading)):
            words = max(plain_text(block.spans).split("\n"), key=len, default="")
            longest = max(longest, len(words.strip()), *(99 if span.image else 0 for span in block.spans), 0)
        elif isinstance(block, List) and not any(item.blocks for item in block.items):
            longest = max(longest, 2)  # `1.` alone
        elif isinstance(block, (Figure, Code, Table, Chart, Diagram, Math)):
            longest = max(longest, 99)
    return longest


def _zoom(column: Column) -> float:
    names = [*column.attrs.classes, *(name for block in walk(column.blocks) for name in block.attrs.classes)]
    return max((_LARGE.get(name.removeprefix("text-"), 1.0) for name in names if name.startswith("text-")), default=1.0)

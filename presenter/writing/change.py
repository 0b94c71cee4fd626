"""What a key does to the text: the edits, and what is selected afterwards."""

from __future__ import annotations

import re
from dataclasses import dataclass

from presenter.parse.edits import Edit


@dataclass(frozen=True, slots=True)
class Change:
    """Edits of the text as it is, and anchor and cursor in the text as it becomes; None leaves them to the edits."""

    edits: tuple[Edit, ...]
    select: tuple[int, int] | None = None


def line_at(text: str, offset: int) -> tuple[int, int]:
    """Start and end (without its newline) of the line that holds `offset`."""
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    return start, end if end >= 0 else len(text)


def lines_at(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Start and end of every line that the characters from `start` to `end` touch."""
    found = [line_at(text, start)]
    while found[-1][1] < end and found[-1][1] < len(text):
        following = line_at(text, found[-1][1] + 1)
        if following[0] >= end:
            break
        found.append(following)
    return found


FENCE = re.compile(r"^[ \t>]*(?P<fence>`{3,}|~{3,})(?P<info>[^`\n]*)$", re.M)
FAR = 200_000  # characters before a place that are looked through for what is open there


def in_listing(text: str, offset: int) -> bool:
    """Whether `offset` is inside a listing, where text stands as it is."""
    start = max(0, offset - FAR)
    opened = ""
    for match in FENCE.finditer(text, start, text.rfind("\n", 0, offset) + 1):
        fence = match["fence"]
        if not opened:
            opened = fence
        elif fence[0] == opened[0] and len(fence) >= len(opened) and not match["info"].strip():
            opened = ""
    return bool(opened)

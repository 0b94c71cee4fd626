"""What a key does to the text: the edits, and what is selected afterwards."""

from __future__ import annotations

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

"""Changes of a deck's text as values: Deck + what a person did -> Edits, and text + Edits -> text.

Offsets count Python characters (code points); Qt's border converts them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from presenter.model import Deck


@dataclass(frozen=True, slots=True)
class Edit:
    """Put `new` in the place of `text[start:end]`."""

    start: int
    end: int
    new: str


def apply(text: str, edits: Iterable[Edit]) -> str:
    """`text` with all `edits` made; their offsets are those of `text` as it is. Raises ValueError if two overlap."""
    parts: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        if not at <= edit.start <= edit.end <= len(text):
            raise ValueError(f"edit {edit.start}-{edit.end} overlaps another or lies outside the text")
        parts += (text[at : edit.start], edit.new)
        at = edit.end
    return "".join((*parts, text[at:]))


def common_prefix(a: str, b: str) -> int:
    """How many characters `a` and `b` share at their beginning."""
    low, high = 0, min(len(a), len(b))
    while low < high:
        middle = (low + high + 1) // 2
        if a[low:middle] == b[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def common_suffix(a: str, b: str, keep: int = 0) -> int:
    """How many characters `a` and `b` share at their end, leaving their first `keep` alone."""
    low, high = 0, min(len(a), len(b)) - keep
    while low < high:
        middle = (low + high + 1) // 2
        if a[len(a) - middle : len(a) - low] == b[len(b) - middle : len(b) - low]:
            low = middle
        else:
            high = middle - 1
    return low


def diff(old: str, new: str) -> Edit:
    """The smallest single Edit that makes `new` of `old`."""
    prefix = common_prefix(old, new)
    suffix = common_suffix(old, new, prefix)
    return Edit(prefix, len(old) - suffix, new[prefix : len(new) - suffix])


# ---------------------------------------------------------------- slides


def slide_range(deck: Deck, index: int) -> tuple[int, int]:
    """Where slide `index` lies in the text, the break line after it included."""
    end = deck.starts[index + 1] if index + 1 < len(deck.starts) else len(deck.text)
    return deck.starts[index], end

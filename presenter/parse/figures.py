"""A number as people write it ("1,234.5", "€ 12", "−3 %") → its value and unit; "" and "n/a" are none."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NOTHING = frozenset(("", "-", "–", "—", "~", "null", "none", "n/a", "na", "nan", "?", "..", "…"))
_SPACES = str.maketrans({"\u00a0": " ", "\u2007": " ", "\u2009": " ", "\u202f": " ", "\u2212": "-", "\u2013": "-"})
_NUMBER = re.compile(
    r"(?P<a>[+-]?)(?P<prefix>[$€£¥₹]|[A-Z]{2,3}(?=[ \d+.,-]))?(?P<gap>[ ]?)(?P<b>[+-]?)"
    r"(?P<digits>(?:\d[\d ,.']{0,30}|[.,]\d{1,20}))(?P<power>[eE][+-]?\d{1,2})?"
    r"(?P<suffix>[ ]?[^\W\d_]{0,8}[%‰°€$£¥₹]?[^\W\d_]{0,3}(?:/[^\W\d_]{1,6})?[²³]?)"
)
_LARGEST = 1e15


@dataclass(frozen=True, slots=True)
class Figure:
    """A value (None where there is none) and what stands before and behind it."""

    value: float | None
    prefix: str = ""
    suffix: str = ""


def read_figure(text: str) -> Figure:
    """The number that `text` is. Raises ValueError when it is none, or too large to draw."""
    text = text.strip()
    if text.lower() in _NOTHING:
        return Figure(None)
    found = _NUMBER.fullmatch(text.translate(_SPACES)) if len(text) <= 60 else None
    if found is None or (found["a"] and found["b"]):
        raise ValueError(text)
    digits = found["digits"]
    space = " " if digits.endswith(" ") and found["suffix"] else ""
    value = float(_plain(digits.rstrip(" ")) + (found["power"] or ""))
    if value > _LARGEST:
        raise ValueError(text)
    prefix = (found["prefix"] or "") + (found["gap"] if found["prefix"] else "")
    return Figure(-value if "-" in (found["a"], found["b"]) else value, prefix, space + found["suffix"].rstrip())


def _plain(digits: str) -> str:
    """Digits as Python reads them: a comma or point that parts thousands goes, one that parts decimals is a point."""
    bare = re.sub(r"(?<=\d)[ '](?=\d{3}(?!\d))", "", digits)
    points, commas = bare.count("."), bare.count(",")
    if points and commas:
        decimal, group = (".", ",") if bare.rindex(".") > bare.rindex(",") else (",", ".")
        return _ungrouped(bare, group, decimal)
    if commas:
        return _ungrouped(bare, ",", ".") if re.fullmatch(r"[1-9]\d{0,2}(?:,\d{3})+", bare) else bare.replace(",", ".")
    return _ungrouped(bare, ".", ",") if points > 1 else bare


def _ungrouped(text: str, group: str, decimal: str) -> str:
    whole, _, rest = text.partition(decimal)
    if not re.fullmatch(rf"\d{{1,3}}(?:\{group}\d{{3}})*", whole):
        raise ValueError(text)
    return f"{whole.replace(group, '')}.{rest}" if rest else whole.replace(group, "")

"""Slidev's slots, `::right::` -> columns and parts one below the other, every line knowing where it comes from."""

from __future__ import annotations

import re

from presenter.parse.comments import hidden_ranges
from presenter.parse.origin import Origin, Rewriting

_SLOT = re.compile(r"^::[ \t]*([a-z][a-z0-9_-]*)[ \t]*::[ \t]*$", re.M | re.I)
_HEADING = re.compile(r"\s*(#{1,6})[ \t][^\n]*(?:\n|$)")
_NAMES = (("left", "first", "col1", "column1", "a"), ("middle", "center", "second", "col2", "b"), ("right", "third", "col3", "c"))
_SIDES = {name: side for side, names in enumerate(_NAMES) for name in names}
_ABOVE = frozenset(("title", "header", "heading", "top", "head"))
Part = tuple[str, int, int]  # name of the slot, from, to


def find_slots(source: str) -> list[re.Match[str]]:
    """The lines that begin slots."""
    hidden = hidden_ranges(source)
    return [match for match in _SLOT.finditer(source) if match.start() not in hidden]


def with_slots(source: str, slots: list[re.Match[str]]) -> tuple[str, Origin]:
    """What stands behind `::left::` and `::right::` side by side; where no left is named, all before is left but the title,
    and the title too where the right has one of its own. Where only left is named, `::default::` is right."""
    parts = [
        (match[1].lower(), match.end(), after.start() if after else len(source))
        for match, after in zip(slots, [*slots[1:], None], strict=True)
    ]
    start = slots[0].start()
    sides = {side for name, _, _ in parts if (side := _side(name)) is not None}
    if 2 in sides and 0 not in sides and any(name == "default" for name, _, _ in parts):
        parts = [("left" if name == "default" else name, begin, end) for name, begin, end in parts]
    elif 0 in sides and 2 not in sides and any(name == "default" for name, _, _ in parts):
        parts = [("right" if name == "default" else name, begin, end) for name, begin, end in parts]
    elif 2 in sides and 0 not in sides:
        cut = _below_title(source, start, next((part for part in parts if _side(part[0]) == 2), parts[0]))
        parts.insert(0, ("left", cut, start))
        start = cut
    out = Rewriting()
    out.written(source[:start], 0)
    _one_below_the_other(source, [part for part in parts if part[0] in _ABOVE], out)
    _columns(source, parts, out)
    _one_below_the_other(source, [part for part in parts if part[0] not in _ABOVE and _side(part[0]) is None], out)
    return out.source, tuple(out.origin)


def _side(name: str) -> int | None:
    """0, 1 or 2 for a slot at the left, in the middle, at the right: `left-top` and `top-left` are at the left too."""
    if name in _SIDES:
        return _SIDES[name]
    return next((side for word, side in (("left", 0), ("right", 2)) if word in re.split(r"[-_]", name)), None)


def _below_title(source: str, end: int, right: Part) -> int:
    """Where the left column begins: below the title, unless the right one begins with a heading just as large."""
    title = _HEADING.match(source[:end])
    if title is None:
        return len(source[:end]) - len(source[:end].lstrip())
    other = _HEADING.match(source[right[1] : right[2]])
    alike = other is not None and len(other[1]) == len(title[1]) and source[title.end() : end].strip()
    return len(source[:end]) - len(source[:end].lstrip()) if alike else title.end()


def _one_below_the_other(source: str, parts: list[Part], out: Rewriting) -> None:
    for _, begin, end in parts:
        out.written(source[begin:end], source.count("\n", 0, begin))
        out.added("\n\n", source.count("\n", 0, end))


def _columns(source: str, parts: list[Part], out: Rewriting) -> None:
    """The slots of each side as a column, in the order of the sides."""
    columns = [[part for part in parts if _side(part[0]) == side] for side in range(3)]
    columns = [column for column in columns if column]
    if not columns:
        return
    out.added("\n\n::: columns\n", source.count("\n", 0, columns[0][0][1]))
    for column in columns:
        out.added("\n::: column\n\n", source.count("\n", 0, column[0][1]))
        _one_below_the_other(source, column, out)
        out.added("\n\n:::\n", source.count("\n", 0, column[-1][2]))
    out.added("\n:::\n\n", source.count("\n", 0, columns[-1][-1][2]))

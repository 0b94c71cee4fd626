"""remark's `.name[ ... ]` -> what the name means here: columns, alignment, a size, a colour, a picture's width, or a class."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from presenter.parse.comments import hidden_ranges
from presenter.parse.origin import Origin, Rewriting

_OPEN = re.compile(r"(?<![\w`)\]\\])((?:\.[A-Za-z][\w-]*)+)\[")
_BRACKETS = re.compile(rf"{_OPEN.pattern}|\[|\]")
_WIDTH = re.compile(r"(?:width|w)-(\d{1,3})(?:p|pct)?")
_SHARE = re.compile(r"(?:kol|col)-(\d{1,2})-(\d{1,2})")
_TWELFTHS = re.compile(r"col-(?:[a-z]{2}-)?(\d{1,2})")
_COLUMN = re.compile(r"(?:left|right|middle)-?(?:col|column)(?:-?\d+)?|(?:col|column)-?(?:left|right)|pull-(?:left|right)|column|col|c\d")
_CONTINUED = re.compile(r"-cont(?:inued|d)?$")
_BETWEEN = re.compile(r"(?:\s|\. \. \.$)*", re.M)  # columns with nothing but pauses between them stand in one row
_HEADINGS = re.compile(r"(?:\s*#{1,6}[ \t][^\n]*(?:\n|$))+\s*")
_PICTURE = re.compile(r"\s*!\[[^\]\n]*\]\([^()\n]*\)\s*")
_NARROW = 28  # percent: a column that holds nothing but headings, as remark's own slides have it
_ROWS = frozenset(("grid", "row", "columns", "cols"))
_MARKS = {"bold": "b", "strong": "b", "italic": "i", "em": "i", "underline": "u", "strike": "s", "small": "small", "smaller": "small",
          "tiny": "small", "footnote": "small", "caption": "small",
          "big": "big", "large": "big", "bigger": "big", "huge": "big"}  # fmt: skip
_COLORS = frozenset(
    ("red", "green", "blue", "orange", "purple", "gray", "grey", "pink", "brown", "teal", "cyan", "magenta", "black", "white", "yellow")
)
_ALIGNED = frozenset(("center", "left", "right"))


@dataclass(slots=True)
class _Open:
    """A `.name[` that is open: its classes, where its text begins and, once closed, where it ends."""

    names: tuple[str, ...]
    start: int  # of the dot
    inside: int  # after the bracket
    end: int = -1  # of the closing bracket
    plain: int = 0  # ordinary brackets open in it
    within: list[_Open] = field(default_factory=list)


def _find(source: str) -> list[_Open]:
    """The outermost `.name[ ... ]`, each with those in it."""
    hidden = hidden_ranges(source)
    found: list[_Open] = []
    stack: list[_Open] = []
    for match in _BRACKETS.finditer(source):
        if match.start() in hidden:
            continue
        if match[1] and len(stack) < 30:
            stack.append(_Open(tuple(match[1].split(".")[1:]), match.start(), match.end()))
        elif match[0] != "]":
            if stack:
                stack[-1].plain += 1
        elif stack and stack[-1].plain:
            stack[-1].plain -= 1
        elif stack:
            done = stack.pop()
            done.end = match.start()
            (stack[-1].within if stack else found).append(done)
    for left in stack:  # never closed: it stays as it is, what closed in it counts
        found += left.within
    return sorted(found, key=lambda one: one.start)


def open_classes(source: str) -> tuple[str, Origin]:
    """`.name[text]` -> what the name means here: columns, alignment, a size, a colour, a picture's width, or a class."""
    found = _find(source)
    if not found:
        return source, ()
    out = Rewriting()
    _rewrite(source, 0, len(source), found, out)
    return out.source, tuple(out.origin)


def _rewrite(source: str, start: int, end: int, found: list[_Open], out: Rewriting) -> None:
    at = start
    for row in _rows(found, source):
        _take(source, at, row[0].start, out)
        if len(row) > 1:
            _row(source, row, out)
        else:
            _one(source, row[0], start, end, out)
        at = row[-1].end + 1
    _take(source, at, end, out)


def _rows(found: list[_Open], source: str) -> list[list[_Open]]:
    """What stands side by side together, everything else alone."""
    rows: list[list[_Open]] = []
    for one in found:
        before = rows[-1][-1] if rows else None
        both = before is not None and _column(before.names) and _column(one.names)
        if before is not None and both and _BETWEEN.fullmatch(source, before.end + 1, one.start):
            rows[-1].append(one)
        else:
            rows.append([one])
    return rows


def _one(source: str, one: _Open, start: int, end: int, out: Rewriting) -> None:
    before, after = _meaning(one, source, start, end)
    out.added(before, source.count("\n", 0, one.start))
    at = one.inside
    if width := _width(one, source):
        out.added(f"![w:{width}% ", source.count("\n", 0, one.inside))
        at += 2
    if before.startswith("\n"):  # in a block the blanks before its first words say nothing
        at += len(source[at : one.end]) - len(source[at : one.end].lstrip(" \t\n"))
    _rewrite(source, min(at, one.end), one.end, one.within, out)
    out.added(after, source.count("\n", 0, one.end))


def _row(source: str, row: list[_Open], out: Rewriting) -> None:
    """Columns; a pause between two of them holds back what is in the second, and a column may go on below itself."""
    columns: list[list[_Open]] = []
    paused: set[int] = set()
    for index, one in enumerate(row):
        if columns and any(_CONTINUED.search(name) for name in one.names):
            columns[-1].append(one)
        else:
            columns.append([one])
        if index and ". . ." in source[row[index - 1].end : one.start]:
            paused.add(one.start)
    if len(columns) == 2 and not paused and _is_right(columns[0][0]) and not _is_right(columns[1][0]):
        columns.reverse()
    heads = _heads(source, columns)
    for head, parts in zip(heads, columns, strict=True):
        out.added(_block(head)[0], source.count("\n", 0, parts[0].start))
        for part in parts:
            line = source.count("\n", 0, part.inside)
            out.added("\n\n. . .\n\n" if part.start in paused else "\n\n", line)
            text = source[part.inside : part.end]
            _rewrite(source, part.inside + len(text) - len(text.lstrip()), part.end, part.within, out)
        out.added("\n\n:::\n\n", source.count("\n", 0, parts[-1].end))


def _is_right(one: _Open) -> bool:
    return any("right" in name for name in one.names)


def _heads(source: str, columns: list[list[_Open]]) -> list[str]:
    """The head of every column; one of headings alone beside another is narrow."""
    heads = [_column(parts[0].names) for parts in columns]
    if len(heads) == 2 and heads == ["{.column}", "{.column}"]:
        texts = ["".join(source[part.inside : part.end] for part in parts) for parts in columns]
        if _HEADINGS.fullmatch(texts[0]) and texts[1].strip() and not _HEADINGS.fullmatch(texts[1]):
            return [f"{{.column width={_NARROW}%}}", f"{{.column width={100 - _NARROW}%}}"]
    return heads


def _take(source: str, start: int, end: int, out: Rewriting) -> None:
    if start < end:
        out.written(source[start:end], source.count("\n", 0, start))


def _width(one: _Open, source: str) -> str:
    """The width that `.width-80[![...](...)]` gives its picture, in percent."""
    if not source.startswith("![", one.inside):
        return ""
    widths = [match[1] for name in one.names if (match := _WIDTH.fullmatch(name))]
    return widths[0] if widths and widths[0] != "100" else ""


def _meaning(one: _Open, source: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and behind the text of `one` in our own Markdown."""
    if panel := next((name for name in ("panelset", "panel-name", "panel") if name in one.names), ""):  # xaringanExtra's tabs
        return ("\n\n#### ", "\n\n") if panel == "panel-name" else _block("panel-tabset" if panel == "panelset" else "panel")
    if _ROWS.intersection(one.names) and any(_column(inner.names) for inner in one.within):
        return _block("columns")
    if column := _column(one.names):
        return _block(column)
    text = source[one.inside : one.end]
    if _PICTURE.fullmatch(text) and any("center" in name for name in one.names):
        return _block("{.center}")
    if "\n" in text.strip(" \t") or (_ALIGNED.intersection(one.names) and _alone(one, source, start, end)):
        classes = " ".join(f".{name}" for name in one.names if not _WIDTH.fullmatch(name))
        return _block(f"{{{classes}}}") if classes else ("", "")
    tags = [_MARKS[name] for name in one.names if name in _MARKS]
    color = next((name for name in one.names if name in _COLORS), "")
    plain = [name for name in one.names if name not in _MARKS and name not in _ALIGNED and not _WIDTH.fullmatch(name)]
    before = "".join(f"<{tag}>" for tag in tags)
    after = "".join(f"</{tag}>" for tag in reversed(tags))
    if color:
        return f'<span style="color:{color}">{before}', f"{after}</span>"
    if plain and text.strip() and not text.startswith("!["):
        return f'<span class="{" ".join(plain)}">{before}', f"{after}</span>"
    return before, after


def _block(head: str) -> tuple[str, str]:
    return f"\n\n::: {head}\n\n", "\n\n:::\n\n"


def _column(names: tuple[str, ...]) -> str:
    """The head of the column that these classes make, "" if they make none."""
    for name in (_CONTINUED.sub("", name) for name in names):
        if (match := _SHARE.fullmatch(name)) and 0 < int(match[1]) <= int(match[2]):
            return f"{{.column width={100 * int(match[1]) // int(match[2])}%}}"
        if (match := _TWELFTHS.fullmatch(name)) and 0 < int(match[1]) <= 12:
            return f"{{.column width={100 * int(match[1]) // 12}%}}"
        if _COLUMN.fullmatch(name):
            return "{.column}"
    return ""


def _alone(one: _Open, source: str, start: int, end: int) -> bool:
    """Whether nothing else stands on its line."""
    before = source[max(start, source.rfind("\n", 0, one.start) + 1) : one.start]
    stop = source.find("\n", one.end)
    after = source[one.end + 1 : min(end, stop if stop >= 0 else end)]
    return not before.strip() and not after.strip()

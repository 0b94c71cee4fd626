"""Pandoc's tables drawn with signs -> pipe tables: grid tables (`+---+`), simple and multiline tables (`---- ----`)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from presenter.parse.origin import Rewriting

_GRID = re.compile(r" {0,3}\+(?:[-=:]+\+)+[ \t]*$")
_DASHES = re.compile(r" {0,3}-+(?: +-+)+[ \t]*$")
_WHOLE = re.compile(r" {0,3}-{4,}[ \t]*$")
LONGEST = 400  # lines of one table

Rows = list[list[str]]
Found = tuple[Rows, int, list[str], int]  # rows, how many of them are headings, alignments, the line after it


def ruled_tables(source: str, hidden: Sequence[bool]) -> Rewriting | None:
    """`source` with such tables as pipe tables, None if it has none; `hidden` says of each line whether it is code."""
    lines = source.split("\n")
    out = Rewriting()
    at, seen = 0, False
    while at < len(lines):
        found = None if hidden[at] else _grid(lines, at) or _simple(lines, at)
        if found is None:
            out.added(lines[at] + ("\n" if at < len(lines) - 1 else ""), at)
            at += 1
            continue
        seen = True
        rows, heads, aligns, end = found
        head, body = (rows[0], rows[1:]) if heads else ([""] * len(aligns), rows)
        out.added("\n" + _row(head) + _row([_MARKS[align] for align in aligns]), at)
        for row in body:
            out.added(_row(row), at)
        out.added("\n", end - 1)
        at = end
    return out if seen else None


_MARKS = {"": "---", "left": ":--", "center": ":-:", "right": "--:"}


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(re.sub(r"(?<!\\)\|", r"\\|", cell) for cell in cells) + " |\n"


# ---------------------------------------------------------------- grid tables


def _grid(lines: list[str], at: int) -> Found | None:
    """The grid table that begins on line `at`."""
    if not _GRID.match(lines[at]) or not lines[at].strip().startswith("+"):
        return None
    indent = lines[at].index("+")
    edges = [i for i, char in enumerate(lines[at]) if char == "+"]
    rows: Rows = []
    held: list[list[str]] = [[] for _ in edges[1:]]
    heads, rule, end = 0, lines[at], at
    for end in range(at + 1, min(len(lines), at + LONGEST)):
        line = lines[end]
        if _GRID.match(line) and len(line) > indent and line[indent] == "+":
            if any(any(part) for part in held):
                rows.append([" ".join(filter(None, part)) for part in held])
                held = [[] for _ in edges[1:]]
            if "=" in line and not heads:
                heads, rule = len(rows), line
        elif len(line) > indent and line[indent] == "|":
            for number, (left, right) in enumerate(itertools.pairwise(edges)):
                held[number].append(line[left + 1 : right].strip())
        else:
            end -= 1
            break
    if not rows or any(any(part) for part in held):
        return None
    return rows, min(heads, 1), [_grid_align(rule[left + 1 : right]) for left, right in itertools.pairwise(edges)], end + 1


def _grid_align(rule: str) -> str:
    left, right = rule.strip().startswith(":"), rule.strip().endswith(":")
    return "center" if left and right else "right" if right else "left" if left else ""


# ---------------------------------------------------------------- simple and multiline tables


def _simple(lines: list[str], at: int) -> Found | None:
    """The simple or multiline table that begins on line `at`: with its headings, or with its rule."""
    open_rule = bool(_WHOLE.match(lines[at]) or _DASHES.match(lines[at]))
    if not lines[at].strip():
        return None
    rule = next((n for n in range(at, min(at + 6, len(lines))) if _DASHES.match(lines[n])), None)
    whole = bool(_WHOLE.match(lines[at]))
    if rule is None or (rule > at and not whole and rule != at + 1) or any(not lines[n].strip() for n in range(at, rule)):
        return None
    columns = [(m.start(), m.end()) for m in re.finditer("-+", lines[rule])]
    if max(end - start for start, end in columns) < 2:
        return None  # `- - -` is a ruler
    heading = lines[at + 1 : rule] if whole else lines[at:rule]
    end, blanks, closed = _last_row(lines, rule, open_rule)
    body = lines[rule + 1 : end]
    if not any(line.strip() for line in body) or (open_rule and not closed):
        return None
    groups = _groups(body) if blanks and closed else [[line] for line in body if line.strip()]
    rows = [_cells(group, columns) for group in groups]
    head = [_cells(heading, columns)] if heading else []
    aligns = [_align(heading[0] if heading else body[0], start, stop) for start, stop in columns]
    return [*head, *rows], len(head), aligns, end + (1 if closed else 0)


def _last_row(lines: list[str], rule: int, open_rule: bool) -> tuple[int, bool, bool]:
    """(the line after the last row, whether blank lines part its rows, whether a rule closes it)."""
    blanks = False
    for n in range(rule + 1, min(len(lines), rule + LONGEST)):
        if _WHOLE.match(lines[n]) or _DASHES.match(lines[n]):
            return n, blanks, True
        if not lines[n].strip():
            if not open_rule:
                return n, False, False
            blanks = True
    return min(len(lines), rule + LONGEST), blanks, False


def _groups(lines: list[str]) -> list[list[str]]:
    groups: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _cells(lines: list[str], columns: Sequence[tuple[int, int]]) -> list[str]:
    """What stands in each column of the lines of one row."""
    bounds = [0, *(start for start, _ in columns[1:]), 100_000]
    return [" ".join(filter(None, (line[a:b].strip() for line in lines))) for a, b in itertools.pairwise(bounds)]


def _align(line: str, start: int, end: int) -> str:
    """Pandoc's rule: flush with the dashes at one side, both or none."""
    words = line[start:end]
    if not words.strip():
        return ""
    left, right = not words[0].isspace(), len(words) == end - start and not words[-1].isspace()
    return "" if left and right else "left" if left else "right" if right else "center"

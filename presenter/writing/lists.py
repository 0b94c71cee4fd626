"""Enter, Tab and Backspace in lists and quotes: text + cursor -> Change. Numbers below stay right."""

from __future__ import annotations

import re

from presenter.parse.edits import Edit
from presenter.writing.change import Change, line_at, lines_at

ITEM = re.compile(
    r"(?P<quote>(?:[ \t]*+>[ \t]?+)*+)(?P<indent>[ \t]*)(?P<marker>[-+*]|(?P<number>\d{1,9})(?P<end>[.)]))(?P<gap>[ \t]+)"
    r"(?P<task>\[[ xX]\][ \t]+)?"
)
QUOTE = re.compile(r"(?:[ \t]*+>[ \t]?+)++")


def enter(text: str, offset: int) -> Change | None:
    """A new item below this one; on an empty item the list ends. None where Enter is just Enter."""
    start, end = line_at(text, offset)
    line = text[start:end]
    match = ITEM.match(line)
    if match is None:
        return _enter_quote(text, offset, start, line)
    if offset < start + match.end() or _in_code(text, start):
        return None
    if not line[match.end() :].strip():
        return _leave(text, start, end, match)
    marker = f"{int(match['number']) + 1}{match['end']}" if match["number"] else match["marker"]
    task = "[ ] " if match["task"] else ""
    new = f"\n{match['quote']}{match['indent']}{marker}{match['gap']}{task}"
    at = offset + len(new)
    edits = [Edit(offset, offset, new)]
    if match["number"]:
        edits += _renumber(text, end, match, int(match["number"]) + 2)
    return Change(tuple(edits), (at, at))


def _enter_quote(text: str, offset: int, start: int, line: str) -> Change | None:
    match = QUOTE.match(line)
    if match is None or offset < start + match.end():
        return None
    if not line[match.end() :].strip():
        return Change((Edit(start, start + len(line), ""),), (start, start))
    new = "\n" + match[0]
    return Change((Edit(offset, offset, new),), (offset + len(new),) * 2)


def _leave(text: str, start: int, end: int, match: re.Match[str]) -> Change:
    """An empty item goes a level out, or is no item any more."""
    if match["indent"]:
        out = _outdented(text, start, text[start:end])
        if out is not None:
            edits, shift = out
            return Change(edits, (end + shift,) * 2)
    at = start + len(match["quote"])
    return Change((Edit(at, end, ""),), (at, at))


def indent(text: str, start: int, end: int, out: bool = False) -> Change | None:
    """The items from `start` to `end` a level further in, or `out`; None where there is no item."""
    lines = lines_at(text, start, end)
    if not any(ITEM.match(text[a:b]) for a, b in lines):
        return None
    edits: list[Edit] = []
    for a, b in lines:
        line = text[a:b]
        found = _outdented(text, a, line) if out else _indented(text, a, line)
        if found is not None:
            edits += found[0]
    if not edits:
        return Change(())
    return Change(tuple(edits), (moved(start, edits), moved(end, edits)))


def moved(offset: int, edits: list[Edit]) -> int:
    """Where `offset` is after `edits`; behind what is put in there."""
    gone = sum(min(e.end, offset) - e.start for e in edits if e.start < offset)
    return offset - gone + sum(len(e.new) for e in edits if e.start <= offset)


def _indented(text: str, start: int, line: str) -> tuple[tuple[Edit, ...], int] | None:
    match = ITEM.match(line)
    if match is None:
        return None
    above = ITEM.match(_above(text, start))
    width = len(above["marker"] + above["gap"]) if above else 2
    if above and len(match["indent"]) > len(above["indent"]):
        return None  # deeper than the item above already
    if above is None:
        return None  # the first item of a list has nothing to stand under
    at = start + len(match["quote"])
    edits = [Edit(at, at, " " * width)]
    if match["number"] and match["number"] != "1":
        number = start + match.start("number")
        edits.append(Edit(number, number + len(match["number"]), "1"))
    return tuple(edits), width


def _outdented(text: str, start: int, line: str) -> tuple[tuple[Edit, ...], int] | None:
    match = ITEM.match(line)
    if match is None or not match["indent"]:
        return None
    depth = len(match["indent"].expandtabs(4))
    at, parent = start, None
    while at > 0:
        a, b = line_at(text, at - 1)
        found = ITEM.match(text[a:b])
        if found is None and not text[a:b].strip() and start - a > 4000:
            break
        if found and len(found["indent"].expandtabs(4)) < depth:
            parent = found
            break
        if found is None and text[a:b].strip() and not text[a:b].startswith((" ", "\t")):
            break
        at = a
    indent = parent["indent"] if parent else ""
    first = start + len(match["quote"])
    edits = [Edit(first, first + len(match["indent"]), indent)]
    if match["number"] and parent and parent["number"]:
        number = start + match.start("number")
        edits.append(Edit(number, number + len(match["number"]), str(int(parent["number"]) + 1)))
    return tuple(edits), sum(len(e.new) - (e.end - e.start) for e in edits)


def backspace(text: str, offset: int) -> Change | None:
    """Right behind an item's mark: the mark goes, or the item goes a level out."""
    start, end = line_at(text, offset)
    match = ITEM.match(text[start:end])
    if match is None or offset != start + match.end():
        return None
    if match["indent"] and (found := _outdented(text, start, text[start:end])):
        return Change(found[0], (offset + found[1],) * 2)
    first = start + len(match["quote"])
    return Change((Edit(first, offset, ""),), (first, first))


def renumbered(text: str, offset: int) -> tuple[Edit, ...]:
    """The edits that number the list at `offset` one by one from its first number on."""
    start, end = line_at(text, offset)
    match = ITEM.match(text[start:end])
    if match is None or not match["number"]:
        return ()
    while start > 0:
        a, b = line_at(text, start - 1)
        above = ITEM.match(text[a:b])
        if above and above["indent"] == match["indent"] and above["number"] and above["end"] == match["end"]:
            match, end = above, b
        elif not (text[a:b].startswith(match["indent"] + " ") and text[a:b].strip()):
            break
        start = a
    return tuple(_renumber(text, end, match, int(match["number"]) + 1))


def _renumber(text: str, after: int, match: re.Match[str], number: int) -> list[Edit]:
    """Numbers for the items that follow in the same list, from the line behind `after` on."""
    edits: list[Edit] = []
    at, empty = after, 0
    while at < len(text):
        start, at = line_at(text, at + 1)
        line = text[start:at]
        found = ITEM.match(line)
        if found and found["quote"] == match["quote"] and found["indent"] == match["indent"]:
            if not found["number"] or found["end"] != match["end"]:
                break
            place = start + found.start("number")
            if found["number"] != str(number):
                edits.append(Edit(place, place + len(found["number"]), str(number)))
            number, empty = number + 1, 0
        elif not line.strip():
            empty += 1
            if empty > 1:
                break
        elif not line.startswith(match["indent"] + " "):
            break
    return edits


def _above(text: str, start: int) -> str:
    """The nearest line above that is not empty."""
    at = start
    while at > 0:
        a, b = line_at(text, at - 1)
        if text[a:b].strip():
            return text[a:b]
        at = a
    return ""


def _in_code(text: str, start: int) -> bool:
    """Whether the line at `start` is inside a fence, seen from the last break above."""
    fence = ""
    top = max(text.rfind("\n---\n", 0, start), 0)
    for line in text[top:start].split("\n"):
        match = re.match(r"[ \t]*(`{3,}|~{3,})", line)
        if match and not fence:
            fence = match[1]
        elif match and match[1].startswith(fence):
            fence = ""
    return bool(fence)

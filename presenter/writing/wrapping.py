"""Marks around what is selected: bold, italic, code, link. Asked for twice, they go again. Text + selection -> Change."""

from __future__ import annotations

import re

from presenter.parse.edits import Edit
from presenter.writing.change import Change

MARKS = {"bold": "**", "italic": "*", "code": "`", "strike": "~~", "highlight": "=="}
PAIRS = {"*": "*", "_": "_", "`": "`", "~": "~", "(": ")", "[": "]", "{": "}", '"': '"', "'": "'", "“": "”", "«": "»", "$": "$"}
_WORD = re.compile(r"[\w'’-]+")


def wrap(text: str, start: int, end: int, mark: str) -> Change:
    """`mark` around the selection, or around the word at the cursor; away if it is there already."""
    if start == end:
        start, end = word_at(text, start)
    inner = text[start:end]
    lead = len(inner) - len(inner.lstrip())
    start, end = start + lead, max(start + lead, end - (len(inner) - len(inner.rstrip())))
    size = len(mark)
    if _marked(text, start, end, mark):
        return Change((Edit(start - size, start, ""), Edit(end, end + size, "")), (start - size, end - size))
    inner = text[start:end]
    if len(inner) > 2 * size and inner.startswith(mark) and inner.endswith(mark) and (mark != "*" or not inner.startswith("**")):
        return Change((Edit(start, start + size, ""), Edit(end - size, end, "")), (start, end - 2 * size))
    return Change((Edit(start, start, mark), Edit(end, end, mark)), (start + size, end + size))


def _marked(text: str, start: int, end: int, mark: str) -> bool:
    size = len(mark)
    if start < size or text[start - size : start] != mark or text[end : end + size] != mark:
        return False
    if mark != "*":
        return True
    run = len(text[:start]) - len(text[:start].rstrip("*"))
    return run != 2  # two are bold, one or three hold an italic


def link(text: str, start: int, end: int, target: str = "") -> Change:
    """A link from the selection, or the word at the cursor; what is to be filled in next is selected."""
    if start == end:
        start, end = word_at(text, start)
    words = text[start:end]
    if re.match(r"(?:https?://|mailto:|#)\S+$", words):
        return Change((Edit(start, end, f"[]({words})"),), (start + 1, start + 1))
    at = start + len(words) + 3
    return Change((Edit(start, end, f"[{words}]({target})"),), (at, at + len(target)) if words or target else (start + 1, start + 1))


def around(text: str, start: int, end: int, typed: str) -> Change | None:
    """A bracket, quote or mark typed over a selection stands around it; None when nothing is selected."""
    close = PAIRS.get(typed)
    if close is None or start == end or "\n\n" in text[start:end]:
        return None
    return Change((Edit(start, start, typed), Edit(end, end, close)), (start + 1, end + 1))


def word_at(text: str, offset: int) -> tuple[int, int]:
    """Start and end of the word at `offset`; both `offset` where there is none."""
    begin = max(text.rfind("\n", 0, offset) + 1, offset - 200)
    for match in _WORD.finditer(text, begin, min(len(text), offset + 200)):
        if match.start() <= offset <= match.end():
            return match.span()
        if match.start() > offset:
            break
    return offset, offset

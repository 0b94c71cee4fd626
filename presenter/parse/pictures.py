"""Lines of a paragraph → its parts: a picture on a line of its own stands as a figure, not as a letter in the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from presenter.model import Spans

_TARGET = r"""\((?:<[^<>]*>|[^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)?)(?:[ ]+(?:"[^"]*"|'[^']*'))?[ ]*\)"""
_PICTURE = rf"!\[(?:[^\[\]\\]|\\.)*\]{_TARGET}"
_ALONE = re.compile(rf"(?:(?:{_PICTURE}|\[{_PICTURE}\]{_TARGET})(?:\{{[^{{}}]*\}})?[ ]*|<img\b[^<>]*>[ ]*)+\\?$", re.IGNORECASE)
_BEGINS = ("![", "[![", "<img", "<IMG")
_BACKGROUND = re.compile(r"!\[bg\b")


def split_lines(lines: Sequence[str], breaks: bool) -> list[tuple[int, int, bool]]:
    """The parts as (first line, line after the last, whether it is pictures).

    Lines of nothing but pictures at either end stand apart; those in the middle only where every line breaks.
    """
    if not any(line.startswith(_BEGINS) for line in lines):
        return [(0, len(lines), False)]
    alone = [bool(_ALONE.match(line)) for line in lines]
    if not breaks:
        first = next((i for i, on in enumerate(alone) if not on), len(alone))
        last = next((i for i in range(len(alone), 0, -1) if not alone[i - 1]), 0)
        alone = [on and (i < first or i >= last) for i, on in enumerate(alone)]
    parts: list[tuple[int, int, bool]] = []
    for index, on in enumerate(alone):
        if parts and parts[-1][2] == on:
            parts[-1] = (parts[-1][0], index + 1, on)
        else:
            parts.append((index, index + 1, on))
    return parts


def is_caption(spans: Spans, before: Sequence[str]) -> bool:
    """Is this text, all in italics and right under the pictures in `before`, their caption?"""
    words = [s for s in spans if s.text.strip()]
    slanted = all(s.style.italic and s.kind in ("text", "math") for s in words)
    return bool(words) and slanted and not any(_BACKGROUND.search(line) for line in before)

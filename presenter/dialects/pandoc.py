"""Pandoc and Quarto: a title slide from the front matter, slides by heading level."""

from __future__ import annotations

import re

from presenter.parse.comments import hidden_ranges
from presenter.parse.dialect import Dialect
from presenter.parse.frontmatter import FrontMatter

_HEADING = re.compile(r"^(#{1,6})[ \t]+\S.*\n(?:[ \t]*\n)*(?=[ \t]*(\S.*)?)", re.M)


def slide_levels(text: str, front: FrontMatter) -> frozenset[int]:
    """Pandoc's slide level: the highest heading that content follows at once; it and those above begin slides."""
    hidden = hidden_ranges(text) if "```" in text or "~~~" in text else []
    best = 0
    for match in _HEADING.finditer(text, front.end):
        after = (match[2] or "").strip()
        content = after and not re.match(r"#{1,6}(?:\s|$)|-{3,}\s*$", after)
        if content and not any(a <= match.start() < b for a, b in hidden):
            level = len(match[1])
            best = level if not best else min(best, level)
    return frozenset(range(1, best + 1))


DIALECT = Dialect("pandoc", levels=slide_levels, cover=True)

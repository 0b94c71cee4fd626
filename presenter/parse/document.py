"""A text that was not written as a deck, with headings and (nearly) no slide breaks → the levels that begin its slides."""

from __future__ import annotations

import re

from presenter.parse.comments import hidden_ranges
from presenter.parse.frontmatter import FrontMatter

_MARK = re.compile(r"^(?:(?P<head>##?)[ \t]+\S|(?P<under>=+|-+)[ \t]*$| {0,3}(?:-[ \t]*|_[ \t]*|\*[ \t]*){3,}$)", re.M)
TOP = frozenset((1, 2))
MOST = 8  # breaks: what has more was written as a deck
LEAST, EACH = 2, 4  # headings in the midst of slides: so many at least, and so many more for every break there is


def document_levels(text: str, front: FrontMatter) -> frozenset[int]:
    """1 and 2 where headings of these levels stand in the midst of what would be one slide, again and again."""
    if text.count("\n---", front.end) > MOST:
        return frozenset()
    hidden = hidden_ranges(text)
    rulers = extra = 0
    begun = False  # whether the present slide holds anything yet
    last = front.end
    for match in _MARK.finditer(text, front.end):
        if match.start() in hidden:
            continue
        begun = begun or bool(text[last : match.start()].strip())
        if match["head"] or (match["under"] and _words_above(text, match.start())):
            extra += begun
            begun = True
        elif not match["under"] or match["under"].startswith("---"):
            rulers, begun = rulers + 1, False
        last = match.end()
    return TOP if extra >= LEAST + EACH * rulers else frozenset()


def _words_above(text: str, at: int) -> bool:
    """Whether the line before offset `at`, where a line begins, says anything."""
    return bool(text[text.rfind("\n", 0, max(0, at - 1)) + 1 : at].strip())

"""`##Heading`, as the Markdown of older programs has it -> `## Heading`."""

from __future__ import annotations

import re

from presenter.parse.comments import hidden_ranges

_CLOSE = re.compile(r"^(#{2,6})(?=[^\W\d_])|^(#)(?=[^\W\d_a-z])", re.M)


def with_spaces(source: str) -> str:
    """`source` with a space behind the marks of a heading; one mark alone before a small letter is a tag."""
    if not _CLOSE.search(source):
        return source
    hidden = hidden_ranges(source)
    return _CLOSE.sub(lambda m: m[0] if m.start() in hidden else f"{m[0]} ", source)

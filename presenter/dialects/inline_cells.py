"""R Markdown's `r expression` in running text, whose value R would work out -> an ellipsis."""

from __future__ import annotations

import re

from presenter.parse.comments import hidden_ranges

_CELL = re.compile(r"(?<!`)`\{?r\}? +[^`\n]{1,400}`(?!`)")


def without_results(source: str) -> str:
    """`source` with every such expression as three dots: its code is nothing for an audience."""
    if "`r " not in source and "`{r} " not in source:
        return source
    hidden = hidden_ranges(source)
    return _CELL.sub(lambda m: m[0] if m.start() in hidden else "…", source)

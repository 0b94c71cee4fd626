"""R Markdown's cells: `r expression` in running text -> an ellipsis; cells whose deck shows no code -> cells that say so."""

from __future__ import annotations

import re

from presenter.parse.comments import hidden_ranges
from presenter.parse.frontmatter import FrontMatter, Mapping
from presenter.parse.values import words

_INLINE = re.compile(r"(?<!`)`\{?r\}? +[^`\n]{1,400}`(?!`)")
_CELL = re.compile(r"^([ \t]*`{3,}[ \t]*\{(?:r|python|julia|ojs|bash|sql|stata)\b)(?![^}\n]*\becho[ ]*=)([^}\n]*)\}", re.M | re.I)
_CHUNKS = re.compile(r"opts_chunk\$set\([^()]{0,1500}?\becho[ ]*=[ ]*F", re.I)
_PRESENTED = re.compile(r"revealjs|beamer|pptx")


def without_results(source: str) -> str:
    """`source` with every such expression as three dots: its code is nothing for an audience."""
    if "`r " not in source and "`{r} " not in source:
        return source
    hidden = hidden_ranges(source)
    return _INLINE.sub(lambda m: m[0] if m.start() in hidden else "…", source)


def hides_code(front: FrontMatter, text: str) -> bool:
    """Whether the code of cells is shown only where they ask for it: so Quarto has it in presentations, and knitr where it is told."""
    said = {entry.key: entry.value for entry in front.entries}
    execute = said.get("execute")
    echo = words(dict(execute.pairs).get("echo", "")).lower() if isinstance(execute, Mapping) else ""
    if echo:
        return echo == "false"
    return bool(_PRESENTED.search(repr(said.get("format", "")))) or ("opts_chunk$set" in text and _CHUNKS.search(text) is not None)


def with_quiet_cells(source: str) -> str:
    """`source` with `echo=FALSE` in every cell that does not say."""
    return _CELL.sub(lambda m: f"{m[1]}{m[2].rstrip()}, echo=FALSE}}", source) if "{" in source and "```" in source else source

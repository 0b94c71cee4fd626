"""What pandoc alone reads of a block: `~` before a meaning, a picture alone in its paragraph as a figure with a caption."""

from __future__ import annotations

import re

from presenter.parse.comments import hidden_ranges
from presenter.parse.ranges import Ranges

_MEANING = re.compile(r"^( {0,3})~(?=[ ]{1,4}\S)", re.M)
_FIGURE = re.compile(
    r"^([ \t]*(?:(?:>|[-*+]|\d{1,3}[.)])[ ]+)*)"
    r"(!\[(?:[^\[\]\n]|\[[^\[\]\n]*\](?:\([^()\n]*\))?)+\](?:\(<[^<>\n]*>\)|\([^()\n]*\)))(?:\{([^{}\n]*)\})?[ \t]*$",
    re.M,
)


def with_captions(source: str) -> str:
    """`source` with a class on every picture that is a figure, so that its words are shown below it."""
    hidden = hidden_ranges(source)
    return _FIGURE.sub(lambda m: _figure(m, source, hidden), source)


def _figure(match: re.Match[str], source: str, hidden: Ranges) -> str:
    above = source[: match.start()].rstrip(" \t")[:-1].rpartition("\n")[2].strip() if match.start() else ""
    below = source[match.end() + 1 :].partition("\n")[0].strip()
    alone = not below or below.startswith(":::")
    alone = alone and (not above or bool(match[1].strip()) or above.startswith((":::", "#")))
    if match.start() in hidden or not alone:
        return match[0]
    return f"{match[1]}{match[2]}{{.captioned {(match[3] or '').strip()}".rstrip() + "}"


def with_colons(source: str) -> str:
    """`~ meaning` as `: meaning`, where a term may stand above."""
    hidden = hidden_ranges(source)

    def colon(match: re.Match[str]) -> str:
        above = source[: match.start()].rstrip("\n").rpartition("\n")[2].strip()
        return match[0] if match.start() in hidden or not above or above.startswith((":::", "#")) else f"{match[1]}:"

    return _MEANING.sub(colon, source)

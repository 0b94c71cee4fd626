"""Words of a diagram -> words of a sentence: cleaned, joined, and not more than a person wants to hear."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import unescape

MOST = 14  # parts of a sentence that are named; the rest is counted
LONG = 600  # characters in all
_NOISE = (
    (re.compile(r"<br\s*/?>|\\n", re.IGNORECASE), " "),
    (re.compile(r"</?[a-zA-Z][^<>]*>"), ""),
    (re.compile(r"\bfa[bsrl]?:fa-[\w-]+ ?"), ""),
    (re.compile(r"[*_]{2}|`"), ""),
)


def clean(text: str) -> str:
    """A label without quotes, tags, icons and line breaks."""
    for noise, instead in _NOISE:
        text = noise.sub(instead, text)
    text = unescape(re.sub(r"#(\d+|[a-z]+);", r"&\1;", text)).strip()
    if len(text) > 1 and text[0] == text[-1] == '"':
        text = text[1:-1]
    return " ".join(text.split())


def listed(parts: Sequence[str]) -> str:
    """a, b and c."""
    return " and ".join(part for part in (", ".join(parts[:-1]), parts[-1]) if part) if parts else ""


def told_apart(parts: Iterable[str], between: str = "; ") -> str:
    """The first parts with `between` them, and how many more there are."""
    every = [part for part in parts if part]
    more = f"{between}and {len(every) - MOST} more" if len(every) > MOST else ""
    return between.join(every[:MOST]) + more


def bounded(text: str) -> str:
    """The text, cut at a word where it is too long to be listened to."""
    return text if len(text) <= LONG else text[:LONG].rsplit(" ", 1)[0].rstrip(",;: ") + " …"

"""Marp: a newline is a line break, `*` and `1)` items come one by one, `:::` means nothing; its first version's settings."""

from __future__ import annotations

import re

from presenter.parse.dialect import Dialect, Prepared
from presenter.parse.frontmatter import Entry
from presenter.parse.split import Rules

# Marp 0: `<!-- *template: invert -->`, `<!-- page_number: true -->`, `![](#fff)` for the colour of the text
_OLD = re.compile(r"<!--[ \t]*(\*?)(template|page_number|footer|header|prerender):[ \t]*([^\n]*?)[ \t]*-->")
_OLD_NAMES = {"template": "class", "page_number": "paginate", "footer": "footer", "header": "header"}
_COLORED = re.compile(r"!\[\]\((#[0-9A-Fa-f]{3,8})\)")


def prepare(source: str) -> Prepared:
    """One slide in our own Markdown, line for line."""
    if "<!-- *" not in source and "template:" not in source and "page_number" not in source and "![](#" not in source:
        return Prepared(source)
    entries = [Entry(source.count("\n", 0, m.start()), "_color", m[1]) for m in _COLORED.finditer(source)]
    source = _COLORED.sub("", source)
    return Prepared(_OLD.sub(_renamed, source), tuple(entries))


def _renamed(match: re.Match[str]) -> str:
    name = _OLD_NAMES.get(match[2])
    return f"<!-- {'_' if match[1] else ''}{name}: {match[3]} -->" if name else ""


DIALECT = Dialect("marp", Rules(containers=False), prepare, breaks=True, fragments=True)

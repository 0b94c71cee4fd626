"""reveal.js, reveal-md, Advanced Slides: `--` is a slide too, `Note:` begins notes, comments carry attributes."""

from __future__ import annotations

import re

from presenter.parse.dialect import Dialect, Prepared
from presenter.parse.frontmatter import Entry
from presenter.parse.split import Rules

_NOTE = re.compile(r"^[ \t]*notes?:[ \t]*", re.M | re.I)
_SLIDE = re.compile(r"<!--\s*\.slide:(.*?)-->", re.S)
_ELEMENT = re.compile(r"[ \t]*<!--\s*\.element:(.*?)-->", re.S)
_ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_KEYS = {"data-background": "background", "data-background-color": "backgroundColor", "data-background-image": "background",
         "data-background-size": "backgroundSize", "data-background-position": "backgroundPosition", "data-transition": "transition",
         "class": "class", "id": "id", "data-visibility": "visibility", "data-background-gradient": "background",
         "data-autoslide": "advance"}  # fmt: skip


def prepare(source: str) -> Prepared:
    """Take out notes and attributes."""
    notes: tuple[str, ...] = ()
    marks = list(_NOTE.finditer(source)) if "ote" in source or "OTE" in source else []
    if len(marks) == 1:
        notes = (source[marks[0].end() :].strip(),)
        source = source[: marks[0].start()]
    entries: list[Entry] = []
    if "<!--" in source:
        for match in _SLIDE.finditer(source):
            entries += _entries(match[1], source.count("\n", 0, match.start()))
        source = _SLIDE.sub(lambda m: "\n" * m[0].count("\n"), source)
        source = _ELEMENT.sub(_element, source)
    return Prepared(source, tuple(entries), tuple(filter(None, notes)))


def _entries(text: str, line: int) -> list[Entry]:
    found = []
    for match in _ATTRIBUTE.finditer(text):
        key, value = _KEYS.get(match[1], ""), match[2] or match[3] or ""
        if key == "visibility":
            key, value = "hidden", "true" if value == "hidden" else "false"
        if key == "advance" and value.isdigit():
            value = f"{value}ms"
        if key and value:
            found.append(Entry(line, key, value))
    return found


def _element(match: re.Match[str]) -> str:
    """A fragment becomes a step, other attributes go."""
    lines = "\n" * match[0].count("\n")
    return (" {.step}" if re.search(r"\bfragment\b", match[1]) else "") + lines


DIALECT = Dialect("reveal", Rules(setext=False, marks="--", containers=False), prepare)

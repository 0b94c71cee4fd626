"""Deckset: `[.name: value]` lines, `^` paragraphs are notes, `![left fit](x)` pictures."""

from __future__ import annotations

import re

from presenter.parse.dialect import Dialect, Prepared
from presenter.parse.frontmatter import Entry
from presenter.parse.split import Rules

_COMMAND = re.compile(r"^\[\.([a-z-]+):[ \t]*([^\]\n]*)\][ \t]*$")
_TOP = re.compile(r"^[a-z][a-z-]+:[ \t]*\S.*$")
_NOTE = re.compile(r"^\^[ \t]*(.*)$")
_FIT = re.compile(r"^(#{1,6})[ \t]*\[fit\][ \t]*")
_IMAGE = re.compile(r"!\[((?:fit|left|right|original|filtered|\d+%|[ \t])*)\]\(")
_KEYS = {"background-color": "backgroundColor", "footer": "footer", "background-image": "background"}


def prepare(source: str) -> Prepared:
    """One slide in our own Markdown."""
    lines = source.split("\n")
    entries: list[Entry] = []
    notes: list[str] = []
    top = True
    for number, line in enumerate(lines):
        if top and _TOP.match(line) and not line.startswith(("http", "www")):
            lines[number] = ""
            continue
        top = top and not line.strip() and number < 2
        if match := _COMMAND.match(line):
            lines[number] = ""
            if key := _KEYS.get(match[1]):
                entries.append(Entry(number, key, match[2]))
            elif match[1] == "build-lists" and match[2] != "false":
                lines[number] = ""
        elif match := _NOTE.match(line):
            lines[number] = ""
            notes.append(match[1])
        else:
            line = _FIT.sub(r"\1 <!-- fit --> ", line)
            lines[number] = _IMAGE.sub(lambda m: f"![bg {m[1].strip()}](".replace("bg ]", "bg]"), line) if "![" in line else line
    return Prepared("\n".join(lines), tuple(entries), tuple(notes))


DIALECT = Dialect("deckset", Rules(containers=False), prepare)

"""presenterm: commands in comments, slides end at `<!-- end_slide -->`."""

from __future__ import annotations

import re

from presenter.parse.dialect import Dialect, Prepared
from presenter.parse.split import Rules

_COMMAND = re.compile(r"^[ \t]*<!--[ \t]*([a-z_]+)(?:[ \t]*:[ \t]*(.*?))?[ \t]*-->[ \t]*$")
_NOTE = re.compile(r"<!--\s*speaker_note:(.*?)-->", re.S)


def prepare(source: str) -> Prepared:
    """One slide in our own Markdown."""
    if "<!--" not in source:
        return Prepared(source)
    notes = tuple(match[1].strip() for match in _NOTE.finditer(source))
    lines = _NOTE.sub(lambda m: "\n" * m[0].count("\n"), source).split("\n")
    in_column = in_columns = False
    for number, line in enumerate(lines):
        match = _COMMAND.match(line)
        if match is None:
            continue
        free = number > 0 and not lines[number - 1].strip()
        lines[number] = ""
        if match[1] == "pause":
            lines[number] = ". . ."
        elif match[1] == "column_layout":
            lines[number], in_columns = "::: columns", True
        elif match[1] == "column" and in_columns and (free or not in_column):
            if in_column:
                lines[number - 1] = ":::"
            lines[number], in_column = "::: column", True
        elif match[1] == "reset_layout" and in_columns:
            if in_column and free:
                lines[number - 1] = ":::"
            lines[number], in_column, in_columns = ":::", False, False
    return Prepared("\n".join(lines), (), notes)


DIALECT = Dialect("presenterm", Rules(rulers=False, marks=r"<!--[ \t]*end_slide[ \t]*-->"), prepare, cover=True)

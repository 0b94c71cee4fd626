"""Problems of a theme + the deck's text -> the same Problems at the line of the deck that asks for what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from presenter.problems import Problem

_ASKED_BY = {  # Problem.code -> the keys of the front matter it may come from, the likeliest first
    "unknown-variant": ("variant", "theme"),
    "bad-color": ("colors",),
    "low-contrast": ("colors", "theme"),
    "bad-font": ("fonts",),
    "missing-picture": ("logo",),
    "outside-folder": ("logo",),
}
_KEY = re.compile(r"[ \t]*(?:<!--[ \t]*)?\$?(theme|variant|colors|fonts|logo)[ \t]*:")
FAR = 400  # lines in which front matter is looked for


def placed(problems: Iterable[Problem], text: str) -> tuple[Problem, ...]:
    """Each Problem with `slide` 1 and the `line` (from 1) of the key in `text`; the first line if none says it."""
    found = tuple(problems)
    if not found:
        return ()
    lines: dict[str, int] = {}
    for number, line in enumerate(text.split("\n", FAR)[:FAR], 1):
        if key := _KEY.match(line):
            lines.setdefault(key[1], number)

    def line_of(problem: Problem) -> int:
        return next((lines[key] for key in _ASKED_BY.get(problem.code, ("theme",)) if key in lines), 1)

    return tuple(problem if problem.line is not None else replace(problem, slide=1, line=line_of(problem)) for problem in found)

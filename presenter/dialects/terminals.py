"""Decks of maaslalani's slides and of lookatme: rules end slides, `<!-- stop -->` is a pause; nothing is run."""

from __future__ import annotations

import re

from presenter.parse.comments import hidden_ranges
from presenter.parse.dialect import HOUSE, Dialect, Prepared
from presenter.parse.frontmatter import Entry, FrontMatter
from presenter.parse.values import words

_TERMINAL = re.compile(r"^(?P<mark>`{3,}|~{3,})[ \t]*terminal-ex[ \t]*\n(?P<body>(?:(?!(?P=mark))[^\n]*\n)*)(?P=mark)[ \t]*$", re.M)
_SHELL = re.compile(r"^(`{3,}|~{3,})[ \t]*terminal\d*[ \t]*$", re.M)
_SAID = re.compile(r"^(init_text|command):[ \t]*(.*?)[ \t]*$", re.M)
_STOP = re.compile(r"<!--[ \t]*stop[ \t]*-->")
_ITEM = re.compile(r"[ \t]*(?:[-+*]|\d{1,9}[.)])[ \t]")
_PATTERN = re.compile(r"[MDYd]{2,4}|%")  # `MMMM dd, YYYY`: the day of the talk


def prepare(source: str) -> Prepared:
    """One slide in our own Markdown, on as many lines."""
    if "terminal" in source:
        source = _SHELL.sub(r"\1bash", _TERMINAL.sub(_command, source))
    if "<!--" in source and _STOP.search(source):
        source = _with_steps(source)
    return HOUSE.prepare(source)


def _command(match: re.Match[str]) -> str:
    """What a terminal on the slide would begin with, as a listing."""
    said = {key: words.strip("\"'") for key, words in _SAID.findall(match["body"])}
    lines = match["body"].count("\n")
    return f"{match['mark']}bash\n{said.get('init_text') or said.get('command', '')}\n{match['mark']}" + "\n" * (lines - 1)


def _with_steps(source: str) -> str:
    """A pause at the end of a line holds back the list item that follows, and what comes below the list."""
    hidden = hidden_ranges(source)
    lines, at, held, waiting = source.split("\n"), 0, False, False
    for number, line in enumerate(lines):
        code = at in hidden
        at += len(line) + 1
        if code or not line.strip():
            continue
        if held and _ITEM.match(line):
            lines[number] = f"{_STOP.sub('', line).rstrip()} {{.step}}"
            waiting = True
        elif waiting and not line.startswith((" ", "\t")) and not _ITEM.match(line) and not lines[number - 1].strip():
            lines[number - 1], waiting = "<!-- stop -->", False
        stops = [match.end() for match in _STOP.finditer(line)]
        held = bool(stops) and bool(_ITEM.match(line))
        if stops and not held and line[: line.find("<!--")].strip() and not line[stops[-1] :].strip():
            following = lines[number + 1] if number + 1 < len(lines) else ""
            if not following.strip() and number + 1 < len(lines):
                lines[number], lines[number + 1] = _STOP.sub("", line).rstrip(), "<!-- stop -->"
    return "\n".join(lines)


def settings(front: FrontMatter) -> tuple[Entry, ...]:
    """slides' line below: the pages' numbers; author and date."""
    said = {entry.key: words(entry.value) for entry in front.entries}
    if "paging" not in said:
        return ()
    line = next(entry.line for entry in front.entries if entry.key == "paging")
    shown = [said[key] for key in ("author", "date") if said.get(key) and not (key == "date" and _PATTERN.search(said[key]))]
    footer = (Entry(line, "footer", " · ".join(shown)),) if shown and "footer" not in said else ()
    return (Entry(line, "paginate", "true"), *footer) if "%d" in said["paging"] and "paginate" not in said else footer


DIALECT = Dialect("slides", prepare=prepare, levels=HOUSE.levels, settings=settings)

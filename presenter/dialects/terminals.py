"""Decks of maaslalani's slides and of lookatme: rules end slides, `<!-- stop -->` is a pause; nothing is run."""

from __future__ import annotations

import re
from dataclasses import replace

from presenter.parse.comments import hidden_ranges
from presenter.parse.dialect import HOUSE, Dialect, Prepared
from presenter.parse.frontmatter import Entry, FrontMatter
from presenter.parse.values import words
from presenter.problems import Problem, Severity

_TERMINAL = re.compile(r"^(?P<mark>`{3,}|~{3,})[ \t]*terminal-ex[ \t]*\n(?P<body>(?:(?!(?P=mark))[^\n]*\n)*)(?P=mark)[ \t]*$", re.M)
_SHELL = re.compile(r"^(`{3,}|~{3,})[ \t]*terminal\d*[ \t]*$", re.M)
_SAID = re.compile(r"^(init_text|command):[ \t]*(.*?)[ \t]*$", re.M)
_STOP = re.compile(r"<!--[ \t]*stop[ \t]*-->")
_ITEM = re.compile(r"[ \t]*(?:[-+*]|\d{1,9}[.)])[ \t]")
_RULE = re.compile(r"^---+[ \t]*$", re.M)
_HEADING = re.compile(r"^(#{1,6})[ \t]+\S", re.M)
_FILE = re.compile(r"^(?P<mark>`{3,}|~{3,})[ \t]*file\b[^\n]*\n(?P<body>(?:(?!(?P=mark))[^\n]*\n)*)(?P=mark)[ \t]*$", re.M)
_PATH = re.compile(r"^path:[ \t]*(\S[^\n]*?)[ \t]*$", re.M)
_PATTERN = re.compile(r"[MDYd]{2,4}|%")  # `MMMM dd, YYYY`: the day of the talk


def prepare(source: str) -> Prepared:
    """One slide in our own Markdown, on as many lines."""
    problems: tuple[Problem, ...] = ()
    if "path:" in source:
        source, problems = without_files(source)
    if "terminal" in source:
        source = _SHELL.sub(r"\1bash", _TERMINAL.sub(_command, source))
    if "<!--" in source and _STOP.search(source):
        source = _with_steps(source)
    prepared = HOUSE.prepare(source)
    return replace(prepared, problems=problems + prepared.problems) if problems else prepared


def without_files(source: str) -> tuple[str, tuple[Problem, ...]]:
    """A fence that shows another file as that file's name, on as many lines, and what is to be said of it."""
    problems: list[Problem] = []

    def named(match: re.Match[str]) -> str:
        path = _PATH.search(match["body"])
        if path is None:
            return match[0]
        hint = "copy what is to be seen into the fence"
        line = source.count("\n", 0, match.start())
        problems.append(Problem("file-left-out", f"`{path[1][:80]}` is not read, its name is shown", hint, Severity.WARNING, line))
        return f"{match['mark']}\n{path[1]}\n{match['mark']}" + "\n" * (match["body"].count("\n") - 1)

    return _FILE.sub(named, source), tuple(problems)


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


def slide_levels(text: str, front: FrontMatter) -> frozenset[int]:
    """lookatme's slides begin at headings of the highest level that there are two of, where no rule ends one."""
    hidden = hidden_ranges(text)
    if any(match.start() not in hidden for match in _RULE.finditer(text, front.end)):
        return frozenset()
    found = [len(match[1]) for match in _HEADING.finditer(text, front.end) if match.start() not in hidden]
    several = [level for level in range(1, 7) if found.count(level) > 1]
    return frozenset(range(1, several[0] + 1)) if several else frozenset()


def settings(front: FrontMatter) -> tuple[Entry, ...]:
    """slides' line below: the pages' numbers; author and date."""
    said = {entry.key: words(entry.value) for entry in front.entries}
    if "paging" not in said:
        return ()
    line = next(entry.line for entry in front.entries if entry.key == "paging")
    shown = [said[key] for key in ("author", "date") if said.get(key) and not (key == "date" and _PATTERN.search(said[key]))]
    footer = (Entry(line, "footer", " · ".join(shown)),) if shown and "footer" not in said else ()
    return (Entry(line, "paginate", "true"), *footer) if "%d" in said["paging"] and "paginate" not in said else footer


DIALECT = Dialect("slides", prepare=prepare, levels=slide_levels, settings=settings)

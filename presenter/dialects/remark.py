"""remark: `key: value` lines at the top of a slide, `--` is a step, `???` begins notes, `.name[ ... ]` are classes."""

from __future__ import annotations

import re

from presenter.parse.comments import hidden_ranges
from presenter.parse.dialect import Dialect, Prepared
from presenter.parse.frontmatter import Entry
from presenter.parse.split import Rules

_KEYS = "class|name|template|layout|background-image|background-size|background-position|count|exclude"
_TOP = re.compile(rf"[ \t]*({_KEYS}):[ \t]*(.*?)[ \t]*$")
_NOTES = re.compile(r"^\?\?\?[ \t]*$", re.M)
_STEP = re.compile(r"^--[ \t]*$", re.M)
_AFTER_STEP = re.compile(rf"^--\n\s*(?:(?:{_KEYS}):[^\n]*\n)+", re.M)
_MATH = re.compile(r"\$\$(?:[^$]|\$(?!\$)){1,5000}?\$\$|\$[^$\n]{1,500}\$")
_ESCAPE = re.compile(r"\\([\\`*{}\[\]()#+\-.!_>])")  # what its Markdown unescapes before the formula is read
_OPEN = re.compile(r"(?<![\w`])((?:\.[A-Za-z][\w-]*)+)\[")
_WIDTH = re.compile(r"\.width-(\d{1,3})(?!\d)")


def prepare(source: str) -> Prepared:
    """One slide in our own Markdown."""
    notes: tuple[str, ...] = ()
    if match := _NOTES.search(source):
        notes, source = (source[match.end() :].strip(),), source[: match.start()]
    source, entries = _take_top(source)
    source = source.replace("{{content}}", "")
    if "--" in source:
        source = _AFTER_STEP.sub(lambda m: ". . ." + "\n" * m[0].count("\n"), _STEP.sub("--", source))
        source = _STEP.sub(". . .", source)
    if "$" in source and "\\" in source:
        source = _MATH.sub(lambda m: _ESCAPE.sub(r"\1", m[0]), source)
    if "[" in source and "." in source:
        source = _open_classes(source)
    return Prepared(source, tuple(entries), tuple(filter(None, notes)))


def _take_top(source: str) -> tuple[str, list[Entry]]:
    """The keys at the top of the slide; their lines become empty."""
    lines = source.split("\n")
    entries: list[Entry] = []
    for number, line in enumerate(lines):
        if not line.strip() and not entries:
            continue
        match = _TOP.match(line)
        if match is None:
            break
        key, value = match[1], match[2]
        lines[number] = ""
        if key in ("class", "background-image", "background-size", "background-position"):
            entries.append(Entry(number, key, value))
        elif key == "name" and not re.search(r"\s", value):
            entries.append(Entry(number, "id", value))
        elif key == "count" and value == "false":
            entries.append(Entry(number, "paginate", "skip"))
        elif key == "exclude" and value == "true":
            entries.append(Entry(number, "hidden", "true"))
    return "\n".join(lines), entries


def _open_classes(source: str) -> str:
    """`.name[text]` -> text; a picture in `.width-80[...]` gets its width, a `.footnote[...]` is small."""
    hidden = hidden_ranges(source)
    parts: list[str] = []
    closers: list[tuple[int, str]] = []  # (brackets still open inside, what closes)
    at = 0
    for match in re.finditer(rf"{_OPEN.pattern}|\[|\]", source):
        if any(a <= match.start() < b for a, b in hidden):
            continue
        if match[1]:
            before, after = ("<small>", "</small>") if "footnote" in match[1] else ("", "")
            parts += (source[at : match.start()], before)
            at = match.end()
            if (width := _WIDTH.search(match[1])) and source.startswith("![", at):
                parts.append(f"![w:{width[1]}% ")
                at += 2
            closers.append((0, after))
        elif match[0] == "[":
            if closers:
                closers[-1] = (closers[-1][0] + 1, closers[-1][1])
        elif closers:
            count, after = closers[-1]
            if count:
                closers[-1] = (count - 1, after)
            else:
                closers.pop()
                parts += (source[at : match.start()], after)
                at = match.end()
    return "".join((*parts, source[at:]))


DIALECT = Dialect("remark", Rules(setext=False, containers=False), prepare)

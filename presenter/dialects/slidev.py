"""Slidev: settings of a slide between two `---`, `<v-click>` steps, slots."""

from __future__ import annotations

import re

from presenter.parse.dialect import Dialect, Prepared
from presenter.parse.frontmatter import Entry, read_entries
from presenter.parse.split import Rules
from presenter.problems import Problem, Severity

_SETTINGS = re.compile(r"(?:[ \t]*#[^\n]*\n)*[ \t]*[A-Za-z][\w-]*[ \t]*:(?:(?!\n---)[^\x00]){0,4000}?\n---[ \t]*(?:\n|\Z)")
_TAG_LINE = re.compile(r"^[ \t]*<(/?)(v-clicks?|v-switch|template)\b([^>\n]*)>[ \t]*$", re.M)
_INLINE = re.compile(r"</?v-(?:click|clicks|mark|after|switch)\b[^>\n]*>")
_SLOT = re.compile(r"^::(?:left|right|default|bottom|top|content)::[ \t]*$", re.M)
_ICON = re.compile(r"<[a-z][\w]*:[a-z][\w-]*(?:[ \t][^<>\n]*)?/>")
_SNIPPET = re.compile(r"^<<< @/?(\S+).*$", re.M)
_HONOURED = frozenset(("layout", "class", "background", "backgroundSize", "transition", "hide", "disabled", "id", "image"))


def prepare(source: str) -> Prepared:
    """One slide in our own Markdown."""
    entries: tuple[Entry, ...] = ()
    problems: list[Problem] = []
    if match := _SETTINGS.match(source):
        entries = read_entries(match[0].rstrip().removesuffix("---"))[0]
        source = "\n" * match[0].count("\n") + source[match.end() :]
        for entry in entries:
            if entry.key == "src":
                problems.append(_left_out(entry))
        entries = tuple(entry for entry in entries if entry.key in _HONOURED)
    if "::" in source:
        source = _SLOT.sub("", source)
    if "<<< @" in source:
        source, more = _without_snippets(source)
        problems += more
    if "<" in source:
        source = _ICON.sub("", source)
    if "<v-" in source or "<template" in source:
        source = _INLINE.sub("", _TAG_LINE.sub(_tag, source))
    return Prepared(source, entries, (), tuple(problems))


def _left_out(entry: Entry) -> Problem:
    message = f"slides of another file are not shown: {entry.value}"
    return Problem("slides-left-out", message, "copy its slides into this deck", Severity.WARNING, entry.line)


def _without_snippets(source: str) -> tuple[str, list[Problem]]:
    """`<<< @/file` takes in code of another file; its line goes, with a Problem."""
    hint = "copy the code into a fence in this deck"
    problems = [
        Problem("code-left-out", f"code of another file is not shown: {m[1]}", hint, Severity.WARNING, source.count("\n", 0, m.start()))
        for m in _SNIPPET.finditer(source)
    ]
    return _SNIPPET.sub("", source), problems


def _tag(match: re.Match[str]) -> str:
    if match[2] in ("v-switch", "template"):
        return ""
    return ":::" if match[1] else "::: incremental" if match[2] == "v-clicks" else "::: step"


_FIRST = frozenset(("layout", "class", "background", "backgroundSize", "backgroundImage"))
DIALECT = Dialect("slidev", Rules(setext=False, yaml=True), prepare, first=_FIRST)

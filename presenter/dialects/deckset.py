"""Deckset: `[.name: value]` lines, `^` paragraphs are notes, `![left fit](x)` pictures lie behind, `[.column]` columns."""

from __future__ import annotations

import re

from presenter.parse.comments import hidden_ranges
from presenter.parse.dialect import Dialect, Prepared
from presenter.parse.frontmatter import Entry, FrontMatter
from presenter.parse.origin import Rewriting
from presenter.parse.split import Rules

_COMMAND = re.compile(r"[ \t]*\[\.([a-z-]+)(?::[ \t]*+([^\]\n]*+))?\][ \t]*(?:<br[ \t]*/?>[ \t]*)?")
_TOP = re.compile(r"([a-z][a-z-]+):[ \t]*(\S.*?)?[ \t]*")
_KEYS = frozenset(("autoscale", "build-lists", "slidenumbers", "slidecount", "slide-count", "footer", "footer-style", "theme",
                   "slide-dividers", "fit-header", "code-language", "presenter-notes", "background-image", "slide-transition",
                   "background-color", "text", "text-emphasis", "text-strong", "header", "header-emphasis", "header-strong", "list",
                   "table", "quote", "quote-author", "footnote", "code", "formula", "graph", "slidenumber-style", "link"))  # fmt: skip
_NOTE = re.compile(r"\^[ \t]*(.*)")
_HEADING = re.compile(r"^(#{1,6})(?=[^\s#])")  # Deckset's headings need no blank
_FIT = re.compile(r"^(#{1,6})[ \t]*\[fit\][ \t]*")
_AUTHOR = re.compile(r">[ \t]*(?:--|\u2014)[ \t]*\w")
_FENCE = re.compile(r" {0,3}(?:`{3,}|~{3,})[^`\n]*")
_MARKED = re.compile(r",?[ \t]*\[\.(?:code-)?highlight:[ \t]*([^\]\n]*)\]")
_IMAGE = re.compile(r"!\[((?:(?!!\[)[^\]\n])*)\]\(")
_WORDS = re.compile(r"[^\s#>|<!\[\-+^:=~`$*]|[*_`][^\s*_`]|\*\*\S")  # what a line of a paragraph begins with
SHORT = 60  # characters: so short a line was broken by hand, a longer one by an editor
_COLOR = re.compile(r"#[0-9A-Fa-f]{3,8}")
_PLAYED = ("loop", "mute", "autoplay")  # of films; ours are called the same
_PLACED = re.compile(
    r"fit|left|right|center|original|filtered|\d+%|alpha\([\d.]+\)|corner-radius\(\d+\)|fill|loop|mute|autoplay|hide|autoadvance"
)
_UNSEEN = rf"(?:{'|'.join(sorted(_KEYS))}):(?:[ \t]*\S[^\n]*)?|\[\.[a-z-]+(?::[^\]\n]*)?\][ \t]*"
_DIVIDERS = re.compile(r"^slide-dividers:[ \t]*(.*)$", re.M)


def prepare(source: str) -> Prepared:
    """One slide in our own Markdown."""
    return _Reading(source).prepared()


class _Reading:
    """Reads a slide line by line."""

    def __init__(self, source: str) -> None:
        self.lines = source.split("\n")
        self.hidden = hidden_ranges(source)
        self.out = Rewriting()
        self.entries: list[Entry] = []
        self.notes: list[str] = []
        self.columns = 0
        self.marked: list[str] = []  # the lines to be lit in the next listing, one after the other
        self.noting = False  # within a paragraph that began with a caret

    def prepared(self) -> Prepared:
        first = _settings_above(self.lines)
        instead = {**_fitted(self.lines), **_attributed(self.lines)} if not self.hidden else {}
        at = 0
        for number, line in enumerate(self.lines):
            end = "\n" if number < len(self.lines) - 1 else ""
            code = self.hidden.around(at)
            if number < first:
                key = _TOP.fullmatch(line)
                self.out.added((_setting(key[1], key[2] or "") if key else line) + end, number)
            elif code is not None:
                self.noting = False
                self.out.added((self._opened(line) if code[0] == at else line) + end, number)
            else:
                self._line(instead.get(number, line), number, end)
            at += len(line) + 1
        if self.columns:
            self.out.added("\n\n:::\n\n:::\n", len(self.lines) - 1)
        notes = tuple(filter(None, ["\n".join(self.notes).strip("\n")]))
        return Prepared(self.out.source, tuple(self.entries), notes, (), tuple(self.out.origin))

    def _line(self, line: str, number: int, end: str) -> None:
        if note := _NOTE.fullmatch(line):
            if self.notes and not self.noting:
                self.notes.append("")
            self.noting = True
            self.notes.append(note[1])
            self.out.added(end, number)
        elif self.noting and line.strip() and not line.startswith(("![", "[.", "#")):
            self.notes.append(line)
            self.out.added(end, number)
        elif match := _COMMAND.fullmatch(line):
            self._command(match[1], (match[2] or "").strip(), number, end)
        else:
            self.noting = False
            line = _IMAGE.sub(_image, _FIT.sub(r"\1 <!-- fit --> ", _HEADING.sub(r"\1 ", line)))
            broken = end and len(line) <= SHORT and _WORDS.match(line) and _WORDS.match(self.lines[number + 1])
            self.out.added(line + ("  " if broken else "") + end, number)

    def _command(self, name: str, value: str, number: int, end: str) -> None:
        self.noting = False
        if name == "column":
            self.columns += 1
            end = ("\n:::\n" if self.columns > 1 else "\n::: columns\n") + "\n::: column\n" + end
        elif name == "code-highlight":
            self.marked.append(value)
        else:
            self.entries += _entries(name, value, number)
        self.out.added(end, number)

    def _opened(self, line: str) -> str:
        """The line that opens a listing, with the lines to be lit as one program after the other has them."""
        said = [match[1] for match in _MARKED.finditer(line)]
        if not _FENCE.fullmatch(line):
            return line
        marked, self.marked = said or self.marked, []
        line = _MARKED.sub("", line).rstrip()
        lit = [value if re.search(r"\d", value) else "all" for value in marked]
        return f"{line} {{{'|'.join(lit)}}}" if lit and lit != ["all"] else line


def _fitted(lines: list[str]) -> dict[int, str]:
    """Headings of `[fit]` right below each other are one title of several lines: what stands on their lines instead."""
    found: dict[int, str] = {}
    last = None
    for number, line in enumerate(lines):
        if match := _FIT.match(line):
            if last is None:
                last, found[number] = number, line.rstrip()
            else:
                found[last] += "<br>" + line[match.end() :].strip()
                found[number] = ""
        elif line.strip():
            last = None
    return found


def _attributed(lines: list[str]) -> dict[int, str]:
    """Who said it may stand in a quotation of his own, `> -- Author`: the empty lines between go."""
    found: dict[int, str] = {}
    for number in (n for n, line in enumerate(lines) if _AUTHOR.match(line)):
        above = number - 1
        while above > 0 and not lines[above].strip():
            above -= 1
        if 0 <= above < number - 1 and lines[above].startswith(">"):
            found |= dict.fromkeys(range(above + 1, number), ">")
    return found


def _settings_above(lines: list[str]) -> int:
    """How many lines at the top are settings: all `key: value`, one at least of Deckset's own."""
    start = next((n for n, line in enumerate(lines[:3]) if line.strip()), 0)
    end = start
    while end < len(lines) and _TOP.fullmatch(lines[end]):
        end += 1
    return end if any(line.partition(":")[0] in _KEYS for line in lines[start:end]) else 0


def settings_end(source: str) -> int:
    """How many characters at the top of the first slide are settings of the deck, with the empty lines below them."""
    lines = source.split("\n")
    end = _settings_above(lines)
    while 0 < end < len(lines) and not lines[end].strip():
        end += 1
    return min(len(source), sum(len(line) + 1 for line in lines[:end]))


def _setting(key: str, value: str) -> str:
    """A line at the top of the deck, as a comment that holds from here on."""
    if "--" in value:
        return ""
    match key:
        case "footer":
            return f"<!-- footer: {value!r} -->"
        case "slidenumbers":
            return f"<!-- paginate: {'true' if value == 'true' else 'false'} -->"
        case "build-lists" if value != "false":
            return "<!-- incremental: true -->"
        case "background-image":
            return f"<!-- backgroundImage: url({value}) -->"
        case "background-color":
            return f"<!-- backgroundColor: {value!r} -->"
        case "text" if color := _COLOR.match(value):
            return f"<!-- color: {color[0]!r} -->"
    return ""


def _entries(name: str, value: str, line: int) -> list[Entry]:
    """What a `[.name: value]` sets for this slide."""
    match name:
        case "background-color":
            return [Entry(line, "_backgroundColor", value)]
        case "text":
            color = _COLOR.match(value)
            return [Entry(line, "_color", color[0])] if color else []
        case "background-image":
            return [Entry(line, "_backgroundImage", f"url({value})")]
        case "footer":
            return [Entry(line, "_footer", value)]
        case "hide-footer":
            return [Entry(line, "_footer", "")]
        case "slidenumbers" if value == "false":
            return [Entry(line, "_paginate", "skip")]
        case "build-lists":
            return [Entry(line, "_class", "nonincremental" if value == "false" else "incremental")]
    return []


def _image(match: re.Match[str]) -> str:
    """A picture lies behind the slide unless it is `inline`."""
    words = re.split(r"[\s,:]+", match[1].strip()) if match[1].strip() else []
    if "inline" in words:
        size = next((f"w:{word} " for word in words if re.fullmatch(r"\d+%", word)), "")
        return f"![{size}{' '.join(word for word in words if word != 'inline' and (word in _PLAYED or not _PLACED.fullmatch(word)))}]("
    if not all(_PLACED.fullmatch(word) for word in words):
        return match[0]
    kept = [word for word in words if word in ("fit", "left", "right", *_PLAYED) or word.endswith("%")]
    return f"![{' '.join(['bg', *kept])}]("


def slide_levels(text: str, front: FrontMatter) -> frozenset[int]:
    """The headings of `slide-dividers: #, ##` begin slides."""
    said = _DIVIDERS.search(text[:4000], front.end)
    return frozenset(mark.count("#") for mark in said[1].split(",") if 0 < mark.count("#") <= 6) if said else frozenset()


DIALECT = Dialect(
    "deckset", Rules(setext=False, containers=False, unseen=_UNSEEN), prepare, levels=slide_levels, bare_settings=settings_end
)

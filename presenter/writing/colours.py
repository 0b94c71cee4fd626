"""Lines of a slide -> what each part of them is, for an editor that colours its text. Nothing here is exact grammar:
it must be quick and calm, and right for what people write."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from presenter.parse.directives import find

Mark = tuple[int, int, str]  # first character, end, kind

KINDS = (
    "heading", "break", "marker", "quote", "note", "directive", "key", "value", "fence", "math", "link", "target", "strong", "emphasis",
    "code", "attributes", "container", "pause", "tag", "keyword", "string", "comment", "number", "name",
)  # fmt: skip

_FENCE = re.compile(r"^[ \t>]*(?P<fence>`{3,}|~{3,})(?P<info>[^`]*)$")
_MATH = re.compile(r"^[ \t]*\$\$")
_HEADING = re.compile(r"^ {0,3}#{1,6}(?=[ \t]|$)")
_BREAK = re.compile(r"^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
_MARKER = re.compile(
    r"^[ \t]*(?P<quote>(?:>[ \t]?)+)?[ \t]*(?P<marker>(?:[-+*]|\d{1,9}[.)])(?=[ \t]|$))?(?P<task>[ \t]+\[[ xX]\](?=[ \t]))?"
)
_CONTAINER = re.compile(r"^ {0,3}:{3,}.*$")
_PAUSE = re.compile(r"^ {0,3}\. \. \.[ \t]*$")
_SETTING = re.compile(r"^(?P<key>[ \t]*[\w$-]+)(?P<colon>:)(?:[ \t]+(?P<value>.*))?$")
_COMMENT_KEY = re.compile(r"^\s*(?P<key>_?[a-zA-Z][\w-]*)\s*:")
_INLINE = re.compile(
    r"(?P<code>(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<comment><!--.*?(?:-->|$))"
    r"|(?P<math>\$(?![\s\d])[^$\n]*[^\s$\\]\$(?!\d))"
    r"|(?P<link>!?\[[^\]\n]*\])(?P<target>\([^)\n]*\)|\[[^\]\n]*\])?"
    r"|(?P<strong>\*\*(?=\S).+?(?<=\S)\*\*|__(?=\S).+?(?<=\S)__)"
    r"|(?P<emphasis>(?<![\w*])\*(?=[^\s*]).+?(?<=[^\s*])\*(?!\*)|(?<!\w)_(?=[^\s_]).+?(?<=[^\s_])_(?!\w))"
    r"|(?P<attributes>\{[.#:]?[\w-][^{}\n]*\}(?=[ \t]*$))"
    r"|(?P<tag></?[A-Za-z][\w-]*(?:\s[^<>\n]*)?/?>)"
)


@dataclass(frozen=True, slots=True)
class Coloured:
    """The marks of each line, and which lines are a listing or settings."""

    marks: list[list[Mark]]
    raw: set[int]


def coloured(lines: Sequence[str], front: bool = False) -> Coloured:
    """What the parts of each line are. The lines begin where nothing is open, at the beginning of a slide; with `front`
    at that of the file, where front matter may stand."""
    walk = _Walk(lines)
    if front and lines and lines[0].rstrip() == "---":
        walk.settings()
    while walk.at < len(lines):
        walk.line()
    return Coloured(walk.marks, walk.raw)


def marked(lines: Sequence[str], front: bool = False) -> list[list[Mark]]:
    """The marks alone."""
    return coloured(lines, front).marks


class _Walk:
    """Goes down the lines; what spans several of them is taken at once."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.at = 0
        self.marks: list[list[Mark]] = [[] for _ in lines]
        self.raw: set[int] = set()

    def settings(self) -> None:
        """Front matter, to its closing line; none if it is never closed."""
        end = next((i for i, line in enumerate(self.lines) if i and line.rstrip() in ("---", "...")), 0)
        for index in range(end + 1 if end else 0):
            line = self.lines[index]
            self.raw.add(index)
            if index in (0, end):
                self.marks[index].append((0, len(line), "break"))
            elif match := _SETTING.match(line):
                self.marks[index].append((*match.span("key"), "key"))
            elif line.lstrip().startswith("#"):
                self.marks[index].append((0, len(line), "comment"))
        self.at = end + 1 if end else 0

    def line(self) -> None:
        """One line, or all of a listing, a comment or a formula that begins on it."""
        line, own = self.lines[self.at], self.marks[self.at]
        if match := _FENCE.match(line):
            self.fence(match)
        elif _MATH.match(line) and line.count("$$") == 1:
            self.until("$$", "math")
        elif "<!--" in line and "-->" not in line[line.rindex("<!--") :]:
            self.comment(line.rindex("<!--"))
        else:
            own += line_marks(line)
            self.at += 1

    def fence(self, match: re.Match[str]) -> None:
        """A listing: its fences, and its words in the colours of their language."""
        first, fence = self.at, match["fence"]
        close = re.compile(rf"^[ \t>]*{re.escape(fence[0])}{{{len(fence)},}}[ \t]*$")
        end = next((i for i in range(first + 1, len(self.lines)) if close.match(self.lines[i])), len(self.lines))
        self.marks[first].append((0, len(match[0]), "fence"))
        if end < len(self.lines):
            self.marks[end].append((0, len(self.lines[end]), "fence"))
        lang = re.match(r"\s*\{?\.?([\w+#-]*)", match["info"])
        found = code_marks("\n".join(self.lines[first + 1 : end]), lang[1] if lang else "")
        self.raw.update(range(first, end + 1))
        for index, marks in zip(range(first + 1, end), found, strict=False):
            self.marks[index] += marks
        self.at = min(end + 1, len(self.lines))

    def until(self, close: str, kind: str) -> None:
        """All lines to the one that holds `close`."""
        first = self.at
        end = next((i for i in range(first + 1, len(self.lines)) if close in self.lines[i]), len(self.lines) - 1)
        for index in range(first, end + 1):
            self.marks[index].append((0, len(self.lines[index]), kind))
        self.at = end + 1

    def comment(self, start: int) -> None:
        """A comment of several lines: settings or a note."""
        first, line = self.at, self.lines[self.at]
        end = next((i for i in range(first + 1, len(self.lines)) if "-->" in self.lines[i]), len(self.lines) - 1)
        inside = [line[start + 4 :], *self.lines[first + 1 : end + 1]]
        settings = any(map(_sets, inside)) and all(
            _COMMENT_KEY.match(one) or one[:1] in " \t-" or one.strip() in ("", "-->") for one in inside
        )
        kind = "directive" if settings else "note"
        self.marks[first] += [*line_marks(line[:start]), (start, len(line), kind)]
        for index in range(first + 1, end + 1):
            stop = self.lines[index].find("-->")
            self.marks[index].append((0, stop + 3 if stop >= 0 else len(self.lines[index]), kind))
        self.at = end + 1


@lru_cache(maxsize=2000)
def line_marks(line: str) -> tuple[Mark, ...]:
    """The marks of a line that stands by itself."""
    if _BREAK.match(line):
        return ((0, len(line), "break"),)
    if _CONTAINER.match(line):
        return ((0, len(line), "container"),)
    if _PAUSE.match(line):
        return ((0, len(line), "pause"),)
    found: list[Mark] = []
    if _HEADING.match(line):
        found.append((0, len(line), "heading"))
    elif (match := _MARKER.match(line)) and match.end() > 0:
        for name, kind in (("quote", "quote"), ("marker", "marker"), ("task", "marker")):
            if match[name]:
                found.append((*match.span(name), kind))
    for match in _INLINE.finditer(line[:4000]):
        found += _inline(match)
    return tuple(found)


def _inline(match: re.Match[str]) -> list[Mark]:
    kind = match.lastgroup or ""
    if match["link"] is not None:
        target = [(*match.span("target"), "target")] if match["target"] else []
        return [(*match.span("link"), "link"), *target] if match["target"] or match["link"].startswith("![") else []
    if match["comment"] is not None:
        return [(*match.span(), "directive" if _sets(match[0][4:]) else "note")]
    if match["code"] is not None:
        kind = "code"
    return [(*match.span(), kind)] if kind in KINDS else []


def _sets(line: str) -> bool:
    """Whether a line of a comment sets something; "Note: breathe" does not."""
    match = _COMMENT_KEY.match(line)
    return match is not None and find(match["key"], exact=True)[0] is not None


# ---------------------------------------------------------------- listings

_CODE_KINDS = (("Comment", "comment"), ("Keyword", "keyword"), ("Literal.String", "string"), ("Literal.Number", "number"),
               ("Name.Function", "name"), ("Name.Class", "name"), ("Name.Decorator", "name"), ("Name.Tag", "keyword"),
               ("Operator.Word", "keyword"), ("Generic.Deleted", "string"), ("Generic.Inserted", "name"))  # fmt: skip
LONGEST = 40_000


@lru_cache(maxsize=64)
def code_marks(text: str, lang: str) -> tuple[tuple[Mark, ...], ...]:
    """The marks of each line of a listing by Pygments; none where it does not know the language."""
    if not lang or len(text) > LONGEST or lang == "mermaid":
        return ()
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        lexer = get_lexer_by_name(lang, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return ()
    lines: list[list[Mark]] = [[]]
    column = 0
    for kind, value in lexer.get_tokens(text):
        name = str(kind).removeprefix("Token.")
        colour = next((ours for theirs, ours in _CODE_KINDS if name.startswith(theirs)), "")
        for index, part in enumerate(value.split("\n")):
            if index:
                lines.append([])
                column = 0
            if part and colour:
                lines[-1].append((column, column + len(part), colour))
            column += len(part)
    return tuple(tuple(line) for line in lines)

"""Inline Markdown → Spans: one pass over the text with CommonMark's delimiter rules, then one over its pieces.

The rules sit in Python-Markdown's registry of inline patterns. Each is asked where one of its trigger characters
stands; it appends pieces to the Scanner and moves its position, or says no, and the character is text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from markdown.inlinepatterns import InlineProcessor

from presenter.model import PLAIN, ImageRef, Span, Spans, Style
from presenter.parse.context import Context
from presenter.parse.delimiters import Delimiter, pair
from presenter.parse.references import References
from presenter.problems import Problem, Severity

Changes = tuple[tuple[str, object], ...]

_DEEPEST = 32  # styles inside each other that still count
_NEWLINE = re.compile("\n")
_SPACES = re.compile(r"[ \n]{2,}|\n")
_INSTEAD = {
    "script": "A deck runs no scripts; take it away.",
    "iframe": "Link to the page, or show a picture of it.",
    "video": "Name its file: <video src=film.mp4>.",
    "audio": "Name its file: <audio src=sound.mp3>.",
    "svg": "Put the drawing in a file and show it as a picture: ![](drawing.svg).",
    "math": "Write the formula in LaTeX: $x^2$.",
    "canvas": "Show a picture instead: ![](picture.png).",
    "object": "Show a picture instead: ![](picture.png).",
    "embed": "Show a picture instead: ![](picture.png).",
}


@dataclass(slots=True)
class Piece:
    """What a rule found. `kind`: open, close (of `key`, with `changes`), link, unlink, break, math, image, note, drop."""

    kind: str
    text: str = ""
    key: str = ""
    changes: Changes = ()
    link: str = ""
    title: str = ""
    image: ImageRef | None = None


@dataclass(slots=True)
class Bracket:
    """An open `[` or `![`: where it stands in the pieces and the text, and the last delimiter before it."""

    index: int
    pos: int
    image: bool
    before: Delimiter | None
    active: bool = True
    nested: bool = False


@dataclass
class Scope:
    """What a reading knows (`references`, `footnotes`) and collects (`problems`, the notes referred to)."""

    context: Context
    references: References = field(default_factory=dict)
    footnotes: dict[str, Callable[[], Spans]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    noted: dict[str, int] = field(default_factory=dict)
    notes: list[Callable[[], Spans]] = field(default_factory=list)
    told: set[str] = field(default_factory=set)
    rules: Mapping[str, Sequence[InlineRule]] = field(default_factory=dict)
    special: re.Pattern[str] = re.compile(r"(?!)")

    def problem(self, code: str, message: str, hint: str, line: int, severity: Severity = Severity.WARNING) -> None:
        """Tell the author, once for the same words."""
        if message not in self.told:
            self.told.add(message)
            self.problems.append(Problem(code, message, hint, severity, line))

    def left_out(self, tag: str, line: int) -> None:
        """Tell the author that an HTML tag is not honoured."""
        hint = _INSTEAD.get(tag.lower(), "Raw HTML is honoured where it is layout or style; write this in Markdown or take it away.")
        self.problem("html-left-out", f"<{tag}> is left out", hint, line)

    def note(self, label: str) -> str | None:
        """The number of the footnote `label`, None if there is none."""
        label = label.casefold()
        if label not in self.noted:
            if label not in self.footnotes:
                return None
            self.notes.append(self.footnotes[label])
            self.noted[label] = len(self.notes)
        return str(self.noted[label])

    def inline_note(self, text: str, line: int) -> str:
        """The number of a footnote written in place."""
        self.notes.append(lambda: read_spans(text, self, line))
        return str(len(self.notes))


class InlineRule(InlineProcessor):
    """One inline construct in Python-Markdown's registry."""

    triggers = ""

    def __init__(self) -> None:
        super().__init__(f"[{re.escape(self.triggers)}]" if self.triggers else "(?!)")

    def read(self, s: Scanner) -> bool:
        """Read the construct at `s.pos`: append pieces and move on; False leaves the character as text."""
        return False


class Scanner:
    """One run over one text. `pieces` are strings, Delimiters and Pieces in the order of the text."""

    def __init__(self, text: str, scope: Scope, line: int = 0) -> None:
        self.text = text
        self.scope = scope
        self.line = line
        self.pos = 0
        self.pieces: list[str | Delimiter | Piece] = []
        self.brackets: list[Bracket] = []
        self.last: Delimiter | None = None
        self.fit = False
        self.memo: dict[str, Any] = {}

    def run(self) -> Spans:
        """Read the whole text."""
        self.scan()
        pair(self.last, None)
        return flatten(self.pieces)

    def scan(self) -> None:
        """Text → pieces, links and pictures resolved."""
        text, size = self.text, len(self.text)
        special, rules = self.scope.special, self.scope.rules
        while self.pos < size:
            m = special.search(text, self.pos)
            if not m:
                self.pieces.append(text[self.pos :])
                break
            at = m.start()
            if at > self.pos:
                self.pieces.append(text[self.pos : at])
                self.pos = at
            for rule in rules[text[at]]:
                if rule.read(self):
                    break
            else:
                self.pieces.append(text[at])
                self.pos = at + 1

    def line_at(self, pos: int) -> int:
        """The line of the slide on which `pos` stands."""
        ends = self.memo.get("ends")
        if ends is None:
            ends = self.memo["ends"] = [m.start() for m in _NEWLINE.finditer(self.text)]
        return self.line + bisect_left(ends, pos)

    def delimiter(self, delimiter: Delimiter) -> None:
        """Append a run of delimiters."""
        delimiter.before = self.last
        if self.last:
            self.last.after = delimiter
            delimiter.index = self.last.index + 1
        self.last = delimiter
        self.pieces.append(delimiter)

    def pair_from(self, bracket: Bracket) -> None:
        """Pair the delimiters since `bracket` and forget them."""
        if self.last is not bracket.before:
            pair(self.last, bracket.before)
            self.last = bracket.before
            if self.last:
                self.last.after = None

    def take_text(self, count: int) -> None:
        """Take `count` characters back from the text piece just appended."""
        last = self.pieces[-1]
        assert isinstance(last, str)
        if len(last) == count:
            self.pieces.pop()
        else:
            self.pieces[-1] = last[:-count]


def read_spans(text: str, scope: Scope, line: int = 0) -> Spans:
    """`text` as Spans; `line` is its first line in the slide."""
    return read_heading(text, scope, line)[0]


def read_heading(text: str, scope: Scope, line: int = 0) -> tuple[Spans, bool]:
    """`text` as Spans, and whether `<!-- fit -->` stands in it."""
    text = text.strip(" \n")
    if not scope.special.search(text):
        return ((Span(_SPACES.sub(" ", text)),) if text else ()), False
    scanner = Scanner(text, scope, line)
    return scanner.run(), scanner.fit


class _Flow:
    """Pieces → Spans: what style and link are in force, and the text gathered in them."""

    def __init__(self) -> None:
        self.spans: list[Span] = []
        self.buffer: list[str] = []
        self.active: list[tuple[str, Changes]] = []
        self.links: list[tuple[str, str]] = []
        self.style = PLAIN

    def open(self, key: str, changes: Changes) -> None:
        self.flush()
        self.active.append((key, changes))
        self.style = self._compose()

    def close(self, key: str) -> None:
        for index in range(len(self.active) - 1, max(-1, len(self.active) - 200), -1):
            if self.active[index][0] == key:
                self.flush()
                del self.active[index]
                self.style = self._compose()
                return

    def _compose(self) -> Style:
        if not self.active:
            return PLAIN
        return style_of(tuple(changes for _, changes in self.active[:_DEEPEST]))

    def flush(self) -> None:
        """What has been gathered becomes a Span."""
        if not self.buffer:
            return
        text = "".join(self.buffer)
        self.buffer.clear()
        if not self.style.code:
            text = _SPACES.sub(" ", text)
        if text:
            self.add(text, "text")

    def add(self, text: str, kind: Any, image: ImageRef | None = None) -> None:
        """Append a Span in the style and link in force, joined with the one before where that is the same."""
        link, title = self.links[0] if self.links else ("", "")
        if image is not None and link:
            image = replace(image, link=link)
        last = self.spans[-1] if self.spans else None
        if kind == "text" and last and last.kind == "text" and (last.style, last.link, last.title) == (self.style, link, title):
            self.spans[-1] = replace(last, text=last.text + text)
        else:
            self.spans.append(Span(text, self.style, link, kind, image, title))

    def piece(self, piece: Piece) -> None:
        """Take one Piece."""
        match piece.kind:
            case "open":
                self.open(piece.key, piece.changes)
            case "close":
                self.close(piece.key)
            case "link":
                self.flush()
                self.links.append((piece.link, piece.title))
            case "unlink":
                self.flush()
                if self.links:
                    self.links.pop()
            case "break" | "math" | "image" | "note":
                self.flush()
                self.add(piece.text, piece.kind, piece.image)
            case "code":
                self.open("`", (("code", True), *piece.changes))
                self.buffer.append(piece.text)
                self.close("`")

    def delimiter(self, d: Delimiter) -> None:
        """Take a run of delimiters: what it closes, what is left of it as text, what it opens."""
        for key in d.closes:
            self.close(key)
        if d.count:
            self.buffer.append(d.char * d.count)
        for key in reversed(d.opens):
            self.open(key, _DELIMITED[key])


_DELIMITED: dict[str, Changes] = {
    "*": (("italic", True),),
    "**": (("bold", True),),
    "~~": (("strike", True),),
    "==": (("mark", True),),
}


def flatten(pieces: Sequence[str | Delimiter | Piece]) -> Spans:
    """Pieces → Spans without space at either end."""
    flow = _Flow()
    for piece in pieces:
        if isinstance(piece, str):
            flow.buffer.append(piece)
        elif isinstance(piece, Piece):
            flow.piece(piece)
        else:
            flow.delimiter(piece)
    flow.flush()
    return trim(flow.spans)


def trim(spans: Sequence[Span]) -> Spans:
    """Spans without space, breaks and nothing at the ends, and without spaces around breaks."""
    out: list[Span] = []
    for span in spans:
        if span.kind == "break":
            _trim_end(out)
            if not out:
                continue
        elif span.kind == "text" and not span.style.code and (not out or out[-1].kind == "break"):
            text = span.text.lstrip(" \n")
            if not text:
                continue
            span = span if text == span.text else replace(span, text=text)
        out.append(span)
    _trim_end(out)
    while out and out[-1].kind == "break":
        out.pop()
        _trim_end(out)
    return tuple(out)


def _trim_end(out: list[Span]) -> None:
    while out and out[-1].kind == "text" and not out[-1].style.code and out[-1].text.endswith((" ", "\n")):
        last = out.pop()
        text = last.text.rstrip(" \n")
        if text:
            out.append(replace(last, text=text))


@lru_cache(4096)
def style_of(changes: tuple[Changes, ...]) -> Style:
    """PLAIN with all `changes` in turn; sizes multiply, classes add up."""
    fields: dict[str, Any] = {}
    for group in changes:
        for name, value in group:
            if name == "scale":
                value = fields.get("scale", 1.0) * value
            elif name == "classes":
                value = fields.get("classes", ()) + value
            fields[name] = value
    return Style(**fields)


def is_wide(char: str) -> bool:
    """Is it an ideograph, kana or their punctuation: written without spaces?"""
    return char >= "\u2e80" and (char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or "\uff00" <= char <= "\uff60" or char >= "\U00020000")

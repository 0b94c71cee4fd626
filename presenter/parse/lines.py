"""Lines of Markdown -> what is open before a line: enough of CommonMark to judge a `---`, no more."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

HR = re.compile(r" {0,3}(?:(?:-[ \t]*+){3,}|(?:_[ \t]*+){3,}|(?:\*[ \t]*+){3,})$")
ITEM = re.compile(r"( {0,3})([-+*]|\d{1,9}[.)])(?:([ \t]+)(.*)|$)", re.S)
QUOTE = re.compile(r" {0,3}> ?(.*)$", re.S)
ATX = re.compile(r" {0,3}#{1,6}(?:[ \t]|$)")
FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")
SETEXT = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")
REFERENCE = re.compile(r" {0,3}\[[^\]\[]+\]:")
FOOTNOTE = re.compile(r" {0,3}\[\^[^\]\s]+\]:")
DELIMITER = re.compile(r" {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
CONTAINER = re.compile(r" {0,3}:{3,}")
_NAMES = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|"
    "fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|"
    "menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|source|summary|table|tbody|td|tfoot|th|thead|title|tr|"
    "track|ul"
)
HTML_BLOCK = re.compile(rf"</?(?:{_NAMES})(?:[ \t]|/?>|$)", re.I)
HTML_TAG_LINE = re.compile(
    r"(?:<[A-Za-z][A-Za-z0-9-]*(?:[ \t]+[A-Za-z_:][\w.:-]*(?:[ \t]*=[ \t]*(?:[^\s\"'=<>`]+|'[^']*'|\"[^\"]*\"))?)*[ \t]*/?>"
    r"|</[A-Za-z][A-Za-z0-9-]*[ \t]*>)[ \t]*$"
)
HTML_RAW = re.compile(r"<(script|pre|style|textarea)(?:[ \t>]|$)", re.I)


@dataclass(slots=True)
class State:
    """What is open: the content column of the outermost list item (None without a list), and the paragraph.

    `paragraph` is "top" for one of the slide itself (then `---` makes a heading of it and `begun` is where
    it begins), "inner" for one in a list item or quote, "table" for a table, "" for none."""

    column: int | None = None
    paragraph: Literal["", "top", "inner", "table"] = ""
    begun: int = 0
    fence: str = ""  # an open fence inside a list item
    previous: str = ""  # the line before

    def inside(self, indent: int) -> bool:
        """Whether a line with this indent belongs to the list that is open."""
        return self.column is not None and indent >= self.column


def indent_of(line: str) -> int:
    """The column of the first character that is no space or tab."""
    column = 0
    for char in line:
        if char == " ":
            column += 1
        elif char == "\t":
            column += 4 - column % 4
        else:
            break
    return column


def read_line(state: State, line: str, offset: int) -> None:
    """Move `state` past `line`, which begins at `offset`."""
    previous, state.previous = state.previous, line
    if not line or line.isspace():
        state.paragraph = ""
        return
    indent = indent_of(line)
    if state.column is not None and indent >= state.column:
        _read_inner(state, line.lstrip())
    elif item := _item(state, line):
        state.column, text = item
        state.fence, state.paragraph = "", ""
        _read_inner(state, text)
    elif indent >= 4 and not state.paragraph:
        state.column = None
    elif (ruler := HR.match(line)) or ATX.match(line) or FENCE.match(line) or CONTAINER.match(line) or _html(line, state):
        if not (ruler and state.paragraph == "top" and SETEXT.match(line)):
            state.column = None
        state.paragraph = ""
    elif quote := QUOTE.match(line):
        state.column = None
        state.paragraph = "inner" if _is_text(quote[1]) else ""
    else:
        _read_text(state, line, previous, offset)


def _read_text(state: State, line: str, previous: str, offset: int) -> None:
    """A line of text at top level: it goes on with what is open, or begins a paragraph."""
    if state.paragraph == "top" and SETEXT.match(line):
        state.paragraph = ""
    elif state.paragraph == "top" and "|" in line + previous and DELIMITER.match(line) and _cells(line) == _cells(previous):
        state.paragraph = "table"
    elif not state.paragraph or state.fence:
        state.column, state.fence = None, ""
        reference = REFERENCE.match(line)
        state.paragraph = ("inner" if FOOTNOTE.match(line) else "") if reference else "top"
        state.begun = offset


def _read_inner(state: State, text: str) -> None:
    """A line inside a list item: all that matters is whether text below it could go on with its paragraph."""
    fence = FENCE.match(text)
    if state.fence:
        if fence and fence[1].startswith(state.fence) and text[fence.end() :].strip() == "":
            state.fence = ""
        state.paragraph = ""
    elif fence:
        state.fence, state.paragraph = fence[1], ""
    else:
        item = ITEM.match(text)
        while item and item[4] and not HR.match(text):
            text = item[4]
            item = ITEM.match(text)
        state.paragraph = "inner" if _is_text(text) else ""


def _item(state: State, line: str) -> tuple[int, str] | None:
    """(content column, text) when `line` begins a list item at the left."""
    match = ITEM.match(line)
    if not match or HR.match(line):
        return None
    before, marker, space, text = match[1], match[2], match[3] or " ", match[4] or ""
    if state.paragraph == "top" and (not text.strip() or (marker[0].isdigit() and marker[:-1].lstrip("0") not in ("1",))):
        return None
    width = indent_of(" " * (len(before) + len(marker)) + space + "x") - len(before) - len(marker)
    if width > 4 or not text.strip():
        width = 1
    return len(before) + len(marker) + width, text


def _is_text(text: str) -> bool:
    """Whether `text` is (the beginning of) a paragraph."""
    return bool(text.strip()) and not (HR.match(text) or ATX.match(text) or FENCE.match(text))


def _html(line: str, state: State) -> bool:
    start = line.lstrip()
    return start.startswith("<") and bool(
        start.startswith(("<!", "<?"))
        or HTML_BLOCK.match(start)
        or HTML_RAW.match(start)
        or (not state.paragraph and HTML_TAG_LINE.match(start))
    )


def _cells(line: str) -> int:
    return len(re.split(r"(?<!\\)\|", line.strip().strip("|")))

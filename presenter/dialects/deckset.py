"""Deckset: `[.name: value]` lines, `^` paragraphs are notes, `![left fit](x)` pictures lie behind, `[.column]` columns."""

from __future__ import annotations

import re

from presenter.parse.comments import hidden_ranges
from presenter.parse.dialect import Dialect, Prepared
from presenter.parse.frontmatter import Entry
from presenter.parse.origin import Rewriting
from presenter.parse.split import Rules

_COMMAND = re.compile(r"\[\.([a-z-]+)(?::[ \t]*([^\]\n]*))?\][ \t]*")
_TOP = re.compile(r"([a-z][a-z-]+):[ \t]*(\S.*?)[ \t]*")
_KEYS = frozenset(("autoscale", "build-lists", "slidenumbers", "slidecount", "slide-count", "footer", "footer-style", "theme",
                   "slide-dividers", "fit-header", "code-language", "presenter-notes", "background-image", "slide-transition",
                   "background-color", "text", "text-emphasis", "text-strong", "header", "header-emphasis", "header-strong", "list",
                   "table", "quote", "quote-author", "footnote", "code", "formula", "graph", "slidenumber-style"))  # fmt: skip
_NOTE = re.compile(r"\^[ \t]*(.*)")
_FIT = re.compile(r"^(#{1,6})[ \t]*\[fit\][ \t]*")
_IMAGE = re.compile(r"!\[([^\]\n]*)\]\(")
_PLAYED = ("loop", "mute", "autoplay")  # of films; ours are called the same
_PLACED = re.compile(r"fit|left|right|original|filtered|\d+%|alpha\([\d.]+\)|corner-radius\(\d+\)|fill|loop|mute|autoplay|hide")


def prepare(source: str) -> Prepared:
    """One slide in our own Markdown."""
    hidden = hidden_ranges(source)
    out = Rewriting()
    entries: list[Entry] = []
    notes: list[str] = []
    at, columns, top = 0, 0, True
    lines = source.split("\n")
    for number, line in enumerate(lines):
        code = any(a <= at < b for a, b in hidden)
        at += len(line) + 1
        end = "\n" if number < len(lines) - 1 else ""
        key = _TOP.fullmatch(line) if top and not code else None
        if key and key[1] in _KEYS:
            out.added(_setting(key[1], key[2]) + end, number)
            continue
        top = top and not line.strip() and number < 2
        if code or not (line.startswith(("[.", "^", "#")) or "![" in line):
            out.added(line + end, number)
        elif match := _COMMAND.fullmatch(line):
            if match[1] == "column":
                columns += 1
                out.added(("\n:::\n" if columns > 1 else "\n::: columns\n") + "\n::: column\n" + end, number)
            else:
                entries += _command(match[1], match[2] or "", number)
                out.added(end, number)
        elif match := _NOTE.fullmatch(line):
            notes.append(match[1])
            out.added(end, number)
        else:
            out.added(_IMAGE.sub(_image, _FIT.sub(r"\1 <!-- fit --> ", line)) + end, number)
    if columns:
        out.added("\n\n:::\n\n:::\n", len(lines) - 1)
    return Prepared(out.source, tuple(entries), tuple(filter(None, ["\n".join(notes)])), (), tuple(out.origin))


def _setting(key: str, value: str) -> str:
    """A line at the top of the deck, as a comment that holds from here on."""
    if key == "footer":
        return f"<!-- footer: {value!r} -->" if "--" not in value else ""
    if key == "slidenumbers":
        return f"<!-- paginate: {'true' if value == 'true' else 'false'} -->"
    if key == "build-lists" and value != "false":
        return "<!-- incremental: true -->"
    return f"<!-- backgroundImage: url({value}) -->" if key == "background-image" and "--" not in value else ""


def _command(name: str, value: str, line: int) -> list[Entry]:
    """A `[.name: value]` of this slide."""
    match name:
        case "background-color":
            return [Entry(line, "_backgroundColor", value)]
        case "text" | "header":
            color = value.split(",")[0].strip()
            return [Entry(line, "_color", color)] if name == "text" and re.fullmatch(r"#[0-9A-Fa-f]{3,8}", color) else []
        case "background-image":
            return [Entry(line, "_backgroundImage", f"url({value})")]
        case "footer":
            return [Entry(line, "_footer", value)]
        case "hide-footer":
            return [Entry(line, "_footer", "")]
        case "slidenumbers" if value == "false":
            return [Entry(line, "_paginate", "skip")]
    return []


def _image(match: re.Match[str]) -> str:
    """A picture lies behind the slide unless it is `inline`."""
    words = match[1].split()
    if "inline" in words:
        size = next((f"w:{word} " for word in words if re.fullmatch(r"\d+%", word)), "")
        return f"![{size}{' '.join(word for word in words if word != 'inline' and (word in _PLAYED or not _PLACED.fullmatch(word)))}]("
    if not all(_PLACED.fullmatch(word) for word in words):
        return match[0]
    kept = [word for word in words if word in ("fit", "left", "right", *_PLAYED) or word.endswith("%")]
    return f"![{' '.join(['bg', *kept])}]("


DIALECT = Dialect("deckset", Rules(setext=False, containers=False), prepare)

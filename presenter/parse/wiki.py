"""What note-takers such as Obsidian have beside Markdown -> Markdown, line for line: embedded files, links to notes, remarks."""

from __future__ import annotations

import re
from collections.abc import Callable

from presenter.parse.comments import code_ranges

_EMBED = re.compile(
    r"!\[\[([^\[\]|#\n]+\.(?:png|jpe?g|gif|svg|webp|bmp|avif|mp4|webm|mov|mp3|ogg|wav))(?:#[^\[\]|\n]*)?(?:\|([^\[\]\n]*))?\]\]", re.I
)
_NOTE_IN = re.compile(r"(?<![\w\]\[\\])!(?=\[\[[^\W\d_])")  # of a note that would be shown within this one: its name, as for a link
_ANCHOR = re.compile(r"(?<=\S)[ \t]+\^[A-Za-z0-9-]+[ \t]*$", re.M)
_SIZE = re.compile(r"(\d{1,4})(?:x(\d{1,4}))?")
_NOTE = re.compile(r"(?<![\w!\]\[])\[\[([^\W\d_][^\[\]|\n]*?)(?:\|([^\[\]\n]+))?\]\](?![(\[:\]])")
_CONTENTS = re.compile(r"^[ \t]*\[(?:TOC|\[_?toc_?\])\][ \t]*$", re.M | re.I)
_REMARK = re.compile(r"(?<![\w%])%%(?!%)((?:(?!%%)[^\x00]){1,4000}?)%%(?![\w%])")


def without_wiki(source: str) -> str:
    """`![[a.png|300]]` as a picture, `[[Note|words]]` as its words, without `%%remarks%%` and `[TOC]`; code stays as it is."""
    if " ^" in source:
        source = _outside_code(_ANCHOR, _nothing, source)
    if "[[" not in source and "%%" not in source and "[T" not in source and "[t" not in source:
        return source
    for pattern, new in ((_CONTENTS, _nothing), (_REMARK, _nothing), (_EMBED, _picture), (_NOTE_IN, _nothing), (_NOTE, _words)):
        source = _outside_code(pattern, new, source)
    return source


def _outside_code(pattern: re.Pattern[str], new: Callable[[re.Match[str]], str], source: str) -> str:
    code = code_ranges(source)
    return pattern.sub(lambda match: match[0] if match.start() in code else new(match), source)


def _nothing(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")


def _picture(match: re.Match[str]) -> str:
    size = _SIZE.fullmatch((match[2] or "").strip())
    alt = f"w:{size[1]}" + (f" h:{size[2]}" if size[2] else "") if size else (match[2] or "").strip()
    return f"![{alt}](<{match[1].strip()}>)"


def _words(match: re.Match[str]) -> str:
    """A link to a note leads nowhere in a talk; the name of a reference that is defined is none."""
    if f"[{match[1]}]:" in match.string:
        return match[0]
    return match[2] or match[1].rpartition("/")[2].replace("#", " › ").strip(" ›")

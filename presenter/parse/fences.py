"""The info string of a code fence → language, title, line numbers, line steps; every tool's way of writing them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from presenter.model import Attrs
from presenter.parse.attributes import parse

_LANG = re.compile(r"[^\s{}\[\],:=]+(?=[\s{\[,:]|$)")
_PART = re.compile(r"""\{[^{}]*\}|\[[^\[\]]*\]|:?[\w.-]+=(?:"[^"]*"|'[^']*'|\S+)|[^\s{}\[\]]+|\S""")
_STEPS = re.compile(r"(?:(\d{1,7})\s*:)?\s*((?:[\d\s,|*-]|all|none|hide)*)")
_RANGE = re.compile(r"(\d{1,7})(?:\s*-\s*(\d{1,7}))?")
_NUMBERED = {"numberlines", "number-lines", "line_numbers", "line-numbers", "linenumbers", "linenos", "lines", "showlinenumbers"}
_STARTS = {"startfrom", "startline", "start-from", "start", "firstnumber", "first-number", "linenostart", "data-start-from"}
_STEP_KEYS = {"code-line-numbers", "data-line-numbers", "highlight", "hl_lines", "hl-lines", "line-highlight"}
_MOST_STEPS = 200
_LONGEST = 1000  # characters of an info string that are read


@dataclass
class Info:
    """What an info string says; `steps` are written as in `2-3|5|all`, `raw` is the format of `{=html}`."""

    lang: str = ""
    title: str = ""
    first_number: int | None = None
    steps: str | None = None
    raw: str = ""
    attrs: Attrs = field(default_factory=Attrs)

    def number_from(self, value: str) -> None:
        """Show line numbers, from `value` if that is a number."""
        if value.lower() in ("false", "no", "off"):
            self.first_number = None
        elif value.isdecimal():
            self.first_number = int(value[:7])
        elif self.first_number is None:
            self.first_number = 1

    def highlights(self, count: int) -> tuple[frozenset[int], ...]:
        """The line steps for a listing of `count` lines."""
        if self.steps is None or not self.steps.strip():
            return ()
        return tuple(_lines(part, count) for part in self.steps.split("|")[:_MOST_STEPS])


def _lines(part: str, count: int) -> frozenset[int]:
    found: set[int] = set()
    for m in _RANGE.finditer(part):
        first, last = int(m[1]), int(m[2] or m[1])
        found.update(range(max(1, first), min(last, count) + 1))
    return frozenset(found)


def read_info(text: str) -> Info:
    """Read an info string; what is not understood is left alone."""
    info = Info()
    text = text.strip()[:_LONGEST]
    m = _LANG.match(text)
    if m and not m[0].startswith("+"):
        info.lang = m[0].lower() if m[0].isascii() else m[0]
        text = text[m.end() :]
    for found in _PART.finditer(text):
        part = found[0]
        if part[0] == "{":
            _braces(info, part[1:-1].strip() if len(part) > 1 else "")
        elif part[0] == "[":
            _brackets(info, part[1:-1].strip() if len(part) > 1 else "")
        elif "=" in part:
            key, value = part.split("=", 1)
            _pair(info, key.lstrip(":"), value.strip("\"'"))
        else:
            _word(info, part)
    return info


def _word(info: Info, word: str) -> None:
    bare = word.lstrip(":+,.").lower()
    if bare in _NUMBERED:
        info.number_from("")
    elif word.startswith(":") and "." in word and not info.title:
        info.title = word[1:]


def _braces(info: Info, inner: str) -> None:
    if inner.startswith("="):
        info.raw = inner[1:].strip().lower()
    elif _STEPS.fullmatch(inner):
        if info.steps is None and inner:
            info.steps = inner
    elif ":" in inner and "=" not in inner and not inner.startswith((".", "#")):
        for pair in inner.split(","):
            key, _, value = pair.partition(":")
            _pair(info, key.strip(), value.strip().strip("\"'"))
    else:
        _attributes(info, inner)


def _attributes(info: Info, inner: str) -> None:
    attrs = parse(inner, words=True)
    if attrs is None:
        return
    classes = []
    for name in attrs.classes:
        if name.lower() in _NUMBERED:
            info.number_from("")
        elif not info.lang:
            info.lang = name.lower()
        else:
            classes.append(name)
    rest = [(key, value) for key, value in attrs.pairs if not _pair(info, key, value)]
    info.attrs = Attrs(attrs.id or info.attrs.id, info.attrs.classes + tuple(classes), info.attrs.pairs + tuple(rest))


def _brackets(info: Info, inner: str) -> None:
    m = _STEPS.fullmatch(inner)
    if not m:
        info.title = info.title or inner
        return
    info.number_from(m[1] or "")
    if m[2].strip():
        info.steps = m[2]


def _pair(info: Info, key: str, value: str) -> bool:
    """Take `key=value` if it says something about the listing."""
    key = key.lower()
    if key in ("title", "file", "filename", "name", "caption"):
        info.title = value
    elif key in _NUMBERED or key in _STARTS or key == "linenums":
        info.number_from(value)
    elif key in _STEP_KEYS:
        if value.lower() in ("true", "false"):
            info.number_from(value)
        elif _STEPS.fullmatch(value):
            info.steps = value.replace(" ", ",") if "hl" in key else value
    else:
        return False
    return True

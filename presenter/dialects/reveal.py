"""reveal.js, reveal-md, Advanced Slides: `--` is a slide too, `Note:` begins notes, comments carry attributes."""

from __future__ import annotations

import re

from presenter.parse.dialect import Dialect, Prepared
from presenter.parse.frontmatter import Entry, FrontMatter
from presenter.parse.split import Rules
from presenter.parse.values import words

_NOTE = re.compile(r"^[ \t]*notes?:[ \t]*", re.M | re.I)
_SLIDE = re.compile(r"<!--\s*\.slide:(.*?)-->", re.S)
_ELEMENT = re.compile(r"[ \t]*<!--\s*\.element:(.*?)-->", re.S)
_ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_KEYS = {"data-background": "background", "data-background-color": "backgroundColor", "data-background-image": "background",
         "data-background-size": "backgroundSize", "data-background-position": "backgroundPosition", "data-transition": "transition",
         "class": "class", "id": "id", "data-visibility": "visibility", "data-background-gradient": "background",
         "data-autoslide": "advance"}  # fmt: skip


def prepare(source: str) -> Prepared:
    """Take out notes and attributes."""
    notes: tuple[str, ...] = ()
    marks = list(_NOTE.finditer(source)) if "ote" in source or "OTE" in source else []
    if len(marks) == 1:
        notes = (source[marks[0].end() :].strip(),)
        source = source[: marks[0].start()]
    entries: list[Entry] = []
    if "<!--" in source:
        for match in _SLIDE.finditer(source):
            entries += _entries(match[1], source.count("\n", 0, match.start()))
        source = _SLIDE.sub(lambda m: "\n" * m[0].count("\n"), source)
        source = _ELEMENT.sub(_element, source)
    return Prepared(source, tuple(entries), tuple(filter(None, notes)))


def _entries(text: str, line: int) -> list[Entry]:
    found = []
    for match in _ATTRIBUTE.finditer(text):
        key, value = _KEYS.get(match[1], ""), match[2] or match[3] or ""
        if key == "visibility":
            key, value = "hidden", "true" if value == "hidden" else "false"
        if key == "advance" and value.isdigit():
            value = f"{value}ms"
        if key and value:
            found.append(Entry(line, key, value))
    return found


def _element(match: re.Match[str]) -> str:
    """A fragment becomes a step, other attributes go."""
    lines = "\n" * match[0].count("\n")
    return (" {.step}" if re.search(r"\bfragment\b", match[1]) else "") + lines


def own_marks(front: FrontMatter) -> tuple[str, bool] | None:
    """The separators that the front matter names, where they are lines that can be written down."""
    said = {entry.key: words(entry.value) for entry in front.entries if entry.key in ("separator", "verticalSeparator")}
    marks = {key: re.sub(r"^\^?(?:\\r\??)?(?:\\n)*|(?:\\r\??)?(?:\\n)*\$?$", "", value).strip() for key, value in said.items()}
    plain = {key: value for key, value in marks.items() if re.fullmatch(r"[\w<>!=+*# ~:.-]{2,40}", value)}
    across = plain.get("separator", "---")
    wanted = [re.escape(mark) for mark in (across, plain.get("verticalSeparator", "--")) if mark not in ("---", "----")]
    return ("|".join(wanted), across == "---") if plain else None


DIALECT = Dialect("reveal", Rules(setext=False, marks="--", containers=False), prepare, own_marks=own_marks)

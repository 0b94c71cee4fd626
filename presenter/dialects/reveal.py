"""reveal.js, reveal-md, Advanced Slides: `--` is a slide too, `Note:` begins notes, comments carry attributes."""

from __future__ import annotations

import re

from presenter.dialects.tex_marks import with_dollars
from presenter.parse.dialect import Dialect, Prepared
from presenter.parse.frontmatter import Entry, FrontMatter
from presenter.parse.origin import Rewriting
from presenter.parse.split import Rules
from presenter.parse.values import words
from presenter.parse.wiki import without_wiki

_NOTE = re.compile(r"^[ \t]*notes?:[ \t]*", re.M | re.I)
_SLIDE = re.compile(r"<!--\s*\.slide:(.*?)-->", re.S)
_ELEMENT = re.compile(r"[ \t]*<!--\s*\.element[: \t](.*?)-->", re.S)
_ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_KEYS = {"data-background": "background", "data-background-color": "backgroundColor", "data-background-image": "background",
         "data-background-size": "backgroundSize", "data-background-position": "backgroundPosition", "data-transition": "transition",
         "class": "class", "id": "id", "data-visibility": "visibility", "data-background-gradient": "background",
         "data-autoslide": "advance", "data-background-opacity": "opacity"}  # fmt: skip


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
    source = _placed_side_by_side(without_wiki(source)) + _faint_ground(entries)
    if _BESIDE.search(source):
        return _side_by_side(source, entries, notes)
    return Prepared(with_dollars(source, in_code=True), tuple(entries), tuple(filter(None, notes)))


def _side_by_side(source: str, entries: list[Entry], notes: tuple[str, ...]) -> Prepared:
    """What stands before and behind `##--##` as columns, below the slide's title."""
    title = re.match(r"\s*#{1,6}[ \t][^\n]*\n", source)
    cut = title.end() if title else 0
    out = Rewriting()
    out.written(source[:cut], 0)
    out.added("\n::: columns\n\n::: column\n", source.count("\n", 0, cut))
    for match in [*_BESIDE.finditer(source, cut), None]:
        end = match.start() if match else len(source)
        out.written(source[cut:end], source.count("\n", 0, cut))
        out.added("\n\n:::\n\n::: column\n" if match else "\n\n:::\n\n:::\n", source.count("\n", 0, end))
        cut = match.end() if match else cut
    return Prepared(out.source, tuple(entries), tuple(filter(None, notes)), (), tuple(out.origin))


_GRID = re.compile(r"<grid(\s[^<>\n]*)?>")
_SPLIT = re.compile(r"<(/?)split(?:\s[^<>\n]*)?>")
_GROUND = re.compile(r"""\bbg=["']?([\w#]+)""")
_DRAG = re.compile(r"""\bdrag=["']?(\d{1,3})""")


def _placed_side_by_side(source: str) -> str:
    """Advanced Slides' `<grid>` and `<split>`: two or three narrow ones stand side by side, others one under the other."""
    source = _SPLIT.sub(lambda m: "</div>" if m[1] else '<div class="columns">', source) if "<split" in source else source
    if "<grid" not in source:
        return source
    widths = [int(drag[1]) for match in _GRID.finditer(source) if (drag := _DRAG.search(match[1] or ""))]
    row = 2 <= len(widths) <= 3 and sum(widths) <= 110 and source.count("</grid>") == len(widths)

    def opened(match: re.Match[str]) -> str:
        ground = _GROUND.search(match[1] or "")
        return f'<div style="background-color:{ground[1]}">' if ground else "<div>"

    first, last = source.find("<grid"), source.rfind("</grid>") + 7
    inner = _GRID.sub(opened, source[first:last]).replace("</grid>", "</div>")
    return source[:first] + (f'<div class="columns">{inner}</div>' if row else inner) + source[last:]


_BESIDE = re.compile(r"^##--##[ \t]*$", re.M)


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


def _faint_ground(entries: list[Entry]) -> str:
    """The picture behind the slide as Markdown, where it is to shine through: taken from `entries`."""
    said = {entry.key: entry for entry in entries}
    opacity, picture = said.get("opacity"), said.get("backgroundImage") or said.get("background")
    if opacity is None:
        return ""
    entries.remove(opacity)
    plain = picture is not None and re.fullmatch(r"[^\s#()<>]+\.\w{2,5}", str(picture.value))
    if picture is None or not plain or not re.fullmatch(r"0?\.\d+|0", str(opacity.value)):
        return ""
    entries.remove(picture)
    return f"\n\n![bg opacity:{opacity.value}](<{picture.value}>)"


def _element(match: re.Match[str]) -> str:
    """A fragment becomes a step, a size that of the picture before; other attributes go."""
    said = {name: one or two for name, one, two in _ATTRIBUTE.findall(match[1])}
    sizes = [f"{key}={said[key]}" for key in ("width", "height") if re.fullmatch(r"\d{1,4}(?:px|%)?", said.get(key, ""))]
    size = f"{{{sizes[0]}}}" if sizes and match.string[: match.start()].endswith(")") else ""
    return size + (" {.step}" if re.search(r"\bfragment\b", match[1]) else "") + "\n" * match[0].count("\n")


def own_marks(front: FrontMatter, text: str) -> tuple[str, bool] | None:
    """The separators that the front matter names, where they are lines that can be written down; in a deck without any rule
    and with gaps of three empty lines those, as the first examples of reveal.js had it."""
    said = {entry.key: words(entry.value) for entry in front.entries if entry.key in ("separator", "verticalSeparator")}
    marks = {key: re.sub(r"^\^?(?:\\r\??)?(?:\\n)*|(?:\\r\??)?(?:\\n)*\$?$", "", value).strip() for key, value in said.items()}
    plain = {key: value for key, value in marks.items() if re.fullmatch(r"[\w<>!=+*# ~:.-]{2,40}", value)}
    across = plain.get("separator", "---")
    wanted = [re.escape(mark) for mark in (across, plain.get("verticalSeparator", "--")) if mark not in ("---", "----")]
    if plain:
        return "|".join(wanted), across == "---"
    if text.count("\n\n\n\n") > 1 and not _RULE.search(text, front.end):
        return rf"(?:[ \t]*\n){{1,50}}(?=[ \t]*$)|{_MARKS}", True
    return None


_RULE = re.compile(r"^(?:---?|##==##)[ \t]*$", re.M)
_MARKS = r"--|##==##|##\+\+##"  # the last two are those of a French school of reveal.js
DIALECT = Dialect("reveal", Rules(setext=False, marks=_MARKS, containers=False), prepare, own_marks=own_marks)

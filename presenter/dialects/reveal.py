"""reveal.js, reveal-md, Advanced Slides: `--` is a slide too, `Note:` begins notes, comments carry attributes."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path

from presenter.dialects.headings import with_spaces
from presenter.dialects.reveal_elements import ATTRIBUTE, with_elements
from presenter.dialects.tex_marks import with_dollars
from presenter.parse.dialect import Dialect, Prepared
from presenter.parse.frontmatter import Entry, FrontMatter
from presenter.parse.origin import Origin, Rewriting, line_of
from presenter.parse.split import Rules
from presenter.parse.values import words
from presenter.parse.wiki import without_wiki

_NOTE = re.compile(r"^[ \t]*notes?:[ \t]*", re.M | re.I)
_PAGE = re.compile(r"^[ \t]*<(?:/?(?:html|head|body)\b[^<>\n]*|!DOCTYPE[^<>\n]*)>[ \t]*$", re.M | re.I)  # a whole page on a slide
_SLIDE = re.compile(r"<!--\s*\.slide:(.*?)-->", re.S)
_KEYS = {"data-background": "background", "data-background-color": "backgroundColor", "data-background-image": "background",
         "data-background-size": "backgroundSize", "data-background-position": "backgroundPosition", "data-transition": "transition",
         "class": "class", "id": "id", "data-visibility": "visibility", "data-background-gradient": "background",
         "data-autoslide": "advance", "data-background-opacity": "opacity"}  # fmt: skip


def prepare(source: str, own_notes: str = "") -> Prepared:
    """Take out notes and attributes; `own_notes` is what begins the notes where the front matter names it."""
    notes: tuple[str, ...] = ()
    begin = re.compile(own_notes, re.M) if own_notes else _NOTE
    marks = list(begin.finditer(source)) if own_notes or "ote" in source or "OTE" in source else []
    if len(marks) == 1:
        notes = (source[marks[0].end() :].strip(),)
        source = source[: marks[0].start()]
    entries: list[Entry] = []
    origin: Origin = ()
    behind = ""
    if "<!--" in source:
        for match in _SLIDE.finditer(source):
            entries += _entries(match[1], source.count("\n", 0, match.start()))
            behind += _shown_behind(match[1])
        source = _SLIDE.sub(lambda m: "\n" * m[0].count("\n"), source)
    if ".element" in source:
        rewritten = with_elements(source)
        source, origin = rewritten.source, tuple(rewritten.origin)
    if "<head" in source or "<body" in source or "<html" in source:
        source = _PAGE.sub("", source)
    source = _placed_side_by_side(without_wiki(with_spaces(source))) + behind + _faint_ground(entries)
    if _BESIDE.search(source):
        source, columns = _side_by_side(source)
        origin = tuple(line_of(line, origin) for line in columns)
    return Prepared(with_dollars(source, in_code=True), tuple(entries), tuple(filter(None, notes)), (), origin)


def _side_by_side(source: str) -> tuple[str, Origin]:
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
    return out.source, tuple(out.origin)


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
    for match in ATTRIBUTE.finditer(text):
        key, value = _KEYS.get(match[1], ""), match[2] or match[3] or ""
        if key == "visibility":
            key, value = "hidden", "true" if value == "hidden" else "false"
        if key == "advance" and value.isdecimal():
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


_BEHIND = re.compile(r"data-background-(iframe|video)\s*=\s*[\"']([^\"'\s]+)[\"']")


def _shown_behind(said: str) -> str:
    """A page or a film behind the slide as Markdown: the page as a link, the film below the words."""
    found = _BEHIND.search(said)
    if found is None:
        return ""
    return f"\n\n<{found[2]}>" if found[1] == "iframe" and "://" in found[2] else f"\n\n![](<{found[2].split(',')[0]}>)"


def own_marks(front: FrontMatter, text: str) -> tuple[str, bool] | None:
    """The separators that the front matter names, where they are lines that can be written down; in a deck without any rule
    or mark and with gaps of two empty lines those, as reveal.js's own examples have it."""
    said = {entry.key: words(entry.value) for entry in front.entries if entry.key in ("separator", "verticalSeparator")}
    plain = {key: mark for key, value in said.items() if (mark := _plain(value))}
    across = plain.get("separator", "---")
    wanted = [re.escape(mark) for mark in (across, plain.get("verticalSeparator", "--")) if mark not in ("---", "----")]
    if plain:
        return "|".join(wanted), across == "---"
    if text.count("\n\n\n") > 1 and not _ANY.search(text, front.end):
        return rf"(?:[ \t]*\n){{1,50}}(?=[ \t]*$)|{_MARKS}", True
    return None


def _plain(said: str) -> str:
    """The line that a regular expression of the settings stands for, "" if it stands for more than one."""
    mark = re.sub(r"^\^?(?:\\r\??)?(?:\\n)*|(?:\\r\??)?(?:\\n)*\$?$", "", said).strip()
    return mark if re.fullmatch(r"[\w<>!=+*# ~:.-]{2,40}", mark) else ""


def _within(front: FrontMatter, text: str, _: Path | None) -> Dialect:
    """The dialect for a deck with this front matter."""
    own = next((_plain(words(entry.value)) for entry in front.entries if entry.key == "notesSeparator"), "")
    return _with_notes(own) if own and not _NOTE.match(own) else DIALECT


@lru_cache(maxsize=8)
def _with_notes(mark: str) -> Dialect:
    return replace(DIALECT, prepare=partial(prepare, own_notes=rf"^[ \t]*{re.escape(mark)}"))


# What ends slides beside rules. The separators are named in a page that a deck's text does not have: these are the ones
# that people use. `##==##` and `##++##` are those of a French school; `=====` stands under no words, else it makes a heading.
_COMMENTS = r"<!--[ \t]*(?:>|v|s|[Ss]lide|[Ss]eparator(?:-\w+)?|[Vv]ertical|[Hh]orizontal|[Nn]ew[ -]?[Ss]lide|[Nn]ext)[ \t]*-->"
_MARKS = rf"--|--[nvh]|---[nvh]|vvv|>>>|@slideend|##==##|##\+\+##|\+\+\+|\+ \+|/{{3,}}|(?<=\n\n)={{3,}}|{_COMMENTS}"
_ANY = re.compile(rf"^(?:---+|{_MARKS})[ \t]*$", re.M)
_RULES = Rules(setext=False, marks=_MARKS, containers=False, dashes=True)
DIALECT = Dialect("reveal", _RULES, prepare, own_marks=own_marks, within=_within)

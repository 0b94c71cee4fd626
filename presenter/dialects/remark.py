"""remark: `key: value` lines at the top of a slide, `--` is a step, `???` begins notes, `.name[ ... ]` are classes."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from presenter.dialects.headings import with_spaces
from presenter.dialects.inline_cells import hides_code, with_quiet_cells, without_results
from presenter.dialects.remark_classes import open_classes
from presenter.dialects.tex_marks import with_dollars
from presenter.parse.comments import hidden_ranges
from presenter.parse.dialect import Dialect, Prepared
from presenter.parse.frames import with_names
from presenter.parse.frontmatter import Entry, FrontMatter
from presenter.parse.origin import Origin, Rewriting, line_of
from presenter.parse.split import Rules

_KEYS = "class|name|template|layout|background-image|background-size|background-position|background-color|count|exclude"
_TOP = re.compile(rf"[ \t]*({_KEYS}):[ \t]*(.*?)[ \t]*$")
_OTHER = re.compile(r"[a-z][a-z-]*:(?:[ \t].*)?$")  # settings of the author's own; remark shows none of them
_COMMENT = re.compile(r"\s*<!--(?:(?!-->)[^\x00]){0,2000}-->[ \t]*\n")
_NOTES = re.compile(r"^\?\?\?[ \t]*$", re.M)
_STEP = re.compile(r"^--[ \t]*$", re.M)
_AFTER_STEP = re.compile(rf"^--[ \t]*\n\s*(?:(?:{_KEYS}):[^\n]*\n)+", re.M)
_MATH = re.compile(r"\$\$(?:[^$]|\$(?!\$)){1,5000}?\$\$|\$[^$\n]{1,500}\$")
_MARGIN = re.compile(r"^\.(header|footer)\[([^\[\]\n]{0,400}(?:\[[^\[\]\n]{0,200}\][^\[\]\n]{0,400}){0,4})\][ \t]*$", re.M)
_MACRO = re.compile(r"!\[:(?:scale|width|w)[ \t]+(\d{1,3}(?:\.\d+)?)%")  # the macro of its own documentation, for the size of a picture
_TAG = re.compile(r"<[A-Za-z][^<>\n]{0,400}>")
_FORGIVEN = re.compile(r"""(?<=["'])[ \t]*,(?=[ \t/>])|(?<=/)[ \t]+(?=>)""")  # what browsers overlook in a tag
_ESCAPE = re.compile(r"\\([\\`*{}\[\]()#+\-.!_>])")  # what its Markdown unescapes before the formula is read


def prepare(source: str) -> Prepared:
    """One slide in our own Markdown."""
    source, notes = _without_notes(source) if "???" in source else (source, ())
    source, entries, frame = _take_top(source)
    if "{{" in source:
        source = with_names(source, frame)
    if "header[" in source or "footer[" in source:
        source = _MARGIN.sub(lambda m: _margin(m, entries), source)
    if "![:" in source:
        source = _MACRO.sub(r"![w:\1% ", source)
    origin: Origin = ()
    if "--" in source:
        source, origin = _with_steps(_AFTER_STEP.sub(lambda m: "--" + "\n" * m[0].count("\n"), source))
    source = with_dollars(without_results(with_spaces(source)), in_code=True)
    if "$" in source and "\\" in source:
        source = _MATH.sub(lambda m: _ESCAPE.sub(r"\1", m[0]), source)
    if "<" in source:
        source = _TAG.sub(lambda m: _FORGIVEN.sub("", m[0]), source)
    if "[" in source and "." in source:
        source, rewritten = open_classes(source)
        origin = tuple(line_of(line, origin) for line in rewritten) if origin and rewritten else origin or rewritten
    template, layout = frame.get("template", ""), {"true": True, "false": False}.get(frame.get("layout", ""))
    named = tuple(pair for pair in frame.items() if pair[0] not in ("template", "layout"))
    return Prepared(source, tuple(entries), notes, (), origin, template, layout, named=named)


def _without_notes(source: str) -> tuple[str, tuple[str, ...]]:
    """Notes go from `???` to the next step, behind which the slide goes on."""
    hidden = hidden_ranges(source)
    notes: list[str] = []
    kept: list[str] = []
    at = 0
    for match in _NOTES.finditer(source):
        if match.start() < at or match.start() in hidden:
            continue
        step = next((m for m in _STEP.finditer(source, match.end()) if m.start() not in hidden), None)
        end = step.start() if step else len(source)
        notes.append(source[match.end() : end].strip())
        kept += [source[at : match.start()], "\n" * source.count("\n", match.start(), end)]
        at = end
    return "".join((*kept, source[at:])), tuple(filter(None, notes))


def _with_steps(source: str) -> tuple[str, Origin]:
    """Every `--` as a pause, which stands between empty lines."""
    hidden = hidden_ranges(source)
    found = [match for match in _STEP.finditer(source) if match.start() not in hidden]
    if not found:
        return source, ()
    out = Rewriting()
    at = line = 0
    for match in found:
        out.written(source[at : match.start()], line)
        line += source.count("\n", at, match.start())
        out.added("\n. . .\n", line)
        at = match.end()
    out.written(source[at:], line)
    return out.source, tuple(out.origin)


def _margin(match: re.Match[str], entries: list[Entry]) -> str:
    """`.header[words]` on a line of its own: what stands above the slide."""
    entries.append(Entry(match.string.count("\n", 0, match.start()), f"_{match[1]}", match[2].strip()))
    return ""


def _take_top(source: str) -> tuple[str, list[Entry], dict[str, str]]:
    """The keys at the top of the slide, and those that say what it is made on; their lines become empty."""
    lines = source.split("\n")
    entries: list[Entry] = []
    frame: dict[str, str] = {}
    seen = False
    comment = _COMMENT.match(source)
    start = source.count("\n", 0, comment.end()) if comment else 0
    for number, line in enumerate(lines[start:], start):
        if not line.strip() and not seen:
            continue
        match = _TOP.match(line)
        if match is None and _OTHER.fullmatch(line):
            frame.setdefault(line.partition(":")[0], line.partition(":")[2].strip())
            lines[number] = ""
            seen = True
            continue
        if match is None:
            break
        seen = True
        key, value = match[1], match[2]
        lines[number] = ""
        if key == "class":
            entries.append(Entry(number, key, re.sub(r"\binverse\b", "invert", value)))
        elif key.startswith("background"):
            entries.append(Entry(number, key, value))
        elif key == "name" and not re.search(r"\s", value):
            entries.append(Entry(number, "id", value))
        elif key == "count" and value == "false":
            entries.append(Entry(number, "paginate", "skip"))
        elif (key == "exclude" and value == "true") or (key == "layout" and value == "true"):
            entries.append(Entry(number, "hidden", "true"))
        if key in ("template", "layout"):
            frame[key] = value
    return "\n".join(lines), entries, frame


_RULES = Rules(rulers=False, marks="---", setext=False, containers=False)  # three dashes and no more: `----` is a line on the slide
DIALECT = Dialect("remark", _RULES, prepare)


def _xaringan(front: FrontMatter, text: str, _: Path | None) -> Dialect:
    """xaringan for a deck that shows the code of its cells, or hides it."""
    return _QUIET if hides_code(front, text) else XARINGAN


XARINGAN = Dialect("xaringan", _RULES, prepare, cover=True, within=_xaringan)  # remark, written in R Markdown
_QUIET = replace(XARINGAN, prepare=lambda source: prepare(with_quiet_cells(source)))

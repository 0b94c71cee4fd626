"""remark: `key: value` lines at the top of a slide, `--` is a step, `???` begins notes, `.name[ ... ]` are classes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from presenter.dialects.tex_marks import with_dollars
from presenter.parse.comments import hidden_ranges
from presenter.parse.dialect import Dialect, Prepared
from presenter.parse.frontmatter import Entry
from presenter.parse.origin import Origin, Rewriting
from presenter.parse.split import Rules

_KEYS = "class|name|template|layout|background-image|background-size|background-position|background-color|count|exclude"
_TOP = re.compile(rf"[ \t]*({_KEYS}):[ \t]*(.*?)[ \t]*$")
_OTHER = re.compile(r"[a-z][a-z-]*:(?:[ \t].*)?$")  # settings of the author's own; remark shows none of them
_COMMENT = re.compile(r"\s*<!--(?:(?!-->)[^\x00]){0,2000}-->[ \t]*\n")
_NOTES = re.compile(r"^\?\?\?[ \t]*$", re.M)
_STEP = re.compile(r"^--[ \t]*$", re.M)
_AFTER_STEP = re.compile(rf"^--\n\s*(?:(?:{_KEYS}):[^\n]*\n)+", re.M)
_MATH = re.compile(r"\$\$(?:[^$]|\$(?!\$)){1,5000}?\$\$|\$[^$\n]{1,500}\$")
_ESCAPE = re.compile(r"\\([\\`*{}\[\]()#+\-.!_>])")  # what its Markdown unescapes before the formula is read


def prepare(source: str) -> Prepared:
    """One slide in our own Markdown."""
    notes: tuple[str, ...] = ()
    if match := _NOTES.search(source):
        notes, source = (source[match.end() :].strip(),), source[: match.start()]
    source, entries, frame = _take_top(source)
    if "--" in source:
        source = _AFTER_STEP.sub(lambda m: ". . ." + "\n" * m[0].count("\n"), _STEP.sub("--", source))
        source = _STEP.sub(". . .", source)
    source = with_dollars(source, in_code=True)
    if "$" in source and "\\" in source:
        source = _MATH.sub(lambda m: _ESCAPE.sub(r"\1", m[0]), source)
    origin: Origin = ()
    if "[" in source and "." in source:
        source, origin = _open_classes(source)
    template, layout = frame.get("template", ""), {"true": True, "false": False}.get(frame.get("layout", ""))
    return Prepared(source, tuple(entries), tuple(filter(None, notes)), (), origin, template, layout)


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


# ---------------------------------------------------------------- classes

_OPEN = re.compile(r"(?<![\w`)\]\\])((?:\.[A-Za-z][\w-]*)+)\[")
_BRACKETS = re.compile(rf"{_OPEN.pattern}|\[|\]")
_WIDTH = re.compile(r"(?:width|w)-(\d{1,3})(?:p|pct)?")
_SHARE = re.compile(r"(?:kol|col)-(\d{1,2})-(\d{1,2})")
_TWELFTHS = re.compile(r"col-(?:[a-z]{2}-)?(\d{1,2})")
_COLUMN = re.compile(r"(?:left|right|middle)-?(?:col|column)(?:-?\d+)?|(?:col|column)-?(?:left|right)|pull-(?:left|right)|column|col|c\d")
_ROWS = frozenset(("grid", "row", "columns", "cols"))
_MARKS = {"bold": "b", "strong": "b", "italic": "i", "em": "i", "underline": "u", "strike": "s", "small": "small", "smaller": "small",
          "tiny": "small", "footnote": "small", "caption": "small",
          "big": "big", "large": "big", "bigger": "big", "huge": "big"}  # fmt: skip
_COLORS = frozenset(
    ("red", "green", "blue", "orange", "purple", "gray", "grey", "pink", "brown", "teal", "cyan", "magenta", "black", "white", "yellow")
)
_ALIGNED = frozenset(("center", "left", "right"))


@dataclass(slots=True)
class _Open:
    """A `.name[` that is open: its classes, where its text begins and, once closed, where it ends."""

    names: tuple[str, ...]
    start: int  # of the dot
    inside: int  # after the bracket
    end: int = -1  # of the closing bracket
    plain: int = 0  # ordinary brackets open in it
    within: list[_Open] = field(default_factory=list)


def _find(source: str) -> list[_Open]:
    """The outermost `.name[ ... ]`, each with those in it."""
    hidden = hidden_ranges(source)
    found: list[_Open] = []
    stack: list[_Open] = []
    for match in _BRACKETS.finditer(source):
        if match.start() in hidden:
            continue
        if match[1] and len(stack) < 30:
            stack.append(_Open(tuple(match[1].split(".")[1:]), match.start(), match.end()))
        elif match[0] != "]":
            if stack:
                stack[-1].plain += 1
        elif stack and stack[-1].plain:
            stack[-1].plain -= 1
        elif stack:
            done = stack.pop()
            done.end = match.start()
            (stack[-1].within if stack else found).append(done)
    for left in stack:  # never closed: it stays as it is, what closed in it counts
        found += left.within
    return sorted(found, key=lambda one: one.start)


def _open_classes(source: str) -> tuple[str, Origin]:
    """`.name[text]` -> what the name means here: columns, alignment, a size, a colour, a picture's width, or a class."""
    found = _find(source)
    if not found:
        return source, ()
    out = Rewriting()
    _rewrite(source, 0, len(source), found, out)
    return out.source, tuple(out.origin)


def _rewrite(source: str, start: int, end: int, found: list[_Open], out: Rewriting) -> None:
    at = start
    for one in found:
        _take(source, at, one.start, out)
        before, after = _meaning(one, source, start, end)
        out.added(before, source.count("\n", 0, one.start))
        if width := _width(one, source):
            out.added(f"![w:{width}% ", source.count("\n", 0, one.inside))
            at = one.inside + 2
        else:
            at = one.inside
        _rewrite(source, at, one.end, one.within, out)
        out.added(after, source.count("\n", 0, one.end))
        at = one.end + 1
    _take(source, at, end, out)


def _take(source: str, start: int, end: int, out: Rewriting) -> None:
    if start < end:
        out.written(source[start:end], source.count("\n", 0, start))


def _width(one: _Open, source: str) -> str:
    """The width that `.width-80[![...](...)]` gives its picture, in percent."""
    if not source.startswith("![", one.inside):
        return ""
    widths = [match[1] for name in one.names if (match := _WIDTH.fullmatch(name))]
    return widths[0] if widths and widths[0] != "100" else ""


def _meaning(one: _Open, source: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and behind the text of `one` in our own Markdown."""
    if _ROWS.intersection(one.names) and any(_column(inner.names) for inner in one.within):
        return _block("columns")
    if column := _column(one.names):
        return _block(column)
    text = source[one.inside : one.end]
    if "\n" in text.strip(" \t") or (_ALIGNED.intersection(one.names) and _alone(one, source, start, end)):
        classes = " ".join(f".{name}" for name in one.names if not _WIDTH.fullmatch(name))
        return _block(f"{{{classes}}}") if classes else ("", "")
    tags = [_MARKS[name] for name in one.names if name in _MARKS]
    color = next((name for name in one.names if name in _COLORS), "")
    plain = [name for name in one.names if name not in _MARKS and name not in _ALIGNED and not _WIDTH.fullmatch(name)]
    before = "".join(f"<{tag}>" for tag in tags)
    after = "".join(f"</{tag}>" for tag in reversed(tags))
    if color:
        return f'<span style="color:{color}">{before}', f"{after}</span>"
    if plain and text.strip() and not text.startswith("!["):
        return f'<span class="{" ".join(plain)}">{before}', f"{after}</span>"
    return before, after


def _block(head: str) -> tuple[str, str]:
    return f"\n\n::: {head}\n\n", "\n\n:::\n\n"


def _column(names: tuple[str, ...]) -> str:
    """The head of the column that these classes make, "" if they make none."""
    for name in names:
        if (match := _SHARE.fullmatch(name)) and 0 < int(match[1]) <= int(match[2]):
            return f"{{.column width={100 * int(match[1]) // int(match[2])}%}}"
        if (match := _TWELFTHS.fullmatch(name)) and 0 < int(match[1]) <= 12:
            return f"{{.column width={100 * int(match[1]) // 12}%}}"
        if _COLUMN.fullmatch(name):
            return "{.column}"
    return ""


def _alone(one: _Open, source: str, start: int, end: int) -> bool:
    """Whether nothing else stands on its line."""
    before = source[max(start, source.rfind("\n", 0, one.start) + 1) : one.start]
    stop = source.find("\n", one.end)
    after = source[one.end + 1 : min(end, stop if stop >= 0 else end)]
    return not before.strip() and not after.strip()


DIALECT = Dialect("remark", Rules(setext=False, containers=False), prepare)
XARINGAN = Dialect("xaringan", Rules(setext=False, containers=False), prepare, cover=True)  # remark, written in R Markdown

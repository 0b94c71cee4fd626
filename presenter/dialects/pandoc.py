"""Pandoc and Quarto: a title slide from the front matter, slides by heading level, typographic marks, some LaTeX."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache, partial
from itertools import pairwise
from pathlib import Path

from presenter.dialects.citations import Cited, cited_in, told, with_citations
from presenter.dialects.inline_cells import hides_code, with_quiet_cells, without_results
from presenter.dialects.latex_blocks import with_markdown
from presenter.dialects.pandoc_blocks import with_captions, with_colons
from presenter.dialects.pandoc_tables import ruled_tables
from presenter.dialects.tex_marks import with_dollars
from presenter.parse.comments import hidden_ranges
from presenter.parse.dialect import Dialect, Prepared
from presenter.parse.frontmatter import Entry, FrontMatter, Mapping, Value
from presenter.parse.origin import Origin, Rewriting, line_of
from presenter.parse.ranges import Ranges
from presenter.parse.split import Rules
from presenter.problems import Problem, Severity

TOO_LONG = 70  # lines that nobody gives on one slide: the level was set when pandoc ran
_LONE = re.compile(r"^\\[ \t]*$", re.M)  # a line break that breaks nothing: room, as pandoc's authors make it
_OF_SLIDES = re.compile(
    r"^(#{2,3})[ \t][^\n]*\{[^{}\n]*\b(?:visibility|background-\w+|data-state|transition|auto-animate)=[^{}\n]*\}[ \t]*$", re.M
)
_HEADING = re.compile(r"^(#{1,6})[ \t]+\S.*\n(?:[ \t]*\n)*(?=[ \t]*(\S.*)?)", re.M)


def slide_levels(text: str, front: FrontMatter) -> frozenset[int]:
    """Pandoc's slide level: the highest heading that content follows at once; it and those above begin slides. A lower
    one that says how its slide looks begins slides as well: its author sets the level when pandoc runs. Quarto's is 2."""
    patat = next((entry.value for entry in front.entries if entry.key == "patat"), None)
    if patat is not None and _RULE.search(text, front.end):  # patat's slides end at rules where there are any
        return frozenset()
    if any(entry.key == "format" and "revealjs" in repr(entry.value) for entry in front.entries):
        return frozenset((1, 2))
    hidden = hidden_ranges(text)
    best = 0
    found: list[tuple[int, int]] = []
    for match in _HEADING.finditer(text, front.end):
        after = (match[2] or "").strip()
        found.append((match.start(), len(match[1])))
        content = after and not re.match(r"#{1,6}(?:\s|$)|-{3,}\s*$", after)
        if content and match.start() not in hidden:
            level = len(match[1])
            best = level if not best else min(best, level)
    own = max((len(match[1]) for match in _OF_SLIDES.finditer(text, front.end) if match.start() not in hidden), default=0)
    best = max(best, own) if best else best
    if best == 1 and _too_long(text, found):
        best = 2
    return frozenset(range(1, best + 1))


_RULE = re.compile(r"^---[ \t]*$", re.M)
_NESTED = {
    "incrementalLists": "incremental",
    "slideLevel": "headingDivider",
    "footer": "footer",
    "logo": "logo",
    "incremental": "incremental",
    "slide-level": "headingDivider",
    "slide_level": "headingDivider",
}


def _too_long(text: str, headings: list[tuple[int, int]]) -> bool:
    """Whether slides of the first level would hold headings of the second and more lines than any slide does."""
    tops = [index for index, (_, level) in enumerate(headings) if level == 1] + [len(headings)]
    for first, following in pairwise(tops):
        end = headings[following][0] if following < len(headings) else len(text)
        if any(level == 2 for _, level in headings[first:following]) and text.count("\n", headings[first][0], end) > TOO_LONG:
            return True
    return False


def nested_settings(front: FrontMatter) -> tuple[Entry, ...]:
    """What `format:` and `output:` say of their slides, where the front matter does not say it at its top."""
    top = {entry.key for entry in front.entries}
    found: dict[str, Entry] = {}
    for entry in front.entries:
        if entry.key in ("format", "output", "revealjs", "patat"):
            for key, value in _pairs(entry.value, 3):
                if key == "theme" and key not in top and (name := _theme(value)):
                    found.setdefault(key, Entry(entry.line, "theme", name))
                if key in _NESTED and key not in top:
                    found.setdefault(key, Entry(entry.line, _NESTED[key], value))
                if key == "slide-number" and str(value).lower() not in ("false", "no"):
                    found.setdefault(key, Entry(entry.line, "paginate", "true"))
    return tuple(found.values())


def _theme(value: Value) -> str:
    """The theme of another program that is named, "" where none of ours comes near it."""
    from presenter.theme.read import ALIASES

    names = value if isinstance(value, tuple) else (value,)
    return next((name for name in names if isinstance(name, str) and name.lower() in ALIASES and name != "default"), "")


def _pairs(value: Value, depth: int) -> list[tuple[str, Value]]:
    """Every pair in nested mappings."""
    if not isinstance(value, Mapping) or not depth:
        return []
    return [pair for key, inner in value.pairs for pair in ((key, inner), *_pairs(inner, depth - 1))]


# ---------------------------------------------------------------- LaTeX of Beamer

_ARGUMENTS = r"\*?(?:<[^<>\n]*>)?(?:\[[^\[\]\n]*\]|\{[^{}\n]*\})*"
# commands that only move things about
_QUIET = re.compile(
    rf"\\(?:(?:[vh]space|[vh]fill|centering|raggedright|tiny|scriptsize|footnotesize|small|normalsize|large|Large|LARGE|huge|Huge|newpage|label|protect|medspace"
    rf"|clearpage|pagebreak|(?:big|med|small)skip|noindent|maketitle|titlepage|frametitle|setlength|setcounter|addtocounter|par|break|center)(?![A-Za-z])"
    rf"|(?:begin|end)\{{(?:figure|table|minipage|frame|small|footnotesize|scriptsize|tiny|large|onlyenv|overprint)\}}"
    rf"|set[a-z]+(?:color|template|font|option)|usebeamer[a-z]+){_ARGUMENTS}"
)
_GROUPS = (  # a group that says how its words look; knitr sets its figures in the first
    (re.compile(r"\{\\(?:centering|raggedright|tiny|scriptsize|footnotesize|small|normalsize|large|Large|LARGE|huge|Huge|rm|sf|sc|color\{[^{}\n]*\})"
                r"(?![a-zA-Z])[ \t]*((?:[^{}]|\{[^{}]*\}){0,3000}?)[ \t]*\}(?=\s|$)"), r"\1"),
    (re.compile(r"\{\\(?:it|em|sl|itshape|slshape)(?![a-zA-Z])[ \t]*([^{}\n]*?)[ \t]*\}"), r"*\1*"),
    (re.compile(r"\{\\(?:bf|bfseries)(?![a-zA-Z])[ \t]*([^{}\n]*?)[ \t]*\}"), r"**\1**"),
    (re.compile(r"\{\\(?:tt|ttfamily)(?![a-zA-Z])[ \t]*([^{}`\n]*?)[ \t]*\}"), r"`\1`"),
)  # fmt: skip
_CENTRED = re.compile(r"[ \t]*\\begin\{center\}[ \t]*(\S.*?)[ \t]*\\end\{center\}[ \t]*")
_COLUMN = re.compile(r"\\(?:begin\{column\}|column)(?:\[[^\]\n]*\])?\{\s*([\d.]*)\s*\\?\w*\s*\}")
_PICTURE = re.compile(r"\\includegraphics\*?(?:<[^<>\n]*>)?(?:\[([^\[\]\n]*)\])?\{([^{}\n]+)\}")
_WIDTH = re.compile(r"width\s*=\s*([\d.]+)\s*\\(?:text|line|column|paper)width")
_INLINE = (
    (re.compile(r"\\(?:only|onslide|uncover|visible|action|alt|temporal)<[^<>\n]*>\{([^{}\n]*)\}"), r"\1"),
    (re.compile(r"\\footnote(?:<[^<>\n]*>)?\{([^{}\n]*)\}"), r"^[\1]"),
    (re.compile(r"(?<=\S)[ \t]*\\caption\{([^{}\n]*)\}"), r"\n*\1*"),
    (re.compile(r"\\caption\{([^{}\n]*)\}"), r"*\1*"),
    (re.compile(r"\\(?:text(?:sc|rm|sf|up|md)|mbox|makebox|fbox)\{([^{}\n]*)\}"), r"\1"),
    (re.compile(r"\\color\{[^{}\n]*\}[ \t]?|\\(?:onslide|pause)(?:<[^<>\n]*>)?(?![\w{])"), ""),
    (re.compile(r"\\(?:textbf|alert|structure)\{([^{}\n]*)\}"), r"**\1**"),
    (re.compile(r"\\(?:emph|textit|textsl)\{([^{}\n]*)\}"), r"*\1*"),
    (re.compile(r"\\texttt\{([^{}`\n]*)\}"), r"`\1`"),
    (re.compile(r"\\underline\{([^{}\n]*)\}"), r"<u>\1</u>"),
    (re.compile(r"\\href\{([^{}\s]*)\}\{([^{}\n]*)\}"), r"[\2](<\1>)"),
    (re.compile(r"\\url\{([^{}\s]*)\}"), r"<\1>"),
    (re.compile(r"\\textcolor\{([a-z]+)\}\{([^{}\n]*)\}"), r'<span style="color:\1">\2</span>'),
    (re.compile(r"\\(?:newline|linebreak)(?![a-zA-Z])[ \t]*"), "<br>"),
    (re.compile(r"\\fa([A-Z][A-Za-z]*)(?:\{\})?"), r"\1"),
    (re.compile(r"\\(?:LaTeX|TeX)(?:\{\}|\b)"), "LaTeX"),
    (re.compile(r"\\(?:l?dots|textellipsis)(?:\{\}|\b)"), "…"),
)
_KEPT = re.compile(r"`+[^`\n]*`+|\$\$?[^$\n]+\$\$?|(?=\\\()\\\(.*?\\\)")


def prepare(source: str, cited: Cited | None = None, quiet: bool = False) -> Prepared:
    """One slide in our own Markdown: tables drawn with signs, and of LaTeX what sets columns, pauses, pictures and emphasis;
    what only moves things goes."""
    if not source.strip():  # between the cover and a rule there is no slide
        return Prepared(source, (Entry(0, "hidden", "true"),))
    source, problems = _without_shortcodes(source) if "{{<" in source else (source, ())
    origin: Origin = ()
    source = with_quiet_cells(source) if quiet else source
    if cited is not None:
        source, origin, more = with_citations(source, cited)
        problems += more
    if 'class="notes"' in source:
        source = _NOTES.sub(lambda m: f"::: notes\n{m[1]}:::", source)
    if "(@" in source:
        source = _numbered(source)
    if "(\\#" in source:
        source = _LABEL.sub("", source)
    if "](" in source and " " in source:
        source = _SPACED.sub(r"\1<\2>)", source)
    if "![" in source:
        source = with_captions(source)
    if "~ " in source:
        source = with_colons(source)
    source = with_dollars(without_results(source))
    if "\\\n" in source:
        hidden = hidden_ranges(source)
        source = _LONE.sub(lambda m: m[0] if m.start() in hidden else "", source)
    for read, mark in ((ruled_tables, "--"), (with_markdown, "\\")):
        found = read(source, _in_code(source)) if mark in source else None
        if found is not None:
            origin = tuple(line_of(line, origin) for line in found.origin)
            source = found.source
    plain = _without_latex(source)
    origin = tuple(line_of(line, origin) for line in plain.origin) if plain.origin else origin
    return replace(plain, origin=origin, problems=problems)


_LABEL = re.compile(r"[ \t]*\(\\#(?:fig|tab|tbl|eq|thm|def|lem):[\w.-]+\)[ \t]?")  # bookdown's
_SPACED = re.compile(  # pandoc reads it so
    r"(!\[[^\]\n]{0,400}\]\()([^\s()<>\"'][^()<>\n\"']{0,200} [^()<>\n\"']{0,200}\.(?:png|jpe?g|gif|svg|webp|pdf))\)", re.I
)
_NOTES = re.compile(r"""^<div class="notes">[ \t]*\n((?:(?!</?div)[^\x00]){0,8000}?\n)</div>[ \t]*$""", re.M)
_SHORTCODE = re.compile(r"\{\{<[ \t]*([\w-]+)[ \t]*([^<>\n]*?)[ \t]*>\}\}")
_EXAMPLE = re.compile(r"^\(@[\w-]*\)(?=[ \t])", re.M)


def _without_shortcodes(source: str) -> tuple[str, tuple[Problem, ...]]:
    """Quarto's `{{< video x >}}` as a film; icons and page breaks go, and the others with a Problem."""
    hidden = hidden_ranges(source)
    problems: list[Problem] = []

    def read(match: re.Match[str]) -> str:
        if match.start() in hidden:
            return match[0]
        if match[1] == "video" and match[2]:
            return f"![](<{match[2].split()[0].strip('<>')}>)"
        if match[1] not in ("fa", "pagebreak", "bi", "iconify", "kbd"):
            line = source.count("\n", 0, match.start())
            hint = "write it into this deck"
            problems.append(Problem("file-left-out", f"`{match[1]} {match[2]}` is not shown", hint, Severity.WARNING, line))
        return match[2] if match[1] == "kbd" else ""

    return _SHORTCODE.sub(read, source), tuple(problems)


def _numbered(source: str) -> str:
    """Examples `(@)` counted through the slide."""
    hidden = hidden_ranges(source)
    count = 0

    def number(match: re.Match[str]) -> str:
        nonlocal count
        if match.start() in hidden:
            return match[0]
        count += 1
        return f"{count})"

    return _EXAMPLE.sub(number, source)


def _in_code(source: str) -> list[bool]:
    """Whether each line is code."""
    hidden, at, found = hidden_ranges(source), 0, []
    for line in source.split("\n"):
        found.append(at in hidden)
        at += len(line) + 1
    return found


def _without_latex(source: str) -> Prepared:
    if "\\" not in source or not re.search(r"\\[a-zA-Z]{2}", source):
        return Prepared(source)
    source = _grouped(source) if "{\\" in source else source
    hidden = hidden_ranges(source)
    out = Rewriting()
    at = 0
    display = in_column = False
    lines = source.split("\n")
    for number, line in enumerate(lines):
        code = at in hidden
        at += len(line) + 1
        end = "\n" if number < len(lines) - 1 else ""
        if code or display or "\\" not in line or line.startswith(("    ", "\t")):
            display ^= not code and line.count("$$") % 2 == 1
            out.added(line + end, number)
            continue
        display ^= line.count("$$") % 2 == 1
        if display or "$$" in line or re.match(r"\s*\\begin\{(?:equation|align|gather|multline|math|displaymath|tikz)", line):
            out.added(line + end, number)
            continue
        text, in_column = _line(line, in_column)
        out.added(text + end, number)
    return Prepared(out.source, origin=tuple(out.origin))


def _grouped(source: str) -> str:
    """`{\\it words}` and its like in Markdown, on as many lines; not in code and formulas."""
    for pattern, new in _GROUPS:
        kept = Ranges.joined((*hidden_ranges(source), *(match.span() for match in _KEPT.finditer(source))))
        source = pattern.sub(lambda m, new=new, kept=kept: m[0] if m.start() in kept else m.expand(new), source)  # type: ignore[misc]
    return source


def _line(line: str, in_column: bool) -> tuple[str, bool]:
    """One line of Markdown with LaTeX in it, and whether a column is open after it."""
    bare = line.strip()
    if bare == "\\pause":
        return "\n. . .\n", in_column
    if bare.startswith("\\begin{columns}"):
        return "\n::: columns\n", False
    if match := _COLUMN.fullmatch(bare):
        share = float(match[1]) if re.fullmatch(r"\d*\.?\d+", match[1]) else 0.0
        head = f"{{.column width={100 * share:.4g}%}}" if 0 < share <= 1 else "column"
        return f"{':::' if in_column else ''}\n\n::: {head}\n", True
    if bare == "\\end{column}":
        return ("\n:::\n" if in_column else ""), False
    if bare.startswith("\\end{columns}"):
        return f"{':::' if in_column else ''}\n\n:::\n", False
    if match := _CENTRED.fullmatch(line):
        return f"\n::: {{.center}}\n\n{_words(match[1])}\n\n:::\n", in_column
    if bare in ("\\begin{center}", "\\end{center}"):
        return ("\n::: {.center}\n" if "begin" in bare else "\n:::\n"), in_column
    parts: list[str] = []
    start = 0
    for kept in _KEPT.finditer(line):
        parts += (_words(line[start : kept.start()]), kept[0])
        start = kept.end()
    return "".join((*parts, _words(line[start:]))), in_column


def _words(text: str) -> str:
    if "\\" not in text:
        return text
    text = _PICTURE.sub(_picture, _QUIET.sub("", text))
    for pattern, new in _INLINE:
        text = pattern.sub(new, text)
    return text


def _picture(match: re.Match[str]) -> str:
    width = _WIDTH.search(match[1] or "")
    size = f"{{width={min(100.0, 100 * float(width[1])):.4g}%}}" if width and re.fullmatch(r"\d*\.?\d+", width[1]) else ""
    return f"![](<{match[2].strip()}>){size}"


def with_works(front: FrontMatter, text: str, folder: Path | None) -> Dialect:
    """The dialect for a deck that cites works, counts figures or hides the code of its cells."""
    cited, quiet = cited_in(front, text, folder), hides_code(front, text)
    return DIALECT if cited is None and not quiet else _citing(cited, quiet)


@lru_cache(maxsize=8)
def _citing(cited: Cited | None, quiet: bool) -> Dialect:
    return replace(DIALECT, prepare=partial(prepare, cited=cited, quiet=quiet), problems=told(cited) if cited else ())


DIALECT = Dialect(
    "pandoc",
    Rules(tables=True),
    prepare,
    levels=slide_levels,
    settings=nested_settings,
    cover=True,
    smart=True,
    within=with_works,
    free=True,
)

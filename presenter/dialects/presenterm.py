"""presenterm: commands in comments, slides end at `<!-- end_slide -->`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from presenter.dialects.terminals import without_files
from presenter.parse.comments import code_ranges, hidden_ranges
from presenter.parse.dialect import Dialect, Prepared
from presenter.parse.frontmatter import Entry, FrontMatter, Mapping
from presenter.parse.origin import Rewriting
from presenter.parse.split import Rules
from presenter.problems import Problem, Severity

_COMMAND = re.compile(r"[ \t]*<!--[ \t]*([a-z_]+)(?:[ \t]*:[ \t]*(.*?))?[ \t]*-->[ \t]*")
_NOTE = re.compile(r"<!--\s*speaker_note:(.*?)-->", re.S)
_UNSAID = re.compile(r"<!--\s*(?://|comment:).*?-->", re.S)
_STRUCK = re.compile(r"`+[^`\n]*`+|(?<![~\\])~(?=[^\s~])([^~\n`]+)(?<=\S)~(?!~)")
_BARE = re.compile(r"(?<!!)\[\]\((https?://[^\s()<>]+)\)")
_FENCE = re.compile(r"^([`~]{3,}+)(\w*)[^\n]*\+exec[^\n]*\n(.*?)^\1[ \t]*$", re.M | re.S)
_RENDERED = re.compile(r"^(?P<mark>`{3,}|~{3,})latex\b[^\n]*\+render[^\n]*\n(?P<tex>(?:(?!(?P=mark))[^\n]*\n)*?)(?P=mark)[ \t]*$", re.M)
_DOLLAR = re.compile(r"(?<!\\)\$")
_QUIET = frozenset(("new_line", "new_lines", "newline", "newlines", "font_size", "list_item_newlines", "end_slide"))


@dataclass(slots=True)
class _Row:
    """`column_layout` until it is reset: the columns' widths, and the lines of each as (line, text)."""

    widths: list[float]
    columns: list[list[tuple[int, str]]] = field(default_factory=list)
    at: int = -1

    def __post_init__(self) -> None:
        self.columns = [[] for _ in self.widths]


def prepare(source: str) -> Prepared:
    """One slide in our own Markdown."""
    source, problems = without_files(source) if "path:" in source else (source, ())
    source = _without_formulas(source) if "$" in source else source
    source = _RENDERED.sub(_formula, source) if "+render" in source else source
    source = _inline(source) if "~" in source or "[](" in source or "+exec" in source else source
    if not source.strip():  # behind the last `end_slide` there is no slide
        return Prepared(source, (Entry(0, "hidden", "true"),))
    if "<!--" not in source:
        return Prepared(source, problems=problems)
    notes = tuple(match[1].strip() for match in _NOTE.finditer(source))
    for taken in (_NOTE, _UNSAID):
        source = taken.sub(lambda m: "\n" * m[0].count("\n"), source)
    prepared = _Slide(source, notes).prepared()
    return replace(prepared, problems=problems + prepared.problems)


def _formula(match: re.Match[str]) -> str:
    """A fence of LaTeX that is drawn as its formula, on as many lines."""
    tex = match["tex"].strip().removeprefix("\\[").removesuffix("\\]").strip().removeprefix("$$").removesuffix("$$").strip()
    lines = match[0].count("\n")
    return f"$$\n{tex}\n$$" + "\n" * (lines - tex.count("\n") - 2) if tex and tex.count("\n") + 2 <= lines else match[0]


def _without_formulas(source: str) -> str:
    """Dollars are dollars: a formula stands in a fence there."""
    code = code_ranges(source)
    return _DOLLAR.sub(lambda m: m[0] if m.start() in code else "\\$", source)


def _inline(source: str) -> str:
    """What its Markdown has that ours has not: `~struck~`, links without words, lines hidden from listings that run."""
    source = _FENCE.sub(_shown, source)
    hidden = hidden_ranges(source)

    def outside(match: re.Match[str], new: str) -> str:
        return match[0] if match.start() in hidden else new

    source = _STRUCK.sub(lambda m: outside(m, f"~~{m[1]}~~" if m[1] else m[0]), source)
    return _BARE.sub(lambda m: outside(m, f"<{m[1]}>"), source) if "[](" in source else source


def _shown(match: re.Match[str]) -> str:
    """A listing that runs without the lines that it hides; they stay as many, at its end, so that no line moves."""
    mark = "# " if match[2] == "rust" else "/// "
    lines = match[3].splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(mark)]
    head = match[0].split("\n", 1)[0]
    return f"{head}\n{''.join(kept)}{match[1]}" + "\n" * (len(lines) - len(kept)) if len(kept) < len(lines) else match[0]


class _Slide:
    """One slide while its commands are carried out."""

    def __init__(self, source: str, notes: tuple[str, ...]) -> None:
        self.source = source
        self.notes = notes
        self.out = Rewriting()
        self.entries: list[Entry] = []
        self.problems: list[Problem] = []
        self.row: _Row | None = None
        self.modes: dict[str, str] = {}  # containers that are open: what opened them -> their head

    def prepared(self) -> Prepared:
        hidden = hidden_ranges(self.source)
        at = 0
        lines = self.source.split("\n")
        for number, line in enumerate(lines):
            command = None if at in hidden else _COMMAND.fullmatch(line)
            at += len(line) + 1
            if command is None or not self.command(command[1], command[2] or "", number):
                self.put(line + ("\n" if number < len(lines) - 1 else ""), number)
        self.end_row(len(lines) - 1)
        self.close_modes(len(lines) - 1)
        return Prepared(self.out.source, tuple(self.entries), self.notes, tuple(self.problems), tuple(self.out.origin))

    def put(self, text: str, number: int) -> None:
        """A line of the slide, where it stands now."""
        if self.row is not None and self.row.at >= 0:
            self.row.columns[self.row.at].append((number, text))
        else:
            self.out.added(text, number)

    def command(self, name: str, value: str, number: int) -> bool:
        """Carry out one command; False if it is none."""
        match name:
            case "pause":
                self.put("\n. . .\n\n", number)
            case "column_layout":
                self.end_row(number)
                widths = [float(n) for n in re.findall(r"\d{1,4}", value)[:12]]
                self.row = _Row(widths) if widths and sum(widths) else None
            case "column":
                if self.row is not None and value.isdecimal() and len(value) < 4 and int(value) < len(self.row.columns):
                    self.row.at = int(value)
            case "reset_layout":
                self.end_row(number)
            case "incremental_lists" | "alignment":
                self.mode(name, "incremental" if value == "true" else f"{{.{value}}}" if value in ("center", "right") else "", number)
            case "jump_to_middle":
                begins = not self.out.source.strip()  # then the title goes there as well
                self.entries.append(Entry(number, "_class", "middle lead" if begins else "middle"))
            case "no_footer":
                self.entries.append(Entry(number, "_footer", ""))
            case "skip_slide":
                self.entries.append(Entry(number, "hidden", "true"))
            case "include" | "snippet_output":
                hint = "copy it into this deck" if name == "include" else "write the output into a fence"
                self.problems.append(Problem("file-left-out", f"`{name}: {value}` is not shown", hint, Severity.WARNING, number))
            case _ if name not in _QUIET:
                return False
        if name != "pause":
            self.put("\n", number)
        return True

    def mode(self, name: str, head: str, number: int) -> None:
        """Open or close what holds until it is said otherwise."""
        if self.modes.pop(name, None):
            self.put("\n:::\n\n", number)
        if head and (self.row is None or self.row.at < 0):
            self.modes[name] = head
            self.put(f"\n::: {head}\n\n", number)

    def close_modes(self, number: int) -> None:
        for _ in self.modes:
            self.out.added("\n\n:::\n", number)
        self.modes = {}

    def end_row(self, number: int) -> None:
        """Write out the columns that stand open."""
        row, self.row = self.row, None
        if row is None or not any(text.strip() for column in row.columns for _, text in column):
            return
        total = sum(row.widths)
        self.out.added("\n::: columns\n", number)
        for width, column in zip(row.widths, row.columns, strict=True):
            at = column[0][0] if column else number
            self.out.added(f"\n::: {{.column width={100 * width / total:.4g}%}}\n\n", at)
            for line, text in column:
                self.out.added(text, line)
            self.out.added("\n\n:::\n", column[-1][0] if column else number)
        self.out.added("\n:::\n\n", number)


def slide_levels(text: str, front: FrontMatter) -> frozenset[int]:
    """Underlined headings begin slides where `implicit_slide_ends` says so."""
    options = next((entry.value for entry in front.entries if entry.key == "options"), None)
    said = dict(options.pairs) if isinstance(options, Mapping) else {}
    return frozenset((1, 2)) if str(said.get("implicit_slide_ends", "")).lower() == "true" else frozenset()


_RULES = Rules(rulers=False, marks=r"<!--[ \t]*end_slide[ \t]*-->", atx=False)
DIALECT = Dialect("presenterm", _RULES, prepare, levels=slide_levels, cover=True)

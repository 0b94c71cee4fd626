r"""LaTeX's environments among Markdown -> Markdown: blocks, lists, formulas, tables and frames of Beamer."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from presenter.parse.origin import Rewriting

_BEGIN = re.compile(r"[ \t]*\\begin\{(\w+)\*?\}((?:<[^<>\n]*>|\[[^\[\]\n]*\])*)(?:\{([^\n]*?)\})?[ \t]*(.*)$")
_END = re.compile(r"(.*?)\\end\{(\w+)\*?\}([ \t]*[.,;]?)[ \t]*$")
_FORMULA = re.compile(r"[ \t]*\\begin\{(\w+)\*?\}(.*)$")
_ITEM = re.compile(r"[ \t]*\\item(?![a-z])((?:<[^<>\n]*>)?)[ \t]*(?:\[([^\[\]\n]*)\])?[ \t]*(.*)$")
_FRAME_TITLE = re.compile(r"[ \t]*\\frametitle(?:<[^<>\n]*>)?\{([^{}\n]*)\}[ \t]*$")
_RULES = re.compile(r"\\(?:hline|toprule|midrule|bottomrule|cline\{[^{}]*\}|cmidrule(?:\([^()]*\))?\{[^{}]*\})")
_UNSHOWN = re.compile(r"\\(?:label\{[^{}\n]*\}|nonumber\b|notag\b)")
_TAG = re.compile(r"\\tag\*?\{\$([^${}\n]*)\$\}")  # a formula in a formula's number
_KINDS = {"block": "note", "exampleblock": "tip", "example": "tip", "alertblock": "warning"}
_NAMED = frozenset(("theorem", "definition", "lemma", "corollary", "proof", "proposition", "remark", "example"))
_LISTS = {"itemize": "-", "enumerate": "1.", "description": "-"}
_FORMULAS = {"equation": "", "displaymath": "", "math": ""} | dict.fromkeys(
    ("align", "gather", "multline", "eqnarray", "flalign"), "aligned"
)
LONGEST = 200  # lines of one table


@dataclass(slots=True)
class _Inside:
    """What is open: the marks of the lists, whether their items come one by one, and the formula."""

    marks: list[str] = field(default_factory=list)
    stepping: bool = False
    formula: str | None = None  # the environment that stands in the dollars, "" for none; None outside a formula


def with_markdown(source: str, hidden: list[bool]) -> Rewriting | None:
    """`source` with such environments in Markdown, None if it has none; `hidden` says of each line whether it is code."""
    if "\\begin{" not in source and "\\item" not in source and "\\frametitle" not in source:
        return None
    lines = source.split("\n")
    out, inside, at, dollars = Rewriting(), _Inside(), 0, False
    while at < len(lines):
        end = "\n" if at < len(lines) - 1 else ""
        within, dollars = dollars, dollars ^ (not hidden[at] and inside.formula is None and lines[at].count("$$") % 2 == 1)
        if within:  # what stands between dollars is a formula's own
            out.added(lines[at] + end, at)
            at += 1
            continue
        table = None if hidden[at] else _tabular(lines, at)
        if table:
            out.added(table[0] + end, at)
            at = table[1]
            continue
        out.added((lines[at] if hidden[at] else _line(lines[at], inside)) + end, at)
        at += 1
    return out


def _line(line: str, inside: _Inside) -> str:
    """One line, and what is open after it."""
    if inside.formula is not None:
        return _of_formula(line, inside)
    if "\\" not in line:
        return "  " * len(inside.marks) + line.strip() if inside.marks and line.strip() else line
    if (match := _FORMULA.fullmatch(line)) and match[1] in _FORMULAS:
        inside.formula = _FORMULAS[match[1]]
        head = "\n$$\n" + (f"\\begin{{{inside.formula}}}\n" if inside.formula else "")
        return head + (_of_formula(match[2], inside) if match[2].strip() else "")
    if (match := _BEGIN.fullmatch(line)) and (found := _begun(match, inside)) is not None:
        return found
    if (match := _END.fullmatch(line)) and (found := _ended(match[2], inside)) is not None:
        return f"{'  ' * len(inside.marks)}{match[1].strip()}{found}" if match[1].strip() else found
    if (match := _ITEM.fullmatch(line)) and inside.marks:
        return _item(match, inside)
    if match := _FRAME_TITLE.fullmatch(line):
        return f"\n### {match[1]}\n"
    return line


def _begun(match: re.Match[str], inside: _Inside) -> str | None:
    """What the beginning of an environment becomes; None for those that are none of these."""
    name, options, title, rest = match[1], match[2], (match[3] or "").strip(), match[4].strip()
    if name in _LISTS:
        inside.stepping = inside.stepping or "+-" in options
        inside.marks.append(_LISTS[name])
        after = _ITEM.fullmatch(rest)
        return "\n" + (_item(after, inside) if after else rest)
    if name in _KINDS or name in _NAMED:
        said = title or options.strip("[]<>") if name in _NAMED else title
        label = f"{name.capitalize()}{': ' if said else ''}" if name in _NAMED else ""
        words = (label + said).replace('"', "'")
        return f'\n::: {{.callout-{_KINDS.get(name, "note")} title="{words}"}}\n\n{rest}'
    if name == "frame" and title:
        return f"\n### {title}\n\n{rest}"
    return None


def _ended(name: str, inside: _Inside) -> str | None:
    if name in _LISTS and inside.marks:
        inside.marks.pop()
        inside.stepping = inside.stepping and bool(inside.marks)
        return "" if inside.marks else "\n"
    return "\n\n:::\n" if name in _KINDS or name in _NAMED else None


def _of_formula(line: str, inside: _Inside) -> str:
    line = _TAG.sub(r"\\tag{\1}", _UNSHOWN.sub("", line))
    match = _END.fullmatch(line)
    if match and match[2] in _FORMULAS:
        ending = f"\n\\end{{{inside.formula}}}" if inside.formula else ""
        inside.formula = None
        return f"{match[1]}{match[3].strip()}{ending}\n$$\n"
    return line if line.strip() else "%"


def _item(match: re.Match[str], inside: _Inside) -> str:
    """One item; behind a `\\pause` and with an overlay it comes by itself."""
    overlay, label, words = match[1], match[2], match[3]
    step = " {.step}" if inside.stepping or re.search(r"[2-9+]", overlay) else ""
    if "\\pause" in words:
        words, inside.stepping = words.replace("\\pause", "").rstrip(), True
    head = f"**{label}** " if label else ""
    return f"{'  ' * (len(inside.marks) - 1)}{inside.marks[-1]} {head}{words}{step}"


def _tabular(lines: list[str], at: int) -> tuple[str, int] | None:
    """The pipe table for the `tabular` that begins on line `at`, and the line behind it."""
    if not re.match(r"[ \t]*\\begin\{tabular[x*]?\}", lines[at]):
        return None
    stop = next((n for n in range(at, min(len(lines), at + LONGEST)) if "\\end{tabular" in lines[n]), None)
    if stop is None:
        return None
    body = re.sub(r"\\begin\{tabular[x*]?\}(?:\[[^\]]*\]|\{(?:[^{}]|\{[^{}]*\})*\})*|\\end\{tabular.*", "", "\n".join(lines[at : stop + 1]))
    rows = [row for part in re.split(r"\\\\(?:\[[^\]]*\])?", _RULES.sub("", body)) if (row := " ".join(part.split()))]
    cells = [[cell.strip().replace("|", "\\|") for cell in re.split(r"(?<!\\)&", row)] for row in rows]
    width = max((len(row) for row in cells), default=0)
    if not width:
        return None
    full = [row + [""] * (width - len(row)) for row in cells]
    table = ["| " + " | ".join(row) + " |" for row in full]
    return "\n" + "\n".join([table[0], "|" + " --- |" * width, *table[1:]]) + "\n", stop + 1

"""Pandoc's `[@key]` -> (author year) and lists of references; `@fig:x` -> numbers of figures, tables and formulas."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from presenter import far
from presenter.parse.bibtex import Work, Works, read_works
from presenter.parse.comments import code_ranges, hidden_ranges
from presenter.parse.frontmatter import FrontMatter, Mapping
from presenter.parse.origin import Origin, Rewriting
from presenter.parse.ranges import Ranges
from presenter.parse.values import words
from presenter.problems import Problem, Severity

_KEY = r"[\w](?:[\w:.#$%&+?~/-]*\w)?"
_GROUP = re.compile(rf"\[([^\[\]\n]*?-?@{_KEY}[^\[\]\n]*(?:\n[^\[\]\n]+)?)\](?![(\[{{:])")
_CITED = re.compile(rf"(?<![\w@/.\\])(-?)@({_KEY})(?:[ ]\[([^\[\]\n@]{{1,80}})\])?")
_IN_GROUP = re.compile(rf"(.*?)(-?)@({_KEY})(.*)", re.S)
# these two look through a whole deck on a key: each begins with what is quickly searched for
_MENTIONED = re.compile(rf"@({_KEY})")
_LABELS = (re.compile(r"\{#((?:fig|tbl|eq|sec|lst)[:-][\w:.-]+)"), re.compile(r"\| label: ((?:fig|tbl|lst)-[\w:.-]+)"))
_LABELLED = re.compile(r"(!\[)([^\]\n]+)(\]\([^()\n]*\)\{#((?:fig)[:-][\w:.-]+))")
_PLACE = re.compile(
    r"^:{3,}[ \t]*\{[ \t]*#refs\b[^}\n]*\}[ \t:]*\n(?:[ \t]*\n)*:{3,}[ \t]*$"
    r"|^<div id=[\"']?refs[\"']?[^<>\n]*>\s{0,20}</div>[ \t]*$",
    re.M,
)
_ALONE = re.compile(r"\s*#{1,3}[ \t]+([^\n#{]+?)[ \t]*(?:\{[^{}\n]*\})?\s*")
_TITLES = frozenset((
    "references", "bibliography", "works cited", "literature", "literature cited", "literatur", "literaturverzeichnis", "quellen",
    "referencias", "bibliografía", "bibliografia", "références", "bibliographie", "referências", "riferimenti", "referenties", "参考文献",
    "참고문헌", "список литературы", "библиография", "литература", "kaynakça", "referanslar",
))  # fmt: skip
_NAMES = {"ru": "Рис.", "uk": "Рис.", "de": "Abbildung", "es": "Figura", "pt": "Figura", "it": "Figura", "zh": "图", "ja": "図"}
_KINDS = {"fig": "Figure", "tbl": "Table", "eq": "Equation", "sec": "Section", "lst": "Listing"}
MANY = 9  # works that need two columns


@dataclass(frozen=True, slots=True)
class Cited:
    """What a deck cites: its works by key, those cited in order, the numbers of what has a label, and what is missing."""

    works: tuple[tuple[str, Work], ...] = ()
    numbers: tuple[tuple[str, int], ...] = ()
    figure: str = "Figure"
    missing: tuple[str, ...] = ()  # files of works that cannot be read
    asked: bool = False  # a bibliography is named


def cited_in(front: FrontMatter, text: str, folder: Path | None) -> Cited | None:
    """What `text` cites; None where it has nothing to do with citations and labels."""
    files = _files(front) or (_beside(folder) if folder is not None and "[@" in text else [])
    labels = "@fig" in text or "@tbl" in text or "@eq" in text or "@sec" in text or "@lst" in text
    if not files and not labels:
        return None
    known: dict[str, Work] = {}
    missing: list[str] = []
    for name in files[:8]:
        read = _works(folder, name) if folder is not None else None
        missing += [name] if read is None else []
        known |= read or {}
    used = {match[1] for match in _MENTIONED.finditer(text) if match[1] in known} if known else set()
    works = tuple((key, known[key]) for key in sorted(used))
    return Cited(works, _numbers(text) if labels else (), _figure(front), tuple(missing), bool(files))


def _files(front: FrontMatter) -> list[str]:
    said = next((entry.value for entry in front.entries if entry.key == "bibliography"), "")
    return [one for one in (said if isinstance(said, tuple) else (said,)) if isinstance(one, str) and one]


def _works(folder: Path, name: str) -> Works | None:
    """The works in a file of the folder, None where there is none."""

    def read() -> Works | None:
        path = folder / name
        try:
            return read_works(path) if path.resolve().is_relative_to(folder.resolve()) else None
        except (OSError, ValueError):
            return None

    return far.ask(folder, ("works", name), read, lambda: None)


def _beside(folder: Path) -> list[str]:
    """The BibTeX files that lie beside the deck: pandoc may have been told of them as it ran."""
    try:
        return far.ask(folder, "works", lambda: list(_bib_files(folder, folder.stat().st_mtime_ns)), list)
    except OSError:
        return []


@lru_cache(maxsize=8)
def _bib_files(folder: Path, changed: int) -> tuple[str, ...]:
    return tuple(sorted(path.name for path, _ in zip(folder.glob("*.bib"), range(4), strict=False)))


def _figure(front: FrontMatter) -> str:
    said = {entry.key.lower(): words(entry.value) for entry in front.entries if not isinstance(entry.value, Mapping)}
    return said.get("figuretitle") or _NAMES.get(said.get("lang", "")[:2].lower(), "Figure")


def _numbers(text: str) -> tuple[tuple[str, int], ...]:
    """Every label with its number, counted by kind through the deck."""
    counts: dict[str, int] = {}
    found: dict[str, int] = {}
    for _, label in sorted((match.start(), match[1]) for pattern in _LABELS for match in pattern.finditer(text)):
        kind = re.split("[:-]", label, maxsplit=1)[0]
        if label not in found:
            counts[kind] = found[label] = counts.get(kind, 0) + 1
    return tuple(found.items())


def told(cited: Cited) -> tuple[Problem, ...]:
    """What its author should know of the files of works."""
    hint = "put it there or correct its name; BibTeX is read"
    return tuple(
        Problem("bibliography-missing", f"{name[:80]} cannot be read in the deck's folder", hint, Severity.WARNING, 0, 0)
        for name in cited.missing
    )


# ---------------------------------------------------------------- on a slide


def with_citations(source: str, cited: Cited) -> tuple[str, Origin, tuple[Problem, ...]]:
    """One slide's source with its citations, its numbers and, where it belongs, the list of works, which alone adds lines."""
    works, numbers = dict(cited.works), dict(cited.numbers)
    problems: list[Problem] = []
    if "@" in source:
        spots = code_ranges(source)
        source = _GROUP.sub(lambda m: m[0] if m.start() in spots else _group(m, works, numbers, cited, problems), source)
        spots = code_ranges(source)
        source = _CITED.sub(lambda m: m[0] if m.start() in spots else _alone(m, works, numbers, cited), source)
    if numbers and "{#fig" in source:
        spots = hidden_ranges(source)
        source = _LABELLED.sub(lambda m: _caption(m, numbers, cited, spots), source)
    listed = _with_list(source, cited) if works else None
    return (listed.source, tuple(listed.origin), tuple(problems)) if listed else (source, (), tuple(problems))


def _caption(match: re.Match[str], numbers: dict[str, int], cited: Cited, spots: Ranges) -> str:
    number = numbers.get(match[4])
    return match[0] if number is None or match.start() in spots else f"{match[1]}{cited.figure} {number}: {match[2]}{match[3]}"


def _group(match: re.Match[str], works: dict[str, Work], numbers: dict[str, int], cited: Cited, problems: list[Problem]) -> str:
    """`[see @a, p. 3; -@b]` in round brackets."""
    parts: list[str] = []
    label = False
    for part in re.split(r";", match[1].replace("\\;", "\x00")):
        found = _IN_GROUP.fullmatch(part)
        if found is None:
            parts.append(part.strip())
            continue
        before, minus, key, after = found[1].strip(), found[2], found[3], found[4].rstrip()
        if key in numbers:
            label = True
            parts.append(_number(key, numbers[key], bool(minus), cited))
        elif key in works:
            said = works[key].year or "n.d." if minus else _short(works[key])
            parts.append(" ".join(filter(None, (before, said + after))))
        elif cited.asked:
            parts.append(f"{before} {key}{'' if cited.missing else '?'}{after}".strip())
            if not cited.missing:
                _tell(key, match, problems)
        else:
            return match[0]
    said = "; ".join(parts).replace("\x00", ";")
    return said if label else f"({said})" + "\n" * match[0].count("\n")


def _tell(key: str, match: re.Match[str], problems: list[Problem]) -> None:
    if not any(f"“{key}”" in one.message for one in problems):
        line = match.string.count("\n", 0, match.start())
        hint = "correct the key, or put the work into the file that `bibliography` names"
        problems.append(Problem("citation-missing", f"there is no work “{key}”", hint, Severity.WARNING, line))


def _alone(match: re.Match[str], works: dict[str, Work], numbers: dict[str, int], cited: Cited) -> str:
    """`@key` in running text: the author, the year in brackets."""
    minus, key, where = match[1], match[2], match[3]
    more = f" [{where}]" if where else ""
    if key in numbers:
        return _number(key, numbers[key], bool(minus), cited) + more
    if key not in works:
        return match[0]
    year = (works[key].year or "n.d.") + (f", {where}" if where else "")
    return f"({year})" if minus else f"{_names(works[key])} ({year})"


def _number(label: str, number: int, bare: bool, cited: Cited) -> str:
    kind = re.split("[:-]", label, maxsplit=1)[0]
    return str(number) if bare else f"{cited.figure if kind == 'fig' else _KINDS[kind]} {number}"


def _names(work: Work) -> str:
    families = [family for family, _ in work.authors if family != "others"]
    if not families:
        return work.get("title", "key")[:60] or "n.n."
    if len(work.authors) > 2:
        return f"{families[0]} et al."
    return " and ".join(families)


def _short(work: Work) -> str:
    return f"{_names(work)} {work.year or 'n.d.'}"


# ---------------------------------------------------------------- the list


def _with_list(source: str, cited: Cited) -> Rewriting | None:
    """The works where `::: {#refs}` asks for them, or under a heading alone that calls itself so."""
    start = end = len(source)
    if place := _PLACE.search(source):
        start, end = place.span()
    elif not (len(source) < 200 and (alone := _ALONE.fullmatch(source)) and alone[1].strip().casefold() in _TITLES):
        return None
    out = Rewriting()
    out.written(source[:start], 0)
    out.added(f"\n\n{_list(cited)}\n\n", source.count("\n", 0, start))
    if source[end:]:
        out.written(source[end:], source.count("\n", 0, end))
    return out


@lru_cache(maxsize=16)
def _list(cited: Cited) -> str:
    entries = sorted((entry(work) for _, work in cited.works), key=str.casefold)
    if len(entries) <= MANY:
        return _small(entries)
    half = (len(entries) + 1) // 2
    columns = (f"::: column\n\n{_small(part)}\n\n:::" for part in (entries[:half], entries[half:]))
    return ":::: columns\n\n" + "\n\n".join(columns) + "\n\n::::"


def _small(entries: Iterable[str]) -> str:
    return "::::: {.small}\n\n" + "\n\n".join(entries) + "\n\n:::::"


def entry(work: Work) -> str:
    """One work as the list has it, in Markdown."""
    book = work.kind in ("book", "phdthesis", "mastersthesis", "manual", "proceedings", "thesis", "report", "techreport")
    title = _quoted(work.get("title"))
    inside = _quoted(work.get("journal", "journaltitle", "booktitle", "series" if not book else "", "howpublished"))
    volume, number, pages = work.get("volume"), work.get("number"), work.get("pages")
    place = " ".join(filter(None, (f"*{inside}*" if inside else "", volume, f"({number})" if number and volume else "")))
    place += f": {pages}" if pages and place else ""
    maker = _quoted(work.get("publisher", "school", "institution", "organization"))
    named = (f"*{title}*" if book else f"“{title}”") if title else ""
    parts = (_all_names(work), work.year, named, place, maker if book or not inside else "")
    said = ". ".join(part.rstrip(".") for part in parts if part) + "."
    address = f"https://doi.org/{work.get('doi').removeprefix('https://doi.org/')}" if work.get("doi") else work.get("url")
    return f"{said} <{address}>" if re.fullmatch(r"https?://[^\s<>]+", address) else said


def _quoted(said: str) -> str:
    """Words that stand in Markdown as they are."""
    return re.sub(r"([\\`*_\[\]<>$@~^|{}])", r"\\\1", said)


def _all_names(work: Work) -> str:
    names = [(_quoted(family), _quoted(given)) for family, given in work.authors]
    if not names:
        return ""
    others = (" ".join(filter(None, (given, family))) for family, given in names[1:7] if family != "others")
    said = [", ".join(filter(None, names[0])), *others]
    if len(names) > 7 or any(family == "others" for family, _ in names):
        return ", ".join(said[:7]) + ", et al"
    return said[0] if len(said) == 1 else ", ".join(said[:-1]) + (", and " if len(said) > 2 else " and ") + said[-1]

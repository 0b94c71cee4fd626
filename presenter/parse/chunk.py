"""One slide's source -> Chunk: what the rest of the deck needs to know of it without reading it.

Directives, definitions and headings are found by searching, so that the context of slide 900 costs no parsing of the
899 before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from presenter.parse.comments import hidden_ranges, read_comments
from presenter.parse.dialect import Dialect
from presenter.parse.directives import Checked, check, find, unknown
from presenter.parse.frontmatter import Entry
from presenter.parse.origin import Origin, placed
from presenter.parse.steps import STEP_CLASSES
from presenter.problems import Problem

Pair = tuple[str, Checked]


@dataclass(frozen=True, slots=True, eq=False)
class Chunk:
    """What a slide's source says before it is read. `source` is what the grammar reads."""

    source: str
    deck: tuple[Pair, ...] = ()  # directives for the whole deck
    local: tuple[Pair, ...] = ()  # for this slide and those after
    spot: tuple[Pair, ...] = ()  # for this slide alone
    notes: tuple[str, ...] = ()
    references: tuple[tuple[str, str, str], ...] = ()
    footnotes: tuple[tuple[str, str], ...] = ()
    labels: frozenset[str] = frozenset()  # what its links and pictures may refer to
    slugs: tuple[str, ...] = ()
    heading: str = ""  # its first heading, as written
    styles: tuple[str, ...] = ()  # `<style>` for the whole deck
    problems: tuple[Problem, ...] = ()
    origin: Origin = ()  # the author's line for every line of `source`, () = the same
    template: str = ""  # see parse/frames.py
    frames: bool | None = None
    include: str = ""  # the file whose slides stand here, see parse/inclusion.py
    named: tuple[tuple[str, str], ...] = ()  # what `{{ name }}` stands for


_ATX = re.compile(r"^ {0,3}#{1,6}(?:[ \t](.*))?$", re.M)
LONGEST_SLUG = 1000  # characters of a heading that make its anchor
_SETEXT = re.compile(r"^ {0,3}(?![-=>#\s]|[*+] )(\S.*)\n {0,3}(?:=+|-+)[ \t]*$", re.M)
_DEFINED = re.compile(r"^ {0,3}\[(\^?)((?:[^\[\]\\\n]|\\.){1,200})\]:", re.M)
_LABEL = re.compile(r"\[(\^?(?:[^\[\]\\\n]|\\.|\n(?!\n)){1,200})\]")
_STYLE = re.compile(r"<style\b", re.I)
_STYLE_END = re.compile(r"</style>", re.I)
_SCOPED = re.compile(r"\bscoped\b", re.I)
_ATTRIBUTES = re.compile(r"\{[^{}\n]*\}[ \t]*$")
_KEPT_CLASSES = STEP_CLASSES | {"unnumbered", "unlisted", "incremental", "nonincremental", "r-fit-text"}


def read_chunk(source: str, dialect: Dialect) -> Chunk:
    """Search one slide's source."""
    if "\r" in source:
        source = source.replace("\r\n", "\n").replace("\r", "\n")
    prepared = dialect.prepare(source)
    source = prepared.source
    comments = read_comments(source)
    deck, local, spot, problems = sort_entries(comments.entries)
    own_deck, own_local, own_spot, own_problems = sort_entries(prepared.entries)
    headings = _headings(source)
    attributes, more = heading_entries(headings)
    found = (*problems, *more, *comments.problems)
    problems = (*(placed(one, prepared.origin) for one in found), *own_problems, *prepared.problems)
    references, footnotes = _definitions(source)
    return Chunk(
        source,
        deck + own_deck,
        local,
        own_local + own_spot + spot + attributes,
        prepared.notes + tuple(text for _, text in comments.notes),
        references,
        footnotes,
        labels(source) if "[" in source else frozenset(),
        tuple(slug(_ATTRIBUTES.sub("", text)) for _, text in headings if "{#" not in text),
        headings[0][1] if headings else "",
        tuple(_styles(source)) if "<style" in source.lower() else (),
        problems,
        prepared.origin,
        prepared.template,
        prepared.frames,
        prepared.include,
        prepared.named,
    )


def _styles(source: str) -> Iterator[str]:
    """The CSS of every `<style>` that is not `scoped`. What is never closed is looked for once."""
    at = 0
    while (begin := _STYLE.search(source, at)) and (head := source.find(">", begin.end())) >= 0:
        end = _STYLE_END.search(source, head)
        if end is None:
            return
        if not _SCOPED.search(source, begin.end(), head):
            yield source[head + 1 : end.start()]
        at = end.end()


def sort_entries(entries: tuple[Entry, ...]) -> tuple[tuple[Pair, ...], tuple[Pair, ...], tuple[Pair, ...], tuple[Problem, ...]]:
    """Entries of comments by scope: deck, local, spot; and what is wrong with them."""
    deck: list[Pair] = []
    local: list[Pair] = []
    spot: list[Pair] = []
    problems: list[Problem] = []
    for entry in entries:
        directive, alone = find(entry.key)
        if directive is None:
            problem = unknown(entry.key, entry.line)
        else:
            value, problem = check(directive, entry.value, entry.line)
            if problem is None:
                kind = deck if directive.scope == "deck" else spot if alone else local
                kind.append((directive.name, value))
        if problem is not None:
            problems.append(problem)
    return tuple(deck), tuple(local), tuple(spot), tuple(problems)


# ---------------------------------------------------------------- headings


def _headings(source: str) -> list[tuple[int, str]]:
    """(offset, text as written) of the headings at the left of a slide, outside code."""
    found = [(m.start(), _unclosed(m[1] or "")) for m in _ATX.finditer(source)] if "#" in source else []
    if "\n==" in source or "\n--" in source or "\n=" in source or "\n-\n" in source:
        found += [(m.start(), m[1]) for m in _SETEXT.finditer(source)]
        found.sort()
    if found and ("```" in source or "~~~" in source):
        hidden = hidden_ranges(source)
        found = [(at, text) for at, text in found if at not in hidden]
    return found


def _unclosed(text: str) -> str:
    """A heading's text without the `##` that may end it."""
    text = text.strip(" \t")
    bare = text.rstrip("#")
    return bare.rstrip(" \t") if not bare or bare[-1] in " \t" else text


def slug(text: str) -> str:
    """A heading's words as GitHub makes its anchor: lower case, no punctuation, hyphens for spaces."""
    text = text[:LONGEST_SLUG]  # what is searched for here would be searched for from every `<` and `[` on
    text = re.sub(r"<!--.*?-->|<[^>]*>|!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])", lambda m: m[1] or "", text)
    text = re.sub(r":[a-z0-9_+-]+:", "", text.strip().lower())
    return re.sub(r"[ \t\n]", "-", re.sub(r"[^\w\- \t\n]", "", text).strip())


def heading_entries(headings: list[tuple[int, str]]) -> tuple[tuple[Pair, ...], tuple[Problem, ...]]:
    """What `{key=value .class}` on the first heading says of the slide."""
    if not headings or "{" not in headings[0][1]:
        return (), ()
    from presenter.parse.attributes import take_tail

    _, attrs = take_tail(headings[0][1])
    pairs: list[Pair] = []
    problems: list[Problem] = []
    classes = tuple(name for name in attrs.classes if name not in _KEPT_CLASSES)
    if classes:
        pairs.append(("class", classes))
    if attrs.id:
        pairs.append(("id", attrs.id))
    for key, value in attrs.pairs:
        key, value = _pandoc_key(key, value)
        directive, _ = find(key)
        if directive is None or directive.scope == "deck":
            continue
        checked, problem = check(directive, value, 0)
        if problem is None:
            pairs.append((directive.name, checked))
        else:
            problems.append(problem)
    return tuple(pairs), tuple(problems)


def _pandoc_key(key: str, value: str) -> tuple[str, str]:
    """Pandoc's and reveal's names for what we have."""
    key = key.removeprefix("data-")
    if key == "visibility":
        return ("paginate", "skip") if value == "uncounted" else ("hidden", "true" if value == "hidden" else "false")
    if key in ("background-gradient", "background_image"):
        return "backgroundImage", value
    if key == "state":
        return "class", value
    return key, value


# ---------------------------------------------------------------- definitions


def labels(source: str) -> frozenset[str]:
    """What links and pictures in `source` may refer to, normalised."""
    from presenter.parse.references import normalise

    return frozenset(normalise(label) for label in _LABEL.findall(source))


def _definitions(source: str) -> tuple[tuple[tuple[str, str, str], ...], tuple[tuple[str, str], ...]]:
    """The link references and footnotes that a slide defines for the whole deck."""
    if "]:" not in source:
        return (), ()
    from presenter.parse.references import destination, normalise, plain

    hidden = hidden_ranges(source)
    references: list[tuple[str, str, str]] = []
    footnotes: list[tuple[str, str]] = []
    for match in _DEFINED.finditer(source):
        if match.start() in hidden:
            continue
        if match[1]:
            footnotes.append((match[2], _footnote_body(source, match.end())))
            continue
        at = _after_space(source, match.end())
        found = destination(source, at)
        if found is None or (not found[0] and source[at : at + 1] != "<"):
            continue
        title = _TITLE.match(source, found[1])
        references.append((normalise(match[2]), found[0], plain(title[1][1:-1]) if title else ""))
    return tuple(references), tuple(footnotes)


_TITLE = re.compile(r"""[ \t]++\n?[ \t]*+("[^"\n]*"|'[^'\n]*'|\([^)\n]*\))[ \t]*$|[ \t]*+\n[ \t]*+("[^"\n]*")[ \t]*$""", re.M)
_SPACE = re.compile(r"[ \t]*\n?[ \t]*")


def _after_space(source: str, at: int) -> int:
    match = _SPACE.match(source, at)
    return match.end() if match else at


def _footnote_body(source: str, at: int) -> str:
    """The text of a footnote: its line, and the indented or following lines of its paragraph."""
    lines = source[at:].split("\n")
    body = [lines[0].strip()]
    blank = False
    for line in lines[1:]:
        if not line.strip():
            blank = True
            continue
        if line.startswith(("    ", "\t")):
            body += [""] * blank + [line.strip()]
        elif blank or _DEFINED.match(line) or _ATX.match(line):
            break
        else:
            body.append(line.strip())
        blank = False
    return "\n".join(body).strip()

"""A diagram's source -> a sentence or two that say what is in it, for those who do not see it."""

from __future__ import annotations

import re
from collections.abc import Callable

from presenter.blocks.telling import graphs, lists
from presenter.blocks.telling.phrases import bounded, clean

READ = 20_000  # characters of a source, and of each of its lines, that are looked at
LINE, DEEP = 400, 80  # and of a line's indent
FRONT = re.compile(r"\A\s*+---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
TITLE = re.compile(r"^[ \t]*+title:?[ \t]++(.+)$", re.MULTILINE)
# what Mermaid itself calls the words for those who do not see: accTitle: …, accDescr: …, accDescr { … }
ACCESS = re.compile(r"^[ \t]*+acc(Title|Descr)[ \t]*+(?::[ \t]*+([^\n]*)|\{([^}]{0,600})\})", re.MULTILINE)

# the first word of a diagram -> what it is called, and who tells what is in it
KINDS: dict[str, tuple[str, Callable[[list[str]], str]]] = {
    "flowchart": ("Flowchart", graphs.flow),
    "graph": ("Flowchart", graphs.flow),
    "statediagram": ("State diagram", graphs.states),
    "classdiagram": ("Class diagram", graphs.classes),
    "erdiagram": ("Entity diagram", graphs.entities),
    "sequencediagram": ("Sequence diagram", lists.sequence),
    "pie": ("Pie chart", lists.pie),
    "gantt": ("Gantt chart", lists.gantt),
    "timeline": ("Timeline", lists.timeline),
    "journey": ("User journey", lists.journey),
    "mindmap": ("Mind map", lists.mindmap),
    "gitgraph": ("Git graph", lists.commits),
    "xychart": ("Chart", lists.labels),
}


def told(source: str, lang: str = "mermaid", title: str = "") -> str:
    """What a diagram shows, in a few hundred characters at most; the author's own accTitle and accDescr where they are written.

    `title` is what the author calls it outside its source.
    """
    source = source[:READ]
    front = FRONT.match(source)
    body = source[front.end() :] if front else source
    own = {name: clean(line or block) for name, line, block in ACCESS.findall(body)}
    lines = _lines(ACCESS.sub("", body))
    words = lines[0].split(None, 1) if lines else []
    kind, tell = _kind(words[0] if words else lang)
    if own.get("Descr"):
        return bounded(f"{own['Title']}: {own['Descr']}" if own.get("Title") else own["Descr"])
    title = title or own.get("Title") or _title(front[1] if front else "", lines)
    name = f"{kind} “{title}”" if title else kind
    said = tell(lines)
    return bounded(f"{name}: {said}" if said else name)


def _kind(word: str) -> tuple[str, Callable[[list[str]], str]]:
    """What a diagram that begins with `word` is called, and its teller."""
    plain = re.sub(r"(?:-v2|-beta|-elk)+$", "", word.lower().rstrip(":;"))
    if plain in KINDS:
        return KINDS[plain]
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", re.sub(r"-beta$", "", word)).lower().replace("-", " ").strip()
    known = apart.endswith(("diagram", "chart", "map"))
    return (apart if known else f"{apart} diagram").strip().capitalize(), lists.labels


def _lines(body: str) -> list[str]:
    """The lines that say something, one space between words: patterns need not go to and fro in more."""
    rows = (_line(row) for row in body.splitlines())
    return [row for row in rows if row.strip() and not row.lstrip().startswith("%%")]


def _line(row: str) -> str:
    words = row.split()
    indent = len(row) - len(row.lstrip())
    return (" " * min(indent, DEEP) + " ".join(words))[:LINE].rstrip()


def _title(front: str, lines: list[str]) -> str:
    found = TITLE.search(front) or TITLE.search("\n".join(re.sub(r"^\s*pie\s+(showData\s+)?(?=title)", "", row) for row in lines))
    return clean(found[1])[:100] if found else ""

"""Lines of a flowchart, state, class or entity diagram -> its boxes and what joins them, in words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from presenter.blocks.telling.phrases import clean, listed, told_apart

ID = re.compile(r"\s*((?:\w|[-./](?=\w))+)")
SHAPES = tuple(
    re.compile(rf'{re.escape(start)}\s*("[^"]*"|[^"]*?)\s*{end}')
    for start, end in (
        ("(((", r"\)\)\)"), ("((", r"\)\)"), ("([", r"\]\)"), ("[[", r"\]\]"), ("[(", r"\)\]"), ("[/", r"[/\\]\]"), ("[\\", r"[/\\]\]"),
        ("{{", r"\}\}"), ("(", r"\)"), ("[", r"\]"), ("{", r"\}"), (">", r"\]"),
    )
)  # fmt: skip
SHAPED = re.compile(r"@\{([^}]*)\}")
LABEL = re.compile(r"""label\s*:\s*("[^"]*"|'[^']*'|[^,}]*)""")
CLASS = re.compile(r":::\s*[\w-]+")
LINK = re.compile(r"\s*(?:\w+@)?(<|[xo](?=[-=]))?(?:(~{3,})|(?:-{2,}|={2,}|-\.+-)([>]|[xo](?=[\s|]))|-{3,}|={3,}|-\.+-)")
WORDED = re.compile(r"\s*(?:\w+@)?(<|[xo](?=[-=]))?(?:--|==|-\.)\s*(\"[^\"]*\"|[^\s\"|>-][^|]*?)\s*(?:-{2,}|={2,}|\.+-)([>]|[xo](?=\s))?")
PIPED = re.compile(r'\s*\|\s*("[^"]*"|[^|"]*?)\s*\|')
SUBGRAPH = re.compile(r"\s*subgraph\s+(?:([^\s\[]+)\s*\[\s*(.+?)\s*\]|(.+?))\s*$")
PASSED = re.compile(r"\s*(?:flowchart|graph|direction|classDef|class|style|linkStyle|click|accTitle|accDescr|title)\b")


@dataclass
class Graph:
    """Names by id, in the order met; what leads where: (from, verb, to, word); groups by id."""

    names: dict[str, str] = field(default_factory=dict)
    joins: list[tuple[str, str, str, str]] = field(default_factory=list)
    groups: dict[str, list[str]] = field(default_factory=dict)

    def add(self, ident: str, label: str = "") -> None:
        """A box, perhaps met before."""
        if label or ident not in self.names:
            self.names[ident] = clean(label) or self.names.get(ident) or ident

    def sentence(self) -> str:
        """All of it: what each box leads to, boxes that stand alone, groups."""
        verbs: dict[tuple[str, str], list[str]] = {}
        for source, verb, target, word in self.joins:
            to = "itself" if source == target else self.names[target]
            verbs.setdefault((source, verb), []).append(f"{to} (“{word}”)" if word else to)
        parts = [f"{self.names[source]} {verb} {listed(targets)}" for (source, verb), targets in verbs.items()]
        joined = {end for source, _, target, _ in self.joins for end in (source, target)} | set(self.groups)
        alone = [name for ident, name in self.names.items() if ident not in joined]
        said = [told_apart(parts), told_apart(alone, ", ")]
        groups = (f"{self.names[g]} holds {listed([self.names[m] for m in members])}" for g, members in self.groups.items() if members)
        return ". ".join(part for part in ("; ".join(part for part in said if part), told_apart(groups)) if part)


# ---------------------------------------------------------------- flowcharts


def flow(lines: list[str]) -> str:
    """A flowchart."""
    graph, inside = Graph(), list[str]()
    for line in lines:
        for statement in _statements(line):
            _statement(statement, graph, inside)
    return graph.sentence()


def _statements(line: str) -> list[str]:
    """What stands between semicolons that are not in quotes and end no entity."""
    return re.findall(r'(?:"[^"]*"|#\w+;|[^;])+', line)


def _statement(text: str, graph: Graph, inside: list[str]) -> None:
    if match := SUBGRAPH.match(text):
        ident, title = (match[1], match[2]) if match[1] else (match[3], match[3])
        graph.add(ident, title)
        graph.groups[ident] = []
        inside.append(ident)
    elif text.strip() == "end":
        if inside:
            graph.groups.setdefault(inside.pop(), [])
    elif not PASSED.match(text):
        _chain(text, graph, inside)


def _chain(text: str, graph: Graph, inside: list[str]) -> None:
    """Boxes and the links between them: `A & B --> C -- word --> D`."""
    sources, at = _boxes(text, 0, graph, inside)
    while sources:
        link = LINK.match(text, at)
        worded = None if link else WORDED.match(text, at)
        found = link or worded
        if found is None:
            return
        at, word = found.end(), clean(worded[2]) if worded else ""
        if piped := PIPED.match(text, at):
            at, word = piped.end(), clean(piped[1])
        targets, at = _boxes(text, at, graph, inside)
        hidden = link is not None and link[2]
        verb = "is joined both ways with" if found[1] and found[3] else "leads to" if found[3] else "is joined to"
        graph.joins += [(s, verb, t, word) for s in sources for t in targets if not hidden]
        sources = targets


def _boxes(text: str, at: int, graph: Graph, inside: list[str]) -> tuple[list[str], int]:
    """One box or several with `&` between, from `at` on, and where they end."""
    found: list[str] = []
    while match := ID.match(text, at):
        ident, at = match[1], match.end()
        shape = next((m for pattern in SHAPES if (m := pattern.match(text, at))), None)
        shaped = None if shape else SHAPED.match(text, at)
        label = LABEL.search(shaped[1]) if shaped else None
        at = shape.end() if shape else shaped.end() if shaped else at
        if named := CLASS.match(text, at):
            at = named.end()
        fresh = ident not in graph.names
        graph.add(ident, shape[1] if shape else label[1].strip("'") if label else "")
        if inside and fresh and ident not in graph.groups:
            graph.groups[inside[-1]].append(ident)
        found.append(ident)
        more = re.compile(r"\s*&").match(text, at)
        if more is None:
            break
        at = more.end()
    return found, at


# ---------------------------------------------------------------- states


ARROW = re.compile(r"\s*(\[\*\]|[^\s:]+)\s*-->\s*(\[\*\]|[^\s:]+)\s*(?::\s*(.*))?$")
NAMED = re.compile(r'\s*state\s+"([^"]*)"\s+as\s+(\S+?)\s*\{?\s*$')
HELD = re.compile(r"\s*state\s+(\S+?)\s*(<<\w+>>)?\s*(\{)?\s*$")
SAID = re.compile(r"\s*([\w.-]+)\s*:\s*(.+)$")


def states(lines: list[str]) -> str:
    """A state diagram; its [*] are the start and the end."""
    graph, inside = Graph(), list[str]()
    for line in lines[1:]:
        _state(line, graph, inside)
    return graph.sentence()


def _state(line: str, graph: Graph, inside: list[str]) -> None:
    if arrow := ARROW.match(line):
        ends = [_end_of(arrow[1], "the start", graph, inside), _end_of(arrow[2], "the end", graph, inside)]
        graph.joins.append((ends[0], "leads to", ends[1], clean(arrow[3] or "")))
    elif named := NAMED.match(line):
        _met(named[2], named[1], graph, inside)
        _enter(named[2], line, graph, inside)
    elif held := HELD.match(line):
        _met(held[1], held[2].strip("<>") if held[2] else "", graph, inside)
        _enter(held[1], line, graph, inside)
    elif line.strip() == "}" and inside:
        inside.pop()
    elif (said := SAID.match(line)) and said[1] not in ("direction", "note"):
        _met(said[1], said[2], graph, inside)


def _end_of(name: str, star: str, graph: Graph, inside: list[str]) -> str:
    if name != "[*]":
        return _met(name.split(":::")[0], "", graph, inside)
    where = f" of {graph.names[inside[-1]]}" if inside else ""
    graph.names[f"{star}{where}"] = f"{star}{where}"
    return f"{star}{where}"


def _met(ident: str, label: str, graph: Graph, inside: list[str]) -> str:
    if inside and ident not in graph.names:
        graph.groups[inside[-1]].append(ident)
    graph.add(ident, label)
    return ident


def _enter(ident: str, line: str, graph: Graph, inside: list[str]) -> None:
    if line.rstrip().endswith("{"):
        graph.groups.setdefault(ident, [])
        inside.append(ident)


# ---------------------------------------------------------------- classes and entities


RELATION = re.compile(
    r'\s*([\w~.`-]+?)\s*(?:"([^"]*)"\s*)?(<\|--|--\|>|<\|\.\.|\.\.\|>|\*--|--\*|o--|--o|<--|-->|<\.\.|\.\.>|--|\.\.)\s*'
    r'(?:"([^"]*)"\s*)?([\w~.`-]+)\s*(?::\s*(.*))?$'
)
# a relation -> what the left class is to the right one, or the right to the left
MEANS = {
    "<|--": ("right", "is a kind of"), "--|>": ("left", "is a kind of"), "<|..": ("right", "realises"), "..|>": ("left", "realises"),
    "*--": ("left", "is made of"), "--*": ("right", "is made of"), "o--": ("left", "has"), "--o": ("right", "has"),
    "<--": ("right", "knows"), "-->": ("left", "knows"), "<..": ("right", "depends on"), "..>": ("left", "depends on"),
    "--": ("left", "is linked with"), "..": ("left", "is linked with"),
}  # fmt: skip
OPENED = re.compile(r'\s*class\s+([\w~.`-]+)(?:\["([^"]*)"\])?[^{]*?(\{)?\s*$')
MEMBER = re.compile(r"\s*([\w~.`-]+)\s*:\s*(.+)$")
CARDINAL = re.compile(r"\s*([\w-]+|\"[^\"]*\")\s+([|o}]{2})(?:--|\.\.)([|o{]{2})\s+([\w-]+|\"[^\"]*\")\s*(?::\s*(.*))?$")
MANY = {"||": "one", "|o": "zero or one", "o|": "zero or one", "}|": "one or more", "|{": "one or more"}
MANY |= {"}o": "zero or more", "o{": "zero or more"}


def classes(lines: list[str]) -> str:
    """A class diagram: how classes are related, and what each has."""
    graph, members, inside = Graph(), dict[str, list[str]](), ""
    for line in lines[1:]:
        if inside:
            inside = "" if line.strip() == "}" else inside
            if inside and "<<" not in line:
                members.setdefault(inside, []).append(_member(line))
        elif relation := RELATION.match(line):
            _relate(relation, graph)
        elif opened := OPENED.match(line):
            graph.add(_plain(opened[1]), opened[2] or "")
            inside = _plain(opened[1]) if opened[3] else ""
        elif said := MEMBER.match(line):
            graph.add(_plain(said[1]))
            members.setdefault(_plain(said[1]), []).append(_member(said[2]))
    has = (f"{graph.names.get(name, name)} has {listed(of)}" for name, of in members.items() if of)
    return ". ".join(part for part in (graph.sentence(), told_apart(has)) if part)


def _relate(relation: re.Match[str], graph: Graph) -> None:
    left, right = _plain(relation[1]), _plain(relation[5])
    graph.add(left)
    graph.add(right)
    first, verb = MEANS[relation[3]]
    source, target = (left, right) if first == "left" else (right, left)
    graph.joins.append((source, verb, target, clean(relation[6] or "")))


def _plain(name: str) -> str:
    """A class's name: `List~int~` is List of int."""
    return re.sub(r"~([^~]+)~", r" of \1", name.strip("`"))


def _member(line: str) -> str:
    """A member without its visibility and the marks of what is static or abstract."""
    return clean(line.strip().lstrip("+-#~").rstrip("$*"))


def entities(lines: list[str]) -> str:
    """An entity-relationship diagram: how many of one go with how many of the other."""
    relations, names = [], dict[str, list[str]]()
    inside = ""
    for line in lines[1:]:
        if inside:
            words = line.split()
            inside = "" if line.strip() == "}" else inside
            if inside and len(words) > 1:
                names[inside].append(words[1])
        elif found := CARDINAL.match(line):
            relations.append(_counted(found))
        elif opened := re.match(r'\s*([\w-]+|"[^"]*")\s*(?:\[([^\]]*)\])?\s*(\{)?\s*$', line):
            name = clean(opened[2] or opened[1])
            names[name] = []
            inside = name if opened[3] else ""
    has = (f"{name} has {listed(of)}" for name, of in names.items() if of)
    return ". ".join(part for part in (told_apart(relations), told_apart(has)) if part)


def _counted(found: re.Match[str]) -> str:
    left, right = clean(found[1]), clean(found[4])
    verb = clean(found[5] or "") or "goes with"
    return f"{MANY.get(found[2], 'one')} {left} {verb} {MANY.get(found[3], 'one')} {right}"


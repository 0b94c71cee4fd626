"""Lines of a sequence, chart, plan or map -> who says what to whom, which parts it has, in words."""

from __future__ import annotations

import re

from presenter.blocks.telling.phrases import clean, listed, told_apart

PARTICIPANT = re.compile(r"(?:create\s+)?(?:participant|actor)\s+(.+?)(?:\s+as\s+(.+))?$")
MESSAGE = re.compile(r"([^-<:]+?)\s*(?:<<)?-{1,2}(?:>>|>|x|\))\s*[+-]?\s*([^:]+?)\s*:\s*(.*)$")
NOTE = re.compile(r"note\s+(?:over|left of|right of)\s+[^:]+:\s*(.+)$", re.IGNORECASE)
SLICE = re.compile(r'"([^"]*)"\s*:\s*([\d.]+)')
PLANNING = ("dateFormat", "axisFormat", "title", "excludes", "includes", "tickInterval", "todayMarker", "weekday", "click", "section")


def sequence(lines: list[str]) -> str:
    """Who takes part, and what is said in order."""
    names: dict[str, str] = {}
    said = []
    for line in (line.strip() for line in lines[1:]):
        if one := PARTICIPANT.match(line):
            names[one[1]] = clean(one[2] or one[1])
        elif message := MESSAGE.match(line):
            ends = [names.setdefault(end, clean(end)) for end in (message[1], message[2])]
            to = "itself" if ends[0] == ends[1] else ends[1]
            said.append(f"{ends[0]} to {to}" + (f" “{clean(message[3])}”" if message[3].strip() else ""))
        elif note := NOTE.match(line):
            said.append(f"note “{clean(note[1])}”")
    people = f"{listed(list(names.values()))}. " if names else ""
    return f"{people}{told_apart(said)}".removesuffix(". ")


def pie(lines: list[str]) -> str:
    """Each slice with its number."""
    return told_apart((f"{clean(found[1])} {found[2]}" for line in lines if (found := SLICE.search(line))), ", ")


def _sections(lines: list[str]) -> dict[str, list[str]]:
    """What stands under each `section`, as it is written."""
    found: dict[str, list[str]] = {"": []}
    at = ""
    for line in (line.strip() for line in lines[1:]):
        if line.startswith("section"):
            at = clean(line.removeprefix("section"))
            found.setdefault(at, [])
        elif not line.startswith(PLANNING):
            found[at].append(line)
    return found


def _under(sections: dict[str, list[str]]) -> str:
    return told_apart(f"{name}: {', '.join(parts)}" if name else ", ".join(parts) for name, parts in sections.items() if parts)


def gantt(lines: list[str]) -> str:
    """The tasks of each section."""
    return _under({name: [clean(row.split(":")[0]) for row in rows] for name, rows in _sections(lines).items()})


def journey(lines: list[str]) -> str:
    """The steps of each section, with how well they go (1 to 5)."""
    made: dict[str, list[str]] = {}
    for name, rows in _sections(lines).items():
        parts = ([clean(part) for part in row.split(":")] for row in rows)
        made[name] = [f"{part[0]} ({part[1]} of 5)" if len(part) > 1 and part[1] else part[0] for part in parts]
    return _under(made)


def timeline(lines: list[str]) -> str:
    """What happened when."""
    when: list[list[str]] = []
    for rows in _sections(lines).values():
        for row in rows:
            parts = [clean(part) for part in row.split(":")]
            if row.startswith(":") and when:
                when[-1] += parts[1:]
            else:
                when.append(parts)
    return told_apart(f"{parts[0]} {', '.join(parts[1:])}".strip() for parts in when)


def mindmap(lines: list[str]) -> str:
    """The middle, what hangs on it, and what hangs on that."""
    rows = [(len(line) - len(line.lstrip()), _node(line)) for line in lines[1:] if not line.strip().startswith(("::", "class "))]
    if not rows:
        return ""
    (_, root), rest = rows[0], rows[1:]
    first = min((depth for depth, _ in rest), default=0)
    branches: list[tuple[str, list[str]]] = []
    for depth, name in rest:
        if depth <= first or not branches:
            branches.append((name, []))
        else:
            branches[-1][1].append(name)
    said = (f"{name} ({', '.join(below)})" if below else name for name, below in branches)
    return f"{root}: {told_apart(said)}".removesuffix(": ")


def _node(line: str) -> str:
    """A node's words without its form: id((words))."""
    found = re.match(r"\s*[\w-]*\s*(?:\(\(|\)\)|\{\{|[\[({)])\s*(.*?)\s*(?:\)\)|\(\(|\}\}|[\])}(])\s*$", line)
    return clean(found[1] if found else line)


def commits(lines: list[str]) -> str:
    """Branches, and what is committed and merged on them in order."""
    said, on = [], "main"
    for line in (line.strip() for line in lines[1:]):
        words = line.split()
        if words[0] == "branch" and len(words) > 1:
            said.append(f"branch {words[1]} from {on}")
            on = words[1]
        elif words[0] in ("checkout", "switch") and len(words) > 1:
            on = words[1]
        elif words[0] == "merge" and len(words) > 1:
            said.append(f"{words[1]} merged into {on}")
        elif words[0] == "commit":
            name = re.search(r'(?:id|tag)\s*:\s*"([^"]*)"', line)
            said.append(f"commit “{name[1]}” on {on}" if name else f"commit on {on}")
    return told_apart(said)


def labels(lines: list[str]) -> str:
    """Of any other diagram, the words it shows as far as quotes and brackets tell."""
    rows = (row for row in lines[1:] if not row.lstrip().startswith("title"))
    found = (one or other for row in rows for one, other in re.findall(r'"([^"]+)"|\[([^][",\d][^][",]*)\]', row))
    return told_apart(dict.fromkeys(map(clean, found)), ", ")

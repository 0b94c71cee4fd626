"""The inside of a chart fence, or a table → what is written there: options, labels and rows of cells, each with its line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yaml.nodes import Node

MOST_TEXT, MOST_SERIES, MOST_POINTS, LONGEST_NAME = 100_000, 24, 500, 200
_KEY = re.compile(r"\s*[A-Za-z][\w -]{0,30}:(?:\s|$)")
_DEEPEST = 6
_NAMES = ("name", "title", "label")  # what a series may call its name
_SURROGATE = re.compile("[\ud800-\udfff]")
_GAP = re.compile(r"(?<=[\[,])[ ]*(?=,)")  # `[1, , 3]`: nothing between


class Broken(ValueError):
    """What is wrong with a chart: words for the author, how to mend it, and the line (from 0 in the chart's own source)."""

    def __init__(self, message: str, hint: str, line: int = 0) -> None:
        super().__init__(message)
        self.message, self.hint, self.line = message, hint, line


@dataclass(frozen=True, slots=True)
class Word:
    """Something written, and its line."""

    text: str
    line: int = 0


@dataclass
class Row:
    """One series as written; `options` are its own (type, axis)."""

    name: str
    cells: list[Word] = field(default_factory=list)
    options: dict[str, Word] = field(default_factory=dict)
    line: int = 0
    xs: list[Word] | None = None  # of a scatter chart's points, where each point says its own


@dataclass
class Written:
    """A chart as written: `options` by name in lower case, some with several words."""

    labels: list[Word] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    options: dict[str, list[Word]] = field(default_factory=dict)
    corner: str = ""  # what a table says above its labels


def read_source(text: str) -> Written:
    """YAML where its first line is `key:`, else comma-, semicolon- or tab-separated values. Raises Broken."""
    if len(text) > MOST_TEXT:
        raise Broken("this chart's data is too long", f"keep it under {MOST_TEXT:,} characters")
    first = next((line for line in text.split("\n") if line.strip() and not line.lstrip().startswith("#")), "")
    if not first:
        raise Broken("this chart has no data", "write `labels: [a, b]` and `series:`, or lines of comma-separated values")
    return _read_yaml(text) if _KEY.match(first) or first.lstrip()[0] == "{" else _read_csv(text, first)


# ---------------------------------------------------------------- tables and comma-separated values


def read_grid(rows: list[list[Word]]) -> Written:
    """Rows of cells: names of the series above, labels at the left. Raises Broken."""
    rows = [row for row in rows if any(cell.text.strip() for cell in row)]
    if len(rows) < 2:
        raise Broken("this chart has no rows of numbers", "write a first row of names and then a row for each label")
    head, body = rows[0], rows[1:]
    if len(head) < 2:  # numbers alone
        names, labels, columns = head, [], [[row[0] for row in body]]
    else:
        names, labels = head[1:], [row[0] for row in body]
        columns = [[row[i] if i < len(row) else Word("", row[0].line) for row in body] for i in range(1, len(head))]
    made = [Row(name.text.strip(), cells, line=name.line) for name, cells in zip(names, columns, strict=True)]
    return Written(labels, made, corner=head[0].text.strip() if labels else "")


def _read_csv(text: str, first: str) -> Written:
    import csv

    mark = max(";,", key=first.count)
    lines = text.split("\n")
    if mark not in first:  # columns set by tabs, which have become spaces
        split = [(n, re.split(r"[ ]{2,}|\t", line.strip())) for n, line in enumerate(lines) if line.strip() and line[0] != "#"]
        return read_grid([[Word(cell, n) for cell in cells] for n, cells in split])
    try:
        reader = csv.reader(lines, delimiter=mark, skipinitialspace=True)
        rows = [[Word(cell.strip(), reader.line_num - 1) for cell in cells] for cells in reader if cells and not cells[0].startswith("#")]
    except csv.Error as error:
        raise Broken(f"these are no comma-separated values: {error}", "put words with commas in double quotes") from None
    return read_grid(rows)


# ---------------------------------------------------------------- YAML


def _read_yaml(text: str) -> Written:
    root = _compose(text)
    if not _is(root, "map"):
        raise Broken("this chart is no list of keys", "write `type: bar`, `labels: [a, b]` and `series:` on lines of their own")
    made = Written()
    _take(made, root)
    return made


def _take(made: Written, node: Node) -> None:
    """The keys of a chart; what Chart.js puts into `data:` stands a level deeper."""
    for key, value in node.value:
        name = _word(key).text.lower().strip().replace("_", "-")
        if name == "labels":
            made.labels = _words(value)
        elif name == "data" and _is(value, "map") and any(k.value == "datasets" for k, _ in value.value):
            _take(made, value)
        elif name in ("series", "data", "datasets") or (name == "values" and _is(value, "seq")):
            made.rows += _rows(value)
        else:
            made.options[name] = _words(value) if _is(value, "seq") else [_word(value)]


def _compose(text: str) -> Node:
    """The YAML as nodes with their lines: no tags made into things, no references, no depth."""
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # ten times as fast where PyYAML has it
    lines = (line if '"' in line or "'" in line else _GAP.sub(" ~", line) for line in text.expandtabs(2).split("\n"))
    source = _SURROGATE.sub("\ufffd", "\n".join(lines))
    try:
        depth = 0
        for event in yaml.parse(source, loader):
            line = event.start_mark.line if event.start_mark else 0
            if isinstance(event, yaml.AliasEvent):
                raise Broken("references (`*name`) are not read here", "write the numbers out", line)
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEEPEST:
                raise Broken("the lists of this chart are nested too deep", "write one list of numbers a series", line)
        node: Node | None = yaml.compose(source, loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        words = getattr(error, "problem", None) or "something in it is out of place"
        hint = "check brackets, commas and indents; write `name: [1, 2, 3]`"
        raise Broken(f"this chart is no valid YAML: {words}", hint, mark.line if mark else 0) from None
    except (RecursionError, TypeError, AttributeError, IndexError):
        raise Broken("this chart is no valid YAML", "write `type: bar`, `labels: [a, b]` and `series:`") from None
    if node is None:
        raise Broken("this chart has no data", "write `labels: [a, b]` and `series:`")
    return node


def _is(node: Node, kind: str) -> bool:
    return bool(node.tag.endswith(f":{kind}")) if isinstance(node.value, list) else False


def _word(node: Node) -> Word:
    line = node.start_mark.line
    if isinstance(node.value, list):
        raise Broken("a list stands where one word is meant", "take the brackets away", line)
    return Word(str(node.value), line)


def _words(node: Node) -> list[Word]:
    if _is(node, "seq"):
        return [_word(item) for item in node.value]
    found = _word(node)
    return [Word(part.strip(), found.line) for part in found.text.split(",") if part.strip()]


def _rows(node: Node) -> list[Row]:
    """Series: `name: [1, 2]` lines, a list of them, a list of `{name, values}`, or numbers alone."""
    if _is(node, "map"):
        return [_row(_word(key).text.strip(), value, key.start_mark.line) for key, value in node.value]
    if not _is(node, "seq"):
        return [Row("", _words(node), line=node.start_mark.line)]
    if not any(_is(item, "map") for item in node.value) and not all(_is(item, "seq") for item in node.value):
        return [_row("", node, node.start_mark.line)]
    if all(_is(item, "seq") and len(item.value) == 2 for item in node.value) and node.value:
        return [_row("", node, node.start_mark.line)]  # points, or two numbers of each series
    found: list[Row] = []
    for item in node.value:
        keys = {_word(k).text.lower(): v for k, v in item.value} if _is(item, "map") else {}
        if "values" in keys or "data" in keys:
            name = next((_word(keys[key]).text for key in _NAMES if key in keys), "")
            found.append(_row(name, item, item.start_mark.line))
        elif keys:
            found += _rows(item)
        else:
            found.append(_row("", item, item.start_mark.line))
    return found


def _row(name: str, node: Node, line: int) -> Row:
    row = Row(name, line=line)
    if _is(node, "map"):
        for key, value in node.value:
            word = _word(key).text.lower().strip()
            if word in ("values", "data"):
                _fill(row, value)
            elif word in ("x", "xs"):
                row.xs = _words(value)
            elif word not in _NAMES and not isinstance(value.value, list):
                row.options[word] = _word(value)
    else:
        _fill(row, node)
    return row


def _fill(row: Row, node: Node) -> None:
    """Numbers, or points `[x, y]`."""
    items: list[Node] = node.value if _is(node, "seq") else []
    if items and all(_is(item, "seq") and len(item.value) == 2 for item in items):
        row.xs = [_word(item.value[0]) for item in items]
        row.cells = [_word(item.value[1]) for item in items]
    else:
        row.cells = _words(node)

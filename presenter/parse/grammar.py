"""Lines of one slide → a tree of Nodes: the line-by-line machine of CommonMark, whose block kinds are Rules.

Every line first walks the open containers (does each go on?), then tries to start new blocks, and what is left is
text. A line is looked at once, so the work grows with the text and never with its nesting, which is bounded.
Tabs are read as spaces up to the next multiple of four columns, as CommonMark counts them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from typing import Any

from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor

from presenter.parse.references import References, take_definitions
from presenter.problems import Problem, Severity

DEEPEST = 50  # open blocks inside each other; deeper marks are text


class Resume(Enum):
    """What an open block says to the next line."""

    YES = 1  # it goes on; the line's position is past its own mark
    NO = 2
    TAKEN = 3  # the whole line was this block's: its end


class Opened(Enum):
    """What a rule did that matched."""

    CONTAINER = 1  # it opened a block and the rest of the line may open more
    LEAF = 2  # the line is used up


class Node:
    """A block while it is read: `lines` is its own text, `start` and `end` its lines in the slide."""

    __slots__ = ("children", "data", "end", "kind", "lines", "rule", "start")

    def __init__(self, rule: Rule, start: int, **data: Any) -> None:
        self.rule = rule
        self.kind = rule.kind
        self.start = start
        self.end = start + 1
        self.lines: list[str] = []
        self.children: list[Node] = []
        self.data: dict[str, Any] = data

    @property
    def text(self) -> str:
        """Its own lines as one string."""
        return "\n".join(self.lines)


class Rule(BlockProcessor):
    """One kind of block: when it starts, whether it goes on, what it holds. Rules keep no state of their own.

    They sit in Python-Markdown's registry of block processors, whose order is the order in which they are tried.
    """

    kind = ""
    triggers = ""  # the first characters that can start it
    verbatim = False  # its lines are taken as they stand
    container = False  # it holds blocks

    def __init__(self, parser: BlockParser | None = None) -> None:
        if parser is not None:
            super().__init__(parser)

    def open(self, m: Machine, at: Node) -> Opened | None:
        """Start a block at the machine's position if this line does; `at` is the innermost open block."""
        return None

    def resume(self, m: Machine, node: Node) -> Resume:
        """Does `node` go on with this line?"""
        return Resume.NO

    def add(self, m: Machine, node: Node) -> None:
        """Take the rest of the line as text of `node` (leaves only)."""
        node.lines.append(m.line[m.pos :])

    def close(self, m: Machine, node: Node) -> None:
        """`node` is complete."""

    def holds(self, kind: str) -> bool:
        """May a block of `kind` be its child?"""
        return self.container


class Document(Rule):
    """The slide itself."""

    kind = "document"
    container = True


class Text(Rule):
    """A paragraph: what no other rule takes."""

    kind = "paragraph"

    def resume(self, m: Machine, node: Node) -> Resume:
        return Resume.NO if m.blank else Resume.YES

    def add(self, m: Machine, node: Node) -> None:
        node.lines.append(m.line[m.next :])

    def close(self, m: Machine, node: Node) -> None:
        node.end = node.start + len(node.lines)
        if node.lines and node.lines[0].startswith("["):
            take_references(m, node)


def take_references(m: Machine, node: Node) -> None:
    """Move the link reference definitions at the head of a paragraph into the machine's references."""
    used = take_definitions(node.lines, m.references)
    if used:
        del node.lines[:used]
        if node.lines:
            node.start += used
        else:
            node.kind = "nothing"  # it stays for the sake of the blank lines around it


class Machine:
    """The state of one reading; the rules look at `line`, `pos`, `next`, `indent`, `blank` and `number`."""

    def __init__(self, lines: Sequence[str], starts: Mapping[str, Sequence[Rule]], first_line: int = 0, plain: bool = False) -> None:
        self.source = lines
        self.starts = starts
        self.plain = plain  # text out of an HTML block: no HTML blocks and no indented code in it
        self.first_line = first_line
        self.references: References = {}
        self.footnotes: dict[str, Node] = {}
        self.problems: list[Problem] = []
        self.root = Node(DOCUMENT, first_line)
        self.stack = [self.root]
        self.matched = 1
        self.line = ""
        self.number = first_line
        self.pos = self.next = self.indent = 0
        self.blank = True
        self._last_dollars: int | None = None

    def run(self) -> Node:
        """Read all lines; returns the document."""
        for number, line in enumerate(self.source, self.first_line):
            self.number = number
            self._feed(line.rstrip("\t ").expandtabs(4) if "\t" in line else line)
        self.number = self.first_line + len(self.source)
        self.matched = 1
        self.close_unmatched()
        self.root.end = self.number
        return self.root

    def look(self) -> None:
        """Find the next character that is no space."""
        line = self.line
        rest = line[self.pos :].lstrip(" ")
        self.next = len(line) - len(rest)
        self.indent = self.next - self.pos
        self.blank = not rest

    def push(self, node: Node) -> Node:
        """Open `node` in the innermost block that may hold it."""
        self.close_unmatched()
        stack = self.stack
        while not stack[-1].rule.holds(node.kind):
            self.close_last()
        stack[-1].children.append(node)
        stack.append(node)
        self.matched = len(stack)
        return node

    def reopen(self, node: Node) -> None:
        """Open `node`, which is the last child of the innermost open block, again."""
        self.stack.append(node)
        self.matched = len(self.stack)

    def close_last(self) -> None:
        """Close the innermost block."""
        node = self.stack.pop()
        if node.rule.container and node.children:
            node.end = max(node.end, node.children[-1].end)
        node.rule.close(self, node)

    def close_to(self, depth: int) -> None:
        """Close all but the outer `depth` blocks."""
        while len(self.stack) > depth:
            self.close_last()
        self.matched = min(self.matched, depth)

    def close_unmatched(self) -> None:
        """Close the blocks that did not go on with this line."""
        while len(self.stack) > self.matched:
            self.close_last()

    def too_deep(self) -> bool:
        """Are there too many blocks inside each other already? Tells the author once."""
        if len(self.stack) < DEEPEST:
            return False
        if not any(p.code == "too-deep" for p in self.problems):
            hint = "Put less inside each other; the rest is shown as text."
            self.problem("too-deep", "Lists and quotes are nested too deeply", hint)
        return True

    def problem(self, code: str, message: str, hint: str, severity: Severity = Severity.WARNING, line: int | None = None) -> None:
        """Tell the author something about this line (or `line`)."""
        self.problems.append(Problem(code, message, hint, severity, self.number if line is None else line))

    def closes_dollars(self) -> bool:
        """Does a later line end with `$$`?"""
        if self._last_dollars is None:
            ends = (i for i in range(len(self.source) - 1, -1, -1) if "$$" in self.source[i])
            self._last_dollars = next(ends, -1)
        return self._last_dollars + self.first_line > self.number

    def _feed(self, line: str) -> None:
        self.line = line
        self.pos = 0
        if self._walk():
            return
        tip = self.stack[self.matched - 1]
        if tip.rule.verbatim:
            tip.rule.add(self, tip)
        elif not self._start():
            self._text()

    def _walk(self) -> bool:
        """Ask the open blocks whether they go on; True if one took the whole line."""
        stack = self.stack
        depth = 1
        while depth < len(stack):
            self.look()
            node = stack[depth]
            answer = node.rule.resume(self, node)
            if answer is not Resume.YES:
                if answer is Resume.TAKEN:
                    return True
                break
            depth += 1
        self.matched = depth
        return False

    def _start(self) -> bool:
        """Open what this line opens; True if it is used up."""
        while True:
            self.look()
            if self.blank:
                return False
            if self.indent >= 4:
                return self._indented()
            rules = self.starts.get(self.line[self.next])
            opened = self._try(rules) if rules else None
            if opened is not Opened.CONTAINER:
                return opened is Opened.LEAF

    def _try(self, rules: Sequence[Rule]) -> Opened | None:
        at = self.stack[self.matched - 1]
        for rule in rules:
            opened = rule.open(self, at)
            if opened:
                return opened
        return None

    def _indented(self) -> bool:
        rules = self.starts.get(" ")
        if not rules or self.plain or self.stack[-1].kind == "paragraph":
            return False
        return self._try(rules) is not None

    def _text(self) -> None:
        """The rest of the line is text: of the open paragraph (which may be lazy), or of a new one."""
        stack = self.stack
        tip = stack[-1]
        if tip.kind == "paragraph" and not self.blank:
            tip.rule.add(self, tip)
            return
        self.close_unmatched()
        if self.blank:
            return
        tip = stack[-1]
        if not tip.rule.container:
            tip.rule.add(self, tip)
            return
        node = self.push(Node(TEXT, self.number))
        TEXT.add(self, node)


class Grammar(BlockParser):
    """Python-Markdown's block parser with this machine inside; its registry holds the Rules."""

    def rules(self) -> Mapping[str, Sequence[Rule]]:
        """The registered Rules by the character that can start them, in the order of the registry."""
        starts: dict[str, list[Rule]] = {}
        for rule in self.blockprocessors:
            if isinstance(rule, Rule):
                for char in rule.triggers:
                    starts.setdefault(char, []).append(rule)
        return starts

    def machine(self, lines: Iterable[str], first_line: int = 0, plain: bool = False) -> Machine:
        """A machine that reads `lines`; `plain` for text inside HTML."""
        return Machine(list(lines), self._starts(), first_line, plain)

    def _starts(self) -> Mapping[str, Sequence[Rule]]:
        known = getattr(self, "_known", None)
        if known is None or known[0] != len(self.blockprocessors):
            known = self._known = (len(self.blockprocessors), self.rules())
        return known[1]


DOCUMENT = Document()
TEXT = Text()

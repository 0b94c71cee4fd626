"""CommonMark's block kinds as Rules: quote, heading, fence, HTML, rule, list, indented code; and GFM's table."""

from __future__ import annotations

import re
from itertools import pairwise

from presenter.parse.grammar import Machine, Node, Opened, Resume, Rule, take_references

_ATX = re.compile(r"(#{1,6})(?:[ ]+|$)")
_FENCE = re.compile(r"`{3,}(?=[^`]*$)|~{3,}")
_FENCE_END = re.compile(r"(`{3,}|~{3,})[ ]*$")
_SETEXT = re.compile(r"(?:=+|-+)[ ]*$")
_RULE = re.compile(r"(?:(?:-[ ]*){3,}|(?:_[ ]*){3,}|(?:\*[ ]*){3,})$")
_ITEM = re.compile(r"([-+*])|([0-9]{1,9})([.)])")

_BLOCK_TAGS = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|"
    "figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|"
    "noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul"
)
ATTRIBUTE = r"""(?:[ \n]++[A-Za-z_:@#][\w.:@-]*+(?:[ \n]*+=[ \n]*+(?:[^ \n"'=<>`]++|'[^']*+'|"[^"]*+"))?+)"""
_OPEN_TAG = rf"<[A-Za-z][A-Za-z0-9-]*+{ATTRIBUTE}*+[ \n]*+/?>"
_CLOSE_TAG = r"</[A-Za-z][A-Za-z0-9-]*+[ \n]*+>"
_HTML_STARTS = (
    re.compile(r"<(?:script|pre|textarea|style)(?:[ >]|$)", re.IGNORECASE),
    re.compile(r"<!--"),
    re.compile(r"<\?"),
    re.compile(r"<![A-Za-z]"),
    re.compile(r"<!\[CDATA\["),
    re.compile(rf"</?(?:{_BLOCK_TAGS})(?:[ ]|/?>|$)", re.IGNORECASE),
    re.compile(rf"(?:{_OPEN_TAG}|{_CLOSE_TAG})[ ]*$"),
)
_HTML_ENDS = (
    re.compile(r"</(?:script|pre|textarea|style)>", re.IGNORECASE),
    re.compile(r"-->"),
    re.compile(r"\?>"),
    re.compile(r">"),
    re.compile(r"\]\]>"),
)
_DELIMITERS = re.compile(r"\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*$")
_MOST_COLUMNS = 128


class Quote(Rule):
    """`> ...`"""

    kind = "quote"
    triggers = ">"
    container = True

    def open(self, m: Machine, at: Node) -> Opened | None:
        if m.too_deep():
            return None
        m.push(Node(self, m.number))
        self._step_in(m)
        return Opened.CONTAINER

    def resume(self, m: Machine, node: Node) -> Resume:
        if m.indent > 3 or m.line[m.next : m.next + 1] != ">":
            return Resume.NO
        self._step_in(m)
        node.end = m.number + 1
        return Resume.YES

    @staticmethod
    def _step_in(m: Machine) -> None:
        m.pos = m.next + 1
        if m.line[m.pos : m.pos + 1] == " ":
            m.pos += 1


class Heading(Rule):
    """`# ...`"""

    kind = "heading"
    triggers = "#"

    def open(self, m: Machine, at: Node) -> Opened | None:
        found = _ATX.match(m.line, m.next)
        if not found:
            return None
        node = m.push(Node(self, m.number, level=len(found[1])))
        text = m.line[found.end() :].strip(" ")
        bare = text.rstrip("#")
        node.lines.append(text if bare and bare[-1] != " " else bare.rstrip(" "))
        m.close_last()
        return Opened.LEAF


class Fence(Rule):
    """Three or more backticks or tildes; `info` is what stands behind them, `closed` whether it ends."""

    kind = "fence"
    triggers = "`~"
    verbatim = True

    def open(self, m: Machine, at: Node) -> Opened | None:
        found = _FENCE.match(m.line, m.next)
        if not found:
            return None
        info = m.line[found.end() :].strip(" ")
        m.push(Node(self, m.number, mark=found[0], offset=m.indent, info=info, closed=False))
        return Opened.LEAF

    def resume(self, m: Machine, node: Node) -> Resume:
        mark = node.data["mark"]
        if m.indent <= 3 and not m.blank and m.line[m.next] == mark[0]:
            found = _FENCE_END.match(m.line, m.next)
            if found and len(found[1]) >= len(mark):
                node.data["closed"] = True
                node.end = m.number + 1
                m.close_to(m.stack.index(node))
                return Resume.TAKEN
        m.pos += min(m.indent, node.data["offset"])
        return Resume.YES

    def close(self, m: Machine, node: Node) -> None:
        if node.data["closed"]:
            return
        node.end = node.start + 1 + len(node.lines)
        hint = "End it with a line " + node.data["mark"] + "."
        m.problem("unclosed-fence", "This code block is not closed; it goes on to the end of what it stands in", hint, line=node.start)


class Html(Rule):
    """Raw HTML of CommonMark's seven kinds; `sort` is which of them (0-6)."""

    kind = "html"
    triggers = "<"
    verbatim = True

    def open(self, m: Machine, at: Node) -> Opened | None:
        if m.plain:
            return None
        for sort, start in enumerate(_HTML_STARTS):
            if start.match(m.line, m.next) and not (sort == 6 and m.stack[-1].kind == "paragraph"):
                break
        else:
            return None
        node = m.push(Node(self, m.number, sort=sort, closed=sort > 4))
        self.add(m, node)
        return Opened.LEAF

    def resume(self, m: Machine, node: Node) -> Resume:
        ends = m.blank or m.line.startswith(":::", m.next)  # a container begins or ends within HTML, as pandoc has it
        return Resume.NO if ends and node.data["sort"] >= 5 else Resume.YES

    def add(self, m: Machine, node: Node) -> None:
        node.lines.append(m.line[m.pos :])
        sort = node.data["sort"]
        if sort < 5 and _HTML_ENDS[sort].search(m.line, m.pos + (4 if sort == 1 and len(node.lines) == 1 else 0)):
            node.data["closed"] = True
            node.end = m.number + 1
            m.close_to(m.stack.index(node))

    def close(self, m: Machine, node: Node) -> None:
        node.end = node.start + len(node.lines)
        if not node.data["closed"] and node.data["sort"] == 1:
            hint = "End the comment with -->; all behind it is part of it now."
            m.problem("unclosed-comment", "This comment is not closed", hint, line=node.start)


class Setext(Rule):
    """A paragraph underlined with `===` or `---`."""

    kind = "heading"
    triggers = "=-"

    def open(self, m: Machine, at: Node) -> Opened | None:
        if at.kind != "paragraph" or not _SETEXT.match(m.line, m.next):
            return None
        if at.lines[0].startswith("["):
            take_references(m, at)
            if not at.lines:
                at.kind = "paragraph"
                at.start = m.number
                return None
        at.rule, at.kind = self, "heading"
        at.data["level"] = 1 if m.line[m.next] == "=" else 2
        at.lines[-1] = at.lines[-1].rstrip(" ")
        at.end = m.number + 1
        m.close_unmatched()
        m.close_last()
        return Opened.LEAF


class Break(Rule):
    """A thematic break."""

    kind = "break"
    triggers = "-_*"

    def open(self, m: Machine, at: Node) -> Opened | None:
        if not _RULE.match(m.line, m.next):
            return None
        m.push(Node(self, m.number))
        m.close_last()
        return Opened.LEAF


class List(Rule):
    """The items of one list; `marker` and, of a numbered one, `start`."""

    kind = "list"
    container = True

    def resume(self, m: Machine, node: Node) -> Resume:
        return Resume.YES

    def holds(self, kind: str) -> bool:
        return kind == "item"

    def close(self, m: Machine, node: Node) -> None:
        items = node.children
        node.data["tight"] = not (_gaps(items) or any(_gaps(item.children) for item in items))


def _gaps(nodes: list[Node]) -> bool:
    """Is there a blank line between two of these?"""
    return any(after.start > before.end for before, after in pairwise(nodes))


class Item(Rule):
    """`- ...` or `1. ...`: opens its list too; `width` is how far its blocks are set in."""

    kind = "item"
    triggers = "-+*0123456789"
    container = True
    list_rule = List()

    def open(self, m: Machine, at: Node) -> Opened | None:
        found = _ITEM.match(m.line, m.next)
        if not found:
            return None
        end = found.end()
        rest = m.line[end:]
        text = rest.lstrip(" ")
        if text and rest[0] != " ":
            return None
        if m.stack[-1].kind == "paragraph" and at.kind == "paragraph" and (not text or (found[2] and int(found[2]) != 1)):
            return None
        if m.too_deep():
            return None
        space = len(rest) - len(text)
        if not text or space > 4:
            space = 1
        number, marker = (int(found[2]), found[3]) if found[2] else (None, found[1])
        width = m.indent + (end - m.next) + space
        m.pos = min(end + space, len(m.line))
        self._list(m, marker, number)
        m.push(Node(self, m.number, width=width))
        return Opened.CONTAINER

    def _list(self, m: Machine, marker: str, number: int | None) -> None:
        m.close_unmatched()
        tip = m.stack[-1]
        if tip.kind != "list" or tip.data["marker"] != marker:
            m.push(Node(self.list_rule, m.number, marker=marker, first=number))

    def resume(self, m: Machine, node: Node) -> Resume:
        if m.blank:
            if not node.children:
                return Resume.NO
            m.pos = m.next
            return Resume.YES
        if m.indent < node.data["width"]:
            return Resume.NO
        m.pos += node.data["width"]
        return Resume.YES


class Indented(Rule):
    """Code set in by four spaces."""

    kind = "indented"
    triggers = " "
    verbatim = True

    def open(self, m: Machine, at: Node) -> Opened | None:
        node = m.push(Node(self, m.number))
        m.pos += 4
        self.add(m, node)
        return Opened.LEAF

    def resume(self, m: Machine, node: Node) -> Resume:
        if m.indent < 4 and not m.blank:
            return Resume.NO
        m.pos += min(4, m.indent)
        return Resume.YES

    def close(self, m: Machine, node: Node) -> None:
        while node.lines and not node.lines[-1].strip(" "):
            node.lines.pop()
        node.end = node.start + len(node.lines)


class Table(Rule):
    """A GFM table: its `lines` are the rows, the header first; `aligns` one a column."""

    kind = "table"
    triggers = "|-:"

    def open(self, m: Machine, at: Node) -> Opened | None:
        if at.kind != "paragraph" or "|" not in at.lines[-1] or not _DELIMITERS.match(m.line, m.next):
            return None
        aligns = [_align(c) for c in split_row(m.line[m.next :])]
        head = at.lines[-1]
        if len(split_row(head)) != len(aligns) or len(aligns) > _MOST_COLUMNS or m.line[m.next : m.next + 2] == "- ":
            return None
        m.close_unmatched()
        at.lines.pop()
        m.close_last()
        if not at.lines and at.kind == "paragraph":
            m.stack[-1].children.remove(at)
        node = m.push(Node(self, m.number - 1, aligns=aligns))
        node.lines.append(head)
        node.end = m.number + 1
        return Opened.LEAF

    def resume(self, m: Machine, node: Node) -> Resume:
        return Resume.NO if m.blank else Resume.YES

    def add(self, m: Machine, node: Node) -> None:
        node.lines.append(m.line[m.next :])
        node.end = m.number + 1


def split_row(line: str) -> list[str]:
    """The cells of a table row; an escaped pipe is a pipe, in code as well."""
    line = line.strip()
    if line.startswith("|"):
        line = line[1:]
    if line.endswith("|") and not line.endswith("\\|"):
        line = line[:-1]
    if "\\|" not in line:
        return [c.strip() for c in line.split("|")]
    return [c.strip().replace("\x00", "|") for c in line.replace("\\|", "\x00").split("|")]


def _align(cell: str) -> str:
    return {(True, True): "center", (True, False): "left", (False, True): "right"}.get((cell[:1] == ":", cell[-1:] == ":"), "")

"""What slides need beyond CommonMark, as Rules: `:::` containers, `$$` formulas, footnotes, definitions, attribute lines."""

from __future__ import annotations

import re

from presenter.parse.attributes import parse
from presenter.parse.grammar import Machine, Node, Opened, Resume, Rule
from presenter.problems import Severity

_DIV = re.compile(r":{3,}")
_DOLLARS = re.compile(r"\$\$(?!\$)(.*)$")
_DOLLARS_END = re.compile(r"(.*?)\$\$[ ]*(?:\{[^{}]*\})?[.,;]?[ ]*$")
_FOOTNOTE = re.compile(r"\[\^([^\]\s\^]{1,99})\]:[ ]*")
_MEANING = re.compile(r":[ ]{1,4}(?=[^ ])")
_BRACES = re.compile(r"\{([^{}]*)\}[ ]*$")


class Div(Rule):
    """`::: name` or `::: {.a key=v}` to `:::`; `head` is what stands behind the colons."""

    kind = "div"
    triggers = ":"
    container = True

    def open(self, m: Machine, at: Node) -> Opened | None:
        found = _DIV.match(m.line, m.next)
        if not found:
            return None
        head = m.line[found.end() :].strip(" ").rstrip(":").rstrip(" ")
        if not head:
            return self._end(m)
        if m.too_deep():
            return None
        m.push(Node(self, m.number, head=head))
        return Opened.LEAF

    @staticmethod
    def _end(m: Machine) -> Opened:
        """Close the innermost container that this line stands in."""
        for depth in range(m.matched - 1, 0, -1):
            if m.stack[depth].kind == "div":
                m.stack[depth].end = m.number + 1
                m.stack[depth].data["closed"] = True
                m.close_to(depth)
                return Opened.LEAF
        m.close_unmatched()
        if m.stack[-1].kind == "paragraph":
            m.close_last()
        if not any(p.code == "stray-colons" for p in m.problems):
            m.problem("stray-colons", "This ::: closes nothing", "Take it away, or open a container before it.", Severity.INFO)
        return Opened.LEAF

    def resume(self, m: Machine, node: Node) -> Resume:
        return Resume.YES

    def close(self, m: Machine, node: Node) -> None:
        if not node.data.get("closed"):
            hint = "End it with a line of colons: " + ":::"
            m.problem("unclosed-container", "This container is not closed; it ends with the slide", hint, Severity.INFO, node.start)


class Math(Rule):
    """`$$` to `$$`, kept as it stands; on one line as well."""

    kind = "math"
    triggers = "$"
    verbatim = True

    def open(self, m: Machine, at: Node) -> Opened | None:
        found = _DOLLARS.match(m.line, m.next)
        if not found:
            return None
        once = _DOLLARS_END.match(found[1]) if found[1].count("$$") == 1 else None
        if not once and ("$$" in found[1] or not m.closes_dollars()):
            return None
        node = m.push(Node(self, m.number))
        if once:
            node.lines.append(once[1])
            m.close_last()
        elif found[1].strip():
            node.lines.append(found[1])
        return Opened.LEAF

    def resume(self, m: Machine, node: Node) -> Resume:
        end = _DOLLARS_END.match(m.line, m.pos)
        if not end:
            return Resume.YES
        node.lines.append(end[1])
        node.end = m.number + 1
        m.close_to(m.stack.index(node))
        return Resume.TAKEN

    def close(self, m: Machine, node: Node) -> None:
        node.end = max(node.end, m.number if m.number > node.start else node.end)


class Footnote(Rule):
    """`[^label]: what the note says`, set in by four spaces where it goes on."""

    kind = "footnote"
    triggers = "["
    container = True

    def open(self, m: Machine, at: Node) -> Opened | None:
        found = _FOOTNOTE.match(m.line, m.next)
        if not found or m.too_deep():
            return None
        node = m.push(Node(self, m.number, label=found[1]))
        m.footnotes.setdefault(found[1].casefold(), node)
        m.pos = found.end()
        return Opened.CONTAINER

    def resume(self, m: Machine, node: Node) -> Resume:
        if m.blank:
            return Resume.YES
        if m.indent < 4:
            return Resume.NO
        m.pos += 4
        return Resume.YES


class Definitions(Rule):
    """Terms and meanings, in turn."""

    kind = "definitions"
    container = True

    def resume(self, m: Machine, node: Node) -> Resume:
        return Resume.YES

    def holds(self, kind: str) -> bool:
        return kind == "meaning"


class Meaning(Rule):
    """`: what it means`, under its term; the paragraph before becomes the term."""

    kind = "meaning"
    triggers = ":"
    container = True
    list_rule = Definitions()

    def open(self, m: Machine, at: Node) -> Opened | None:
        found = _MEANING.match(m.line, m.next)
        if not found or m.too_deep():
            return None
        term = self._term(m, at)
        if term is None:
            return None
        width = m.indent + found.end() - m.next
        m.close_unmatched()
        if term is not at or at.kind == "paragraph":
            self._open_list(m, term)
        m.pos = found.end()
        m.push(Node(self, m.number, width=width))
        return Opened.CONTAINER

    @staticmethod
    def _term(m: Machine, at: Node) -> Node | None:
        """The one-line paragraph that is the term, or the open list for one more meaning of its last term."""
        if at.kind == "definitions":
            return at
        last = at if at.kind == "paragraph" else at.children[-1] if at.rule.container and at.children else None
        if last is None or last.kind != "paragraph" or len(last.lines) != 1 or m.number - last.start > 2:
            return None
        return last

    def _open_list(self, m: Machine, term: Node) -> None:
        if m.stack[-1] is term:
            m.close_last()
        siblings = m.stack[-1].children
        if siblings[-1:] != [term] or term.kind != "paragraph":
            return
        siblings.pop()
        before = siblings[-1] if siblings else None
        if before is not None and before.kind == "definitions":
            m.reopen(before)
        else:
            m.push(Node(self.list_rule, term.start))
        term.kind = "term"
        m.stack[-1].children.append(term)

    def resume(self, m: Machine, node: Node) -> Resume:
        if m.blank:
            return Resume.YES
        if m.indent < min(node.data["width"], 4):
            return Resume.NO
        m.pos += node.data["width"] if m.indent >= node.data["width"] else m.indent
        return Resume.YES


class AttributeLine(Rule):
    """`{.class key=value}` on a line of its own: belongs to the block before it."""

    kind = "attributes"
    triggers = "{"

    def open(self, m: Machine, at: Node) -> Opened | None:
        found = _BRACES.match(m.line, m.next)
        attrs = parse(found[1]) if found else None
        if not attrs:
            return None
        m.close_unmatched()
        if m.stack[-1].kind in ("paragraph", "table"):
            m.close_last()
        m.push(Node(self, m.number, attrs=attrs))
        m.close_last()
        return Opened.LEAF

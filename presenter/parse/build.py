"""The tree of Nodes → Blocks: inline text read, containers understood, raw HTML taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from presenter.model import (
    NO_ATTRS,
    Attrs,
    Block,
    Blocks,
    Callout,
    Cell,
    Code,
    Column,
    Container,
    Definition,
    DefinitionList,
    Diagram,
    Figure,
    Heading,
    List,
    ListItem,
    Math,
    Paragraph,
    Quote,
    Spans,
    Table,
)
from presenter.parse.attributes import join, take_tail
from presenter.parse.blocks import split_row
from presenter.parse.cells import read_cell
from presenter.parse.columns import house_columns
from presenter.parse.containers import build_div
from presenter.parse.fences import read_info
from presenter.parse.grammar import Grammar, Node
from presenter.parse.html_blocks import Assembly
from presenter.parse.inline import Scope, read_heading, read_spans
from presenter.parse.pictures import is_caption, split_lines
from presenter.parse.shapes import code, paragraph, room
from presenter.problems import Severity

DIAGRAMS = frozenset({"mermaid"})
_ALERT = re.compile(r"\[!([A-Za-z]{1,20})\][+-]?(?:[ ]+(.*))?$")
ALERTS = {"note", "tip", "important", "warning", "caution"}
_ALERT_KINDS = {"info": "note", "hint": "tip", "danger": "caution", "error": "caution", "attention": "warning", "success": "tip"}
_RAW = re.compile(r"\{=\w[^{}]*\}")  # pandoc's {=html}
_TASK = re.compile(r"\[([ xX])\][ ]+(?=[^ ])")
_ATTRIBUTION = re.compile(r"(?:--|—|―|–)[ \u00a0]*(?=[^\s-])")
_CAPTION = re.compile(r"(?:Table|table)?:[ ]+")
_MATH_STEPS = re.compile(r"\A\{[\d|,*all-]+\}\s*\n")  # Slidev's line steps in a formula; it is shown whole
_ALT = re.compile(r"!\[((?:[^\[\]]|\[[^\[\]]*\])+)\]")
_RULE = Attrs(classes=("rule",))


class Builder:
    """Builds the blocks of one slide; `lines` is its source, `notes` and `styles` what is found on the way."""

    def __init__(self, scope: Scope, grammar: Grammar, lines: Sequence[str]) -> None:
        self.scope = scope
        self.grammar = grammar
        self.lines = lines
        self.notes: list[str] = []
        self.styles: list[tuple[int, str, bool]] = []
        self.depth = 0

    def blocks(self, nodes: Sequence[Node], columns: bool = False) -> list[Block]:
        """The blocks of `nodes`, which stand one after the other in one container; a Column only where that is `columns`."""
        assembly = Assembly(self)
        for node in nodes:
            match node.kind:
                case "html":
                    assembly.html("\n".join(node.lines), node.start)
                case "attributes":
                    assembly.attributes(node.data["attrs"], node.end)
                case "fence" if _RAW.fullmatch(node.data["info"]):
                    self._raw(assembly, node)
                case "nothing" | "footnote":
                    pass
                case _:
                    for block in self.block(node, assembly.last()):
                        assembly.block(block)
        found = _with_captions(assembly.finish())
        return found if columns or not any(isinstance(b, Column) for b in found) else house_columns(found)

    def plain(self, source: str, line: int) -> list[Block]:
        """The blocks of Markdown that stood inside an HTML block and begins at `line`."""
        machine = self.grammar.machine(source.split("\n"), line, plain=True)
        root = machine.run()
        self.scope.problems.extend(machine.problems)
        with self._lines_joined():
            return self.blocks(root.children)

    def html_spans(self, text: str, line: int) -> Spans:
        """Inline text that stood in an HTML element, where the end of a line is a space whatever the deck says."""
        with self._lines_joined():
            return self.spans(text, line)

    @contextmanager
    def _lines_joined(self) -> Iterator[None]:
        before = self.scope.context
        self.scope.context = replace(before, breaks=False)
        try:
            yield
        finally:
            self.scope.context = before

    def block(self, node: Node, before: Block | None) -> Sequence[Block]:
        """The blocks (mostly one) of a node; a caption changes the table `before` instead and gives none."""
        lines = (node.start, node.end)
        match node.kind:
            case "paragraph":
                return self._paragraph(node, before)
            case "heading":
                return (self._heading(node),)
            case "list":
                return (self._list(node),)
            case "quote":
                return (self._quote(node),)
            case "fence":
                return self._fence(node)
            case "indented":
                return (Code(text="\n".join(node.lines), lines=lines),)
            case "table":
                return (self._table(node),)
            case "math":
                return (Math(tex=_MATH_STEPS.sub("", "\n".join(node.lines).strip()), lines=lines),)
            case "break":
                return (Container(blocks=(), attrs=_RULE, lines=lines),)
            case "div":
                return build_div(self, node)
            case "definitions":
                return (self._definitions(node),)
        return ()

    def spans(self, text: str, line: int) -> Spans:
        """Inline text as Spans."""
        return read_spans(text, self.scope, line)

    def _paragraph(self, node: Node, before: Block | None) -> Sequence[Block]:
        text, attrs = take_tail(node.text)
        if isinstance(before, Table) and not before.caption and (m := _CAPTION.match(text)):
            caption = self.spans(text[m.end() :], node.start)
            return (replace(before, caption=caption, attrs=join(before.attrs, attrs), lines=(before.lines[0], node.end)),)
        lines = text.split("\n")
        parts = split_lines(lines, self.scope.context.breaks)
        if len(parts) == 1:
            return self._text(text, attrs, (node.start, node.end))
        out: list[Block] = []
        for first, end, pictures in parts:
            last = end == len(lines)
            source = "\n".join(lines[first:end])
            source = source if last else source.removesuffix("\\")
            found = self._text(source, attrs if last else NO_ATTRS, (node.start + first, node.start + end))
            figure = _captioned(out[-1], found, lines[:first]) if out and not pictures else None
            if figure:
                out[-1] = figure
            else:
                out.extend(found)
        return out

    def _text(self, text: str, attrs: Attrs, lines: tuple[int, int]) -> Sequence[Block]:
        """The block of a paragraph, or of one of its parts."""
        spans = self.spans(text, lines[0])
        if spans:
            made = paragraph(spans, attrs, lines, display=text.startswith("$$"))
            if isinstance(made, Figure) and "captioned" in made.images[0].attrs.classes and (alt := _ALT.match(text)):
                made = replace(made, caption=self.spans(alt[1], lines[0]))
            return (made,)
        empty = room(text, lines) if text[:1] == "<" else None
        return (empty,) if empty else ()

    def _heading(self, node: Node) -> Heading:
        text, attrs = take_tail(node.text)
        spans, fit = read_heading(text, self.scope, node.start)
        return Heading(level=node.data["level"], spans=spans, id=attrs.id, fit=fit, attrs=attrs, lines=(node.start, node.end))

    def _list(self, node: Node) -> List:
        items = tuple(self._item(child) for child in node.children)
        data = node.data
        return List(items=items, start=data["first"], marker=data["marker"], tight=data["tight"], lines=(node.start, node.end))

    def _item(self, node: Node) -> ListItem:
        checked: bool | None = None
        first = node.children[0] if node.children else None
        if first is not None and first.kind == "paragraph" and first.lines and (m := _TASK.match(first.lines[0])):
            checked = m[1] != " "
            first.lines[0] = first.lines[0][m.end() :]
        blocks = self.blocks(node.children)
        attrs = NO_ATTRS
        if blocks and isinstance(blocks[0], Paragraph) and blocks[0].attrs:
            attrs = blocks[0].attrs
            blocks[0] = replace(blocks[0], attrs=NO_ATTRS)
        return ListItem(blocks=tuple(blocks), checked=checked, attrs=attrs, lines=(node.start, node.end))

    def _quote(self, node: Node) -> Block:
        lines = (node.start, node.end)
        first = node.children[0] if node.children else None
        if first is not None and first.kind == "paragraph" and first.lines and (m := _ALERT.match(first.lines[0])):
            kind = m[1].lower()
            kind = _ALERT_KINDS.get(kind, kind if kind in ALERTS else "note")
            title = self.spans(m[2] or "", first.start)
            del first.lines[0]
            first.start += 1
            return Callout(kind=kind, blocks=tuple(self.blocks(node.children)), title=title, lines=lines)
        attribution = self._attribution(node.children)
        return Quote(blocks=tuple(self.blocks(node.children)), attribution=attribution, lines=lines)

    def _attribution(self, nodes: list[Node]) -> Spans:
        """Take the last line of a quote off if it names who said it."""
        last = nodes[-1] if nodes else None
        if last is None or last.kind != "paragraph" or not last.lines or (len(nodes) == 1 and len(last.lines) == 1):
            return ()
        m = _ATTRIBUTION.match(last.lines[-1])
        if not m:
            return ()
        line = last.lines.pop()
        last.end -= 1
        if not last.lines:
            nodes.pop()
        else:
            last.lines[-1] = last.lines[-1].rstrip(" ").removesuffix("\\")
        return self.spans(line[m.end() :], last.start + len(last.lines))

    def _fence(self, node: Node) -> Sequence[Block]:
        shown = read_cell(node.data["info"], node.lines, node.start)
        made: list[Block] = [self._listing(node, "\n".join(shown.code))] if shown.code is not None else []
        if shown.pictures:
            caption = self.spans(shown.caption, node.start) if shown.caption else ()
            made.append(Figure(images=shown.pictures, caption=caption, lines=(node.start, node.end)))
        return made

    def _listing(self, node: Node, text: str) -> Block:
        info = read_info(node.data["info"])
        lines = (node.start, node.end)
        if info.lang == "chart":
            from presenter.parse.charts import chart_of_fence

            return chart_of_fence(node.data["info"], text, lines, self.scope) or code(info, text, lines)
        if info.lang in DIAGRAMS:
            return Diagram(lang=info.lang, source=text, title=info.title, attrs=info.attrs, lines=lines)
        if info.lang == "math":
            return Math(tex=text.strip(), attrs=info.attrs, lines=lines)
        return code(info, text, lines)

    def _raw(self, assembly: Assembly, node: Node) -> None:
        """Pandoc's raw fences: HTML is read, the rest left out with a word to the author."""
        form = read_info(node.data["info"]).raw
        if form.startswith("html"):
            assembly.html("\n".join(node.lines), node.start + 1)
        else:
            hint = "Write it in Markdown; only {=html} is read."
            self.scope.problem("html-left-out", f"The raw {form} block is left out", hint, node.start, Severity.INFO)

    def _table(self, node: Node) -> Table:
        aligns = tuple(node.data["aligns"])
        width = len(aligns)
        rows = []
        for index, line in enumerate(node.lines):
            at = node.start + index + (index > 0)
            cells = (split_row(line) + [""] * width)[:width]
            rows.append(tuple(Cell(self.spans(c, at)) for c in cells))
        return Table(rows=tuple(rows), aligns=aligns, lines=(node.start, node.end))

    def _definitions(self, node: Node) -> DefinitionList:
        found: list[tuple[Spans, list[Blocks]]] = []
        for child in node.children:
            if child.kind == "term":
                found.append((self.spans(child.text, child.start), []))
            elif found:
                found[-1][1].append(tuple(self.blocks(child.children)))
        items = tuple(Definition(term, tuple(meanings)) for term, meanings in found)
        return DefinitionList(items=items, lines=(node.start, node.end))


def _with_captions(blocks: list[Block]) -> list[Block]:
    """`Table: words` right above a table is its caption, as pandoc has it."""
    out: list[Block] = []
    for block in blocks:
        last = out[-1] if out else None
        if isinstance(block, Table) and not block.caption and isinstance(last, Paragraph) and _is_title(last):
            first = replace(last.spans[0], text=last.spans[0].text.removeprefix("Table: "))
            caption = (first, *last.spans[1:]) if first.text else last.spans[1:]
            out[-1] = replace(block, caption=caption, lines=(last.lines[0], block.lines[1]))
        else:
            out.append(block)
    return out


def _is_title(block: Paragraph) -> bool:
    return bool(block.spans) and block.spans[0].text.startswith("Table: ")


def _captioned(before: Block, found: Sequence[Block], above: Sequence[str]) -> Figure | None:
    """The figure `before` with what was found under it as its caption, if it is one."""
    words = found[0] if len(found) == 1 else None
    if not isinstance(before, Figure) or not isinstance(words, Paragraph) or not is_caption(words.spans, above):
        return None
    return replace(before, caption=words.spans, lines=(before.lines[0], words.lines[1]))

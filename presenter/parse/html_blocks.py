"""Raw HTML between blocks → blocks: elements are opened and closed around the Markdown that stands in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from html import unescape
from typing import TYPE_CHECKING, Any, Literal

from presenter.model import (
    Align,
    Attrs,
    Block,
    Cell,
    Container,
    Definition,
    DefinitionList,
    Figure,
    Heading,
    List,
    ListItem,
    Paragraph,
    Quote,
    Span,
    Spans,
    Table,
)
from presenter.parse import html
from presenter.parse.columns import is_row, make_columns, pair_sides
from presenter.parse.fences import read_info
from presenter.parse.html import Tag
from presenter.parse.shapes import code, flow_spans, paragraph, with_attrs
from presenter.problems import Severity

if TYPE_CHECKING:
    from presenter.parse.build import Builder

_DEEPEST = 40
_ALIGNS: dict[str, Align | Literal[""]] = {"left": "left", "center": "center", "right": "right"}
# elements that are a part of the one right around them
_LISTS = ("ul", "ol", "menu")
_PARENTS = {"td": ("tr",), "th": ("tr",), "tr": ("table",), "caption": ("table",), "li": _LISTS, "dt": ("dl",), "dd": ("dl",)}
_PARENTS |= {"figcaption": ("figure",)}
_INLINE_HOLDERS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "th", "td", "caption", "summary", "figcaption", "dt", "legend"}
_RAW = html.SKIPPED | {"pre"}
_ALWAYS_RAW = frozenset(("script", "style", "pre", "textarea"))
# an open tag of one of these closes an open element of those, up to (not with) the stop
_IMPLIED: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset(("li",)), frozenset(("ul", "ol", "menu"))),
    "td": (frozenset(("td", "th")), frozenset(("tr", "table"))),
    "th": (frozenset(("td", "th")), frozenset(("tr", "table"))),
    "tr": (frozenset(("tr",)), frozenset(("table",))),
    "dt": (frozenset(("dt", "dd")), frozenset(("dl",))),
    "dd": (frozenset(("dt", "dd")), frozenset(("dl",))),
}
_TRANSPARENT = {"thead", "tbody", "tfoot", "colgroup", "col", "html", "body", "form", "fieldset", "hgroup", "search"}
_SHOWN = {"small": ("font-size", "80%"), "big": ("font-size", "120%"), "b": ("font-weight", "bold"), "strong": ("font-weight", "bold")}
_SHOWN |= {"i": ("font-style", "italic"), "em": ("font-style", "italic"), "u": ("text-decoration", "underline")}
_CLASS_LANG = re.compile(r"(?:language|lang|highlight-source)-([\w+#.-]+)")


@dataclass
class Frame:
    """An element that is open: its blocks (each with whether it is an element of its own) and text not yet read."""

    tag: Tag
    line: int
    blocks: list[tuple[Block, bool]] = field(default_factory=list)
    source: list[str] = field(default_factory=list)
    source_line: int = 0
    parts: list[Any] = field(default_factory=list)  # items of a list, rows, cells, terms and meanings
    end: int = 0  # the line after its last part


class Assembly:
    """The blocks of one container while its HTML opens and closes elements."""

    def __init__(self, builder: Builder) -> None:
        self.builder = builder
        self.frames = [Frame(Tag(""), 0)]
        self.end = 0  # the line after the last thing seen

    def last(self) -> Block | None:
        """The block before, if it stands right there."""
        top = self.frames[-1]
        return top.blocks[-1][0] if top.blocks and not top.source else None

    def block(self, block: Block, own: bool = False) -> None:
        """Take a block of Markdown, or (`own`) what an element became."""
        self.flush()
        top = self.frames[-1]
        before = top.blocks[-1][0] if top.blocks else None
        if isinstance(before, Table) and isinstance(block, Table) and block.lines[0] == before.lines[0]:
            top.blocks.pop()  # the same table, with its caption
        top.blocks.append((block, own))
        self.end = max(self.end, block.lines[1])

    def attributes(self, attrs: Attrs, end: int) -> None:
        """An attribute line: it belongs to the block before."""
        self.flush()
        blocks = self.frames[-1].blocks
        if not blocks:
            hint = "Put it right behind the block that it belongs to."
            self.builder.scope.problem("stray-attributes", "These attributes belong to nothing", hint, end - 1, Severity.INFO)
        else:
            blocks[-1] = (with_attrs(blocks[-1][0], attrs, end), blocks[-1][1])
            self.end = max(self.end, end)

    def finish(self) -> list[Block]:
        """Close what is open; returns the blocks."""
        while len(self.frames) > 1:
            self._close_top(self.end)
        self.flush()
        return _splice(self.frames[0].blocks)

    # ------------------------------------------------------------ text in HTML

    def html(self, text: str, line: int) -> None:
        """Take one HTML block that begins at `line`."""
        at = pos = counted = 0
        here = line
        missing: set[str] = set()
        while (pos := text.find("<", pos)) >= 0:
            found = html.tag_at(text, pos)
            end = found[1] if found else html.skip_other(text, pos, missing)
            if end is None:
                if text.startswith("<!--", pos):  # not closed: all of it is comment
                    break
                pos += 1
                continue
            start = here + text.count("\n", counted, at)
            here, counted = here + text.count("\n", counted, pos), pos
            self._text(text[at:pos], start)
            self.end = max(self.end, here + text.count("\n", pos, end) + 1)
            at = pos = self._tag(found[0], text, pos, end, here) if found else end
        self._text(text[at : pos if pos >= 0 else len(text)], here + text.count("\n", counted, at))
        self._block_end(text, line)

    def _text(self, text: str, line: int) -> None:
        top = self.frames[-1]
        if not top.source:
            if not text.strip():
                return
            start = len(text) - len(text.lstrip("\n"))
            line += start
            text = text[start:]
            top.source_line = line
        top.source.append(text)

    def _block_end(self, text: str, line: int) -> None:
        self.end = max(self.end, line + text.count("\n") + 1)
        if self.frames[-1].tag.name not in _INLINE_HOLDERS:
            self.flush()
        elif self.frames[-1].source:
            self.frames[-1].source.append("\n")

    def flush(self) -> None:
        """Read the text that has gathered in the innermost element as Markdown."""
        top = self.frames[-1]
        if not top.source:
            return
        source = _dedent("".join(top.source))
        top.source = []
        if source.strip():
            top.blocks.extend((b, False) for b in self.builder.plain(source, top.source_line))

    # ------------------------------------------------------------ tags

    def _tag(self, tag: Tag, text: str, pos: int, end: int, line: int) -> int:
        """Take one tag, `text[pos:end]`; returns where reading goes on."""
        name = tag.name
        if name in _RAW and not tag.end:
            return self._raw(tag, text, end, line)
        if name == "hr":
            self.block(Container(blocks=(), attrs=Attrs(classes=("rule",)), lines=(line, line + 1)), own=True)
        elif name in _TRANSPARENT:
            if name in ("thead", "tbody", "tfoot"):
                self._close_to({"td", "th", "tr"}, {"table"}, line)
        elif name in html.BLOCKS or self._is_open(tag) or self._wraps_blocks(tag, text, pos, end):
            if tag.end:
                self._end_tag(name, line)
            else:
                self._open(tag, line)
        elif name in html.SKIPPED:
            pass
        elif name in html.INLINE or name in html.QUIET or name in html.EMPTY or name in ("img", "br"):
            self._text(text[pos:end], line)
        elif not tag.end:
            self.builder.scope.left_out(tag.written, line)
        return end

    def _is_open(self, tag: Tag) -> bool:
        return tag.end and any(f.tag.name == tag.name for f in self.frames[1:])

    @staticmethod
    def _wraps_blocks(tag: Tag, text: str, pos: int, end: int) -> bool:
        """Is it an inline tag alone in its HTML block, around Markdown that follows?"""
        return not tag.end and not tag.single and tag.name in html.INLINE.keys() | {"span", "font", "a"} and text.strip() == text[pos:end]

    def _raw(self, tag: Tag, text: str, end: int, line: int) -> int:
        """Take an element whose inside is no Markdown."""
        close = re.compile(rf"</{tag.name}[ \n]*>", re.IGNORECASE).search(text, end) if not tag.single else None
        stop = close.start() if close else len(text) if tag.name in _ALWAYS_RAW and not tag.single else end
        inner = text[end:stop]
        if tag.name == "style":
            self.builder.styles.append((line, inner.strip("\n"), any(k == "scoped" for k, _ in tag.attrs)))
        elif tag.name == "pre":
            self.block(_listing(tag, inner, (line, line + text.count("\n", end, stop) + 1)), own=True)
        else:
            self.builder.scope.left_out(tag.written, line)
        after = close.end() if close else stop
        self.end = max(self.end, line + text.count("\n", end, after) + 1)
        return after

    def _open(self, tag: Tag, line: int) -> None:
        self._implied(tag.name, line)
        if tag.single and tag.name not in ("p", "div"):
            return
        top = self.frames[-1]
        if top.tag.name in _INLINE_HOLDERS and top.source:
            self._flush_inline(top, line + 1)
        else:
            self.flush()
        if len(self.frames) < _DEEPEST and not tag.single:
            self.frames.append(Frame(tag, line))

    def _flush_inline(self, frame: Frame, end: int) -> None:
        """Blocks follow the text of an element that holds text: the text is its first paragraph."""
        spans = self.builder.spans("".join(frame.source), frame.source_line)
        frame.source = []
        if spans:
            frame.blocks.append((Paragraph(spans=spans, lines=(frame.source_line, max(end, frame.source_line + 1))), False))

    def _implied(self, name: str, line: int) -> None:
        if name in _IMPLIED:
            self._close_to(*_IMPLIED[name], line)
        elif self.frames[-1].tag.name == "p" and name in html.BLOCKS:
            self._close_top(line)

    def _close_to(self, names: set[str] | frozenset[str], stop: set[str] | frozenset[str], line: int) -> None:
        """Close the outermost open element of `names` within the innermost of `stop`."""
        found = 0
        for index in range(len(self.frames) - 1, 0, -1):
            if self.frames[index].tag.name in stop:
                break
            if self.frames[index].tag.name in names:
                found = index
        while found and len(self.frames) > found:
            self._close_top(line)

    def _end_tag(self, name: str, line: int) -> None:
        for index in range(len(self.frames) - 1, 0, -1):
            if self.frames[index].tag.name == name:
                while len(self.frames) > index:
                    self._close_top(line + 1)
                return

    # ------------------------------------------------------------ an element is complete

    def _close_top(self, end: int) -> None:
        """Close the innermost element; `end` is the line after its last."""
        frame = self.frames[-1]
        spans: Spans = ()
        if frame.tag.name not in _INLINE_HOLDERS:
            self.flush()
        elif frame.blocks:
            self._flush_inline(frame, end)
        else:
            spans = self.builder.spans("".join(frame.source), frame.source_line)
            frame.source = []
        self.frames.pop()
        lines = (frame.line, max(end, frame.line + 1, frame.end, *(b.lines[1] for b, _ in frame.blocks)))
        self._made(frame, spans, lines)

    def _made(self, frame: Frame, spans: Spans, lines: tuple[int, int]) -> None:
        """Hand what `frame` became to the element around it."""
        name, top = frame.tag.name, self.frames[-1]
        top.end = max(top.end, lines[1])
        blocks = _splice(frame.blocks)
        if top.tag.name not in _PARENTS.get(name, ()):
            for block in self._element(frame, spans, blocks, lines):
                self.block(block, own=True)
        elif name in ("td", "th"):
            cell = Cell(spans or flow_spans(blocks), _count(frame.tag, "colspan"), _count(frame.tag, "rowspan"))
            top.parts.append((cell, name == "th", dict(html.styles_of(frame.tag)).get("text-align", "")))
        elif name == "tr":
            top.parts.append(frame.parts)
            top.blocks.extend(frame.blocks)
        elif name == "li":
            top.parts.append(ListItem(blocks=tuple(blocks), attrs=_attrs(frame.tag), lines=lines))
        elif name == "dd":
            top.parts.append(tuple(blocks))
        else:
            top.parts.append(spans or flow_spans(blocks))

    def _element(self, frame: Frame, spans: Spans, blocks: list[Block], lines: tuple[int, int]) -> Sequence[Block]:
        """The blocks that an element without a part in the one around it becomes."""
        tag, name = frame.tag, frame.tag.name
        attrs = _attrs(tag)
        if name == "aside" and "notes" in attrs.classes:
            source = self.builder.lines[frame.line : lines[1]]
            self.builder.notes.append(re.sub(r"</?aside[^<>]*>", "", "\n".join(source)).strip())
            return ()
        if spans:
            return (_text_element(tag, spans, attrs, lines),)
        if frame.parts:
            return self._of_parts(frame, blocks, attrs, lines)
        if name == "blockquote":
            return (Quote(blocks=tuple(blocks), attrs=attrs, lines=lines),) if blocks else ()
        return self._container(frame, blocks, attrs, lines)

    @staticmethod
    def _of_parts(frame: Frame, blocks: list[Block], attrs: Attrs, lines: tuple[int, int]) -> Sequence[Block]:
        """A table, list, definition list or figure of its parts; what else stood in it comes behind."""
        match frame.tag.name:
            case "table":
                return (_table(frame.parts, attrs, lines), *blocks)
            case "tr":
                return (_table([frame.parts], attrs, lines), *blocks)
            case "dl":
                return (_definitions(frame.parts, lines), *blocks)
            case "figure":
                figures = [b for b in blocks if isinstance(b, Figure)]
                if len(blocks) == len(figures) == 1:
                    return (replace(figures[0], caption=frame.parts[0], attrs=attrs, lines=lines),)
                return (*blocks, Paragraph(spans=frame.parts[0], lines=(blocks[-1].lines if blocks else lines)))
        return (_list(frame, attrs, lines), *blocks)

    @staticmethod
    def _container(frame: Frame, blocks: list[Block], attrs: Attrs, lines: tuple[int, int]) -> Sequence[Block]:
        styles = html.styles_of(frame.tag)
        if frame.tag.name in _SHOWN:
            styles = (_SHOWN[frame.tag.name], *styles)
        if frame.tag.name == "font":
            styles += tuple((name, str(value)) for name, value in html.font_of(frame.tag))
        if is_row(attrs, styles):
            columns = make_columns(frame.blocks, attrs, styles, lines)
            if columns:
                return (columns,)
        if not blocks:
            return ()
        if frame.tag.name == "details":
            attrs = replace(attrs, classes=("details", *attrs.classes))
        kept = tuple(p for p in styles if p[0] not in ("display", "flex-direction", "grid-template-columns"))
        return (Container(blocks=tuple(blocks), attrs=attrs, declarations=kept, lines=lines),)


def _attrs(tag: Tag) -> Attrs:
    return Attrs(tag.get("id"), tuple(tag.get("class").split()))


def _splice(blocks: list[tuple[Block, bool]]) -> list[Block]:
    """The blocks, with containers that say nothing replaced by what is in them."""
    out: list[Block] = []
    for block, _ in blocks:
        if isinstance(block, Container) and not block.attrs and not block.declarations:
            out.extend(block.blocks)
        else:
            out.append(block)
    return pair_sides(out)


def _dedent(source: str) -> str:
    """Text out of HTML, its common indentation taken off, the first line's apart."""
    lines = source.expandtabs(4).split("\n")
    rest = [len(line) - len(line.lstrip(" ")) for line in lines[1:] if line.strip()]
    cut = min(rest, default=0)
    first = lines[0]
    own = len(first) - len(first.lstrip(" "))
    return "\n".join([first[min(own, cut) if own >= cut else own :], *(line[cut:] for line in lines[1:])])


def _count(tag: Tag, key: str) -> int:
    value = tag.get(key)
    return max(1, min(100, int(value[:3]))) if value.isdecimal() else 1


def _listing(tag: Tag, inner: str, lines: tuple[int, int]) -> Block:
    """`<pre>`, often with `<code class="language-x">` in it, as a listing."""
    m = _CLASS_LANG.search(inner[:200]) or _CLASS_LANG.search(tag.get("class"))
    text = unescape(re.sub(r"</?[A-Za-z][^<>]*>", "", inner))
    return code(read_info(m[1] if m else ""), text.strip("\n").expandtabs(4), lines)


def _text_element(tag: Tag, spans: Spans, attrs: Attrs, lines: tuple[int, int]) -> Block:
    """`<p>`, `<h1>` and the like."""
    block: Block
    if tag.name[0] == "h":
        block = Heading(level=int(tag.name[1]), spans=spans, id=attrs.id, attrs=attrs, lines=lines)
    elif tag.name in ("summary", "dt", "legend"):
        bold = tuple(replace(s, style=replace(s.style, bold=True)) for s in spans)
        block = Paragraph(spans=bold, attrs=attrs, lines=lines)
    else:
        block = paragraph(spans, attrs, lines)
    styles = html.styles_of(tag)
    return Container(blocks=(block,), declarations=styles, lines=lines) if styles else block


def _list(frame: Frame, attrs: Attrs, lines: tuple[int, int]) -> Block:
    start = frame.tag.get("start")
    number = (int(start[:9]) if start.isdecimal() else 1) if frame.tag.name == "ol" else None
    return List(items=tuple(frame.parts), start=number, marker="." if frame.tag.name == "ol" else "-", attrs=attrs, lines=lines)


def _definitions(parts: Sequence[Any], lines: tuple[int, int]) -> Block:
    found: list[tuple[Spans, list[tuple[Block, ...]]]] = []
    for part in parts:
        if part and isinstance(part[0], Span):
            found.append((part, []))
        elif part:
            if not found:
                found.append(((), []))
            found[-1][1].append(part)
    return DefinitionList(items=tuple(Definition(term, tuple(meanings)) for term, meanings in found), lines=lines)


def _table(parts: Sequence[Any], attrs: Attrs, lines: tuple[int, int]) -> Block:
    """A table of the rows that were closed in it; each is a list of (cell, whether it is a header, alignment)."""
    rows: list[list[tuple[Cell, bool, str]]] = [p for p in parts if isinstance(p, list) and p]
    captions = [p for p in parts if isinstance(p, tuple)]
    header = 0
    while header < len(rows) and all(head for _, head, _ in rows[header]):
        header += 1
    width = max((sum(c.colspan for c, _, _ in row) for row in rows), default=0)
    aligns: list[Align | Literal[""]] = [""] * width
    for row in rows:
        for index, (_, _, align) in enumerate(row):
            aligns[index] = aligns[index] or _ALIGNS.get(align, "")
    cells = tuple(tuple(c for c, _, _ in row) for row in rows)
    caption = captions[0] if captions else ()
    return Table(rows=cells, aligns=tuple(aligns), header_rows=header, caption=caption, attrs=attrs, lines=lines)

"""Raw HTML between blocks → blocks: elements are opened and closed around the Markdown that stands in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from presenter.model import (
    Attrs,
    Block,
    Cell,
    Container,
    Figure,
    List,
    ListItem,
    Paragraph,
    Quote,
    Span,
    Spans,
    Table,
)
from presenter.parse import html
from presenter.parse.attributes import join
from presenter.parse.html import Tag
from presenter.parse.html_elements import Frame, attrs_of, container, count, is_diagram, listing, of_parts, splice, text_element
from presenter.parse.named_pictures import named_picture
from presenter.parse.shapes import flow_spans, with_attrs
from presenter.parse.svg import drawing
from presenter.problems import Severity

if TYPE_CHECKING:
    from presenter.parse.build import Builder

_DEEPEST = 40
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


# inline elements that touch each other in a `<div>` with a class stand one below the other: only CSS parts them
_TOUCHING = re.compile(r"(</(?:strong|b|em|i|span|small)>)(?=<(?:strong|b|em|i|span|small)\b)", re.IGNORECASE)


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
        if top.tag.name in _LISTS and (items := _items_in(block)):
            top.parts.extend(items)
        elif isinstance(before, Table) and isinstance(block, Table) and block.lines[0] == before.lines[0]:
            top.blocks[-1] = (block, own)  # the same table, with its caption
        else:
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
        return self._spliced(self.frames[0])

    def _spliced(self, frame: Frame) -> list[Block]:
        """What stands in an element, tables marked as charts read as such; one that cannot be drawn stays a table."""
        blocks = splice(frame.blocks)
        for index, block in enumerate(blocks):
            if isinstance(block, Table) and "chart" in block.attrs.classes:
                from presenter.parse.charts import chart_of_table

                blocks[index] = chart_of_table(block, self.builder.scope) or block
        return blocks

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
        if top.tag.name == "div" and top.tag.get("class"):
            source = _TOUCHING.sub(r"\1<br>", source)
        top.source = []
        if source.strip():
            top.blocks.extend((b, False) for b in self.builder.plain(source, top.source_line))

    # ------------------------------------------------------------ tags

    def _tag(self, tag: Tag, text: str, pos: int, end: int, line: int) -> int:
        """Take one tag, `text[pos:end]`; returns where reading goes on."""
        name = tag.name
        if not tag.end and (name in _RAW or is_diagram(tag, text, end)):
            return self._raw(tag, text, pos, end, line)
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

    def _raw(self, tag: Tag, text: str, pos: int, end: int, line: int) -> int:
        """Take an element whose inside is no Markdown; its tag is `text[pos:end]`."""
        close = re.compile(rf"</{tag.name}[ \n]*>", re.IGNORECASE).search(text, end) if not tag.single else None
        stop = close.start() if close else len(text) if tag.name in _ALWAYS_RAW and not tag.single else end
        inner = text[end:stop]
        if tag.name == "style":
            self.builder.styles.append((line, inner.strip("\n"), any(k == "scoped" for k, _ in tag.attrs)))
        elif tag.name in ("pre", "div"):
            self.block(listing(tag, inner, (line, line + text.count("\n", end, stop) + 1)), own=True)
        elif tag.name == "svg" and close is not None:
            if drawn := drawing(tag, text[pos:end], inner, line):
                self.block(Figure(images=(drawn,), lines=(line, line + text.count("\n", end, stop) + 1)), own=True)
        elif named := named_picture(tag, line):
            self.block(Figure(images=(named,), lines=(line, line + text.count("\n", end, stop) + 1)), own=True)
        elif tag.name in html.CLIPS and (image := html.clip_of(tag, inner, line)):
            self.block(Figure(images=(image,), lines=(line, line + text.count("\n", end, stop) + 1)), own=True)
        else:
            self.builder.scope.left_out(tag.written, line)
            if tag.name == "iframe" and tag.get("src").startswith(("https://", "http://")):
                self.block(Paragraph(spans=(_link_to(tag.get("src")),), lines=(line, line + 1)), own=True)
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
        spans = self.builder.html_spans("".join(frame.source), frame.source_line)
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
            spans = self.builder.html_spans("".join(frame.source), frame.source_line)
            frame.source = []
        self.frames.pop()
        lines = (frame.line, max(end, frame.line + 1, frame.end, *(b.lines[1] for b, _ in frame.blocks)))
        self._made(frame, spans, lines)

    def _made(self, frame: Frame, spans: Spans, lines: tuple[int, int]) -> None:
        """Hand what `frame` became to the element around it."""
        name, top = frame.tag.name, self.frames[-1]
        top.end = max(top.end, lines[1])
        blocks = self._spliced(frame)
        if top.tag.name not in _PARENTS.get(name, ()):
            for block in self._element(frame, spans, blocks, lines):
                self.block(block, own=True)
        elif name in ("td", "th"):
            cell = Cell(spans or flow_spans(blocks), count(frame.tag, "colspan"), count(frame.tag, "rowspan"))
            top.parts.append((cell, name == "th", dict(html.styles_of(frame.tag)).get("text-align", "")))
        elif name == "tr":
            top.parts.append(frame.parts)
            top.blocks.extend(frame.blocks)
        elif name == "li":
            top.parts.append(ListItem(blocks=tuple(blocks), attrs=attrs_of(frame.tag), lines=lines))
        elif name == "dd":
            top.parts.append(tuple(blocks))
        else:
            top.parts.append(spans or flow_spans(blocks))

    def _element(self, frame: Frame, spans: Spans, blocks: list[Block], lines: tuple[int, int]) -> Sequence[Block]:
        """The blocks that an element without a part in the one around it becomes."""
        tag, name = frame.tag, frame.tag.name
        attrs = attrs_of(tag)
        if name == "aside" and "notes" in attrs.classes:
            source = self.builder.lines[frame.line : lines[1]]
            self.builder.notes.append(re.sub(r"</?aside[^<>]*>", "", "\n".join(source)).strip())
            return ()
        if spans:
            return (text_element(tag, spans, attrs, lines),)
        if frame.parts:
            return of_parts(frame, blocks, attrs, lines)
        if name == "li":  # its list is around a container that it stands in
            return (List(items=(ListItem(blocks=tuple(blocks), attrs=attrs, lines=lines),), lines=lines),) if blocks else ()
        if name == "blockquote":
            return (Quote(blocks=tuple(blocks), attrs=attrs, lines=lines),) if blocks else ()
        return container(frame, blocks, attrs, lines)


def _items_in(block: Block) -> list[ListItem]:
    """The items of the lists that are all there is in a container, each with what the container says."""
    if not isinstance(block, Container) or not block.blocks or not all(isinstance(b, List) for b in block.blocks):
        return []
    lists = [b for b in block.blocks if isinstance(b, List)]
    return [replace(item, attrs=join(block.attrs, item.attrs)) for one in lists for item in one.items]


def _link_to(page: str) -> Span:
    """A link in the place of a page that is not shown."""
    words = page.partition("://")[2].partition("?")[0].rstrip("/")
    return Span(words if len(words) <= 60 else words[:59] + "…", link=page)


def _dedent(source: str) -> str:
    """Text out of HTML, its common indentation taken off, the first line's apart."""
    lines = source.expandtabs(4).split("\n")
    rest = [len(line) - len(line.lstrip(" ")) for line in lines[1:] if line.strip()]
    cut = min(rest, default=0)
    first = lines[0]
    own = len(first) - len(first.lstrip(" "))
    return "\n".join([first[min(own, cut) if own >= cut else own :], *(line[cut:] for line in lines[1:])])

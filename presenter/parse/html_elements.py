"""A complete HTML element, with what stood in it → Blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from html import unescape
from typing import Any, Literal

from presenter.model import (
    Align,
    Attrs,
    Block,
    Cell,
    Container,
    Definition,
    DefinitionList,
    Diagram,
    Figure,
    Heading,
    List,
    Paragraph,
    Span,
    Spans,
    Table,
)
from presenter.parse import html
from presenter.parse.columns import are_columns, is_row, make_columns, pair_sides
from presenter.parse.fences import read_info
from presenter.parse.html import Tag
from presenter.parse.shapes import code, paragraph
from presenter.parse.steps import STEP_CLASSES

_ALIGNS: dict[str, Align | Literal[""]] = {"left": "left", "center": "center", "right": "right"}
_CLASS_LANG = re.compile(r"(?:language|lang|highlight-source)-([\w+#.-]+)")
_SHOWN = {"small": ("font-size", "80%"), "big": ("font-size", "120%"), "b": ("font-weight", "bold"), "strong": ("font-weight", "bold")}
_SHOWN |= {"i": ("font-style", "italic"), "em": ("font-style", "italic"), "u": ("text-decoration", "underline")}


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


def of_parts(frame: Frame, blocks: list[Block], attrs: Attrs, lines: tuple[int, int]) -> Sequence[Block]:
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
    made: Block = _list(frame, attrs, lines)
    if styles := html.styles_of(frame.tag):
        made = Container(blocks=(made,), declarations=styles, lines=lines)
    return (made, *blocks)


def container(frame: Frame, blocks: list[Block], attrs: Attrs, lines: tuple[int, int]) -> Sequence[Block]:
    """A container of its blocks, Columns if it sets them side by side."""
    styles = html.styles_of(frame.tag)
    if frame.tag.name in _SHOWN:
        styles = (_SHOWN[frame.tag.name], *styles)
    if frame.tag.name == "font":
        styles += tuple((name, str(value)) for name, value in html.font_of(frame.tag))
    if is_row(attrs, styles) or are_columns(frame.blocks):
        columns = make_columns(frame.blocks, attrs, styles, lines)
        if columns:
            return (columns,)
    if not blocks:
        return ()
    if "r-stack" in attrs.classes and len(blocks) > 1 and all(_is_step(block) for block in blocks[1:]):
        bare = tuple(replace(block, attrs=_without_steps(block.attrs)) for block in blocks)
        return (Container(blocks=bare, attrs=attrs, lines=lines, in_turn=True),)
    if frame.tag.name == "figure" and (figure := _with_words(blocks)):
        return (replace(figure, attrs=attrs, lines=lines),)
    if frame.tag.name == "details":
        attrs = replace(attrs, classes=("details", *attrs.classes))
    kept = tuple(p for p in styles if p[0] not in ("display", "flex-direction"))
    return (Container(blocks=tuple(blocks), attrs=attrs, declarations=kept, lines=lines),)


def _is_step(block: Block) -> bool:
    return not STEP_CLASSES.isdisjoint(block.attrs.classes)


def _without_steps(attrs: Attrs) -> Attrs:
    """What takes another's place enters with that turn."""
    return replace(attrs, classes=tuple(name for name in attrs.classes if name not in STEP_CLASSES))


def _with_words(blocks: list[Block]) -> Figure | None:
    """The picture of a `<figure>` with the words beside it as its caption; None unless it is one picture and a few words."""
    only = blocks[0]
    if len(blocks) != 1 or not isinstance(only, Paragraph):
        return None
    images = [span.image for span in only.spans if span.image]
    words = tuple(span for span in only.spans if not span.image)
    return Figure(images=(images[0],), caption=words) if len(images) == 1 and images[0] else None


def attrs_of(tag: Tag) -> Attrs:
    """Its id and classes."""
    return Attrs(tag.get("id"), tuple(tag.get("class").split()))


def splice(blocks: list[tuple[Block, bool]]) -> list[Block]:
    """The blocks, with containers that say nothing replaced by what is in them."""
    out: list[Block] = []
    for block, _ in blocks:
        if isinstance(block, Container) and not block.attrs and not block.declarations:
            out.extend(block.blocks)
        else:
            out.append(block)
    return pair_sides(out)


def count(tag: Tag, key: str) -> int:
    """A colspan or rowspan."""
    value = tag.get(key)
    return max(1, min(100, int(value[:3]))) if value.isdecimal() else 1


def is_diagram(tag: Tag, text: str, end: int) -> bool:
    """Is it `<div class="mermaid">`, closed in the same HTML block?"""
    return tag.name == "div" and "mermaid" in tag.get("class").split() and "</div" in text[end:]


def listing(tag: Tag, inner: str, lines: tuple[int, int]) -> Block:
    """`<pre>`, often with `<code class="language-x">` in it, as a listing or diagram."""
    m = _CLASS_LANG.search(inner[:200]) or _CLASS_LANG.search(tag.get("class"))
    text = unescape(re.sub(r"</?[A-Za-z][^<>]*>", "", inner))
    if "mermaid" in tag.get("class").split():
        return Diagram(lang="mermaid", source=text.strip("\n"), lines=lines)
    return code(read_info(m[1] if m else ""), text.strip("\n").expandtabs(4), lines)


def text_element(tag: Tag, spans: Spans, attrs: Attrs, lines: tuple[int, int]) -> Block:
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

"""Small makers of Blocks that several readers share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from presenter.model import (
    Attrs,
    Block,
    Callout,
    Code,
    Container,
    Figure,
    Heading,
    List,
    Math,
    Paragraph,
    Quote,
    Span,
    Spans,
    Table,
)
from presenter.parse.attributes import join
from presenter.parse.fences import Info


def paragraph(spans: Spans, attrs: Attrs, lines: tuple[int, int], display: bool = False) -> Block:
    """A Paragraph, or what a paragraph of nothing but pictures or one `$$formula$$` is."""
    if display and len(spans) == 1 and spans[0].kind == "math":
        return Math(tex=spans[0].text, attrs=attrs, lines=lines)
    images = [s.image for s in spans if s.image is not None]
    if images and all(s.kind in ("image", "break") or not s.text.strip() for s in spans):
        return Figure(images=tuple(images), attrs=attrs, lines=lines)
    return Paragraph(spans=spans, attrs=attrs, lines=lines)


def code(info: Info, text: str, lines: tuple[int, int]) -> Code:
    """A listing as its info string asks."""
    return Code(
        text=text,
        lang=info.lang,
        title=info.title,
        first_number=info.first_number,
        highlights=info.highlights(text.count("\n") + 1),
        attrs=info.attrs,
        lines=lines,
    )


def with_attrs(block: Block, attrs: Attrs, end: int) -> Block:
    """`block` with an attribute line that ends at `end` behind it."""
    changed = replace(block, attrs=join(block.attrs, attrs), lines=(block.lines[0], max(block.lines[1], end)))
    return replace(changed, id=changed.attrs.id) if isinstance(changed, Heading) else changed


def flow_spans(blocks: Sequence[Block]) -> Spans:
    """The words of blocks as one run of Spans, a break between blocks: for cells and footnotes."""
    out: list[Span] = []
    for block in blocks:
        spans = _words(block)
        if spans and out:
            out.append(Span("\n", kind="break"))
        out.extend(spans)
    return tuple(out)


def _words(block: Block) -> Spans:
    match block:
        case Paragraph() | Heading():
            return block.spans
        case Figure():
            return tuple(Span(i.alt, kind="image", image=i) for i in block.images)
        case Code():
            return (Span(block.text),)
        case Math():
            return (Span(block.tex, kind="math"),)
        case List():
            return flow_spans(tuple(Paragraph(spans=(Span("• "), *flow_spans(i.blocks))) for i in block.items))
        case Quote() | Callout() | Container():
            return flow_spans(block.blocks)
        case Table():
            return flow_spans(tuple(Paragraph(spans=c.spans) for row in block.rows for c in row))
    return ()

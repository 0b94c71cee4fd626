"""Small makers of Blocks that several readers share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from presenter.model import (
    Attrs,
    Block,
    Callout,
    Chart,
    Code,
    Column,
    Columns,
    Container,
    DefinitionList,
    Diagram,
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

_BREAK = re.compile(r"<br[ ]*/?>", re.IGNORECASE)
_BREAKS = re.compile(r"\s*(?:<br[ ]*/?>\s*)+", re.IGNORECASE)


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


def room(text: str, lines: tuple[int, int]) -> Block | None:
    """Nothing but `<br>` makes room: a paragraph of empty lines; None if there is more in `text`, or less."""
    if not _BREAKS.fullmatch(text):
        return None
    spans: list[Span] = []
    for _ in range(min(len(_BREAK.findall(text)), 20)):
        spans += [Span("\n", kind="break"), Span("\u00a0")]
    return Paragraph(spans=tuple(spans[1:]), lines=lines)


def chart_lines(chart: Chart) -> list[str]:
    """A chart where there can be none: its title and a line of numbers for each series."""
    numbers = ((s.name or "values", ("–" if v is None else f"{s.prefix}{v:.10g}{s.suffix}" for v in s.values)) for s in chart.series)
    rows = (f"{name}: {', '.join(words)}" for name, words in numbers)
    return [line for line in (chart.title, ", ".join(chart.labels), *rows) if line]


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
            return (*(Span(i.alt, kind="image", image=i) for i in block.images), *block.caption)
        case Code():
            return (Span(block.text),)
        case Math():
            return (Span(block.tex, kind="math"),)
        case List():
            return flow_spans(tuple(Paragraph(spans=(Span("• "), *flow_spans(i.blocks))) for i in block.items))
        case Quote():
            return flow_spans((*block.blocks, Paragraph(spans=block.attribution)))
        case Callout():
            return flow_spans((Paragraph(spans=block.title), *block.blocks))
        case Container() | Column():
            return flow_spans(block.blocks)
        case Columns():
            return flow_spans(block.columns)
        case Table():
            return flow_spans((Paragraph(spans=block.caption), *(Paragraph(spans=c.spans) for row in block.rows for c in row)))
        case DefinitionList():
            return flow_spans([b for i in block.items for b in (Paragraph(spans=i.term), *(m for blocks in i.meanings for m in blocks))])
        case Diagram():
            return (Span(block.source),)
        case Chart():
            return flow_spans([Paragraph(spans=(Span(line),)) for line in chart_lines(block)])
    return ()

"""Blocks of speaker notes -> plain HTML for the speaker's window: what a browser sets by itself, no pictures."""

from __future__ import annotations

from presenter.export.html.marks import escaped, safe_link
from presenter.model import (
    Block,
    Blocks,
    Callout,
    Code,
    Columns,
    Container,
    DefinitionList,
    Diagram,
    Figure,
    Footnotes,
    Heading,
    List,
    Math,
    Paragraph,
    Quote,
    Slide,
    Span,
    Spans,
    Table,
)


def notes_html(slide: Slide) -> str:
    """The notes of a slide, put away where nobody sees them, or "" where there are none."""
    inside = _blocks(slide.note_blocks)
    if not inside and slide.notes.strip():
        inside = "".join(f"<p>{escaped(line)}</p>" for line in slide.notes.strip().splitlines())
    return f'<template class="notes">{inside}</template>\n' if inside else ""


def _blocks(blocks: Blocks) -> str:
    return "".join(_block(block) for block in blocks)


def _block(block: Block) -> str:
    match block:
        case Heading(level=level, spans=spans):
            return f"<h{level}>{_spans(spans)}</h{level}>"
        case Paragraph(spans=spans):
            return f"<p>{_spans(spans)}</p>"
        case List():
            return _list(block)
        case Quote(blocks=inner):
            return f"<blockquote>{_blocks(inner)}</blockquote>"
        case Callout(blocks=inner) | Container(blocks=inner):
            return f"<div>{_blocks(inner)}</div>"
        case Columns(columns=columns):
            return "".join(_blocks(column.blocks) for column in columns)
        case Code(text=text) | Math(tex=text) | Diagram(source=text):
            return f"<pre><code>{escaped(text)}</code></pre>"
        case Table():
            return _table(block)
        case DefinitionList(items=items):
            inside = (f"<dt>{_spans(i.term)}</dt>{''.join(f'<dd>{_blocks(m)}</dd>' for m in i.meanings)}" for i in items)
            return f"<dl>{''.join(inside)}</dl>"
        case Figure(images=images):
            return "".join(f"<p>[{escaped(image.alt)}]</p>" for image in images if image.alt)
        case Footnotes(notes=notes):
            return "".join(f"<p><small>{escaped(label)}. {_spans(spans)}</small></p>" for label, spans in notes)
    return ""


def _list(block: List) -> str:
    tag, start = ("ul", "") if block.start is None else ("ol", f' start="{block.start}"' if block.start != 1 else "")
    items = "".join(f"<li>{_item(item.blocks, block.tight)}</li>" for item in block.items)
    return f"<{tag}{start}>{items}</{tag}>"


def _item(blocks: Blocks, tight: bool) -> str:
    if tight and blocks and isinstance(blocks[0], Paragraph):
        return _spans(blocks[0].spans) + _blocks(blocks[1:])
    return _blocks(blocks)


def _table(block: Table) -> str:
    rows = []
    for number, row in enumerate(block.rows):
        tag = "th" if number < block.header_rows else "td"
        rows.append(f"<tr>{''.join(f'<{tag}>{_spans(cell.spans)}</{tag}>' for cell in row)}</tr>")
    return f"<table>{''.join(rows)}</table>"


def _spans(spans: Spans) -> str:
    return "".join(_span(span) for span in spans)


def _span(span: Span) -> str:
    if span.kind == "break":
        return "<br>"
    words, style = escaped(span.text), span.style
    if span.kind in ("math", "note"):
        return f"<{'code' if span.kind == 'math' else 'sup'}>{words}</{'code' if span.kind == 'math' else 'sup'}>"
    marks = (("code", style.code), ("strong", style.bold), ("em", style.italic), ("s", style.strike), ("u", style.underline))
    for tag, wanted in (*marks, ("mark", style.mark), ("sub", style.baseline < 0), ("sup", style.baseline > 0)):
        words = f"<{tag}>{words}</{tag}>" if wanted else words
    href = safe_link(span.link) if span.link else ""
    return f'<a href="{escaped(href)}" target="_blank" rel="noopener noreferrer">{words}</a>' if href else words

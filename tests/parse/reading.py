"""Short ways to read Markdown in tests and to look at what came out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import TypeVar

from presenter.model import (
    Block,
    Callout,
    Code,
    Column,
    Columns,
    Container,
    DefinitionList,
    Diagram,
    Figure,
    Footnotes,
    Heading,
    List,
    ListItem,
    Math,
    Paragraph,
    Quote,
    Span,
    Spans,
    Table,
)
from presenter.parse.context import Context
from presenter.parse.markdown import read, read_inline

B = TypeVar("B", bound=Block)


def blocks(source: str, **context: object) -> tuple[Block, ...]:
    """The blocks of `source`; there must be no Problem."""
    reading = read(source, Context(**context))  # type: ignore[arg-type]
    assert reading.problems == ()
    return reading.blocks


def only(kind: type[B], source: str, **context: object) -> B:
    """The one block of `source`, which is of `kind`."""
    found = blocks(source, **context)
    assert len(found) == 1
    assert isinstance(found[0], kind)
    return found[0]


def codes(source: str) -> list[tuple[str, int | None]]:
    """The codes and lines of the Problems of `source`."""
    return [(p.code, p.line) for p in read(source, Context()).problems]


def inline(text: str, **context: object) -> list[str]:
    """The Spans of inline text, each as its text and in brackets what is special about it."""
    return show(read_inline(text, Context(**context)))  # type: ignore[arg-type]


def show(spans: Spans) -> list[str]:
    """Spans as strings: `bold text[bold]`, `link[->url]`."""
    return [_show(span) for span in spans]


def _show(span: Span) -> str:
    notes = [] if span.kind == "text" else [span.kind]
    for field in fields(span.style):
        value = getattr(span.style, field.name)
        if value != field.default:
            notes.append(field.name if value is True else f"{field.name}={value}")
    if span.link:
        notes.append("->" + span.link)
    return span.text + (f"[{' '.join(notes)}]" if notes else "")


def children(block: Block) -> tuple[Block, ...]:
    """The blocks right inside `block`."""
    match block:
        case List():
            return block.items
        case ListItem() | Quote() | Callout() | Column() | Container():
            return block.blocks
        case Columns():
            return block.columns
        case DefinitionList():
            return tuple(b for item in block.items for meaning in item.meanings for b in meaning)
    return ()


def words(block: Block) -> Iterator[str]:
    """All text in `block`."""
    match block:
        case Heading() | Paragraph():
            yield _words(block.spans)
        case Code():
            yield block.text
        case Math():
            yield block.tex
        case Diagram():
            yield block.source
        case Figure():
            yield " ".join(image.alt for image in block.images)
            yield _words(block.caption)
        case Table():
            yield _words(block.caption)
            yield from (_words(cell.spans) for row in block.rows for cell in row)
        case Footnotes():
            yield from (_words(spans) for _, spans in block.notes)
        case Quote():
            yield _words(block.attribution)
        case Callout():
            yield _words(block.title)
        case DefinitionList():
            yield from (_words(item.term) for item in block.items)
    for child in children(block):
        yield from words(child)


def _words(spans: Spans) -> str:
    return " ".join(span.text for span in spans)

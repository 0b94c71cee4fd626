"""Blocks of speaker notes -> lines of words, for exports that know nothing but lines: PowerPoint's notes pages, plain text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from presenter.model import (
    Block,
    Blocks,
    Callout,
    Chart,
    Code,
    Columns,
    Container,
    DefinitionList,
    Figure,
    Footnotes,
    Heading,
    List,
    Math,
    Quote,
    Slide,
    Span,
    Spans,
    Table,
    plain_text,
)
from presenter.model import Paragraph as Words
from presenter.parse.shapes import chart_lines


@dataclass(frozen=True, slots=True)
class Line:
    """Words, how many lists deep they are, and what stands before them: "" nothing, "•", or the number with its point.
    `start` is the number that the list begins with."""

    spans: Spans
    level: int = 0
    bullet: str = ""
    start: int = 1


def note_lines(slide: Slide) -> list[Line]:
    """The notes of a slide, a line a paragraph."""
    if slide.note_blocks:
        return list(_lines(slide.note_blocks, 0))
    return [Line((Span(line),)) for line in slide.notes.strip().splitlines()]


def _lines(blocks: Blocks, level: int) -> Iterator[Line]:
    for block in blocks:
        yield from _block(block, level)


def _block(block: Block, level: int) -> Iterator[Line]:
    match block:
        case Words(spans=spans) | Heading(spans=spans):
            yield Line(spans, level)
        case List():
            yield from _list(block, level)
        case Quote(blocks=inner) | Callout(blocks=inner) | Container(blocks=inner):
            yield from _lines(inner, level)
        case Code() | Chart() | Math() | Table():
            yield from (Line((Span(line),), level) for line in _told(block))
        case Columns(columns=columns):
            for column in columns:
                yield from _lines(column.blocks, level)
        case DefinitionList(items=items):
            for item in items:
                yield Line(item.term, level)
                for meaning in item.meanings:
                    yield from _lines(meaning, level + 1)
        case Figure(images=images):
            yield from (Line((Span(image.alt),), level) for image in images if image.alt)
        case Footnotes(notes=notes):
            yield from (Line(spans, level) for _, spans in notes)


def _told(block: Code | Chart | Math | Table) -> list[str]:
    """In lines of words what notes have no form for."""
    match block:
        case Code(text=text):
            return text.splitlines()
        case Chart():
            return list(chart_lines(block))
        case Math(tex=tex):
            return [tex]
        case Table(rows=rows):
            return ["\t".join(plain_text(cell.spans) for cell in row) for row in rows]


def _list(block: List, level: int) -> Iterator[Line]:
    for n, item in enumerate(block.items):
        bullet = "•" if block.start is None else f"{block.start + n}."
        start = 1 if block.start is None else block.start
        if not item.blocks:
            yield Line((), level + 1, bullet, start)
        for m, line in enumerate(_lines(item.blocks, level + 1)):
            first = m == 0 and line.level == level + 1
            yield Line(line.spans, line.level, bullet, start) if first else line

"""Blocks -> Blocks: walking and rebuilding the tree, sharing what does not change."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar

from presenter.model import (
    Block,
    Blocks,
    Callout,
    Cell,
    Column,
    Columns,
    Container,
    Definition,
    DefinitionList,
    Figure,
    Heading,
    List,
    ListItem,
    Paragraph,
    Quote,
    Spans,
    Table,
)
from presenter.spans import plain_text

B = TypeVar("B", bound=Block)


def children(block: Block) -> Blocks:
    """The blocks right inside `block`, in order."""
    match block:
        case List(items=items):
            return items
        case ListItem(blocks=blocks) | Quote(blocks=blocks) | Callout(blocks=blocks) | Container(blocks=blocks) | Column(blocks=blocks):
            return blocks
        case Columns(columns=columns):
            return columns
        case DefinitionList(items=items):
            return tuple(inner for item in items for meaning in item.meanings for inner in meaning)
        case _:
            return ()


def walk(blocks: Blocks) -> Iterator[Block]:
    """Every block in document order, outer before inner."""
    stack = list(reversed(blocks))
    while stack:
        block = stack.pop()
        yield block
        stack.extend(reversed(children(block)))


def first_words(blocks: Blocks) -> str:
    """The first words that stand on a slide: what to call one that has no heading. "" where there are none."""
    spans = (getattr(block, "spans", ()) for block in walk(blocks))
    return next((words for one in spans if (words := plain_text(one).strip())), "")


def written_ids(blocks: Blocks) -> dict[tuple[int, ...], str]:
    """The ids that the author has given to blocks, by their paths in the tree."""
    found: dict[tuple[int, ...], str] = {}
    stack: list[tuple[tuple[int, ...], Block]] = [((n,), block) for n, block in enumerate(blocks)]
    while stack:
        path, block = stack.pop()
        if block.attrs.id:
            found[path] = block.attrs.id
        stack += [((*path, n), inner) for n, inner in enumerate(children(block))]
    return found


def with_children(block: Block, change: Callable[[Blocks], Blocks]) -> Block:
    """`block` with `change` made to each run of blocks right inside it; the same object if nothing changes."""
    match block:
        case ListItem(blocks=blocks) | Quote(blocks=blocks) | Callout(blocks=blocks) | Container(blocks=blocks) | Column(blocks=blocks):
            new = change(blocks)
            return block if new is blocks else replace(block, blocks=new)
        case List(items=items):
            new_items = same_or_new(items, lambda item: with_children(item, change))
            return block if new_items is items else replace(block, items=new_items)
        case Columns(columns=columns):
            new_columns = same_or_new(columns, lambda column: with_children(column, change))
            return block if new_columns is columns else replace(block, columns=new_columns)
        case DefinitionList(items=definitions):
            new_definitions = tuple(_definition(item, change) for item in definitions)
            changed = any(a is not b for a, b in zip(definitions, new_definitions, strict=True))
            return replace(block, items=new_definitions) if changed else block
        case _:
            return block


def _definition(item: Definition, change: Callable[[Blocks], Blocks]) -> Definition:
    meanings = tuple(change(meaning) for meaning in item.meanings)
    return item if all(a is b for a, b in zip(meanings, item.meanings, strict=True)) else Definition(item.term, meanings)


def same_or_new(blocks: tuple[B, ...], change: Callable[[B], Block | None]) -> tuple[B, ...]:
    """Each block changed, those that become None left out; the same tuple if nothing changes."""
    new = tuple(change(block) for block in blocks)
    if all(a is b for a, b in zip(blocks, new, strict=True)):
        return blocks
    return tuple(block for block in new if block is not None)  # type: ignore[misc]


def with_spans(block: Block, change: Callable[[Spans], Spans]) -> Block:
    """`block` with `change` made to the inline text right in it; the same object if nothing changes."""
    match block:
        case Paragraph(spans=spans) | Heading(spans=spans):
            new = change(spans)
            return block if new is spans else replace(block, spans=new)
        case Quote(attribution=spans) if spans:
            new = change(spans)
            return block if new is spans else replace(block, attribution=new)
        case Figure(caption=spans) if spans:
            new = change(spans)
            return block if new is spans else replace(block, caption=new)
        case Table(rows=rows):
            new_rows = tuple(tuple(_cell(cell, change) for cell in row) for row in rows)
            changed = any(a is not b for old, row in zip(rows, new_rows, strict=True) for a, b in zip(old, row, strict=True))
            return replace(block, rows=new_rows) if changed else block
        case DefinitionList(items=items):
            new_items = tuple(replace(item, term=change(item.term)) for item in items)
            return replace(block, items=new_items) if new_items != items else block
        case _:
            return block


def _cell(cell: Cell, change: Callable[[Spans], Spans]) -> Cell:
    new = change(cell.spans)
    return cell if new is cell.spans else replace(cell, spans=new)

"""Slide + a block's path -> the blocks along it."""

from __future__ import annotations

from presenter.model import Block, Callout, Column, Columns, Container, List, ListItem, Quote, Slide


def children(block: Block) -> tuple[Block, ...]:
    """The blocks one step of a path further down."""
    match block:
        case List():
            return block.items
        case Columns():
            return block.columns
        case ListItem() | Quote() | Callout() | Column() | Container():
            return block.blocks
    return ()


def chain(slide: Slide, path: tuple[int, ...]) -> tuple[tuple[Block, ...], tuple[int, ...]]:
    """The blocks along `path` as far as it goes, outermost first, and what is left of the path (a table's row and column)."""
    found: list[Block] = []
    inside = slide.blocks
    for depth, index in enumerate(path):
        if not 0 <= index < len(inside):
            return tuple(found), path[depth:]
        found.append(inside[index])
        inside = children(inside[index])
    return tuple(found), ()

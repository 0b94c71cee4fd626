"""Blocks -> blocks with their steps (when each enters), and how many clicks that makes.

What stands after something revealed is not hidden by it; only `. . .` holds back what follows.
"""

from __future__ import annotations

from dataclasses import replace

from presenter.model import (
    Block,
    Blocks,
    Callout,
    Code,
    Column,
    Columns,
    Container,
    Definition,
    DefinitionList,
    List,
    ListItem,
    Paragraph,
    Quote,
    plain_text,
)

STEP_CLASSES = frozenset(("step", "fragment", "pause"))
MOST = 999  # steps a slide may ask for by number


def assign_steps(blocks: Blocks, *, fragments: bool = False, incremental: bool = False, flip_quotes: bool = False) -> tuple[Blocks, int]:
    """`blocks` with `step` set and without `. . .` paragraphs, and the number of steps.

    `fragments`: `*` and `1)` items enter one by one. `incremental`: all items do. `flip_quotes`: a list alone in a
    quote does the opposite (pandoc)."""
    clock = _Clock(fragments, flip_quotes)
    new = clock.blocks(blocks, 0, incremental)
    return new, clock.last


class _Clock:
    """Counts clicks. `last` is the last step given, `base` the step at which what follows enters."""

    def __init__(self, fragments: bool, flip_quotes: bool) -> None:
        self.fragments, self.flip_quotes = fragments, flip_quotes
        self.last = 0
        self.base = 0

    def blocks(self, blocks: Blocks, least: int, incremental: bool) -> Blocks:
        """A run of blocks inside something that enters at step `least`."""
        new: list[Block] = []
        for block in blocks:
            if isinstance(block, Paragraph) and plain_text(block.spans).strip() in (". . .", ". . . ."):
                self.last += 1
                self.base = self.last
            else:
                new.append(self.block(block, max(least, self.base), incremental))
        if len(new) == len(blocks) and all(a is b for a, b in zip(new, blocks, strict=True)):
            return blocks
        return tuple(new)

    def block(self, block: Block, step: int, incremental: bool) -> Block:
        """One block that enters at `step` at the earliest."""
        if not STEP_CLASSES.isdisjoint(block.attrs.classes):
            step = self.last = self.last + 1
        elif asked := _asked(block):
            step, self.last = asked, max(self.last, asked)
        if step != block.step:
            block = replace(block, step=step)
        match block:
            case List(items=items):
                one_by_one = incremental or (self.fragments and block.marker in ("*", ")"))
                new_items = tuple(self.item(item, step, one_by_one, incremental) for item in items)
                return block if all(a is b for a, b in zip(items, new_items, strict=True)) else replace(block, items=new_items)
            case Code(highlights=highlights) if len(highlights) > 1:
                self.last = max(self.last, step + len(highlights) - 1)
                return block
            case Quote(blocks=(List() as only,)) if self.flip_quotes:
                return self.block(only, step, not incremental)
            case _:
                return self.inside(block, step, incremental)

    def item(self, item: ListItem, step: int, one_by_one: bool, incremental: bool) -> ListItem:
        """A list item; what is in it enters with it or later."""
        if one_by_one or not STEP_CLASSES.isdisjoint(item.attrs.classes):
            step = self.last = self.last + 1
        step = max(step, self.base)
        blocks = self.blocks(item.blocks, step, incremental)
        return item if blocks is item.blocks and step == item.step else replace(item, blocks=blocks, step=step)

    def inside(self, block: Block, step: int, incremental: bool) -> Block:
        """The blocks right inside `block`."""
        match block:
            case Container(blocks=blocks, in_turn=True):
                return replace(block, blocks=self.in_turn(blocks, step))
            case Container(blocks=blocks):
                if {"incremental", "each"} <= set(block.attrs.classes):
                    new = self.each(blocks, step)
                    return block if new is blocks else replace(block, blocks=new)
                if "incremental" in block.attrs.classes:
                    incremental = True
                elif "nonincremental" in block.attrs.classes:
                    incremental = False
                new = self.blocks(blocks, step, incremental)
                return block if new is blocks else replace(block, blocks=new)
            case Quote(blocks=blocks) | Callout(blocks=blocks) | Column(blocks=blocks):
                new = self.blocks(blocks, step, incremental)
                return block if new is blocks else replace(block, blocks=new)
            case Columns(columns=columns):
                new_columns = tuple(c for column in columns if isinstance(c := self.block(column, step, incremental), Column))
                return replace(block, columns=new_columns) if new_columns != columns else block
            case DefinitionList(items=items):
                new_items = tuple(self.definition(item, step, incremental) for item in items)
                return replace(block, items=new_items) if new_items != items else block
            case _:
                return block

    def each(self, blocks: Blocks, step: int) -> Blocks:
        """Every block enters by itself, every item of a list too."""
        new: list[Block] = []
        for block in blocks:
            listed = isinstance(block, List) or not STEP_CLASSES.isdisjoint(block.attrs.classes)
            if not listed:
                self.last += 1
            new.append(self.block(block, max(step, self.base) if listed else self.last, True))
        return tuple(new)

    def in_turn(self, blocks: Blocks, step: int) -> Blocks:
        """The first enters with what it is in, each further one when all steps of the one before it are over."""
        self.last = max(self.last, step)
        new = []
        for index, block in enumerate(blocks):
            if index:
                self.last += 1
            new.append(self.block(block, self.last if index else step, False))
        return tuple(new)

    def definition(self, item: Definition, step: int, incremental: bool) -> Definition:
        """The meanings of a term."""
        return Definition(item.term, tuple(self.blocks(meaning, step, incremental) for meaning in item.meanings))


def _asked(block: Block) -> int:
    """`{step=3}`: the step a block asks for by number; 0 if it does not."""
    if not block.attrs.pairs:
        return 0
    text = block.attrs.get("step")
    return min(int(text), MOST) if text.isascii() and text.isdigit() and len(text) < 6 else 0

"""Blocks + a Sheet -> blocks in which containers that the author's CSS sets side by side are Columns, as many as it says."""

from __future__ import annotations

from dataclasses import replace

from presenter.model import Block, Blocks, Column, Columns, Container, StyleRule
from presenter.parse.columns import between_arrows
from presenter.parse.style import fr_shares
from presenter.parse.tree import same_or_new, with_children

Shares = tuple[float | None, ...]


def set_columns(blocks: Blocks, rules: tuple[StyleRule, ...]) -> Blocks:
    """`.name { display: grid; grid-template-columns: 1fr 2fr }` or `display: flex` makes Columns of `<div class="name">`."""
    grids = _grids(rules)
    return _blocks(blocks, grids) if grids else blocks


def _grids(rules: tuple[StyleRule, ...]) -> dict[str, Shares]:
    """Class -> the shares of its columns; () where every child is a column of its own, one share where all stand under another."""
    found: dict[str, Shares] = {}
    for rule in rules:
        said = dict(rule.declarations)
        if not rule.target.startswith("."):
            continue
        if said.get("display") in ("grid", "inline-grid") and "grid-template-columns" in said:
            found[rule.target[1:]] = fr_shares(said["grid-template-columns"])
        elif said.get("display") in ("flex", "inline-flex"):
            found[rule.target[1:]] = (None,) if said.get("flex-direction", "row").startswith("column") else ()
    return found


def _blocks(blocks: Blocks, grids: dict[str, Shares]) -> Blocks:
    return same_or_new(blocks, lambda block: _block(block, grids))


def _block(block: Block, grids: dict[str, Shares]) -> Block:
    block = with_children(block, lambda inner: _blocks(inner, grids))
    name = next((name for name in block.attrs.classes if name in grids), None) if isinstance(block, (Container, Columns)) else None
    if name is None:
        return block
    if isinstance(block, Columns):
        return _set_again(block, grids[name])
    assert isinstance(block, Container)
    if len(block.blocks) < 2 or len(grids[name]) == 1:
        return block
    own = fr_shares(dict(block.declarations).get("grid-template-columns", ""))
    shares = own or grids[name] or tuple(None for _ in block.blocks)
    columns = []
    for number, share in enumerate(shares):
        children = block.blocks[number :: len(shares)]
        inner = tuple(
            part for child in children for part in (child.blocks if isinstance(child, Container) and not child.attrs else (child,))
        )
        if children:
            columns.append(Column(blocks=inner, share=share, lines=(children[0].lines[0], children[-1].lines[1])))
    narrow = between_arrows(columns) if not any(shares) else None
    if narrow:
        columns = [replace(column, share=share) for column, share in zip(columns, narrow, strict=True)]
    return Columns(columns=tuple(columns), attrs=block.attrs, step=block.step, lines=block.lines)


def _set_again(row: Columns, shares: Shares) -> Block:
    """Columns that were made for their name, as the CSS has them: in rows of so many, or one under the other."""
    if len(shares) == 1:
        stacked = tuple(Container(blocks=c.blocks, attrs=c.attrs, step=c.step, lines=c.lines) for c in row.columns)
        return Container(blocks=stacked, attrs=row.attrs, step=row.step, lines=row.lines)
    if len(shares) == len(row.columns) and not any(c.share for c in row.columns):
        return replace(row, columns=tuple(replace(c, share=share) for c, share in zip(row.columns, shares, strict=True)))
    if not shares or len(shares) >= len(row.columns):
        return row
    rows = []
    for at in range(0, len(row.columns), len(shares)):
        cells = row.columns[at : at + len(shares)]
        lines = (cells[0].lines[0], cells[-1].lines[1])
        cells += tuple(Column(blocks=(), lines=(lines[1], lines[1])) for _ in range(len(shares) - len(cells)))
        set_now = tuple(replace(cell, share=share) for cell, share in zip(cells, shares, strict=True))
        rows.append(Columns(columns=set_now, lines=lines))
    return Container(blocks=tuple(rows), attrs=row.attrs, step=row.step, lines=row.lines)

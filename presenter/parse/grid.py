"""Blocks + a Sheet -> blocks in which containers that the author's CSS sets side by side are Columns."""

from __future__ import annotations

from presenter.model import Block, Blocks, Column, Columns, Container, StyleRule
from presenter.parse.style import fr_shares
from presenter.parse.tree import same_or_new, with_children


def set_columns(blocks: Blocks, rules: tuple[StyleRule, ...]) -> Blocks:
    """`.name { display: grid; grid-template-columns: 1fr 2fr }` or `display: flex` makes Columns of `<div class="name">`."""
    grids = _grids(rules)
    return _blocks(blocks, grids) if grids else blocks


def _grids(rules: tuple[StyleRule, ...]) -> dict[str, tuple[float | None, ...]]:
    """Class -> the shares of its columns; () where every child is a column of its own."""
    found: dict[str, tuple[float | None, ...]] = {}
    for rule in rules:
        said = dict(rule.declarations)
        if not rule.target.startswith("."):
            continue
        if said.get("display") in ("grid", "inline-grid") and "grid-template-columns" in said:
            found[rule.target[1:]] = fr_shares(said["grid-template-columns"])
        elif said.get("display") in ("flex", "inline-flex") and not said.get("flex-direction", "row").startswith("column"):
            found[rule.target[1:]] = ()
    return {name: shares for name, shares in found.items() if len(shares) != 1}


def _blocks(blocks: Blocks, grids: dict[str, tuple[float | None, ...]]) -> Blocks:
    return same_or_new(blocks, lambda block: _block(block, grids))


def _block(block: Block, grids: dict[str, tuple[float | None, ...]]) -> Block:
    block = with_children(block, lambda inner: _blocks(inner, grids))
    if not isinstance(block, Container) or len(block.blocks) < 2:
        return block
    name = next((name for name in block.attrs.classes if name in grids), None)
    if name is None:
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
    return Columns(columns=tuple(columns), attrs=block.attrs, step=block.step, lines=block.lines)

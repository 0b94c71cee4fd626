"""`::: name` → Columns, Callout, notes or Container."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from presenter.model import NO_ATTRS, Attrs, Block, Callout, Code, Column, Columns, Container, Figure, Heading
from presenter.parse.attributes import join, parse
from presenter.parse.columns import make_columns, percent
from presenter.parse.grammar import Node
from presenter.parse.steps import STEP_CLASSES

if TYPE_CHECKING:
    from presenter.parse.build import Builder

_BRACES = re.compile(r"\{((?:[^{}\"]|\"[^\"]*\")*)\}")
_CALLOUTS = {
    "note": "note",
    "info": "note",
    "callout-note": "note",
    "tip": "tip",
    "hint": "tip",
    "success": "tip",
    "callout-tip": "tip",
    "important": "important",
    "callout-important": "important",
    "warning": "warning",
    "attention": "warning",
    "callout-warning": "warning",
    "caution": "caution",
    "danger": "caution",
    "error": "caution",
    "callout-caution": "caution",
}
_BLOCKS = {"block": "note", "exampleblock": "tip", "alertblock": "warning", "theorem": "note", "definition": "note", "example": "tip"}
_SMALL = frozenset(("aside", "footer"))
_TABS = frozenset(("code-group", "tabs", "tabset", "panel-tabset"))
_IN_TURN = "incremental"  # as for lists: one a click


def read_head(head: str) -> tuple[Attrs, str]:
    """What stands behind the colons: attributes (the name is the first class) and the words of a title."""
    attrs = NO_ATTRS
    m = _BRACES.search(head)
    if m:
        attrs = parse(m[1], words=True) or NO_ATTRS
        head = head[: m.start()] + " " + head[m.end() :]
    name, _, rest = head.strip().partition(" ")
    if name:
        name, bracket, inside = name.partition("[")
        rest = (inside + " " + rest).strip().removesuffix("]") if bracket else rest.strip()
        attrs = join(Attrs(classes=(name.lstrip("."),)), attrs)
    pairs = parse(rest) if "=" in rest else None
    if pairs:
        return join(attrs, pairs), ""
    return attrs, rest.strip().strip("\"'")


def build_div(builder: Builder, node: Node) -> tuple[Block, ...]:
    """The block of a `:::` container; notes give none."""
    attrs, title = read_head(node.data["head"])
    lines = (node.start, node.end)
    names = [c.lower() for c in attrs.classes]
    if "notes" in names:
        last = node.end - 1 if node.data.get("closed") else node.end
        builder.notes.append("\n".join(builder.lines[node.start + 1 : last]).strip("\n"))
        return ()
    row = "columns" in names or "cols" in names
    blocks = builder.blocks(node.children, columns=row)
    if "column" in names or "col" in names:
        share = percent(attrs.get("width"))
        return (Column(blocks=tuple(blocks), attrs=attrs, share=share, lines=lines),)
    if row:
        return (_columns(blocks, attrs, lines),)
    if not _TABS.isdisjoint(names) and _IN_TURN in names and len(blocks) > 1 and all(isinstance(b, Code) for b in blocks):
        return (Container(blocks=tuple(blocks), attrs=attrs, lines=lines, in_turn=True),)
    if ("r-stack" in names and len(blocks) > 1) or (not _TABS.isdisjoint(names) and _take_turns(blocks)):
        return (Container(blocks=tuple(_taking_turns(blocks)), attrs=attrs, lines=lines, in_turn=True),)
    if not _TABS.isdisjoint(names) and 2 <= len(blocks) <= 3:  # a projector has nothing to click on: all of them are shown
        return (Columns(columns=tuple(Column(blocks=(b,), lines=b.lines) for b in blocks), attrs=attrs, lines=lines),)
    if not _TABS.isdisjoint(names) and (parts := _by_heading(blocks)):
        return (Columns(columns=parts, attrs=attrs, lines=lines),)
    if (count := attrs.get("layout-ncol")).isdecimal() and (beside := _beside(blocks, min(int(count[:2]), 6), lines)):
        return beside
    kind = next((_CALLOUTS[n] for n in names if n in _CALLOUTS), "")
    latex = attrs.get("data-latex")  # R Markdown's blocks of Beamer: its braces hold their title
    kind = kind or (next((_BLOCKS[n] for n in names if n in _BLOCKS), "") if latex else "")
    if kind:
        spans = builder.spans(title or attrs.get("title") or latex.strip("{}[] "), node.start)
        if not spans and blocks and isinstance(blocks[0], Heading):  # as Quarto has it
            spans, blocks = blocks[0].spans, blocks[1:]
        return (Callout(kind=kind, blocks=tuple(blocks), title=spans, attrs=attrs, lines=lines),)
    if not _SMALL.isdisjoint(names):
        attrs = replace(attrs, classes=(*attrs.classes, "small"))
    if title:
        heading = builder.plain(f"**{title}**", node.start)
        blocks = heading + blocks
    return (Container(blocks=tuple(blocks), attrs=attrs, lines=lines),)


def _take_turns(blocks: list[Block]) -> bool:
    """Whether panels of xaringan's are too many or too wide to stand side by side."""
    panels = [b for b in blocks if isinstance(b, Container) and "panel" in b.attrs.classes]
    return len(panels) == len(blocks) > 1 and (len(panels) > 3 or any(isinstance(b, Columns) for one in panels for b in one.blocks))


def _taking_turns(blocks: list[Block]) -> list[Block]:
    """`blocks` without what says that they come a step later: taking turns, they do."""
    classes = (tuple(name for name in b.attrs.classes if name not in STEP_CLASSES) for b in blocks[1:])
    return [blocks[0], *(replace(b, attrs=replace(b.attrs, classes=own)) for b, own in zip(blocks[1:], classes, strict=True))]


def _by_heading(blocks: list[Block]) -> tuple[Column, ...]:
    """Tabs as Quarto has them, each a heading and what follows it: two or three side by side, () for others."""
    level = blocks[0].level if blocks and isinstance(blocks[0], Heading) else 0
    starts = [i for i, b in enumerate(blocks) if isinstance(b, Heading) and b.level == level]
    if not 2 <= len(starts) <= 3:
        return ()
    parts = [blocks[a:b] for a, b in pairwise([*starts, len(blocks)])]
    return tuple(Column(blocks=tuple(part), lines=(part[0].lines[0], part[-1].lines[1])) for part in parts)


def _beside(blocks: list[Block], count: int, lines: tuple[int, int]) -> tuple[Block, ...]:
    """The pictures among `blocks` in rows of `count`, what else there is below; () where there is no row."""
    images = [image for b in blocks if isinstance(b, Figure) and not b.caption for image in b.images]
    if count < 2 or len(images) < 2:
        return ()
    rest = [b for b in blocks if not isinstance(b, Figure) or b.caption]
    rows = [tuple(images[at : at + count]) for at in range(0, len(images), count)]
    return (*(Figure(images=row, lines=lines) for row in rows), *rest)


def _columns(blocks: list[Block], attrs: Attrs, lines: tuple[int, int]) -> Block:
    """Columns of the Column blocks among `blocks`; what stands between two of them belongs to the one before."""
    columns: list[Column] = []
    stray: list[Block] = []
    for block in blocks:
        if isinstance(block, Column):
            columns.append(_with(block, before=stray))
            stray = []
        elif columns:
            columns[-1] = _with(columns[-1], after=[block])
        else:
            stray.append(block)
    if columns:
        return Columns(columns=tuple(columns), attrs=attrs, lines=lines)
    rows = [(b, isinstance(b, Container)) for b in blocks]
    return make_columns(rows, attrs, (), lines) or Container(blocks=tuple(blocks), attrs=attrs, lines=lines)


def _with(column: Column, before: list[Block] | None = None, after: list[Block] | None = None) -> Column:
    if not before and not after:
        return column
    blocks = (*(before or ()), *column.blocks, *(after or ()))
    return Column(
        blocks=blocks,
        attrs=column.attrs,
        share=column.share,
        lines=(min(column.lines[0], blocks[0].lines[0]), max(column.lines[1], blocks[-1].lines[1])),
    )

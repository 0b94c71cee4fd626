"""Columns: which containers are rows of columns, and what share of the width each column asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from presenter.model import Attrs, Block, Column, Columns, Container, Paragraph, plain_text
from presenter.parse.utility_columns import beside_words, is_stacked, share_of, spans_of, template_of

_ROW = re.compile(
    r"(?:columns(?:-?\d)?|column-?\d|cols(?:-?\d)?|col-?\d|rows?|grid|flex|flex-row|(?:two|three|multi|2|3)-?col(?:umn)?s?|split|side-by-side"
    r"|grid-cols-\d+|twocols?|columns-container|cards|card-(?:grid|row)|flow|pipeline|compare|tiles|stats|kpis|metrics|boxes|panels)"
)
_COUNTED = re.compile(r"(?:columns|cols|grid-cols|col)-?(\d)", re.IGNORECASE)
_COLUMN = re.compile(r"column\d?|col|(?:column|col|grid|flex)-?item|col-(?:sm-|md-|lg-)?\d{1,2}")
_TWELFTHS = re.compile(r"col-(?:sm-|md-|lg-)?(\d{1,2})")
_TRACK = re.compile(r"(\d{0,4}\.?\d{1,4})(fr|%|px)")
_FLEX = re.compile(r"(\d{1,3}(?:\.\d{1,3})?)(?=\s|$)")
_REPEAT = re.compile(r"repeat\(\s*(\d{1,2})\s*,[^()]*(?:\([^()]*\))?[^()]*\)")
_SIGNS = frozenset(["→", "➜", "➔", "➡", "➡️", "⇒", "⟶", "▶", "►", "›", "»", ">", "->", "=>", "+", "=", "↔", "⇄"])
_NARROW = 0.06  # of the width: a column that holds a sign
_MOST = 12


def is_row(attrs: Attrs, declarations: Sequence[tuple[str, str]]) -> bool:
    """Does this container set its children side by side?"""
    css = dict(declarations)
    display = css.get("display", "")
    if "flex" in display:
        return not css.get("flex-direction", "row").startswith("column")
    if is_stacked(attrs.classes):
        return False
    if "grid" in display:
        return _tracks(css.get("grid-template-columns", "")) != 1
    return any(_ROW.fullmatch(name.lower()) for name in attrs.classes)


def are_columns(children: Sequence[tuple[Block, bool]]) -> bool:
    """Do these children of one element all call themselves columns?"""
    named = [b for b, _ in children if isinstance(b, Container) and any(_COLUMN.fullmatch(n.lower()) for n in b.attrs.classes)]
    return len(named) == len(children) >= 2


def _tracks(template: str) -> int:
    m = _REPEAT.search(template)
    return int(m[1]) if m else len(template.split()) if template else 0


def make_columns(
    children: Sequence[tuple[Block, bool]], attrs: Attrs, declarations: Sequence[tuple[str, str]], lines: tuple[int, int]
) -> Block | None:
    """Columns of `children`, each a Block and whether it is an element of its own; None if they make none.

    A grid of fewer tracks than it has cells becomes rows of Columns, one under the other.
    """
    cells = _cells(children)
    template = dict(declarations).get("grid-template-columns", "") or template_of(attrs.classes)
    tracks = _tracks(template) or next((int(m[1]) for name in attrs.classes if (m := _COUNTED.fullmatch(name))), 0)
    if not 2 <= len(cells) <= _MOST or (len(cells) > 2 and not any(own for _, own in children) and tracks < 2):
        return None
    spans = spans_of([_column(cell, lines) for cell in cells], tracks) if tracks > 1 else None
    if spans:
        return _spanning(cells, spans, tracks, attrs, lines)
    if not 2 <= tracks < len(cells):
        return _row(cells, template, attrs, lines)
    rows = [cells[at : at + tracks] for at in range(0, len(cells), tracks)]
    rows[-1] += [[] for _ in range(tracks - len(rows[-1]))]
    made = tuple(_row(row, template, Attrs(), (row[0][0].lines[0], max(b.lines[1] for cell in row for b in cell))) for row in rows)
    return Container(blocks=made, attrs=attrs, lines=lines)


def _spanning(cells: Sequence[list[Block]], spans: Sequence[int], tracks: int, attrs: Attrs, lines: tuple[int, int]) -> Block:
    """Cells of which some go over several tracks, in rows as they fit."""
    rows: list[list[tuple[list[Block], int]]] = [[]]
    for cell, span in zip(cells, spans, strict=True):
        if sum(taken for _, taken in rows[-1]) + span > tracks:
            rows.append([])
        rows[-1].append((cell, span))
    made: list[Block] = []
    for row in rows:
        within = (row[0][0][0].lines[0], max(block.lines[1] for cell, _ in row for block in cell))
        columns = tuple(replace(_column(cell, within), share=round(span / tracks, 4)) for cell, span in row)
        made.append(Columns(columns=columns, lines=within) if len(columns) > 1 else _alone(Columns(columns=columns, lines=within)))
    return replace(made[0], attrs=attrs) if len(made) == 1 else Container(blocks=tuple(made), attrs=attrs, lines=lines)


def _cells(children: Sequence[tuple[Block, bool]]) -> list[list[Block]]:
    """Each element is a cell; so is what stands between two of them."""
    cells: list[list[Block]] = []
    elements = any(own for _, own in children)
    loose = False
    for block, own in children:
        if loose and not own and elements:
            cells[-1].append(block)
        else:
            cells.append([block])
        loose = not own
    return cells


def _row(cells: Sequence[list[Block]], template: str, attrs: Attrs, lines: tuple[int, int]) -> Columns:
    columns = [_column(cell, lines) for cell in cells]
    flexible = beside_words if "flex" in attrs.classes else _silent
    shares = _shares(template, len(columns)) or between_arrows(columns) or flexible(columns) or _own_shares(columns, cells)
    return Columns(columns=tuple(replace(c, share=s) for c, s in zip(columns, shares, strict=True)), attrs=attrs, lines=lines)


def _column(cell: list[Block], row: tuple[int, int]) -> Column:
    lines = (cell[0].lines[0], cell[-1].lines[1]) if cell else (row[1], row[1])
    only = cell[0] if len(cell) == 1 else None
    if not isinstance(only, Container):
        return Column(blocks=tuple(cell), lines=lines)
    left = tuple(p for p in only.declarations if p[0] not in ("width", "flex", "display", "max-width"))
    blocks: tuple[Block, ...] = only.blocks
    if left:
        blocks = (replace(only, declarations=left, attrs=Attrs()),)
    return Column(blocks=blocks, attrs=only.attrs, lines=only.lines)


def between_arrows(columns: Sequence[Column]) -> Sequence[float | None] | None:
    """Narrow columns for what is only an arrow or a sign between others; None where there is none such."""
    signs = [len(c.blocks) == 1 and isinstance(b := c.blocks[0], Paragraph) and plain_text(b.spans).strip() in _SIGNS for c in columns]
    if not any(signs) or all(signs):
        return None
    wide = (1 - _NARROW * sum(signs)) / (len(signs) - sum(signs))
    return [_NARROW if sign else round(wide, 4) for sign in signs] if wide > 2 * _NARROW else None


def _silent(columns: Sequence[Column]) -> None:
    return None


def _own_shares(columns: Sequence[Column], cells: Sequence[list[Block]]) -> Sequence[float | None]:
    """What the columns say of themselves: all by `flex: n`, else each by its width."""
    grows = [_FLEX.match(_css(cell, "flex")) for cell in cells]
    if all(grows):
        sizes = [float(m[1]) for m in grows if m]
        total = sum(sizes)
        return [round(size / total, 4) if total > 0 and len(set(sizes)) > 1 else None for size in sizes]
    return [_share(c, cell) for c, cell in zip(columns, cells, strict=True)]


def _css(cell: Sequence[Block], name: str) -> str:
    return dict(cell[0].declarations).get(name, "") if len(cell) == 1 and isinstance(cell[0], Container) else ""


def _share(column: Column, cell: Sequence[Block]) -> float | None:
    share = percent(column.attrs.get("width") or _css(cell, "width"))
    if share is None:
        twelfths = next((m for name in column.attrs.classes if (m := _TWELFTHS.fullmatch(name))), None)
        share = min(1.0, int(twelfths[1]) / 12) if twelfths else share_of(column.attrs.classes)
    return share


def percent(text: str) -> float | None:
    """`40%` as 0.4; None if it is no share."""
    m = re.fullmatch(r"\s*(\d{1,3}(?:\.\d{1,4})?)\s*%\s*", text)
    return min(1.0, float(m[1]) / 100) if m and float(m[1]) > 0 else None


def _shares(template: str, count: int) -> Sequence[float | None] | None:
    """What `grid-template-columns` says of `count` columns."""
    tracks = _TRACK.findall(template)
    if len(tracks) != count or len({unit for _, unit in tracks}) != 1:
        return None
    sizes = [float(n) for n, _ in tracks]
    total = sum(sizes)
    if total <= 0 or len(set(sizes)) == 1:
        return None
    return [round(size / total, 4) for size in sizes]


def house_columns(blocks: Sequence[Block]) -> list[Block]:
    """`blocks` with every Column that stands in no row put into one, together with its neighbours."""
    out: list[Block] = []
    for block in blocks:
        before = out[-1] if out else None
        if not isinstance(block, Column):
            out.append(block)
        elif isinstance(before, Columns) and not before.attrs:
            out[-1] = Columns(columns=(*before.columns, block), lines=(before.lines[0], block.lines[1]))
        else:
            out.append(Columns(columns=(block,), lines=block.lines))
    return [_alone(b) if isinstance(b, Columns) and len(b.columns) == 1 else b for b in out]


def _alone(columns: Columns) -> Block:
    """A row of one column is no row."""
    column = columns.columns[0]
    return Container(blocks=column.blocks, attrs=column.attrs, lines=column.lines)


def pair_sides(blocks: Sequence[Block]) -> list[Block]:
    """`blocks` with containers right behind each other that call themselves left, middle and right made Columns."""
    out: list[Block] = []
    run: list[Container] = []
    for block in (*blocks, None):
        side = _side(block) if isinstance(block, Container) else ""
        if isinstance(block, Container) and side and side not in [_side(one) for one in run]:
            run.append(block)
            continue
        out += _sides(run)
        run = []
        if isinstance(block, Container) and side:
            run = [block]
        elif block is not None:
            out.append(block)
    return out


def _sides(run: list[Container]) -> Sequence[Block]:
    """Containers of different sides as Columns; one alone is none."""
    if len(run) < 2:
        return run
    run.sort(key=lambda container: _SIDES.index(_side(container)))
    columns = tuple(_column([side], side.lines) for side in run)
    columns = tuple(replace(c, share=_share(c, [side])) for c, side in zip(columns, run, strict=True))
    lines = (min(c.lines[0] for c in run), max(c.lines[1] for c in run))
    return (Columns(columns=columns, lines=lines),)


_SIDES = ("left", "middle", "right")
# the last of these are those of Awesome-Marp
_SIDE_NAMES = {f"{side}{tail}": side for side in _SIDES for tail in ("", "-column", "-col")} | {f"column-{side}": side for side in _SIDES}
_SIDE_NAMES |= {f"{side[0]}{what}": side for side in _SIDES for what in ("div", "img")}


def _side(container: Container) -> str:
    names = (*container.attrs.classes, container.attrs.id)
    return next((_SIDE_NAMES[name] for n in names if (name := n.lower()) in _SIDE_NAMES), "")

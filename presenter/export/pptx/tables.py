"""A table Group -> `p:graphicFrame`: real cells with widths, heights, alignment, fills and rules."""

from __future__ import annotations

from dataclasses import replace

from presenter.export.pptx import wrap
from presenter.export.pptx.master import ANCHOR
from presenter.export.pptx.text import Place, paragraphs
from presenter.export.pptx.xml import Palette, attribute, emu, xfrm
from presenter.scene import Group, Rect, TableCell, TableGrid


def table_xml(group: Group, grid: TableGrid, number: int, name: str, place: Place, ext: str = "") -> str:
    """The table as PowerPoint's own."""
    place = replace(place, in_table=True)
    described = f' descr="{attribute(group.alt)}"' if group.alt else ""
    box = Rect(group.box.x, group.box.y, sum(grid.columns), sum(grid.rows))
    columns = "".join(f'<a:gridCol w="{emu(w)}"/>' for w in grid.columns)
    cells = {(cell.row, cell.column): cell for cell in grid.cells}
    rows = "".join(
        f'<a:tr h="{emu(height)}">{"".join(_cell(cells, r, c, grid, place) for c in range(len(grid.columns)))}</a:tr>'
        for r, height in enumerate(grid.rows)
    )
    head = (' rtl="1"' if grid.rtl else "") + (' firstRow="1"' if grid.header_rows else "")
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{number}" name="{attribute(name)}"{described}>{ext}</p:cNvPr>'
        '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>'
        f'{xfrm(box, "p:xfrm")}<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table">'
        f"<a:tbl><a:tblPr{head}/><a:tblGrid>{columns}</a:tblGrid>{rows}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )


def _cell(cells: dict[tuple[int, int], TableCell], row: int, column: int, grid: TableGrid, place: Place) -> str:
    cell = cells.get((row, column))
    if cell is None:
        return f"<a:tc{_covered(cells, row, column)}><a:txBody><a:bodyPr/><a:lstStyle/><a:p/></a:txBody><a:tcPr/></a:tc>"
    spans = (f' gridSpan="{cell.colspan}"' if cell.colspan > 1 else "") + (f' rowSpan="{cell.rowspan}"' if cell.rowspan > 1 else "")
    text = wrap.glued(cell.text)
    words = paragraphs(text, place, wrap.fit(text, fixed=True))
    return f"<a:tc{spans}><a:txBody><a:bodyPr/><a:lstStyle/>{words}</a:txBody>{_properties(cell, grid, place.palette)}</a:tc>"


def _covered(cells: dict[tuple[int, int], TableCell], row: int, column: int) -> str:
    """The marks of a place that a wider or taller cell covers."""
    for cell in cells.values():
        if cell.row <= row < cell.row + cell.rowspan and cell.column <= column < cell.column + cell.colspan:
            return (' hMerge="1"' if column > cell.column else "") + (' vMerge="1"' if row > cell.row else "")
    return ""


def _properties(cell: TableCell, grid: TableGrid, palette: Palette) -> str:
    side, above = emu(grid.padding[0]), emu(grid.padding[1])
    none = "<a:noFill/>"
    top = _rule("a:lnT", cell.row, grid, palette)
    bottom = _rule("a:lnB", cell.row + cell.rowspan, grid, palette)
    return (
        f'<a:tcPr marL="{side}" marR="{side}" marT="{above}" marB="{above}" anchor="{ANCHOR[cell.text.anchor]}">'
        f"<a:lnL>{none}</a:lnL><a:lnR>{none}</a:lnR>{top}{bottom}{palette.fill(cell.fill)}</a:tcPr>"
    )


def _rule(tag: str, above: int, grid: TableGrid, palette: Palette) -> str:
    """The line between the `above` rows over it and the next; none over the table."""
    head = above == grid.header_rows and grid.head_rule is not None
    color, width = (grid.head_rule, grid.head_rule_width) if head else (grid.rule, grid.rule_width)
    if not above or color is None:
        return f"<{tag}><a:noFill/></{tag}>"
    return f'<{tag} w="{emu(width)}">{palette.fill(color)}</{tag}>'

"""A table Group -> `p:graphicFrame`: real cells with widths, heights, alignment, fills and rules."""

from __future__ import annotations

from dataclasses import dataclass, replace

from presenter.export.pptx import wrap
from presenter.export.pptx.master import ANCHOR
from presenter.export.pptx.text import Place, paragraphs
from presenter.export.pptx.xml import HEAD, Palette, attribute, emu, xfrm
from presenter.scene import Color, Group, Rect, TableCell, TableGrid

STYLE = "{7B0F2A54-3C1E-5D8B-9A46-52D1C6E0B7F3}"  # the one table style of our files
TEXT = '<a:schemeClr val="tx1"/>'
_SIDES = ("left", "right", "top", "bottom", "insideH", "insideV")  # the order that the schema asks for


@dataclass(frozen=True, slots=True)
class Style:
    """What tables are like unless their cells say otherwise: the lines between rows and under the heading as XML of `a:ln`,
    the heading's fill, and whether its words are bold and in which colour."""

    rule: str
    head: str
    fill: str
    bold: bool
    ink: str


def style_of(grid: TableGrid, palette: Palette) -> Style | None:
    """The style that a table follows; None for one whose heading has several rows or several fills."""
    heading = [cell for cell in grid.cells if cell.row < grid.header_rows]
    fills = {palette.fill(cell.fill) for cell in heading}
    if grid.header_rows != 1 or len(fills) != 1:
        return None
    runs = [run for cell in heading for p in cell.text.paragraphs for run in p.runs]
    rule, head = _line(grid.rule, grid.rule_width, palette), _line(grid.head_rule, grid.head_rule_width, palette)
    return Style(rule, head, fills.pop(), all(run.font.bold for run in runs), palette.color(runs[0].color) if runs else TEXT)


def _line(color: Color | None, width: float, palette: Palette) -> str:
    return "<a:ln><a:noFill/></a:ln>" if color is None else f'<a:ln w="{emu(width)}">{palette.fill(color)}</a:ln>'


def styles_xml(style: Style, name: str) -> str:
    """`ppt/tableStyles.xml` with the one style."""
    drawn = {"bottom": style.rule, "insideH": style.rule}
    whole = "".join(f"<a:{side}>{drawn.get(side, '<a:ln><a:noFill/></a:ln>')}</a:{side}>" for side in _SIDES)
    font = '<a:fontRef idx="minor"><a:prstClr val="black"/></a:fontRef>'
    bold = ' b="on"' if style.bold else ""
    return (
        f'{HEAD}<a:tblStyleLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" def="{STYLE}">'
        f'<a:tblStyle styleId="{STYLE}" styleName="{attribute(name)}"><a:wholeTbl><a:tcTxStyle>{font}{TEXT}</a:tcTxStyle>'
        f"<a:tcStyle><a:tcBdr>{whole}</a:tcBdr><a:fill><a:noFill/></a:fill></a:tcStyle></a:wholeTbl>"
        f"<a:firstRow><a:tcTxStyle{bold}>{font}{style.ink}</a:tcTxStyle><a:tcStyle><a:tcBdr><a:bottom>{style.head}</a:bottom></a:tcBdr>"
        f"<a:fill>{style.fill}</a:fill></a:tcStyle></a:firstRow></a:tblStyle></a:tblStyleLst>"
    )


def table_xml(group: Group, grid: TableGrid, number: int, name: str, place: Place, ext: str = "", style: Style | None = None) -> str:
    """The table as PowerPoint's own; with the file's `style` its cells say only what they have otherwise."""
    place = replace(place, in_table=True)
    described = f' descr="{attribute(group.alt)}"' if group.alt else ""
    box = Rect(group.box.x, group.box.y, sum(grid.columns), sum(grid.rows))
    columns = "".join(f'<a:gridCol w="{emu(w)}"/>' for w in grid.columns)
    cells = {(cell.row, cell.column): cell for cell in grid.cells}
    rows = "".join(
        f'<a:tr h="{emu(height)}">{"".join(_cell(cells, r, c, grid, place, style) for c in range(len(grid.columns)))}</a:tr>'
        for r, height in enumerate(grid.rows)
    )
    head = (' rtl="1"' if grid.rtl else "") + (' firstRow="1"' if grid.header_rows else "")
    properties = f"<a:tblPr{head}><a:tableStyleId>{STYLE}</a:tableStyleId></a:tblPr>" if style else f"<a:tblPr{head}/>"
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{number}" name="{attribute(name)}"{described}>{ext}</p:cNvPr>'
        '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>'
        f'{xfrm(box, "p:xfrm")}<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table">'
        f"<a:tbl>{properties}<a:tblGrid>{columns}</a:tblGrid>{rows}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )


def _cell(cells: dict[tuple[int, int], TableCell], row: int, column: int, grid: TableGrid, place: Place, style: Style | None) -> str:
    cell = cells.get((row, column))
    if cell is None:
        return f"<a:tc{_covered(cells, row, column)}><a:txBody><a:bodyPr/><a:lstStyle/><a:p/></a:txBody><a:tcPr/></a:tc>"
    spans = (f' gridSpan="{cell.colspan}"' if cell.colspan > 1 else "") + (f' rowSpan="{cell.rowspan}"' if cell.rowspan > 1 else "")
    text = wrap.glued(cell.text)
    words = paragraphs(text, place, wrap.fit(text, fixed=True))
    return f"<a:tc{spans}><a:txBody><a:bodyPr/><a:lstStyle/>{words}</a:txBody>{_properties(cell, grid, place.palette, style)}</a:tc>"


def _covered(cells: dict[tuple[int, int], TableCell], row: int, column: int) -> str:
    """The marks of a place that a wider or taller cell covers."""
    for cell in cells.values():
        if cell.row <= row < cell.row + cell.rowspan and cell.column <= column < cell.column + cell.colspan:
            return (' hMerge="1"' if column > cell.column else "") + (' vMerge="1"' if row > cell.row else "")
    return ""


def _properties(cell: TableCell, grid: TableGrid, palette: Palette, style: Style | None) -> str:
    left, right = (emu(side) for side in cell.sides or (grid.padding[0], grid.padding[0]))
    above = emu(grid.padding[1])
    fill = palette.fill(cell.fill)
    if style is None:
        none = "<a:noFill/>"
        top = _rule("a:lnT", cell.row, grid, palette)
        bottom = _rule("a:lnB", cell.row + cell.rowspan, grid, palette)
        look = f"<a:lnL>{none}</a:lnL><a:lnR>{none}</a:lnR>{top}{bottom}{fill}"
    else:
        look = "" if fill == (style.fill if cell.row < grid.header_rows else "<a:noFill/>") else fill
    return f'<a:tcPr marL="{left}" marR="{right}" marT="{above}" marB="{above}" anchor="{ANCHOR[cell.text.anchor]}">{look}</a:tcPr>'


def _rule(tag: str, above: int, grid: TableGrid, palette: Palette) -> str:
    """The line between the `above` rows over it and the next; none over the table."""
    head = above == grid.header_rows and grid.head_rule is not None
    color, width = (grid.head_rule, grid.head_rule_width) if head else (grid.rule, grid.rule_width)
    if not above or color is None:
        return f"<{tag}><a:noFill/></{tag}>"
    return f'<{tag} w="{emu(width)}">{palette.fill(color)}</{tag}>'

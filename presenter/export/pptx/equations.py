"""A drawn formula -> Office Math where it can be had, with our drawing for every program that has none."""

from __future__ import annotations

from xml.etree import ElementTree

from presenter.export.pptx.math import Pen, Unknown, formula
from presenter.export.pptx.styles import size_of
from presenter.export.pptx.xml import Palette, attribute, xfrm
from presenter.scene import Color, Image, Picture, Rect

DRAWN = 32.0  # points at which formulas are drawn
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_A14 = "http://schemas.microsoft.com/office/drawing/2010/main"
_P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_OPENED = f'<m:oMath xmlns:m="{_MATH}">'


def office_math(image: Image, width: float, palette: Palette, lang: str, display: bool) -> str:
    """`m:oMath` of a formula shown `width` points wide; "" when its drawing does not say what it means or has no such form."""
    if image.format != "svg":
        return ""
    try:
        drawing = ElementTree.parse(image.file).getroot()
        meaning, drawn = drawing.get("data-mathml", ""), float(drawing.get("width", "0"))
        if not meaning or drawn <= 0:
            return ""
        tree = ElementTree.fromstring(meaning)
        pen = Pen(size_of(DRAWN * width / drawn), _ink(tree.get("mathcolor", ""), palette), lang, display)
        return formula(tree, pen)
    except (Unknown, ElementTree.ParseError, OSError, ValueError, RecursionError, IndexError):
        return ""


def _ink(color: str, palette: Palette) -> str:
    """The formula's colour, the theme's where it is one of its."""
    slot = next((name for name, value in palette.scheme if value == color.lower()), "")
    return palette.fill(Color(color, scheme=slot))


def in_line(math: str) -> str:
    """A formula among the words of a paragraph."""
    return f'<a14:m xmlns:a14="{_A14}">{math.replace("<m:oMath>", _OPENED, 1)}</a14:m>'


def display_xml(picture: Picture, math: str, number: int, name: str, ext: str) -> str:
    """`p:sp` with a formula of its own, centred where its picture stands; wider, for other letters take more room."""
    box = picture.box
    more = 0.15 * box.w + 12
    wide = Rect(box.x - more, box.y, box.w + 2 * more, box.h)
    paragraph = f'<m:oMathPara xmlns:m="{_MATH}"><m:oMathParaPr><m:jc m:val="centerGroup"/></m:oMathParaPr>{math}</m:oMathPara>'
    insets = 'lIns="0" tIns="0" rIns="0" bIns="0"'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{attribute(name)}" descr="{attribute(picture.alt)}">{ext}</p:cNvPr>'
        f'<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr>{xfrm(wide)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>'
        f'<p:txBody><a:bodyPr vert="horz" wrap="square" {insets} rtlCol="0" anchor="ctr"><a:noAutofit/></a:bodyPr>'
        f'<a:lstStyle/><a:p><a:pPr algn="ctr"/><a14:m xmlns:a14="{_A14}">{paragraph}</a14:m></a:p></p:txBody></p:sp>'
    )


def either(math: str, drawn: str) -> str:
    """Shapes with Office Math for PowerPoint, others for who does not read it.

    Both namespaces are asked for though one would do: every PowerPoint since 2010 knows both, while LibreOffice, which
    stretches a lone formula to its shape and loses one among words, then takes our drawing.
    """
    return (
        f'<mc:AlternateContent xmlns:mc="{_MC}"><mc:Choice xmlns:a14="{_A14}" xmlns:p14="{_P14}" Requires="a14 p14">{math}</mc:Choice>'
        f"<mc:Fallback>{drawn}</mc:Fallback></mc:AlternateContent>"
    )

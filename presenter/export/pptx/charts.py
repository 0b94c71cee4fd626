"""A chart Group -> a native chart: its part, its workbook, and the frame on the slide."""

from __future__ import annotations

from itertools import count

from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.package import Package

from presenter.export.pptx.chart_book import workbook
from presenter.export.pptx.chart_xml import Drawing
from presenter.export.pptx.xml import Palette, attribute, xfrm
from presenter.scene import ChartData, Group
from presenter.theme.model import Theme

URI = "http://schemas.openxmlformats.org/drawingml/2006/chart"


class Charts:
    """The charts of one file, numbered as they come."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.numbers = count(1)

    def add(self, slide: Part, group: Group, data: ChartData, theme: Theme, palette: Palette, lang: str) -> str:
        """Make the chart's parts; the id of the slide's relationship to it."""
        number = next(self.numbers)
        xml = Drawing(data, group.box, theme, palette, lang).xml()
        chart = Part(PackURI(f"/ppt/charts/chart{number}.xml"), CT.DML_CHART, self.package, xml.encode("utf-8"))
        book = Part(PackURI(f"/ppt/embeddings/Microsoft_Excel_Sheet{number}.xlsx"), CT.SML_SHEET, self.package, workbook(data))
        chart.relate_to(book, RT.PACKAGE)
        return str(slide.relate_to(chart, RT.CHART))


def frame_xml(group: Group, rid: str, number: int, name: str, ext: str) -> str:
    """The frame that shows the chart of relationship `rid`."""
    described = f' descr="{attribute(group.alt)}"' if group.alt else ""
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{number}" name="{attribute(name)}"{described}>{ext}</p:cNvPr>'
        '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>'
        f'{xfrm(group.box, "p:xfrm")}<a:graphic><a:graphicData uri="{URI}">'
        f'<c:chart xmlns:c="{URI}" r:id="{rid}"/></a:graphicData></a:graphic></p:graphicFrame>'
    )

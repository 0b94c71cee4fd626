"""Charts in PowerPoint: native, with their numbers in a workbook, in the theme's colours and fonts; HTML says what they show."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from pptx import Presentation
from pptx.chart.chart import Chart as NativeChart
from pptx.enum.chart import XL_CHART_TYPE

from presenter.export.html import write as export_html
from presenter.export.pptx import write as export
from presenter.export.report import Options, Report
from tests.blocks.test_chart import KINDS, fence, random_chart
from tests.export.test_pptx import validate

C = {"c": "http://schemas.openxmlformats.org/drawingml/2006/chart", "a": "http://schemas.openxmlformats.org/drawingml/2006/main"}
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

SLIDES = {
    "bar": fence("labels: [Q1, Q2]", "series:", "  North: [1, 2.5]", "  South: [3, ]", "title: Sales & more", "y: Thousands"),
    "lying": fence("horizontal: true", "labels: [a, b]", "series: [3, -1]", "highlight: b"),
    "stacked": fence("type: stacked", "labels: [a, b]", "series:", "  A: [1, 30]", "  B: [3, 10]"),
    "percent": fence("type: stacked", "percent: yes", "labels: [a, b]", "series:", "  A: [1, 30]", "  B: [3, 10]"),
    "line": fence("type: line", "labels: [a, b, c]", "series:", "  North: [1, 2, ]", "  South: [2, 3, 4]"),
    "area": fence("type: area", "labels: [a, b]", "series:", "  A: [1, 30]", "  B: [3, 10]"),
    "pie": fence("type: pie", "labels: [a, b]", "series: [1, 2]"),
    "doughnut": fence("type: doughnut", "labels: [a, b]", "series: [1, 2]"),
    "scatter": fence("type: scatter", "x: Across", "series:", "  A: [[1, 2], [3, 4]]", "  B: [[2, 2], [5, 1]]"),
    "combo": fence("labels: [a, b]", "right: Rate", "line: Rate", "series:", "  Sales: [100, 200]", "  Rate: [1 %, -2 %]"),
}
NAMES = list(SLIDES)


Made = Callable[..., tuple[Path, Report]]


@pytest.fixture
def made(tmp_path: Path, app: object) -> Made:
    """`made(markdown, theme)`: the PowerPoint file of a deck, and its report."""
    from presenter import theme
    from presenter.layout.arrange import arrange_show
    from presenter.parse.deck import parse
    from presenter.qt.shaper import QtShaper
    from tests.export.decks import DrawnAssets

    def run(text: str, name: str = "light", html: bool = False) -> tuple[Path, Report]:
        deck = parse(text)
        look, _ = theme.load(name)
        show = arrange_show(deck, look, QtShaper(look.fonts), DrawnAssets(tmp_path), tmp_path / "deck.md")
        out = tmp_path / ("deck.html" if html else "deck.pptx")
        return out, (export_html if html else export)(show, out, Options())

    return run


@pytest.fixture
def charts(made: Made) -> dict[str, NativeChart]:
    """The chart of each kind, as python-pptx reads it."""
    path, _ = made("\n\n---\n\n".join(SLIDES.values()))
    found = {}
    for name, slide in zip(NAMES, Presentation(str(path)).slides, strict=True):
        (frame,) = (shape for shape in slide.shapes if shape.has_chart)
        found[name] = frame.chart
    return found


def sheet(chart: NativeChart) -> dict[str, str]:
    """The cells of a chart's workbook."""
    with zipfile.ZipFile(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)) as book:
        words = [t.findtext(f".//{MAIN}t") or "" for t in etree.fromstring(book.read("xl/sharedStrings.xml"))]
        root = etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    cells = {}
    for cell in root.iter(f"{MAIN}c"):
        value = cell.findtext(f"{MAIN}v") or ""
        cells[str(cell.get("r"))] = words[int(value)] if cell.get("t") == "s" else value
    return cells


def test_every_kind_is_native(charts: dict[str, NativeChart]) -> None:
    kinds = {name: chart.chart_type for name, chart in charts.items() if name != "combo"}
    assert kinds == {
        "bar": XL_CHART_TYPE.COLUMN_CLUSTERED, "lying": XL_CHART_TYPE.BAR_CLUSTERED, "stacked": XL_CHART_TYPE.COLUMN_STACKED,
        "percent": XL_CHART_TYPE.COLUMN_STACKED_100, "line": XL_CHART_TYPE.LINE_MARKERS, "area": XL_CHART_TYPE.AREA_STACKED,
        "pie": XL_CHART_TYPE.PIE, "doughnut": XL_CHART_TYPE.DOUGHNUT, "scatter": XL_CHART_TYPE.XY_SCATTER,
    }  # fmt: skip
    assert [type(plot).__name__ for plot in charts["combo"].plots] == ["BarPlot", "LinePlot"]


def test_series_labels_and_numbers_are_the_authors(charts: dict[str, NativeChart]) -> None:
    bar = charts["bar"]
    assert [(s.name, tuple(s.values)) for s in bar.plots[0].series] == [("North", (1.0, 2.5)), ("South", (3.0, None))]
    assert list(bar.plots[0].categories) == ["Q1", "Q2"]
    assert bar.chart_title.text_frame.text == "Sales & more"
    assert bar.value_axis.axis_title.text_frame.text == "Thousands"


def test_the_workbook_holds_what_the_chart_refers_to(charts: dict[str, NativeChart]) -> None:
    assert sheet(charts["bar"]) == {"A2": "Q1", "A3": "Q2", "B1": "North", "C1": "South", "B2": "1", "B3": "2.5", "C2": "3"}
    assert sheet(charts["scatter"]) == {
        "B1": "A",
        "D1": "B",
        "A2": "1",
        "B2": "2",
        "A3": "3",
        "B3": "4",
        "C2": "2",
        "D2": "2",
        "C3": "5",
        "D3": "1",
    }
    for chart in charts.values():
        cells = sheet(chart)
        for ref in chart._chartSpace.iter(f"{{{C['c']}}}f"):
            first = str(ref.text).split("!")[1].split(":")[0].replace("$", "")
            cache = ref.getnext()
            point = cache.find("c:pt[@idx='0']/c:v", C)
            if point is not None:
                assert cells.get(first, "") == (point.text or "")


def test_colours_and_fonts_are_the_themes(charts: dict[str, NativeChart]) -> None:
    space = charts["bar"]._chartSpace
    fills = [e.get("val") for e in space.xpath(".//c:ser/c:spPr/a:solidFill/a:schemeClr")]
    assert fills == ["accent1", "accent2"]
    assert {e.get("typeface") for e in space.xpath(".//a:latin")} == {"+mn-lt"}
    assert {e.get("val") for e in space.xpath(".//c:legend//a:schemeClr")} == {"tx1"}


def test_axes_are_as_on_the_slide(charts: dict[str, NativeChart]) -> None:
    ends = [
        (e.find("c:max", C).get("val"), e.find("c:min", C).get("val")) for e in charts["combo"]._chartSpace.xpath(".//c:valAx/c:scaling")
    ]
    assert len(ends) == 2
    assert float(ends[0][0]) >= 200
    assert float(ends[1][1]) <= -2
    assert len(charts["combo"]._chartSpace.xpath(".//c:majorGridlines")) == 1
    ids = [int(e.get("val")) for chart in charts.values() for e in chart._chartSpace.iter(f"{{{C['c']}}}axId")]
    assert ids
    assert all(0 < number < 2**31 for number in ids)
    lying = charts["lying"]
    assert lying.category_axis.reverse_order
    assert charts["line"].plots[0].series[0].points[1].data_label._dLbl.find("c:showSerName", C).get("val") == "1"


def test_bars_that_stand_back_do_so_in_powerpoint(charts: dict[str, NativeChart]) -> None:
    points = charts["lying"]._chartSpace.xpath(".//c:dPt/c:idx")
    assert [p.get("val") for p in points] == ["0"]


def test_the_frame_says_what_the_chart_shows_and_the_report_counts_it(made: Made) -> None:
    path, report = made(SLIDES["bar"] + "\n{.step}\n\n---\n\n" + SLIDES["pie"])
    slide = Presentation(str(path)).slides[0]
    (frame,) = (shape for shape in slide.shapes if shape.has_chart)
    described = frame._element.xpath("./p:nvGraphicFramePr/p:cNvPr")[0]
    assert described.get("descr").startswith("Bar chart “Sales & more” of 2 values from Q1 to Q2: North from 1 to 2.5")
    assert frame.name == "Chart"
    assert [s.native["chart"] for s in report.slides] == [1, 1]
    assert "picture" not in report.slides[0].native
    targets = [e.get("spid") for e in slide._element.iter("{http://schemas.openxmlformats.org/presentationml/2006/main}spTgt")]
    assert targets == [described.get("id")]


def test_the_same_deck_gives_the_same_bytes(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    first = made("\n\n---\n\n".join(SLIDES.values()))[0].read_bytes()
    assert made("\n\n---\n\n".join(SLIDES.values()))[0].read_bytes() == first


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_validators_find_nothing(made: Made, theme: str) -> None:
    random.seed(theme)
    odd = fence('labels: ["=1+1", "a\u0007b", "<&>"]', "series:", '  "http://x": [1, 2, 3]', "title: <b>&amp;")
    slides = [*SLIDES.values(), odd, *(random_chart(kind) for kind in KINDS for _ in range(3))]
    validate(made("\n\n---\n\n".join(slides), theme)[0])


def test_html_names_a_chart_for_those_who_do_not_see_it(made: Made) -> None:
    path, report = made(SLIDES["bar"], html=True)
    page = path.read_text(encoding="utf-8")
    assert 'role="group" aria-label="Bar chart “Sales &amp; more” of 2 values' in page
    assert ">North<" in page
    assert report.slides[0].native["chart"] == 1


def test_a_chart_in_the_notes_is_told_in_words(made: Made) -> None:
    path, _ = made("# Talk\n\n::: notes\n```chart\nlabels: [a, b]\nseries:\n  Sales: [1, 2 €]\n```\n:::")
    notes = Presentation(str(path)).slides[0].notes_slide.notes_text_frame.text
    assert "series:" in notes  # broken: as written
    path, _ = made("# Talk\n\n::: notes\n```chart\nlabels: [a, b]\nseries:\n  Sales: [1, 2]\n```\n:::")
    assert Presentation(str(path)).slides[0].notes_slide.notes_text_frame.text == "a, b\nSales: 1, 2"

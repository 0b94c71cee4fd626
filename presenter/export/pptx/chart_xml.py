"""A chart's numbers and looks -> the XML of its part: series, axes, legend and titles where the slide has them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from presenter.export.pptx import styles
from presenter.export.pptx.chart_book import across_ref, labels_ref, name_ref, values_ref
from presenter.export.pptx.xml import HEAD, Palette, attribute, emu, escaped
from presenter.scene import ChartAxis, ChartData, ChartSeries, Color, Font, Rect
from presenter.theme.model import Theme

NS = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
LABELS, VALUES, RIGHT_LABELS, RIGHT_VALUES = 111_111_111, 111_111_112, 111_111_113, 111_111_114  # numbers of the axes
_NO_LINE = "<a:ln><a:noFill/></a:ln>"
_NOTHING = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
_SHOWN = ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")


@dataclass(frozen=True)
class Drawing:
    """One chart being written: what it is, its size on the slide, and the theme's ways of saying colours and fonts."""

    data: ChartData
    box: Rect
    theme: Theme
    palette: Palette
    lang: str

    # ------------------------------------------------------------ small parts

    def words(self, font: Font, color: Color) -> str:
        """`c:txPr`: how words are set; never turned."""
        set_ = self._run("a:defRPr", font, color)
        return f'<c:txPr><a:bodyPr rot="0" vert="horz"/><a:lstStyle/><a:p><a:pPr>{set_}</a:pPr>{self._end()}</a:p></c:txPr>'

    def _run(self, tag: str, font: Font, color: Color) -> str:
        look = styles.font_look(self.theme, font, self.palette.fill(color))
        return f'<{tag} sz="{look.size}" b="{int(look.bold)}" i="0">{look.color}{look.fonts}</{tag}>'

    def _end(self) -> str:
        return f'<a:endParaRPr lang="{self.lang}"/>' if self.lang else '<a:endParaRPr lang="en-US"/>'

    def title(self, text: str, at: tuple[float, float], font: Font, color: Color) -> str:
        """`c:title` whose corner is at a point of the chart."""
        run = self._run("a:rPr", font, color).replace("<a:rPr ", f'<a:rPr lang="{self.lang or "en-US"}" ', 1)
        words = f"<a:p><a:pPr>{self._run('a:defRPr', font, color)}</a:pPr><a:r>{run}<a:t>{escaped(text)}</a:t></a:r></a:p>"
        rich = f'<a:bodyPr rot="0" vert="horz"/><a:lstStyle/>{words}'
        place = self.layout(Rect(at[0], at[1], 0.0, 0.0), sized=False)
        return f'<c:title><c:tx><c:rich>{rich}</c:rich></c:tx>{place}<c:overlay val="1"/></c:title>'

    def layout(self, box: Rect, inner: bool = False, sized: bool = True) -> str:
        """`c:layout`: a box as shares of the chart."""
        w, h = max(1.0, self.box.w), max(1.0, self.box.h)
        target = '<c:layoutTarget val="inner"/>' if inner else ""
        size = f'<c:w val="{_share(box.w / w)}"/><c:h val="{_share(box.h / h)}"/>' if sized else ""
        return (
            f'<c:layout><c:manualLayout>{target}<c:xMode val="edge"/><c:yMode val="edge"/>'
            f'<c:x val="{_share(box.x / w)}"/><c:y val="{_share(box.y / h)}"/>{size}</c:manualLayout></c:layout>'
        )

    def form(self, fill: Color, edged: bool) -> str:
        """`c:spPr` of a bar or part; `edged`: parted from its neighbours by the ground's colour."""
        edge = self.palette.line(self.data.ground, 1.0) if edged else _NO_LINE
        return f"<c:spPr>{self.palette.fill(fill)}{edge}</c:spPr>"

    # ------------------------------------------------------------ the part

    def xml(self) -> str:
        """The chart part; its workbook is relationship rId1."""
        d = self.data
        title = self.title(d.title, d.title_at, d.title_font or d.font, d.strong) if d.title else ""
        legend = self._legend(d.legend) if d.legend else ""
        return (
            f'{HEAD}<c:chartSpace {NS}><c:date1904 val="0"/><c:roundedCorners val="0"/>'
            f'<c:chart>{title}<c:autoTitleDeleted val="{int(not title)}"/>'
            f"<c:plotArea>{self.layout(d.plot, inner=True)}{self._plots()}{self._axes()}{_NOTHING}</c:plotArea>{legend}"
            f'<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>{_NOTHING}{self.words(d.font, d.color)}'
            '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
        )

    def _legend(self, box: Rect) -> str:
        side = {"top": "t", "bottom": "b", "right": "r"}[self.data.legend_side]
        words = self.words(self.data.font, self.data.strong)
        return f'<c:legend><c:legendPos val="{side}"/>{self.layout(self._roomy(box))}<c:overlay val="1"/>{words}</c:legend>'

    def _roomy(self, box: Rect) -> Rect:
        """A legend's box with room to spare: names that do not fit are left out, and some scripts are taller than others."""
        em = self.data.font.size
        wider = 0.5 * em if self.data.legend_side == "right" else 2 * em if box.h > 2 * em else 0.4 * em
        above = min(0.4 * em, max(0.0, box.y))
        tall = min(self.box.h - box.y + above, box.h + above + 0.4 * em)
        return Rect(box.x, box.y - above, min(self.box.w - box.x, box.w + wider), tall)

    # ------------------------------------------------------------ kinds

    def _plots(self) -> str:
        """One plot a kind and axis, bars under lines."""
        found = []
        for kind in ("area", "bar", "line", "scatter", "pie"):
            for right in (False, True):
                some = [(n, s) for n, s in enumerate(self.data.series) if s.kind == kind and s.right == right]
                if some:
                    found.append(self._plot(kind, some, right))
        return "".join(found)

    def _plot(self, kind: str, some: Sequence[tuple[int, ChartSeries]], right: bool) -> str:
        d = self.data
        axes = (RIGHT_LABELS, RIGHT_VALUES) if right else (LABELS, VALUES)
        ids = "".join(f'<c:axId val="{number}"/>' for number in axes)
        series = "".join(self._series(n, s) for n, s in some)
        vary = '<c:varyColors val="0"/>'
        if kind == "bar":
            way = f'<c:barDir val="{"bar" if d.horizontal else "col"}"/><c:grouping val="{_GROUPING[d.grouping]}"/>'
            spaced = f'<c:gapWidth val="{min(500, max(0, d.gap))}"/><c:overlap val="{d.overlap}"/>'
            return f"<c:barChart>{way}{vary}{series}{spaced}{ids}</c:barChart>"
        if kind == "area":
            way = f'<c:grouping val="{"percentStacked" if d.grouping == "percent" else "stacked"}"/>'
            return f"<c:areaChart>{way}{vary}{series}{ids}</c:areaChart>"
        if kind == "line":
            return f'<c:lineChart><c:grouping val="standard"/>{vary}{series}<c:marker val="1"/>{ids}</c:lineChart>'
        if kind == "scatter":
            return f'<c:scatterChart><c:scatterStyle val="lineMarker"/>{vary}{series}{ids}</c:scatterChart>'
        if d.kind == "doughnut":
            return (
                f'<c:doughnutChart><c:varyColors val="1"/>{series}<c:firstSliceAng val="0"/><c:holeSize val="{d.hole}"/></c:doughnutChart>'
            )
        return f'<c:pieChart><c:varyColors val="1"/>{series}<c:firstSliceAng val="0"/></c:pieChart>'

    # ------------------------------------------------------------ series

    def _series(self, number: int, series: ChartSeries) -> str:
        d = self.data
        name = f"<c:tx><c:strRef><c:f>{name_ref(d, number)}</c:f>{_strings([series.name])}</c:strRef></c:tx>"
        head = f'<c:idx val="{number}"/><c:order val="{number}"/>{name}'
        labels = self._labels(series)
        values = self._numbers(values_ref(d, number), series.values, d.format)
        if series.kind == "scatter":
            across = self._numbers(across_ref(d, number), series.xs, "General")
            look = f'<c:spPr><a:ln w="19050"><a:noFill/></a:ln></c:spPr>{self._marker(series, 11)}'
            return f'<c:ser>{head}{look}{labels}<c:xVal>{across}</c:xVal><c:yVal>{values}</c:yVal><c:smooth val="0"/></c:ser>'
        named = f"<c:cat><c:strRef><c:f>{labels_ref(d)}</c:f>{_strings(d.labels)}</c:strRef></c:cat>"
        body = f"{labels}{named}<c:val>{values}</c:val>"
        if series.kind == "line":
            line = f'<c:spPr><a:ln w="{emu(2.5)}" cap="rnd">{self.palette.fill(series.color)}<a:round/></a:ln></c:spPr>'
            return f'<c:ser>{head}{line}{self._marker(series, 8)}{body}<c:smooth val="0"/></c:ser>'
        edged = d.grouping != "clustered" or series.kind in ("area", "pie")
        invert = '<c:invertIfNegative val="0"/>' if series.kind == "bar" else ""
        points = "".join(self._point(series, i, color, edged) for i, color in series.points if i < len(series.values))
        return f"<c:ser>{head}{self.form(series.color, edged)}{invert}{points}{body}</c:ser>"

    def _point(self, series: ChartSeries, index: int, color: Color, edged: bool) -> str:
        extra = '<c:invertIfNegative val="0"/>' if series.kind == "bar" else ""
        return f'<c:dPt><c:idx val="{index}"/>{extra}<c:bubble3D val="0"/>{self.form(color, edged)}</c:dPt>'

    def _marker(self, series: ChartSeries, size: int) -> str:
        if not series.marker:
            return '<c:marker><c:symbol val="none"/></c:marker>'
        return f'<c:marker><c:symbol val="{series.marker}"/><c:size val="{size}"/>{self.form(series.color, True)}</c:marker>'

    def _numbers(self, ref: str, values: Sequence[float | None], code: str) -> str:
        points = "".join(f'<c:pt idx="{i}"><c:v>{v:.15g}</c:v></c:pt>' for i, v in enumerate(values) if v is not None)
        cache = f'<c:formatCode>{escaped(code)}</c:formatCode><c:ptCount val="{len(values)}"/>{points}'
        return f"<c:numRef><c:f>{ref}</c:f><c:numCache>{cache}</c:numCache></c:numRef>"

    # ------------------------------------------------------------ numbers at the points

    def _labels(self, series: ChartSeries) -> str:
        """`c:dLbls`: the numbers at the points as on the slide."""
        if series.label is None and series.end is None:
            return ""
        special = self._special(series)
        if series.label is None:
            return f"<c:dLbls>{special}{_shown()}</c:dLbls>"
        leaders = '<c:showLeaderLines val="1"/>' if self.data.outside else ""
        return f"<c:dLbls>{special}{self._label(series, series.label)}{leaders}</c:dLbls>"

    def _special(self, series: ChartSeries) -> str:
        """The labels that are not like the others, in the order of their points."""
        one = {i: f'<c:dLbl><c:idx val="{i}"/><c:delete val="1"/></c:dLbl>' for i in series.unlabelled}
        one |= {i: self._one_label(series, i, color) for i, color in series.inked}
        if series.label is not None:
            one |= {i: self._one_label(series, i, series.label, (x, y)) for i, x, y in series.moved}
        last = max((i for i, v in enumerate(series.values) if v is not None), default=-1)
        if series.end is not None and last >= 0:
            one[last] = self._end_label(series, last, series.end)
        return "".join(one[i] for i in sorted(one) if i < len(series.values))

    def _one_label(self, series: ChartSeries, index: int, color: Color, shift: tuple[float, float] | None = None) -> str:
        """The number at one point, in a colour or a place of its own."""
        return f'<c:dLbl><c:idx val="{index}"/>{self._shifted(shift) if shift else ""}{self._label(series, color)}</c:dLbl>'

    def _shifted(self, shift: tuple[float, float]) -> str:
        x, y = _share(shift[0] / max(1.0, self.box.w)), _share(shift[1] / max(1.0, self.box.h))
        return f'<c:layout><c:manualLayout><c:x val="{x}"/><c:y val="{y}"/></c:manualLayout></c:layout>'

    def _label(self, series: ChartSeries, color: Color) -> str:
        d = self.data
        inside = d.kind in ("pie", "doughnut") and not d.outside
        look = f'<c:numFmt formatCode="{attribute(d.format)}" sourceLinked="0"/>{_NOTHING}{self.words(replace(d.font, bold=inside), color)}'
        percent = d.format == "0%" and series.kind == "pie"
        shown = _shown("Percent" if percent else "Val", *(("CatName",) if d.outside else ()))
        place = f'<c:dLblPos val="{self._place(series)}"/>' if d.kind != "doughnut" and series.kind != "area" else ""
        return f"{look}{place}{shown}" + ("<c:separator>  </c:separator>" if d.outside else "")

    def _place(self, series: ChartSeries) -> str:
        if series.kind == "line":
            return "t"
        if series.kind == "pie":
            return "outEnd" if self.data.outside else "ctr"
        return "outEnd" if self.data.grouping == "clustered" else "ctr"

    def _end_label(self, series: ChartSeries, last: int, shift: tuple[float, float]) -> str:
        """A line's name behind its last point, moved as on the slide."""
        words = self.words(replace(self.data.font, bold=True), series.end_color or series.color)
        return f'<c:dLbl><c:idx val="{last}"/>{self._shifted(shift)}{_NOTHING}{words}<c:dLblPos val="r"/>{_shown("SerName")}</c:dLbl>'

    # ------------------------------------------------------------ axes

    def _axes(self) -> str:
        d = self.data
        if d.kind in ("pie", "doughnut"):
            return ""
        if d.across is not None:
            return self._value_axis(LABELS, VALUES, d.across, "b") + self._value_axis(VALUES, LABELS, d.values, "l")
        axes = self._label_axis(LABELS, VALUES) + self._value_axis(VALUES, LABELS, d.values, "b" if d.horizontal else "l")
        if d.right is not None:
            axes += self._value_axis(RIGHT_VALUES, RIGHT_LABELS, d.right, "r", grid=False) + self._label_axis(
                RIGHT_LABELS, RIGHT_VALUES, hidden=True
            )
        return axes

    def _label_axis(self, number: int, other: int, hidden: bool = False) -> str:
        d = self.data
        turned = "maxMin" if d.horizontal else "minMax"
        title = self.title(d.label_title, d.label_title_at, d.font, d.color) if d.label_title and not hidden else ""
        line = f'<c:spPr><a:noFill/><a:ln w="{emu(1.0)}">{self.palette.fill(d.axis)}</a:ln></c:spPr>'
        skip = f'<c:tickLblSkip val="{d.skip}"/><c:tickMarkSkip val="1"/>' if d.skip > 1 else ""
        return (
            f'<c:catAx><c:axId val="{number}"/><c:scaling><c:orientation val="{turned}"/></c:scaling><c:delete val="{int(hidden)}"/>'
            f'<c:axPos val="{"l" if d.horizontal else "b"}"/>{title}<c:numFmt formatCode="General" sourceLinked="0"/>'
            f'<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>{line}{self.words(d.font, d.color)}'
            f'<c:crossAx val="{other}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>'
            f'{skip}<c:noMultiLvlLbl val="1"/></c:catAx>'
        )

    def _value_axis(self, number: int, other: int, axis: ChartAxis, side: str, grid: bool = True) -> str:
        d = self.data
        title = self.title(axis.title, axis.title_at, d.font, d.color) if axis.title else ""
        lines = (
            f'<c:majorGridlines><c:spPr><a:ln w="{emu(0.75)}">{self.palette.fill(d.grid)}</a:ln></c:spPr></c:majorGridlines>'
            if grid and axis.shown
            else ""
        )
        edge = f'<a:ln w="{emu(1.0)}">{self.palette.fill(d.axis)}</a:ln>' if d.across is not None else _NO_LINE
        crosses = "max" if side == "r" or d.horizontal else "autoZero"
        between = f'<c:crossBetween val="{self._between()}"/>'
        low = "low" if d.across is not None else "nextTo"
        return (
            f'<c:valAx><c:axId val="{number}"/><c:scaling><c:orientation val="minMax"/><c:max val="{axis.maximum:.15g}"/>'
            f'<c:min val="{axis.minimum:.15g}"/></c:scaling><c:delete val="0"/><c:axPos val="{side}"/>{lines}{title}'
            f'<c:numFmt formatCode="{attribute(axis.format)}" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
            f'<c:tickLblPos val="{low if axis.shown else "none"}"/><c:spPr><a:noFill/>{edge}</c:spPr>{self.words(d.font, d.color)}'
            f'<c:crossAx val="{other}"/><c:crosses val="{crosses}"/>{between}<c:majorUnit val="{axis.step:.15g}"/></c:valAx>'
        )

    def _between(self) -> str:
        edged = self.data.kind == "scatter" or (self.data.kind == "area" and len(self.data.labels) > 1)
        return "midCat" if edged else "between"


_GROUPING = {"clustered": "clustered", "stacked": "stacked", "percent": "percentStacked"}


def _shown(*names: str) -> str:
    """Which parts of a label are written."""
    return "".join(f'<c:show{name} val="{int(name in names)}"/>' for name in _SHOWN)


def _share(value: float) -> str:
    return f"{min(1.0, max(-1.0, value)):.5f}"


def _strings(words: Sequence[str]) -> str:
    points = "".join(f'<c:pt idx="{i}"><c:v>{escaped(word)}</c:v></c:pt>' for i, word in enumerate(words))
    return f'<c:strCache><c:ptCount val="{len(words)}"/>{points}</c:strCache>'

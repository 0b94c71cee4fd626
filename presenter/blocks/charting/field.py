"""Bars, lines, areas and combos: the field between the axes, what is around it, and how values lie in it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from presenter.blocks.charting import legend
from presenter.blocks.charting.canvas import NOWHERE, Canvas
from presenter.blocks.charting.legend import Entry, Side
from presenter.blocks.charting.scale import Figures, Scale, figures_for, figures_of, paired, scale_of
from presenter.blocks.charting.stacks import Span, is_percent, is_stacked, spans_of
from presenter.model import Chart, Series
from presenter.scene import ChartAxis, Rect

MARKS = ("circle", "square", "diamond", "triangle")
FEW_BARS, FEW_PARTS, FEW_POINTS = 12, 48, 16
GRID, AXIS, LINE = 0.75, 1.0, 2.5  # points
OFF = 0.35  # of the size: from the field to the numbers beside it


@dataclass
class Field:
    """The plan of one chart: scales, what it writes, and where `plot` is once its margins are known."""

    canvas: Canvas
    chart: Chart
    lying: bool
    spans: list[list[Span]]
    scale: Scale
    right: Scale | None
    figures: Figures  # of the numbers at the points
    written: bool  # whether numbers stand at the points
    axis: bool  # whether the axis of numbers is drawn
    plot: Rect = NOWHERE
    skip: int = 1
    wraps: bool = False  # labels below take several lines

    @property
    def count(self) -> int:
        """How many labels there are."""
        return max(1, len(self.chart.labels))

    @property
    def edged(self) -> bool:
        """Whether the first and last value stand on the field's edges, as an area's do."""
        return self.chart.kind == "area" and self.count > 1

    def along(self, value: float, right: bool = False) -> float:
        """Where a value lies, in points: across when lying, else down."""
        share = (self.right if right and self.right else self.scale).share(value)
        return self.plot.x + share * self.plot.w if self.lying else self.plot.bottom - share * self.plot.h

    @property
    def band(self) -> float:
        """The room of one label in points."""
        length = self.plot.h if self.lying else self.plot.w
        return length / (self.count - 1) if self.edged else length / self.count

    def middle(self, index: int) -> float:
        """Where label `index` stands."""
        start = self.plot.y if self.lying else self.plot.x
        return start + self.band * (index + (0.0 if self.edged else 0.5))

    @property
    def bars(self) -> list[int]:
        """Which series are drawn as bars."""
        return [i for i, s in enumerate(self.chart.series) if drawn_as(self.chart, s) == "bar"]


def drawn_as(chart: Chart, series: Series) -> str:
    """bar, line or area."""
    return {"bar": "bar", "stacked": "bar", "line": "line", "area": "area"}.get(chart.kind) or series.kind or "bar"


def planned(canvas: Canvas, chart: Chart, lying: bool) -> Field:
    """The plan, its scales fitted to the room there is."""
    spans = spans_of(chart)
    left = [end for s, row in zip(chart.series, spans, strict=True) if not s.right for end in _ends(row, drawn_as(chart, s) == "line")]
    rights = [v for s in chart.series if s.right for v in s.values if v is not None]
    numbers = [v for s in chart.series if not s.right or not left for v in s.values if v is not None]
    unit = next((s for s in chart.series if not s.right), chart.series[0])
    bare = chart.kind == "stacked"  # the axis says the unit
    figures = figures_for(numbers, "" if bare else unit.prefix, "" if bare else unit.suffix, canvas.room.lang, chart.decimals)
    written = _writes_numbers(chart)
    instead = written and chart.kind == "bar" and not rights  # numbers at the bars make their axis superfluous
    length = canvas.width * 0.75 if lying else canvas.height * 0.7
    count = max(2, min(6, int(length / (canvas.size * (4.5 if lying else 2.4)))))
    zero = any(drawn_as(chart, s) != "line" for s in chart.series)
    bounds = (0.0 if all(e >= 0 for e in left) else -1.0, 1.0) if is_percent(chart) else (chart.minimum, chart.maximum)
    scale = scale_of(left, count, zero=zero, low=bounds[0], high=bounds[1], tight=instead)
    right = None
    if rights:
        scale, right = paired(scale, rights)
    return Field(canvas, chart, lying, spans, scale, right, figures, written, not instead)


def _ends(row: list[Span], line: bool) -> list[float]:
    return [end for span in row if span is not None for end in (span[1:] if line else span)]


def _writes_numbers(chart: Chart) -> bool:
    """Whether numbers stand at the points: asked for, or few enough to be read."""
    if chart.kind == "area" or chart.show_values is False:
        return False
    if chart.show_values:
        return True
    points = len(chart.labels) * len(chart.series)
    return {"bar": points <= FEW_BARS, "stacked": points <= FEW_PARTS}.get(chart.kind, False)


# ---------------------------------------------------------------- what is around the field


@dataclass
class Around:
    """The room left inside title, legend and axis titles, and where those stand."""

    box: Rect
    title_at: tuple[float, float] = (0.0, 0.0)
    y_at: tuple[float, float] = (0.0, 0.0)
    x_at: tuple[float, float] = (0.0, 0.0)
    legend: Rect | None = None
    side: Side = "top"
    y_title: str = ""


def head(canvas: Canvas, title: str, width: float) -> float:
    """The chart's title; how tall it is with the space below it."""
    if not title:
        return 0.0
    return canvas.words(title, 0.0, 0.0, color=canvas.look.strong, bold=True, size=title_size(canvas), wrap=width) + canvas.size * 0.5


def title_size(canvas: Canvas) -> float:
    """The size of a chart's title."""
    return round(canvas.size * 4.5) / 4


def framed_by(canvas: Canvas, chart: Chart, entries: list[Entry], lying: bool) -> Around:
    """Draw title, legend and axis titles; what is left inside."""
    w, h, size = canvas.width, canvas.height, canvas.size
    top, bottom, right = head(canvas, chart.title, w), h, w
    around = Around(Rect(0.0, 0.0, w, h))
    if entries and chart.legend == "right":
        wide = legend.width_of(canvas, entries, w * 0.3)
        around.legend, around.side = legend.draw_column(canvas, entries, w - wide, (top + h) / 2, wide, h - top), "right"
        right = w - wide - size
    elif entries and chart.legend == "bottom":
        tall = legend.height_of(canvas, entries, w)
        around.legend, around.side = legend.draw_rows(canvas, entries, 0.0, h - tall, w), "bottom"
        bottom -= tall + size * 0.4
    elif entries:
        around.legend = legend.draw_rows(canvas, entries, 0.0, top, w)
        top = around.legend.bottom + size * 0.3
    only = chart.series[0].name if len(chart.series) == 1 and not chart.title and not entries else ""
    across, around.y_title = (chart.y_title or only, chart.x_title) if lying else (chart.x_title, chart.y_title or only)
    if lying and across == only and only:
        across, around.y_title = "", around.y_title or only
    if around.y_title:
        around.y_at = (0.0, top)
        top += canvas.words(canvas.shortened(around.y_title, right), 0.0, top) + size * 0.3
    if across:
        words = canvas.shortened(across, right)
        bottom -= canvas.line + size * 0.3  # LibreOffice pushes a title at the very edge into the field
        around.x_at = (max(0.0, (right - canvas.measure(words)) / 2), bottom)
        canvas.words(words, *around.x_at)
        bottom -= size * 0.25
    around.box = Rect(0.0, top, right, max(1.0, bottom - top))
    return around


# ---------------------------------------------------------------- axes


def settle_upright(field: Field, box: Rect, names: float) -> None:
    """Where the field of an upright chart is: its axis at the left, labels below, `names` points kept at the right."""
    canvas, size = field.canvas, field.canvas.size
    labels = ticks_of(field)
    left = max(canvas.measure(t) for _, t in labels) + size * OFF if field.axis else 0.0
    if field.right:
        names += max(canvas.measure(t) for _, t in ticks_of(field, True)) + size * OFF
    above = canvas.line * 1.15 if field.written and not is_stacked(field.chart) else size * 0.6
    width = max(20.0, box.w - left - names)
    if field.edged:  # its first and last label stand out over the edges
        first, last = field.chart.labels[0], field.chart.labels[-1]
        left = max(left, min(canvas.measure(first) / 2, box.w * 0.2))
        width = max(20.0, box.w - left - max(names, min(canvas.measure(last) / 2, box.w * 0.2)))
    field.plot = Rect(left, box.y + above, width, 1.0)
    lines = _label_lines(field)
    bottom = box.bottom - lines * canvas.line - _below(field)
    field.plot = replace(field.plot, h=max(10.0, bottom - field.plot.y))
    if field.written and not is_stacked(field.chart):
        _reach_below(field, canvas.line * 1.15, field.plot.h)


def _reach_below(field: Field, room: float, length: float) -> None:
    """Let the axis reach so far below its least number that the number at that bar has `room` points inside the field."""
    scale = field.scale
    least = min((v for s in field.chart.series if not s.right for v in s.values if v is not None), default=0.0)
    free = scale.share(least) * length
    if least >= 0 or field.chart.minimum is not None or free >= room or field.right is not None:
        return
    if field.axis:
        field.scale = Scale(scale.low - scale.step, scale.high, scale.step)
    else:
        field.scale = Scale(least - room * (scale.high - least) / max(1.0, length - room), scale.high, scale.step)


def _label_lines(field: Field) -> int:
    """How many lines the labels below take; where they would not fit, every second, third ... is written on one line."""
    canvas, band = field.canvas, field.band
    labels = [label for label in field.chart.labels if label]
    if not labels:
        return 0
    room = band - canvas.size * 0.5
    widest = max(canvas.measure(label) for label in labels)
    if widest <= room:
        return 1
    if all(canvas.longest_word(label) <= room for label in labels):
        lines = max(canvas.lines_in(label, room) for label in labels)
        if lines <= 3:
            field.wraps = True
            return lines
    field.wraps = False
    field.skip = max(1, min(field.count, -int(-(min(widest, canvas.width * 0.3) + canvas.size) // band)))
    return 1


def settle_lying(field: Field, box: Rect) -> None:
    """Where the field of a lying chart is: labels at the left, its axis below."""
    canvas, size = field.canvas, field.canvas.size
    wide = label_width(field, box.w)
    reserve = max((canvas.measure(field.figures.text(v)) for v in _numbers(field)), default=0.0) + size * 0.5
    stands_out = field.written and not is_stacked(field.chart)
    ends = ticks_of(field)
    right = reserve if stands_out else canvas.measure(ends[-1][1]) / 2 if field.axis and ends else 0.0
    left = wide + (size * OFF if wide else 0.0)
    below = canvas.line + size * 0.4 if field.axis else 0.0
    field.plot = Rect(left, box.y, max(20.0, box.w - left - right), max(10.0, box.h - below))
    field.skip = max(1, -int(-canvas.line // field.band)) if field.band < canvas.line else 1
    if stands_out:
        _reach_below(field, reserve, field.plot.w)


def label_width(field: Field, width: float) -> float:
    """The width of the labels at the left of a lying chart."""
    return min(width * 0.4, max((field.canvas.measure(label) for label in field.chart.labels), default=0.0) + 0.5)


def _numbers(field: Field) -> list[float]:
    return [v for s in field.chart.series for v in s.values if v is not None]


def ticks_of(field: Field, right: bool = False) -> list[tuple[float, str]]:
    """The values that the axis writes, and their words."""
    scale = field.right if right and field.right else field.scale
    if is_percent(field.chart):
        percent = "\u00a0%" if field.canvas.room.lang[:2] in ("de", "fr", "es", "cs", "sv", "fi", "nb") else "%"
        return [(tick, f"{tick * 100:.0f}{percent}") for tick in scale.ticks]
    figures = axis_figures(field, right)
    return [(tick, figures.text(tick)) for tick in scale.ticks]


def axis_figures(field: Field, right: bool = False) -> Figures:
    """How the axis writes its numbers: in the unit that all of its series have."""
    units = {(s.prefix, s.suffix) for s in field.chart.series if s.right == right}
    prefix, suffix = units.pop() if len(units) == 1 else ("", "")
    return figures_of(field.right if right and field.right else field.scale, prefix, suffix, field.canvas.room.lang)


def axis_data(field: Field, right: bool = False) -> ChartAxis:
    """The axis as an exporter needs it."""
    scale = field.right if right and field.right else field.scale
    code = "0%" if is_percent(field.chart) else axis_figures(field, right).code
    return ChartAxis(scale.low, scale.high, scale.step, code, shown=field.axis)


def draw_grid(field: Field) -> None:
    """Quiet lines and the axis' numbers."""
    if not field.axis:
        return
    canvas, plot, look = field.canvas, field.plot, field.canvas.look
    for value, words in ticks_of(field):
        at = field.along(value)
        zero = abs(value) < field.scale.step * 1e-6
        if field.lying:
            if not zero:
                canvas.rule(at, plot.y, at, plot.bottom, look.grid, GRID)
            canvas.words(words, at, plot.bottom + canvas.size * 0.35, "center")
        else:
            if not zero:
                canvas.rule(plot.x, at, plot.right, at, look.grid, GRID)
            canvas.words(words, plot.x - canvas.size * OFF, at - canvas.line / 2, "right")
    if field.right:
        for value, words in ticks_of(field, True):
            canvas.words(words, plot.right + canvas.size * OFF, field.along(value, True) - canvas.line / 2)


def draw_base(field: Field) -> None:
    """The line at zero, or at the field's edge where zero is outside."""
    canvas, plot = field.canvas, field.plot
    at = field.along(min(max(0.0, field.scale.low), field.scale.high))
    if field.lying:
        canvas.rule(at, plot.y, at, plot.bottom, canvas.look.axis, AXIS)
    else:
        canvas.rule(plot.x, at, plot.right, at, canvas.look.axis, AXIS)


def draw_labels(field: Field) -> None:
    """The labels' words: below an upright field, left of a lying one."""
    wide = label_width(field, field.canvas.width)
    for index in range(0, len(field.chart.labels), field.skip):
        label, at = field.chart.labels[index], field.middle(index)
        if label and field.lying:
            _label_at_left(field, label, at, wide)
        elif label:
            _label_below(field, label, at)


def _below(field: Field) -> float:
    """From an upright field to its labels; more where the first stands under the axis' last number."""
    wide = field.axis and any(field.canvas.measure(label) > field.band for label in field.chart.labels[:1])
    return field.canvas.size * (0.52 if field.edged or wide else 0.45)


def _label_below(field: Field, label: str, at: float) -> None:
    canvas, y = field.canvas, field.plot.bottom + _below(field)
    room = field.band * field.skip - canvas.size * 0.5
    if field.wraps and canvas.measure(label) > room:
        canvas.words(label, at, y, "center", wrap=room)
        return
    if not field.edged or field.skip > 1:  # those at the ends are moved inwards, but not onto their neighbours
        half = field.band * field.skip / 2
        label = canvas.shortened(label, max(20.0, min(room, at + half, canvas.width - at + half)))
    half = canvas.measure(label) / 2
    canvas.words(label, min(max(at, half), max(half, canvas.width - half)), y, "center")


def _label_at_left(field: Field, label: str, at: float, wide: float) -> None:
    canvas = field.canvas
    lines = max(1, int(field.band * field.skip / canvas.line))
    taken = canvas.lines_in(label, wide)
    words = label if taken <= min(3, lines) else canvas.shortened(label, wide)
    tall = (taken if words == label else 1) * canvas.line
    canvas.words(words, wide, at - tall / 2, "right", wrap=wide)

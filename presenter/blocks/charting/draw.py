"""A Chart and the room it has -> its items from its corner, and what an exporter needs to make it native."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from presenter.blocks.charting import bars, field, lines, ring, scatter
from presenter.blocks.charting.canvas import Canvas, label_size
from presenter.blocks.charting.field import Field, drawn_as
from presenter.blocks.charting.legend import Entry
from presenter.blocks.charting.look import Look, legible_on, look_of, word_color
from presenter.blocks.charting.scale import figures_for
from presenter.blocks.charting.stacks import is_percent, is_stacked
from presenter.layout.room import Room
from presenter.model import Chart
from presenter.scene import ChartAxis, ChartData, ChartSeries, Color, Item, Rect

Colors = dict[tuple[int, int], Color]


def draw(chart: Chart, room: Room, width: float, height: float) -> tuple[tuple[Item, ...], ChartData]:
    """The chart in `width` by `height` points."""
    round_ = chart.kind in ("pie", "doughnut")
    look = look_of(room, len(chart.labels) if round_ else len(chart.series))
    canvas = Canvas(room, look, max(40.0, width), max(30.0, height), label_size(room, width, height))
    if round_:
        data = _ring(canvas, chart)
    elif chart.kind == "scatter":
        data = _cloud(canvas, chart)
    else:
        data = _field(canvas, chart)
    return tuple(canvas.items), data


def names_of(chart: Chart) -> list[str]:
    """The series' names; one without has its number where there are several."""
    several = len(chart.series) > 1
    return [s.name or (f"{n + 1}" if several else "") for n, s in enumerate(chart.series)]


# ---------------------------------------------------------------- bars, lines, areas


def _field(canvas: Canvas, chart: Chart) -> ChartData:
    chart = replace(chart, series=tuple(replace(s, name=n) for s, n in zip(chart.series, names_of(chart), strict=True)))
    lying = _lies(canvas, chart)
    plan = field.planned(canvas, chart, lying)
    series_colors, colors = _colors(chart, canvas.look)
    canvas.look = replace(canvas.look, series=series_colors)
    names = 0.0
    if chart.kind == "line" and chart.legend == "auto":
        names = lines.names_beside([s.name for s in chart.series], canvas, canvas.height)
    around = field.framed_by(canvas, chart, [] if names else _entries(plan, series_colors), lying)
    _settle(plan, around, names)
    return _drawn(plan, around, series_colors, colors, bool(names))


def _settle(plan: Field, around: field.Around, names: float) -> None:
    """Find the field's place; where numbers find no room at their bars, an axis takes their part."""
    for _ in range(2):
        if plan.lying:
            field.settle_lying(plan, around.box)
        else:
            free = around.box.w / plan.count / 2 if names else 0.0
            field.settle_upright(plan, around.box, max(0.0, names - free))
        if plan.axis or not plan.written or bars.room_for_numbers(plan, bars.bars_of(plan)):
            return
        fresh = field.planned(plan.canvas, replace(plan.chart, show_values=False), plan.lying)
        plan.scale, plan.axis, plan.written = fresh.scale, True, bool(plan.chart.show_values)


def _drawn(plan: Field, around: field.Around, series_colors: tuple[Color, ...], colors: Colors, named: bool) -> ChartData:
    chart = plan.chart
    field.draw_grid(plan)
    widths = bars.bars_of(plan)
    if chart.kind == "area":
        lines.draw_areas(plan, series_colors)
    bars.draw_bars(plan, widths, colors)
    field.draw_base(plan)
    drawn_lines = [n for n, s in enumerate(chart.series) if drawn_as(chart, s) == "line"]
    for number in drawn_lines:
        lines.draw_line(plan, number, series_colors[number])
    field.draw_labels(plan)
    without = bars.draw_numbers(plan, widths, colors) if plan.written else {}
    for number in drawn_lines if plan.written and chart.kind == "line" else ():
        lines.draw_line_numbers(plan, number)
    shifts = lines.draw_names(plan, series_colors) if named else {}
    made = [_series(plan, n, series_colors[n], colors, without.get(n, ()), shifts.get(n)) for n in range(len(chart.series))]
    return _data(plan, around, tuple(made), widths)


def _series(
    plan: Field, number: int, color: Color, colors: Colors, without: tuple[int, ...], end: tuple[float, float] | None
) -> ChartSeries:
    series = plan.chart.series[number]
    kind: Literal["bar", "line", "area"] = drawn_as(plan.chart, series)  # type: ignore[assignment]
    label = None
    ending = word_color(color, plan.canvas.look, plan.canvas.size) if end is not None else None
    if plan.written and (kind == "bar" or plan.chart.kind == "line"):
        label = legible_on(color, plan.canvas.look) if is_stacked(plan.chart) else plan.canvas.look.strong
    points = tuple((i, c) for (n, i), c in sorted(colors.items()) if n == number)
    mark = lines.mark_of(plan, number) if kind == "line" else ""
    return ChartSeries(series.name, series.values, color, kind, (), series.right, label, without, points, mark, end, ending)  # type: ignore[arg-type]


def _data(plan: Field, around: field.Around, series: tuple[ChartSeries, ...], widths: bars.Bars) -> ChartData:
    chart, canvas = plan.chart, plan.canvas
    values = replace(field.axis_data(plan), title=around.y_title if not plan.lying else (chart.y_title or ""))
    values = replace(values, title_at=around.y_at if not plan.lying else around.x_at)
    kinds = {s.kind for s in series}
    base = _base(canvas, chart, plan.plot)
    return replace(
        base,
        kind="combo" if len(kinds) > 1 else series[0].kind,
        labels=chart.labels,
        series=series,
        values=values,
        grouping="percent" if is_percent(chart) else "stacked" if is_stacked(chart) else "clustered",
        horizontal=plan.lying,
        right=field.axis_data(plan, True) if plan.right else None,
        label_title=around.y_title if plan.lying else chart.x_title,
        label_title_at=around.y_at if plan.lying else around.x_at,
        legend=around.legend,
        legend_side=around.side,
        format=plan.figures.code,
        gap=widths.gap,
        overlap=widths.overlap,
        skip=plan.skip,
    )


def _base(canvas: Canvas, chart: Chart, plot: Rect) -> ChartData:
    """What all kinds say alike."""
    look = canvas.look
    return ChartData(
        "bar", chart.labels, (), plot, canvas.font(), look.quiet, look.strong, look.grid, look.axis, look.ground, ChartAxis(0.0, 1.0, 1.0),
        title=chart.title, title_font=canvas.font(True, field.title_size(canvas)),
    )  # fmt: skip


def _lies(canvas: Canvas, chart: Chart) -> bool:
    """Whether bars lie: asked for, or because their labels are too long to stand under them."""
    if chart.kind not in ("bar", "stacked") or any(s.right for s in chart.series):
        return False
    if chart.horizontal is not None:
        return chart.horizontal
    band = canvas.width * 0.92 / max(1, len(chart.labels)) - canvas.size * 0.5
    for label in chart.labels:
        if canvas.longest_word(label) > band or (canvas.measure(label) > 2 * band and canvas.lines_in(label, band) > 2):
            return len(chart.labels) * len(chart.series) * canvas.line * 0.8 <= canvas.height
    return False


def _colors(chart: Chart, look: Look) -> tuple[tuple[Color, ...], Colors]:
    """The colour of each series, and of single bars where some are to stand out."""
    wanted = {name.casefold() for name in chart.highlight}
    if chart.kind == "combo":
        look = replace(look, series=_combined(chart, look))
    if not wanted:
        return look.series, {}
    if any(s.name.casefold() in wanted for s in chart.series) and len(chart.series) > 1:
        return tuple(c if s.name.casefold() in wanted else look.back for s, c in zip(chart.series, look.series, strict=True)), {}
    chosen = [i for i, label in enumerate(chart.labels) if label.casefold() in wanted]
    if not chosen:
        return look.series, {}
    bright = [n for n, s in enumerate(chart.series) if drawn_as(chart, s) == "bar"]
    points = {(n, i): look.back for n in bright for i in range(len(chart.labels)) if i not in chosen}
    return look.series, points if len(bright) == 1 else {}


def _combined(chart: Chart, look: Look) -> tuple[Color, ...]:
    """A combo's first line in the text's colour, which stands out from the bars that it crosses."""
    first = next((n for n, s in enumerate(chart.series) if drawn_as(chart, s) == "line"), -1)
    rest = iter(look.series)
    return tuple(look.strong if n == first else next(rest) for n in range(len(chart.series)))


def _entries(plan: Field, colors: tuple[Color, ...]) -> list[Entry]:
    """The legend's entries, where there is one."""
    chart = plan.chart
    if chart.legend == "none" or (len(chart.series) < 2 and chart.legend == "auto"):
        return []
    found = []
    for number, series in enumerate(chart.series):
        line = drawn_as(chart, series) == "line"
        found.append(Entry(series.name or "1", colors[number], line, lines.mark_of(plan, number) if line else ""))
    return found


# ---------------------------------------------------------------- points, pies


def _cloud(canvas: Canvas, chart: Chart) -> ChartData:
    chart = replace(chart, series=tuple(replace(s, name=n) for s, n in zip(chart.series, names_of(chart), strict=True)))
    colors = canvas.look.series
    several = len(chart.series) > 1 and chart.legend != "none"
    entries = [Entry(s.name, colors[n], mark=field.MARKS[n % 4]) for n, s in enumerate(chart.series)] if several else []
    around = field.framed_by(canvas, chart, entries, False)
    cloud = scatter.planned_cloud(canvas, chart, around.box)
    scatter.draw_cloud(cloud, colors)
    across, up = cloud.figures
    made = tuple(
        ChartSeries(s.name, s.values, colors[n], "scatter", s.xs, marker=field.MARKS[n % 4])  # type: ignore[arg-type]
        for n, s in enumerate(chart.series)
    )
    return replace(
        _base(canvas, chart, cloud.plot),
        kind="scatter",
        series=made,
        values=ChartAxis(cloud.up.low, cloud.up.high, cloud.up.step, up.code, around.y_title, around.y_at),
        across=ChartAxis(cloud.across.low, cloud.across.high, cloud.across.step, across.code, chart.x_title, around.x_at),
        legend=around.legend,
        legend_side=around.side,
        format=up.code,
    )


def _ring(canvas: Canvas, chart: Chart) -> ChartData:
    wanted = {name.casefold() for name in chart.highlight}
    colors = tuple(
        c if not wanted or label.casefold() in wanted else canvas.look.back
        for label, c in zip(chart.labels, canvas.look.series, strict=False)
    )
    first = chart.series[0]
    figures = figures_for([v for v in first.values if v is not None], first.prefix, first.suffix, canvas.room.lang, chart.decimals)
    plan = ring.Ring(canvas, chart, figures, colors)
    top = field.head(canvas, chart.title, canvas.width)
    ring.draw_ring(plan, Rect(0.0, top, canvas.width, max(20.0, canvas.height - top)))
    label = None if chart.show_values is False and not plan.outside else canvas.look.strong
    inked = () if plan.outside else tuple((i, legible_on(c, canvas.look)) for i, c in enumerate(colors) if i not in plan.unlabelled)
    made = ChartSeries(
        first.name,
        first.values,
        colors[0],
        "pie",
        label=label,
        unlabelled=plan.unlabelled,
        points=tuple(enumerate(colors)),
        inked=inked,
        moved=tuple(plan.moved),
    )
    return replace(
        _base(canvas, chart, plan.plot),
        kind="doughnut" if chart.kind == "doughnut" else "pie",
        series=(made,),
        legend=plan.legend,
        legend_side="right",
        format=figures.code if chart.show_values else "0%",
        hole=round(ring.HOLE * 100),
        outside=plan.outside,
    )

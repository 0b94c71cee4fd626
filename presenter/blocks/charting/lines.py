"""Lines with marks and their names behind their last point; areas on each other."""

from __future__ import annotations

from collections.abc import Sequence

from presenter.blocks.charting.canvas import Canvas, Point, marker, polyline
from presenter.blocks.charting.field import FEW_POINTS, LINE, MARKS, Field, drawn_as
from presenter.blocks.charting.look import word_color
from presenter.scene import Color

PIECE = 24  # points of a long line drawn at once: painters take far longer over one that crosses itself often
RADIUS = 4.25  # of a mark, points


def points_of(field: Field, number: int) -> list[Point | None]:
    """Where the values of a series lie."""
    series = field.chart.series[number]
    return [None if v is None else (field.middle(i), field.along(v, series.right)) for i, v in enumerate(series.values)]


def mark_of(field: Field, number: int) -> str:
    """The mark at a line's points; none where they are many, unless a point stands alone."""
    lines = [n for n, s in enumerate(field.chart.series) if drawn_as(field.chart, s) == "line"]
    values = field.chart.series[number].values
    lonely = sum(v is not None for v in values) == 1
    return MARKS[lines.index(number) % len(MARKS)] if len(values) <= FEW_POINTS or lonely else ""


def draw_line(field: Field, number: int, color: Color) -> None:
    """A line through its values, open where there is none."""
    points, canvas = points_of(field, number), field.canvas
    runs = [run for run in _runs(points) if len(run) > 1]
    for run in runs if max((len(run) for run in runs), default=0) > PIECE else ():
        for start in range(0, len(run) - 1, PIECE):
            piece = run[start : start + PIECE + 1]
            canvas.path(polyline(piece), piece, None, color, LINE)
        runs = []
    if runs:
        canvas.path(" ".join(polyline(run) for run in runs), [p for run in runs for p in run], None, color, LINE)
    form = mark_of(field, number)
    there = [p for p in points if p is not None]
    if form and there:
        draw_marks(canvas, there, form, color)


def draw_marks(canvas: Canvas, points: Sequence[Point], form: str, color: Color, radius: float = RADIUS) -> None:
    """Marks at points, with an edge in the ground's colour so that they stand apart."""
    for start in range(0, len(points), PIECE):
        some = points[start : start + PIECE]
        data = " ".join(marker(form, x, y, radius) for x, y in some)
        around = [(x + d, y + d) for x, y in some for d in (-radius, radius)]
        canvas.path(data, around, color, canvas.look.ground, 1.0)


def _runs(points: Sequence[Point | None]) -> list[list[Point]]:
    runs: list[list[Point]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return [run for run in runs if run]


def draw_line_numbers(field: Field, number: int) -> None:
    """Each value above its point."""
    canvas = field.canvas
    for value, point in zip(field.chart.series[number].values, points_of(field, number), strict=True):
        if value is not None and point is not None:
            canvas.words(field.figures.text(value), point[0], point[1] - canvas.line - RADIUS - 1, "center", canvas.look.strong)


def draw_areas(field: Field, colors: Sequence[Color]) -> None:
    """Areas one on another, the last series' on top, parted by the ground's colour."""
    for number, row in enumerate(field.spans):
        upper = [(field.middle(i), field.along(span[1])) for i, span in enumerate(row) if span is not None]
        lower = [(field.middle(i), field.along(span[0])) for i, span in enumerate(row) if span is not None]
        if len(upper) == 1:  # one value has no width to fill
            x, half = upper[0][0], min(40.0, field.plot.w / 4)
            upper, lower = [(x - half, upper[0][1]), (x + half, upper[0][1])], [(x - half, lower[0][1]), (x + half, lower[0][1])]
        outline = [*upper, *reversed(lower)]
        if outline:
            field.canvas.path(polyline(outline) + " Z", outline, colors[number], field.canvas.look.ground, 1.0)


# ---------------------------------------------------------------- names behind the lines


def names_beside(field_series: Sequence[str], canvas: Canvas, height: float) -> float:
    """The room that the names need behind their lines; 0 where a legend serves better."""
    if not 2 <= len(field_series) <= 8 or len(field_series) * canvas.line > height * 0.6:
        return 0.0
    widest = max(canvas.measure(name, bold=True) for name in field_series)
    return widest + canvas.size * 0.8 if widest <= canvas.width * 0.26 else 0.0


def draw_names(field: Field, colors: Sequence[Color]) -> dict[int, tuple[float, float]]:
    """Each line's name behind its last point, moved apart. Returns how far each was moved (points right, down)."""
    canvas = field.canvas
    ends = {n: last for n in range(len(field.chart.series)) if (last := _last(points_of(field, n)))}
    order = sorted(ends, key=lambda n: ends[n][1])
    places = _apart([ends[n][1] for n in order], canvas.line * 1.02, field.plot.y, field.plot.bottom)
    right = field.plot.right + canvas.size * 0.2 - (field.band / 2 if not field.edged else 0.0)
    shifts: dict[int, tuple[float, float]] = {}
    for number, y in zip(order, places, strict=True):
        x = right + canvas.size * 0.25
        name = field.chart.series[number].name
        canvas.words(name, x, y - canvas.line / 2, color=word_color(colors[number], canvas.look, canvas.size), bold=True)
        shifts[number] = (x - ends[number][0] - canvas.size * 0.45, y - ends[number][1])
    return shifts


def _last(points: Sequence[Point | None]) -> Point | None:
    return next((p for p in reversed(points) if p is not None), None)


def _apart(wanted: list[float], pitch: float, top: float, bottom: float) -> list[float]:
    """Heights in order, each at least `pitch` below the one before, as near to where they are wanted as may be."""
    places: list[float] = []
    for y in wanted:
        places.append(max(y, places[-1] + pitch) if places else max(y, top))
    over = bottom + pitch / 2
    for i in range(len(places) - 1, -1, -1):
        places[i] = min(places[i], over)
        over = places[i] - pitch
    return places

"""Points by two numbers: marks between two axes of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from presenter.blocks.charting.canvas import Canvas
from presenter.blocks.charting.field import AXIS, GRID, MARKS, OFF
from presenter.blocks.charting.lines import draw_marks
from presenter.blocks.charting.scale import Figures, Scale, figures_of, scale_of
from presenter.model import Chart
from presenter.scene import Color, Rect

RADIUS = 5.5
NEAR = 0.3  # axes begin at zero where the least number is below this share of the most
Pair = tuple[float, float]


@dataclass
class Cloud:
    """The plan of a scatter chart."""

    canvas: Canvas
    chart: Chart
    across: Scale
    up: Scale
    plot: Rect

    def at(self, pair: Pair) -> Pair:
        """Where a point lies."""
        return self.plot.x + self.across.share(pair[0]) * self.plot.w, self.plot.bottom - self.up.share(pair[1]) * self.plot.h

    @property
    def figures(self) -> tuple[Figures, Figures]:
        """How the axes write their numbers: across, up."""
        first, lang = self.chart.series[0], self.canvas.room.lang
        return figures_of(self.across, "", "", lang, 10_000.0), figures_of(self.up, first.prefix, first.suffix, lang)


def pairs_of(chart: Chart) -> list[list[Pair]]:
    """The points of each series that have both numbers."""
    return [[(x, y) for x, y in zip(s.xs, s.values, strict=False) if x is not None and y is not None] for s in chart.series]


def planned_cloud(canvas: Canvas, chart: Chart, box: Rect) -> Cloud:
    """Scales and margins for the points."""
    pairs = [pair for row in pairs_of(chart) for pair in row]
    up = scale_of(
        [y for _, y in pairs], max(2, min(6, int(box.h / canvas.size / 2.4))), zero=False, near=NEAR, low=chart.minimum, high=chart.maximum
    )
    across = scale_of([x for x, _ in pairs], max(2, min(8, int(box.w / canvas.size / 5))), zero=False, near=NEAR)
    cloud = Cloud(canvas, chart, across, up, box)
    writes_across, writes_up = cloud.figures
    left = max(canvas.measure(writes_up.text(t)) for t in up.ticks) + canvas.size * OFF
    right = canvas.measure(writes_across.text(across.high)) / 2
    top, below = canvas.size * 0.6, canvas.line + canvas.size * 0.45
    cloud.plot = Rect(left, box.y + top, max(20.0, box.w - left - right), max(10.0, box.h - top - below))
    return cloud


def draw_cloud(cloud: Cloud, colors: Sequence[Color]) -> None:
    """Grid, axes and points."""
    canvas, plot, look = cloud.canvas, cloud.plot, cloud.canvas.look
    writes_across, writes_up = cloud.figures
    for tick in cloud.up.ticks:
        _, y = cloud.at((cloud.across.low, tick))
        canvas.rule(plot.x, y, plot.right, y, look.grid, GRID)
        canvas.words(writes_up.text(tick), plot.x - canvas.size * OFF, y - canvas.line / 2, "right")
    for tick in cloud.across.ticks:
        x, _ = cloud.at((tick, cloud.up.low))
        canvas.rule(x, plot.y, x, plot.bottom, look.grid, GRID)
        canvas.words(writes_across.text(tick), x, plot.bottom + canvas.size * 0.45, "center")
    zero = cloud.at((min(max(0.0, cloud.across.low), cloud.across.high), min(max(0.0, cloud.up.low), cloud.up.high)))
    canvas.rule(plot.x, zero[1], plot.right, zero[1], look.axis, AXIS)
    canvas.rule(zero[0], plot.y, zero[0], plot.bottom, look.axis, AXIS)
    for number, pairs in enumerate(pairs_of(cloud.chart)):
        if pairs:
            draw_marks(canvas, [cloud.at(pair) for pair in pairs], MARKS[number % len(MARKS)], colors[number], RADIUS)

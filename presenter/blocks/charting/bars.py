"""Bars side by side or on each other, and the numbers at them."""

from __future__ import annotations

from dataclasses import dataclass

from presenter.blocks.charting.field import Field
from presenter.blocks.charting.look import legible_on
from presenter.blocks.charting.stacks import Span, is_stacked
from presenter.scene import Color, Rect

WIDEST = 92.0  # points
TOUCH = 8  # percent of a bar's width between bars of one label
MANY = 160


@dataclass(frozen=True, slots=True)
class Bars:
    """The width of a bar, what is free between groups and how far bars overlap (percent of a bar's width)."""

    width: float
    gap: int
    overlap: int
    count: int  # side by side at one label

    def offset(self, place: int) -> float:
        """From a label's middle to the near edge of its bar number `place`."""
        pitch = self.width * (1 - self.overlap / 100)
        return place * pitch - (pitch * (self.count - 1) + self.width) / 2


def bars_of(field: Field) -> Bars:
    """How wide bars are: most of the band, but no slabs."""
    stacked = is_stacked(field.chart)
    count = 1 if stacked else max(1, len(field.bars))
    overlap = 100 if stacked else -TOUCH if count > 1 else 0
    units = count - (count - 1) * (overlap / 100 if count > 1 else 0.0)
    gap = 50 if count == 1 else 60
    if field.band / (units + gap / 100) > WIDEST:
        gap = min(500, round((field.band / WIDEST - units) * 100))
    return Bars(field.band / (units + gap / 100), gap, overlap, count)


def bar_box(field: Field, bars: Bars, place: int, index: int, span: tuple[float, float], right: bool) -> Rect:
    """Where a bar is."""
    low, high = sorted((field.along(span[0], right), field.along(span[1], right)))
    near = field.middle(index) + bars.offset(place)
    return Rect(low, near, high - low, bars.width) if field.lying else Rect(near, low, bars.width, high - low)


def draw_bars(field: Field, bars: Bars, colors: dict[tuple[int, int], Color]) -> None:
    """All bars; one whose colour differs from its series' is in `colors` by (series, label)."""
    stacked = is_stacked(field.chart)
    for place, number in enumerate(field.bars):
        series = field.chart.series[number]
        for index, span in enumerate(field.spans[number]):
            if span is None or span[0] == span[1]:
                continue
            color = colors.get((number, index), field.canvas.look.series[number])
            field.canvas.rect(bar_box(field, bars, 0 if stacked else place, index, span, series.right), color, parted=stacked)


def draw_numbers(field: Field, bars: Bars, colors: dict[tuple[int, int], Color]) -> dict[int, tuple[int, ...]]:
    """The numbers at or in the bars. Returns for each series the points that have no room for theirs."""
    left_out: dict[int, tuple[int, ...]] = {}
    for place, number in enumerate(field.bars):
        without = []
        for index, span in enumerate(field.spans[number]):
            value = field.chart.series[number].values[index]
            if span is None or value is None:
                continue
            if not _number(field, bars, (place, number, index), span, value, colors):
                without.append(index)
        left_out[number] = tuple(without)
    return left_out


def _number(
    field: Field, bars: Bars, at: tuple[int, int, int], span: tuple[float, float], value: float, colors: dict[tuple[int, int], Color]
) -> bool:
    place, number, index = at
    canvas, words = field.canvas, field.figures.text(value)
    box = bar_box(field, bars, 0 if is_stacked(field.chart) else place, index, span, field.chart.series[number].right)
    wide, middle = canvas.measure(words), (box.x + box.w / 2, box.y + box.h / 2)
    if is_stacked(field.chart):
        if wide > box.w - 4 or canvas.line > box.h - 1:
            return False
        fill = colors.get((number, index), canvas.look.series[number])
        canvas.words(words, middle[0], middle[1] - canvas.line / 2, "center", legible_on(fill, canvas.look))
        return True
    pitch = bars.width * (1 - bars.overlap / 100) if bars.count > 1 else field.band
    if field.lying:
        if canvas.line > pitch + 1:
            return False
        x = box.x - canvas.size * 0.35 if value < 0 else box.right + canvas.size * 0.35
        canvas.words(words, x, middle[1] - canvas.line / 2, "right" if value < 0 else "left", canvas.look.strong)
        return True
    if wide > pitch + canvas.size * 0.25:
        return False
    y = box.bottom + canvas.size * 0.1 if value < 0 else box.y - canvas.line - canvas.size * 0.05
    canvas.words(words, middle[0], y, "center", canvas.look.strong)
    return True


def room_for_numbers(field: Field, bars: Bars) -> bool:
    """Whether every number fits at its bar."""
    if is_stacked(field.chart):
        return True
    pitch = bars.width * (1 - bars.overlap / 100) if bars.count > 1 else field.band
    if field.lying:
        return field.canvas.line <= pitch + 1
    numbers = [field.chart.series[n].values[i] for n in field.bars for i in range(field.count) if i < len(field.chart.series[n].values)]
    return all(field.canvas.measure(field.figures.text(v)) <= pitch + field.canvas.size * 0.25 for v in numbers if v is not None)


__all__ = ["Bars", "Span", "bar_box", "bars_of", "draw_bars", "draw_numbers", "room_for_numbers"]

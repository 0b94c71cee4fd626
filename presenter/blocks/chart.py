"""Charts -> a Group of bars, lines, parts and words in the theme's colours, which fills the room there is and gives way."""

from __future__ import annotations

from dataclasses import replace

from presenter.blocks.panel import framed
from presenter.layout.room import Room
from presenter.layout.stack import Box, Piece
from presenter.model import Chart, Series
from presenter.registry import placer
from presenter.scene import Item, Rect

SAID_AT_MOST = 6  # series named in the words for those who do not see the chart


@placer(Chart)
def place_chart(block: Chart, room: Room, width: float) -> list[Piece]:
    """The chart as wide as its region, about half as tall, taller where nothing else needs the room."""
    asked = max(width * (0.42 if block.kind in ("pie", "doughnut") else 0.5), min(width * 0.7, 290.0), 160.0)
    natural = min(room.height, asked * max(0.5, room.squeeze))
    least = min(natural, max(natural * 0.4, 110.0 * room.squeeze))

    def make(height: float) -> tuple[Item, ...]:
        from presenter.blocks.charting.draw import draw

        items, data = draw(block, room, width, height)
        group = framed((), items, (0.0, 0.0), Rect(0.0, 0.0, width, height), "chart", room)
        return (replace(group, native=data, alt=described(block)),)

    return [Box(natural, least, make, room.gap(1.1), most=room.height)]


def described(block: Chart) -> str:
    """A sentence that says what the chart shows: its kind, its labels, its series and what they range over."""
    kind = {"stacked": "stacked bar", "combo": "bar and line"}.get(block.kind, block.kind)
    title = f" “{block.title}”" if block.title else ""
    labels = ""
    if block.labels and block.kind != "scatter":
        ends = f" from {block.labels[0]} to {block.labels[-1]}" if len(block.labels) > 1 and block.labels[0] else ""
        labels = f" of {len(block.labels)} values{ends}"
    if block.kind in ("pie", "doughnut"):
        parts = (
            f"{label} {_said(v, block.series[0])}" for label, v in zip(block.labels, block.series[0].values, strict=False) if v is not None
        )
        return f"{kind.capitalize()} chart{title}: {', '.join(list(parts)[:12])}"
    named = [f"{s.name or 'values'} {_range(s)}" for s in block.series[:SAID_AT_MOST]]
    more = f", and {len(block.series) - SAID_AT_MOST} more" if len(block.series) > SAID_AT_MOST else ""
    return f"{kind.capitalize()} chart{title}{labels}: {', '.join(named)}{more}"


def _range(series: Series) -> str:
    numbers = [v for v in series.values if v is not None]
    if not numbers:
        return "without numbers"
    low, high = min(numbers), max(numbers)
    return _said(low, series) if low == high else f"from {_said(low, series)} to {_said(high, series)}"


def _said(value: float, series: Series) -> str:
    return f"{series.prefix}{value:.10g}{series.suffix}"

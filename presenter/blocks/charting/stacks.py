"""A chart's series -> from where to where each of its values reaches on the axis."""

from __future__ import annotations

from collections.abc import Sequence

from presenter.model import Chart

Span = tuple[float, float] | None  # from, to; None where there is no value


def is_stacked(chart: Chart) -> bool:
    """Whether the series stand on each other."""
    return chart.kind in ("stacked", "area")


def is_percent(chart: Chart) -> bool:
    """Whether the axis shows shares of the whole."""
    return chart.percent and is_stacked(chart)


def spans_of(chart: Chart) -> list[list[Span]]:
    """For each series its values' spans: from nothing, or on top of those before (those below nothing downwards)."""
    if not is_stacked(chart):
        return [[None if v is None else (0.0, v) for v in s.values] for s in chart.series]
    wholes = _wholes(chart)
    ups, downs = [0.0] * len(chart.labels), [0.0] * len(chart.labels)
    found: list[list[Span]] = []
    for series in chart.series:
        row: list[Span] = []
        for i, value in enumerate(series.values):
            part = (value or 0.0) / wholes[i]
            base = ups if part >= 0 or chart.kind == "area" else downs
            row.append(None if value is None and chart.kind != "area" else (base[i], base[i] + part))
            base[i] += part
        found.append(row)
    return found


def _wholes(chart: Chart) -> Sequence[float]:
    if not chart.percent:
        return [1.0] * len(chart.labels)
    return [sum(abs(s.values[i] or 0.0) for s in chart.series) or 1.0 for i in range(len(chart.labels))]

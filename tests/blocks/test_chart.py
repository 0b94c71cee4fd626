"""Charts as drawn: scales, numbers, colours and words; inside their room, apart from each other, seen on every ground."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from presenter import theme as themes
from presenter.blocks.chart import described
from presenter.blocks.charting.look import LEAST, series_colors
from presenter.blocks.charting.scale import figures_for, figures_of, paired, scale_of
from presenter.model import Chart, ChartKind, Series
from presenter.scene import ChartData, Group, Rect, Scene, Shape, Text
from presenter.theme.colors import contrast, luminance
from tests.layout.conftest import arrange, flat  # noqa: F401 - the fixture

Arrange = Callable[..., list[Scene]]
KINDS: tuple[ChartKind, ...] = ("bar", "stacked", "line", "area", "pie", "doughnut", "scatter", "combo")


def fence(*lines: str) -> str:
    return "\n".join(["# A chart", "", "```chart", *lines, "```"])


def group_of(scene: Scene) -> Group:
    return next(item for item in flat(scene.items) if isinstance(item, Group) and item.role == "chart")


def data_of(scene: Scene) -> ChartData:
    data = group_of(scene).native
    assert isinstance(data, ChartData)
    return data


def words(scene: Scene) -> list[str]:
    return ["".join(p.text for p in item.paragraphs) for item in group_of(scene).items if isinstance(item, Text)]


def bars(scene: Scene) -> list[Shape]:
    return [item for item in group_of(scene).items if isinstance(item, Shape) and item.kind == "rect"]


def ink(text: Text) -> Rect:
    """Where the letters of a label are drawn: a line is higher than they are."""
    left = min(line.x for line in text.lines)
    right = max(line.x + line.width for line in text.lines)
    above = text.paragraphs[0].runs[0].font.size * 0.15
    return Rect(text.box.x + left, text.box.y + above, right - left, text.height - 2 * above)


def overlap(a: Rect, b: Rect) -> float:
    """How much of two boxes is common, in square points, a hair's breadth not counted."""
    return max(0.0, min(a.right, b.right) - max(a.x, b.x) - 0.5) * max(0.0, min(a.bottom, b.bottom) - max(a.y, b.y) - 1.0)


# ---------------------------------------------------------------- scales and figures


@pytest.mark.parametrize(
    ("values", "low", "high", "step"),
    [
        ([3, 17], 0, 20, 5), ([12.4, 17.8], 12, 18, 2), ([-12, 42], -20, 60, 20), ([0.002, 0.0071], 0, 0.008, 0.002), ([7], 0, 8, 2),
        ([-3, -1], -3, 0, 1), ([0, 0], 0, 1, 0.5), ([1e12, 3e12], 0, 3e12, 1e12), ([100, 104], 100, 104, 1),
    ],
)  # fmt: skip
def test_scales_have_round_steps(values: list[float], low: float, high: float, step: float) -> None:
    made = scale_of(values, 4, zero=False)
    assert (made.low, made.high) == (pytest.approx(low), pytest.approx(high))
    assert made.step == pytest.approx(step)
    assert 2 <= len(made.ticks) <= 6


def test_bars_begin_at_zero_and_asked_ends_are_kept() -> None:
    assert scale_of([95, 99], 4).low == 0
    assert (scale_of([3, 7], 4, low=1, high=9).low, scale_of([3, 7], 4, low=1, high=9).high) == (1, 9)
    assert scale_of([3, 7], 4, low=9, high=1).high > scale_of([3, 7], 4, low=9, high=1).low


def test_two_axes_share_their_lines_and_their_zero() -> None:
    for rights in ([3, 8.5, -4.8], [0, 0], [1e-6, 2e-6], [-3, -2], [250]):
        left, right = paired(scale_of([1200, 1450], 4), rights)
        assert len(left.ticks) == len(right.ticks)
        assert left.share(0) == pytest.approx(right.share(0))
        assert all(0 <= right.share(v) <= 1 and right.low <= v <= right.high for v in rights)


def test_random_scales_hold_their_values() -> None:
    random.seed(3)
    for _ in range(500):
        values = [random.uniform(-1, 1) * 10 ** random.randint(-12, 14) for _ in range(random.randint(1, 6))]
        made = scale_of(values, random.randint(1, 9), zero=random.random() < 0.5)
        assert made.low < made.high
        assert made.step > 0
        assert all(made.low - made.step * 1e-6 <= v <= made.high + made.step * 1e-6 for v in values)
        assert len(made.ticks) <= 14


def test_numbers_as_they_are_written() -> None:
    assert figures_for([12.4, 3], "€ ", "", "en").text(3) == "€ 3.0"
    assert figures_for([1.25, -3], "", " %", "").text(-3) == "−3.00 %"
    assert figures_for([123456], "", "", "en").text(123456) == "123,456"
    assert figures_for([123456.5], "", "", "de-DE").text(123456) == "123.456"
    assert figures_for([1.5], "", "", "fr").text(1.5) == "1,5"
    assert figures_for([1_200_000], "", "", "en").text(1_200_000) == "1.2\u00a0M"
    assert figures_for([2.5e9], "", " €", "de").text(2.5e9) == "2,5\u00a0Mrd. €"
    assert figures_for([3.14159], "", "", "", 4).text(3.14159) == "3.1416"
    assert [figures_of(scale_of([0, 0.3], 4), "", "", "").text(t) for t in scale_of([0, 0.3], 4).ticks] == ["0.0", "0.1", "0.2", "0.3"]


def test_a_spreadsheet_is_told_the_same() -> None:
    assert figures_for([12.4], "€ ", " M", "en").code == '"€ "0.0" M";"−€ "0.0" M"'
    assert figures_for([1_200_000], "", "", "en").code == '0.0,,"\u00a0M";"−"0.0,,"\u00a0M"'
    assert figures_for([12345], "", '"%', "en").code == '#,##0"%";"−"#,##0"%"'


# ---------------------------------------------------------------- what is drawn


def test_few_bars_bear_their_numbers_and_need_no_axis(arrange: Arrange) -> None:  # noqa: F811
    (scene,) = arrange(fence("labels: [Q1, Q2, Q3]", "series:", "  Sales: [12, 14.5, 13]"))
    assert words(scene) == ["Sales", "Q1", "Q2", "Q3", "12.0", "14.5", "13.0"]
    assert len(bars(scene)) == 3
    assert not data_of(scene).values.shown
    heights = [bar.box.h for bar in bars(scene)]
    assert heights[0] / heights[1] == pytest.approx(12 / 14.5, rel=0.01)
    assert len({round(bar.box.bottom, 2) for bar in bars(scene)}) == 1


def test_many_bars_have_an_axis_instead(arrange: Arrange) -> None:  # noqa: F811
    (scene,) = arrange(fence(f"labels: [{', '.join(str(n) for n in range(30))}]", f"series: [{', '.join(str(n % 7) for n in range(30))}]"))
    assert data_of(scene).values.shown
    assert data_of(scene).skip > 1
    assert {"0", "2", "4", "6"} <= set(words(scene))


def test_numbers_asked_for_that_find_no_room_keep_their_axis(arrange: Arrange) -> None:  # noqa: F811
    numbers = ", ".join(str(n * 1001 - 3000) for n in range(28))
    (scene,) = arrange(fence("values: true", f"labels: [{', '.join(f'd{n}' for n in range(28))}]", f"series: [{numbers}]"))
    data = data_of(scene)
    assert data.values.shown
    assert len(data.series[0].unlabelled) > 14
    assert "20,000" in words(scene)


@pytest.mark.parametrize("count", [4, 9, 14, 40])
def test_long_labels_that_are_cut_do_not_touch(arrange: Arrange, count: int) -> None:  # noqa: F811
    labels = ", ".join(f"Donaudampfschifffahrtsgesellschaft {n}" for n in range(count))
    numbers = ", ".join(str(n) for n in range(count))
    for kind in ("line", "area", "bar"):
        (scene,) = arrange(fence(f"type: {kind}", "horizontal: false", f"labels: [{labels}]", f"series: [{numbers}]"))
        boxes = [ink(item) for item in group_of(scene).items if isinstance(item, Text)]
        assert [(a, b) for i, a in enumerate(boxes) for b in boxes[:i] if overlap(a, b) > 0] == [], kind


def test_bars_below_zero_hang_from_its_line(arrange: Arrange) -> None:  # noqa: F811
    (scene,) = arrange(fence("labels: [a, b]", "series: [5, -3]"))
    up, down = bars(scene)
    assert up.box.bottom == pytest.approx(down.box.y)
    assert "−3" in words(scene)


def test_long_labels_lay_the_bars_down_and_short_ones_wrap(arrange: Arrange) -> None:  # noqa: F811
    long = (
        "[Department of Administrative Affairs, Federal Ministry for Digital and Transport, Press Office, Treasury, Foreign Office, Army]"
    )
    (scene,) = arrange(fence(f"labels: {long}", "series: [4, 3, 2, 1, 5, 6]"))
    assert data_of(scene).horizontal
    assert [round(bar.box.x, 1) for bar in bars(scene)] == [round(bars(scene)[0].box.x, 1)] * 6
    (upright,) = arrange(fence(f"labels: {long}", "series: [4, 3, 2, 1, 5, 6]", "horizontal: false"))
    assert not data_of(upright).horizontal
    (short,) = arrange(fence("labels: [North and South, East, West and Middle]", "series: [1, 2, 3]"))
    assert not data_of(short).horizontal


def test_lines_are_named_where_they_end(arrange: Arrange) -> None:  # noqa: F811
    (scene,) = arrange(fence("type: line", "labels: [a, b, c]", "series:", "  North: [1, 2, 3]", "  South: [2, 3, 3.1]"))
    data = data_of(scene)
    assert data.legend is None
    assert [series.end is not None for series in data.series] == [True, True]
    placed = {t.paragraphs[0].text: t for t in group_of(scene).items if isinstance(t, Text)}
    assert placed["South"].box.y < placed["North"].box.y
    assert not overlap(ink(placed["South"]), ink(placed["North"]))
    assert placed["North"].paragraphs[0].runs[0].color.scheme == "accent1"


def test_a_line_is_open_where_there_is_no_number(arrange: Arrange) -> None:  # noqa: F811
    (scene,) = arrange(fence("type: line", "labels: [a, b, c, d, e]", "series: [1, 2, , 3, 4]"))
    line = next(i for i in group_of(scene).items if isinstance(i, Shape) and i.kind == "path" and i.fill is None)
    assert line.path_data.count("M") == 2


def test_a_legend_names_bars(arrange: Arrange) -> None:  # noqa: F811
    (scene,) = arrange(fence("labels: [a, b]", "series:", "  North: [1, 2]", "  South: [2, 3]"))
    assert data_of(scene).legend is not None
    assert words(scene)[:2] == ["North", "South"]
    (without,) = arrange(fence("legend: none", "labels: [a, b]", "series:", "  North: [1, 2]", "  South: [2, 3]"))
    assert "North" not in words(without)
    (right,) = arrange(fence("legend: right", "labels: [a, b]", "series:", "  North: [1, 2]", "  South: [2, 3]"))
    side = data_of(right).legend
    assert side is not None
    assert side.x > data_of(right).plot.right - 1


def test_highlighted_bars_stand_out(arrange: Arrange) -> None:  # noqa: F811
    (scene,) = arrange(fence("labels: [a, b, c]", "series: [1, 2, 3]", "highlight: B"))
    colors = [bar.fill for bar in bars(scene)]
    assert colors[0] == colors[2] != colors[1]
    assert [i for i, _ in data_of(scene).series[0].points] == [0, 2]


def test_shares_of_a_pie_are_named_around_it_and_of_a_ring_in_it(arrange: Arrange) -> None:  # noqa: F811
    lines = ("labels: [Gas, Oil, Wood, None]", "series: [60, 30, 10, 0]")
    (pie,) = arrange(fence("type: pie", *lines))
    assert set(words(pie)) == {"Gas  60%", "Oil  30%", "Wood  10%"}
    assert data_of(pie).outside
    (ring,) = arrange(fence("type: doughnut", *lines))
    assert words(ring) == ["Gas", "Oil", "Wood", "60%", "30%", "10%"]
    (numbers,) = arrange(fence("type: doughnut", "values: true", "unit: ' TWh'", *lines))
    assert "60 TWh" in words(numbers)


def test_percent_bars_fill_the_field(arrange: Arrange) -> None:  # noqa: F811
    (scene,) = arrange(fence("type: stacked", "percent: true", "labels: [a, b]", "series:", "  A: [1, 30]", "  B: [3, 10]"))
    plot = data_of(scene).plot
    assert [sum(b.box.h for b in bars(scene) if abs(b.box.x - x) < 1 and b.stroke) for x in {b.box.x for b in bars(scene) if b.stroke}] == [
        pytest.approx(plot.h),
        pytest.approx(plot.h),
    ]
    assert "100%" in words(scene)


def test_a_chart_waits_for_its_step_and_says_what_it_shows(arrange: Arrange) -> None:  # noqa: F811
    (scene,) = arrange(fence("labels: [a, b]", "series:", "  Sales: [1, 2]") + "\n{.step}")
    group = group_of(scene)
    assert group.step == 1
    assert all(item.step == 1 for item in group.items)
    assert group.alt == "Bar chart of 2 values from a to b: Sales from 1 to 2"


def test_the_sentence_for_those_who_do_not_see_it() -> None:
    one = Chart(kind="doughnut", labels=("a", "b"), series=(Series("", (1.0, 2.5), suffix=" %"),), title="Parts")
    assert described(one) == "Doughnut chart “Parts”: a 1 %, b 2.5 %"
    many = Chart(kind="combo", labels=("a",), series=tuple(Series(str(n), (1.0 if n else None,)) for n in range(9)))
    assert described(many).startswith("Bar and line chart of 1 values: 0 without numbers, 1 1,")
    assert described(many).endswith("and 3 more")


# ---------------------------------------------------------------- on every ground


@pytest.mark.parametrize("name", [info.name for info in themes.available()])
def test_series_stand_out_from_the_ground(name: str) -> None:
    for variant in themes.load(name)[0].variants:
        theme = themes.load(name, variant=variant)[0] if variant else themes.load(name)[0]
        for look in (theme, *((theme.inverted,) if theme.inverted else ())):
            colors = series_colors(look, 12)
            ground = look.color("background")
            assert all(contrast(color, ground) >= LEAST for color in colors), (name, variant)
            assert len({color.hex for color in colors[:6]}) >= 4


def test_words_in_bars_can_be_read(arrange: Arrange) -> None:  # noqa: F811
    for name in ("light", "dark"):
        (scene,) = arrange(fence("type: stacked", "labels: [a]", "series:", *(f"  s{n}: [5]" for n in range(6))), name)
        for series in data_of(scene).series:
            assert series.label is not None
            assert contrast(series.label, series.color) >= 4.5, (name, series.color, luminance(series.color))


# ---------------------------------------------------------------- whatever there is


def random_chart(kind: ChartKind) -> str:
    """A chart fence of random size and numbers."""
    count, series = random.choice([1, 2, 3, 5, 9, 24, 60]), random.choice([1, 2, 3, 7])
    size = 10 ** random.randint(-3, 9)
    names = ["Q", "North and South", "Donaudampfschifffahrtsgesellschaft", "東京都", "مدينة", ""]
    numbers = lambda: ", ".join(  # noqa: E731
        random.choice(["", *[f"{random.uniform(0 if kind in ('pie', 'doughnut') else -0.3, 1) * size:.6g}"] * 9]) for _ in range(count)
    )
    labels = (f"{n}" if kind == "scatter" else f"{random.choice(names)} {n}" for n in range(count))
    lines = [f"type: {kind}", f"labels: [{', '.join(labels)}]", "series:"]
    lines += [f"  {random.choice(names[:-1])} {n}: [{numbers()}]" for n in range(series)]
    for option in (
        "percent: true",
        "horizontal: true",
        "values: true",
        "legend: right",
        "legend: bottom",
        "title: A longer title of the chart",
        "y: Tonnes",
    ):
        lines += [option] if random.random() < 0.15 else []
    return fence(*lines)


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_the_numbers_all_is_on_the_slide(arrange: Arrange, kind: ChartKind) -> None:  # noqa: F811
    random.seed(kind)
    slides = [random_chart(kind) for _ in range(14)]
    for source, scene in zip(slides, arrange("\n\n---\n\n".join(slides)), strict=True):
        groups = [i for i in flat(scene.items) if isinstance(i, Group) and i.role == "chart"]
        if not groups:
            assert "chart" in source  # told as broken: all numbers of a pie left out
            continue
        for item in groups[0].items:
            box = ink(item) if isinstance(item, Text) else item.box
            assert box.x >= -1 and box.right <= 961, (source, item)
            assert box.y >= -1 and box.bottom <= 541, (source, item)
            if isinstance(item, Text):
                assert item.paragraphs[0].runs[0].font.size >= 12, source


@pytest.mark.parametrize("kind", KINDS)
def test_labels_do_not_run_into_each_other(arrange: Arrange, kind: ChartKind) -> None:  # noqa: F811
    lines = [
        "labels: [1, 2, 3, 4, 5, 6, 7]" if kind == "scatter" else "labels: [January, February, March, April, May, June, July]",
        "series:",
        "  Berlin: [12, 14, 17, 19, 24, 28, 31]",
    ]
    if kind not in ("pie", "doughnut"):
        lines += ["  Hamburg: [8, 9, 9.5, 12, 15, 16, 20]", "  Cologne: [8, 9, 9.5, 12, 15, 16, 20.5]"]
    (scene,) = arrange(fence(f"type: {kind}", *lines))
    boxes = [ink(item) for item in group_of(scene).items if isinstance(item, Text)]
    assert [(a, b) for i, a in enumerate(boxes) for b in boxes[:i] if overlap(a, b) > 0] == []

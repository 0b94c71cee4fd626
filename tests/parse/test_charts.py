"""Chart fences and marked tables to Charts; what is broken is told with its line and kept as it stands."""

from __future__ import annotations

import random

import pytest

from presenter.model import Block, Chart, Code, Container, Slide, Table
from presenter.parse.deck import parse
from presenter.parse.figures import read_figure


def slide(text: str) -> Slide:
    return parse(text).slides[0]


def chart(text: str) -> Chart:
    block = slide(text).blocks[-1]
    assert isinstance(block, Chart), (block, slide(text).problems)
    return block


def fence(*lines: str, info: str = "chart") -> str:
    return "\n".join([f"```{info}", *lines, "```"])


def values(found: Chart) -> dict[str, tuple[float | None, ...]]:
    return {series.name: series.values for series in found.series}


def told(text: str) -> list[tuple[str, int | None]]:
    return [(problem.code, problem.line) for problem in slide(text).problems]


# ---------------------------------------------------------------- ways to write one


def test_the_plain_form() -> None:
    found = chart(fence("type: bar", "labels: [a, b, c]", "series:", "  North: [1, 2, 3]", "  South: [4, , -5.5]"))
    assert (found.kind, found.labels) == ("bar", ("a", "b", "c"))
    assert values(found) == {"North": (1.0, 2.0, 3.0), "South": (4.0, None, -5.5)}


@pytest.mark.parametrize(
    "lines",
    [
        ("labels: [a, b]", "series: [1, 2]"),
        ("labels: a, b", "series: 1, 2"),
        ("labels: [a, b]", "values: [1, 2]"),
        ("labels: [a, b]", "data: [1, 2]"),
        ("labels:", "  - a", "  - b", "series:", "  - [1, 2]"),
        ("labels: [a, b]", "series:", "  - {name: '', values: [1, 2]}"),
        ("# a comment", "labels: [a, b]", "series:", "  - '': [1, 2]"),
    ],
)
def test_one_series_in_every_way(lines: tuple[str, ...]) -> None:
    found = chart(fence(*lines))
    assert (found.kind, found.labels, values(found)) == ("bar", ("a", "b"), {"": (1.0, 2.0)})


@pytest.mark.parametrize("info", ["chart line", "chart type=line", "chart {type=line}", "{.chart type=line}", "{.chart .line}", "chart {.line}"])
def test_the_type_stands_behind_the_fence(info: str) -> None:
    found = chart(fence("Year,North,South", "2020,1,2", "2021,3,4", info=info))
    assert (found.kind, found.labels, values(found)) == ("line", ("2020", "2021"), {"North": (1.0, 3.0), "South": (2.0, 4.0)})


def test_what_other_programs_write() -> None:
    obsidian = ("type: bar", "labels: [a, b]", "series:", "  - title: North", "    data: [1, 2]", "  - title: South", "    data: [3, 4]")
    assert values(chart(fence(*obsidian))) == {"North": (1.0, 2.0), "South": (3.0, 4.0)}
    chart_js = '{"type": "bar", "data": {"labels": ["a", "b"], "datasets": [{"label": "North", "data": [1, 2], "backgroundColor": ["red"]}]}}'
    assert values(chart(fence(chart_js))) == {"North": (1.0, 2.0)}
    assert chart(fence(chart_js)).labels == ("a", "b")


def test_values_parted_by_semicolons_have_decimal_commas_and_by_tabs_anything() -> None:
    assert values(chart(fence("x;A", "a;1,5", "b;2"))) == {"A": (1.5, 2.0)}
    assert values(chart(fence("x\tA", "a\t1.5", "b\t2,000"))) == {"A": (1.5, 2000.0)}
    assert chart(fence('x,"A, B"', '"c, d",1', "e,2")).labels == ("c, d", "e")


@pytest.mark.parametrize("marked", ["\n{.chart type=pie}", "\n\n{.chart type=pie}", "\n\n: Parts {.chart type=pie}"])
def test_a_marked_table_is_a_chart(marked: str) -> None:
    found = chart("| Part | Share |\n|---|---|\n| **Gas** | 49 % |\n| Oil | 23 % |" + marked)
    assert (found.kind, found.labels, values(found)) == ("pie", ("Gas", "Oil"), {"Share": (49.0, 23.0)})
    assert found.series[0].suffix == " %"
    assert found.title == ("Parts" if "Parts" in marked else "")


def test_a_marked_table_inside_a_container() -> None:
    held = slide("::: card\n| a | b |\n|---|---|\n| x | 1 |\n{.chart}\n:::").blocks[0]
    assert isinstance(held, Container)
    assert isinstance(held.blocks[0], Chart)


def test_an_unmarked_table_stays_one() -> None:
    assert isinstance(slide("| a | b |\n|---|---|\n| x | 1 |").blocks[0], Table)


def test_points_of_a_scatter_chart() -> None:
    found = chart(fence("type: scatter", "series:", "  A: [[1, 2], [3, 4.5]]", "  B: {x: [5, 6], values: [7, 8]}"))
    assert [(s.xs, s.values) for s in found.series] == [((1.0, 3.0), (2.0, 4.5)), ((5.0, 6.0), (7.0, 8.0))]
    table = chart("| Age | Height |\n|---|---|\n| 4 | 101 |\n| 5 | 108 |\n{.chart type=scatter}")
    assert (table.series[0].xs, table.series[0].values, table.x_title) == ((4.0, 5.0), (101.0, 108.0), "Age")


def test_a_combo_draws_its_last_series_or_those_named_as_lines() -> None:
    last = chart(fence("type: combo", "labels: [a]", "series:", "  A: [1]", "  B: [2]"))
    assert [s.kind for s in last.series] == ["bar", "line"]
    named = chart(fence("labels: [a]", "line: A", "right: [A]", "series:", "  A: [1]", "  B: [2]"))
    assert (named.kind, [(s.kind, s.right) for s in named.series]) == ("combo", [("line", True), ("bar", False)])
    own = chart(fence("type: combo", "labels: [a]", "series:", "  A: [1]", "  B: {type: line, axis: right, values: [2]}"))
    assert [(s.kind, s.right) for s in own.series] == [("bar", False), ("line", True)]


def test_options() -> None:
    found = chart(
        fence(
            "type: horizontal-bar", "title: Visits", "x: Town", "y: Thousands", "legend: right", "values: no", "percent: true",
            "unit: ' km'", "prefix: ~", "decimals: 1", "min: -5", "max: 1,000", "highlight: [b, c]", "labels: [a]", "series: [1]",
        )
    )  # fmt: skip
    assert (found.title, found.x_title, found.y_title, found.legend, found.show_values) == ("Visits", "Town", "Thousands", "right", False)
    assert (found.horizontal, found.percent, found.decimals, found.minimum, found.maximum) == (True, True, 1, -5.0, 1000.0)
    assert (found.highlight, found.series[0].suffix, found.series[0].prefix) == (("b", "c"), " km", "~")


def test_attributes_of_the_block_stay() -> None:
    found = chart(fence("labels: [a]", "series: [1]") + "\n{.step #sales}")
    assert (found.step, found.attrs.id) == (1, "sales")
    assert found.lines == (0, 5)


# ---------------------------------------------------------------- numbers


@pytest.mark.parametrize(
    ("text", "value", "prefix", "suffix"),
    [
        ("12", 12, "", ""), ("-3.5", -3.5, "", ""), ("−3,5 %", -3.5, "", " %"), ("1,234.5", 1234.5, "", ""), ("1.234,5", 1234.5, "", ""),
        ("1,234", 1234, "", ""), ("1,23", 1.23, "", ""), ("0,123", 0.123, "", ""), ("1 234 567", 1234567, "", ""), ("1'000", 1000, "", ""),
        ("€ 5", 5, "€ ", ""), ("$5", 5, "$", ""), ("-$5", -5, "$", ""), ("EUR 5", 5, "EUR ", ""), ("5 €", 5, "", " €"), ("7%", 7, "", "%"),
        ("12 km/h", 12, "", " km/h"), ("20°C", 20, "", "°C"), ("1e3", 1000, "", ""), (".5", 0.5, "", ""), ("+4", 4, "", ""),
        ("", None, "", ""), ("n/a", None, "", ""), ("–", None, "", ""), ("null", None, "", ""),
    ],
)  # fmt: skip
def test_numbers_as_people_write_them(text: str, value: float | None, prefix: str, suffix: str) -> None:
    found = read_figure(text)
    assert (found.value, found.prefix, found.suffix) == (value, prefix, suffix)


@pytest.mark.parametrize("text", ["x", "1 2 3", "1,2,3", "1..2", "--1", "1e99", "9" * 40, "1/2", "0x10", "inf", "5 apples or 6"])
def test_what_is_no_number(text: str) -> None:
    with pytest.raises(ValueError):
        read_figure(text)


# ---------------------------------------------------------------- what is broken


@pytest.mark.parametrize(
    ("lines", "line", "words"),
    [
        (["type: bar", "labels: [a]", "series:", "  A: [x]"], 4, "no number"),
        (["type: bat", "labels: [a]", "series: [1]"], 1, "did you mean bar?"),
        (["labels: [a", "series: [1]"], 2, "no valid YAML"),
        (["labels: [a]"], 1, "no numbers"),
        ([], 1, "no data"),
        (["type: bar", "labels: *a"], 2, "references"),
        (["type: bar", "series:", "  A: [1 %, 2 €]"], 3, "not in one unit"),
        (["type: pie", "labels: [a, b]", "series: [1, -1]"], 1, "less than nothing"),
        (["type: pie", "labels: [a, b]", "series: [0, 0]"], 1, "nothing"),
        (["x,A"], 1, "no rows"),
        (["series:", *(f"  s{n}: [1]" for n in range(30))], 26, "30 series"),
        (["series:", f"  A: [{', '.join('1' for _ in range(600))}]"], 1, "600 points"),
        (["type: [a, [b]]"], 1, "one word"),
        (["series:", "  A: [[[[[[[1]]]]]]]"], 2, "nested too deep"),
    ],
)
def test_a_broken_chart_is_told_and_shown_as_it_stands(lines: list[str], line: int, words: str) -> None:
    made = slide(fence(*lines))
    (block,) = made.blocks
    assert isinstance(block, Code)
    assert block.text == "\n".join(lines)
    (problem,) = made.problems
    assert (problem.code, problem.line) == ("chart-broken", line)
    assert words in problem.message + problem.hint
    assert problem.hint


def test_a_marked_table_that_is_broken_stays_a_table() -> None:
    text = "| a | b |\n|---|---|\n| x | 1 |\n| y | many |\n{.chart}"
    assert isinstance(slide(text).blocks[0], Table)
    assert told(text) == [("chart-broken", 3)]


def test_uneven_rows_and_unknown_keys_are_told_and_drawn() -> None:
    text = fence("lables: [x]", "labels: [a, b, c]", "series:", "  A: [1, 2]")
    assert values(chart(text)) == {"A": (1.0, 2.0, None)}
    assert sorted(told(text), key=str) == [("chart-uneven", 1), ("chart-unknown-key", 1)]
    assert any("labels" in p.hint for p in slide(text).problems)


def test_no_source_raises_or_takes_long() -> None:
    """Pieces of charts shuffled: a Chart or a listing comes out, and what comes out of a listing is what went in."""
    random.seed(7)
    pieces = [
        "type: bar", "type: pie", "type: combo", "type: scatter", "labels: [a, b]", "labels:", "series:", "series: [1, 2]", "  A: [1, 2]",
        "  - A: 3", "  B: {values: [1], axis: right}", "- 1", "a,b", "1,2", "x;y;z", "[1, 2]", "{a: 1}", "'", '"', "&a [1]", "*a", "!!python/object x",
        "\t- 1", "? a", ": b", "A: [[1, 2], [3]]", "<<: {}", "---", "...", "%YAML 1.1", "min: x", "highlight: [a, {b: c}]", "\u2028", "\ud800", "\x00",
    ]  # fmt: skip
    for _ in range(400):
        source = "\n".join(random.choices(pieces, k=random.randint(0, 7)))
        blocks: tuple[Block, ...] = slide(fence(source, info=random.choice(["chart", "chart pie", "chart scatter"]))).blocks
        assert any(isinstance(block, (Chart, Code)) for block in blocks), source

"""A ```` ```chart ```` fence, or a table marked `{.chart}` → a Chart; None with a Problem where its data is broken."""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches

from presenter.model import NO_ATTRS, Attrs, Chart, ChartKind, Series, Table, plain_text
from presenter.parse.attributes import parse
from presenter.parse.chart_source import LONGEST_NAME, MOST_POINTS, MOST_SERIES, Broken, Row, Word, Written, read_grid, read_source
from presenter.parse.figures import Figure, read_figure
from presenter.parse.inline import Scope
from presenter.problems import Severity

KINDS: dict[str, ChartKind] = {
    "bar": "bar", "bars": "bar", "column": "bar", "columns": "bar", "hbar": "bar", "barh": "bar", "horizontal-bar": "bar",
    "stacked": "stacked", "stacked-bar": "stacked", "stack": "stacked", "line": "line", "lines": "line", "area": "area",
    "pie": "pie", "doughnut": "doughnut", "donut": "doughnut", "scatter": "scatter", "xy": "scatter", "points": "scatter",
    "combo": "combo", "mixed": "combo",
}  # fmt: skip
LYING = ("hbar", "barh", "horizontal-bar")
OPTIONS = (
    "type", "title", "x", "y", "horizontal", "percent", "legend", "values", "prefix", "unit", "decimals", "min", "max",
    "highlight", "line", "right",
)  # fmt: skip
_SPELLED = {
    "suffix": "unit",
    "x-title": "x",
    "y-title": "y",
    "x-axis": "x",
    "y-axis": "y",
    "minimum": "min",
    "maximum": "max",
    "kind": "type",
}
_YES, _NO = frozenset(("true", "yes", "on", "1", "")), frozenset(("false", "no", "off", "0"))
_KIND_HINT = "types: bar, stacked, line, area, pie, doughnut, scatter, combo"


def chart_of_fence(info: str, text: str, lines: tuple[int, int], scope: Scope) -> Chart | None:
    """The chart that a fence describes; None, with a Problem, where it cannot be drawn."""
    attrs = _info(info)
    try:
        written = read_source(text)
        return _made(written, attrs, lines, scope, lines[0] + 1)
    except Broken as broken:
        scope.problem("chart-broken", broken.message, broken.hint, lines[0] + 1 + broken.line, Severity.ERROR)
        return None


def chart_of_table(table: Table, scope: Scope) -> Chart | None:
    """The chart of a table's numbers; None, with a Problem, where it cannot be drawn."""
    first = table.lines[0]
    rows = [[Word(plain_text(c.spans), r + (r >= table.header_rows)) for c in row] for r, row in enumerate(table.rows)]
    try:
        written = read_grid(rows)
        if table.caption:
            written.options.setdefault("title", [Word(plain_text(table.caption))])
        return _made(written, table.attrs, table.lines, scope, first)
    except Broken as broken:
        scope.problem("chart-broken", broken.message, broken.hint, first + broken.line, Severity.ERROR)
        return None


def _info(info: str) -> Attrs:
    """The attributes behind the fence, in braces or not."""
    words = info.replace("{", " ").replace("}", " ").strip()[:1000]
    found = parse(words, words=True)
    if found is None:
        return NO_ATTRS
    return Attrs(found.id, tuple(c for c in found.classes if c.lower() != "chart"), found.pairs)


# ---------------------------------------------------------------- what is written -> the chart


def _made(written: Written, attrs: Attrs, lines: tuple[int, int], scope: Scope, first: int) -> Chart:
    """The chart; what is odd but harmless is told with lines counted from `first`. Raises Broken."""
    options = _options(written, attrs, scope, first)
    said = options.get("type", [Word("")])[0]
    word = said.text.strip().lower().replace(" ", "-").replace("_", "-")
    kind = KINDS.get(word or ("combo" if "line" in options else "bar"))
    if kind is None:
        near = get_close_matches(word, KINDS, 1)
        raise Broken(f"there is no chart type “{word[:40]}”", f"did you mean {near[0]}?" if near else _KIND_HINT, said.line)
    _bounded(written)
    if kind != "scatter":
        written.rows = [part for row in written.rows for part in _without_points(row)]
    series, labels = _even(*_series(written, kind, options), scope, first)
    _drawable(kind, series)
    legend = _one(options, "legend").lower()
    return Chart(
        kind=kind,
        labels=labels,
        series=series,
        title=_one(options, "title"),
        x_title=_one(options, "x") or (written.corner if kind == "scatter" else ""),
        y_title=_one(options, "y"),
        horizontal=True if word in LYING else _flag(options, "horizontal"),
        percent=bool(_flag(options, "percent")),
        legend={"none": "none", "false": "none", "no": "none", "top": "top", "bottom": "bottom", "right": "right"}.get(legend, "auto"),  # type: ignore[arg-type]
        show_values=_flag(options, "values"),
        decimals=_decimals(options),
        minimum=_bound(options, "min"),
        maximum=_bound(options, "max"),
        highlight=tuple(word.text for word in options.get("highlight", [])),
        attrs=attrs,
        lines=lines,
    )


def _options(written: Written, attrs: Attrs, scope: Scope, first: int) -> dict[str, list[Word]]:
    """All options by their own name; those inside the fence win over those behind it."""
    found: dict[str, list[Word]] = {}
    for name in attrs.classes:
        if name.lower() in KINDS:
            found["type"] = [Word(name)]
        elif name.lower() in ("horizontal", "percent"):
            found[name.lower()] = [Word("")]
    for key, value in attrs.pairs:
        name = _SPELLED.get(key.lower(), key.lower())
        if name in OPTIONS:
            parts = value.split(",") if name in ("highlight", "line", "right") else [value]
            found[name] = [Word(part.strip() if name != "unit" else part) for part in parts]
    for key, words in written.options.items():
        name = _SPELLED.get(key, key)
        if name in OPTIONS:
            found[name] = words
        else:
            near = get_close_matches(name, ("labels", "series", *OPTIONS), 1)
            hint = f"did you mean {near[0]}?" if near else "charts know: labels, series, " + ", ".join(OPTIONS)
            line = first + (words[0].line if words else 0)
            scope.problem("chart-unknown-key", f"a chart has no “{key[:40]}”", hint, line, Severity.INFO)
    return found


def _one(options: dict[str, list[Word]], name: str) -> str:
    return ", ".join(word.text for word in options.get(name, []))[:LONGEST_NAME].strip()


def _flag(options: dict[str, list[Word]], name: str) -> bool | None:
    text = _one(options, name).lower()
    return None if name not in options or text not in _YES | _NO else text in _YES


def _decimals(options: dict[str, list[Word]]) -> int | None:
    text = _one(options, "decimals")
    return min(int(text), 6) if text.isascii() and text.isdigit() and len(text) < 4 else None


def _bound(options: dict[str, list[Word]], name: str) -> float | None:
    if name not in options:
        return None
    word = Word(_one(options, name), options[name][0].line if options[name] else 0)
    return _figure(word).value


def _figure(word: Word) -> Figure:
    try:
        return read_figure(word.text)
    except ValueError:
        raise Broken(f"“{word.text[:40]}” is no number", "write a number such as 12.5, or nothing where there is none", word.line) from None


def _without_points(row: Row) -> list[Row]:
    """A row of pairs where no points are meant: nameless, each pair is a series of its own."""
    if row.xs is None:
        return [row]
    if row.name or row.options:
        raise Broken(
            f"“{row.name[:40]}” has points of two numbers", "draw them with `type: scatter`, or write one number a label", row.line
        )
    return [Row("", [x, y], line=x.line) for x, y in zip(row.xs, row.cells, strict=False)]


def _bounded(written: Written) -> None:
    if len(written.rows) > MOST_SERIES:
        raise Broken(f"this chart has {len(written.rows)} series", f"a chart holds {MOST_SERIES} at most", written.rows[MOST_SERIES].line)
    longest = max((len(row.cells) for row in written.rows), default=0)
    if max(longest, len(written.labels)) > MOST_POINTS:
        raise Broken(f"this chart has {max(longest, len(written.labels))} points", f"a chart holds {MOST_POINTS} a series at most")


# ---------------------------------------------------------------- series


def _series(written: Written, kind: ChartKind, options: dict[str, list[Word]]) -> tuple[list[Series], list[str]]:
    """Every series read, and the labels. Raises Broken."""
    lines = {word.text.casefold() for word in options.get("line", [])}
    right = {word.text.casefold() for word in options.get("right", [])}
    named = any(row.options for row in written.rows) or lines
    across = [_figure(word).value for word in written.labels] if kind == "scatter" and written.labels else []
    made: list[Series] = []
    for index, row in enumerate(written.rows):
        key = row.name.casefold()
        form = row.options.get("type", Word("")).text.lower()
        drawn = "line" if form in ("line", "lines") or key in lines else "bar"
        if kind == "combo" and not named and len(written.rows) > 1:
            drawn = "line" if index == len(written.rows) - 1 else "bar"
        aside = kind == "combo" and (key in right or row.options.get("axis", Word("")).text.lower() == "right")
        xs = tuple(_figure(word).value for word in row.xs) if row.xs is not None else tuple(across[: len(row.cells)])
        if kind == "scatter" and not xs:
            xs = tuple(float(n + 1) for n in range(len(row.cells)))
        form_of = ("line" if drawn == "line" else "bar") if kind == "combo" else ""
        made.append(replace(_read(row, options, aside), xs=xs if kind == "scatter" else (), kind=form_of, right=aside))  # type: ignore[arg-type]
    if made and all(series.right for series in made):
        made = [replace(series, right=False) for series in made]
    return made, [] if kind == "scatter" else [word.text.strip()[:LONGEST_NAME] for word in written.labels]


def _read(row: Row, options: dict[str, list[Word]], aside: bool) -> Series:
    """A series' numbers and their unit, which must be one."""
    figures = [_figure(word) for word in row.cells]
    units = {(f.prefix.strip(), f.suffix.strip()): f for f in figures if f.value is not None}
    if len(units) > 1:
        odd = next(w for w, f in zip(row.cells, figures, strict=True) if f.value is not None and f is not figures[0])
        words = " and ".join("“" + f"{prefix}…{suffix}" + "”" if prefix or suffix else "no unit" for prefix, suffix in list(units)[:2])
        raise Broken(f"the numbers of “{row.name[:40]}” are not in one unit: {words}", "write all of a series in the same unit", odd.line)
    unit = next(iter(units.values()), Figure(None))
    prefix, suffix = unit.prefix, unit.suffix
    if not aside:
        prefix = options["prefix"][0].text if options.get("prefix") else prefix
        suffix = options["unit"][0].text if options.get("unit") else suffix
    return Series(row.name[:LONGEST_NAME], tuple(f.value for f in figures), prefix=prefix[:12], suffix=_spaced(suffix[:12]))


def _spaced(suffix: str) -> str:
    """A unit of letters stands apart from its number; one that is written close stays close."""
    return f" {suffix}" if suffix[:1].isalpha() and len(suffix) > 1 else suffix


def _even(series: list[Series], labels: list[str], scope: Scope, first: int) -> tuple[tuple[Series, ...], tuple[str, ...]]:
    """Series as long as the labels: what is missing is none, told to the author."""
    longest = max([len(labels), *(len(s.values) for s in series)], default=0)
    uneven = [s for s in series if len(s.values) != longest] if series and not series[0].xs else []
    if uneven or (labels and len(labels) != longest):
        what = f"“{uneven[0].name or 'the series'}” has {len(uneven[0].values)} numbers" if uneven else f"there are {len(labels)} labels"
        scope.problem("chart-uneven", f"{what} where {longest} are expected", "write as many numbers as labels", first, Severity.WARNING)
    if series and series[0].xs:
        cut = [min(len(s.values), len(s.xs)) for s in series]
        return tuple(replace(s, values=s.values[:n], xs=s.xs[:n]) for s, n in zip(series, cut, strict=True)), ()
    padded = tuple(replace(s, values=s.values + (None,) * (longest - len(s.values))) for s in series)
    return padded, tuple(labels + [""] * (longest - len(labels))) if labels else tuple(str(n + 1) for n in range(longest))


def _drawable(kind: ChartKind, series: tuple[Series, ...]) -> None:
    numbers = [v for s in series for v in s.values if v is not None]
    if not numbers:
        raise Broken("there are no numbers in this chart", "write `series:` and below it `name: [1, 2, 3]`")
    if kind in ("pie", "doughnut"):
        if any(v < 0 for v in numbers):
            raise Broken(f"a {kind} cannot show what is less than nothing", "draw it with `type: bar`")
        if not any(v > 0 for v in series[0].values if v is not None):
            raise Broken(f"all parts of this {kind} are nothing", "give it numbers, or draw it with `type: bar`")

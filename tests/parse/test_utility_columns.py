"""Rows and grids as utility classes ask for them."""

from __future__ import annotations

import pytest

from presenter.model import Columns, Container
from tests.parse.reading import blocks, only


def _row(classes: str, *cells: str) -> str:
    inner = "\n".join(f'<div class="{cell.partition("|")[0]}">{cell.partition("|")[2]}</div>' for cell in cells)
    return f'<div class="{classes}">\n{inner}\n</div>\n'


def _shares(source: str) -> list[float | None]:
    return [column.share for column in only(Columns, source).columns]


@pytest.mark.parametrize("classes", ["grid grid-cols-1 gap-6", "flex flex-col gap-2", "grid gap-4", "grid grid-rows-2"])
def test_one_column_is_no_row(classes: str) -> None:
    assert not any(isinstance(block, Columns) for block in blocks(_row(classes, "|one", "|two")))


def test_the_widest_screen_says_how_many_columns_there_are() -> None:
    made = only(Container, _row("grid grid-cols-1 md:grid-cols-2", "|a", "|b", "|c", "|d"))
    assert [len(row.columns) for row in made.blocks if isinstance(row, Columns)] == [2, 2]


def test_widths_in_brackets_fractions_and_spans() -> None:
    assert _shares(_row("grid grid-cols-[30%_70%] gap-4", "|a", "|b")) == [0.3, 0.7]
    assert _shares(_row("grid grid-cols-[1fr,3fr]", "|a", "|b")) == [0.25, 0.75]
    assert _shares(_row("flex", "w-1/3|a", "w-2/3|b")) == pytest.approx([1 / 3, 2 / 3])
    assert _shares(_row("grid grid-cols-5", "col-span-2|a", "col-span-3|b")) == [0.4, 0.6]


def test_spans_go_on_in_further_rows() -> None:
    made = only(Container, _row("grid grid-cols-3", "col-span-2|a", "|b", "|c", "col-span-3|d"))
    first, second, third = made.blocks
    assert isinstance(first, Columns) and [column.share for column in first.columns] == pytest.approx([2 / 3, 1 / 3], abs=1e-3)
    assert not isinstance(second, Columns) and not isinstance(third, Columns)


def test_a_number_or_sign_before_words_is_narrow() -> None:
    words = "|words that go on and on beside it"
    first, second = _shares(_row("flex items-start gap-4", "text-2xl|1.", words))
    assert first is not None and second is not None and first < 0.08 and first + second == pytest.approx(1.0)
    assert _shares(_row("flex gap-4", "|yes", "|no")) == [None, None]
    assert _shares(_row("grid grid-cols-2", "|1.", words)) == [None, None]

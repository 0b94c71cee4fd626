"""Numbers of a chart -> the workbook that PowerPoint opens to edit them, and where in it each of them stands."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

from presenter.export.pptx.xml import FORBIDDEN
from presenter.scene import ChartData

SHEET = "Sheet1"
_MADE = datetime(2000, 1, 1)  # the same chart gives the same bytes


def column(number: int) -> str:
    """A column's letters; number from 0."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def name_ref(data: ChartData, number: int) -> str:
    """Where the name of series `number` stands."""
    return f"{SHEET}!${column(_value_column(data, number))}$1"


def values_ref(data: ChartData, number: int) -> str:
    """Where its numbers stand."""
    letters = column(_value_column(data, number))
    return f"{SHEET}!${letters}$2:${letters}${len(data.series[number].values) + 1}"


def labels_ref(data: ChartData) -> str:
    """Where the labels stand."""
    return f"{SHEET}!$A$2:$A${len(data.labels) + 1}"


def across_ref(data: ChartData, number: int) -> str:
    """Where the places across of a scatter chart's series stand."""
    letters = column(_value_column(data, number) - 1)
    return f"{SHEET}!${letters}$2:${letters}${len(data.series[number].values) + 1}"


def _value_column(data: ChartData, number: int) -> int:
    return 2 * number + 1 if data.kind == "scatter" else number + 1


def workbook(data: ChartData) -> bytes:
    """The .xlsx file: labels in the first column, a series in each that follows; of a scatter chart two columns each."""
    import xlsxwriter  # type: ignore[import-untyped, unused-ignore]

    held = BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": _MADE})
    sheet = book.add_worksheet(SHEET)
    wide = max((len(label) for label in data.labels), default=8)
    sheet.set_column(0, 0, min(max(wide, 8), 40))
    for row, label in enumerate(data.labels if data.kind != "scatter" else (), 1):
        sheet.write_string(row, 0, clean(label))
    for number, series in enumerate(data.series):
        at = _value_column(data, number)
        sheet.write_string(0, at, clean(series.name))
        for row, value in enumerate(series.values, 1):
            if value is not None:
                sheet.write_number(row, at, value)
        for row, x in enumerate(series.xs, 1):
            if x is not None:
                sheet.write_number(row, at - 1, x)
    book.close()
    return held.getvalue()


def clean(text: str) -> str:
    """Words without the characters that XML cannot hold."""
    return FORBIDDEN.sub("", text)

"""One file per kind of block: how it is placed. Importing this room attaches them all to the registry."""

from presenter.blocks import (
    arrangements,
    callout,
    chart,
    code,
    columns,
    container,
    definitions,
    drawn,
    figure,
    footnotes,
    list_columns,
    lists,
    mosaic,
    prose,
    quote,
    table,
)

__all__ = [
    "arrangements",
    "callout",
    "chart",
    "code",
    "columns",
    "container",
    "definitions",
    "drawn",
    "figure",
    "footnotes",
    "list_columns",
    "lists",
    "mosaic",
    "prose",
    "quote",
    "table",
]

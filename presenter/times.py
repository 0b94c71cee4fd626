"""A deck's file → what its runs took, in words for a terminal or as a table for spreadsheets; loads neither Qt nor a theme."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from presenter.parse.deck import parse
from presenter.problems import UserError
from presenter.store.document import read
from presenter.store.runs import RunFile, write_table
from presenter.talk.pace import duration
from presenter.talk.runs import Row, Run
from presenter.talk.session import plan_of, rows

WIDEST = 44  # characters of a title


def tell(deck: Path, number: int | None = None, csv: Path | None = None) -> tuple[str, ...]:
    """The lines that say what run `number` (from 1, the latest if None) took; with `csv` it is written there instead.
    Raises UserError when there is none."""
    runs = RunFile(deck).read()
    if not runs:
        raise UserError(f"no times are kept for {deck}", f"give the talk, or: presenter present --rehearse {deck}")
    number = number or len(runs)
    if number > len(runs):
        raise UserError(f"there is no run {number}", f"{deck} has {len(runs)}, the oldest is 1")
    run = runs[number - 1]
    parsed = parse(read(deck).text, folder=deck.absolute().parent)
    plan = plan_of(parsed)
    made = rows(run, parsed, plan)
    if csv is not None:
        write_table(made, csv)
        return (f"{csv}: run {number} of {len(runs)}",)
    planned = f", planned {duration(plan.total)}" if plan else ""
    return (f"{_when(run)}: {run.kind}, {duration(run.seconds)}{planned} (run {number} of {len(runs)})", *map(_line, made))


def _when(run: Run) -> str:
    return datetime.fromtimestamp(run.begun).strftime("%Y-%m-%d %H:%M")


def _line(row: Row) -> str:
    place = f"{row.index + 1:>4}" if row.index is not None else "   –"
    title = row.title if len(row.title) <= WIDEST else row.title[: WIDEST - 1] + "…"
    beside = f"{'+' if row.over >= 0 else '-'}{duration(abs(round(row.over)))}" if row.planned is not None else ""
    return f"{place}  {title:<{WIDEST}} {duration(row.spent):>7} {beside:>7}".rstrip()

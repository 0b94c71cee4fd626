"""The runs of a deck (talks given and rehearsed) ⇄ one file among the program's own; a deck's folder gets nothing."""

from __future__ import annotations

import csv
import io
import json
import math
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from presenter.files import atomic
from presenter.problems import UserError
from presenter.store.recovery import deck_key
from presenter.talk.ink import Mark
from presenter.talk.runs import Leg, Row, Run

MOST = 40  # runs kept for a deck
LARGEST = 20_000_000  # bytes


def runs_folder() -> Path:
    """Where the runs of all decks are."""
    from platformdirs import user_data_path

    return user_data_path("presenter", appauthor=False) / "runs"


class RunFile:
    """The runs of one deck, oldest first."""

    def __init__(self, deck: Path, folder: Path | None = None) -> None:
        self.deck = deck
        self.file = (folder or runs_folder()) / f"{deck_key(deck)}.json"

    def read(self) -> tuple[Run, ...]:
        """The runs that can be read."""
        try:
            if self.file.stat().st_size > LARGEST:
                return ()
            values = json.loads(self.file.read_text(encoding="utf-8"))["runs"]
        except (OSError, ValueError, LookupError, TypeError, RecursionError):
            return ()
        made = []
        for one in values if isinstance(values, list) else []:
            with suppress(ValueError, LookupError, TypeError, OverflowError):
                made.append(_run(one))
        return tuple(made[-MOST:])

    def add(self, run: Run) -> None:
        """Keep one more; of very many the oldest go. Raises UserError."""
        self._write((*self.read(), run)[-MOST:])

    def remove(self, run: Run) -> None:
        """Keep it no more. Raises UserError."""
        self._write(tuple(one for one in self.read() if one.begun != run.begun))

    def _write(self, runs: tuple[Run, ...]) -> None:
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UserError(f"cannot write {self.file}", error.strerror or str(error)) from error
        with atomic(self.file) as part:
            part.write_text(json.dumps({"deck": str(self.deck.absolute()), "runs": [_values(run) for run in runs]}), encoding="utf-8")


def _values(run: Run) -> dict[str, Any]:
    legs = [{**asdict(leg.slide), "steps": [round(s, 2) for s in leg.steps], "ink": leg.ink} for leg in run.legs]
    return {"begun": run.begun, "kind": run.kind, "slides": legs}


def _run(values: Any) -> Run:
    """Raises ValueError, LookupError or TypeError for what is no run."""
    kind, begun = values["kind"], float(values["begun"])
    if kind not in ("talk", "rehearsal") or not math.isfinite(begun):
        raise ValueError(kind)
    return Run(begun, kind, tuple(_leg(one) for one in values["slides"]))


def _leg(values: Any) -> Leg:
    told = Mark(int(values["index"]), *(str(values.get(name, "")) for name in ("id", "digest", "title")))
    steps = tuple(float(seconds) for seconds in values["steps"])
    if not all(0 <= seconds < 1e7 for seconds in steps):
        raise ValueError("seconds")
    return Leg(told, steps, max(0, int(values.get("ink", 0))))


# ---------------------------------------------------------------- for other programs


def table(rows: tuple[Row, ...]) -> str:
    """The rows of a run as CSV: slide, title, seconds, planned, over, lines drawn, and the seconds of each step."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["slide", "title", "seconds", "planned", "over", "ink", "steps"])
    for row in rows:
        planned = ["", ""] if row.planned is None else [f"{row.planned:.1f}", f"{row.over:.1f}"]
        steps = " ".join(f"{seconds:.1f}" for seconds in row.steps)
        writer.writerow(["" if row.index is None else row.index + 1, _harmless(row.title), f"{row.spent:.1f}", *planned, row.ink, steps])
    return out.getvalue()


def _harmless(words: str) -> str:
    """Words that a spreadsheet does not take for a formula."""
    return f"'{words}" if words[:1] in ("=", "+", "-", "@", "\t") else words


def write_table(rows: tuple[Row, ...], path: Path) -> None:
    """Write `table` to `path`, with the mark that Excel wants. Raises UserError."""
    with atomic(path) as part:
        part.write_text("\ufeff" + table(rows), encoding="utf-8", errors="backslashreplace", newline="")

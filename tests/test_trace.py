"""Timed events in a file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from presenter import trace
from presenter.problems import UserError
from tests.growth import within


@pytest.fixture(autouse=True)
def _stopped() -> Iterator[None]:
    yield
    trace.stop()


def test_events_are_lines_of_json_in_order(tmp_path: Path) -> None:
    file = tmp_path / "t.jsonl"
    trace.start(file)
    key = trace.event("key", key="Space")
    trace.event("slide-shown", slide=2, step=0, window="audience", key=key)
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert [row["event"] for row in rows] == ["start", "key", "slide-shown"]
    assert [row["t"] for row in rows] == sorted(row["t"] for row in rows)
    assert rows[2]["key"] == key


def test_off_it_costs_next_to_nothing() -> None:
    def events() -> None:
        for _ in range(10_000):
            trace.event("key", key="Space")

    assert within(events, lambda: [json.dumps({"key": n}) for n in range(10_000)], 1)
    assert not trace.on()


def test_any_text_can_be_told(tmp_path: Path) -> None:
    trace.start(tmp_path / "t.jsonl")
    trace.event("key", key="ä\ud800\n", path=tmp_path)
    assert len((tmp_path / "t.jsonl").read_text(encoding="utf-8").splitlines()) == 2


def test_a_place_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot write the trace"):
        trace.start(tmp_path / "none" / "t.jsonl")


def test_now_counts_from_the_start_of_the_process() -> None:
    first = trace.now()
    assert 0 < first < 3600
    assert trace.now() >= first

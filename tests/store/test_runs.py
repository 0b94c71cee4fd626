"""Runs are kept, read back, thrown away one by one; garbage and refusals do no harm."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path

import pytest

from presenter.problems import UserError
from presenter.store.runs import MOST, RunFile, table, write_table
from presenter.talk.ink import Mark
from presenter.talk.runs import Leg, Row, Run


def run(begun: float, kind: str = "rehearsal") -> Run:
    return Run(begun, kind, (Leg(Mark(0, "", "abc", "One"), (1.5, 2.25)), Leg(Mark(2, "x", "d", "Zwei – ü"), (60.0,), ink=3)))  # type: ignore[arg-type]


def test_runs_come_back_as_they_were(tmp_path: Path) -> None:
    file = RunFile(tmp_path / "talk.md", tmp_path / "runs")
    assert file.read() == ()
    file.add(run(1.0))
    file.add(run(2.0, "talk"))
    assert RunFile(tmp_path / "talk.md", tmp_path / "runs").read() == (run(1.0), run(2.0, "talk"))
    assert RunFile(tmp_path / "other.md", tmp_path / "runs").read() == ()
    file.remove(run(1.0))
    assert file.read() == (run(2.0, "talk"),)
    for begun in range(3, MOST + 20):
        file.add(run(float(begun)))
    assert len(file.read()) == MOST
    assert file.read()[-1].begun == MOST + 19


@pytest.mark.parametrize("garbage", [
    "", "[]", "{}", '{"runs": 3}', '{"runs": [3, {"begun": "x"}, {"begun": 1, "kind": "nap", "slides": []}]}',
    '{"runs": [{"begun": 1, "kind": "talk", "slides": [{"index": 0, "steps": [-1]}]}]}', "[" * 20000,
])  # fmt: skip
def test_garbage_is_as_good_as_nothing(tmp_path: Path, garbage: str) -> None:
    file = RunFile(tmp_path / "talk.md", tmp_path)
    file.file.write_text(garbage, encoding="utf-8")
    assert file.read() == ()
    file.add(run(1.0))
    assert file.read() == (run(1.0),)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_refuses(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(UserError):
        RunFile(tmp_path / "talk.md", tmp_path / "runs").add(run(1.0))


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "runs").write_text("x")
    with pytest.raises(UserError):
        RunFile(tmp_path / "talk.md", tmp_path / "runs").add(run(1.0))


def test_a_table_for_spreadsheets(tmp_path: Path) -> None:
    rows = (
        Row(0, 'A "title", with signs', 75.25, 60.0, (70.0, 5.25), 2),
        Row(1, "=HYPERLINK(1)", 10.0, None),
        Row(None, "gone", 3.0, None),
    )
    read = list(csv.reader(io.StringIO(table(rows))))
    assert read == [
        ["slide", "title", "seconds", "planned", "over", "ink", "steps"],
        ["1", 'A "title", with signs', "75.2", "60.0", "15.2", "2", "70.0 5.2"],
        ["2", "'=HYPERLINK(1)", "10.0", "", "", "0", ""],
        ["", "gone", "3.0", "", "", "0", ""],
    ]
    write_table(rows, tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_bytes().startswith(b"\xef\xbb\xbfslide,title")
    with pytest.raises(UserError):
        write_table(rows, tmp_path / "no" / "t.csv")

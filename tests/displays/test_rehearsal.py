"""Rehearsing on real displays: the console alone, whatever is plugged in; the projector stays as it is."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from presenter.parse.deck import parse
from presenter.store.recovery import TalkRecord
from presenter.store.runs import RunFile
from presenter.talk.course import Course
from presenter.talk.state import Talk
from tests.displays.servers import DECK, Display, serving, until


@pytest.fixture
def display(tmp_path: Path) -> Iterator[Display]:
    with serving(tmp_path) as made:
        yield made


@pytest.fixture
def deck(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "talk.md"
    path.write_text(DECK, encoding="utf-8")
    yield path
    RunFile(path).file.unlink(missing_ok=True)


@pytest.mark.parametrize("projector", [False, True])
def test_a_rehearsal_takes_no_display_of_the_audience_s(display: Display, deck: Path, projector: bool) -> None:
    if projector:
        display.plug()
    started = time.time()
    show = display.start("present", str(deck), "--rehearse")
    assert until(lambda: show.place("console") != "hidden" and show.hears()), show.log.read_text()
    show.key("Right", "h", "h")
    assert until(lambda: len(show.events("moved")) == 3)
    assert show.place("audience") == "hidden"
    begun = time.time()
    assert until(lambda: time.time() - begun > 1.0)
    show.key("Right", "Escape", "Escape")
    assert until(lambda: show.child.poll() is not None)
    assert "each slide's time: presenter times" in show.log.read_text("utf-8")
    kept = RunFile(deck).read()
    assert [run.kind for run in kept] == ["rehearsal"]
    assert [leg.slide.index for leg in kept[0].legs] == [0, 1, 2]
    assert 1.0 < kept[0].seconds < time.time() - started


def test_a_talk_that_went_on_after_a_kill_is_told_in_the_terminal(display: Display, deck: Path) -> None:
    parsed = parse(DECK)
    record = TalkRecord(deck)
    now = time.time()
    record.keep(Talk(2, started=now - 600, slide_since=now - 100), parsed, Course({(0, 0): 200.0, (1, 0): 300.0}, 500.0))
    assert os.environ["XDG_STATE_HOME"]  # the program finds it in the same home
    show = display.start("present", str(deck), "--resume", "--windowed")
    assert until(lambda: show.slide() == (3, 0)), show.log.read_text()
    show.key("Escape", "Escape")
    assert until(lambda: show.child.poll() is not None)
    longest = time.time() - now
    assert re.search(r"presenter: 1\d:\d\d", show.log.read_text("utf-8"))
    *before, went_on = [leg.seconds for leg in RunFile(deck).read()[0].legs]
    assert before == [200, 300]
    assert 100 <= went_on <= 100 + longest

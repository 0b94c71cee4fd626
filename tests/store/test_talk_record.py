"""A running talk written down, and found again in the deck as it is then; garbage never matters."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from presenter.model import Deck
from presenter.parse.deck import parse
from presenter.store.recovery import TalkRecord
from presenter.talk.course import NO_COURSE, Course
from presenter.talk.state import Talk

TEXT = "# A\n\n---\n\n# B\n\none\n\n. . .\n\ntwo\n\n---\n\n# C\n"
TALK = Talk(1, 1, "frozen", (2, 0), "12", False, 1000.5, None, 3.0, 1100.0)


@pytest.fixture
def deck() -> Deck:
    return parse(TEXT)


def test_the_talk_comes_back_without_half_typed_digits(tmp_path: Path, deck: Deck) -> None:
    record = TalkRecord(tmp_path / "deck.md", tmp_path / "r")
    assert record.found(deck) is None
    record.keep(TALK, deck)
    again = TalkRecord(tmp_path / "deck.md", tmp_path / "r")
    assert again.found(deck) == Talk(1, 1, "frozen", (2, 0), "", False, 1000.5, None, 3.0, 1100.0)
    assert TalkRecord(tmp_path / "other.md", tmp_path / "r").found(deck) is None
    record.keep(Talk(2, screen="hidden"), deck)
    assert again.found(deck) == Talk(2, screen="hidden")
    record.done()
    assert again.found(deck) is None
    assert list((tmp_path / "r").iterdir()) == []


def test_on_the_same_slide_of_an_edited_deck(tmp_path: Path, deck: Deck) -> None:
    record = TalkRecord(None, tmp_path)
    record.keep(TALK, deck)
    edited = record.found(parse("# New\n\n---\n\n# A\n\n---\n\n# B\n\nall at once\n\n---\n\n# C\n"))
    assert edited is not None
    assert (edited.place, edited.held) == ((2, 0), (3, 0))
    record.keep(Talk(0, later=(1, 2)), deck)
    put_by = record.found(parse("# New\n\n---\n\n" + TEXT))
    assert put_by is not None
    assert put_by.later == (2, 3)
    assert record.found(parse("")) is not None


def test_it_is_offered_only_when_nobody_gives_the_talk_now(tmp_path: Path, deck: Deck) -> None:
    record = TalkRecord(None, tmp_path)
    record.keep(TALK, deck)
    now = time.time()
    assert record.interrupted(deck, now) is None  # this very process would be giving it
    values = json.loads(record.file.read_text())
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    record.file.write_text(json.dumps({**values, "pid": child.pid}))
    assert record.interrupted(deck, now) is not None
    os.utime(record.file, (now - 86400, now - 86400))
    assert record.interrupted(deck, now) is None  # yesterday's talk
    assert record.found(deck) is not None


GARBAGE = (
    "[]", "{", "7", "{}", '{"talk": 7}', '{"talk": {}}', '{"talk": {"slide": "x", "step": 0, "screen": "live"}}',
    '{"talk": {"slide": 0, "step": 0, "screen": "blue"}}', '{"talk": {"slide": 0, "step": 0, "screen": "live", "held": 3}}',
    '{"talk": {"slide": 0, "step": 0, "screen": "live", "held": [1]}}', '{"talk": {"slide": 1e999, "step": 0, "screen": "live"}}',
    '{"talk": {"slide": 0, "step": 0, "screen": "live", "started": {}}}', '{"talk": {"slide": 0, "step": 0, "screen": []}}',
)  # fmt: skip


@pytest.mark.parametrize("garbage", GARBAGE)
def test_garbage_is_nothing(tmp_path: Path, deck: Deck, garbage: str) -> None:
    record = TalkRecord(None, tmp_path)
    record.file.write_text(garbage)
    assert record.found(deck) is None
    assert record.interrupted(deck, time.time()) is None


def test_a_place_that_is_not_there_any_more_stays_in_the_deck(tmp_path: Path, deck: Deck) -> None:
    record = TalkRecord(None, tmp_path)
    record.file.write_text('{"talk": {"slide": 99, "step": -5, "screen": "live", "slide_mark": {"id": [], "digest": null}}}')
    assert record.found(deck) == Talk(2, 0)


def test_a_folder_that_cannot_be_made_disturbs_nobody(tmp_path: Path, deck: Deck) -> None:
    (tmp_path / "file").write_text("")
    TalkRecord(None, tmp_path / "file" / "r").keep(TALK, deck)


def test_where_the_time_went_comes_back_for_the_same_slides(tmp_path: Path) -> None:
    deck = parse("# A\n\n---\n\n# B\n")
    record = TalkRecord(None, tmp_path)
    assert record.course(deck) == NO_COURSE
    course = Course({(0, 0): 10.123456, (1, 2): 1 / 3}, 10.123456 + 1 / 3)
    record.keep(Talk(1, started=5.0), deck, course)
    assert record.course(deck) == course
    assert record.course(parse("# A\n")) == NO_COURSE
    for garbage in ('"spent": [[0, 0, 99.0]], "until": 3.0', '"spent": [[0, 0]], "until": 3.0', '"spent": 7, "until": "x"', '"until": NaN'):
        record.file.write_text(f'{{"talk": {{"count": 2, {garbage}}}}}')
        assert record.course(deck) == NO_COURSE

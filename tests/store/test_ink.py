"""Ink beside the deck: what is written comes back on the same slides, garbage is never replaced, nothing is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from presenter.parse.deck import parse
from presenter.problems import UserError
from presenter.store.ink import InkFile, ink_file
from presenter.talk.ink import NO_INK, Ink, Page, Stroke

TEXT = "# A\n\n---\n\n# B\n\none\n\n---\n\n# C\n"
LINE = Stroke(1, "pen", "#e03131", ((1.5, 2.25), (3.0, 4.0)))
BAND = Stroke(0, "highlighter", "#ffd43b", ((5.0, 6.0),))


def told(page: Page) -> list[tuple[object, ...]]:
    return [(s.step, s.pen, s.color, s.points) for s in page.strokes]


@pytest.fixture
def file(tmp_path: Path) -> InkFile:
    return InkFile(tmp_path / "talk.md")


def test_written_and_read_again(file: InkFile) -> None:
    deck = parse(TEXT)
    assert file.read(deck) is NO_INK
    file.write(Ink({1: Page((LINE, BAND))}), deck)
    assert file.file.name == "talk.ink.json"
    again = InkFile(file.file.with_name("talk.md")).read(parse(TEXT))
    assert told(again.page(1)) == told(Page((LINE, BAND)))
    assert again.page(0).strokes == ()
    file.write(Ink({1: Page()}), deck)
    assert not file.file.exists()


def test_on_the_slides_of_a_deck_edited_meanwhile(file: InkFile) -> None:
    file.write(Ink({0: Page((BAND,)), 1: Page((LINE,))}), parse(TEXT))
    other = parse("# New\n\n---\n\n# B\n\nrewritten\n")
    ink = file.read(other)
    assert told(ink.page(1)) == told(Page((LINE,)))
    assert len(ink.lost) == 1
    file.write(ink, other)  # the slide that is gone keeps its ink in the file
    assert told(file.read(parse(TEXT)).page(0)) == told(Page((BAND,)))


GARBAGE = (
    "", "[]", "{}", '{"slides": 3}', '{"slides": [3]}', '{"slides": [{"index": 0, "strokes": [{}]}]}',
    '{"slides": [{"index": 0, "strokes": [{"step": 0, "pen": "pen", "color": "#e03131", "points": [1]}]}]}',
    '{"slides": [{"index": 0, "strokes": [{"step": 0, "pen": "pen", "color": "#e03131", "points": [1e999, 0]}]}]}',
    '{"slides": [{"index": 0, "strokes": [{"step": 0, "pen": "knife", "color": "#e03131", "points": [1, 0]}]}]}',
    '{"slides": [{"index": 0, "strokes": [{"step": 0, "pen": "pen", "color": "red", "points": [1, 0]}]}]}', "[" * 100_000,
)  # fmt: skip


@pytest.mark.parametrize("garbage", GARBAGE)
def test_a_file_that_is_not_ours_is_left_alone(file: InkFile, garbage: str) -> None:
    deck = parse(TEXT)
    file.file.write_text(garbage)
    assert file.read(deck) is NO_INK
    with pytest.raises(UserError, match="ink"):
        file.write(Ink({0: Page((LINE,))}), deck)
    assert file.file.read_text() == garbage


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError):
        InkFile(tmp_path / "nowhere" / "talk.md").write(Ink({0: Page((LINE,))}), parse(TEXT))


def test_the_file_is_plain_and_small(file: InkFile) -> None:
    file.write(Ink({0: Page((LINE,))}), parse(TEXT))
    values = json.loads(ink_file(Path(file.file.parent / "talk.md")).read_text())
    assert values["slides"][0]["strokes"] == [{"step": 1, "pen": "pen", "color": "#e03131", "points": [1.5, 2.25, 3.0, 4.0]}]

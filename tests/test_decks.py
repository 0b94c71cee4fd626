"""Our own decks: nothing to complain of, all of them taken by PowerPoint, and the talks among them with notes and with pictures of ours."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from presenter import cli
from presenter.parse.deck import parse

DECKS = Path(__file__).resolve().parent.parent / "decks"
EVERY = sorted(DECKS.glob("*.md"))
TALKS = [DECKS / f"{name}.md" for name in ("lecture", "pitch", "polyglot", "tech-talk", "whitehall")]
_PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)")
_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
_KEYWORDS = re.compile(r"^(bg|left|right|fit|contain|cover|vertical)(:\S+)?$|^[\w-]+:\S+$")


def test_no_deck_has_a_problem(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "--json", *map(str, EVERY)]) == 0
    assert json.loads(capsys.readouterr().out) == []


@pytest.mark.parametrize("deck", EVERY, ids=lambda deck: deck.stem)
def test_powerpoint_takes_every_slide(deck: Path, tmp_path: Path) -> None:
    out, report = tmp_path / "deck.pptx", tmp_path / "report.json"
    assert cli.main(["export", str(deck), "--to", "pptx", "-o", str(out), "--report", str(report)]) == 0
    told = json.loads(report.read_text(encoding="utf-8"))
    assert len(told["slides"]) == len(parse(deck.read_text(encoding="utf-8"), folder=DECKS).slides)
    assert [slide["problems"] for slide in told["slides"] if slide["problems"]] == []
    assert out.stat().st_size > 20_000


@pytest.mark.parametrize("deck", TALKS, ids=lambda deck: deck.stem)
def test_a_talk_can_be_given(deck: Path) -> None:
    """As long as a talk is, and never a slide on which the speaker is left alone."""
    read = parse(deck.read_text(encoding="utf-8"), folder=DECKS)
    assert 12 <= len(read.slides) <= 22
    assert [slide.title for slide in read.slides if not slide.notes.strip()] == []
    assert read.settings.theme and read.settings.duration


def _pictures(deck: Path) -> list[tuple[str, str]]:
    """What stands in the brackets, and the path, of each picture of a deck."""
    return _PICTURE.findall(_CODE.sub("", deck.read_text(encoding="utf-8")))


@pytest.mark.parametrize("deck", EVERY, ids=lambda deck: deck.stem)
def test_pictures_are_ours(deck: Path) -> None:
    """Beside the deck, never on the network."""
    for _, path in _pictures(deck):
        assert (DECKS / path).is_file(), path


@pytest.mark.parametrize("deck", TALKS, ids=lambda deck: deck.stem)
def test_pictures_are_described(deck: Path) -> None:
    for words, path in _pictures(deck):
        assert [word for word in words.split() if not _KEYWORDS.match(word)], path

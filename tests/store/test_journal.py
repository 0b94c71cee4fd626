"""The journal of unsaved text: what was written is read again, whatever end it came to."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from presenter.store.journal import Journal

HOLD = """
import sys, time
from pathlib import Path
from presenter.store.journal import Journal
journal = Journal(Path(sys.argv[1]), Path(sys.argv[2]))
for text in ("one", "one two", "one 😀 two\\n"):
    journal.note(text)
print("ready", flush=True)
time.sleep(60)
"""


def left(tmp_path: Path, deck: str = "deck.md") -> list[str]:
    return [one.text for one in Journal(tmp_path / deck, tmp_path / "r").left()]


def test_what_a_killed_program_left_is_found_but_not_what_a_living_one_holds(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(tmp_path / "deck.md"), str(tmp_path / "r")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        assert left(tmp_path) == []
        child.kill()
    assert left(tmp_path) == ["one 😀 two\n"]
    assert left(tmp_path, "other.md") == []
    for one in Journal(tmp_path / "deck.md", tmp_path / "r").left():
        one.forget()
    assert left(tmp_path) == []


def abandon(journal: Journal) -> Path:
    """As a killed program leaves it."""
    journal._close()
    assert journal._file is not None
    return journal._file


def test_many_changes_and_the_file_stays_bounded(tmp_path: Path) -> None:
    dice = random.Random(4)
    journal, text = Journal(tmp_path / "deck.md", tmp_path / "r"), ""
    for turn in range(1500):
        at = dice.randint(0, len(text))
        text = text[:at] + dice.choice(["word ", "😀", "\n", "\u2028", '"', "x" * 900]) + text[at + dice.randint(0, 700) :]
        journal.note(text)
        if turn % 300 == 299:
            journal._size = 10**9  # grown too large: written anew
    file = abandon(journal)
    assert left(tmp_path) == [text]
    assert len(list(file.parent.iterdir())) == 1
    for cut in dice.sample(range(file.stat().st_size), 30):  # killed in the middle of a line
        data = file.read_bytes()
        file.write_bytes(data[:cut])
        assert len(left(tmp_path)) == (b"\n" in data[:cut])
        file.write_bytes(data)


def test_saved_means_nothing_is_left(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "deck.md", tmp_path / "r")
    journal.note("text")
    journal.done()
    assert left(tmp_path) == []
    journal.note("again")
    abandon(journal)
    assert left(tmp_path) == ["again"]


@pytest.mark.parametrize("garbage", ["", "x", '{"text": 5}\n', "[1]\n", "[" * 100_000 + "\n", '{"no": 1}\n', "\0\n"])
def test_garbage_is_nothing(tmp_path: Path, garbage: str) -> None:
    journal = Journal(tmp_path / "deck.md", tmp_path / "r")
    journal.note("text")
    abandon(journal).write_text(garbage)
    assert left(tmp_path) == []


@pytest.mark.parametrize("line", ['{"at": 0, "end": 99, "new": ""}', '{"at": 0}', "[]", '{"at": 0, "end": 1, "new": 7}'])
def test_a_line_that_says_nothing_ends_the_reading(tmp_path: Path, line: str) -> None:
    journal = Journal(tmp_path / "deck.md", tmp_path / "r")
    journal.note("text")
    file = abandon(journal)
    file.write_text(file.read_text() + line + '\n{"at": 0, "end": 4, "new": "later"}\n')
    assert left(tmp_path) == ["text"]


def test_a_place_that_cannot_be_written_disturbs_nobody(tmp_path: Path) -> None:
    (tmp_path / "r").write_text("a file, no folder")
    journal = Journal(tmp_path / "deck.md", tmp_path / "r")
    journal.note("text")
    journal.done()
    assert journal.left() == []

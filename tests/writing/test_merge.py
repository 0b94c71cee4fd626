"""Two people's changes of one text, brought together."""

from __future__ import annotations

import random

import pytest

from presenter.writing.merge import differences, merge

BASE = "# A\n\na\n\n---\n\n# B\n\nb\n\n---\n\n# C\n"


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        (BASE.replace("a\n", "mine\n", 1), BASE.replace("# C", "# Theirs"), BASE.replace("a\n", "mine\n", 1).replace("# C", "# Theirs")),
        (BASE, BASE.replace("b\n", ""), BASE.replace("b\n", "")),
        (BASE + "more\n", BASE, BASE + "more\n"),
        (BASE + "same\n", BASE + "same\n", BASE + "same\n"),
        ("new\n" + BASE, BASE + "end\n", "new\n" + BASE + "end\n"),
        ("", BASE, ""),
    ],
)
def test_changes_in_different_places_are_both_there(mine: str, theirs: str, expected: str) -> None:
    assert merge(BASE, mine, theirs) == (expected, 0)
    assert merge(BASE, theirs, mine) == (expected, 0)


def test_changes_in_one_place_both_stay_between_marks() -> None:
    text, conflicts = merge(BASE, BASE.replace("b\n", "mine\n"), BASE.replace("b\n", "theirs\nmore\n"))
    assert conflicts == 1
    assert "<<<<<<< mine\nmine\n=======\ntheirs\nmore\n>>>>>>> theirs\n" in text
    assert text.startswith("# A\n\na\n")
    assert merge("x", "mine", "theirs") == ("<<<<<<< mine\nmine\n=======\ntheirs\n>>>>>>> theirs\n", 1)


def test_nothing_that_anybody_wrote_is_lost() -> None:
    dice = random.Random(6)
    for _ in range(400):
        base = [f"line {i}\n" for i in range(12)]

        def changed(who: str, base: list[str] = base) -> list[str]:
            lines = list(base)
            for turn in range(dice.randint(0, 4)):
                at = dice.randint(0, len(lines))
                lines[at : at + dice.randint(0, 2)] = [f"{who} {turn}\n"] * dice.randint(0, 2)
            return lines

        mine, theirs = changed("mine"), changed("theirs")
        text, conflicts = merge("".join(base), "".join(mine), "".join(theirs))
        for line in {*mine, *theirs} - set(base):
            assert line in text
        if not conflicts:  # what one removed is gone
            for line in set(base) - (set(mine) & set(theirs)):
                assert line not in text


def test_differences_read_as_people_know_them() -> None:
    words = differences("a\nb\n", "a\nc\n", "in the file", "not saved")
    assert words.splitlines() == ["--- in the file", "+++ not saved", "@@ -1,2 +1,2 @@", " a", "-b", "+c"]

"""Words and the time they take."""

from __future__ import annotations

import pytest

from presenter.parse.deck import parse
from presenter.writing.pace import Pace, count, minutes, pace_of


def test_words_shown_and_said() -> None:
    text = "# Two words {#id .x}\n\n- a [link](https://x.example/a/b) **here**\n\n```py\nno words of code\n```\n"
    text += "\n<!-- five words to be said -->\n"
    assert pace_of(parse(text).slides[0]) == Pace(5, 5, 5)
    assert pace_of(parse("# Just what is shown\n").slides[0]) == Pace(4, 0, 4)
    assert pace_of(parse("# A\n\n<!-- hidden: true -->\n").slides[0]) == Pace()


def test_counting() -> None:
    assert count("it's well-known, naïve 42") == 4
    assert count("日本語の文") == 3
    assert (Pace(1, 2, 3) + Pace(1, 1, 1)).speaking == pytest.approx(4 / 130 * 60)
    assert [minutes(s) for s in (45, 61, 720, 3900)] == ["45 s", "1 min", "12 min", "1 h 5 min"]

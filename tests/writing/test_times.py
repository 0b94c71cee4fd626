"""Times of a run written into the deck, in the way they are written there; nothing that is seen changes."""

from __future__ import annotations

import pytest

from presenter.parse.deck import parse
from presenter.parse.edits import apply
from presenter.writing.times import with_times, written


@pytest.mark.parametrize(("seconds", "words"), [(2, "5s"), (43, "45s"), (58, "1m"), (92, "1m30s"), (600, "10m"), (3725, "62m5s")])
def test_times_as_they_are_written(seconds: float, words: str) -> None:
    assert written(seconds) == words
    deck = parse(f"# A\n\n<!-- time: {words} -->\n")
    assert deck.slides[0].settings.time == max(5, round(seconds / 5) * 5)


@pytest.mark.parametrize(("before", "after"), [
    ("# One\n\nwords\n", "# One\n<!-- time: 1m30s -->\n\nwords\n"),
    ("words alone\n", "<!-- time: 1m30s -->\nwords alone\n"),
    ("# One\n\n<!-- time: 20s -->\n", "# One\n\n<!-- time: 1m30s -->\n"),
    ("# One\n\n<!-- _time: 20s -->\n", "# One\n\n<!-- _time: 1m30s -->\n"),
    ("# One\n\n<!--\nlayout: quote\ntime: 20s\n-->\n", "# One\n\n<!--\nlayout: quote\ntime: 1m30s\n-->\n"),
    ("# One {.lead time=20s}\n", "# One {.lead time=1m30s}\n"),
    ("# One\n\n<!-- Time: not much, said in a note -->\n", "# One\n<!-- time: 1m30s -->\n\n<!-- Time: not much, said in a note -->\n"),
    ("# One\n\n```\n<!-- time: 9s -->\n```\n", "# One\n<!-- time: 1m30s -->\n\n```\n<!-- time: 9s -->\n```\n"),
])  # fmt: skip
def test_a_slide_gets_its_time(before: str, after: str) -> None:
    for head, tail in (("", ""), ("---\ntheme: light\n---\n\n# First\n\n---\n\n", "\n---\n\n# Last\n\n- a\n")):
        text = head + before + tail
        deck = parse(text)
        index = 1 if head else 0
        assert apply(text, with_times(deck, {index: 92.0})) == head + after + tail


def test_many_at_once_and_those_that_say_so_already() -> None:
    text = "".join(f"# Slide {i}\n\n- a\n- b\n\n<!-- say {i} -->\n\n---\n\n" for i in range(30)) + "# End\n"
    deck = parse(text)
    edits = with_times(deck, {i: 10.0 * (i + 1) for i in range(30)} | {99: 5.0})
    after = parse(apply(text, edits))
    assert [slide.settings.time for slide in after.slides] == [*(10.0 * (i + 1) for i in range(30)), None]
    assert [slide.notes for slide in after.slides] == [slide.notes for slide in deck.slides]
    assert with_times(after, {i: 10.0 * (i + 1) for i in range(30)}) == ()

"""Notes written anew in the deck's text, in the way they are written there; nothing else changes."""

from __future__ import annotations

import pytest

from presenter.parse.deck import parse
from presenter.parse.edits import apply
from presenter.writing.notes import with_notes

LATER = "\n---\n\n# Two\n\n<!-- of two -->\n"


def written(text: str, notes: str, index: int = 0) -> str:
    deck = parse(text)
    edits = with_notes(deck, index, notes)
    after = parse(apply(text, edits))
    assert edits
    assert after.slides[index].notes.strip() == notes
    others = [i for i in range(len(deck.slides)) if i != index]
    assert [after.slides[i].source for i in others] == [deck.slides[i].source for i in others]
    return after.text


@pytest.mark.parametrize(("before", "notes", "expected"), [
    ("# One\n\nwords\n" + LATER, "say hello", "# One\n\nwords\n\n<!-- say hello -->\n" + LATER),
    ("# One\n\n<!-- old -->\n" + LATER, "new", "# One\n\n<!-- new -->\n" + LATER),
    ("# One\n\n<!-- old -->\n\nwords\n" + LATER, "a\n\n- b", "# One\n\n<!--\na\n\n- b\n-->\n\nwords\n" + LATER),
    ("# One\n\n<!-- old -->\n\nwords\n\n<!-- older -->\n" + LATER, "new", "# One\n\n<!-- new -->\n\nwords\n" + LATER),
    ("# One\n\n::: notes\nold\n:::\n" + LATER, "new", "# One\n\n::: notes\nnew\n:::\n" + LATER),
    ("# One\n\n<!-- old -->\n" + LATER, "", "# One\n" + LATER),
    ("# One\n\n<!-- old -->\n\nwords\n" + LATER, "", "# One\n\nwords\n" + LATER),
    ("# One\n", "time: 90s", "# One\n\n::: notes\ntime: 90s\n:::\n"),  # as a comment it would be a setting
    ("# One\n", "an arrow --> b", "# One\n\n::: notes\nan arrow --> b\n:::\n"),
    ("# One\n\n<!-- _notes: old -->\n", "new", "# One\n\n<!-- new -->\n"),
    ("# One\n\nNote: this is said on the slide\n", "new", "# One\n\nNote: this is said on the slide\n\n<!-- new -->\n"),
    ("# One", "new", "# One\n\n<!-- new -->\n"),
])  # fmt: skip
def test_notes_of_ours(before: str, notes: str, expected: str) -> None:
    assert written(before, notes) == expected


@pytest.mark.parametrize(("front", "before", "expected"), [
    ("reveal", "# One\n\nNote: old\n\n---\n\n# Two\n", "# One\n\nNote: new\nlines\n\n---\n\n# Two\n"),
    ("remark", "# One\n\n???\nold\n\n---\n\n# Two\n", "# One\n\n???\nnew\nlines\n\n---\n\n# Two\n"),
    ("deckset", "# One\n\n^ old\n\n---\n\n# Two\n", "# One\n\n^ new\n^ lines\n\n---\n\n# Two\n"),
    ("presenterm", "# One\n\n<!-- speaker_note: old -->\n\n<!-- end_slide -->\n\n# Two\n",
     "# One\n\n<!-- speaker_note: new\nlines -->\n\n<!-- end_slide -->\n\n# Two\n"),
])  # fmt: skip
def test_notes_as_other_dialects_have_them(front: str, before: str, expected: str) -> None:
    head = f"---\ndialect: {front}\n---\n\n"
    assert written(head + before, "new\nlines") == head + expected


def test_a_deck_whose_headings_divide_and_slides_that_say_nothing() -> None:
    text = "---\nheadingDivider: 2\n---\n\n# One\n\n## Two\n\nwords\n\n## Three\n"
    assert written(text, "of two", 1).count("<!-- of two -->") == 1
    deck = parse(text)
    assert with_notes(deck, 1, "") == ()
    assert with_notes(deck, 7, "x") == ()


def test_code_that_looks_like_notes_stays() -> None:
    text = "# One\n\n```html\n<!-- no note -->\n```\n"
    assert written(text, "new") == text + "\n<!-- new -->\n"

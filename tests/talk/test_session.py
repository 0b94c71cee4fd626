"""The talk keeps its slide while the deck under it changes."""

from __future__ import annotations

import random
from dataclasses import replace

from presenter.model import Deck, DeckSettings, Slide, SlideSettings
from presenter.talk.session import DeckSlides, find, keep_place, mark, plan_of, same_slide, search
from presenter.talk.state import Talk


def deck(*sources: str) -> Deck:
    """A deck of hand-made slides: the first line is the title, `id=x` an id, every `. . .` a step."""
    slides, starts, text = [], [], ""
    for source in sources:
        starts.append(len(text))
        text += source + "\n\n---\n\n"
        ident = next((w[3:] for w in source.split() if w.startswith("id=")), "")
        title = source.split("\n")[0].lstrip("# ")
        slides.append(Slide(source, SlideSettings(id=ident, hidden="hidden" in source), (), steps=source.count(". . ."), title=title))
    return Deck(text, DeckSettings(), slides, starts, [0] * len(slides))


A, B, C, D = "# A\n\none", "# B\n\ntwo\n\n. . .\n\n. . .", "# C\n\nthree", "# D\n\nfour"


def test_a_deck_as_slides() -> None:
    slides = DeckSlides(deck(A, B, "# hidden"))
    assert (slides.count, slides.steps(1), slides.hidden(1), slides.hidden(2)) == (3, 2, False, True)


def test_typing_in_a_slide_keeps_it() -> None:
    assert same_slide(deck(A, B, C), deck(A, "# Entirely\n\nother", C), 1) == 1


def test_slides_inserted_removed_and_moved_around_it() -> None:
    old = deck(A, B, C)
    assert same_slide(old, deck("# New", "# New too", A, B, C), 1) == 3
    assert same_slide(old, deck(B, C), 1) == 0
    assert same_slide(old, deck(C, A, B), 1) == 2


def test_by_heading_when_the_slide_changed_too() -> None:
    assert same_slide(deck(A, B, C), deck("# New", A, "# B\n\nrewritten", C), 1) == 2


def test_an_id_wins_over_everything() -> None:
    old = deck(A, "# B id=b", C)
    assert same_slide(old, deck("# B id=c", C, A, "# Now called otherwise id=b"), 1) == 3


def test_the_nearest_of_equals() -> None:
    old = deck(A, "same", "same", "same", C)
    assert same_slide(old, deck(A, "same", "same", C), 3) == 2
    assert same_slide(old, deck(A, "same", "same", "same", "same", C), 2) == 2


def test_a_slide_that_is_gone_leaves_its_neighbour() -> None:
    assert same_slide(deck(A, B, C, D), deck(A, C, D), 1) in (0, 1)
    assert same_slide(deck(A, B, C, D), deck("# New", A, "# X", C, D), 1) == 2
    assert same_slide(deck(A), deck(), 0) == 0
    assert same_slide(deck(), deck(A, B), 5) == 1


def test_the_step_stays_within_the_slide_and_the_frozen_picture_follows() -> None:
    talk = Talk(1, 2, screen="frozen", held=(2, 0), started=5.0)
    kept = keep_place(deck(A, B, C), deck("# New", A, B, C), talk)
    assert (kept.place, kept.held, kept.started) == ((2, 2), (3, 0), 5.0)
    assert keep_place(deck(A, B, C), deck(A, "# B\n\n. . .", C), talk).step == 1
    assert keep_place(deck(A, B, C), deck(), talk).place == (0, 0)


def test_jumps_are_remembered_where_their_slides_are_now() -> None:
    kept = keep_place(deck(A, B, C), deck("# New", A, B, C), Talk(0, back=((2, 0), (1, 2)), forth=((0, 0),)))
    assert (kept.back, kept.forth) == (((3, 0), (2, 2)), ((1, 0),))
    assert keep_place(deck(A, B, C), deck("# New", A, B, C), Talk(0, later=(1, 2))).later == (2, 3)


def test_a_marked_slide_is_found_in_the_deck_of_another_day() -> None:
    old = deck(A, "# B id=b", C, "same", "same")
    assert [find(old, mark(old, index)) for index in range(5)] == [0, 1, 2, 3, 4]
    new = deck("# New", "# Renamed id=b", A, "# C\n\nrewritten", "same", "# B")
    assert [find(new, mark(old, index)) for index in range(5)] == [2, 1, 3, 4, 4]
    assert find(deck(B, D), mark(old, 0)) is None
    assert find(deck(), mark(old, 0)) is None
    assert find(old, replace(mark(old, 0), index=10**9)) == 0
    assert mark(old, 99).title == ""


def test_sections_begin_where_they_are_named_and_at_their_titles() -> None:
    named = deck(A, B, C, D)
    for index, section in enumerate(("", "Results", "Results", "")):
        settings = replace(named.slides[index].settings, section=section)
        named.slides[index] = replace(named.slides[index], settings=settings)
    assert [DeckSlides(named).opens(index) for index in range(4)] == [False, True, False, False]


def test_slides_are_found_by_words_and_by_number() -> None:
    many = deck("# Über uns\n\nwe", "# Results 3\n\nall", "# Last\n\nall of us")
    assert search(many, "all US") == [2]
    assert search(many, "über") == [0]
    assert search(deck("# One\n\nbig words", "# Two", "# Big words"), "words") == [2, 0]
    assert search(many, "3") == [2, 1]
    assert search(many, "") == [0, 1, 2]
    assert search(many, "99999999999") == []
    assert search(deck(), "x") == []


def test_the_plan_of_a_deck() -> None:
    timed = deck(A + "\n\n<!-- time: 30 -->", B, "# hidden", D)
    timed.slides[0] = replace(timed.slides[0], settings=replace(timed.slides[0].settings, time=30.0))
    timed = replace(timed, settings=replace(timed.settings, duration=90.0))
    made = plan_of(timed)
    assert made is not None
    assert made.ends == (30.0, 60.0, 60.0, 90.0)
    assert plan_of(deck(A, B)) is None


def test_random_changes_never_lose_the_deck() -> None:
    rng = random.Random(4)
    sources = [f"# {name}\n\n{text}" for name in "ABCD" for text in ("x", "y")]
    for _ in range(300):
        old = deck(*rng.choices(sources, k=rng.randint(1, 6)))
        new = deck(*rng.choices(sources, k=rng.randint(0, 6)))
        talk = keep_place(old, new, Talk(rng.randrange(len(old.slides))))
        assert 0 <= talk.slide < max(1, len(new.slides))

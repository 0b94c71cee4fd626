"""Slides moved, deleted, repeated and pasted in decks of every dialect: the others stay as they are, or nothing is done."""

from __future__ import annotations

import random

import pytest

from presenter.parse.deck import parse
from presenter.parse.edits import apply
from presenter.writing import slides

SETTINGS = "theme: Courier, 4\nslide-dividers: #, ##\nslidenumbers: true\n\n"
DECKS = {
    "deckset": SETTINGS + "# [fit] A\n\na\n\n## B\n\n^ say b\n\n# C\n\n[.column]\n\nc\n\n## D\n\n![130%](./img/d.jpg)\n\n# E\n\nlast\n",
    "slidev": "---\ntheme: seriph\nlayout: cover\nclass: text-center\n---\n\n# A\n\n"
    "---\nlayout: two-cols\ntitle: B\n---\n\nleft\n\n::right::\n\nright\n\n---\n\n# C\n\n<v-clicks>\n\n- c\n\n"
    "</v-clicks>\n\n---\nlayout: center\n---\n\n# D\n\n---\nlayout: end\n---\n\n# E\n",
    "pandoc": "% The title\n% Ana\n% May\n\n# A\n\na\n\n# B\n\n- b\n- bb\n\n# C\n\nc\n\n# D\n\n. . .\n\nd\n\n# E\n\n"
    "::: notes\ne\n:::\n",
    "presenterm": "A\n===\n\na\n\n<!-- end_slide -->\n\nB\n===\n\n<!-- pause -->\nb\n\n<!-- end_slide -->\n\n🤔 **C**\n\n"
    "<!-- end_slide -->\n\nD\n===\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n<!-- end_slide -->\n\nE\n===\n\n---\n\n"
    "after a rule\n",
    "reveal": "## A\n<!-- .element: class=\"fragment\" -->\n\n\n\n## B\n\nb <!-- .element: class=\"fragment\" -->\n\n\n\n"
    "## C\n\nc\n\n\n\n<!-- .slide: data-background=\"#f00\" -->\n## D\n\n\n\n## E\n\nNote: say e\n",
    "remark": "class: center, middle\n\n# A\n\n---\n\n# B\n\n???\n\nsay b\n\n---\nclass: inverse\n\n# C\n\n.left[c]\n\n"
    "---\n\n# D\n\n---\n\n# E\n",
    "marp": "---\nmarp: true\nheadingDivider: 2\n---\n\n# A\n\n## B\n\n- b\n\n## C\n\n<!-- _class: lead -->\n\n## D\n\n"
    "---\n\n<!-- _class: end -->\n\n### E\n",
    "house": "# A\n\na\n\n---\n\n## B\n\n---\n\nC\n\n---\n\n```\n---\n```\n\n---\n\n## E\n",
}  # fmt: skip


def said(text: str) -> list[str]:
    """What each slide says, with its settings."""
    deck = parse(text)
    return [" ".join(source.split()) for source in slides.sources(deck, range(len(deck.slides)))]


@pytest.mark.parametrize("name", DECKS)
def test_no_other_slide_is_changed_in_any_dialect(name: str) -> None:
    text = DECKS[name]
    deck = parse(text)
    have = said(text)
    count = len(have)
    assert count >= 5 and deck.settings.dialect == name
    dice = random.Random(11)
    refused = 0
    for _ in range(20):
        one, to = dice.randrange(count), dice.randrange(count + 1)
        rest = [n for n in range(count) if n != one]
        at = to - (to > one)
        done = [
            (slides.move(deck, (one,), to), [*rest[:at], one, *rest[at:]]),
            (slides.delete(deck, (one,)), rest),
            (slides.duplicate(deck, (one,)), [*range(one + 1), *range(one, count)]),
            (slides.paste_slides(deck, slides.sources(deck, (one,)), to), [*range(to), one, *range(to, count)]),
        ]
        for moved, order in done:
            refused += moved.refused
            if moved.refused or order == list(range(count)):
                assert moved.edits == ()
                continue
            new = parse(apply(text, moved.edits))
            if min(one, to) > 0 or name not in ("pandoc",):  # nothing goes before what the front matter makes
                assert said(new.text) == [have[n] for n in order], (one, to)
            assert new.settings.dialect == name
    assert refused == 0 or name in ("slidev", "pandoc")


def test_settings_at_the_top_are_no_slides() -> None:
    text = DECKS["deckset"]
    for moved in (slides.move(parse(text), (0,), 5), slides.delete(parse(text), (0,)), slides.move(parse(text), (3,), 0)):
        assert apply(text, moved.edits).startswith(SETTINGS)
    assert "slide-dividers" not in slides.copied(parse(text), (0, 1))


def test_what_has_no_way_changes_nothing_and_says_so() -> None:
    text = DECKS["slidev"]
    moved = slides.move(parse(text), (1,), 0)  # its `title` would be the deck's
    assert moved.refused and moved.edits == ()
    deck = parse(DECKS["pandoc"])
    for cover in (slides.delete(deck, (0,)), slides.move(deck, (0,), 4), slides.move(deck, (0, 2), 4)):
        assert cover.refused and cover.edits == ()
    behind = parse(apply(deck.text, slides.move(deck, (3,), 0).edits))
    assert [slide.title for slide in behind.slides] == ["The title", "C", "A", "B", "D", "E"]


def test_the_first_slides_settings_in_the_front_matter_go_with_it() -> None:
    text = DECKS["slidev"]
    last = parse(apply(text, slides.move(parse(text), (4,), 0).edits))
    assert last.text.startswith("---\ntheme: seriph\nlayout: end\n---\n\n# E\n\n---\nlayout: cover\nclass: text-center\n---\n\n# A\n")
    assert said(last.text) == [said(text)[n] for n in (4, 0, 1, 2, 3)] and last.settings.theme == "seriph"
    gone = parse(apply(last.text, slides.delete(last, (0,)).edits))
    assert said(gone.text) == said(text)[:4]
    assert gone.text.startswith("---\ntheme: seriph\nlayout: cover\nclass: text-center\n---\n\n# A\n\n---\nlayout: two-cols\n")
    head = "theme: seriph\nhighlighter: shiki\nfonts:\n  sans: A\nlayout: cover\n# a remark\n"
    nested = f"---\n{head}---\n\n# A\n\n<v-click>\n\na\n\n</v-click>\n\n---\nlayout: end\n---\n\n# B\n\n---\n\n# C\n"
    assert parse(nested).settings.dialect == "slidev"
    swapped = apply(nested, slides.move(parse(nested), (0,), 2).edits)
    assert "fonts:\n  sans: A\n" in swapped and "# a remark" in swapped
    assert swapped.index("layout: end") < swapped.index("---\n\n# B") < swapped.index("layout: cover") < swapped.index("# A")


def test_many_chosen_slides_are_one_change_or_none() -> None:
    text = DECKS["slidev"]
    gone = slides.delete(parse(text), (1, 3, 4))
    assert said(apply(text, gone.edits)) == [said(text)[0], said(text)[2]]
    twice = slides.duplicate(parse(text), (1, 3))
    assert said(apply(text, twice.edits)) == [*said(text)[:4], said(text)[1], said(text)[3], said(text)[4]]

"""What holds for every dialect: lines are known, nothing raises, an edited deck is the deck read anew."""

from __future__ import annotations

import random

import pytest

from presenter.parse.deck import parse
from presenter.parse.dialect import dialect
from presenter.parse.sequence import Slides
from presenter.registry import DIALECTS
from tests.dialects.reading import words


def test_an_edited_deck_with_a_cover_is_the_deck_read_anew_and_keeps_its_slides() -> None:
    deck = parse("---\ntitle: T\nslide-level: 1\n---\n\n# A\n\na\n\n# B\n\nb\n\n# C\n\nc\n\n# D\n\nd\n")
    list(deck.slides)
    for old, new in (
        ("c\n", "cc\n"),
        ("title: T", "title: Tt"),
        ("# A\n", "# A\n\n# N\n"),
        ("title: Tt\n", ""),
        ("slide-level", "title: U\nslide-level"),
        ("# D", "D"),
    ):
        after = parse(deck.text.replace(old, new, 1), previous=deck)
        fresh = parse(after.text)
        assert [(s.title, words(s), s.settings) for s in after.slides] == [(s.title, words(s), s.settings) for s in fresh.slides], new
        assert (after.starts, after.first_lines) == (fresh.starts, fresh.first_lines)
        if new == "cc\n":
            assert (
                isinstance(after.slides, Slides)
                and after.slides.chunks[1] is deck.slides.chunks[1]
                and after.slides.chunks[4] is deck.slides.chunks[4]
            )
        deck = after


@pytest.mark.parametrize("name", DIALECTS)
def test_preparing_knows_every_line_and_never_raises(name: str) -> None:
    pieces = [
        "---\n",
        "--\n",
        "???\n",
        "Note:\n",
        "layout: x\n",
        "class: a\n",
        ".b[",
        "]",
        "![",
        "`",
        "```\n",
        "$a\\_b$",
        "[.x: y]\n",
        "^ n\n",
        "<v-click>\n",
    ]
    pieces += [
        "<!-- column: 0 -->\n",
        "<!-- column_layout: [1] -->\n",
        "<!-- reset_layout -->\n",
        "<!-- pause -->\n",
        "<!-- .slide: class='x' -->",
        "text\n",
        "\n",
    ]
    chance = random.Random(name)
    for _ in range(300):
        source = "".join(chance.choices(pieces, k=chance.randint(0, 14)))
        prepared = dialect(name).prepare(source)
        if prepared.origin:
            assert len(prepared.origin) == prepared.source.count("\n") + 1, source
            assert all(0 <= line <= source.count("\n") for line in prepared.origin), source
            assert name in ("presenterm", "slidev") or list(prepared.origin) == sorted(prepared.origin), (
                source
            )  # they may put things elsewhere
            continue
        assert prepared.source.count("\n") <= source.count("\n"), source
        if "text" in prepared.source and "???" not in source and "Note:" not in source:
            assert prepared.source.count("\n") == source.count("\n"), source


@pytest.mark.parametrize("name", DIALECTS)
def test_an_edited_deck_is_the_deck_read_anew(name: str) -> None:
    chance = random.Random(name)
    pieces = [
        "# A\n",
        "## B\n",
        "\n",
        "text\n",
        "- item\n",
        "---\n",
        "--\n",
        "```\n",
        "x",
        " ",
        "::right::\n",
        "<!-- end_slide -->\n",
        ".a[b]",
        "???\n",
        "\n\n\n",
        "##==##\n",
    ]
    text = f"---\ndialect: {name}\ntitle: T\n---\n\n" + "".join(chance.choices(pieces, k=80))
    deck = parse(text)
    for _ in range(60):
        at = chance.randint(text.find("---\n", 4) + 4, len(text))
        text = text[:at] + chance.choice(pieces) + text[at + chance.choice((0, 0, 1, 6)) :]
        deck, anew = parse(text, previous=deck), parse(text)
        assert deck.starts == anew.starts and deck.settings == anew.settings, text
        assert [slide.blocks for slide in deck.slides] == [slide.blocks for slide in anew.slides], text

"""Decks of no dialect: READMEs, and what note-takers write."""

from __future__ import annotations

from presenter.parse.deck import parse
from tests.dialects.reading import words


def test_stops_of_plain_decks() -> None:
    (slide,) = parse("# A\n\n- one\n<!-- stop -->\n- two\n\n```\n<!-- stop -->\n```\n").slides
    assert slide.steps == 1 and not slide.notes and [b.lines for b in slide.blocks] == [(0, 1), (2, 3), (4, 5), (6, 9)]
    assert [b.step for b in slide.blocks] == [0, 0, 1, 1]


def test_badges_of_a_readme_are_left_out_and_told() -> None:
    text = "# P\n\n[![CI](https://img.shields.io/x.svg)](https://x.example) ![b](https://x.example/workflows/badge.svg)\n\nwords\n\n![](https://x.example/badger/a.jpg)\n"
    (slide,) = parse(text).slides
    assert words(slide) == "P words" and [b.__class__.__name__ for b in slide.blocks] == ["Heading", "Paragraph", "Figure"]
    assert [(p.code, p.message) for p in slide.problems] == [("badges-left-out", "badges are not shown: 2")]


def test_pages_of_the_web_are_links() -> None:
    (slide,) = parse('# A\n\n<iframe src="https://example.org/a?b=c" width="600"></iframe>\n').slides
    assert (
        words(slide) == "A example.org/a"
        and "https://example.org/a?b=c" in repr(slide.blocks)
        and slide.problems[0].code == "html-left-out"
    )


def test_what_note_takers_write() -> None:
    (slide,) = parse(
        "# Topic [[Other note]]\n\n![[a b.png|300]]\n\n[[Note|words]] x[[1]] `[[Code]]` [[ref]] 100%% %%not\nsaid%%\n\n[TOC]\n\n```\n[[Code]] %%x%%\n```\n\nlast\n\n[ref]: https://example.org\n"
    ).slides
    assert words(slide) == "Topic Other note words x[[1]] [[Code]] [ref] 100%% last"
    assert "src='a b.png'" in repr(slide.blocks) and "value=225.0" in repr(slide.blocks)
    assert slide.blocks[-1].lines == (13, 14) and "[[Code]] %%x%%" in repr(slide.blocks)


def test_plain_brackets_stay_brackets() -> None:
    assert words(parse("\\( x^2 \\)\n").slides[0]) == "( x^2 )"


def test_badges_that_builds_and_registries_draw() -> None:
    hosts = (
        "travis-ci.org/a/b.svg?branch=main",
        "api.travis-ci.com/a/b.png",
        "coveralls.io/repos/a/badge.png",
        "badge.fury.io/rb/a.svg",
        "godoc.org/a?status.svg",
    )
    (slide,) = parse("# P [![x](https://" + ")](https://x.example) [![x](https://".join(hosts) + ")](https://x.example)\n\nwords\n").slides
    assert words(slide).split() == ["P", "words"] and [p.message for p in slide.problems] == ["badges are not shown: 5"]


def test_anchors_and_notes_within_notes() -> None:
    (slide,) = parse("# A\n\nA claim. ^the-claim\n\n- b ^c1\n- ![[Other note]] and x^2 `d ^e`\n\n```\nf ^g\n```\n").slides
    assert words(slide) == "A A claim. b Other note and x^2 d ^e" and "f ^g" in repr(slide.blocks)

"""The table of directives, front matter, comments: what is read and what is told."""

from __future__ import annotations

import pytest

from presenter.parse.comments import read_comments
from presenter.parse.deck import parse
from presenter.parse.directives import DIRECTIVES, check, find, near_miss
from presenter.parse.frontmatter import Mapping, read_entries, read_front_matter
from presenter.problems import Severity
from tests.growth import grows_in_step, within


def settings(front: str) -> object:
    return parse(f"---\n{front}\n---\n\n# A\n").settings


def codes(text: str) -> list[tuple[str, str]]:
    deck = parse(text)
    return [(p.code, p.severity) for p in (*deck.problems, *(q for slide in deck.slides for q in slide.problems))]


# ---------------------------------------------------------------- the table


@pytest.mark.parametrize("name", DIRECTIVES)
def test_every_example_is_good(name: str) -> None:
    directive = DIRECTIVES[name]
    entries, bad = read_entries(directive.example)
    assert not bad and len(entries) == 1 and find(entries[0].key)[0] is directive
    assert check(directive, entries[0].value, 0)[1] is None
    assert directive.help.endswith(".") and len(directive.help) < 90


@pytest.mark.parametrize("name", DIRECTIVES)
def test_every_offered_value_is_good(name: str) -> None:
    for value in DIRECTIVES[name].values:
        assert check(DIRECTIVES[name], value, 0)[1] is None


VALUES = [
    ("size", "16:9", (960.0, 540.0)),
    ("size", "4:3", (720.0, 540.0)),
    ("size", "1920x1080", (960.0, 540.0)),
    ("size", "1080 x 1920", (540.0, 960.0)),
    ("size", "A4", (780.0, 540.0)),
    ("duration", "20m", 1200.0),
    ("duration", "20", 1200.0),
    ("duration", "1:30:00", 5400.0),
    ("duration", "1h 30m", 5400.0),
    ("duration", "35min", 2100.0),
    ("time", "90s", 90.0),
    ("time", "90", 90.0),
    ("time", "2:30", 150.0),
    ("advance", "none", None),
    ("advance", "1.5s", 1.5),
    ("headingDivider", "2", (1, 2)),
    ("headingDivider", ("1", "3"), (1, 3)),
    ("headingDivider", "[2]", (2,)),
    ("headingDivider", "false", ()),
    ("paginate", "YES", "true"),
    ("paginate", "hold", "hold"),
    ("class", "lead invert", ("lead", "invert")),
    ("class", ("lead", "invert"), ("lead", "invert")),
    ("transition", "fade", ("fade", None)),
    ("transition", "fade 0.5s", ("fade", 0.5)),
    ("transition", "fade(0.3)", ("fade", 0.3)),
    ("transition", "false", ("none", None)),
    ("colors", Mapping((("accent", "#c03"),)), (("accent", "#c03"),)),
    ("author", ("Ada", "Grace"), "Ada, Grace"),
    ("marp", "on", True),
    ("id", "#here", "here"),
]


@pytest.mark.parametrize(("name", "value", "expected"), VALUES)
def test_good_values(name: str, value: object, expected: object) -> None:
    assert check(DIRECTIVES[name], value, 0) == (expected, None)


BAD = [
    ("size", "huge"),
    ("size", "0x0"),
    ("size", "10000x1"),
    ("duration", "soon"),
    ("duration", "9999999h"),
    ("headingDivider", "7"),
    ("paginate", "maybe"),
    ("marp", "perhaps"),
    ("transition", "!"),
    ("colors", "red"),
    ("id", "two words"),
    ("color", "red; }"),
    ("time", "-5"),
]


@pytest.mark.parametrize(("name", "value"), BAD)
def test_bad_values_name_what_is_allowed(name: str, value: str) -> None:
    result, problem = check(DIRECTIVES[name], value, 3)
    assert result is None and problem is not None
    assert (problem.code, problem.line) == ("bad-value", 3) and problem.hint.startswith("it can be ") and value[:20] in problem.message


def test_near_misses() -> None:
    assert [near_miss(name) for name in ("theem", "_clas", "headingdivder", "pagenate", "zzz")] == [
        "theme",
        "_class",
        "headingDivider",
        "paginate",
        "",
    ]


# ---------------------------------------------------------------- front matter


def test_values_stay_the_words_that_were_written() -> None:
    text = "---\ndate: 2026-05-04\nsize: 16:9\ntitle: A: b #1\nauthor: 'O''Neil'\ndescription: \"x: \\\"y\\\"\"\nlang: no\ncolor: #abc # grey\n---\n"
    values = {entry.key: entry.value for entry in read_front_matter(text).entries}
    assert values == {
        "date": "2026-05-04",
        "size": "16:9",
        "title": "A: b #1",
        "author": "O'Neil",
        "description": 'x: "y"',
        "lang": "no",
        "color": "#abc",
    }


def test_lists_mappings_and_blocks() -> None:
    text = "a:\n  - x\n  - y\nb:\n- z\nc: [1, two]\nd:\n  e: f\n  g: [h]\ni: |\n  line\n  # more\nj: >\n  folded\n  text\nk: {l: m}\n"
    entries, bad = read_entries(text)
    assert not bad
    assert {entry.key: entry.value for entry in entries} == {
        "a": ("x", "y"),
        "b": ("z",),
        "c": ("1", "two"),
        "d": Mapping((("e", "f"), ("g", ("h",)))),
        "i": "line\n# more",
        "j": "folded text",
        "k": Mapping((("l", "m"),)),
    }
    assert [entry.line for entry in entries] == [0, 3, 5, 6, 9, 12, 15]


def test_loose_values_that_yaml_refuses() -> None:
    entries, bad = read_entries('header: **bold** and *more*\nfooter: @me\ntitle: [draft] the sea\nauthor: "Ada" Lovelace\nclass: %x')
    assert not bad and [entry.value for entry in entries] == ["**bold** and *more*", "@me", "[draft] the sea", '"Ada" Lovelace', "%x"]


def test_one_broken_line_costs_one_line() -> None:
    deck = parse("---\ntitle: Good\nthis is broken\nauthor: [Ada\n  ]]\ntheme: dark\n---\n\n# A\n")
    assert (deck.settings.title, deck.settings.theme, len(deck.slides)) == ("Good", "dark", 1)
    assert [(p.code, p.line) for p in deck.problems] == [("front-matter", 3), ("front-matter", 4)]


@pytest.mark.parametrize(
    "front",
    [
        "a: &x [1]\nb: *x",
        "a: " + "[" * 5000,
        "a:\n" + "".join("  " * n + "- \n" for n in range(1, 300)),
        "a: {" * 1000,
        "a: !!python/object/apply:os.system ['true']",
        "\t a: b",
        "a: 'open",
        'a: "\\x"',
        ": : :",
        "a: |\n" + "  x\n" * 20000,
        "? a\n: b",
        "a: \x00",
        "<<: *x",
    ],
)
def test_hostile_yaml_is_refused_quickly(front: str) -> None:
    deck = parse(f"---\ntitle: T\n{front}\n---\n\n# A\n\ntext")
    assert any(slide.title == "A" for slide in deck.slides)
    plain = "".join(f"key{n}: value\n" for n in range(2 + len(front) // 12))
    assert within(lambda: read_front_matter(f"---\n{front}\n---\n"), lambda: read_front_matter(f"---\n{plain}---\n"), 30)


def test_slides_between_rulers_are_no_front_matter() -> None:
    assert [slide.title for slide in parse("---\n\nplain text\n\n---\n\n# B").slides] == ["", "", "B"]


def test_an_unclosed_front_matter_is_told() -> None:
    assert codes("---\ntitle: T\n\n# A") == [("front-matter", Severity.WARNING)]


def test_pandoc_title_lines() -> None:
    deck = parse("% The deep\n  sea\n% Ada; Grace\n% May\n\n# One\n\ntext")
    assert (deck.settings.title, deck.settings.author, deck.settings.date, deck.settings.dialect) == (
        "The deep sea",
        "Ada; Grace",
        "May",
        "pandoc",
    )
    assert [slide.title for slide in deck.slides] == ["The deep sea", "One"] and deck.slides[0].settings.layout == "title"


def test_keys_of_other_programs_are_left_in_peace() -> None:
    assert codes("---\noutput: beamer_presentation\nrevealOptions:\n  x: y\naliases: [a]\ntags: [b]\ncssclass: c\n---\n# A") == []


def test_unknown_keys() -> None:
    assert codes("---\npagenate: true\n---\n# A") == [("unknown-directive", Severity.WARNING)]
    assert codes("---\nwobble: true\n---\n# A") == [("unknown-directive", Severity.INFO)]


# ---------------------------------------------------------------- comments


@pytest.mark.parametrize(
    "text",
    [
        "Note: breathe",
        "Title: say hello",
        "TODO: check",
        "10:30 break",
        "see https://example.org",
        "a: b: c",
        "remember\nclass: lead",
        "Time: hurry",
        "just words",
        "notes",
        "wobble: x",
    ],
)
def test_comments_that_are_notes(text: str) -> None:
    comments = read_comments(f"<!-- {text} -->")
    assert comments.entries == () and comments.notes == ((0, text),) and not comments.problems


def test_a_note_that_looks_like_a_slip_is_told() -> None:
    comments = read_comments("x\n<!-- _clas: lead -->")
    assert comments.notes and [(p.code, p.severity, p.line) for p in comments.problems] == [("unknown-directive", Severity.INFO, 1)]


def test_several_keys_in_one_comment() -> None:
    comments = read_comments("\n<!--\n  class:\n    - lead\n  footer: 'F: *x*'\n  wobble: 1\n-->")
    assert [(e.line, e.key, e.value) for e in comments.entries] == [(2, "class", ("lead",)), (4, "footer", "F: *x*"), (5, "wobble", "1")]
    assert codes("<!--\nclass: lead\nwobble: 1\n-->") == [("unknown-directive", Severity.INFO)]


def test_comments_of_tools_are_neither() -> None:
    for text in ("prettier-ignore-start", "markdownlint-disable MD033", "lint disable", "fit"):
        assert read_comments(f"<!-- {text} -->").notes == ()


def test_unclosed_comments() -> None:
    assert read_comments("<!-- a\n" * 20000).notes == ()
    assert grows_in_step(lambda size: read_comments("<!-- a\n" * size), 2500)


@pytest.mark.parametrize(("line", "mark"), [("title: [a", "bracket"), ('title: "a', "quotation mark"), ("title: {a", "brace")])
def test_a_bracket_or_quote_that_is_never_closed_is_told_and_taken_as_words(line: str, mark: str) -> None:
    deck = parse(f"---\nlang: en\n{line}\n---\n\n# T")
    (problem,) = [p for p in deck.problems if p.code == "front-matter"]
    assert problem.line == 3 and mark in problem.hint
    assert deck.settings.title == line[7:]


@pytest.mark.parametrize(
    "line", ["footer: [ours](https://example.org) and [theirs](https://example.com)", "header: **bold** 'words'", "footer: 'it''s'"]
)
def test_links_and_quotes_that_close_are_no_problem(line: str) -> None:
    assert not parse(f"---\nmarp: true\n{line}\n---\n\n# T").problems

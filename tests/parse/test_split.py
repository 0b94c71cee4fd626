"""Where slides begin and end."""

from __future__ import annotations

import random

import pytest

from presenter.parse.edits import common_prefix, common_suffix
from presenter.parse.split import Rules, Split, resplit, split
from tests.growth import within

HOUSE = Rules()
MARP = Rules(containers=False)


def slides(text: str, rules: Rules = HOUSE) -> list[str]:
    return [source.strip("\n") for source in split(text, 0, rules).sources]


@pytest.mark.parametrize("ruler", ["---", "***", "___", "- - -", " * * *", "  ---", "----------", "_ _ _ _ ", "---\t"])
def test_a_thematic_break_ends_a_slide(ruler: str) -> None:
    assert slides(f"a\n\n{ruler}\n\nb") == ["a", "b"]


@pytest.mark.parametrize("line", ["    ---", "--", "**", "-- -x", "\\---", "--- a", "`---`", "> ---", "+++", "***a***", "=== "])
def test_other_lines_do_not(line: str) -> None:
    assert len(slides(f"a\n\n{line}\n\nb")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Title\n---\ntext",  # an underlined heading
        "two\nlines\n---",
        "- item\n\n  ---\n  more",  # inside the item
        "1. item\n\n   ---\n",
        "- item\n  text\n  ---\n",
        "```\n---\n```",
        "~~~~ text\n---\n~~~\n---\n~~~~",
        "<!--\n---\n-->",
        "<!--\n\n---\n\n-->\n",
        "<div>\n---\n</div>",
        "<style>\n\n---\n\n</style>",
        "$$\n\n---\n\n$$",
        "::: notes\n\n---\n\n:::",
        "::: columns\n::: column\n\n---\n\n:::\n:::",
        "- a\n  ```\n  ---\n  ```\n",
        "- a\n\n  - b\n\n    c\n\n   ---\n",
        "| a |\n---\n",
        "> [!NOTE]\n> ---\n",
    ],
)
def test_breaks_that_are_inside_something(text: str) -> None:
    assert len(slides(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "- item\n---\n",  # not indented: outside the item
        "> quote\n---\n",  # an underline cannot continue lazily
        "- item\nlazy\n---\n",
        "# heading\n---\n",
        "text\n***\n",
        "text\n- - -\n",
        "| a | b |\n|---|---|\n| 1 | 2 |\n---\n",
        "[label]: /url\n---\n",
        "```\ncode\n```\n---\n",
        "- a\n  ```\n---\n",  # the fence ends with its item
        "<div>\n\n---\n\n</div>",  # a blank line ends the HTML block
        "    code\n---\n",
        "<!-- note -->\n---\n",
        "text\n\n\n---\n",
        "a\r\n\r\n---\r\n\r\nb",
        "$$x$$\n\n---\n",
        "- a\n\ntext\n***\n",
    ],
)
def test_breaks_that_only_look_hidden(text: str) -> None:
    assert len(slides(text)) == 2


def test_what_never_closes_hides_nothing() -> None:
    for opening in ("```python", "~~~", "<!-- note", "<style>", "$$", "::: columns", "<![CDATA["):
        assert slides(f"{opening}\nx\n\n---\n\nb\n\n---\n\nc")[1:] == ["b", "c"], opening


def test_a_forgotten_container_costs_one_slide_only() -> None:
    text = "::: notes\nforgotten\n\n---\n\n# Next\n\n::: notes\nthere\n:::\n\n---\n\nlast"
    assert len(slides(text)) == 3


def test_marp_knows_no_containers() -> None:
    assert len(slides("::: x\n\n---\n\n:::", MARP)) == 2


def test_empty_slides_are_slides() -> None:
    assert slides("---\n\n---\n") == ["", "", ""]
    assert slides("") == [""]


# ---------------------------------------------------------------- headings


def test_headings_divide() -> None:
    rules = Rules(levels=frozenset((1, 2)))
    assert slides("# A\ntext\n## B\n### C\n## D", rules) == ["# A\ntext", "## B\n### C", "## D"]
    assert slides("intro\n\nA\n===\ntext\n\nB\n---\nend", rules) == ["intro", "A\n===\ntext", "B\n---\nend"]


def test_an_underlined_heading_divides_before_its_first_line() -> None:
    rules = Rules(levels=frozenset((1, 2)))
    assert slides("intro\n\ntwo\nlines\n===\n\ntext\n\nB\n---\nend", rules) == ["intro", "two\nlines\n===\n\ntext", "B\n---\nend"]


def test_a_list_of_levels_divides_at_those_alone() -> None:
    assert slides("# A\n## B\n### C", Rules(levels=frozenset((1, 3)))) == ["# A\n## B", "### C"]


def test_no_empty_slide_before_a_heading() -> None:
    rules = Rules(levels=frozenset((1,)))
    assert slides("a\n\n---\n\n# B", rules) == ["a", "# B"]
    assert slides("<!-- class: lead -->\n\n# B", rules) == ["<!-- class: lead -->\n\n# B"]
    assert slides("[x]: /y\n<style>p { color: red }</style>\n# B", rules) == ["[x]: /y\n<style>p { color: red }</style>\n# B"]


def test_headings_in_code_lists_and_quotes_do_not_divide() -> None:
    rules = Rules(levels=frozenset((1, 2)))
    assert len(slides("x\n\n```\n# no\n```\n\n- a\n\n  # no\n\n> # no\n\n    # no", rules)) == 1


# ---------------------------------------------------------------- other dialects


def test_marks_and_rulers_of_dialects() -> None:
    assert slides("a\n\n--\n\nb\n---\nc", Rules(setext=False, marks="--")) == ["a", "b", "c"]
    assert slides("a\n---\nb\n<!-- end_slide -->\nc", Rules(rulers=False, marks="<!--[ ]*end_slide[ ]*-->")) == ["a\n---\nb", "c"]


def test_settings_between_two_rulers() -> None:
    rules = Rules(setext=False, yaml=True)
    assert slides("a\n\n---\nlayout: cover\n---\n\nb\n\n---\n\nc: d\n\n---\n", rules) == ["a", "layout: cover\n---\n\nb", "c: d", ""]


# ---------------------------------------------------------------- ranges


def test_ranges_and_lines() -> None:
    text = "a\n\n---\nb\n---\n\n---\nc"
    cut = split(text, 0, HOUSE)
    assert [text[a:b] for a, b in zip(cut.starts, cut.ends, strict=True)] == cut.sources
    assert cut.lines == [text.count("\n", 0, start) for start in cut.starts]


PIECES = [
    "---\n",
    "***\n",
    "\n---\n\n",
    "# Title\n",
    "## Two\n",
    "text\n",
    "Text\n---\n",
    "Text\n===\n",
    "\n",
    "- item\n",
    "  - sub\n",
    "  ---\n",
    "   ```\n",
    "```\n",
    "```py\n",
    "~~~\n",
    "````\n",
    "<!-- note -->\n",
    "<!--\n",
    "-->\n",
    "$$\n",
    "$$x$$\n",
    ":::\n",
    "::: columns\n",
    "::: notes\n",
    "<div>\n",
    "</div>\n",
    "<style>\n",
    "</style>\n",
    "> quote\n",
    "1. one\n",
    "   text\n",
    "    code\n",
    "[x]: /y\n",
    "| a | b |\n",
    "|---|---|\n",
    "a: b\n",
    "---\nlayout: x\n---\n",
    "\r\n",
    "--\n",
    "+++",
    "é\u2028",
    "  ",
    "\t",
    "`",
    "<",
    ":",
    "-",
    "$",
    "#",
    "=",
    "\x00",
]
RULES = [
    HOUSE,
    MARP,
    Rules(levels=frozenset((1, 2))),
    Rules(setext=False, marks="--", containers=False),
    Rules(setext=False, yaml=True),
    Rules(rulers=False, marks="<!-- note -->", levels=frozenset((2,))),
]


def same(a: Split, b: Split) -> bool:
    return (a.starts, a.ends, a.lines, a.sources) == (b.starts, b.ends, b.lines, b.sources)


@pytest.mark.parametrize("seed", range(100))
def test_resuming_equals_splitting_anew(seed: int) -> None:
    chance = random.Random(seed)
    rules = chance.choice(RULES)
    text = "".join(chance.choices(PIECES, k=chance.randint(0, 60)))
    cut = split(text, 0, rules)
    for _ in range(30):
        start = chance.randint(0, len(text))
        end = min(len(text), start + chance.choice((0, 0, 1, 2, 10, 40)))
        new = text[:start] + "".join(chance.choices(PIECES, k=chance.choice((0, 1, 1, 2, 6)))) + text[end:]
        prefix = common_prefix(text, new)
        suffix = common_suffix(text, new, prefix)
        resumed, before, after = resplit(new, 0, cut, len(text), prefix, suffix)
        fresh = split(new, 0, rules)
        assert same(resumed, fresh), (rules, text, new)
        assert cut.sources[:before] == resumed.sources[:before]
        assert after == 0 or cut.sources[-after:] == resumed.sources[-after:]
        text, cut = new, resumed


@pytest.mark.parametrize("seed", range(40))
def test_every_character_is_in_a_slide_or_on_a_break_line(seed: int) -> None:
    chance = random.Random(1000 + seed)
    text = "".join(chance.choices(PIECES, k=80))
    for rules in RULES:
        cut = split(text, 0, rules)
        assert cut.starts == sorted(cut.starts) and cut.starts[0] == 0 and cut.ends[-1] == len(text)
        for end, start in zip(cut.ends, cut.starts[1:], strict=False):
            between = text[end:start].strip()
            assert end <= start and "\n" not in between
            assert not between.strip("-*_ \t\r") or "note" in between or rules.marks


@pytest.mark.parametrize(
    "text",
    [
        "- a\n  ---\n" * 4000,
        "```\n" * 5001,
        "<!--\n" * 20000,
        "  - x\n   ```\n" * 3000,
        "::: x\n" * 4000,
        "$$\n" * 20001,
        "x\n" * 40000 + "---\n",
        "> " * 50000,
        "`" * 50000 + "\n",
        "".join("`" * (600 - n) + "\n" for n in range(590)),
    ],
)
def test_nothing_takes_long(text: str) -> None:
    plain = "word\n" * (len(text) // 5)
    for rules in RULES:
        assert within(lambda rules=rules: split(text, 0, rules), lambda rules=rules: split(plain, 0, rules), 60)  # type: ignore[misc]

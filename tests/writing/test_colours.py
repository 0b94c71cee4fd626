"""What the parts of a deck's lines are."""

from __future__ import annotations

import random

import pytest

from presenter.writing.colours import KINDS, marked


def parts(text: str, front: bool = False) -> list[list[tuple[str, str]]]:
    lines = text.split("\n")
    return [[(line[a:b], kind) for a, b, kind in marks] for line, marks in zip(lines, marked(lines, front), strict=True)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("## Two {layout=quote}", [("## Two {layout=quote}", "heading"), ("{layout=quote}", "attributes")]),
        ("---", [("---", "break")]),
        ("- [ ] a **b** task", [("-", "marker"), (" [ ]", "marker"), ("**b**", "strong")]),
        ("12) *soon* {.step}", [("12)", "marker"), ("*soon*", "emphasis"), ("{.step}", "attributes")]),
        ("> quoted `x*y*z`", [("> ", "quote"), ("`x*y*z`", "code")]),
        ("![a](b.png) and [c](#3)", [("![a]", "link"), ("(b.png)", "target"), ("[c]", "link"), ("(#3)", "target")]),
        ("<!-- _class: lead --> <!-- say it -->", [("<!-- _class: lead -->", "directive"), ("<!-- say it -->", "note")]),
        ("<!-- Notes: say it -->", [("<!-- Notes: say it -->", "note")]),
        ("it costs $5 and $x^2$", [("$x^2$", "math")]),
        (". . .", [(". . .", "pause")]),
        ("::: column {width=40%}", [("::: column {width=40%}", "container")]),
        ("2 * 3 * 4 and snake_case_name", []),
    ],
)
def test_single_lines(line: str, expected: list[tuple[str, str]]) -> None:
    assert parts(line) == [expected]


def test_what_spans_lines() -> None:
    text = "---\ntheme: dark\n---\n# A\n<!--\na note\n# no heading\n-->\n```python\ndef f(): # x\n# no heading\n```\n$$\n- x\n$$\n- item"
    kinds = [[kind for _, kind in line] for line in parts(text, front=True)]
    assert kinds[:4] == [["break"], ["key"], ["break"], ["heading"]]
    assert kinds[4:8] == [["note"]] * 4
    assert kinds[8] == kinds[11] == ["fence"]
    assert kinds[9] == ["keyword", "name", "comment"]
    assert kinds[10] == ["comment"]
    assert kinds[12:] == [["math"]] * 3 + [["marker"]]


def test_marks_lie_on_their_lines_whatever_is_written() -> None:
    dice = random.Random(5)
    pieces = ["```", "py\n", "\n", "<!--", "-->", "$$", "$", "`", "**", "*", "_", "[", "](", ")", "{", "}", "---\n", "x: y", "- ", "\t"]
    for _ in range(400):
        lines = "".join(dice.choices(pieces, k=40)).split("\n")
        for line, marks in zip(lines, marked(lines, front=True), strict=True):
            assert all(0 <= a <= b <= len(line) and kind in KINDS for a, b, kind in marks)

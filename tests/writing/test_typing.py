"""Lists, marks and tables while they are written. `|` is the cursor, `«` and `»` are the ends of a selection."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from presenter.parse.edits import apply
from presenter.writing import lists, tables, wrapping
from presenter.writing.change import Change
from tests.growth import grows_in_step


def at(marked: str) -> tuple[str, int, int]:
    if "«" in marked:
        start, end = marked.index("«"), marked.index("»") - 1
        return marked.replace("«", "").replace("»", ""), start, end
    at = marked.index("¦")
    return marked.replace("¦", ""), at, at


def done(text: str, change: Change | None) -> str | None:
    if change is None:
        return None
    new = apply(text, change.edits)
    assert change.select is not None
    start, end = sorted(change.select)
    return new[:start] + ("¦" if start == end else "«" + new[start:end] + "»") + new[end:]


def typed(fn: Callable[..., Change | None], marked: str, *rest: object) -> str | None:
    text, start, end = at(marked)
    at_cursor = fn in (lists.enter, lists.backspace, tables.step, tables.change)
    return done(text, fn(text, start, *rest) if at_cursor else fn(text, start, end, *rest))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- one¦", "- one\n- ¦"),
        ("- one¦\n- two", "- one\n- ¦\n- two"),
        ("- o¦ne", "- o\n- ¦ne"),
        ("  * deep¦", "  * deep\n  * ¦"),
        ("- [x] did¦", "- [x] did\n- [ ] ¦"),
        ("1. one¦\n2. two\n3. three\n", "1. one\n2. ¦\n3. two\n4. three\n"),
        ("1) one¦\n   more\n\n2) two\n\n\n3) other", "1) one\n2) ¦\n   more\n\n3) two\n\n\n3) other"),
        ("9. nine¦", "9. nine\n10. ¦"),
        ("- one\n- ¦", "- one\n¦"),
        ("- one\n  - ¦", "- one\n- ¦"),
        ("> said¦", "> said\n> ¦"),
        ("> said\n> ¦", "> said\n¦"),
        ("> - said¦", "> - said\n> - ¦"),
        ("words¦", None),
        ("¦- one", None),
        ("```\n- code¦\n```", None),
    ],
)
def test_enter_continues_lists(before: str, after: str | None) -> None:
    assert typed(lists.enter, before) == after


@pytest.mark.parametrize(
    ("before", "out", "after"),
    [
        ("- one\n- two¦", False, "- one\n  - two¦"),
        ("1. one\n2. two¦", False, "1. one\n   1. two¦"),
        ("- one\n  - two¦", True, "- one\n- two¦"),
        ("1. one\n   1. two¦", True, "1. one\n2. two¦"),
        ("- one\n- «two\n- three»", False, "- one\n  - «two\n  - three»"),
        ("words¦", False, None),
        ("- one¦", False, "- one¦"),
    ],
)
def test_tab_indents_items(before: str, out: bool, after: str | None) -> None:
    text, start, end = at(before)
    change = lists.indent(text, start, end, out)
    if change is not None and change.select is None:
        assert change.edits == ()
        return
    assert done(text, change) == after


def test_backspace_takes_the_mark_away() -> None:
    assert typed(lists.backspace, "- one\n  - ¦two") == "- one\n- ¦two"
    assert typed(lists.backspace, "- ¦two") == "¦two"
    assert typed(lists.backspace, "- t¦wo") is None


def test_a_list_is_numbered_again() -> None:
    text = "3. a\n9. b\n   more\n1. c\n\nwords\n\n1. other\n"
    assert apply(text, lists.renumbered(text, 8)) == "3. a\n4. b\n   more\n5. c\n\nwords\n\n1. other\n"


@pytest.mark.parametrize(
    ("before", "mark", "after"),
    [
        ("a «bold» word", "**", "a **«bold»** word"),
        ("a **«bold»** word", "**", "a «bold» word"),
        ("a «**bold**» word", "**", "a «bold» word"),
        ("a bo¦ld word", "*", "a *«bold»* word"),
        ("a **«bold»** word", "*", "a ***«bold»*** word"),
        ("a ***«bold»*** word", "*", "a **«bold»** word"),
        ("a« code »b", "`", "a `«code»` b"),
        ("¦", "**", "**¦**"),
    ],
)
def test_wrapping(before: str, mark: str, after: str) -> None:
    assert typed(wrapping.wrap, before, mark) == after


def test_links() -> None:
    assert typed(wrapping.link, "see «there» now") == "see [there](¦) now"
    assert typed(wrapping.link, "see «https://a.example/b» now") == "see [¦](https://a.example/b) now"
    assert typed(wrapping.around, "see «there»", "(") == "see («there»)"
    assert typed(wrapping.around, "see ¦there", "(") is None


TABLE = "x\n\n| a | b |\n|---|--:|\n| c | d |\n\ny"


def test_tab_goes_through_the_cells_and_makes_rows() -> None:
    text, offset = TABLE, TABLE.index("a |")
    seen = []
    for _ in range(4):
        change = tables.step(text, offset)
        assert change is not None
        assert change.select is not None
        text = apply(text, change.edits)
        seen.append(text[slice(*change.select)])
        offset = change.select[1]
    assert seen == ["b", "c", "d", ""]
    assert text == "x\n\n| a   |   b |\n| --- | --: |\n| c   |   d |\n|     |     |\n\ny"
    back = tables.step(text, offset, back=True)
    assert back is not None
    assert text[slice(*back.select or (0, 0))] == "d"
    assert tables.step("a | b", 0) is None


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ("row", "| a   |   b |\n| --- | --: |\n| c   |   d |\n|     |     |"),
        ("column", "| a   |     |   b |\n| --- | --- | --: |\n| c   |     |   d |"),
        ("no-row", "| a   |   b |\n| --- | --: |"),
        ("no-column", "|   b |\n| --: |\n|   d |"),
        ("center", "|  a  |   b |\n| :-: | --: |\n|  c  |   d |"),
    ],
)
def test_rows_and_columns(what: str, expected: str) -> None:
    change = tables.change(TABLE, TABLE.index("c |"), what)  # type: ignore[arg-type]
    assert change is not None
    assert apply(TABLE, change.edits) == f"x\n\n{expected}\n\ny"


def test_cells_of_a_spreadsheet_become_a_table() -> None:
    pasted = 'Quarter\tSales\r\nFirst\t1,204\r\n"two\r\nlines"\t-3 %\r\na|b\t7\r\n'
    assert tables.from_cells(pasted) == (
        "| Quarter      | Sales |\n| ------------ | ----: |\n| First        | 1,204 |\n| two<br>lines |  -3 % |\n| a\\|b         |     7 |"
    )
    assert tables.from_cells("no\ntabs") is None
    assert tables.from_cells("\tindented code\n\tmore") is None
    assert tables.from_cells("def f():\n\treturn 1") is None


def test_no_key_breaks_on_any_text() -> None:
    dice = random.Random(2)
    pieces = ["- ", "1. ", "> ", "|", "---", "\n", "a", "  ", "\t", "```\n", "[ ] ", "*", "😀", "\\"]
    for _ in range(1500):
        text = "".join(dice.choices(pieces, k=25))
        start, end = sorted((dice.randrange(len(text) + 1), dice.randrange(len(text) + 1)))
        changes = [
            lists.enter(text, start), lists.indent(text, start, end), lists.indent(text, start, end, True), lists.backspace(text, start),
            tables.step(text, start), tables.step(text, start, True),
            wrapping.wrap(text, start, end, "**"), wrapping.link(text, start, end),
            wrapping.around(text, start, end, "("), tables.change(text, start, "no-column"), Change(lists.renumbered(text, start)),
        ]  # fmt: skip
        for change in changes:
            if change is not None:
                new = apply(text, change.edits)
                assert all(0 <= place <= len(new) for place in change.select or ())
        tables.from_cells(text)


@pytest.mark.parametrize("keys", [lists.ITEM.match, lists.QUOTE.fullmatch, tables.cells_of])
def test_marks_of_quotes_without_end_hold_no_key_up(keys: Callable[[str], object]) -> None:
    assert grows_in_step(lambda count: keys("> " * count + "x"), 3)
    assert grows_in_step(lambda count: keys("> " * count + "x"), 2000)

"""Steps: what enters when."""

from __future__ import annotations

import pytest

from presenter.model import Block, Code, List, Slide
from presenter.parse.deck import parse
from presenter.parse.tree import walk


def slide(text: str, front: str = "") -> Slide:
    return parse(f"---\n{front}\n---\n{text}" if front else text).slides[-1]


def steps(text: str, front: str = "") -> list[tuple[str, int]]:
    return [(type(block).__name__, block.step) for block in walk(slide(text, front).blocks)]


def items(text: str, front: str = "") -> list[int]:
    return [block.step for block in walk(slide(text, front).blocks) if type(block).__name__ == "ListItem"]


def test_a_pause_holds_back_what_follows() -> None:
    read = slide("one\n\n. . .\n\ntwo\n\nthree\n\n. . .\n\nfour")
    assert [block.step for block in read.blocks] == [0, 1, 1, 2] and read.steps == 2


def test_nothing_steps_by_itself() -> None:
    assert slide("# A\n\n* x\n* y\n\n1) z").steps == 0


@pytest.mark.parametrize("front", ["marp: true", "fragments: true"])
def test_star_and_bracket_items_are_fragments(front: str) -> None:
    assert items("* a\n* b\n\n- c\n\n1) d\n2) e\n\n1. f", front) == [1, 2, 0, 3, 4, 0]
    assert items("* a\n  * b\n    - c\n* d", front) == [1, 2, 2, 3]


def test_incremental_lists() -> None:
    assert items("- a\n- b\n\n1. c", "incremental: true") == [1, 2, 3]
    assert items("- a\n\n::: incremental\n- b\n- c\n:::\n") == [0, 1, 2]
    assert items("::: nonincremental\n- a\n:::\n\n- b", "incremental: true") == [0, 1]


def test_what_comes_after_is_not_hidden() -> None:
    read = slide("::: incremental\n- a\n- b\n:::\n\nafter\n\n. . .\n\nlater")
    assert [block.step for block in read.blocks] == [0, 0, 3] and read.steps == 3


def test_blocks_with_the_class_step() -> None:
    assert [s for _, s in steps("a {.step}\n\nb\n\n::: step\nc\n\nd {.fragment}\n:::\n")][:2] == [1, 0]
    read = slide("::: {.fragment}\nc\n\nd\n:::\n\n::: step\ne\n:::\n")
    assert [block.step for block in walk(read.blocks)] == [1, 1, 1, 2, 2]


def test_a_step_by_number() -> None:
    read = slide("a {step=2}\n\nb {step=1}\n\nc {step=99999}\n\nd {step=x}")
    assert [block.step for block in read.blocks] == [2, 1, 999, 0] and read.steps == 999


def test_code_takes_a_click_for_each_further_highlight() -> None:
    read = slide("```python {1|2-3|all}\na\nb\nc\n```\n\n. . .\n\nend")
    code = read.blocks[0]
    assert isinstance(code, Code) and len(code.highlights) == 3
    assert (code.step, read.blocks[1].step, read.steps) == (0, 3, 3)


def test_pauses_inside_columns_and_quotes() -> None:
    read = slide("::: columns\n::: column\na\n\n. . .\n\nb\n:::\n::: column\nc\n:::\n:::\n\n> q\n>\n> . . .\n>\n> r\n")
    assert [block.step for block in walk(read.blocks) if type(block).__name__ == "Paragraph"] == [0, 1, 1, 1, 2]


def test_pandoc_turns_a_quoted_list_over() -> None:
    text = "# A\n\n> - a\n> - b\n"
    assert items(text, "title: T\ninstitute: I\nheadingDivider: 0") == [1, 2]
    assert items(text) == [0, 0]


def test_inner_blocks_never_enter_before_outer_ones() -> None:
    text = "* a\n\n  . . .\n\n  b\n* c\n  ```py {1|2}\n  x\n  y\n  ```\n\n::: step\n* d\n\n. . .\n\n* e\n:::\n"

    def check(block: Block, least: int) -> None:
        assert block.step >= least
        for inner in block.items if isinstance(block, List) else getattr(block, "blocks", ()):
            check(inner, block.step)

    read = slide(text, "marp: true")
    for block in read.blocks:
        check(block, 0)
    assert read.steps == max(block.step for block in walk(read.blocks))


def test_listings_in_turn_enter_when_the_one_before_is_over() -> None:
    group = "::: code-group {.incremental}\n```sh {1|2} title=a\nx\ny\n```\n```sh title=b\nz\n```\n:::"
    read = slide(f"- one\n\n. . .\n\n{group}\n\n- two")
    assert [(b.text, b.step) for b in walk(read.blocks) if isinstance(b, Code)] == [("x\ny", 1), ("z", 3)] and read.steps == 3
    assert slide(group.replace(" {.incremental}", "")).steps == 1  # side by side


def test_what_is_no_listing_is_never_covered() -> None:
    read = slide("::: tabs {.incremental}\n```sh\nx\n```\n\nwords\n:::")
    assert not any(getattr(b, "in_turn", False) for b in walk(read.blocks))

"""Listings in turn: each covers the one before it, in every theme."""

from __future__ import annotations

from pathlib import Path

import pytest

from presenter.scene import Group, Shape, Text
from tests.layout.conftest import Arrange, flat
from tests.layout.test_arrange import assert_inside

THEMES = sorted(path.name for path in (Path(__file__).parents[2] / "themes").iterdir() if path.is_dir())


def deck(theme: str, *titles: str) -> str:
    run = "run it\n"
    fences = "\n".join(f"```sh title={title}\n{run * (3 - index)}```" for index, title in enumerate(titles))
    return f"---\ntheme: {theme}\n---\n\n## T\n\n::: code-group {{.incremental}}\n{fences}\n:::"


def shown(arrange: Arrange, source: str) -> list[Group]:
    scene = arrange(source)[0]
    assert not scene.problems
    assert_inside(scene)
    return [item for item in scene.items if isinstance(item, Group) and item.role == "code"]


@pytest.mark.parametrize("theme", THEMES)
def test_each_covers_the_one_before(arrange: Arrange, theme: str) -> None:
    groups = shown(arrange, deck(theme, "one", "two", "three"))
    assert [group.step for group in groups] == [0, 1, 2]
    grounds = [next(item for item in group.items if isinstance(item, Shape)) for group in groups]
    assert len({ground.box for ground in grounds}) == 1
    assert all(getattr(ground.fill, "alpha", 0.0) == 1.0 for ground in grounds)


def test_the_present_name_is_lit(arrange: Arrange) -> None:
    for index, group in enumerate(shown(arrange, deck("light", "one", "two"))):
        names = [item for item in flat(group.items) if isinstance(item, Text) and item.role == "caption"]
        assert [name.paragraphs[0].text for name in names] == ["one", "two"]
        (line,) = (item for item in group.items if isinstance(item, Shape) and item.role != "panel")
        assert line.box.x == names[index].box.x
        assert names[0].paragraphs[0].runs[0].color != names[1].paragraphs[0].runs[0].color


def test_one_listing_that_changes_needs_no_row(arrange: Arrange) -> None:
    groups = shown(arrange, deck("light", "one", "one"))
    assert [[t.paragraphs[0].text for t in flat(g.items) if isinstance(t, Text) and t.role == "caption"] for g in groups] == [
        ["one"],
        ["one"],
    ]


def test_blocks_that_take_turns_stand_in_one_place(arrange: Arrange) -> None:
    scene = arrange("---\nformat: revealjs\n---\n\n## A\n\n::: {.r-stack}\n\none\n\n::: {.fragment}\ntwo\n\nmore\n:::\n\n:::\n\nlast\n")[0]
    first, second = [item for item in scene.items if isinstance(item, Group) and item.role == "overlaid"]
    assert (first.box, first.step, second.step) == (second.box, 0, 1) and not scene.problems
    ground = second.items[0]
    assert isinstance(ground, Shape) and ground.fill == scene.background and not any(isinstance(i, Shape) for i in first.items)

"""Parts side by side: timelines, steps, cards, people, numbers, grids of pictures; the agenda from the sections."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from presenter.scene import Picture, Shape
from tests.layout.conftest import Arrange, flat, texts, words
from tests.layout.test_arrange import assert_inside, picture

LIST = "- **One** the first part of it\n- **Two** the second\n- **Three** and the third one"


@pytest.mark.parametrize("layout", ["timeline", "process", "cards", "people", "big-numbers"])
@pytest.mark.parametrize(
    "body",
    [
        LIST,
        "### One\n\nthe first part of it\n\n### Two\n\nthe second\n\n### Three\n\nand the third one",
        "One\n: the first part of it\n\nTwo\n: the second\n\nThree\n: and the third one",
        "::: columns\n::: column\n**One** the first part of it\n:::\n::: column\n**Two** the second\n:::\n"
        "::: column\n**Three** and the third one\n:::\n:::",
    ],
)
def test_parts_stand_side_by_side_however_they_are_written(arrange: Arrange, layout: str, body: str) -> None:
    scene = arrange(f"## T {{layout={layout}}}\n\n{body}")[0]
    assert not scene.problems
    said = {p.text: t for t in texts(scene) for p in t.paragraphs}
    heads = [said[name] for name in ("One", "Two", "Three")]
    assert heads[0].box.x < heads[1].box.x < heads[2].box.x
    assert heads[0].box.y == pytest.approx(heads[2].box.y, abs=0.5)
    assert {"the first part of it", "the second", "and the third one"} <= set(said)
    assert_inside(scene)


@pytest.mark.parametrize("layout", ["timeline", "process", "cards", "people", "big-numbers", "picture-grid"])
@pytest.mark.parametrize(
    "body", ["", "just a paragraph", "- a", "- x\n" * 40, "```\ncode\n```", "![](none.png)", "- ![A](none.png) **b** c"]
)
def test_whatever_stands_there_nothing_is_lost(arrange: Arrange, layout: str, body: str) -> None:
    scene = arrange(f"## T {{layout={layout}}}\n\nbefore\n\n{body}\n\nafter")[0]
    said = words(scene)
    assert "before" in said and "after" in said
    assert said.count("x") >= body.count("x")
    assert_inside(scene)


def test_steps_of_a_list_reach_its_parts(arrange: Arrange) -> None:
    scene = arrange("---\nfragments: true\n---\n\n## T {layout=cards}\n\n* **One** a\n* **Two** b")[0]
    assert scene.steps == 2
    panels = [i for i in flat(scene.items) if isinstance(i, Shape) and i.role == "panel"]
    assert [p.step for p in panels] == [1, 2]


def test_pictures_of_a_grid_have_one_form(arrange: Arrange, tmp_path: Path) -> None:
    picture(tmp_path / "a.png", (800, 200))
    picture(tmp_path / "b.png", (200, 800))
    scene = arrange("## T {layout=picture-grid}\n\n![](a.png) ![](b.png)\n![](b.png) ![](a.png)")[0]
    sizes = {(round(p.box.w), round(p.box.h)) for p in flat(scene.items) if isinstance(p, Picture)}
    assert len(sizes) == 1
    assert_inside(scene)


def test_the_agenda_lists_the_sections(arrange: Arrange) -> None:
    deck = "# Talk\n\n---\n\n## Today {layout=agenda}\n\n---\n\n# Why\n\n---\n\n## a\n\ntext\n\n---\n\n# How\n\n---\n\n## b\n\ntext"
    assert [p.text for t in texts(arrange(deck)[1], "body") for p in t.paragraphs] == ["Why", "How"]
    named = deck.replace("# Why", "<!-- section: First -->\n# Why")
    assert [p.text for t in texts(arrange(named)[1], "body") for p in t.paragraphs] == ["First"]


def test_a_listing_and_its_output_stand_side_by_side_in_one_size(arrange: Arrange) -> None:
    short = arrange("## T\n\n```python\nprint(1 + 1)\n```\n\n```output\n2\n```")[0]
    listing, output = texts(short, "code")
    assert "output" in short.why and listing.box.right < output.box.x
    assert listing.paragraphs[0].runs[0].font.size == output.paragraphs[0].runs[0].font.size
    long = arrange("## T\n\n```python\nprint(" + "1 + " * 30 + "1)\n```\n\n```output\n31\n```")[0]
    listing, output = texts(long, "code")
    assert listing.box.bottom < output.box.y


def test_numbers_side_by_side_are_of_one_size_and_no_word_of_a_part_is_torn(arrange: Arrange) -> None:
    numbers = arrange("## T {layout=big-numbers}\n\n- **42 %** a\n- **3 of 4** b\n- **1 in 100 000** c")[0]
    assert len({p.runs[0].font.size for t in texts(numbers, "statement") for p in t.paragraphs}) == 1
    steps = arrange("## T {layout=process}\n\n" + "\n".join(f"{n}. **Step** understanding" for n in range(1, 5)))[0]
    lines = [(t.paragraphs[line.paragraph].text[line.start : line.end]) for t in texts(steps) for line in t.lines]
    assert lines.count("understanding") == 4


def test_a_code_group_shows_all_of_its_tabs(arrange: Arrange) -> None:
    scene = arrange('## T\n\n::: code-group\n```py title="a.py"\nx\n```\n\n```js title="a.js"\ny\n```\n:::')[0]
    left, right = texts(scene, "code")
    assert left.box.right < right.box.x and "a.js" in words(scene)


def test_a_list_too_long_for_one_column_stands_in_more_and_its_words_stay_large(arrange: Arrange) -> None:
    long, eight = arrange("# T\n\n---\n\n## A\n\nBefore.\n\n" + "- one of many\n" * 18 + "\n---\n\n## B\n\n" + "1. word\n" * 8)[1:]
    columns = [t for t in texts(long) if t.role == "body" and any(p.bullet for p in t.paragraphs)]
    assert all(left.box.right < right.box.x for left, right in pairwise(columns))
    assert [len(t.paragraphs) for t in columns] in ([9, 9], [6, 6, 6]) and not long.problems
    assert [p.path[1] for t in columns for p in t.paragraphs] == list(range(18))
    [body] = [t for t in texts(eight) if t.role == "body"]
    assert body.placeholder == "body" and [p.bullet.number for p in body.paragraphs if p.bullet] == list(range(1, 9))
    assert_inside(long)


@pytest.mark.parametrize("theme", ["light", "dark", "academic", "bold", "editorial", "workshop"])
def test_names_are_not_broken_for_the_sake_of_larger_words(arrange: Arrange, theme: str) -> None:
    body = "- **Ada Lovelace** wrote the first program\n- **Grace Hopper** found the first bug\n- **Alan Kay** drew the first laptop"
    scene = arrange(f"---\ntheme: {theme}\nsize: 4:3\n---\n\n## People {{layout=people}}\n\n{body}")[0]
    named = [text for text in texts(scene) if text.paragraphs[0].text in ("Ada Lovelace", "Grace Hopper", "Alan Kay")]
    assert [sum(line.paragraph == 0 for line in text.lines) for text in named] == [1, 1, 1]

"""What stands on one edge: words of tables and their rules, panels side by side, pictures and margins, names and quotations."""

from __future__ import annotations

from pathlib import Path

import pytest

from presenter.scene import Group, Picture, Shape, TableGrid, Text
from tests.layout.conftest import Arrange, flat, texts
from tests.layout.test_arrange import assert_inside, picture

TABLE = "## T\n\n| Name | Count |\n|---|---:|\n| one | 1 |\n| two | 2 |"


def ink(text: Text) -> tuple[float, float]:
    """Where the words of a Text begin and end, in points."""
    return min(text.box.x + line.x for line in text.lines), max(text.box.x + line.x + line.width for line in text.lines)


def test_words_of_a_table_without_grounds_begin_and_end_where_its_rules_do(arrange: Arrange) -> None:
    scene = arrange(TABLE)[0]
    table = next(i for i in scene.items if isinstance(i, Group) and i.role == "table")
    title = texts(scene, "title")[0]
    edges = [ink(t) for t in texts(scene, "cell")]
    assert min(left for left, _ in edges) == pytest.approx(ink(title)[0], abs=0.6)
    assert max(right for _, right in edges) == pytest.approx(table.box.right, abs=0.6)
    assert isinstance(table.native, TableGrid)
    assert [c.sides for c in table.native.cells[:2]] == [(0.0, pytest.approx(10, abs=4)), (pytest.approx(10, abs=4), 0.0)]


def test_words_of_a_table_on_grounds_keep_clear_of_their_edges(arrange: Arrange) -> None:
    scene = arrange(TABLE, "corporate")[0]
    table = next(i for i in scene.items if isinstance(i, Group) and i.role == "table")
    assert min(ink(t)[0] for t in texts(scene, "cell")) > table.box.x + 5


def test_a_table_from_the_right_is_flush_too(arrange: Arrange) -> None:
    scene = arrange("## T\n\n| שם | מספר |\n|---|---|\n| אחת | ב |")[0]
    table = next(i for i in scene.items if isinstance(i, Group) and i.role == "table")
    assert max(ink(t)[1] for t in texts(scene, "cell")) == pytest.approx(table.box.right, abs=0.6)


def test_a_listing_and_its_output_end_on_one_line(arrange: Arrange) -> None:
    scene = arrange("## T\n\n```python\nprint(1)\n```\n\n```output\n1\n2\n3\n```")[0]
    panels = [i for i in flat(scene.items) if isinstance(i, Shape) and i.role == "panel"]
    assert len(panels) == 2 and panels[0].box.bottom == panels[1].box.bottom


def test_a_long_output_stands_below_its_listing(arrange: Arrange) -> None:
    scene = arrange("## T\n\n```python\nprint(long)\n```\n\n```output\n" + "word " * 14 + "\n```")[0]
    listing, output = texts(scene, "code")
    assert listing.box.bottom < output.box.y


def test_a_picture_shown_whole_keeps_the_margin_of_the_words(arrange: Arrange, tmp_path: Path) -> None:
    picture(tmp_path / "a.png", (800, 600))
    for text, left in (("![](a.png)\n\nWords", True), ("Words\n\n![](a.png)", False)):
        scene = arrange("## T\n\n" + text)[0]
        shown = next(i for i in flat(scene.items) if isinstance(i, Picture))
        body = next(t for t in texts(scene) if t.role == "body")
        if left:
            assert shown.box.x == pytest.approx(scene.size[0] - body.box.right, abs=1) and shown.box.right < body.box.x
        else:
            assert scene.size[0] - shown.box.right == pytest.approx(body.box.x, abs=1) and shown.box.x > body.box.right


@pytest.mark.parametrize("theme", ["light", "dark", "technical", "corporate", "public", "bold", "plain"])
@pytest.mark.parametrize("words", ["Few.", "A sentence that goes on for a while and then for a while more. " * 3])
def test_the_name_stands_right_below_the_words_of_a_quotation(arrange: Arrange, theme: str, words: str) -> None:
    scene = arrange(f"# T\n\n---\n\n> {words}\n>\n> -- Somebody", theme)[1]
    said = next(t for t in texts(scene) if t.placeholder == "quote")
    name = next(t for t in texts(scene) if t.role == "attribution")
    gap = name.box.y + name.lines[0].top - (said.box.y + said.lines[-1].top + said.lines[-1].height)
    assert 8 <= gap <= 24
    assert scene.items.index(name) > scene.items.index(said)  # as it is read
    assert_inside(scene)


def test_a_sentence_alone_below_its_title_is_larger_than_a_list(arrange: Arrange) -> None:
    _, points, alone = arrange("# T\n\n---\n\n## T\n\n- One\n- Two\n- Three\n\n---\n\n## T\n\nThe index is on one laptop.")
    found = (texts(points, "body")[0], texts(alone, "body")[0], texts(alone, "title")[0])
    sizes = [t.paragraphs[0].runs[0].font.size for t in found]
    assert sizes == sorted(sizes) and sizes[0] < sizes[1] < sizes[2]


def test_a_link_on_a_coloured_cover_can_be_read(arrange: Arrange) -> None:
    scene = arrange("---\nvariant: dark\n---\n\n# Talk\n\n[@me](https://example.org) and more")[0]
    run = next(r for t in texts(scene) for p in t.paragraphs for r in p.runs if r.link)
    around = next(r for t in texts(scene) for p in t.paragraphs for r in p.runs if "more" in r.text)
    assert run.color == around.color and run.underline and not scene.problems


@pytest.mark.parametrize("theme", ["light", "bold", "corporate", "technical", "workshop"])
def test_what_stands_below_a_title_of_two_lines_keeps_clear_of_it(arrange: Arrange, theme: str) -> None:
    title = "A title that goes on and on until it has to take another line of its slide"
    _, long, short = arrange(f"# T\n\n---\n\n## {title}\n\n- One\n- Two\n\n---\n\n## Short\n\n- One\n- Two", theme)
    head, body = texts(long, "title")[0], texts(long, "body")[0]
    assert len(head.lines) > 1
    end = head.box.y + head.lines[-1].top + head.lines[-1].height
    assert body.box.y + body.lines[0].top - end >= 24
    assert body.box.bottom == pytest.approx(texts(short, "body")[0].box.bottom, abs=0.5)


def test_a_rule_below_a_title_is_air_enough(arrange: Arrange) -> None:
    title = "A title that goes on and on until it has to take another line of its slide"
    _, long, short = arrange(f"# T\n\n---\n\n## {title}\n\n- One\n\n---\n\n## Short\n\n- One", "academic")
    assert texts(long, "body")[0].box.y == texts(short, "body")[0].box.y


@pytest.mark.parametrize("theme", ["light", "dark", "academic", "public", "editorial"])
def test_what_has_no_title_stands_half_way_down(arrange: Arrange, theme: str) -> None:
    body = texts(arrange("# T\n\n---\n\n- One\n- Two", theme)[1], "body")[0]
    above, below = body.box.y + body.lines[0].top, body.box.y + body.lines[-1].top + body.lines[-1].height
    assert (above + below) / 2 == pytest.approx(body.box.y + body.box.h / 2, abs=2)

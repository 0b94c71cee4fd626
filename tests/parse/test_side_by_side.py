"""What stands side by side for the names and the CSS that strangers give to their `<div>`s."""

from __future__ import annotations

import pytest

from presenter.model import Block, Columns, Container, Figure, List, Paragraph
from presenter.parse.deck import parse
from presenter.parse.tree import walk
from presenter.spans import plain_text


def _rows(text: str) -> list[list[str]]:
    """Of every row of columns, the words of each."""
    return [[_said(column) for column in block.columns] for block in walk(parse(text).slides[0].blocks) if isinstance(block, Columns)]


def _said(block: Block) -> str:
    return " ".join(plain_text(one.spans) for one in walk((block,)) if hasattr(one, "spans"))


def test_a_column_of_two_blocks_is_no_row_of_its_own() -> None:
    text = (
        '<div class="columns">\n<div class="col good">\n\n### A\n\n- a\n\n</div>\n<div class="col bad">\n\n### B\n\n- b\n\n</div>\n</div>\n'
    )
    assert _rows(text) == [["A a", "B b"]]


@pytest.mark.parametrize(
    "names", [("ldiv", "rdiv"), ("left", "right"), ("left-col", "right-col"), ("limg", "rdiv"), ("ldiv", "mdiv", "rdiv")]
)
def test_sides_stand_where_they_say(names: tuple[str, ...]) -> None:
    parts = [f'<div class = "{name}">\n\n{name}\n\n</div>\n' for name in names]
    assert _rows("# A\n\n" + "\n".join(reversed(parts))) == [list(names)]
    assert _rows("".join(f"{part}\nbetween\n\n" for part in parts)) == []


@pytest.mark.parametrize("name", ["cards", "flow", "compare", "stats", "columns", "grid"])
def test_rows_are_known_by_their_names(name: str) -> None:
    assert _rows(f'<div class="{name}">\n<div>a</div>\n<div>b</div>\n<div>c</div>\n</div>\n') == [["a", "b", "c"]]


def test_an_arrow_between_boxes_takes_little_room() -> None:
    row = '<div class="flow">\n<div class="node">A</div>\n<div>→</div>\n<div class="node">B</div>\n</div>\n'
    for text in (row, "---\nmarp: true\nstyle: .flow { display: flex }\n---\n" + row):
        (columns,) = (block for block in parse(text).slides[0].blocks if isinstance(block, Columns))
        assert [column.share for column in columns.columns] == [0.47, 0.06, 0.47]


def test_the_css_of_the_deck_says_how_many_stand_in_a_row() -> None:
    cards = '<div class="cards">\n<div>a</div>\n<div>b</div>\n<div>c</div>\n</div>\n'
    style = "---\nmarp: true\nstyle: .cards {{ {} }}\n---\n"
    assert _rows(style.format("display: grid; grid-template-columns: 1fr 1fr") + cards) == [["a", "b"], ["c", ""]]
    assert _rows(style.format("display: flex; flex-direction: column") + cards) == []
    wide = parse(style.format("display: grid; grid-template-columns: 2fr 1fr 1fr") + cards).slides[0].blocks[0]
    assert isinstance(wide, Columns) and [column.share for column in wide.columns] == [0.5, 0.25, 0.25]


def test_the_words_in_a_figure_are_its_caption() -> None:
    (figure,) = parse('<figure><span class="cap">Before</span><img src="a.png" alt="x"></figure>\n').slides[0].blocks
    assert isinstance(figure, Figure) and plain_text(figure.caption) == "Before" and figure.images[0].src == "a.png"
    (two,) = parse('<figure><img src="a.png"> <img src="b.png"> words</figure>\n').slides[0].blocks
    assert isinstance(two, Paragraph)


def test_a_list_has_the_size_it_is_given() -> None:
    (block,) = parse('<ul style="font-size: 15px">\n<li>a</li>\n</ul>\n').slides[0].blocks
    assert isinstance(block, Container) and dict(block.declarations)["font-size"] == "15px" and isinstance(block.blocks[0], List)


@pytest.mark.parametrize(
    ("picture", "rows"),
    [
        ('<img align="right" src="a.png">', ["b c", ""]),
        ('<img style="float: left; width: 200px" src="a.png">', ["", "b c"]),
        ('<img align="center" src="a.png">', []),
    ],
)
def test_what_follows_a_floating_picture_stands_beside_it(picture: str, rows: list[str]) -> None:
    assert _rows(f"# A\n\n{picture}\n\nb\n\n- c\n") == ([rows] if rows else [])
    assert _rows(f"# A\n\n{picture} b\n\nc\n") == ([rows] if rows else [])


def test_a_floating_picture_beside_nothing_stays_where_it_is() -> None:
    assert _rows('# A\n\nb\n\n<img align="right" src="a.png">\n') == []
    assert _rows('# A\n\n<img align="right" src="a.png">\n\n| a |\n|---|\n| b |\n') == []


def test_inline_elements_that_touch_in_a_box_stand_one_below_the_other() -> None:
    (step,) = parse('<div class="step"><strong>First</strong><span>do</span> it <b>now</b> <i>x</i></div>\n').slides[0].blocks
    assert [span.kind for one in walk((step,)) if isinstance(one, Paragraph) for span in one.spans][:2] == ["text", "break"]
    (plain,) = parse("<div><b>H</b><span>2</span></div>\n").slides[0].blocks
    assert _said(plain) == "H2"


def test_a_picture_floats_out_of_the_words_it_is_written_in() -> None:
    picture = '<img src="a.png" style="display:inline;float:right;margin-left:10px;" width="300px">'
    assert _rows(f"# A\n\nintro\n\n- Surprisingly,{picture} it works\n- b\n") == [["Surprisingly, it works b", ""]]
    assert _rows('# A\n\nwords <img class="pull-left" src="a.png"> more\n') == [["", "words  more"]]
    assert _rows(f"# A\n\n{picture} a {picture} b\n") == []

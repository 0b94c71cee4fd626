"""Raw HTML between blocks: layout is honoured, what is not is told, and no text is lost."""

from __future__ import annotations

import pytest

from presenter.model import (
    Code,
    Columns,
    Container,
    DefinitionList,
    Diagram,
    Figure,
    Heading,
    Length,
    List,
    Paragraph,
    Quote,
    Table,
    plain_text,
)
from presenter.parse.context import Context
from presenter.parse.markdown import read
from tests.parse.reading import blocks, codes, only, words


def all_words(*found: object) -> list[str]:
    return [w for block in found for w in words(block) if w]  # type: ignore[arg-type]


def test_columns_of_divs_around_markdown() -> None:
    columns = only(Columns, '<div class="columns">\n<div>\n\n## Left\n\n- a\n\n</div>\n<div>\n\nRight\n\n</div>\n</div>')
    left, right = columns.columns
    assert [type(b) for b in left.blocks] == [Heading, List]
    assert (all_words(right), left.lines, columns.lines) == (["Right"], (1, 8), (0, 14))


@pytest.mark.parametrize(
    ("style", "inner", "shares"),
    [
        ("display:flex", "<div>a</div><div>b</div>", [None, None]),
        ("display: grid; grid-template-columns: 2fr 1fr", "<div>a</div><div>b</div>", [0.6667, 0.3333]),
        ("display:grid;grid-template-columns:repeat(2, 1fr)", "<div>a</div><div>b</div>", [None, None]),
        ("display:flex", "<div style='flex:3'>a</div><div style='flex:1'>b</div>", [0.75, 0.25]),
        ("display:flex", "<div style='width:40%'>a</div><div>b</div>", [0.4, None]),
    ],
)
def test_css_columns(style: str, inner: str, shares: list[float | None]) -> None:
    columns = only(Columns, f'<div style="{style}">{inner}</div>')
    assert [c.share for c in columns.columns] == shares
    assert [all_words(c) for c in columns.columns] == [["a"], ["b"]]


def test_a_grid_with_more_cells_than_tracks_has_rows() -> None:
    rows = blocks("<div style='display:grid;grid-template-columns:1fr 3fr'>\n<div>a</div>\n<div>b</div>\n<div>c</div>\n</div>")
    assert [[(c.share, all_words(c)) for c in row.columns] for row in rows if isinstance(row, Columns)] == [
        [(0.25, ["a"]), (0.75, ["b"])],
        [(0.25, ["c"]), (0.75, [])],
    ]


def test_a_row_of_loose_blocks_is_columns_only_if_there_are_two() -> None:
    assert isinstance(only(Columns, '<div class="columns">\n\na\n\n- b\n\n</div>'), Columns)
    assert isinstance(only(Container, '<div class="columns">\n\na\n\n- b\n\nc\n\n</div>'), Container)


def test_children_that_call_themselves_columns() -> None:
    columns = only(Columns, '<div class="any">\n<div class="col-8">a</div>\n<div class="col-4">b</div>\n</div>')
    assert [c.share for c in columns.columns] == [8 / 12, 4 / 12]


def test_left_and_right() -> None:
    columns = only(Columns, '<div class="left">\n\nL\n\n</div>\n<div class="right">\n\nR\n\n</div>')
    assert [all_words(c) for c in columns.columns] == [["L"], ["R"]]


def test_markdown_in_a_div_with_and_without_a_blank_line() -> None:
    tight = only(Container, '<div class="box">\n  - a\n  - **b**\n</div>')
    loose = only(Container, '<div class="box">\n\n- a\n- **b**\n\n</div>')
    assert all_words(tight) == all_words(loose) == ["a", "b"]
    assert tight.attrs.classes == ("box",)


def test_a_div_that_says_nothing_leaves_no_trace() -> None:
    assert isinstance(only(Paragraph, "<div>\n\ntext\n\n</div>"), Paragraph)


@pytest.mark.parametrize("source", ["<center>\n\nx\n\n</center>", '<div align="center">x</div>', '<p style="text-align: center">x</p>'])
def test_centred(source: str) -> None:
    assert only(Container, source).declarations == (("text-align", "center"),)


def test_pictures_in_a_paragraph() -> None:
    container = only(Container, '<p align="center">\n  <img src="a.png" width="200">\n  <img src="b.png" height="50%">\n</p>')
    figure = container.blocks[0]
    assert isinstance(figure, Figure)
    assert [(i.src, i.width, i.height) for i in figure.images] == [("a.png", Length(150), None), ("b.png", None, Length(50, "%"))]


def test_figure_with_caption() -> None:
    figure = only(Figure, '<figure>\n<img src="a.png">\n<figcaption>The *caption*</figcaption>\n</figure>')
    assert plain_text(figure.caption) == "The caption"


def test_table() -> None:
    source = "<table>\n<tr><th>A</th><th align=right>B</th></tr>\n<tr><td>1<td colspan=2>two</td></tr>\n</table>"
    table = only(Table, source)
    assert [[plain_text(c.spans) for c in row] for row in table.rows] == [["A", "B"], ["1", "two"]]
    assert (table.header_rows, table.aligns, table.rows[1][1].colspan) == (1, ("", "right", ""), 2)


def test_lists() -> None:
    bullets, numbers = blocks("<ul>\n<li>a</li>\n<li>b<ul><li>c</li></ul></li>\n</ul>\n\n<ol start=3><li>x<li>y</ol>")
    assert isinstance(bullets, List)
    assert isinstance(numbers, List)
    assert (all_words(bullets), bullets.start) == (["a", "b", "c"], None)
    assert (all_words(numbers), numbers.start) == (["x", "y"], 3)


def test_other_elements() -> None:
    assert only(Heading, "<h2 id=q>Title <em>x</em></h2>").id == "q"
    assert all_words(only(Quote, "<blockquote>Said</blockquote>")) == ["Said"]
    assert only(Code, '<pre><code class="language-py">a &lt; b\n  c</code></pre>').text == "a < b\n  c"
    assert only(Code, '<pre><code class="language-py">a</code></pre>').lang == "py"
    assert all_words(only(Container, "<details>\n<summary>More</summary>\n\nHidden\n\n</details>")) == ["More", "Hidden"]
    assert plain_text(only(DefinitionList, "<dl><dt>T</dt><dd>D</dd></dl>").items[0].term) == "T"
    assert only(Container, "<small>\n\n- a\n\n</small>").declarations == (("font-size", "80%"),)


@pytest.mark.parametrize("tag", ["div", "pre"])
def test_a_diagram(tag: str) -> None:
    assert only(Diagram, f'<{tag} class="mermaid">\ngraph TD\nA--&gt;B\n</{tag}>').source == "graph TD\nA-->B"


def test_breaks_on_their_own_make_room() -> None:
    for source in ("<br>", "<br/><br>", "<div>\n<br>\n</div>"):
        assert plain_text(only(Paragraph, source).spans).replace(" ", "") == "\u00a0" * source.count("<br")


def test_styles_and_notes_are_handed_over() -> None:
    reading = read("<style scoped>\nh1 { color: red }\n</style>\n\n# T\n\n<style>p {}</style>\n\n<aside class='notes'>\nsay\n</aside>", Context())
    assert reading.styles == ((0, "h1 { color: red }", True), (6, "p {}", False))
    assert reading.notes == ("say",)
    assert all_words(*reading.blocks) == ["T"]


@pytest.mark.parametrize("tag", ["script", "iframe", "canvas", "object"])
def test_what_is_left_out_is_told_once(tag: str) -> None:
    source = f"text\n\n<{tag} src='x'>no text</{tag}>\n\n<{tag}>\nno text\n</{tag}>"
    assert codes(source) == [("html-left-out", 2)]
    assert all_words(*read(source, Context()).blocks) == ["text"]


def test_markdown_in_an_unknown_element_is_kept() -> None:
    assert all_words(*read("<v-clicks>\n\n- a\n\n</v-clicks>", Context()).blocks) == ["a"]
    assert codes("<v-clicks>\n\n- a\n\n</v-clicks>") == [("html-left-out", 0)]


def test_comments_vanish_and_one_without_an_end_is_told() -> None:
    assert all_words(*blocks("a\n\n<!-- gone\n\nfar -->\n\nb")) == ["a", "b"]
    assert codes("a\n\n<!-- gone") == [("unclosed-comment", 2)]
    assert codes("a <!-- gone") == [("unclosed-comment", 0)]


def test_html_inside_a_list_stays_there() -> None:
    outer = only(List, "- a\n\n  <div>in</div>\n\n- b")
    assert [all_words(item) for item in outer.items] == [["a", "in"], ["b"]]


def test_a_thematic_break_in_a_quote_is_a_rule() -> None:
    rule = only(Quote, "> a\n>\n> ---").blocks[1]
    assert isinstance(rule, Container)
    assert rule.attrs.classes == ("rule",)

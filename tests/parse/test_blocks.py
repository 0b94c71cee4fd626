"""Each block construct, as a person writes it."""

from __future__ import annotations

import pytest

from presenter.model import (
    Attrs,
    Callout,
    Code,
    Columns,
    Container,
    DefinitionList,
    Diagram,
    Figure,
    Footnotes,
    Heading,
    Length,
    List,
    Math,
    Paragraph,
    Quote,
    Table,
    plain_text,
)
from presenter.parse.context import Context
from presenter.parse.markdown import read
from tests.parse.reading import blocks, codes, only, show, words


def text(block: object) -> str:
    """The words of a block with spans."""
    assert isinstance(block, Paragraph | Heading)
    return plain_text(block.spans)


def all_words(*found: object) -> list[str]:
    """All text in blocks."""
    return [w for block in found for w in words(block) if w]  # type: ignore[arg-type]


# ---------------------------------------------------------------- headings, attributes


def test_heading_with_attributes() -> None:
    heading = only(Heading, "## Two *words* {#here .big layout=quote}")
    assert (heading.level, heading.id, plain_text(heading.spans)) == (2, "here", "Two words")
    assert heading.attrs == Attrs("here", ("big",), (("layout", "quote"),))


def test_setext_heading() -> None:
    assert [(h.level, h.lines) for h in blocks("One\nmore\n===\n\nTwo\n---") if isinstance(h, Heading)] == [(1, (0, 3)), (2, (4, 6))]


@pytest.mark.parametrize("source", ["# <!-- fit --> Big", "# <!--fit-->Big", "Big <!-- fit -->\n==="])
def test_fit_heading(source: str) -> None:
    heading = only(Heading, source)
    assert heading.fit
    assert text(heading) == "Big"


def test_braces_that_are_no_attributes_stay() -> None:
    assert text(only(Heading, "# A {set}")) == "A {set}"
    assert text(only(Paragraph, "a {{ x }}")) == "a {{ x }}"
    assert text(only(Paragraph, "f(x){.y}")) == "f(x){.y}"


def test_attributes_on_the_last_line_and_on_a_line_of_their_own() -> None:
    assert only(Paragraph, "words {.step}").attrs.classes == ("step",)
    assert only(Paragraph, "words\n{.step}").attrs.classes == ("step",)
    assert only(List, "- a\n- b\n{.step}").attrs.classes == ("step",)
    assert only(Table, "| a |\n|---|\n| b |\n{.wide}").attrs.classes == ("wide",)
    assert only(Quote, "> a\n\n{.wide}").attrs.classes == ("wide",)
    first, second = only(List, "- a {.step}\n- b").items
    assert (first.attrs.classes, second.attrs.classes) == (("step",), ())


def test_attributes_of_nothing_are_told() -> None:
    assert codes("{.x}\n\ntext") == [("stray-attributes", 0)]


def test_quoted_values_keep_their_spaces() -> None:
    assert only(Paragraph, 'a {title="two words" .b}').attrs == Attrs("", ("b",), (("title", "two words"),))


# ---------------------------------------------------------------- lists


def test_lists_keep_their_marker_and_number() -> None:
    found = [b for b in blocks("- a\n\n* b\n\n+ c\n\n3. d\n\n1) e") if isinstance(b, List)]
    assert [(b.marker, b.start) for b in found] == [("-", None), ("*", None), ("+", None), (".", 3), (")", 1)]


def test_two_spaces_nest_and_a_list_follows_a_paragraph() -> None:
    paragraph, outer = blocks("Text\n- a\n  - b\n    - c\n- d")
    assert isinstance(paragraph, Paragraph)
    assert isinstance(outer, List)
    inner = outer.items[0].blocks[1]
    assert isinstance(inner, List)
    assert isinstance(inner.items[0].blocks[1], List)
    assert len(outer.items) == 2


def test_tight_and_loose() -> None:
    assert only(List, "- a\n- b").tight
    assert not only(List, "- a\n\n- b").tight
    assert not only(List, "- a\n\n  b\n- c").tight


def test_tasks() -> None:
    assert [i.checked for i in only(List, "- [ ] a\n- [x] b\n- [X] c\n- d\n- []\n- [ ]").items] == [False, True, True, None, None, None]
    assert all_words(only(List, "- [x] done")) == ["done"]


def test_code_in_an_item() -> None:
    item = only(List, "1. Do\n   ```sh\n   make\n     run\n   ```\n2. Go").items[0]
    code = item.blocks[1]
    assert isinstance(code, Code)
    assert (code.lang, code.text, code.lines) == ("sh", "make\n  run", (1, 5))


# ---------------------------------------------------------------- quotes and callouts


@pytest.mark.parametrize("dash", ["-- ", "--", "— ", "―"])
def test_quote_with_who_said_it(dash: str) -> None:
    quote = only(Quote, f"> To be or not\n> to be\n>\n> {dash}William *Shakespeare*")
    assert show(quote.attribution) == ["William ", "Shakespeare[italic]"]
    assert all_words(*quote.blocks) == ["To be or not to be"]


def test_attribution_under_its_words_and_a_dash_alone() -> None:
    assert plain_text(only(Quote, "> words\n> -- me").attribution) == "me"
    assert only(Quote, "> -- me").attribution == ()


@pytest.mark.parametrize(("mark", "kind"), [("NOTE", "note"), ("tip", "tip"), ("IMPORTANT", "important"), ("danger", "caution")])
def test_github_alert(mark: str, kind: str) -> None:
    callout = only(Callout, f"> [!{mark}]\n> body")
    assert (callout.kind, callout.title, all_words(*callout.blocks)) == (kind, (), ["body"])


def test_alert_with_a_title() -> None:
    assert plain_text(only(Callout, "> [!WARNING] Mind *this*\n> body").title) == "Mind this"


# ---------------------------------------------------------------- containers


def test_pandoc_columns() -> None:
    source = ':::: {.columns}\n::: {.column width="40%"}\nleft\n:::\n::: {.column width="60%"}\nright\n:::\n::::'
    columns = only(Columns, source)
    assert [(c.share, all_words(c), c.lines) for c in columns.columns] == [(0.4, ["left"], (1, 4)), (0.6, ["right"], (4, 7))]


@pytest.mark.parametrize("head", ["column {width=30%}", "column width=30%", "{.column width=30%}", "{.column width='30%'}"])
def test_column_widths(head: str) -> None:
    columns = only(Columns, f"::: columns\n::: {head}\na\n:::\n::: column\nb\n:::\n:::")
    assert [c.share for c in columns.columns] == [0.3, None]


def test_columns_without_a_row_and_rows_without_columns() -> None:
    assert len(only(Columns, "::: column\na\n:::\n::: column\nb\n:::").columns) == 2
    assert [all_words(c) for c in only(Columns, "::: columns\none\n\ntwo\n:::").columns] == [["one"], ["two"]]
    assert isinstance(only(Container, "::: column\na\n:::"), Container)


def test_text_between_columns_is_kept() -> None:
    columns = only(Columns, "::: columns\nfirst\n\n::: column\na\n:::\n\nbetween\n\n::: column\nb\n:::\n:::")
    assert [all_words(c) for c in columns.columns] == [["first", "a", "between"], ["b"]]


def test_callout_container_with_title() -> None:
    callout = only(Callout, "::: warning Mind the gap\ntext\n:::")
    assert (callout.kind, plain_text(callout.title)) == ("warning", "Mind the gap")


def test_other_containers_keep_their_name_and_title() -> None:
    container = only(Container, "::: {.incremental .x}\n- a\n:::")
    assert container.attrs.classes == ("incremental", "x")
    assert all_words(only(Container, "::: theorem Pythagoras\nbody\n:::")) == ["Pythagoras", "body"]


def test_notes_are_taken_out_as_written() -> None:
    reading = read("text\n\n::: notes\nSay *this*\n\n- and that\n:::\n", Context())
    assert reading.notes == ("Say *this*\n\n- and that",)
    assert all_words(*reading.blocks) == ["text"]


def test_an_open_container_ends_with_the_slide_and_a_stray_end_is_told_once() -> None:
    assert codes("::: box\ntext") == [("unclosed-container", 0)]
    assert codes("text\n:::\n:::") == [("stray-colons", 1)]
    assert all_words(*read("text\n:::\nmore", Context()).blocks) == ["text", "more"]


def test_a_container_closes_the_list_in_it() -> None:
    container, after = blocks("::: box\n- a\n:::\nafter")
    assert isinstance(container, Container)
    assert (container.lines, text(after)) == ((0, 3), "after")


# ---------------------------------------------------------------- tables


def test_table() -> None:
    table = only(Table, "| a | b | c |\n|:--|:-:|--:|\n| 1 | *2* |\n| x\\|y | `p\\|q` | 3 | 4 |")
    assert table.aligns == ("left", "center", "right")
    assert [[plain_text(c.spans) for c in row] for row in table.rows] == [["a", "b", "c"], ["1", "2", ""], ["x|y", "p|q", "3"]]
    assert (table.header_rows, table.lines) == (1, (0, 4))


def test_table_right_under_a_paragraph_and_caption() -> None:
    paragraph, table = blocks("Words\na | b\n--|--\n1 | 2\n\n: The *caption*")
    assert text(paragraph) == "Words"
    assert isinstance(table, Table)
    assert (plain_text(table.caption), table.lines) == ("The caption", (1, 6))


def test_a_line_under_a_word_is_no_table() -> None:
    assert only(Heading, "word\n---").level == 2


# ---------------------------------------------------------------- code


def test_indented_code_has_spaces_for_tabs() -> None:
    assert only(Code, "    a\n\n\t\tb\n").text == "a\n\n    b"


def test_an_unclosed_fence_is_told_and_nothing_is_lost() -> None:
    assert codes("# T\n```python\nx = 1\n") == [("unclosed-fence", 1)]
    code = read("```python\nx = 1", Context()).blocks[0]
    assert isinstance(code, Code)
    assert (code.text, code.lang) == ("x = 1", "python")


@pytest.mark.parametrize(
    ("info", "lang", "title", "first", "highlights"),
    [
        ("python", "python", "", None, []),
        ("{.python .numberLines startFrom=\"10\"}", "python", "", 10, []),
        ("py {2-3|5|all}", "py", "", None, [{2, 3}, {5}, set()]),
        ("ts [app.ts] {2-3|*}{lines:true,startLine:5}", "ts", "app.ts", 5, [{2, 3}, set()]),
        ("js [1,4-5|3]", "js", "", 1, [{1, 4, 5}, {3}]),
        ("js [712: 1|2]", "js", "", 712, [{1}, {2}]),
        ("js []", "js", "", 1, []),
        ('c++ title="a b.cpp"', "c++", "a b.cpp", None, []),
        ("rust {1,3} +line_numbers +exec", "rust", "", 1, [{1, 3}]),
        ('python linenums="1" hl_lines="2 3"', "python", "", 1, [{2, 3}]),
        ("js:line-numbers {1}", "js", "", 1, [{1}]),
        ('{.python code-line-numbers="|2|4"}', "python", "", None, [set(), {2}, {4}]),
        ("python {1-99999999}", "python", "", None, [{1, 2, 3, 4, 5}]),
        ("", "", "", None, []),
    ],
)
def test_info_strings(info: str, lang: str, title: str, first: int | None, highlights: list[set[int]]) -> None:
    code = only(Code, f"~~~ {info}\na\nb\nc\nd\ne\n~~~")
    assert (code.lang, code.title, code.first_number) == (lang, title, first)
    assert [set(h) for h in code.highlights] == highlights


@pytest.mark.parametrize("info", ["{{{ [ = ]]] \"' | +", "[", "{", "=", ":", "{=", "a=", "{.}", "{" * 2000, "x " * 5000, "\u2028"])
def test_odd_info_strings_are_harmless(info: str) -> None:
    assert all_words(only(Code, f"~~~ {info}\na\n~~~")) == ["a"]


@pytest.mark.parametrize("info", ["mermaid", "{.mermaid}", "{mermaid}"])
def test_diagram(info: str) -> None:
    assert only(Diagram, f"```{info}\ngraph TD\n```").source == "graph TD"


def test_raw_fences() -> None:
    assert text(only(Paragraph, "```{=html}\n<b>hi</b>\n```")) == "hi"
    assert codes("```{=latex}\n\\x\n```") == [("html-left-out", 0)]


# ---------------------------------------------------------------- formulas


@pytest.mark.parametrize("source", ["$$ x^2 $$", "$$\nx^2\n$$", "$$x^2\n$$", "$$\nx^2$$", "```math\nx^2\n```", "$$\nx^2\n$$ {#eq:1}"])
def test_display_formula(source: str) -> None:
    assert only(Math, source).tex == "x^2"


def test_a_formula_is_kept_whole() -> None:
    tex = "\\begin{aligned}\na &= b \\\\\n\n* c_1_ &= # d\n\\end{aligned}"
    before, formula, after = blocks(f"Text\n$$\n{tex}\n$$\nmore")
    assert isinstance(formula, Math)
    assert (text(before), formula.tex, text(after)) == ("Text", tex, "more")


def test_dollars_without_an_end_are_text() -> None:
    assert text(only(Paragraph, "$$\nmoney")) == "$$ money"


# ---------------------------------------------------------------- definitions, footnotes, references


def test_definition_list() -> None:
    found = only(DefinitionList, "Term *one*\n: first\n: second\n\n  more\n\nTwo\n\n:   third\n")
    assert [plain_text(i.term) for i in found.items] == ["Term one", "Two"]
    assert [[all_words(*m) for m in i.meanings] for i in found.items] == [[["first"], ["second", "more"]], [["third"]]]


def test_footnotes_are_numbered_in_the_order_of_their_marks() -> None:
    paragraph, notes = blocks("a[^b] c[^a] d[^b] e^[in *place*]\n\n[^a]: Note A\n[^b]: Note B\n    goes on")
    assert isinstance(paragraph, Paragraph)
    assert [s.text for s in paragraph.spans if s.kind == "note"] == ["1", "2", "1", "3"]
    assert isinstance(notes, Footnotes)
    assert [(label, plain_text(spans)) for label, spans in notes.notes] == [("1", "Note B goes on"), ("2", "Note A"), ("3", "in place")]


def test_footnotes_and_references_of_the_deck() -> None:
    paragraph, notes = blocks("x[^Deep] [the site]", footnotes=(("deep", "from *elsewhere*"),), references=(("the site", "http://x.y", "T"),))
    assert isinstance(paragraph, Paragraph)
    assert show(paragraph.spans) == ["x", "1[note]", " ", "the site[->http://x.y]"]
    assert all_words(notes) == ["from  elsewhere"]


def test_a_slides_own_definitions_come_first() -> None:
    paragraph = only(Paragraph, "[a]\n\n[a]: mine", references=(("a", "theirs", ""),))
    assert paragraph.spans[0].link == "mine"


def test_a_missing_footnote_is_text_and_told() -> None:
    assert codes("a[^1] b[^2]\n\n[^1]: x") == [("footnote-missing", 0)]


# ---------------------------------------------------------------- pictures


def test_pictures_alone_are_a_figure() -> None:
    figure = only(Figure, '![one](a.png "T") ![w:20 two](<b c.png>){width=50% .round}\n[![three](c.png)](http://x)')
    one, two, three = figure.images
    assert (one.src, one.alt, one.title) == ("a.png", "one", "T")
    assert (two.src, two.alt, two.width, two.attrs.classes) == ("b c.png", "w:20 two", Length(50, "%"), ("round",))
    assert (three.link, three.line) == ("http://x", 1)


def test_a_picture_on_a_line_of_its_own_stands_apart() -> None:
    paragraph, figure = blocks("Words\nmore\n![w:300](a.png)")
    assert (text(paragraph), paragraph.lines, type(figure), figure.lines) == ("Words more", (0, 2), Figure, (2, 3))
    figure, paragraph = blocks("[![](a.png)](u) <img src=b.png>\\\nWords {.x}")
    assert isinstance(figure, Figure)
    assert ([i.src for i in figure.images], text(paragraph), paragraph.attrs.classes) == (["a.png", "b.png"], "Words", ("x",))


def test_a_picture_in_the_middle_stands_apart_where_lines_break() -> None:
    source = "one\n![](a.png)\ntwo"
    assert isinstance(only(Paragraph, source), Paragraph)
    assert [type(b) for b in blocks(source, breaks=True)] == [Paragraph, Figure, Paragraph]
    assert isinstance(only(Paragraph, "in ![](a.png) text", breaks=True), Paragraph)


def test_italics_right_under_a_picture_are_its_caption() -> None:
    figure = only(Figure, "![](a.png)\n*The caption*")
    assert (plain_text(figure.caption), figure.lines) == ("The caption", (0, 2))
    assert [type(b) for b in blocks("![bg](a.png)\n*No caption*")] == [Figure, Paragraph]


def test_a_path_with_a_space_is_told() -> None:
    assert codes("\n![](my picture.png)") == [("picture-path", 1)]


def test_pauses_are_plain_paragraphs() -> None:
    assert [text(b) for b in blocks("a\n\n. . .\n\nb")] == ["a", ". . .", "b"]

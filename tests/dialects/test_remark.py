"""Decks written for remark and xaringan."""

from __future__ import annotations

from presenter.model import Code, Columns, Container, Figure, Heading, Math, Paragraph, Slide, plain_text
from presenter.parse.deck import parse
from presenter.parse.tree import walk
from tests.dialects.reading import titles, words


def test_remark() -> None:
    deck = parse(
        "class: center, middle\nname: start\n\n# A\n\n.left[some *text* [link](x)]\n\n???\nnotes\n---\ncount: false\n\none\n\n--\n\ncount: false\n\ntwo\n"
        "\n.width-50[![](a.png)]\n\n$p\\_{x}$\n"
    )
    first, second = deck.slides
    assert (first.settings.classes, first.settings.id, first.notes) == (("center", "middle"), "start", "notes")
    assert words(first) == "A some text link"
    assert second.steps == 1 and "count" not in words(second) and second.settings.paginate == "skip"
    assert "p_{x}" in words(second) and "Length(value=50.0, unit='%')" in repr(second.blocks)


def test_remark_grids_are_columns_and_everything_stands_on_its_line() -> None:
    source = (
        "class: middle, inverse\n\n.grid[\n.kol-1-4[.width-80[![](a.png)]]\n.kol-3-4[\n- one\n- two\n]\n]\n\n"
        "text .red[red] and `a.b[0]` .unclosed[ here\n\n--\n\n.center[![](b.png)]\n"
    )
    (slide,) = parse("# A\n\n???\n\n---\n" + source).slides[1:]
    columns, text, centred = slide.blocks
    assert isinstance(columns, Columns) and [column.share for column in columns.columns] == [0.25, 0.75]
    assert [(type(block).__name__, block.lines) for block in walk(columns.columns)] == [
        ("Column", (3, 4)),
        ("Figure", (3, 4)),
        ("Column", (4, 8)),
        ("List", (5, 7)),
        ("ListItem", (5, 6)),
        ("Paragraph", (5, 6)),
        ("ListItem", (6, 7)),
        ("Paragraph", (6, 7)),
    ]
    assert text.lines == (10, 11) and words(slide).endswith("text red and a.b[0] .unclosed[ here")
    assert centred.step == slide.steps == 1 and centred.lines == (14, 15) and centred.attrs.classes == ("center",)
    assert slide.settings.classes == ("middle", "invert")


def test_remark_sides_are_columns_and_templates_are_hidden() -> None:
    deck = parse("layout: true\nclass: x\n\n---\n\n# A\n\n.left-column[\n## L\n]\n.right-column[\nright\n]\n\n.footnote[*small*]\n")
    assert deck.slides[0].settings.hidden and not deck.slides[0].problems
    assert deck.slides[1].settings.classes == ("x",)
    assert [type(block).__name__ for block in deck.slides[1].blocks] == ["Heading", "Columns", "Paragraph"]
    assert words(deck.slides[1]) == "A L right small"


FRAMED = """name: base
layout: true
class: center

.footnote[The course]

---

name: heading
class: inverse
# Part

---

template: heading

one

---

template: base
class: middle

## Two

two

---
layout: false

three

---

template: nobody

four
"""


def test_remark_slides_are_made_on_others() -> None:
    deck = parse(FRAMED)
    assert [slide.settings.hidden for slide in deck.slides] == [True, False, False, False, False, False]
    assert [slide.settings.classes for slide in deck.slides] == [
        ("center",), ("center", "invert"), ("invert",), ("center", "middle"), (), (),
    ]  # fmt: skip
    assert [words(slide) for slide in deck.slides][1:] == ["Part The course", "Part one", "Two two The course", "three", "four"]
    (problem,) = deck.slides[5].problems
    assert problem.code == "unknown-template" and "nobody" in problem.message
    assert deck.slides[3].blocks[0].lines == (4, 5), "lines are the author's own"


def test_remark_slides_follow_when_what_they_are_made_on_changes() -> None:
    before = parse(FRAMED)
    list(before.slides)
    after = parse(FRAMED.replace("The course", "Our course"), previous=before)
    assert [words(slide) for slide in after.slides] == [words(slide) for slide in parse(after.text).slides]
    assert "Our course" in words(after.slides[3])
    assert after.slides[4] is before.slides[4]


def test_xaringan_is_remark_with_a_cover_and_cells() -> None:
    deck = parse(
        "---\ntitle: T\noutput:\n  xaringan::moon_reader:\n    lib_dir: libs\n---\n\n```{r setup, include=FALSE}\nx\n```\n\n# A\n\n--\n\n.pull-left[\nl\n]\n"
        ".pull-right[\nr\n]\n\n???\nsaid\n\n---\nclass: inverse\nauthor_note: x\n\n# B\n\n```{python}\n#| echo: true\ny = 1\n```\n"
    )
    assert titles(deck) == ["T", "A", "B"] and deck.slides[0].settings.layout == "title"
    assert words(deck.slides[1]) == "A l r" and (deck.slides[1].notes, deck.slides[1].steps) == ("said", 1)
    assert [block.text for block in walk(deck.slides[2].blocks) if isinstance(block, Code)] == ["y = 1"]


def test_remark_formulas_as_mathjax_finds_them() -> None:
    (slide,) = parse("class: x\n\n\\\\( x^2 \\\\) \\( y \\) `\\( z \\)` \\(see\\)\n\n\\\\[ a\n= b \\\\]\n\n`$$c_1$$`\n").slides
    assert words(slide) == "x^2 y z (see)" and [b.tex.split() for b in slide.blocks if isinstance(b, Math)] == [
        ["a", "=", "b"],
        ["c_1"],
    ]


def test_remark_notes_end_at_the_next_step() -> None:
    slide = parse("class: x\n\n# A\n\n???\none\n\n--\n\nb\n\n???\ntwo\n\n---\n\n# B\n").slides[0]
    assert slide.notes == "one\n\ntwo" and words(slide).split() == ["A", "b"] and slide.steps == 1


def test_remark_steps_between_lines_of_a_list() -> None:
    slide = parse("class: x\n\n# A\n\n* a\n    * b\n--\n* c\n--\n\n```\n--\n```\n").slides[0]
    assert words(slide).split() == ["A", "a", "b", "c"] and slide.steps == 2
    assert [block.lines for block in slide.blocks][-1] == (10, 13)


def _row(source: str) -> tuple[Columns, Slide]:
    slide = parse("class: x\n\n" + source).slides[0]
    return next(block for block in slide.blocks if isinstance(block, Columns)), slide


def test_remark_columns_wait_and_go_on() -> None:
    row, slide = _row(".left-column[\n### What?\n]\n\n--\n\n.right-column[\nfirst\n]\n\n--\n\n.right-column-continued[\nsecond\n]\n\nbelow\n")
    assert [[block.step for block in column.blocks] for column in row.columns] == [[0], [1, 2]] and slide.steps == 2
    assert [round(column.share or 0, 2) for column in row.columns] == [0.28, 0.72] and slide.blocks[-1].step == 2


def test_remark_right_stands_right_wherever_it_is_written() -> None:
    row, _ = _row("# T\n\n.right-column[\nr\n]\n.left-column[\n    ## l\n]\n")
    first, second = (column.blocks[0] for column in row.columns)
    assert isinstance(first, Heading) and isinstance(second, Paragraph)
    assert (first.lines, second.lines) == ((8, 9), (5, 6))


def test_remark_headers_of_a_slide_and_tags_with_commas() -> None:
    slide = parse('class: x\n\n.header[Part *one*]\n\n## A\n\n.center[<img src="a.png" , width="60px", vspace="2px"/ >]\n').slides[0]
    assert plain_text(slide.settings.header) == "Part one" and slide.title == "A" and words(slide) == "A"


def test_four_dashes_are_a_line_on_the_slide() -> None:
    deck = parse("class: center\n\n# A\n----\n\na\n\n---\n\n# B\n")
    assert titles(deck) == ["A", "B"] and words(deck.slides[0]) == "A a"


def test_panels_of_xaringan() -> None:
    panel = ".panel[.panel-name[{0}]\n{0} words\n]\n\n"
    two, four = (".panelset[\n" + "".join(panel.format(n) for n in names) + "]\n" for names in ("XY", "XYZW"))
    deck = parse("class: center\n\n# A\n\n" + two + "\n---\n\n# B\n\n" + four)
    columns, turns = deck.slides[0].blocks[1], deck.slides[1].blocks[1]
    assert isinstance(columns, Columns) and len(columns.columns) == 2 and words(deck.slides[0]) == "A X X words Y Y words"
    assert isinstance(turns, Container) and turns.in_turn and [b.step for b in turns.blocks] == [0, 1, 2, 3]


def test_cells_of_r_show_what_their_author_shows() -> None:
    deck = parse(
        "---\ntitle: T\ndate: '`r Sys.Date()`'\noutput:\n  xaringan::moon_reader: default\n---\n\n# A\n\n```{r setup, echo=FALSE}\nlibrary(x)\n```\n\n"
        "```{css, echo=F}\np {}\n```\n\n```{r p1, echo=FALSE, fig.cap=\"Said\"}\nggplot(x) + geom_line()\n```\n\n"
        '```{r, out.width="50%"}\nknitr::include_graphics(c("a.png", "b.png"))\n```\n\n```{r, echo=F}\nprint(t)\n```\n\n`r nrow(x)` rows, `r`\n'
    )
    _, plot, taken, table, rows = deck.slides[1].blocks
    assert isinstance(plot, Figure) and plot.images[0].src == "figure/p1-1.png" and plain_text(plot.caption) == "Said"
    assert isinstance(taken, Figure) and [image.src for image in taken.images] == ["a.png", "b.png"] and "50.0" in repr(taken)
    assert isinstance(table, Code) and table.text == "print(t)" and isinstance(rows, Paragraph) and plain_text(rows.spans) == "… rows, r"
    assert words(deck.slides[0]) == "T" and (plot.images[0].line, taken.images[1].line) == (11, 15)


def test_remark_pictures_in_running_words_and_by_macro() -> None:
    slide = parse("class: x\n\n# A\n\nwords .img-center[![](a.png)]\n\n![:scale 20%](b.png)\n").slides[0]
    images = [image for block in walk(slide.blocks) if isinstance(block, Figure) for image in block.images]
    assert [image.src for image in images] == ["a.png", "b.png"] and str(images[1].width and images[1].width.value) == "20.0"
    assert words(slide).split() == ["A", "words"]


def test_remark_settings_are_put_in_where_they_are_named() -> None:
    deck = parse("layout: true\nclass: x\nnumber: 03\n\n---\n\n# A {{ number }} {{ other }}\n\n---\n\nnumber: 4\n\n# B {{number}}\n")
    assert [words(slide) for slide in deck.slides[1:]] == ["A 03 {{ other }}", "B 4"]


def test_a_cell_without_code_shows_none() -> None:
    deck = parse("---\noutput: xaringan::moon_reader\n---\n\n# A\n\n```{r, ref.label='b', echo=TRUE, fig.show='hide'}\n```\n\na\n")
    assert words(deck.slides[0]) == "A a" and len(deck.slides[0].blocks) == 2

"""Decks written for pandoc, Beamer and Quarto."""

from __future__ import annotations

from presenter.model import (
    Callout,
    Code,
    Columns,
    Container,
    DefinitionList,
    Figure,
    Heading,
    Length,
    List,
    Math,
    Paragraph,
    Table,
    plain_text,
)
from presenter.parse.deck import parse
from presenter.parse.tree import walk
from tests.dialects.reading import titles, words


def test_pandoc_sets_typographic_marks() -> None:
    deck = parse('---\ntitle: T\nslide-level: 2\nlang: de\n---\n\n## A\n\n"eins" -- *"zwei"*, geht\'s --- `"--"` ... $a--b$\n')
    assert words(deck.slides[1]) == 'A „eins“ – „zwei“, geht’s — "--" … a--b'


def test_pandoc_reads_what_latex_says_of_the_slide() -> None:
    deck = parse(
        "---\ntitle: T\nslide-level: 2\n---\n\n## A\n\n\\vspace{1cm}\n\\begin{columns}\n\\column{0.3\\textwidth}\n\nleft \\textbf{b}\n\n\\column{0.7\\textwidth}\n\n"
        "\\includegraphics[width=0.5\\textwidth]{a.png}\n\n\\end{columns}\n\n\\pause\n\n\\alert{last} $\\alpha \\ldots$ `\\textbf{c}`\n\n```\n\\pause\n```\n"
    )
    slide = deck.slides[1]
    title, columns, last, code = slide.blocks
    assert isinstance(columns, Columns) and [column.share for column in columns.columns] == [0.3, 0.7]
    assert words(slide) == "A left b last \\alpha \\ldots \\textbf{c}" and "a.png" in repr(columns) and "value=50.0" in repr(columns)
    assert isinstance(code, Code) and code.text == "\\pause" and slide.steps == last.step == 1
    assert (title.lines, last.lines, code.lines) == ((1, 2), (17, 18), (19, 22))


def test_pandoc_slide_level() -> None:
    deck = parse(
        "---\ntitle: T\nsubtitle: S\nauthor: [A, B]\ndate: \\today\ninstitute: I\n---\n\n# Part\n\n## One\n\ntext\n\n### in it\n\nx\n\n## Two\n\ny\n"
    )
    assert titles(deck) == ["T", "Part", "One", "Two"]
    assert words(deck.slides[0]) == "T S A, B I" and deck.slides[0].settings.layout == "title"
    assert (deck.first_lines[0], deck.starts[0]) == (0, 0) and deck.slide_at(3) == 0
    assert titles(parse("% T\n\n# A\n\ntext\n\n## no slide\n\nx\n")) == ["T", "A"]
    assert titles(parse("---\ntitle: T\nslide-level: 1\n---\n\n# A\n\n## B\n\nx")) == ["T", "A"]


def test_pandoc_notes_in_a_div() -> None:
    deck = parse('---\ntitle: T\nslide-level: 2\n---\n\n## A\n\na\n\n<div class="notes">\nsaid\n</div>\n')
    assert (words(deck.slides[1]), deck.slides[1].notes) == ("A a", "said")


def test_quarto_settings_lie_under_its_format() -> None:
    deck = parse(
        "---\ntitle: T\nformat:\n  revealjs:\n    footer: F\n    slide-number: true\n    incremental: true\n    logo: a.png\n---\n\n## A\n\n- x\n\n### in it\n\n- y\n\n"
        '## {background-color="#aa3355"}\n\nbig\n\n{{< include x.qmd >}} {{< fa star >}}\n'
    )
    assert titles(deck) == ["T", "A", ""] and deck.settings.logo == "a.png"
    _, first, second = deck.slides
    assert plain_text(first.settings.footer) == "F" and first.settings.paginate == "true" and first.steps == 2
    assert second.settings.background_color == "#aa3355" and not any(isinstance(b, Heading) for b in second.blocks)
    assert [(p.code, p.line) for p in second.problems] == [("file-left-out", 4)]


def test_quarto_tabs_rows_and_titles() -> None:
    deck = parse(
        "---\ntitle: T\nformat: revealjs\n---\n\n## A\n\n::: {.panel-tabset}\n### X\nx\n### Y\ny\n:::\n\n::: {layout-ncol=2}\n![](a.png)\n\n![](b.png)\n\nwords\n:::\n\n"
        '::: {.callout-note title="Hey"}\nn\n:::\n'
    )
    _, tabs, row, after, callout = deck.slides[1].blocks
    assert isinstance(tabs, Columns) and [len(c.blocks) for c in tabs.columns] == [2, 2]
    assert isinstance(row, Figure) and len(row.images) == 2 and isinstance(after, Paragraph)
    assert isinstance(callout, Callout) and plain_text(callout.title) == "Hey"


def test_beamer_environments() -> None:
    deck = parse(
        "---\ntitle: T\nslide-level: 2\n---\n\n## A\n\n\\begin{block}{Said}\nwords \\only<2>{more}\n\\end{block}\n\n\\begin{itemize}\n\\item one \\pause\n\\item two\n  \\begin{enumerate}\n"
        "  \\item three\n  \\end{enumerate}\n\\end{itemize}\n\n\\begin{align*}\na &= b \\\\\n\n\\label{x} c &= d\n\\end{align*}\n\n\\begin{tabular}{l|r}\na & b \\\\ \\hline\nc & d\n\\end{tabular}\n\n"
        "```tex\n\\begin{itemize}\n```\n\nend \\(x\\)\\footnote{f}\n"
    )
    _, block, items, formula, table, code, end = deck.slides[1].blocks[:7]
    assert isinstance(block, Callout) and plain_text(block.title) == "Said" and words(deck.slides[1]).startswith("A words more")
    assert isinstance(items, List) and len(items.items) == 2 and isinstance(items.items[1].blocks[-1], List) and deck.slides[1].steps == 2
    assert isinstance(formula, Math) and "\\begin{aligned}" in formula.tex and "label" not in formula.tex
    assert isinstance(table, Table) and [[plain_text(c.spans) for c in row] for row in table.rows] == [["a", "b"], ["c", "d"]]
    assert isinstance(code, Code) and code.text == "\\begin{itemize}" and code.lines == (26, 29) and end.lines == (30, 31)


PANDOC_TABLES = """% Talk
% Somebody

# Grid

+-----------+------------:+
| Fruit     | Price       |
+===========+============:+
| Bananas   | $1.34       |
| (ripe)    |             |
+-----------+-------------+
| Or a \\| b | **two**     |
+-----------+-------------+

# Simple

  Right     Left     Center
-------     ------ ----------
     12     12        12
    123     *123*     123

Table: A caption

# Without a head

-------     ------
     12     one
    123     two
-------     ------

---

# Last

- - -

```
---- ----
a    b
```
"""


def test_pandocs_tables_of_signs() -> None:
    deck = parse(PANDOC_TABLES)
    assert deck.settings.dialect == "pandoc"
    tables = [block for slide in deck.slides for block in slide.blocks if isinstance(block, Table)]
    said = [[[plain_text(cell.spans) for cell in row] for row in table.rows] for table in tables]
    assert said[0] == [["Fruit", "Price"], ["Bananas (ripe)", "$1.34"], ["Or a | b", "two"]]
    assert said[1] == [["Right", "Left", "Center"], ["12", "12", "12"], ["123", "123", "123"]]
    assert said[2][1:] == [["12", "one"], ["123", "two"]]
    assert [table.aligns for table in tables] == [("", "right"), ("right", "left", "center"), ("right", "left")]
    assert plain_text(tables[1].caption) == "A caption"
    assert [slide.title for slide in deck.slides] == ["Talk", "Grid", "Simple", "Without a head", "Last", ""]
    assert isinstance(deck.slides[-1].blocks[0], Code)
    assert tables[0].lines[0] == 3


def test_a_heading_first_in_a_callout_is_its_title() -> None:
    deck = parse("# T\n\n::: {.callout-tip}\n## Tip title\nBody\n:::\n\n::: aside\nsmall\n:::")
    callout, aside = deck.slides[0].blocks[1:]
    assert isinstance(callout, Callout) and plain_text(callout.title) == "Tip title" and len(callout.blocks) == 1
    assert "small" in aside.attrs.classes


def test_a_formula_that_ends_in_a_stop_or_a_label_ends() -> None:
    for end in (".", " {#eq-a}", ",", " {#eq-a}. "):
        deck = parse(f"---\ntitle: T\nslide-level: 2\n---\n\n## A\n\n$$\nx\n$${end}\n\n---\n\n## B\n\n$$\ny\n$$\n\n## C\n\nc\n")
        assert titles(deck) == ["T", "A", "B", "C"], end


def test_an_environment_of_one_line_ends_there() -> None:
    deck = parse(
        "---\ntitle: T\nslide-level: 1\n---\n\n# A\n\n\\begin{theorem}[B]\nLet\n\\begin{equation}x>0 \\tag{$*$}\\end{equation}\nhold.\n\\end{theorem}\n\nafter\n\n"
        "\\begin{align}\na &= b \\label{l}\n\\end{align}.\n"
    )
    _, box, after, last = deck.slides[1].blocks
    assert isinstance(box, Callout) and [type(b) for b in box.blocks] == [Paragraph, Math, Paragraph]
    assert box.blocks[1].tex.strip() == "x>0 \\tag{*}" and words(deck.slides[1]) == "A Let hold. after"
    assert isinstance(after, Paragraph) and isinstance(last, Math) and "label" not in last.tex and not deck.problems


def test_a_container_ends_within_html() -> None:
    deck = parse(
        "---\ntitle: T\nformat: revealjs\n---\n\n## A\n\n:::: {.columns}\n::: {.column}\n<center> **a** </center>\n:::\n\n::: {.column}\n<ul>\n"
        "::: {.fragment}\n<li> b </li>\n:::\n\n<li> c </li>\n</ul>\n:::\n::::\n"
    )
    _, columns = deck.slides[1].blocks
    assert isinstance(columns, Columns) and len(columns.columns) == 2 and not deck.slides[1].problems and deck.slides[1].steps == 1
    assert words(deck.slides[1]) == "A a b c" and repr(columns).count("ListItem(") == 2


def test_latex_that_knitr_leaves() -> None:
    deck = parse(
        "---\ntitle: T\noutput: beamer_presentation\n---\n\n## A\n\n\\begin{center}\\includegraphics[width=0.5\\linewidth]{f/a} \\end{center}\n\n"
        "\\begin{figure}\n\n{\\centering \\includegraphics{b.png} \n\n}\n\n\\caption{said}\n\\end{figure}\n\n{\\it c} {\\bf d} \\faGithub e \\newline f `{\\it g}` ${\\it h}$\n\\center\n"
    )
    said = repr(deck.slides[1].blocks)
    assert words(deck.slides[1]).endswith("said c d Github e f {\\it g} {\\it h}") and not deck.problems
    assert "src='f/a'" in said and "src='b.png'" in said and "\\centering" not in said and "text='}'" not in said


def test_environments_between_dollars_are_a_formula() -> None:
    deck = parse("---\ntitle: T\nslide-level: 1\n---\n\n# A\n\n$$\n\\begin{align*}\na &= b\n\\end{align*}\n$$\n\nwords\n\n\\\n\\\n\nmore\n")
    _, formula, *rest = deck.slides[1].blocks
    assert isinstance(formula, Math) and formula.tex == "\\begin{align*}\na &= b\n\\end{align*}"
    assert [type(b) for b in rest] == [Paragraph, Paragraph] and words(deck.slides[1]) == "A words more"


def test_a_heading_that_says_how_its_slide_looks_begins_one() -> None:
    assert titles(parse("---\ninstitute: I\n---\n\n# A\n\na\n\n## B\n\nb\n\n## C {visibility=uncounted}\n\nc\n")) == ["A", "B", "C"]
    assert titles(parse("---\ninstitute: I\n---\n\n# A\n\na\n\n## B {.c}\n\nb\n")) == ["A"]


def test_decks_for_patat() -> None:
    deck = parse("---\ntitle: T\npatat:\n  incrementalLists: true\n  slideLevel: 2\n...\n\n# A\n\n- a\n- b\n\n## B\n\nb\n")
    assert titles(deck) == ["T", "A", "B"] and deck.slides[1].steps == 2 and not deck.problems
    assert titles(parse("---\npatat:\n  wrap: true\n...\n\n# A\n\na\n\n---\n\n# B\n\n## in it\n\n# in it too\n")) == ["A", "B"]


def test_a_cover_of_dates_and_bars() -> None:
    deck = parse('---\ntitle: T\nsubtitle: |\n  | (S)\ninstitute: "* I"\ndate: "2024. 9. 27."\n---\n\n# A\n\na\n')
    assert words(deck.slides[0]) == "T (S) * I 2024. 9. 27." and not any(isinstance(b, List) for b in deck.slides[0].blocks)


def test_a_deck_of_pandocs_with_a_key_of_reveal() -> None:
    text = "---\nslideNumber: true\n---\n\n# A\n\na\n\n# B {#b}\n\n. . .\n\nb\n"
    assert titles(parse(text)) == ["A", "B"] and titles(parse(text.replace(". . .", "x"))) == ["A"]


def test_what_lies_on_each_other_takes_turns() -> None:
    deck = parse(
        "---\ntitle: T\nformat: revealjs\n---\n\n## A\n\n::: {.r-stack}\n![](a.png)\n\n::: {.fragment .fade-in}\n![](b.png)\n:::\n\n"
        "![](c.png){.fragment}\n:::\n\n. . .\n\nlast\n"
    )
    _, pile, last = deck.slides[1].blocks
    assert isinstance(pile, Container) and pile.in_turn and [b.step for b in pile.blocks] == [0, 1, 2] and last.step == 3


def test_a_picture_alone_is_a_figure_with_its_words_below() -> None:
    deck = parse(
        "---\ntitle: T\nslide-level: 1\n---\n\n# A\n![one *two* [l](u) $x$](a.png){width=50%}\n\nwords\n![no](b.png)\n\n![](c.png)\n\n1. i\n\n   ![three](d.png){#fig:d}\n\n"
        "::: x\n![four](e.png)\n:::\n\n```\n![five](f.png)\n```\n"
    )
    found = {f.images[0].src: plain_text(f.caption) for f in walk(deck.slides[1].blocks) if isinstance(f, Figure)}
    assert found == {"a.png": "one two l x", "b.png": "", "c.png": "", "d.png": "three", "e.png": "four"}
    assert "50.0" in repr(deck.slides[1].blocks[1]) and deck.slides[1].blocks[-1].text == "![five](f.png)"  # type: ignore[attr-defined]


def test_meanings_begin_with_a_tilde_too() -> None:
    deck = parse("---\ntitle: T\nslide-level: 1\n---\n\n# A\n\nterm\n~ meaning\n\nother\n~    - x\n     - y\n\n::: b\n~ 5 km\n:::\n")
    _, terms, box = deck.slides[1].blocks
    assert isinstance(terms, DefinitionList) and [len(item.meanings) for item in terms.items] == [1, 1]
    assert isinstance(terms.items[1].meanings[0][0], List) and "~ 5 km" in repr(box)


def test_the_level_is_two_where_slides_would_be_endless() -> None:
    lines = "a\n\n" * 40
    assert titles(parse(f"---\ninstitute: I\n---\n\n# A\n\na\n\n## B\n\n{lines}\n# C\n\nc\n")) == ["A", "B", "C"]
    assert titles(parse(f"---\ninstitute: I\n---\n\n# A\n\na\n\n## B\n\nb\n\n# C\n\n{lines}")) == ["A", "C"]


def test_whatever_its_front_matter_holds_and_the_theme_within_its_format() -> None:
    deck = parse("---\ntitle: T\ntopic: go\ngarbl: x\nformat:\n  revealjs:\n    theme: [moon, own.scss]\n---\n\n## A\n\na\n")
    assert not deck.problems and deck.settings.theme == "moon"
    deck = parse("---\ntitle: T\nauthor: A\ntheme: white\n---\n\n------\n\n## A\n\n. . .\n\na\n")
    assert [slide.title for slide in deck.slides if not slide.settings.hidden] == ["T", "A"]


def test_code_of_cells_is_shown_where_quarto_shows_it() -> None:
    cells = "## A\n\n```{r}\nx <- 1\n```\n\n```{python}\n#| echo: true\ny = 2\n```\n\n```{r plot-a, fig.width=3}\nplot(x)\n```\n\n```python\nz\n```\n"
    shown = ["y = 2", "z"]
    for head, codes in (
        ("format: revealjs", shown),
        ("format:\n  revealjs:\n    footer: F\nexecute:\n  echo: true", ["x <- 1", "y = 2", "plot(x)", "z"]),
        ("output: beamer_presentation\nexecute:\n  echo: false", shown),
        ("output: beamer_presentation", ["x <- 1", "y = 2", "plot(x)", "z"]),
    ):
        (slide,) = parse(f"---\ntitle: T\n{head}\n---\n\n{cells}").slides[1:]
        assert [b.text for b in slide.blocks if isinstance(b, Code)] == codes, head
        assert len(codes) == 4 or "figure/plot-a-1.png" in repr(slide.blocks)
    setup = "# A\n\n```{r, include=FALSE}\nknitr::opts_chunk$set(fig.width = 4, echo = FALSE)\n```\n\n```{r}\nx\n```\n\na\n"
    deck = parse("---\noutput: xaringan::moon_reader\n---\n\n" + setup)
    assert not any(isinstance(b, Code) for b in deck.slides[0].blocks)


def test_blocks_and_labels_of_bookdown() -> None:
    deck = parse(
        '---\ntitle: T\noutput: beamer_presentation\n---\n\n## A\n\n::: {.alertblock data-latex="{Look \\\\\\\\ out}"}\nwords\n:::\n\n'
        "\\begin{figure}\n\\includegraphics{a} \\caption{said}(\\#fig:a)\n\\end{figure}\n"
    )
    _, box, figure = deck.slides[1].blocks
    assert isinstance(box, Callout) and box.kind == "warning" and plain_text(box.title).startswith("Look")
    assert isinstance(figure, Figure) and plain_text(figure.caption) == "said" and not deck.slides[1].problems


def test_the_cover_looks_as_its_attributes_say() -> None:
    head = "---\ntitle: T\ntitle-slide-attributes:\n  data-background-color: '#181d37'\n  data-background-image: a.png\n  data-background-size: 20vw\n---\n"
    deck = parse(head + "\n# A\n\na\n")
    cover = deck.slides[0]
    assert cover.settings.background_color == "#181d37" and cover.backgrounds[0].image.src == "a.png"
    assert cover.backgrounds[0].image.width == Length(192.0) and not deck.problems
    edited = parse(deck.text.replace("181d37", "ffffff"), previous=deck)
    assert edited.slides[0].settings.background_color == "#ffffff"


def test_a_caption_may_stand_above_its_table() -> None:
    deck = parse("---\ntitle: T\nslide-level: 1\n---\n\n# A\n\nTable: *What* it says\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nwords\n")
    _, table, last = deck.slides[1].blocks
    assert isinstance(table, Table) and plain_text(table.caption) == "What it says" and isinstance(last, Paragraph)


def test_an_object_that_is_a_picture_is_one() -> None:
    deck = parse('---\ntitle: T\nslide-level: 1\n---\n\n# A\n\n<object data="a.svg" type="image/svg+xml" title="said"></object>\n\n<object data="b.swf"></object>\n')
    _, figure = deck.slides[1].blocks
    assert isinstance(figure, Figure) and (figure.images[0].src, figure.images[0].alt) == ("a.svg", "said")
    assert [p.code for p in deck.slides[1].problems] == ["html-left-out"]

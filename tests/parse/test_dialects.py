"""Decks written for other programs: which dialect it is, and that it becomes sensible slides."""

from __future__ import annotations

import random

import pytest

from presenter.dialects import detect
from presenter.model import Callout, Code, Columns, Deck, Figure, Heading, List, Math, Paragraph, Slide, Table, plain_text
from presenter.parse.deck import parse
from presenter.parse.dialect import HOUSE, dialect
from presenter.parse.frontmatter import read_front_matter
from presenter.parse.sequence import Slides
from presenter.parse.tree import walk
from presenter.registry import DIALECTS


def words(slide: Slide) -> str:
    return " ".join(plain_text(block.spans) for block in walk(slide.blocks) if hasattr(block, "spans"))


def titles(deck: Deck) -> list[str]:
    return [slide.title for slide in deck.slides]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# plain\n\n---\n\ntext", "house"),
        ("---\nmarp: true\n---\n::: x\n:::", "marp"),
        ("---\nmarp: false\npaginate: true\n---\n![bg](x)", "house"),
        ("---\ndialect: reveal\nmarp: true\n---\n", "reveal"),
        ("# A\n\n![bg left](x.png)", "marp"),
        ("---\npaginate: true\n---\n# A", "marp"),
        ("# A\n<!-- _class: lead -->", "marp"),
        ("---\ntheme: gaia\npaginate: true\n---\n# A", "marp"),
        ("---\ntheme: light\npaginate: true\n---\n# A", "house"),
        ("---\npaginate: true\nvariant: dark\n---\n# A", "house"),
        ("---\npaginate: true\n---\n\n::: columns\n:::", "house"),
        ("% Title\n\n# A", "pandoc"),
        ("---\ntitle: T\nformat: revealjs\n---\n", "pandoc"),
        ("---\naspectratio: 169\n---\n", "pandoc"),
        ("a\n<!-- end_slide -->\nb", "presenterm"),
        ("class: center, middle\n\n# A\n\n---\n", "remark"),
        ("# A\n\n???\nnote\n", "remark"),
        ("# A\n<!-- .slide: data-background='red' -->", "reveal"),
        ("# A\n\nNote:\nspeak\n", "reveal"),
        ("# A\n\n--\n\n# B\n", "reveal"),
        ("# A\n\n---\nlayout: cover\n---\n\n# B", "slidev"),
        ("# A\n\n<v-click>x</v-click>", "slidev"),
        ("<!-- x -->\n\nclass: center\n\n# A\n", "remark"),
        ("# A\n\n---\nclass: inverse\n\n# B\n\n---\n\n# C", "remark"),
        ("# A\n\n---\nclass: inverse\nlayout: two-cols\n---\n\n# B", "slidev"),
        ("# A\n\n.pull-left[\na\n]\n", "remark"),
        ("---\noutput:\n  xaringan::moon_reader:\n    lib_dir: x\n---\n# A", "xaringan"),
        ("# A\n\n##==##\n\n# B", "reveal"),
        ("# A\n\n[.column]\n[.background-color: #fff]\n", "deckset"),
    ],
)
def test_detection(text: str, expected: str) -> None:
    assert detect(text, read_front_matter(text)) == expected == parse(text).settings.dialect


def test_every_dialect_is_there_and_an_unknown_one_is_told() -> None:
    assert all(dialect(name).name == name for name in DIALECTS)
    assert dialect("nonsense") is HOUSE
    deck = parse("---\ndialect: nonsense\n---\n# A")
    assert deck.settings.dialect == "house" and "marp" in deck.problems[0].hint


def test_marp_breaks_lines_and_steps() -> None:
    deck = parse("---\nmarp: true\n---\none\ntwo\n\n* a\n* b\n\n::: x\n")
    assert (deck.settings.breaks, deck.settings.fragments, deck.settings.marp) == (True, True, True)
    assert "break" in [span.kind for span in deck.slides[0].blocks[0].spans] and deck.slides[0].steps == 2  # type: ignore[attr-defined]
    assert parse("---\nmarp: true\nbreaks: false\n---\none\ntwo").settings.breaks is False


def test_stops_of_plain_decks() -> None:
    (slide,) = parse("# A\n\n- one\n<!-- stop -->\n- two\n\n```\n<!-- stop -->\n```\n").slides
    assert slide.steps == 1 and not slide.notes and [b.lines for b in slide.blocks] == [(0, 1), (2, 3), (4, 5), (6, 9)]
    assert [b.step for b in slide.blocks] == [0, 0, 1, 1]


def test_marp_of_old() -> None:
    deck = parse(
        "<!-- $theme: gaia -->\n<!-- page_number: true -->\n\n# A\n\n---\n<!-- *template: invert -->\n\n![](#ff0000)\n![bg](x)\n\n---\n\nb\n"
    )
    assert deck.settings.dialect == "marp" and deck.settings.theme == "gaia"
    assert [slide.settings.paginate for slide in deck.slides] == ["true"] * 3
    assert [slide.settings.classes for slide in deck.slides] == [(), ("invert",), ()]
    assert deck.slides[1].settings.color == "#ff0000" and not deck.slides[1].blocks


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


def test_reveal() -> None:
    deck = parse(
        '# A\n<!-- .slide: data-background="#ff0000" class=\'x y\' data-visibility="hidden" -->\ntext\n---\n- b <!-- .element: class="fragment" -->\n- c\n'
        "\n--\n\n# D\n\nNote: speak *up*\nand on\n"
    )
    assert titles(deck) == ["A", "", "D"]
    first = deck.slides[0].settings
    assert (first.background, first.classes, first.hidden) == ("#ff0000", ("x", "y"), True)
    assert deck.slides[1].steps == 1 and ".element" not in words(deck.slides[1])
    assert deck.slides[2].notes == "speak *up*\nand on" and words(deck.slides[2]) == "D"


def test_reveal_separators_of_ones_own() -> None:
    deck = parse(
        "---\nseparator: <!--s-->\nverticalSeparator: <!--v-->\n---\n\n# A\n\n---\n\na\n\n<!--s-->\n\n# B\n\n<!--v-->\n\n# C\n\n--\n\nc\n"
    )
    assert titles(deck) == ["A", "B", "C"]
    assert titles(parse('---\nverticalSeparator: "^\\\\n\\\\+\\\\+\\\\n"\n---\n\n# A\n\n---\n\n# B\n')) == ["A", "B"]


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


def test_slidev() -> None:
    deck = parse(
        "---\ntheme: seriph\nlayout: cover\ndrawings: {}\nclass: big\n---\n\n# A\n\n---\nlayout: two-cols\n# a comment\nhide: true\n---\n\n# B\n\n::right::\n\ntext\n"
        "\n---\nsrc: ./x.md\n---\n\n---\n\n<v-clicks>\n\n- a\n- b\n\n</v-clicks>\n\n<carbon:edit />\n"
    )
    assert titles(deck) == ["A", "B", "", ""]
    assert [slide.settings.layout for slide in deck.slides] == ["cover", "", "", ""]
    assert [slide.settings.classes for slide in deck.slides] == [("big",), (), (), ()]
    assert deck.slides[1].settings.hidden and deck.slides[3].steps == 2 and deck.slides[2].settings.hidden
    assert [problem.code for problem in deck.slides[2].problems] == ["slides-left-out"]
    assert "carbon" not in words(deck.slides[3]) and "layout" not in words(deck.slides[1])


def test_slidev_slots_are_columns_on_their_lines() -> None:
    deck = parse(
        "---\ndrawings: {}\n---\n\n# A\n\nx\n\n---\nlayout: two-cols\n---\n\n# T\n\nleft\n\n::right::\n\n```md\n::right::\n```\n\n---\nlayout: two-cols-header\n---\n\n"
        "head\n\n::right::\nR\n::left::\nL\n::bottom::\nB\n"
    )
    assert deck.slides[0].settings.layout == "title"
    two, header = deck.slides[1:]
    title, columns = two.blocks
    assert isinstance(columns, Columns) and len(columns.columns) == 2 and title.lines == (3, 4)
    assert [(type(b).__name__, b.lines) for c in columns.columns for b in c.blocks] == [("Paragraph", (5, 6)), ("Code", (9, 12))]
    assert [type(b).__name__ for b in header.blocks] == ["Paragraph", "Columns", "Paragraph"] and words(header) == "head L R B"


def test_slidev_steps_pictures_and_code() -> None:
    deck = parse(
        '---\ndrawings: {}\ntransition: slide-left | slide-right\n---\n\n# A\n\n<!-- a remark -->\n\n- <v-click>one</v-click>\n- two\n\n<div v-click class="x">\n\nthree\n\n</div>\n\n'
        "![](/a.png)\n\n```\n<<< @/kept.ts\n```\n\n<<< @/gone.ts\n\n````md magic-move\n```ts\n1\n```\n```ts\n2\n```\n````\n\nend\n\n<!-- said -->\n"
        "\n---\nlayout: image-right\nimage: /b.png\nrouteAlias: here\n---\n\n# B\n\n---\nlayout: center\nclass: text-center\n---\n\n# C\n\nc\n"
    )
    first, second, third = deck.slides
    assert (first.steps, first.notes) == (3, "said") and not deck.problems
    assert [p.code for p in first.problems] == ["code-left-out"]
    assert [(b.text, b.step) for b in walk(first.blocks) if isinstance(b, Code)] == [("<<< @/kept.ts", 0), ("1", 0), ("2", 3)]
    assert [b.lines for b in first.blocks][-1] == (31, 32) and "public/a.png" in repr(first.blocks)
    assert second.split == ("right", 0.5) and second.backgrounds[0].image.src == "public/b.png" and second.settings.id == "here"
    assert second.settings.layout == "" and third.settings.classes == ("text-center", "center", "middle")


def test_slidev_configs_and_other_expressions() -> None:
    text = (
        "---\ndrawings: {}\nsubject: Physics\n---\n\n# {{ $slidev.configs.subject }}\n\n{{ $page }} `{{ kept }}`\n\n```\n{{ kept }}\n```\n"
    )
    deck = parse(text)
    assert titles(deck) == ["Physics"] and words(deck.slides[0]).split() == ["Physics", "{{", "kept", "}}"]
    assert [(p.code, p.line) for p in deck.slides[0].problems] == [("expression-left-out", 3)]
    assert titles(parse(text.replace("Physics", "Art"), previous=deck)) == ["Art"]


def test_slidev_components_and_attributes() -> None:
    deck = parse(
        '---\ndrawings: {}\n---\n\n# A\n\n---\n\n# Contents\n\n<Toc maxDepth="1" />\n\n---\n\n# B\n\n<div grid="~ cols-2 gap-4">\n<div text-red-500 title="text-x">\n\nl\n\n</div>\n<div>\n\nr\n\n</div>\n</div>\n\n'
        '<Transform :scale="0.5">\n\n<Link to="2">go</Link> <mdi-home class="x"/>\n\n</Transform>\n\n<Youtube id="ab_c" />\n\n---\nlayout: two-cols\n---\n\n<template v-slot:default>\n\nL\n\n</template>\n'
        "<template #right>\n\nR\n\n</template>\n\n---\nlayout: end\n---\n"
    )
    assert not any(slide.problems for slide in deck.slides)
    assert deck.slides[1].settings.classes == ("toc-1",)
    columns = deck.slides[2].blocks[1]
    assert isinstance(columns, Columns) and columns.columns[0].attrs.classes == ("text-red-500",)
    assert words(deck.slides[2]).split() == ["B", "l", "r", "go", "https://www.youtube.com/watch?v=ab_c"]
    assert "'#2'" in repr(deck.slides[2].blocks)
    assert words(deck.slides[3]) == "L R" and isinstance(deck.slides[3].blocks[0], Columns) and titles(deck)[-1] == "END"


def test_slidev_classes_of_a_heading_are_not_the_slides() -> None:
    slide = parse("---\ndrawings: {}\n---\n\n# A {.text-center}\n\n- b\n").slides[0]
    assert slide.settings.classes == () and slide.title == "A"


def test_an_edited_deck_with_a_cover_is_the_deck_read_anew_and_keeps_its_slides() -> None:
    deck = parse("---\ntitle: T\nslide-level: 1\n---\n\n# A\n\na\n\n# B\n\nb\n\n# C\n\nc\n\n# D\n\nd\n")
    list(deck.slides)
    for old, new in (
        ("c\n", "cc\n"),
        ("title: T", "title: Tt"),
        ("# A\n", "# A\n\n# N\n"),
        ("title: Tt\n", ""),
        ("slide-level", "title: U\nslide-level"),
        ("# D", "D"),
    ):
        after = parse(deck.text.replace(old, new, 1), previous=deck)
        fresh = parse(after.text)
        assert [(s.title, words(s), s.settings) for s in after.slides] == [(s.title, words(s), s.settings) for s in fresh.slides], new
        assert (after.starts, after.first_lines) == (fresh.starts, fresh.first_lines)
        if new == "cc\n":
            assert (
                isinstance(after.slides, Slides)
                and after.slides.chunks[1] is deck.slides.chunks[1]
                and after.slides.chunks[4] is deck.slides.chunks[4]
            )
        deck = after


def test_badges_of_a_readme_are_left_out_and_told() -> None:
    text = "# P\n\n[![CI](https://img.shields.io/x.svg)](https://x.example) ![b](https://x.example/workflows/badge.svg)\n\nwords\n\n![](https://x.example/badger/a.jpg)\n"
    (slide,) = parse(text).slides
    assert words(slide) == "P words" and [b.__class__.__name__ for b in slide.blocks] == ["Heading", "Paragraph", "Figure"]
    assert [(p.code, p.message) for p in slide.problems] == [("badges-left-out", "badges are not shown: 2")]


def test_pandoc_notes_in_a_div() -> None:
    deck = parse('---\ntitle: T\nslide-level: 2\n---\n\n## A\n\na\n\n<div class="notes">\nsaid\n</div>\n')
    assert (words(deck.slides[1]), deck.slides[1].notes) == ("A a", "said")


def test_pages_of_the_web_are_links() -> None:
    (slide,) = parse('# A\n\n<iframe src="https://example.org/a?b=c" width="600"></iframe>\n').slides
    assert (
        words(slide) == "A example.org/a"
        and "https://example.org/a?b=c" in repr(slide.blocks)
        and slide.problems[0].code == "html-left-out"
    )


def test_what_note_takers_write() -> None:
    (slide,) = parse(
        "# Topic [[Other note]]\n\n![[a b.png|300]]\n\n[[Note|words]] x[[1]] `[[Code]]` [[ref]] 100%% %%not\nsaid%%\n\n[TOC]\n\n```\n[[Code]] %%x%%\n```\n\nlast\n\n[ref]: https://example.org\n"
    ).slides
    assert words(slide) == "Topic Other note words x[[1]] [[Code]] [ref] 100%% last"
    assert "src='a b.png'" in repr(slide.blocks) and "value=225.0" in repr(slide.blocks)
    assert slide.blocks[-1].lines == (13, 14) and "[[Code]] %%x%%" in repr(slide.blocks)


def test_advanced_slides_grids_stand_side_by_side() -> None:
    deck = parse(
        '# A <!-- .slide: class="x" -->\n\n<grid drag="60 55" drop="5 10" bg="red">\nl\n</grid>\n\n<grid drag="25 55" drop="-5 10">\nr\n</grid>\n\n---\n\n<split even>\n\n![[a.png]]\n\nw\n\n</split>\n'
    )
    for slide in deck.slides:
        assert len(next(b for b in slide.blocks if isinstance(b, Columns)).columns) == 2 and not slide.problems


def test_presenterm() -> None:
    deck = parse(
        "---\ntitle: T\nauthor: A\n---\n\nOne\n===\n\na\n\n<!-- pause -->\n\nb\n\n<!-- speaker_note: say it -->\n\n<!-- end_slide -->\n\nTwo\n---\n\n"
        "<!-- column_layout: [1, 1] -->\n\n<!-- column: 0 -->\n\nleft\n\n<!-- column: 1 -->\n\nright\n\n<!-- reset_layout -->\n\nend\n"
    )
    assert titles(deck) == ["T", "One", "Two"]
    assert (deck.slides[1].steps, deck.slides[1].notes) == (1, "say it")
    (columns,) = (block for block in deck.slides[2].blocks if isinstance(block, Columns))
    assert len(columns.columns) == 2 and words(deck.slides[2]) == "Two left right end"


def test_presenterm_columns_need_no_end_and_may_be_gone_back_to() -> None:
    slide, end = parse(
        "---\ntheme:\n  override:\n    code:\n      alignment: left\n---\n\nT\n===\n\n<!-- column_layout: [1, 3] -->\n<!-- column: 1 -->\nb\n<!-- column: 0 -->\na\n"
        "<!-- pause -->\n<!-- column: 1 -->\n\n- ~c~ and `~d~`\n- [](https://example.org)\n\n<!-- end_slide -->\n"
    ).slides
    columns = slide.blocks[1]
    assert end.settings.hidden and not end.blocks
    assert isinstance(columns, Columns) and [column.share for column in columns.columns] == [0.25, 0.75]
    assert words(slide) == "T a b c and ~d~ https://example.org" and not slide.problems
    texts = {plain_text(b.spans): b.lines[0] for b in walk(columns.columns) if isinstance(b, Paragraph)}
    assert texts == {"b": 6, "a": 8, "c and ~d~": 12, "https://example.org": 13}


def test_presenterm_commands() -> None:
    deck = parse(
        "---\ntheme:\n  name: dark\n---\n<!-- jump_to_middle -->\n\nT\n===\n\n<!-- incremental_lists: true -->\n\n- a\n- b\n\n<!-- incremental_lists: false -->\n\n- c\n\n"
        "<!-- // not said -->\n<!-- new_lines: 3 -->\n```rust +exec\n# use a;\nfn main() {}\n```\n<!-- end_slide -->\n<!-- skip_slide -->\n\n<!-- include: x.md -->\n"
    )
    first, second = deck.slides
    assert (deck.settings.theme, first.settings.classes, first.steps, first.notes) == ("dark", ("middle",), 2, "")
    assert isinstance(first.blocks[-1], Code) and first.blocks[-1].text == "fn main() {}"
    assert second.settings.hidden and [p.code for p in second.problems] == ["file-left-out"]


def test_deckset() -> None:
    deck = parse(
        "theme: Fira, 3\nautoscale: true\n\n# [fit] A\n\n^ a note\n\n![left fit](x.png)\n\n---\n\n[.background-color: #F00]\n\ntext\n"
    )
    assert titles(deck) == ["A", ""]
    assert deck.slides[0].notes == "a note" and deck.slides[0].split == ("left", 0.5) and "theme" not in words(deck.slides[0])
    assert deck.slides[1].settings.background_color == "#F00"


def test_deckset_columns_and_settings_of_the_deck() -> None:
    deck = parse(
        "theme: Fira, 3\nfooter: © Me\nslidenumbers: true\nbuild-lists: true\n\n# A\n\n---\n\n[.hide-footer]\n\n# B\n\n[.column]\n\n- one\n\n[.column]\n\n![inline 50%](a.png)\n"
    )
    first, second = deck.slides
    assert plain_text(first.settings.footer) == "© Me" and first.settings.paginate == second.settings.paginate == "true"
    assert words(first) == "A" and second.settings.footer == () and second.steps == 1
    columns = second.blocks[1]
    assert isinstance(columns, Columns) and [c.blocks[0].lines for c in columns.columns] == [(7, 8), (11, 12)]
    assert "value=50.0" in repr(columns) and not second.backgrounds


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
    assert words(slide) == "x^2 y \\( z \\) (see)" and [b.tex.split() for b in slide.blocks if isinstance(b, Math)] == [
        ["a", "=", "b"],
        ["c_1"],
    ]


def test_plain_brackets_stay_brackets() -> None:
    assert words(parse("\\( x^2 \\)\n").slides[0]) == "( x^2 )"


def test_reveal_gaps_and_marks_of_schools_end_slides() -> None:
    deck = parse('# A <!-- .slide: class="x" -->\n\n\n\n# B\n\n```\n1\n\n\n\n2\n```\n\n\n\n# C\n')
    assert titles(deck) == ["A", "B", "C"] and deck.slides[0].settings.classes == ("x",)
    deck = parse("# A\n\n##==##\n\n# B\n\nl\n\n##--##\n\nr\n\n##++##\n\n# C\n")
    assert titles(deck) == ["A", "B", "C"]
    columns = deck.slides[1].blocks[1]
    assert isinstance(columns, Columns) and [c.blocks[0].lines for c in columns.columns] == [(3, 4), (7, 8)]


def test_reveal_sizes_and_grounds() -> None:
    slide = parse(
        '<!-- .slide: data-background-image="a.png" data-background-opacity="0.2" -->\n![](b.png) <!-- .element width="50%" class="fragment" -->\n'
    ).slides[0]
    assert slide.backgrounds[0].image.filters == (("opacity", "0.2"),) and slide.steps == 1
    assert "Length(value=50.0, unit='%')" in repr(slide.blocks)


def test_presenterm_headings_end_slides_where_it_is_asked() -> None:
    deck = parse("---\ndialect: presenterm\noptions:\n  implicit_slide_ends: true\n---\n\nA\n---\n\na\n\n# in it\n\nB\n===\n\nb\n")
    assert [words(slide) for slide in deck.slides] == ["A a in it", "B b"]


@pytest.mark.parametrize("name", DIALECTS)
def test_preparing_knows_every_line_and_never_raises(name: str) -> None:
    pieces = [
        "---\n",
        "--\n",
        "???\n",
        "Note:\n",
        "layout: x\n",
        "class: a\n",
        ".b[",
        "]",
        "![",
        "`",
        "```\n",
        "$a\\_b$",
        "[.x: y]\n",
        "^ n\n",
        "<v-click>\n",
    ]
    pieces += [
        "<!-- column: 0 -->\n",
        "<!-- column_layout: [1] -->\n",
        "<!-- reset_layout -->\n",
        "<!-- pause -->\n",
        "<!-- .slide: class='x' -->",
        "text\n",
        "\n",
    ]
    chance = random.Random(name)
    for _ in range(300):
        source = "".join(chance.choices(pieces, k=chance.randint(0, 14)))
        prepared = dialect(name).prepare(source)
        if prepared.origin:
            assert len(prepared.origin) == prepared.source.count("\n") + 1, source
            assert all(0 <= line <= source.count("\n") for line in prepared.origin), source
            assert name in ("presenterm", "slidev") or list(prepared.origin) == sorted(prepared.origin), (
                source
            )  # they may put things elsewhere
            continue
        assert prepared.source.count("\n") <= source.count("\n"), source
        if "text" in prepared.source and "???" not in source and "Note:" not in source:
            assert prepared.source.count("\n") == source.count("\n"), source


@pytest.mark.parametrize("name", DIALECTS)
def test_an_edited_deck_is_the_deck_read_anew(name: str) -> None:
    chance = random.Random(name)
    pieces = [
        "# A\n",
        "## B\n",
        "\n",
        "text\n",
        "- item\n",
        "---\n",
        "--\n",
        "```\n",
        "x",
        " ",
        "::right::\n",
        "<!-- end_slide -->\n",
        ".a[b]",
        "???\n",
        "\n\n\n",
        "##==##\n",
    ]
    text = f"---\ndialect: {name}\ntitle: T\n---\n\n" + "".join(chance.choices(pieces, k=80))
    deck = parse(text)
    for _ in range(60):
        at = chance.randint(text.find("---\n", 4) + 4, len(text))
        text = text[:at] + chance.choice(pieces) + text[at + chance.choice((0, 0, 1, 6)) :]
        deck, anew = parse(text, previous=deck), parse(text)
        assert deck.starts == anew.starts and deck.settings == anew.settings, text
        assert [slide.blocks for slide in deck.slides] == [slide.blocks for slide in anew.slides], text


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

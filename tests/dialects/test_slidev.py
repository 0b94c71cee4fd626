"""Decks written for Slidev."""

from __future__ import annotations

from pathlib import Path

import pytest

from presenter.model import Code, Columns, Container, Figure, Heading, Paragraph, Quote, Slide, plain_text
from presenter.parse.deck import parse
from presenter.parse.edits import apply, delete_slide, insert_slide, move_slide
from presenter.parse.tree import walk
from presenter.writing import slides
from tests.dialects.reading import titles, words


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


def _folder(tmp_path: Path, **files: str) -> Path:
    (tmp_path / "pages").mkdir()
    for name, text in files.items():
        (tmp_path / "pages" / f"{name}.md").write_text(text, encoding="utf-8")
    return tmp_path


def _taking(*addresses: str) -> str:
    return "---\nmdc: true\n---\n\n# A\n\n" + "".join(f"---\nsrc: {address}\n---\n\n" for address in addresses) + "---\n\n# Z\n"


def test_slides_of_other_files_stand_in_their_place(tmp_path: Path) -> None:
    folder = _folder(tmp_path, one="---\nlayout: section\n---\n\n# B\n\n---\n\n# C\n\n- c\n", two="# D\n\n---\n\n# E\n\n---\nsrc: ./one.md#2\n---\n")
    deck = parse(_taking("./pages/one.md", "pages/two.md#2,3"), folder=folder)
    assert titles(deck) == ["A", "B", "C", "E", "C", "Z"] and not any(slide.problems for slide in deck.slides)
    assert deck.slides[1].settings.layout == "section" and words(deck.slides[2]).split() == ["C", "c"]
    assert [deck.text.count("\n", 0, start) for start in deck.starts] == list(deck.first_lines)
    assert deck.slide_at(deck.text.index("src: ./pages/one")) == 1 and deck.slides[2].blocks[0].lines == (0, 1)


def test_slides_of_other_files_follow_their_files_and_edits_of_the_deck(tmp_path: Path) -> None:
    folder = _folder(tmp_path, one="# B\n\n---\n\n# C\n")
    text = _taking("./pages/one.md")
    deck = parse(text, folder=folder)
    first = deck.slides[1]
    again = parse(text.replace("# Z", "# Y"), previous=deck)
    assert titles(again) == ["A", "B", "C", "Y"] and again.slides[1] is first
    (folder / "pages" / "one.md").write_text("# B2\n\n---\n\n# C\n\n---\n\n# D\n", encoding="utf-8")
    assert titles(parse(text, folder=folder, previous=again)) == ["A", "B2", "C", "D", "Z"]
    assert titles(parse(text.replace("src: ./pages/one.md", "layout: center"), folder=folder, previous=again)) == ["A", "", "Z"]


def test_the_first_slide_may_be_another_files(tmp_path: Path) -> None:
    folder = _folder(tmp_path, cover="---\nlayout: cover\n---\n\n# Cover\n")
    deck = parse("---\nmdc: true\nsrc: ./pages/cover.md\n---\n\n---\n\n# B\n", folder=folder)
    assert titles(deck) == ["Cover", "B"] and deck.slides[0].settings.layout == "cover"


def test_pictures_beside_another_file_are_found(tmp_path: Path) -> None:
    folder = _folder(tmp_path, one="# B\n\n![](./b.png) ![](near.png) ![](far.png) ![](/c.png)\n\n```\n![](./code.png)\n```\n")
    (folder / "pages" / "near.png").write_bytes(b"")
    slide = parse(_taking("./pages/one.md"), folder=folder).slides[1]
    sources = [image.src for block in slide.blocks if isinstance(block, Figure) for image in block.images]
    assert sources == ["pages/b.png", "pages/near.png", "far.png", "public/c.png"]
    assert any(isinstance(block, Code) and "./code.png" in block.text for block in slide.blocks)


def test_files_that_may_not_stand_here_are_told(tmp_path: Path) -> None:
    (tmp_path / "outside.md").write_text("# secret\n", encoding="utf-8")
    (tmp_path / "deck").mkdir()
    folder = _folder(tmp_path / "deck", round="---\nsrc: ./round.md\n---\n\n---\n\n# R\n")
    (folder / "link.md").symlink_to(tmp_path / "outside.md")
    deck = parse(_taking("../outside.md", "./link.md", "./none.md", "./pages/round.md"), folder=folder)
    assert "secret" not in "".join(words(slide) for slide in deck.slides) and titles(deck)[-1] == "Z"
    told = [(problem.code, problem.message.split(" ")[0]) for slide in deck.slides for problem in slide.problems]
    assert [code for code, _ in told] == ["slides-left-out"] * 4
    assert all(slide.settings.hidden for slide in deck.slides[1:5])
    assert parse(_taking("./pages/round.md")).slides[1].problems[0].code == "slides-left-out"


def test_slides_of_other_files_are_moved_and_taken_away_together(tmp_path: Path) -> None:
    folder = _folder(tmp_path, one="# B\n\n---\n\n# C\n")
    deck = parse(_taking("./pages/one.md"), folder=folder)
    assert titles(parse(apply(deck.text, delete_slide(deck, 2)), previous=deck)) == ["A", "Z"]
    assert titles(parse(apply(deck.text, move_slide(deck, 3, 1)), previous=deck)) == ["A", "Z", "B", "C"]
    assert titles(parse(apply(deck.text, insert_slide(deck, 3, "# N")), previous=deck)) == ["A", "B", "C", "N", "Z"]


def test_deleting_all_slides_of_another_file_leaves_the_others(tmp_path: Path) -> None:
    folder = _folder(tmp_path, one="# B\n\n---\n\n# C\n")
    deck = parse(_taking("./pages/one.md"), folder=folder)
    (edit,) = slides.delete(deck, [1, 2]).edits
    assert titles(parse(apply(deck.text, (edit,)), previous=deck)) == ["A", "Z"]


def _columns(source: str) -> list[str]:
    slide = parse("---\nmdc: true\n---\n\n" + source).slides[0]
    row = next(block for block in slide.blocks if isinstance(block, Columns))
    return [" ".join(plain_text(block.spans) for block in walk(column.blocks) if isinstance(block, (Heading, Paragraph))) for column in row.columns]


def test_slots_of_themes_are_at_the_side_that_their_names_say() -> None:
    assert _columns("# T\n\n::left-top::\na\n\n::left-bottom::\nb\n\n::right-top::\nc\n") == ["a b", "c"]
    assert _columns(":: title ::\n# T\n\n:: left ::\na\n\n:: right ::\nb\n") == ["a", "b"]
    assert _columns("# T\n\n::left::\na\n\n::default::\nb\n") == ["a", "b"]
    assert _columns("# T\n\n::right::\nb\n\n::middle::\nm\n\n::left::\na\n") == ["a", "m", "b"]


def test_two_columns_with_a_heading_each_keep_both() -> None:
    assert _columns("# A\n\na\n\n::right::\n\n# B\n\nb\n") == ["A a", "B b"]
    assert _columns("# A\n\na\n\n::right::\n\n## B\n\nb\n") == ["a", "B b"]


@pytest.mark.parametrize(
    ("name", "ours"),
    [("cover_custom", "cover"), ("section-title", "section"), ("chapter", "section"), ("thankYou", "end"), ("two-cols-header", ""),
     ("quote-2", "quote"), ("main", ""), ("default", "default"), ("my-layout", "")],
)  # fmt: skip
def test_layouts_of_themes_are_those_that_they_are_like(name: str, ours: str) -> None:
    deck = parse(f"---\nmdc: true\nlayout: {name}\n---\n\n# A\n\n---\nlayout: {name}\n---\n\n# B\n")
    assert [slide.settings.layout for slide in deck.slides] == [ours, ours] and not deck.problems


def test_pictures_of_layouts() -> None:
    text = "---\nmdc: true\n---\n\n# A\n\n---\nlayout: dynamic-image\nimage: /a.png\n---\n\n# B\n\n---\nlayout: left-image\nimage: b.png\n---\n\n# C\n\n---\nlayout: image\nimage: c.png\n---\n"
    _, right, left, behind = parse(text).slides
    assert [(slide.split[0] if slide.split else "", slide.backgrounds[0].image.src) for slide in (right, left, behind)] == [
        ("right", "public/a.png"),
        ("left", "b.png"),
        ("", "c.png"),
    ]


def test_fonts_of_the_front_matter() -> None:
    deck = parse("---\nmdc: true\nfonts:\n  sans: 'Lato, Arial'\n  mono: Fira Code\n  weights: '200,400'\n---\n\n# A\n")
    assert deck.settings.fonts == (("heading", "Lato"), ("body", "Lato"), ("code", "Fira Code"))


def _styles(source: str) -> list[dict[str, str]]:
    slide = parse(f"---\nmdc: true\n---\n\n# T\n\n{source}\n").slides[0]
    found: list[dict[str, str]] = []
    for block in slide.blocks:
        if isinstance(block, Container):
            found.append(dict(block.declarations))
        elif isinstance(block, Figure):
            pairs = (part.partition(":") for part in block.images[0].attrs.get("at", "").split(";"))
            found.append({name: value for name, _, value in pairs})
    return found


def _percent(source: str) -> dict[str, float]:
    (style,) = _styles(source)
    return {name: round(float(value.rstrip("%")), 1) for name, value in style.items() if value.endswith("%")}


def test_utilities_place_things_on_the_canvas() -> None:
    assert _percent('<div class="absolute bottom-10 left-1/4 w-[98px]">\n\na\n\n</div>') == {"bottom": 7.3, "left": 25.0, "width": 10.0}
    assert _percent('<div class="abs-br m-6">\n\na\n\n</div>') == {"bottom": 4.4, "right": 2.4}
    assert _percent('<div class="absolute" style="top: 2rem; left:49px">\n\na\n\n</div>') == {"top": 5.8, "left": 5.0}
    assert _percent('<img src="a.png" class="absolute -top-2 right-0 w-1/2">') == {"right": 0.0, "top": -1.5, "width": 50.0}
    assert _styles('<div class="relative top-4">\n\na\n\n</div>') == [{}]


def test_things_that_were_dragged_have_their_places() -> None:
    assert _percent('<img v-drag="[98,0,196,_,15]" src="a.png">') == {"left": 10.0, "top": 0.0, "width": 20.0}
    assert _percent('<v-drag pos="490,0,98,_">\n\na\n\n</v-drag>') == {"left": 50.0, "top": 0.0, "width": 10.0}
    deck = parse("---\nmdc: true\n---\n\n---\ndragPos:\n  foo: 98,0,98,_\n---\n\n# T\n\n<img v-drag=\"'foo'\" src=\"a.png\">\n")
    figure = deck.slides[1].blocks[1]
    assert isinstance(figure, Figure) and figure.images[0].attrs.get("at", "").startswith("left:10.000%")


def test_arrows_are_drawn() -> None:
    (style,) = _styles('<Arrow x1="98" y1="100" x2="490" y2="100" color="#953" width="3" two-way />')
    assert float(style["left"].rstrip("%")) == pytest.approx(10.0, abs=2.0)
    deck = parse('---\nmdc: true\n---\n\n# T\n\n<Arrow x1="9" y1="x" x2="9" y2="9" />\n\n<v-drag-arrow pos="10,10,50,50"/>\n')
    (arrow,) = [image for block in deck.slides[0].blocks if isinstance(block, Figure) for image in block.images]
    assert arrow.attrs.classes == ("arrow",) and arrow.src.startswith("data:image/svg") and not deck.slides[0].problems


def test_a_picture_over_all_of_the_slide_is_its_ground() -> None:
    slide = parse('---\nmdc: true\n---\n\n# T\n\n<img src="/a.png" class="absolute inset-0 w-full h-full object-cover" />\n').slides[0]
    assert [ground.image.src for ground in slide.backgrounds] == ["public/a.png"]


def _slide(source: str) -> Slide:
    return parse(f"---\nmdc: true\n---\n\n# First\n\n---\n\n{source}").slides[1]


def test_only_dashes_end_slides() -> None:
    slide = _slide("# A\n\n___\n\na\n\n***\n\nb\n")
    assert words(slide).split() == ["A", "a", "b"]


def test_what_stands_in_clicks_enters_one_by_one() -> None:
    slide = _slide("# A\n\n<v-clicks>\n\none\n\ntwo\n\n- a\n- b\n\n</v-clicks>\n\n<v-click>\n\nx\n\n</v-click>\n")
    assert slide.steps == 5 and not slide.problems


def test_clicks_within_html_stay_html() -> None:
    slide = _slide(
        '# A\n\n<div class="flex flex-col">\n  <v-clicks>\n    <div class="text-xl">\n      <span>one</span>\n    </div>\n    <div>\n'
        "      <span>two</span>\n    </div>\n  </v-clicks>\n</div>\n"
    )
    assert words(slide).split() == ["A", "one", "two"] and slide.steps == 2
    assert not any(isinstance(block, Code) for block in walk(slide.blocks)) and not slide.problems


def test_icons_within_html_leave_no_gap_and_emoji_are_shown() -> None:
    slide = _slide('# <twemoji-waving-hand/> A\n\n<div>\n  <div>\n    <solar-user-bold class="x" />\n    <p>Jo</p>\n  </div>\n</div>\n')
    assert words(slide).split() == ["\N{WAVING HAND SIGN}", "A", "Jo"]
    assert not any(isinstance(block, Code) for block in walk(slide.blocks))


def test_a_statement_and_a_few_words_stand_together() -> None:
    deck = parse("---\nmdc: true\n---\n\n---\nlayout: statement\n---\n\n# Merci\n\nDes questions ?\n\n---\nlayout: fact\n---\n\n# A\n\n- b\n- c\n")
    assert [slide.settings.layout for slide in deck.slides[1:]] == ["lead", ""]
    assert all({"center", "middle"} <= set(slide.settings.classes) for slide in deck.slides[1:])


def test_a_quotation_and_who_said_it() -> None:
    deck = parse('---\nmdc: true\n---\n\n---\nlayout: quote\n---\n\n# "Leave it cleaner."\n\n— _A scout_\n\n<!-- say it -->\n\n---\nlayout: quote\n---\n\n# A\n\n- b\n- c\n')
    quote, other = deck.slides[1:]
    (block,) = quote.blocks
    assert isinstance(block, Quote) and plain_text(block.attribution).strip("— ") == "A scout" and block.lines == (3, 6)
    assert other.title == "A"

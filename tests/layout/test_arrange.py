"""Where things land: regions filled, text fitted, nothing lost, nothing off the slide."""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path

import pytest

from presenter.layout import fit
from presenter.scene import Group, Picture, Scene
from tests.layout.conftest import Arrange, flat, texts, words

WORDS = "signal noise rhythm paper lantern harbour winter orchard compass granite velvet thunder meadow copper island window".split()  # noqa: SIM905


def codes(scene: Scene) -> list[str]:
    return [p.code for p in scene.problems]


def assert_inside(scene: Scene) -> None:
    """Every set line and every picture lies on the slide."""
    w, h = scene.size
    for item in flat(scene.items):
        if isinstance(item, Picture):
            assert item.box.x >= -0.6 and item.box.y >= -0.6 and item.box.right <= w + 0.6 and item.box.bottom <= h + 0.6, item
    for text in texts(scene):
        for line in text.lines:
            assert text.box.x + line.x >= -0.6 and text.box.x + line.x + line.width <= w + 0.6, (text, line)
            assert text.box.y + line.top >= -0.6 and text.box.y + line.top + line.height <= h + 0.6, (text, line)


def picture(path: Path, size: tuple[int, int], color: str = "teal") -> None:
    from PIL import Image

    Image.new("RGB", size, color).save(path)


@pytest.mark.parametrize(
    ("markdown", "layout"),
    [
        ("# A talk\n\nby somebody", "title"),
        ("# One\n\n---\n\n# Part two", "section"),
        ("# T\n\n---\n\n## Points\n\n- a\n- b", "content"),
        ("# T\n\n---\n\n## Two\n\n::: columns\n::: column\na\n:::\n::: column\nb\n:::\n:::", "two-columns"),
        ("# T\n\n---\n\n> To be or not to be\n>\n> -- Hamlet", "quote"),
        ("# T\n\n---\n\nSimple made easy.", "statement"),
        ("# T\n\n---\n\n## Code\n\n```python\nprint(1)\n```", "code"),
        ("# T\n\n---\n\n<!-- _layout: blank -->\n\n## Asked", "blank"),
    ],
)
def test_the_layout_is_chosen_from_what_the_slide_holds(arrange: Arrange, markdown: str, layout: str) -> None:
    assert arrange(markdown)[-1].layout == layout


def test_a_layout_that_the_theme_does_not_have_is_a_problem_with_a_near_name(arrange: Arrange) -> None:
    scene = arrange("<!-- layout: two-colums -->\n\n## Title\n\ntext")[0]
    problem = next(p for p in scene.problems if p.code == "unknown-layout")
    assert "two-columns" in problem.hint
    assert "text" in words(scene)


def test_text_that_follows_text_is_one_text_in_the_body_placeholder(arrange: Arrange) -> None:
    scene = arrange("# T\n\n---\n\n## Title\n\nFirst words.\n\n- one\n  - deeper\n- two\n\nLast words.")[1]
    body = [t for t in texts(scene) if t.placeholder == "body"]
    assert len(body) == 1
    assert [p.text for p in body[0].paragraphs] == ["First words.", "one", "deeper", "two", "Last words."]
    assert [p.level for p in body[0].paragraphs] == [0, 0, 1, 0, 0]
    margins = [p.margin for p in body[0].paragraphs]
    assert margins[2] > margins[1] > margins[0] == 0
    assert all(p.bullet for p in body[0].paragraphs[1:4])


def test_numbered_lists_count_from_where_they_start_and_tasks_show_their_box(arrange: Arrange) -> None:
    scene = arrange("# T\n\n---\n\n## Title\n\n3. three\n4. four\n\n## More\n\n- [ ] open\n- [x] done")[1]
    bullets = [p.bullet for t in texts(scene) for p in t.paragraphs if p.bullet]
    assert [b.number for b in bullets[:2]] == [3, 4]
    assert [b.checked for b in bullets[2:]] == [False, True]


def test_short_text_is_not_shrunk_and_long_text_is_shrunk_but_legible(arrange: Arrange) -> None:
    short = arrange("## Title\n\n- a\n- b\n- c")[0]
    assert short.scale >= 1.0 and not short.problems
    longer = arrange("## Title\n\n" + "\n".join(f"- {' '.join(WORDS)}" for _ in range(6)))[0]
    assert longer.scale < 1.0 and "overflow" not in codes(longer)
    assert min(r.font.size for t in texts(longer, "body") for p in t.paragraphs for r in p.runs) >= 18
    assert_inside(longer)


@pytest.mark.parametrize("count", [40, 400])
def test_far_too_much_text_is_a_problem_and_still_all_there(arrange: Arrange, count: int) -> None:
    lines = [f"{i} {' '.join(WORDS)}" for i in range(count)]
    scene = arrange("## Title\n\n" + "\n".join(f"- {line}" for line in lines))[0]
    assert "overflow" in codes(scene)
    said = words(scene)
    assert all(line in said for line in lines)
    assert_inside(scene)


def test_far_too_much_is_not_tried_at_every_size(arrange: Arrange, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[int] = []
    measure = fit._measure
    monkeypatch.setattr(fit, "_measure", lambda *words: (tried.append(words[3]), measure(*words))[1])
    [scene] = arrange("# Much\n\n" + "- one of them\n" * 3000)
    assert "overflow" in codes(scene) and words(scene).count("one of them") == 3000
    assert len(tried) <= 4


def test_code_shrinks_to_its_width_then_wraps_with_a_mark(arrange: Arrange) -> None:
    fits = texts(arrange("## T\n\n```\n" + "x" * 60 + "\n```")[0], "code")[0]
    assert not any(line.wrapped for line in fits.lines)
    shrunk = texts(arrange("## T\n\n```\n" + "x" * 105 + "\n```")[0], "code")[0]
    assert not any(line.wrapped for line in shrunk.lines)
    assert 12 <= shrunk.paragraphs[0].runs[0].font.size < fits.paragraphs[0].runs[0].font.size
    wrapped = texts(arrange("## T\n\n```\n" + "x" * 300 + "\n```")[0], "code")[0]
    assert [line.wrapped for line in wrapped.lines][:2] == [False, True]
    assert len(wrapped.paragraphs) == 1


def test_code_lines_are_coloured_and_dimmed_step_by_step(arrange: Arrange) -> None:
    scene = arrange("## T\n\n```python {1|2-3|all}\nimport os\ndef f():\n    return 1\n```")[0]
    code = texts(scene, "code")[0]
    assert scene.steps == 2
    assert len({r.color for p in code.paragraphs for r in p.runs}) >= 2
    assert code.paragraphs[0].dim == ((1, 2),)
    assert code.paragraphs[1].dim == ((0, 1),)


def test_table_columns_fit_their_words_and_cells_are_aligned(arrange: Arrange) -> None:
    scene = arrange("## T\n\n| Name | Long description of things | N |\n|---|:---:|--:|\n| a | b | 1 |\n| c | d | 22 |")[0]
    table = next(i for i in scene.items if isinstance(i, Group) and i.role == "table")
    assert table.native is not None
    assert table.native.columns[1] > table.native.columns[0]
    assert len(table.native.rows) == 3 and len(table.native.cells) == 9
    assert [c.text.paragraphs[0].align for c in table.native.cells[:3]] == ["left", "center", "right"]
    assert sum(table.native.columns) == pytest.approx(table.box.w)


def test_a_wide_table_stays_on_the_slide(arrange: Arrange) -> None:
    head = "|" + "|".join(f"column{i}" for i in range(14)) + "|\n|" + "---|" * 14 + "\n"
    rows = "".join("|" + "|".join(f"{w}" for w in WORDS[:14]) + "|\n" for _ in range(20))
    scene = arrange("## T\n\n" + head + rows)[0]
    assert_inside(scene)
    assert words(scene).count("thunder") == 20


def test_a_picture_shrinks_to_the_room_that_is_left(arrange: Arrange, tmp_path: Path) -> None:
    picture(tmp_path / "wide.png", (3000, 1200))
    scene = arrange("## T\n\n- one\n- two\n- three\n\n![w:900](wide.png)")[0]
    shown = next(i for i in scene.items if isinstance(i, Picture))
    assert shown.box.w / shown.box.h == pytest.approx(2.5, rel=0.01)
    assert scene.scale == 1.0
    assert_inside(scene)


def test_text_beside_one_picture_uses_the_picture_layout(arrange: Arrange, tmp_path: Path) -> None:
    picture(tmp_path / "tall.png", (600, 800))
    scene = arrange("# T\n\n---\n\n## T\n\n- one\n- two\n\n![A tower](tall.png)")[1]
    assert scene.layout == "picture-right"
    shown = next(i for i in scene.items if isinstance(i, Picture))
    assert shown.alt == "A tower"
    body = next(t for t in texts(scene, "body"))
    assert max(body.box.x + line.x + line.width for line in body.lines) <= shown.box.x


def test_a_missing_picture_is_a_problem_and_a_box_with_its_words(arrange: Arrange) -> None:
    scene = arrange("## T\n\n![The missing tower](nowhere.png)")[0]
    assert "picture-missing" in codes(scene)
    assert "The missing tower" in words(scene)


def test_a_split_background_leaves_the_text_beside_it(arrange: Arrange, tmp_path: Path) -> None:
    picture(tmp_path / "a.png", (400, 400))
    scene = arrange("---\nmarp: true\n---\n\n## T\n\nSome words here\n\n![bg right:40%](a.png)")[0]
    ground = next(i for i in scene.behind if isinstance(i, Picture))
    assert ground.box.x == pytest.approx(576) and ground.box.w == pytest.approx(384) and ground.box.h == pytest.approx(540)
    for text in texts(scene):
        assert all(text.box.x + line.x + line.width <= 577 for line in text.lines)


def test_steps_reach_the_paragraphs(arrange: Arrange) -> None:
    scene = arrange("---\nfragments: true\n---\n\n## T\n\n* one\n* two")[0]
    body = texts(scene, "body")[0]
    assert scene.steps == 2
    assert [p.step for p in body.paragraphs] == [1, 2]


def test_links_to_slides_are_resolved(arrange: Arrange) -> None:
    scene = arrange("## T\n\n[third](#3) [named](#the-end) [web](https://example.org)\n\n---\n\n## B\n\n---\n\n## The end")[0]
    links = [r.link for t in texts(scene) for p in t.paragraphs for r in p.runs if r.link]
    assert links == ["slide:2", "slide:2", "https://example.org"]


def test_an_unchanged_slide_keeps_its_scene(arrange: Arrange, tmp_path: Path, app: object) -> None:
    from presenter import theme
    from presenter.layout.arrange import arrange_show
    from presenter.parse.deck import parse
    from presenter.qt.shaper import QtShaper
    from presenter.store.assets import AssetStore

    first = parse("# A\n\n---\n\n## B\n\n- x")
    second = parse("# A longer title\n\n---\n\n## B\n\n- x", previous=first)
    look, _ = theme.load("light", first.settings)
    shaper, assets = QtShaper(look.fonts), AssetStore(tmp_path, blocking=True, cache=tmp_path / "cache")
    try:
        one, two = arrange_show(first, look, shaper, assets), arrange_show(second, look, shaper, assets)
        assert one.scene(1) is two.scene(1)
        assert one.scene(0) is not two.scene(0)
    finally:
        assets.close()


def test_invert_and_colours_of_one_slide(arrange: Arrange) -> None:
    plain, inverted, own = arrange(
        "## T\n\ntext\n\n---\n<!-- _class: invert -->\n\n## T\n\ntext\n\n---\n<!-- _backgroundColor: '#102030' -->\n\n## T\n\ntext"
    )
    assert plain.background != inverted.background
    assert own.background.hex == "#102030"  # type: ignore[union-attr]
    ink = texts(own, "body")[0].paragraphs[0].runs[0].color
    assert int(ink.hex[1:3], 16) > 128  # light text on a dark ground that the author chose


def test_right_to_left_text_stands_at_the_right(arrange: Arrange) -> None:
    scene = arrange("# T\n\n---\n\n## عنوان\n\n- مرحبا بالعالم\n- עברית")[1]
    body = texts(scene, "body")[0]
    assert all(p.rtl and p.align == "right" for p in body.paragraphs)
    assert body.lines[0].x + body.lines[0].width > 600


def snippet(rng: random.Random) -> str:
    """A random block."""
    some = " ".join(rng.choices(WORDS, k=rng.randint(1, 40)))
    return rng.choice(
        [
            some, f"- {some}\n- {some}\n  - {some}", f"1. {some}\n2. {some}", f"> {some}\n>\n> -- {some[:20]}", f"```python\n{some}\n```",
            f"| {some[:20]} | b |\n|---|---|\n| {some} | {some[:30]} |", f"### {some}", f"$$x^2 + {len(some)}$$", f"> [!NOTE]\n> {some}",
            f"::: columns\n::: column\n{some}\n:::\n::: column\n- {some}\n:::\n:::", f"![{some[:20]}](missing.png)", f"Term\n: {some}",
            f"Text with a note[^{(n := rng.random())}].\n\n[^{n}]: {some}", f"- {some}\n\n  ```\n  {some}\n  ```\n\n  {some}",
        ]
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(12))
def test_nothing_leaves_the_slide_and_nothing_is_lost(arrange: Arrange, seed: int) -> None:
    rng = random.Random(seed)
    slides = []
    for _ in range(8):
        layout = rng.choice(
            ["", "", "", "<!-- _layout: two-columns -->\n\n", "<!-- _layout: statement -->\n\n", "<!-- _layout: picture-left -->\n\n"]
        )
        title = "## " + " ".join(rng.choices(WORDS, k=rng.randint(1, 12))) + "\n\n" if rng.random() < 0.8 else ""
        slides.append(layout + title + "\n\n".join(snippet(rng) for _ in range(rng.randint(1, 7))))
    for scene, source in zip(arrange("\n\n---\n\n".join(slides)), slides, strict=True):
        assert_inside(scene)
        said = words(scene)
        for word in WORDS:
            assert said.count(word) >= sum(line.count(word) for line in source.split("\n") if "![" not in line), (word, source)


def test_a_long_subtitle_gets_room_from_the_title(arrange: Arrange) -> None:
    scene = arrange("# Talk\n\n" + "\n\n".join("A line about who speaks and where" for _ in range(5)))[0]
    assert scene.layout == "title" and scene.scale == 1.0
    title, sub = texts(scene, "title")[0], next(t for t in texts(scene) if t.placeholder == "subtitle")
    assert title.box.y + max(line.top + line.height for line in title.lines) <= sub.box.y + 0.5
    assert_inside(scene)


def test_words_on_a_full_picture_stand_above_it(arrange: Arrange, tmp_path: Path) -> None:
    picture(tmp_path / "full.png", (1600, 900))
    scene = arrange("<!-- _layout: picture-full -->\n\n## Over it\n\n![](full.png)")[0]
    kinds = [type(i).__name__ for i in scene.items]
    assert kinds.index("Picture") < kinds.index("Shape") < kinds.index("Text")


def test_a_picture_alone_stands_large_in_the_middle(arrange: Arrange, tmp_path: Path) -> None:
    picture(tmp_path / "small.png", (300, 300))
    scene = arrange("## T\n\n![](small.png)")[0]
    shown = next(i for i in scene.items if isinstance(i, Picture))
    assert 225 < shown.box.h <= 450.5
    assert shown.box.x + shown.box.w / 2 == pytest.approx(480, abs=2)


def test_columns_with_heads_of_their_own(arrange: Arrange) -> None:
    scene = arrange("<!-- _layout: comparison -->\n\n## T\n\n### Wall\n\nstone\n\n### Meadow\n\ngrass")[0]
    heads = [t for t in texts(scene) if t.placeholder.endswith("head")]
    assert [t.paragraphs[0].text for t in heads] == ["Wall", "Meadow"]


def test_a_heading_on_a_statement_layout_is_the_statement(arrange: Arrange) -> None:
    scene = arrange("# T\n\n---\n\n## Simple made easy {layout=statement}")[1]
    assert [t.placeholder for t in texts(scene) if t.role == "statement"] == ["statement"]


def test_a_heading_with_words_below_it_on_a_statement_layout_do_not_overlap(arrange: Arrange) -> None:
    scene = arrange("<!-- _layout: statement -->\n\n# Learn more\n\nin the documentation")[0]
    placed = sorted((t.box.y + line.top, t.box.y + line.top + line.height) for t in texts(scene) for line in t.lines)
    assert all(a[1] <= b[0] + 0.5 for a, b in pairwise(placed))


def test_a_font_that_is_not_installed_leaves_the_themes_own(arrange: Arrange) -> None:
    plain, styled, known = (
        arrange(f"<style>section {{ font-family: {stack} }}</style>\n\n## T\n\ntext" if stack else "## T\n\ntext")[0]
        for stack in ("", "Nowhere Sans, sans-serif", "Nowhere Sans, 'Times New Roman', serif")
    )
    family = lambda scene: texts(scene, "body")[0].paragraphs[0].runs[0].font.family  # noqa: E731
    assert family(plain) == family(styled) != family(known) == "Times New Roman"


def test_a_rule_inside_a_quote_is_drawn(arrange: Arrange) -> None:
    from presenter.scene import Shape

    scene = arrange("## T\n\n> above\n>\n> ***\n>\n> below")[0]
    assert [s for s in flat(scene.items) if isinstance(s, Shape) and s.role == "rule"]


def test_css_for_links_and_code(arrange: Arrange) -> None:
    scene = arrange("<style>a { color: #123456 } code { background-color: #abcdef }</style>\n\n## T\n\n[x](https://e.org) and `y`")[0]
    runs = [r for t in texts(scene, "body") for p in t.paragraphs for r in p.runs]
    assert next(r for r in runs if r.link).color.hex == "#123456"
    assert next(r for r in runs if r.font.role == "code").highlight.hex == "#abcdef"  # type: ignore[union-attr]


def test_a_section_of_two_lines_is_balanced(arrange: Arrange) -> None:
    scene = arrange("# T\n\n---\n\n# The hall is always nearer to the door than you think")[1]
    lines = texts(scene, "title")[0].lines
    assert len(lines) >= 2
    assert min(line.width for line in lines) > 0.55 * max(line.width for line in lines)


def test_class_lead_is_calm_and_centred(arrange: Arrange) -> None:
    scene = arrange("---\nmarp: true\n---\n\n# A\n\n---\n<!-- _class: lead -->\n\n## Middle\n\nwords")[1]
    assert scene.layout == "lead"


def test_a_missing_picture_at_the_side_leaves_its_words(arrange: Arrange) -> None:
    scene = arrange("## T\n\nwords\n\n![bg right A map of the town](nowhere.png)")[0]
    boxes = [i for i in scene.behind if isinstance(i, Group) and i.role == "placeholder"]
    assert boxes and boxes[0].alt == "A map of the town"


def test_css_for_strong_and_a_font_nobody_has(arrange: Arrange) -> None:
    scene = arrange("---\nfonts: {body: Nowhere Sans}\n---\n<style>strong { color: #c0392b }</style>\n\n## T\n\na **b** c")[0]
    colors = [r.color.hex for t in texts(scene, "body") for p in t.paragraphs for r in p.runs]
    assert colors[1] == "#c0392b" != colors[0]
    problem = next(p for p in scene.problems if p.code == "font-missing")
    assert "install the font Nowhere Sans" in problem.hint


def test_a_right_to_left_table_and_quote_begin_at_the_right(arrange: Arrange) -> None:
    scene = arrange("---\nlang: ar\n---\n\n# T\n\n---\n\n## عنوان\n\n| العمود | القيمة |\n|---|---|\n| أ | 1 |\n\n> اقتباس")[1]
    table = next(i for i in scene.items if isinstance(i, Group) and i.role == "table")
    assert table.native is not None and table.native.rtl
    first, second = table.native.cells[:2]
    assert first.text.paragraphs[0].text == "العمود" and first.text.box.x > second.text.box.x
    assert table.box.right > 800
    quote = next(i for i in scene.items if isinstance(i, Group) and i.role == "quote")
    bar = quote.items[0]
    assert bar.box.x > 800


# ---------------------------------------------------------------- other people's decks


def test_lines_the_author_broke_do_not_break_again(arrange: Arrange) -> None:
    written = "One line that its author broke by hand, near the eightieth column\nand this one.\n"
    (scene,) = arrange(f"---\nmarp: true\ntheme: default\n---\n\n## Title\n\n- {written.replace(chr(10), chr(10) + '  ').rstrip()}\n")
    body = next(t for t in texts(scene) if any("broke by hand" in p.text for p in t.paragraphs))
    assert len(body.lines) == 2
    assert scene.scale >= 0.75


def test_a_long_footer_beside_a_picture_stays_on_the_slide(arrange: Arrange) -> None:
    footer = "A school of engineering - a course on networks, autumn term - under a free licence - and one more thing to say"
    (scene,) = arrange(f"---\nmarp: true\nfooter: {footer}\n---\n\n# Title\n\nWords\n\n![bg right:60%](none.png)\n")
    (said,) = texts(scene, "footer")
    assert said.box.y + max(line.top + line.height for line in said.lines) <= scene.size[1]
    assert said.box.y + min(line.top for line in said.lines) >= scene.size[1] * 0.8


def test_a_quotation_with_a_list_is_no_big_quote(arrange: Arrange) -> None:
    (scene,) = arrange("> We learn:\n>\n> - one\n> - two\n> - three\n> - four\n")
    assert scene.layout != "quote"


def test_a_table_without_a_word_in_its_header_has_none(arrange: Arrange) -> None:
    (scene,) = arrange("# T\n\n|  |  |\n|--|--|\n| a | b |\n| c | d |\n")
    (group,) = [i for i in flat(scene.items) if isinstance(i, Group) and i.native is not None]
    assert group.native is not None
    assert (group.native.header_rows, len(group.native.rows)) == (0, 2)


def test_links_in_a_footer_look_as_the_css_has_them_there(arrange: Arrange) -> None:
    css = "footer a { color: #808080; text-decoration: none }"
    (scene,) = arrange(f"---\nmarp: true\nfooter: '[here](https://example.org)'\nstyle: '{css}'\n---\n\n# Title\n")
    (said,) = texts(scene, "footer")
    assert said.paragraphs[0].runs[0].color.hex == "#808080"
    assert not said.paragraphs[0].runs[0].underline


def test_a_column_in_no_row_is_shown(arrange: Arrange) -> None:
    (scene,) = arrange("<div class='x'>\n\n::: column\n\nwords in it\n\n:::\n\n</div>\n")
    assert "words in it" in words(scene)


def test_a_table_of_hundreds_of_rows_is_all_there(arrange: Arrange) -> None:
    rows = "".join(f"| r{i} | {WORDS[i % len(WORDS)]} |\n" for i in range(300))
    scene = arrange("## T\n\n| a | b |\n|---|---|\n" + rows)[0]
    assert "overflow" in codes(scene)
    said = {p.text for t in texts(scene) for p in t.paragraphs}
    assert {f"r{i}" for i in range(300)} <= said
    assert_inside(scene)


def test_a_slide_of_few_words_is_set_larger(arrange: Arrange) -> None:
    few = arrange("## Title\n\n- a\n- b\n- c")[0]
    assert few.scale == 1.15 and texts(few, "body")[0].paragraphs[0].runs[0].font.size == 30
    nearly = " ".join(["word"] * 13)  # a line that just fits: larger it would break
    assert arrange(f"## Title\n\n- {nearly}")[0].scale == 1.15
    assert arrange(f"# A\n\n---\n\n## Title\n\n{nearly}\\\nand a line of its own")[1].scale == 1.0
    alone = arrange("## Title\n\n| a | b |\n|---|---|\n| 1 | 2 |")[0]
    assert alone.scale > few.scale
    asked = arrange("---\nstyle: 'section { font-size: 24px }'\n---\n## Title\n\n- a\n- b")[0]
    assert asked.scale == 1.0
    quiet = arrange("<!-- _class: compact -->\n## Title\n\n- a\n- b")[0]
    assert quiet.scale == 1.0


def test_no_short_word_stands_alone_on_a_last_line(arrange: Arrange) -> None:
    widowed = 0
    for count in range(60, 75):
        words_ = ("several words of one like length follow " * 3)[:count].strip()
        scene = arrange(f"## Title\n\n{words_} so\n\nMore.\n\n" + "- and so on\n" * 5)[0]
        body = texts(scene, "body")[0]
        lines = [line for line in body.lines if line.paragraph == 0]
        last = body.paragraphs[0].text[lines[-1].start : lines[-1].end].strip()
        assert len(lines) == 1 or last != "so"
        widowed += body.paragraphs[0].right > 0
    assert widowed  # or the loop has met none


def test_a_diagram_whose_words_nobody_can_read_is_a_problem(arrange: Arrange) -> None:
    wide = "flowchart LR\n" + "\n".join(f"  a{i}[Step number {i}] --> a{i + 1}[Step number {i + 1}]" for i in range(14))
    said = arrange(f"## Title\n\n```mermaid\n{wide}\n```")[0].problems
    assert [p.code for p in said] == ["diagram-small"] and "points tall" in said[0].message
    assert not arrange("## Title\n\n```mermaid\nflowchart LR\n  a --> b\n```")[0].problems


def test_titles_have_lines_of_like_length(arrange: Arrange) -> None:
    title = texts(arrange("## A heading that is a little longer than one line of this slide is wide, so it breaks\n\n- a")[0], "title")[0]
    assert len(title.lines) == 2
    short, long = sorted(line.width for line in title.lines)
    assert short > 0.6 * long


def test_who_speaks_stands_back_behind_the_subtitle(arrange: Arrange) -> None:
    cover = arrange("# Title\n\nWhat it is about\n\nWho, where and when")[0]
    first, second = (p.runs[0].font.size for p in texts(cover, "subtitle" if texts(cover, "subtitle") else "body")[0].paragraphs)
    assert cover.layout == "title" and second < first


def test_a_short_quotation_is_set_larger_and_balanced(arrange: Arrange) -> None:
    short, long = arrange("> A short one.\n>\n> -- Me\n\n---\n\n> " + "many words " * 60)
    size = {
        index: max(r.font.size for t in texts(scene) for p in t.paragraphs for r in p.runs) for index, scene in enumerate((short, long))
    }
    assert size[0] > size[1]


@pytest.mark.parametrize("layout", ["", "picture-left", "picture-right", "picture-full"])
def test_the_caption_of_a_picture_is_shown_beside_words_too(arrange: Arrange, tmp_path: Path, layout: str) -> None:
    from PIL import Image

    Image.new("RGB", (800, 900), "#336699").save(tmp_path / "p.jpg")
    asked = f"<!-- _layout: {layout} -->\n" if layout else ""
    scene = arrange(f"{asked}## T\n\nSome words.\n\n![alt](p.jpg)\n*A caption*")[0]
    assert scene.layout.startswith("picture-")
    [caption] = texts(scene, "caption")
    assert caption.paragraphs[0].text == "A caption" and not scene.problems
    assert_inside(scene)


def test_footnotes_beside_a_picture_on_the_left_do_not_shrink_the_words(arrange: Arrange, tmp_path: Path) -> None:
    from PIL import Image

    Image.new("RGB", (800, 900), "#336699").save(tmp_path / "p.jpg")
    scene = arrange("## T\n\n![alt](p.jpg)\n\nSome words.[^1]\n\n[^1]: A source.")[0]
    assert scene.layout == "picture-left" and scene.scale == 1.0 and not scene.problems


def test_an_author_says_which_part_of_a_cut_picture_stays(arrange: Arrange, tmp_path: Path) -> None:
    from PIL import Image

    Image.new("RGB", (1200, 900), "#336699").save(tmp_path / "p.jpg")
    crops = {}
    for position in ("", "left", "right top", "80% 50%", "nonsense"):
        asked = f'{{position="{position}"}}' if position else ""
        scene = arrange(f"## T\n\nSome words.\n\n![alt](p.jpg){asked}")[0]
        [shown] = [item for item in flat(scene.items) if isinstance(item, Picture)]
        crops[position] = shown.crop
    assert crops[""][0] == pytest.approx(crops[""][2]) and crops["nonsense"] == crops[""]
    assert crops["left"][0] == crops["right top"][2] == 0.0
    assert crops["80% 50%"][0] == pytest.approx(4 * crops["80% 50%"][2])


def test_many_pictures_stand_in_rows_each_with_its_caption(arrange: Arrange, tmp_path: Path) -> None:
    from PIL import Image

    for number in range(6):
        Image.new("RGB", (400, 300 + 40 * number), "#336699").save(tmp_path / f"{number}.png")
    body = "\n\n".join(f"![alt {number}]({number}.png)\n*Caption {number}*" for number in range(6))
    for asked in ("", "<!-- _layout: picture-grid -->\n"):
        scene = arrange(f"{asked}## T\n\n{body}")[0]
        shown = [item for item in flat(scene.items) if isinstance(item, Picture)]
        assert len(shown) == 6 and len({round(p.box.y) for p in shown}) < 6 and min(p.box.h for p in shown) > 80
        assert [f"Caption {n}" in words(scene) for n in range(6)] == [True] * 6
        assert_inside(scene)


def test_two_headings_alone_are_a_section(arrange: Arrange) -> None:
    assert arrange("# A\n\n---\n\n## Console\n\n### Doing much at once")[1].layout == "section"


def test_the_mark_that_opens_a_quotation_hangs(arrange: Arrange) -> None:
    marked, plain = (
        arrange(f"> {mark}One says a thing once, and then it hangs on the wall for all to read who pass")[0] for mark in ("\u201c", "")
    )
    for scene, hangs in ((marked, True), (plain, False)):
        quote = texts(scene, "body")[0]
        first, second = quote.lines[:2]
        assert (second.x > first.x + 2) == hangs


@pytest.mark.parametrize("name", ["light", "dark", "technical", "academic", "public", "bold", "editorial", "workshop", "corporate", "plain"])
def test_figures_in_tables_are_equally_wide(arrange: Arrange, name: str) -> None:
    scene = arrange("## T\n\n| A |\n|--:|\n" + "".join(f"| {digit}0{digit} |\n" for digit in "0123456789"), name)[0]
    widths = {round(line.width, 1) for t in texts(scene, "cell") for line in t.lines if t.paragraphs[0].text.isdigit()}
    assert len(widths) == 1


@pytest.mark.parametrize(
    "source",
    [
        "Donaudampfschifffahrtsgesellschaftskapitän Huber",
        "> Donaudampfschifffahrtsgesellschaftskapitänswitwenrente ist ein Wort",
        "(of `lec2spiralclassificationofmany.ipynb`)",
    ],
)
def test_no_word_of_a_statement_or_quotation_is_torn(arrange: Arrange, source: str) -> None:
    scene = arrange(source)[0]
    (said,) = (item for item in texts(scene) if item.placeholder in ("statement", "quote"))
    lines = [said.paragraphs[0].text[line.start : line.end] for line in said.lines]
    longest = max(said.paragraphs[0].text.split(), key=len)
    assert any(longest in line for line in lines), lines


def test_a_new_slide_does_not_begin_as_a_section(arrange: Arrange) -> None:
    assert [scene.layout for scene in arrange("# A\n\nx\n\n---\n\n# \n\n---\n\n# B")] == ["title", "content", "section"]

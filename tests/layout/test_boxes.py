"""Boxes of the author's CSS and of utility classes: grounds, edges, what words inherit, and that they can be read."""

from __future__ import annotations

import pytest

from presenter.layout.utilities import utility
from presenter.scene import Color, Gradient, Group, Scene, Shape
from presenter.theme.colors import contrast
from tests.layout.conftest import Arrange, flat, texts

STYLE = """<style>
.box { background: #ffffff; border-left: 6px solid #087f3f; padding: 16px 24px; border-radius: 8px }
.box.red { border: 2px solid #e74c3c; background: #ffe6e6 }
.box.red strong { color: #c0392b }
.wash { background: linear-gradient(90deg, #d4ed00 0%, #00bcd4 100%); text-align: center; font-weight: bold }
.tag { background: #087f3f; color: white; font-size: 58% }
.small { color: #627681; font-size: 16pt }
</style>

# Title

"""


def one(arrange: Arrange, text: str, theme: str = "light") -> Scene:
    (scene,) = arrange(text, theme)
    return scene


def panels(scene: Scene) -> list[Group]:
    return [item for item in flat(scene.items) if isinstance(item, Group) and item.role == "callout"]


def ground(panel: Group) -> Shape:
    first = panel.items[0]
    assert isinstance(first, Shape)
    return first


def colours(scene: Scene) -> dict[str, str]:
    return {run.text.strip(): run.color.hex for text in texts(scene) for made in text.paragraphs for run in made.runs}


def test_a_box_has_the_ground_edge_and_room_that_its_css_says(arrange: Arrange) -> None:
    (panel,) = panels(one(arrange, STYLE + '<div class="box">\n\nwords\n\n</div>'))
    under, bar, words = panel.items
    assert isinstance(under, Shape) and under.fill == Color("#ffffff")
    assert isinstance(bar, Shape) and bar.fill == Color("#087f3f") and bar.box.w == pytest.approx(4.5) and bar.box.h == under.box.h
    assert words.box.x - panel.box.x == pytest.approx(18.0) and words.box.y - panel.box.y == pytest.approx(12.0)


def test_two_classes_together_and_what_stands_in_them(arrange: Arrange) -> None:
    scene = one(arrange, STYLE + '<div class="box red">\n\n**Mind** the gap\n\n</div>\n\n**Outside**')
    (panel,) = panels(scene)
    shape = ground(panel)
    assert shape.fill == Color("#ffe6e6") and shape.stroke == Color("#e74c3c") and shape.radius == pytest.approx(6.0)
    assert len(panel.items) == 2, "a border all round replaces the edge at the left"
    assert colours(scene)["Mind"] == "#c0392b" and colours(scene)["Outside"] != "#c0392b"


def test_boxes_in_a_row_are_as_tall_as_the_row(arrange: Arrange) -> None:
    row = '<div class="columns">\n<div class="box">\n\none\n\n</div>\n<div class="box red">\n\n- a\n- b\n- c\n\n</div>\n</div>'
    left, right = panels(one(arrange, STYLE + row))
    assert left.box.h == right.box.h and left.box.y == right.box.y
    assert ground(left).box.h == left.box.h


def test_a_gradient_and_words_that_inherit(arrange: Arrange) -> None:
    scene = one(arrange, STYLE + '<div class="wash">\n\nall of it\n\n</div>')
    (panel,) = panels(scene)
    assert isinstance(ground(panel).fill, Gradient)
    (words,) = texts(scene, "body")
    assert words.paragraphs[0].align == "center" and words.paragraphs[0].runs[0].font.bold


def test_a_class_of_words_has_ground_colour_and_size(arrange: Arrange) -> None:
    scene = one(arrange, STYLE + 'See <span class="tag">NLP</span> here\n\n<p class="small">Source: the city</p>')
    runs = {run.text.strip(): run for text in texts(scene, "body") for made in text.paragraphs for run in made.runs}
    assert runs["NLP"].highlight == Color("#087f3f") and runs["NLP"].color == Color("#ffffff")
    assert runs["NLP"].font.size < 0.7 * runs["See"].font.size
    assert runs["Source: the city"].color == Color("#627681") and runs["Source: the city"].font.size == 16.0


def test_utility_classes(arrange: Arrange) -> None:
    assert utility("bg-blue-500") == (("background-color", "#3b82f6"),)
    assert utility("text-white/50") == (("color", "#ffffff80"),)
    assert utility("border-l-4") == (("border-left", "4px solid rule"),)
    assert utility("p-4") == (("padding", "16px"),) and utility("px-2") == (("padding-x", "8px"),)
    assert utility("text-nothing-500") == utility("mt-4") == utility("whatever") == ()
    scene = one(arrange, '# T\n\n<div class="bg-blue-100 p-4 rounded">\n\nwords\n\n</div>\n\n<div class="text-red-500 font-bold">\n\nred\n\n</div>')
    (panel,) = panels(scene)
    assert ground(panel).fill == Color("#e4eefe")
    assert colours(scene)["red"] == "#ef4444"


def test_utilities_make_gradients_and_thin_grounds(arrange: Arrange) -> None:
    scene = one(
        arrange,
        '# T\n\n<div class="bg-gradient-to-r from-blue-500 to-purple-600 text-white">\n\nwords\n\n</div>\n\n'
        '<div class="bg-white bg-opacity-50">\n\nmore\n\n</div>\n\nsee <span class="bg-white/20 text-blue-600">tag</span>',
    )
    wash, thin = (ground(panel).fill for panel in panels(scene))
    assert isinstance(wash, Gradient) and [color.hex for _, color in wash.stops] == ["#3b82f6", "#9049d4"]
    assert isinstance(thin, Color) and thin.alpha == pytest.approx(0.5, abs=0.01)
    (tag,) = [run for text in texts(scene) for made in text.paragraphs for run in made.runs if run.text.strip() == "tag"]
    assert tag.highlight is None


@pytest.mark.parametrize(("theme", "shade"), [("light", "gray-300"), ("light", "yellow-200"), ("dark", "slate-800")])
def test_words_in_a_hue_made_for_the_other_lightness_can_be_read(arrange: Arrange, theme: str, shade: str) -> None:
    scene = one(arrange, f'# T\n\n<p class="text-{shade}">one</p>\n\nsee <span class="text-{shade}">two</span>', theme)
    found = {run.text.strip(): run.color for text in texts(scene) for made in text.paragraphs for run in made.runs}
    paper = scene.background if isinstance(scene.background, Color) else Color("#ffffff")
    assert min(contrast(found["one"], paper), contrast(found["two"], paper)) >= 2.9
    assert utility(f"text-{shade}")[0][1].startswith("legible(#")


def test_words_in_a_hue_keep_it_where_it_can_be_seen(arrange: Arrange) -> None:
    scene = one(arrange, '---\nbackground: "#000000"\n---\n\n# T\n\n<p class="text-gray-300">one</p>\n\n<p class="text-red-500">two</p>')
    assert colours(scene)["one"] == "#b8bbc2" and colours(scene)["two"] == "#ef4444"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("paper", ["bg-yellow-50", "bg-slate-900"])
def test_words_can_be_read_on_a_ground_that_the_theme_did_not_think_of(arrange: Arrange, theme: str, paper: str) -> None:
    scene = one(arrange, f'# T\n\n<div class="{paper}">\n\nwords\n\n</div>', theme)
    fill = ground(panels(scene)[0]).fill
    assert isinstance(fill, Color)
    assert contrast(Color(colours(scene)["words"]), fill) > 7


def test_a_gradient_behind_the_slide_turns_the_words(arrange: Arrange) -> None:
    scene = one(arrange, "---\nbackgroundImage: linear-gradient(135deg, #667eea 0%, #764ba2 100%)\n---\n\n# Welcome\n\nwords")
    assert isinstance(scene.background, Gradient)
    assert all(contrast(Color(hex_), Color("#6e65c6")) > 4 for hex_ in colours(scene).values() if hex_)


def test_the_authors_ground_is_on_every_layout(arrange: Arrange) -> None:
    scene = one(arrange, '---\nbackgroundColor: "#f7faf8"\n---\n<!-- _layout: section -->\n\n# Part')
    assert scene.background == Color("#f7faf8")
    assert contrast(Color(colours(scene)["Part"]), Color("#f7faf8")) > 7


def test_centred_words_stand_under_one_another_in_every_theme(arrange: Arrange) -> None:
    scene = one(arrange, "---\nclass: text-center\n---\n\n# Welcome\n\nto all of you", "editorial")
    middles = {round(text.box.x + text.box.w / 2) for text in texts(scene) if text.role in ("title", "subtitle", "body")}
    assert middles == {480}


def test_a_heading_in_a_list_stands_beside_its_bullet(arrange: Arrange) -> None:
    (body,) = texts(one(arrange, "# T\n\n- ### First: a thing\n- ### Second"), "body")
    assert [made.text for made in body.paragraphs] == ["First: a thing", "Second"]
    assert all(made.bullet for made in body.paragraphs)


def test_the_end_of_a_line_in_html_is_no_break(arrange: Arrange) -> None:
    scene = one(arrange, "---\nmarp: true\n---\n# T\n\n<div>\n<b>Goal</b><br>\nHelp\nothers\n</div>")
    (body,) = texts(scene, "body")
    assert [made.text for made in body.paragraphs] == ["Goal\u2028Help others"]


def test_a_directive_for_the_ground_wins_over_a_gradient_of_the_style_sheet(arrange: Arrange) -> None:
    style = "<style>section { background: linear-gradient(180deg, #fff, #eef2ff); color: #222 }</style>\n\n"
    text = "---\nbackgroundColor: '#111827'\ncolor: white\n---\n" + style + "# T\n\n```python\nx = call(1)\n```"
    scene = one(arrange, text)
    assert scene.background == Color("#111827")
    (code,) = [item for item in flat(scene.items) if isinstance(item, Group) and item.role == "code"]
    fill = ground(code).fill
    assert isinstance(fill, Color) and contrast(fill, Color("#111827")) < 1.4, "a listing's ground belongs to the slide's"
    assert all(contrast(run.color, fill) > 3 for text in texts(scene, "code") for made in text.paragraphs for run in made.runs)


def test_marks_follow_the_colour_that_the_author_gives_headings(arrange: Arrange) -> None:
    scene = one(arrange, "<style>h1 { color: #4f46e5 }</style>\n\n# T\n\n- a\n- b")
    (body,) = texts(scene, "body")
    assert {made.bullet.color.hex for made in body.paragraphs if made.bullet} == {"#4f46e5"}
    grey = one(arrange, "<style>h1 { color: #333 }</style>\n\n# T\n\n- a\n- b")
    (body,) = texts(grey, "body")
    assert {made.bullet.color.hex for made in body.paragraphs if made.bullet} == {bullet(arrange)}


def bullet(arrange: Arrange) -> str:
    (body,) = texts(one(arrange, "# T\n\n- a"), "body")
    assert body.paragraphs[0].bullet
    return body.paragraphs[0].bullet.color.hex


def test_quotations_on_the_ground_that_css_gives_them(arrange: Arrange) -> None:
    scene = one(arrange, "<style>blockquote { border-left: 8px solid #00aa00; background: #eeffee }</style>\n\n# T\n\nBefore\n\n> said")
    (panel,) = panels(scene)
    assert ground(panel).fill == Color("#eeffee")
    assert isinstance(panel.items[1], Shape) and panel.items[1].fill == Color("#00aa00")


def test_columns_of_ones_own_in_a_grid_of_a_class(arrange: Arrange) -> None:
    style = "<style>.g { display: grid; grid-template-columns: 1fr 1fr } .card { background: #eee }</style>\n\n# T\n\n"
    cells = "".join(f'<div class="card">{word}</div>\n' for word in ("a", "b", "c"))
    scene = one(arrange, style + f'<div class="g" style="grid-template-columns: repeat(3, 1fr)">\n{cells}</div>')
    assert len({panel.box.y for panel in panels(scene)}) == 1 and len({panel.box.x for panel in panels(scene)}) == 3


def test_large_words_stay_large_where_there_is_too_much(arrange: Arrange) -> None:
    style = "<style>.stat { font-size: 250% }</style>\n\n# T\n\n"
    words = "\n\n".join("word " * 40 for _ in range(9))
    scene = one(arrange, style + f'<div class="stat">99 %</div>\n\n{words}')
    sizes = {run.text.strip()[:4]: run.font.size for text in texts(scene, "body") for made in text.paragraphs for run in made.runs}
    assert sizes["word"] < 18 and sizes["99 %"] > 1.8 * sizes["word"]


def test_a_colour_for_the_background_as_reveal_and_slidev_have_it(arrange: Arrange) -> None:
    assert one(arrange, '<!-- .slide: data-background="#7a0000" -->\n\n## T\n\nNote: n').background == Color("#7a0000")
    assert one(arrange, "---\nbackground: black\nlayout: cover\n---\n\n# T").background == Color("#000000")


def test_words_that_can_hardly_be_seen_are_a_problem(arrange: Arrange) -> None:
    style = "<style>section { background: #f7faf8 } h1 { color: white } .tag { color: white; background: #222 }</style>\n\n"
    (problem,) = (p for p in one(arrange, style + "# Title\n\n- words").problems if p.code == "faint-words")
    assert "#ffffff" in problem.message and "#f7faf8" in problem.message and "Title" in problem.message
    seen = one(arrange, style + '## Title\n\n<span class="tag">NLP</span> is seen')
    assert "faint-words" not in [p.code for p in seen.problems]

"""Slides that are called a cover, a chapter or the end by their class, single long words, and drawings that fill a slide."""

from __future__ import annotations

from pathlib import Path

import pytest

from presenter.scene import Color, Picture, Shape
from tests.layout.conftest import Arrange, flat, texts
from tests.layout.test_arrange import picture


@pytest.mark.parametrize(
    ("name", "layout"),
    [("cover", "title"), ("cover_c", "title"), ("titlepage", "title"), ("chapter", "section"), ("Divider", "section"), ("lastpage", "end")],
)
def test_a_slide_of_few_words_is_what_its_class_says(name: str, layout: str, arrange: Arrange) -> None:
    deck = f'---\nmarp: true\n---\n# First\n\ntext\n\n- a\n\n---\n<!-- _class: {name} -->\n# A\n\n## B\n\n<div class="meta">\n\nwho\n\n</div>\n'
    assert arrange(deck)[1].layout == layout
    assert arrange(deck + "\n- a list\n- of more\n")[1].layout not in ("title", "section", "end")


@pytest.mark.parametrize(
    "word", ["`@ExperimentalCoroutinesApi`", "`" + "m" * 25 + "`", "`" + "m" * 31 + "`", "Donaudampfschifffahrtsgesellschaft"]
)
def test_a_title_of_one_word_is_never_torn(word: str, arrange: Arrange) -> None:
    for text in (f"# First\n\n---\n\n## {word}\n", f"# First\n\n---\n\n## {word}\n\ntext\n"):
        (title,) = texts(arrange(text)[1], "title")
        assert len(title.lines) == 1


def test_of_a_drawing_alone_nothing_is_cut_off_and_a_photograph_fills_the_slide(arrange: Arrange, tmp_path: Path) -> None:
    for name, cut in (("a.png", False), ("a.jpg", True)):
        picture(tmp_path / name, (800, 520))
        (shown,) = (item for item in flat(arrange(f"# First\n\n---\n\n![]({name})\n")[1].items) if isinstance(item, Picture))
        assert any(shown.crop) == cut


def test_a_picture_that_cannot_be_had_leaves_a_titles_words(arrange: Arrange) -> None:
    scene = arrange("# First\n\n---\n\n## ![logo](https://x.example/a.png) Words\n\ntext\n")[1]
    (title,) = texts(scene, "title")
    assert title.paragraphs[0].text == "Words" and [p.code for p in scene.problems] == ["picture-remote"]
    (alone,) = texts(arrange("# First\n\n---\n\n## ![logo](none.png)\n\ntext\n")[1], "title")
    assert alone.paragraphs[0].text == "[logo]"


def test_borders_and_capitals_of_an_element_s_own_style_are_drawn(arrange: Arrange) -> None:
    scene = arrange('# A\n\n---\n\n## B\n\n<div style="border-top: 4px solid #059669; text-transform: uppercase">\n\nwords\n\n</div>\n')[1]
    bars = [item for item in flat(scene.items) if isinstance(item, Shape) and item.box.h == pytest.approx(3.0, abs=0.1)]
    assert [bar.fill.hex for bar in bars if isinstance(bar.fill, Color)] == ["#059669"]
    assert any(t.paragraphs[0].runs[0].font.caps for t in texts(scene))


def test_the_bar_under_a_cover_that_the_css_centres_is_centred(arrange: Arrange) -> None:
    deck = "---\ntheme: uncover\nmarp: true\nstyle: |\n  section.lead h1 { text-align: center }\n---\n<!-- _class: lead -->\n\n# A\n\na\n"
    scene = arrange(deck)[0]
    bars = [s.box for s in scene.behind if isinstance(s, Shape) and s.box.h < 10 and 8 < s.box.w < 190]
    assert len(bars) == 1 and bars[0].x + bars[0].w / 2 == pytest.approx(480, abs=1)


def test_the_number_of_a_pair_is_large_unless_the_css_says_what_it_is(arrange: Arrange) -> None:
    pair = '\n# A\n\n---\n\n## B\n\n<div class="kpi"><div class="value">43%</div><div class="label">growth</div></div>\n'
    sizes = []
    for style in ("", "<style>.value { color: #123456 }</style>\n"):
        runs = [run for text in texts(arrange(style + pair)[1]) for p in text.paragraphs for run in p.runs if run.text == "43%"]
        sizes.append(runs[0].font.size)
    assert sizes[0] > 1.8 * sizes[1]


def test_a_title_as_long_as_a_chapter_is_told_and_its_letters_keep_apart(arrange: Arrange) -> None:
    """What is drawn nearer in large letters is drawn nearer by as much less in small ones."""
    scene = arrange(f"# First\n\n---\n\n## {'word ' * 600}\n\ntext\n", "dark")[1]
    (title,) = texts(scene, "title")
    (short,) = texts(arrange("# First\n\n---\n\n## word\n\ntext\n", "dark")[1], "title")
    small, usual = title.paragraphs[0].runs[0].font, short.paragraphs[0].runs[0].font
    assert small.size < usual.size / 3
    assert small.tracking == pytest.approx(usual.tracking * small.size / usual.size, abs=0.05)
    told = [problem for problem in scene.problems if problem.code == "overflow"]
    assert [problem.line for problem in told] == [1]  # counted in the slide
    assert not [problem for problem in arrange("# First\n\n## word\n\ntext\n")[0].problems if problem.code == "overflow"]


def test_a_cover_on_a_dark_ground_is_centred_as_the_css_has_it(arrange: Arrange) -> None:
    style = "style: |\n  section { background: #0a0a1a; color: white }\n  section.lead { text-align: center }\n"
    scene = arrange(f"---\nmarp: true\n{style}---\n<!-- _class: lead -->\n\n# A\n\nb\n")[0]
    assert scene.layout == "title" and {p.align for text in texts(scene) for p in text.paragraphs} == {"center"}


def test_a_fitted_heading_over_a_picture_is_large(arrange: Arrange, tmp_path: Path) -> None:
    picture(tmp_path / "a.png", (800, 520))
    sizes = []
    for fit in ("", "<!-- fit --> "):
        (title,) = texts(arrange(f"# First\n\n---\n\n# {fit}Scrabble\n\n![bg 79%](a.png)\n")[1], "title")
        sizes.append(title.paragraphs[0].runs[0].font.size)
    assert sizes[1] > 1.5 * sizes[0]


def test_the_line_that_the_css_draws_under_a_title_is_drawn(arrange: Arrange) -> None:
    style = "---\nmarp: true\nstyle: |\n  h1 { border-bottom: 4px solid #d5c6e0 }\n  section.lead h1 { border: none }\n---\n"
    (lead,) = arrange(f"{style}<!-- _class: lead -->\n\n# Cover\n\nt\n")
    assert not [i for i in flat(lead.items) if isinstance(i, Shape) and i.fill == Color("#d5c6e0")]
    cover, one, two, other = arrange(f"{style}# Cover\n\nt\n\n---\n\n# A\n\n- b\n\n---\n\n# {'long ' * 16}\n\n- b\n\n---\n\n## A\n\n- b\n")
    drawn = [[i.box for i in flat(s.items) if isinstance(i, Shape) and i.fill == Color("#d5c6e0")] for s in (cover, one, two, other)]
    assert [len(boxes) for boxes in drawn] == [1, 1, 1, 0]
    for scene, (line,) in ((one, drawn[1]), (two, drawn[2])):
        title, body = texts(scene, "title")[0], texts(scene, "body")[0]
        last = title.lines[-1]
        assert title.box.y + last.baseline < line.y < line.bottom < body.box.y and line.h == pytest.approx(3.0)


def test_a_cover_by_its_class_may_say_more(arrange: Arrange) -> None:
    said = "# A\n\n" + "word " * 70 + "\n"
    assert arrange(f"<!-- _class: cover -->\n\n{said}")[0].layout == "title" and arrange(said)[0].layout == "content"


def test_a_logo_above_the_first_title_leaves_the_slide_a_cover(arrange: Arrange, tmp_path: Path) -> None:
    picture(tmp_path / "logo.png", (300, 100))
    scene = arrange("---\nmarp: true\n---\n![logo](logo.png)\n\n# Company update\n\n## Q3\n\nwho\n")[0]
    (logo,) = (item for item in flat(scene.items) if isinstance(item, Picture))
    assert scene.layout == "title" and logo.box.right == pytest.approx(900, abs=1) and logo.box.bottom < texts(scene, "title")[0].box.bottom

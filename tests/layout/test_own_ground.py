"""A slide on a ground of its own: everything on it can be read, and everything on it lines up."""

from __future__ import annotations

import pytest

from presenter.scene import Color, Text
from presenter.theme.colors import contrast
from tests.layout.conftest import Arrange


@pytest.mark.parametrize("ground", ["#12385a", "white", "black", "#f5e9c9", "darkgreen"])
@pytest.mark.parametrize("text", ["", "<!-- _color: orange -->\n"])
@pytest.mark.parametrize("inverted", ["", "<!-- _class: invert -->\n"])
def test_footers_can_be_read_on_the_author_s_ground(arrange: Arrange, ground: str, text: str, inverted: str) -> None:
    head = f"---\nfooter: at the foot\npaginate: true\n---\n\n# T\n\n---\n\n<!-- _backgroundColor: {ground} -->\n{text}{inverted}"
    scene = arrange(head + "\n## Title\n\nwords")[1]
    assert isinstance(scene.background, Color)
    found = [item for item in scene.items if isinstance(item, Text) and item.role in ("footer", "number")]
    assert len(found) == 2
    for item in found:
        assert contrast(item.paragraphs[0].runs[0].color, scene.background) >= 3


def test_white_words_on_a_picture_have_a_light_footer(arrange: Arrange) -> None:
    head = "---\nfooter: at the foot\n---\n\n# T\n\n---\n\n<!-- _color: white -->\n![bg](gone.png)\n\n## Title\n\nwords"
    footer = next(item for item in arrange(head)[1].items if isinstance(item, Text) and item.role == "footer")
    assert contrast(footer.paragraphs[0].runs[0].color, Color("#000000")) > 6


@pytest.mark.parametrize("side", ["left", "right", "left:30%", "right:70%"])
def test_beside_a_split_background_edges_line_up(arrange: Arrange, side: str) -> None:
    head = (
        f"---\nfooter: at the foot\nheader: at the head\npaginate: true\n---\n\n# T\n\n---\n\n![bg {side}](gone.png)\n\n## Title\n\nwords"
    )
    scene = arrange(head)[1]
    boxes = {item.role: item.box for item in scene.items if isinstance(item, Text)}
    assert boxes["title"].x == pytest.approx(boxes["footer"].x) == pytest.approx(boxes["header"].x)
    assert boxes["title"].right == pytest.approx(boxes["number"].right)
    assert boxes["footer"].right <= boxes["number"].right


def test_white_words_on_a_picture_stay_white_where_the_theme_would_have_dark_ones(arrange: Arrange) -> None:
    head = "---\ntheme: bold\n---\n\n# T\n\n---\n\n<!-- _color: white -->\n![bg](gone.png)\n\n# Title"
    scene = arrange(head)[1]
    title = next(item for item in scene.items if isinstance(item, Text) and item.role == "title")
    assert scene.layout == "picture-full"
    assert title.paragraphs[0].runs[0].color.hex == "#ffffff"


def test_a_number_that_stands_first_keeps_its_room_beside_a_split_background(arrange: Arrange) -> None:
    head = "---\ntheme: corporate\nfooter: at the foot\npaginate: true\n---\n\n# T\n\n---\n\n![bg right](gone.png)\n\n## Title\n\nwords"
    boxes = {item.role: item.box for item in arrange(head)[1].items if isinstance(item, Text)}
    assert boxes["number"].right <= boxes["footer"].x
    assert boxes["number"].x == pytest.approx(boxes["title"].x)


@pytest.mark.parametrize("side", ["left:42%", "right:42%", "right:70%"])
def test_a_foot_line_of_three_cells_stays_three_beside_a_split_background(arrange: Arrange, side: str) -> None:
    head = f"---\ntheme: academic\nfooter: talk\nheader: part\npaginate: true\n---\n\n# T\n\n---\n\n![bg {side}](gone.png)\n\n## Title\n\nwords"
    boxes = {item.role: item.box for item in arrange(head)[1].items if isinstance(item, Text)}
    assert boxes["footer"].right <= boxes["header"].x < boxes["header"].right <= boxes["number"].x
    assert boxes["footer"].x == pytest.approx(boxes["title"].x)
    assert boxes["number"].right == pytest.approx(boxes["title"].right)


@pytest.mark.parametrize("slide", ["# Alone", "![bg](gone.png)\n\n# On a picture", "<!-- _class: invert -->\n\n# Other colours"])
def test_what_css_says_of_the_whole_slide_holds_where_the_theme_turns_its_colours_too(arrange: Arrange, slide: str) -> None:
    head = "---\nmarp: true\nstyle: 'section { text-align: center; font-size: 40px }'\n---\n\n# T\n\n---\n\n"
    plain, turned = arrange(head + "# Alone\n\n---\n\n" + slide)[1:]
    titles = [next(item for item in scene.items if isinstance(item, Text) and item.role == "title") for scene in (plain, turned)]
    assert [title.paragraphs[0].align for title in titles] == ["center", "center"]
    sizes = [title.paragraphs[0].runs[0].font.size for title in titles]
    assert sizes[0] == sizes[1]

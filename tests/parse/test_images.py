"""Pictures: Marp's keywords, backgrounds, lengths, CSS backgrounds."""

from __future__ import annotations

import pytest

from presenter.model import Background, Figure, ImageRef, Length, Paragraph, Slide
from presenter.parse.deck import parse
from presenter.parse.images import background_from_css, length


def slide(text: str) -> Slide:
    return parse(text).slides[0]


def image(text: str) -> ImageRef:
    block = slide(text).blocks[0]
    assert isinstance(block, Figure)
    return block.images[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("300", Length(225.0)),
        ("300px", Length(225.0)),
        ("2in", Length(144.0)),
        ("10mm", Length(72 / 2.54)),
        ("50%", Length(50.0, "%")),
        (".5in", Length(36.0)),
        ("auto", None),
        ("", None),
        ("-5px", None),
        ("5furlong", None),
        ("1e9", None),
        ("9" * 40, None),
    ],
)
def test_lengths(text: str, expected: Length | None) -> None:
    assert length(text) == expected


def test_sizes_are_taken_out_of_the_alt_text() -> None:
    found = image("![w:300 a boat height:50%](x.png)")
    assert (found.alt, found.width, found.height) == ("a boat", Length(225.0), Length(50.0, "%"))


def test_words_that_are_no_keywords_stay() -> None:
    assert image("![fit for a king: left bank](x.png)").alt == "fit for a king: left bank"
    assert image("![blurred w:wide](x.png)").alt == "blurred w:wide"


def test_filters_with_and_without_values() -> None:
    found = image("![blur brightness:.8 sepia:50% drop-shadow:0,5px,10px,rgba(0,0,0,.4) sea](x.png)")
    assert found.filters == (("blur", "10px"), ("brightness", ".8"), ("sepia", "50%"), ("drop-shadow", "0 5px 10px rgba(0,0,0,.4)"))
    assert found.alt == "sea"


def test_sizes_in_attributes() -> None:
    found = image("![a](x.png){width=50% height=100px}")
    assert (found.width, found.height) == (Length(50.0, "%"), Length(75.0))


def test_backgrounds_leave_the_text() -> None:
    read = slide("# A\n\n![bg](x.png)\n\ntext ![bg contain blur:2px the sea](y.png)\n\n![](z.png)")
    assert read.backgrounds == (
        Background(ImageRef("x.png", line=2)),
        Background(ImageRef("y.png", "the sea", filters=(("blur", "2px"),), line=4), "contain"),
    )
    assert [type(block).__name__ for block in read.blocks] == ["Heading", "Paragraph", "Figure"]
    assert isinstance(read.blocks[1], Paragraph) and read.blocks[1].spans[-1].text == "text"
    assert read.split is None and read.split_direction == "row"


@pytest.mark.parametrize(
    ("words", "fit", "scale"),
    [("", "cover", None), ("fit", "contain", None), ("auto", "auto", None), ("150%", "cover", 1.5), ("contain cover", "cover", None)],
)
def test_background_sizes(words: str, fit: str, scale: float | None) -> None:
    (ground,) = slide(f"![bg {words}](x.png)").backgrounds
    assert (ground.fit, ground.scale) == (fit, scale)


@pytest.mark.parametrize(
    ("words", "split"), [("left", ("left", 0.5)), ("right:33%", ("right", 0.33)), ("left:20% right", ("right", 0.5)), ("right:33", None)]
)
def test_split_backgrounds(words: str, split: tuple[str, float] | None) -> None:
    assert slide(f"![bg {words}](x.png)").split == split


def test_several_backgrounds_and_vertical() -> None:
    read = slide("![bg](a.png)\n![bg vertical left:40%](b.png)")
    assert (len(read.backgrounds), read.split, read.split_direction) == (2, ("left", 0.4), "column")
    assert read.blocks == ()


def test_reference_style_and_missing_backgrounds() -> None:
    assert slide("![bg opacity:0.1][x]\n\n[x]: sea.png").backgrounds[0].image.src == "sea.png"
    assert slide("`![bg](x.png)`").backgrounds == ()


def test_colours_as_backgrounds() -> None:
    read = slide("![bg](#fff)\n\ntext")
    assert (read.backgrounds, read.settings.background_color) == ((), "#fff")
    assert slide("![bg](red)").settings.background_color == "red"


def test_backgrounds_by_directive() -> None:
    read = slide("<!-- backgroundImage: url('a b.png') -->\n<!-- backgroundSize: contain -->\n<!-- backgroundPosition: top -->\nx")
    assert read.backgrounds == (Background(ImageRef("a b.png"), "contain", None, "top"),)
    read = slide("<!-- backgroundImage: linear-gradient(to right, red, blue) -->\n<!-- backgroundColor: #123 -->\nx")
    assert (read.backgrounds, read.settings.background, read.settings.background_color) == (
        (),
        "linear-gradient(to right, red, blue)",
        "#123",
    )
    assert slide("<!-- backgroundImage: url(a.png) -->\n![bg](b.png)").backgrounds[0].image.src == "b.png"


@pytest.mark.parametrize(
    ("css", "pictures", "rest"),
    [
        ("url(a.png)", ["a.png"], ""),
        ('url("a(1).png"), url(b.png)', ["a(1).png", "b.png"], ""),
        ("#fff url(a.png) no-repeat center", ["a.png"], ""),
        ("teal", [], "teal"),
        ("none", [], ""),
        ("", [], ""),
        ("images/sea.jpg", ["images/sea.jpg"], ""),
        ("https://example.org/x", ["https://example.org/x"], ""),
        ("radial-gradient(red, blue)", [], "radial-gradient(red, blue)"),
    ],
)
def test_css_backgrounds(css: str, pictures: list[str], rest: str) -> None:
    found, left = background_from_css(css)
    assert ([ground.image.src for ground in found], left) == (pictures, rest)


def test_heading_attributes_make_backgrounds() -> None:
    read = slide('# A {background-image="sea.png" background-size=contain background-color="#eee"}')
    assert read.backgrounds == (Background(ImageRef("sea.png"), "contain"),) and read.settings.background_color == "#eee"


def test_pictures_in_lists_tables_and_columns() -> None:
    read = slide("- ![w:10px](a.png) x\n\n| ![h:20](b.png) |\n|---|\n| y |\n\n::: columns\n::: column\n![bg](c.png)\n:::\n:::\n")
    assert [ground.image.src for ground in read.backgrounds] == ["c.png"]
    assert "w:10px" not in repr(read.blocks) and "h:20" not in repr(read.blocks)

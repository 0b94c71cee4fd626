"""Words on full background pictures can be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from presenter.scene import Color, Gradient, Scene, Shape
from presenter.theme.colors import contrast
from tests.layout.conftest import Arrange, texts

TITLE = "# T\n\n---\n\n"


def flat_picture(path: Path, level: int) -> None:
    from PIL import Image

    Image.new("RGB", (1600, 900), (level, level, level)).save(path)


def busy_picture(path: Path) -> None:
    from PIL import Image

    made = Image.new("RGB", (1600, 900), "white")
    for x in range(0, 1600, 400):
        made.paste("black", (x, 0, x + 200, 900))
    made.save(path)


def ink(scene: Scene) -> Color:
    return texts(scene, "title")[0].paragraphs[0].runs[0].color


def veils(scene: Scene) -> list[Shape]:
    return [i for i in scene.behind if isinstance(i, Shape) and i.role == "scrim"]


def at_the_words(veil: Shape) -> Color:
    """A veil's colour where it is thickest; one that fades into the picture is so where the words are."""
    return max((color for _, color in veil.fill.stops), key=lambda c: c.alpha) if isinstance(veil.fill, Gradient) else _plain(veil)


def _plain(veil: Shape) -> Color:
    assert isinstance(veil.fill, Color)
    return veil.fill


@pytest.mark.parametrize(("level", "theme"), [(20, "light"), (240, "light"), (20, "dark"), (240, "dark")])
def test_text_turns_light_on_dark_pictures_and_dark_on_light_ones(arrange: Arrange, tmp_path: Path, level: int, theme: str) -> None:
    flat_picture(tmp_path / "a.png", level)
    scene = arrange(TITLE + "## Words\n\nmore words\n\n![bg](a.png)", theme)[1]
    assert contrast(ink(scene), Color(f"#{level:02x}" + f"{level:02x}" * 2)) >= 4.5
    assert not veils(scene)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_busy_picture_gets_a_veil_no_thicker_than_needed(arrange: Arrange, tmp_path: Path, theme: str) -> None:
    busy_picture(tmp_path / "a.png")
    scene = arrange(TITLE + "## Words that go over all of the stripes of it\n\nmore words\n\n![bg](a.png)", theme)[1]
    (veil,) = veils(scene)
    assert 0.15 <= at_the_words(veil).alpha <= 0.75
    ours = arrange(TITLE + "<!-- _class: no-scrim -->\n## Words that go over all of the stripes of it\n\n![bg](a.png)", theme)[1]
    assert not veils(ours)


def test_an_authors_dim_picture_and_colour_are_left_alone(arrange: Arrange, tmp_path: Path) -> None:
    flat_picture(tmp_path / "a.png", 230)
    dim = arrange(TITLE + "<!-- _color: white -->\n## Words\n\n![bg brightness:0.2](a.png)")[1]
    assert ink(dim).hex == "#ffffff" and not veils(dim)
    faint = arrange(TITLE + "## Words\n\n![bg opacity:0.1](a.png)")[1]
    assert not veils(faint)


def test_a_picture_at_the_side_needs_none(arrange: Arrange, tmp_path: Path) -> None:
    busy_picture(tmp_path / "a.png")
    assert not veils(arrange(TITLE + "## Words\n\n![bg right](a.png)")[1])


def test_words_of_middle_tone_on_a_pale_picture_are_the_authors_own_affair(arrange: Arrange, tmp_path: Path) -> None:
    flat_picture(tmp_path / "a.png", 120)
    css = "<style>h2 { color: #7d8ca3 } section { color: #333; background-color: #fff }</style>\n"
    scene = arrange(TITLE + css + "## Words\n\nmore words\n\n![bg opacity:0.1](a.png)")[1]
    assert all(at_the_words(v).hex == "#ffffff" for v in veils(scene))


THEMES = ["academic", "bold", "corporate", "dark", "editorial", "light", "plain", "public", "technical", "workshop"]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("level", [20, 240])
def test_a_heading_alone_on_a_picture_can_be_read_in_every_theme(arrange: Arrange, tmp_path: Path, level: int, theme: str) -> None:
    flat_picture(tmp_path / "a.png", level)
    scene = arrange(TITLE + "# Words\n\n![bg](a.png)", theme)[1]
    shade = float(level)
    for veil in veils(scene):
        assert veil.box.y <= texts(scene, "title")[0].box.y + texts(scene, "title")[0].lines[0].top
        color = at_the_words(veil)
        shade += (int(color.hex[1:3], 16) - shade) * color.alpha
    assert contrast(ink(scene), Color("#" + f"{round(shade):02x}" * 3)) >= 3


def test_running_words_on_a_layout_s_bright_picture_get_a_veil_and_a_title_alone_none(arrange: Arrange, tmp_path: Path) -> None:
    from PIL import Image

    Image.new("RGB", (1600, 900), "#f4f4f4").save(tmp_path / "bright.jpg")
    words, alone = (arrange(f"<!-- _layout: picture-full -->\n## T\n\n{text}\n\n![alt](bright.jpg)")[0] for text in ("Some words.", ""))
    veils = [[i for i in scene.items if isinstance(i, Shape) and i.role == "scrim"] for scene in (words, alone)]
    assert len(veils[0]) == len(veils[1]) + 1


@pytest.mark.parametrize(("layout", "low"), [("picture-full", True), ("content", False)])
def test_a_veil_is_only_where_the_words_are(arrange: Arrange, tmp_path: Path, layout: str, low: bool) -> None:
    busy_picture(tmp_path / "a.png")
    scene = arrange(TITLE + f"<!-- _layout: {layout} -->\n## Words that go over all of the stripes of it\n\n![bg](a.png)")[1]
    (veil,) = veils(scene)
    assert isinstance(veil.fill, Gradient) and veil.box.h < 0.7 * scene.size[1]
    assert (veil.box.bottom == scene.size[1]) is low and (veil.box.y == 0.0) is not low
    ends = [color.alpha for _, color in veil.fill.stops]
    assert min(ends) == 0.0 and ends[0 if low else -1] == 0.0


def test_a_heading_alone_on_a_picture_leaves_the_picture_free(arrange: Arrange, tmp_path: Path) -> None:
    flat_picture(tmp_path / "a.png", 240)
    scene = arrange(TITLE + "# Words\n\n![bg](a.png)")[1]
    assert scene.layout == "picture-full" and "picture" in scene.why
    assert arrange(TITLE + "<!-- _class: lead -->\n# Words\n\n![bg](a.png)")[1].layout == "lead"
    assert arrange(TITLE + "# Words\n\n![bg right](a.png)")[1].layout == "section"

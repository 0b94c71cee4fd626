"""Painting: what stands in a Scene is what is seen, at the step shown, on every device."""

from __future__ import annotations

import gc
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from presenter.qt import fonts, render
from presenter.qt.images import Images
from presenter.qt.paint import link_at, links, paint
from presenter.qt.path import painter_path
from presenter.qt.text import qcolor
from presenter.scene import Bullet, Color, Font, Gradient, Group, Image, Inline, Picture, Rect, Run, Scene, Shape, Text
from tests.qt.pixels import columns, differences, ink, same_pixels
from tests.scenes import INK, content, item, paragraph, run, scene, text

pytestmark = pytest.mark.usefixtures("app")

RED, GREEN, BLUE, WHITE = Color("#ff0000"), Color("#00ff00"), Color("#0000ff"), Color("#ffffff")
BLACK = Color("#000000")


def small(*items: object, size: tuple[float, float] = (8, 4), **more: object) -> Scene:
    """A slide of a few points."""
    return scene(*items, size=size, **more)  # type: ignore[arg-type]


def picture_file(path: Path, colors: str = "RG/BY", scale: int = 10) -> Image:
    """A PNG of squares of these colours."""
    rows = colors.split("/")
    image = QImage(len(rows[0]) * scale, len(rows) * scale, QImage.Format.Format_RGB32)
    named = {"R": "#ff0000", "G": "#00ff00", "B": "#0000ff", "Y": "#ffff00", "W": "#ffffff"}
    for y in range(image.height()):
        for x in range(image.width()):
            image.setPixelColor(x, y, QColor(named[rows[y // scale][x // scale]]))
    assert image.save(str(path))
    return Image(str(path), "png", image.width() * 0.75, image.height() * 0.75, path, pixels=(image.width(), image.height()))


# ---------------------------------------------------------------- shapes


def test_fills_lie_on_whole_pixels() -> None:
    drawn = small(Shape(Rect(1, 1, 2, 2), fill=RED), Shape(Rect(4.2, 0.9, 2.1, 2.2), fill=BLUE))
    same_pixels(render.draw(drawn, 8, 4), "________ _RR_BB__ _RR_BB__ ________")


def test_thin_lines_never_vanish() -> None:
    across = Shape(Rect(0, 1.5, 8, 0), "line", stroke=RED, stroke_width=0.2)
    drawn = small(across, Shape(Rect(5.5, 0, 0, 4), "line", stroke=BLUE, stroke_width=0.2))
    image = render.draw(drawn, 8, 4)
    rows = [y for y in range(4) if image.pixelColor(0, y).name() == "#ff0000"]
    assert len(rows) == 1
    assert sum(image.pixelColor(x, 3 if rows[0] != 3 else 0).name() == "#0000ff" for x in range(8)) == 1


def test_later_items_cover_earlier_ones_and_groups_keep_order() -> None:
    inner = Group((Shape(Rect(0, 0, 4, 4), fill=GREEN),), Rect(0, 0, 4, 4))
    drawn = small(Shape(Rect(0, 0, 8, 4), fill=RED), inner, Shape(Rect(2, 0, 4, 4), fill=BLUE))
    same_pixels(render.draw(drawn, 8, 4), "GGBBBBRR " * 4)


def test_steps_hide_what_comes_later() -> None:
    late = Group((Shape(Rect(4, 0, 4, 4), fill=BLUE),), Rect(4, 0, 4, 4), step=1)
    nested = Group((Shape(Rect(0, 0, 2, 4), fill=GREEN, step=2),), Rect(0, 0, 8, 4))
    drawn = small(late, nested, steps=2)
    same_pixels(render.draw(drawn, 8, 4, 0), "________ " * 4)
    same_pixels(render.draw(drawn, 8, 4, 1), "____BBBB " * 4)
    same_pixels(render.draw(drawn, 8, 4, 2), "GG__BBBB " * 4)
    same_pixels(render.draw(drawn, 8, 4), "GG__BBBB " * 4)


def test_the_ground_may_be_left_out() -> None:
    image = QImage(8, 4, QImage.Format.Format_RGB32)
    image.fill(QColor("#00ff00"))
    drawn = small(Shape(Rect(0, 0, 2, 4), fill=RED), behind=(Shape(Rect(4, 0, 2, 4), fill=BLUE),))
    painter = QPainter(image)
    paint(drawn, painter, behind=False)
    painter.end()
    same_pixels(image, "RRGGGGGG " * 4)


def test_a_gradient_reaches_its_ends_in_the_corners() -> None:
    fill = Gradient(0, ((0.0, RED), (1.0, BLUE)))
    image = render.draw(small(size=(100, 10), background=fill), 100, 10)
    assert image.pixelColor(0, 5).red() > 250 and image.pixelColor(99, 5).blue() > 250
    assert abs(image.pixelColor(50, 5).red() - 127) < 6
    down = render.draw(small(size=(100, 10), background=replace(fill, angle=90)), 100, 10)
    assert down.pixelColor(0, 0).red() > 235 and down.pixelColor(99, 0).red() > 235 and down.pixelColor(0, 9).blue() > 235
    slanted = render.draw(small(size=(100, 50), background=replace(fill, angle=45)), 100, 50)
    assert slanted.pixelColor(0, 0).red() > 250 and slanted.pixelColor(99, 49).blue() > 250


@pytest.mark.parametrize(
    "data, bounds",
    [
        ("M0 0H10V5H0Z", (0, 0, 10, 5)),
        ("m1 1 l8 0 0 4 -8 0z", (1, 1, 8, 4)),
        ("M0 5 A5 5 0 0 1 10 5 A5 5 0 0 1 0 5 Z", (0, 0, 10, 10)),
        ("M0 0C0 0 10 0 10 5S10 10 0 10Z", (0, 0, 10, 10)),
        ("M0 0Q5 10 10 0T20 0", (0, -5, 20, 10)),
        ("M1 2L3", (1, 2, 0, 0)),
        ("nonsense M 5", (0, 0, 0, 0)),
        ("", (0, 0, 0, 0)),
    ],
)
def test_path_data(data: str, bounds: tuple[float, ...]) -> None:
    box = painter_path(data).boundingRect()
    assert (box.x(), box.y(), box.width(), box.height()) == pytest.approx(bounds, abs=0.02)


@pytest.mark.parametrize("data", ["M0 0Z5 5", "A", "M 1e400 0 L 0 0", "Z Z Z", "M0,0 A 0 0 0 0 0 5 5", "T1 1", "S1 1 2 2"])
def test_broken_path_data_does_no_harm(data: str) -> None:
    painter_path(data)


# ---------------------------------------------------------------- text


def test_letters_fall_where_the_line_says() -> None:
    drawn = scene(text(Rect(100, 100, 400, 100), paragraph(run("H", 100, family="Arial", bold=True))))
    image = render.draw(drawn, 960, 540)
    item_ = drawn.items[0]
    assert isinstance(item_, Text)
    line = item_.lines[0]
    rows = [y for y in range(540) if ink(image, 0, y, 960, y + 1)]
    assert rows[-1] == pytest.approx(100 + line.baseline, abs=1.5)
    left, right = columns(image)
    assert 100 <= left < 115 and right <= 100 + line.width + 1


@pytest.mark.parametrize(
    "words, rtl",
    [
        ("مرحبا بالعالم", True),
        ("שלום עולם", True),
        ("日本語の文章", False),
        ("한국어 문장", False),
        ("नमस्ते दुनिया", False),
        ("สวัสดีชาวโลก", False),
        ("😀🎉", False),
        ("Ελληνικά Русский Việt", False),
        ("→ ⇒ ∑ ∫ ≤ ✓", False),
    ],
)
def test_scripts_show_no_boxes(words: str, rtl: bool) -> None:
    if not fonts.installed("Noto Sans CJK SC") or not fonts.installed("Noto Color Emoji"):
        pytest.skip("the Noto fonts are not installed")
    one = paragraph(words, rtl=rtl, align="right" if rtl else "left")
    assert fonts.missing(one) == ""
    image = render.draw(scene(text(Rect(50, 50, 860, 100), one)), 960, 540)
    boxes = render.draw(scene(text(Rect(50, 50, 860, 100), replace(one, runs=(run("\U0010fffd" * len(words)),)))), 960, 540)
    assert ink(image, 40, 40, 920, 160) > 100 and differences(image, boxes) > 100


def test_a_letter_no_font_has_is_missing() -> None:
    assert fonts.missing(paragraph("a\U0010fffd b\U0010fffd é")) == "\U0010fffd"


def test_emoji_are_in_colour() -> None:
    if not fonts.installed("Noto Color Emoji"):
        pytest.skip("no emoji font is installed")
    image = render.draw(scene(text(Rect(0, 0, 100, 100), paragraph(run("😀", 80))), size=(100, 100)), 100, 100)
    assert any(image.pixelColor(x, y).saturation() > 150 for x in range(0, 100, 3) for y in range(0, 100, 3))


def test_right_to_left_text_ends_at_the_right() -> None:
    one = paragraph("שלום", rtl=True, align="right")
    left, right = columns(render.draw(scene(text(Rect(100, 50, 700, 100), one)), 960, 540))
    assert right == pytest.approx(800, abs=4) and left > 600


def test_justified_text_reaches_both_sides() -> None:
    words = paragraph("the quick brown fox jumps over the lazy dog and goes home again", align="justify")
    box = text(Rect(100, 50, 300, 200), words)
    first = replace(box, lines=box.lines[:1])
    left, right = columns(render.draw(scene(first), 960, 540))
    assert left == pytest.approx(100, abs=4) and right == pytest.approx(400, abs=4)


def test_bullets_are_drawn_once_and_left_of_the_text() -> None:
    box = text(Rect(100, 50, 300, 200), item(run("words that wrap over to another line", color=BLUE)))
    image = render.draw(scene(box), 960, 540)
    accent = [(x, y) for x in range(95, 130) for y in range(50, 200) if image.pixelColor(x, y).name() == "#2563eb"]
    assert accent and max(y for _, y in accent) < 50 + 28.8 and max(x for x, _ in accent) < 126


@pytest.mark.parametrize("checked", [True, False])
def test_task_boxes(checked: bool) -> None:
    mark = Bullet("☑", Font("Calibri", 24), RED, form="task", checked=checked)
    image = render.draw(scene(text(Rect(10, 10, 300, 60), item("x", bullet=mark)), size=(320, 80)), 960, 240)
    red = sum(image.pixelColor(x, y).name() == "#ff0000" for x in range(110) for y in range(240))
    assert (red > 900) is checked and red > 300


def test_paragraphs_wait_for_their_step_and_dim_after_it() -> None:
    one = paragraph(run("MMM", color=BLACK), step=1, dim=((2, 3),))
    drawn = scene(text(Rect(0, 0, 100, 40), one), size=(100, 40), steps=3)
    assert ink(render.draw(drawn, 100, 40, 0)) == 0

    def darkest(step: int | None) -> int:
        image = render.draw(drawn, 100, 40, step)
        return min(image.pixelColor(x, y).value() for x in range(100) for y in range(40))

    assert darkest(1) < 10 and darkest(3) < 10 and darkest(None) < 10
    assert 180 < darkest(2) < 200


def test_looks_change_pixels() -> None:
    def draw(**look: object) -> QImage:
        return render.draw(scene(text(Rect(0, 0, 200, 50), paragraph("a ", run("word", **look))), size=(200, 50)), 400, 100)

    plain = draw()
    looks = ({"bold": True}, {"italic": True}, {"underline": True}, {"strike": True}, {"baseline": 0.33}, {"baseline": -0.2})
    looks += ({"highlight": Color("#ffff00")}, {"caps": True}, {"tracking": 3.0}, {"color": RED}, {"family": "Consolas"})  # type: ignore[assignment]
    pictures = [draw(**look) for look in looks]
    for index, one in enumerate(pictures):
        assert differences(one, plain) > 20, looks[index]
        assert all(differences(one, other) > 10 for other in pictures[index + 1 :])


def test_a_superscript_is_raised_by_its_share_and_smaller() -> None:
    def rows(baseline: float) -> list[int]:
        letter = run("H", 90, family="Arial", baseline=baseline)
        image = render.draw(scene(text(Rect(10, 50, 400, 150), paragraph(letter)), size=(420, 250)), 420, 250)
        return [y for y in range(250) if ink(image, 0, y, 420, y + 1)]

    flat, raised, lowered = rows(0.0), rows(0.33), rows(-0.2)
    assert flat[-1] - raised[-1] == pytest.approx(0.33 * 90, abs=2)
    assert lowered[-1] - flat[-1] == pytest.approx(0.2 * 90, abs=2)
    assert len(raised) == pytest.approx(len(flat) * 2 / 3, abs=2)


def test_a_formula_stands_in_its_line(tmp_path: Path) -> None:
    image = picture_file(tmp_path / "p.png", "R")
    formula = Run("\ufffc", Font("Calibri", 24), INK, inline=Inline(image, 30, 20, 5))
    drawn = scene(text(Rect(10, 10, 300, 60), paragraph("ab ", formula, " cd")), size=(320, 80))
    line = drawn.items[0].lines[0]  # type: ignore[union-attr]
    picture = render.draw(drawn, 320, 80)
    red = [(x, y) for x in range(320) for y in range(80) if picture.pixelColor(x, y).name() == "#ff0000"]
    top, bottom = min(y for _, y in red), max(y for _, y in red)
    assert (top, bottom + 1) == pytest.approx((10 + line.baseline - 15, 10 + line.baseline + 5), abs=1)
    assert max(x for x, _ in red) - min(x for x, _ in red) + 1 == pytest.approx(30, abs=1)
    assert min(x for x, _ in red) == pytest.approx(10 + line.inlines[0], abs=1)


def test_links_are_where_their_words_are() -> None:
    one = paragraph("go ", run("there", link="https://example.org"), " or ", run("next", link="slide:1"), step=1)
    drawn = scene(text(Rect(100, 100, 500, 50), one), steps=1)
    (first, url), (second, slide) = links(drawn)
    assert (url, slide) == ("https://example.org", "slide:1")
    assert 100 < first.x < first.right < second.x and 95 < first.y < first.bottom < 135
    assert link_at(drawn, first.x + 2, first.y + 2) == url and link_at(drawn, 101, 101) == ""
    assert links(drawn, 0) == []


def test_odd_characters_are_drawn_without_complaint() -> None:
    odd = "\ud800 \x00 \ufffe \u2029 \r\n \ufffc \U0001f1e9 \u202e abc \u2066"
    drawn = scene(text(Rect(0, 0, 900, 100), paragraph(odd), item(odd, rtl=True, align="justify")))
    render.draw(drawn, 96, 54)
    assert links(drawn) == []


def test_letters_have_no_colour_fringes() -> None:
    image = render.draw(scene(text(Rect(0, 0, 200, 50), paragraph(run("Wave", color=BLACK))), size=(200, 50)), 200, 50)
    assert all(image.pixelColor(x, y).saturation() == 0 for x in range(200) for y in range(50))


def test_a_word_broken_at_a_soft_hyphen_shows_it() -> None:
    def draw(words: str, width: float) -> QImage:
        return render.draw(scene(text(Rect(10, 10, width, 100), paragraph(words)), size=(300, 100)), 300, 100)

    assert differences(draw("over\u00adflow", 280), draw("overflow", 280)) == 0
    assert differences(draw("over\u00adflow", 60), draw("over-\u2028flow", 60)) == 0


# ---------------------------------------------------------------- pictures


def test_a_picture_fills_its_box_and_crops(tmp_path: Path) -> None:
    image = picture_file(tmp_path / "p.png")
    same_pixels(render.draw(small(Picture(Rect(2, 0, 4, 4), image)), 8, 4), "__RRGG__ __RRGG__ __BBYY__ __BBYY__", slack=40)
    right = Picture(Rect(0, 0, 8, 4), image, crop=(0.5, 0.0, 0.0, 0.0))
    same_pixels(render.draw(small(right), 8, 4), "GGGGGGGG GGGGGGGG YYYYYYYY YYYYYYYY", slack=40)


def test_a_picture_is_drawn_pixel_for_pixel(tmp_path: Path) -> None:
    image = picture_file(tmp_path / "p.png", "RGRG/GRGR", scale=1)
    same_pixels(render.draw(small(Picture(Rect(2.2, 1.1, 4, 2), image)), 8, 4), "________ __RGRG__ __GRGR__ ________")


@pytest.mark.parametrize("dpr", [1.0, 1.5, 2.0])
def test_on_fine_screens_pictures_use_every_pixel(tmp_path: Path, dpr: float) -> None:
    image = picture_file(tmp_path / "p.png", "RG/BY", scale=30)
    side = round(40 * dpr)
    target = QImage(side, side, QImage.Format.Format_RGB32)
    target.setDevicePixelRatio(dpr)
    target.fill(0)
    painter = QPainter(target)
    painter.translate(10, 10)
    paint(small(Picture(Rect(0, 0, 20, 20), image), size=(20, 20)), painter)
    painter.end()
    target.setDevicePixelRatio(1.0)
    for x, y, color in ((12, 12, "#ff0000"), (28, 12, "#00ff00"), (12, 28, "#0000ff"), (28, 28, "#ffff00")):
        assert target.pixelColor(round(x * dpr), round(y * dpr)).name() == color
    assert target.pixelColor(round(9 * dpr), round(9 * dpr)).name() == "#000000"
    edge = round(20 * dpr)
    assert target.pixelColor(edge - 2, round(12 * dpr)).red() > 240 and target.pixelColor(edge + 1, round(12 * dpr)).green() > 240


@pytest.mark.parametrize(
    "name, value, expected",
    [
        ("brightness", "0.5", "#800000"),
        ("brightness", "200%", "#ff0000"),
        ("contrast", "0", "#808080"),
        ("grayscale", "1", "#363636"),
        ("invert", "100%", "#00ffff"),
        ("opacity", "50%", "#ff8080"),
        ("opacity", "7", "#ff0000"),
        ("brightness", "0", "#000000"),
        ("sepia", "1", "#645945"),
        ("saturate", "0", "#363636"),
        ("hue-rotate", "120deg", "#007100"),
        ("blur", "0px", "#ff0000"),
        ("unknown", "3", "#ff0000"),
        ("brightness", "nonsense", "#ff0000"),
    ],
)
def test_filters_are_css_filters(tmp_path: Path, name: str, value: str, expected: str) -> None:
    image = picture_file(tmp_path / "p.png", "R")
    drawn = render.draw(small(Picture(Rect(0, 0, 8, 4), image, filters=((name, value),))), 8, 4, images=Images())
    found, wanted = drawn.pixelColor(4, 2), qcolor(Color(expected))
    assert all(abs(a - b) <= 3 for a, b in zip(found.getRgb()[:3], wanted.getRgb()[:3], strict=True)), found.name()


def test_blur_softens_edges_and_a_shadow_falls_outside(tmp_path: Path) -> None:
    image = picture_file(tmp_path / "p.png", "RG", scale=40)
    sharp = render.draw(small(Picture(Rect(0, 0, 80, 40), image), size=(80, 40)), 80, 40)
    soft = render.draw(small(Picture(Rect(0, 0, 80, 40), image, filters=(("blur", "8px"),)), size=(80, 40)), 80, 40)
    assert sharp.pixelColor(36, 20).name() == "#ff0000" and soft.pixelColor(36, 20).green() > 20
    cast = Picture(Rect(10, 10, 20, 20), image, filters=(("drop-shadow", "8px,8px,2px,#000"),))
    drawn = render.draw(small(cast, size=(60, 60)), 60, 60)
    assert drawn.pixelColor(33, 33).value() < 60 and drawn.pixelColor(5, 5).name() == "#ffffff"


def test_round_corners_and_opacity(tmp_path: Path) -> None:
    image = picture_file(tmp_path / "p.png", "R")
    drawn = render.draw(small(Picture(Rect(0, 0, 40, 40), image, radius=15, opacity=0.5), size=(40, 40)), 40, 40)
    assert drawn.pixelColor(0, 0).name() == "#ffffff"
    assert drawn.pixelColor(20, 20).name() in ("#ff8080", "#ff7f7f")


def test_drawings_are_sharp_at_every_size(tmp_path: Path) -> None:
    path = tmp_path / "d.svg"
    squares = '<path d="M0 0h1v1h-1z" fill="#f00"/><path d="M1 0h1v1h-1z" fill="#00f"/>'
    path.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1">{squares}</svg>')
    drawn = small(Picture(Rect(2, 1, 4, 2), Image("d", "svg", 2, 1, path)))
    same_pixels(render.draw(drawn, 8, 4), "________ __RRBB__ __RRBB__ ________")
    large = render.draw(drawn, 800, 400)
    assert large.pixelColor(398, 200).name() == "#ff0000" and large.pixelColor(401, 200).name() == "#0000ff"


@pytest.mark.parametrize("content_", [b"", b"not a picture", b"\x89PNG\r\n\x1a\n\x00\x00"])
@pytest.mark.parametrize("form", ["png", "jpeg", "svg"])
def test_a_picture_that_cannot_be_read_is_a_quiet_frame(tmp_path: Path, content_: bytes, form: str) -> None:
    path = tmp_path / "bad"
    path.write_bytes(content_)
    drawn = small(Picture(Rect(10, 10, 80, 80), Image(str(path), form, 80, 80, path)), size=(100, 100))  # type: ignore[arg-type]
    assert ink(render.draw(drawn, 100, 100)) > 100
    gone = small(Picture(Rect(10, 10, 80, 80), Image("gone", form, 80, 80, tmp_path / "gone")), size=(100, 100))  # type: ignore[arg-type]
    assert ink(render.draw(gone, 100, 100)) > 100


def test_pictures_are_kept_up_to_their_bound(tmp_path: Path) -> None:
    images = Images(bound=200_000)
    image = picture_file(tmp_path / "p.png")
    for side in range(50, 150):
        assert images.pixels(image, side, side).width() == side
    assert images._pixels.weight <= 200_000
    assert images.pixels(image, 149, 149).cacheKey() == images.pixels(image, 149, 149).cacheKey()


# ---------------------------------------------------------------- rendering and the long run


def test_pictures_of_slides_are_remembered() -> None:
    drawn = content("Title", ["one", "two"], steps=2)
    first = render.image(drawn, 320, 180, 1)
    assert render.image(drawn, 320, 180, 1).cacheKey() == first.cacheKey() and render.ready(drawn, 320, 180, 1)
    assert render.image(drawn, 320, 180, 7).cacheKey() == render.image(drawn, 320, 180, 2).cacheKey()
    assert not render.ready(drawn, 321, 180, 1)
    assert not render.ready(content("Title", ["one", "two"], steps=2), 320, 180, 1)


def test_a_cross_fade_goes_from_one_to_the_other() -> None:
    one, other = (render.draw(small(background=fill), 8, 4) for fill in (RED, BLUE))
    same_pixels(render.cross_fade(one, other, 0.0), "RRRRRRRR " * 4)
    same_pixels(render.cross_fade(one, other, 1.0), "BBBBBBBB " * 4)
    half = render.cross_fade(one, other, 0.5).pixelColor(3, 2)
    assert abs(half.red() - 127) < 3 and abs(half.blue() - 127) < 3
    same_pixels(one, "RRRRRRRR " * 4)


def test_the_painter_comes_back_as_it_was(tmp_path: Path) -> None:
    image = QImage(100, 60, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.translate(3, 4)
    painter.setOpacity(0.7)
    before = (painter.worldTransform(), painter.opacity(), painter.clipBoundingRect(), painter.renderHints())
    picture = Picture(Rect(0, 0, 20, 20), picture_file(tmp_path / "p.png"), radius=3, opacity=0.5)
    paint(scene(picture, text(Rect(0, 0, 50, 50), paragraph("x", dim=((0, 9),))), size=(100, 60)), painter, 1)
    assert (painter.worldTransform(), painter.opacity(), painter.clipBoundingRect(), painter.renderHints()) == before
    painter.end()


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_painting_thousands_of_times_loses_no_reference_to_none() -> None:
    drawn = content("Title", [item("one ", run("two", bold=True, highlight=Color("#ffff00")), " three"), "four"])
    image = QImage(160, 90, QImage.Format.Format_RGB32)

    def paint_many(times: int) -> None:
        for _ in range(times):
            painter = QPainter(image)
            painter.scale(1 / 6, 1 / 6)
            paint(drawn, painter)
            painter.end()

    paint_many(200)
    gc.collect()
    before = sys.getrefcount(None)
    paint_many(2000)
    gc.collect()
    assert abs(sys.getrefcount(None) - before) < 100


def test_paint_rounds_alike_wherever_it_stands() -> None:
    """Two fills that touch leave neither a gap nor an overlap, at any scale."""
    parts = [Shape(Rect(x * 3.3, 0, 3.3, 10), fill=(RED, BLUE)[x % 2]) for x in range(10)]
    for width in (33, 50, 77, 131):
        image = render.draw(small(*parts, size=(33, 10)), width, 10)
        assert all(image.pixelColor(x, 5).name() in ("#ff0000", "#0000ff") for x in range(width))


def test_boxes_of_no_size_draw_nothing(tmp_path: Path) -> None:
    image = picture_file(tmp_path / "p.png")
    render.draw(small(Picture(Rect(1, 1, 0, 5), image), text(Rect(0, 0, 0, 0), paragraph("x"))), 8, 4)

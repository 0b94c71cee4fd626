"""The themes that come with the program: complete, legible, on the slide."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator

import pytest

from presenter import theme
from presenter.model import DeckSettings
from presenter.scene import Color, Fill, Gradient, Rect
from presenter.theme.colors import channels, contrast, over
from presenter.theme.legible import to_oklch
from presenter.theme.model import SCHEME, SlideLayout, Theme

LAYOUTS = [
    "title",
    "section",
    "content",
    "two-columns",
    "three-columns",
    "comparison",
    "picture-left",
    "picture-right",
    "picture-full",
    "quote",
    "statement",
    "code",
    "title-only",
    "blank",
    "end",
]
STYLES = [
    "title",
    "subtitle",
    "section",
    "cover",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "body",
    "body2",
    "body3",
    "quote",
    "attribution",
    "statement",
    "code",
    "table",
    "table-head",
    "caption",
    "footnote",
    "header",
    "footer",
    "number",
    "callout",
]
COLORS = [
    "background",
    "text",
    "muted",
    "heading",
    "accent",
    "link",
    "rule",
    "surface",
    "code-background",
    "code-text",
    "mark",
    "table-head",
    "table-band",
    "note",
    "tip",
    "important",
    "warning",
    "caution",
    "code-keyword",
    "code-string",
    "code-comment",
    "code-number",
    "code-name",
    "code-type",
    "code-function",
    "code-operator",
    "code-deleted",
    "code-inserted",
]
ALL = [(info.name, variant) for info in theme.available() for variant in info.variants]
CALLOUTS = ("note", "tip", "important", "warning", "caution")


def loaded(name: str, variant: str, **settings: object) -> Theme:
    found, problems = theme.load(name, DeckSettings(**settings), variant=variant)  # type: ignore[arg-type]
    assert problems == ()
    assert (found.name, found.variant) == (name, variant)
    return found


def both(name: str, variant: str) -> Iterator[Theme]:
    """The theme and its inverse."""
    found = loaded(name, variant)
    yield found
    assert found.inverted is not None
    yield found.inverted


def test_there_are_a_light_and_a_dark_theme() -> None:
    infos = {info.name: info for info in theme.available()}
    assert {"light", "dark"} <= set(infos)
    assert infos["light"].variants[0] == "light" and infos["dark"].variants[0] == "dark"
    assert all(info.path.is_file() and info.title for info in infos.values())


@pytest.mark.parametrize(("name", "variant"), ALL)
def test_a_theme_has_everything(name: str, variant: str) -> None:
    for found in both(name, variant):
        assert set(LAYOUTS) <= set(found.layouts)
        assert set(STYLES) <= set(found.styles)
        assert {*COLORS, *SCHEME} <= set(found.colors)
        assert tuple(found.scheme) == SCHEME
        assert all(family.package for family in found.fonts.values())
        assert found.inverted is not None and found.inverted.inverted is found
        assert found.inverted.dark != found.dark
        assert {slot: found.scheme[slot].hex for slot in SCHEME} == {slot: found.inverted.scheme[slot].hex for slot in SCHEME}


@pytest.mark.parametrize(("name", "variant"), ALL)
def test_a_scheme_name_always_means_the_slot_s_colour(name: str, variant: str) -> None:
    for found in both(name, variant):
        named = [*found.colors.values(), *(style.color for style in found.styles.values()), found.bullets.color]
        named += [style.color for layout in found.layouts.values() for _, style in layout.styles]
        for color in named:
            assert not color.scheme or found.scheme[color.scheme].hex == color.hex


def grounds(fill: Fill) -> list[Color]:
    return [fill] if isinstance(fill, Color) else [color for _, color in fill.stops]


@pytest.mark.parametrize(("name", "variant"), ALL)
def test_text_can_be_read_on_every_ground(name: str, variant: str) -> None:
    for found in both(name, variant):
        ground, panel, code = found.colors["background"], found.colors["surface"], found.colors["code-background"]
        for color in ("text", "muted", "heading", "link", *CALLOUTS):
            assert contrast(found.colors[color], ground) >= 4.5, color
        for color in ("text", "muted", "link"):
            assert contrast(found.colors[color], panel) >= 4.5, color
        for callout in CALLOUTS:  # its title stands on a tenth of its own colour
            assert contrast(found.colors[callout], over(Color(found.colors[callout].hex, 0.1), ground)) >= 4, callout
        for color in (c for c in found.colors if c.startswith("code-") and c != "code-background"):
            assert contrast(found.colors[color], code) >= 4.5, color
        assert contrast(found.colors["text"], found.colors["mark"]) >= 4.5
        assert contrast(found.colors["accent"], ground) >= 3


@pytest.mark.parametrize(("name", "variant"), ALL)
def test_every_layout_s_text_can_be_read_on_its_own_ground(name: str, variant: str) -> None:
    found = loaded(name, variant)
    for layout in found.layouts.values():
        look = found.inverted if layout.inverted else found
        assert look is not None
        scrims = [shape.fill.stops[-1][1] for shape in layout.decorations if shape.role == "scrim" and isinstance(shape.fill, Gradient)]
        fills = [over(scrim, Color("#ffffff")) for scrim in scrims] or grounds(layout.background or look.background)
        for region in layout.regions:
            style = look.style(region.style, layout)
            least = 3.0 if style.size >= 24 or (style.size >= 18.5 and style.bold) else 4.5
            assert all(contrast(style.color, ground) >= least for ground in fills), (layout.name, region.name)


SIZES = [(960.0, 540.0), (720.0, 540.0), (960.0, 600.0), (540.0, 764.0)]


@pytest.mark.parametrize(("name", "variant", "size"), [(*one, size) for one in ALL for size in SIZES])
def test_regions_are_on_the_slide_and_apart(name: str, variant: str, size: tuple[float, float]) -> None:
    found = loaded(name, variant, size=size)
    for layout in found.layouts.values():
        boxes = [(r.name, r.box) for r in layout.regions]
        for _, box in [*boxes, *((shape.role, shape.box) for shape in layout.decorations)]:
            assert box.x >= 0 and box.y >= 0 and box.right <= size[0] + 0.01 and box.bottom <= size[1] + 0.01
        if layout.name != "picture-full":
            for (first, a), (second, b) in itertools.combinations(boxes, 2):
                assert apart(a, b), f"{layout.name}: {first} and {second}"


def apart(a: Rect, b: Rect) -> bool:
    return a.right <= b.x or b.right <= a.x or a.bottom <= b.y or b.bottom <= a.y


@pytest.mark.parametrize(("name", "variant"), ALL)
def test_sizes_for_the_last_row(name: str, variant: str) -> None:
    found = loaded(name, variant)
    assert 24 <= found.styles["body"].size <= 28
    assert 36 <= found.styles["title"].size <= 48
    assert all(found.styles[s].size >= found.floor for s in ("body", "body2", "body3", "h3", "callout", "subtitle"))
    assert all(found.styles[s].size >= found.code_floor for s in ("code", "table", "table-head", "footer", "number", "header"))
    order = [found.styles[s].size for s in ("body3", "body2", "body", "h2", "title", "section")]
    assert order == sorted(order)


@pytest.mark.parametrize(("name", "variant"), ALL)
def test_the_body_is_tall(name: str, variant: str) -> None:
    for layout in (loaded(name, variant).layouts[n] for n in ("content", "two-columns", "three-columns")):
        assert all(region.box.bottom >= 480 for region in layout.of_kind("body"))
        assert all(region.box.x >= 56 and region.box.right <= 904 for region in layout.of_kind("body"))


def test_four_to_three_keeps_its_text_size() -> None:
    wide, narrow = loaded("light", "light"), loaded("light", "light", size=(720.0, 540.0))
    assert narrow.styles == wide.styles
    assert body(narrow.layouts["content"]).w == pytest.approx(body(wide.layouts["content"]).w * 0.75)
    assert body(narrow.layouts["content"]).h == body(wide.layouts["content"]).h


def test_a_larger_page_scales_all_of_it() -> None:
    usual, twice = loaded("dark", "dark"), loaded("dark", "dark", size=(1920.0, 1080.0))
    assert twice.styles["body"].size == 2 * usual.styles["body"].size
    assert (twice.floor, twice.gap) == (2 * usual.floor, 2 * usual.gap)
    assert body(twice.layouts["content"]).w == 2 * body(usual.layouts["content"]).w


def body(layout: SlideLayout) -> Rect:
    region = layout.region("body")
    assert region is not None
    return region.box


# How people without red, green or blue cones see linear red, green and blue (Machado, Oliveira and Fernandes 2009).
SEEN = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def seen(color: Color, how: str) -> tuple[float, float, float]:
    """OKLab of the colour as it is seen: equal distances look equally large."""
    rgb = [value / 255 for value in channels(color)]
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in rgb]
    red, green, blue = (min(1.0, max(0.0, sum(a * b for a, b in zip(row, linear, strict=True)))) for row in SEEN[how])
    gamma = [12.92 * v if v <= 0.0031308 else 1.055 * v ** (1 / 2.4) - 0.055 for v in (red, green, blue)]
    lightness, chroma, hue = to_oklch(Color("#" + "".join(f"{round(255 * v):02x}" for v in gamma)))
    return lightness, chroma * math.cos(hue), chroma * math.sin(hue)


@pytest.mark.parametrize(("name", "variant"), ALL)
def test_accents_are_told_apart_by_everybody(name: str, variant: str) -> None:
    found = loaded(name, variant)
    accents = [found.scheme[f"accent{n}"] for n in range(1, 7)]
    if name != "corporate":  # there they are the company's
        assert all(contrast(accent, found.colors["background"]) >= 3 for accent in accents)
    for how in SEEN:
        for first, second in itertools.combinations(accents, 2):
            assert math.dist(seen(first, how), seen(second, how)) >= 0.04, (how, first.hex, second.hex)  # twice what is just seen

"""Flat SVG drawings -> forms and words; what is more than flat stays a picture."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from presenter.export.pptx.drawing import drawn
from presenter.scene import Image, Picture, Rect, Shape, Text
from presenter.worker.outline import outline

FLAT = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="10 0 100 50" width="100" height="50">
<rect x="10" y="0" width="40" height="20" rx="4" fill="#fff" stroke="#cf3017" stroke-width="2"/>
<g transform="translate(60 10) scale(0.5)" fill="none" stroke="#000000"><path d="M0 0L20 0A10 10 0 0 1 40 0" stroke-dasharray="3 2"/></g>
<g transform="translate(100 40) rotate(90)"><polygon points="0,0 4,2 0,4" fill="#1f5fa8"/></g>
<circle cx="30" cy="40" r="5" fill="#1d7a4b" opacity="0.5"/>
<text x="30" y="14" text-anchor="middle" font-family="Arial" font-size="10" fill="#16181d">Words &amp; more</text></svg>"""


def picture(folder: Path, svg: str, **more: object) -> Picture:
    file = folder / "drawing.svg"
    file.write_text(svg, encoding="utf-8")
    return Picture(Rect(100, 100, 200, 100), Image("key", "svg", 100, 50, file), role="diagram", **more)  # type: ignore[arg-type]


def test_forms_and_words_where_they_stand(tmp_path: Path) -> None:
    parts = drawn(picture(tmp_path, FLAT), {"#cf3017": "accent1"})
    assert parts is not None
    box, dashed, arrow, dot, words = (part.item for part in parts)
    assert isinstance(box, Shape)
    assert (box.box, box.kind, box.radius, box.stroke_width) == (Rect(100, 100, 80, 40), "round", 8, 4)
    assert box.stroke is not None
    assert (box.fill.hex if box.fill else "", box.stroke.scheme) == ("#ffffff", "accent1")  # type: ignore[union-attr]
    assert isinstance(dashed, Shape)
    assert dashed.box.x == 200
    assert dashed.box.right == pytest.approx(240)
    assert [part.dash for part in parts] == ["", '<a:ds d="300000" sp="200000"/>', "", "", ""]
    assert isinstance(arrow, Shape)
    assert arrow.box.x == pytest.approx(272)
    assert isinstance(dot, Shape)
    assert dot.fill is not None
    assert dot.fill.alpha == 0.5  # type: ignore[union-attr]
    assert isinstance(words, Text)
    assert words.paragraphs[0].text == "Words & more"
    assert words.box.x + words.box.w / 2 == pytest.approx(140)
    assert words.paragraphs[0].runs[0].font.size == 20


def test_circles_stay_circles_however_they_are_turned(tmp_path: Path) -> None:
    """As at the ends of an entity diagram's lines; and a fill rule says nothing of a form in one piece."""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50"><g transform="translate(50 25) rotate(40)"><circle cx="10" r="5" '
        'fill="#ffffff"/></g><path d="M0 0H9V9H0Z" fill="#000000" fill-rule="evenodd"/></svg>'
    )
    parts = drawn(picture(tmp_path, svg), {})
    assert parts is not None
    ring, square = (part.item for part in parts)
    assert isinstance(ring, Shape) and isinstance(square, Shape)
    assert ring.kind == "ellipse"
    x, y = 100 + 2 * (50 + 10 * math.cos(math.radians(40))), 100 + 2 * (25 + 10 * math.sin(math.radians(40)))
    assert (ring.box.x, ring.box.y, ring.box.w, ring.box.h) == pytest.approx((x - 10, y - 10, 20, 20))
    assert square.box == Rect(100, 100, 18, 18)


@pytest.mark.parametrize(
    "inside",
    [
        '<rect width="9" height="9" clip-path="url(#a)"/>',
        '<path d="M0 0L9 9" marker-end="url(#arrow)"/>',
        '<image href="x.png" width="9" height="9"/>',
        '<text x="1" y="1"><tspan>a</tspan></text>',
        '<rect width="9" height="9" fill="url(#g)"/>',
        '<rect width="9" height="9" style="fill:red"/>',
        '<rect width="9" height="9" transform="skewX(20)"/>',
        '<circle r="9" transform="scale(3 1) rotate(30)"/>',
        '<path d="M0 0H9V9H0ZM2 2H7V7H2Z" fill="#000000" fill-rule="evenodd"/>',
        '<rect width="wide" height="9"/>',
        '<g transform="rotate(30)"><text x="1" y="1">turned</text></g>',
        "<g>" * 200 + "<circle r='x'/>" + "</g>" * 200,
    ],
)
def test_anything_more_stays_a_picture(tmp_path: Path, inside: str) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">{inside}</svg>'
    assert drawn(picture(tmp_path, svg), {}) is None


@pytest.mark.parametrize("svg", ["", "<svg", '<!DOCTYPE svg [<!ENTITY a "b">]><svg/>', '<svg viewBox="0 0 0 0"/>', "<g>" * 5000])
def test_what_cannot_be_read_stays_a_picture(tmp_path: Path, svg: str) -> None:
    assert drawn(picture(tmp_path, svg), {}) is None


def test_a_cut_or_filtered_drawing_stays_a_picture(tmp_path: Path) -> None:
    assert drawn(picture(tmp_path, FLAT, crop=(0.1, 0, 0, 0)), {}) is None
    assert drawn(picture(tmp_path, FLAT, filters=(("blur", "2px"),)), {}) is None


def test_arcs_become_curves_on_the_circle() -> None:
    """Half a circle round the origin in two curves: their ends, and their middles, are one radius away."""
    pieces = outline("M-10 0A10 10 0 0 1 10 0")
    assert [command for command, _ in pieces] == ["M", "C", "C"]
    assert pieces[-1][1][-1] == (10, 0)
    start = pieces[0][1][0]
    for _, (first, second, end) in pieces[1:]:
        middle = [(start[i] + 3 * first[i] + 3 * second[i] + end[i]) / 8 for i in (0, 1)]
        assert math.hypot(*middle) == pytest.approx(10, rel=1e-3)
        start = end
    assert pieces[1][1][-1] == pytest.approx((0, -10))


@pytest.mark.parametrize(
    ("data", "commands", "end"),
    [
        ("m1 1 2 0 0 2z", "MLLZ", None),
        ("M0 0H5V6h-1v-2", "MLLLL", (4, 4)),
        ("M0 0Q5 5 10 0T20 0", "MCC", (20, 0)),
        ("M0,0C1,1 2,2 3,3s2-2 3,3", "MCC", (6, 6)),
        ("M1e1-5.5.5", "M", (10, -5.5)),
        ("nonsense", "", None),
        ("L5 5", "ML", (5, 5)),
        ("M0 0 L", "M", (0, 0)),
    ],
)
def test_path_data(data: str, commands: str, end: tuple[float, float] | None) -> None:
    pieces = outline(data)
    assert "".join(command for command, _ in pieces) == commands
    if end is not None:
        assert pieces[-1][1][-1] == pytest.approx(end)

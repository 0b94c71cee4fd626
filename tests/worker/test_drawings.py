"""Authors' SVG: cleaned of everything outside it, drawn at a useful size; and hostile files."""

from __future__ import annotations

import base64
import gzip
import io
from typing import Any

import pytest
from PIL import Image

from presenter.worker.clean import BadSvg, clean
from presenter.worker.drawings import draw_svg
from presenter.worker.photos import draw

NS = 'xmlns="http://www.w3.org/2000/svg"'
RED = "<rect width='10' height='10' fill='red'/>"


def drawn(svg: str | bytes) -> tuple[dict[str, Any], Image.Image, str]:
    data = svg.encode() if isinstance(svg, str) else svg
    header, body = draw_svg(data, "a.svg")
    assert "problem" not in header, header
    return header, Image.open(io.BytesIO(body[: header["main"]])), body[header["main"] :].decode()


def svg(inside: str, attributes: str = "viewBox='0 0 10 10'") -> str:
    return f"<svg {NS} {attributes}>{inside}</svg>"


@pytest.mark.parametrize(("attributes", "size"), [
    ("width='100' height='50'", (75, 37.5)),
    ("width='100px' height='50px' viewBox='0 0 10 5'", (75, 37.5)),
    ("width='100mm' height='50mm'", (283.46, 141.73)),
    ("width='72pt' height='36pt'", (72, 36)),
    ("viewBox='0 0 200 100'", (150, 75)),
    ("width='100%' height='100%' viewBox='0 0 200 100'", (150, 75)),
    ("width='40' viewBox='0 0 200 100'", (30, 15)),
    ("height='40' viewBox='0 0 200 100'", (60, 30)),
    ("", (225, 112.5)),
    ("width='0' height='0'", (225, 112.5)),
    ("viewBox='0 0 1e9 1e9'", (15000, 15000)),
    ("viewBox='nonsense'", (225, 112.5)),
])  # fmt: skip
def test_the_natural_size_is_the_drawings_own(attributes: str, size: tuple[float, float]) -> None:
    header, image, _ = drawn(svg(RED, attributes))
    assert (header["width"], header["height"]) == pytest.approx(size, abs=0.1)
    assert 1280 <= max(image.size) <= 3840
    assert image.size[0] / image.size[1] == pytest.approx(size[0] / size[1], rel=0.01)


def test_what_qt_misdraws_is_drawn_right() -> None:
    _, image, _ = drawn(svg(
        "<defs><clipPath id='c'><rect width='5' height='10'/></clipPath><symbol id='s'><rect width='10' height='10'/></symbol></defs>"
        "<g clip-path='url(#c)'><use href='#s' fill='rgba(0,0,255,.5)'/></g>"
    ))  # fmt: skip
    left, right = image.getpixel((image.width // 4, 600)), image.getpixel((image.width * 3 // 4, 600))
    assert left[2] == 255 and left[3] == pytest.approx(128, abs=2)  # type: ignore[index]
    assert right[3] == 0  # type: ignore[index]


@pytest.mark.parametrize("inside", [
    "<image href='file:///etc/hostname' width='9' height='9'/>",
    "<image xlink:href='secret.png' xmlns:xlink='http://www.w3.org/1999/xlink' width='9' height='9'/>",
    "<image href='http://example.org/a.png' width='9' height='9'/>",
    "<image href='data:image/svg+xml;base64,PHN2Zy8+' width='9' height='9'/>",
    "<use href='other.svg#secret'/>",
    "<feImage href='secret.png'/>",
    "<rect fill='url(http://example.org/secret#g)' width='9' height='9'/>",
    "<rect style='fill:url(secret.svg#g)' width='9' height='9'/>",
    "<rect style='f\\69ll:u\\72l(secret.svg#g)' width='9' height='9'/>",
    "<style>@import url(secret.css); rect { filter: url('secret.svg#f') }</style>",
    "<style>@font-face { font-family: x; src: url(secret.woff) }</style>",
    "<script>secret()</script>",
    "<rect onclick='secret()' width='9' height='9'/>",
    "<a href='http://example.org/secret'><rect width='9' height='9'/></a>",
    "<set attributeName='href' to='secret'/>",
    "<foreignObject width='9' height='9'><iframe xmlns='http://www.w3.org/1999/xhtml' src='secret'/></foreignObject>",
    "<x:y xmlns:x='urn:x' secret='1'/>",
])  # fmt: skip
def test_nothing_outside_is_named_any_more(inside: str) -> None:
    safe = drawn(svg(inside + RED))[2]
    for word in ("secret", "http://example", "file:", "example.org", "script", "import"):
        assert word not in safe
    assert 'fill="red"' in safe


def test_pictures_inside_are_kept() -> None:
    out = io.BytesIO()
    Image.new("RGB", (2, 2), (0, 200, 0)).save(out, "PNG")
    data = base64.b64encode(out.getvalue()).decode()
    _, image, safe = drawn(svg(f"<image href='data:image/png;base64,{data}' width='10' height='10'/>"))
    assert data in safe
    assert image.getpixel((600, 600)) == (0, 200, 0, 255)


def test_words_in_html_labels_are_not_lost() -> None:
    words = "<div xmlns='http://www.w3.org/1999/xhtml'>Hello <b>you</b></div>"
    label = f"<foreignObject x='1' y='1' width='8' height='8'>{words}</foreignObject>"
    safe = drawn(svg(label))[2]
    assert "Hello" in safe and "you" in safe and "foreignObject" not in safe
    switch = drawn(svg(f"<switch>{label}<text>Plain</text></switch>"))[2]
    assert "Plain" in switch and "Hello" not in switch


def test_compressed_and_otherwise_encoded_files_are_read() -> None:
    assert drawn(gzip.compress(svg(RED).encode()))[0]["width"] == 7.5
    utf16 = ('<?xml version="1.0" encoding="utf-16"?>' + svg(RED)).encode("utf-16")
    assert draw({"name": "a.svg"}, utf16)[0]["width"] == 7.5
    illustrator = (
        '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd" [<!ENTITY ns_svg '
        '"http://www.w3.org/2000/svg">]><svg xmlns="&ns_svg;" viewBox="0 0 10 10">' + RED + "</svg>"
    )
    assert drawn(illustrator)[0]["width"] == 7.5
    assert drawn("<svg viewBox='0 0 10 10'>" + RED + "</svg>")[0]["width"] == 7.5


LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha" * 10}">' for n in range(10))
BROKEN = {
    "laughs": f"<!DOCTYPE svg [{LAUGHS}]><svg {NS}><text>&a9;</text></svg>",
    "outside entity": f'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/hostname">]><svg {NS}><text>&a;</text></svg>',
    "deep": f"<svg {NS}>" + "<g>" * 50_000 + "</g>" * 50_000 + "</svg>",
    "unclosed": f"<svg {NS}><g>",
    "html": "<html><body><svg/></body></html>",
    "empty": "",
    "many parts": f"<svg {NS}>" + "<g/>" * 210_000 + "</svg>",
}


@pytest.mark.parametrize("name", BROKEN)
def test_hostile_and_broken_drawings_are_a_problem(name: str) -> None:
    with pytest.raises(BadSvg):
        clean(BROKEN[name].encode())
    header, body = draw_svg(BROKEN[name].encode(), "a.svg")
    assert header["problem"]["code"] == "picture-broken" and not body


def test_a_bomb_of_zeros_is_not_unpacked() -> None:
    with pytest.raises(BadSvg):
        clean(gzip.compress(b" " * (70 << 20), 9))

"""Photos and other pixel files: upright, 8-bit, sRGB, bounded; and broken ones."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import pytest
from PIL import Image, ImageCms

from presenter.worker.photos import LONGEST, draw

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def encoded(image: Image.Image, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def drawn(data: bytes) -> tuple[dict[str, Any], Image.Image]:
    header, body = draw({"name": "a picture"}, data)
    assert "problem" not in header, header
    image = Image.open(io.BytesIO(body))
    image.load()
    assert image.format == header["format"].upper() and image.size == tuple(header["pixels"])
    assert image.mode in ("RGB", "RGBA", "L", "P", "LA", "1")
    return header, image


def problem(data: bytes) -> str:
    header, body = draw({"name": "a picture"}, data)
    assert not body
    return str(header["problem"]["code"])


def half_and_half(mode: str = "RGB", size: tuple[int, int] = (40, 20)) -> Image.Image:
    """Red on the left, blue on the right."""
    image = Image.new("RGB", size, (255, 0, 0))
    image.paste((0, 0, 255), (size[0] // 2, 0, *size))
    return image.convert(mode)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF", "ICO"])
def test_every_format_of_the_list_is_shown(kind: str) -> None:
    header, image = drawn(encoded(half_and_half(size=(64, 32)), kind))
    assert image.convert("RGB").getpixel((4, image.height // 2))[0] > 200  # type: ignore[index]
    assert image.convert("RGB").getpixel((image.width - 5, image.height // 2))[2] > 200  # type: ignore[index]
    assert header["carry"] == (kind in ("PNG", "JPEG", "GIF"))
    if kind != "ICO":
        assert (header["width"], header["height"]) == (48, 24)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_camera_on_its_side_is_turned_upright(orientation: int, kind: str) -> None:
    turns = {
        2: [Image.Transpose.FLIP_LEFT_RIGHT], 3: [Image.Transpose.ROTATE_180], 4: [Image.Transpose.FLIP_TOP_BOTTOM],
        5: [Image.Transpose.TRANSPOSE], 6: [Image.Transpose.ROTATE_90], 7: [Image.Transpose.TRANSVERSE], 8: [Image.Transpose.ROTATE_270],
    }  # fmt: skip
    stored = half_and_half(size=(80, 40))
    for turn in turns.get(orientation, []):
        stored = stored.transpose(turn)
    exif = Image.Exif()
    exif[0x0112] = orientation
    header, image = drawn(encoded(stored, kind, exif=exif))
    assert (header["width"], header["height"]) == (60, 30)
    assert image.size == (80, 40)
    assert image.convert("RGB").getpixel((5, 20))[0] > 200  # type: ignore[index]
    assert image.convert("RGB").getpixel((75, 20))[2] > 200  # type: ignore[index]
    assert header["carry"] == (orientation == 1 and kind != "WEBP")


def test_large_photos_are_made_smaller_but_keep_their_natural_size() -> None:
    header, image = drawn(encoded(half_and_half(size=(8000, 4000)), "JPEG"))
    assert image.size == (LONGEST, LONGEST // 2)
    assert (header["width"], header["height"]) == (6000, 3000)
    header, image = drawn(encoded(half_and_half(size=(1000, 5000)), "PNG"))
    assert image.size == (768, 3840)


def test_small_ones_are_kept_byte_for_byte() -> None:
    data = encoded(half_and_half(), "JPEG", quality=60)
    assert draw({"name": "x"}, data)[1] == data


@pytest.mark.parametrize("mode", ["L", "P", "RGBA", "LA", "1", "CMYK", "I;16", "I", "F", "YCbCr", "LAB", "HSV"])
def test_every_kind_of_pixel_becomes_8_bit(mode: str) -> None:
    if mode in ("I;16", "I", "F"):
        image = Image.new("I", (20, 20), 40_000)
        image.paste(10_000, (0, 0, 10, 20))
        image = image.convert(mode) if mode != "I" else image
    else:
        image = half_and_half("RGB").convert(mode) if mode != "LAB" else Image.new("LAB", (20, 20), (128, 128, 128))
    kind = "JPEG" if mode in ("CMYK", "YCbCr") else "PNG" if mode in ("L", "P", "RGBA", "LA", "1", "I;16") else "TIFF"
    image = image.convert("RGB") if mode == "HSV" else image
    _, shown = drawn(encoded(image, kind))
    pixel = shown.convert("RGB").getpixel((5, 5))
    assert isinstance(pixel, tuple)
    if mode == "CMYK":
        assert pixel[0] > 180 and pixel[2] < 80
    if mode in ("I;16", "I", "F"):
        other = shown.convert("RGB").getpixel((15, 5))
        assert pixel[0] < other[0]  # type: ignore[index]


def test_transparency_is_kept() -> None:
    image = Image.new("RGBA", (20, 20), (255, 0, 0, 0))
    image.paste((0, 255, 0, 128), (10, 0, 20, 20))
    for kind in ("PNG", "WEBP", "TIFF"):
        options = {"lossless": True} if kind == "WEBP" else {}
        _, shown = drawn(encoded(image, kind, **options))
        assert shown.convert("RGBA").getpixel((5, 5))[3] == 0  # type: ignore[index]
        assert shown.convert("RGBA").getpixel((15, 5))[3] == 128  # type: ignore[index]


def test_an_animation_is_its_first_frame() -> None:
    frames = [Image.new("RGB", (20, 20), color) for color in ((255, 0, 0), (0, 255, 0))]
    for kind in ("GIF", "WEBP", "PNG"):
        _, shown = drawn(encoded(frames[0], kind, save_all=True, append_images=frames[1:]))
        red, green, _ = shown.convert("RGB").getpixel((10, 10))  # type: ignore[misc]
        assert red > 200 and green < 60
        assert getattr(shown, "n_frames", 1) == 1


def test_colours_of_another_profile_become_srgb() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    wrong = encoded(half_and_half(), "PNG", icc_profile=lab)  # a profile that does not fit its pixels
    assert drawn(wrong)[1].size == (40, 20)
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert drawn(encoded(half_and_half(), "PNG", icc_profile=srgb))[1].convert("RGB").getpixel((5, 5)) == (255, 0, 0)
    assert drawn(encoded(half_and_half(), "PNG", icc_profile=b"nonsense"))[1].size == (40, 20)


def png(width: int, height: int, pixels: bytes = b"") -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(pixels)) + chunk(b"IEND", b"")


def test_a_picture_of_too_many_pixels_is_not_opened() -> None:
    assert problem(png(60_000, 60_000)) == "picture-too-large"
    assert problem(png(100_001, 1000)) == "picture-too-large"


GOOD = encoded(half_and_half(size=(200, 200)), "JPEG")
BROKEN = {
    "empty": b"", "text": b"hello", "cut jpeg": GOOD[:300], "cut png": encoded(half_and_half("RGB", (200, 200)), "PNG")[:200],
    "no pixels": png(10, 10), "zero size": png(0, 0), "garbage png": b"\x89PNG\r\n\x1a\n" + b"\xff" * 500,
    "garbage gif": b"GIF89a" + b"\xff" * 500, "garbage webp": b"RIFF\xff\xff\xff\xffWEBPVP8 " + b"\xff" * 500, "html": b"<html>",
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_broken_files_are_a_problem(name: str) -> None:
    assert problem(BROKEN[name]) in ("picture-broken", "picture-format")


@pytest.mark.parametrize("data", [
    b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\nshowpage\n", b"\xd7\xcd\xc6\x9a" + b"\0" * 99,
    b"P6 1 1 255 \0\0\0", b"\0\0\0\x20ftypisom" + b"\0" * 99,
])  # fmt: skip
def test_formats_outside_the_list_are_never_read(data: bytes) -> None:
    assert problem(data) == "picture-format"


def test_a_phone_photo_says_how_to_show_it() -> None:
    header, _ = draw({"name": "p.heic"}, b"\0\0\0\x20ftypheic" + b"\0" * 99)
    assert "heif" in header["problem"]["hint"].lower() or header["problem"]["code"] == "picture-broken"


def with_its_copy(data: bytes) -> tuple[dict[str, Any], Image.Image | None]:
    """What was told of a picture, and the small copy behind it."""
    header, body = draw({"name": "a picture"}, data)
    copy = Image.open(io.BytesIO(body[header["main"] :])) if header.get("quick") else None
    return header, copy


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("size", [(2000, 1500), (5000, 3000)])
def test_a_large_photo_has_a_small_copy(kind: str, size: tuple[int, int]) -> None:
    header, copy = with_its_copy(encoded(half_and_half(size=size), kind))
    assert copy is not None and (copy.format, max(copy.size)) == ("JPEG", 960)
    assert copy.width / copy.height == pytest.approx(size[0] / size[1], rel=0.01)
    assert copy.getpixel((5, 5))[0] > 200 and copy.getpixel((950, 5))[2] > 200  # type: ignore[index]
    assert header["pixels"] == size or max(header["pixels"]) == LONGEST


def test_a_copy_is_upright_too() -> None:
    image = half_and_half(size=(2000, 1500))
    exif = Image.Exif()
    exif[0x0112] = 6  # red is above then
    _, copy = with_its_copy(encoded(image, "JPEG", exif=exif.tobytes()))
    assert copy is not None and copy.size == (720, 960)
    assert copy.getpixel((360, 10))[0] > 200 and copy.getpixel((360, 950))[2] > 200  # type: ignore[index]


def test_small_pictures_and_those_that_let_light_through_have_none() -> None:
    assert with_its_copy(encoded(half_and_half(size=(1200, 900)), "JPEG"))[1] is None
    assert with_its_copy(encoded(half_and_half("RGBA", (2000, 1500)), "PNG"))[1] is None


def pdf_of(width: int, height: int, content: bytes) -> bytes:
    """The smallest PDF: one page, drawn by `content`."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents 4 0 R>>" % (width, height),
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
    ]
    body, offsets = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj%sendobj\n" % (number, one)
    table = b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % at for at in offsets)
    return body + table + b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(body)


def test_a_pdf_is_its_first_page_on_white() -> None:
    header, image = drawn(pdf_of(200, 100, b"1 0 0 rg 0 0 100 100 re f"))
    assert (header["width"], header["height"], image.size) == (200.0, 100.0, (800, 400))
    assert image.getpixel((100, 200)) == (255, 0, 0) and image.getpixel((700, 200)) == (255, 255, 255)
    assert drawn(pdf_of(9000, 3000, b""))[1].size == (LONGEST, LONGEST // 3)
    assert problem(b"%PDF-1.4\nnothing") == problem(b"%PDF-1.7" + b"\0" * 99) == "picture-broken"

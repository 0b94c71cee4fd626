"""Picture -> bytes that PowerPoint and browsers show: as it is where that will do, else smaller, filtered, cut or drawn."""

from __future__ import annotations

import io
import re
from pathlib import Path

from presenter.scene import Image, Picture

DENSITY = 4.0  # pixels a point kept at most: a 16:9 slide full of picture is 3840 wide, as a 4K screen is
DRAWN = 3.0  # pixels a point of what is made of a drawing, for programs that read none
LARGE = 1.25  # pictures this much larger than needed are made smaller
PIXEL = 0.75  # points
BAKED = ("blur", "brightness", "contrast", "invert", "grayscale", "saturate", "sepia", "hue-rotate")

LARGEST = 48 << 20  # bytes of an animated picture that are carried along

Data = tuple[bytes, str]  # the bytes, and png or jpg


def is_baked(picture: Picture) -> bool:
    """Whether the picture has filters that must go into its pixels."""
    return any(name in BAKED for name, _ in picture.filters)


def shown_width(picture: Picture) -> int:
    """How many pixels wide the whole (uncropped) picture should be, in steps, so that like sizes share one file."""
    share = max(0.02, 1 - picture.crop[0] - picture.crop[2])
    density = DRAWN if picture.image.format == "svg" else DENSITY
    return max(64, -(-round(min(picture.box.w / share, 4000.0) * density) // 64) * 64)


def is_too_large(image: Image, width: int) -> bool:
    """Whether the picture has many more pixels than `width`."""
    return image.pixels[0] > width * LARGE


def prepared(picture: Picture, width: int) -> Data:
    """The whole picture, its filters in its pixels. Raises what the decoder raises when it cannot be read."""
    data, kind = _plain(picture, width)
    if not is_baked(picture):
        return data, kind
    from presenter.export.filters import filtered

    return filtered(data, picture, width, kind), kind


def animation(picture: Picture) -> Data | None:
    """An animated picture as the author has it, and which of gif, webp and png it is; None when only pixels go along."""
    original = picture.image.original
    if picture.image.frames is None or original is None or is_baked(picture):
        return None
    try:
        if original.stat().st_size > LARGEST:
            return None
        data = original.read_bytes()
    except OSError:
        return None
    kinds = ((b"GIF8", "gif"), (b"RIFF", "webp"), (b"\x89PNG", "png"))
    return next(((data, kind) for magic, kind in kinds if data.startswith(magic)), None)


def cut(picture: Picture, width: int) -> Data:
    """What is shown of a picture, nothing else."""
    from PIL import Image as Pixels

    data, kind = prepared(picture, width)
    left, top, right, bottom = picture.crop
    with Pixels.open(io.BytesIO(data)) as opened:
        w, h = opened.size
        x, y = round(left * w), round(top * h)
        shown = opened.crop((x, y, max(x + 1, round(w - right * w)), max(y + 1, round(h - bottom * h))))
        return _saved(shown, kind)


def _plain(picture: Picture, width: int) -> Data:
    image = picture.image
    if image.format == "svg":
        return _drawn(image.file, width), "png"
    source = image.original if image.original and not _was_larger(image) and _kind(image.original) else image.file
    kind = _kind(source)
    if kind and not is_too_large(image, width):
        return source.read_bytes(), kind
    return _smaller(source, width)


def _was_larger(image: Image) -> bool:
    """Whether the author's file has more pixels than a 4K screen, so that a smaller one was made of it."""
    return image.width / PIXEL > image.pixels[0] * 1.05


# resvg asks the system for no stand-ins, so a missing family would become its default serif
_TWINS = {"Arial": "Liberation Sans", "Calibri": "Carlito", "Cambria": "Caladea", "Times New Roman": "Liberation Serif"}
_TWINS |= {"Courier New": "Liberation Mono", "Consolas": "Inconsolata", "Helvetica": "Liberation Sans"}


def _family(name: str) -> str:
    """A family with what stands in for it."""
    generic = "serif" if name in ("Cambria", "Times New Roman", "Georgia", "serif") else "sans-serif"
    twin = _TWINS.get(name, "")
    return ", ".join(f for f in (name, twin, generic) if f)


def _kind(path: Path) -> str:
    """What the file is by its first bytes: png, jpg or ""."""
    with path.open("rb") as file:
        head = file.read(8)
    return "png" if head == b"\x89PNG\r\n\x1a\n" else "jpg" if head[:3] == b"\xff\xd8\xff" else ""


def _smaller(source: Path, width: int) -> Data:
    from PIL import Image as Pixels
    from PIL import ImageOps

    with Pixels.open(source) as opened:
        kind = "jpg" if opened.format == "JPEG" else "png"
        upright = ImageOps.exif_transpose(opened)
        if upright.mode == "P":
            upright = upright.convert("RGBA")
        if upright.width > width * LARGE:
            upright.thumbnail((width, width * 100), Pixels.Resampling.LANCZOS)
        return _saved(upright, kind)


def _saved(image: object, kind: str) -> Data:
    from PIL import Image as Pixels

    assert isinstance(image, Pixels.Image)
    out = io.BytesIO()
    if kind == "jpg":
        image.convert("RGB").save(out, "JPEG", quality=88)
    else:
        (image if image.mode in ("RGB", "RGBA", "L", "LA", "P") else image.convert("RGBA")).save(out, "PNG")
    return out.getvalue(), kind


def _drawn(svg: Path, width: int) -> bytes:
    """A drawing as PNG, `width` pixels wide; the drawing is one made ready (no outside references)."""
    import resvg_py

    text = re.sub('font-family="([^",]+)"', lambda found: f'font-family="{_family(found[1])}"', svg.read_text(encoding="utf-8"))
    return bytes(resvg_py.svg_to_bytes(svg_string=text, width=width, skip_system_fonts="<text" not in text))

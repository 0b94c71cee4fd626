"""A picture file of the author's → pixels that are upright, 8-bit, sRGB and no larger than a 4K screen needs."""

from __future__ import annotations

import io
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from presenter.worker.frames import Message
from presenter.worker.jobs import problem

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_BYTES = 256 << 20
MAX_PIXELS = 100_000_000
LONGEST = 3840  # pixels: a 4K screen's width
QUICK = 960  # pixels: the longest side of the copy that is shown while a large photo is being decoded
LARGE = 1_200_000  # pixels: from here on there is one
KEPT = 4096  # pixels: what is hardly larger is kept as it is, a 12-megapixel camera's photo among them
FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF", "ICO")
PLUGINS = ("Png", "Jpeg", "Gif", "WebP", "Bmp", "Tiff", "Ico")
CARRIED = ("PNG", "JPEG", "GIF")  # what PowerPoint takes as it is
MOVING = ("GIF", "WEBP", "PNG")
CARRIED_BYTES = 24 << 20
CARRIED_PIXELS = 40_000_000
POINTS = 0.75  # per pixel, as browsers and Marp have it; the file's DPI is not asked


def draw(job: dict[str, Any], body: bytes) -> Message:
    """`path` (or the bytes themselves) → PNG or JPEG; header: `format width height` (points) `pixels carry quick`."""
    name = job.get("name", "the picture")
    try:
        data = _read(Path(job["path"])) if "path" in job else body
    except OSError as error:
        return problem("picture-broken", f"{name} cannot be read: {error.strerror or error}")
    if len(data) > MAX_BYTES:
        return problem("picture-too-large", f"{name} is larger than {MAX_BYTES >> 20} MB", "save a smaller version of it")
    if not data:
        return problem("picture-broken", f"{name} is empty")
    if _is_svg(data):
        from presenter.worker.drawings import draw_svg

        return draw_svg(data, name)
    if data.startswith(b"%PDF-"):
        from presenter.worker.pages import draw_page

        return draw_page(data, name)
    return _photo(data, name)


def warm() -> None:
    """Load Pillow and the formats."""
    open_formats()


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def _is_svg(data: bytes) -> bool:
    head = data[:4096].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")
    return data[:2] == b"\x1f\x8b" or (head.startswith(b"<") and b"<svg" in data[:65536].replace(b"\x00", b""))


def _photo(data: bytes, name: str) -> Message:
    from PIL import Image, UnidentifiedImageError

    formats = open_formats()
    Image.MAX_IMAGE_PIXELS = None  # checked here, with our own message
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(io.BytesIO(data), formats=formats)
            if image.width * image.height > MAX_PIXELS:
                size = f"{image.width} × {image.height}"
                return problem("picture-too-large", f"{name} has {size} pixels, more than can be shown", "save a smaller version of it")
            return _convert(image, data)
    except UnidentifiedImageError:
        return _unknown(data, name)
    except MemoryError:
        return problem("picture-too-large", f"{name} needs too much memory", "save a smaller version of it")
    except Exception as error:  # Pillow's plug-ins raise all kinds for broken files
        return problem("picture-broken", f"{name} is damaged: {error}"[:300], "open it in an image program and save it again")


def open_formats() -> list[str]:
    """The allow-list, with HEIC and AVIF where their readers are installed."""
    from importlib import import_module

    for plugin in PLUGINS:
        import_module(f"PIL.{plugin}ImagePlugin")
    formats = list(FORMATS)
    try:
        import_module("PIL.AvifImagePlugin")
        formats.append("AVIF")
    except ImportError:
        pass
    try:
        import pi_heif  # type: ignore[import-not-found,unused-ignore]

        pi_heif.register_heif_opener()
        formats.append("HEIF")
    except ImportError:
        pass
    return formats


def _unknown(data: bytes, name: str) -> Message:
    if data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"mif1", b"msf1", b"hevc"):
        return problem("picture-format", f"{name} is a HEIC photo: its reader is not installed", "pip install pi-heif or save it as JPEG")
    if any(data.startswith(magic) for magic in (b"\x89PNG", b"\xff\xd8", b"GIF8", b"RIFF", b"BM", b"II*\0", b"MM\0*")):
        return problem("picture-broken", f"{name} is damaged", "open it in an image program and save it again")
    hint = "PNG, JPEG, GIF, WebP, BMP, TIFF, SVG and PDF are shown; save it as one of them"
    return problem("picture-format", f"{name} is not a picture that can be shown", hint)


def _convert(image: Image, data: bytes) -> Message:
    from PIL import ImageOps

    kind, mode = image.format or "", image.mode
    natural = image.size
    image.draft("RGB" if mode != "L" else "L", (min(LONGEST, natural[0]), min(LONGEST, natural[1])))
    image.load()
    turned = image.getexif().get(0x0112, 1) not in (0, 1)
    foreign = _foreign_profile(image)
    plain = not turned and not foreign and mode in ("RGB", "RGBA", "L", "P", "LA", "1") and getattr(image, "n_frames", 1) == 1
    carry = kind in CARRIED and not turned and mode != "CMYK" and len(data) <= CARRIED_BYTES and natural[0] * natural[1] <= CARRIED_PIXELS
    swapped = turned and image.getexif().get(0x0112) in (5, 6, 7, 8)
    width, height = natural[::-1] if swapped else natural
    moves = getattr(image, "n_frames", 1) > 1 and kind in MOVING
    header = {"width": width * POINTS, "height": height * POINTS, "carry": carry, "moves": moves}
    header["tones"] = _tones(image) if not turned else ""
    if plain and kind in ("PNG", "JPEG") and max(natural) <= KEPT:
        return _with_quick({**header, "format": kind.lower(), "pixels": natural}, data, image)  # proven to decode: kept byte for byte
    image = _flatten(image, foreign)
    image.thumbnail((LONGEST, LONGEST), reducing_gap=3.0)
    if turned:
        image = ImageOps.exif_transpose(image)
    form, encoded = _encode(image, kind)
    header["tones"] = _tones(image)
    return _with_quick({**header, "format": form, "pixels": image.size}, encoded, image)


def _with_quick(header: dict[str, Any], encoded: bytes, image: Image) -> Message:
    """The message, and behind a large photo its small copy; header: `main` is where that begins, `quick` says that there is one."""
    if image.width * image.height < LARGE or image.mode not in ("RGB", "L", "YCbCr"):
        return header, encoded
    image = image.copy()
    image.thumbnail((QUICK, QUICK), reducing_gap=2.0)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=85)
    return {**header, "main": len(encoded), "quick": True}, encoded + out.getvalue()


def _tones(image: Image) -> str:
    """How light the picture is in each field of an 8 x 8 grid, row by row, two hex digits each; "" where it lets light through."""
    if image.mode not in ("RGB", "L", "YCbCr"):
        return ""
    return image.reduce(max(1, min(image.size) // 64)).convert("L").resize((8, 8), resample=4).tobytes().hex()


def _flatten(image: Image, profile: bytes) -> Image:
    """8-bit RGB, RGBA or grey, in sRGB."""
    if image.mode in ("I;16", "I;16B", "I;16L", "I;16N"):
        image = image.point(lambda v: v / 256).convert("L")
    elif image.mode in ("I", "F"):
        low, high = image.getextrema()
        span = max(1.0, float(high) - float(low)) if float(high) > 255 else 255.0  # type: ignore[arg-type]
        image = image.convert("F").point(lambda v: v * (255.0 / span)).convert("L")
    if profile:
        image = _to_srgb(image, profile)
    if image.mode in ("RGB", "RGBA", "L"):
        return image
    alpha = image.mode in ("LA", "PA", "La", "RGBa") or "transparency" in image.info
    return image.convert("RGBA" if alpha else "RGB")


def _foreign_profile(image: Image) -> bytes:
    """The colour profile, if it is another than sRGB."""
    profile: bytes = image.info.get("icc_profile") or b""
    if not profile or b"sRGB" in profile or b"s\0R\0G\0B" in profile or len(profile) > 4 << 20:
        return b""
    return profile


def _to_srgb(image: Image, profile: bytes) -> Image:
    from PIL import ImageCms

    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if image.mode == "P":
            image = image.convert("RGBA" if "transparency" in image.info else "RGB")
        target = image.mode if image.mode in ("RGB", "RGBA") else "RGB"
        changed = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=target)
        return changed or image
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image  # a wrong profile is no reason to lose the picture


def _encode(image: Image, kind: str) -> tuple[str, bytes]:
    out = io.BytesIO()
    if kind in ("JPEG", "MPO", "HEIF") or (image.mode == "RGB" and image.width * image.height > 1_000_000 and kind != "PNG"):
        image.save(out, "JPEG", quality=92, subsampling=0)
        return "jpeg", out.getvalue()
    image.info.clear()
    image.save(out, "PNG", compress_level=1)
    return "png", out.getvalue()

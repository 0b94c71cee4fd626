"""Picture -> `p:pic`, and its pixels as a part of the file, once however often it is shown."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from pathlib import Path

from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.package import Package

from presenter.export.pptx.filters import filtered
from presenter.export.pptx.shapes import rounded
from presenter.export.pptx.xml import attribute, xfrm
from presenter.scene import Image, Picture

DENSITY = 3.0  # pixels a point kept at most: a 16:9 slide full of picture is 2880 wide
LARGE = 1.5  # pictures this much larger than needed are made smaller
SVG_TYPE = "image/svg+xml"


@dataclass(frozen=True, slots=True)
class Stored:
    """A picture's parts: pixels, and the drawing they were made from if there is one."""

    pixels: Part
    drawing: Part | None = None


@dataclass
class Media:
    """The picture parts of one file, found again by what they show."""

    package: Package
    parts: list[Part] = field(default_factory=list)
    _stored: dict[tuple[object, ...], Stored | None] = field(default_factory=dict)

    def store(self, picture: Picture) -> Stored | None:
        """The parts for a picture at the size it is shown; None when its file cannot be read."""
        wanted = _wanted(picture)
        key = (picture.image.key, picture.filters, wanted if picture.image.format == "svg" or _too_large(picture.image, wanted) else 0)
        if key not in self._stored:
            self._stored[key] = self._make(picture, wanted)
        return self._stored[key]

    def ground(self, picture: Picture) -> Part | None:
        """The pixels of a background, cut to what is shown: LibreOffice does not crop backgrounds."""
        if not any(picture.crop):
            stored = self.store(picture)
            return stored.pixels if stored else None
        key = ("ground", picture.image.key, picture.filters, picture.crop)
        if key not in self._stored:
            try:
                data, ext = _cut(picture, _wanted(picture))
            except Exception:  # as in _make
                self._stored[key] = None
            else:
                self._stored[key] = Stored(self._part(ext, CT.PNG if ext == "png" else CT.JPEG, data))
        found = self._stored[key]
        return found.pixels if found else None

    def _make(self, picture: Picture, wanted: int) -> Stored | None:
        try:
            data, ext = _pixels(picture, wanted)
        except Exception:  # whatever a broken picture makes its decoder say, the rest of the deck goes out
            return None
        drawing = None
        if picture.image.format == "svg" and not _baked(picture):
            drawing = self._part("svg", SVG_TYPE, picture.image.file.read_bytes())
        return Stored(self._part(ext, CT.PNG if ext == "png" else CT.JPEG, data), drawing)

    def _part(self, ext: str, content_type: str, data: bytes) -> Part:
        part = Part(PackURI(f"/ppt/media/image{len(self.parts) + 1}.{ext}"), content_type, self.package, data)
        self.parts.append(part)
        return part


def _baked(picture: Picture) -> bool:
    return any(name != "opacity" for name, _ in picture.filters)


def _wanted(picture: Picture) -> int:
    """How many pixels wide the whole (uncropped) picture should be, in steps, so that like sizes share one part."""
    shown = max(0.02, 1 - picture.crop[0] - picture.crop[2])
    return max(64, -(-round(picture.box.w / shown * DENSITY) // 64) * 64)


def _too_large(image: Image, wanted: int) -> bool:
    return image.pixels[0] > wanted * LARGE


def _pixels(picture: Picture, wanted: int) -> tuple[bytes, str]:
    """(bytes, png or jpeg) of a picture, as it is where that will do."""
    image = picture.image
    if image.format == "svg":
        data = rasterised(image.file, wanted)
        return (filtered(data, picture, wanted), "png") if _baked(picture) else (data, "png")
    source = _carried(image)
    if not _baked(picture) and not _too_large(image, wanted):
        return source.read_bytes(), _kind(source)
    return _smaller(source, picture, wanted)


def _carried(image: Image) -> Path:
    """The author's own file when it may go as it is and is what its name says, else the one made ready."""
    if image.original and _kind(image.original):
        return image.original
    return image.file


def _kind(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(8)
    return "png" if head == b"\x89PNG\r\n\x1a\n" else "jpg" if head[:3] == b"\xff\xd8\xff" else ""


def _smaller(source: Path, picture: Picture, wanted: int) -> tuple[bytes, str]:
    from PIL import Image as Pixels
    from PIL import ImageOps

    with Pixels.open(source) as opened:
        ext = "jpg" if opened.format == "JPEG" else "png"
        upright = ImageOps.exif_transpose(opened)
        if upright.width > wanted * LARGE:
            upright.thumbnail((wanted, wanted * 100), Pixels.Resampling.LANCZOS)
        out = io.BytesIO()
        if ext == "jpg" and not _baked(picture):
            upright.convert("RGB").save(out, "JPEG", quality=88)
            return out.getvalue(), "jpg"
        (upright if upright.mode in ("RGB", "RGBA", "L", "LA", "P") else upright.convert("RGBA")).save(out, "PNG")
    data = out.getvalue()
    return (filtered(data, picture, wanted), "png") if _baked(picture) else (data, "png")


def _cut(picture: Picture, wanted: int) -> tuple[bytes, str]:
    """(bytes, png or jpg) of what is shown of a picture."""
    from PIL import Image as Pixels

    data, ext = _pixels(picture, wanted)
    left, top, right, bottom = picture.crop
    with Pixels.open(io.BytesIO(data)) as opened:
        w, h = opened.size
        x, y = round(left * w), round(top * h)
        shown = opened.crop((x, y, max(x + 1, round(w - right * w)), max(y + 1, round(h - bottom * h))))
        out = io.BytesIO()
        if ext == "jpg":
            shown.convert("RGB").save(out, "JPEG", quality=90)
        else:
            shown.save(out, "PNG")
    return out.getvalue(), ext


def rasterised(svg: Path, width: int) -> bytes:
    """A drawing as PNG, `width` pixels wide; the drawing is one made ready (no outside references)."""
    import resvg_py

    text = svg.read_text(encoding="utf-8")
    return bytes(resvg_py.svg_to_bytes(svg_string=text, width=width, skip_system_fonts="<text" not in text))


# ---------------------------------------------------------------- the shape


def picture_xml(picture: Picture, number: int, name: str, blip: str, parts: tuple[str, str, str]) -> str:
    """`p:pic`; `blip` is the picture's `a:blip`, `parts` the children of its name, its `p:ph` and its outline."""
    inside, ph, outline = parts
    described = f' descr="{attribute(picture.alt)}"' if picture.alt else ""
    title = f' title="{attribute(picture.title)}"' if picture.title else ""
    form = rounded(picture.box, picture.radius) if picture.radius > 0 else '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    return (
        f'<p:pic><p:nvPicPr><p:cNvPr id="{number}" name="{attribute(name)}"{described}{title}>{inside}</p:cNvPr>'
        f'<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr>{ph}</p:nvPr></p:nvPicPr>'
        f"<p:blipFill>{blip}{source_rect(picture)}<a:stretch><a:fillRect/></a:stretch></p:blipFill>"
        f"<p:spPr>{xfrm(picture.box)}{form}{outline}</p:spPr></p:pic>"
    )


def source_rect(picture: Picture) -> str:
    """What of the picture is shown."""
    if not any(picture.crop):
        return ""
    pairs = zip("ltrb", picture.crop, strict=True)
    return "<a:srcRect" + "".join(f' {side}="{round(share * 100_000)}"' for side, share in pairs if share) + "/>"


def blip_xml(picture: Picture, pixels: str, drawing: str) -> str:
    """`a:blip` with opacity and the drawing's own part; both are relationship ids."""
    opacity = picture.opacity
    for name, value in picture.filters:
        if name == "opacity":
            opacity *= _share(value)
    amount = f'<a:alphaModFix amt="{round(min(max(opacity, 0.0), 1.0) * 100_000)}"/>' if opacity < 1 else ""
    ext = ""
    if drawing:
        ext = (
            '<a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip '
            f'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="{drawing}"/></a:ext></a:extLst>'
        )
    return f'<a:blip r:embed="{pixels}">{amount}{ext}</a:blip>'


def _share(value: str) -> float:
    try:
        return float(value.strip().rstrip("%")) / (100 if value.strip().endswith("%") else 1)
    except ValueError:
        return 1.0

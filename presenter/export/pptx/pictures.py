"""Picture -> `p:pic`, and its pixels as a part of the file, once however often it is shown."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.package import Package

from presenter.export.pixels import Data, animation, cut, is_baked, is_too_large, prepared, shown_width
from presenter.export.pptx.shapes import rounded
from presenter.export.pptx.xml import attribute, xfrm
from presenter.scene import Picture

WHOLE = 1 << 30  # the width of a picture that goes along as it is
STAMP_ID = 99  # a number that no placeholder and no decoration has
SVG_TYPE = "image/svg+xml"
_MEANING = re.compile(rb' data-mathml="[^"]*"')  # of a formula: for us, not for the file


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
    _sizes: dict[tuple[object, ...], dict[int, Stored | None]] = field(default_factory=dict)  # picture -> its widths
    _grounds: dict[tuple[object, ...], Stored | None] = field(default_factory=dict)

    def store(self, picture: Picture) -> Stored | None:
        """The parts for a picture at the size it is shown; None when its file cannot be read."""
        width = shown_width(picture)
        sized = picture.image.format == "svg" or is_too_large(picture.image, width) or is_baked(picture)
        known = self._sizes.setdefault((picture.image.key, picture.filters), {})
        wanted = width if sized else WHOLE
        # with filters each size is another picture; else what is there in a larger size will do
        large = [size for size in known if size == wanted or (size > wanted and not is_baked(picture))]
        if not large:
            known[wanted] = self._made(lambda: self._make(picture, width))
        return known[min(large, default=wanted)]

    def ground(self, picture: Picture) -> Stored | None:
        """The pixels of a background, cut to what is shown: LibreOffice does not crop backgrounds."""
        if not any(picture.crop):
            return self.store(picture)
        key = (picture.image.key, picture.filters, picture.crop)
        if key not in self._grounds:
            self._grounds[key] = self._made(lambda: Stored(self._pixels(cut(picture, shown_width(picture)))))
        return self._grounds[key]

    def _made(self, make: Callable[[], Stored]) -> Stored | None:
        try:
            return make()
        except Exception:  # whatever a broken picture makes its decoder say, the rest of the deck goes out
            return None

    def _make(self, picture: Picture, width: int) -> Stored:
        moving = animation(picture)
        if moving is not None and moving[1] == "gif":
            return Stored(self._part("gif", "image/gif", moving[0]))
        pixels = self._pixels(prepared(picture, width))
        if picture.image.format != "svg" or is_baked(picture):
            return Stored(pixels)
        return Stored(pixels, self._part("svg", SVG_TYPE, _MEANING.sub(b"", picture.image.file.read_bytes())))

    def _pixels(self, data: Data) -> Part:
        return self._part(data[1], CT.PNG if data[1] == "png" else CT.JPEG, data[0])

    def _part(self, ext: str, content_type: str, data: bytes) -> Part:
        part = Part(PackURI(f"/ppt/media/image{len(self.parts) + 1}.{ext}"), content_type, self.package, data)
        self.parts.append(part)
        return part


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


def stamp(picture: Picture, stored: Stored, part: Part) -> str:
    """A picture on a master or layout, related to its pixels."""
    drawing = part.relate_to(stored.drawing, RT.IMAGE) if stored.drawing else ""
    return picture_xml(picture, STAMP_ID, "Logo", blip_xml(picture, part.relate_to(stored.pixels, RT.IMAGE), drawing), ("", "", ""))


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

"""Points, colours and words -> the small pieces of DrawingML that every part is made of."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit
from uuid import NAMESPACE_URL, uuid5

from presenter.export.pptx.shades import shade_of, steps_xml
from presenter.scene import Color, Fill, Gradient, Rect
from presenter.theme.model import Theme

EMU = 12700  # in a point
MIXED = "mixed"  # in place of a theme colour's name: made of the theme's, nobody knows how

NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

# what XML 1.0 cannot hold, whatever way it is written
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_SPECIAL = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
_SPECIAL_ATTRIBUTE = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\r": "&#10;", "\t": " ", "\u2028": "&#10;"}
)


def escaped(text: str) -> str:
    """Words as element content; characters that XML cannot hold are left out."""
    return FORBIDDEN.sub("", text).translate(_SPECIAL)


def attribute(text: str) -> str:
    """Words as an attribute's value (without the quotes)."""
    return FORBIDDEN.sub("", text).translate(_SPECIAL_ATTRIBUTE)


def emu(points: float) -> int:
    """Points in English Metric Units; what is no number is nothing, what is absurd is bounded."""
    if not math.isfinite(points):
        return 0
    return round(min(max(points, -100_000.0), 100_000.0) * EMU)


def xfrm(box: Rect, tag: str = "a:xfrm", attributes: str = "") -> str:
    """Where a shape is and how large."""
    return (
        f'<{tag}{attributes}><a:off x="{emu(box.x)}" y="{emu(box.y)}"/><a:ext cx="{max(0, emu(box.w))}" cy="{max(0, emu(box.h))}"/></{tag}>'
    )


def group_xfrm(box: Rect) -> str:
    """Where a group is whose parts count their places from the slide's corner."""
    x, y, w, h = emu(box.x), emu(box.y), max(0, emu(box.w)), max(0, emu(box.h))
    outer, inner = f'<a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/>', f'<a:chOff x="{x}" y="{y}"/><a:chExt cx="{w}" cy="{h}"/>'
    return f"<a:xfrm>{outer}{inner}</a:xfrm>"


# ---------------------------------------------------------------- colours

_LIGHT = {"dk1": "tx1", "lt1": "bg1", "dk2": "tx2", "lt2": "bg2"}
_DARK = {"dk1": "bg1", "lt1": "tx1", "dk2": "bg2", "lt2": "tx2"}


@dataclass(frozen=True)
class Palette:
    """The theme's twelve colours and which of them are text and ground here (`dark`: the ground is dk1).

    `mixed` are the colours that the theme makes of the twelve: they are written as the one they come from, lighter or darker.
    """

    scheme: tuple[tuple[str, str], ...]  # slot, lower-case #rrggbb
    dark: bool
    mixed: frozenset[str] = frozenset()

    @classmethod
    def of(cls, theme: Theme) -> Palette:
        """The palette of a theme's ordinary slides."""
        scheme = tuple((slot, color.hex.lower()) for slot, color in theme.scheme.items())
        looks = (theme, theme.inverted or theme)
        return cls(scheme, theme.dark, frozenset(color.hex.lower() for look in looks for color in look.colors.values()))

    def turned(self, dark: bool) -> Palette:
        """The same colours with the ground dark or light."""
        return self if dark == self.dark else replace(self, dark=dark)

    def color(self, color: Color) -> str:
        """A colour element: a reference to the theme where the colour came from it, else the literal."""
        alpha = f'<a:alpha val="{round(min(max(color.alpha, 0.0), 1.0) * 100000)}"/>' if color.alpha < 1 else ""
        slot, changes = self._from_theme(color)
        if slot:
            name = (_DARK if self.dark else _LIGHT).get(slot, slot)
            return f'<a:schemeClr val="{name}">{changes}{alpha}</a:schemeClr>' if changes or alpha else f'<a:schemeClr val="{name}"/>'
        value = rgb(color)
        return f'<a:srgbClr val="{value}">{alpha}</a:srgbClr>' if alpha else f'<a:srgbClr val="{value}"/>'

    def _from_theme(self, color: Color) -> tuple[str, str]:
        """The theme's colour that one comes from and what makes it lighter or darker; "" for a literal."""
        value = color.hex.lower()
        if color.scheme and dict(self.scheme).get(color.scheme) == value:
            return color.scheme, ""
        if color.scheme == MIXED or value in self.mixed:
            slot = next((slot for slot, known in self.scheme if known == value), "")
            shade = None if slot else shade_of(value, self.scheme)
            return (shade[0], steps_xml(shade[1])) if shade else (slot, "")
        return "", ""

    def fill(self, fill: Fill | None) -> str:
        """A fill element; nothing asked is `noFill`."""
        match fill:
            case None:
                return "<a:noFill/>"
            case Color():
                return f"<a:solidFill>{self.color(fill)}</a:solidFill>"
            case Gradient():
                return self._gradient(fill)

    def _gradient(self, gradient: Gradient) -> str:
        stops = sorted(gradient.stops, key=lambda stop: stop[0])
        if len(stops) < 2:
            return self.fill(stops[0][1] if stops else None)
        marks = "".join(f'<a:gs pos="{round(min(max(at, 0.0), 1.0) * 100000)}">{self.color(c)}</a:gs>' for at, c in stops)
        angle = round(gradient.angle % 360 * 60000) % 21_600_000
        return f'<a:gradFill rotWithShape="1"><a:gsLst>{marks}</a:gsLst><a:lin ang="{angle}" scaled="0"/></a:gradFill>'

    def line(self, stroke: Color | None, width: float) -> str:
        """An outline element."""
        if stroke is None:
            return "<a:ln><a:noFill/></a:ln>"
        return f'<a:ln w="{min(max(0, emu(width)), 20116800)}">{self.fill(stroke)}</a:ln>'


def rgb(color: Color) -> str:
    """`RRGGBB` of a colour; what is not one is black."""
    value = color.hex.lstrip("#").upper()
    return value if re.fullmatch("[0-9A-F]{6}", value) else "000000"


def clr_map(dark: bool, tag: str = "p:clrMap") -> str:
    """Which theme colours are text and ground."""
    order = ("dk1", "lt1", "dk2", "lt2") if dark else ("lt1", "dk1", "lt2", "dk2")
    pairs = dict(zip(("bg1", "tx1", "bg2", "tx2"), order, strict=True))
    accents = " ".join(f'accent{n}="accent{n}"' for n in range(1, 7))
    return f"<{tag} " + " ".join(f'{k}="{v}"' for k, v in pairs.items()) + f' {accents} hlink="hlink" folHlink="folHlink"/>'


# ---------------------------------------------------------------- languages and links

_REGIONS = {
    "en": "US", "de": "DE", "fr": "FR", "es": "ES", "it": "IT", "pt": "PT", "nl": "NL", "pl": "PL", "cs": "CZ", "sv": "SE", "da": "DK",
    "nb": "NO", "fi": "FI", "ru": "RU", "uk": "UA", "el": "GR", "tr": "TR", "ja": "JP", "ko": "KR", "zh": "CN", "ar": "SA", "he": "IL",
    "fa": "IR", "hi": "IN", "th": "TH", "hu": "HU", "ro": "RO", "vi": "VN", "ur": "PK", "id": "ID",
}  # fmt: skip


def language(tag: str) -> str:
    """A BCP 47 tag as PowerPoint writes it (`en-US`), or "" if it is none."""
    parts = tag.strip().replace("_", "-").split("-")
    if not re.fullmatch("[A-Za-z]{2,3}", parts[0]):
        return ""
    head = parts[0].lower()
    script = next((p.title() for p in parts[1:] if re.fullmatch("[A-Za-z]{4}", p)), "")
    region = next((p.upper() for p in parts[1:] if re.fullmatch("[A-Za-z]{2}|[0-9]{3}", p)), "")
    if not region and not script:
        region = _REGIONS.get(head, "")
    return "-".join(p for p in (head, script, region) if p)


_STRAY = re.compile("%(?![0-9A-Fa-f]{2})")  # a percent sign that stands for no character
_KEPT = "%/:=&?~+!$,;'@()*-._"  # what stays as it is in the path of an address


def web_address(url: str) -> str:
    """A link as a valid URI, or "" where it is none that a slide should open (only web, mail and telephone)."""
    try:
        parts = urlsplit(_STRAY.sub("%25", FORBIDDEN.sub("", url.strip())))
        scheme, path = parts.scheme.lower(), quote(parts.path, safe=_KEPT)
        if scheme in ("mailto", "tel"):
            return urlunsplit((scheme, "", path, quote(parts.query, safe=_KEPT), "")) if path else ""
        if scheme not in ("http", "https"):
            return ""
        place = _authority(parts)
    except ValueError:
        return ""
    return urlunsplit((scheme, place, path, quote(parts.query, safe=_KEPT), quote(parts.fragment, safe=_KEPT))) if place else ""


def _authority(parts: SplitResult) -> str:
    """Host and port as ASCII; "" where the host is none. Names and passwords are not carried."""
    host, port = parts.hostname or "", parts.port
    if not host.isascii():
        host = host.encode("idna").decode("ascii")
    if ":" in host and re.fullmatch("[0-9a-f:.]+", host):
        host = f"[{host}]"
    elif not re.fullmatch("[a-z0-9]([a-z0-9._-]*[a-z0-9.])?", host):
        return ""
    return f"{host}:{port}" if port is not None else host


def stable_guid(name: str) -> str:
    """A GUID in braces, always the same for the same name."""
    return f"{{{uuid5(NAMESPACE_URL, ascii('presenter:' + name))}}}".upper()


def read_data(name: str) -> str:
    """A text file that lies beside this one."""
    return (Path(__file__).parent / name).read_text(encoding="utf-8")

"""Theme -> the XML of PowerPoint's theme, slide master and slide layouts, and what each region's placeholder is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from presenter.export.pptx import styles
from presenter.export.pptx.shapes import shape_xml
from presenter.export.pptx.styles import Level
from presenter.export.pptx.xml import HEAD, NAMESPACES, Palette, attribute, clr_map, escaped, read_data, rgb, xfrm
from presenter.scene import Fill, Rect, Shape
from presenter.theme.model import SCHEME, Region, SlideLayout, Theme

ANCHOR = {"top": "t", "middle": "ctr", "bottom": "b"}
ROOT = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
NUMBER_FIELD = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
PROMPTS = {"title": "Title", "subtitle": "Subtitle", "picture": "Picture", "header": "Header", "footer": "", "number": "‹#›", "date": ""}


@dataclass(frozen=True, slots=True)
class Slot:
    """A region's placeholder: its `p:ph` attributes, box, anchor and what its levels inherit."""

    kind: str
    ph: str
    box: Rect
    anchor: str
    levels: tuple[Level, ...]


@dataclass(frozen=True)
class Layout:
    """A slide layout of the file: its XML, its slots by region name, its palette, ground and what it draws."""

    name: str
    xml: str
    slots: Mapping[str, Slot]
    palette: Palette
    background: Fill
    decorations: tuple[Shape, ...]


# ---------------------------------------------------------------- theme part


def theme_xml(theme: Theme, lang: str = "") -> str:
    """`ppt/theme/theme1.xml`: twelve colours and two fonts, which have the script of the deck's language."""
    name = attribute(theme.title or theme.name)
    colors = "".join(f'<a:{slot}><a:srgbClr val="{rgb(theme.scheme[slot])}"/></a:{slot}>' for slot in SCHEME)
    fonts = styles.theme_font(theme.fonts["heading"], "majorFont", lang) + styles.theme_font(theme.fonts["body"], "minorFont", lang)
    return (
        f'{HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="{name}"><a:themeElements>'
        f'<a:clrScheme name="{name}">{colors}</a:clrScheme><a:fontScheme name="{name}">{fonts}</a:fontScheme>'
        f"{read_data('format-scheme.xml').strip()}</a:themeElements><a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    )


# ---------------------------------------------------------------- layouts


def slide_layouts(theme: Theme) -> dict[str, Layout]:
    """Every layout of the theme as a layout of the file, by name."""
    return {name: _layout(theme, layout) for name, layout in theme.layouts.items()}


def varied(theme: Theme, name: str, change: Callable[[SlideLayout], SlideLayout]) -> Layout:
    """A layout of the theme with a change to it, as one more layout of the file."""
    return _layout(theme, theme.layouts[name], change)


def _layout(theme: Theme, layout: SlideLayout, change: Callable[[SlideLayout], SlideLayout] = lambda layout: layout) -> Layout:
    palette, look = Palette.of(theme), theme
    if layout.inverted:
        palette, look = palette.turned(not theme.dark), theme.inverted or theme
        layout = look.layouts.get(layout.name, layout)
    layout = change(layout)
    drawn = layout.decorations
    slots = _slots(look, layout, palette)
    background = layout.background or look.background
    body = "".join(shape_xml(shape, n + 100, f"Decoration {n + 1}", palette, DECORATIVE) for n, shape in enumerate(drawn))
    body += "".join(_placeholder(slots[region.name], region, n) for n, region in enumerate(_regions(layout), 2))
    title = layout.title or layout.name
    mapping = "<a:masterClrMapping/>" if palette.dark == theme.dark else clr_map(palette.dark, "a:overrideClrMapping")
    ground = "" if background == theme.background and palette.dark == theme.dark else background_xml(background, palette)
    xml = (
        f'{HEAD}<p:sldLayout {NAMESPACES} preserve="1"{_layout_type(layout)}><p:cSld name="{attribute(title)}">{ground}'
        f"<p:spTree>{ROOT}{body}</p:spTree></p:cSld><p:clrMapOvr>{mapping}</p:clrMapOvr></p:sldLayout>"
    )
    return Layout(layout.name, xml, slots, palette, background, drawn)


def background_xml(fill: Fill, palette: Palette) -> str:
    """`p:bg` of a plain or graded ground."""
    return f"<p:bg><p:bgPr>{palette.fill(fill)}<a:effectLst/></p:bgPr></p:bg>"


def _regions(layout: SlideLayout) -> tuple[Region, ...]:
    """The layout's regions, one of each name, and of title, footer, number and date one each."""
    seen: set[str] = set()
    kept: list[Region] = []
    for region in layout.regions:
        once = region.kind if region.kind in ("title", "statement", "footer", "number", "date") else region.name
        if once not in seen and region.name not in {r.name for r in kept}:
            seen.add(once)
            kept.append(region)
    return tuple(kept)


def _slots(theme: Theme, layout: SlideLayout, palette: Palette) -> dict[str, Slot]:
    """Region name -> Slot; indices 10 to 12 are date, footer and number, the others count up round them."""
    regions = _regions(layout)
    free = iter([n for n in range(1, len(regions) + 20) if n not in (10, 11, 12)])
    cover = layout.region("subtitle") is not None and not layout.of_kind("body")
    words = "title" if layout.of_kind("title") else "statement"  # few large words are what such a slide is called
    slots = {}
    for region in regions:
        levels = styles.region_levels(theme, layout, region, palette)
        kind = "title" if region.kind == words else region.kind
        slots[region.name] = Slot(region.kind, _ph(kind, cover, free), region.box, ANCHOR[region.anchor], levels)
    return slots


def _ph(kind: str, cover: bool, free: object) -> str:
    match kind:
        case "title":
            return ' type="ctrTitle"' if cover else ' type="title"'
        case "date":
            return ' type="dt" sz="half" idx="10"'
        case "footer":
            return ' type="ftr" sz="quarter" idx="11"'
        case "number":
            return ' type="sldNum" sz="quarter" idx="12"'
    n = next(free)  # type: ignore[call-overload]
    match kind:
        case "subtitle":
            return f' type="subTitle" idx="{n}"'
        case "picture":
            return f' type="pic" idx="{n}"'
        case "body":
            return f' idx="{n}"'
        case _:
            return f' type="body" sz="quarter" idx="{n}"'


def _layout_type(layout: SlideLayout) -> str:
    kinds = sorted(r.kind for r in layout.regions if r.kind not in ("footer", "number", "date", "header"))
    known = {
        ("subtitle", "title"): "title",
        ("body", "title"): "obj",
        ("body", "body", "title"): "twoObj",
        ("title",): "titleOnly",
        (): "blank",
    }
    kind = known.get(tuple(kinds))
    return f' type="{kind}"' if kind else ' userDrawn="1"'


def _placeholder(slot: Slot, region: Region, number: int) -> str:
    body = _prompt(slot, region)
    anchor = f' anchor="{slot.anchor}"'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{attribute(region.name.title())}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph{slot.ph}/></p:nvPr></p:nvSpPr><p:spPr>{xfrm(slot.box)}"
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0"{anchor}><a:noAutofit/></a:bodyPr>'
        f"<a:lstStyle>{styles.levels_xml(slot.levels)}</a:lstStyle>{body}</p:txBody></p:sp>"
    )


def _prompt(slot: Slot, region: Region) -> str:
    if slot.kind == "number":
        field = f'<a:fld id="{NUMBER_FIELD}" type="slidenum"><a:rPr lang="en-US"/><a:t>‹#›</a:t></a:fld>'
        return f'<a:p>{field}<a:endParaRPr lang="en-US"/></a:p>'
    if slot.kind == "body":
        names = ("First level", "Second level", "Third level", "Fourth level", "Fifth level")
        return "".join(f'<a:p><a:pPr lvl="{n}"/><a:r><a:rPr lang="en-US"/><a:t>{name}</a:t></a:r></a:p>' for n, name in enumerate(names))
    words = PROMPTS.get(slot.kind, region.name.title())
    run = f'<a:r><a:rPr lang="en-US"/><a:t>{escaped(words)}</a:t></a:r>' if words else ""
    return f'<a:p>{run}<a:endParaRPr lang="en-US"/></a:p>'


# ---------------------------------------------------------------- master


def master_xml(theme: Theme, layout_ids: tuple[tuple[int, str], ...], shown: str = "") -> str:
    """`slideMaster1.xml`; `layout_ids` are (id, rId) of its layouts, `shown` what every slide shows."""
    palette = Palette.of(theme)
    slots = _master_slots(theme, palette)
    body = shown + "".join(_placeholder(slot, region, n) for n, (region, slot) in enumerate(slots, 2))
    box = styles.box_level(theme, palette)
    levels = {kind: slot.levels for region, slot in slots for kind in (region.kind,)}
    ids = "".join(f'<p:sldLayoutId id="{n}" r:id="{rid}"/>' for n, rid in layout_ids)
    return (
        f"{HEAD}<p:sldMaster {NAMESPACES}><p:cSld>{background_xml(theme.background, palette)}<p:spTree>{ROOT}{body}</p:spTree></p:cSld>"
        f"{clr_map(theme.dark)}<p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst>"
        f"<p:txStyles><p:titleStyle>{styles.levels_xml(levels['title'])}</p:titleStyle>"
        f"<p:bodyStyle>{styles.levels_xml(levels['body'])}</p:bodyStyle>"
        f"<p:otherStyle>{styles.levels_xml((box,) * styles.LEVELS)}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def _master_slots(theme: Theme, palette: Palette) -> list[tuple[Region, Slot]]:
    """The master's five placeholders: where the content layout has them, else at usual places."""
    content = theme.layouts.get("content") or next(iter(theme.layouts.values()))
    w, h = theme.size
    usual = {
        "title": Region("title", "title", Rect(0.06 * w, 0.07 * h, 0.88 * w, 0.13 * h), "title", "middle"),
        "body": Region("body", "body", Rect(0.06 * w, 0.24 * h, 0.88 * w, 0.64 * h), "body"),
        "date": Region("date", "date", Rect(0.06 * w, 0.93 * h, 0.2 * w, 0.05 * h), "footer"),
        "footer": Region("footer", "footer", Rect(0.3 * w, 0.93 * h, 0.4 * w, 0.05 * h), "footer"),
        "number": Region("number", "number", Rect(0.74 * w, 0.93 * h, 0.2 * w, 0.05 * h), "number"),
    }
    ph = {"body": ' type="body" idx="1"', "date": ' type="dt" sz="half" idx="2"', "footer": ' type="ftr" sz="quarter" idx="3"'}
    ph |= {"title": ' type="title"', "number": ' type="sldNum" sz="quarter" idx="4"'}
    found = []
    for kind, fallback in usual.items():
        region = next((r for r in content.regions if r.kind == kind), fallback)
        levels = styles.region_levels(theme, content, region, palette)
        found.append((region, Slot(kind, ph[kind], region.box, ANCHOR[region.anchor], levels)))
    return found


def default_text_style(theme: Theme) -> str:
    """`p:defaultTextStyle` of the presentation: what a text box begins with."""
    return f"<p:defaultTextStyle>{styles.levels_xml((styles.box_level(theme, Palette.of(theme)),) * styles.LEVELS)}</p:defaultTextStyle>"

"""Theme text styles and set text -> Looks and Forms: what text is like, comparable, so that only differences are written."""

from __future__ import annotations

from dataclasses import dataclass

from presenter.export.pptx.faces import theme_faces
from presenter.export.pptx.xml import Palette, attribute, emu
from presenter.scene import Bullet, Font
from presenter.theme.model import Family, Region, SlideLayout, TextStyle, Theme

ALIGN = {"left": "l", "center": "ctr", "right": "r", "justify": "just"}
LEVELS = 9  # PowerPoint's list levels
# what PowerPoint takes for scripts that the theme names no font for; each comes with Windows or Office
SCRIPT_FONTS = (
    ("Jpan", "Yu Gothic"), ("Hang", "Malgun Gothic"), ("Hans", "Microsoft YaHei"), ("Hant", "Microsoft JhengHei"), ("Arab", "Arial"),
    ("Hebr", "Arial"), ("Thai", "Leelawadee UI"), ("Laoo", "Leelawadee UI"), ("Khmr", "Leelawadee UI"), ("Deva", "Nirmala UI"),
    ("Beng", "Nirmala UI"), ("Gujr", "Nirmala UI"), ("Guru", "Nirmala UI"), ("Knda", "Nirmala UI"), ("Mlym", "Nirmala UI"),
    ("Orya", "Nirmala UI"), ("Sinh", "Nirmala UI"), ("Taml", "Nirmala UI"), ("Telu", "Nirmala UI"), ("Mymr", "Myanmar Text"),
    ("Tibt", "Microsoft Himalaya"), ("Ethi", "Ebrima"), ("Armn", "Sylfaen"), ("Geor", "Sylfaen"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """A run's look as PowerPoint holds it: size and tracking in 1/100 pt, colour and fonts as XML."""

    size: int
    bold: bool
    italic: bool
    caps: bool
    tracking: int
    color: str
    fonts: str


@dataclass(frozen=True, slots=True)
class Form:
    """A paragraph's form: margins in EMU, line pitch in 1/1000 %, space before in 1/100 pt, bullet as XML."""

    align: str = "l"
    rtl: bool = False
    margin: int = 0
    indent: int = 0
    right: int = 0
    pitch: int = 100_000
    before: int = 0
    bullet: str = "<a:buNone/>"
    exact: int = 0  # line pitch in 1/100 pt instead of `pitch`


@dataclass(frozen=True, slots=True)
class Level:
    """What text of one list level inherits."""

    form: Form
    look: Look


# what nothing can be like: text that inherits it says everything itself
NOTHING = Level(Form("", False, -1, 1, -1, -1, -1, ""), Look(-1, False, False, False, 1 << 20, "", ""))


def size_of(points: float) -> int:
    """A font size in 1/100 pt, inside what PowerPoint takes (1 to 4000 pt)."""
    return min(max(round(points * 100), 100), 400_000)


def tracking_of(points: float) -> int:
    """Space between letters in 1/100 pt."""
    return min(max(round(points * 100), -400_000), 400_000)


def family_fonts(theme: Theme, role: str, family: str) -> str:
    """Font elements: the theme's heading or body font by reference, any other by name."""
    if role == "heading" and family == theme.fonts["heading"].name:
        return '<a:latin typeface="+mj-lt"/><a:ea typeface="+mj-ea"/><a:cs typeface="+mj-cs"/>'
    if family == theme.fonts["body"].name:
        return '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/>'
    if family == theme.fonts["heading"].name:
        return '<a:latin typeface="+mj-lt"/><a:ea typeface="+mj-ea"/><a:cs typeface="+mj-cs"/>'
    name = attribute(family) or "+mn-lt"
    return f'<a:latin typeface="{name}"/><a:ea typeface="+mn-ea"/><a:cs typeface="{name}"/>'


def theme_font(family: Family, tag: str, lang: str = "") -> str:
    """`a:majorFont` or `a:minorFont` of a family in a deck of this language."""
    ea, cs = (attribute(face) for face in theme_faces(family, lang))
    scripts = "".join(f'<a:font script="{script}" typeface="{face}"/>' for script, face in SCRIPT_FONTS)
    return f'<a:{tag}><a:latin typeface="{attribute(family.name)}"/><a:ea typeface="{ea}"/><a:cs typeface="{cs}"/>{scripts}</a:{tag}>'


def style_look(theme: Theme, style: TextStyle, palette: Palette) -> Look:
    """The look of a theme's text style."""
    family = (theme.fonts.get(style.font) or theme.fonts["body"]).name
    return Look(
        size_of(style.size),
        style.bold,
        style.italic,
        style.caps,
        tracking_of(style.tracking),
        palette.fill(style.color),
        family_fonts(theme, style.font, family),
    )


def font_look(theme: Theme, font: Font, color: str) -> Look:
    """The look of a run; `color` is its fill element."""
    fonts = family_fonts(theme, font.role, font.family)
    return Look(size_of(font.size), font.bold, font.italic, font.caps, tracking_of(font.tracking), color, fonts)


def bullet_xml(bullet: Bullet | None, palette: Palette, size: float, start: int = 1) -> str:
    """A bullet's elements; `size` is the text's, `start` where its numbering began."""
    # without a font of its own LibreOffice takes one in which the bullet stands too high
    if bullet is None:
        return "<a:buNone/>"
    tint = f"<a:buClr>{palette.color(bullet.color)}</a:buClr>"
    face = f'<a:buFont typeface="{attribute(bullet.font.family)}"/>'
    points = f'<a:buSzPts val="{size_of(bullet.font.size)}"/>' if abs(bullet.font.size - size) > 0.01 * size else ""
    if bullet.number is not None and bullet.form in ("period", "paren"):
        form = "arabicPeriod" if bullet.form == "period" else "arabicParenR"
        first = f' startAt="{start}"' if start != 1 else ""
        return f'{tint}{points}{face}<a:buAutoNum type="{form}"{first}/>'
    char = attribute(bullet.text.strip()) or "•"
    return f'{tint}{points}{face}<a:buChar char="{char}"/>'


def region_levels(theme: Theme, layout: SlideLayout, region: Region, palette: Palette) -> tuple[Level, ...]:
    """What the nine list levels of a region look like."""
    base = theme.style(region.style, layout)
    align = ALIGN[region.align or base.align]
    if region.kind != "body":
        form = Form(align=align, pitch=round(base.spacing * 100_000), before=tracking_of(base.before))
        return (Level(form, style_look(theme, base, palette)),) * LEVELS
    return tuple(_body_level(theme, layout, region.style, align, n, palette) for n in range(LEVELS))


def _body_level(theme: Theme, layout: SlideLayout, name: str, align: str, n: int, palette: Palette) -> Level:
    names = (name, f"{name}2", f"{name}3")
    style = theme.style(names[min(n, 2)], layout) if names[min(n, 2)] in theme.styles or n == 0 else theme.style(name, layout)
    hang = theme.bullets.indent * theme.style(name, layout).size
    char = attribute(theme.bullets.chars[n % len(theme.bullets.chars)])
    face = f'<a:buFont typeface="{attribute(theme.fonts["body"].name)}"/>'
    bullet = f'<a:buClr>{palette.color(theme.bullets.color)}</a:buClr>{face}<a:buChar char="{char}"/>'
    form = Form(
        align,
        False,
        emu(hang * (n + 1)),
        -emu(hang),
        0,
        round(style.spacing * 100_000),
        tracking_of(style.before or theme.paragraph_gap),
        bullet,
    )
    return Level(form, style_look(theme, style, palette))


def box_level(theme: Theme, palette: Palette) -> Level:
    """What text outside every placeholder inherits: the presentation's default text style."""
    from presenter.scene import Color

    slot = "lt1" if palette.dark else "dk1"
    color = palette.fill(Color(dict(palette.scheme)[slot], scheme=slot))
    return Level(Form(), Look(1800, False, False, False, 0, color, family_fonts(theme, "body", theme.fonts["body"].name)))


# ---------------------------------------------------------------- written out


def form_attributes(form: Form, than: Form | None = None) -> str:
    """The attributes of a paragraph where they differ from the inherited form."""
    pairs = (
        ("marL", form.margin, than and than.margin),
        ("marR", form.right, than and than.right),
        ("indent", form.indent, than and than.indent),
        ("algn", form.align, than and than.align),
        ("rtl", int(form.rtl), than and int(than.rtl)),
    )
    return "".join(f' {name}="{value}"' for name, value, inherited in pairs if than is None or value != inherited)


def form_children(form: Form, than: Form | None = None) -> str:
    """The child elements of a paragraph's properties where they differ from the inherited form."""
    parts = []
    if form.exact:
        parts.append(f'<a:lnSpc><a:spcPts val="{form.exact}"/></a:lnSpc>')
    elif than is None or form.pitch != than.pitch:
        parts.append(f'<a:lnSpc><a:spcPct val="{form.pitch}"/></a:lnSpc>')
    if than is None or form.before != than.before:
        parts.append(f'<a:spcBef><a:spcPts val="{min(max(form.before, 0), 158400)}"/></a:spcBef>')
    if than is None or form.bullet != than.bullet:
        parts.append(form.bullet)
    return "".join(parts)


def look_attributes(look: Look, than: Look | None = None) -> str:
    """The attributes of a run where they differ from the inherited look."""
    pairs = (
        ("sz", look.size, than and than.size),
        ("b", int(look.bold), than and int(than.bold)),
        ("i", int(look.italic), than and int(than.italic)),
        ("cap", "all" if look.caps else "none", than and ("all" if than.caps else "none")),
        ("spc", look.tracking, than and than.tracking),
    )
    return "".join(f' {name}="{value}"' for name, value, inherited in pairs if than is None or value != inherited)


def level_xml(level: Level, n: int) -> str:
    """`a:lvlNpPr` with everything said; n from 1."""
    look = level.look
    return (
        f'<a:lvl{n}pPr{form_attributes(level.form)} defTabSz="914400" eaLnBrk="1" latinLnBrk="0" hangingPunct="0">'
        f"{form_children(level.form)}"
        f'<a:defRPr{look_attributes(look)} kern="1200">{look.color}{look.fonts}</a:defRPr></a:lvl{n}pPr>'
    )


def levels_xml(levels: tuple[Level, ...]) -> str:
    """All `a:lvlNpPr` of a style."""
    return "".join(level_xml(level, n) for n, level in enumerate(levels, 1))

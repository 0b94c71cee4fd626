"""The author's colours and CSS laid over a Theme or a TextStyle."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from presenter.layout.shaper import Shaper
from presenter.layout.utilities import utility
from presenter.model import SlideSettings, StyleRule
from presenter.scene import Align, Color, Fill, Gradient, Rect, Shape
from presenter.theme.colors import channels, contrast, mix, over, parse_color
from presenter.theme.fonts import family as known_family
from presenter.theme.legible import legible
from presenter.theme.model import Family, SlideLayout, TextStyle, Theme

# families whose twins have the very same widths, so that lines break alike here and in PowerPoint
EXACT = frozenset(
    (
        "calibri",
        "cambria",
        "arial",
        "helvetica",
        "arial narrow",
        "times new roman",
        "courier new",
        "carlito",
        "caladea",
        "liberation sans",
        "liberation serif",
        "liberation mono",
    )
)
CSS_BASE = 21.75  # points: 29 px, the running text of Marp's default theme, stands for our body size


def asked_color(text: str, theme: Theme) -> Color | None:
    """A colour as the author writes it: a name of the theme's colours or a CSS colour; None when it is neither."""
    text = text.strip().removeprefix("legible(") if text.startswith("legible(") else text.strip()
    text = text.removesuffix(")") if "(" not in text else text
    return theme.colors.get(text) or (parse_color(text) if text else None)


def rules_for(rules: Iterable[StyleRule], target: str) -> dict[str, str]:
    """The declarations that hold for `target`, later ones winning."""
    found: dict[str, str] = {}
    for rule in rules:
        if rule.target == target and not rule.within:
            found.update(rule.declarations)
    return found


def class_rules(rules: Iterable[StyleRule], classes: tuple[str, ...]) -> dict[str, str]:
    """What utility classes and the rules for `.name` (or `.name.other`) say of something with these classes."""
    found: dict[str, str] = {}
    for name in classes:
        found.update(utility(name))
    if len(ground := found.get("background-color", "")) == 7 and "--ground-opacity" in found:
        found["background-color"] = f"{ground}{round(min(100, int(found['--ground-opacity'])) * 2.55):02x}"
    here = set(classes)
    for rule in rules if classes else ():
        if rule.target.startswith(".") and not rule.within and here.issuperset(rule.target[1:].split(".")):
            for name, value in rule.declarations:
                if name == "border":  # says it of all four sides
                    found = {key: kept for key, kept in found.items() if not key.startswith("border-") or key == "border-radius"}
                found[name] = value
    return found


def restyled(style: TextStyle, rules: tuple[StyleRule, ...], target: str, theme: Theme) -> TextStyle:
    """`style` with what the rules say of `target`."""
    said = rules_for(rules, target)
    return declared(style, tuple(said.items()), theme) if said else style


def declared(style: TextStyle, declarations: tuple[tuple[str, str], ...], theme: Theme) -> TextStyle:
    """`style` with CSS declarations laid over it: color, font-size, font-weight, font-style, text-align."""
    for name, value in declarations:
        match name:
            case "color":
                style = replace(style, color=asked_color(value, theme) or style.color)
            case "font-size":
                style = replace(style, size=css_size(value, style.size) or style.size)
            case "font-weight":
                style = replace(style, bold=value in ("bold", "bolder") or (value.isdecimal() and int(value[:4]) >= 600))
            case "font-style":
                style = replace(style, italic=value in ("italic", "oblique"))
            case "text-align":
                style = replace(style, align=css_align(value) or style.align)
            case "line-height":
                style = replace(style, spacing=min(2.0, max(0.7, _number(value, style.spacing * 1.2) / 1.2)))
            case "text-transform":
                style = replace(style, caps=value == "uppercase")
    return style


def css_align(value: str) -> Align | None:
    """A CSS text-align as ours."""
    known: dict[str, Align] = {"left": "left", "start": "left", "center": "center", "right": "right", "end": "right", "justify": "justify"}
    return known.get(value.strip().lower())


def css_size(value: str, inherited: float) -> float | None:
    """A CSS font-size in points; em and % are of `inherited`. None when it is not a size."""
    words = {
        "xx-small": 0.6,
        "x-small": 0.7,
        "small": 0.85,
        "smaller": 0.85,
        "medium": 1.0,
        "large": 1.2,
        "larger": 1.2,
        "x-large": 1.5,
        "xx-large": 2.0,
    }
    value = value.strip().lower()
    if value in words:
        return inherited * words[value]
    match = re.fullmatch(r"([\d.]+)(px|pt|em|rem|%)", value)
    if not match:
        return None
    number = float(match[1])
    factor = {"px": 0.75, "pt": 1.0, "em": inherited, "rem": CSS_BASE, "%": inherited / 100}[match[2]]
    return min(400.0, max(1.0, number * factor))


def _number(value: str, default: float) -> float:
    try:
        return float(value)
    except ValueError:
        return default


UNSEEN = 1.3  # contrast of words that nobody means for this ground


def meant_for_pictures(theme: Theme) -> bool:
    """Whether the author's colour for words cannot be seen on the theme's own ground: white words on white."""
    return contrast(theme.color("text"), theme.color("background")) < UNSEEN


CENTRED = frozenset(("center", "text-center", "has-text-centered"))


@lru_cache(maxsize=64)
def theme_for(theme: Theme, settings: SlideSettings, shaper: Shaper) -> Theme:
    """The theme as this slide asks for it: inverted, on its own ground, in its own text colour and size."""
    classes = settings.classes
    said = rules_for(settings.rules, "section")
    behind = settings.background or ("" if settings.background_color else said.get("background", "") or said.get("background-image", ""))
    ground: Fill | None = css_gradient(behind, theme)
    said_grounds = (settings.background, settings.background_color, said.get("background-color", ""), said.get("background", ""))
    ground = ground or next((found for value in said_grounds if (found := asked_color(value, theme))), None)
    text = asked_color(settings.color or said.get("color", ""), theme)
    if theme.inverted and "invert" in classes:
        theme = theme.inverted
    if theme.inverted and ground and _reads_better_inverted(theme, theme.inverted, seen(ground, theme)):
        theme = theme.inverted  # also when the text has a colour of its own: footers, code and links have none
    elif theme.inverted and ground is None and text and contrast(text, theme.color("background")) < UNSEEN:
        theme = theme.inverted  # white words are meant for a dark picture
    if ground:  # on every layout, those that have a ground of their own too
        plain = {name: replace(one, background=None, inverted=False) for name, one in theme.layouts.items()}
        theme = _on_ground(_readable(replace(theme, background=ground, layouts=plain), seen(ground, theme)), seen(ground, theme))
    if text:
        theme = _recolored(theme, text)
    theme = _shaped(theme, settings, said, shaper)
    if theme.inverted:  # sections and pictures of the other brightness are set in it
        theme = replace(theme, inverted=_shaped(theme.inverted, settings, said, shaper))
    if settings.rules:
        brand = brand_of(settings.rules, theme)
        theme = _accented(theme, brand) if brand else theme
        theme = replace(theme, colors=_named(theme, settings.rules))
    return theme


def _shaped(theme: Theme, settings: SlideSettings, said: Mapping[str, str], shaper: Shaper) -> Theme:
    """The theme with the sizes, the face and the alignment that the author's CSS has for all of the slide."""
    if size := css_size(said.get("font-size", ""), theme.styles["body"].size):
        theme = _resized(theme, size / theme.styles["body"].size)
    if family := css_family(said.get("font-family", ""), shaper):
        theme = replace(theme, fonts={role: old if role == "code" else family for role, old in theme.fonts.items()})
    align = css_align(said.get("text-align", "")) or ("center" if not CENTRED.isdisjoint(settings.classes) else None)
    if align:
        layouts = {name: replace(one, styles=tuple(_aligned(one.styles, align))) for name, one in theme.layouts.items()}
        theme = replace(theme, styles=dict(_aligned(theme.styles.items(), align)), layouts=layouts)
    titled = any(rule.target == "h1" and rule.classes and ("text-align", "center") in rule.declarations for rule in settings.rules)
    if align == "center" or (align is None and titled):
        theme = replace(theme, layouts={name: _symmetric(one, theme.size[0]) for name, one in theme.layouts.items()})
    return theme


def _aligned(styles: Iterable[tuple[str, TextStyle]], align: Align) -> Iterable[tuple[str, TextStyle]]:
    """Styles of words set so; listings, numbers, headers and footers as they were."""
    for name, style in styles:
        yield name, style if name in ("code", "number", "header", "footer") else replace(style, align=align)


QUIET = ("muted", "link", "accent")  # colours of words that a ground nobody thought of may swallow


def _readable(theme: Theme, ground: Color) -> Theme:
    """The theme with its quiet words lighter or darker where `ground` would swallow them."""
    quiet = (theme.colors[name] for name in QUIET)
    inks = {color: legible(color, ground, 4.5) for color in quiet if contrast(color, ground) < 3}
    if not inks:
        return theme
    colors = {name: inks.get(color, color) if name in QUIET else color for name, color in theme.colors.items()}
    return replace(_with_inks(theme, inks), colors=colors)


# how much of the text's colour is in what lies on the ground
LYING = (("surface", 0.05), ("code-background", 0.06), ("table-band", 0.05), ("rule", 0.2))


def _on_ground(theme: Theme, ground: Color) -> Theme:
    """The theme with panels, listings and lines that belong to a ground which is not its own."""
    own = theme.color("background").hex
    if ground.hex == own:
        return theme
    found = {name: mix(ground, theme.color("text"), share) for name, share in LYING if theme.color(name).hex != own}
    return replace(theme, colors={**theme.colors, **found})


def _reads_better_inverted(theme: Theme, inverted: Theme, ground: Color) -> bool:
    """Whether the theme's other text colour is needed on `ground`, or stands out much more on it."""
    now, other = contrast(theme.color("text"), ground), contrast(inverted.color("text"), ground)
    return now < 3 or (now < 4.5 and (other >= 4.5 or other > 1.3 * now))


def _symmetric(layout: SlideLayout, width: float) -> SlideLayout:
    """Wide regions with the same margin at both sides, so that centred words stand under one another."""
    regions = []
    for region in layout.regions:
        box = region.box
        if region.kind in ("title", "subtitle", "body", "statement", "quote") and box.w > 0.6 * width:
            margin = min(box.x, width - box.right)
            box = replace(box, x=margin, w=width - 2 * margin)
        regions.append(replace(region, box=box))
    title = next((r.box for r in regions if r.kind == "title"), None)
    decorations = tuple(_below_middle(one, title, layout, width) for one in layout.decorations) if title else layout.decorations
    return replace(layout, regions=tuple(regions), decorations=decorations)


def _below_middle(shape: Shape, title: Rect, layout: SlideLayout, width: float) -> Shape:
    """A short bar that stands at the left of the title's words, in the middle when they are."""
    before = next(r.box for r in layout.regions if r.kind == "title")
    box = shape.box
    if box.h > 10 or not 8 < box.w < 0.2 * width or abs(box.x - before.x) > 4:
        return shape
    return replace(shape, box=replace(box, x=title.x + (title.w - box.w) / 2))


def seen(ground: Fill, theme: Theme) -> Color:
    """One colour that stands for a ground: of a gradient its middle, of what shines through what is seen."""
    base = theme.background if isinstance(theme.background, Color) else theme.color("background")
    if isinstance(ground, Color):
        return over(ground, base)
    colors = [over(color, base) for _, color in ground.stops]
    return mix(colors[0], colors[-1], 0.5) if len(colors) == 2 else colors[len(colors) // 2]


COLOURFUL = 60  # how far apart the channels of a colour lie that is no grey, no black and no white


def brand_of(rules: tuple[StyleRule, ...], theme: Theme) -> Color | None:
    """The colour that the author's CSS gives headings, which their deck is then in: marks and lines follow it."""
    for target in ("h1", "h2"):
        asked = asked_color(rules_for(rules, target).get("color", ""), theme)
        if asked and max(channels(asked)) - min(channels(asked)) > COLOURFUL:
            return legible(asked, seen(theme.background, theme), 3.0)
    return None


def _accented(theme: Theme, brand: Color) -> Theme:
    """The theme with `brand` for its accent, wherever that is drawn."""
    old = {one.color(name).hex for one in (theme, theme.inverted or theme) for name in ("accent", "accent1")}

    def redrawn(shape: Shape) -> Shape:
        fill = brand if isinstance(shape.fill, Color) and shape.fill.hex in old else shape.fill
        return replace(shape, fill=fill, stroke=brand if shape.stroke and shape.stroke.hex in old else shape.stroke)

    inks = {style.color: brand for style in theme.styles.values() if style.color.hex in old}
    theme = _with_inks(theme, inks) if inks else theme
    layouts = {name: replace(one, decorations=tuple(redrawn(d) for d in one.decorations)) for name, one in theme.layouts.items()}
    bullets = replace(theme.bullets, color=brand) if theme.bullets.color.hex in old else theme.bullets
    return replace(theme, layouts=layouts, bullets=bullets, colors={**theme.colors, "accent": brand})


# what rules for a target say of the theme's named colours
NAMED = (
    ("a", "color", "link"),
    ("code", "color", "code-text"),
    ("code", "background-color", "code-background"),
    ("pre", "background-color", "code-background"),
    ("mark", "background-color", "mark"),
    ("th", "background-color", "table-head"),
)


def _named(theme: Theme, rules: tuple[StyleRule, ...]) -> dict[str, Color]:
    """The theme's named colours as CSS has them: links, code, marked words, table heads."""
    found = dict(theme.colors)
    for target, name, key in NAMED:
        said = rules_for(rules, target)
        asked = asked_color(said.get(name) or (said.get("background", "") if name == "background-color" else ""), theme)
        if asked and asked.alpha > 0:
            found[key] = asked
    return found


def _recolored(theme: Theme, text: Color) -> Theme:
    """The theme with the author's colour for its words, on its inverted layouts too."""
    inverse = _worded(theme.inverted, text) if theme.inverted else None
    return replace(_worded(theme, text), inverted=inverse)


def _worded(theme: Theme, text: Color) -> Theme:
    old, heading = theme.color("text"), theme.color("heading")
    recolored = _with_inks(theme, {old: text, heading: text}, keep=("code",))
    return replace(recolored, colors={**theme.colors, "text": text, "heading": text})


def _with_inks(theme: Theme, inks: Mapping[Color, Color], keep: tuple[str, ...] = ()) -> Theme:
    """The theme with colours of words exchanged, on every layout; styles named in `keep` stay."""

    def mended(name: str, style: TextStyle) -> TextStyle:
        return replace(style, color=inks[style.color]) if style.color in inks and name not in keep else style

    layouts = {name: replace(one, styles=tuple((n, mended(n, s)) for n, s in one.styles)) for name, one in theme.layouts.items()}
    return replace(theme, styles={n: mended(n, s) for n, s in theme.styles.items()}, layouts=layouts)


def _resized(theme: Theme, factor: float) -> Theme:
    factor = min(2.5, max(0.3, factor))
    keep = ("header", "footer", "number", "title", "cover", "section", "subtitle")
    return replace(theme, styles={n: s if n in keep else replace(s, size=s.size * factor) for n, s in theme.styles.items()})


def coloured(settings: SlideSettings) -> bool:
    """Whether the author says what colour the slide's text has, or which way round it is."""
    return bool(settings.color or rules_for(settings.rules, "section").get("color") or "invert" in settings.classes)


def css_family(stack: str, shaper: Shaper) -> Family | None:
    """The first of a CSS font stack that is installed, or has an exact twin that is; None: the theme's own stays.

    A face that is not here would be measured with one stand-in and shown in PowerPoint with another.
    """
    for part in stack.split(","):
        name = part.strip().strip("\"'")
        found = known_family(name) if name and name not in ("serif", "sans-serif", "monospace", "system-ui", "inherit") else None
        if found and set_truly(found, shaper):
            return found
    return None


def set_truly(family: Family, shaper: Shaper) -> bool:
    """Whether text in this family is measured as PowerPoint will set it: with the face itself or one of the same widths."""
    exact = family.name.casefold() in EXACT and any(shaper.has_face(twin) for twin in family.twins)
    return exact or shaper.has_face(family.name)


def css_gradient(value: str, theme: Theme) -> Fill | None:
    """A `linear-gradient(...)` as a Gradient; None for anything else."""
    match = re.search(r"linear-gradient\((.*)\)", value, re.S)
    if not match:
        return None
    parts = [p.strip() for p in re.split(r",(?![^()]*\))", match[1])]
    angle = 90.0
    if parts and (head := _angle(parts[0])) is not None:
        angle = head
        parts = parts[1:]
    stops: list[tuple[float | None, Color]] = []
    for part in parts:
        found = re.fullmatch(r"(.*?)(?:\s+([\d.]+)%)?", part, re.S)
        color = asked_color(found[1].strip(), theme) if found else None
        if found and color:
            stops.append((float(found[2]) / 100 if found[2] else None, color))
    if len(stops) < 2:
        return None
    spread = tuple((at if at is not None else i / (len(stops) - 1), color) for i, (at, color) in enumerate(stops))
    return Gradient(angle, spread)


def _angle(text: str) -> float | None:
    """CSS's angle (0 = upwards) as degrees clockwise from left-to-right."""
    if match := re.fullmatch(r"(-?[\d.]+)deg", text):
        return (float(match[1]) - 90) % 360
    sides = {"to right": 0.0, "to left": 180.0, "to bottom": 90.0, "to top": 270.0, "to bottom right": 45.0, "to right bottom": 45.0}
    sides |= {
        "to top right": 315.0,
        "to right top": 315.0,
        "to bottom left": 135.0,
        "to left bottom": 135.0,
        "to top left": 225.0,
        "to left top": 225.0,
    }
    return sides.get(text)

"""Spans + Room -> Runs and Paragraphs; Paragraphs + width -> set lines."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from presenter.layout.restyle import asked_color, class_rules, css_size, rules_for
from presenter.layout.room import Room, quarter, word_color
from presenter.layout.shaper import Shaper
from presenter.model import Span, Spans, Style, plain_text
from presenter.problems import Problem
from presenter.scene import Align, Bullet, Color, Font, Inline, Line, Paragraph, Rect, Run, Text
from presenter.theme.colors import contrast
from presenter.theme.model import TextStyle

LINK = 4.5  # contrast of a link with its ground, below which it is set as the words around it
OBJECT, BREAK = "\ufffc", "\u2028"
FAINT = 0.35  # alpha below which a ground behind words, which is drawn opaque, would hide them


def paragraph(spans: Spans, room: Room, style: TextStyle, **more: object) -> Paragraph:
    """One paragraph of `spans` in `style`: direction from its first strong letter, step and path from the room."""
    rtl = is_rtl(plain_text(spans), room.rtl)
    align = turned(style.align, rtl)
    runs = to_runs(spans, room, style)
    made = Paragraph(runs, align=align, rtl=rtl, spacing=style.spacing, step=room.step, path=room.path)
    return replace(made, **more) if more else made  # type: ignore[arg-type]


def turned(align: Align, rtl: bool) -> Align:
    """Left becomes right in right-to-left text."""
    if not rtl:
        return align
    return "right" if align == "left" else align


def to_runs(spans: Spans, room: Room, style: TextStyle) -> tuple[Run, ...]:
    """Runs of the spans; never empty, so that an empty paragraph still has a font."""
    runs = tuple(run for span in spans for run in _span_runs(span, room, style))
    return runs or (Run("", room.font(style), style.color, lang=room.lang),)


def _span_runs(span: Span, room: Room, style: TextStyle) -> Iterable[Run]:
    match span.kind:
        case "math":
            yield _formula(span, room, style)
        case "image":
            yield _inline_image(span, room, style)
        case "note":
            mark = replace(_text_run(span, room, style), baseline=0.33)
            yield replace(mark, color=room.theme.color("accent"))
        case "break":
            yield replace(_text_run(span, room, style), text=BREAK)
        case _:
            if span.text:
                yield _text_run(span, room, style)


def _text_run(span: Span, room: Room, style: TextStyle) -> Run:
    look = ruled(span.style, room, style) if span.style.classes else span.style
    link = room.link(span.link) if span.link else ""
    text = span.text.replace("\n", " ") if span.kind == "text" else span.text
    return Run(
        text,
        span_font(look, room, style),
        _color(look, link, room, style),
        underline=look.underline or bool(link),
        strike=look.strike,
        baseline={1: 0.33, 0: 0.0, -1: -0.2}[look.baseline],
        highlight=_highlight(look, room),
        link=link,
        title=span.title,
        lang=look.lang or room.lang,
        proof=not look.code,
    )


def ruled(look: Style, room: Room, style: TextStyle) -> Style:
    """`look` with what the rules for its classes say, but of colours of words."""
    said = class_rules(room.rules, look.classes)
    if not said:
        return look
    size, weight, line = css_size(said.get("font-size", ""), style.size), said.get("font-weight", ""), said.get("text-decoration", "")
    return replace(
        look,
        background=look.background or said.get("background-color", "") or said.get("background", ""),
        bold=look.bold or weight in ("bold", "bolder") or (weight.isdecimal() and int(weight[:4]) >= 600),
        italic=look.italic or said.get("font-style", "") in ("italic", "oblique"),
        underline=look.underline or "underline" in line,
        strike=look.strike or "line-through" in line,
        scale=look.scale * size / style.size if size else look.scale,
    )


def span_font(look: Style, room: Room, style: TextStyle) -> Font:
    """The font of a span: its block's, made bold, italic, smaller or monospaced as written."""
    size = style.size * look.scale
    if look.code and style.font != "code":
        code = room.theme.fonts["code"].name
        return Font(code, quarter(size * 0.9), style.bold or look.bold, style.italic or look.italic, "code")
    font = room.font(style)
    if look.bold or look.italic or look.scale != 1.0:
        # emphasis inside italic text is set upright, as in print
        font = replace(
            font, bold=font.bold or look.bold, italic=font.italic != look.italic if look.italic else font.italic, size=quarter(size)
        )
    return font


def _color(look: Style, link: str, room: Room, style: TextStyle) -> Color:
    if look.color and (asked := asked_color(look.color, room.theme)):
        return asked
    if look.code and style.font != "code":
        return room.color or room.theme.color("code-text")
    if link:
        return room.color or _link_color(room, style)
    if (room.rules or look.classes) and (asked := _ruled_color(look, room)):
        return asked
    if look.classes and (named := next((room.theme.colors[c] for c in look.classes if c in room.theme.colors), None)):
        return named
    return style.color


def _link_color(room: Room, style: TextStyle) -> Color:
    """The theme's colour of links; the words' own on a layout whose ground it was not made for (the line below marks a link)."""
    link, ground = room.theme.color("link"), room.layout.background
    faint = isinstance(ground, Color) and contrast(link, ground) < min(LINK, contrast(style.color, ground))
    return style.color if faint else link


def _ruled_color(look: Style, room: Room) -> Color | None:
    """What the author's CSS says of `strong`, `em`, `del` and of classes, the last that is said winning."""
    targets = [name for name, on in (("em", look.italic), ("strong", look.bold), ("del", look.strike)) if on]
    found: Color | None = None
    for target in targets:
        found = asked_color(rules_for(room.rules, target).get("color", ""), room.theme) or found
    return word_color(class_rules(room.rules, look.classes).get("color", ""), room) or found


def _highlight(look: Style, room: Room) -> Color | None:
    if look.background and (asked := asked_color(look.background, room.theme)):
        return asked if asked.alpha >= FAINT else None
    if look.mark:
        return room.theme.color("mark")
    if look.code:
        return room.theme.color("code-background")
    return None


def _formula(span: Span, room: Room, style: TextStyle) -> Run:
    answer = room.assets.formula(span.text, False, style.size, style.color.hex)
    font = room.font(style)
    if answer.image is not None:
        image = answer.image
        inline = Inline(image, image.width, image.height, image.depth, span.text, span.text)
        return Run(OBJECT, font, style.color, lang=room.lang, inline=inline, proof=False)
    if answer.problem:
        room.report(replace(answer.problem, line=room.line))
    else:
        room.waits()
    code = Font(room.theme.fonts["code"].name, quarter(style.size * 0.9), False, False, "code")
    return Run(span.text, code, style.color, lang=room.lang, proof=False)


def _inline_image(span: Span, room: Room, style: TextStyle) -> Run:
    ref = span.image
    answer = room.assets.picture(ref.src) if ref else None
    font = room.font(style)
    if ref and answer and answer.image:
        image = answer.image
        height = ref.height.value if ref.height and ref.height.unit == "pt" else 0.0
        width = ref.width.value if ref.width and ref.width.unit == "pt" else 0.0
        ratio = image.width / max(image.height, 0.01)
        height = height or (width / ratio if width else min(image.height, style.size * 1.1))
        width = width or height * ratio
        limit = min(1.0, room.height * 0.8 / max(height, 0.1))
        inline = Inline(image, width * limit, height * limit, style.size * 0.2 if height < style.size * 1.5 else 0.0, ref.alt)
        return Run(OBJECT, font, style.color, link=room.link(span.link) if span.link else "", lang=room.lang, inline=inline)
    if answer and answer.problem:
        room.report(replace(answer.problem, line=room.line + (ref.line if ref else 0)))
    elif answer:
        room.waits()
    return Run(f"[{span.text or 'picture'}]", font, room.theme.color("muted"), lang=room.lang)


@lru_cache(maxsize=4096)
def is_rtl(text: str, otherwise: bool = False) -> bool:
    """Whether the first strong letter of `text` is written from right to left; `otherwise` where there is none."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in ("R", "AL"):
            return True
        if kind == "L":
            return False
    return otherwise


# ---------------------------------------------------------------- setting


def set_paragraphs(paragraphs: tuple[Paragraph, ...], width: float, shaper: Shaper) -> tuple[tuple[Line, ...], float]:
    """Lines of all paragraphs one under another from top 0, and their height in points."""
    lines: list[Line] = []
    y = 0.0
    for index, item in enumerate(paragraphs):
        if index:
            y += item.before
        flowed = shaper.flow(item, width)
        lines += [line.moved(0.0, y, index) for line in flowed]
        y += sum(line.height for line in flowed)
    return tuple(lines), y


def set_text(paragraphs: tuple[Paragraph, ...], box: Rect, shaper: Shaper, **more: object) -> Text:
    """A Text in `box`, its lines moved down by what its `anchor` asks."""
    lines, height = set_paragraphs(paragraphs, box.w, shaper)
    free = box.h - height
    anchor = more.get("anchor", "top")
    dy = 0.0 if anchor == "top" else free / 2 if anchor == "middle" else free
    if dy:
        lines = tuple(line.moved(0.0, dy) for line in lines)
    return Text(box, paragraphs, lines, **more)  # type: ignore[arg-type]


def glyph_problem(missing: str, line: int) -> Problem:
    """The Problem for characters that no installed font can show."""
    shown = " ".join(f"{c} (U+{ord(c):04X})" for c in missing[:4])
    return Problem("glyph-missing", f"no installed font has: {shown}", "install fonts-noto-core and fonts-noto-cjk", line=line)


def bulleted(made: Paragraph, bullet: Bullet | None, margin: float, indent: float, level: int) -> Paragraph:
    """The paragraph as a list item: text at `margin`, bullet hanging `indent` before it."""
    return replace(made, bullet=bullet, margin=margin, indent=-indent if bullet else 0.0, level=level)

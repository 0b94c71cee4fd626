"""A title, or another few words, and their region -> a Text: smaller until it fits, no word torn, lines of like length."""

from __future__ import annotations

from dataclasses import replace

from presenter.layout.balance import balanced
from presenter.layout.regions import Fill
from presenter.layout.room import Room, quarter
from presenter.layout.text import paragraph, set_paragraphs, set_text
from presenter.model import Spans
from presenter.problems import Problem
from presenter.scene import Paragraph, Text

SLACK = 0.5  # points: rounding is no overflow


def heading(fill: Fill, room: Room) -> Text:
    """A title or another few words in their region, shrunk until they fit; `fit` fills the width."""
    region = fill.region
    inside = replace(room, scale=1.0, step=fill.step, path=fill.path, line=fill.line, align=region.align, height=region.box.h)
    style = inside.style(region.style, fill.target)
    factor = 1.0
    spans = _had(fill.spans, inside)
    made = paragraph(spans, inside, style)
    if fill.fit:
        factor = max(0.2, min(6.0, region.box.w * 0.985 / max(1.0, room.shaper.width(made))))
    quiet = replace(inside, report=lambda p: None)
    while True:
        sized = replace(style, size=quarter(style.size * factor), tracking=round(style.tracking * factor, 2))
        made = paragraph(spans, inside if factor == 1.0 else quiet, sized)
        _, height = set_paragraphs((made,), region.box.w, room.shaper)
        if (height <= region.box.h + SLACK and unbroken(made, region.box.w, room)) or sized.size <= 1:
            break
        factor *= 0.94
    if sized.size < room.theme.floor and sized.size < style.size / 2:
        message = f"the title is too long: its letters are {sized.size:g} points tall"
        room.report(Problem("overflow", message, "shorten it, or write the rest below it", line=fill.line))
    made = balanced(made, region.box.w, room.shaper)
    role = region.kind
    return set_text(
        (made,),
        region.box,
        room.shaper,
        anchor=region.anchor,
        role=role,
        placeholder=region.name,
        path=fill.path,
        step=fill.step,
        lang=room.lang,
    )


def _had(spans: Spans, room: Room) -> Spans:
    """A title's words without the pictures among them that cannot be had; of these alone the names stay."""
    if not any(span.image for span in spans) or not any(span.kind == "text" and span.text.strip() for span in spans):
        return spans
    kept = []
    for span in spans:
        if span.image and (problem := room.assets.picture(span.image.src).problem):
            room.report(replace(problem, line=room.line + span.image.line))
        else:
            kept.append(span)
    if kept and kept[0].kind == "text" and len(kept) < len(spans):
        kept[0] = replace(kept[0], text=kept[0].text.lstrip())
    return tuple(kept)


def unbroken(made: Paragraph, width: float, room: Room) -> bool:
    """No word of a title is torn apart while it can be made smaller."""
    return room.shaper.min_width(made) <= width or made.runs[0].font.size < 20

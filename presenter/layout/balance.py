"""Paragraphs + width → paragraphs whose lines end well: of like length where words are large, no short word alone on the last."""

from __future__ import annotations

from dataclasses import replace

from presenter.layout.shaper import Shaper
from presenter.layout.text import BREAK
from presenter.scene import Line, Paragraph

OPENING = tuple("\u201c\u201e\u00ab\u2018\u201a\u2039\"'")
LONELY = 0.34  # of the widest line: a longer last word stands on its own feet
MOST_LINES = 6


def balanced(made: Paragraph, width: float, shaper: Shaper) -> Paragraph:
    """The paragraph with lines of like length: margins as wide as they can be without one line more."""
    count = len(shaper.flow(made, width))
    if not 2 <= count <= 4:
        return made
    narrow, wide = width * 0.4, width
    while wide - narrow > 6.0:
        middle = (narrow + wide) / 2
        fits = shaper.min_width(made) <= middle and len(shaper.flow(made, middle)) <= count
        narrow, wide = (narrow, middle) if fits else (middle, wide)
    spare = max(0.0, width - wide - 3.0)
    match made.align:
        case "center":
            return replace(made, margin=spare / 2, right=spare / 2)
        case "right":
            return replace(made, margin=spare)
        case _:
            return replace(made, right=spare)


def hung(made: Paragraph, shaper: Shaper) -> Paragraph:
    """With its opening quotation mark hanging: the lines below begin where the letters do."""
    first = made.runs[0] if made.runs else None
    if first is None or first.text[:1] not in OPENING or made.align != "left" or made.rtl or made.bullet or made.margin:
        return made
    wide = shaper.width(Paragraph((replace(first, text=first.text[:1]),), wrap=False))
    return replace(made, margin=wide, indent=-wide)


def without_widows(paragraphs: tuple[Paragraph, ...], lines: tuple[Line, ...], width: float, shaper: Shaper) -> tuple[Paragraph, ...]:
    """The same paragraphs where none ends in a widow; else those that do get a margin that brings it company."""
    own: list[list[Line]] = [[] for _ in paragraphs]
    for line in lines:
        own[line.paragraph].append(line)
    if not any(_widow(p, set_) for p, set_ in zip(paragraphs, own, strict=True)):
        return paragraphs
    return tuple(_kept_company(p, set_, width, shaper) if _widow(p, set_) else p for p, set_ in zip(paragraphs, own, strict=True))


def _widow(made: Paragraph, lines: list[Line]) -> bool:
    if not 2 <= len(lines) <= MOST_LINES or made.rtl or not made.wrap or made.align not in ("left", "center") or BREAK in made.text:
        return False
    last = lines[-1]
    return last.width < LONELY * max(line.width for line in lines) and " " not in made.text[last.start : last.end].strip()


def _kept_company(made: Paragraph, lines: list[Line], width: float, shaper: Shaper) -> Paragraph:
    """Narrower by so much that the last word of the line before comes down, if that costs no line more."""
    spare = width - made.margin - made.right - lines[-2].width + 1.0
    if spare <= 0 or spare > 0.35 * width:
        return made
    left, right = (spare / 2, spare / 2) if made.align == "center" else (0.0, spare)
    tried = replace(made, margin=made.margin + left, right=made.right + right)
    found = shaper.flow(tried, width)
    better = len(found) == len(lines) and found[-1].width > lines[-1].width and shaper.min_width(tried) <= width
    return tried if better else made

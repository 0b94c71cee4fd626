"""Paragraphs + width + their set lines → paragraphs none of which leaves one short word alone on its last line."""

from __future__ import annotations

from dataclasses import replace

from presenter.layout.shaper import Shaper
from presenter.layout.text import BREAK
from presenter.scene import Line, Paragraph

LONELY = 0.2  # of the widest line: a longer last word stands on its own feet
MOST_LINES = 6


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

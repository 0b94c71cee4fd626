"""An agenda made from the sections of the deck: slides -> their words -> a numbered list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from presenter.layout.choose import split_title
from presenter.model import Heading, List, ListItem, Paragraph, Slide, Span

AGENDA = "agenda"
_DEPTH = re.compile(r"toc-(\d)")


def toc_depth(slide: Slide) -> int:
    """Down to which level of headings the slide lists the titles of the deck; 0 where it lists none."""
    return next((int(match[1]) for name in slide.settings.classes if (match := _DEPTH.fullmatch(name))), 0)


def titles_of(slides: Sequence[Slide], depth: int) -> tuple[str, ...]:
    """The titles of the slides behind the first, each once, of headings down to level `depth`, without those that list them."""
    found: dict[str, None] = {}
    for slide in slides[1:]:
        level, words = next(((level, words) for level, _, words in slide.headings if words), (9, ""))
        if level <= depth and not slide.settings.hidden and not toc_depth(slide):
            found.setdefault(words)
    return tuple(found)


def sections_of(slides: Sequence[Slide]) -> tuple[str, ...]:
    """The words of every section: where `section:` changes; without any, where a large heading stands alone."""
    named: list[str] = []
    for slide in slides:
        name = slide.settings.section
        if name and (not named or named[-1] != name) and not slide.settings.hidden:
            named.append(name)
    if named:
        return tuple(named)
    return tuple(slide.title for i, slide in enumerate(slides) if i and not slide.settings.hidden and _opens(slide))


def _opens(slide: Slide) -> bool:
    """Whether the slide is a section: asked for, or a first- or second-level heading with at most a line below it."""
    if slide.settings.layout:
        return slide.settings.layout == "section"
    title, body = split_title(slide.blocks)
    short = len(body) <= 1 and all(isinstance(b, Paragraph) for b in body)
    return isinstance(title, Heading) and title.level <= 2 and (not body or (short and "lead" in slide.settings.classes))


def with_agenda(slide: Slide, sections: tuple[str, ...]) -> Slide:
    """A slide with `layout: agenda` and nothing below its title, or one that lists the deck's titles, with the list in it."""
    if not sections or (split_title(slide.blocks)[1] and not toc_depth(slide)):
        return slide
    items = tuple(ListItem(blocks=(Paragraph(spans=(Span(words),)),)) for words in sections)
    return replace(slide, blocks=(*slide.blocks, List(items=items, start=1, marker=".")))

"""An agenda made from the sections of the deck: slides -> their words -> a numbered list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from presenter.layout.choose import split_title
from presenter.model import Heading, List, ListItem, Paragraph, Slide, Span

AGENDA = "agenda"


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
    """A slide with `layout: agenda` and nothing below its title, with the list of the sections in it."""
    if not sections or split_title(slide.blocks)[1]:
        return slide
    items = tuple(ListItem(blocks=(Paragraph(spans=(Span(words),)),)) for words in sections)
    return replace(slide, blocks=(*slide.blocks, List(items=items, start=1, marker=".")))

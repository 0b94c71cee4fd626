"""What a slide holds -> the name of the layout that suits it, and why: safe choices only, `layout:` always wins."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches

from presenter.layout.boxes import look_of
from presenter.layout.restyle import class_rules, rules_for
from presenter.model import (
    Block,
    Blocks,
    Code,
    Columns,
    Container,
    Figure,
    Footnotes,
    Heading,
    List,
    Paragraph,
    Quote,
    Slide,
    plain_text,
)
from presenter.problems import Problem
from presenter.registry import ARRANGEMENTS
from presenter.theme.model import Theme

TEXT = (Paragraph, List)
ALIASES = {
    "cover": "title",
    "default": "content",
    "title-and-content": "content",
    "two-cols": "two-columns",
    "two-column": "two-columns",
    "columns": "two-columns",
    "image-left": "picture-left",
    "image-right": "picture-right",
    "image": "picture-full",
    "full": "picture-full",
    "picture": "picture-full",
    "fact": "statement",
    "big": "statement",
    "center": "statement",
    "intro": "title",
    "none": "blank",
    "agenda": "content",
    "team": "people",
    "steps": "process",
    "big-number": "big-numbers",
    "numbers": "big-numbers",
    "grid": "picture-grid",
}
# what strangers call their slides of few words, where a theme of theirs would set them so
NAMED = dict.fromkeys(("title", "title-slide", "titlepage", "title-page", "cover", "cover-page", "front", "front-page"), "title")
NAMED |= dict.fromkeys(("section", "section-title", "chapter", "divider", "part", "transition", "trans", "separator"), "section")
NAMED |= dict.fromkeys(("end", "ending", "lastpage", "last-page", "closing", "thanks", "thank-you"), "end")
MOST_SAID = 420  # characters below the title of a slide that calls itself a cover
LONG_LIST, TOO_LONG, SHORT = 8, 80, 70  # items of a list, and characters of one, that may stand in columns
MANY = 3  # pictures one under another that are set in rows instead
OUTPUTS = frozenset(("output", "stdout", "result"))  # languages of listings that are what another one prints


@dataclass(frozen=True, slots=True)
class Choice:
    """A layout's name, why it was taken, and a Problem when the author asked for one that is not there."""

    name: str
    why: str
    problem: Problem | None = None
    arrangement: str = ""  # how the parts of the body are set side by side


def choose(slide: Slide, theme: Theme, first: bool, shape_of: Callable[[Figure], float | None]) -> Choice:
    """The layout for `slide`. `shape_of` gives the width to height of a lone picture, None while unknown."""
    asked = slide.settings.layout.strip().lower().replace("_", "-").replace(" ", "-")
    if asked:
        name = asked if asked in theme.layouts or asked in ARRANGEMENTS else ALIASES.get(asked, asked)
        why = f"asked for by layout: {asked}"
        if name in ARRANGEMENTS:
            drawn = theme.layouts.get(name)
            return Choice(name if drawn and drawn.region("body") else "content", why, None, name)
        if name in theme.layouts:
            return Choice(name, why)
    choice = _by_content(slide, theme, first, shape_of)
    own = theme.layouts.get(choice.arrangement)
    if own and own.region("body"):
        choice = Choice(own.name, choice.why, None, choice.arrangement)
    bare = choice.name == "blank" and bool(slide.blocks) and theme.layouts.get("blank") and theme.layouts["blank"].region("body") is None
    if choice.name == "lead" and "lead" not in theme.layouts:
        choice = Choice("section", choice.why)
    if choice.name not in theme.layouts or bare:
        choice = Choice("content" if "content" in theme.layouts else next(iter(theme.layouts)), choice.why)
    if asked:
        known = (*theme.layouts, *ARRANGEMENTS)
        near = get_close_matches(asked, known, 1)
        hint = f"did you mean {near[0]}?" if near else "layouts of this theme: " + ", ".join(known)
        return Choice(choice.name, choice.why, Problem("unknown-layout", f"the theme has no layout {asked!r}", hint, line=0))
    return choice


def _by_content(slide: Slide, theme: Theme, first: bool, shape_of: Callable[[Figure], float | None]) -> Choice:
    blocks = tuple(b for b in slide.blocks if not isinstance(b, Footnotes))
    title, body = split_title(blocks)
    if not blocks:
        return Choice("blank", "nothing but a background")
    if title is None:
        return _without_title(body, shape_of)
    lead = "lead" in slide.settings.classes or {"center", "middle"} <= set(slide.settings.classes)
    named = next((layout for name in slide.settings.classes if (layout := NAMED.get(_called(name)))), "")
    if (first or named) and any(isinstance(b, Container) for b in body):
        body = _opened(body, slide, theme)
    if named in theme.layouts and _is_cover(body, MOST_SAID):
        return Choice(named, "the slide's class")
    if _is_cover(body) and (first or lead):
        return Choice("title", "the first slide is a heading and a few words") if first else Choice("lead", "class lead")
    whole = any(ground.fit != "cover" or ground.scale or ground.image.width for ground in slide.backgrounds) and not slide.split
    if not body and whole and not title.fit:
        return Choice("title-only", "a heading over a picture that must stay free")
    if not body and lead:
        return Choice("lead", "class lead")
    if not body and title.level <= 2 and _pictured(slide):
        return Choice("picture-full", "a heading over a picture")
    if not body and not plain_text(title.spans).strip():
        return Choice("content", "a heading still to be written")  # a new slide: no section flashes by while it gets its first words
    if not body:
        return Choice("section", "a heading alone") if title.level <= 2 else Choice("statement", "a small heading alone")
    return _with_title(slide, body, theme, shape_of)


def _without_title(body: Blocks, shape_of: Callable[[Figure], float | None]) -> Choice:
    if len(body) == 1 and isinstance(body[0], Quote) and all(isinstance(b, (Paragraph, Heading)) for b in body[0].blocks):
        return Choice("quote", "a quotation alone")
    if len(body) == 1 and isinstance(body[0], Figure) and len(body[0].images) == 1 and body[0].images[0].width is None:
        shape = shape_of(body[0])
        if shape and 1.5 <= shape <= 2.0:
            return Choice("picture-full", "a picture alone, of the slide's form")
    if len(body) >= MANY and all(isinstance(b, Figure) for b in body):
        return Choice("blank", "many pictures", arrangement="pictures")
    if all(isinstance(b, Paragraph) for b in body) and 0 < words(body) <= 90 and len(body) <= 2 and _only_text(body):
        return Choice("statement", "a few words alone")
    if _words_and_pictures(body):
        return Choice("blank", "no heading", arrangement="words-beside")
    return Choice("blank", "no heading")


def _called(name: str) -> str:
    """A class as others may write it: `cover_c` and `Cover` are `cover`."""
    return re.sub(r"_[a-e]$", "", name.lower()).replace("_", "-")


def _is_listing(block: Block) -> bool:
    """Whether it is a listing, or several in one place."""
    if isinstance(block, Container) and block.in_turn:
        return all(isinstance(one, Code) for one in block.blocks)
    return isinstance(block, Code)


def _only_text(body: Blocks) -> bool:
    return all(span.kind in ("text", "break", "note") for b in body if isinstance(b, Paragraph) for span in b.spans)


def _with_title(slide: Slide, body: Blocks, theme: Theme, shape_of: Callable[[Figure], float | None]) -> Choice:
    if len(body) == 1 and isinstance(body[0], Columns):
        count = len(body[0].columns)
        boxed = any(look_of(theme, c.attrs.classes, class_rules(slide.settings.rules, c.attrs.classes)) for c in body[0].columns)
        if count in (2, 3) and not boxed and not any(c.share for c in body[0].columns):
            return Choice({2: "two-columns", 3: "three-columns"}[count], f"a heading and {count} columns")
    if len(body) == 1 and _is_listing(body[0]):
        return Choice("code", "a heading and a listing")
    if len(body) == 2 and isinstance(body[0], Code) and isinstance(body[1], Code) and body[1].lang.lower() in OUTPUTS:
        return Choice("content", "a listing and its output", arrangement="code-output")
    if len(body) == 1 and isinstance(body[0], Heading):
        return Choice("section", "two headings and nothing else")
    if len(body) >= MANY and all(isinstance(b, Figure) for b in body):
        return Choice("content", "a heading and many pictures", arrangement="pictures")
    if all(isinstance(b, TEXT) for b in body) and any(_long(b) for b in body):
        return Choice("content", "a heading and a long list", arrangement="list-columns")
    side = picture_side(body, shape_of)
    if side:
        return Choice(f"picture-{side}", "text and one picture of natural size")
    if _words_and_pictures(body):
        return Choice("content", "words and a picture among them", arrangement="words-beside")
    return Choice("content", "a heading and what belongs to it")


def _pictured(slide: Slide) -> bool:
    """Whether its ground is a picture to be looked at, not a pale texture; words that their author centred stay where they are."""
    pale = any(name == "opacity" for ground in slide.backgrounds for name, _ in ground.image.filters)
    centred = {"center", "middle"} & set(slide.settings.classes) or rules_for(slide.settings.rules, "section").get("text-align") == "center"
    return bool(slide.backgrounds) and not slide.split and not pale and not centred


def _words_and_pictures(body: Blocks) -> bool:
    """Whether it is words with one or two pictures among them for which no size is asked."""
    pictures = [b for b in body if isinstance(b, Figure)]
    sized = any(ref.width or ref.height for figure in pictures for ref in figure.images)
    one_each = all(len(figure.images) == 1 for figure in pictures)
    words = [b for b in body if not isinstance(b, Figure)]
    return 1 <= len(pictures) <= 2 and one_each and not sized and bool(words) and all(isinstance(b, (*TEXT, Heading)) for b in words)


def _long(block: Block) -> bool:
    """Whether it is a list of many short items."""
    if not isinstance(block, List) or not LONG_LIST <= len(block.items) <= TOO_LONG:
        return False
    return all(len(plain_text(b.spans)) <= SHORT for item in block.items for b in item.blocks if isinstance(b, Paragraph))


def picture_side(body: Blocks, shape_of: Callable[[Figure], float | None]) -> str:
    """`left` or `right` when the body is text with one upright or squarish picture before or behind it, else ""."""
    figures = [i for i, b in enumerate(body) if isinstance(b, Figure)]
    if len(figures) != 1 or len(body) < 2 or not all(isinstance(b, (*TEXT, Figure, Heading)) for b in body):
        return ""
    place = figures[0]
    figure = body[place]
    assert isinstance(figure, Figure)
    if len(figure.images) != 1 or figure.images[0].width or figure.images[0].height or place not in (0, len(body) - 1):
        return ""
    shape = shape_of(figure)
    if shape is None or shape > (1.4 if figure.images[0].clip else 1.9):  # a film wants to be seen large
        return ""
    return "left" if place == 0 else "right"


def split_title(blocks: Blocks) -> tuple[Heading | None, Blocks]:
    """The heading that is the slide's title, if the slide begins with one, and what remains."""
    if blocks and isinstance(blocks[0], Heading):
        return blocks[0], blocks[1:]
    return None, blocks


def _opened(body: Blocks, slide: Slide, theme: Theme) -> Blocks:
    """`body` with what stands in containers that draw nothing of their own."""
    found: list[Block] = []
    for block in body:
        rules = class_rules(slide.settings.rules, block.attrs.classes)
        drawn = isinstance(block, Container) and look_of(theme, block.attrs.classes, {**rules, **dict(block.declarations)})
        found += _opened(block.blocks, slide, theme) if isinstance(block, Container) and not drawn and not block.in_turn else (block,)
    return tuple(found)


def _is_cover(body: Blocks, most: int = 260) -> bool:
    return len(body) <= 5 and words(body) <= most and all(isinstance(b, (Paragraph, Heading)) for b in body)


def words(blocks: tuple[Block, ...]) -> int:
    """How many characters of running text the blocks hold."""
    return sum(len(plain_text(b.spans)) for b in blocks if isinstance(b, (Paragraph, Heading)))

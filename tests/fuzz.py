"""Decks of every dialect -> decks as they are while somebody types, pastes and cuts in them; and what must hold of each."""

from __future__ import annotations

import random
import re
import time
import warnings
from collections.abc import Callable, Iterator
from typing import Any

from presenter.layout.stand_in import FAILED
from presenter.model import Block, Code, Deck, DefinitionList, Footnotes, Quote, Slide, Spans, Table
from presenter.parse.tree import walk
from presenter.scene import Group, Item, Scene, Text

SLIDES = 6  # of a deck that are looked at
SECONDS = 2.0  # that a slide may take
MARKS = (
    "---", "--", "----", "***", "???", "Note:", "<!-- end_slide -->", "<!-- pause -->", "<!-- column_layout: [1, 2] -->",
    "<!-- column: 0 -->", "<!-- column: 1 -->", "<!-- reset_layout -->", "<!--", "-->", "<!-- _class: lead -->", "<!-- fit -->",
    "<!-- .slide: data-background='#123' -->", "<!-- .element: class='fragment' -->", "::left::", "::right::", "<v-click>", "</v-click>",
    "<v-clicks>", "layout: two-cols", "layout: image-right", "image: a.png", "class: center, middle", "layout: true", ".grid[", ".kol-1-2[",
    ".left-column[", ".red[", "]", "{{content}}", ":::", "::: columns", "::: {.column width=30%}", ". . .", "\\pause", "\\begin{columns}",
    "\\column{0.4\\textwidth}", "\\end{columns}", "% Title", "[.column]", "[.background-color: #F00]", "^ a note", "![bg right:40%](a.png)",
    "![left fit](a.png)", "![w:40% blur](a.png)", "# [fit] Big", "> [!NOTE]", "> quote", "-- Author", "$$", "$x^2$", "```", "````",
    "```js {1|2}", "```mermaid", "| a | b |", "|---|--:|", "<div class='grid grid-cols-2'>", "</div>", "<table><tr><td>", "<style scoped>",
    "</style>", "section { font-size: 900px }", "[^1]", "[^1]: note", "[a]: b", "headingDivider: 1", "\t- deep", "        code", "1) one",
    "- [x] done", "Term", ": meaning", "<br>", "{.step}", "{#id key=val}", "&nbsp;", "\u200b", "\ufeff", "שלום", "مرحبا بالعالم",
    "日本語のとても長い文で折り返しが必要なもの", "\U0001f469\u200d\U0001f4bb\U0001f1e8\U0001f1ed", "e\u0301\u0323", "\x00\x07",
    "wordwithoutanyspace" * 12,
)  # fmt: skip


def changed(text: str, other: str, dice: random.Random) -> str:
    """`text` after some of what happens to a deck: lines lost, doubled, moved, marks of other dialects, a cut, another deck's end."""
    lines = text.split("\n")
    start = dice.randrange(max(1, len(lines) - 60))
    lines = lines[: 12 if start else 0] + lines[start : start + 90]
    for _ in range(dice.randint(1, 8)):
        at = dice.randrange(len(lines)) if lines else 0
        match dice.randrange(7):
            case 0:
                del lines[at : at + dice.randint(1, 4)]
            case 1:
                lines[at:at] = lines[at : at + dice.randint(1, 12)]
            case 2:
                part = lines[at : at + 10]
                dice.shuffle(part)
                lines[at : at + 10] = part
            case 3 | 4:
                lines.insert(at, dice.choice(MARKS))
            case 5 if lines:
                where = dice.randint(0, len(lines[at]))
                lines[at] = lines[at][:where] + dice.choice(MARKS) + lines[at][where:]
            case _:
                lines[at:at] = ["    " * dice.randint(0, 3) + dice.choice(("- ", "> ", "1. ", "")) + line for line in lines[at : at + 4]]
    whole = "\n".join(lines)
    if dice.random() < 0.3:
        whole = whole[: dice.randint(0, len(whole))]
    if dice.random() < 0.2:
        whole += other[dice.randrange(max(1, len(other))) :][:2000]
    if dice.random() < 0.1:
        whole = whole.replace("\n", "\r\n")
    return whole


def findings(text: str, show_of: Callable[[str], Any], draw: Callable[[Scene, int, int, int | None], Any]) -> Iterator[str]:
    """What is wrong with how `text` is shown: exceptions, warnings, slowness, things off the slide, words that are lost."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        show = show_of(text)
        deck: Deck = show.deck
        for index in range(min(SLIDES, len(deck.slides))):
            begun = time.process_time()
            slide = deck.slides[index]
            scene = show.scene(index)
            yield from (f"slide {index + 1}: {problem.message}" for problem in scene.problems if problem.code == FAILED)
            draw(scene, 320, 180, None)
            took = time.process_time() - begun
            if took > SECONDS:
                yield f"slide {index + 1} takes {took:.1f} s"
            yield from (f"slide {index + 1}: {words}" for words in (*lost(slide, scene), *outside(scene), *misplaced(slide)))


def flat(items: tuple[Item, ...], x: float = 0.0, y: float = 0.0) -> Iterator[tuple[Item, float, float]]:
    """Every item with where its group stands."""
    for item in items:
        yield item, x, y
        if isinstance(item, Group):
            yield from flat(item.items, x, y)


def outside(scene: Scene) -> Iterator[str]:
    """Lines of text that leave the slide; one whose pictures came while it was laid out is laid out again."""
    if scene.pending:
        return
    width, height = scene.size
    for item, x, y in flat(scene.items):
        if not isinstance(item, Text):
            continue
        for line in item.lines:
            left, top = x + item.box.x + line.x, y + item.box.y + line.top
            blank = not item.paragraphs[line.paragraph].text[line.start : line.end].strip()
            if not blank and (left < -1 or top < -1 or left + line.width > width + 1 or top + line.height > height + 2):
                yield f"leaves the slide: {item.paragraphs[line.paragraph].text[line.start : line.end]!r} at {left:.0f},{top:.0f}"
                return


_WORD = re.compile(r"[^\W_]+")


def lost(slide: Slide, scene: Scene) -> Iterator[str]:
    """Words of the slide's blocks that its scene does not have."""
    if scene.pending:
        return
    there = " ".join(p.text for item, _, _ in flat(scene.items) if isinstance(item, Text) for p in item.paragraphs)
    known = set(_WORD.findall(there.lower()))
    squeezed = "".join(known)
    for block in walk(slide.blocks):
        for text in texts_of(block):
            missing = [word for word in _WORD.findall(text.lower()) if word not in known and word not in squeezed]
            if missing and not all(word in "".join(there.lower().split()) for word in missing):
                yield f"lost {missing[:5]} of {type(block).__name__}"
                return


def said(spans: Spans) -> str:
    """The words of spans; what stands between them (a formula, a picture) parts words as it does on the slide."""
    return "".join(span.text if span.kind == "text" else " " for span in spans)


def texts_of(block: Block) -> Iterator[str]:
    """The words that stand right in a block."""
    if spans := getattr(block, "spans", ()):
        yield said(spans)
    match block:
        case Code():
            yield block.text
        case Table():
            yield from (said(cell.spans) for row in block.rows for cell in row)
        case Quote():
            yield said(block.attribution)
        case DefinitionList():
            yield from (said(item.term) for item in block.items)
        case Footnotes():
            yield from (said(spans) for _, spans in block.notes)


def misplaced(slide: Slide) -> Iterator[str]:
    """Blocks on lines that the slide does not have."""
    count = len(slide.source.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    for block in walk(slide.blocks):
        first, after = block.lines
        if not 0 <= first <= after <= count:
            yield f"{type(block).__name__} on lines {block.lines} of {count}"
            return

"""Blocks -> blocks in which a picture that floats at a side has what follows it beside it: `<img align="right">`, `float: left`."""

from __future__ import annotations

from dataclasses import replace

from presenter.model import Block, Blocks, Code, Column, Columns, Container, Figure, Heading, ImageRef, List, ListItem, Paragraph, Quote
from presenter.parse.tree import same_or_new, with_children

BESIDE = (Paragraph, List, Quote, Heading, Code, Container)  # what may stand beside a picture
LEAST, MOST, USUAL = 0.2, 0.5, 0.35  # share of the width that a picture takes
WIDTH = 960.0


def beside_floats(blocks: Blocks) -> Blocks:
    """`blocks`, the first floating picture and all that stands below it made Columns, where that can stand beside it."""
    parts = tuple(part for block in blocks for part in _parted(block))
    place = next((n for n, block in enumerate(parts) if side_of(block)), None)
    if place is None:
        return blocks
    picture, words = parts[place], parts[place + 1 :]
    if not words or not all(isinstance(block, BESIDE) for block in words) or any(side_of(block) for block in words):
        return blocks
    assert isinstance(picture, Figure)
    share = _share(picture.images[0])
    own = Column(
        blocks=(replace(picture, images=(replace(picture.images[0], width=None, height=None),)),), share=share, lines=picture.lines
    )
    rest = Column(blocks=words, share=round(1 - share, 4), lines=(words[0].lines[0], words[-1].lines[1]))
    columns = (own, rest) if side_of(picture) == "left" else (rest, own)
    return (*parts[:place], Columns(columns=columns, lines=(picture.lines[0], words[-1].lines[1])))


def side_of(block: Block) -> str:
    """`left` or `right` for a lone picture that floats there, else ""."""
    return block.images[0].attrs.get("float") if isinstance(block, Figure) and len(block.images) == 1 else ""


def _parted(block: Block) -> Blocks:
    """A paragraph or list in which one picture floats, as the picture and the words."""
    found: list[ImageRef] = []
    words = _without(block, found)
    if len(found) != 1 or words is None:
        return (block,)
    return (Figure(images=(found[0],), lines=block.lines), words)


def _without(block: Block, found: list[ImageRef]) -> Block | None:
    """The block without floating pictures in its words, which are added to `found`; None if nothing is left."""
    if isinstance(block, (List, ListItem)):
        return with_children(block, lambda inner: same_or_new(inner, lambda one: _without(one, found)))
    if not isinstance(block, Paragraph):
        return block
    floating = [span.image for span in block.spans if span.image and span.image.attrs.get("float")]
    if not floating:
        return block
    found += floating
    spans = [span for span in block.spans if not (span.image and span.image.attrs.get("float"))]
    start = next((n for n, span in enumerate(spans) if span.kind not in ("text", "break") or span.text.strip()), len(spans))
    spans = spans[start:]
    if spans and spans[0].kind == "text":
        spans[0] = replace(spans[0], text=spans[0].text.lstrip())
    return replace(block, spans=tuple(spans)) if spans else None


def _share(image: ImageRef) -> float:
    if image.width is None:
        return USUAL
    asked = image.width.value / 100 if image.width.unit == "%" else image.width.value / WIDTH
    return round(min(MOST, max(LEAST, asked * 1.1)), 4)

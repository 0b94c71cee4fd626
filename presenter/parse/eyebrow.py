"""Blocks -> blocks whose title comes first: a few words may stand above it on a slide with a class, and a logo on any."""

from __future__ import annotations

import re
from dataclasses import replace

from presenter.model import Attrs, Block, Blocks, Container, Figure, Heading, ImageRef, Paragraph, plain_text

SHORT = 60  # characters of what stands above a title
FEW = 5  # blocks on such a slide
SMALL = 200.0  # points: a picture of at most such a width or height is a logo
CORNER = "right:60pt;top:44pt;height:{:g}pt"
_LOGO = re.compile(r"logo", re.IGNORECASE)


def title_first(blocks: Blocks) -> Blocks:
    """`blocks` with the title before the few words above it, where nothing but words follows; else as they are."""
    if not 2 <= len(blocks) <= FEW or not isinstance(blocks[1], Heading) or blocks[1].level > 2 or blocks[0].step or blocks[1].step:
        return blocks
    if isinstance(blocks[0], Heading) and blocks[0].level <= blocks[1].level:
        return blocks
    if not 0 < _length(blocks[0]) <= SHORT or any(_length(block) < 0 for block in blocks[2:]):
        return blocks
    return (blocks[1], blocks[0], *blocks[2:])


def logo_aside(blocks: Blocks) -> Blocks:
    """`blocks` with a logo that stands above a title put into the corner, where nothing but words follows; else as they are."""
    if not 2 <= len(blocks) <= FEW + 1 or not isinstance(blocks[1], Heading) or blocks[1].level > 1:
        return blocks
    first = blocks[0]
    picture = first.blocks[0] if isinstance(first, Container) and len(first.blocks) == 1 and not first.attrs else first
    if not isinstance(picture, Figure) or len(picture.images) != 1 or picture.caption or picture.step or not _is_logo(picture.images[0]):
        return blocks
    if any(_length(block) < 0 for block in blocks[2:]):
        return blocks
    image = picture.images[0]
    high = image.height.value if image.height and image.height.unit == "pt" else 64.0
    attrs = Attrs(image.attrs.id, image.attrs.classes, (("at", CORNER.format(min(high, 110.0))),))
    return (blocks[1], replace(picture, images=(replace(image, attrs=attrs),)), *blocks[2:])


def _is_logo(image: ImageRef) -> bool:
    given = [side.value for side in (image.width, image.height) if side and side.unit == "pt"]
    return bool(_LOGO.search(image.alt) or _LOGO.search(image.src)) or (bool(given) and min(given) <= SMALL and max(given) <= 2 * SMALL)


def _length(block: Block) -> int:
    """How many characters of words a block holds, -1 if it holds anything else."""
    match block:
        case Paragraph(spans=spans):
            return -1 if any(span.image for span in spans) else len(plain_text(spans).strip())
        case Container(blocks=blocks, attrs=attrs) if blocks and not attrs.id:
            lengths = [_length(inner) for inner in blocks]
            return -1 if min(lengths) < 0 else sum(lengths)
        case Heading(spans=spans):
            return len(plain_text(spans).strip())
    return -1

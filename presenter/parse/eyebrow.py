"""Blocks -> blocks whose title comes first: on a cover or a chapter with a class, a few words may stand above it."""

from __future__ import annotations

from presenter.model import Block, Blocks, Container, Heading, Paragraph, plain_text

SHORT = 60  # characters of what stands above a title
FEW = 5  # blocks on such a slide


def title_first(blocks: Blocks) -> Blocks:
    """`blocks` with the title before the few words above it, where nothing but words follows; else as they are."""
    if not 2 <= len(blocks) <= FEW or not isinstance(blocks[1], Heading) or blocks[1].level > 2 or blocks[0].step or blocks[1].step:
        return blocks
    if isinstance(blocks[0], Heading) and blocks[0].level <= blocks[1].level:
        return blocks
    if not 0 < _length(blocks[0]) <= SHORT or any(_length(block) < 0 for block in blocks[2:]):
        return blocks
    return (blocks[1], blocks[0], *blocks[2:])


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

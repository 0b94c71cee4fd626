"""Blocks -> blocks without the line breaks that only push down what follows the title, or stand at the end."""

from __future__ import annotations

from presenter.model import Block, Blocks, Heading, Paragraph


def without_air(blocks: Blocks) -> Blocks:
    """`blocks`, or those of them that remain when lines of nothing but `<br>` go from both ends of what stands below the title."""
    start = next((n for n, block in enumerate(blocks) if not isinstance(block, Heading)), len(blocks))
    end = len(blocks)
    while end > start and _is_air(blocks[end - 1]):
        end -= 1
    below = start
    while below < end and _is_air(blocks[below]):
        below += 1
    return blocks if (below, end) == (start, len(blocks)) else blocks[:start] + blocks[below:end]


def _is_air(block: Block) -> bool:
    if not isinstance(block, Paragraph) or block.attrs:
        return False
    return all(span.kind == "break" or (span.kind == "text" and not span.text.strip()) for span in block.spans)

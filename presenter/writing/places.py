"""Slide + block path + words -> where they stand in the slide's source; a line of the source -> the step it is shown at.

Blocks know their lines; words inside a block are found by walking its words and those of its source side by side, so
that markup between them does not matter.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from presenter.model import (
    Block,
    Code,
    Diagram,
    Footnotes,
    Heading,
    Math,
    Slide,
    Table,
)
from presenter.parse.along import chain, children

WORD = re.compile(r"[^\W_]+")
AHEAD = 60  # words of the source looked at for a word of the slide before it is given up
_UNSEEN = re.compile(  # code is seen as it stands; targets, comments, tags, attributes and definitions are not seen
    r"(?P<code>(`+)(?!`)[^\n]*?(?<!`)\2(?!`))|\]\([^)\n]*\)|<!--[\s\S]*?-->|</?[A-Za-z](?![^>\s]*[:@])[^>\n]*>"
    r"|\{[^{}\n]*\}|^[ \t]*\[[^\]\n]+\]:.*$",
    re.M,
)
_FENCE = re.compile(r"[ \t>]*(?:```|~~~|\$\$)")


def lines_of(slide: Slide, path: tuple[int, ...]) -> tuple[int, int]:
    """First line and line after the last, in the slide, of what `path` leads to; a table's cell is its row's line."""
    blocks, rest = chain(slide, path)
    if not blocks:
        return 0, slide.source.count("\n") + 1
    first, end = blocks[-1].lines
    if isinstance(blocks[-1], Table) and rest:
        row = min(first + rest[0] + (rest[0] > 0), max(first, end - 1))
        return row, row + 1
    return first, max(end, first + 1)


def place_of(slide: Slide, path: tuple[int, ...], said: str, index: int) -> int:
    """The offset in `slide.source` of character `index` of `said`, which is what the block at `path` says.

    Never outside the block; its first line where nothing of `said` is found there."""
    starts = line_starts(slide.source)
    first, end = lines_of(slide, path)
    begin = starts[min(first, len(starts) - 1)]
    stop = starts[end] if end < len(starts) else len(slide.source)
    blocks, rest = chain(slide, path)
    last = blocks[-1] if blocks else None
    if isinstance(last, Footnotes):
        begin, stop = 0, len(slide.source)
    source = slide.source[begin:stop]
    skip = 0
    if isinstance(last, Code | Diagram | Math):
        skip = source.find("\n") + 1 if _FENCE.match(source) else 0
    elif isinstance(last, Table) and len(rest) > 1:
        skip = _cell(source, rest[1])
    else:
        source = _UNSEEN.sub(lambda m: m[0] if m["code"] else " " * len(m[0]), source)
    return begin + skip + aligned(source[skip:], said, index)


def _cell(row: str, column: int) -> int:
    """Where cell `column` of a table's line begins."""
    bars = [m.start() for m in re.finditer(r"(?<!\\)\|", row)]
    leading = bool(bars) and not row[: bars[0]].strip()
    if not leading:
        bars.insert(0, -1)
    return bars[column] + 1 if column < len(bars) else 0


def aligned(source: str, said: str, index: int) -> int:
    """The offset in `source` that belongs to character `index` of `said`, its words without their markup."""
    theirs = [(m.group(), m.start()) for m in WORD.finditer(source)]
    at, found = 0, (-1, -1, 0)  # (where in said, where in source, length) of the last word before `index`
    for match in WORD.finditer(said):
        if match.start() > index:
            break
        hit = next((n for n in range(at, min(at + AHEAD, len(theirs))) if theirs[n][0] == match.group()), None)
        if hit is None:
            part = next((n for n in range(at, min(at + 4, len(theirs))) if match.group() in theirs[n][0]), None)
            begin = next((n for n in range(at, min(at + 4, len(theirs))) if match.group().startswith(theirs[n][0])), None)
            if part is not None:  # one word here, a part of a longer one there
                found = (match.start(), theirs[part][1] + theirs[part][0].index(match.group()), len(match.group()))
            elif begin is not None:  # H~2~O there, H2O here
                found = (match.start(), theirs[begin][1], len(theirs[begin][0]))
            continue
        at = hit + 1
        found = (match.start(), theirs[hit][1], len(match.group()))
    here, there, length = found
    if here < 0:
        return theirs[0][1] if theirs else len(source) - len(source.lstrip())
    if index <= here + length:
        return there + index - here
    end, over = there + length, index - here - length
    same = 0
    while same < over and end + same < len(source) and source[end + same] == said[here + length + same]:
        same += 1
    return end + same


def line_starts(text: str) -> list[int]:
    """The offset of each line's beginning."""
    return [0, *(m.end() for m in re.finditer(r"\n", text))]


# ---------------------------------------------------------------- steps


def step_at(slide: Slide, line: int) -> int | None:
    """The step at which line `line` of the slide is spoken of; None where all of the slide may be shown.

    A line between two blocks belongs to the one above."""
    if not slide.steps:
        return None
    blocks, step = slide.blocks, 0
    while block := _block_at(blocks, line):
        step = max(step, block.step)
        if isinstance(block, Code) and block.highlights:
            return _code_step(block, step, line - block.lines[0])
        blocks = children(block)
    return step or None


def language_at(slide: Slide, line: int) -> str:
    """The language of line `line` of the slide, where it is written: `{lang=de}` behind a block, or behind the slide's heading
    for all of it; "" where nothing is said."""
    headings = (dict(block.attrs.pairs).get("lang", "") for block in slide.blocks if isinstance(block, Heading))
    found, blocks = next((lang for lang in headings if lang), ""), slide.blocks
    while block := _block_at(blocks, line):
        if block.lines[0] <= line < max(block.lines[1], block.lines[0] + 1):
            found = dict(block.attrs.pairs).get("lang", "") or found
        blocks = children(block)
    return found


def _block_at(blocks: tuple[Block, ...], line: int) -> Block | None:
    written = sorted((b for b in blocks if not isinstance(b, Footnotes)), key=lambda b: b.lines[0])
    index = bisect_right([b.lines[0] for b in written], line) - 1
    return written[index] if index >= 0 else None


def _code_step(block: Code, step: int, number: int) -> int | None:
    """The step of a listing at which its line `number` (from 1, the fence's own line is 0) is lit."""
    lit = next((i for i, chosen in enumerate(block.highlights) if number in chosen), None)
    return step + lit if lit is not None else None

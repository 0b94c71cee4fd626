"""A slide's blocks → the parts of it that can stand side by side, with what stands before and after them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from presenter.model import (
    Block,
    Columns,
    Definition,
    DefinitionList,
    Figure,
    Heading,
    ImageRef,
    List,
    Paragraph,
    Spans,
)

Path = tuple[int, ...]
Placed = tuple[tuple[Path, Block], ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One part: its few leading words, a picture if it has one, and what else it says."""

    path: Path
    step: int
    head: Spans
    picture: ImageRef | None
    rest: Placed


def cells_of(blocks: Placed) -> tuple[Placed, list[Cell], Placed]:
    """What stands before the parts, the parts, and what stands after them."""
    for index, (path, block) in enumerate(blocks):
        cells = _parts(path, block)
        if cells:
            return blocks[:index], cells, blocks[index + 1 :]
    heads = [i for i, (_, block) in enumerate(blocks) if isinstance(block, Heading)]
    if len(heads) > 1:
        ends = [*heads[1:], len(blocks)]
        return blocks[: heads[0]], [_below(blocks[a:b]) for a, b in zip(heads, ends, strict=True)], ()
    return blocks, [], ()


def _parts(path: Path, block: Block) -> list[Cell]:
    match block:
        case List():
            return [_cell((*path, i), max(block.step, item.step), _under((*path, i), item.blocks)) for i, item in enumerate(block.items)]
        case DefinitionList():
            return [Cell((*path, i), block.step, d.term, None, _meanings((*path, i), d)) for i, d in enumerate(block.items)]
        case Columns():
            return [_cell((*path, i), c.step, _under((*path, i), c.blocks)) for i, c in enumerate(block.columns)]
        case Figure() if len(block.images) > 1:
            return [Cell(path, block.step, (), ref, ()) for ref in block.images]
    return []


def _under(path: Path, blocks: tuple[Block, ...]) -> Placed:
    return tuple(((*path, i), block) for i, block in enumerate(blocks))


def _meanings(path: Path, definition: Definition) -> Placed:
    return tuple(((*path, n, j), b) for n, meaning in enumerate(definition.meanings) for j, b in enumerate(meaning))


def _below(blocks: Placed) -> Cell:
    path, first = blocks[0]
    assert isinstance(first, Heading)
    return replace(_cell(path, first.step, blocks[1:], lead=False), head=first.spans)


def _cell(path: Path, step: int, blocks: Placed, lead: bool = True) -> Cell:
    """A picture at the front is the part's picture; bold words at the front, or a heading, are its head."""
    picture: ImageRef | None = None
    if blocks and isinstance(blocks[0][1], Figure) and len(blocks[0][1].images) == 1:
        picture, blocks = blocks[0][1].images[0], blocks[1:]
    elif blocks and isinstance(blocks[0][1], Paragraph) and blocks[0][1].spans and blocks[0][1].spans[0].image:
        picture = blocks[0][1].spans[0].image
        blocks = ((blocks[0][0], replace(blocks[0][1], spans=_trimmed(blocks[0][1].spans[1:]))), *blocks[1:])
    head: Spans = ()
    if lead and blocks and isinstance(blocks[0][1], Heading):
        head, blocks = blocks[0][1].spans, blocks[1:]
    elif lead and blocks and isinstance(blocks[0][1], Paragraph):
        head, rest = _lead(blocks[0][1].spans)
        if head:
            first = ((blocks[0][0], replace(blocks[0][1], spans=rest)),) if rest else ()
            blocks = (*first, *blocks[1:])
    return Cell(path, step, head, picture, blocks)


def _lead(spans: Spans) -> tuple[Spans, Spans]:
    """The bold words that a paragraph begins with, and the rest."""
    count = 0
    while count < len(spans) and spans[count].style.bold:
        count += 1
    head = tuple(replace(s, style=replace(s.style, bold=False)) for s in spans[:count])
    return head, _trimmed(spans[count:])


def _trimmed(spans: Spans) -> Spans:
    """Without the break, colon, dash or space that parted the words from those before."""
    while spans and (spans[0].kind == "break" or (spans[0].kind == "text" and not spans[0].text.strip(" :\u2013\u2014\n"))):
        spans = spans[1:]
    if spans and spans[0].kind == "text":
        spans = (replace(spans[0], text=spans[0].text.lstrip(" :\u2013\u2014\n")), *spans[1:])
    return spans

"""Lines of a slide as rewritten by its dialect -> the lines of the slide as its author wrote it."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar, cast

from presenter.model import (
    Block,
    Blocks,
    Callout,
    Column,
    Columns,
    Container,
    DefinitionList,
    Figure,
    List,
    ListItem,
    Paragraph,
    Quote,
    Span,
)
from presenter.problems import Problem

B = TypeVar("B", bound=Block)
Origin = tuple[int, ...]  # for every line that is read, the line that its author wrote; () = the same


class Rewriting:
    """Collects a source anew, piece by piece, knowing where every line of it comes from."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.origin = [0]
        self.begins = True  # a line begins here

    def written(self, text: str, line: int) -> None:
        """Take over `text`, which begins on the author's `line`."""
        self._take(text, line)
        self.origin += range(line + 1, line + 1 + text.count("\n"))

    def added(self, text: str, line: int) -> None:
        """Put in `text` that stands for something on the author's `line`."""
        self._take(text, line)
        self.origin += [line] * text.count("\n")

    def _take(self, text: str, line: int) -> None:
        if not text:
            return
        self.parts.append(text)
        if self.begins:
            self.origin[-1] = line
        self.begins = text.endswith("\n")

    @property
    def source(self) -> str:
        """All of it."""
        return "".join(self.parts)


def line_of(line: int, origin: Origin) -> int:
    """The author's line for `line`."""
    return origin[min(max(line, 0), len(origin) - 1)] if origin else line


def placed(problem: Problem, origin: Origin) -> Problem:
    """`problem` on the author's line."""
    return problem if problem.line is None else replace(problem, line=line_of(problem.line, origin))


def with_origin(blocks: tuple[B, ...], origin: Origin) -> tuple[B, ...]:
    """`blocks`, and all in them, on the author's lines."""
    return tuple(_placed(block, origin) for block in blocks) if origin else blocks


def _placed(block: B, origin: Origin) -> B:
    start, end = block.lines
    first = line_of(start, origin)
    moved = replace(block, lines=(first, max(first, line_of(end - 1, origin) + 1) if end > start else first))
    match moved:
        case List():
            return cast(B, replace(moved, items=with_origin(moved.items, origin)))
        case Columns():
            return cast(B, replace(moved, columns=with_origin(moved.columns, origin)))
        case DefinitionList():
            items = tuple(replace(item, meanings=tuple(with_origin(meaning, origin) for meaning in item.meanings)) for item in moved.items)
            return cast(B, replace(moved, items=items))
        case ListItem() | Quote() | Callout() | Container() | Column():
            blocks: Blocks = moved.blocks
            return cast(B, replace(moved, blocks=with_origin(blocks, origin)))
        case Figure():
            return cast(B, replace(moved, images=tuple(replace(image, line=line_of(image.line, origin)) for image in moved.images)))
        case Paragraph(spans=spans) if any(span.image for span in spans):
            return cast(B, replace(moved, spans=tuple(_picture_placed(span, origin) for span in spans)))
    return moved


def _picture_placed(span: Span, origin: Origin) -> Span:
    return replace(span, image=replace(span.image, line=line_of(span.image.line, origin))) if span.image else span

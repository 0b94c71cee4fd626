"""Code listings -> a panel with coloured lines; they shrink to fit their width, then wrap with a mark."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from presenter.blocks.panel import framed
from presenter.layout.listings import PAD_X, fit_width
from presenter.layout.room import Room
from presenter.layout.stack import Box, Piece
from presenter.layout.text import set_paragraphs
from presenter.model import Code
from presenter.registry import placer
from presenter.scene import Font, Item, Line, Paragraph, Rect, Run, Shape, Text
from presenter.theme.model import TextStyle, Theme

PAD_Y = 12.0
FOREVER = 1_000_000
TOKENS = (  # Pygments' short names, longest match first
    ("kt", "code-type"),
    ("k", "code-keyword"),
    ("ow", "code-keyword"),
    ("s", "code-string"),
    ("c", "code-comment"),
    ("m", "code-number"),
    ("nf", "code-function"),
    ("fm", "code-function"),
    ("nc", "code-type"),
    ("nd", "code-function"),
    ("nb", "code-name"),
    ("nt", "code-keyword"),
    ("na", "code-name"),
    ("ne", "code-type"),
    ("bp", "code-name"),
    ("l", "code-number"),
    ("gd", "code-deleted"),
    ("gi", "code-inserted"),
    ("gh", "code-keyword"),
    ("gu", "code-function"),
    ("o", "code-operator"),
)


@placer(Code)
def place_code(block: Code, room: Room, width: float) -> list[Piece]:
    """The listing in its panel, as small as it must be for its longest line, but legible."""
    inner = width - 2 * PAD_X
    lines = coloured(block.text, block.lang)
    gutter, style, wrap = fit_width(block, room, inner)
    paragraphs = _paragraphs(block, lines, style, room, wrap)
    text_width = inner - gutter
    placed, height = set_paragraphs(paragraphs, text_width, room.shaper)
    placed = tuple(replace(line, wrapped=_goes_on(placed, i)) for i, line in enumerate(placed))
    head = _caption(block, room, inner, style.size)
    top = PAD_Y + (head.height + 8.0 if head else 0.0)
    whole = Rect(0.0, 0.0, width, height + top + PAD_Y)
    ground = Shape(
        whole, "round", room.theme.color("code-background"), radius=room.theme.radius, path=room.path, step=room.step, role="panel"
    )
    body = Text(
        Rect(PAD_X + gutter, top, text_width, height), paragraphs, placed, role="code", path=room.path, step=room.step, lang=room.lang
    )
    numbers = _numbers(block, body, gutter, style, room) if gutter else ()
    listing: tuple[Item, ...] = (*((head,) if head else ()), *numbers, body)
    group = framed((ground,), listing, (0.0, 0.0), whole, "code", room)
    return [Box(whole.h, whole.h, lambda _: (replace(group, alt=f"{block.lang or 'code'} listing"),), room.gap(1.1))]


def _goes_on(lines: tuple[Line, ...], index: int) -> bool:
    return index > 0 and lines[index - 1].paragraph == lines[index].paragraph


def _paragraphs(
    block: Code, lines: tuple[tuple[tuple[str, str], ...], ...], style: TextStyle, room: Room, wrap: bool
) -> tuple[Paragraph, ...]:
    font = room.font(style)
    dims = _dims(block, room, len(lines))
    return tuple(
        Paragraph(
            tuple(_run(text, token, font, style, room.theme) for text, token in line) or (Run("", font, style.color, proof=False),),
            spacing=style.spacing,
            step=room.step,
            dim=dims[index],
            path=room.path,
            wrap=wrap,
        )
        for index, line in enumerate(lines)
    )


def _run(text: str, token: str, font: Font, style: TextStyle, theme: Theme) -> Run:
    color = theme.color(token, "code-text") if token else style.color
    return Run(text, replace(font, italic=True) if token == "code-comment" else font, color, proof=False)


def _dims(block: Code, room: Room, count: int) -> list[tuple[tuple[int, int], ...]]:
    """For each line the step ranges in which it stands back behind the lines spoken of."""
    states = block.highlights
    dims: list[list[tuple[int, int]]] = [[] for _ in range(count)]
    for index, chosen in enumerate(states):
        first = room.step + index
        last = first + 1 if index + 1 < len(states) else FOREVER
        for line in range(count):
            if chosen and line + 1 not in chosen:
                dims[line].append((first, last))
    return [tuple(d) for d in dims]


def _caption(block: Code, room: Room, inner: float, most: float) -> Text | None:
    """The listing's title, not larger than the listing."""
    if not block.title:
        return None
    style = room.style("caption")
    style = replace(style, size=min(style.size, most))
    words = Paragraph((Run(block.title, room.font(style), style.color, lang=room.lang, proof=False),), step=room.step, path=room.path)
    lines, height = set_paragraphs((words,), inner, room.shaper)
    return Text(Rect(PAD_X, PAD_Y, inner, height), (words,), lines, role="caption", path=room.path, step=room.step)


def _numbers(block: Code, body: Text, gutter: float, style: TextStyle, room: Room) -> tuple[Text, ...]:
    """Line numbers as a Text of their own, so that code copied from PowerPoint has none."""
    font = room.font(style)
    color = room.theme.color("muted")
    width = gutter - style.size * 0.9
    first = block.first_number or 0
    paragraphs: list[Paragraph] = []
    lines: list[Line] = []
    for placed in body.lines:
        number = "" if placed.wrapped else str(first + placed.paragraph)
        made = Paragraph(
            (Run(number, font, color, proof=False),),
            align="right",
            spacing=style.spacing,
            step=room.step,
            path=room.path,
            wrap=False,
            dim=body.paragraphs[placed.paragraph].dim,
        )
        flowed = room.shaper.flow(made, width)
        lines += [line.moved(0.0, placed.top, len(paragraphs)) for line in flowed]
        paragraphs.append(made)
    return (
        Text(
            Rect(PAD_X, body.box.y, width, body.box.h), tuple(paragraphs), tuple(lines), role="line-numbers", path=room.path, step=room.step
        ),
    )


@lru_cache(maxsize=512)
def coloured(text: str, lang: str) -> tuple[tuple[tuple[str, str], ...], ...]:
    """Lines of (characters, theme colour name) by Pygments; plain when it does not know the language."""
    plain = tuple(((line.expandtabs(4), ""),) if line else () for line in text.rstrip("\n").split("\n"))
    if not lang or len(text) > 60_000:
        return plain
    from pygments.lexers import get_lexer_by_name
    from pygments.token import STANDARD_TYPES
    from pygments.util import ClassNotFound

    try:
        lexer = get_lexer_by_name(lang, stripnl=False)
    except ClassNotFound:
        return plain
    lines: list[list[tuple[str, str]]] = [[]]
    for kind, value in lexer.get_tokens(text.rstrip("\n").expandtabs(4) + "\n"):  # some lexers see only whole lines
        name = token_color(STANDARD_TYPES.get(kind) or STANDARD_TYPES.get(kind.parent or kind, ""))
        for index, part in enumerate(value.split("\n")):
            if index:
                lines.append([])
            if part:
                _append(lines[-1], part, name)
    if not lines[-1]:
        lines.pop()
    return tuple(tuple(line) for line in lines) if len(lines) == len(plain) else plain


def _append(line: list[tuple[str, str]], part: str, name: str) -> None:
    """Join neighbours of one colour into one run."""
    if line and line[-1][1] == name:
        line[-1] = (line[-1][0] + part, name)
    else:
        line.append((part, name))


def token_color(short: str) -> str:
    """The theme colour for a Pygments token's short name, "" for plain text."""
    return next((color for prefix, color in TOKENS if short.startswith(prefix)), "")

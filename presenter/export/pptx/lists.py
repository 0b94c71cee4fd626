"""Text -> the same with numbered lists kept apart that PowerPoint would count through, and how each list begins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from presenter.scene import Line, Paragraph, Run, Text

HAIR = 1.0  # points: the letters of the empty paragraph between two lists
LINE = 1.2


def apart(text: Text) -> Text:
    """The text with an empty paragraph, too low to be seen, before each list that begins as the list right above it began.

    PowerPoint then counts anew, as after any paragraph without a number. LibreOffice counts on even so.
    """
    again = [n for n, (_, repeated) in enumerate(_counted(text.paragraphs)) if repeated]
    if not again:
        return text
    paragraphs: list[Paragraph] = []
    moved: dict[int, int] = {}
    for n, p in enumerate(text.paragraphs):
        if n in again:
            height = HAIR * LINE
            paragraphs.append(_between(p))
            p = replace(p, before=max(0.0, p.before - height))
        moved[n] = len(paragraphs)
        paragraphs.append(p)
    lines = tuple(replace(line, paragraph=moved[line.paragraph]) for line in text.lines)
    return replace(text, paragraphs=tuple(paragraphs), lines=_with_empty(lines, paragraphs))


def _between(p: Paragraph) -> Paragraph:
    font = replace(p.runs[0].font, size=HAIR) if p.runs else None
    runs = (Run("", font, p.runs[0].color),) if font else ()
    return Paragraph(runs, p.align, p.rtl, p.level, path=p.path, step=p.step)


def _with_empty(lines: tuple[Line, ...], paragraphs: list[Paragraph]) -> tuple[Line, ...]:
    """The lines, with one for each paragraph that has none: an empty one where the next begins."""
    known = {line.paragraph for line in lines}
    made = [
        Line(n, 0, 0, after.x, after.top, 0.0, after.top, 0.0)
        for n in range(len(paragraphs))
        if n not in known and (after := next((line for line in lines if line.paragraph > n), None))
    ]
    return tuple(sorted((*lines, *made), key=lambda line: (line.paragraph, line.start)))


def starts(given: tuple[Paragraph, ...]) -> Iterator[int]:
    """Where the numbering that each paragraph belongs to began: PowerPoint counts on by itself while nothing stands between."""
    return (start for start, _ in _counted(given))


def _counted(given: tuple[Paragraph, ...]) -> Iterator[tuple[int, bool]]:
    """For each paragraph where its numbering began, and whether it begins once more as the list above it did."""
    running: dict[int, tuple[str, int, int]] = {}  # level -> form, start, next number
    for p in given:
        for level in [level for level in running if level > p.level]:
            del running[level]
        if p.bullet is None or p.bullet.number is None:
            running.pop(p.level, None)
            yield 1, False
            continue
        form, start, following = running.get(p.level, ("", 0, -1))
        begins = form != p.bullet.form or following != p.bullet.number
        repeated = begins and (form, start) == (p.bullet.form, p.bullet.number)
        if begins:
            form, start = p.bullet.form, p.bullet.number
        running[p.level] = (form, start, p.bullet.number + 1)
        yield min(max(start, 1), 32767), repeated

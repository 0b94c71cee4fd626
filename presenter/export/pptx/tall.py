"""Pictures in lines of text -> lines as high in PowerPoint as they were set: its lines grow with the size of their letters only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from presenter.scene import Line, Paragraph, Run, Text

LINE = 1.2  # the height of a line in ems
SEAT = 0.95  # its baseline below its top in ems: between what PowerPoint and what LibreOffice do
BREAK = "\u2028"
NOTICED = 1.5  # points by which a line may be too low unnoticed


def sizes(text: Text, n: int) -> Mapping[int, float]:
    """For paragraph `n` the font sizes in points of the gaps under its tallest pictures (by the id of their run): a gap
    that large makes its line as high above the baseline as the picture is."""
    usual = _usual(text.paragraphs[n])
    found = {}
    for line, run in _tallest(text, n):
        size = (line.baseline - line.top) / (SEAT * text.paragraphs[n].spacing)
        if size > usual * 1.03:
            found[id(run)] = round(size * 4) / 4
    return found


def below(text: Text, n: int) -> float:
    """How far a picture in the last line of paragraph `n` hangs lower than its line would reach, in points: what
    comes next keeps clear of it."""
    last = max((m for m, line in enumerate(text.lines) if line.paragraph == n), default=None)
    return _excess(text, n).get(text.lines[last].start, 0.0) if last is not None else 0.0


def settled(text: Text) -> Text:
    """The text with a new paragraph round each line that a picture makes higher or deeper than letters can: only between
    paragraphs is there a distance of one's own choice. Where paragraphs come in by steps they stay those that they are."""
    if not any(run.inline for p in text.paragraphs for run in p.runs):
        return text
    stepped = len({p.step for p in text.paragraphs}) > 1
    text, lifts = _lifted(text, stepped)
    paragraphs: list[Paragraph] = []
    lines: list[Line] = []
    for n, p in enumerate(text.paragraphs):
        mine = [line for line in text.lines if line.paragraph == n]
        deep = {} if stepped else _excess(text, n)
        ends = {line.end for line in mine[:-1] if deep.get(line.start, 0.0) > NOTICED}
        cuts = sorted({0, *ends, *(start for m, start in lifts if m == n), len(p.text)}) if p.text else [0, 0]
        for start, end in pairwise(cuts):
            broken = end < len(p.text) and p.text[end - 1] == BREAK  # the author's own, which the new paragraph stands for
            part = replace(p, runs=_part(p.runs, start, end - broken))
            part = part if not start else replace(part, bullet=None, indent=0.0, before=0.0)
            paragraphs.append(replace(part, before=part.before + lifts.get((n, start), 0.0)))
            held = [line for line in mine if start <= line.start < end or (line.start == end == start)]
            at = len(paragraphs) - 1
            lines += [replace(li, paragraph=at, start=li.start - start, end=min(li.end, end - broken) - start) for li in held]
    return replace(text, paragraphs=tuple(paragraphs), lines=tuple(lines))


def _lifted(text: Text, stepped: bool) -> tuple[Text, dict[tuple[int, int], float]]:
    """The text with lines that are no higher than their letters need, and for those that were, by their paragraph and start, the
    points that are to be free above them. Above the first line of all nothing can be, and with steps only above paragraphs."""
    lines, lifts = list(text.lines), dict[tuple[int, int], float]()
    for n, p in enumerate(text.paragraphs):
        room = SEAT * p.spacing * _usual(p)
        for line, _ in _tallest(text, n):
            lift = line.baseline - line.top - room
            if lift > 0.03 * room and line is not text.lines[0] and not (stepped and line.start):
                lifts[n, line.start] = lift
                lines[text.lines.index(line)] = replace(line, top=line.top + lift, height=line.height - lift)
    return replace(text, lines=tuple(lines)), lifts


def _part(runs: tuple[Run, ...], start: int, end: int) -> tuple[Run, ...]:
    """The runs of characters [start, end); never none, so that an empty part has a font."""
    found, at = [], 0
    for run in runs:
        words = run.text[max(0, start - at) : max(0, end - at)]
        at += len(run.text)
        if words == run.text:
            found.append(run)
        elif words:
            found.append(replace(run, text=words))
    return tuple(found) or runs[:1]


def _usual(p: Paragraph) -> float:
    """The size of the paragraph's letters."""
    return max((run.font.size for run in p.runs if run.inline is None), default=max((run.font.size for run in p.runs), default=0.0))


def _excess(text: Text, n: int) -> dict[int, float]:
    """Lines with pictures, by their start -> by how much they were set higher than PowerPoint will make them, in points."""
    p = text.paragraphs[n]
    grown = sizes(text, n)
    return {
        line.start: max(0.0, line.height - LINE * grown.get(id(run), _usual(p)) * p.spacing) for line, run in _tallest(text, n)
    }  # fmt: skip


def _tallest(text: Text, n: int) -> list[tuple[Line, Run]]:
    """The lines of paragraph `n` that hold pictures, each with the one that rises highest."""
    found: dict[int, tuple[Line, Run]] = {}
    offset = 0
    for run in text.paragraphs[n].runs:
        if run.inline is not None:
            for m, line in enumerate(text.lines):
                if line.paragraph == n and line.start <= offset < line.end and (m not in found or _rise(run) > _rise(found[m][1])):
                    found[m] = (line, run)
        offset += len(run.text)
    return list(found.values())


def _rise(run: Run) -> float:
    return run.inline.height - run.inline.depth if run.inline else 0.0

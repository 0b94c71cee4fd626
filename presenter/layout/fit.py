"""Content in its regions at the largest scale at which everything fits: text shrinks in steps, nothing leaves the slide."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from presenter.layout.heading import SLACK, heading, unbroken
from presenter.layout.listings import alike
from presenter.layout.picture_region import in_region
from presenter.layout.quoted import gathered, stands_by
from presenter.layout.regions import Fill
from presenter.layout.room import Room
from presenter.layout.spaced import lowered
from presenter.layout.stack import Stack, moved, place, stack, with_step
from presenter.layout.text import BREAK
from presenter.model import Chart, Code, Container, Diagram, Figure, Footnotes, Math, Table, plain_text
from presenter.model import Paragraph as Words
from presenter.problems import Problem
from presenter.registry import ARRANGEMENTS
from presenter.scene import Anchor, Group, Item, Rect, Text

STEPS: tuple[float, ...] = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5)
STEPS += (0.44, 0.38, 0.33, 0.28, 0.24, 0.2, 0.16, 0.13, 0.1, 0.07, 0.05, 0.03, 0.02, 0.01)
BASES = {"subtitle": "subtitle", "statement": "statement", "quote": "quote"}
FROM_TOP = frozenset(("code-output", "list-columns", "words-beside"))  # begin under the title, grow as any body
LARGE = frozenset(("statement", "quote"))  # regions of few large words
BYLINE = 0.8  # of the subtitle's size, for the paragraphs after it


@dataclass(frozen=True, slots=True)
class _Set:
    """One region's content measured at one scale."""

    fill: Fill
    stack: Stack
    room: Room
    box: Rect
    arranged: bool = False  # parts side by side: none of them is the body

    @property
    def fits(self) -> bool:
        return self.stack.least <= self.box.h + SLACK and not (self.fill.region.kind in LARGE and self._torn())

    def _torn(self) -> bool:
        texts = [item for entry in self.stack.entries for item in entry.make(entry.natural) if isinstance(item, Text)]
        return not all(unbroken(p, text.box.w - p.margin, self.room) for text in texts for p in text.paragraphs if p.runs)


def fitted(
    fills: tuple[Fill, ...], footnotes: Footnotes | None, room: Room, tell: Callable[[Problem], None]
) -> tuple[tuple[Item, ...], float]:
    """The items of all regions, and the scale of the body text. A Problem `overflow` when legible text does not fit."""
    items: list[Item] = []
    flowing: list[Fill] = []
    who = next((fill for fill in fills if fill.region.kind == "attribution" and fill.spans), None)
    for fill in fills:
        if fill.picture:
            items += in_region(fill, room)
        elif fill is who:
            continue
        elif fill.spans:
            items.append(heading(fill, room))
        else:
            flowing.append(fill)
    title = next((item for item in items if isinstance(item, Text) and item.role == "title"), None)
    flowing = [replace(fill, region=lowered(fill.region, title, room)) for fill in flowing] if title else flowing
    if not flowing and not footnotes:
        return tuple(items), 1.0
    index, sets = _largest(flowing, footnotes, room)
    sets = _grown(flowing, footnotes, room, sets) if index == 0 else sets
    if who and len(sets) == 1 and stands_by(sets[0].fill.region, who.region, room.layout):
        sets, who = _gathered(sets[0], who, room)
    scale = sets[0].room.scale if sets else STEPS[index]
    for one in sets:
        items += _placed(one)
    if who:
        items.append(heading(who, room))
    if footnotes:
        items += _footnotes(footnotes, replace(room, scale=scale), tell)
    for one in sets:
        if scale < one.room.floor_scale - 0.001:
            tell(_overflow(one))
            break
    return tuple(items), scale


def _gathered(one: _Set, who: Fill, room: Room) -> tuple[list[_Set], Fill]:
    """The words of a quotation and, right below them, who said it."""
    name = heading(who, replace(room, report=lambda p: None)).height
    words, below = gathered(one.fill.region, one.stack.natural, who.region, name, room.theme.gap)
    return [replace(one, fill=replace(one.fill, region=words), box=words.box)], replace(who, region=below)


def roomier(fills: tuple[Fill, ...], room: Room) -> tuple[Fill, ...]:
    """More room for a long subtitle: down to the footer, then up into what the title above it leaves free."""
    title = next((f for f in fills if f.region.kind == "title"), None)
    below = next((f for f in fills if f.region.kind == "subtitle" and f.blocks), None)
    if title is None or below is None or below.region.box.y < title.region.box.bottom - 1:
        return fills
    box, over = below.region.box, title.region.box
    need = _set(below, replace(room, report=lambda p: None), 0.0).stack.natural - box.h
    if need <= 0:
        return fills
    edges = [r.box.y for r in room.layout.regions if r.kind in ("footer", "number")]
    edges += [d.box.y for d in room.layout.decorations if d.box.w > d.box.h and d.box.y > box.y]  # a rule below it
    floor = min(edges, default=room.theme.size[1] - 24.0) - 10.0
    down = min(need, max(0.0, floor - box.bottom))
    spare = over.h - heading(title, replace(room, report=lambda p: None)).height
    blocked = any(d.box.w > d.box.h and over.bottom - 20 < d.box.y < box.y + 10 for d in room.layout.decorations)
    up = 0.0 if blocked else min(need - down, max(0.0, spare))
    new_title = replace(title, region=replace(title.region, box=Rect(over.x, over.y, over.w, over.h - up)))
    new_below = replace(below, region=replace(below.region, box=Rect(box.x, box.y - up, box.w, box.h + up + down)))
    return tuple(new_title if f is title else new_below if f is below else f for f in fills)


def _overflow(one: _Set) -> Problem:
    size = one.room.style(one.room.base).size
    line = one.fill.blocks[0][1].lines[0] if one.fill.blocks else 0
    message = f"there is too much on this slide: its text is set in {size:g} points to fit"
    return Problem("overflow", message, "split the slide, or use two columns", line=line)


def _largest(flowing: list[Fill], footnotes: Footnotes | None, room: Room) -> tuple[int, list[_Set]]:
    """The first step at which all regions fit, by halving (smaller text never needs more room)."""
    first = _measure(flowing, footnotes, room, 0)
    if all(s.fits for s in first):
        return _unwrapped(flowing, footnotes, room, 0, first)
    low, high = _hopeless(first), len(STEPS) - 1  # low does not fit; high is taken as fitting
    best: list[_Set] = []
    while high - low > 1:
        middle = (low + high) // 2
        held = _Held()
        sets = _measure(flowing, footnotes, replace(room, report=held), middle)
        if all(s.fits for s in sets):
            high, best, told = middle, sets, held
        else:
            low = middle
    if not best:
        return _unwrapped(flowing, footnotes, room, high, _measure(flowing, footnotes, room, high))
    told.tell(room.report)
    return _unwrapped(flowing, footnotes, room, high, best)


class _Held:
    """Problems kept until it is known that what they are of will be shown; then they are told, and all later ones at once."""

    def __init__(self) -> None:
        self._kept: list[Problem] = []
        self._to: Callable[[Problem], None] = self._kept.append

    def __call__(self, problem: Problem) -> None:
        self._to(problem)

    def tell(self, to: Callable[[Problem], None]) -> None:
        """Now, and from now on."""
        self._to = to
        for problem in self._kept:
            to(problem)


def _hopeless(first: list[_Set]) -> int:
    """The last step that need not be tried, from how far the first one is from fitting: text needs at best the square of its scale."""
    over = max(one.stack.least / max(one.box.h, 1.0) for one in first)
    return max((index for index, scale in enumerate(STEPS[:-1]) if over * scale * scale * 0.7 > 1.0), default=0)


OWN_LINES = 4  # the step down to which text shrinks so that lines which the author broke do not break again


def _unwrapped(flowing: list[Fill], footnotes: Footnotes | None, room: Room, index: int, sets: list[_Set]) -> tuple[int, list[_Set]]:
    """What fits at step `index`: text broken into lines by hand (every newline, in Marp) a little smaller where then no such
    line breaks again, since half a line here and there is what nobody meant."""
    if index > OWN_LINES or not any(_wrapped(s) for s in sets):
        return index, sets
    quiet = replace(room, report=lambda p: None)
    for lower in range(index + 1, OWN_LINES + 1):
        if not any(_wrapped(s) for s in _measure(flowing, footnotes, quiet, lower)):
            return lower, _measure(flowing, footnotes, room, lower)
    return index, sets


SHOWN = (1.35, 1.2, 1.1)  # how much larger a table or a listing may be that stands alone
SAID = (1.3, 1.15)  # and a quotation, which may break anew
TELLING, A_SENTENCE = 2.2, 140  # how many times more, if so many characters are all that stands below the title
FILLED = 0.8  # how much of its region enlarged content may take


def _grown(flowing: list[Fill], footnotes: Footnotes | None, room: Room, sets: list[_Set]) -> list[_Set]:
    """A slide of few words set larger, for the last row: few sizes for text, so that few are seen in a talk; no line may
    break that did not, and air must be left."""
    sizes = _larger(sets, room.theme.roomy)
    if footnotes or room.arrangement not in FROM_TOP | {""} or room.zoom != 1.0 or room.rules or not sizes:
        return sets
    if any(s.stack.natural * sizes[-1] > FILLED * s.box.h for s in sets):
        return sets
    quiet = replace(room, report=lambda p: None)
    for size in sizes:
        larger = _alike(flowing, replace(quiet, scale=size))
        grown = [_set(s.fill, larger, 0.0) for s in sets]
        if all(g.stack.natural <= FILLED * g.box.h and _keeps_lines(g, s, len(sets) == 1) for g, s in zip(grown, sets, strict=True)):
            return [replace(g, room=replace(g.room, report=room.report)) for g in grown]
    return sets


def _larger(sets: list[_Set], roomy: float) -> tuple[float, ...]:
    """The sizes to try for what a slide holds, the largest first."""
    kinds = {s.fill.region.kind for s in sets}
    if roomy == 1.0 or not kinds <= {"body", "code", "quote"}:
        return ()
    if kinds == {"quote"}:
        return SAID
    alone = all(
        isinstance(block, Table | Code) or (isinstance(block, Container) and block.in_turn) for s in sets for _, block in s.fill.blocks
    )
    usual = (roomy, (1.0 + roomy) / 2)
    return SHOWN if alone else (1.0 + TELLING * (roomy - 1.0), *usual) if _telling(sets) else usual


def _telling(sets: list[_Set]) -> bool:
    """Whether a sentence or two are all that stands below the title, and not beside a picture."""
    blocks = [block for s in sets for _, block in s.fill.blocks]
    said = [plain_text(block.spans) for block in blocks if isinstance(block, Words)]
    wide = all(s.box.w > 0.6 * s.room.theme.size[0] for s in sets)
    return wide and len(sets) == 1 and len(said) == len(blocks) <= 2 and sum(map(len, said)) <= A_SENTENCE


def _keeps_lines(grown: _Set, before: _Set, alone: bool) -> bool:
    """Whether larger words break as they did; where only text stands on the slide it may break anew, unless its author broke it."""
    if grown.fill.region.kind == "quote" or (alone and before.stack.only_prose and not _broken_by_hand(before)):
        return True
    return _lines(grown) <= _lines(before)


def _broken_by_hand(one: _Set) -> bool:
    made = (item for entry in one.stack.entries for item in entry.make(entry.natural))
    return any(BREAK in p.text for item in made if isinstance(item, Text) for p in item.paragraphs)


def _lines(one: _Set) -> int:
    """How many lines its words take."""
    made = (item for entry in one.stack.entries for item in entry.make(entry.natural))
    return sum(_lines_in(item) for item in made)


def _lines_in(item: Item) -> int:
    match item:
        case Text():
            return len(item.lines)
        case Group():
            return sum(_lines_in(inner) for inner in item.items)
    return 0


def _wrapped(one: _Set) -> bool:
    """Whether a line between hard breaks takes more than one line."""
    return any(
        BREAK in made.text and sum(line.paragraph == index for line in text.lines) > made.text.count(BREAK) + 1
        for entry in one.stack.entries
        if entry.prose
        for text in entry.make(entry.natural)
        if isinstance(text, Text)
        for index, made in enumerate(text.paragraphs)
    )


def _measure(flowing: list[Fill], footnotes: Footnotes | None, room: Room, index: int) -> list[_Set]:
    scaled = replace(room, scale=STEPS[index])
    foot = _footnote_height(footnotes, scaled) if footnotes else 0.0
    scaled = _alike(flowing, scaled)
    return [_set(fill, scaled, foot) for fill in flowing]


def _alike(fills: Iterable[Fill], room: Room) -> Room:
    return alike(((block, fill.region.box.w) for fill in fills for _, block in fill.blocks), room)


def _set(fill: Fill, room: Room, foot: float) -> _Set:
    region = fill.region
    box = region.box
    if foot and box.bottom > room.theme.size[1] - 140:
        box = Rect(box.x, box.y, box.w, max(40.0, box.h - foot))
    within = replace(room, base=BASES.get(region.kind, "body"), step=fill.step, align=region.align, height=box.h)
    if room.arrangement and region.kind == "body":
        pieces = list(ARRANGEMENTS[room.arrangement](fill.blocks, replace(within, arrangement=""), box.w))
        return _Set(fill, stack(pieces, within, box.w), within, box, room.arrangement not in FROM_TOP)
    pieces = []
    for path, block in fill.blocks:
        inside = replace(within, path=path, step=max(fill.step, block.step), line=block.lines[0])
        if pieces and room.layout.name == "title" and isinstance(block, Words):
            inside = replace(inside, zoom=inside.zoom * BYLINE)  # who, where and when stand back behind the subtitle
        pieces += place(block, inside, box.w)
    return _Set(fill, stack(pieces, within, box.w), within, box)


def _placed(one: _Set) -> list[Item]:
    """The region's items on the slide; its first Text is the one that fills the placeholder."""
    region, box = one.fill.region, one.box
    shown = one.stack.lone_box and (one.arranged or _drawn(one.fill))
    height = box.h * (0.88 if one.arranged else 1.0)  # parts side by side belong to the title: a little above the middle
    items = [moved(item, box.x, box.y) for item in one.stack.place(height, "middle" if shown else region.anchor)]
    items = [with_step(item, one.fill.step) for item in items]
    for index, item in enumerate(items):
        if isinstance(item, Text) and item.role in ("body", "statement") and not one.arranged:
            if one.stack.only_prose:
                item = _filling(item, box, region.anchor)
            items[index] = replace(item, placeholder=region.name)
            break
    return items


def _drawn(fill: Fill) -> bool:
    """Whether a lone block is something to look at, which stands in the middle rather than at the top."""
    return isinstance(fill.blocks[0][1], (Figure, Chart, Diagram, Math))


def _filling(text: Text, box: Rect, anchor: Anchor) -> Text:
    """A Text alone in its region takes the whole region as its box, its lines staying where they are."""
    dy = text.box.y - box.y
    return replace(text, box=box, anchor=anchor, lines=tuple(line.moved(0.0, dy) for line in text.lines))


# ---------------------------------------------------------------- footnotes


def _footnote_height(block: Footnotes, room: Room) -> float:
    width = _foot(room)[1]
    return stack(place(block, room, width), room, width).natural + 12.0


def _foot(room: Room) -> tuple[float, float]:
    """Where footnotes begin and how wide they are: as the body, or where that is narrow, as the slide allows."""
    region = room.layout.region("body") or room.layout.region("title")
    margin = region.box.x if region else 56.0
    body = room.layout.region("body")
    right = body.box.right if body else room.theme.size[0] - margin
    return margin, max(120.0, (right if right > margin + 120 else room.theme.size[0] - margin) - margin)


def _footnotes(block: Footnotes, room: Room, tell: Callable[[Problem], None]) -> list[Item]:
    """Small print at the foot of the body, above the footer line."""
    margin, width = _foot(room)
    held = stack(place(block, replace(room, path=()), width), room, width)
    bottom = max((r.box.bottom for r in room.layout.regions if r.kind == "body"), default=room.theme.size[1] - 60.0)
    y = bottom - held.natural
    return [moved(item, margin, y) for item in held.place(held.natural)]

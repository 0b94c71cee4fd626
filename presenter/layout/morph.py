"""Two Scenes → how the things of one become those of the other: what moves, grows, comes and goes, and where it is at a moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from presenter.scene import BlockPath, Color, Group, Item, Picture, Rect, Scene, Shape, Text

WHOLE = ("table", "chart", "diagram", "media", "drawing")  # groups that move as one thing
GONE, COMES = 0.5, 0.4  # shares of the way: until then what goes has faded, from then on what comes fades in

Names = Mapping[BlockPath, str]
Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing on a slide: an item, or one paragraph of a text, with the box it takes."""

    item: Item
    box: Rect
    key: Key
    kind: Key  # what it may still be paired by when nothing has its key


@dataclass(frozen=True, slots=True)
class Move:
    """One thing before and after; None where it is not there. `same`: it looks the same, but for its size."""

    before: Thing | None
    after: Thing | None
    same: bool = False

    @property
    def rests(self) -> bool:
        """Whether nothing happens to it."""
        if not self.same or self.before is None or self.after is None or not _near(self.before.box, self.after.box):
            return False
        a, b = self.before.item, self.after.item
        return not isinstance(a, Shape) or not isinstance(b, Shape) or replace(a, path=b.path, step=b.step) == replace(b, box=a.box)


@dataclass(frozen=True, slots=True)
class Placed:
    """A thing at a moment: where, and how much of it is seen (0-1)."""

    thing: Thing
    box: Rect
    opacity: float


@dataclass(frozen=True, eq=False)
class Morph:
    """The whole change, in the order in which it is drawn."""

    before: Scene
    after: Scene
    moves: tuple[Move, ...]

    def at(self, t: float) -> tuple[Placed, ...]:
        """What is seen when `t` (0-1) of the way is done; at 1 what the slide after shows."""
        return tuple(found for move in self.moves for found in placed(move, t))


def morph(before: Scene, step: int, names_before: Names, after: Scene, step_after: int, names_after: Names) -> Morph:
    """Pair what is seen of `before` at its step with what is seen of `after`: by id, by what it says or shows, by kind in order."""
    old, new = tuple(_things(before, step, names_before)), tuple(_things(after, step_after, names_after))
    partner: dict[int, int] = {}  # index in new -> index in old
    for by in ("key", "kind"):
        free: dict[Key, list[int]] = defaultdict(list)
        for index, thing in enumerate(old):
            if index not in partner.values() and getattr(thing, by):
                free[getattr(thing, by)].append(index)
        for index, thing in enumerate(new):
            if index not in partner and free.get(getattr(thing, by)):
                partner[index] = free[getattr(thing, by)].pop(0)
    return Morph(before, after, tuple(_ordered(old, new, partner)))


def _ordered(old: tuple[Thing, ...], new: tuple[Thing, ...], partner: dict[int, int]) -> Iterator[Move]:
    """In the order of the new slide; what goes stands before what it stood before."""
    going = [index for index in range(len(old)) if index not in partner.values()]
    for index, thing in enumerate(new):
        match = partner.get(index)
        while going and match is not None and going[0] < match:
            yield Move(old[going.pop(0)], None)
        yield Move(old[match] if match is not None else None, thing, match is not None and _alike(old[match].item, thing.item))
    for index in going:
        yield Move(old[index], None)


# ---------------------------------------------------------------- what is on a slide


def _things(scene: Scene, step: int, ids: Names) -> Iterator[Thing]:
    for item in (*scene.behind, *scene.items):
        yield from _parts(item, step, ids)


def _parts(item: Item, step: int, ids: Names) -> Iterator[Thing]:
    if item.step > step:
        return
    match item:
        case Group() if item.role not in WHOLE:
            for inner in item.items:
                yield from _parts(inner, step, ids)
        case Group():
            words = "\n".join(_words(item.items))
            yield Thing(item, item.box, _named(item, ids) or ("group", item.role, words), ("group", item.role))
        case Text():
            yield from _paragraphs(item, step, ids)
        case Picture():
            named = _named(item, ids)
            yield Thing(item, item.box, named or ("picture", item.image.key, item.role), ())
        case Shape():
            kind = ("shape", item.role, item.kind)
            yield Thing(item, item.box, _named(item, ids) or (*kind, item.path_data), kind if item.kind != "path" else ())


def _paragraphs(text: Text, step: int, ids: Names) -> Iterator[Thing]:
    """Each paragraph for itself, with the box its lines take."""
    for n, made in enumerate(text.paragraphs):
        lines = tuple(line for line in text.lines if line.paragraph == n)
        if not lines or made.step > step:
            continue
        left = min(min(line.x for line in lines), made.margin + made.indent if made.bullet else lines[0].x)
        right, top = max(line.x + line.width for line in lines), min(line.top for line in lines)
        bottom = max(line.top + line.height for line in lines)
        if made.rtl and made.bullet:
            right = max(right, text.box.w)
        box = Rect(text.box.x + left, text.box.y + top, max(1.0, right - left), max(1.0, bottom - top))
        moved = tuple(line.moved(-left, -top, 0) for line in lines)
        bullet = made.bullet.text if made.bullet else ""
        one = replace(text, box=box, paragraphs=(replace(made, margin=made.margin - left),), lines=moved, fill=None, placeholder="")
        named = ids.get(made.path) or (ids.get(text.path) if len(text.paragraphs) == 1 else "")
        kind = ("title",) if text.role == "title" and n == 0 else ()
        yield Thing(one, box, ("id", named) if named else ("text", made.text.strip(), bullet), kind)


def _named(item: Item, ids: Names) -> Key:
    name = ids.get(item.path) if item.path else None
    return ("id", name) if name else ()


def _words(items: tuple[Item, ...]) -> Iterator[str]:
    for item in items:
        if isinstance(item, Text):
            yield from (p.text for p in item.paragraphs)
        elif isinstance(item, Group):
            yield from _words(item.items)
        elif isinstance(item, Picture):
            yield item.image.key


def _alike(a: Item, b: Item) -> bool:
    """Whether one is the other at another place or size."""
    match a, b:
        case Text(), Text():
            return len(a.lines) == len(b.lines) and [_look(a)] == [_look(b)]
        case Picture(), Picture():
            return (a.image.key, a.crop, a.filters, a.opacity, a.radius) == (b.image.key, b.crop, b.filters, b.opacity, b.radius)
        case Shape(), Shape():
            return a.kind != "path" or (_near(a.box, b.box) and replace(a, box=b.box, path=b.path, step=b.step) == b)
        case Group(), Group():
            return a.items == b.items
    return False


def _look(text: Text) -> list[object]:
    """What the words look like, their size and how close they are set left out."""
    return [
        (run.text, run.font.family, run.font.bold, run.font.italic, run.color.hex, run.underline, run.strike, run.baseline, run.highlight)
        for p in text.paragraphs for run in p.runs
    ] + [p.bullet.color.hex if p.bullet else "" for p in text.paragraphs]  # fmt: skip


# ---------------------------------------------------------------- where it is at a moment


def placed(move: Move, t: float) -> Iterator[Placed]:
    """One thing, or the old over the new one, when `t` of the way is done."""
    before, after = move.before, move.after
    if before is None:
        assert after is not None
        if t > COMES:
            yield Placed(after, after.box, min(1.0, (t - COMES) / (1 - COMES)))
    elif after is None:
        if t < GONE:
            yield Placed(before, before.box, 1 - t / GONE)
    elif move.same and isinstance(before.item, Shape) and isinstance(after.item, Shape) and after.item.kind != "path":
        shape = blended(before.item, after.item, t)
        yield Placed(replace(after, item=shape, box=shape.box), shape.box, 1.0)
    elif move.same:
        # the larger of the two is the sharper
        thing = after if after.box.w * after.box.h >= before.box.w * before.box.h or t >= 1.0 else before
        yield Placed(thing, between(before.box, after.box, t), 1.0)
    else:
        box = between(before.box, after.box, t)
        words = isinstance(before.item, Text) and isinstance(after.item, Text)  # two over each other could not be read
        if t < (GONE if words else 1.0):
            yield Placed(before, _fitted(before.box, box), 1 - t / GONE if words else min(1.0, 2 - 2 * t))
        if t > (COMES if words else 0.0):
            yield Placed(after, _fitted(after.box, box), (t - COMES) / (1 - COMES) if words else min(1.0, 2 * t))


def _fitted(own: Rect, box: Rect) -> Rect:
    """`box` at the height it has, but not stretched: words keep their form."""
    factor = box.h / max(own.h, 0.01)
    return Rect(box.x, box.y, own.w * factor, box.h)


def between(a: Rect, b: Rect, t: float) -> Rect:
    """The box `t` of the way from one to the other."""
    return Rect(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t, a.w + (b.w - a.w) * t, a.h + (b.h - a.h) * t)


def blended(a: Shape, b: Shape, t: float) -> Shape:
    """The form `t` of the way from one to the other; at the ends it is they."""
    if t <= 0.0 or t >= 1.0:
        return b if t >= 1.0 else a
    fill = _mixed(a.fill, b.fill, t) if isinstance(a.fill, Color) and isinstance(b.fill, Color) else (a.fill if t < 0.5 else b.fill)
    stroke = _mixed(a.stroke, b.stroke, t) if a.stroke and b.stroke else (a.stroke if t < 0.5 else b.stroke)
    width, radius = (x + (y - x) * t for x, y in ((a.stroke_width, b.stroke_width), (a.radius, b.radius)))
    return replace(b, box=between(a.box, b.box, t), fill=fill, stroke=stroke, stroke_width=width, radius=radius)


def _mixed(a: Color, b: Color, t: float) -> Color:
    if a == b:
        return a
    parts = (round(int(a.hex[n : n + 2], 16) * (1 - t) + int(b.hex[n : n + 2], 16) * t) for n in (1, 3, 5))
    return Color("#" + "".join(f"{part:02x}" for part in parts), a.alpha + (b.alpha - a.alpha) * t)


def _near(a: Rect, b: Rect) -> bool:
    return all(abs(x - y) < 0.05 for x, y in ((a.x, b.x), (a.y, b.y), (a.w, b.w), (a.h, b.h)))

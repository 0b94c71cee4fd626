"""A box of a diagram → a line that leaves it and comes back to it, round one of its corners, as PowerPoint's connectors can."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from presenter.worker.outline import Piece, Point

DEPTH = 20.0  # pixels by which it leads away from the box


@dataclass(frozen=True, slots=True)
class Loop:
    """Out of the side at `side` and in again from above or below at `end`; `back`: the arrow runs the other way round."""

    side: Point
    end: Point
    back: bool
    depth: float = DEPTH

    @property
    def way(self) -> str:
        """What the connector is called in `data-connector`."""
        return "loop-back" if self.back else "loop"

    @property
    def ends(self) -> tuple[Point, Point]:
        """Where the arrow begins and ends."""
        return (self.end, self.side) if self.back else (self.side, self.end)

    @property
    def bend(self) -> float:
        """How far it leads away, as a share of how far apart its ends are across."""
        return round(self.depth / abs(self.end[0] - self.side[0]), 5)

    def path(self, cut: tuple[float, float] = (0.0, 0.0)) -> list[Piece]:
        """Its curves, those of PowerPoint's connector with three bends; `cut` pixels of its ends belong to arrow heads."""
        (sx, sy), (ex, ey) = self.side, self.end
        out, down = (1.0 if sx > ex else -1.0), (1.0 if ey > sy else -1.0)
        at_side, at_end = reversed(cut) if self.back else cut
        far, low = sx + out * self.depth, ey + down * self.depth
        x1, x3, y1 = (sx + far) / 2, (ex + far) / 2, (sy + low) / 2
        points = [
            (sx + out * at_side, sy), (x1, sy), (far, (sy + y1) / 2), (far, y1),
            (far, (y1 + low) / 2), ((far + x3) / 2, low), (x3, low),
            ((x3 + ex) / 2, low), (ex, (ey + low) / 2), (ex, ey + down * at_end),
        ]  # fmt: skip
        if self.back:
            points.reverse()
        curves = (("C", (points[n], points[n + 1], points[n + 2])) for n in (1, 4, 7))
        return [("M", (points[0],)), *curves]

    def beside(self, wide: float, high: float) -> Iterator[Point]:
        """Middles of the places for a label of this size: at its side, then below or above it."""
        (sx, sy), (ex, ey) = self.side, self.end
        out, down = (1.0 if sx > ex else -1.0), (1.0 if ey > sy else -1.0)
        yield sx + out * (self.depth + 3 + wide / 2), ey
        yield (sx + ex) / 2 + out * self.depth / 2, ey + down * (self.depth + 2 + high / 2)


def loops(corners: tuple[float, float, float, float], upright: bool, used: Iterable[Point]) -> list[Loop]:
    """The ways round the corners of a box (left, top, right, bottom), those first whose ends no other line has.

    `upright`: the diagram runs down or up, so that its lines come and go above and below.
    """
    x0, y0, x1, y1 = corners
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    ways = [Loop((side, y), (x, end), back) for end in (y1, y0) for side in (x1, x0) for back in (upright, not upright)]
    taken = list(used)

    def crowd(loop: Loop) -> int:
        """How many lines are at its ends, those at its arrow head counted twice."""
        first, last = loop.ends
        return sum(2 * _near(point, last) + _near(point, first) for point in taken)

    return sorted(ways, key=crowd)


def _near(a: Point, b: Point) -> bool:
    return abs(a[0] - b[0]) < 6 and abs(a[1] - b[1]) < 6

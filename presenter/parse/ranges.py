"""Stretches of a text -> whether a place lies in one of them, found by halving: a deck may have thousands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

Range = tuple[int, int]  # from, to (not in it)


@dataclass(frozen=True, slots=True)
class Ranges:
    """Ranges in order, none over another. `place in ranges` asks whether one holds it."""

    all: tuple[Range, ...] = ()

    @classmethod
    def joined(cls, ranges: Iterable[Range]) -> Ranges:
        """Any ranges; what overlaps or touches becomes one."""
        found: list[Range] = []
        for start, end in sorted(ranges):
            if found and start <= found[-1][1]:
                found[-1] = (found[-1][0], max(end, found[-1][1]))
            else:
                found.append((start, end))
        return cls(tuple(found))

    def around(self, place: int) -> Range | None:
        """The range that holds `place`."""
        before = bisect_right(self.all, place, key=_start)
        found = self.all[before - 1] if before else None
        return found if found and place < found[1] else None

    def __contains__(self, place: int) -> bool:
        return bool(self.all) and self.around(place) is not None

    def __iter__(self) -> Iterator[Range]:
        return iter(self.all)

    def __bool__(self) -> bool:
        return bool(self.all)


NO_RANGES = Ranges()


def _start(found: Range) -> int:
    return found[0]

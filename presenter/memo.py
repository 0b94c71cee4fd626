"""A memo bounded by what its values weigh, the least lately used going first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class Memo(Generic[T]):
    """key -> value; what they weigh adds up to at most `bound` (one value heavier than that is given but not kept)."""

    def __init__(self, bound: int, weigh: Callable[[T], int] = lambda value: 1) -> None:
        self.bound = bound
        self.weight = 0
        self._weigh = weigh
        self._values: OrderedDict[Hashable, tuple[T, int]] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], T], weight: int | None = None) -> T:
        """The value of `key`, made if it is not here; it weighs `weight`, or what `weigh` says of it."""
        found = self._values.get(key)  # keys can be long to hash: as few look-ups as will do
        if found is not None:
            self._values.move_to_end(key)
            return found[0]
        value = make()
        self.keep(key, value, weight)
        return value

    def peek(self, key: Hashable) -> T | None:
        """The value of `key` if it is here."""
        found = self._values.get(key)
        if found is None:
            return None
        self._values.move_to_end(key)
        return found[0]

    def clear(self) -> None:
        """Forget everything."""
        self._values.clear()
        self.weight = 0

    def __len__(self) -> int:
        return len(self._values)

    def keep(self, key: Hashable, value: T, weight: int | None = None) -> None:
        """From now on `value` is the value of `key`."""
        weight = self._weigh(value) if weight is None else weight
        _, old = self._values.pop(key, (None, 0))
        self.weight -= old
        if weight > self.bound:
            return
        self._values[key] = (value, weight)
        self.weight += weight
        while self.weight > self.bound:
            _, (_, gone) = self._values.popitem(last=False)
            self.weight -= gone

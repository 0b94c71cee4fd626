"""A value that can be watched: the only observable in the program."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Cell(Generic[T]):
    """Holds one value; `set` tells every watcher `(new, old)` when the value is another one."""

    def __init__(self, value: T) -> None:
        self._value = value
        self._watchers: list[Callable[[T, T], object]] = []

    @property
    def value(self) -> T:
        """The value now."""
        return self._value

    def set(self, value: T) -> None:
        """Make `value` the value and tell the watchers, unless it is equal to the present one.

        Every watcher is told, whatever another one raises: a fault in the preview must not keep the text from being saved. What was
        raised is raised when all know, as it is, or as an ExceptionGroup when it was more than one.
        """
        old = self._value
        if value is old or value == old:
            return
        self._value = value
        faults: list[Exception] = []
        for watcher in tuple(self._watchers):
            if watcher in self._watchers:
                try:
                    watcher(value, old)
                except Exception as error:
                    faults.append(error)
        if faults:
            raise faults[0] if len(faults) == 1 else ExceptionGroup("watchers of a value", faults)

    def watch(self, fn: Callable[[T, T], object]) -> Callable[[], None]:
        """Call `fn(new, old)` on every change; returns the function that stops it."""
        self._watchers.append(fn)

        def unwatch() -> None:
            if fn in self._watchers:
                self._watchers.remove(fn)

        return unwatch

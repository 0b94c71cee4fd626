"""How work grows with what it is given, told from two runs in one process: no machine is too slow for it."""

from __future__ import annotations

import time
from collections.abc import Callable

TIMES = 8  # how much more the second run is given
ROOM = 3  # times as long as linear work would take; quadratic work takes TIMES times as long
LEAST = 0.002  # seconds; what takes less says nothing


def grows_in_step(work: Callable[[int], object], size: int) -> bool:
    """Whether `TIMES` times `size` takes about `TIMES` times as long as `size`, of this thread's own time; the better of two runs."""
    short = max(LEAST, min(_seconds(work, size) for _ in range(2)))
    limit = short * TIMES * ROOM
    return any(_seconds(work, size * TIMES) <= limit for _ in range(2))


def _seconds(work: Callable[[int], object], size: int) -> float:
    begun = time.thread_time()
    work(size)
    return time.thread_time() - begun

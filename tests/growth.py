"""How long work takes beside other work of the same process: no machine is too slow for such a test, none too busy."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

TIMES = 8  # how much more the second run is given
ROOM = 3  # times as long as linear work would take; quadratic work takes TIMES times as long
LEAST = 0.002  # seconds; what takes less says nothing


def grows_in_step(work: Callable[[int], object], size: int) -> bool:
    """Whether `TIMES` times `size` takes about `TIMES` times as long as `size`; the better of two runs counts."""
    limit = max(LEAST, min(_seconds(lambda: work(size)) for _ in range(2))) * TIMES * ROOM
    return any(_seconds(lambda: work(size * TIMES)) <= limit for _ in range(2))


def within(work: Callable[[], object], measure: Callable[[], object], times: float) -> bool:
    """Whether `work` takes at most `times` as long as `measure`; the better of two runs counts."""
    limit = max(LEAST, min(_seconds(measure) for _ in range(2))) * times
    return any(_seconds(work) <= limit for _ in range(2))


def _seconds(work: Callable[[], object]) -> float:
    """Of this thread's own time, without the collector's: its work grows with what the whole process holds."""
    gc.disable()
    try:
        begun = time.thread_time()
        work()
        return time.thread_time() - begun
    finally:
        gc.enable()

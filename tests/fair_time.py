"""Time as a process had it: what it waited for a processor that others were using does not count.

A promise in seconds ("on the disk within a second") holds for a program that gets to run; tests measure it on machines that do
ten things at once.
"""

from __future__ import annotations

import time
from pathlib import Path


def starved(process: int | str = "self") -> float:
    """Seconds that the threads of a process have waited for a processor so far; 0 where the system does not tell.

    From the second number of Linux's `/proc/PID/task/TID/schedstat`.
    """
    waited = 0
    for thread in Path(f"/proc/{process}/task").glob("*/schedstat"):
        try:
            waited += int(thread.read_text().split()[1])
        except (OSError, IndexError):  # the thread has ended, or the system does not count
            continue
    return waited / 1e9


def fair_clock() -> float:
    """Seconds of a clock that stands while this process waits for a processor; only differences mean something."""
    return time.monotonic() - starved()

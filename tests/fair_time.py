"""Time as a process had it: what it waited for a processor that others were using does not count.

A promise in seconds ("on the disk within a second") holds for a program that gets to run; tests measure it on machines that do
ten things at once.
"""

from __future__ import annotations

import time

from presenter.worker.child import starved


def fair_clock() -> float:
    """Seconds of a clock that stands while this process waits for a processor; only differences mean something."""
    return time.monotonic() - starved()

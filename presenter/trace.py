"""Timed events → lines of JSON in a file, for bug reports and benchmarks; costs next to nothing while off.

Each line is `{"t": seconds since process start, "cpu": seconds of processor so far, "event": name, ...}`.
Events: start parsed first-frame key slide-shown screen-added screen-removed placed not-placed revived console-hidden mirrored
extended kept exported fault.
"""

from __future__ import annotations

import json
import os
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from presenter.problems import UserError

_file: int | None = None  # a file descriptor: each line is written at once and whole


def _age() -> float:
    """How long this process had been running when this module was imported, in seconds; 0 where nobody says."""
    if not sys.platform.startswith("linux"):
        return 0.0
    try:
        # field 22 is the start in clock ticks since boot; the command in field 2 may hold spaces and parentheses
        fields = Path("/proc/self/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        ticks = os.sysconf("SC_CLK_TCK")
        return max(0.0, time.clock_gettime(time.CLOCK_BOOTTIME) - int(fields[19]) / ticks)
    except (OSError, ValueError, IndexError, AttributeError):
        return 0.0


_ZERO = time.perf_counter() - _age()


def now() -> float:
    """Seconds since the process started."""
    return time.perf_counter() - _ZERO


def start(path: Path) -> None:
    """Write events to `path` from now on, beginning with `start`. Raises UserError when it cannot be written."""
    global _file
    stop()
    try:
        _file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_CLOEXEC", 0), 0o666)
    except OSError as error:
        raise UserError(f"cannot write the trace {path}", error.strerror or str(error)) from error
    event("start", pid=os.getpid(), argv=sys.argv[1:])


def stop() -> None:
    """Write no more events."""
    global _file
    if _file is not None:
        with suppress(OSError):
            os.close(_file)
    _file = None


def on() -> bool:
    """Whether events are being written: ask before working out costly fields."""
    return _file is not None


def event(name: str, **fields: Any) -> float:
    """Write one event if anybody listens; gives its `t`, so that a later event can name it."""
    t = now()
    if _file is not None:
        cpu = round(time.process_time(), 4)  # tells a slow machine from a busy one
        line = json.dumps({"t": round(t, 6), "cpu": cpu, "event": name, **fields}, ensure_ascii=False, default=str) + "\n"
        try:
            os.write(_file, line.encode("utf-8", errors="replace"))
        except OSError:  # a full disk must not stop the show
            stop()
    return t

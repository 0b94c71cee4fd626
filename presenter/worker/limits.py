"""Bounds on this process: memory, CPU time, no network, no other programs, and an end when its parent ends."""

from __future__ import annotations

import faulthandler
import os
import sys
from contextlib import suppress
from typing import Any

MEMORY = 3 << 30  # address space in bytes: fonts are mapped into it, so it is more than what is used
MOST = 4  # times its time that a job may take by the clock on the wall, where others have the processor
GRACE = 5.0  # seconds after the parent should have ended us

_REFUSED = ("socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "subprocess.Popen", "os.system",
            "os.exec", "os.posix_spawn", "os.fork", "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.startfile")  # fmt: skip


def set_limits() -> None:
    """Set what holds for the life of the process; what the system does not know is left out."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(AttributeError, OSError):
        os.nice(3)  # the talk goes first
    if sys.platform == "linux":
        _die_with_parent()
    sys.addaudithook(_refuse)


def limit_job(seconds: float) -> None:
    """End this process by itself soon after a job of `seconds` must be over, even inside native code: the parent may be gone."""
    faulthandler.dump_traceback_later(MOST * seconds + GRACE, exit=True)


def _die_with_parent() -> None:
    with suppress(Exception):
        import ctypes

        ctypes.CDLL(None).prctl(1, 9)  # PR_SET_PDEATHSIG, SIGKILL


def _refuse(event: str, args: tuple[Any, ...]) -> None:
    if event in _REFUSED:
        raise PermissionError(f"{event} is not allowed here")
    if event == "open" and isinstance(args[1], str) and any(c in args[1] for c in "wxa+"):
        raise PermissionError("writing is not allowed here")

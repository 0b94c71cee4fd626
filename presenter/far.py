"""A question about a file → its answer; on a drive that can stop answering, after a moment the answer it gave last.

Files of this machine are asked directly. Those of a network drive (or of any file system that is a program) are asked
in a thread of their folder, because whoever asks a drive that is gone waits for it, and nobody can call him back.
"""

from __future__ import annotations

import errno
import os
import queue
import re
import sys
import threading
from collections.abc import Callable, Hashable
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")

WINDOWS = 0.15  # the patience of a window
KEPT = 4096  # answers remembered of a folder
FAR = re.compile(r"nfs\d?|cifs|smb\d?|smbfs|afs|afpfs|ncpfs|9p|ceph|glusterfs|lustre|davfs|webdav|virtiofs|vboxsf|fuse(\..*)?")


@lru_cache(256)
def is_far(folder: str) -> bool:
    """Whether the folder is on a drive that can stop answering. Asked once of each folder; asks only the system."""
    whole = os.path.abspath(folder)
    if sys.platform == "win32":
        import ctypes

        return whole.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(os.path.splitdrive(whole)[0] + "\\") == 4
    if sys.platform == "darwin":
        return whole.startswith(("/Volumes/", "/Network/"))
    return bool(FAR.fullmatch(_kind(os.path.realpath(whole))))


def _kind(folder: str) -> str:
    """The kind of the file system that is mounted on the folder, or the nearest one above it."""
    best, kind = "", ""
    try:
        with open("/proc/self/mountinfo", encoding="utf-8", errors="surrogateescape") as file:
            for line in file:
                place, _, rest = line.partition(" - ")
                point = re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), place.split(" ")[4])
                inside = folder == point or folder.startswith(point.rstrip("/") + "/")
                if inside and len(point) >= len(best):
                    best, kind = point, rest.split(" ")[0]
    except (OSError, IndexError):
        return ""
    return kind


class _Lane:
    """Asks in a thread, one question after the other; remembers what was answered."""

    def __init__(self) -> None:
        self._questions: queue.SimpleQueue[tuple[Hashable, Callable[[], Any], threading.Event]] = queue.SimpleQueue()
        self._known: dict[Hashable, tuple[bool, Any]] = {}  # whether it is a value, else an error
        self._late: threading.Event | None = None  # of the question that is waited for too long
        threading.Thread(target=self._work, daemon=True, name="far").start()

    def ask(self, key: Hashable, question: Callable[[], T], otherwise: Callable[[], T], patience: float) -> T:
        if self._late is None or self._late.is_set():
            done = threading.Event()
            self._questions.put((key, question, done))
            self._late = None if done.wait(patience) else done
        if key not in self._known:
            return otherwise()
        sound, value = self._known[key]
        if not sound:
            raise value
        return value  # type: ignore[no-any-return]

    def _work(self) -> None:
        while True:
            key, question, done = self._questions.get()
            try:
                found = True, question()
            except Exception as error:  # raised where it was asked
                found = False, error
            if len(self._known) >= KEPT:
                self._known.clear()
            self._known[key] = found
            done.set()


_lanes: dict[str, _Lane] = {}
_patience: list[float] = []


def be_patient(seconds: float | None) -> None:
    """Wait so long for a far folder from now on; None (as it begins): until it answers, as who exports a deck must."""
    _patience[:] = [] if seconds is None else [seconds]


def ask(folder: Path | str | None, key: Hashable, question: Callable[[], T], otherwise: Callable[[], T]) -> T:
    """What `question()` gives or raises. When `folder` is far and silent: what it gave last under this `key`, else
    `otherwise()`."""
    place = str(folder) if folder is not None else ""
    if not _patience or not place or not is_far(place):
        return question()
    if place not in _lanes:
        _lanes[place] = _Lane()
    return _lanes[place].ask(key, question, otherwise, _patience[0])


def stat(path: Path | str) -> os.stat_result:
    """As `os.stat`; of a file on a drive that does not answer what was known last. Raises OSError and ValueError."""

    def silent() -> os.stat_result:
        raise OSError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT), str(path))

    return ask(os.path.dirname(path), ("stat", str(path)), lambda: os.stat(path), silent)

"""The unsaved text of a deck → a file that grows by each change, and what such files of programs that died still hold.

A line is one change, written at once and whole; a line cut off by the end of the program is left out when it is read.
The file is held locked while its program lives, so that a second window on the same deck does not take it for a
dead one's. It outlives a kill of the program, and a power cut too: each line is forced onto the disk at once, in a
thread, because a slow disk must not keep a writer waiting.
"""

from __future__ import annotations

import json
import os
import secrets
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from presenter.parse.edits import diff
from presenter.store.recovery import deck_key, state_folder

ROOM = 1_000_000  # bytes a journal may grow beyond four times its text before it is written anew
OLDEST = 60 * 24 * 3600.0  # seconds after which what nobody asked for is thrown away


@dataclass(frozen=True, slots=True)
class Left:
    """Unsaved text that a program left when it died, and when it last wrote (seconds since 1970)."""

    file: Path
    text: str
    when: float

    def forget(self) -> None:
        """It is wanted no more."""
        with suppress(OSError):
            self.file.unlink()


class Journal:
    """The journal of one deck in this program. A disk that refuses disturbs nobody: then there is no journal."""

    def __init__(self, deck: Path | None, folder: Path | None = None) -> None:
        self._folder = folder or state_folder()
        self._key, self._deck = deck_key(deck), deck
        self._file: Path | None = None
        self._handle: int | None = None
        self._text = ""
        self._size = 0
        self._onto_disk = _OntoDisk()

    def note(self, text: str) -> None:
        """Write down what `text` is now."""
        try:
            if self._handle is None or self._size > 4 * len(self._text) + ROOM:
                self._begin(text)
            elif text != self._text:
                change = diff(self._text, text)
                self._write({"at": change.start, "end": change.end, "new": change.new})
            self._text = text
        except OSError:
            self._close()  # what followed a line half written would not be read; the next time begins anew

    def done(self) -> None:
        """All is saved, or thrown away on purpose."""
        self._close()
        if self._file is not None:
            with suppress(OSError):
                self._file.unlink()
        self._file, self._text = None, ""

    def left(self) -> list[Left]:
        """What programs that died left of this deck, newest first."""
        found = []
        with suppress(OSError):
            for file in self._folder.glob(f"{self._key}-*.journal"):
                if file != self._file and not _held(file):
                    found += [left] if (left := _read(file)) else []
        return sorted(found, key=lambda left: -left.when)

    def _begin(self, text: str) -> None:
        """A new file with all of the text in its first line; then the old one may go."""
        self._folder.mkdir(parents=True, exist_ok=True)
        old_handle, old = self._handle, self._file
        file = self._folder / f"{self._key}-{secrets.token_hex(4)}.journal"
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
        handle = os.open(file, flags, 0o600)
        _hold(handle)
        self._handle, self._file, self._size = handle, file, 0
        self._write({"deck": str(self._deck or ""), "text": text})
        if old_handle is not None:
            os.close(old_handle)
        if old is not None:
            old.unlink(missing_ok=True)

    def _write(self, values: dict[str, object]) -> None:
        line = (json.dumps(values) + "\n").encode("ascii")
        assert self._handle is not None
        if os.write(self._handle, line) != len(line):
            raise OSError("the disk is full")
        self._size += len(line)
        if self._file is not None:
            self._onto_disk.soon(self._file)

    def _close(self) -> None:
        if self._handle is not None:
            with suppress(OSError):
                os.close(self._handle)
            self._handle = None


class _OntoDisk:
    """Forces what was written onto the disk, in a thread that lives while there is something to do."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: Path | None = None
        self._works = False

    def soon(self, file: Path) -> None:
        """What was written to `file` so far is wanted on the disk."""
        with self._lock:
            self._waiting = file
            start, self._works = not self._works, True
        if start:
            threading.Thread(target=self._work, daemon=True, name="journal").start()

    def _work(self) -> None:
        while True:
            with self._lock:
                file, self._waiting = self._waiting, None
                self._works = file is not None
            if file is None:
                return
            with suppress(OSError):  # it may be gone: then all is saved
                handle = os.open(file, os.O_WRONLY | getattr(os, "O_CLOEXEC", 0))  # of our own: the lock is not shared
                try:
                    os.fsync(handle)
                finally:
                    os.close(handle)


def _read(file: Path) -> Left | None:
    """The text that a journal says, as far as it can be read."""
    try:
        lines = file.read_bytes().split(b"\n")[:-1]  # behind the last newline is what was cut off
        when = file.stat().st_mtime
        first = json.loads(lines[0]) if lines else None
    except (OSError, ValueError, RecursionError):
        return None
    text = first.get("text") if isinstance(first, dict) else None
    if not isinstance(text, str) or time.time() - when > OLDEST:
        return None
    for line in lines[1:]:
        try:
            values = json.loads(line)
            at, end, new = values["at"], values["end"], values["new"]
            if not 0 <= at <= end <= len(text):
                break
            text = text[:at] + new + text[end:]
        except (ValueError, KeyError, TypeError, RecursionError):
            break
    return Left(file, text, when)


# ---------------------------------------------------------------- locks, which the system lets go when a program dies


def _hold(handle: int) -> None:
    with suppress(OSError):
        _lock(handle)


def _held(file: Path) -> bool:
    """Whether a living program has this journal."""
    try:
        handle = os.open(file, os.O_RDWR)
    except OSError:
        return False
    try:
        _lock(handle)
    except OSError:
        return True
    finally:
        os.close(handle)
    return False


if sys.platform == "win32":

    def _lock(handle: int) -> None:
        import msvcrt

        os.lseek(handle, 1 << 30, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        os.lseek(handle, 0, os.SEEK_SET)

else:

    def _lock(handle: int) -> None:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

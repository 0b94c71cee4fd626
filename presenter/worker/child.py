"""A job (JSON + bytes) → its answer, made in a child process that can be killed: the parent's side of the pipe.

The child is started at the first need. A job that takes longer than its time is killed with the child; the next job
gets a new one. What it waits for a processor that others use is not its time: a picture is not too large because the
machine is busy. Whatever the child does, the parent gets an answer or a `ChildFailed`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

from presenter.worker.frames import BadFrame, Message, read_frame, write_frame
from presenter.worker.limits import MOST

ROOT = Path(__file__).resolve().parents[2]  # the folder that holds the package; never the deck's
LEAST = 0.05  # seconds that are worth waiting for once more


class ChildFailed(Exception):
    """The child gave no answer; `why` is `time` (over its limit), `died` or `closed` (by us)."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Child:
    """One child process, used by one thread (`close` may be called from any)."""

    def __init__(self, command: tuple[str, ...] | None = None) -> None:
        self._command = command or (sys.executable, "-X", "utf8", "-m", "presenter.worker")
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._closed = False

    @property
    def running(self) -> bool:
        """Whether there is a living child now."""
        return self._process is not None and self._process.poll() is None

    def ask(self, header: dict[str, Any], body: bytes = b"", seconds: float = 10.0) -> Message:
        """Have one job done within `seconds` (start of the child included, its waiting for a processor not; at most `MOST`
        times as long by the wall clock). Raises ChildFailed."""
        process = self._start()
        late, done = threading.Event(), threading.Event()
        before = starved(process.pid)

        def guard() -> None:
            passed, left = 0.0, seconds
            while not done.wait(left):
                passed += left
                left = min(seconds + starved(process.pid) - before, MOST * seconds) - passed
                if left < LEAST:
                    late.set()
                    process.kill()
                    return

        threading.Thread(target=guard, daemon=True).start()
        try:
            answer = self._exchange(process, {**header, "seconds": seconds}, body)
        finally:
            done.set()
        if answer is not None and not late.is_set():
            return answer
        self._drop(process)
        raise ChildFailed("closed" if self._closed else "time" if late.is_set() else "died")

    def stop(self) -> None:
        """End the child, if there is one; a later job starts another."""
        process = self._process
        if process is not None:
            self._drop(process)

    def close(self) -> None:
        """End the child for good; a job in progress fails with `closed`."""
        with self._lock:
            self._closed = True
            process = self._process
        if process is not None:
            self._drop(process)

    def _start(self) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._closed:
                raise ChildFailed("closed")
            if self._process is not None and self._process.poll() is not None:
                _end(self._process)
                self._process = None
            if self._process is None:
                try:
                    self._process = _spawn(self._command)
                except OSError as error:
                    raise ChildFailed("died") from error
            return self._process

    @staticmethod
    def _exchange(process: subprocess.Popen[bytes], header: dict[str, Any], body: bytes) -> Message | None:
        assert process.stdin and process.stdout
        try:
            write_frame(process.stdin, header, body)
            return read_frame(process.stdout)
        except (OSError, BadFrame, ValueError, MemoryError):
            return None

    def _drop(self, process: subprocess.Popen[bytes]) -> None:
        _end(process)
        with self._lock:
            if self._process is process:
                self._process = None


def starved(process: int | str = "self") -> float:
    """Seconds that the threads of a process have waited for a processor so far; 0 where the system does not tell.

    From the second number of Linux's `/proc/PID/task/TID/schedstat`.
    """
    waited = 0
    for thread in Path(f"/proc/{process}/task").glob("*/schedstat"):
        with suppress(OSError, IndexError, ValueError):  # the thread has ended, or the system does not count
            waited += int(thread.read_text().split()[1])
    return waited / 1e9


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        with suppress(OSError, ValueError):
            if pipe:
                pipe.close()


def _spawn(command: tuple[str, ...]) -> subprocess.Popen[bytes]:
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONWARNINGS": "ignore"}
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        cwd=ROOT, env=environment, creationflags=flags, close_fds=True,
    )  # fmt: skip

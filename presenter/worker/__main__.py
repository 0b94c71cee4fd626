"""The child: reads jobs from stdin, writes answers to stdout, until stdin ends."""

from __future__ import annotations

import os
import sys
from typing import IO, Any

from presenter.worker.frames import BadFrame, Message, read_frame, write_frame
from presenter.worker.jobs import run
from presenter.worker.limits import limit_job, set_limits


def main() -> None:
    """Serve jobs one after the other; an exception of a job is its answer."""
    source, answers = sys.stdin.buffer, _own_stdout()
    set_limits()
    while True:
        try:
            message = read_frame(source)
        except BadFrame:
            return
        if message is None:
            return
        limit_job(float(message[0].get("seconds", 10.0)))
        header, body = _answer(*message)
        write_frame(answers, header, body)


def _answer(job: dict[str, Any], body: bytes) -> Message:
    try:
        return run(job, body)
    except MemoryError:
        return {"failed": "memory"}, b""
    except Exception as error:  # a broken input, or our bug: either way the author is told, the child goes on
        return {"failed": f"{type(error).__name__}: {error}"[:500]}, b""


def _own_stdout() -> IO[bytes]:
    """The answer pipe, under a number nobody else knows: what a library prints goes nowhere."""
    pipe = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return pipe


if __name__ == "__main__":
    main()

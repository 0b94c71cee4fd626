"""A job's header and bytes → its answer: the one table of what the child can do; each kind imports its library when first asked."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from presenter.worker.frames import Message

JOBS = {
    "picture": "presenter.worker.photos:draw",
    "formula": "presenter.worker.formulas:draw",
    "diagram": "presenter.worker.diagrams:draw",
    "frames": "presenter.worker.motion:draw",
    "still": "presenter.qt.still:draw",
    "spell": "presenter.worker.spelling:check",
    "suggest": "presenter.worker.spelling:suggest",
    "warm": "presenter.worker.jobs:warm",
}


def run(job: dict[str, Any], body: bytes) -> Message:
    """Do one job. The answer's header has `problem` (what to tell the author) or describes the bytes."""
    module, _, name = JOBS[job["job"]].partition(":")
    work: Callable[[dict[str, Any], bytes], Message] = getattr(import_module(module), name)
    return work(job, body)


def warm(job: dict[str, Any], body: bytes) -> Message:
    """Import what the named kinds of job need, before they are needed."""
    for kind in job.get("kinds", ()):
        module = import_module(JOBS[kind].partition(":")[0])
        getattr(module, "warm", lambda: None)()
    return {}, b""


def problem(code: str, message: str, hint: str = "", line: int | None = None) -> Message:
    """An answer that tells the author what is wrong; `line` counted from 0 inside what was given."""
    return {"problem": {"code": code, "message": message, "hint": hint, "line": line}}, b""

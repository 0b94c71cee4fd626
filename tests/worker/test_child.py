"""The pipe between parent and child, with children that behave, hang, die and talk nonsense."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from presenter.worker.child import ROOT, Child, ChildFailed
from presenter.worker.frames import HEAD, BadFrame, read_frame, write_frame


@contextmanager
def child(code: str = "") -> Iterator[Child]:
    """A child that runs `code` instead of the worker."""
    made = Child((sys.executable, "-c", code) if code else None)
    try:
        yield made
    finally:
        made.close()


def test_a_frame_comes_back_as_it_went() -> None:
    pipe = io.BytesIO()
    write_frame(pipe, {"job": "x", "text": "grüße 日本"}, b"\0\xff" * 1000)
    write_frame(pipe, {})
    pipe.seek(0)
    assert read_frame(pipe) == ({"job": "x", "text": "grüße 日本"}, b"\0\xff" * 1000)
    assert read_frame(pipe) == ({}, b"")
    assert read_frame(pipe) is None


@pytest.mark.parametrize("data", [b"\0", HEAD.pack(1 << 30, 0), HEAD.pack(2, 1 << 40), HEAD.pack(2, 9) + b"{}abc", HEAD.pack(2, 0) + b"[]",
                                  HEAD.pack(3, 0) + b"\xff\xfe\xfd", HEAD.pack(400_000, 0) + b"[" * 400_000])  # fmt: skip
def test_what_is_no_frame_is_refused(data: bytes) -> None:
    with pytest.raises(BadFrame):
        read_frame(io.BytesIO(data))


def test_jobs_are_done_one_after_the_other_by_one_child() -> None:
    with child() as worker:
        for size in ("x", r"\frac{1}{2}"):
            header, body = worker.ask({"job": "formula", "tex": size, "display": True}, seconds=60)
            assert header["format"] == "svg" and body.startswith(b"<svg")
        first = worker._process
        header, _ = worker.ask({"job": "no such job"}, seconds=60)
        assert "KeyError" in header["failed"]
        assert worker._process is first


def test_a_child_that_hangs_is_killed_in_time_and_replaced() -> None:
    with child("import time; time.sleep(600)") as worker:
        for _ in range(2):
            with pytest.raises(ChildFailed) as failure:
                worker.ask({"job": "x"}, seconds=0.3)
            assert failure.value.why == "time"
        assert not worker.running


def test_a_child_that_does_not_read_is_killed_in_time() -> None:
    with child("import time; time.sleep(600)") as worker, pytest.raises(ChildFailed) as failure:
        worker.ask({"job": "x"}, bytes(4 << 20), seconds=0.5)
    assert failure.value.why == "time"


@pytest.mark.skipif(not Path("/proc/self/schedstat").exists(), reason="this system does not count who waits for a processor")
def test_a_child_is_not_late_because_others_have_its_processor() -> None:
    pin = f"import os; os.sched_setaffinity(0, {{{min(os.sched_getaffinity(0))}}})\n"
    work = (
        "import sys, time; from presenter.worker.frames import read_frame, write_frame\n"
        "read_frame(sys.stdin.buffer); end = time.process_time() + 1\n"
        "while time.process_time() < end: pass\n"
        "write_frame(sys.stdout.buffer, {'worked': 1}, b'')"
    )
    with ExitStack() as others:
        for _ in range(3):
            other = subprocess.Popen([sys.executable, "-c", f"{pin}while True: pass"])
            others.callback(other.wait)
            others.callback(other.kill)
        with child(pin + work) as worker:  # a second's work, of which it gets a quarter
            assert worker.ask({"job": "x"}, seconds=2)[0] == {"worked": 1}


@pytest.mark.parametrize("code", ["import os; os._exit(3)", "import os; os.kill(os.getpid(), 11)", "print('hello ' * 100)",
                                  "import sys; sys.stdout.write('\\xff' * 65536); sys.stdout.flush(); input()"])  # fmt: skip
def test_a_child_that_dies_or_talks_nonsense_gives_no_answer(code: str) -> None:
    with child(code) as worker, pytest.raises(ChildFailed) as failure:
        worker.ask({"job": "x"}, seconds=30)
    assert failure.value.why == "died"


def test_a_program_that_is_not_there_gives_no_answer() -> None:
    worker = Child(("/no/such/program",))
    with pytest.raises(ChildFailed):
        worker.ask({"job": "x"})


def test_a_closed_child_takes_no_more_jobs() -> None:
    worker = Child()
    worker.close()
    with pytest.raises(ChildFailed) as failure:
        worker.ask({"job": "x"})
    assert failure.value.why == "closed"


def test_no_module_of_the_decks_folder_is_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('the deck ran code')")
    monkeypatch.chdir(tmp_path)
    with child() as worker:
        header, _ = worker.ask({"job": "warm", "kinds": []}, seconds=60)
    assert header == {}


def limited(code: str) -> str:
    """What `code` prints in a process with the worker's limits."""
    program = f"from presenter.worker.limits import set_limits; set_limits()\n{code}"
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, timeout=120, check=False)
    return found.stdout.strip() or found.stderr.strip().splitlines()[-1]


@pytest.mark.parametrize("code", [
    "import socket; socket.create_connection(('127.0.0.1', 9))",
    "import socket; socket.getaddrinfo('localhost', 80)",
    "import subprocess; subprocess.run(['true'])",
    "import os; os.system('true')",
    "open('presenter-test-file', 'w')",
    "import os; os.remove('presenter-test-file')",
])  # fmt: skip
def test_the_child_may_not_reach_the_network_start_programs_or_write(code: str) -> None:
    assert "not allowed here" in limited(code)
    assert not Path(ROOT, "presenter-test-file").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="limits of memory are Unix's")
def test_the_childs_memory_is_bounded() -> None:
    assert limited("bytearray(8 << 30)") == "MemoryError"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_the_child_ends_when_its_parent_is_killed() -> None:
    code = (
        "from presenter.worker.child import Child; import os, signal\n"
        "c = Child(); c.ask({'job': 'warm', 'kinds': []}, seconds=60); print(c._process.pid, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, timeout=120, check=False)
    process = int(found.stdout)
    deadline = time.monotonic() + 30
    while _alive(process) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not _alive(process)


def _alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in ("Z", "X")
    except OSError:
        return False


@pytest.mark.skipif(os.name == "nt", reason="sends a Unix signal")
def test_the_child_starts_with_little_more_than_python() -> None:
    def start() -> None:
        with child() as worker:
            worker.ask({"job": "warm", "kinds": []}, seconds=60)

    def seconds(work: Callable[[], object]) -> float:
        begun = time.perf_counter()
        work()
        return time.perf_counter() - begun

    bare = min(seconds(lambda: subprocess.run([sys.executable, "-c", "import json, struct"], check=True)) for _ in range(3))
    assert min(seconds(start) for _ in range(3)) < 12 * bare  # twice as long on an idle machine; with Qt, twenty times

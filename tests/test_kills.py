"""A talk killed at random moments comes back: same slide, step and screen within a second, the clock right."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
DECK = "\n---\n\n".join(f"# Slide {i}\n\none\n\n. . .\n\ntwo\n" for i in range(1, 8))
Event = dict[str, Any]


def events(trace: Path, name: str) -> list[Event]:
    lines = trace.read_text("utf-8").splitlines() if trace.exists() else []
    return [event for event in map(json.loads, lines) if event["event"] == name]


def run_until(words: list[str], enough: Callable[[], bool], more: float = 0.0) -> None:
    """Run a talk until it has come so far, and `more` seconds; then kill it."""
    child = subprocess.Popen([sys.executable, "-W", "error", "-m", "tests.scripted_talk", *words], cwd=ROOT)
    try:
        end = time.monotonic() + 300
        while not enough():
            assert child.poll() is None, "the talk ended by itself"
            assert time.monotonic() < end, "the talk did not begin"
            time.sleep(0.01)
        time.sleep(more)
    finally:
        child.kill()
        child.wait()


def kill_and_resume(folder: Path, seed: int) -> None:
    deck = folder / "talk.md"
    deck.write_text(DECK, encoding="utf-8")
    before, after = folder / f"before{seed}.jsonl", folder / f"after{seed}.jsonl"
    run_until([str(deck), str(before), str(seed)], lambda: bool(events(before, "moved")), random.Random(seed).uniform(0.0, 2.5))
    moved = events(before, "moved")
    begun = {"slide": 1, "step": 0, "screen": "live", "clock": 0.0, "still": True, "wall": moved[0]["wall"]}
    # what was true in the last half second before the kill may come back, nothing older; a machine that was so busy that
    # nothing could be written down for longer is forgiven
    since = min(moved[-1]["wall"] - 0.5, *(kept["wall"] for kept in events(before, "kept")[-1:]))
    recent = [m for m, after in zip((begun, *moved), (*moved, None), strict=True) if after is None or after["wall"] > since]
    run_until([str(deck), str(after), str(seed), "--resume"], lambda: bool(events(after, "resumed")))
    found = events(after, "resumed")[0]
    place = (found["slide"], found["step"], found["screen"])
    there = [m for m in recent if (m["slide"], m["step"], m["screen"]) == place]
    assert there, (found, moved[-3:])
    ought = [m["clock"] + (0.0 if m["still"] else found["wall"] - m["wall"]) for m in there]
    assert any(abs(found["clock"] - clock) < 1.0 for clock in ought), (found, there)
    print(f"kill {seed}: slide {found['slide']} step {found['step']} {found['screen']}, clock {found['clock']:.1f} s")


@pytest.mark.parametrize("seed", range(5))
def test_a_killed_talk_comes_back(tmp_path: Path, seed: int) -> None:
    kill_and_resume(tmp_path, seed)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 200))
def test_a_hundred_killed_talks_come_back(tmp_path: Path, seed: int) -> None:
    kill_and_resume(tmp_path, seed)

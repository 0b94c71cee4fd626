"""The program as a process → seconds, megabytes: opening, exporting; and other programs on the same deck."""

from __future__ import annotations

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build" / "bench"


def environment(cache: Path | None = None) -> dict[str, str]:
    """Off screen, with settings and caches of its own."""
    home = BUILD / "home"
    home.mkdir(parents=True, exist_ok=True)
    env = {k: v for k, v in os.environ.items() if k not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    cache = cache or home / "cache"
    env |= {"XDG_CONFIG_HOME": str(home / "config"), "XDG_DATA_HOME": str(home / "data"), "XDG_STATE_HOME": str(home / "state")}
    return env | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(cache)}


def seconds(words: Sequence[object], cache: Path | None = None, **more: Any) -> float:
    """How long the command takes; raises CalledProcessError when it fails."""
    begun = time.perf_counter()
    options: dict[str, Any] = {"env": environment(cache), "capture_output": True, "stdin": subprocess.DEVNULL, "timeout": 900} | more
    subprocess.run([str(word) for word in words], check=True, **options)
    return time.perf_counter() - begun


def inside(what: str, deck: Path) -> dict[str, Any]:
    """A measurement of inside.py in a fresh process."""
    words = [sys.executable, "-m", "tests.bench.inside", what, str(deck)]
    done = subprocess.run(words, env=environment(), cwd=ROOT, capture_output=True, text=True, check=False, timeout=900)
    if done.returncode:
        raise RuntimeError(done.stderr.strip().splitlines()[-1] if done.stderr.strip() else f"{what} failed")
    return json.loads(done.stdout.splitlines()[-1])  # type: ignore[no-any-return]


def on_stage(what: str, deck: Path, width: int, height: int) -> dict[str, Any]:
    """A measurement of stage.py in a fresh process, on a virtual display of this size."""
    if not shutil.which("Xvfb"):
        raise RuntimeError("there is no Xvfb")
    read, write = os.pipe()
    display = ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp"]
    server = subprocess.Popen(display, pass_fds=(write,), stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        env = environment() | {"QT_QPA_PLATFORM": "xcb", "DISPLAY": f":{number}"}
        words = [sys.executable, "-m", "tests.bench.stage", what, str(deck), str(width), str(height)]
        done = subprocess.run(words, env=env, cwd=ROOT, capture_output=True, text=True, check=False, timeout=900)
    finally:
        server.terminate()
        server.wait(10)
    if done.returncode:
        raise RuntimeError(done.stderr.strip().splitlines()[-1] if done.stderr.strip() else f"{what} failed")
    return json.loads(done.stdout.splitlines()[-1])  # type: ignore[no-any-return]


def export(deck: Path, form: str, cache: Path | None = None, times: int = 1) -> float:
    """Seconds of `presenter export`, process start and end included; the median of `times`."""
    out = BUILD / f"{deck.stem}-{form}"
    words = [sys.executable, "-m", "presenter", "export", deck, "--to", form, "-o", out]
    return statistics.median(seconds(words, cache, cwd=ROOT) for _ in range(times))


def _events(file: Path) -> list[dict[str, Any]]:
    if not file.exists():
        return []
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.endswith("}")]


def first_pixels(deck: Path, rest: float = 0.0) -> tuple[float, float, float, float]:
    """Open the deck in the window: seconds from the start of the process to `first-frame`, and of processor until then;
    then after `rest` seconds the memory of the process and of its children, in MB."""
    trace = BUILD / "open.jsonl"
    trace.unlink(missing_ok=True)
    words = [sys.executable, "-m", "presenter", str(deck), "--trace", str(trace)]
    process = subprocess.Popen(words, env=environment(), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        deadline = time.monotonic() + 60
        while not (frames := [e for e in _events(trace) if e["event"] == "first-frame"]):
            if process.poll() is not None or time.monotonic() > deadline:
                process.kill()
                raise RuntimeError(f"the window showed no first frame: {process.communicate()[1].decode(errors='replace')[-300:]}")
            time.sleep(0.01)
        time.sleep(rest)
        return float(frames[0]["t"]), float(frames[0]["cpu"]), memory(process.pid), sum(memory(child) for child in children(process.pid))
    finally:
        process.kill()
        process.wait()


def memory(pid: int) -> float:
    """Resident memory of a process in MB (0 where the system does not tell)."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0.0)


def children(pid: int) -> list[int]:
    """The processes that `pid` has started."""
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        return [int(child) for task in tasks for child in (task / "children").read_text(encoding="utf-8").split()]
    except OSError:
        return []


# ---------------------------------------------------------------- other programs

MARP = BUILD / "marp"
RENDER = """
const { Marp } = require('@marp-team/marp-core'); const fs = require('fs');
const text = fs.readFileSync(process.argv[1], 'utf8'); const times = [];
for (let i = 0; i < 7; i++) { const marp = new Marp(); const t = process.hrtime.bigint(); marp.render(text + ' '.repeat(i));
  times.push(Number(process.hrtime.bigint() - t) / 1e6); }
times.sort((a, b) => a - b); console.log(times[3]);
"""


def install_marp() -> None:
    """Fetch marp-cli and marp-core into build/, as their authors publish them."""
    MARP.mkdir(parents=True, exist_ok=True)
    words = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", MARP, "@marp-team/marp-cli", "@marp-team/marp-core"]
    seconds(words, env=dict(os.environ) | {"PUPPETEER_SKIP_DOWNLOAD": "1"})


def chromium() -> str | None:
    """A browser that marp-cli can drive."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def pandoc(deck: Path) -> float | None:
    """Seconds of pandoc's PowerPoint."""
    if not shutil.which("pandoc"):
        return None
    return seconds(["pandoc", "-s", deck, "--resource-path", deck.parent, "-o", BUILD / "pandoc.pptx"])


def marp(deck: Path, form: str) -> float | None:
    """Seconds of marp-cli's pptx (pictures of slides) or pdf."""
    program, browser = MARP / "node_modules" / ".bin" / "marp", chromium()
    if not program.exists() or not browser:
        return None
    env = dict(os.environ) | {"CHROME_PATH": browser, "CHROME_NO_SANDBOX": "1"}
    return seconds([program, "--no-config-file", "--allow-local-files", deck, "-o", BUILD / f"marp.{form}"], env=env)


SLIDEV = ROOT / "build" / "compare" / "slidev"  # where `python -m tests.compare --install` puts it


def slidev(deck: Path) -> float | None:
    """Seconds of Slidev's pptx, which holds pictures of the slides."""
    program, browser = SLIDEV / "node_modules" / ".bin" / "slidev", chromium()
    if not program.exists() or not browser:
        return None
    folder = SLIDEV / "bench"
    folder.mkdir(exist_ok=True)
    for file in (deck, *deck.parent.glob("picture-*.jpg")):
        shutil.copy(file, folder)
    # a path alone is an address to the bundler behind it; beside the slides it is a file
    text = re.sub(r"\]\((picture-)", r"](./\1", deck.read_text(encoding="utf-8"))
    (folder / deck.name).write_text(text, encoding="utf-8")
    words = [program, "export", folder / deck.name, "--format", "pptx", "--output", BUILD / "slidev.pptx", "--executable-path", browser]
    return seconds([*words, "--timeout", "120000"], cwd=SLIDEV, env=dict(os.environ))


def megabytes(name: str) -> float | None:
    """The size of a file that was written in BUILD."""
    file = BUILD / name
    return file.stat().st_size / 1e6 if file.is_file() else None


def marp_core(deck: Path) -> float | None:
    """Milliseconds in which marp-core makes HTML of the deck again, as after a keystroke."""
    if not (MARP / "node_modules" / "@marp-team" / "marp-core").exists():
        return None
    words = ["node", "-e", RENDER, str(deck)]
    done = subprocess.run(words, cwd=MARP, capture_output=True, text=True, check=True, timeout=300)
    return float(done.stdout)

"""`python -m tests.bench`: measure, print the table, end with 1 when a target is missed."""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass

from tests.bench import decks, outside
from tests.bench.outside import BUILD


@dataclass(frozen=True)
class Row:
    """One figure and what was promised of it (None = nothing)."""

    what: str
    value: float
    unit: str
    target: float | None = None

    @property
    def verdict(self) -> str:
        """What to print behind it."""
        return "" if self.target is None else "reached" if self.value <= self.target else "MISSED"


def opening() -> Iterator[Row]:
    deck = decks.write(BUILD, 200)
    outside.first_pixels(deck)  # once unmeasured: files from disk, caches
    frames = [outside.first_pixels(deck)[:2] for _ in range(5)]
    yield Row("open 200 slides to first pixels, median of 5", statistics.median(wall for wall, _ in frames), "s", 0.6)
    yield Row("  of it processor time (the rest: waiting, or a busy machine)", statistics.median(cpu for _, cpu in frames), "s")
    long = decks.write(BUILD, 1000)
    frames = [outside.first_pixels(long)[:2] for _ in range(3)]
    yield Row("open 1,000 slides to first pixels, median of 3", statistics.median(wall for wall, _ in frames), "s", 0.8)
    yield Row("  of it processor time", statistics.median(cpu for _, cpu in frames), "s")
    _, _, own, worker = outside.first_pixels(deck, rest=6.0)
    yield Row("memory with 200 slides open", own, "MB", 200)
    yield Row("  and of the process that makes pictures", worker, "MB")


def editing() -> Iterator[Row]:
    for count in (100, 1000):
        deck = decks.write(BUILD, count)
        got = outside.inside("keystroke", deck)
        targets = (8, 16) if count == 1000 else (None, None)
        yield Row(f"keystroke to pixels, {count} slides, median", got["median"], "ms", targets[0])
        yield Row(f"keystroke to pixels, {count} slides, p99", got["p99"], "ms", targets[1])
        yield Row("  of it processor time, median", got["processor"], "ms")
        got_window = outside.inside("typing", deck)
        yield Row(f"  typed in the window, {count} slides, median", got_window["median"], "ms", targets[0])
        yield Row(f"  typed in the window, {count} slides, p99", got_window["p99"], "ms", targets[1])
        yield Row("  until the letter stands in the editor, median", got_window["editor"]["median"], "ms")
        yield Row("  until the letter stands in the editor, p99", got_window["editor"]["p99"], "ms", 4 if count == 1000 else None)
        yield Row("  of it processor time, p99, slide", got_window["processor"]["p99"], "ms")
        yield Row("  of it processor time, p99, editor", got_window["editor processor"]["p99"], "ms")
        rendered = outside.marp_core(deck)
        if rendered:
            yield Row(f"  marp-core renders {count} slides again", rendered, "ms")
            yield Row("  its time / ours", rendered / got["median"], "×")


def scrolling() -> Iterator[Row]:
    deck = decks.write(BUILD, 1000)
    outside.inside("fill", deck)
    got = outside.inside("scrolling", deck)
    yield Row("a frame of the scrolling strip, 1,000 slides, median", got["median"], "ms")
    yield Row("a frame of the scrolling strip, 1,000 slides, p99", got["p99"], "ms", 16.7)
    yield Row("  of it processor time, p99", got["processor"]["p99"], "ms")


def turning() -> Iterator[Row]:
    deck = decks.write(BUILD, 100)
    outside.inside("fill", deck)
    got = outside.inside("turning", deck)
    for kind, target in (("cold", 16), ("warm", 3)):
        yield Row(f"next slide at 1920 × 1080, {kind}, median", got[kind]["median"], "ms", target)
        yield Row(f"next slide at 1920 × 1080, {kind}, p99", got[kind]["p99"], "ms")


def presenting() -> Iterator[Row]:
    """What the hall waits for, measured by the program's own trace on a virtual display."""
    deck, camera = decks.write(BUILD, 100), decks.camera(BUILD)
    outside.inside("fill", deck)
    for name, (width, height) in {"1080p": (1920, 1080), "4K": (3840, 2160)}.items():
        got = outside.on_stage("keys", deck, width, height)
        for kind, target in (("warm", 16), ("cold", 33)):
            yield Row(f"key to pixels at {name}, {kind}, median", got[kind]["median"], "ms")
            yield Row(f"key to pixels at {name}, {kind}, p99", got[kind]["p99"], "ms", target)
            yield Row("  of it processor time, p99 (the rest: a busy machine)", got[kind]["processor"], "ms")
        outside.inside("fill", camera)
        got = outside.on_stage("keys", camera, width, height)
        yield Row(f"key to pixels at {name}, photos of 12 megapixels, cold, p99", got["cold"]["p99"], "ms", 33)
        yield Row("  of it processor time", got["cold"]["processor"], "ms")
        got = outside.on_stage("hurry", camera, width, height)
        yield Row(f"a key every 30 ms at {name}, the same photos: taken late by, worst", got["worst"], "ms", 100)
    for kind in ("fade", "slide", "push", "wipe", "zoom", "morph"):
        got = outside.on_stage("changes", decks.with_change(BUILD, kind), 1920, 1080)
        yield Row(f"{kind} at 1920 × 1080, time of a frame", 1000 / got["rate"] if got["rate"] else float("inf"), "ms", 1000 / 60)
        yield Row("  its slowest frame's painting", got["slowest"], "ms")


def exporting() -> Iterator[Row]:
    small, large = decks.write(BUILD, 100), decks.write(BUILD, 1000)
    pandoc, pictures, printed = outside.pandoc(small), outside.marp(small, "pptx"), outside.marp(small, "pdf")
    # nothing on disk yet: each formula and diagram is drawn now
    cold = outside.export(small, "pptx", cache=_empty_cache())
    yield Row("100 slides to PPTX, empty cache", cold, "s")
    outside.export(small, "pptx")
    for form in ("pptx", "pdf", "png"):
        few = outside.export(small, form, times=3)
        yield Row(f"100 slides to {form.upper()}, formulas and diagrams on disk", few, "s")
        if form == "pptx":
            yield from _beside(few, cold, pandoc, pictures)
            yield from _sizes(small, bool(pandoc), bool(pictures))
        if form == "pdf" and printed:
            yield Row("  marp-cli, the same deck", printed, "s")
            yield Row("  ours / marp-cli's", few / printed, "×")
    outside.inside("fill", large)
    for form in ("pptx", "pdf", "png"):
        few, many = outside.export(small, form), outside.export(large, form)
        yield Row(f"1,000 slides to {form.upper()}, formulas and diagrams on disk", many, "s")
        yield Row("  cost of a slide, 1,000 against 100", (many / 1000) / (few / 100), "×", 1.1)


def _beside(few: float, cold: float, pandoc: float | None, pictures: float | None) -> Iterator[Row]:
    """Others' PowerPoint of the same deck."""
    if pandoc:
        yield Row("  pandoc, the same deck", pandoc, "s")
        yield Row("  ours / pandoc's", few / pandoc, "×", 1.5)
        yield Row("  ours with an empty cache / pandoc's", cold / pandoc, "×")
    if pictures:
        yield Row("  marp-cli, pictures of the slides", pictures, "s")
        yield Row("  ours / marp-cli's", few / pictures, "×", 0.1)
        yield Row("  ours with an empty cache / marp-cli's", cold / pictures, "×")


def _sizes(small: outside.Path, pandoc: bool, pictures: bool) -> Iterator[Row]:
    """How large our file is beside others'; five of the deck's pictures are photos of 200 kB."""
    ours = outside.megabytes(f"{small.stem}-pptx") or 0.0
    yield Row("100 slides as PPTX", ours, "MB", 5)
    slidev = outside.slidev(small)
    for made, name, what in ((pandoc, "pandoc", "pandoc"), (pictures, "marp", "marp-cli"), (slidev, "slidev", "Slidev")):
        size = outside.megabytes(f"{name}.pptx") if made else None
        if size:
            yield Row(f"  {what}'s", size, "MB")
    if slidev:
        yield Row("  Slidev, the same deck", slidev, "s")


def _empty_cache() -> outside.Path:
    import shutil

    cache = BUILD / "empty-cache"
    shutil.rmtree(cache, ignore_errors=True)
    return cache


PARTS: dict[str, Callable[[], Iterator[Row]]] = {
    "open": opening, "edit": editing, "scroll": scrolling, "turn": turning, "show": presenting, "export": exporting,
}  # fmt: skip


def print_row(row: Row) -> None:
    target = "" if row.target is None else f"≤ {row.target:.4g}"
    print(f"{row.what:<62} {row.value:>9.3g} {row.unit:<3} {target:>9}  {row.verdict}", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(prog="make bench", description="Measure speed and memory on generated decks.")
    parser.add_argument("parts", nargs="*", help=f"only these: {' '.join(PARTS)}")
    parser.add_argument("--marp", action="store_true", help="install marp-cli and marp-core from npm into build/ to compare")
    options = parser.parse_args()
    BUILD.mkdir(parents=True, exist_ok=True)
    if options.marp:
        outside.install_marp()
    print(f"{platform.machine()}, Python {platform.python_version()}, {outside.os.cpu_count()} processors; targets of issue 2\n")
    rows: list[Row] = []
    for name in options.parts or PARTS:
        try:
            for row in PARTS[name]():
                rows.append(row)
                print_row(row)
        except (RuntimeError, subprocess.SubprocessError, OSError) as error:
            told = getattr(error, "stderr", b"") or b""
            print(f"{name}: could not be measured: {error} {told.decode(errors='replace')[-300:]}", file=sys.stderr)
            rows.append(Row(name, float("inf"), "", 0))
    (BUILD / "bench.json").write_text(json.dumps([asdict(row) | {"verdict": row.verdict} for row in rows], indent=1), encoding="utf-8")
    return int(any(row.verdict == "MISSED" for row in rows))


if __name__ == "__main__":
    sys.exit(main())

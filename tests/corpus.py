"""`python -m tests.corpus DIR`: open, check and export every deck in a folder; print what happened, how close the two exits are.

Exports go to build/corpus. Where `../shared/ooxml/validate.sh` and `../shared/tools/parity.py` are, every PowerPoint file is
validated and compared with the PDF.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "corpus"
SHARED = ROOT.parent / "shared"
LIMIT = 600  # seconds for one deck


@dataclass
class Outcome:
    """What became of one deck."""

    deck: Path
    slides: int = 0
    problems: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, float] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    findings: str = ""
    words: float | None = None
    pixels: float | None = None
    pages: list[tuple[int, float | None, float]] = field(default_factory=list)


def decks(folder: Path) -> list[Path]:
    """Every Markdown deck below `folder`; what is called README is none."""
    found = (path for end in ("*.md", "*.markdown", "*.mkd") for path in folder.rglob(end))
    return sorted(path for path in found if not path.name.lower().startswith("readme") and "node_modules" not in path.parts)


def environment() -> dict[str, str]:
    return {k: v for k, v in os.environ.items() if k not in {"DISPLAY", "WAYLAND_DISPLAY"}} | {"PYTHONPATH": str(ROOT)}


def call(outcome: Outcome, name: str, words: list[str], good: tuple[int, ...] = (0,)) -> str:
    """Run the program; a wrong exit code, a traceback or more than LIMIT seconds is a failure."""
    begun = time.perf_counter()
    try:
        command = [sys.executable, "-m", "presenter", *words]
        done = subprocess.run(command, env=environment(), capture_output=True, text=True, timeout=LIMIT, check=False)
    except subprocess.TimeoutExpired:
        outcome.failures.append(f"{name}: more than {LIMIT} s")
        return ""
    outcome.seconds[name] = time.perf_counter() - begun
    faults = ("Traceback", "fault in the program", "cannot be laid out")
    if done.returncode not in good or any(words in done.stderr for words in faults):
        outcome.failures.append(f"{name}: exit {done.returncode}: {' '.join(done.stderr.split())[-300:]}")
    return done.stdout


def examine(deck: Path, out: Path, forms: list[str]) -> Outcome:
    """Check the deck and export it to every form."""
    outcome = Outcome(deck)
    out.mkdir(parents=True, exist_ok=True)
    told = call(outcome, "check", ["check", "--json", str(deck)], (0, 1))
    if told:
        outcome.problems = Counter(f"{row['severity']} {row['code']}" for row in json.loads(told))
    for form in forms:
        target, report = out / (f"deck.{form}" if form not in ("png", "svg") else form), out / f"{form}.json"
        words = ["export", str(deck), "--to", form, "-o", str(target), "--report", str(report)]
        if form == "png":
            words += ["--size", "960x540"]
        call(outcome, form, words)
        if report.exists():
            outcome.slides = max(outcome.slides, len(json.loads(report.read_text(encoding="utf-8"))["slides"]))
    return outcome


def validate(outcome: Outcome, out: Path) -> None:
    """The schemas, the linter and the SDK, where they are."""
    script, deck = SHARED / "ooxml" / "validate.sh", out / "deck.pptx"
    if not script.exists() or not deck.exists():
        return
    env = os.environ | {"PYTHON": sys.executable, "SDK": os.environ.get("SDK", "1")}
    done = subprocess.run([str(script), str(deck)], env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        outcome.findings = " ".join((done.stdout + done.stderr).split())[:400]


def compare(outcome: Outcome, out: Path) -> None:
    """Our PDF against LibreOffice's picture of our PowerPoint file."""
    script, pdf, deck = SHARED / "tools" / "parity.py", out / "deck.pdf", out / "deck.pptx"
    if not (script.exists() and pdf.exists() and deck.exists()):
        return
    result = out / "parity.json"
    words = [sys.executable, str(script), str(pdf), str(deck), "--json", str(result)]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=LIMIT)
    if not result.exists():
        outcome.findings += f" parity: {' '.join((done.stderr or done.stdout).split())[-200:]}"
        return
    data: Any = json.loads(result.read_text(encoding="utf-8"))
    outcome.words, outcome.pixels = data["all"]["words"], data["all"]["pixels"]
    outcome.pages = [(row["slide"], row["words"], row["pixels"]) for row in data["slides"]]
    if done.returncode:
        outcome.findings += f" parity: pages {data['all']['pages']}"


def line(outcome: Outcome, folder: Path) -> str:
    """One row of the table."""

    def share(value: float | None) -> str:
        return "    -" if value is None else f"{value:5.3f}"

    took = " ".join(f"{name} {value:.1f}" for name, value in outcome.seconds.items())
    bad = "  FAILED " + "; ".join(outcome.failures) if outcome.failures else ""
    finding = f"  FINDINGS {outcome.findings}" if outcome.findings else ""
    name = str(outcome.deck.relative_to(folder))
    return f"{name[-60:]:<60} {outcome.slides:4} {share(outcome.words)} {share(outcome.pixels)}  {took}{bad}{finding}"


def main() -> int:
    """Go through the folder; 1 when any deck failed."""
    parser = argparse.ArgumentParser(prog="make corpus", description="Open, check and export every deck in a folder.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--to", default="pptx,pdf,png", help="the formats, with commas between")
    parser.add_argument("--only", default="", help="only decks with these letters in their path")
    parser.add_argument("--no-parity", action="store_true", help="do not compare PowerPoint with PDF (it takes long)")
    parser.add_argument("--no-validation", action="store_true", help="do not validate the PowerPoint files")
    options = parser.parse_args()
    outcomes = []
    print(f"{'deck':<60} {'n':>4} words pixels seconds")
    for deck in decks(options.folder):
        if options.only not in str(deck):
            continue
        out = BUILD / deck.relative_to(options.folder).with_suffix("")
        outcome = examine(deck, out, options.to.split(","))
        if not options.no_validation:
            validate(outcome, out)
        if not options.no_parity:
            compare(outcome, out)
        outcomes.append(outcome)
        print(line(outcome, options.folder), flush=True)
    summary(outcomes)
    return int(any(o.failures or o.findings for o in outcomes))


def summary(outcomes: list[Outcome]) -> None:
    """The figures of all decks together; slides weigh the averages."""
    codes: Counter[str] = sum((o.problems for o in outcomes), Counter())
    print(f"\n{len(outcomes)} decks, {sum(o.slides for o in outcomes)} slides, {sum(bool(o.failures) for o in outcomes)} decks failed")
    for what in ("words", "pixels"):
        pairs = [(value, o.slides) for o in outcomes if (value := getattr(o, what)) is not None]
        if pairs:
            print(f"{what}: {sum(v * n for v, n in pairs) / max(1, sum(n for _, n in pairs)):.4f} on average over {len(pairs)} decks")
    pages = [
        (pixels if words is None else min(words, pixels), slide, words, pixels, o) for o in outcomes for slide, words, pixels in o.pages
    ]
    if pages:
        print("worst slides:")
    for _, slide, words, pixels, outcome in sorted(pages, key=lambda page: page[0])[:10]:
        print(f"  words {'  -  ' if words is None else f'{words:.3f}'} pixels {pixels:.3f}  {outcome.deck} slide {slide}")
    for code, count in codes.most_common():
        print(f"{count:6} {code}")


if __name__ == "__main__":
    sys.exit(main())

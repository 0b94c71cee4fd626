"""`python -m tests.parity [DECK ...]`: how far LibreOffice's picture of our PowerPoint file is from our own slides.

Of every deck in decks/ and tests/data/parity (or those named) come, slide by slide, the share of our words that stand at the same
place there, and how alike the pixels are. Needs LibreOffice and poppler-utils.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DECKS = (ROOT / "decks", ROOT / "tests" / "data" / "parity")
ASIDE, ABOVE = 8.0, 6.0  # points of a slide 960 x 540 within which a word is at its place
WIDE = 640  # pixels of the pictures that are compared
Word = tuple[str, float, float]  # the word, its left edge, its middle

GAPS = "LibreOffice leaves space between East Asian and other letters"
EMOJI = "LibreOffice's PDF has no coloured emoji"
CUT = "the same to the eye: poppler parts words with marks (Thai, Vietnamese, vowelled Arabic) otherwise in the two files"
# slides below 0.90 of the words or 0.85 of the pixels: what they reach at least, and why it is no more
EXPLAINED: dict[tuple[str, int], tuple[float, float, str]] = {
    ("polyglot", 15): (0.8, 0.85, CUT),
    ("features", 52): (0.8, 0.85, GAPS),
    ("scripts", 1): (0.7, 0.85, GAPS),
    ("scripts", 2): (0.4, 0.85, GAPS),
    ("scripts", 3): (0.7, 0.85, GAPS),
    ("scripts", 4): (0.8, 0.85, GAPS),
    ("scripts", 7): (0.7, 0.85, CUT),
    ("scripts", 11): (0.7, 0.85, EMOJI),
}


@dataclass(frozen=True)
class Seen:
    """One slide in both: the share of words at their place (None without words), how alike the pixels are (1 = the same)."""

    deck: str
    slide: int
    words: float | None
    pixels: float

    @property
    def floors(self) -> tuple[float, float, str]:
        """What it must reach, and why if that is little."""
        return EXPLAINED.get((self.deck, self.slide), (0.9, 0.85, ""))

    @property
    def good(self) -> bool:
        """Whether it reaches what it must."""
        words, pixels, _ = self.floors
        return (self.words is None or self.words >= words) and self.pixels >= pixels


def missing() -> str:
    """The program that is needed and is not here, or ""."""
    return next((name for name in ("soffice", "pdftotext", "pdftoppm") if not shutil.which(name)), "")


def decks() -> list[Path]:
    """Every deck that is compared by itself."""
    return [path for folder in DECKS for path in sorted(folder.glob("*.md")) if path.name != "README.md"]


def export(deck: Path, out: Path) -> tuple[Path, Path]:
    """The deck as PDF and as PowerPoint file in `out`."""
    from presenter.export.report import Options
    from presenter.headless import export as write

    made = out / f"{deck.stem}-ours.pdf", out / f"{deck.stem}.pptx"
    for path in made:
        write(deck, path.suffix[1:], path, Options())
    return made


def office(files: Sequence[Path], out: Path) -> list[Path]:
    """LibreOffice's PDF of every file, in `out`."""
    with tempfile.TemporaryDirectory() as profile:
        words = ["soffice", f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--convert-to", "pdf", "--outdir", str(out)]
        subprocess.run([*words, *map(str, files)], check=True, capture_output=True, timeout=600)
    return [out / f"{file.stem}.pdf" for file in files]


def words(pdf: Path) -> list[list[Word]]:
    """The words of every page, in points of a page 960 wide."""
    told = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    pages: list[list[Word]] = []
    scale = 1.0
    for line in told.splitlines():
        if page := re.search(r'<page width="([\d.]+)"', line):
            scale = 960 / float(page[1])
            pages.append([])
        elif word := re.search(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="[-\d.]+" yMax="([-\d.]+)">(.*)</word>', line):
            middle = (float(word[2]) + float(word[3])) / 2
            pages[-1].append((unicodedata.normalize("NFKC", unescape(word[4])), float(word[1]) * scale, middle * scale))
    return pages


def at_place(ours: list[Word], theirs: list[Word]) -> float | None:
    """The share of our words that stand at their place on the other page too."""
    left, found = list(theirs), 0
    for text, x, y in ours:
        same = next((w for w in left if w[0] == text and abs(w[1] - x) <= ASIDE and abs(w[2] - y) <= ABOVE), None)
        if same is not None:
            left.remove(same)
            found += 1
    return found / len(ours) if ours else None


def pages(pdf: Path, folder: Path, width: int = WIDE) -> list[Path]:
    """A picture of every page."""
    folder.mkdir(parents=True)
    subprocess.run(["pdftoppm", "-scale-to-x", str(width), "-scale-to-y", "-1", "-png", str(pdf), str(folder / "page")], check=True)
    return sorted(folder.glob("page-*.png"))


def likeness(a: Path, b: Path) -> float:
    """Structural similarity of two pictures, both a little blurred, so that a line a point lower costs little."""
    import numpy as np
    from PIL import Image, ImageFilter

    with Image.open(a) as first, Image.open(b) as second:
        pair = [image.convert("L").resize(first.size).filter(ImageFilter.GaussianBlur(2 * WIDE / 960)) for image in (first, second)]
    x, y = (np.asarray(image, dtype=float) for image in pair)
    mx, my = _means(x), _means(y)
    vx, vy, both = _means(x * x) - mx * mx, _means(y * y) - my * my, _means(x * y) - mx * my
    alike = (2 * mx * my + 6.5025) * (2 * both + 58.5225) / ((mx * mx + my * my + 6.5025) * (vx + vy + 58.5225))
    return float(alike.mean())


def _means(field: Any, n: int = 7) -> Any:
    """The mean of each square of n x n pixels."""
    import numpy as np

    sums = np.cumsum(np.cumsum(np.pad(field, ((1, 0), (1, 0))), 0), 1)
    return (sums[n:, n:] - sums[:-n, n:] - sums[n:, :-n] + sums[:-n, :-n]) / (n * n)


def compare(given: Sequence[Path], folder: Path) -> list[Seen]:
    """Every slide of the decks; hidden slides are in neither."""
    made = [export(deck, folder) for deck in given]
    theirs = office([pptx for _, pptx in made], folder)
    seen: list[Seen] = []
    for deck, (ours, _), other in zip(given, made, theirs, strict=True):
        said = zip(words(ours), words(other), strict=True)
        shown = zip(pages(ours, folder / f"{deck.stem}-a"), pages(other, folder / f"{deck.stem}-b"), strict=True)
        for number, ((a, b), (p, q)) in enumerate(zip(said, shown, strict=True), 1):
            seen.append(Seen(deck.stem, number, at_place(a, b), likeness(p, q)))
    return seen


def average(seen: Sequence[Seen]) -> tuple[float, float]:
    """The averages of words and pixels."""
    told = [one.words for one in seen if one.words is not None]
    return sum(told) / max(1, len(told)), sum(one.pixels for one in seen) / max(1, len(seen))


def row(name: str, seen: Sequence[Seen]) -> str:
    """A line of the table."""
    said, alike = average(seen)
    return f"{name:<16} {len(seen):4} slides   words {said:.3f}   pixels {alike:.3f}"


def main() -> int:
    """Print the table; 1 when a slide is below what it must reach."""
    import os

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if lacking := missing():
        print(f"{lacking} is needed and not installed")
        return 2
    given = [Path(word) for word in sys.argv[1:]] or decks()
    with tempfile.TemporaryDirectory() as folder:
        seen = compare(given, Path(folder))
    for deck in given:
        print(row(deck.stem, [one for one in seen if one.deck == deck.stem]))
    print(row("all", seen))
    for one in seen:
        if not one.good or one.floors[2]:
            said = "  -  " if one.words is None else f"{one.words:.3f}"
            print(f"  {'' if one.good else 'BELOW '}{one.deck} {one.slide}: words {said} pixels {one.pixels:.3f}  {one.floors[2]}")
    return int(any(not one.good for one in seen))


if __name__ == "__main__":
    sys.exit(main())

"""Our decks → docs/pictures/powerpoint-*.jpg: every slide on the screen, and beside it as LibreOffice shows its PowerPoint file."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests import parity

PICTURES = parity.ROOT / "docs" / "pictures"
WIDE, GAP, ACROSS = 240, 10, 3  # pixels of a slide, between pairs; pairs in a row
GROUND = "#9aa0a6"


def draw() -> None:
    """A sheet for every deck; nothing where LibreOffice is not installed."""
    if lacking := parity.missing():
        print(f"no pictures of PowerPoint files: {lacking} is not installed")
        return
    given = sorted(parity.DECKS[0].glob("*.md"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = [parity.export(deck, folder) for deck in given]
        theirs = parity.office([pptx for _, pptx in made], folder)
        for deck, (ours, _), other in zip(given, made, theirs, strict=True):
            left, right = (parity.pages(pdf, folder / f"{deck.stem}-{pdf.stem}", 2 * WIDE) for pdf in (ours, other))
            sheet(left, right, PICTURES / f"powerpoint-{deck.stem}.jpg")


def sheet(left: Sequence[Path], right: Sequence[Path], out: Path) -> None:
    """Pairs of pictures, three in a row."""
    from PIL import Image

    high = round(Image.open(left[0]).height * WIDE / (2 * WIDE)) if left else 0
    rows = -(-len(left) // ACROSS)
    whole = Image.new("RGB", (ACROSS * (2 * WIDE + 2 + GAP) + GAP, rows * (high + GAP) + GAP), GROUND)
    for index, pair in enumerate(zip(left, right, strict=True)):
        x, y = GAP + index % ACROSS * (2 * WIDE + 2 + GAP), GAP + index // ACROSS * (high + GAP)
        for side, path in enumerate(pair):
            with Image.open(path) as page:
                whole.paste(page.convert("RGB").resize((WIDE, high), Image.Resampling.LANCZOS), (x + side * (WIDE + 2), y))
    whole.save(out, quality=80, optimize=True)
    print(f"{out.relative_to(parity.ROOT)}: {whole.width} × {whole.height}, {out.stat().st_size // 1024} kB")


if __name__ == "__main__":
    import os

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    draw()

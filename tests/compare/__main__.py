"""`python -m tests.compare [--install]`: the same ten slides in two of our themes and in seven of other programs →
docs/compare/*.jpg, nine pictures on each. Needs Node, Chromium, LibreOffice, pandoc, TeX with Beamer and metropolis."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.compare import outside

OUT = outside.ROOT / "docs" / "compare"
OURS = ("light", "editorial")
OTHERS: tuple[tuple[str, Callable[[str, Path], None], str], ...] = (
    ("Marp, default", outside.marp, "default"),
    ("Marp, gaia", outside.marp, "gaia"),
    ("Marp, uncover", outside.marp, "uncover"),
    ("Slidev, default", outside.slidev, "default"),
    ("Slidev, seriph", outside.slidev, "seriph"),
    ("Beamer, metropolis", outside.metropolis, ""),
    ("pandoc, PowerPoint", outside.pandoc, ""),
)
NAMES = ("cover", "list", "columns", "picture", "full-picture", "code", "table", "formula", "quotation", "too-much")
WIDE, HIGH, GAP, LABEL, ACROSS = 400, 225, 10, 22, 3


def ours(theme: str, out: Path) -> None:
    """Our own slides as PNG."""
    from presenter import theme as themes
    from presenter.layout.arrange import arrange_show
    from presenter.parse.deck import parse
    from presenter.qt.render import draw
    from presenter.qt.shaper import QtShaper
    from presenter.store.assets import AssetStore

    out.mkdir(parents=True, exist_ok=True)
    decks = outside.ROOT / "decks"
    deck = parse((outside.HERE / "ours.md").read_text(encoding="utf-8"), folder=decks)
    look, _ = themes.load(theme, replace(deck.settings, theme=theme), decks)
    assets = AssetStore(decks, blocking=True)
    show = arrange_show(deck, look, QtShaper(look.fonts), assets)
    for index in range(len(deck.slides)):
        draw(show.scene(index), WIDE * 2, HIGH * 2, None).save(str(out / f"{index + 1}.png"))
    assets.close()


def pictures_in(folder: Path) -> list[Path]:
    """The pictures of a folder, in the order of the slides."""
    numbered = ((re.search(r"(\d+)\.png$", file.name), file) for file in folder.glob("*.png"))
    return [file for _, file in sorted((int(found[1]), file) for found, file in numbered if found)]


def sheet(index: int, columns: list[tuple[str, list[Path]]]) -> Any:
    """Slide `index` of every program, its name below it."""
    from PySide6.QtCore import QRect, Qt
    from PySide6.QtGui import QColor, QFont, QImage, QPainter

    rows = -(-len(columns) // ACROSS)
    out = QImage(ACROSS * (WIDE + GAP) + GAP, rows * (HIGH + LABEL + GAP) + GAP, QImage.Format.Format_RGB32)
    out.fill(QColor("#c9ccd0"))
    painter = QPainter(out)
    font = QFont("Arial")
    font.setPixelSize(14)
    painter.setFont(font)
    for place, (name, files) in enumerate(columns):
        x, y = GAP + place % ACROSS * (WIDE + GAP), GAP + place // ACROSS * (HIGH + LABEL + GAP)
        slide = QImage(str(files[index])) if index < len(files) else QImage()
        if not slide.isNull():
            fitted = slide.scaled(WIDE, HIGH, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
            painter.drawImage(x, y, fitted)
        painter.drawText(QRect(x, y + HIGH + 2, WIDE, LABEL), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
    painter.end()
    return out


def main() -> int:
    """Make the pictures; what was drawn before by another program is taken as it is unless --again."""
    parser = argparse.ArgumentParser(prog="python -m tests.compare", description=__doc__)
    parser.add_argument("--install", action="store_true", help="fetch marp-cli, Slidev and their fonts from npm into build/compare")
    parser.add_argument("--again", action="store_true", help="draw the other programs' slides anew")
    options = parser.parse_args()
    if options.install:
        outside.install()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from presenter.qt.application import application
    from tests import pictures

    application(widgets=True)
    columns = []
    for theme in OURS:
        folder = outside.BUILD / "out" / f"ours-{theme}"
        ours(theme, folder)
        columns.append((f"Presenter, {theme}", pictures_in(folder)))
    for name, draw, theme in OTHERS:
        folder = outside.BUILD / "out" / re.sub(r"\W+", "-", name.lower())
        if options.again or not pictures_in(folder):
            draw(theme, folder)
        columns.append((name, pictures_in(folder)))
    OUT.mkdir(parents=True, exist_ok=True)
    pictures.PICTURES = OUT
    for index, name in enumerate(NAMES):
        pictures.save(sheet(index, columns), f"{index + 1:02}-{name}.jpg")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

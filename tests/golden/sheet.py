"""The gallery's slides in one theme and variant → one small picture of them all, and what differs between two such."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

HERE = Path(__file__).resolve().parent
DECKS = HERE.parent.parent / "decks"
WIDE, GAP, ACROSS = 160, 4, 7
BLOCK = 2  # pixels square that are compared as one: smooth edges and JPEG's noise are smaller
FAR = 48  # of 255: what a block may differ in one colour before it is said to look different
FEW = 8  # blocks of a slide that may: a letter's edge falls otherwise with another version of FreeType
ALL = 5.0  # of 255: what a slide may differ on the whole


@dataclass(frozen=True, slots=True)
class Look:
    """A theme, its variant and the slide's size in points."""

    theme: str
    variant: str
    size: tuple[float, float] = (960.0, 540.0)

    @property
    def name(self) -> str:
        """What its picture is called, without the ending."""
        return f"{self.theme}-{self.variant}" + ("" if self.size[0] == 960 else "-4x3")

    @property
    def file(self) -> Path:
        """Where its picture is kept."""
        return HERE / f"{self.name}.jpg"


def looks() -> Iterator[Look]:
    """Every theme in every variant; one of them at 4:3 too."""
    from presenter import theme

    for info in theme.available():
        yield from (Look(info.name, variant) for variant in info.variants)
    yield Look("light", "light", (720.0, 540.0))


def drawn(look: Look, folder: Path = DECKS) -> QImage:
    """The slides of decks/gallery.md, small, in rows; themes are looked for in `folder` too."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QColor, QImage, QPainter

    from presenter import theme
    from presenter.layout.arrange import arrange_show
    from presenter.parse.deck import parse
    from presenter.qt.application import application
    from presenter.qt.render import draw
    from presenter.qt.shaper import QtShaper
    from presenter.store.assets import AssetStore

    application()
    deck = parse((DECKS / "gallery.md").read_text(encoding="utf-8"), folder=DECKS)
    deck = replace(deck, settings=replace(deck.settings, theme=look.theme, variant=look.variant, size=look.size))
    chosen, _ = theme.load(look.theme, deck.settings, folder, look.variant)
    assets = AssetStore(DECKS, blocking=True)
    show = arrange_show(deck, chosen, QtShaper(chosen.fonts), assets)
    high, count = round(WIDE * look.size[1] / look.size[0]), len(deck.slides)
    rows = -(-count // ACROSS)
    sheet = QImage(ACROSS * (WIDE + GAP), rows * (high + GAP), QImage.Format.Format_RGB32)
    sheet.fill(QColor("#808080"))
    painter = QPainter(sheet)
    for index in range(count):
        slide = draw(show.scene(index), WIDE * 3, high * 3, None)
        small = slide.scaled(WIDE, high, mode=Qt.TransformationMode.SmoothTransformation)
        painter.drawImage(index % ACROSS * (WIDE + GAP), index // ACROSS * (high + GAP), small)
    painter.end()
    assets.close()
    return sheet


def differing(new: QImage, old: QImage, high: int) -> list[int]:
    """Which slides (from 1) look different, by blocks of pixels."""
    from PySide6.QtCore import Qt

    if new.size() != old.size():
        return [0]
    a, b = (
        image.scaled(image.width() // BLOCK, image.height() // BLOCK, mode=Qt.TransformationMode.SmoothTransformation).convertToFormat(
            image.Format.Format_RGB888
        )
        for image in (new, old)
    )
    far: Counter[int] = Counter()
    whole: Counter[int] = Counter()
    for y in range(a.height()):
        line, other = bytes(a.constScanLine(y))[: a.width() * 3], bytes(b.constScanLine(y))[: a.width() * 3]
        for x in range(a.width() if line != other else 0):
            slide = y * BLOCK // (high + GAP) * ACROSS + x * BLOCK // (WIDE + GAP) + 1
            most = max(abs(line[3 * x + c] - other[3 * x + c]) for c in range(3))
            far[slide] += most > FAR
            whole[slide] += most
    blocks = (WIDE // BLOCK) * (high // BLOCK)
    return sorted(slide for slide in whole if far[slide] > FEW or whole[slide] / blocks > ALL)

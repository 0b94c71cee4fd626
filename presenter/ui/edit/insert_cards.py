"""Things to insert, in a deck's theme → their pictures, drawn as any slide is; what a child process must make comes later."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtGui import QImage

from presenter.data import data_folder
from presenter.layout.arrange import arrange_show
from presenter.model import DeckSettings
from presenter.parse.deck import parse
from presenter.qt.render import draw, draw_region, image
from presenter.qt.shaper import QtShaper
from presenter.scene import Scene
from presenter.store.assets import AssetStore
from presenter.theme.model import Theme
from presenter.writing.inserts import PICTURE, Insert

STAND_IN = "images/ridges.jpg"
CLOSEST, AIR = 0.45, 36.0  # share of the slide that is shown at least, points around a block
COARSE = (192, 108)  # pixels in which a block is looked for


class Cards:
    """Draws cards until it is closed."""

    def __init__(self, theme: Theme, settings: DeckSettings, inserts: tuple[Insert, ...], ready: Callable[[], None]) -> None:
        """`ready()` is called from another thread when something that was missing is there."""
        home = data_folder("decks")
        self._assets = AssetStore(home, on_ready=ready)
        source = "\n\n---\n\n".join((one.drawn or one.source).replace(PICTURE, STAND_IN) for one in inserts)
        deck = parse(f"# Cards\n\n---\n\n{source}\n", folder=home)
        deck = replace(deck, settings=replace(deck.settings, theme=settings.theme, variant=settings.variant, size=settings.size))
        self._show = arrange_show(deck, theme, QtShaper(theme.fonts), self._assets)
        self._place = {one.id: index for index, one in enumerate(inserts, 1)}  # the first slide would be a title

    def draw(self, insert: Insert, pixels: tuple[int, int]) -> QImage | None:
        """The card in at most so many pixels, all steps shown; None while something of it is being made."""
        scene = self._show.scene(self._place[insert.id])
        share = min(pixels[0] / scene.size[0], pixels[1] / scene.size[1])
        if scene.pending:
            return None
        width, height = max(1, round(scene.size[0] * share)), max(1, round(scene.size[1] * share))
        if insert.kind == "block" and scene.items and PICTURE not in insert.source:
            return draw_region(scene, width, height, None, _near(scene))
        return image(scene, width, height, None)

    def close(self) -> None:
        """End the children."""
        self._assets.close()


def _near(scene: Scene) -> tuple[float, float, float, float]:
    """The part of the slide around a block that stands alone on it: so small a card shows nothing else well."""
    (x, y, w, h), (width, height) = _inked(scene), scene.size
    share = min(1.0, max(CLOSEST, (w + 2 * AIR) / width, (h + 2 * AIR) / height))
    part = (width * share, height * share)
    left, top = x + (w - part[0]) / 2, y + (h - part[1]) / 2
    return (min(max(left, 0.0), width - part[0]), min(max(top, 0.0), height - part[1]), *part)


def _inked(scene: Scene) -> tuple[float, float, float, float]:
    """Where there is something on the slide's ground: x, y, width, height in points."""
    drawn = draw(replace(scene, behind=()), *COARSE).convertToFormat(QImage.Format.Format_Grayscale8)
    data, step = bytes(drawn.constBits()), drawn.bytesPerLine()
    ground = data[:1]
    rows = [data[y * step : y * step + COARSE[0]] for y in range(COARSE[1])]
    inked = [y for y, row in enumerate(rows) if row.strip(ground)]
    if not inked:
        return 0.0, 0.0, *scene.size
    left = min(COARSE[0] - len(rows[y].lstrip(ground)) for y in inked)
    right = max(len(rows[y].rstrip(ground)) for y in inked)
    scale = scene.size[0] / COARSE[0]
    return left * scale, inked[0] * scale, (right - left) * scale, (inked[-1] + 1 - inked[0]) * scale

"""A deck's path → the picture of its first slide as far as it can be drawn at once, and whether more of it is to come."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QImage

from presenter import theme
from presenter.layout.arrange import arrange_show
from presenter.layout.show import Show
from presenter.parse.deck import parse
from presenter.problems import UserError
from presenter.qt.render import image
from presenter.qt.shaper import QtShaper
from presenter.store.assets import AssetStore
from presenter.store.document import read

LONGEST = 2_000_000  # characters; of a longer deck no picture is made


class FirstSlides:
    """Draws first slides. What a child process has to make for one is not waited for: it is there when the slide is drawn again."""

    def __init__(self) -> None:
        self._waiting: dict[Path, tuple[AssetStore, Show]] = {}

    def draw(self, path: Path, pixels: tuple[int, int]) -> tuple[QImage | None, bool]:
        """The first slide in at most so many pixels, None where the deck cannot be read; and whether that is all of it."""
        if path not in self._waiting and not self._open(path):
            return None, True
        assets, show = self._waiting[path]
        scene = show.scene(0)
        if not scene.pending:
            del self._waiting[path]
            assets.close()
        share = min(pixels[0] / scene.size[0], pixels[1] / scene.size[1])
        width, height = (max(1, round(length * share)) for length in scene.size)
        return image(scene, width, height, None), not scene.pending

    def _open(self, path: Path) -> bool:
        try:
            text = read(path).text
        except UserError:
            return False
        deck = parse(text, folder=path.parent) if len(text) <= LONGEST else None
        if deck is None or not len(deck.slides):
            return False
        look, _ = theme.load(deck.settings.theme, deck.settings, path.parent)
        assets = AssetStore(path.parent, children=1)
        self._waiting[path] = assets, arrange_show(deck, look, QtShaper(look.fonts), assets, path)
        return True

    def close(self) -> None:
        """Wait for nothing any more, and end the children."""
        for assets, _ in self._waiting.values():
            assets.close()
        self._waiting.clear()

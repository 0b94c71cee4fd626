"""A deck's path → the picture of its first slide, without waiting for what a child process would have to make."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QImage

from presenter import theme
from presenter.layout.arrange import arrange_show
from presenter.parse.deck import parse
from presenter.problems import UserError
from presenter.qt.render import image
from presenter.qt.shaper import QtShaper
from presenter.store.assets import AssetStore
from presenter.store.document import read

LONGEST = 2_000_000  # characters; of a longer deck no picture is made


def first_slide(path: Path, pixels: tuple[int, int]) -> QImage | None:
    """The first slide in at most so many pixels; None where the deck cannot be read."""
    try:
        text = read(path).text
    except UserError:
        return None
    if len(text) > LONGEST:
        return None
    deck = parse(text, folder=path.parent)
    if not len(deck.slides):
        return None
    look, _ = theme.load(deck.settings.theme, deck.settings, path.parent)
    assets = AssetStore(path.parent)
    scene = arrange_show(deck, look, QtShaper(look.fonts), assets, path).scene(0)
    assets.close()
    share = min(pixels[0] / scene.size[0], pixels[1] / scene.size[1])
    return image(scene, max(1, round(scene.size[0] * share)), max(1, round(scene.size[1] * share)), None)

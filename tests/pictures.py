"""`python -m tests.pictures`: our own decks → docs/pictures: the window, the audience's view, the console, each theme's layouts."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
DECKS = ROOT / "decks"


def save(image: Any, name: str) -> None:
    """Write a picture, small: 256 colours are enough for windows; what has photos on it becomes a JPEG."""
    from PIL import Image

    path = PICTURES / name
    raw = path.with_suffix(".bmp")
    image.save(str(raw))
    picture = Image.open(raw).convert("RGB")
    if path.suffix == ".jpg":
        picture.save(path, quality=88, subsampling=0, optimize=True)
    else:
        picture.quantize(256, dither=Image.Dither.FLOYDSTEINBERG).save(path, optimize=True)
    raw.unlink()
    print(f"{path.relative_to(ROOT)}: {picture.width} × {picture.height}, {path.stat().st_size // 1024} kB")


def sheet(theme: str, variant: str, name: str) -> None:
    """The slides of the gallery, small, four in a row."""
    from dataclasses import replace

    from PySide6.QtGui import QColor, QImage, QPainter

    from presenter import theme as themes
    from presenter.layout.arrange import arrange_show
    from presenter.parse.deck import parse
    from presenter.qt.render import image
    from presenter.qt.shaper import QtShaper
    from presenter.store.assets import AssetStore

    deck = parse((DECKS / "gallery.md").read_text(encoding="utf-8"), folder=DECKS)
    look, _ = themes.load(theme, replace(deck.settings, variant=variant), DECKS)
    assets = AssetStore(DECKS, blocking=True)
    show = arrange_show(deck, look, QtShaper(look.fonts), assets, DECKS / "gallery.md")
    width, height, gap, across = 360, 202, 10, 4
    rows = -(-len(deck.slides) // across)
    out = QImage(across * width + (across + 1) * gap, rows * height + (rows + 1) * gap, QImage.Format.Format_RGB32)
    out.fill(QColor("#9aa0a6"))
    painter = QPainter(out)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    for index in range(len(deck.slides)):
        x, y = gap + index % across * (width + gap), gap + index // across * (height + gap)
        slide = image(show.scene(index), width * 2, height * 2, None)
        painter.drawImage(x, y, slide.scaled(width, height, mode=_smooth()))
    painter.end()
    assets.close()
    save(out, name)


SHOWN = (0, 1, 2, 4, 13, 11)  # slides of the gallery: title, section, content, columns, code, a big number


def overview(name: str) -> None:
    """Every theme in a row: a few layouts, the last two in its other variant."""
    from dataclasses import replace

    from PySide6.QtGui import QColor, QImage, QPainter

    from presenter import theme as themes
    from presenter.layout.arrange import arrange_show
    from presenter.parse.deck import parse
    from presenter.qt.render import draw
    from presenter.qt.shaper import QtShaper
    from presenter.store.assets import AssetStore

    deck = parse((DECKS / "gallery.md").read_text(encoding="utf-8"), folder=DECKS)
    assets, found = AssetStore(DECKS, blocking=True), themes.available()
    width, height, gap = 320, 180, 8
    out = QImage(len(SHOWN) * (width + gap) + gap, len(found) * (height + gap) + gap, QImage.Format.Format_RGB32)
    out.fill(QColor("#9aa0a6"))
    painter = QPainter(out)
    for row, info in enumerate(found):
        for column, index in enumerate(SHOWN):
            variant = info.variants[0 if column < len(SHOWN) - 2 else 1]
            look, _ = themes.load(info.name, replace(deck.settings, variant=variant), DECKS)
            scene = arrange_show(deck, look, QtShaper(look.fonts), assets).scene(index)
            slide = draw(scene, width * 2, height * 2, None).scaled(width, height, mode=_smooth())
            painter.drawImage(gap + column * (width + gap), gap + row * (height + gap), slide)
    painter.end()
    assets.close()
    save(out, name)


def _smooth() -> Any:
    from PySide6.QtCore import Qt

    return Qt.TransformationMode.SmoothTransformation


def settle(done: Callable[[], bool], seconds: float = 20.0) -> None:
    """Let the program work until `done`."""
    from PySide6.QtWidgets import QApplication

    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        QApplication.processEvents()
        if done():
            return
        time.sleep(0.01)
    raise TimeoutError("the window was not ready in time")


def main() -> int:
    """Draw all of them."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_SCALE_FACTOR"] = "1"
    home = tempfile.mkdtemp(prefix="presenter-pictures-")
    os.environ.update({name: f"{home}/{name}" for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")})
    from presenter.qt.application import application

    application(widgets=True)
    PICTURES.mkdir(parents=True, exist_ok=True)
    sheet("light", "", "layouts-light.jpg")
    overview("themes.jpg")
    from tests import made_pages, pictures_of_moving, pictures_of_powerpoint, pictures_of_sharing, pictures_of_windows

    made_pages.write()
    pictures_of_windows.draw(save, settle)
    pictures_of_sharing.draw(save, settle)
    pictures_of_moving.draw(save, settle)
    pictures_of_powerpoint.draw()
    return 0


if __name__ == "__main__":
    sys.exit(main())

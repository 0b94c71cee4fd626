"""Two slides on their way into each other, and a film in the hands of the console → pictures of them for the documentation."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

RIDGES = Path(__file__).resolve().parent.parent / "decks" / "images" / "ridges.jpg"
Save = Callable[[Any, str], None]
Settle = Callable[..., None]

MORPH = """---
theme: bold
---

# Over the ridges

![w:250](ridges.jpg)

---

## Over the ridges

![w:440](ridges.jpg)

- Up before the sun
- Down by the river
"""
FILM = """---
duration: 20m
---

## What the harbour sounds like

![](harbour.wav)

- Ropes, and the ferry's horn
- Gulls at six in the morning

<!-- Let them listen; say nothing. -->

---

## The day begins
"""


def draw(save: Save, settle: Settle) -> None:
    """The strip of a morph, and the console with a sound."""
    with tempfile.TemporaryDirectory() as folder:
        _morph(Path(folder), save)
        _film(Path(folder), save, settle)


def _morph(folder: Path, save: Save) -> None:
    from PySide6.QtCore import QRect, Qt
    from PySide6.QtGui import QColor, QImage, QPainter

    from presenter.headless import open_show
    from presenter.layout.morph import morph
    from presenter.qt.tween import Tween

    deck = folder / "morph.md"
    deck.write_text(MORPH, encoding="utf-8")
    shutil.copy(RIDGES, folder)
    width, height, gap, shares = 440, 248, 8, (0.0, 0.35, 0.65, 1.0)
    with open_show(deck) as (show, _):
        tween = Tween(morph(show.scene(0), 0, {}, show.scene(1), 0, {}), 0, 0, 3 * width, 3 * height)
        out = QImage(len(shares) * (width + gap) + gap, height + 2 * gap, QImage.Format.Format_RGB32)
        out.fill(QColor("#9aa0a6"))
        painter = QPainter(out)
        for n, share in enumerate(shares):
            frame = QImage(3 * width, 3 * height, QImage.Format.Format_RGB32)
            one = QPainter(frame)
            tween.paint_frame(one, QRect(0, 0, 3 * width, 3 * height), share)
            one.end()
            how = Qt.TransformationMode.SmoothTransformation
            painter.drawImage(gap + n * (width + gap), gap, frame.scaled(width, height, Qt.AspectRatioMode.IgnoreAspectRatio, how))
        painter.end()
    save(out, "morph.png")


def _film(folder: Path, save: Save, settle: Settle) -> None:
    from presenter.app import Project, _hopper
    from presenter.qt.application import application
    from presenter.store.document import Document
    from presenter.ui.show.stage import LiveStage
    from tests.moving import tone

    deck = folder / "harbour.md"
    deck.write_text(FILM, encoding="utf-8")
    tone(folder / "harbour.wav", 74.0)
    project = Project(Document(deck), _hopper(application(widgets=True)))
    stage = LiveStage(project, windowed=(960, 540))
    stage.start()
    settle(lambda: stage.films.current is not None and stage.films.current.length > 1)
    player = stage.films.current
    assert player is not None
    player.seek_to(21.0)
    settle(lambda: player.position > 20)
    stage.console.resize(1280, 760)
    settle(lambda: stage.console.width() == 1280)
    save(stage.console.grab().toImage(), "console-film.png")
    stage.end()
    project.close()

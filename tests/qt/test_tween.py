"""The frames of a morph: they begin with the one slide's pixels and end with the other's."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("PySide6.QtGui")

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter

from presenter.headless import open_show
from presenter.layout.morph import morph
from presenter.qt.render import draw
from presenter.qt.tween import Tween

W, H = 960, 540
DECK = """# A plan

---

## A plan

- Measure
- Cut

| a | b |
|---|---|
| 1 | 2 |

---

<!-- _backgroundColor: #203040 -->

## What we do

- Cut
- Measure
- Press

---

## Code

```python
def area(r):
    return 3 * r * r
```
"""


def differing(a: QImage, b: QImage) -> int:
    """How many pixels differ by more than a shade."""
    return sum(
        max(abs(x - y) for x, y in zip(a.pixelColor(px, py).getRgb(), b.pixelColor(px, py).getRgb(), strict=True)) > 8
        for py in range(0, H, 3) for px in range(0, W, 3)
    )  # fmt: skip


def frame(tween: Tween, t: float) -> QImage:
    made = QImage(W, H, QImage.Format.Format_RGB32)
    made.fill(0)
    painter = QPainter(made)
    tween.paint_frame(painter, QRect(0, 0, W, H), t)
    painter.end()
    return made


def test_frames(app: object, tmp_path: Path) -> None:
    deck = tmp_path / "talk.md"
    deck.write_text(DECK, encoding="utf-8")
    with open_show(deck) as (show, _):
        for index in range(3):
            before, after = show.scene(index), show.scene(index + 1)
            tween = Tween(morph(before, 0, {}, after, 0, {}), 0, 0, W, H)
            assert differing(frame(tween, 0.0), draw(before, W, H, 0)) < 60, index
            assert differing(frame(tween, 1.0), draw(after, W, H, 0)) == 0, index
            middle = frame(tween, 0.5)
            assert differing(middle, draw(before, W, H, 0)) > 60
            assert differing(middle, draw(after, W, H, 0)) > 60


def test_in_a_view_of_another_size_it_fills_its_place(app: object, tmp_path: Path) -> None:
    deck = tmp_path / "talk.md"
    deck.write_text(DECK, encoding="utf-8")
    with open_show(deck) as (show, _):
        tween = Tween(morph(show.scene(1), 0, {}, show.scene(2), 0, {}), 0, 0, W, H)
    made = QImage(500, 300, QImage.Format.Format_RGB32)
    made.fill(0xFF00FF)
    painter = QPainter(made)
    tween.paint_frame(painter, QRect(10, 15, 480, 270), 1.0)
    painter.end()
    assert made.pixelColor(5, 5).name() == "#ff00ff"
    assert made.pixelColor(12, 17).name() == "#203040"
    assert made.pixelColor(488, 283).name() == "#203040"

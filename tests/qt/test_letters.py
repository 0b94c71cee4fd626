"""Large letters are drawn one by one: the same pixels, and where that would not do, not at all."""

from __future__ import annotations

import pytest

pytest.importorskip("PySide6.QtGui")

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter

from presenter.qt.letters import draw_large
from presenter.qt.shaper import QtShaper
from presenter.qt.text import SetLine, set_lines
from presenter.scene import Color, Font, Paragraph, Run

W, H = 1500, 220


def line(words: str, **looks: object) -> SetLine:
    font = Font("Arial", 24.0, bold=bool(looks.pop("bold", False)), italic=bool(looks.pop("italic", False)))
    made = Paragraph((Run(words, font, Color("#102030"), **looks),))  # type: ignore[arg-type]
    return set_lines(made, QtShaper().flow(made, 2000.0))[0]


def drawn(known: SetLine, scale: float, large: bool) -> tuple[QImage, bool]:
    image = QImage(W, H, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.scale(scale / 16, scale / 16)
    done = large and draw_large(painter, known.layout, QPointF(160, 160))
    if not large:
        known.layout.draw(painter, QPointF(160, 160))
    painter.end()
    return image, done


@pytest.mark.parametrize("looks", [{}, {"bold": True}, {"italic": True}])
def test_the_pixels_are_the_same(app: object, looks: dict[str, object]) -> None:
    known = line("Harbour – señor, 中文", **looks)
    (one, done), (other, _) = drawn(known, 4.0, True), drawn(known, 4.0, False)
    assert done
    levels = [abs(one.pixelColor(x, y).green() - other.pixelColor(x, y).green()) for y in range(H) for x in range(0, W, 2)]
    assert max(levels) < 60
    assert sum(level > 20 for level in levels) < 40
    assert any(one.pixelColor(x, 100).green() < 100 for x in range(W))


def test_small_letters_are_left_to_qt(app: object) -> None:
    assert not drawn(line("Harbour"), 2.0, True)[1]


@pytest.mark.parametrize(("words", "looks"), [("under", {"underline": True}), ("through", {"strike": True}), ("up", {"baseline": 0.3})])
def test_so_are_lines_under_and_through_letters_and_raised_ones(app: object, words: str, looks: dict[str, object]) -> None:
    assert not drawn(line(words, **looks), 4.0, True)[1]


@pytest.mark.parametrize("words", ["سلام", "שלום", "नमस्ते", "a 😀"])
def test_so_are_scripts_that_join_and_pictures_of_letters(app: object, words: str) -> None:
    assert not drawn(line(words), 4.0, True)[1]


def test_pictures_of_letters_are_drawn_after_large_ones_too(app: object) -> None:
    known = line("☕")

    def seen() -> bool:
        image, _ = drawn(known, 4.0, False)
        return any(image.pixelColor(x, 130) != QColor("white") for x in range(W))

    if not seen():
        pytest.skip("no colour emoji here")
    drawn(known, 4.0, True)
    drawn(line("🔥"), 4.0, False)  # at another place: nothing that Qt kept
    assert seen()
    assert any(drawn(line("🍵"), 4.0, False)[0].pixelColor(x, 130) != QColor("white") for x in range(W))

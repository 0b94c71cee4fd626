"""A Scene that cannot be painted → a picture in its place: its title and a small card, drawn with as little as possible."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen

from presenter.layout.stand_in import CARD
from presenter.scene import Color, Scene


def failed_slide(scene: Scene, width: int, height: int) -> QImage:
    """The picture, `width` x `height` pixels."""
    ground = QColor(scene.background.hex[:7]) if isinstance(scene.background, Color) else QColor("white")
    ink = QColor("#202020") if ground.lightness() > 128 else QColor("#f0f0f0")
    made = QImage(max(1, width), max(1, height), QImage.Format.Format_RGB32)
    made.fill(ground)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    unit = height / 540
    painter.setPen(ink)
    painter.setFont(_font(36 * unit, True))
    painter.drawText(QRectF(48 * unit, 40 * unit, width - 96 * unit, 160 * unit), Qt.TextFlag.TextWordWrap, scene.title)
    box = QRectF(48 * unit, height - 110 * unit, 380 * unit, 54 * unit)
    painter.setPen(QPen(QColor("#d98300"), 2 * unit))
    painter.drawRoundedRect(box, 6 * unit, 6 * unit)
    painter.setPen(ink)
    painter.setFont(_font(20 * unit, False))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, CARD)
    painter.end()
    return made


def _font(pixels: float, bold: bool) -> QFont:
    font = QFont()
    font.setPixelSize(max(1, round(pixels)))
    font.setBold(bold)
    return font

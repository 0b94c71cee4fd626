"""Pixels written as text: a letter a colour, `.` anything."""

from __future__ import annotations

from PySide6.QtGui import QColor, QImage

COLORS = {"_": "#ffffff", "R": "#ff0000", "G": "#00ff00", "B": "#0000ff", "K": "#000000", "Y": "#ffff00"}


def same_pixels(image: QImage, drawing: str, slack: int = 2) -> None:
    """Fail unless `image` is as drawn, each channel within `slack`."""
    rows = [row.strip() for row in drawing.split()]
    assert (image.width(), image.height()) == (len(rows[0]), len(rows))
    wrong = []
    for y, row in enumerate(rows):
        for x, letter in enumerate(row):
            if letter != "." and not _near(image.pixelColor(x, y), QColor(COLORS[letter]), slack):
                wrong.append((x, y, image.pixelColor(x, y).name(), COLORS[letter]))
    assert not wrong, wrong[:10]


def _near(one: QColor, other: QColor, slack: int) -> bool:
    pairs = ((one.red(), other.red()), (one.green(), other.green()), (one.blue(), other.blue()))
    return all(abs(a - b) <= slack for a, b in pairs)


def ink(image: QImage, left: int = 0, top: int = 0, right: int | None = None, bottom: int | None = None) -> int:
    """How many pixels of the region differ from its top left pixel."""
    part = image.copy(left, top, (right or image.width()) - left, (bottom or image.height()) - top)
    ground = part.pixel(0, 0)
    return sum(part.pixel(x, y) != ground for y in range(part.height()) for x in range(part.width()))


def differences(one: QImage, other: QImage) -> int:
    """How many pixels are not the same."""
    assert one.size() == other.size()
    return sum(one.pixel(x, y) != other.pixel(x, y) for y in range(one.height()) for x in range(one.width()))


def columns(image: QImage) -> tuple[int, int]:
    """The first and the last column that is not all ground."""
    ground = image.pixel(0, 0)
    inked = [x for x in range(image.width()) if any(image.pixel(x, y) != ground for y in range(image.height()))]
    return inked[0], inked[-1]

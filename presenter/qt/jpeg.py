"""(Scene, size in pixels) → the bytes of a JPEG, small enough to lie inside a page."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice, Qt

from presenter.problems import UserError
from presenter.qt.images import Images
from presenter.qt.render import draw
from presenter.scene import Scene

QUALITY = 82  # of 100: letters keep their edges


def jpeg(scene: Scene, width: int, height: int, images: Images) -> bytes:
    """The slide with everything on it, exactly `width` x `height`; drawn twice as large and made smaller."""
    picture = draw(scene, 2 * width, 2 * height, None, images)
    small = picture.scaled(width, height, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    data = QBuffer()
    data.open(QIODevice.OpenModeFlag.WriteOnly)
    if not small.save(data, "JPEG", QUALITY):  # type: ignore[call-overload]
        raise UserError("cannot make a picture of a slide", "there may be too little memory: close other programs")
    return bytes(data.data().data())

"""A film or a sound → one picture of it for the asset store: its first frame where QtMultimedia is there, else a card.

Runs in the child process that makes pictures, like its other jobs: a film can hold a decoder for ever.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from presenter.worker.cards import card
from presenter.worker.frames import Message

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

LONGEST = 1920  # pixels
POINTS = 0.75  # per pixel
SHARE = 0.6  # of the job's time
SPREAD = 60  # by how much what comes later may be darker or lighter than the first frame, of 255
MISSING = {
    "code": "film-extra", "message": "films and sounds are not played: QtMultimedia is not installed",
    "hint": "pip install presenter[video]",
}  # fmt: skip


def draw(job: dict[str, Any], body: bytes) -> Message:
    """`path name sound start` → PNG, JPEG or SVG; header: `format width height` (points) `seconds` `remark` (a Problem)."""
    path, name, sound = Path(job["path"]), str(job["name"]), bool(job["sound"])
    try:
        from presenter.qt import film
    except ImportError:
        return _card(name, sound, MISSING)
    limit = SHARE * float(job.get("seconds", 10.0))
    if sound:
        header, drawing = _card(name, sound)
        return {**header, "seconds": film.length(path, limit)}, drawing
    found, seconds = film.first_frame(path, float(job["start"]), limit)
    if isinstance(found, str):
        said = f"{name} cannot be played: {found}"[:300]
        return _card(name, sound, {"code": "film-broken", "message": said, "hint": "save it as MP4 (H.264)"})
    header, pixels = _frame(found)
    return {**header, "seconds": seconds}, pixels


def _card(name: str, sound: bool, remark: dict[str, Any] | None = None) -> Message:
    drawing, (width, height) = card(name, sound)
    return {"format": "svg", "width": width, "height": height, "remark": remark}, drawing


def _frame(image: QImage) -> Message:
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt

    width, height = image.width() * POINTS, image.height() * POINTS
    if max(image.width(), image.height()) > LONGEST:
        image = image.scaled(LONGEST, LONGEST, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    store = QByteArray()
    buffer = QBuffer(store)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.convertToFormat(image.Format.Format_RGB32).save(buffer, "JPEG", 92)  # type: ignore[call-overload]
    header = {"format": "jpeg", "width": width, "height": height, "pixels": (image.width(), image.height()), "tones": _tones(image)}
    return header, bytes(store.data())


def _tones(image: QImage) -> str:
    """How light the film is, as `worker.photos` says it of a photo; every other field may be darker later, the others lighter."""
    from PySide6.QtCore import Qt

    grid = image.scaled(8, 8, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    grid = grid.convertToFormat(image.Format.Format_Grayscale8)
    found = bytearray()
    for y in range(8):
        for x in range(8):
            found.append(min(255, max(0, grid.pixelColor(x, y).red() + (SPREAD if (x + y) % 2 else -SPREAD))))
    return found.hex()

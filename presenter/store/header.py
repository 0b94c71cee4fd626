"""The first bytes of a picture file → its natural size in points, fast enough to be asked while laying out."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import BinaryIO

POINTS = 0.75  # per pixel


def natural_size(path: Path) -> tuple[float, float] | None:
    """Width and height in points, upright, read from the header of a PNG, JPEG, GIF or BMP; None if it does not say."""
    try:
        with path.open("rb") as file:
            pixels = _pixels(file)
    except (OSError, struct.error, IndexError):
        return None
    if pixels is None or not all(0 < side < 200_000 for side in pixels):
        return None
    return pixels[0] * POINTS, pixels[1] * POINTS


def _pixels(file: BinaryIO) -> tuple[int, int] | None:
    head = file.read(32)
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return struct.unpack(">II", head[16:24])
    if head.startswith((b"GIF87a", b"GIF89a")):
        return struct.unpack("<HH", head[6:10])
    if head.startswith(b"BM"):
        width, height = struct.unpack("<ii", head[18:26])
        return width, abs(height)
    if head.startswith(b"\xff\xd8"):
        file.seek(2)
        return _jpeg_pixels(file)
    return None


def _jpeg_pixels(file: BinaryIO) -> tuple[int, int] | None:
    turned = False
    for _ in range(100):
        marker = file.read(2)
        if len(marker) < 2 or marker[0] != 0xFF:
            return None
        size = struct.unpack(">H", file.read(2))[0]
        if 0xC0 <= marker[1] <= 0xCF and marker[1] not in (0xC4, 0xC8, 0xCC):
            _, height, width = struct.unpack(">BHH", file.read(5))
            return (height, width) if turned else (width, height)
        if marker[1] == 0xE1:
            turned = _is_turned(file.read(size - 2)) or turned
        else:
            file.seek(size - 2, 1)
    return None


def _is_turned(segment: bytes) -> bool:
    """Whether an EXIF segment says that the picture lies on its side."""
    if not segment.startswith(b"Exif\0\0"):
        return False
    tiff = segment[6:]
    order = "<" if tiff.startswith(b"II") else ">"
    start = struct.unpack(order + "I", tiff[4:8])[0]
    count = struct.unpack(order + "H", tiff[start : start + 2])[0]
    for index in range(min(count, 200)):
        tag, _, _, value = struct.unpack(order + "HHIH2x", tiff[start + 2 + index * 12 : start + 14 + index * 12])
        if tag == 0x0112:
            return value in (5, 6, 7, 8)
    return False

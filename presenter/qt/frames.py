"""The packed frames of an animated picture (`worker.motion`) + a time → the frame to be seen then."""

from __future__ import annotations

import json
import struct
import zlib
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate
from pathlib import Path

from PySide6.QtGui import QImage

MOST_PIXELS = 1920 * 1920
KEPT = 6  # animated pictures whose frames stay in memory, deflated


class Frames:
    """Opened frames; raises ValueError when the file holds none."""

    def __init__(self, data: bytes) -> None:
        try:
            (length,) = struct.unpack(">I", data[:4])
            head = json.loads(data[4 : 4 + length])
            self.size: tuple[int, int] = (int(head["size"][0]), int(head["size"][1]))
            times = [max(1, int(t)) for t in head["times"]]
            sizes = [int(n) for n in head["bytes"]]
            self._loops = int(head["loops"])  # 0: for ever
        except (struct.error, LookupError, TypeError) as error:
            raise ValueError("no frames") from error
        if not times or len(times) != len(sizes) or not 0 < self.size[0] * self.size[1] <= MOST_PIXELS:
            raise ValueError("no frames")
        self._ends = list(accumulate(times))  # ms
        self._places = [4 + length, *accumulate(sizes, initial=4 + length)][1:]
        self._data = data
        self._known: tuple[int, QImage] = (-1, QImage())

    @property
    def length(self) -> int:
        """Milliseconds of one round."""
        return self._ends[-1]

    def index(self, ms: float) -> int:
        """Which frame is seen `ms` milliseconds after the beginning; the last one stays."""
        if self._loops and ms >= self._loops * self.length:
            return len(self._ends) - 1
        return bisect_right(self._ends, ms % self.length)

    def until_next(self, ms: float) -> float | None:
        """Milliseconds until the next frame; None when there is none any more."""
        if self._loops and ms >= self._loops * self.length - (self._ends[-1] - (self._ends[-2] if len(self._ends) > 1 else 0)):
            return None
        here = ms % self.length
        return self._ends[bisect_right(self._ends, here)] - here

    def image(self, ms: float) -> QImage:
        """The frame seen then; do not draw on it, it is shared."""
        index = self.index(ms)
        if index != self._known[0]:
            self._known = index, self._decoded(index)
        return self._known[1]

    def _decoded(self, index: int) -> QImage:
        width, height = self.size
        wanted = width * height * 4
        pixels = zlib.decompressobj().decompress(memoryview(self._data)[self._places[index] : self._places[index + 1]], wanted)
        if len(pixels) != wanted:
            return QImage()
        return QImage(pixels, width, height, width * 4, QImage.Format.Format_ARGB32_Premultiplied).copy()


@lru_cache(KEPT)
def _opened(path: Path, stamp: int) -> Frames | None:
    try:
        return Frames(path.read_bytes())
    except (OSError, ValueError):
        return None


def frames(path: Path) -> Frames | None:
    """The frames in a file; None while they are not made yet, or when they cannot be read."""
    try:
        return _opened(path, path.stat().st_mtime_ns)
    except OSError:
        return None

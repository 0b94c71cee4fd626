"""An animated GIF, WebP or PNG → its frames, upright and whole, packed for `qt.frames`; bounded in number, size and time."""

from __future__ import annotations

import io
import json
import struct
import time
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from presenter.worker.frames import Message
from presenter.worker.jobs import problem
from presenter.worker.photos import MAX_BYTES, MAX_PIXELS, open_formats

if TYPE_CHECKING:
    from PIL.Image import Image

LONGEST = 1280  # pixels on a side: a frame must be there in a few milliseconds
MOST_FRAMES = 1200
MOST_PIXELS = 400_000_000  # of all frames together: larger pictures are made smaller, to a quarter of a side at most
SHORTEST, USUAL = 20, 100  # ms: shorter ones are shown for 100, as browsers do
SHARE = 0.6  # of the job's time; what is decoded until then is what plays


def draw(job: dict[str, Any], body: bytes) -> Message:
    """`path` (or the bytes themselves) → a packed file: length of a JSON head, the head, frames of deflated BGRA."""
    from PIL import Image

    begun = time.monotonic()
    data = _read(Path(job["path"])) if "path" in job else body
    Image.MAX_IMAGE_PIXELS = None
    with Image.open(io.BytesIO(data), formats=open_formats()) as opened:
        count = min(getattr(opened, "n_frames", 1), 100_000)
        if count < 2 or opened.width * opened.height > MAX_PIXELS:
            return problem("picture-still", "the picture does not move")
        size, stride = _bounded(opened.size, count)
        frames, times = [], []
        for pixels, milliseconds in _frames(opened, count, stride, size):
            frames.append(zlib.compress(pixels, 1))
            times.append(milliseconds)
            if time.monotonic() - begun > SHARE * float(job.get("seconds", 10.0)):
                break
        loops = int(opened.info.get("loop", 1 if opened.format == "GIF" else 0) or 0)
    head = json.dumps({"size": size, "times": times, "bytes": [len(f) for f in frames], "loops": loops}).encode()
    return {"format": "frames"}, struct.pack(">I", len(head)) + head + b"".join(frames)


def warm() -> None:
    """Load Pillow and the formats."""
    open_formats()


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MAX_BYTES)


def _bounded(size: tuple[int, int], count: int) -> tuple[tuple[int, int], int]:
    """The size of a frame, and of how many frames one is shown."""
    stride = -(-count // MOST_FRAMES)
    pixels = size[0] * size[1] * (count // stride)
    scale = min(1.0, LONGEST / max(size), (MOST_PIXELS / pixels) ** 0.5)
    if scale < 0.25:
        stride = min(count, -(-stride * int((0.25 / scale) ** 2 + 1)))
        scale = 0.25 if max(size) * 0.25 <= LONGEST else LONGEST / max(size)
    return (max(1, round(size[0] * scale)), max(1, round(size[1] * scale))), stride


def _frames(opened: Image, count: int, stride: int, size: tuple[int, int]) -> Iterator[tuple[bytes, int]]:
    """Each frame that is shown, and for how many milliseconds; a damaged file ends where it is damaged."""
    waiting: bytes | None = None
    shown = 0
    for index in range(count):
        try:
            opened.seek(index)
            opened.load()  # a WebP says only now how long its frame is seen
            milliseconds = int(opened.info.get("duration", 0) or 0)
            if index % stride == 0:
                if waiting is not None:
                    yield waiting, shown
                waiting, shown = _pixels(opened, size), 0
        except (EOFError, OSError, SyntaxError, ValueError):
            break
        shown += milliseconds if milliseconds >= SHORTEST else USUAL
    if waiting is not None:
        yield waiting, shown


def _pixels(opened: Image, size: tuple[int, int]) -> bytes:
    """Premultiplied, in the order of a QImage in Format_ARGB32_Premultiplied."""
    image = opened.convert("RGBA")
    if image.size != size:
        image = image.resize(size, reducing_gap=2.0)
    return image.convert("RGBa").tobytes("raw", "BGRa")

"""Small files that move, made here: animated pictures, a film, a sound."""

from __future__ import annotations

import array
import math
import subprocess
import sys
import wave
from pathlib import Path

COLORS = ((200, 30, 30), (30, 160, 60), (30, 60, 200))  # of the thirds of a film, and of an animation's frames


def animation(path: Path, size: tuple[int, int] = (60, 40), frames: int = 3, ms: int = 60, **options: object) -> Path:
    """An animated GIF, WebP or PNG of flat colours, for ever unless `loop` says otherwise."""
    from PIL import Image

    made = [Image.new("RGB", size, COLORS[n % 3]) for n in range(frames)]
    for n, image in enumerate(made):  # two frames alike would be put together
        image.putpixel((n % size[0], n // size[0]), (255, 255, 255))
    values: dict[str, object] = {"duration": ms, "loop": 0, **options}
    made[0].save(path, save_all=True, append_images=made[1:], **values)  # type: ignore[arg-type]
    return path


def tone(path: Path, seconds: float = 0.5) -> Path:
    """A WAV of concert pitch."""
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(8000)
        waves = (math.sin(2 * math.pi * 440 * n / 8000) for n in range(round(8000 * seconds)))
        out.writeframes(array.array("h", [int(6000 * one) for one in waves]).tobytes())
    return path


def film(path: Path, size: tuple[int, int] = (160, 90), frames: int = 30) -> Path:
    """An MP4 at 25 frames a second without sound, a third each red, green and blue; made in a process of its own."""
    subprocess.run([sys.executable, __file__, str(path), *map(str, size), str(frames)], check=True, timeout=60, capture_output=True)
    assert path.stat().st_size > 0
    return path


def _record(path: str, width: int, height: int, count: int) -> None:
    from PySide6.QtCore import QSize, QUrl
    from PySide6.QtGui import QColor, QGuiApplication, QImage
    from PySide6.QtMultimedia import (
        QMediaCaptureSession,
        QMediaFormat,
        QMediaRecorder,
        QVideoFrame,
        QVideoFrameFormat,
        QVideoFrameInput,
    )

    app = QGuiApplication(["film", "-platform", "offscreen"])
    source = QVideoFrameInput(QVideoFrameFormat(QSize(width, height), QVideoFrameFormat.PixelFormat.Format_BGRA8888))
    session, recorder = QMediaCaptureSession(), QMediaRecorder()
    session.setVideoFrameInput(source)
    session.setRecorder(recorder)
    form = QMediaFormat(QMediaFormat.FileFormat.MPEG4)
    form.setVideoCodec(QMediaFormat.VideoCodec.MPEG4)
    recorder.setMediaFormat(form)
    recorder.setVideoFrameRate(25)
    recorder.setOutputLocation(QUrl.fromLocalFile(path))
    recorder.setAutoStop(True)
    sent = [0]

    def feed() -> None:
        while sent[0] < count:
            image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
            image.fill(QColor(*COLORS[sent[0] * 3 // count]))
            frame = QVideoFrame(image)
            frame.setStartTime(sent[0] * 40_000)
            frame.setEndTime((sent[0] + 1) * 40_000)
            if not source.sendVideoFrame(frame):
                return
            sent[0] += 1
        source.sendVideoFrame(QVideoFrame())

    source.readyToSendVideoFrame.connect(feed)
    recorder.recorderStateChanged.connect(lambda now: now == QMediaRecorder.RecorderState.StoppedState and app.quit())
    recorder.record()
    app.exec()


if __name__ == "__main__":
    _record(sys.argv[1], *map(int, sys.argv[2:5]))

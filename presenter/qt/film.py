"""A film's file → its first frame and its length; importing this fails where QtMultimedia is not installed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEventLoop, QLoggingCategory, QTimer, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtMultimedia import QMediaPlayer, QVideoFrame, QVideoSink

QUIET = "qt.multimedia.*.debug=false\nqt.multimedia.*.info=false\nqt.multimedia.symbolsresolver*=false\nqt.multimedia.ffmpeg*.warning=false"


def quieten() -> None:
    """Hardware that is not there, and what a codec thinks of a file, is nothing to tell."""
    QLoggingCategory.setFilterRules(QUIET)


def _application() -> object:
    quieten()
    return QGuiApplication.instance() or QGuiApplication(["presenter", "-platform", "offscreen"])


def length(path: Path, seconds: float) -> float:
    """How many seconds a film or a sound has, waited for at most `seconds`; 0 where it does not say."""
    app, loop, player = _application(), QEventLoop(), QMediaPlayer()
    player.durationChanged.connect(lambda ms: loop.quit() if ms > 0 else None)
    player.errorOccurred.connect(lambda error, text: loop.quit())
    player.setSource(QUrl.fromLocalFile(str(path)))
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    if player.duration() <= 0 and player.error() == QMediaPlayer.Error.NoError:
        loop.exec()
    assert app is not None
    return max(0.0, player.duration() / 1000)


def first_frame(path: Path, start: float, seconds: float) -> tuple[QImage | str, float]:
    """The frame at `start` seconds, waited for at most `seconds`, else what is wrong, in words; and the film's length."""
    app = _application()
    loop, player, sink = QEventLoop(), QMediaPlayer(), QVideoSink()
    found: list[QImage] = []
    wrong: list[str] = []

    def take(frame: QVideoFrame) -> None:
        if not found and frame.isValid() and frame.startTime() / 1e6 >= min(start, player.duration() / 1000 - 0.1) - 0.05:
            found.append(frame.toImage())
            loop.quit()

    def fail(text: str) -> None:
        wrong.append(text)
        loop.quit()

    sink.videoFrameChanged.connect(take)
    player.errorOccurred.connect(lambda error, text: fail(text or "it is damaged"))
    player.mediaStatusChanged.connect(lambda status: loop.quit() if status == QMediaPlayer.MediaStatus.EndOfMedia else None)
    player.setVideoSink(sink)
    player.setSource(QUrl.fromLocalFile(str(path)))
    if start > 0:
        player.setPosition(round(start * 1000))
    player.play()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    if not found and not wrong:
        loop.exec()
    whole = max(0.0, player.duration() / 1000)
    player.stop()
    assert app is not None
    image = found[0] if found else QImage()
    if not image.isNull():
        return image, whole
    return (wrong[0] if wrong else "it has no picture that could be read"), whole

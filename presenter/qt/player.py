"""A film or a sound (Media) → its frames and its sound while it plays; importing this fails where QtMultimedia is not installed."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QAudioOutput, QMediaDevices, QMediaPlayer, QVideoFrame, QVideoSink

from presenter.qt.film import quieten
from presenter.scene import Media

Status = QMediaPlayer.MediaStatus
CLOSE_MS = 40  # nearer to its end than this, a part of a film has ended


class Player(QObject):
    """Plays one Media. Frames are made into pictures only when they are asked for: a window that is covered costs nothing."""

    framed = Signal()  # another frame is to be seen
    moved = Signal()  # it plays, pauses, or has come further
    failed = Signal(str)

    def __init__(self, media: Media, muted: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        quieten()
        self.media = media
        self.begun = False  # it has been played since the slide was come to
        self._frame = QVideoFrame()
        self._image: QImage | None = None
        self._player = QMediaPlayer(self)
        self._sound: QAudioOutput | None = None
        if QMediaDevices.audioOutputs():
            self._sound = QAudioOutput(self)
            self._player.setAudioOutput(self._sound)
        self.mute(muted)
        if media.kind == "video":
            self._sink = QVideoSink(self)
            self._sink.videoFrameChanged.connect(self._take)
            self._player.setVideoSink(self._sink)
        self._player.positionChanged.connect(self._at)
        self._player.playbackStateChanged.connect(lambda _: self.moved.emit())
        self._player.mediaStatusChanged.connect(self._status)
        self._player.errorOccurred.connect(lambda _, text: self.failed.emit(text))
        self._player.setSource(QUrl.fromLocalFile(str(media.file)))
        if media.start > 0:
            self._player.setPosition(round(media.start * 1000))
        self._player.pause()  # the first frame is read now, not when the hall waits for it

    # ------------------------------------------------------------ what it is asked

    def play(self) -> None:
        """Play on; from the beginning when it has ended."""
        if self._ended():
            self.seek_to(0.0)
        self.begun = True
        self._player.play()

    def rewind(self) -> None:
        """As it was before it was ever played: its poster stands."""
        if self.begun:
            self.begun = False
            self.seek_to(0.0)

    def pause(self) -> None:
        """Stand still."""
        self._player.pause()

    def seek(self, by: float) -> None:
        """Some seconds on, or back."""
        self.seek_to(self.position + by)

    def seek_to(self, seconds: float) -> None:
        """To a moment of the part that is played, seconds from its beginning."""
        self._player.setPosition(round((self.media.start + min(max(seconds, 0.0), self.length)) * 1000))

    def mute(self, yes: bool) -> None:
        """Without its sound, or with it; one that is written as muted never has any."""
        if self._sound is not None:
            self._sound.setMuted(yes or self.media.muted)

    def close(self) -> None:
        """Let go of the file."""
        self.blockSignals(True)
        self._player.stop()
        self._player.setSource(QUrl())
        self.deleteLater()

    # ------------------------------------------------------------ what it says

    @property
    def playing(self) -> bool:
        """Whether it plays now."""
        return self._player.playbackState() == QMediaPlayer.PlaybackState.PlayingState

    @property
    def position(self) -> float:
        """Seconds from the beginning of the part that is played."""
        return max(0.0, self._player.position() / 1000 - self.media.start)

    @property
    def length(self) -> float:
        """Seconds of the part that is played; 0 while it is not known."""
        whole = self._player.duration() / 1000
        return max(0.0, min(self.media.end or whole, whole) - self.media.start)

    def image(self) -> QImage | None:
        """The frame to be seen now; None before it was ever played, when the poster stands."""
        if not self.begun:
            return None
        if self._image is None and self._frame.isValid():
            self._image = self._frame.toImage()
        return self._image

    # ------------------------------------------------------------ inside

    def _take(self, frame: QVideoFrame) -> None:
        if frame.isValid():
            self._frame, self._image = frame, None
            if self.begun:
                self.framed.emit()

    def _at(self, ms: int) -> None:
        if self.playing and self.media.end is not None and ms >= self.media.end * 1000 - CLOSE_MS:
            self._again_or_stand()
        self.moved.emit()

    def _status(self, status: Status) -> None:
        if status == Status.EndOfMedia and self.begun:
            QTimer.singleShot(0, self, self._again_or_stand)

    def _again_or_stand(self) -> None:
        if self.media.loop:
            self.seek_to(0.0)
            self._player.play()
        elif self.playing:
            self._player.pause()
        self.moved.emit()

    def _ended(self) -> bool:
        over = self._player.mediaStatus() == Status.EndOfMedia
        return over or (self.length > 0 and self.position >= self.length - 2 * CLOSE_MS / 1000)

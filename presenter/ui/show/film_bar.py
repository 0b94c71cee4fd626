"""The film or sound in hand → a row on the console: play and pause, a slider to seek with, the times, the sound off."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from presenter.ui.show import dark
from presenter.ui.show.films import Films
from presenter.ui.show.touch import HIGH, TouchButton


class FilmBar(QWidget):
    """Shown while there is a film or a sound on the audience's slide."""

    def __init__(self, films: Films, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._films = films
        self.play = TouchButton(self, "▶", "J", self.tr("Play or pause"))
        self.mute = TouchButton(self, self.tr("Sound"), "M", self.tr("Sound off or on"))
        self.line = TimeLine(self)
        self.line.setAccessibleName(self.tr("Place in the film"))
        self.time = dark.label(self, 15, dark.INK, Qt.AlignmentFlag.AlignRight, self.tr("Time in the film"))
        self.play.clicked.connect(lambda: films.toggle())
        self.mute.clicked.connect(films.mute)
        self.mute.setCheckable(True)
        self.line.wanted.connect(self._seek)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for widget, share in ((self.play, 0), (self.line, 1), (self.time, 0), (self.mute, 0)):
            row.addWidget(widget, share)
        self.setObjectName("film-bar")
        films.moved.connect(self.look)
        self.hide()

    def look(self) -> None:
        """Show how far the film in hand has come."""
        player = self._films.current
        self.setVisible(player is not None)
        if player is None:
            return
        self.play.setText("❚❚" if player.playing else "▶")
        self.play.update()
        self.mute.setChecked(self._films.muted or player.media.muted)
        self.mute.setText(self.tr("Muted") if self.mute.isChecked() else self.tr("Sound"))
        self.line.show_share(player.position / player.length if player.length else 0.0)
        self.time.setText(f"{_clock(player.position)} / {_clock(player.length)}")
        self.line.setToolTip(player.media.file.name)

    def _seek(self, share: float) -> None:
        player = self._films.current
        if player is not None:
            player.seek_to(share * player.length)


class TimeLine(QWidget):
    """A line for a finger; `wanted` tells which share of it (0-1) was touched."""

    wanted = Signal(float)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._share = 0.0
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, share: float) -> None:
        """How much of the film has gone."""
        if abs(share - self._share) * self.width() >= 0.5:
            self._share = share
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, HIGH)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._touched(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._touched(event)

    def _touched(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._share = min(max((event.position().x() - 8) / max(1, self.width() - 16), 0.0), 1.0)
            self.wanted.emit(self._share)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        middle, width = self.height() / 2, self.width() - 16
        painter.setBrush(dark.color(dark.LINE))
        painter.drawRoundedRect(QRectF(8, middle - 3, width, 6), 3, 3)
        painter.setBrush(dark.color(dark.ACCENT))
        painter.drawRoundedRect(QRectF(8, middle - 3, width * self._share, 6), 3, 3)
        painter.drawEllipse(QRectF(8 + width * self._share - 8, middle - 8, 16, 16))
        painter.end()


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"

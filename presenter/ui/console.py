"""The Talk → what only the presenter sees: this slide, what comes next, the notes, the time."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QMargins, Qt, QTime, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QColor, QFont, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from presenter.scene import Scene
from presenter.ui.panels import NotesView
from presenter.ui.slide_view import SlideView

GROUND, PANEL, INK, MUTED, ACCENT, ALARM = "#16181c", "#1f2228", "#f2f3f5", "#9aa1ab", "#7db4ff", "#ffb454"
NOTES_SIZES = (14, 16, 18, 20, 22, 25, 28, 32, 36, 42, 48)  # points
MARGIN = 20


class ConsoleWindow(QWidget):
    """The window on the presenter's display: dark, and to be read from a metre."""

    closed = Signal()
    black = Signal()
    swap = Signal()
    end = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"{title} – console")
        self.setAccessibleName(self.tr("Presenter console"))
        self.setWindowFlag(Qt.WindowType.Window)
        self._notes_size = NOTES_SIZES.index(20)
        self.now = SlideView(self, ground=QColor(GROUND), top=True)
        self.now.setAccessibleName(self.tr("The slide the audience sees"))
        self.next = SlideView(self, ground=QColor(GROUND), top=True)
        self.next.setAccessibleName(self.tr("What comes next"))
        self.notes = NotesView(self, self.tr("No notes"))
        self.notes.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # keys are the show's
        self.notes.viewport().setAutoFillBackground(False)
        self.notes.document().setDocumentMargin(0)
        self.clock = _label(self, 26, MUTED, Qt.AlignmentFlag.AlignRight, self.tr("Time of day"))
        self.elapsed = _label(self, 34, INK, Qt.AlignmentFlag.AlignLeft, self.tr("Time since the talk began"))
        self.place = _label(self, 26, INK, Qt.AlignmentFlag.AlignHCenter, self.tr("Slide"))
        self.status = _label(self, 15, ALARM, Qt.AlignmentFlag.AlignLeft, self.tr("State of the show"))
        self._dress()
        self._arrange()
        self._minute = QTimer(self)
        self._minute.setInterval(1000)
        self._minute.timeout.connect(self.tick)
        self._minute.start()
        self.tick()

    def _dress(self) -> None:
        palette = self.palette()
        for role, color in (
            (QPalette.ColorRole.Window, GROUND), (QPalette.ColorRole.WindowText, INK), (QPalette.ColorRole.Base, GROUND),
            (QPalette.ColorRole.Text, INK), (QPalette.ColorRole.Button, PANEL), (QPalette.ColorRole.ButtonText, INK),
            (QPalette.ColorRole.Link, ACCENT), (QPalette.ColorRole.PlaceholderText, MUTED),
        ):  # fmt: skip
            palette.setColor(role, QColor(color))
        self.setPalette(palette)
        self.setAutoFillBackground(True)

    def _arrange(self) -> None:
        top = QHBoxLayout()
        for label, stretch in ((self.elapsed, 1), (self.place, 1), (self.clock, 1)):
            top.addWidget(label, stretch)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(_caption(self, self.tr("Now")))
        left.addWidget(self.now, 1)
        right.setSpacing(8)
        right.addWidget(_caption(self, self.tr("Next")))
        right.addWidget(self.next, 2)
        right.addSpacing(8)
        right.addWidget(_caption(self, self.tr("Notes")))
        right.addWidget(self.notes, 3)
        middle = QHBoxLayout()
        middle.setSpacing(MARGIN + 8)
        middle.addLayout(left, 3)
        middle.addLayout(right, 2)
        bottom = QHBoxLayout()
        bottom.setSpacing(8)
        bottom.addWidget(self.status, 1)
        buttons = ((self.tr("Black"), "B", self.black), (self.tr("Swap displays"), "S", self.swap), (self.tr("End show"), "Esc", self.end))
        for text, key, signal in buttons:
            bottom.addWidget(_button(self, f"{text}  ({key})", signal))
        column = QVBoxLayout(self)
        column.setContentsMargins(QMargins(MARGIN, MARGIN - 6, MARGIN, MARGIN - 6))
        column.setSpacing(12)
        column.addLayout(top)
        column.addLayout(middle, 1)
        column.addLayout(bottom)

    # ------------------------------------------------------------ what to show

    def show_now(self, scene: Scene | None, step: int) -> None:
        """The presenter's slide."""
        self.now.show_slide(scene, step)

    def show_next(self, scene: Scene | None, step: int) -> None:
        """What the next click brings; nothing after the end."""
        self.next.show_slide(scene, step)

    def show_notes(self, markdown: str) -> None:
        """The notes of this slide, formatted; from their beginning when they are others."""
        self.notes.setFont(_font(NOTES_SIZES[self._notes_size]))
        self.notes.show_notes(markdown)

    def show_place(self, text: str) -> None:
        """Which slide of how many."""
        self.place.setText(text)

    def show_status(self, text: str) -> None:
        """What is unusual just now: black, frozen, a display that went, a fault."""
        self.status.setText(text)

    def show_elapsed(self, seconds: float, paused: bool) -> None:
        """The time since the talk began."""
        text = duration(seconds)
        if text != self.elapsed.text():
            self.elapsed.setText(text)
        color = MUTED if paused else INK
        if self.elapsed.palette().color(QPalette.ColorRole.WindowText) != QColor(color):
            _tint(self.elapsed, color)

    def tick(self) -> None:
        """Tell the time of day."""
        text = QLocale().toString(QTime.currentTime(), QLocale.FormatType.ShortFormat)
        if text != self.clock.text():
            self.clock.setText(text)

    def zoom_notes(self, by: int) -> None:
        """Larger or smaller letters for the notes."""
        self._notes_size = min(max(self._notes_size + by, 0), len(NOTES_SIZES) - 1)
        self.notes.setFont(_font(NOTES_SIZES[self._notes_size]))

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()


def duration(seconds: float) -> str:
    """`m:ss`, from an hour on `h:mm:ss`."""
    whole = int(seconds)
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"


def _font(points: float) -> QFont:
    font = QFont()
    font.setPointSizeF(points)
    return font


def _tint(label: QLabel, color: str) -> None:
    palette = label.palette()
    palette.setColor(QPalette.ColorRole.WindowText, QColor(color))
    label.setPalette(palette)


def _label(parent: QWidget, points: float, color: str, align: Qt.AlignmentFlag, name: str) -> QLabel:
    label = QLabel(parent)
    font = _font(points)
    font.setFeature(QFont.Tag("tnum"), 1)  # figures that do not dance
    label.setFont(font)
    _tint(label, color)
    label.setAlignment(align | Qt.AlignmentFlag.AlignVCenter)
    label.setAccessibleName(name)
    return label


def _caption(parent: QWidget, text: str) -> QLabel:
    label = _label(parent, 12, MUTED, Qt.AlignmentFlag.AlignLeft, text)
    label.setText(text)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    return label


def _button(parent: QWidget, text: str, signal: object) -> QPushButton:
    button = QPushButton(text, parent)
    button.setFont(_font(12))
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # space and Enter are "next"
    button.setStyleSheet(
        f"QPushButton {{ color: {INK}; background: {PANEL}; border: 1px solid #343942; border-radius: 6px; padding: 6px 14px; }}"
        f"QPushButton:hover {{ background: #2a2e36; }} QPushButton:pressed {{ background: #343942; }}"
    )
    button.clicked.connect(lambda: signal.emit())  # type: ignore[attr-defined]
    return button

"""The Talk → what only the presenter sees: this slide, what comes next, the notes, the times."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QMargins, Qt, QTime, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QColor, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from presenter.scene import Scene
from presenter.ui import dark
from presenter.ui.looks import calm_scrollbars
from presenter.ui.panels import NotesView
from presenter.ui.slide_view import SlideView

NOTES_SIZES = (14, 16, 18, 20, 22, 25, 28, 32, 36, 42, 48)  # points
NOTES_USUAL = 20
MARGIN = 20
LEFT, CENTRE, RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignRight


class ConsoleWindow(QWidget):
    """The window on the presenter's display: dark, and to be read from a metre."""

    closed = Signal()
    black = Signal()
    freeze = Signal()
    overview = Signal()
    swap = Signal()
    end = Signal()
    forward = Signal()
    back = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"{title} – console")
        self.setAccessibleName(self.tr("Presenter console"))
        self.setWindowFlag(Qt.WindowType.Window)
        self._notes_size = NOTES_SIZES.index(NOTES_USUAL)
        self.now = SlideView(self, ground=QColor(dark.GROUND), top=True)
        self.now.setAccessibleName(self.tr("The slide the audience sees"))
        self.next = SlideView(self, ground=QColor(dark.GROUND), top=True)
        self.next.setAccessibleName(self.tr("What comes next"))
        self.notes = NotesView(self, self.tr("No notes"))
        self.notes.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # keys are the show's
        self.notes.viewport().setAutoFillBackground(False)
        self.notes.document().setDocumentMargin(0)
        self.elapsed = dark.label(self, 32, dark.INK, LEFT, self.tr("Time since the talk began"))
        self.pace = dark.label(self, 15, dark.MUTED, LEFT, self.tr("Time left, and the pace"))
        self.place = dark.label(self, 32, dark.INK, CENTRE, self.tr("Slide"))
        self.step = dark.label(self, 15, dark.MUTED, CENTRE, self.tr("Step and section"))
        self.clock = dark.label(self, 32, dark.MUTED, RIGHT, self.tr("Time of day"))
        self.on_slide = dark.label(self, 15, dark.MUTED, RIGHT, self.tr("Time on this slide"))
        self.status = dark.label(self, 15, dark.ALARM, LEFT, self.tr("State of the show"))
        self.status.setWordWrap(True)
        dark.dress(self)
        self._arrange()
        calm_scrollbars(self.notes)
        self._minute = QTimer(self)
        self._minute.setInterval(1000)
        self._minute.timeout.connect(self.tick)
        self._minute.start()
        self.tick()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(QMargins(MARGIN, MARGIN - 8, MARGIN, MARGIN - 6))
        column.setSpacing(12)
        column.addLayout(self._times())
        column.addLayout(self._slides(), 1)
        column.addLayout(self._buttons())

    def _times(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for large, small in ((self.elapsed, self.pace), (self.place, self.step), (self.clock, self.on_slide)):
            pair = QVBoxLayout()
            pair.setSpacing(0)
            pair.addWidget(large)
            pair.addWidget(small)
            row.addLayout(pair, 1)
        return row

    def _slides(self) -> QHBoxLayout:
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(8)
        left.addWidget(dark.caption(self, self.tr("Now")))
        left.addWidget(self.now, 1)
        right.addWidget(dark.caption(self, self.tr("Next")))
        right.addWidget(self.next, 2)
        right.addSpacing(8)
        right.addWidget(dark.caption(self, self.tr("Notes")))
        right.addWidget(self.notes, 3)
        row = QHBoxLayout()
        row.setSpacing(MARGIN + 8)
        row.addLayout(left, 3)
        row.addLayout(right, 2)
        return row

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.status, 1)
        for text, name, signal in (
            ("◀", self.tr("Previous step"), self.back),
            ("▶", self.tr("Next step"), self.forward),
            (self.tr("Slides  (Tab)"), "", self.overview),
            (self.tr("Black  (B)"), "", self.black),
            (self.tr("Freeze  (F)"), "", self.freeze),
            (self.tr("Swap  (S)"), self.tr("Swap displays"), self.swap),
            (self.tr("End"), self.tr("End the show"), self.end),
        ):
            button = dark.button(self, text, signal)
            if name:
                button.setAccessibleName(name)
                button.setToolTip(name)
            row.addWidget(button)
        return row

    # ------------------------------------------------------------ what to show

    def show_now(self, scene: Scene | None, step: int) -> None:
        """The presenter's slide."""
        self.now.show_slide(scene, step)

    def show_next(self, scene: Scene | None, step: int) -> None:
        """What the next click brings; nothing after the end."""
        self.next.show_slide(scene, step)

    def show_notes(self, markdown: str) -> None:
        """The notes of this slide, formatted; from their beginning when they are others."""
        self.notes.setFont(dark.font(NOTES_SIZES[self._notes_size]))
        self.notes.show_notes(markdown)

    def show_place(self, place: str, step: str) -> None:
        """Which slide of how many; which step of how many, and the section."""
        self.place.setText(place)
        self.step.setText(step)

    def show_status(self, text: str) -> None:
        """What is unusual just now: black, frozen, a display that went, a fault."""
        self.status.setText(text)

    def show_times(self, elapsed: float, on_slide: float, paused: bool) -> None:
        """The time since the talk began, and on this slide."""
        self.elapsed.setText(duration(elapsed))
        dark.tint(self.elapsed, dark.MUTED if paused else dark.INK)
        self.on_slide.setText(self.tr("this slide {time}").format(time=duration(on_slide)))

    def show_pace(self, words: str, color: str) -> None:
        """How much time is left, and whether the talk is late."""
        self.pace.setText(words)
        dark.tint(self.pace, color)

    def tick(self) -> None:
        """Tell the time of day."""
        self.clock.setText(QLocale().toString(QTime.currentTime(), QLocale.FormatType.ShortFormat))

    # ------------------------------------------------------------ the notes

    @property
    def notes_size(self) -> int:
        """How large the notes are, points."""
        return NOTES_SIZES[self._notes_size]

    def zoom_notes(self, by: int) -> None:
        """Larger or smaller letters for the notes."""
        self.set_notes_size(NOTES_SIZES[min(max(self._notes_size + by, 0), len(NOTES_SIZES) - 1)])

    def set_notes_size(self, points: float) -> None:
        """The notes in the nearest size to `points`."""
        self._notes_size = min(range(len(NOTES_SIZES)), key=lambda i: abs(NOTES_SIZES[i] - points))
        self.notes.setFont(dark.font(self.notes_size))

    def scroll_notes(self, by: int) -> None:
        """Most of a page further down, or up."""
        bar = self.notes.verticalScrollBar()
        bar.setValue(bar.value() + by * round(bar.pageStep() * 0.8))

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for child in self.findChildren(QWidget, "overview", Qt.FindChildOption.FindDirectChildrenOnly):
            child.setGeometry(self.rect())


def duration(seconds: float) -> str:
    """`m:ss`, from an hour on `h:mm:ss`."""
    whole = int(seconds)
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"

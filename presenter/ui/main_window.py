"""The Work → the window in which a talk is written: slides, text, the slide in view, its notes, the Problems."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QPalette
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QMainWindow, QSplitter, QToolButton, QVBoxLayout, QWidget

from presenter import trace
from presenter.commands.own_keys import Own
from presenter.commands.window import Desk
from presenter.layout.show import Show
from presenter.problems import Problem
from presenter.spans import linked_slide
from presenter.talk.session import same_slide
from presenter.ui.edit.editor import Editor
from presenter.ui.edit.find_bar import FindBar
from presenter.ui.edit.notes_pane import NotesPane
from presenter.ui.edit.strip import Strip
from presenter.ui.edit.sweep import Sweep
from presenter.ui.edit.tie import LiveSlide, Tie
from presenter.ui.looks import calm_scrollbars, is_dark
from presenter.ui.menus import Menus
from presenter.ui.panels import MessageBar, ProblemList
from presenter.ui.panes import Panes
from presenter.ui.slide_view import open_outside
from presenter.ui.work import Work
from presenter.writing.pace import Pace, minutes

LATER_MS = 120  # after the last keystroke: status, notes
STRIP_MENU = ("new-slide", "duplicate-slides", "hide-slides", "cut-slides", "copy-slides", "paste-slides", "delete-slides", "show-here")
PANES = ("slides", "editor", "notes", "problems")


class MainWindow(QMainWindow):
    """Follows the work; every wish goes to the desk as a command."""

    dropped = Signal(str)
    asked_to_close = Signal(QCloseEvent)
    swept = Signal()  # every slide has been looked at for Problems

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self.slide = 0
        self._told_first = False
        self.menus: Menus | None = None
        self._start: QWidget | None = None
        self.bar = MessageBar(self)
        self.strip = Strip(work.show, self)
        self.editor = Editor(self)
        self.find_bar = FindBar(self.editor, self)
        self.view = LiveSlide(self)
        self.view.setAccessibleName(self.tr("The slide in view"))
        self.notes = NotesPane(work, lambda: self.slide, self)
        self.notes.refused.connect(self.bar.tell)
        self.problems = ProblemList(self)
        self.tie = Tie(work, self.editor, self.view, lambda: self.slide)
        self._later = self._timer(LATER_MS, self._show_rest)
        self.sweep = Sweep(work, self.tie, self)
        self.sweep.done.connect(self._swept)
        self._arrange()
        self._arrange_status()
        self._connect()
        self.setAcceptDrops(True)
        self.resize(1360, 820)

    def _timer(self, interval: int, slot: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval)
        timer.timeout.connect(slot)
        return timer

    # ------------------------------------------------------------ building

    def _arrange(self) -> None:
        stage = QWidget(self)
        column = QVBoxLayout(stage)
        column.setContentsMargins(14, 14, 14, 14)
        column.addWidget(self.view)
        stage.setAutoFillBackground(True)
        stage.setBackgroundRole(QPalette.ColorRole.Window)
        self._right = _splitter(Qt.Orientation.Vertical, (stage, 5), (self.notes, 2))
        self._text = QWidget(self)
        rows = QVBoxLayout(self._text)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.editor, 1)
        rows.addWidget(self.find_bar)
        self._columns = _splitter(Qt.Orientation.Horizontal, (self.strip, 0), (self._text, 4), (self._right, 5))
        self._rows = _splitter(Qt.Orientation.Vertical, (self._columns, 6), (self.problems, 1))
        self._columns.setSizes([210, 500, 650])
        self._right.setSizes([520, 180])
        self._rows.setSizes([700, 110])
        center = QWidget(self)
        whole = QVBoxLayout(center)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.bar)
        whole.addWidget(_rule(center))
        whole.addWidget(self._rows, 1)
        self.setCentralWidget(center)
        parts = {"slides": self.strip, "editor": self._text, "slide": stage, "notes": self.notes, "problems": self.problems}
        self.panes = Panes(self, parts, {self._right: ("slide", "notes")})
        self.dress()

    def show_start(self, page: QWidget | None) -> None:
        """Show a page in the place of the deck, or the deck again with None."""
        if self._start is not None:
            self._start.deleteLater()
        self._start = page
        self._rows.setVisible(page is None)
        self.statusBar().setVisible(page is None)  # it speaks of a deck
        if page is not None:
            beside = self.centralWidget().layout()
            assert isinstance(beside, QBoxLayout)
            beside.addWidget(page, 1)
        (page or self.editor).setFocus()

    def dress(self) -> None:
        """The small looks that depend on the colours."""
        calm_scrollbars(self.strip, self.editor, self.notes.view, self.notes.field, self.problems)
        if self.menus is not None:
            self.menus.dress()

    def _arrange_status(self) -> None:
        status = self.statusBar()
        status.setSizeGripEnabled(False)
        self._place, self._theme, self._dialect, self._words = QLabel(self), QLabel(self), QLabel(self), QLabel(self)
        self._count = QToolButton(self)
        self._count.setAutoRaise(True)
        self._count.setAccessibleName(self.tr("Show or hide the Problems"))
        self._count.clicked.connect(lambda: self.panes.toggle("problems"))
        for label in (self._count, self._words, self._dialect, self._theme, self._place):
            label.setContentsMargins(8, 0, 8, 0)
            status.addPermanentWidget(label)
        self._count.hide()

    def _connect(self) -> None:
        self.strip.chosen.connect(self._chosen)
        self.editor.written.connect(self._written)
        self.editor.wandered.connect(self._wandered)
        self.problems.chosen.connect(self.go_to_line)
        self.view.painted.connect(self._painted)
        self.view.followed.connect(self._follow)
        self.view.clicked.connect(self.tie.click)
        self.problems.asked.connect(self.tie.offer_mends)
        self._work.show.watch(self._changed)
        self._work.fresh.watch(lambda new, old: self._fresh())

    def add_commands(self, desk: Desk, own: Own) -> None:
        """Menus and keys from the table of commands; `own` are keys the person has changed."""
        self.menus = Menus(self, desk, own)
        self.strip.wanted.connect(lambda name: self.actions_by_id[name].trigger())
        self.strip.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.strip.addActions([self.actions_by_id[name] for name in STRIP_MENU])

    @property
    def actions_by_id(self) -> dict[str, QAction]:
        """Every command of the window as Qt knows it."""
        return self.menus.actions

    # ------------------------------------------------------------ panes

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.panes.mode_is("focus"):
            self.panes.mode("focus")
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------ following the deck

    @property
    def count(self) -> int:
        """How many slides there are."""
        return len(self._work.show.value.deck.slides)

    def open_at(self, slide: int = 0) -> None:
        """Another deck is on the desk: show it from `slide`."""
        self.slide = min(max(slide, 0), max(0, self.count - 1))
        self.editor.take(self._work.document.text.value, fresh=True)
        self._put_cursor()
        self._show_slide()
        self._later.start()
        self.sweep.again()

    def _changed(self, new: Show, old: Show) -> None:
        """The deck is another one: the slide in view first, the rest when the writer pauses."""
        text = self._work.document.text.value
        if self.editor.is_shown(text):
            self.slide = new.deck.slide_at(self.editor.offset())
        else:
            self.slide = same_slide(old.deck, new.deck, self.slide)
            self.editor.take(text)
        self._show_slide(now=True)
        self._later.start()
        self.sweep.again()

    def _written(self, text: str) -> None:
        self._work.document.text.set(text)

    def _wandered(self, offset: int) -> None:
        """The cursor is in another slide, or at another step of it."""
        index = self._work.show.value.deck.slide_at(offset)
        if index != self.slide:
            self.slide = index
            self._show_slide()
            self._later.start()
        elif self.tie.step() != self.view.step:
            self._show_slide()

    def _chosen(self, index: int) -> None:
        self.slide = index
        self._put_cursor()
        self._show_slide()
        self._later.start()

    def go(self, index: int) -> None:
        """Bring slide `index` into view."""
        if self.count:
            self._chosen(min(max(index, 0), self.count - 1))

    def go_to_line(self, line: int) -> None:
        """Bring line `line` (from 1) of the text, and its slide, into view."""
        self.editor.go(self.editor.line_offset(line))
        self._wandered(self.editor.offset())
        self.editor.setFocus()

    def _follow(self, link: str) -> None:
        """Go where a link on the slide leads."""
        if (slide := linked_slide(link)) is not None:
            self.go(slide)
        else:
            open_outside(link)

    def _put_cursor(self) -> None:
        deck = self._work.show.value.deck
        if self.slide < len(deck.starts):
            start = deck.starts[self.slide]
            gap = len(deck.text[start:]) - len(deck.text[start:].lstrip()) if start < len(deck.text) else 0
            self.editor.go(start + gap)

    def _show_slide(self, now: bool = False) -> None:
        show = self._work.show.value
        self.view.show_slide(show.scene(self.slide) if self.slide < self.count else None, self.tie.step())
        if now and self.view.isVisible():
            self.view.repaint()
        deck = show.deck
        if self.slide < len(deck.starts):
            end = deck.starts[self.slide + 1] if self.slide + 1 < len(deck.starts) else len(deck.text)
            self.editor.looks.mark_slide(deck.starts[self.slide], end)
        self.strip.select(self.slide)

    def _fresh(self) -> None:
        self._show_slide()
        self.strip.follow()
        self.sweep.again()

    def _painted(self) -> None:
        if not self._told_first:
            self._told_first = True
            trace.event("first-frame", window="main")
        trace.event("slide-shown", slide=self.slide + 1, step=self.view.step, window="main", key=self.editor.key_time)

    # ------------------------------------------------------------ the rest, when there is time

    def _show_rest(self) -> None:
        """Notes, title and status line."""
        show = self._work.show.value
        self.strip.select(self.slide)
        if self.slide < self.count:
            self._work.look_at_pictures(self.slide)
        self.notes.show_slide(self.slide)
        self.show_title()
        self._place.setText(self.tr("Slide {number} of {count}").format(number=self.slide + 1 if self.count else 0, count=self.count))
        self._theme.setText(self.tr("Theme: {name}").format(name=getattr(show.theme, "title", "")))
        dialect = show.deck.settings.dialect
        self._dialect.setText("" if dialect == "house" else dialect.capitalize())

    def show_title(self) -> None:
        """The deck's name, and whether there is something to save."""
        document = self._work.document
        self.setWindowTitle(f"{document.name}[*]")
        self.setWindowModified(document.dirty)

    def rest(self, yes: bool) -> None:
        """Do nothing that can wait, or do it again: while a show runs its slides come first."""
        self.sweep.rest(yes)

    def _swept(self, problems: tuple[Problem, ...], pace: Pace) -> None:
        """All slides have been looked at."""
        self.problems.show_problems(problems)
        self.tie.underline(problems)
        self._tell_pace(pace)
        self._count.setVisible(bool(problems))
        words = self.tr("1 problem") if len(problems) == 1 else self.tr("{count} problems").format(count=len(problems))
        self._count.setText(words)
        self.swept.emit()

    def _tell_pace(self, pace: Pace) -> None:
        """Words, and the time they take to say beside the time there is."""
        wanted = self._work.show.value.deck.settings.duration
        words = self.tr("1 word") if pace.shown == 1 else self.tr("{count} words").format(count=pace.shown)
        time = self.tr("about {minutes} to say").format(minutes=minutes(pace.speaking))
        if wanted:
            time = self.tr("about {minutes} of {wanted}").format(minutes=minutes(pace.speaking), wanted=minutes(wanted))
        self._words.setText(f"{words} · {time}")
        told = self.tr("{shown} words on the slides, {reading} to read\n{notes} words in the notes")
        self._words.setToolTip(told.format(shown=pace.shown, reading=minutes(pace.reading), notes=pace.notes))
        late = wanted is not None and 0 < wanted * 1.1 < pace.speaking
        self._words.setStyleSheet(f"color: {'#f0b45a' if is_dark(self.palette()) else '#9a5b00'};" if late else "")

    # ------------------------------------------------------------ what the system says

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._dropped_file(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = self._dropped_file(event)
        if path:
            event.acceptProposedAction()
            self.dropped.emit(path)

    def _dropped_file(self, event: QDropEvent) -> str:
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        return files[0] if files else ""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            QTimer.singleShot(0, self, self.dress)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.asked_to_close.emit(event)

    def sizeHint(self) -> QSize:
        return QSize(1360, 820)

    def state(self) -> list[str]:
        """Geometry and splitters, to be remembered."""
        parts = (self.saveGeometry(), self._columns.saveState(), self._right.saveState(), self._rows.saveState())
        return [bytes(part.toBase64().data()).decode("ascii") for part in parts]

    def restore(self, parts: list[str]) -> None:
        """The window as it was; what cannot be read is ignored."""
        restorers = (self.restoreGeometry, self._columns.restoreState, self._right.restoreState, self._rows.restoreState)
        for part, restorer in zip(parts, restorers, strict=False):
            restorer(QByteArray.fromBase64(part.encode("ascii", "ignore")))


def _splitter(orientation: Qt.Orientation, *parts: tuple[QWidget, int]) -> QSplitter:
    splitter = QSplitter(orientation)
    splitter.setHandleWidth(1)
    splitter.setChildrenCollapsible(False)
    for index, (widget, stretch) in enumerate(parts):
        splitter.addWidget(widget)
        splitter.setStretchFactor(index, stretch)
    return splitter


def _rule(parent: QWidget) -> QFrame:
    line = QFrame(parent)
    line.setFrameShape(QFrame.Shape.HLine)
    line.setFrameShadow(QFrame.Shadow.Plain)
    line.setForegroundRole(QPalette.ColorRole.Mid)
    line.setFixedHeight(1)
    return line

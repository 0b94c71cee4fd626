"""The runs of a deck → a window of them: each slide's time beside the plan, taken as the plan, or written out as a table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from presenter.model import Deck
from presenter.problems import UserError
from presenter.store.runs import RunFile, write_table
from presenter.talk.pace import duration
from presenter.talk.runs import Row, Run
from presenter.talk.session import plan_of, rows
from presenter.ui.looks import calm_scrollbars
from presenter.ui.times.times_chart import Legend, TimesChart


class TimesDialog(QDialog):
    """`planned(seconds by slide)` when a run's times are to be the plan; `went(slide)` when a slide is to be looked at."""

    planned = Signal(object)
    went = Signal(int)

    def __init__(self, file: RunFile, deck: Deck, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._file, self._deck = file, deck
        self._runs = tuple(reversed(file.read()))  # the latest first
        self._plan = plan_of(deck)
        self.setWindowTitle(self.tr("Times of {name}").format(name=file.deck.name))
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Rehearsals and talks"))
        self.list.setMaximumWidth(230)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setSpacing(4)
        self.list.currentRowChanged.connect(self._show_run)
        self.told = QLabel(self)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        face = self.told.font()
        face.setPointSizeF(face.pointSizeF() * 1.25)
        self.told.setFont(face)
        self.trouble = QLabel(self)
        self.trouble.setTextFormat(Qt.TextFormat.PlainText)
        self.chart = TimesChart(self)
        self.chart.chosen.connect(self.went)
        self._legend = Legend(self)
        self._arrange()
        self._fill()
        self.resize(1040, 640)

    def _arrange(self) -> None:
        self._area = QScrollArea(self)
        self._area.setWidget(self.chart)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.viewport().setBackgroundRole(self.backgroundRole())
        calm_scrollbars(self._area, self.list)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.told)
        right.addWidget(self._area, 1)
        right.addWidget(self._legend)
        right.addWidget(self.trouble)
        right.addLayout(self._buttons())
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 14, 18, 14)
        row.setSpacing(16)
        row.addWidget(self.list)
        row.addLayout(right, 1)

    def _buttons(self) -> QHBoxLayout:
        self.take = QPushButton(self.tr("Take These Times as the &Plan"), self)
        self.take.setToolTip(self.tr("Writes time: on each slide of the deck; undone in one step"))
        self.take.clicked.connect(self._take)
        self.write = QPushButton(self.tr("&Export as Table…"), self)
        self.write.clicked.connect(self._ask_where)
        self.delete = QPushButton(self.tr("&Delete"), self)
        self.delete.clicked.connect(self._delete)
        close = QPushButton(self.tr("Close"), self)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        line = QHBoxLayout()
        for button in (self.take, self.write, self.delete):
            line.addWidget(button)
        line.addStretch(1)
        line.addWidget(close)
        return line

    def _fill(self) -> None:
        self.list.clear()
        for run in self._runs:
            self.list.addItem(f"{when(run)}\n{self.kind(run)} · {duration(round(run.seconds))}")
        if self._runs:
            self.list.setCurrentRow(0)
        else:
            self._show_run(-1)

    def kind(self, run: Run) -> str:
        """What it was."""
        return self.tr("rehearsal") if run.kind == "rehearsal" else self.tr("talk")

    # ------------------------------------------------------------ one run

    @property
    def run(self) -> Run | None:
        """The run that is shown."""
        row = self.list.currentRow()
        return self._runs[row] if 0 <= row < len(self._runs) else None

    def rows(self) -> tuple[Row, ...]:
        """It, beside the plan and the others."""
        run = self.run
        return rows(run, self._deck, self._plan, tuple(one for one in self._runs if one is not run)) if run is not None else ()

    def _show_run(self, row: int) -> None:
        run = self.run
        for button in (self.take, self.write, self.delete):
            button.setEnabled(run is not None)
        self._legend.setVisible(run is not None)
        if run is None:
            self.told.setText(self.tr("No times yet. Show → Rehearse, or give the talk: they are kept by themselves."))
        else:
            self.told.setText(self.told_of(run))
        self.chart.show_rows(self.rows())

    def told_of(self, run: Run) -> str:
        """A run in a sentence."""
        words = f"{when(run)} · {self.kind(run)} · {duration(round(run.seconds))}"
        if self._plan is not None:
            over = round(run.seconds - self._plan.total)
            more = self.tr("{time} over the {plan} planned") if over > 0 else self.tr("{time} less than the {plan} planned")
            words += ", " + more.format(time=duration(abs(over)), plan=duration(self._plan.total))
        drawn = sum(leg.ink > 0 for leg in run.legs)
        if drawn:
            words += " · " + (self.tr("ink on one slide") if drawn == 1 else self.tr("ink on {count} slides").format(count=drawn))
        return words

    def _take(self) -> None:
        self.planned.emit({row.index: row.spent for row in self.rows() if row.index is not None and row.spent > 0})

    def show_deck(self, deck: Deck) -> None:
        """The deck has changed, perhaps its plan."""
        self._deck, self._plan = deck, plan_of(deck)
        self._show_run(self.list.currentRow())

    def _ask_where(self) -> None:
        start = self._file.deck.with_suffix(".times.csv")
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Export the times"), str(start), self.tr("Table (*.csv)"))
        if name:
            self.export(Path(name) if Path(name).suffix else Path(name + ".csv"))

    def export(self, path: Path) -> None:
        """Write the run's table."""
        self._tried(lambda: write_table(self.rows(), path), self.tr("Written: {path}").format(path=path))

    def _delete(self) -> None:
        run = self.run
        if run is not None and self._tried(lambda: self._file.remove(run), ""):
            self._runs = tuple(reversed(self._file.read()))
            self._fill()

    def _tried(self, act: Callable[[], None], done: str) -> bool:
        try:
            act()
        except UserError as error:
            self.trouble.setText(str(error))
            return False
        self.trouble.setText(done)
        return True


def when(run: Run) -> str:
    """Day and time, as people here write them."""
    return QLocale().toString(QDateTime.fromSecsSinceEpoch(int(run.begun)), QLocale.FormatType.ShortFormat)

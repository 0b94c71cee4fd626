"""Rows of a run → a chart: each slide's time as a bar beside what was planned and what other runs took."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QHelpEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from presenter.talk.ink import COLORS
from presenter.talk.pace import duration
from presenter.talk.runs import Row
from presenter.ui.looks import is_dark, mixed

ROW, TITLE, FIGURES = 30, 240, 132  # pixels: a row's height, the widths of titles and of figures
BAR = 14
NEARLY = 5.0  # seconds: a slide is neither over nor under by less


def signed(seconds: float) -> str:
    """`+0:12`, `−1:05`, `0:00`."""
    whole = round(seconds)
    return f"{'+' if whole > 0 else '−' if whole else ''}{duration(abs(whole))}"


class TimesChart(QWidget):
    """`chosen(slide)` when a slide's row is pressed."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[Row, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(560)

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Draw these."""
        self.rows = rows
        self.setAccessibleName("; ".join(self._words(row) for row in rows))
        self.setFixedHeight(max(1, len(rows)) * ROW + 8)
        self.update()

    def _words(self, row: Row) -> str:
        told = f"{self._number(row)} {row.title}: {duration(row.spent)}".strip()
        return told if row.planned is None else self.tr("{told}, planned {planned}").format(told=told, planned=duration(row.planned))

    def _number(self, row: Row) -> str:
        return str(row.index + 1) if row.index is not None else "–"

    # ------------------------------------------------------------ colours

    def bar_color(self, row: Row) -> QColor:
        """Calm where the time was kept, warm where it was not."""
        dark = is_dark(self.palette())
        if row.planned is not None and row.over > max(NEARLY, 0.1 * row.planned):
            return QColor("#f0a040" if dark else "#d9822b")
        return QColor("#5b9be8" if dark else "#3d7dca")

    def figure_color(self, row: Row) -> QColor:
        """For the figures."""
        if row.planned is None or abs(row.over) <= NEARLY:
            return mixed(self.palette(), 0.66)
        dark = is_dark(self.palette())
        return QColor(("#ffc069" if dark else "#9a4f00") if row.over > 0 else ("#9cc7ff" if dark else "#1f5ba8"))

    # ------------------------------------------------------------ painting

    def longest(self) -> float:
        """The seconds that fill the room for bars."""
        ends = (max(row.spent, row.planned or 0.0, *row.others, 0.0) for row in self.rows)
        return max([*ends, 10.0])

    def x_of(self, seconds: float) -> float:
        """Where so many seconds end."""
        return TITLE + (self.width() - TITLE - FIGURES - 8) * seconds / self.longest()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        first, last = max(0, event.rect().top() // ROW - 1), event.rect().bottom() // ROW + 2
        for number, row in list(enumerate(self.rows))[first:last]:
            self._paint_row(painter, row, number * ROW + 4)
        painter.end()

    def _paint_row(self, painter: QPainter, row: Row, top: float) -> None:
        self._paint_words(painter, row, top)
        high = top + (ROW - BAR) / 2
        if row.planned:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(mixed(self.palette(), 0.10))
            painter.drawRoundedRect(QRectF(TITLE, high - 3, max(2.0, self.x_of(row.planned) - TITLE), BAR + 6), 3, 3)
        if row.spent > 0:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.bar_color(row))
            painter.drawRoundedRect(QRectF(TITLE, high, max(2.0, self.x_of(row.spent) - TITLE), BAR), 3, 3)
            self._paint_steps(painter, row, high)
        if row.planned:
            painter.setPen(QPen(mixed(self.palette(), 0.75), 2))
            x = self.x_of(row.planned)
            painter.drawLine(QPointF(x, high - 4), QPointF(x, high + BAR + 4))
        painter.setBrush(self.palette().base())
        painter.setPen(QPen(mixed(self.palette(), 0.6), 1.4))
        for seconds in row.others:
            painter.drawEllipse(QPointF(self.x_of(seconds), high + BAR / 2), 3.2, 3.2)

    def _paint_words(self, painter: QPainter, row: Row, top: float) -> None:
        metrics, middle = self.fontMetrics(), Qt.AlignmentFlag.AlignVCenter
        painter.setPen(mixed(self.palette(), 0.6))
        painter.drawText(QRectF(0, top, 28, ROW), middle | Qt.AlignmentFlag.AlignRight, self._number(row))
        painter.setPen(mixed(self.palette(), 1.0 if row.spent > 0 else 0.6))
        room = TITLE - (76 if row.ink else 52)
        words = metrics.elidedText(row.title or self.tr("(without a heading)"), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(38, top, TITLE - 50, ROW), middle, words)
        if row.ink:
            _paint_squiggle(painter, TITLE - 24, top + ROW / 2)
        painter.setFont(_figures(self.font()))
        painter.setPen(self.palette().text().color())
        right = self.width() - FIGURES
        painter.drawText(QRectF(right, top, 56, ROW), middle | Qt.AlignmentFlag.AlignRight, duration(row.spent) if row.spent > 0 else "–")
        if row.planned is not None:
            painter.setPen(self.figure_color(row))
            painter.drawText(QRectF(right + 60, top, FIGURES - 68, ROW), middle | Qt.AlignmentFlag.AlignRight, signed(row.over))
        painter.setFont(self.font())

    def _paint_steps(self, painter: QPainter, row: Row, high: float) -> None:
        """Thin gaps where one step went over into the next."""
        painter.setPen(QPen(self.palette().base().color(), 1.5))
        gone = 0.0
        for seconds in row.steps[:-1]:
            gone += seconds
            if 0 < gone < row.spent:
                painter.drawLine(QPointF(self.x_of(gone), high + 1), QPointF(self.x_of(gone), high + BAR - 1))

    # ------------------------------------------------------------ the mouse

    def row_at(self, y: float) -> Row | None:
        """The row under the mouse."""
        number = int((y - 4) // ROW)
        return self.rows[number] if 0 <= number < len(self.rows) else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self.row_at(event.position().y())
        if row is not None and row.index is not None:
            self.chosen.emit(row.index)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row = self.row_at(event.pos().y())
            QToolTip.showText(event.globalPos(), self.details(row) if row is not None else "", self)
            return True
        return super().event(event)

    def details(self, row: Row) -> str:
        """All there is to say of a row."""
        told = [f"{self._number(row)}  {row.title}", self.tr("{time} on this slide").format(time=duration(row.spent))]
        if len(row.steps) > 1:
            told.append(self.tr("step by step: {times}").format(times="  ".join(duration(seconds) for seconds in row.steps)))
        if row.planned is not None:
            told.append(self.tr("planned: {time}").format(time=duration(row.planned)))
        if row.others:
            told.append(self.tr("other runs: {times}").format(times="  ".join(duration(seconds) for seconds in row.others)))
        if row.ink:
            told.append(self.tr("{count} lines drawn").format(count=row.ink))
        return "\n".join(told)

    def sizeHint(self) -> QSize:
        return QSize(760, max(1, len(self.rows)) * ROW + 8)


def _paint_squiggle(painter: QPainter, x: float, y: float) -> None:
    """Something was drawn here."""
    path = QPainterPath(QPointF(x, y + 2))
    path.cubicTo(QPointF(x + 4, y - 9), QPointF(x + 6, y + 9), QPointF(x + 10, y - 1))
    path.quadTo(QPointF(x + 13, y - 6), QPointF(x + 15, y + 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(COLORS[0]), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawPath(path)


class Legend(QWidget):
    """What the signs of the chart mean."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedHeight(ROW)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x, middle, base = 0.0, ROW / 2, self.palette().base().color()
        blue = QColor("#5b9be8" if is_dark(self.palette()) else "#3d7dca")
        for sign, words in (
            ("bar", self.tr("this run, step by step")), ("line", self.tr("planned")), ("ring", self.tr("other runs")),
            ("ink", self.tr("drawn on")),
        ):  # fmt: skip
            painter.setPen(QPen(mixed(self.palette(), 0.75), 2))
            if sign == "bar":
                painter.fillRect(QRectF(x, middle - 5, 26, 10), blue)
                painter.fillRect(QRectF(x + 12, middle - 4, 1.5, 8), base)
            elif sign == "line":
                painter.fillRect(QRectF(x, middle - 7, 24, 14), mixed(self.palette(), 0.10))
                painter.drawLine(QPointF(x + 24, middle - 8), QPointF(x + 24, middle + 8))
            elif sign == "ink":
                _paint_squiggle(painter, x + 12, middle)
            else:
                painter.setBrush(base)
                painter.setPen(QPen(mixed(self.palette(), 0.6), 1.4))
                painter.drawEllipse(QPointF(x + 20, middle), 3.2, 3.2)
            painter.setPen(mixed(self.palette(), 0.66))
            painter.drawText(QPointF(x + 34, middle + self.fontMetrics().ascent() / 2 - 1), words)
            x += 34 + self.fontMetrics().horizontalAdvance(words) + 22
        painter.end()


def _figures(font: QFont) -> QFont:
    made = QFont(font)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made

"""The small parts of the main window: the message bar, the list of Problems, the notes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QIcon, QPainter, QPaintEvent, QPalette, QPixmap, QTextDocument
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QPushButton, QSizePolicy, QTextBrowser, QWidget

from presenter.problems import Problem, Severity

SEVERITY_COLORS = {Severity.ERROR: "#d13438", Severity.WARNING: "#d98300", Severity.INFO: "#4a88c7"}


class MessageBar(QFrame):
    """One line across the window with what to do about it; never a dialog in the way."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = QLabel(self)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setWordWrap(True)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._buttons: list[QPushButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(14, 8, 10, 8)
        self._row.addWidget(self._label, 1)
        self.setAutoFillBackground(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hide()

    def tell(self, text: str, *choices: tuple[str, Callable[[], object]]) -> None:
        """Show `text` and a button for each choice; there is always one that only closes the bar."""
        self.dismiss()
        self._label.setText(text)
        self.setAccessibleName(text)
        for title, action in (*choices, (self.tr("Close"), lambda: None)):
            button = QPushButton(title, self)
            button.clicked.connect(lambda _=False, act=action: self._chosen(act))
            self._row.addWidget(button)
            self._buttons.append(button)
        self._dress()
        self.show()

    def text(self) -> str:
        """What is being said; "" when nothing is."""
        return "" if self.isHidden() else self._label.text()

    def dismiss(self) -> None:
        """Say nothing any more."""
        for button in self._buttons:
            button.deleteLater()
        self._buttons.clear()
        self.hide()

    def _chosen(self, action: Callable[[], None]) -> None:
        self.dismiss()
        action()

    def _dress(self) -> None:
        """A calm yellow, in the light as in the dark."""
        palette = self.parentWidget().palette() if self.parentWidget() else self.palette()
        dark = palette.window().color().lightness() < 128
        palette.setColor(QPalette.ColorRole.Window, QColor("#4a3c14" if dark else "#fff4ce"))
        palette.setColor(QPalette.ColorRole.WindowText, QColor("#fff4ce" if dark else "#3b2f00"))
        self.setPalette(palette)
        self._label.setPalette(palette)


class ProblemList(QListWidget):
    """The Problems of the deck; `chosen(line)` when one is picked, lines of the file from 1."""

    chosen = Signal(int)
    asked = Signal(object, QPoint)  # what can be done about this Problem? Answer at this place of the screen

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Problems"))
        self.setUniformItemSizes(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setAlternatingRowColors(True)
        self.setIconSize(QSize(12, 12))
        self._shown: tuple[Problem, ...] = ()
        self.itemActivated.connect(self._picked)
        self.itemClicked.connect(self._picked)

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """List them, in the order given."""
        if problems == self._shown:
            return
        self._shown = problems
        self.clear()
        for problem in problems:
            self.addItem(self._item(problem))

    def _item(self, problem: Problem) -> QListWidgetItem:
        place = self.tr("Slide {slide}, line {line}: ").format(slide=problem.slide, line=problem.line) if problem.slide else ""
        if not place and problem.line:
            place = self.tr("Line {line}: ").format(line=problem.line)
        text = f"{place}{problem.message}" + (f" – {problem.hint}" if problem.hint else "")
        item = QListWidgetItem(_dot(SEVERITY_COLORS[problem.severity]), text)
        item.setToolTip(f"{text}  [{problem.code}]")
        item.setData(Qt.ItemDataRole.UserRole, problem.line or 0)
        return item

    def _picked(self, item: QListWidgetItem) -> None:
        line = item.data(Qt.ItemDataRole.UserRole)
        if line:
            self.chosen.emit(line)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        item = self.currentItem() if by_key else self.itemAt(event.pos())
        if item is not None:
            place = self.visualItemRect(item).bottomLeft() if by_key else event.pos()
            self.asked.emit(self._shown[self.row(item)], self.viewport().mapToGlobal(place))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.count():
            _hint(self, self.tr("No problems. Slides that hold too much, lost pictures and unknown settings would be listed here."))

    def sizeHint(self) -> QSize:
        return QSize(400, 110)


class NotesView(QTextBrowser):
    """The notes of the slide in view, formatted; it loads nothing and leads nowhere."""

    def __init__(self, parent: QWidget | None = None, empty: str = "") -> None:
        """`empty` is said when there are no notes."""
        super().__init__(parent)
        self._empty = empty
        self._markdown: str | None = None
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Notes"))
        self.document().setDocumentMargin(12)

    def show_notes(self, markdown: str) -> None:
        """Show these notes, from their beginning when they are others."""
        if markdown == self._markdown:
            return
        self._markdown = markdown
        if not markdown:
            self.clear()
            self.viewport().update()
            return
        features = QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML
        self.document().setMarkdown(markdown, features)
        self.verticalScrollBar().setValue(0)

    def show_again(self) -> None:
        """Set the notes anew: colours have changed."""
        markdown, self._markdown = self._markdown, None
        if markdown is not None:
            self.show_notes(markdown)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._markdown == "":
            _hint(self, self._empty)  # Qt's own way shows one line of it

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Notes name pictures and pages, but nothing is read for them."""
        return None


def _hint(area: QListWidget | QTextBrowser, words: str) -> None:
    """Words in the place of what is not there."""
    painter = QPainter(area.viewport())
    text = area.document() if isinstance(area, QTextBrowser) else None
    margin = round(text.documentMargin()) if text is not None else 12
    painter.setFont(text.defaultFont() if text is not None else area.font())
    painter.setPen(area.palette().placeholderText().color())
    flags = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
    painter.drawText(area.viewport().rect().adjusted(margin, margin, -margin, 0), flags, words)
    painter.end()


def _dot(color: str) -> QIcon:
    pixmap = QPixmap(24, 24)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(color))
    painter.drawEllipse(4, 4, 16, 16)
    painter.end()
    return QIcon(pixmap)

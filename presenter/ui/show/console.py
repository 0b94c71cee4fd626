"""The Talk → what only the presenter sees: this slide, what comes next, the notes, the times, and buttons for a finger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QMargins, QPointF, Qt, QTime, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QColor, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from presenter.commands import own_keys
from presenter.commands.show import by_key
from presenter.scene import Scene
from presenter.talk.ink import COLORS
from presenter.talk.pace import duration
from presenter.talk.state import Talk, covered
from presenter.ui.show import dark
from presenter.ui.show.console_panes import LAYOUTS, Panes
from presenter.ui.show.finger import by_finger, swiped
from presenter.ui.show.note_pad import NotePad
from presenter.ui.show.touch import Bar, TouchButton
from presenter.ui.show.way import Way
from presenter.ui.slide_view import SlideView

if TYPE_CHECKING:
    from presenter.store.settings import Settings
    from presenter.ui.show.key_list import KeyList

NOTES_SIZES = (14, 16, 18, 20, 22, 25, 28, 32, 36, 42, 48)  # points
NOTES_USUAL = 20
MARGIN = 20
VEIL = 0.6  # over a slide that the audience does not see
USUAL = (1280, 760)  # the size for which the words are set; in a larger window they are larger
LEFT, CENTRE, RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignRight
TOOLS = ("laser", "spotlight", "magnifier", "zoom", "pen", "highlighter", "eraser")


class ConsoleWindow(QWidget):
    """The window on the presenter's display, to be read from a metre. `wanted(command)` when a button is pressed,
    `noted(markdown)` when the notes were written anew."""

    closed = Signal()
    wanted = Signal(str)
    noted = Signal(str)

    def __init__(self, title: str, settings: Settings | None = None, parent: QWidget | None = None) -> None:
        """`settings` remember how it is arranged."""
        super().__init__(parent)
        self._settings = settings
        self.setWindowTitle(f"{title} – console")
        self.setAccessibleName(self.tr("Presenter console"))
        self.setWindowFlag(Qt.WindowType.Window)
        self.setMinimumSize(480, 320)
        dark.use_light(self._remembered("bright", False) is True)
        self.now = self._slide_view(self.tr("The slide the audience sees"))
        self.next = self._slide_view(self.tr("What comes next"))
        self.next.instead = self.tr("End of the talk")
        self.key_list: KeyList | None = None
        self.notes_pad = NotePad(self)
        self.notes = self.notes_pad.view
        self.notes_pad.noted.connect(self.noted)
        self.now.swiped.connect(lambda way: self.wanted.emit("next" if way == "left" else "previous"))
        self.elapsed = dark.label(self, 32, dark.INK, LEFT, self.tr("Time since the talk began"))
        self.pace = dark.label(self, 16, dark.MUTED, LEFT, self.tr("Time left, and the pace"))
        self.place = dark.label(self, 32, dark.INK, CENTRE, self.tr("Slide"))
        self.step = dark.label(self, 16, dark.MUTED, CENTRE, self.tr("Step and section"))
        self.clock = dark.label(self, 32, dark.MUTED, RIGHT, self.tr("Time of day"))
        self.on_slide = dark.label(self, 16, dark.MUTED, RIGHT, self.tr("Time on this slide"))
        self.status = dark.label(self, 16, dark.ALARM, LEFT, self.tr("State of the show"))
        self.status.setWordWrap(True)
        self.way = Way(self)
        self.panes = Panes(self, {"now": self._now_part(), "next": self._next_part(), "notes": self.notes_pad})
        self.panes.changed.connect(self._keep_shares)
        self.bar, self.tools = self._bars()
        self._arrange()
        self._take_settings()
        self._minute = QTimer(self)
        self._minute.setInterval(1000)
        self._minute.timeout.connect(self.tick)
        self._minute.start()
        self.tick()

    def _slide_view(self, name: str) -> _Slide:
        view = _Slide(self, ground=dark.color(dark.GROUND), framed=True, top=True)
        view.setAccessibleName(name)
        return view

    # ------------------------------------------------------------ building

    def _arrange(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(QMargins(MARGIN, MARGIN - 8, MARGIN, MARGIN - 6))
        self._column.setSpacing(10)
        self._column.addLayout(self._times())
        self._column.addWidget(self.way)
        self._column.addWidget(self.panes, 1)
        self._column.addWidget(self.status)
        self._column.addWidget(self.tools)
        self._column.addWidget(self.bar)

    def _times(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for large, small in ((self.elapsed, self.pace), (self.place, self.step), (self.clock, self.on_slide)):
            pair = QVBoxLayout()
            pair.setSpacing(0)
            pair.addWidget(large)
            pair.addWidget(small)
            row.addLayout(pair, 1)
        return row

    def _now_part(self) -> QWidget:
        self._caption = dark.caption(self, self.tr("Now"))
        return _part(self, self._caption, self.now)

    def _next_part(self) -> QWidget:
        return _part(self, dark.caption(self, self.tr("Next")), self.next)

    def _bars(self) -> tuple[Bar, Bar]:
        tr = self.tr
        bar = Bar(self, (
            ("previous", "◀", "", tr("Previous step")), ("next", "▶", "", tr("Next step")),
            ("overview", tr("Slides"), "Tab", tr("All slides")), ("tools", tr("Tools"), "Ctrl+T", tr("Laser, pens and more")),
            ("black", tr("Black"), "B", tr("Black screen")), ("freeze", tr("Freeze"), "F", tr("Freeze what the audience sees")),
            ("write-notes", tr("Write"), "F2", tr("Write in the notes")), ("layout", tr("Layout"), "Y", tr("Another layout")),
            ("swap", tr("Swap"), "S", tr("Swap displays")), ("displays", tr("Displays"), "F7", tr("Which display has the slides")),
            ("end", tr("End"), "Ctrl+Q", tr("End the show")),
        ), ("overview", "end"))  # fmt: skip
        tools = Bar(self, (
            ("laser", tr("Laser"), "L", ""), ("spotlight", tr("Spotlight"), "Shift+L", ""),
            ("magnifier", tr("Glass"), "Shift+Z", tr("Magnifying glass")), ("zoom", tr("Enlarge"), "Z", ""),
            ("pen", tr("Pen"), "Ctrl+P", ""), ("color", tr("Colour"), "C", tr("The pen's next colour")),
            ("highlighter", tr("Marker"), "Ctrl+I", tr("Highlighter")), ("eraser", tr("Eraser"), "Ctrl+E", ""),
            ("undo", tr("Undo"), "Ctrl+Z", tr("Undo the last stroke")), ("erase-all", tr("Clear"), "E", tr("Take all ink off this slide")),
            ("notes-smaller", "A−", "Ctrl+−", tr("Smaller notes")), ("notes-larger", "A+", "Ctrl++", tr("Larger notes")),
            ("bright", tr("Light"), "Ctrl+D", tr("Console for a bright room")),
        ), ("notes-smaller",))  # fmt: skip
        tools.buttons["color"].swatch = QColor(COLORS[0])
        tools.hide()
        for one in (bar, tools):
            one.wanted.connect(self.wanted)
        return bar, tools

    def add_strip(self, widget: QWidget) -> None:
        """Put a row of further controls above the buttons."""
        self._column.insertWidget(self._column.indexOf(self.tools), widget)

    # ------------------------------------------------------------ how it is arranged, remembered

    def _remembered(self, name: str, default: object) -> object:
        return self._settings.table("console").get(name, default) if self._settings is not None else default

    def _remember(self, **values: object) -> None:
        if self._settings is not None:
            self._settings.set(console={**self._settings.table("console"), **values})

    def _take_settings(self) -> None:
        name = self._remembered("layout", "")
        self._lay_out(name if isinstance(name, str) else "")
        self.bar.setHidden(self._remembered("buttons", True) is False)
        size = self._settings.number("notes_size", NOTES_USUAL) if self._settings is not None else NOTES_USUAL
        self.set_notes_size(size)
        self._dress()

    def _lay_out(self, name: str) -> None:
        shares = self._remembered("shares", {})
        self.panes.arrange(name, shares.get(name) if isinstance(shares, dict) else None)

    def _keep_shares(self) -> None:
        shares = self._remembered("shares", {})
        self._remember(shares={**(shares if isinstance(shares, dict) else {}), self.panes.name: self.panes.shares()})

    def arrange(self, what: str) -> None:
        """Change its looks: layout, buttons, tools or bright; "keys" is the list of all keys, over it."""
        ways = {
            "keys": self._list_keys, "layout": self._next_layout, "buttons": self._toggle_buttons, "tools": self._toggle_tools,
            "bright": self._toggle_bright,
        }  # fmt: skip
        ways[what]()

    def _list_keys(self) -> None:
        if not self.isVisible():  # it is not for the hall
            return
        if self.key_list is None:
            from presenter.ui.show.key_list import KeyList

            own = own_keys.read(self._settings.table("show-keys")) if self._settings is not None else {}
            self.key_list = KeyList(self, by_key(own))
        self.key_list.open()

    def _next_layout(self) -> None:
        """Slide large, both slides alike, notes large, notes alone."""
        names = list(LAYOUTS)
        name = names[(names.index(self.panes.name) + 1) % len(names)]
        self._lay_out(name)
        self._remember(layout=name)

    def _toggle_buttons(self) -> None:
        """Show or hide the row of buttons."""
        self.bar.setVisible(self.bar.isHidden())
        if self.bar.isHidden():
            self.tools.hide()
        self._remember(buttons=not self.bar.isHidden())

    def _toggle_tools(self) -> None:
        """Show or hide the tools."""
        self.tools.setVisible(self.tools.isHidden())

    def _toggle_bright(self) -> None:
        """Light for a bright room, or dark again."""
        dark.use_light(not dark.is_light())
        self._remember(bright=dark.is_light())
        self._dress()

    def _dress(self) -> None:
        dark.dress(self)
        for view in (self.now, self.next):
            view.dress()
        self.notes_pad.dress()
        bright = self.tools.buttons["bright"]
        bright.setText(self.tr("Dark") if dark.is_light() else self.tr("Light"))
        self.update()

    # ------------------------------------------------------------ what to show

    def show_now(self, scene: Scene | None, step: int) -> None:
        """The presenter's slide."""
        self.now.show_slide(scene, step)

    def show_next(self, scene: Scene | None, step: int) -> None:
        """What the next click, or Enter after a number, brings; nothing after the end."""
        self.next.show_slide(scene, step)

    def show_notes(self, markdown: str) -> None:
        """The notes of this slide, formatted; from their beginning when they are others."""
        self.notes_pad.show_notes(markdown)

    def show_place(self, place: str, step: str) -> None:
        """Which slide of how many; which step of how many, and the section."""
        self.place.setText(place)
        self.step.setText(step)

    def show_status(self, text: str, quiet: bool = False) -> None:
        """What is unusual just now: black, frozen, a display that went, a fault; `quiet` what only is to be known."""
        self.status.setText(text)
        dark.tint(self.status, dark.MUTED if quiet else dark.ALARM)

    def show_times(
        self, elapsed: float, on_slide: float, paused: bool, planned: float | None = None, before: float | None = None
    ) -> None:
        """The time since the talk began, and on this slide, of what is `planned` for it, beside what it took `before`."""
        self.elapsed.setText(duration(elapsed))
        dark.tint(self.elapsed, dark.MUTED if paused else dark.INK)
        words = self.tr("this slide {time}") if planned is None else self.tr("this slide {time} of {planned}")
        words = words.format(time=duration(on_slide), planned=duration(planned or 0.0))
        if before:
            words = self.tr("{words} · last time {before}").format(words=words, before=duration(before))
        self.on_slide.setText(words)

    def show_pace(self, words: str, tone: str, way: tuple[float, float] | None = None) -> None:
        """How much time is left, and whether the talk is late; `way` is what has gone of the plan's time, and when this
        slide should be left, both as shares of it."""
        self.pace.setText(words)
        dark.tint(self.pace, tone)
        self.way.show_way(way, tone)

    def show_talk(self, talk: Talk) -> None:
        """Light the buttons of what is in force, and tell when the audience does not see this slide."""
        self.now.tell_unseen(covered(talk))
        seen = {
            "black": self.tr("Now – the audience sees black"), "white": self.tr("Now – the audience sees white"),
            "hidden": self.tr("Now – the audience sees nothing of it"),
            "frozen": self.tr("Now – the audience sees slide {slide}").format(slide=talk.shown[0] + 1),
        }  # fmt: skip
        self._caption.setText(seen.get(talk.screen, self.tr("Now")))
        dark.tint(self._caption, dark.ALARM if talk.screen in seen else dark.MUTED)
        self.bar.light(*(name for name, on in (("black", talk.screen == "black"), ("freeze", talk.held is not None)) if on))
        self.tools.light(*(name for name in TOOLS if name == talk.tool))
        swatch, color = self.tools.buttons["color"], QColor(COLORS[talk.color % len(COLORS)])
        if swatch.swatch != color:
            swatch.swatch = color
            swatch.update()

    def tick(self) -> None:
        """Tell the time of day."""
        self.clock.setText(QLocale().toString(QTime.currentTime(), QLocale.FormatType.ShortFormat))

    # ------------------------------------------------------------ the notes

    @property
    def notes_size(self) -> int:
        """How large the notes are, points."""
        return NOTES_SIZES[self._notes_size]

    def zoom_notes(self, by: int) -> None:
        """Larger or smaller letters for the notes, from now on."""
        self.set_notes_size(NOTES_SIZES[min(max(self._notes_size + by, 0), len(NOTES_SIZES) - 1)])
        if self._settings is not None:
            self._settings.set(notes_size=self.notes_size)

    def set_notes_size(self, points: float) -> None:
        """The notes in the nearest size to `points`."""
        self._notes_size = min(range(len(NOTES_SIZES)), key=lambda i: abs(NOTES_SIZES[i] - points))
        self.notes_pad.set_size(self.notes_size)

    def scroll_notes(self, by: int) -> None:
        """Most of a page further down, or up."""
        bar = self.notes.verticalScrollBar()
        bar.setValue(bar.value() + by * round(bar.pageStep() * 0.8))

    # ------------------------------------------------------------ what the system says

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        factor = min(max(min(self.width() / USUAL[0], self.height() / USUAL[1]), 0.6), 2.0)
        dark.scale(self, factor)
        self.notes_pad.enlarge(max(1.0, factor))
        for button in self.findChildren(TouchButton):
            button.enlarge(max(1.0, factor))
        self.status.setMinimumHeight(self.status.fontMetrics().height())
        for child in self.findChildren(QWidget, "overview", Qt.FindChildOption.FindDirectChildrenOnly):
            child.setGeometry(self.rect())


def _part(parent: QWidget, *rows: QWidget) -> QWidget:
    part = QWidget(parent)
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    for row in rows:
        column.addWidget(row, 1 if isinstance(row, SlideView) else 0)
    return part


class _Slide(SlideView):
    """A slide on the console's ground; `followed(link)` when one of its links is clicked, `swiped("left" or "right")` by a finger."""

    followed = Signal(str)
    swiped = Signal(str)
    _finger: QPointF | None = None  # where it came down
    instead = ""  # said where there is no slide
    unseen = False

    def dress(self) -> None:
        self._ground = dark.color(dark.GROUND)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        box = self.slide_rect()
        if self.unseen:
            painter, veil = QPainter(self), dark.color(dark.GROUND)
            veil.setAlphaF(VEIL)
            painter.fillRect(box, veil)
            painter.end()
        if self.scene is None and self.instead:
            painter = QPainter(self)
            painter.fillRect(box, dark.color(dark.PANEL))
            painter.setFont(dark.font(max(11.0, box.height() / 12)))
            painter.setPen(dark.color(dark.MUTED))
            painter.drawText(box, CENTRE | Qt.AlignmentFlag.AlignVCenter, self.instead)
            painter.end()

    def tell_unseen(self, yes: bool) -> None:
        """Whether the audience sees none of it, which is to be seen from the corner of an eye."""
        if yes != self.unseen:
            self.unseen = yes
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        link = self.link_at(event.position().x(), event.position().y())
        self.setCursor(Qt.CursorShape.PointingHandCursor if link else Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._finger = event.position() if by_finger(event) else None
        link = self.link_at(event.position().x(), event.position().y())
        if link and event.button() == Qt.MouseButton.LeftButton:
            self.followed.emit(link)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        way = swiped(self._finger, event.position()) if self._finger is not None else ""
        self._finger = None
        if way in ("left", "right"):
            self.swiped.emit(way)

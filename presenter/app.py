"""The one place where windows, text and layout are put together, by hand: a deck's path → a running program."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from weakref import WeakKeyDictionary

from presenter import trace
from presenter.cell import Cell
from presenter.layout.arrange import arrange_show
from presenter.layout.show import Show
from presenter.model import Deck, DeckSettings, Slide
from presenter.parse.deck import parse
from presenter.problems import Problem
from presenter.qt.application import application
from presenter.qt.shaper import QtShaper
from presenter.store.assets import AssetStore
from presenter.store.document import Document
from presenter.theme.model import Theme

log = logging.getLogger("presenter")

BLANK = "# Title of the talk\n\nYour name\n\n---\n\n# First slide\n\n- say one thing\n"


class Project:
    """A deck being worked on: its text on one side, the Show derived from it on the other. Fulfils ui.work.Work."""

    def __init__(self, document: Document, hop: Callable[[Callable[[], None]], None]) -> None:
        """`hop(fn)` runs `fn` soon in the thread of the windows."""
        self.document = document
        self._hop = hop
        self.fresh: Cell[int] = Cell(0)
        self._themes: dict[tuple[object, ...], tuple[Theme, tuple[Problem, ...], QtShaper]] = {}
        self._found: WeakKeyDictionary[Slide, tuple[object, tuple[Problem, ...]]] = WeakKeyDictionary()
        self._assets = self._new_assets()
        self._unwatch = document.text.watch(self._text_changed)
        self.show: Cell[Show] = Cell(self._derive(document.text.value, None))

    # ------------------------------------------------------------ deriving

    def _derive(self, text: str, previous: Deck | None) -> Show:
        deck = parse(text, folder=self.document.folder, previous=previous)
        theme, self._theme_problems, shaper = self._theme(deck.settings)
        return arrange_show(deck, theme, shaper, self._assets, self.document.path)

    def _theme(self, settings: DeckSettings) -> tuple[Theme, tuple[Problem, ...], QtShaper]:
        """The theme the deck asks for, its Problems, and the shaper of its fonts; loaded once."""
        from presenter import theme

        key = (settings.theme, settings.variant, settings.colors, settings.fonts, settings.logo, settings.size, self.document.folder)
        if key not in self._themes:
            look, problems = theme.load(settings.theme, settings, self.document.folder)
            if len(self._themes) > 8:
                self._themes.clear()
            self._themes[key] = (look, problems, QtShaper(look.fonts))
        return self._themes[key]

    def _text_changed(self, new: str, old: str) -> None:
        self.show.set(self._derive(new, self.show.value.deck))

    def _new_assets(self) -> AssetStore:
        return AssetStore(self.document.folder, on_ready=lambda: self._hop(self._ready))

    def _ready(self) -> None:
        self.fresh.set(self.fresh.value + 1)

    # ------------------------------------------------------------ Problems

    def problems(self) -> tuple[Problem, ...]:
        """The Problems of the file, the front matter and the theme, placed."""
        return (*self.document.problems, *self.show.value.deck.problems, *self._theme_problems)

    def slide_problems(self, index: int) -> tuple[Problem, ...]:
        """The Problems of one slide, placed. Remembered by slide, so a deck is laid out for them only once."""
        show = self.show.value
        slide = show.slide(index)
        state, found = self._found.get(slide, (None, ()))
        if state is not show.theme:
            scene = show.scene(index)
            found = tuple(dict.fromkeys((*slide.problems, *scene.problems)))
            self._found[slide] = (None if scene.pending else show.theme, found)
        return tuple(show.deck.placed(problem, index) for problem in found)

    # ------------------------------------------------------------ another deck

    def open(self, path: Path) -> None:
        """Work on the deck in `path`. Raises UserError, and nothing has changed then."""
        self._take(Document(path))

    def new(self) -> None:
        """Work on a deck that has no file yet."""
        self._take(Document(text=BLANK))

    def save(self, path: Path | None = None) -> None:
        """Write the deck to its file, or to `path` from now on. Raises UserError."""
        folder = self.document.folder
        self.document.save(path)
        if self.document.folder != folder:  # pictures are looked for beside the file
            self._take(self.document)

    def _take(self, document: Document) -> None:
        self._unwatch()
        old = self._assets
        self.document = document
        self._assets = self._new_assets()
        self._unwatch = document.text.watch(self._text_changed)
        self.show.set(self._derive(document.text.value, None))
        old.close()

    def retry_pictures(self) -> None:
        """Look again where pictures are."""
        self._assets.refresh()

    def close(self) -> None:
        """End the children that make pictures."""
        self._unwatch()
        self._assets.close()


# ---------------------------------------------------------------- running


def run_window(deck: Path | None) -> int:
    """The main window, with `deck` in it or a new one; returns when it is closed. Raises UserError for an unreadable deck."""
    document = Document(deck) if deck is not None else Document(text=BLANK)
    app = application(widgets=True)
    _prepare(app)
    from presenter.store.settings import Settings
    from presenter.ui.desk import WindowDesk

    project = Project(document, _hopper(app))
    trace.event("parsed", deck=str(deck or ""), slides=len(project.show.value.deck.slides))
    settings = Settings()
    if deck is not None:
        settings.opened(deck)
    desk = WindowDesk(project, settings)
    _catch_faults(desk.tell_fault)
    desk.open_window()
    try:
        return int(app.exec())
    finally:
        project.close()


def run_present(deck: Path, screen: str | None = None, windowed: tuple[int, int] | None = None, slide: int | None = None) -> int:
    """Show `deck` until the show is ended. `screen` is a display's number (from 1) or name, `slide` counts from 1.

    Raises UserError for an unreadable deck or an unknown display.
    """
    document = Document(deck)
    app = application(widgets=True)
    _prepare(app)
    from presenter.ui.screens import find
    from presenter.ui.stage import LiveStage

    wanted = find(screen) if screen else None
    project = Project(document, _hopper(app))
    trace.event("parsed", deck=str(deck), slides=len(project.show.value.deck.slides))
    stage = LiveStage(project, (slide or 1) - 1, wanted=wanted, windowed=windowed)
    stage.ended.connect(lambda _: app.quit())
    stage.follow_file()
    _catch_faults(stage.tell_fault)
    stage.start()
    try:
        return int(app.exec())
    finally:
        project.close()


def _prepare(app: object) -> None:
    """Ctrl+C in the terminal ends the program as it ends others."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _hopper(app: object) -> Callable[[Callable[[], None]], None]:
    """A function that runs another one soon in this thread, callable from any."""
    from PySide6.QtCore import QObject, Qt, Signal

    class Hopper(QObject):
        asked = Signal(object)

    hopper = Hopper()
    hopper.asked.connect(lambda fn: fn(), Qt.ConnectionType.QueuedConnection)
    return lambda fn: hopper.asked.emit(fn)


def _catch_faults(tell: Callable[[str], None]) -> None:
    """A fault of ours is logged and told where only the presenter sees it; the show goes on."""

    def hook(kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, where)
            return
        log.error("a fault in the program itself", exc_info=(kind, error, where))
        trace.event("fault", error=f"{kind.__name__}: {error}")
        try:
            tell(f"{kind.__name__}: {error}")
        except Exception:
            log.exception("and it could not be told")

    sys.excepthook = hook

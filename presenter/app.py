"""The one place where windows, text and layout are put together, by hand: a deck's path → a running program."""

from __future__ import annotations

import faulthandler
import re
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from presenter import far, theme, trace
from presenter.cell import Cell
from presenter.layout.arrange import arrange_show
from presenter.layout.show import Show
from presenter.model import Deck, Slide
from presenter.parse.deck import parse
from presenter.problems import Problem
from presenter.qt.application import application
from presenter.qt.shaper import QtShaper
from presenter.store.assets import AssetStore
from presenter.store.document import Document, Draft, Stamp, opened, stamp
from presenter.store.paste import drafts_folder, move_in
from presenter.store.pictures import find_picture_near
from presenter.theme.model import Theme

if TYPE_CHECKING:
    from presenter.ui.show.stage import LiveStage

PICTURE = re.compile(r"!\[[^\]]*\]\(\s*<?([^)\s>]+)")  # near enough to notice that a file has changed
PUT_BACK_MS = 3000  # after the first slide is there
BLANK = "# Title of the talk\n\nYour name\n\n---\n\n# First slide\n\n- say one thing\n"


class Project:
    """A deck being worked on: its text on one side, the Show derived from it on the other. Fulfils ui.work.Work."""

    def __init__(self, document: Document, hop: Callable[[Callable[[], None]], None], allow: frozenset[Path] = frozenset()) -> None:
        """`hop(fn)` runs `fn` soon in the thread of the windows; `allow` are pictures to show wherever they are."""
        self.document = document
        self._allowed = allow
        self._pictures: WeakKeyDictionary[Slide, tuple[Stamp | None, ...]] = WeakKeyDictionary()
        self._hop = hop
        self.fresh: Cell[int] = Cell(0)
        self._shapers: dict[Theme, QtShaper] = {}
        self._found: WeakKeyDictionary[Slide, tuple[object, tuple[Problem, ...]]] = WeakKeyDictionary()
        self._assets = self._new_assets()
        self._unwatch = document.text.watch(self._text_changed)
        self.show: Cell[Show] = Cell(self._derive(document.text.value, None))

    # ------------------------------------------------------------ deriving

    def _derive(self, text: str, previous: Deck | None) -> Show:
        deck = parse(text, folder=self.document.folder, previous=previous)
        look, problems = theme.load(deck.settings.theme, deck.settings, self.document.folder)
        self._theme_problems = theme.placed(problems, text)
        return arrange_show(deck, look, self._shaper(look), self._assets, self.document.path)

    def _shaper(self, look: Theme) -> QtShaper:
        """The shaper of a theme's fonts, which remembers what it has set."""
        if look not in self._shapers:
            if len(self._shapers) > 8:
                self._shapers.clear()
            self._shapers[look] = QtShaper(look.fonts)
        return self._shapers[look]

    def _text_changed(self, new: str, old: str) -> None:
        self.show.set(self._derive(new, self.show.value.deck))

    def _new_assets(self) -> AssetStore:
        return AssetStore(self.document.folder, on_ready=lambda: self._hop(self._ready), allow=self._allowed)

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
        self._take(opened(path))

    def new(self) -> None:
        """Work on a deck that has no file yet."""
        self._take(Document(text=BLANK))

    def written(self, draft: Draft, now: Stamp | None) -> None:
        """The draft is in its file, which is the deck's from now on."""
        folder = self.document.folder
        self.document.written(draft, now)
        if self.document.folder != folder:  # pictures are looked for beside the file
            self._take(self.document)

    def settle_in(self) -> None:
        """Give a deck without a file a folder for its pictures, until it is saved. Raises UserError."""
        document = self.document
        if document.path is None and document.folder != (home := drafts_folder()):
            move_in(document.text.value, document.folder, home)
            document.live_in(home)
            self._take(document)

    def _take(self, document: Document) -> None:
        self._unwatch()
        old = self._assets
        self.document = document
        self._assets = self._new_assets()
        self._unwatch = document.text.watch(self._text_changed)
        self.show.set(self._derive(document.text.value, None))
        old.close()

    # ------------------------------------------------------------ pictures

    def look_at_pictures(self, index: int) -> None:
        """See whether a picture of slide `index` has come, gone or changed on disk; if so, all are looked at again."""
        slide = self.show.value.slide(index)
        now = tuple(self._picture_stamp(src) for src in PICTURE.findall(slide.source))
        before = self._pictures.get(slide)
        self._pictures[slide] = now
        if (before is None and any(now) and self._lacks_pictures(index)) or (before is not None and before != now):
            self._renew()

    def _picture_stamp(self, src: str) -> Stamp | None:
        found = find_picture_near(src, self.document.folder, self._allowed)
        return stamp(found) if isinstance(found, Path) else None

    def _lacks_pictures(self, index: int) -> bool:
        return any(problem.code in ("picture-missing", "picture-broken") for problem in self.show.value.scene(index).problems)

    def refused_pictures(self) -> int:
        """How many pictures are not shown because they are outside the deck's folder."""
        return len(self._assets.refused)

    def allow_pictures(self) -> frozenset[Path]:
        """Show them; gives every picture allowed so far, for the settings."""
        found = (self._assets.allow(src) for src in self._assets.refused)
        self._allowed |= {path for path in found if path is not None}
        self._renew()
        return self._allowed

    def _renew(self) -> None:
        """Lay every slide out anew with pictures as they are now; what has not changed comes from the disk cache."""
        old, self._assets = self._assets, self._new_assets()
        self._found.clear()
        show = self.show.value
        self.show.set(arrange_show(show.deck, show.theme, self._shaper(show.theme), self._assets, self.document.path))
        old.close()

    def close(self) -> None:
        """End the children that make pictures."""
        self._unwatch()
        self._assets.close()


# ---------------------------------------------------------------- running


def run_window(deck: Path | None) -> int:
    """The main window, with `deck` in it or a new one; returns when it is closed. Raises UserError for an unreadable deck."""
    document = opened(deck) if deck is not None else Document(text=BLANK)
    app = application(widgets=True)
    _prepare(app)
    from presenter.store.settings import Settings
    from presenter.ui.calm import Calm
    from presenter.ui.desk import WindowDesk

    settings = Settings()
    project = Project(document, _hopper(app), settings.allowed)
    trace.event("parsed", deck=str(deck or ""), slides=len(project.show.value.deck.slides))
    if document.path is not None:
        settings.opened(document.path)
    desk = WindowDesk(project, settings)
    _catch_faults(desk.tell_fault, _hopper(app))
    desk.open_window()
    project.show.watch(Calm(app).stir)
    try:
        return int(app.exec())
    finally:
        project.close()


def run_present(
    deck: Path,
    screen: str | None = None,
    windowed: tuple[int, int] | None = None,
    slide: int | None = None,
    resume: bool = False,
    rehearse: bool = False,
    loop: bool = False,
    every: float | None = None,
    until: float | None = None,
) -> int:
    """Show `deck` until the show is ended. `screen` is a display's number (from 1) or name, `slide` counts from 1;
    `resume` goes on where a talk was when the program was killed, if one was; `rehearse` shows the console alone;
    `loop` begins again after the last slide, and a slide without a time of its own stays `every` seconds;
    `until` is the second of the wall clock at which the talk has to be over.

    Raises UserError for an unreadable deck or an unknown display.
    """
    document = Document(deck)
    app = application(widgets=True)
    _prepare(app)
    from presenter.store.recovery import TalkRecord
    from presenter.store.settings import Settings
    from presenter.ui.calm import Calm
    from presenter.ui.show.displays import find
    from presenter.ui.show.stage import LiveStage

    wanted = find(screen) if screen else None
    settings = Settings()
    project = Project(document, _hopper(app), settings.allowed)
    trace.event("parsed", deck=str(deck), slides=len(project.show.value.deck.slides))
    resumed = TalkRecord(deck).found(project.show.value.deck) if resume else None
    first = (slide or 1) - 1
    stage = LiveStage(
        project, first, wanted=wanted, windowed=windowed, resumed=resumed, settings=settings, rehearsal=rehearse, loop=loop, every=every,
        until=until,
    )  # fmt: skip
    stage.ended.connect(lambda _: _tell_ended(deck, stage))
    stage.ended.connect(app.quit)
    stage.follow_file()
    _catch_faults(stage.tell_fault, _hopper(app))
    stage.start()
    stage.talk.watch(Calm(app).stir)
    try:
        return int(app.exec())
    finally:
        project.close()


def _tell_ended(deck: Path, stage: LiveStage) -> None:
    """What is to be known once the audience is gone, in the terminal: nothing of it was to cover the show."""
    from presenter.talk.pace import duration

    if stage.remark:
        print(f"presenter: {stage.remark}", file=sys.stderr)
    if stage.run is not None:
        print(f"presenter: {duration(stage.run.seconds)}; each slide's time: presenter times {deck}", file=sys.stderr)


def _prepare(app: object) -> None:
    """Ctrl+C in the terminal ends the program as it ends others. A drive that does not answer is not waited for. What a run
    that was killed left changed is put back soon."""
    import signal

    from PySide6.QtCore import QTimer

    signal.signal(signal.SIGINT, signal.SIG_DFL)
    far.be_patient(far.WINDOWS)
    QTimer.singleShot(PUT_BACK_MS, _put_back)


def _put_back() -> None:
    from presenter.ui.show.quiet import note_file, put_back

    put_back(note_file())


def _hopper(app: object) -> Callable[[Callable[[], None]], None]:
    """A function that runs another one soon in this thread, callable from any."""
    from PySide6.QtCore import QObject, Qt, Signal

    class Hopper(QObject):
        asked = Signal(object)

    hopper = Hopper()
    hopper.asked.connect(lambda fn: fn(), Qt.ConnectionType.QueuedConnection)
    return lambda fn: hopper.asked.emit(fn)


def _catch_faults(tell: Callable[[str], None], hop: Callable[[Callable[[], None]], None]) -> None:
    """A fault of ours, in whatever thread, is logged and told where only the presenter sees it; the show goes on.

    One that comes again and again (a painter's comes with every picture) is logged the first time, and then ever more rarely.
    """
    from presenter.faults import Faults

    faults = Faults(tell, hop)
    sys.excepthook = faults.hook
    threading.excepthook = faults.in_thread
    sys.unraisablehook = faults.unraisable
    if sys.stderr is not None:  # a windows program of its own may have none
        faulthandler.enable()  # what ends the process all the same leaves the place where it happened

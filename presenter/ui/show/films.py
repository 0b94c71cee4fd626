"""The Talk and the slide shown → films and sounds that play on it: once for all windows, and controlled from anywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib.util import find_spec
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QMouseEvent

from presenter import trace
from presenter.cell import Cell
from presenter.layout.clips import clips_of
from presenter.scene import Media, Scene
from presenter.talk import state
from presenter.talk.state import Talk
from presenter.ui.show.finger import by_finger
from presenter.ui.slide_view import SlideView

if TYPE_CHECKING:  # loaded with the first film
    from presenter.qt.player import Player

MOST = 4  # players at a time
AHEAD_MS = 250  # after a slide was shown, films of the next are made ready


class Films(QObject):
    """Plays for some views. `moved` tells that the film in hand plays, pauses, or has come further."""

    moved = Signal()

    def __init__(self, parent: QObject, talk: Cell[Talk], views: Iterable[SlideView], say: Callable[[str], None]) -> None:
        """`say` tells the presenter what cannot be played. The first of the views is the audience's."""
        super().__init__(parent)
        self._talk, self._say = talk, say
        self._views: list[SlideView] = []
        self._players: dict[Media, Player] = {}
        self._shown: tuple[Media, ...] = ()
        self._paused: set[Media] = set()  # while the screen is covered
        self._slide = -1
        self._current: Player | None = None
        self._covered = False
        self.muted = False
        self.able = find_spec("PySide6.QtMultimedia") is not None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._load_next)
        self._next: Scene | None = None
        for view in views:
            self.join(view)

    def join(self, view: SlideView) -> None:
        """Films are to be seen in this view too: the same frames, their sound once."""
        self._views.append(view)
        view.let_move().film = self._frame
        view.installEventFilter(self)

    def leave(self, view: SlideView) -> None:
        """That view is no more."""
        self._views.remove(view)

    # ------------------------------------------------------------ following the talk

    def follow(self, talk: Talk, scene: Scene | None, upcoming: Scene | None) -> None:
        """The audience sees `scene`, and `upcoming` is next. Films that begin by themselves do so when the slide is there."""
        if not self.able:
            return
        self._next = upcoming
        self._later.start(AHEAD_MS)
        slide, step = talk.shown
        all_here = clips_of(scene) if scene is not None else ()
        here = tuple(media for media, at in all_here if at <= step)
        again = slide != self._slide
        self._slide, self._shown = slide, here
        self._keep(tuple(media for media, _ in all_here), again)
        self._cover(state.covered(talk))
        fresh = [m for m in here if m.autoplay and (p := self._players.get(m)) is not None and not p.begun]
        if fresh:
            QTimer.singleShot(self._views[0].changing_ms, self, lambda: self._begin(slide, fresh))
        self._current = self._current if self._current in self._players.values() else self._first()
        self.moved.emit()

    def stop(self) -> None:
        """The show is over."""
        self._later.stop()
        for player in self._players.values():
            player.close()
        self._players, self._shown, self._current = {}, (), None

    def _keep(self, wanted: tuple[Media, ...], again: bool) -> None:
        """Players for these and no others. One that goes on over to this slide plays on; the others begin anew."""
        coming = {media for media, _ in clips_of(self._next)} if self._next is not None else set()
        for media in [m for m in self._players if m not in wanted and m not in coming]:
            self._players.pop(media).close()
            self._paused.discard(media)
        for player in self._players.values():
            if again and not player.playing:
                player.rewind()
        self._load(tuple((media, 0) for media in wanted))

    def _load(self, wanted: tuple[tuple[Media, int], ...]) -> None:
        for media, _ in wanted:
            if media not in self._players and len(self._players) < MOST:
                self._players[media] = self._made(media)

    def _load_next(self) -> None:
        """When there is time, read the first frames of what comes next."""
        self._load(clips_of(self._next) if self._next is not None else ())

    def _made(self, media: Media) -> Player:
        from presenter.qt.player import Player

        player = Player(media, self.muted, self)
        player.framed.connect(lambda: self._framed(media))
        player.moved.connect(lambda: self.moved.emit() if player is self._current else None)
        said = self.tr("{name} cannot be played: {why}")
        player.failed.connect(lambda why: self._say(said.format(name=media.file.name, why=why)))
        return player

    def _begin(self, slide: int, films: list[Media]) -> None:
        if slide != self._slide or self._covered:
            return
        for media in films:
            player = self._players.get(media)
            if player is not None and media in self._shown and not player.begun:
                self._play(player)

    def _play(self, player: Player) -> None:
        self._current = player
        player.play()
        trace.event("film", file=player.media.file.name, state="playing")

    def _cover(self, covered: bool) -> None:
        """Behind black and white nothing plays; it goes on where it was."""
        if covered and not self._covered:
            self._paused = {media for media, player in self._players.items() if player.playing}
            for media in self._paused:
                self._players[media].pause()
        elif self._covered and not covered:
            for media in self._paused & self._players.keys():
                self._players[media].play()
            self._paused = set()
        self._covered = covered

    # ------------------------------------------------------------ frames

    def _frame(self, media: Media) -> QImage | None:
        player = self._players.get(media)
        return player.image() if player is not None else None

    def _framed(self, media: Media) -> None:
        for view in self._views:
            box = view.let_move().box_of(media)
            if box is not None and view.isVisible() and not view.changing:
                view.update_part(box)

    # ------------------------------------------------------------ in hand

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click on a film plays or pauses it; not with a tool in the hand, nor with a mouse that cannot be seen."""
        if event.type() != QEvent.Type.MouseButtonPress or not isinstance(event, QMouseEvent) or not isinstance(watched, SlideView):
            return False
        seen = (watched.cursor().shape() != Qt.CursorShape.BlankCursor or by_finger(event)) and not watched.covered
        if event.button() != Qt.MouseButton.LeftButton or self._talk.value.tool or not seen:
            return False
        media = watched.let_move().film_at(*watched.to_slide(event.position().x(), event.position().y()))
        if media is None or media not in self._players:
            return False
        self.toggle(media)
        return True

    def _first(self) -> Player | None:
        return next((self._players[m] for m in self._shown if m in self._players), None)

    @property
    def current(self) -> Player | None:
        """The film or sound that keys and buttons mean: the one played last on this slide, else the first."""
        return self._current

    def toggle(self, media: Media | None = None) -> None:
        """Play or pause: `media`, or the one in hand."""
        player = self._players.get(media) if media is not None else self._current
        if player is None:
            return
        if player.playing:
            self._current = player
            player.pause()
            trace.event("film", file=player.media.file.name, state="paused")
        else:
            self._play(player)

    def seek(self, by: float) -> None:
        """Some seconds on, or back."""
        if self._current is not None:
            self._current.seek(by)

    def mute(self) -> None:
        """All sound off, or on again."""
        self.muted = not self.muted
        for player in self._players.values():
            player.mute(self.muted)
        self.moved.emit()

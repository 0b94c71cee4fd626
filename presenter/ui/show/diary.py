"""What happens in a running show → the trace: keys, where the talk is, and when a slide could be seen."""

from __future__ import annotations

from presenter import trace
from presenter.talk import state
from presenter.talk.state import Place, Talk


class Diary:
    """Remembers the last key, so that what is seen after it tells how long it took."""

    def __init__(self) -> None:
        self._key: float | None = None
        self._seen = False

    def key(self, name: str, command: str) -> None:
        """A key, a click or the clock asks for a command."""
        self._key = trace.event("key", key=name, command=command)

    def place(self, what: str, talk: Talk, now: float) -> None:
        """Where the talk is, at the wall clock's second `now`."""
        clock, still = state.elapsed(talk, now), talk.started is None or talk.paused is not None
        trace.event(what, slide=talk.slide + 1, step=talk.step, screen=talk.screen, clock=clock, still=still, wall=now)

    def shown(self, window: str, place: Place) -> None:
        """A place is to be seen in a window."""
        if window == "audience" and not self._seen:
            self._seen = True
            trace.event("first-frame", window=window)
        trace.event("slide-shown", slide=place[0] + 1, step=place[1], window=window, key=self._key)

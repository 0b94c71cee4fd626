"""A fault of our own, from any thread → one line in the log, an event in the trace, a word to the presenter; nothing ends by it."""

from __future__ import annotations

import logging
import sys
import threading
from collections import Counter
from collections.abc import Callable
from types import TracebackType

from presenter import trace

log = logging.getLogger("presenter")


class Faults:
    """What the three hooks of Python call. It may itself not raise, and not drown anybody: a painter's fault comes with every picture."""

    def __init__(self, tell: Callable[[str], None], hop: Callable[[Callable[[], None]], None]) -> None:
        """`tell(words)` says it to the presenter, in the thread of the windows; `hop(fn)` runs `fn` soon in that thread."""
        self._tell, self._hop = tell, hop
        self._seen: Counter[tuple[object, ...]] = Counter()

    def hook(self, kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
        """For `sys.excepthook`."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, where)
            return
        times = self._count(kind, where)
        if not _worth_a_line(times):
            return
        again = f" ({times} times)" if times > 1 else ""
        log.error("a fault in the program itself%s", again, exc_info=(kind, error, where))
        words = f"{kind.__name__}: {error}".removesuffix(": ")
        trace.event("fault", error=words, times=times)
        try:
            self._hop(lambda: self._say(words + again))
        except Exception:  # the windows are gone already
            log.exception("and it could not be told")

    def in_thread(self, args: threading.ExceptHookArgs) -> None:
        """For `threading.excepthook`."""
        if args.exc_value is not None:
            self.hook(args.exc_type, args.exc_value, args.exc_traceback)

    def unraisable(self, args: sys.UnraisableHookArgs) -> None:
        """For `sys.unraisablehook`: a fault while something is taken down. Logged, but there is nothing to be told."""
        times = self._count(args.exc_type, args.exc_traceback)
        if args.exc_value is not None and _worth_a_line(times):
            log.error("a fault in %r", args.object, exc_info=(args.exc_type, args.exc_value, args.exc_traceback))

    def _say(self, words: str) -> None:
        try:
            self._tell(words)
        except Exception:
            log.exception("and it could not be told")

    def _count(self, kind: type[BaseException], where: TracebackType | None) -> int:
        """How often a fault of this kind has come from this place."""
        while where is not None and where.tb_next is not None:
            where = where.tb_next
        place = (kind, where.tb_frame.f_code, where.tb_lineno) if where is not None else (kind,)
        self._seen[place] += 1
        return self._seen[place]


def _worth_a_line(times: int) -> bool:
    """The first, the tenth, the hundredth …"""
    return str(times).strip("0") == "1"

"""The running talk ⇄ files that outlive a crash. What is there after the start was left by a crash."""

from __future__ import annotations

import hashlib
import json
import math
import os
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, cast, get_args

from presenter.files import atomic
from presenter.model import Deck
from presenter.problems import UserError
from presenter.talk.course import NO_COURSE, Course
from presenter.talk.ink import Mark
from presenter.talk.session import find, mark
from presenter.talk.state import Place, Screen, Talk

KEPT = ("slide", "step", "screen", "ended", "started", "paused", "lost", "slide_since")  # what a talk is resumed from
MOST_LATER = 1000
STALE_SECONDS = 12 * 3600.0


def state_folder() -> Path:
    """Where recovery files live."""
    from platformdirs import user_state_path

    return user_state_path("presenter", appauthor=False) / "recovery"


def deck_key(deck: Path | None) -> str:
    """The name under which things are kept for a deck."""
    return hashlib.sha256(str(deck.absolute() if deck else "").encode("utf-8", "surrogateescape")).hexdigest()[:24]


# ---------------------------------------------------------------- the running talk


class TalkRecord:
    """The running talk of one deck in a file of its own, written anew at every change.

    It is there while a talk runs, and afterwards only if the program was killed.
    """

    def __init__(self, deck: Path | None, folder: Path | None = None) -> None:
        self.deck = deck
        self.file = (folder or state_folder()) / f"{deck_key(deck)}.talk.json"

    def keep(self, talk: Talk, deck: Deck, course: Course = NO_COURSE) -> None:
        """Write down where the talk is, its slides by their identity, and where its time went. A disk that refuses is no
        reason to disturb it.

        Not forced onto the disk: the system keeps what a killed program wrote, and a talk must not wait for a disk.
        """
        values = {name: getattr(talk, name) for name in KEPT}
        values |= {"held": talk.held and [*talk.held], "slide_mark": asdict(mark(deck, talk.slide))}
        if talk.held is not None:
            values["held_mark"] = asdict(mark(deck, talk.held[0]))
        values["later"] = [asdict(mark(deck, index)) for index in talk.later if index < len(deck.slides)]
        values["spent"] = [[*place, seconds] for place, seconds in course.spent.items()]
        values |= {"until": course.until, "count": len(deck.slides)}
        with suppress(OSError, UserError, ValueError):
            self.file.parent.mkdir(parents=True, exist_ok=True)
            with atomic(self.file, sync=False) as part:
                part.write_text(json.dumps({"deck": str(self.deck or ""), "pid": os.getpid(), "talk": values}), encoding="utf-8")

    def done(self) -> None:
        """The talk has ended as it should."""
        with suppress(OSError):
            self.file.unlink()

    def found(self, deck: Deck) -> Talk | None:
        """The talk that was running when the program was killed, on the slides of `deck` as it is now."""
        values = _read(self.file).get("talk")
        if not isinstance(values, dict):
            return None
        try:
            return _talk(values, deck)
        except (TypeError, ValueError, LookupError, OverflowError):
            return None

    def course(self, deck: Deck) -> Course:
        """Where the time of that talk went; nothing if the deck has another number of slides now."""
        values = _read(self.file).get("talk")
        if not isinstance(values, dict) or values.get("count") != len(deck.slides):
            return NO_COURSE
        try:
            spent = {(int(slide), int(step)): float(seconds) for slide, step, seconds in values["spent"]}
            until = float(values["until"])
        except (TypeError, ValueError, LookupError, OverflowError):
            return NO_COURSE
        sound = all(0 <= seconds < until + 1 and min(place) >= 0 for place, seconds in spent.items()) and math.isfinite(until)
        return Course(spent, until) if sound else NO_COURSE

    def interrupted(self, deck: Deck, now: float) -> Talk | None:
        """As `found`, if it is worth offering: not too long ago, and no other program is giving the talk just now."""
        try:
            age = now - self.file.stat().st_mtime
        except OSError:
            return None
        return self.found(deck) if abs(age) < STALE_SECONDS and not _running(_read(self.file).get("pid")) else None


def _read(file: Path) -> dict[str, Any]:
    """A JSON object from a file; empty when there is none."""
    try:
        values = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}


def _running(pid: object) -> bool:
    if not isinstance(pid, int) or pid <= 0 or os.name != "posix":
        return False
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True


def _talk(values: dict[str, Any], deck: Deck) -> Talk:
    """A Talk from JSON. Raises what conversions raise when it is none."""

    def seconds(name: str) -> float | None:
        value = values.get(name)
        if value is not None and not math.isfinite(value):
            raise ValueError(value)
        return None if value is None else float(value)

    screen = values.get("screen")
    if screen not in get_args(Screen):
        raise ValueError(screen)
    held = values.get("held")
    talk = Talk(
        *_place(deck, values.get("slide_mark"), (int(values["slide"]), int(values["step"]))),
        screen=cast(Screen, screen),
        held=None if held is None else _place(deck, values.get("held_mark"), (int(held[0]), int(held[1]))),
        ended=bool(values.get("ended")),
        started=seconds("started"),
        paused=seconds("paused"),
        lost=seconds("lost") or 0.0,
        slide_since=seconds("slide_since"),
        later=tuple(sorted({_place(deck, one, (int(one["index"]), 0))[0] for one in values.get("later", ())[:MOST_LATER]})),
    )
    return replace(talk, screen="frozen" if talk.held else "live") if talk.screen in ("frozen", "live") else talk


def _place(deck: Deck, marked: Any, place: Place) -> Place:
    """The place in `deck` now: its slide may have moved, and have fewer steps."""
    count = len(deck.slides)
    if count == 0:
        return 0, 0
    slide = None
    if isinstance(marked, dict):
        texts = {name: str(marked.get(name, "")) for name in ("id", "digest", "title")}
        slide = find(deck, Mark(place[0], **texts))
    slide = min(max(place[0], 0), count - 1) if slide is None else slide
    return slide, min(max(place[1], 0), deck.slides[slide].steps)

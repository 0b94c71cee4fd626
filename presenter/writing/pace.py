"""Slides -> how many words they show and say, and how long that takes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from presenter.model import Slide

SPOKEN, READ = 130.0, 230.0  # words a minute, of a speaker and of a reader
_UNSEEN = re.compile(
    r"<!--[\s\S]*?-->|^[ \t]*(`{3,}|~{3,})[\s\S]*?(?:^[ \t]*\1|\Z)|<[^>\n]*>|\]\([^)\n]*\)|\{[^{}\n]*\}|^:::.*$|https?://\S+", re.M
)
_NOTES = re.compile(r"^:::+\s*notes\s*$[\s\S]*?^:::+\s*$", re.M)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_EAST = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True)
class Pace:
    """Words that are shown and words of notes; `said` are those of the notes, or of the slide where it has none."""

    shown: int = 0
    notes: int = 0
    said: int = 0

    def __add__(self, other: Pace) -> Pace:
        return Pace(self.shown + other.shown, self.notes + other.notes, self.said + other.said)

    @property
    def speaking(self) -> float:
        """Seconds of speech."""
        return self.said / SPOKEN * 60

    @property
    def reading(self) -> float:
        """Seconds to read all that is shown."""
        return self.shown / READ * 60


def count(text: str) -> int:
    """The words of `text`; of scripts without spaces, two letters are about a word."""
    east = len(_EAST.findall(text))
    return len(_WORD.findall(_EAST.sub(" ", text) if east else text)) + (east + 1) // 2


def pace_of(slide: Slide) -> Pace:
    """What one slide shows and says; a hidden one says nothing."""
    if slide.settings.hidden:
        return Pace()
    shown = count(_UNSEEN.sub(" ", _NOTES.sub(" ", slide.source)))
    notes = count(slide.notes)
    return Pace(shown, notes, notes or shown)


def minutes(seconds: float) -> str:
    """Seconds as people say them: 45 s, 12 min, 1 h 5 min."""
    if seconds < 60:
        return f"{round(seconds)} s"
    whole = round(seconds / 60)
    return f"{whole} min" if whole < 60 else f"{whole // 60} h {whole % 60} min"

"""The texts a deck had → small files on this computer, a bounded number of them, and which of them can be had back.

Every save keeps what was written, and what is thrown away unsaved is kept too. Nobody has to ask for it.
"""

from __future__ import annotations

import hashlib
import shutil
import time
import zlib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from presenter.files import atomic
from presenter.problems import UserError
from presenter.store.recovery import deck_key, state_folder

MOST, LAST = 60, 20  # versions of a deck; the newest, which are kept whatever their age
BYTES = 16_000_000  # of a deck's versions, packed
DECKS = 300  # decks that versions are kept of
LARGEST = 8_000_000  # characters; of a longer deck no versions are kept
HOUR, DAY = 3600.0, 86400.0


@dataclass(frozen=True, slots=True)
class Version:
    """A text the deck had: when (seconds since 1970), and whether it was `saved` or thrown away `unsaved`."""

    file: Path
    when: float
    kind: str

    def text(self) -> str | None:
        """What it was; None when it can be read no more."""
        try:
            packed = self.file.read_bytes()
            unpack = zlib.decompressobj()
            data = unpack.decompress(packed, 4 * LARGEST)
            return data.decode("utf-8", "surrogatepass") if unpack.eof else None
        except (OSError, zlib.error, ValueError):
            return None


class Versions:
    """The versions of one deck. A disk that refuses disturbs nobody: then there are none."""

    def __init__(self, deck: Path, folder: Path | None = None) -> None:
        self._all = folder or state_folder().parent / "versions"
        self._folder = self._all / deck_key(deck)
        self._deck = deck

    def keep(self, text: str, kind: str = "saved", now: float | None = None) -> None:
        """Keep `text`, unless it is what was kept last."""
        data = text.encode("utf-8", "surrogatepass")
        mark = hashlib.sha256(data).hexdigest()[:10]
        found = self.all()
        if len(text) > LARGEST or not text.strip() or (found and found[0].file.stem.endswith(mark)):
            return
        now = time.time() if now is None else now
        with suppress(OSError, UserError):
            if not self._folder.is_dir():
                self._folder.mkdir(parents=True)
                (self._folder / "deck.txt").write_text(f"{self._deck.absolute()}\n", encoding="utf-8", errors="replace")
                self._forget_decks()
            with atomic(self._folder / f"{round(now * 1000):014d}-{kind}-{mark}.z") as part:
                part.write_bytes(zlib.compress(data, 6))
            self._thin(now)

    def all(self) -> list[Version]:
        """What can be had back, newest first."""
        found = []
        with suppress(OSError):
            for file in self._folder.glob("*-*-*.z"):
                stamp, kind, _ = file.stem.split("-", 2)
                if stamp.isdecimal():
                    found.append(Version(file, int(stamp) / 1000, kind))
        return sorted(found, key=lambda one: (-one.when, one.file.name))

    def _thin(self, now: float) -> None:
        found = self.all()
        gone = superfluous([one.when for one in found], now)
        size = 0
        for index, one in enumerate(found):
            size += one.file.stat().st_size
            if index in gone or (size > BYTES and index):
                one.file.unlink(missing_ok=True)

    def _forget_decks(self) -> None:
        """Of very many decks those that nobody has touched for the longest time are forgotten."""
        folders = sorted((one for one in self._all.iterdir() if one.is_dir()), key=lambda one: one.stat().st_mtime)
        for folder in folders[: max(0, len(folders) - DECKS)]:
            shutil.rmtree(folder, ignore_errors=True)


def superfluous(times: Iterable[float], now: float) -> set[int]:
    """Which of `times` (newest first) need not be kept: beyond the last ones a version an hour for a day, then one a day."""
    gone, kept, slots = set(), 0, set()
    for index, when in enumerate(times):
        slot = ("hour", when // HOUR) if now - when < DAY else ("day", when // DAY)
        if index >= LAST and (slot in slots or kept >= MOST):
            gone.add(index)
        else:
            kept += 1
        slots.add(slot)
    return gone

"""Words and a dictionary's path → which of them it does not hold, and what may have been meant.

Hunspell's own files, read by spylls: loading takes a second or two and some hundred megabytes, which is why it is done here.
"""

from __future__ import annotations

import time
import unicodedata
import warnings
from collections.abc import Iterator
from typing import Any

from presenter.worker.frames import Message

MOST, PATIENCE = 7, 0.8  # suggestions, and seconds to look for them
LETTERS = "esianrtolcdugmphbyfvkwzxjqüäößéèàçñóíáúêîôåøæłąęśżźćńřšžěýůőű'-"

_loaded: dict[str, Any] = {}


def check(job: dict[str, Any], body: bytes) -> Message:
    """`path` of a dictionary without its ending, `words` → `wrong`: those it does not hold."""
    book = _book(job["path"])
    return {"wrong": [word for word in job["words"] if not _holds(book, word)]}, b""


def suggest(job: dict[str, Any], body: bytes) -> Message:
    """`path`, `word` → `meant`: words of the dictionary that are one or two letters away, likely ones first."""
    book = _book(job["path"])
    return {"meant": meant(lambda word: _holds(book, word), job["word"], _letters(book))}, b""


def meant(holds: Any, word: str, letters: str = LETTERS, patience: float = PATIENCE) -> list[str]:
    """The words near `word` that `holds` says yes to, nearest first; what is found within `patience` seconds."""
    end = time.monotonic() + patience
    found: list[str] = []
    for one in _near(word, letters):
        if time.monotonic() > end or len(found) >= MOST:
            return found
        if one != word and one not in found and holds(one):
            found.append(one)
    if not found:
        for near in _near(word, ""):  # a letter too many, or two exchanged, and one more
            for one in _near(near, letters):
                if time.monotonic() > end or len(found) >= MOST:
                    return found
                if one != word and one not in found and holds(one):
                    found.append(one)
    return found


def _near(word: str, letters: str) -> Iterator[str]:
    """Words one slip away: two letters exchanged, one doubled, one too many, other capitals, one wrong, one missing, two words in one."""
    places = range(len(word))
    for i in places[:-1]:
        if word[i] != word[i + 1]:
            yield word[:i] + word[i + 1] + word[i] + word[i + 2 :]
    yield from (word[:i] + word[i + 1 :] for i in places)
    yield from (word[:i] + word[i] + word[i:] for i in places)
    if letters:
        yield word.capitalize()
        yield from (word[:i] + c + word[i:] for c in letters for i in range(len(word) + 1))
        yield from (word[:i] + c + word[i + 1 :] for c in letters for i in places)


def _letters(book: Any) -> str:
    """The letters to try: those the dictionary says are likely, or the usual ones."""
    tried = str(getattr(book.aff, "TRY", "") or "")
    return "".join(dict.fromkeys((tried.lower() or LETTERS) + "'-"))


def _holds(book: Any, word: str) -> bool:
    try:
        return bool(book.lookup(word) or ("'" in word and book.lookup(word.replace("'", "’"))))
    except Exception:  # a rule of the dictionary that the library stumbles over: rather too quiet than wrong
        return True


def _book(path: str) -> Any:
    """The dictionary; one is kept, for each takes much memory."""
    if path not in _loaded:
        _loaded.clear()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from spylls.hunspell import Dictionary  # type: ignore[import-untyped]

            _loaded[path] = Dictionary.from_files(path)
    return _loaded[path]


def bare(word: str) -> str:
    """The word as dictionaries write it."""
    return unicodedata.normalize("NFC", word).replace("’", "'")


def alike(new: str, old: str) -> str:
    """A suggestion in the capitals and with the apostrophe of the word it replaces."""
    made = new.replace("'", "’") if "’" in old else new
    return made[:1].upper() + made[1:] if old[:1].isupper() else made

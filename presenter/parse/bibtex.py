"""A BibTeX file -> the works in it, in plain letters. Bounded: what is too long is not read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

MOST_BYTES = 4_000_000
MOST_WORKS = 10_000
LONGEST = 20_000  # characters of one work
_ENTRY = re.compile(r"@([A-Za-z]+)[ \t\n]*\{[ \t\n]*([^\s,{}]{1,200})[ \t\n]*,")
_FIELD = re.compile(r"[ \t\n,]*([A-Za-z][\w-]*)[ \t\n]*=[ \t\n]*")
_BARE = re.compile(r"[^\s,{}#]+")
_ACCENT = re.compile(r"""\{?\\(["'`^~=.]|[cvuHrk](?![A-Za-z]))[ ]*\{?\\?([A-Za-z])\}?\}?""")
_MARKS = {'"': "\u0308", "'": "\u0301", "`": "\u0300", "^": "\u0302", "~": "\u0303", "=": "\u0304", ".": "\u0307",
          "c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "r": "\u030a", "k": "\u0328"}  # fmt: skip
_LETTERS = {"ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "aa": "å", "AA": "Å", "l": "ł", "L": "Ł",
            "i": "i", "j": "j", "textendash": "–", "textemdash": "—", "LaTeX": "LaTeX", "TeX": "TeX", "dots": "…"}  # fmt: skip
_LETTER = re.compile(rf"\{{?\\({'|'.join(sorted(_LETTERS, key=len, reverse=True))})(?![A-Za-z])(?:\{{\}}|[ ])?\}}?")


@dataclass(frozen=True, slots=True)
class Work:
    """One entry: its kind in small letters, and its fields by their names in small letters."""

    kind: str
    fields: tuple[tuple[str, str], ...]

    def get(self, *names: str) -> str:
        """The first of these fields that says anything."""
        said = dict(self.fields)
        return next((said[name] for name in names if said.get(name)), "")

    @property
    def authors(self) -> tuple[tuple[str, str], ...]:
        """(family name, given names) of its authors, else of its editors."""
        return tuple(_name(one) for one in re.split(r"\s+and\s+", self.get("author", "editor")) if one.strip())

    @property
    def year(self) -> str:
        """The year of its date, "" for none."""
        found = re.search(r"\d{4}", self.get("year", "date"))
        return found[0] if found else self.get("year", "date")


Works = Mapping[str, Work]  # by their keys


def read_works(path: Path) -> Works | None:
    """The works of the file by their keys, None where there is no such file. Remembered while the file stays as it is."""
    try:
        state = path.stat()
        if state.st_size > MOST_BYTES or not path.is_file():
            return None
        return _read(path, state.st_mtime_ns, state.st_size)
    except (OSError, ValueError):
        return None


@lru_cache(maxsize=8)
def _read(path: Path, changed: int, size: int) -> Works:
    return works_of(path.read_text(encoding="utf-8-sig", errors="replace"))


def works_of(text: str) -> dict[str, Work]:
    """The works that stand in BibTeX, the first of a key winning."""
    text = text[:MOST_BYTES].replace("\r\n", "\n")
    entries = list(_ENTRY.finditer(text))
    found: dict[str, Work] = {}
    for match, after in zip(entries, [*entries[1:], None], strict=False):
        kind = match[1].lower()
        if kind not in ("comment", "string", "preamble") and match[2] not in found and len(found) < MOST_WORKS:
            end = after.start() if after else len(text)  # a brace that is never closed swallows no further work
            found[match[2]] = Work(kind, tuple(_fields(text, match.end(), min(end, match.end() + LONGEST))))
    return found


def _fields(text: str, at: int, end: int) -> list[tuple[str, str]]:
    fields: list[tuple[str, str]] = []
    while (match := _FIELD.match(text, at, end)) and len(fields) < 80:
        value, at = _value(text, match.end(), end)
        fields.append((match[1].lower(), plain(value)))
    return fields


def _value(text: str, at: int, end: int) -> tuple[str, int]:
    """What stands in braces, in quotation marks or bare at `at`, and where it ends."""
    opening = text[at : at + 1]
    if opening not in ("{", '"'):
        match = _BARE.match(text, at, end)
        return (match[0], match.end()) if match else ("", at + 1)
    depth, place = 0, at
    while place < end:
        char = text[place]
        if char == "\\":
            place += 1
        elif char == "{":
            depth += 1
        elif char == "}":
            depth -= 1
        if place > at and depth <= 0 and char == ("}" if opening == "{" else '"'):
            return text[at + 1 : place], place + 1
        place += 1
    return text[at + 1 : end], end


def plain(value: str) -> str:
    """A field's LaTeX as plain words."""
    if "\\" in value:
        value = _ACCENT.sub(lambda m: unicodedata.normalize("NFC", m[2] + _MARKS[m[1]]), value)
        value = _LETTER.sub(lambda m: _LETTERS[m[1]], value)
        value = re.sub(r"\\([&%$#_{} ])", r"\1", value)
        value = re.sub(r"\\[A-Za-z]+[ ]?", "", value)
    value = value.replace("{", "").replace("}", "").replace("~", " ").replace("---", "—").replace("--", "–")
    return " ".join(value.split())


def _name(said: str) -> tuple[str, str]:
    """`Last, First` or `First Last` as (family, given)."""
    if "," in said:
        family, _, given = said.partition(",")
        return family.strip(), given.rpartition(",")[2].strip()
    parts = said.split()
    cut = next((i for i, part in enumerate(parts[:-1]) if part[:1].islower() and i), len(parts) - 1)
    return " ".join(parts[cut:]), " ".join(parts[:cut])

"""Lines of a deck and what their parts are → the words whose spelling matters: no code, no address, no setting, no formula."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from presenter.writing.colours import Mark

SILENT = frozenset({
    "fence", "code", "math", "target", "directive", "key", "value", "attributes", "container", "pause", "tag", "break", "comment",
    "keyword", "string", "number", "name",
})  # fmt: skip
_TOKEN = re.compile(r"\S+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NO_PROSE = re.compile(r"[\d_/\\@:=#<>|]|\w\.\w|://|^:\w+:$")  # addresses, files, names of programs, emoji
_EDGE = "()[]{}*~\"'“”„‚‘’«»‹›…,;:.!?–—-`^+=|<>"
_SCRIPTS = {
    "ru": "CYRILLIC", "uk": "CYRILLIC", "bg": "CYRILLIC", "be": "CYRILLIC", "mk": "CYRILLIC", "sr": "CYRILLIC", "kk": "CYRILLIC",
    "el": "GREEK", "he": "HEBREW", "ar": "ARABIC", "fa": "ARABIC", "hy": "ARMENIAN", "ka": "GEORGIAN", "hi": "DEVANAGARI",
    "mr": "DEVANAGARI", "ne": "DEVANAGARI", "bn": "BENGALI", "ta": "TAMIL", "te": "TELUGU", "ko": "HANGUL", "th": "THAI",
}  # fmt: skip
_FOREIGN = re.compile(r"\[[^\]\n]*\]\{[^{}\n]*\blang=[^{}\n]*\}|<(\w+)[^<>\n]*\blang=[^<>\n]*>.*?</\1>")  # words of another language
_PICTURE_WORDS = frozenset({"bg", "fit", "cover", "contain", "inline"})  # they stand where a picture is described

Word = tuple[int, int, str]  # first character, end, the word


def words(line: str, marks: Sequence[Mark], lang: str = "") -> list[Word]:
    """The words of `line` that a dictionary of `lang` should know. `marks` are what its parts are; listings are not for this."""
    silent = [(first, end) for first, end, kind in marks if kind in SILENT]
    silent += [match.span() for match in _FOREIGN.finditer(line)] if "lang" in line else []
    bare = line
    for first, end in silent:
        bare = bare[:first] + " " * (end - first) + bare[end:]
    return list(_said(bare, _SCRIPTS.get(lang[:2].lower(), "LATIN")))


def _said(line: str, script: str) -> Iterator[Word]:
    picture = "![" in line
    for token in _TOKEN.finditer(line):
        if _NO_PROSE.search(token[0].strip(_EDGE)):
            continue
        for match in _WORD.finditer(token[0]):
            word = match[0]
            if matters(word, script) and not (picture and word in _PICTURE_WORDS):
                yield token.start() + match.start(), token.start() + match.end(), word


@lru_cache(maxsize=20_000)
def matters(word: str, script: str = "LATIN") -> bool:
    """Whether a word is one that dictionaries hold: no abbreviation in capitals, no camelCase, not of another script."""
    if len(word) < 2 or word.isupper() or any(c.isupper() for c in word[1:]):
        return False
    return all(unicodedata.name(c, "").startswith((script, "COMBINING")) for c in word if c.isalpha())

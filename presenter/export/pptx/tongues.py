"""Words + the deck's language -> the same words in pieces, each with the language it is to be checked and read aloud in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

# where a script begins; "" belongs to no script: signs, digits and spaces go with the words they stand beside
_BLOCKS = (
    (0x0000, ""), (0x0041, "Latn"), (0x005B, ""), (0x0061, "Latn"), (0x007B, ""), (0x00AA, "Latn"), (0x00AB, ""), (0x00BA, "Latn"),
    (0x00BB, ""), (0x00C0, "Latn"), (0x00D7, ""), (0x00D8, "Latn"), (0x00F7, ""), (0x00F8, "Latn"), (0x02B9, ""), (0x0370, "Grek"),
    (0x0400, "Cyrl"), (0x0530, "Armn"), (0x0590, "Hebr"), (0x0600, "Arab"), (0x0700, ""), (0x0750, "Arab"), (0x0780, ""),
    (0x08A0, "Arab"), (0x0900, "Deva"), (0x0980, "Beng"), (0x0A00, "Guru"), (0x0A80, "Gujr"), (0x0B00, "Orya"), (0x0B80, "Taml"),
    (0x0C00, "Telu"), (0x0C80, "Knda"), (0x0D00, "Mlym"), (0x0D80, "Sinh"), (0x0E00, "Thai"), (0x0E80, "Laoo"), (0x0F00, "Tibt"),
    (0x1000, "Mymr"), (0x10A0, "Geor"), (0x1100, "Hang"), (0x1200, "Ethi"), (0x13A0, ""), (0x1780, "Khmr"), (0x1800, ""),
    (0x1C80, "Cyrl"), (0x1C90, "Geor"), (0x1CC0, ""), (0x1D00, "Latn"), (0x1DC0, ""), (0x1E00, "Latn"), (0x1F00, "Grek"), (0x2000, ""),
    (0x2DE0, "Cyrl"), (0x2E00, ""), (0x2E80, "Hani"), (0x3000, ""), (0x3005, "Hani"), (0x3008, ""), (0x3021, "Hani"), (0x302A, ""),
    (0x3041, "Kana"), (0x3100, "Bopo"), (0x3130, "Hang"), (0x3190, "Hani"), (0x31A0, "Bopo"), (0x31C0, "Hani"), (0x31F0, "Kana"),
    (0x3200, ""), (0x3400, "Hani"), (0x4DC0, ""), (0x4E00, "Hani"), (0xA000, ""), (0xA640, "Cyrl"), (0xA6A0, ""), (0xA722, "Latn"),
    (0xA800, ""), (0xA8E0, "Deva"), (0xA900, ""), (0xA960, "Hang"), (0xA980, ""), (0xAA60, "Mymr"), (0xAA80, ""), (0xAB30, "Latn"),
    (0xAB70, ""), (0xAC00, "Hang"), (0xD800, ""), (0xF900, "Hani"), (0xFB00, "Latn"), (0xFB13, "Armn"), (0xFB1D, "Hebr"),
    (0xFB50, "Arab"), (0xFE00, ""), (0xFE70, "Arab"), (0xFEFF, ""), (0xFF21, "Latn"), (0xFF3B, ""), (0xFF41, "Latn"), (0xFF5B, ""),
    (0xFF66, "Kana"), (0xFFA0, "Hang"), (0xFFE0, ""), (0x1B000, "Kana"), (0x1B170, ""), (0x20000, "Hani"), (0x32400, ""),
)  # fmt: skip
_STARTS = [start for start, _ in _BLOCKS]

# the language a script is taken for where the deck's own is written in another
_USUAL = {
    "Latn": "en-US", "Grek": "el-GR", "Cyrl": "ru-RU", "Armn": "hy-AM", "Hebr": "he-IL", "Arab": "ar-SA", "Deva": "hi-IN", "Beng": "bn-IN",
    "Guru": "pa-IN", "Gujr": "gu-IN", "Orya": "or-IN", "Taml": "ta-IN", "Telu": "te-IN", "Knda": "kn-IN", "Mlym": "ml-IN",
    "Sinh": "si-LK", "Thai": "th-TH", "Laoo": "lo-LA", "Tibt": "bo-CN", "Mymr": "my-MM", "Geor": "ka-GE", "Hang": "ko-KR",
    "Ethi": "am-ET", "Khmr": "km-KH", "Hani": "zh-CN", "Kana": "ja-JP", "Bopo": "zh-TW",
}  # fmt: skip
_WRITTEN = {
    "el": "Grek", "ru": "Cyrl", "uk": "Cyrl", "bg": "Cyrl", "be": "Cyrl", "mk": "Cyrl", "kk": "Cyrl", "ky": "Cyrl", "mn": "Cyrl",
    "tg": "Cyrl", "hy": "Armn", "he": "Hebr", "yi": "Hebr", "ar": "Arab", "fa": "Arab", "ur": "Arab", "ps": "Arab", "ug": "Arab",
    "sd": "Arab", "hi": "Deva", "mr": "Deva", "ne": "Deva", "sa": "Deva", "bn": "Beng", "as": "Beng", "pa": "Guru", "gu": "Gujr",
    "or": "Orya", "ta": "Taml", "te": "Telu", "kn": "Knda", "ml": "Mlym", "si": "Sinh", "th": "Thai", "lo": "Laoo", "bo": "Tibt",
    "dz": "Tibt", "my": "Mymr", "ka": "Geor", "ko": "Hang", "am": "Ethi", "ti": "Ethi", "km": "Khmr", "zh": "Hani", "ja": "Kana",
}  # fmt: skip
UNSAID = "?"  # no letter yet that says a language
_EAST = frozenset(("Hani", "Kana", "Hang", "Bopo"))
_FAMILIES = {"Kana": ("Kana", "Hani"), "Hang": ("Hang", "Hani"), "Hani": ("Hani", "Bopo")}  # a language's own and what it borrows
# letters that one language of a script has and the usual one has not
_TELLING = (
    ("uk-UA", re.compile("[іїєґІЇЄҐ]")), ("be-BY", re.compile("[ўЎ]")), ("ur-PK", re.compile("[ٹڈڑںے]")), ("fa-IR", re.compile("[پچژگ]")),
)  # fmt: skip


def script_of(char: str) -> str:
    """The ISO 15924 name of a letter's script, `Kana` for both kinds; "" for what belongs to none."""
    return _BLOCKS[bisect_right(_STARTS, ord(char)) - 1][1]


def spoken(text: str, lang: str, around: str = "") -> Iterator[tuple[str, str]]:
    """The words in pieces of one language: (words, its tag).

    `lang` is the deck's ("" = not said): it keeps every script that it is written in. `around` is the whole paragraph,
    where the words are a part of one: among kana, Chinese characters are Japanese.
    """
    own = _scripts(lang)
    if text.isascii() and "Latn" in own:
        yield text, lang
        return
    whole = around or text
    kana = any(script_of(char) == "Kana" for char in whole)
    begun, current = 0, UNSAID
    for n, char in enumerate(text):
        script = script_of(char)
        tongue = (lang if script in own else _tongue(script, kana, whole)) if script else current
        if current is not UNSAID and tongue != current:
            yield text[begun:n], current
            begun = n
        current = tongue
    if text[begun:]:
        yield text[begun:], lang if current is UNSAID else current


def lang_attribute(tongue: str, lang: str = "") -> str:
    """`lang` of a run's properties, and `altLang` where words are East Asian in a deck that is not, or the other way round."""
    said = f' lang="{tongue}"' if tongue else ""
    return said + (f' altLang="{lang}"' if lang and tongue and _is_east(tongue) != _is_east(lang) else "")


def _tongue(script: str, kana: bool, whole: str) -> str:
    """The language that words in a script which is not the deck's are taken for."""
    if script == "Hani" and kana:
        return _USUAL["Kana"]
    return next((tag for tag, letters in _TELLING if _scripts(tag) == (script,) and letters.search(whole)), _USUAL[script])


@lru_cache(64)
def _scripts(lang: str) -> tuple[str, ...]:
    """What a language is written in."""
    named = next((part for part in lang.split("-")[1:] if len(part) == 4), "")
    script = {"Hans": "Hani", "Hant": "Hani", "Jpan": "Kana", "Kore": "Hang"}.get(named, named) or _WRITTEN.get(lang[:2].lower(), "Latn")
    return _FAMILIES.get(script, (script,))


def _is_east(lang: str) -> bool:
    return _scripts(lang)[0] in _EAST

"""A font and the words set in it -> the fonts PowerPoint is to take for East Asian and complex scripts, as on the screen.

A run names up to three fonts: Latin, East Asian, complex. Those of the theme go without saying; what is said here is only
which font has a script that the theme's has not.
"""

from __future__ import annotations

import re
from functools import lru_cache

from presenter.export.pptx.tongues import script_of
from presenter.export.pptx.xml import attribute
from presenter.scene import Font
from presenter.theme import fonts
from presenter.theme.model import Family, Theme

EAST = frozenset(("Hani", "Kana", "Hang", "Bopo"))
SIMPLE = frozenset(("", "Latn", "Grek", "Cyrl", "Armn", "Geor"))
# what a script is called in the name of a font that has it
_CALLED = {
    "Arab": "Arabic", "Hebr": "Hebrew", "Deva": "Devanagari", "Thai": "Thai", "Beng": "Bengali", "Guru": "Gurmukhi", "Gujr": "Gujarati",
    "Orya": "Oriya", "Taml": "Tamil", "Telu": "Telugu", "Knda": "Kannada", "Mlym": "Malayalam", "Sinh": "Sinhala", "Laoo": "Lao",
    "Tibt": "Tibetan", "Mymr": "Myanmar", "Khmr": "Khmer", "Ethi": "Ethiopic",
}  # fmt: skip
_WRITTEN = {"he": "Hebr", "hi": "Deva", "mr": "Deva", "ne": "Deva", "th": "Thai", "bn": "Beng", "ta": "Taml", "te": "Telu", "am": "Ethi"}
# families that have Hebrew letters of their own, and so have their twins
_HEBREW = frozenset(
    ("arial", "helvetica", "times new roman", "courier new", "liberation sans", "liberation serif", "liberation mono", "arimo", "tinos")
)
_TYPEFACE = {kind: re.compile(f'<a:{kind} typeface="[^"]*"/>') for kind in ("ea", "cs")}
_REGIONS = {"ja": ("JP", "Yu "), "ko": ("KR", "Malgun"), "zh-tw": ("TC", "JhengHei"), "zh-hk": ("HK", "TC"), "zh-hant": ("TC", "JhengHei")}


def theme_faces(family: Family, lang: str) -> tuple[str, str]:
    """(East Asian, complex) font of a theme's family in a deck of language `lang`."""
    script = _WRITTEN.get(lang[:2].lower(), "")
    return east_face(family, lang), complex_face(family, script) if script else next(iter(family.cs), "")


def east_face(family: Family, lang: str) -> str:
    """The font that has Chinese characters in the forms of the language's region; "" where the family names none."""
    low = lang.lower()
    marks = _REGIONS.get(low[:7] if low.startswith("zh-hant") else low[:5] if low.startswith("zh") else low[:2], ())
    return next((name for mark in marks for name in family.ea if mark in name), next(iter(family.ea), ""))


def complex_face(family: Family, script: str) -> str:
    """The font that has a complex script."""
    if script == "Hebr" and family.name.casefold() in _HEBREW:
        return family.name
    called = _CALLED.get(script, "")
    named = next((name for name in family.cs if called and called in name), "")
    return named or (f"Noto Sans {called}" if called else next(iter(family.cs), family.name))


def faces(theme: Theme, font: Font, words: str, lang: str, deck: str, usual: str) -> str:
    """The font elements of a run of `words` in the language `lang`, in a deck in `deck`; `usual` are those that do for any."""
    if words.isascii():
        return usual
    scripts = {script_of(char) for char in words}
    other = scripts - EAST - SIMPLE
    if scripts & EAST or other or font.role == "code":
        return _faces(theme, font.role, font.family, bool(scripts & EAST), min(other, default=""), lang, deck, usual)
    return usual


@lru_cache(256)
def _faces(theme: Theme, role: str, name: str, east: bool, script: str, lang: str, deck: str, usual: str) -> str:
    given = next((family for family in theme.fonts.values() if family.name == name), None)
    own = given or fonts.family(name, "code" if role == "code" else "body")
    of_theme = theme_faces(theme.fonts["heading" if "+mj" in usual else "body"], deck)
    if east:
        usual = _with(usual, "ea", east_face(own, lang), of_theme[0])
    elif role == "code":
        # signs that a Chinese font has too, and wider: the lines of boxes, arrows
        usual = _with(usual, "ea", name, "")
    return _with(usual, "cs", complex_face(own, script), of_theme[1]) if script else usual


def _with(elements: str, kind: str, face: str, of_theme: str) -> str:
    """The elements with the font of a kind named; by reference where it is the theme's own."""
    if not face:
        return elements
    theme_name = f"+{'mj' if '+mj' in elements else 'mn'}-{kind}"
    return _TYPEFACE[kind].sub(f'<a:{kind} typeface="{theme_name if face == of_theme else attribute(face)}"/>', elements)

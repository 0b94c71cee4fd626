"""Font (a family as PowerPoint knows it) -> QFont: the installed twin first, then a fixed order of fallbacks.

The order is the same in the shaper and in every painter, whatever the machine's own substitution rules say, so a
slide never changes its line breaks between two exits.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from unicodedata import category

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QRawFont, QTextLayout

from presenter.scene import Font, Paragraph
from presenter.theme.model import Family

UNIT = 16  # pixels a point while shaping: widths do not depend on any screen
LARGEST = 1000.0  # points: beyond, Qt's numbers would overflow on a line of some length
SCRIPT_SIZE = 2 / 3  # super- and subscripts, as PowerPoint sets them

# families that stand in for well-known ones: same widths where there is such a face, else the nearest look
TWINS: dict[str, tuple[str, ...]] = {
    "arial": ("Liberation Sans", "Arimo", "Helvetica", "Nimbus Sans"),
    "helvetica": ("Arial", "Liberation Sans", "Arimo", "Nimbus Sans"),
    "helvetica neue": ("Helvetica", "Arial", "Liberation Sans", "Arimo"),
    "arial narrow": ("Liberation Sans Narrow", "Nimbus Sans Narrow"),
    "times new roman": ("Liberation Serif", "Tinos", "Times", "Nimbus Roman"),
    "times": ("Times New Roman", "Liberation Serif", "Tinos", "Nimbus Roman"),
    "courier new": ("Liberation Mono", "Cousine", "Courier", "Nimbus Mono PS"),
    "courier": ("Courier New", "Liberation Mono", "Cousine", "Nimbus Mono PS"),
    "calibri": ("Carlito",),
    "calibri light": ("Carlito", "Calibri"),
    "cambria": ("Caladea",),
    "georgia": ("Gelasio", "DejaVu Serif"),
    "verdana": ("DejaVu Sans",),
    "consolas": ("Inconsolata", "DejaVu Sans Mono", "Liberation Mono"),
    "menlo": ("DejaVu Sans Mono", "Liberation Mono"),
    "monaco": ("Menlo", "DejaVu Sans Mono", "Liberation Mono"),
    "segoe ui": ("Selawik", "Open Sans", "Noto Sans", "Carlito"),
    "sans-serif": ("Carlito", "Liberation Sans", "Noto Sans", "Arial", "Helvetica"),
    "system-ui": ("Segoe UI", "Noto Sans", "Liberation Sans", "Arial", "Helvetica"),
    "serif": ("Liberation Serif", "Noto Serif", "Times New Roman", "Times"),
    "monospace": ("DejaVu Sans Mono", "Liberation Mono", "Consolas", "Menlo", "Courier New"),
}

_EAST = {
    "sc": ("Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC"),
    "tc": ("Noto Sans CJK TC", "Source Han Sans TC", "Microsoft JhengHei", "PingFang TC"),
    "hk": ("Noto Sans CJK HK", "Noto Sans CJK TC", "Microsoft JhengHei", "PingFang HK"),
    "jp": ("Noto Sans CJK JP", "Source Han Sans", "Yu Gothic", "Meiryo", "Hiragino Sans"),
    "kr": ("Noto Sans CJK KR", "Source Han Sans KR", "Malgun Gothic", "Apple SD Gothic Neo"),
}

# after the theme's own: one face a script, then symbols, then colour emoji, which has digits too and so comes last
_SCRIPTS = ("Noto Sans", "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans Devanagari", "Noto Sans Thai", "Noto Sans Bengali",
            "Noto Sans Tamil", "Noto Sans Telugu", "Noto Sans Georgian", "Noto Sans Armenian", "Noto Sans Ethiopic",
            "Segoe UI", "Nirmala UI", "Leelawadee UI", "Geeza Pro", "Kohinoor Devanagari", "Thonburi")  # fmt: skip
_SYMBOLS = ("DejaVu Sans", "Noto Sans Symbols", "Noto Sans Symbols2", "Noto Sans Math", "Segoe UI Symbol", "Cambria Math", "Apple Symbols")
EMOJI = ("Noto Color Emoji", "Segoe UI Emoji", "Apple Color Emoji")

# faces whose glyphs stand for syllables: a PDF cannot say by glyphs what was written with them
SYLLABIC = tuple(f"Noto {kind} {script}" for kind in ("Sans", "Serif") for script in (
    "Devanagari", "Bengali", "Gujarati", "Gurmukhi", "Kannada", "Khmer", "Malayalam", "Myanmar", "Oriya", "Sinhala", "Tamil", "Telugu",
    "Tibetan"))  # fmt: skip

# faces that set marks over letters by glyphs that no letter stands for
MARKED = tuple(f"Noto {kind} {script}" for kind in ("Sans", "Serif", "Looped") for script in ("Thai", "Lao"))

_known: dict[str, Family] = {}


def know(families: Iterable[Family]) -> None:
    """Remember a theme's families, so that its twins and scripts are found for fonts of those names.

    Twins are only ever added at the end: what was set with a family stays set with it.
    """
    for family in families:
        key = family.name.casefold()
        old = _known.get(key)
        new = family if old is None else _joined(old, family)
        if new != old:
            _known[key] = new
            _forget()


def _joined(old: Family, new: Family) -> Family:
    def both(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[str, ...]:
        return a + tuple(name for name in b if name not in a)

    return Family(old.name, both(old.twins, new.twins), both(old.ea, new.ea), both(old.cs, new.cs), old.package or new.package)


def _forget() -> None:
    for memo in (families, qfont, metrics, _has_glyph):
        memo.cache_clear()


@cache
def available() -> frozenset[str]:
    """The families installed on this machine, in lower case."""
    return frozenset(name.casefold() for name in QFontDatabase.families())


def any_installed() -> bool:
    """Whether there is any font at all: where there is none, Qt names three general ones and draws boxes."""
    return not available() <= {"monospace", "sans serif", "serif"}


def twins(name: str) -> tuple[str, ...]:
    """The family itself and what may stand in for it, best first."""
    key = name.casefold()
    known = _known.get(key)
    return (name, *(known.twins if known else ()), *TWINS.get(key, ()))


def installed(name: str) -> bool:
    """Whether the family or one of its twins is installed."""
    return any(twin.casefold() in available() for twin in twins(name))


@lru_cache(maxsize=512)
def families(name: str, role: str = "", east: str = "sc") -> tuple[str, ...]:
    """The installed families to look for a glyph in, in order, for text in family `name`."""
    known = _known.get(name.casefold())
    generic = twins("monospace" if role == "code" else "sans-serif")
    regions = dict.fromkeys((east, "sc", "jp", "kr", "tc"))
    cjk = [family for region in regions for family in _EAST[region]]
    chain = [*twins(name), *generic]
    ea = list(known.ea) if known else []
    if east != "sc" or not ea:
        ea = [*_EAST[east], *ea]
    chain += [*ea, *(known.cs if known else ()), *_SCRIPTS, *cjk, *_SYMBOLS, *EMOJI]
    here = available()
    return tuple(dict.fromkeys(family for family in chain if family.casefold() in here))


@lru_cache(maxsize=2048)
def qfont(font: Font, east: str = "sc", scale: float = 1.0) -> QFont:
    """The QFont of `font` at UNIT pixels a point: no hinting, kerning on, no ligatures (PowerPoint has none).

    Do not change what is returned: it is shared.
    """
    result = QFont()
    found = families(font.family, font.role, east)
    if found:
        result.setFamilies(list(found))
    result.setPixelSize(max(1, round(min(font.size, LARGEST) * scale * UNIT)))
    result.setBold(font.bold)
    result.setItalic(font.italic)
    result.setKerning(True)
    result.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    # colour fringes would make a slide look different on every machine, and worse while it fades
    result.setStyleStrategy(QFont.StyleStrategy.NoSubpixelAntialias)
    for tag in ("liga", "clig"):
        result.setFeature(QFont.Tag(tag), 0)
    if font.tracking:
        result.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, font.tracking * UNIT)
    return result


@lru_cache(maxsize=2048)
def metrics(font: Font) -> tuple[float, float]:
    """Shares of the size that the font's face says it rises above and hangs below the baseline (winAscent, winDescent)."""
    raw = QRawFont.fromFont(qfont(font))
    table = bytes(raw.fontTable("OS/2").data())
    em = raw.unitsPerEm()
    if len(table) < 78 or em <= 0:
        return 0.9, 0.22
    return int.from_bytes(table[74:76], "big") / em, int.from_bytes(table[76:78], "big") / em


def east(paragraph: Paragraph) -> str:
    """Which region's forms its Chinese characters take: by the language written, else by the kana or Hangul beside them."""
    text = paragraph.text
    if text.isascii():
        return "sc"
    for run in paragraph.runs:
        region = _region(run.lang)
        if region:
            return region
    for char in text:
        if "\u3040" <= char <= "\u30ff":
            return "jp"
        if "\uac00" <= char <= "\ud7a3" or "\u1100" <= char <= "\u11ff":
            return "kr"
    return "sc"


@lru_cache(maxsize=64)
def _region(lang: str) -> str:
    parts = lang.casefold().replace("_", "-").split("-")
    match parts[0]:
        case "ja":
            return "jp"
        case "ko":
            return "kr"
        case "zh":
            return "hk" if "hk" in parts or "mo" in parts else "tc" if "tw" in parts or "hant" in parts else "sc"
    return ""


# ---------------------------------------------------------------- missing glyphs


_UNSEEN = ("Cc", "Cf", "Cs", "Zs", "Zl", "Zp")


def missing(paragraph: Paragraph) -> str:
    """The characters of `paragraph` that no installed font can draw, each once."""
    text = paragraph.text
    if text.isascii():
        return ""
    region = east(paragraph)
    found: dict[str, None] = {}
    for run in paragraph.runs:
        if run.text.isascii() or run.inline is not None:
            continue
        for char in run.text:
            if char > "\x7f" and category(char) not in _UNSEEN and not _has_glyph(char, run.font.family, run.font.role, region):
                found[char] = None
    return "".join(found)


@lru_cache(maxsize=16384)
def _has_glyph(char: str, family: str, role: str, region: str) -> bool:
    """Asked of the text engine itself, so that its own last fallbacks count."""
    if "\ufe00" <= char <= "\ufe0f" or char == "\u20e3":  # variation selectors, keycap: drawn with what is before them
        return True
    layout = QTextLayout(char, qfont(Font(family, 10, role=role), region))  # type: ignore[arg-type]
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    glyphs = [index for run in layout.glyphRuns() for index in run.glyphIndexes()]
    return bool(glyphs) and 0 not in glyphs


@lru_cache(maxsize=256)
def advance(font: Font, text: str) -> float:
    """The width in points of `text` set in `font` on one line."""
    return QFontMetricsF(qfont(font)).horizontalAdvance(text) / UNIT

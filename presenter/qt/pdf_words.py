"""Pages of a PDF as Qt wrote them + what they say -> text that readers find: emoji and Indic words as invisible text over what
is drawn, whole words of right-to-left scripts, and the letters people search for in place of the glyph forms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from presenter.qt.fonts import MARKED, SYLLABIC
from presenter.qt.pdf_file import PdfFile, reference, stream
from presenter.scene import Rect

WIDE = 0.5  # ems: what poppler takes a letter of such a font to be wide, from which it guesses the height
_HEX = re.compile(rb"<([0-9A-Fa-f]+)>")

Words = Sequence[tuple[Rect, str]]  # where on the page (points from its top left) text without letters stands, and what it says


# ---------------------------------------------------------------- words over glyphs that have none


def add_words(update: PdfFile, pages: Sequence[int], said: Sequence[tuple[float, Words]], resolution: int) -> None:
    """A second content stream a page: the characters in a font whose every glyph is empty, over what Qt drew."""
    known = list(dict.fromkeys(characters for _, words in said for _, characters in words))
    if not known:
        return
    codes = {characters: (index // 255, index % 255 + 1) for index, characters in enumerate(known)}
    glyph = update.add(stream(b"%g 0 d0" % WIDE))
    fonts = [_empty_font(update, glyph, known[start : start + 255]) for start in range(0, len(known), 255)]
    names = b"".join(b"\n/Words%d %d 0 R" % (index, font) for index, font in enumerate(fonts))
    changed: set[int] = set()
    for page, (height, words) in zip(pages, said, strict=True):
        if not words:
            continue
        body = update.body(page)
        resources = reference(body, b"Resources")
        if resources not in changed:
            update.change(resources, update.body(resources).replace(b"/Font <<", b"/Font <<" + names, 1))
            changed.add(resources)
        more = update.add(stream(b"".join(_over(height, words, codes, resolution))))
        update.change(page, re.sub(rb"/Contents (\d+ 0 R)", rb"/Contents [\1 %d 0 R]" % more, body, count=1))


def _over(height: float, words: Words, codes: Mapping[str, tuple[int, int]], resolution: int) -> Iterator[bytes]:
    scale = resolution / 72
    yield b"/Artifact BMC\nq\n%.8f 0 0 %.8f 0 %.8f cm\nBT\n" % (scale, -scale, height * scale)  # Qt's own transform undone
    for box, characters in words:
        font, code = codes[characters]
        baseline = height - box.bottom + 0.1 * box.h
        yield b"/Words%d 1 Tf\n%.3f 0 0 %.3f %.3f %.3f Tm\n<%02X> Tj\n" % (font, box.w / WIDE, box.h, box.x, baseline, code)
    yield b"ET\nQ\nEMC\n"


def _empty_font(update: PdfFile, glyph: int, known: Sequence[str]) -> int:
    count = len(known)
    values = [(index, characters.encode("utf-16-be", "replace").hex().upper()) for index, characters in enumerate(known, 1)]
    pairs = [f"<{index:02X}> <{value}>" for index, value in values]
    blocks = [pairs[at : at + 100] for at in range(0, count, 100)]  # the most that one block may hold
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    letters = update.add(stream(_CMAP.format(space="<00> <FF>", body=body).encode()))
    return update.add(
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0] /Resources << >> /CharProcs << /e %d 0 R >>\n"
        b"/Encoding << /Type /Encoding /Differences [1%s] >> /FirstChar 1 /LastChar %d /Widths [%s] /ToUnicode %d 0 R >>"
        % (glyph, b" /e" * count, count, b"%g " % WIDE * count, letters)
    )


# ---------------------------------------------------------------- words

_RUN = re.compile(rb"(?<=Tm\n)(?:[-\d.]+ [-\d.]+ Td <[0-9A-F]+> Tj\n){2,}(?=ET)")
_GLYPH = re.compile(rb"([-\d.]+) ([-\d.]+) Td <([0-9A-F]+)> Tj")


def turned_words(content: bytes) -> bytes:
    """Glyphs that Qt sets from right to left set from left to right, as other programs do: readers see whole words."""
    return _RUN.sub(_turned, content)


def _turned(found: re.Match[bytes]) -> bytes:
    x = y = 0.0
    glyphs = []
    for dx, dy, glyph in _GLYPH.findall(found.group()):
        x, y = x + float(dx), y + float(dy)
        glyphs.append((x, y, glyph))
    if glyphs[0][0] < glyphs[-1][0]:
        return found.group()
    parts, before = [], (0.0, 0.0)
    for x, y, glyph in reversed(glyphs):
        parts.append(b"%.6f %.6f Td <%s> Tj\n" % (x - before[0], y - before[1], glyph))
        before = (x, y)
    return b"".join(parts)


# radicals, compatibility ideographs, ligatures and Arabic presentation forms
_FORMS = (("\u2e80", "\u2fd5"), ("\uf900", "\ufaff"), ("\ufb00", "\ufdff"), ("\ufe70", "\ufefc"))

_WORDLESS = {family.replace(" ", "").encode() for family in (*SYLLABIC, *MARKED)}

_CMAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
{space}
endcodespacerange
{body}
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


def mend_words(update: PdfFile) -> bool:
    """Glyphs that stand for a form of a letter (Arabic, radicals) say the letter itself, a space says that it is one (Qt
    takes it for a tab). Gives whether every glyph says something."""
    whole = True
    for name, number in _fonts(update):
        old = update.body(number)
        if name.partition(b"-")[0] in _WORDLESS:  # its words stand over it
            content = _CMAP.format(space="<0000> <FFFF>", body="1 beginbfchar\n<0000> <0000>\nendbfchar").encode()
            update.pack(number, content)
            whole = False
            continue
        start = old.find(b"beginbfrange")
        if start < 0:
            continue
        new = old[:start] + re.sub(rb"\[[^\]]*\]|> <[^>]*>(?=\s*(?:<|endbfrange))", _mended, old[start:])
        whole = whole and not _SILENT.search(new)
        if new != old:
            content = new[new.index(b"stream") + 6 : new.rindex(b"endstream")].strip(b"\r\n")
            update.pack(number, content)
    return whole


_SILENT = re.compile(rb"\[[^\]]*<0000>")
_FONT = re.compile(rb"/BaseFont /([^\s/]+)[^>]*?/ToUnicode (\d+) 0 R")


def _fonts(update: PdfFile) -> set[tuple[bytes, int]]:
    """Each font's name and the number of what its glyphs say."""
    found = (_FONT.search(body) for _, body in update.dictionaries())
    return {(font[1], int(font[2])) for font in found if font}


_BOX = re.compile(rb"/FontBBox \[\s*[-\d.]+\s+(-[\d.]+)")


def mend_fonts(update: PdfFile) -> None:
    """Chinese, Japanese and Korean faces are as tall as their characters (880 and 120), not as the lines they ask for: else
    what a reader selects or finds stands above the words. Other faces are as deep as their deepest glyph, which is what the format
    means by it. The list of glyphs (CIDSet) is wanted by nobody and not always right."""
    for number, body in list(update.dictionaries()):
        if not body.startswith(b"<< /Type /FontDescriptor"):
            continue
        if b"CJK" in body or b"SourceHan" in body:
            body = re.sub(rb"/Ascent [-\d.]+", b"/Ascent 880", body)
            body = re.sub(rb"/Descent [-\d.]+", b"/Descent -120", body)
        elif box := _BOX.search(body):
            body = re.sub(rb"/Descent [-\d.]+", b"/Descent " + box[1], body)
        glyphs = re.search(rb"/CIDSet (\d+) 0 R", body)
        if glyphs:
            update.drop(int(glyphs[1]))
            body = body.replace(glyphs[0], b"")
        update.change(number, body)


def _mended(found: re.Match[bytes]) -> bytes:
    return found.group() if not found.group().startswith(b"[") else _HEX.sub(_letter, found.group())


def _letter(found: re.Match[bytes]) -> bytes:
    digits = found.group(1)
    try:
        old = bytes.fromhex(digits.decode()).decode("utf-16-be")
    except (ValueError, UnicodeDecodeError):
        return found.group()
    new = "".join(unicodedata.normalize("NFKC", char) if _is_form(char) else " " if char == "\t" else char for char in old)
    return b"<" + new.encode("utf-16-be").hex().upper().encode() + b">"


def _is_form(char: str) -> bool:
    return any(first <= char <= last for first, last in _FORMS)

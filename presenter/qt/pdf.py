"""A PDF as Qt wrote it + what stands on its pages -> the same file with links, outline, language and true words.

Qt draws; what it leaves out is appended as an incremental update, which every reader of PDF knows: link areas, an
outline of the slides, the document's language, emoji and Indic words as invisible text over what is drawn, and for
Arabic and Chinese the letters people search for in place of the glyph forms.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from mmap import ACCESS_READ, mmap
from pathlib import Path
from urllib.parse import quote

from presenter.qt.fonts import SYLLABIC
from presenter.scene import Rect

WIDE = 0.5  # ems: what poppler takes a letter of such a font to be wide, from which it guesses the height
_TRAILER = re.compile(rb"trailer\s*<<(.*?)>>\s*startxref\s+(\d+)\s+%%EOF\s*$", re.S)
_HEX = re.compile(rb"<([0-9A-Fa-f]+)>")


@dataclass(frozen=True, slots=True)
class Leaf:
    """What a page needs beyond its drawing: the slide it shows, its height, its links, and words without letters (box, what it says)."""

    slide: int
    height: float
    title: str = ""
    links: tuple[tuple[Rect, str], ...] = ()
    words: tuple[tuple[Rect, str], ...] = ()
    rtl: bool = False  # something on it is written from right to left


class _Update:
    """The objects of a PDF with a plain cross-reference table, and new ones to be appended."""

    def __init__(self, data: mmap) -> None:
        found = _TRAILER.search(data, max(0, len(data) - 2048))
        if found is None:
            raise ValueError("no trailer")
        self.data = data
        self.trailer, self.start = found.group(1), int(found.group(2))
        self.size = int(_number(self.trailer, b"Size"))
        self.root = int(_number(self.trailer, b"Root"))
        self._offsets = self._read_table()
        self._new: dict[int, bytes] = {}

    def _read_table(self) -> list[int]:
        head = re.compile(rb"xref\s+0 (\d+)\s+").match(self.data, self.start)
        if head is None:
            raise ValueError("no cross-reference table")
        first, count = head.end(), int(head.group(1))
        return [int(self.data[first + 20 * index : first + 20 * index + 10]) for index in range(count)]

    def body(self, number: int) -> bytes:
        """What object `number` says now, without its frame."""
        if number in self._new:
            return self._new[number]
        start = self.data.find(b"obj", self._offsets[number]) + 3
        return self.data[start : self.data.find(b"endobj", start)].strip()

    def content(self, number: int) -> bytes:
        """The unpacked content of stream `number`, as Qt packs it."""
        start = self._offsets[number]
        length = int(self.body(int(_number(self.data[start : start + 400], b"Length"))))
        begin = self.data.find(b"stream", start) + 6
        begin += 2 if self.data[begin : begin + 2] == b"\r\n" else 1
        return zlib.decompress(self.data[begin : begin + length])

    def change(self, number: int, body: bytes) -> None:
        """Object `number` says `body` from now on."""
        self._new[number] = body

    def add(self, body: bytes) -> int:
        """A new object; gives its number."""
        self.size += 1
        self._new[self.size - 1] = body
        return self.size - 1

    def stream(self, content: bytes) -> int:
        """A new stream object."""
        return self.add(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))

    def appended(self) -> bytes:
        """What is to be written after the file's present end."""
        parts, table, at = [], [], len(self.data)
        for number in sorted(self._new):
            text = b"%d 0 obj\n%s\nendobj\n" % (number, self._new[number])
            table.append(b"%d 1\n%010d 00000 n \n" % (number, at))
            parts.append(text)
            at += len(text)
        rest = re.sub(rb"/Size\s+\d+", b"/Size %d" % self.size, self.trailer.strip())
        parts.append(b"xref\n" + b"".join(table))
        parts.append(b"trailer\n<<\n%s\n/Prev %d\n>>\nstartxref\n%d\n%%%%EOF\n" % (rest, self.start, at))
        return b"".join(parts)


def _number(body: bytes, key: bytes) -> bytes:
    found = re.search(rb"/%s\s+(\d+)" % key, body)
    if found is None:
        raise ValueError(f"no /{key.decode()}")
    return found.group(1)


def finish(path: Path, leaves: Sequence[Leaf], lang: str = "", resolution: int = 1200) -> None:
    """Append to the PDF at `path` what Qt did not write. Raises ValueError when it is not as Qt writes it."""
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
        more = _more(_Update(data), leaves, lang, resolution)
    with path.open("ab") as end:
        end.write(more)


def _more(update: _Update, leaves: Sequence[Leaf], lang: str, resolution: int) -> bytes:
    pages = _pages(update)
    if len(pages) != len(leaves):
        raise ValueError(f"{len(pages)} pages for {len(leaves)} slides")
    _add_links(update, pages, leaves)
    _turn_words(update, pages, leaves)
    _add_words(update, pages, leaves, resolution)
    _mend_words(update)
    _mend_heights(update)
    _mend_catalog(update, pages, leaves, lang)
    return update.appended()


def _pages(update: _Update) -> list[int]:
    tree = update.body(int(_number(update.body(update.root), b"Pages")))
    kids = re.search(rb"/Kids\s*\[(.*?)\]", tree, re.S)
    return [int(number) for number in re.findall(rb"(\d+) 0 R", kids.group(1))] if kids else []


# ---------------------------------------------------------------- links


def _add_links(update: _Update, pages: list[int], leaves: Sequence[Leaf]) -> None:
    first_page = {leaf.slide: page for page, leaf in reversed(list(zip(pages, leaves, strict=True)))}
    for page, leaf in zip(pages, leaves, strict=True):
        areas = [area for box, link in leaf.links if (area := _area(box, link, leaf.height, first_page))]
        if areas:
            update.change(int(_number(update.body(page), b"Annots")), b"[\n" + b"\n".join(areas) + b"\n]")


def _area(box: Rect, link: str, height: float, first_page: Mapping[int, int]) -> bytes | None:
    corners = b"%.2f %.2f %.2f %.2f" % (box.x, height - box.bottom, box.right, height - box.y)
    if link.startswith("slide:"):
        page = first_page.get(int(link[6:])) if link[6:].isdigit() else None
        if page is None:  # a hidden slide
            return None
        goal = b"/Dest [%d 0 R /Fit]" % page
    else:
        goal = b"/A << /S /URI /URI (%s) >>" % _escaped(quote(link, safe="%/:=&?~#+!$,;'@()*[]").encode("ascii"))
    return b"<< /Type /Annot /Subtype /Link /Rect [%s] /Border [0 0 0] /F 4 %s >>" % (corners, goal)


def _escaped(text: bytes) -> bytes:
    return re.sub(rb"([\\()])", rb"\\\1", text)


def _text(words: str) -> bytes:
    return b"<FEFF" + words.encode("utf-16-be", "replace").hex().upper().encode() + b">"


# ---------------------------------------------------------------- words over glyphs that have none


def _add_words(update: _Update, pages: list[int], leaves: Sequence[Leaf], resolution: int) -> None:
    """A second content stream a page: the characters in a font whose every glyph is empty, over what Qt drew."""
    known = list(dict.fromkeys(characters for leaf in leaves for _, characters in leaf.words))
    if not known:
        return
    codes = {characters: (index // 255, index % 255 + 1) for index, characters in enumerate(known)}
    glyph = update.stream(b"%g 0 d0" % WIDE)
    fonts = [_empty_font(update, glyph, known[start : start + 255]) for start in range(0, len(known), 255)]
    names = b"".join(b"\n/Words%d %d 0 R" % (index, font) for index, font in enumerate(fonts))
    changed: set[int] = set()
    for page, leaf in zip(pages, leaves, strict=True):
        if not leaf.words:
            continue
        body = update.body(page)
        resources = int(_number(body, b"Resources"))
        if resources not in changed:
            update.change(resources, update.body(resources).replace(b"/Font <<", b"/Font <<" + names, 1))
            changed.add(resources)
        more = update.stream(b"".join(_over(leaf, codes, resolution)))
        update.change(page, re.sub(rb"/Contents (\d+ 0 R)", rb"/Contents [\1 %d 0 R]" % more, body, count=1))


def _over(leaf: Leaf, codes: Mapping[str, tuple[int, int]], resolution: int) -> Iterator[bytes]:
    scale = resolution / 72
    yield b"q\n%.8f 0 0 %.8f 0 %.8f cm\nBT\n" % (scale, -scale, leaf.height * scale)  # Qt's own transform undone
    for box, characters in leaf.words:
        font, code = codes[characters]
        baseline = leaf.height - box.bottom + 0.1 * box.h
        yield b"/Words%d 1 Tf\n%.3f 0 0 %.3f %.3f %.3f Tm\n<%02X> Tj\n" % (font, box.w / WIDE, box.h, box.x, baseline, code)
    yield b"ET\nQ\n"


def _empty_font(update: _Update, glyph: int, known: Sequence[str]) -> int:
    count = len(known)
    values = [(index, characters.encode("utf-16-be", "replace").hex().upper()) for index, characters in enumerate(known, 1)]
    pairs = [f"<{index:02X}> <{value}>" for index, value in values]
    blocks = [pairs[at : at + 100] for at in range(0, count, 100)]  # the most that one block may hold
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    words = update.stream(_CMAP.format(space="<00> <FF>", body=body).encode())
    return update.add(
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0] /Resources << >> /CharProcs << /e %d 0 R >>\n"
        b"/Encoding << /Type /Encoding /Differences [1%s] >> /FirstChar 1 /LastChar %d /Widths [%s] /ToUnicode %d 0 R >>"
        % (glyph, b" /e" * count, count, b"%g " % WIDE * count, words)
    )


# ---------------------------------------------------------------- words

_RUN = re.compile(rb"(?<=Tm\n)(?:[-\d.]+ [-\d.]+ Td <[0-9A-F]+> Tj\n){2,}(?=ET)")
_GLYPH = re.compile(rb"([-\d.]+) ([-\d.]+) Td <([0-9A-F]+)> Tj")


def _turn_words(update: _Update, pages: list[int], leaves: Sequence[Leaf]) -> None:
    """Glyphs that Qt sets from right to left are set from left to right, as other programs do: readers see whole words."""
    for page, leaf in zip(pages, leaves, strict=True):
        if not leaf.rtl:
            continue
        number = int(_number(update.body(page), b"Contents"))
        packed = zlib.compress(_RUN.sub(_turned, update.content(number)))
        update.change(number, b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed))


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

_SYLLABIC = {family.replace(" ", "").encode() for family in SYLLABIC}

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


def _mend_words(update: _Update) -> None:
    """Glyphs that stand for a form of a letter (Arabic, radicals) say the letter itself."""
    for name, found in set(re.findall(rb"/BaseFont /([^\s/]+)[^>]*?/ToUnicode (\d+) 0 R", update.data)):
        number = int(found)
        old = update.body(number)
        if name.partition(b"-")[0] in _SYLLABIC:  # its words stand over it
            content = _CMAP.format(space="<0000> <FFFF>", body="1 beginbfchar\n<0000> <0000>\nendbfchar").encode()
            update.change(number, b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
            continue
        start = old.find(b"beginbfrange")
        if start < 0:
            continue
        new = old[:start] + re.sub(rb"\[[^\]]*\]|> <[^>]*>(?=\s*(?:<|endbfrange))", _mended, old[start:])
        if new != old:
            content = new[new.index(b"stream") + 6 : new.rindex(b"endstream")].strip(b"\r\n")
            update.change(number, b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))


_DESCRIPTOR = re.compile(rb"(\d+) 0 obj\s*(<<\s*/Type /FontDescriptor\s.{0,600}?>>)\s*endobj", re.S)


def _mend_heights(update: _Update) -> None:
    """Chinese, Japanese and Korean faces are as tall as their characters (880 and 120), not as the lines they ask for: else
    what a reader selects or finds stands above the words."""
    for found in _DESCRIPTOR.finditer(update.data):
        if b"CJK" in found[2] or b"SourceHan" in found[2]:
            body = re.sub(rb"/Ascent [-\d.]+", b"/Ascent 880", found[2])
            update.change(int(found[1]), re.sub(rb"/Descent [-\d.]+", b"/Descent -120", body))


def _mended(found: re.Match[bytes]) -> bytes:
    return found.group() if not found.group().startswith(b"[") else _HEX.sub(_letter, found.group())


def _letter(found: re.Match[bytes]) -> bytes:
    digits = found.group(1)
    try:
        old = bytes.fromhex(digits.decode()).decode("utf-16-be")
    except (ValueError, UnicodeDecodeError):
        return found.group()
    new = "".join(unicodedata.normalize("NFKC", char) if _is_form(char) else char for char in old)
    return b"<" + new.encode("utf-16-be").hex().upper().encode() + b">"


def _is_form(char: str) -> bool:
    return any(first <= char <= last for first, last in _FORMS)


# ---------------------------------------------------------------- catalogue and outline


def _mend_catalog(update: _Update, pages: list[int], leaves: Sequence[Leaf], lang: str) -> None:
    more = b"/ViewerPreferences << /DisplayDocTitle true >>\n/PageLayout /SinglePage\n"
    if lang and re.fullmatch(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*", lang):
        more += b"/Lang (%s)\n" % lang.encode("ascii")
    outline = _outline(update, pages, leaves)
    if outline:
        more += b"/Outlines %d 0 R\n" % outline
    body = update.body(update.root)
    update.change(update.root, body[: body.rindex(b">>")] + more + b">>")


def _outline(update: _Update, pages: list[int], leaves: Sequence[Leaf]) -> int:
    """An entry for every slide that has a title; gives the number of the outline, 0 when there is none."""
    seen: set[int] = set()
    entries: list[tuple[int, str]] = []
    for page, leaf in zip(pages, leaves, strict=True):
        if leaf.title and leaf.slide not in seen:
            entries.append((page, leaf.title))
        seen.add(leaf.slide)
    if not entries:
        return 0
    top = update.add(b"")
    numbers = [update.add(b"") for _ in entries]
    for index, (number, (page, title)) in enumerate(zip(numbers, entries, strict=True)):
        before = b"/Prev %d 0 R " % numbers[index - 1] if index else b""
        after = b"/Next %d 0 R " % numbers[index + 1] if index + 1 < len(numbers) else b""
        update.change(number, b"<< /Title %s /Parent %d 0 R %s%s/Dest [%d 0 R /Fit] >>" % (_text(title), top, before, after, page))
    update.change(top, b"<< /Type /Outlines /First %d 0 R /Last %d 0 R /Count %d >>" % (numbers[0], numbers[-1], len(numbers)))
    return top

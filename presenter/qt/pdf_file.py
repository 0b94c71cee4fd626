"""The bytes of a PDF as Qt writes it -> its objects, to be read, changed and added to; written out anew, packed."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from mmap import mmap
from typing import BinaryIO

PACKED = 100  # objects a packed stream: readers unpack one when they look for any of them
LONG = 4000  # bytes: no dictionary of a font is as long
_TRAILER = re.compile(rb"trailer\s*<<(.*?)>>\s*startxref\s+(\d+)\s+%%EOF\s*$", re.S)


class PdfFile:
    """The objects of a PDF with a plain cross-reference table. Raises ValueError when the file has none."""

    def __init__(self, data: mmap) -> None:
        found = _TRAILER.search(data, max(0, len(data) - 2048))
        if found is None:
            raise ValueError("no trailer")
        self.data = data
        self.trailer, self._start = found.group(1), int(found.group(2))
        self.size = reference(self.trailer, b"Size")
        self.root = reference(self.trailer, b"Root")
        self._offsets = self._read_table()
        following = [*sorted(self._offsets)[1:], self._start]
        self._ends = dict(zip(sorted(self._offsets), following, strict=True))
        self._new: dict[int, bytes] = {}
        self._gone: set[int] = {0}

    def _read_table(self) -> list[int]:
        head = re.compile(rb"xref\s+0 (\d+)\s+").match(self.data, self._start)
        if head is None:
            raise ValueError("no cross-reference table")
        first, count = head.end(), int(head.group(1))
        return [int(self.data[first + 20 * index : first + 20 * index + 10]) for index in range(count)]

    # ------------------------------------------------------------ reading

    def body(self, number: int) -> bytes:
        """What object `number` says now, without its frame."""
        if number in self._new:
            return self._new[number]
        start = self._offsets[number]
        found = self.data[start : self._ends[start]].rstrip()
        return found[found.index(b"obj") + 3 :].removesuffix(b"endobj").strip()

    def content(self, number: int) -> bytes:
        """The unpacked content of stream `number`, as Qt packs it."""
        start = self._offsets[number]
        length = int(self.body(reference(self.data[start : start + 400], b"Length")))
        begin = self.data.find(b"stream", start) + 6
        begin += 2 if self.data[begin : begin + 2] == b"\r\n" else 1
        return zlib.decompress(self.data[begin : begin + length])

    def dictionaries(self) -> Iterator[tuple[int, bytes]]:
        """The objects that are short, as Qt wrote them: number and body."""
        for number, start in enumerate(self._offsets):
            if number and self._ends[start] - start < LONG:
                yield number, self.body(number)

    # ------------------------------------------------------------ changing

    def change(self, number: int, body: bytes) -> None:
        """Object `number` says `body` from now on."""
        self._new[number] = body

    def drop(self, number: int) -> None:
        """Nothing refers to object `number` any more."""
        self._gone.add(number)

    def add(self, body: bytes = b"null") -> int:
        """A new object; gives its number."""
        self.size += 1
        self._new[self.size - 1] = body
        return self.size - 1

    def drop_length(self, number: int) -> None:
        """The length of stream `number` is an object of its own, as Qt writes it, and not wanted any more."""
        start = self._offsets[number]
        self.drop(reference(self.data[start : start + 400], b"Length"))

    def pack(self, number: int, content: bytes) -> None:
        """Object `number` is a stream of `content` from now on."""
        self.change(number, stream(content))

    # ------------------------------------------------------------ writing

    def write(self, out: BinaryIO) -> None:
        """The whole file: streams as they are, all other objects packed together."""
        self._place: list[tuple[int, int, int]] = [(0, 0, 65535)] * self.size
        self._at = 0
        self._put(out, b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        small: list[tuple[int, bytes]] = []
        for number in range(1, self.size):
            if number in self._gone:
                continue
            body = self.body(number)
            if body.endswith(b"endstream"):
                self._put_object(out, number, body)
            else:
                small.append((number, body))
                if len(small) == PACKED:
                    self._put_packed(out, small)
                    small = []
        if small:
            self._put_packed(out, small)
        self._put_table(out)

    def _put(self, out: BinaryIO, text: bytes) -> None:
        out.write(text)
        self._at += len(text)

    def _put_object(self, out: BinaryIO, number: int, body: bytes) -> None:
        if number < len(self._place):
            self._place[number] = (1, self._at, 0)
        else:
            self._place.append((1, self._at, 0))
        self._put(out, b"%d 0 obj\n%s\nendobj\n" % (number, body))

    def _put_packed(self, out: BinaryIO, objects: list[tuple[int, bytes]]) -> None:
        holder, heads, bodies, at = len(self._place), [], [], 0
        for index, (number, body) in enumerate(objects):
            heads.append(b"%d %d" % (number, at))
            bodies.append(body + b"\n")
            at += len(body) + 1
            self._place[number] = (2, holder, index)
        head = b" ".join(heads) + b"\n"
        more = b" /Type /ObjStm /N %d /First %d" % (len(objects), len(head))
        self._put_object(out, holder, stream(head + b"".join(bodies), more))

    def _put_table(self, out: BinaryIO) -> None:
        number, start = len(self._place), self._at
        self._place.append((1, start, 0))
        rows = b"".join(b"%c%s%s" % (kind, a.to_bytes(5, "big"), b.to_bytes(2, "big")) for kind, a, b in self._place)
        kept = re.search(rb"/Info \d+ 0 R", self.trailer), re.search(rb"/ID\s*\[[^\]]*\]", self.trailer)
        more = b" /Type /XRef /W [1 5 2] /Size %d /Root %d 0 R %s" % (
            len(self._place), self.root, b" ".join(found.group() for found in kept if found)
        )  # fmt: skip
        self._put_object(out, number, stream(rows, more))
        self._put(out, b"startxref\n%d\n%%%%EOF\n" % start)


def stream(content: bytes, more: bytes = b"") -> bytes:
    """A stream object's body, packed; `more` are further entries of its dictionary."""
    packed = zlib.compress(content)
    return b"<< /Length %d /Filter /FlateDecode%s >>\nstream\n%s\nendstream" % (len(packed), more, packed)


def reference(body: bytes, key: bytes) -> int:
    """The number, or the object referred to, behind `key`. Raises ValueError when there is none."""
    found = re.search(rb"/%s\s+(\d+)" % key, body)
    if found is None:
        raise ValueError(f"no /{key.decode()}")
    return int(found.group(1))


def text(words: str) -> bytes:
    """Words as a PDF string, whatever their script."""
    if words.isascii() and words.isprintable():
        return b"(" + escaped(words.encode("ascii")) + b")"
    return b"<FEFF" + words.encode("utf-16-be", "replace").hex().upper().encode() + b">"


def escaped(words: bytes) -> bytes:
    """The bytes of a string between brackets."""
    return re.sub(rb"([\\()])", rb"\\\1", words)

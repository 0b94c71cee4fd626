"""A deck's file ⇄ text: reading any encoding people have, saving whole or not at all, noticing outside change.

The text inside the program always has "\\n" for a line's end and no byte order mark; saving writes what was found.
"""

from __future__ import annotations

import codecs
import os
import stat
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from presenter import far
from presenter.cell import Cell
from presenter.data import data_folder
from presenter.files import atomic
from presenter.problems import Problem, Severity, UserError

LARGEST = 64 * 1024 * 1024  # bytes of a deck's file
PATIENCE = 5.0  # seconds that a pipe may be silent

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@dataclass(frozen=True, slots=True)
class Form:
    """How the file was written: Python codec name, byte order mark, line end."""

    encoding: str = "utf-8"
    mark: bytes = b""
    newline: str = "\n"

    def holds(self, text: str) -> bool:
        """Whether every letter of `text` has a place in this encoding."""
        try:
            text.encode(self.encoding)
        except UnicodeEncodeError:
            return self.encoding == "utf-8"
        return True

    def encode(self, text: str) -> bytes:
        """The bytes of `text` in this form; UTF-8 when the encoding cannot hold it."""
        out = text.replace("\n", self.newline)
        try:
            return self.mark + out.encode(self.encoding)
        except UnicodeEncodeError:
            return out.encode("utf-8", errors="replace")


Stamp = tuple[int, int, int]  # modification time in ns, size, inode


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a file held."""

    text: str
    form: Form
    stamp: Stamp | None
    problems: tuple[Problem, ...] = ()


def read(path: Path) -> Loaded:
    """The deck in `path`. Raises UserError with one clear line for anything that is no readable text."""
    try:
        if path.is_dir():
            raise UserError(f"{path} is a folder", "give the Markdown file inside it")
        with open(path, "rb", opener=_at_once) as file:
            facts = os.fstat(file.fileno())
            if facts.st_size > LARGEST:
                raise UserError(_too_large(path, facts.st_size), "a deck is text: split it, and keep pictures in files beside it")
            data = _from_pipe(path, file) if stat.S_ISFIFO(facts.st_mode) else _read(file)
    except FileNotFoundError as error:
        raise UserError(f"no such file: {path}", "check the name, or make a deck with `presenter new`") from error
    except (OSError, ValueError) as error:
        raise UserError(f"cannot read {path}", getattr(error, "strerror", None) or str(error)) from error
    if len(data) > LARGEST:  # a pipe or a device does not say its size
        raise UserError(_too_large(path, len(data)), "a deck is text: split it, and keep pictures in files beside it")
    text, form, problems = decode(data, path.name)
    return Loaded(text, form, (facts.st_mtime_ns, facts.st_size, facts.st_ino), problems)


def _at_once(path: str, flags: int) -> int:
    """Opens without waiting for somebody at the other end of a pipe."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _read(file: BinaryIO) -> bytes:
    if hasattr(os, "O_NONBLOCK"):
        os.set_blocking(file.fileno(), True)  # a terminal is typed into
    return file.read(LARGEST + 1)


def _from_pipe(path: Path, file: BinaryIO) -> bytes:
    """What comes out of a pipe (`presenter check <(make-deck)`), refused when nothing comes for some seconds."""
    import select

    parts, size = [], 0
    while size <= LARGEST:
        try:
            part = os.read(file.fileno(), 1 << 16)  # nothing when nobody is at the other end any more
        except BlockingIOError:
            if select.select([file], [], [], PATIENCE)[0]:
                continue
            break
        if not part:
            break
        parts.append(part)
        size += len(part)
    if not size:
        raise UserError(f"{path} is a pipe that nothing comes out of", "give a Markdown file")
    return b"".join(parts)


def _too_large(path: Path, size: int) -> str:
    told = f"{size / 1024 / 1024:.0f} MB" if size > LARGEST + 1 else "it does not end"
    return f"{path} is too large ({told}; at most {LARGEST // 1024 // 1024} MB)"


def decode(data: bytes, name: str = "the deck") -> tuple[str, Form, tuple[Problem, ...]]:
    """Bytes → text with "\\n", the form they were in, and what the author should know of it."""
    encoding, mark = _encoding(data)
    if not encoding:
        raise UserError(f"{name} is not a text file", "a deck is Markdown; open the presentation's source instead")
    problems: tuple[Problem, ...] = ()
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            raise UserError(f"{name} is not readable as {encoding}", f"save it as UTF-8 ({error.reason})") from error
        encoding = "cp1252" if _decodes(data, "cp1252") else "latin-1"
        line = data.count(b"\n", 0, error.start) + 1
        text, mark = data.decode(encoding), b""
        problems = (Problem("encoding", "the file is not UTF-8; it was read as Western European", "save it as UTF-8", Severity.INFO, line),)
    newline = _newline(text)
    if newline != "\n":
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text, Form(encoding, mark, newline), problems


def _encoding(data: bytes) -> tuple[str, bytes]:
    """The codec and byte order mark of `data`; no codec when it is binary."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name, mark
    head = data[:65536]
    if b"\0" in head:  # UTF-16 without a mark has a NUL beside nearly every Latin letter, nearly always on the same side
        even, odd = head[::2].count(0), head[1::2].count(0)
        if min(even, odd) * 20 <= max(even, odd) and max(even, odd) * 4 > len(head) and len(data) % 2 == 0:
            return ("utf-16-le" if odd > even else "utf-16-be"), b""
        return "", b""
    controls = sum(head.count(c) for c in range(32) if c not in (7, 8, 9, 10, 11, 12, 13, 26, 27))
    return ("", b"") if controls > len(head) // 100 or head.startswith((b"%PDF-", b"PK\3\4", b"\x89PNG")) else ("utf-8", b"")


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _newline(text: str) -> str:
    """The line end most lines have."""
    if "\r" not in text:
        return "\n"
    crlf = text.count("\r\n")
    cr, lf = text.count("\r") - crlf, text.count("\n") - crlf
    return max(((crlf, "\r\n"), (lf, "\n"), (cr, "\r")), key=lambda pair: pair[0])[1]


def stamp(path: Path) -> Stamp | None:
    """What `path` looks like from outside now (on a drive that does not answer: as it did last); None when it is not there."""
    return _stamp_of(path, far.stat)


def _stamp_of(path: Path, ask: Callable[[Path], os.stat_result] = os.stat) -> Stamp | None:
    try:
        facts = ask(path)
    except (OSError, ValueError):
        return None
    return facts.st_mtime_ns, facts.st_size, facts.st_ino


class Overtaken(UserError):
    """Another program has written the file since it was read."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A deck's text as it is to be saved in `target`; `expected` is what the file looked like when it was last known."""

    target: Path
    text: str
    form: Form
    expected: Stamp | None = None

    def write(self) -> Stamp | None:
        """Write it, whole or not at all; may be called from any thread, and gives what the file looks like then. Raises
        UserError, and the file is as it was: Overtaken when it is not the one that is expected."""
        now = _stamp_of(self.target)
        if self.expected is not None and now is not None and now != self.expected:
            raise Overtaken(f"another program has changed {self.target.name}")
        with suppress(OSError):
            if not self.target.stat().st_mode & 0o222:  # a rename would write over it all the same
                raise UserError(f"{self.target.name} is read-only", "save it under another name, or allow writing to it")
        with atomic(self.target) as part:
            part.write_bytes(self.form.encode(self.text))
        return _stamp_of(self.target)


class Document:
    """A deck being worked on: its text (a Cell, one of the program's two truths), its file, and what is saved there."""

    def __init__(self, path: Path | None = None, text: str = "", home: Path | None = None, called: str = "") -> None:
        """A new deck with `text`, or the one in `path`. Raises UserError when `path` cannot be read. A deck without a
        file may be `called` something, and have a `home`: the folder its pictures are looked for in."""
        self.path = path
        self.called = called
        self._home = home
        self.form = Form()
        self.problems: tuple[Problem, ...] = ()
        self.saved: str | None = text  # None: what is in the file is not known to be ours
        self._stamp: Stamp | None = None
        if path is not None:
            self._take(read(path))
        self.text: Cell[str] = Cell(self.saved or "")

    def _take(self, loaded: Loaded) -> None:
        self.saved, self.form, self._stamp, self.problems = loaded.text, loaded.form, loaded.stamp, loaded.problems

    @property
    def folder(self) -> Path | None:
        """The folder that pictures are looked for in."""
        return self._home if self.path is None else self.path.absolute().parent

    def live_in(self, home: Path) -> None:
        """Look for pictures in this folder, until the deck has a file."""
        self._home = home

    @property
    def name(self) -> str:
        """What to call it in a title."""
        return self.called or "Untitled" if self.path is None else self.path.name

    @property
    def dirty(self) -> bool:
        """Whether there is something to save."""
        return self.text.value != self.saved

    def save(self, path: Path | None = None) -> None:
        """Write the text to its file, or to `path` from now on. Raises UserError; the old file is then as it was."""
        draft = self.draft(path)
        self.written(draft, draft.write())

    def draft(self, path: Path | None = None, careful: bool = False) -> Draft:
        """What is to be written into its file, or into `path`; `careful`: only if nobody else has changed it."""
        target = path or self.path
        if target is None:
            raise UserError("the deck has no file yet", "save it under a name")
        return Draft(target, self.text.value, self.form, self._stamp if careful and path is None else None)

    def written(self, draft: Draft, now: Stamp | None) -> None:
        """The draft is in its file, which is the deck's from now on and looks like `now`."""
        self.path, self.saved, self._stamp = draft.target, draft.text, now
        if not draft.form.holds(draft.text):  # it is UTF-8 now, and stays so
            self.form, self.problems = Form("utf-8", b"", draft.form.newline), ()

    def changed_outside(self) -> bool:
        """Whether the file is not the one read or saved last; a file that is gone (another program is just
        replacing it) counts as unchanged."""
        if self.path is None:
            return False
        now = stamp(self.path)
        return now is not None and now != self._stamp

    def gone(self) -> bool:
        """Whether the file was there and is not any more; a folder that does not answer says nothing about it."""
        if self.path is None or self._stamp is None:
            return False
        try:
            far.stat(self.path)
        except (FileNotFoundError, NotADirectoryError):
            return True
        except (OSError, ValueError):
            return False
        return False

    def outside(self) -> Loaded:
        """What the file holds now, without taking it. Raises UserError when it cannot be read."""
        if self.path is None:
            raise UserError("the deck has no file yet", "save it under a name")
        return read(self.path)

    def reload(self) -> bool:
        """Take the file's text; gives whether it is another one. Raises UserError when it cannot be read now."""
        if self.path is None:
            return False
        before = self.text.value
        loaded = read(self.path)
        self._take(loaded)
        self.text.set(loaded.text)
        return loaded.text != before

    def settle(self, loaded: Loaded, text: str) -> None:
        """The file is known to hold `loaded`; the text here becomes `text`, perhaps made of both."""
        self._take(loaded)
        self.text.set(text)

    def keep_mine(self) -> None:
        """Hold on to the text here although the file changed or went: the next save writes over it."""
        if self.path is not None:
            self._stamp, self.saved = stamp(self.path), None


def opened(path: Path) -> Document:
    """The deck in `path`; one of the program's own samples as a copy that has no file yet, so that it stays as it is.

    Raises UserError when it cannot be read."""
    real = Path(os.path.realpath(path))
    if real.parent != Path(os.path.realpath(data_folder("decks"))):
        return Document(path)
    return Document(text=read(real).text, home=real.parent, called=real.stem)

"""Displays that show the same picture → each a part of the desktop of its own, by the window system's own means.

Nothing happens unasked: what would be done is a list of words for a program of the system, tried one after the other.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QProcess, QTimer

from presenter import trace
from presenter.talk.roles import Display
from presenter.ui.show.placing import on_wayland

WAIT_MS = 8000
_BY_HAND = {
    "win32": "Windows key + P, then Extend, gives you notes of your own.",
    "darwin": 'System Settings, Displays, "Use as extended display" gives you notes of your own.',
}
BY_HAND = _BY_HAND.get(sys.platform, '"Join" or "Extend" in the system\'s display settings (often Super + P) gives you notes of your own.')
_MUTTER = ("org.gnome.Mutter.DisplayConfig", "/org/gnome/Mutter/DisplayConfig", "org.gnome.Mutter.DisplayConfig")


def ways(displays: tuple[Display, ...]) -> list[list[str]]:
    """The command lines that may part these displays here, most likely first; none where only words help."""
    if sys.platform == "win32":
        return [["DisplaySwitch.exe", "/extend"]]
    if sys.platform == "darwin":
        return []
    desktop = os.environ.get("XDG_CURRENT_DESKTOP", "").lower()
    found = [] if on_wayland() else [_by_xrandr(displays)]
    if "kde" in desktop:
        found.insert(0, _by_kscreen(displays))
    return [way for way in found if shutil.which(way[0])]


def _in_a_row(displays: tuple[Display, ...]) -> list[tuple[Display, int]]:
    """The laptop's own at the left, the others beside it: each with its left edge."""
    row, edge = [], 0
    for display in sorted(displays, key=lambda d: not d.panel):
        row.append((display, edge))
        edge += display.box[2]
    return row


def _by_xrandr(displays: tuple[Display, ...]) -> list[str]:
    words = ["xrandr"]
    before = ""
    for display, _ in _in_a_row(displays):
        words += ["--output", display.name, "--auto", *(["--right-of", before] if before else ["--pos", "0x0"])]
        before = display.name
    return words


def _by_kscreen(displays: tuple[Display, ...]) -> list[str]:
    return ["kscreen-doctor", *(f"output.{display.name}.position.{edge},0" for display, edge in _in_a_row(displays))]


class Extending(QObject):
    """Parts mirrored displays when it is asked to. `done(worked)` tells how it went."""

    def __init__(self, done: Callable[[bool], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._done = done
        self._left: list[list[str]] = []
        self._child: QProcess | None = None

    @property
    def possible(self) -> bool:
        """Whether there is more than words to offer."""
        return bool(ways(())) or _on_gnome()

    def run(self, displays: tuple[Display, ...]) -> None:
        """Part these displays. GNOME is asked over the session bus, the others have a program for it."""
        if self._child is not None:
            return  # it is being done
        self._left = ways(displays)
        if _on_gnome():
            self._ask("state", _gdbus("GetCurrentState"))
        else:
            self._next()

    def _next(self) -> None:
        if self._left:
            self._ask("", self._left.pop(0))
        else:
            self._tell(False)

    def _ask(self, what: str, words: list[str]) -> None:
        child = self._child = QProcess(self)
        child.finished.connect(lambda code, how: self._answered(child, what, code))
        child.errorOccurred.connect(lambda error: error == QProcess.ProcessError.FailedToStart and self._answered(child, what, 1))
        QTimer.singleShot(WAIT_MS, child, child.kill)  # a window system that does not answer must not keep us waiting
        child.start(words[0], words[1:])

    def _answered(self, child: QProcess, what: str, code: int) -> None:
        self._child = None
        said = bytes(child.readAllStandardOutput().data()).decode("utf-8", "replace")
        child.deleteLater()
        change = gnome_change(said) if what == "state" and code == 0 else None
        if change is not None:
            self._ask("", _gdbus("ApplyMonitorsConfig", *change))
        elif what == "state" or code != 0:
            self._next()
        else:
            self._tell(True)

    def _tell(self, worked: bool) -> None:
        trace.event("extended", worked=worked)
        self._done(worked)


def _on_gnome() -> bool:
    return "gnome" in os.environ.get("XDG_CURRENT_DESKTOP", "").lower() and shutil.which("gdbus") is not None


def _gdbus(method: str, *words: str) -> list[str]:
    service, path, interface = _MUTTER
    return ["gdbus", "call", "--session", "--dest", service, "--object-path", path, "--method", f"{interface}.{method}", *words]


def gnome_change(state: str) -> tuple[str, str, str, str] | None:
    """GNOME's account of its monitors, as `gdbus` prints it → the words that lay them side by side, each in its best mode
    and at the scale that is in force; None when there is nothing to part."""
    found = _Reader(state).value()
    if not isinstance(found, list) or len(found) < 3:
        return None
    serial, monitors, logical = found[0], found[1], found[2]
    scale = max((part[2] for part in logical), default=1.0)
    parts, edge = [], 0
    for monitor in sorted(monitors, key=lambda m: m[2].get("is-builtin") is not True):
        modes = monitor[1]
        mode = next((m for m in modes if m[6].get("is-preferred")), modes[0])
        wish = scale if scale in mode[5] else mode[4]
        primary = "true" if edge == 0 else "false"
        parts.append(f"({edge}, 0, {wish}, uint32 0, {primary}, [({_quoted(monitor[0][0])}, {_quoted(mode[0])}, @a{{sv}} {{}})])")
        edge += round(mode[1] / wish)
    return (f"uint32 {serial}", "uint32 1", f"[{', '.join(parts)}]", "@a{sv} {}") if len(parts) > 1 else None


def _quoted(word: str) -> str:
    return json.dumps(word, ensure_ascii=False)


class _Reader:
    """GVariant's text → lists, tables, words and numbers; what is not understood becomes None."""

    def __init__(self, text: str) -> None:
        self._text, self._at = text, 0

    def _skip(self) -> str:
        while self._at < len(self._text) and self._text[self._at] in " ,:\n<>":
            self._at += 1
        return self._text[self._at : self._at + 1]

    def value(self) -> object:
        """The next value; None at the end of a group."""
        sign = self._skip()
        if sign in ("(", "["):
            return self._group(")" if sign == "(" else "]")
        if sign == "{":
            flat = self._group("}")
            return dict(zip(flat[::2], flat[1::2], strict=False))
        if sign in ("'", '"'):
            return self._word(sign)
        return self._bare()

    def _group(self, end: str) -> list[Any]:
        self._at += 1
        found = []
        while (sign := self._skip()) and sign != end:
            found.append(self.value())
        self._at += 1
        return found

    def _word(self, quote: str) -> str:
        start = self._at = self._at + 1
        while self._at < len(self._text) and self._text[self._at] != quote:
            self._at += 2 if self._text[self._at] == "\\" else 1
        self._at += 1
        return self._text[start : self._at - 1]

    def _bare(self) -> object:
        start = self._at
        while self._at < len(self._text) and self._text[self._at] not in " ,:\n<>()[]{}":
            self._at += 1
        if self._at == start:
            self._at += 1  # a bracket that closes nothing
            return None
        word = self._text[start : self._at]
        if word.startswith("@") or word in ("uint32", "int32", "uint64", "int64", "byte", "double", "objectpath"):
            return self.value()  # the type of what follows
        if word in ("true", "false"):
            return word == "true"
        try:
            return float(word) if "." in word or "e" in word else int(word, 0)
        except ValueError:
            return word

"""A running show → no notifications over it, if the person wants that; put back at the end, after a crash, and even after a
power cut.

KDE's Plasma is asked over the connection whose end is the release. GNOME has a setting only: a child process changes it and
puts it back when its pipe from us closes, killed or not; a note on disk tells the next run in case the child died too.
Windows is quiet by itself while a window fills the display; macOS lets no program do it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, QProcess

from presenter.store.recovery import state_folder

SCHEMA, KEY = "org.gnome.desktop.notifications", "show-banners"
SERVICE = ("org.freedesktop.Notifications", "/org/freedesktop/Notifications", "org.freedesktop.Notifications")
# "$0" is gsettings, "$1" the note; nothing is changed where the person is not disturbed anyway
SCRIPT = f"""
[ "$("$0" get {SCHEMA} {KEY})" = true ] || exec cat >/dev/null
echo "{SCHEMA} {KEY} true $$" >"$1"
"$0" set {SCHEMA} {KEY} false
cat >/dev/null
"$0" set {SCHEMA} {KEY} true && rm -f "$1"
"""


def wish() -> tuple[str, str, str, list[object]]:
    """The service, path, interface and words by which Plasma is asked; the others do not know the question."""
    return *SERVICE, ["presenter", "A talk is being given", {}]


def note_file() -> Path:
    """Where it is written down what is to be put back."""
    return state_folder() / "notifications.txt"


def on_gnome() -> bool:
    """Whether notifications are GNOME's."""
    desktop = os.environ.get("XDG_CURRENT_DESKTOP", "").lower()
    return "gnome" in desktop and shutil.which("gsettings") is not None and shutil.which("sh") is not None


class Quiet(QObject):
    """GNOME's notifications, held back from `hold` to `release`. `note` is the file that says what is to be put back."""

    def __init__(self, note: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._note = note
        self._child: QProcess | None = None

    def hold(self) -> None:
        """Hold them back."""
        gsettings = shutil.which("gsettings")
        if self._child is not None or gsettings is None:
            return
        with suppress(OSError):
            self._note.parent.mkdir(parents=True, exist_ok=True)
        self._child = QProcess(self)
        self._child.setStandardErrorFile(QProcess.nullDevice())
        self._child.start("sh", ["-c", SCRIPT, gsettings, str(self._note)])

    def release(self) -> None:
        """Let them come again; the child does it, and needs no more of us for that."""
        if self._child is not None:
            self._child.closeWriteChannel()
            self._child.waitForFinished(1000)
            self._child = None


def put_back(note: Path) -> None:
    """If a run ended without putting back what it changed, and its child with it: do it now. Costs a look at the disk."""
    gsettings = shutil.which("gsettings")
    if not note.is_file() or gsettings is None:
        return
    *words, child = note.read_text(encoding="utf-8", errors="replace").split() or [""]
    if child.isdecimal() and Path(f"/proc/{child}").exists():
        return  # another show is on, its child will do it
    if words == [SCHEMA, KEY, "true"]:
        nowhere = subprocess.DEVNULL
        subprocess.run([gsettings, "set", *words], timeout=5, check=False, stdout=nowhere, stderr=nowhere, stdin=nowhere)
    with suppress(OSError):
        note.unlink()
